"""base.lock: what a fork saw of its base when it last looked, as plain data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from qunli.library import forks
from qunli.library.parts import GROUPS, part_at
from qunli.library.reading import Steps, reading
from qunli.library.tree import Tree
from qunli.problem import Problem
from qunli.source import Source

LOCK = "base.lock"

Values = Mapping[str, Mapping[str, Any]]
Digests = Mapping[str, Mapping[str, str]]
# Of a part: its title, its hour and the digests of its texts, where it has such.
Traces = Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class Lock:
    """The state of the base when the fork last looked.

    Both mappings are by file of the pack (pack.yml, sops/<id>.yml, chapters/<name>.md). `values` holds what the
    base said where the fork says otherwise, by dotted key path, null where it said nothing; `seen` a digest (8 hex
    digits of SHA-256) of every part: slots.<id>, roles.<id>, variables.<id>, else a field of the file; `traces` by
    what a part of which there are several is known again under another name.
    """

    base: str
    version: str
    values: Values
    seen: Digests
    traces: Traces = field(default_factory=dict)


def parts(data: Any) -> dict[str, Any]:
    """Return the parts of a file's data by dotted name; a chapter is one part without a name."""
    if not isinstance(data, dict):
        return {"": data}
    found: dict[str, Any] = {}
    for key, value in data.items():
        if key in GROUPS and isinstance(value, dict):
            found |= {f"{key}.{name}": each for name, each in value.items()}
        else:
            found[key] = value
    return found


def part_of(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the key path of the part that a key path lies in."""
    return path[:2] if path[:1] and path[0] in GROUPS else path[:1]


def digests(data: Any) -> dict[str, str]:
    """Return the digest of each part of a file's data."""
    return {name: digest(value) for name, value in parts(data).items()}


def touched(patch: Source, known: Container[str]) -> Iterator[tuple[str, ...]]:
    """Yield what a patch touches, each once; of a part that is not known the part as a whole."""
    every = (tuple(map(str, path)) for path in forks.touched(patch.data))
    found = (path if ".".join(part_of(path)) in known else part_of(path) for path in every)
    yield from dict.fromkeys(found)


def value_at(data: Any, path: tuple[str, ...]) -> Any:
    """Return the value at a key path, or None where there is none."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def digest(value: Any) -> str:
    """Return 8 hex digits of SHA-256 over plain data."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def traces(file: str, data: Any) -> dict[str, dict[str, Any]]:
    """Return by what each entry of a file, and the file itself under "", is known again; {} for a page."""
    if not isinstance(data, dict):
        return {}
    found = {"": {"title": data["title"]}} if data.get("title") else {}
    for group in part_at(file)[0].groups:
        entries = data.get(group.field)
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            found[f"{group.field}.{name}"] = _trace(entry, group.called)
    return found


def _trace(entry: Any, called: str) -> dict[str, Any]:
    if not isinstance(entry, dict):
        return {}
    when, copy = entry.get("when"), entry.get("copy")
    found = {"title": entry.get(called), "at": when.get("at") if isinstance(when, dict) else None}
    if isinstance(copy, dict):
        found["texts"] = " ".join(sorted(digest(text) for text in copy.values()))
    return {key: value for key, value in found.items() if value}


@reading
def read_lock(tree: Tree, relative: str) -> Steps[Lock | None]:
    """Return a base.lock of the project, None where there is none or it is damaged."""
    file = (yield from tree.read(relative)) if tree.is_local(relative) else None
    if file is None:
        return None
    try:
        data = json.loads(file.text)
        values = {str(k): dict(v) for k, v in data["values"].items()}
        seen = {str(k): {str(part): str(each) for part, each in v.items()} for k, v in data["seen"].items()}
        # Locks of earlier versions have no traces.
        traces = {
            str(k): {str(part): dict(each) for part, each in v.items()}
            for k, v in data.get("traces", {}).items()
        }
        return Lock(str(data["base"]), str(data["version"]), values, seen, traces)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = f"它由程序来写：删掉它，再运行 qunli outdated --accept {relative.split('/')[-2]}"
        yield Problem(file.path, 0, 1, "Q003", "base.lock 读不了", hint)
        return None


def as_text(lock: Lock) -> str:
    """Return the text of a base.lock."""
    return json.dumps(asdict(lock), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
