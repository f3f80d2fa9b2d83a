"""The signs a Chinese keyboard types where YAML wants its own, and what each is called."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from qunli.problem import Level, Problem
from qunli.source.files import File

BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
ODD = f"\t{BLANKS}{UNSEEN}"
COLONS = "：﹕︓∶"
COMMAS = "，、﹐︐"
DASHES = "—–－﹣‐‑−―─·•●▪‧・"
HASHES = "＃﹟"
QUOTES = {"“": "”", "”": "”", "‘": "’", "’": "’", "「": "」", "『": "』", "＂": "＂", "＇": "＇", "〝": "〞"}
CLOSING = "".join({*QUOTES.values(), "“", "‘"})
BRACKETS = {"［": "[", "］": "]", "｛": "{", "｝": "}", "【": "[", "】": "]", "〖": "[", "〗": "]"}

# What stands behind an opening quote, its end included.
QUOTED = {'"': r'(?:\\.|[^"\\])*"', "'": r"(?:[^']|'')*'(?!')"}

# Words without which there is no sentence: ids, hours, dates, numbers.
BARE = r"-?[a-z0-9][a-z0-9:/.-]*"

_STRIPPED = "".join(re.findall(f"[{ODD} ]", "".join(map(chr, range(0x10000)))))
_WIDTHS = {"\u3000": 2, "\t": 2}
_NAMES = {"\t": "制表符（Tab）", "\u3000": "全角空格"}


def slip(
    file: File,
    at: tuple[int, int, int],
    message: str,
    hint: str,
    repair: str | None,
    level: Level = "error",
) -> Problem:
    """Return a typing slip at (line, start, end), 0-based, and what to put in its place."""
    line, start, end = at
    code = "Q005" if level == "error" else "Q036"
    found = file.problem(line, start, code, message, hint, max(1, end - start))
    return replace(found, level=level, repair=repair)


def blank_words(run: str) -> tuple[str, str]:
    """Return what an odd blank is called, and the way out."""
    odd = next(char for char in run if char != " ")
    if odd in _NAMES:
        return f"这里用了{_NAMES[odd]}", "换成普通空格：英文输入法下按空格键"
    if re.match(f"[{UNSEEN}]", odd):
        return f"这里有一个看不见的字符（U+{ord(odd):04X}）", "删掉它"
    return f"这里的空格不是普通空格（U+{ord(odd):04X}）", "换成普通空格：英文输入法下按空格键"


def width(run: str) -> int:
    """Return how far odd blanks indent: a full-width blank and a tab as two."""
    return sum(0 if re.match(f"[{UNSEEN}]", char) else _WIDTHS.get(char, 1) for char in run)


def bare(text: str) -> str:
    """Return a text without the blanks of any kind around it."""
    return text.strip(_STRIPPED)


def half(text: str) -> str:
    """Return a text as an English keyboard would have typed it: signs and digits in half width, no curly quotes."""
    typed = "".join(_half(char) for char in text)
    typed = bare(typed)
    if len(typed) > 1 and (typed[0], typed[-1]) in {('"', '"'), ("'", "'")}:
        return bare(typed[1:-1])
    return typed


def _half(char: str) -> str:
    if "\uff01" <= char <= "\uff5e" or char in "﹕︓﹣﹐":
        return unicodedata.normalize("NFKC", char)
    return _HALF.get(char, char)


_HALF = {
    **dict.fromkeys("“”「」『』〝〞", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("—–‐‑−―─", "-"),
    "∶": ":",
    "、": ",",
    "\u3000": " ",
    "\u00a0": " ",
    "【": "[",
    "】": "]",
}


# A list in round brackets, or one quoted as a whole.
_AROUND = re.compile(
    rf"[（(〔]([^（）()〔〕]*)[）)〕]|[“”‘’「『]([^{''.join(QUOTES)}]*[{COMMAS}；;,][^{''.join(QUOTES)}]*)[“”’」』]"
)
# Items by number are no list of a number and a name.
_NUMBERED = re.compile(r"\[?\d{1,2}(?:[、.．)）]|, )[ ]*[^\d\s\[\]]")


def as_flow(text: str) -> str:
    """Return a text typed with Chinese signs as a list or a mapping on one line, in YAML's own signs."""
    typed = bare(text)
    around = _AROUND.fullmatch(typed)
    typed = f"[{around[1] or around[2]}]" if around else typed
    typed = "".join(BRACKETS.get(char, char) for char in typed)
    typed = re.sub(rf"[{ODD} ]*[{COMMAS}；;,][{ODD} ]*", ", ", typed)
    typed = re.sub(
        rf"(^|[{{,] *)([A-Za-z][\w-]*|[0-9０-９]{{1,3}}(?=[{ODD} ]*[{COLONS}:](?!\d)))[{ODD} ]*[{COLONS}:][{ODD} ]*",
        r"\1\2: ",
        typed,
    )
    typed = re.sub(r"[“”「」]", '"', typed)
    if _NUMBERED.match(typed):
        return text
    if re.fullmatch(r"[^\[{].*, .*", typed):
        typed = f"[{typed}]"
    dashed = re.match(rf"(?:[{DASHES}]{{1,2}}|-)(?=[^\d-])[{ODD}{COLONS} ]*", typed)
    return f"[{typed[dashed.end() :]}]" if dashed else typed
