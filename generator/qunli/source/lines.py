"""What a line of YAML looks like, right or mistyped: fields, items, blocks, and the line that follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qunli.source.signs import COLONS, DASHES, ODD, QUOTED, width

# A file of more lines has more values than are read.
MOST_LINES = 50_000

BLANK = f"[{ODD} ]"
LEAD = re.compile(f"{BLANK}*")
CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?= |$)")
DOCUMENT = re.compile(r"(---|\.\.\.)(?=\s|$)|%[A-Z]")
DASH = re.compile(rf"-(?:({BLANK}+)|$)")
ODD_DASH = re.compile(rf"(?:([{DASHES}]{{1,2}})|([*+]) |(-)(?=[^\s\-]))({BLANK}*)")
WORD = (
    r"""(?:[A-Za-z0-9_Ａ-Ｚａ-ｚ０-９][\wＡ-Ｚａ-ｚ０-９-]*|"[\w-]+"|'[\w-]+'|[“”‘’「＂][\w-]+["'”“’‘」＂])"""
)
# A field and the sign behind it, right or wrong.
FIELD = re.compile(rf"({WORD})({BLANK}*)([{COLONS}:]{{2,}}|[{COLONS}:；;＝=])({BLANK}*)", re.ASCII)
KEY = re.compile(
    rf"""(?:"{QUOTED['"']} *|'{QUOTED["'"]} *|[^\s"'\[\]{{}},#&*!|>%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*?):(?=\s|$)"""
)
BLOCK = re.compile(rf"([|>][0-9+-]*)({BLANK}*)(#.*)?$")
WIDE_BLOCK = re.compile(rf"([｜＞])({BLANK}*)$")


@dataclass
class Text:
    """A text that is open: lines further in than `above` belong to it, a block's from `first` on."""

    above: int
    block: bool
    first: int | None = None


@dataclass
class Line:
    """One line that is no text: its number, its words, and the column where they begin in the mended file."""

    number: int
    text: str
    start: int
    indent: int

    @property
    def rest(self) -> str:
        return self.text[self.start :]


def dash_words(wrong: re.Match[str]) -> tuple[str, str]:
    """Return what is wrong with an odd dash, and the way out."""
    sign = wrong[1] or wrong[2]
    if not sign:
        return "- 后面少了空格", "列表每一项写成 - 内容，- 后面空一格"
    return f"这里是「{sign}」，不是列表的 -", "列表每一项用英文的 - 开头，后面空一格"


def following(lines: list[str], number: int) -> tuple[int, str] | None:
    """Return the column and the words of the next line that says something."""
    for text in lines[number + 1 : number + 50]:
        lead = LEAD.match(text)[0]  # type: ignore[index]
        rest = text[len(lead) :]
        if rest and not rest.startswith("#"):
            return (width(lead) if lead.strip(" ") else len(lead)), rest
    return None
