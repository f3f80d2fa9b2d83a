"""Q3xx: can a text be read on a phone, and can it go out on a busy day?"""

from __future__ import annotations

import re

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PastedCase, SlotCase, TextCase, posted
from qunli.text import STORE, blanks, places

MOST_CHARACTERS = 120
MOST_LINES = 6
MOST_EMOJI = 2
MOST_FIRST_WORDS = 16

# One emoji: a flag of two letters, or a picture with its skin tone, variation and joined pictures.
_PICTURE = (
    "[\u231a\u231b\u23e9-\u23fa\u2614\u2615\u2600-\u26ff\u2705-\u27bf\u2b05-\u2b55\U0001f300-\U0001faff]"
)
_TAIL = "[\ufe0f\U0001f3fb-\U0001f3ff]*"
_EMOJI = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}{_TAIL}(?:\u200d{_PICTURE}{_TAIL})*")

_BREATH = re.compile(rf"[，。！？；：…～!?;:\n]|{_EMOJI.pattern}")


def length(text: str) -> int:
    """Return how many characters a text has without white space."""
    return len("".join(text.split()))


@check(
    "Q301",
    "文案超过 120 字",
    on=TextCase | PastedCase,
    level="warning",
    source="project",
    why="群里的字一屏看不完就划走了。一条只说一件事。",
    bad="slots:\n  menu:\n    copy: |\n      今日菜单\n      " + "今天的鱼是早上六点从市场拉回来的，" * 8,
    good="slots:\n  menu:\n    copy: |\n      今日菜单\n      今天的鱼是早上六点从市场拉回来的，回1留位",
    hint="删到一件事、一个动作，剩下的分成两条",
)
def text_too_long(case: TextCase | PastedCase) -> Findings:
    characters = length(case.posted)
    if characters > MOST_CHARACTERS:
        yield At(case.path, f"这条文案有 {characters} 个字，最多 {MOST_CHARACTERS} 个")


@check(
    "Q302",
    "文案超过六行",
    on=TextCase | PastedCase,
    level="warning",
    source="project",
    why="行数多了要往上划，前面说的就看不见了。",
    bad="slots:\n  menu:\n    copy: |\n      今日菜单\n      鱼\n      肉\n      菜\n      汤\n      饭\n      茶",
    good="slots:\n  menu:\n    copy: |\n      今日菜单\n      鱼、肉、菜、汤、饭、茶",
    hint="合并成六行以内，菜单放图里",
)
def text_of_too_many_lines(case: TextCase | PastedCase) -> Findings:
    lines = len(case.posted.strip().split("\n"))
    if lines > MOST_LINES:
        yield At(case.path, f"这条文案有 {lines} 行，最多 {MOST_LINES} 行")


@check(
    "Q303",
    "表情超过两个",
    on=TextCase | PastedCase,
    level="warning",
    source="project",
    why="表情一多就像群发广告，也盖住了要紧的字。",
    bad="slots:\n  menu:\n    copy: |\n      今日菜单🐟🥩🥬",
    good="slots:\n  menu:\n    copy: |\n      今日菜单🐟",
    hint="留一两个，或一个也不用",
)
def too_many_emoji(case: TextCase | PastedCase) -> Findings:
    found = list(_EMOJI.finditer(case.text))
    if len(found) > MOST_EMOJI:
        yield At(case.path, f"这条文案有 {len(found)} 个表情，最多 {MOST_EMOJI} 个", found[MOST_EMOJI].span())


@check(
    "Q304",
    "第一口气超过 16 个字",
    on=TextCase | PastedCase,
    level="warning",
    source="project",
    why="通知栏和会话列表只露出开头的十几个字，到头一个停顿还没说完，后半截没人看见。",
    bad="slots:\n  menu:\n    copy: |\n      今天的菜单已经写好了请大家看图然后回复我",
    good="slots:\n  menu:\n    copy: |\n      今天的菜单写好了\n      看图，要留位的回1",
    hint="开头只说一件事，用逗号、句号断开，或者换行",
)
def first_words_too_long(case: TextCase | PastedCase) -> Findings:
    first = length(_BREATH.split(case.posted.strip())[0])
    if first > MOST_FIRST_WORDS:
        raw = case.text.split("\n")[0]
        yield At(case.path, f"开头一口气说了 {first} 个字，最多 {MOST_FIRST_WORDS} 个", (0, len(raw)))


@check(
    "Q305",
    "忙时没有一句不用填的",
    on=SlotCase,
    level="warning",
    source="project",
    why="忙起来没空填空，就整条不发了；备一句不用填的，忙时照样能发。",
    bad="slots: {menu: {copy: 今天有〔例：酸菜鱼〕}}",
    good="slots: {menu: {copy: 今天有〔例：酸菜鱼〕, short: 今天照常营业}}",
    hint="添一句不用填空、天天都成立的话（short，里面只用 store 和有 default 的变量）",
)
def blanks_without_short(case: SlotCase) -> Findings:
    if case.slot.short is not None:
        yield from _to_fill(case, case.slot.short)
        return
    first = next((text for text in case.texts() if blanks(text.text) and not text.is_answer), None)
    if first:
        blank = blanks(first.text)[0]
        yield At(
            first.path,
            f"「{case.slot.title}」有空要填，却没有来不及填时发的短句（short）",
            (blank.start, blank.end),
        )


def _to_fill(case: SlotCase, short: str) -> Findings:
    """Yield each variable of a short text that nobody has given a value, and that would be a blank there."""
    values = case.parent.variables
    for place in places(short):
        name = case.slot.rotate if place.field else place.name
        if name != STORE and name not in values:
            said = short[place.start : place.end]
            message = f"短句 short 里的 {said} 没有默认值，没填时就是一个空"
            yield At(case.path("short"), message, (place.start, place.end))


@check(
    "Q306",
    "忙时的短句太长",
    on=SlotCase,
    level="warning",
    source="project",
    why="短句是忙时一眼看完就发的，长了就不叫短句。",
    bad="slots: {menu: {short: " + "今天照常营业欢迎来坐坐" * 7 + "}}",
    good="slots: {menu: {short: 今天照常营业}}",
    hint="留一句话",
)
def short_too_long(case: SlotCase) -> Findings:
    short = posted(case.slot.short or "", case.parent, case.slot.rotate)
    if length(short) > MOST_CHARACTERS // 2:
        yield At(case.path("short"), f"短句有 {length(short)} 个字，最多 {MOST_CHARACTERS // 2} 个")
