"""How a pack's texts sound, counted: shares of what a member reads, per plan and pace, as `make bench` prints them.

python tests/voice.py [PACK…]     the table and every text that breaks a rule of single texts, in each voice
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from figures import Text, texts
from qunli.library import Industry
from qunli.library.voicing import in_voice
from qunli.model import PACES

_ASK = (
    r'接龙|评论|私信|私聊|留言|投票|[回报扣留写]个?[「“"\d一两三几]|[回报]个?(数|码|份|号|名|字|尺)'
    r"|(说|喊|吱|招呼|告诉)我?一声|跟我(说|讲)|@我|(你|您|大家|各位|谁|哪[只个件样])[^。！\n]{0,20}[？?]"
    r"|还是[^。！\n]{1,12}[？?]|[？?]\s*$"
)
_WANT = (
    r"香|脆|嫩|鲜|酥|糯|甜|爽|汁|热乎|冒.?气|下饭|拌饭|入味|开胃|焦|现[炸切片炒烤]|出锅|汤.{0,2}[浓白]|软|轻[^易]|暖|垂|挺|显|衬"
    r"|百搭|好看|好听|好闻|好玩|耐看|顺眼|精神|利落|温柔|舒服|不勒|不绷|带风|亮|料子|手感|上身|好[洗收套]|干爽|省心|顺手|喜欢"
    r"|馋|宠|抢|试试|带走|上手|好心情"
)
_FLAW = (
    r"毛病|缺点|不划算|别买|不用买|不适合|介意|划走|不缺|拿不准|不敢保证|也常.{0,3}错|先别(急|报|买|定)|可跳过|挑刺|说实话"
    r"|实话说|照实"
)
PATTERNS = {
    "ASK": _ASK,
    "CODE": r'[回评论留私信扣发写]{1,2}个?[「“"][^」”"]{1,6}[」”"]|扣\s?\d|回\s?\d(?!\d*[:：元])',
    "PRICE": r"\d+(\.\d+)?\s*[元块]|¥\s*\d|〔[^〕]*[价元][^〕]*〕|\{\{[^}]*price[^}]*\}\}",
    "WANT": _WANT,
    "THANK": r"谢|辛苦|恭喜|祝|快乐|安康|生日|周年|满.{0,3}[岁年]|(小年|早上|中午|下午|晚上|周末)好",
    "FLAW": _FLAW,
    "PRIV": r"私聊|私信|单发|单独(发|回|说|问)|(一个个|逐个|逐条|都)(回|答)|帮[您你](看|查|对|量)|拍给我|我.{0,6}(慢慢说|回[你您]|答[。，])",
    "SKIP": r"可跳过|不用回|不缺的|(不想|没想|没这|不要)[^。\n]{0,8}(划走|跳过|不用)",
    "EXCL": r"[！!]",
    "EMOJI": r"[\U0001F300-\U0001FAFF\u2600-\u27BF]",
    "PART": r"[啦呀哈哦呢嘛咯哟][～~。！？，\s]|[啦呀哈哦呢嘛咯哟]$|～",
}
NO_SHARE = (0, 100)
# Least and most of a hundred texts, by plan; the main group's by pace. The columns are those of LIMITS.
PLANS = ("light", "standard", "full", "members", "flash-sale", "check-in", "onboarding", "moments")
LIMITS: dict[str, tuple[tuple[int, int], ...]] = {
    "ASK": ((0, 35), (0, 40), (0, 30), (0, 45), (0, 50), (0, 60), (0, 40), (0, 20)),
    "CODE": ((0, 10), (0, 15), (0, 10), (0, 15), (0, 20), (0, 30), (0, 15), (0, 0)),
    "PRICE": ((35, 100), (35, 100), (40, 100), (30, 100), (60, 100), NO_SHARE, (20, 100), (25, 100)),
    "WANT": ((40, 100), (40, 100), (40, 100), (30, 100), (40, 100), NO_SHARE, (20, 100), (35, 100)),
    "THANK": ((10, 100), (10, 100), (10, 100), (15, 100), (10, 100), (15, 100), (20, 100), (15, 100)),
    "FLAW": ((0, 8), (0, 8), (0, 8), (0, 10), (0, 10), (0, 5), (0, 5), (0, 5)),
    "PRIV": ((0, 8), (0, 8), (0, 8), (0, 12), (0, 10), (0, 10), (0, 12), (0, 5)),
    "SKIP": ((0, 2), (0, 2), (0, 2), (0, 2), (0, 2), (0, 5), (0, 5), (0, 0)),
    "EXCL": ((20, 40), (20, 40), (20, 40), (15, 35), (25, 45), (20, 40), (20, 40), (15, 35)),
    "EMOJI": ((25, 45), (25, 45), (25, 45), (15, 35), (25, 45), (25, 45), (25, 45), (30, 60)),
    "PART": ((20, 45), (20, 45), (20, 45), (15, 40), (15, 35), (25, 45), (25, 45), (20, 45)),
    "SHORT": ((20, 100), (20, 100), (20, 100), (10, 100), (20, 100), (10, 100), (10, 100), (25, 100)),
    "TITLE": ((0, 50), (0, 50), (0, 50), (0, 50), (0, 50), (0, 60), (0, 50), (0, 20)),
}
# Where the trade speaks to reason rather than to appetite, the main group's texts need fewer words of desire.
WANT = {"maternal-baby": 30, "education": 15}
# A brisk shop hardly uses particles (docs/design.md); all other shares hold in each voice.
HARDLY = {"brisk": (0, 8)}
# From so many texts on a share holds to the text.
MANY = 20
LONGEST = 110
SHORTEST_NAMED = 30
# Of so many texts in a row no more may end on a price.
NEIGHBOURS, PRICES_LAST = 8, 2


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def has(pattern: str, text: str) -> bool:
    """Return whether a text is one of those that a share counts."""
    if pattern == "SHORT":
        return len(bare(text)) <= SHORTEST_NAMED
    if pattern == "TITLE":
        first, _, rest = text.partition("\n")
        return (
            bool(rest)
            and len(first) <= 12
            and not re.search(r"[。！？～\U0001F300-\U0001FAFF\u2600-\u27BF]$", first)
        )
    return bool(re.search(PATTERNS[pattern], text))


def read_in(industry: Industry, plan: str) -> list[str]:
    """Return the texts of a plan as they stand in the source; of the main group those posted at a pace."""
    if plan not in PACES:
        return [each.raw.strip() for _, each in texts(industry, plan)] if plan in industry.sops else []
    shown = PACES[: PACES.index(plan) + 1]
    return [each.raw.strip() for slot, each in texts(industry, "welfare") if slot.pace in shown]


@dataclass(frozen=True)
class Share:
    """How many of a plan's texts a pattern counts; of few texts the nearest number holds the share, of others it alone."""

    plan: str
    pattern: str
    count: int
    of: int
    least: int
    most: int

    @property
    def holds(self) -> bool:
        near = 0 if self.of >= MANY else 50
        return self.of * self.least - near <= 100 * self.count <= self.of * self.most + near


