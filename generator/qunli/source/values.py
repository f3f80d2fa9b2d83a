"""Typing slips in values without brackets: quotes, comments, names, and what stands at their end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qunli.problem import Problem
from qunli.source.files import File
from qunli.source.signs import (
    BARE,
    CLOSING,
    COLONS,
    COMMAS,
    HASHES,
    ODD,
    QUOTES,
    as_flow,
    bare,
    blank_words,
    half,
    slip,
)

_BLANK = f"[{ODD} ]"
# Lists of names: a comma inside a name is hardly meant. Sentences may hold any.
NAMES = ("groups", "channels")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_LOOKS_LIKE_KEY = re.compile(rf"({_BLANK}*)(?:- +)?[A-Za-z_][\w-]*\s*[{COLONS}:](?=\s|$|[^\x00-\x7f])")
_COMMA = re.compile(rf"[{COMMAS}；;]{_BLANK}*")

At = tuple[int, int]


def names(file: File, at: At, words: str, *, is_item: bool = False) -> Iterator[Problem]:
    """Yield the commas inside a name; `is_item` says that it has a line of its own, where none may be put in."""
    hidden = _IN_BRACKETS.sub(lambda found: "·" * len(found[0]), words)
    line, column = at
    for comma in _COMMA.finditer(hidden):
        where = (line, column + comma.start(), column + comma.end())
        message = f"这里是「{bare(comma[0])}」，不是英文逗号，前后会连成一个名字"
        way = "就分成两行写" if is_item else "就换成英文逗号"
        hint = f"是两个名字{way}；名字里真有它，就给名字加上英文引号"
        yield slip(file, where, message, hint, None if is_item else ", ", "warning")


def is_new_field(file: File, number: int, above: int) -> bool:
    """Say whether the next line begins another field, or there is none."""
    for text in file.lines[number + 1 : number + 50]:
        if bare(text):
            found = _LOOKS_LIKE_KEY.match(text)
            return bool(found and len(found[1]) <= above)
    return True


def value_slips(file: File, at: At, text: str, is_whole: bool) -> Iterator[Problem]:
    """Yield the slips of a value without quotes: Chinese quotes around it, a comment behind a full-width sign.

    `is_whole` says that it ends on this line.
    """
    line, start = at
    comment = re.match(rf"({BARE}) *{_BLANK}([{HASHES}])", text)
    if comment:
        where = (line, start + comment.start(2), start + comment.end(2))
        yield slip(file, where, "这里是全角的＃", "说明用英文的 # 开头，# 前面空一格", "#")
        return
    words = text.partition(" #")[0].rstrip(" \t")
    shown = bare(words)
    if is_whole and len(words) > len(shown) > 0 and words[0] == shown[0]:
        message, _ = blank_words(words[len(shown) :].replace("\t", "") or "\t")
        where = (line, start + len(shown), start + len(words))
        yield slip(
            file, where, f"内容最后多了一点：{message}", "删掉它：看不见，却和没有它的算两个", "", "warning"
        )
        words = shown
    whole = (line, start, start + len(words))
    if words[:1] == "｛" and re.match(
        rf"｛{_BLANK}*(?:[a-z_]+|[0-9０-９]{{1,3}}){_BLANK}*[{COLONS}:]", words
    ):
        repair = as_flow(words)
        yield slip(file, whole, "这里是全角的括号", f"换成英文的：{repair[:60]}", repair)
    elif is_whole and len(words) > 1 and words[0] in QUOTES and shown:
        yield from _quotes(file, whole, words)


def _quotes(file: File, whole: tuple[int, int, int], words: str) -> Iterator[Problem]:
    inside = words[1:-1]
    mixed = words[-1] in "\"'"
    if (
        not inside.strip()
        or not (mixed or words[-1] in CLOSING)
        or re.search(f'[{"".join(QUOTES)}"\\\\]', inside)
    ):
        return
    told = f"换成英文引号，或者不加：{inside[:20]}"
    if mixed:
        yield slip(file, whole, "引号一头是中文的，一头是英文的", told, f'"{inside}"')
    elif re.fullmatch(BARE, half(inside)):
        yield slip(file, whole, f"{half(inside)} 外面是中文引号", "去掉引号", half(inside))
    else:
        hint = f"{told}；引号真要发出去，就在外面再加一层英文引号"
        message = f"中文引号会当成内容，原样显示：{words[:20]}"
        yield slip(file, whole, message, hint, f'"{inside}"', "warning")


def unclosed_quote(file: File, number: int, start: int, above: int) -> Problem | None:
    """Return what is wrong with a quote that its line does not close, None where the next lines may."""
    text = file.lines[number]
    quote = text[start]
    if not is_new_field(file, number, above):
        return None
    last = re.search(rf"[{CLOSING}][{ODD} ]*(?:#.*)?$", text)
    if last and last.start() > start:
        at = (number, last.start(), last.start() + 1)
        return slip(file, at, f"这里是中文引号，开头的 {quote} 没有收尾", f"换成英文的 {quote}", quote)
    return slip(file, (number, start, start + 1), "引号没有收尾", f"在这句话最后补上 {quote}", None)
