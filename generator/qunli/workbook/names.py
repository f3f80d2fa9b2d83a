"""What the heading of a column means: the names it goes by, exactly or in longer words, in Chinese and English."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from qunli.workbook.columns import COLUMNS
from qunli.workbook.heading_words import (
    AFTERWARDS,
    AUDIENCE,
    CHINESE,
    COMMENT,
    ENGLISH,
    FACT,
    FOREIGN,
    ID,
    MANNER,
    MEANS,
    NUMBERED,
    OF_ANOTHER,
    OF_DAY,
    OF_RUN,
    OF_TEXT,
    PICTURE,
    POSTED,
    QUALIFIERS,
    SENT_ALONE,
    SIGNS,
    STANDBY,
    WEEKDAY,
    WHETHER,
)
from qunli.workbook.other_columns import ASIDE, DAY_NAMES, GROUP, NOTED
from qunli.workbook.spelling import simplified

_LAST = 99.0
_WHOLE = ("when", "day:", "copy")
# 记录ID is a number of a row, while 素材编号 tells which picture it is.
_UNCOUNTED = ("title", "record", "copy", "notes", "owner")
_LONGEST_REST = 6  # letters
# The rank from which a heading of hours may be of something that is not the post.
UNSURE = 100.0
_RUN_DAY = DAY_NAMES["天数"]
_ORNAMENTS = {"So", "Sk", "Cf", "Mn", "Me", "Co"}
# 本月目标 is what a shop wants to reach by then, and no aim of a post.
_AIM = re.compile("(?!.*(?:[本每今当上下全][周月季年日天]|[周月季年日]度|销售|业绩|任务)).*目标")
_SEVERAL_IN_ONE = re.compile("[/、+&和及与]")
# Every heading with the key it means and its place among those of that key.
_NAMES = {
    name.replace(" ", "").casefold(): (key, float(rank))
    for key, names in (
        *((column.key, (column.title, *column.names)) for column in COLUMNS),
        *ASIDE.items(),
    )
    for rank, name in enumerate(names)
}
_NAMES |= {
    name.replace(" ", "").casefold(): (f"day:{name}", float(rank)) for rank, name in enumerate(DAY_NAMES)
}


@dataclass(frozen=True)
class Heading:
    """What a heading says of its column: the key ("day:…" for one of days), and how well it says so, 0 best.

    `base` is the heading without its number, so that 文案1 and 文案2 are alike.
    """

    key: str
    rank: float
    base: str


@lru_cache(maxsize=1_024)
def heading(words: str) -> Heading | None:
    """Return what the words of a heading say, None where they say nothing known.

    Remembered, since the same few words are tried as headings of row after row.
    """
    plain = _plain(words)
    bare = re.sub(r"\(.*?\)", "", plain) or plain.strip("()")
    if WEEKDAY.fullmatch(bare) or AUDIENCE.search(bare):
        return None
    if SENT_ALONE.fullmatch(bare):
        return Heading("copy", _LAST, bare)
    if PICTURE.fullmatch(bare):
        return Heading("media", 0.5, bare)
    if COMMENT.fullmatch(bare) or MANNER.fullmatch(bare):
        return Heading(NOTED, 0.5, bare)
    if STANDBY.search(plain) and (of := heading(STANDBY.sub("", plain))) and of.key == "copy":
        return Heading(NOTED, of.rank, plain)
    if (rest := WHETHER.sub("", bare)) != bare and (of := heading(rest)) and of.key == "media":
        return Heading("media", of.rank + 0.5, bare)
    found = _named(plain, bare) or _in_both(words) or _longer(words, bare)
    if found and is_of_time_or_text(found.key) and FOREIGN.search("".join(re.findall(r"\(.*?\)", plain))):
        return None
    other = _in_brackets(plain) if found and found.key == "copy" else ""
    return Heading(other, 0.5, bare) if found and other not in ("", "copy") else found


def is_afterwards(words: str) -> bool:
    """Say whether a heading is of what comes of a post, of work before it, or of the sheet, and of nothing posted."""
    return AFTERWARDS.search(re.sub(r"\(.*?\)", "", _plain(words))) is not None


def is_foreign(words: str) -> bool:
    """Say whether a heading names an hour, a day or a text of something else than the post: 开播时间, 到货日期, 竞品文案."""
    return heading(words) is None and is_of_time_or_text(key_inside(words))


def is_posted(words: str) -> bool:
    """Say whether a heading is of what is posted, and of nothing that takes place then: 发群日期, and not 活动日期."""
    return POSTED.search(re.sub(r"\(.*?\)", "", _plain(words))) is not None


def is_fact(words: str) -> bool:
    """Say whether a heading is of a fact of what is posted: 规格, 团购价, 到货日期."""
    return FACT.fullmatch(re.sub(r"\(.*?\)", "", _plain(words))) is not None


def may_hold_days(words: str) -> bool:
    """Say whether a heading names an hour of what has the same days as the post: those of 活动时间 are days of posts."""
    return is_foreign(words) and _is_whole("day:", *_at_end(words))


def key_inside(words: str) -> str:
    """Return the key of the known heading that some words are or end with, understood whole or not; "" for none."""
    name, _ = _at_end(words)
    return _NAMES[name][0] if name else ""


def _at_end(words: str) -> tuple[str, str]:
    """Return the known heading that some words are or end with, "" for none, and the words without brackets."""
    bare = re.sub(r"\(.*?\)", "", _plain(words))
    return (bare if bare in _NAMES else _inside(words, bare)), bare


def is_of_time_or_text(key: str) -> bool:
    """Say whether a column of a key decides when something is posted, or what."""
    return key.startswith(_WHOLE)


def _plain(words: str) -> str:
    bare = "".join(each for each in words if unicodedata.category(each) not in _ORNAMENTS)
    said = re.sub(r"\s|[*：:]", "", unicodedata.normalize("NFKC", bare))
    return simplified((said or next((SIGNS[each] for each in words if each in SIGNS), "")).casefold())


def _named(plain: str, bare: str) -> Heading | None:
    name = next((each for each in (plain, bare, NUMBERED.sub("", bare)) if each in _NAMES), None)
    return Heading(*_NAMES[name], name) if name is not None else None


def _in_both(words: str) -> Heading | None:
    """Return what a heading says that stands there in Chinese and in English: 正文 Body, Date(日期)."""
    chinese, english = ENGLISH.sub(" ", words), CHINESE.sub(" ", words)
    if not re.search(r"[一-鿿]", chinese) or not re.search("[A-Za-z]{3}|[A-Z]{2}", english):
        return None
    one, other = heading(chinese.strip(" ()（）/|｜·-_\n")), heading(english.strip(" ()（）/|｜·-_\n"))
    is_same = one is not None and other is not None and (one.key == other.key or _both_days(one, other))
    if one and (is_same or (other is None and MEANS.get(_plain(english).strip("()/|-_")) == one.key)):
        return one
    return None


def _both_days(one: Heading, other: Heading) -> bool:
    return one.key.startswith("day:") and other.key.startswith("day:")


def _longer(words: str, bare: str) -> Heading | None:
    """Return what longer words with a known heading in them say."""
    name = "" if AFTERWARDS.search(bare) else _inside(words, bare)
    if not name:
        return None
    key, rank = _NAMES[name]
    if (key in _UNCOUNTED and ID.search(bare)) or (name == "目标" and not _AIM.fullmatch(bare)):
        return None
    if key != GROUP and bare.endswith("群"):
        # 通知群 is where notices go, and no notice.
        return None
    if is_of_time_or_text(key) and not _is_whole(key, name, bare) and not _is_when_posted(key, name, bare):
        return None
    if key.startswith("day:") and OF_DAY.search(bare) and not POSTED.search(bare):
        # 活动日期 is the day of the post only where no other column is: 发布日期.
        rank += UNSURE
    if key == "when":
        # 提醒时间 is less likely the hour of a post than any name known for that; 发群时间 is it before 开始时间.
        rank = 0.5 if POSTED.search(bare) else rank + UNSURE
    return Heading(key, rank + 0.5, NUMBERED.sub("", bare))


def _is_when_posted(key: str, name: str, bare: str) -> bool:
    """Say whether a heading of hours or days names what is sent then: 推文发布时间, 海报推送日期, and not 竞品发布时间."""
    rest = bare[: bare.rfind(name)]
    is_of_another = FOREIGN.search(rest) or OF_ANOTHER.search(rest)
    return (
        not is_of_text(key) and bool(POSTED.search(rest)) and not is_of_another and len(rest) <= _LONGEST_REST
    )


def is_of_text(key: str) -> bool:
    """Say whether a column of a key has what is posted."""
    return key == "copy"


def _is_whole(key: str, name: str, bare: str) -> bool:
    """Say whether nothing is left of a heading but words that only say more of the same."""
    at = bare.rfind(name)
    rest = re.sub(r"[^\w/、+&.|~-]", "", f"{bare[:at]}{bare[at + len(name) :]}")
    rest = OF_DAY.sub("", rest) if key.startswith("day:") else rest
    rest = OF_RUN.sub("", rest) if DAY_NAMES.get(key[4:]) == _RUN_DAY else rest
    rest = OF_TEXT.sub("", rest) if key == "copy" else rest
    return QUALIFIERS.fullmatch(rest) is not None


def _in_brackets(plain: str) -> str:
    """Return the key that brackets narrow a heading down to: the pictures of 推送内容(图片/视频); "" for none."""
    found = re.search(r"\(([^()]+)\)$", plain)
    if not found:
        return ""
    parts = [found[1]] if found[1] in _NAMES else re.split("[/、,和及]", found[1])
    keys = {_NAMES[part][0] if part in _NAMES else "" for part in parts}
    return keys.pop() if len(keys) == 1 else ""


def _inside(words: str, bare: str) -> str:
    """Return the known heading in a longer one, "" where there is none: what ends it is what it names."""
    if bare.isascii():
        found = [word for word in re.findall("[a-z]+", words.casefold()) if word in _NAMES]
        return found[-1] if found and len(words.split()) <= 3 else ""
    if not 2 <= len(bare) <= 12:
        return ""
    inside = [
        name for name in _NAMES if len(name) > 1 and _NAMES[name][0] and name in bare and not name.isascii()
    ]
    if _SEVERAL_IN_ONE.search(bare):
        return max(inside, key=len, default="")
    return max(inside, key=lambda name: (bare.rfind(name) + len(name), len(name)), default="")
