"""Following a base that calls something otherwise: a fork's changes, and its shops', move to the new name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from qunli.library import spellings
from qunli.library.industries import FOLDER
from qunli.library.locks import Fork
from qunli.library.pages import FOLDERS as PAGES
from qunli.library.parts import CHAPTERS, SOPS
from qunli.library.seen import LOCK, as_text, value_at
from qunli.library.spellings import Rename
from qunli.library.tree import Tree
from qunli.library.writing import Turn, respell
from qunli.source import File, parse_yaml, parted


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


# --- all files ------------------------------------------------------------------------------------


def follow(tree: Tree, fork: Fork, renames: Iterable[Rename]) -> dict[str, str | None]:
    """Return the files that change by path, None for one that is no longer there.

    base.lock follows, so that what moved besides is still told. Raises ContentError where a file cannot be changed.
    """
    every = list(renames)
    texts = {file: patch.mark(()).file.text for file, patch in fork.patches.items()}
    texts = {file: _fork_file(f"{fork.folder}/{file}", file, text, every) for file, text in texts.items()}
    found = _moved(fork, texts, every) | _remembered(fork, every) | _shops(tree, fork, every)
    return found | _pages(tree, fork, every)


def _fork_file(path: str, file: str, text: str, renames: list[Rename]) -> str:
    turn = spellings.turned(each for rename in renames for each in spellings.of_pack(rename, file))
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
        turn = spellings.turned(each for rename in renames for each in spellings.of_calendar(rename, data))
        text = _mentions(respell(file, turn, _other_sops(data, renames)), renames)
        if text != file.text:
            found[path] = text
    return found


def _pages(tree: Tree, fork: Fork, renames: list[Rename]) -> dict[str, str | None]:
    """Return the Markdown pages, of the handbook and of every pack of the project, that say what a post is called."""
    folders = [*PAGES, *(f"{FOLDER}/{name}/{CHAPTERS.folder}" for name in tree.folders(FOLDER).value)]
    turn = spellings.turned(each for rename in renames for each in spellings.of_page(rename, fork.id))
    found: dict[str, str | None] = {}
    for path in (path for folder in folders for path in tree.files(folder, CHAPTERS.suffix).value):
        file = tree.read(path).value if tree.is_local(path) else None
        text = _page(file, turn) if file else None
        if file and text != file.text:
            found[path] = text
    return found


def _page(file: File, turn: Turn) -> str:
    opening, front, closing, body = parted(file.text)
    return opening + respell(File(file.path, front), turn) + closing + body if front.strip() else file.text


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
