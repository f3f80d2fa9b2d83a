"""Where in mkdocs.yml something stands: MkDocs itself does not say."""

from __future__ import annotations

import re

from qunli.problem import Problem
from qunli.source import File


def at(file: File, word: str, code: str, message: str, hint: str, *, below: str = "") -> Problem:
    """Return a problem at the line that begins with a word, else at the first that holds it, else at the file's.

    A list's dash is no part of a line's beginning. `below` is a field of the top under which to look first.
    """
    lines = file.lines
    first = next((number for number, line in enumerate(lines) if below and _begins(line, below)), 0)
    for find in (_begins, _in_plugins, _holds):
        for number in [*range(first, len(lines)), *range(first)]:
            found = find(lines[number], word)
            if found:
                return file.problem(number, found.start(1), code, message, hint, len(word))
    return Problem(file.path, 0, 1, code, message, hint)


def _begins(line: str, word: str) -> re.Match[str] | None:
    return re.match(rf"\s*(?:- )?[\"']?({re.escape(word)})(?![\w-])", line)


def _in_plugins(line: str, word: str) -> re.Match[str] | None:
    return re.match(rf"plugins:.*\b({re.escape(word)})\b", line)


def _holds(line: str, word: str) -> re.Match[str] | None:
    """Find a word inside a line: behind a colon, a blank, a bracket or a quote, and not in a comment."""
    return re.match(rf"[^#]*?(?<=[\s:,\[{{\"'])({re.escape(word)})(?=[\s:,\]}}\"']|$)", line)