def voices(industry: Industry) -> dict[str, Industry]:
    """Return a pack as each of its voices says it, its own under "warm"."""
    return {"warm": industry} | {
        name: in_voice(industry, voice) for name, voice in industry.pack.voices.items()
    }


def shares(industry: Industry, voice: str = "warm") -> Iterator[Share]:
    for column, plan in enumerate(PLANS):
        found = read_in(industry, plan)
        for pattern, limits in LIMITS.items():
            least, most = limits[column]
            if pattern == "WANT" and column < len(PACES):
                least = WANT.get(industry.pack.sector, least)
            if pattern == "PART":
                least, most = HARDLY.get(voice, (least, most))
            if found:
                yield Share(plan, pattern, sum(has(pattern, each) for each in found), len(found), least, most)


# Marks and faces at the end of a sentence, which make no other sentence of it.
_MARKS = r"[\s，,；;。！!？?～~…\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]"
# A price stands last, with what it is the price of: 16元, 〔价，例：16元〕一碗, {{ item.price }}～
_ON_A_PRICE = rf"({PATTERNS['PRICE']})(一?[个份杯斤盒袋条碗盘锅瓶位件枚箱把])?{_MARKS}*$"


def _ends(text: str) -> tuple[str, str]:
    """Return the first line of a text and its closing sentence, which is a part of a line or the only one there is."""
    sentences = [re.sub(f"{_MARKS}+$", "", each) for each in re.split(r"(?<=[。！？～])|\n", text.strip())]
    return text.strip().split("\n")[0], next(each for each in reversed(sentences) if each)


