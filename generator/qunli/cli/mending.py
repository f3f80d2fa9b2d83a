"""`check --fix`: repairs typing slips in files, and nothing else in them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from pathlib import Path

from qunli.disk import write_whole
from qunli.problem import Problem
from qunli.source import mended

# What one repair uncovers the next round repairs.
_ROUNDS = 9
_BOM = "\ufeff"

Judge = Callable[[], list[Problem]]


def mend(root: Path, judge: Judge) -> tuple[list[Problem], dict[str, tuple[str, str]]]:
    """Repair every typing slip that `judge` finds in files of a project, until none is left.

    Return what it finds then, and of each file changed its path with the text before and after.
    """
    changed: dict[str, tuple[str, str]] = {}
    found = judge()
    for _ in range(_ROUNDS):
        written = {path: text for path, text in _repaired(root, found).items() if text[0] != text[1]}
        for path, (before, after) in written.items():
            write_whole(root / path, after.encode())
            changed[path] = (changed[path][0] if path in changed else before, after)
        if not written:
            break
        found = judge()
    return found, changed


def difference(path: str, before: str, after: str) -> str:
    """Return what was changed in a file as a unified diff."""
    old, new = (_lines(text.removeprefix(_BOM)) for text in (before, after))
    return "\n".join(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm=""))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _repaired(root: Path, found: Iterable[Problem]) -> dict[str, tuple[str, str]]:
    """Return the text of each file with slips, before and after their repair."""
    by_path: dict[str, list[Problem]] = {}
    for each in found:
        if each.repair is not None and _is_own(root, each.path):
            by_path.setdefault(each.path, []).append(each)
    texts = {path: (root / path).read_bytes().decode("utf-8") for path in by_path}
    return {path: (texts[path], _after(texts[path], slips)) for path, slips in by_path.items()}


def _is_own(root: Path, path: str) -> bool:
    """Say whether a path is a file of this project itself: none of the package, and no link leads there."""
    file = root.resolve() / path
    return file.is_file() and file.resolve() == file


def _after(text: str, slips: list[Problem]) -> str:
    mark = _BOM if text.startswith(_BOM) else ""
    lines = _lines(text.removeprefix(mark))
    # A finding on a line that was read as if it were mended already has another place: the next round has it right.
    fitting = [each for each in slips if each.line <= len(lines) and lines[each.line - 1] == each.snippet]
    return mark + mended(text.removeprefix(mark), _apart(fitting))


def _apart(slips: list[Problem]) -> list[Problem]:
    """Return the slips that do not overlap, each place once."""
    kept: list[Problem] = []
    for each in sorted(slips):
        before = kept[-1] if kept else None
        if before is None or before.line != each.line or before.column + before.width <= each.column:
            kept.append(each)
    return kept
