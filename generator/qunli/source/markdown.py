"""Markdown with front matter."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.source.events import parse_yaml
from qunli.source.files import File
from qunli.source.marks import Mark, Source

_FRONT_MATTER = re.compile(r"\A---\n(.*?)(^---[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE)


def parted(text: str) -> tuple[str, str, str, str]:
    """Return the line that opens the front matter of a Markdown text, that, the line that closes it, and the body."""
    found = _FRONT_MATTER.match(text)
    return ("---\n", found[1], found[2], text[found.end() :]) if found else ("", "", "", text)


def parse_markdown(file: File) -> tuple[Source, str]:
    """Return the front matter of a Markdown text as a Source (an empty one if there is none) and its body.

    Raises ContentError where the front matter is not YAML.
    """
    _, front, _, body = parted(file.text)
    if not front.strip():
        return Source({}, {(): Mark(file, None, (0, 0), "{")}), body
    source = parse_yaml(File(file.path, "\n" + front))
    marks = {at: replace(mark, file=file) for at, mark in source.marks.items()}
    problems = tuple(replace(each, snippet=file.lines[each.line - 1]) for each in source.problems)
    return Source(source.data, marks, problems), body
