"""Numbers that only one shop can know, found in texts that every shop pastes.

How many are on offer, how many each may take, who wins, what is given, how much is off, how many seats there are: that
is the shop's own, so it stands in a blank or a variable. Hours, days, ages, recipes and idioms are nobody's numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qunli.library import Industry

NUMBER = r"(?:\d+|[一两二三四五六七八九十百千]+)"
# "One each" is how a thing is shared out alike, not how much of it there is.
SEVERAL = r"(?:\d{2,}|[02-9]|[一两二三四五六七八九十百千]{2,}|[两二三四五六七八九十百千])"
ONE = r"(?:人|户|家|桌|位|单)"
PEOPLE = r"(?:位|名|个人|户|家|单|桌|人|组)"
COUNTED = (
    r"(?:个(?!月)|份|件|位|名|席|座|张|包|瓶|盒|桶|枚|只|条|双|杯|碗|盘|套|桌|把|颗|块|片(?!刻)|本|支|箱|袋|朵|组|户|家"
    r"|罐|串|筐|人|斤|样|次)"
)
KINDS = {
    "who is first": rf"前{NUMBER}(?={PEOPLE}|个|件|各|有)",
    "how many each": (
        rf"(?:每一?{ONE}|[一1](?:人|户|家|桌))(?:每[样款])?(?:先|各|最多|只|限|留|可?带)*{SEVERAL}{COUNTED}"
    ),
    "a limit": rf"限(?:量|购|买|领|收)?{SEVERAL}{COUNTED}",
    "how many there are": (
        rf"(?:共|封顶|备了?|收满|满|凑够|凑齐|只有|还剩|只剩|剩下?|今晚有|[坐站]得下){SEVERAL}{COUNTED}"
    ),
    "until when": rf"{SEVERAL}{COUNTED}(?:为止|封顶|成团|就成|就做|满了|想吃)",
    "who is asked": rf"(?:坐|一批|一季|找|请|招|够|先到的|来的|上一季的){SEVERAL}(?:位|名|户|家|组|枚)",
    "who fits in": rf"(?:^|(?<=[，。：\n])){SEVERAL}(?:位|组)(?=[，。！坐]|$)|{SEVERAL}把椅子",
    "who wins": rf"(?:抽|抽中|选出|中){NUMBER}(?:位|名|件|份|本|人|样)",
    "what is given": rf"(?:送|赠|奖励?|(?<!往)返|补贴)(?![来给完到])[^，。！？、；：～\n]{{0,5}}?{NUMBER}{COUNTED}",
    "who gets one": rf"(?:送|奖){NUMBER}{PEOPLE}",
    "what is off": rf"(?<![一二三四五六七八九十两对])[一二三四五六七八九]折(?![叠的角])|\d(?:\.\d)?折|[减返省抵]{NUMBER}[元块]",
    "yuan": rf"(?:\d+(?:\.\d+)?|{NUMBER})元",
    "points": rf"{SEVERAL}(?:积分|分(?=抵|换))",
    "places": rf"{SEVERAL}个?(?:座(?!城)|席|名额|车位)|留(?:了|着|出|给\S\S?)?{SEVERAL}{COUNTED}",
    "vouchers": rf"{SEVERAL}张(?=券|代金|□)",
    "each evening": rf"每(?:晚|天|周|月|期|场){NUMBER}(?:份|位|张|本|桌|名|瓶|盒|件)",
    "a weight": rf"净重{NUMBER}[斤克两]|{NUMBER}[斤克]净重",
    "counted in digits": rf"(?<![\d:：.第])\d+{COUNTED}",
}
FOUND = {kind: re.compile(pattern, re.M) for kind, pattern in KINDS.items()}
# Days that are called by a number.
NAMES = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]|双1[12]|双十[一二]|618|520|初[一二三四五六七八九十]")
# What looks like a number of the shop's and is none, each with the reason.
NOBODYS = {
    "睡前三件事": "the name of a routine at home",
    "少备两样": "the work at home that is saved, nothing counted out",
}
ONE_EACH = re.compile(r"(?:每(?:人|户|家|桌|位)|[一1](?:人|户|家|桌))(?:每[样款])?[各限]*$")


def said(industry: Industry) -> Iterator[tuple[str, str]]:
    """Yield every text that a pack has people paste, and what it promises them of a group, with its place."""
    for sop_id, sop in industry.sops.items():
        yield f"{sop_id}/welcome", sop.welcome or ""
        yield f"{sop_id}/benefit", str(sop.positioning.benefit) if sop.positioning else ""
        for slot_id, slot in sop.slots.items():
            yield f"{sop_id}/{slot_id}/short", slot.short or ""
            for text_id, text in slot.said.items():
                yield f"{sop_id}/{slot_id}/{text_id}", text
    for file in industry.of("anytime").values():
        for occasion_id, occasion in file.value.occasions.items():
            for text_id, text in occasion.texts.items():
                yield f"anytime/{occasion_id}/{text_id}", text
    for file in industry.of("faq").values():
        for question_id, question in file.value.questions.items():
            yield f"faq/{question_id}", question.answer


def numbers(text: str, spared: Iterable[str] = NOBODYS) -> list[str]:
    """Return the numbers of one shop in a text, its blanks, variables and the phrases that are spared aside."""
    bare = NAMES.sub("·", re.sub(r"〔[^〕]*〕|\{\{.*?\}\}", "□", text))
    for phrase in spared:
        bare = bare.replace(phrase, "·")
    found = []
    for pattern in FOUND.values():
        for match in pattern.finditer(bare):
            one_each = match.group().startswith("1") and ONE_EACH.search(bare[: match.start()])
            if not one_each and match.group() not in found:
                found.append(match.group())
    return found
