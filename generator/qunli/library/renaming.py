"""Following a base that calls something otherwise: a fork's changes, and its shops', move to the new name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qunli.library.locks import Fork
from qunli.library.parts import PACK, PARTS, SOPS
from qunli.library.seen import LOCK, as_text, value_at
from qunli.library.tree import Tree
from qunli.library.writing import Turn, respell
from qunli.source import File, KeyPath, parse_yaml

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
        return ("slots", *below[:1], *(("copy", *below[1:]) if len(below) > 1 else ())) if below else ()

    @property
    def last(self) -> str:
        return self.new[-1]


def read_rename(text: str, fork: Fork) -> Rename | str:
    """Return what `old=new` means for a fork, or in words why it cannot be."""
    old, equals, new = text.partition("=")
    if not (old and equals and new):
        return f"{text} 要写成 旧名=新名，比如 welfare/menu=welfare/lunch"
    rename = Rename(tuple(old.split("/")), tuple(new.split("/")))
    if len(rename.old) == 1 and SOPS.file(old) not in {*fork.patches, *(fork.lock.seen if fork.lock else ())}:
        homes = [name for name in _sops(fork) if old in _slots(fork.patches[SOPS.file(name)].data)]
        if len(homes) != 1:
            return f"{old} 在哪个发布计划里？写成 {homes[0] if homes else 'welfare'}/{old}=…"
        rename = Rename((homes[0], old), (homes[0], *rename.new))
    if len(rename.old) != len(rename.new) or len(rename.old) > 3:
        return f"{text} 两边要写得一样深，比如 welfare/menu=welfare/lunch"
    if not _is_there(fork, rename):
        return f"上游没有 {'/'.join(rename.new)}"
    return rename


def _sops(fork: Fork) -> list[str]:
    return [
        file.removeprefix("sops/").removesuffix(".yml") for file in fork.patches if file.startswith("sops/")
    ]


def _slots(data: Any) -> Mapping[str, Any]:
    slots = data.get("slots")
    return slots if isinstance(slots, dict) else {}


def _is_there(fork: Fork, rename: Rename) -> bool:
    target = Rename(rename.new, rename.new)
    data = fork.base_files.get(target.file)
    return data is not None and (not target.path or value_at(data, target.path) is not None)


# --- where a name is written ----------------------------------------------------------------------


@dataclass(frozen=True)
class _Spelling:
    """A name in files of one kind: where it is a key or a value, and what becomes of it."""

    pattern: KeyPath
    is_key: bool
    turn: Callable[[str], str | None]


def _to(old: str, new: str) -> Callable[[str], str | None]:
    return lambda word: new if word == old else None


def _below(old: str, new: str) -> Callable[[str], str | None]:
    return lambda word: new + word.removeprefix(old) if word.startswith(f"{old}/") else None


def _spellings(rename: Rename, file: str) -> Iterator[_Spelling]:
    """Yield where a file of the fork may say the name."""
    last, group = rename.old[-1], rename.path[:1]
    turn, pointers = _to(last, rename.last), ("questions", "*", "slots", "*")
    if file == rename.file and rename.path:
        yield _Spelling((*rename.path[:-1], "*"), True, turn)
    if file.startswith("sops/") and group == ("roles",):
        yield _Spelling(("slots", "*", "owner"), False, turn)
    if file.startswith("sops/") and group == ("variables",):
        yield _Spelling(("slots", "*", "rotate"), False, turn)
    if file == rename.file and len(rename.path) == 2 and group == ("slots",):
        yield _Spelling(("slots", "*", "replaces", "*"), False, turn)
    if file == "faq.yml" and len(rename.path) == 2 and group == ("slots",):
        yield _Spelling(pointers, False, _to("/".join(rename.old), "/".join(rename.new)))
    if not rename.path:
        yield from (_Spelling(("sops", "*"), True, turn),) if file == PACK else ()
        yield from (_Spelling(pointers, False, _below(last, rename.last)),) if file == "faq.yml" else ()


def _of_shop(rename: Rename, data: Mapping[str, Any]) -> Iterator[_Spelling]:
    """Yield where a calendar of the fork may say the name."""
    turn = _to(rename.old[-1], rename.last)
    if rename.path[:1] in (("roles",), ("variables",)):
        yield _Spelling(("staff" if rename.path[0] == "roles" else "variables", "*"), True, turn)
        return
    for run_id, run in (data.get("sops") or {}).items():
        sop = run.get("sop", run_id) if isinstance(run, dict) else run_id
        if sop != rename.old[0] or not rename.path:
            continue
        at = ("sops", run_id)
        yield _Spelling((*at, *rename.path[:-1], "*"), True, turn)
        if len(rename.path) == 2:
            yield _Spelling((*at, "slots", "*", "replaces", "*"), False, turn)


def _turn(spellings: Iterable[_Spelling]) -> Turn:
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


# --- all files ------------------------------------------------------------------------------------


def follow(tree: Tree, fork: Fork, renames: Iterable[Rename]) -> dict[str, str | None]:
    """Return the files that change by path, None for one that is no longer there.

    base.lock follows, so that what moved besides is still told. Raises ContentError where a file cannot be changed.
    """
    every = list(renames)
    texts = {file: patch.mark(()).file.text for file, patch in fork.patches.items()}
    texts = {file: _fork_file(f"{fork.folder}/{file}", file, text, every) for file, text in texts.items()}
    return _moved(fork, texts, every) | _remembered(fork, every) | _shops(tree, fork, every)


def _fork_file(path: str, file: str, text: str, renames: list[Rename]) -> str:
    turn = _turn(each for rename in renames for each in _spellings(rename, file))
    return _mentions(respell(File(path, text), turn), renames)


def _mentions(text: str, renames: list[Rename]) -> str:
    """Return a text with the variables in copy under their new names."""
    for each in renames:
        if each.path[:1] == ("variables",):
            text = re.sub(rf"(\{{\{{\s*){re.escape(each.old[-1])}(?=\s*[.}}])", rf"\g<1>{each.last}", text)
    return text


def _files(renames: Iterable[Rename]) -> dict[str, str]:
    """Return old → new for the files that have another name."""
    return {each.file: SOPS.file(each.last) for each in renames if not each.path}


def _moved(fork: Fork, texts: Mapping[str, str], renames: list[Rename]) -> dict[str, str | None]:
    """Return the files of the fork that changed, under their new names."""
    names, found = _files(renames), dict[str, str | None]()
    for file, text in texts.items():
        old, new = (f"{fork.folder}/{name}" for name in (file, names.get(file, file)))
        if old != new:
            found[old] = None
        if old != new or text != fork.patches[file].mark(()).file.text:
            found[new] = text
    return found


def _shops(tree: Tree, fork: Fork, renames: list[Rename]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for path in tree.sources("calendars").value.values():
        file = tree.read(path).value
        data = parse_yaml(file).data if file else None
        if file is None or not isinstance(data, dict) or data.get("industry") != fork.id:
            continue
        turn = _turn(each for rename in renames for each in _of_shop(rename, data))
        text = _mentions(respell(file, turn, _other_sops(data, renames)), renames)
        if text != file.text:
            found[path] = text
    return found


def _other_sops(data: Mapping[str, Any], renames: list[Rename]) -> dict[str, Any]:
    """Return a calendar in which runs name their SOP anew: the id of a run, and all events with it, stay."""
    names = {each.old[0]: each.last for each in renames if not each.path}
    runs = {}
    for run_id, run in (data.get("sops") or {}).items():
        said = run if isinstance(run, dict) else {}
        new = names.get(said.get("sop", run_id))
        runs[run_id] = run if new is None else {"sop": new, **{k: v for k, v in said.items() if k != "sop"}}
    return {**data, "sops": runs} if runs else dict(data)


# --- base.lock ------------------------------------------------------------------------------------


def _remembered(fork: Fork, renames: list[Rename]) -> dict[str, str | None]:
    """Return base.lock as if the base had used the new names when the fork last looked."""
    lock = fork.lock
    if lock is None:
        return {}
    values, seen, traces = (_renamed(each, renames) for each in (lock.values, lock.seen, lock.traces))
    new = replace(lock, values=values, seen=seen, traces=traces)
    return {} if new == lock else {f"{fork.folder}/{LOCK}": as_text(new)}


def _renamed(files: Mapping[str, Mapping[str, Any]], renames: list[Rename]) -> dict[str, dict[str, Any]]:
    names = _files(renames)
    return {
        names.get(file, file): {_key(key, file, renames): each for key, each in values.items()}
        for file, values in files.items()
    }


def _key(key: str, file: str, renames: list[Rename]) -> str:
    """Return a dotted path under its new names: those of texts first, then those of what they stand in."""
    for depth in (4, 2):
        for each in renames:
            old = ".".join(each.path)
            if each.file == file and len(each.path) == depth and f"{key}.".startswith(f"{old}."):
                key = ".".join((*each.path[:-1], each.last)) + key.removeprefix(old)
                break
    return key
