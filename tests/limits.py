"""What is limited, and whether the words that a customer reads say so: a gift that runs out, goods that not all get."""

from __future__ import annotations

import re
from collections.abc import Iterator

import promises
import voice
from qunli.library import Industry
from qunli.model import Slot

# How notes say that a thing given stops before its last day, and the word of the texts that give it; none: all that
# promise something for nothing or for less.
CAPS = {
    r"换完(?:为止|就停)": "(?<!不够)换(?!季|成|个|时间)",
    r"停发": "券",
    r"满(?:\d+[份张包位桌个件套])?(?:就停|为止)": None,
    r"\d+[份张包位桌个件套组](?:卖完)?为止": None,
    r"(?:[^换卖，。；]完|采够)(?:为止|就停|就说|就在群里说)": None,
    r"(?:最多|封顶)(?:\d+|[一二两三四五六七八九十百]+)[份张包位桌个件套家箱册盘袋]": None,
}
GIVEN = re.compile(r"[用这留张新]券|券[来这一包]|〔[^〕]*券")
# In the posts of a gift also without a word for its price.
HANDED = re.compile("领|送(?![来到去])|每[人户桌家位]一|都来尝|尝一|先尝")
# Nothing sold is nothing given.
UNSOLD = re.compile("不够[^，。]*，也不收钱")
# A prize has as many winners as its rules say.
PRIZES = frozenset({"{{ lucky }}", "{{ prize }}", "手气王", "红包"})
_HOW_MANY = (
    r"〔[^〕]*(?:[份张桌盒包座席杯箱套颗碗户位人斤个筐对]数|几[份张桌件盒袋杯户家组瓶套箱本根册条位座垄棵]|名额|限购|数，例)"
    r"[^〕]*〕"
)
# How a customer is told that a thing runs out.
RUNS_OUT = {
    "who comes first": r"先[到留写来报订用拿领说满打][^，。]{0,6}?(?:〔|先|得|\{\{)|前〔|头〔|(?:前|头)\{\{|接龙先后|名额|名单",
    "how many there are": rf"(?<![一每][人户桌家位样])(?<![各满]){_HOW_MANY}|\{{\{{ ?(?:trials|winners|people|quantity)|请一位",
    "until none is left": r"[领送切换煮盛用舀喝尝吃卖采分发装摆烤][完光](?:了?[就早]|为止|即止)|[坐收排订装拼凑留送]满(?:了?就|为止)|收满〔[^〕]*〕为止|[，。]满了就|完收[台锅]|换完等下|没了|就这些",
    "in the picture": r"(?:[份张桌箱席位座]数|[限剩备共收请][几多][份张个桌箱件位少家])[^。\n]{0,12}(?:图|公告)",
}
RUNNING_OUT = re.compile("|".join(RUNS_OUT.values()))


def _gives(slot: Slot, text: str, word: str | None) -> bool:
    if word is not None:
        return bool(re.search(word, text))
    if slot.offer and slot.offer.kind == "gift" and HANDED.search(text):
        return True
    text = UNSOLD.sub("", text)
    return bool(GIVEN.search(text)) or any(each not in PRIZES for each in promises.words(text))


def caps(slot: Slot) -> list[str | None]:
    """Return what the notes of a post cap, as the words of the texts that give it; nothing for a draw or a letter."""
    if slot.is_private or (slot.offer and slot.offer.kind == "lottery"):
        return []
    return [word for pattern, word in CAPS.items() if re.search(pattern, slot.notes or "")]


def _stands_for(slot: Slot, giving: dict[str, str]) -> bool:
    """Return whether most texts give, and the short one is more than a greeting."""
    return len(giving) > len(slot.said) / 2 and bool(re.search("[价券送换尝试领收订]", slot.short or ""))


def endless(industry: Industry) -> Iterator[tuple[str, str]]:
    """Yield the texts that give what the notes of their post cap, and do not say that it runs out.

    A short text stands for all texts of its post: it says so where most of them give.
    """
    for sop_id, sop in industry.sops.items():
        for slot_id, slot in sop.slots.items():
            for word in caps(slot):
                giving = {name: text for name, text in slot.said.items() if _gives(slot, text, word)}
                if slot.short and (_gives(slot, slot.short, word) or _stands_for(slot, giving)):
                    giving["short"] = slot.short
                for name, text in giving.items():
                    if not RUNNING_OUT.search(text):
                        yield f"{industry.id}/{sop_id}/{slot_id}/{name}", text