def same_ends(industry: Industry, sop_id: str) -> Iterator[str]:
    """Yield what two texts of a plan begin or end with: a first line, or the closing sentence."""
    found: list[Text] = [each for _, each in texts(industry, sop_id)]
    for which, word in enumerate(("开头", "结尾")):
        ends = Counter(_ends(each.raw)[which] for each in found)
        yield from (f"{sop_id} {word} ×{count}：{line}" for line, count in ends.items() if count > 1)


def ends_on_a_price(industry: Industry, sop_id: str) -> Iterator[str]:
    """Yield the rotations of which more than two of any eight neighbours end on a price, counted round."""
    for slot_id, slot in industry.sops[sop_id].slots.items():
        found = [bool(re.search(_ON_A_PRICE, each.strip())) for each in slot.texts.values()]
        most = max(sum((found * 8)[at : at + NEIGHBOURS]) for at in range(len(found)))
        if len(found) >= NEIGHBOURS and most > PRICES_LAST:
            yield f"{sop_id}/{slot_id} 相邻 {NEIGHBOURS} 条里 {most} 条用价收尾"


def neighbours(industry: Industry, sop_id: str) -> Iterator[str]:
    """Yield texts of a rotation that begin as the one before them does."""
    for slot_id, slot in industry.sops[sop_id].slots.items():
        found = [each.strip() for each in slot.texts.values()]
        alike = [b for a, b in pairwise(found) if a[:2] == b[:2] and "{{" not in a[:2]]
        yield from (f"{sop_id}/{slot_id} 和前一条同样开头：{each[:12]}" for each in alike)


def too_long(industry: Industry, sop_id: str) -> Iterator[str]:
    for _, each in texts(industry, sop_id):
        if each.length > LONGEST:
            yield f"{each.place} {each.length} 字"


def faults(industry: Industry, voice: str = "warm") -> list[str]:
    """Return everything in a pack that the counts do not allow."""
    wrong = [
        f"{each.plan} {each.pattern} {each.count}/{each.of}，要 {each.least}–{each.most}%"
        for each in shares(industry, voice)
        if not each.holds
    ]
    for sop_id in industry.sops:
        for rule in (same_ends, ends_on_a_price, neighbours, too_long):
            wrong += rule(industry, sop_id)
    return wrong


def table(industry: Industry, voice: str = "warm") -> str:
    """Return the shares of a pack in hundredths, one row a pattern; * where a share does not hold."""
    rows = [f"{industry.id} {voice:10}" + "".join(f"{plan:>11}" for plan in PLANS)]
    found = {(each.pattern, each.plan): each for each in shares(industry, voice)}
    for pattern in LIMITS:
        cells = (found.get((pattern, plan)) for plan in PLANS)
        rows.append(
            f"{pattern:10}"
            + "".join(
                f"{100 * each.count / each.of:>10.0f}{' ' if each.holds else '*'}" if each else f"{'-':>11}"
                for each in cells
            )
        )
    return "\n".join(rows)


if __name__ == "__main__":
    from conftest import own_library

    for name in sys.argv[1:] or own_library().industries:
        for voice, industry in voices(own_library().industries[name]).items():
            print(table(industry, voice))
            print("\n".join(faults(industry, voice)))
