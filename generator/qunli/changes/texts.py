"""Which texts of a post differ, whether it has an hour or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qunli.changes.change import Change, Kind, kind_of, text_words

_DONE: dict[Kind, str] = {"added": "新增", "removed": "不用", "changed": "换了"}


def text_changes(part: str, name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Yield the texts that differ; all of them as one where not one is kept."""
    if old == new:
        return
    if len(old) == 1 and old.keys() == new.keys():
        (was,), (now,) = old.values(), new.values()
        yield Change("changed", part, "copy", was, now, f"{name}换了文案")
        return
    if not old.items() & new.items():
        words = f"{name}文案全换了，原来 {len(old)} 条，现在 {len(new)} 条"
        yield Change("changed", part, "copy", f"{len(old)} 条", f"{len(new)} 条", words)
        return
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            which = text_words(key, old if key in old else new)
            yield _text(part, name, key, (old.get(key), new.get(key)), which)


def _text(part: str, name: str, key: str, values: tuple[str | None, str | None], which: str) -> Change:
    was, now = values
    kind = kind_of(was, now)
    return Change(kind, part, f"copy.{key}", was, now, f"{name}{_DONE[kind]}{which}")
