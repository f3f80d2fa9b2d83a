"""Where files say the name of a part of a pack, and what becomes of it there when the base calls it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qunli.library.parts import PACK, PARTS, SOPS, part_at
from qunli.library.writing import Turn
from qunli.source import KeyPath

# Where texts of an SOP say which posts they need (model/paragraphs.py); those a patch adds stand one level further in.
_COPY: KeyPath = ("slots", "*", "copy")
_NEEDS: tuple[KeyPath, ...] = tuple(
    (*path, "needs", "*")
    for path in (
        ("welcome", "*"),
        ("positioning", "benefit", "*"),
        ("rules", "*", "*"),
        (*_COPY, "*", "paragraphs", "*"),
        (*_COPY, "+", "*", "paragraphs", "*"),
    )
)
# Groups of single files, which --rename names: roles/staff.
_SINGLE = {group.field: part.pattern for part in PARTS if not part.folder for group in part.groups}


@dataclass(frozen=True)
class Rename:
    """From a name to another: (sop,), (sop, slot), (sop, slot, text id), or (roles, variables or questions, id)."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def file(self) -> str:
        """The file of the pack where the fork changes it."""
        return (
            _SINGLE.get(self.old[0]) or SOPS.file(self.old[0])
            if len(self.old) == 2
            else SOPS.file(self.old[0])
        )

    @property
    def path(self) -> tuple[str, ...]:
        """Where in that file it stands, () for the file."""
        group, *below = self.old
        if len(self.old) == 2 and group in _SINGLE:
            return self.old
        if not below:
            return ()
        slot, *text = below
        return ("slots", slot, "copy", *text) if text else ("slots", slot)

    @property
    def last(self) -> str:
        return self.new[-1]


@dataclass(frozen=True)
class Spelling:
    """A name in files of one kind: where it is a key or a value, and what becomes of it."""

    pattern: KeyPath
    is_key: bool
    turn: Callable[[str], str | None]


def _to(old: str, new: str) -> Callable[[str], str | None]:
    return lambda word: new if word == old else None


def _below(old: str, new: str, sign: str) -> Callable[[str], str | None]:
    return lambda word: new + word.removeprefix(old) if word.startswith(f"{old}{sign}") else None


def of_pack(rename: Rename, file: str) -> Iterator[Spelling]:
    """Yield where a file of the fork may say the name."""
    last, group = rename.old[-1], rename.path[:1]
    turn = _to(last, rename.last)
    pointers = [tuple(each.split(".")) for part in PARTS if part.pattern == file for each in part.slots]
    if file == rename.file and rename.path:
        yield Spelling((*rename.path[:-1], "*"), True, turn)
    if file.startswith("sops/") and group == ("roles",):
        yield Spelling(("slots", "*", "owner"), False, turn)
    if group == ("roles",):
        owners = (part.owners for part in PARTS if part.pattern == file)
        yield from (Spelling(tuple(each.split(".")), False, turn) for every in owners for each in every)
    if file.startswith("sops/") and group == ("variables",):
        yield Spelling(("slots", "*", "rotate"), False, turn)
    if file == rename.file and len(rename.path) == 2 and group == ("slots",):
        yield Spelling(("slots", "*", "replaces", "*"), False, turn)
    if len(rename.path) == 2 and group == ("slots",):
        whole = _to("/".join(rename.old), "/".join(rename.new))
        yield from (Spelling(each, False, whole) for each in pointers)
    if file == PACK:
        yield Spelling(("locked", "*"), False, _unlocked(rename))
    if not rename.path:
        yield from (Spelling(("sops", "*"), True, turn),) if file == PACK else ()
        yield from (Spelling(each, False, _below(last, rename.last, "/")) for each in pointers)
    if file.startswith("sops/"):
        yield from _in_needs(rename, (), is_own=file == rename.file)


def _in_needs(rename: Rename, at: KeyPath, *, is_own: bool) -> Iterator[Spelling]:
    """Yield where the paragraphs of an SOP may say that they need the post; `is_own`: it is one of this SOP."""
    if len(rename.path) == 2 and rename.path[0] == "slots":
        turns = [_to(".".join(rename.old), ".".join(rename.new))]
        turns += [_to(rename.old[-1], rename.last)] if is_own else []
    elif not rename.path:
        turns = [_below(rename.old[-1], rename.last, ".")]
    else:
        return
    for turn in turns:
        yield from (Spelling((*at, *path), False, turn) for path in _NEEDS)


def _unlocked(rename: Rename) -> Callable[[str], str | None]:
    """Return how the dotted paths that are locked read; `*` in one stands for any name."""
    part, name = part_at(rename.file)
    old = (*part.place(name), *rename.path)
    new = ".".join(map(str, (*old[:-1], rename.last)))
    exact, below = _to(".".join(map(str, old)), new), _below(".".join(map(str, old)), new, ".")
    return lambda word: exact(word) or below(word)


def of_page(rename: Rename, pack: str) -> Iterator[Spelling]:
    """Yield where the front matter of a Markdown page may say the name of a post of a pack."""
    if rename.path and (rename.path[0] != "slots" or len(rename.path) > 2):
        return
    old, new = ("/".join((pack, *each)) for each in (rename.old, rename.new))
    yield Spelling(("slots", "*"), False, _to(old, new) if rename.path else _below(old, new, "/"))


def of_calendar(rename: Rename, data: Mapping[str, Any]) -> Iterator[Spelling]:
    """Yield where a calendar of the fork may say the name."""
    turn = _to(rename.old[-1], rename.last)
    if rename.path[:1] in (("roles",), ("variables",)):
        yield Spelling(("staff" if rename.path[0] == "roles" else "variables", "*"), True, turn)
        return
    for run_id, run in (data.get("sops") or {}).items():
        sop = run.get("sop", run_id) if isinstance(run, dict) else run_id
        at = ("sops", run_id)
        yield from _in_needs(rename, at, is_own=sop == rename.old[0])
        if sop != rename.old[0] or not rename.path:
            continue
        yield Spelling((*at, *rename.path[:-1], "*"), True, turn)
        if len(rename.path) == 2:
            yield Spelling((*at, "slots", "*", "replaces", "*"), False, turn)
            yield Spelling((*at, "texts", "*"), True, turn)
        elif len(rename.path) == 4:
            yield Spelling((*at, "texts", rename.path[1], "*"), False, turn)


def turned(spellings: Iterable[Spelling]) -> Turn:
    found = list(spellings)

    def turn(path: KeyPath, word: str, is_key: bool) -> str | None:
        for each in found:
            if each.is_key == is_key and _fits(path, each.pattern):
                new = each.turn(word)
                if new is not None:
                    return new
        return None

    return turn


def _fits(path: KeyPath, pattern: KeyPath) -> bool:
    return len(path) == len(pattern) and all(
        want in ("*", key) for key, want in zip(path, pattern, strict=True)
    )
