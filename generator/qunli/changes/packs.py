"""What one pack says otherwise than another, in the trade's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qunli.changes.change import Change, came, field_change, went
from qunli.changes.sops import Festival, sop_changes
from qunli.changes.texts import text_changes
from qunli.library import Industry
from qunli.library.industry import PackFile
from qunli.library.parts import PARTS, SOPS, Group, Part
from qunli.model import Pack, Role
from qunli.shape import titles
from qunli.words import MEANINGS, PACK_STAGES, SECTORS


def compare(before: Industry, after: Industry, festival: Festival) -> list[Change]:
    """Return what `after` says otherwise than `before`; `festival` gives a festival's title."""
    found = [*_pack(before, after)]
    for part in PARTS:
        if part.merge == "replace":
            found += _pages(part, before, after)
        elif part is SOPS:
            found += sop_changes(before, after, festival)
        else:
            found += _entries(part, before, after)
    return found


# --- the pack itself ------------------------------------------------------------------------------


def _pack(before: Industry, after: Industry) -> Iterator[Change]:
    for field in ("title", "summary"):
        old, new = getattr(before.pack, field), getattr(after.pack, field)
        if old != new:
            yield field_change(Pack, "", "模板的", field, (old, new))
    if before.sector != after.sector:
        old, new = (SECTORS.get(each.sector or "") for each in (before, after))
        yield field_change(Pack, "", "模板的", "sector", (old, new))
    if before.pack.is_draft != after.pack.is_draft:
        yield _stage(after.pack.is_draft)
    for lock in after.locked:
        if lock not in before.locked:
            yield Change("added", "", "locked", None, lock, f"总部锁定了 {lock}")


def _stage(is_draft: bool) -> Change:
    draft = PACK_STAGES["draft"]
    if is_draft:
        return Change("added", "", "stage", None, draft, "模板改成试用")
    return Change("removed", "", "stage", draft, None, "模板写全了，不再是试用")


# --- parts that hold entries, and parts that are pages ----------------------------------------------


def _entries(part: Part, before: Industry, after: Industry) -> Iterator[Change]:
    """Yield what differs in the entries of a part's files, such as the variables and roles of pack.yml."""
    old, new = before.of(part.key), after.of(part.key)
    lost = set(before.posts) - set(after.posts)
    for name in {**old, **new}:
        for group in part.groups:
            path = ".".join(map(str, (*part.place(name), group.field)))
            was = {key: _without(each, part, group, lost) for key, each in _held(old, name, group).items()}
            roles = {**before.pack.roles, **after.pack.roles}
            yield from _group(path, group, was, _held(new, name, group), roles)


def _held(files: Mapping[str, PackFile], name: str, group: Group) -> Mapping[str, Any]:
    """Return a group's entries in one file, none where there is no such file."""
    entries: Mapping[str, Any] = getattr(files[name].value, group.field) if name in files else {}
    return entries


def _without(entry: Any, part: Part, group: Group, lost: set[str]) -> Any:
    """Return an entry without pointers at posts that are gone: that it points there no more is no change of its own."""
    kept = {}
    for pointers in part.slots:
        holder, _, field, *_ = pointers.split(".")
        if holder == group.field:
            kept[field] = tuple(post for post in getattr(entry, field) if post not in lost)
    return entry.model_copy(update=kept)


def _group(
    path: str, group: Group, before: Mapping[str, Any], after: Mapping[str, Any], roles: Mapping[str, Role]
) -> Iterator[Change]:
    for name, old in before.items():
        if name in after:
            yield from _entry(f"{path}.{name}", group, (old, after[name]), roles)
        else:
            yield went(f"{path}.{name}", group.words, getattr(old, group.called))
    for name, new in after.items():
        if name not in before:
            yield came(f"{path}.{name}", group.words, getattr(new, group.called))


def _entry(path: str, group: Group, both: tuple[Any, Any], roles: Mapping[str, Role]) -> Iterator[Change]:
    old, new = both
    name = f"{group.words}「{getattr(new, group.called)}」"
    for field in titles(group.shape):
        if field == "copy":
            yield from text_changes(path, name, old.texts, new.texts)
            continue
        meant = _owners(roles) if field == "owner" else MEANINGS.get((group.shape, field), {})
        was, now = (_plain(getattr(each, field)) for each in both)
        if was != now:
            values = meant.get(was or "", was), meant.get(now or "", now)
            yield field_change(group.shape, path, name, field, values)


def _owners(roles: Mapping[str, Role]) -> dict[str, str]:
    return {name: role.title for name, role in roles.items()}


def _plain(value: Any) -> str | None:
    """Return a text, a table's columns, its rows or a list of names as one text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "、".join(value.values())
    if all(isinstance(each, str) for each in value):
        return "、".join(value) or None
    return "；".join(" ".join(row.values()) for row in value)


def _pages(part: Part, before: Industry, after: Industry) -> Iterator[Change]:
    old, new = before.of(part.key), after.of(part.key)
    for name in {**old, **new}:
        path = ".".join(map(str, part.place(name)))
        if name not in old:
            yield came(path, part.words, new[name].title)
        elif name not in new:
            yield went(path, part.words, old[name].title)
        elif (old[name].body, old[name].value) != (new[name].body, new[name].value):
            title = new[name].title
            yield Change("changed", path, "", title, title, f"换了{part.words}：{title}")