# --- goods ------------------------------------------------------------------------------------------------

SCARCE = frozenset({"flash-sale", "discount", "group-buy"})
# Each of these ends what can be bought, or says how much of it one customer gets.
LIMITS = {
    **RUNS_OUT,
    "one customer's": r"限(?!成人)|[每一1][户人桌家位单款样](?:每[款样])?(?:[一1各两]|〔|\{\{|只|先|最多|以内)",
    "a last hour": r"(?:[\d:点半天晚周二三四五六日号]|打烊|收摊|下播|除夕)[^，。\n]{0,4}(?:前|止|收|停|截)|收单|截单|收名单|到(?:今|明|后)?[天晚]?(?:周[一二三四五六日])?(?:打烊|收摊|\d|〔)|到(?:周|今晚|明天|月底)|停火|打烊|报数|今晚[写订接]",
    "what is left": r"(?:还|就|只)剩|剩〔|还有〔|够〔|就〔|只这|只有〔|就图上|架上就|架子见底",
    "a first pick": r"先[给挑留][^。]*才|才[放摆]|就这",
    "a day's lot": r"(?:今天|今晚|明天|这周|这批|一共|共|就|只|出了?|来了?)〔[^〕]*[份个条箱袋篮筐斤]",
}
LIMITED = re.compile("|".join(LIMITS.values()))
# A picture that the post goes with may say it.
PICTURED = re.compile(
    r"[限剩余几备][^，。、）]{0,3}[份件个箱位座包桌盒袋对间]|份数|剩多少|码表|空着|截单|收单|收到|订到|停火|期限|能接的日子|还能|几点收|几点前"
)
# Posts without terms of an offer whose goods still run out: what is baked or cooked by order, rooms, tables, seats,
# sizes of one delivery, the first of a harvest. What stands at the counter all day at its price needs no limit.
COUNTED = {
    pack: frozenset(f"{sop}/{slot}" for sop, slots in sops.items() for slot in slots.split())
    for pack, sops in {
        "apparel": {"welfare": "new-arrivals", "members": "preview season-autumn", "flash-sale": "reserve"},
        "bakery": {"welfare": "special delivery valentines mothers-day five-twenty fathers-day qixi"},
        "catering": {
            "welfare": "breakfast delivery late-night room christmas year-end chuxi valentines five-twenty qixi mid-autumn"
        },
        "education": {
            "welfare": (
                "workshop trial enrol board board-later back-to-work spring-term summer-term autumn-term winter-term "
                "mothers-day five-twenty double-ninth christmas"
            ),
            "onboarding": "trial-guide",
            "moments": "offer",
        },
        "farm-produce": {
            "welfare": "today spring summer autumn winter",
            "members": "nianhuo mid-autumn",
            "moments": "weekend",
        },
        "fresh-food": {"members": "first-pick mid-autumn nianhuo"},
        "maternal-baby": {"welfare": "saturday", "flash-sale": "open"},
    }.items()
}
# Forks without the tables and rooms of their base.
NO_TABLES = frozenset({"milk-tea"})


def is_scarce(industry: Industry, place: str, slot: Slot) -> bool:
    """Return whether a post sells what not everybody gets: by its offer, or as counted here or in its base."""
    bases = () if industry.id in NO_TABLES else industry.bases
    counted = frozenset[str]().union(*(COUNTED.get(name, ()) for name in (industry.id, *bases)))
    return bool(slot.offer and slot.offer.kind in SCARCE) or place in counted


def boundless(industry: Industry) -> Iterator[tuple[str, str]]:
    """Yield the texts that name the price of what is limited, and no limit; nor does the picture beside them."""
    for sop_id, sop in industry.sops.items():
        for slot_id, slot in sop.slots.items():
            if not is_scarce(industry, f"{sop_id}/{slot_id}", slot) or PICTURED.search("，".join(slot.media)):
                continue
            for name, text in {**slot.said, "short": slot.short or ""}.items():
                if voice.has("PRICE", text) and not LIMITED.search(text):
                    yield f"{industry.id}/{sop_id}/{slot_id}/{name}", text
