"""Lines that are neither field nor item where such stand: the parser would stop at the next one, which is right."""

from __future__ import annotations

import re

from qunli.source.lines import KEY, WORD, Line, following
from qunli.source.signs import HASHES, QUOTED
from qunli.source.standing import Standing

Words = tuple[str, str]

_WORD = re.compile(r"[^\W_]")
_WHOLE = re.compile(rf"""(?:"{QUOTED['"']}|'{QUOTED["'"]}|\[[^\[\]]*\]|\{{[^{{}}]*\}}) *(?:#.*)?$""")
# What these begin the parser reads, or stops at.
_PARSED = "&!?|>@`%:"


def stray(line: Line, standing: Standing) -> Words | None:
    """Return what is wrong with such a line and the way out, None where it may stand."""
    among = standing.among(line) or (":" if _has_fields(line, standing) else "")
    if not among or line.rest[0] in _PARSED or (line.rest[0] in "\"'[{" and not _WHOLE.match(line.rest)):
        return None
    words = line.rest.partition(" #")[0].rstrip()
    if words.startswith(("//", "<!--", "/*", "--")) and among == ":":
        return "这一行不是说明的写法", "说明用英文的 # 开头"
    if not _WORD.search(words):
        return f"「{words[:20]}」这一行只有符号", "用不着就删掉；是说明，就用英文的 # 开头"
    if among == "-":
        hint = "每一项写成 - 内容，- 后面空一格；是上一项的内容，就往右缩进两格"
        return f"「{words[:20]}」这一行少了列表的 -", hint
    hint = "写成 字段: 内容，冒号是英文的，后面空一格；是上一行的内容，就往右缩进两格"
    return f"「{words[:20]}」这一行少了冒号", hint


def _has_fields(line: Line, standing: Standing) -> bool:
    """Say whether a line is one word with fields further in below it: a field that lacks its colon."""
    after = following(standing.lines, line.number)
    is_word = bool(re.fullmatch(WORD, line.rest.rstrip(), re.ASCII))
    return bool(is_word and after and after[0] > line.indent and KEY.match(after[1]))


def before_fields(lines: list[str], number: int, above: int, text: str) -> Words | None:
    """Return what is wrong with signs behind a field that has fields of its own, None where nothing is."""
    after = following(lines, number)
    if after is None or after[0] <= above or not KEY.match(after[1]):
        return None
    if text[0] in HASHES:
        return "这里是全角的＃", "说明用英文的 # 开头"
    if _WORD.search(text):
        return None
    return f"这里多了「{text[:20]}」", "删掉它：下一行往右缩进的才是内容"
