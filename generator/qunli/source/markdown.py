"""Markdown with front matter."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.problem import Problem
from qunli.source.events import parse_yaml
from qunli.source.files import File
from qunli.source.lines import FIELD
from qunli.source.marks import Mark, Source
from qunli.source.signs import DASHES, ODD, slip

_FRONT_MATTER = re.compile(r"\A(---[ \t]*\n)(.*?)(^(?:---|\.\.\.)[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE)
_FENCE = "---"
_LIKE_A_FENCE = re.compile(rf"[{ODD} ]*[{DASHES}━＿_＝=~-]{{2,}}[{ODD} ]*")
_HINT = "写成英文的 ---，单独一行，前面不空格"


def parted(text: str) -> tuple[str, str, str, str]:
    """Return the line that opens the front matter of a Markdown text, that, the line that closes it, and the body."""
    found = _FRONT_MATTER.match(text)
    return (found[1], found[2], found[3], text[found.end() :]) if found else ("", "", "", text)


def parse_markdown(file: File) -> tuple[Source, str]:
    """Return the front matter of a Markdown text as a Source (an empty one if there is none) and its body.

    Raises ContentError where the front matter is not YAML.
    """
    wrong = _fences(file)
    _, front, _, body = parted(_typed(file, wrong))
    if not front.strip():
        return Source({}, {(): Mark(file, None, (0, 0), "{")}, tuple(wrong)), body
    source = parse_yaml(File(file.path, "\n" + front))
    marks = {at: replace(mark, file=file) for at, mark in source.marks.items()}
    problems = (replace(each, snippet=file.lines[each.line - 1]) for each in source.problems)
    return Source(source.data, marks, (*wrong, *problems)), body


def _typed(file: File, wrong: list[Problem]) -> str:
    """Return the text as it was meant, where every slip in its fences has a repair."""
    lines = list(file.lines)
    for each in wrong:
        if each.repair is None:
            return file.text
        lines[each.line - 1] = each.repair
    return "\n".join(lines) if wrong else file.text


def _fences(file: File) -> list[Problem]:
    """Return the slips in the lines around front matter: without these it would be shown on the page."""
    lines = file.lines
    first = next((at for at, text in enumerate(lines) if text.strip()), len(lines))
    if first < len(lines) and _LIKE_A_FENCE.fullmatch(lines[first]):
        return _opened(file, first) if first + 1 < len(lines) and _is_field(lines[first + 1]) else []
    if first + 1 < len(lines) and _is_field(lines[first]) and _fence_below(lines, first) is not None:
        hint = "最前面加一行 ---"
        return [slip(file, (first, 0, len(lines[first])), "这里上面少了一行 ---", hint, None)]
    return []


def _opened(file: File, first: int) -> list[Problem]:
    lines = file.lines
    if first:
        hint = "删掉前面的空行：--- 要在文件的第一行"
        return [slip(file, (first, 0, len(lines[first])), "--- 前面有空行", hint, None)]
    found = [] if lines[0].rstrip(" \t") == _FENCE else [_mistyped(file, 0)]
    end = _fence_below(lines, first)
    if end is None:
        last = next(
            (at for at in range(1, len(lines)) if not lines[at].strip() or lines[at].startswith("#")), None
        )
        at = len(lines) - 1 if last is None else last
        told = "这里上面少了一行 ---"
        return [
            *found,
            slip(file, (at, 0, max(1, len(lines[at]))), told, "写完这些字段，单独写一行 ---", None),
        ]
    return found if lines[end].rstrip(" \t") in {_FENCE, "..."} else [*found, _mistyped(file, end)]


def _mistyped(file: File, at: int) -> Problem:
    text = file.lines[at]
    return slip(file, (at, 0, len(text)), f"这里是「{text.strip()}」，不是 ---", _HINT, _FENCE)


def _fence_below(lines: list[str], first: int) -> int | None:
    """Return the first line that closes front matter, rightly or as a slip; further in stand texts."""
    near = range(first + 1, len(lines))
    closes = (at for at in near if lines[at].rstrip(" \t") == "..." or _LIKE_A_FENCE.fullmatch(lines[at]))
    return next((at for at in closes if not lines[at].startswith(" ")), None)


def _is_field(text: str) -> bool:
    return bool(re.match(rf"[{ODD} ]*[a-z]", text) and FIELD.match(text.lstrip()))
