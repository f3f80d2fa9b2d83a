"""What one pack says otherwise than another, in the trade's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from qunli.library import Industry
from qunli.library.parts import PARTS, SOPS, Group, Part
from qunli.model import Pack, Slot, Sop, Variable
from qunli.shape import Shape, titles
from qunli.when import spans
from qunli.words import MEANINGS, PACK_STAGES

Kind = Literal["added", "removed", "changed"]
Festival = Callable[[str], str]

_WORDS = {field: words for (shape, field), words in MEANINGS.items() if shape in (Sop, Slot)}
# Fields of which a change says only that there is one.
_SUMMED_UP = frozenset(("offer", "positioning", "rules", "replaces", "record"))
_MOST_CHARACTERS = 24
_NUMBERED = re.compile(r"(.*第) (\d+) 条文案")
_LEFT_OUT = re.compile(r"([^「]*不发)(「.*」)")


@dataclass(frozen=True)
class Change:
    """One difference between two packs.

    `part` is dotted as in the files: sops.welfare.slots.menu; `field` what differs in it ("" for the part as a
    whole); `before` and `after` are in the trade's words, None where there is nothing; `words` says it all.
    """

    kind: Kind
    part: str
    field: str
    before: str | None
    after: str | None
    words: str

    def as_data(self) -> dict[str, str | None]:
        return asdict(self)


def compare(before: Industry, after: Industry, festival: Festival) -> list[Change]:
    """Return what `after` says otherwise than `before`; `festival` gives a festival's title."""
    found = [*_pack(before, after)]
    for part in PARTS:
        if part.merge == "replace":
            found += _pages(part, before, after)
        elif part is SOPS:
            found += _sops(before, after, festival)
        else:
            found += _entries(part, before, after)
    return found


def lines(changes: Iterable[Change]) -> list[str]:
    """Return the changes in words, a line each; slots left out and texts changed in one place share one."""
    found: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        several = _NUMBERED.fullmatch(change.words) or _LEFT_OUT.fullmatch(change.words)
        head, what = several.groups() if several else (change.words, "")
        found.setdefault((head, "" if several else change.part), []).append(what)
    return [_line(head, what) for (head, _), what in found.items()]


def _line(head: str, what: list[str]) -> str:
    if what[0].isdigit():
        return f"{head} {spans(map(int, what))} 条文案"
    return head + "".join(what)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_CHARACTERS else line[: _MOST_CHARACTERS - 1] + "…"


def _field(
    shape: type[Shape], part: str, name: str, field: str, values: tuple[str | None, str | None]
) -> Change:
    """Return a change of one field; long texts are cut in the words, not in before and after."""
    before, after = values
    title = titles(shape)[field]
    old, new = (_short(text) if text else "没有" for text in values)
    if field in _SUMMED_UP or old == new:
        said = f"{name}{title}改了"
    elif field == "when":
        said = f"{name}{old} → {new}"
    else:
        said = f"{name}{title}：{old} → {new}"
    return Change(_kind(before, after), part, field, before, after, said)


def _kind(before: str | None, after: str | None) -> Kind:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


# --- the pack itself ------------------------------------------------------------------------------


def _pack(before: Industry, after: Industry) -> Iterator[Change]:
    for field in ("title", "summary"):
        old, new = getattr(before.pack, field), getattr(after.pack, field)
        if old != new:
            yield _field(Pack, "", "模板的", field, (old, new))
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
            was, now = (getattr(each[name].value, group.field) if name in each else {} for each in (old, new))
            was = {key: _without(entry, part, group, lost) for key, entry in was.items()}
            yield from _group(".".join((*map(str, part.place(name)), group.field)), group, was, now)


def _without(entry: Any, part: Part, group: Group, lost: set[str]) -> Any:
    """Return an entry without pointers at posts that are gone: that it points there no more is no change of its own."""
    fields = [names[2] for names in (each.split(".") for each in part.slots) if names[0] == group.field]
    kept = {each: tuple(name for name in getattr(entry, each) if name not in lost) for each in fields}
    return entry.model_copy(update=kept)


def _group(path: str, group: Group, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name, old in before.items():
        called = getattr(old, group.called)
        if name not in after:
            yield Change("removed", f"{path}.{name}", "", called, None, f"不用的{group.words}：{called}")
            continue
        yield from _entry(f"{path}.{name}", group, old, after[name])
    for name, new in after.items():
        if name not in before:
            called = getattr(new, group.called)
            yield Change("added", f"{path}.{name}", "", None, called, f"新增{group.words}：{called}")


def _entry(path: str, group: Group, old: Any, new: Any) -> Iterator[Change]:
    name = f"{group.words}「{getattr(new, group.called)}」"
    for field in titles(group.shape):
        was, now = _plain(getattr(old, field)), _plain(getattr(new, field))
        if was != now:
            yield _field(group.shape, path, name, field, (was, now))


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
            title = new[name].title
            yield Change("added", path, "", None, title, f"新增{part.words}：{title}")
        elif name not in new:
            title = old[name].title
            yield Change("removed", path, "", title, None, f"不用的{part.words}：{title}")
        elif (old[name].body, old[name].value) != (new[name].body, new[name].value):
            title = new[name].title
            yield Change("changed", path, "", title, title, f"换了{part.words}：{title}")


# --- SOPs and slots -------------------------------------------------------------------------------


def _sops(before: Industry, after: Industry, festival: Festival) -> Iterator[Change]:
    for name, old in before.sops.items():
        if name not in after.sops:
            yield Change("removed", f"sops.{name}", "", old.title, None, f"不用的{SOPS.words}：{old.title}")
        elif old != after.sops[name]:
            yield from _sop(f"sops.{name}", old, after.sops[name], before, after, festival)
    for name, new in after.sops.items():
        if name not in before.sops:
            words = f"新增{SOPS.words}：{new.title}，{len(new.slots)} 条"
            yield Change("added", f"sops.{name}", "", None, new.title, words)


def _sop(
    part: str, old: Sop, new: Sop, before: Industry, after: Industry, festival: Festival
) -> Iterator[Change]:
    for field in ("title", "kind", "summary", "positioning", "rules", "welcome"):
        yield from _differing(part, f"{new.title}的", field, (old, before), (new, after))
    for name, slot in old.slots.items():
        here = f"{part}.slots.{name}"
        if name not in new.slots:
            yield Change("removed", here, "", slot.title, None, f"{new.title}不发「{slot.title}」")
            continue
        # That a slot does not take the place of one that is gone is no change of its own.
        kept = tuple(each for each in slot.replaces if each in new.slots or each == "all")
        slot, now = slot.model_copy(update={"replaces": kept}), new.slots[name]
        yield from _slot(here, f"{new.title}「{now.title}」", (slot, before), (now, after), festival)
    for name, slot in new.slots.items():
        if name not in old.slots:
            words = f"{new.title}新增「{slot.title}」{slot.when.words(festival)}"
            yield Change("added", f"{part}.slots.{name}", "", None, slot.title, words)


def _slot(
    part: str, name: str, before: tuple[Slot, Industry], after: tuple[Slot, Industry], festival: Festival
) -> Iterator[Change]:
    old, new = before[0], after[0]
    for field in titles(Slot):
        if field not in {"when", "copy"}:
            yield from _differing(part, name, field, before, after)
        elif field == "when" and old.when != new.when:
            yield _field(Slot, part, name, "when", _when(old, new, festival))
    yield from _texts(part, name, old.texts, new.texts)


def _differing(
    part: str, name: str, field: str, before: tuple[Any, Industry], after: tuple[Any, Industry]
) -> Iterator[Change]:
    (old, was_in), (new, now_in) = before, after
    was, now = getattr(old, field), getattr(new, field)
    if was != now:
        values = _value(was, field, was_in), _value(now, field, now_in)
        yield _field(type(new), part, name, field, values)


def _when(old: Slot, new: Slot, festival: Festival) -> tuple[str, str]:
    """Return both times of posting; only the hours where nothing else differs."""
    if old.when.model_copy(update={"at": new.when.at}) == new.when:
        return old.when.hour_words, new.when.hour_words
    return old.when.words(festival), new.when.words(festival)


def _texts(part: str, name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Yield the texts that differ; all of them as one where not one is kept."""
    if old.keys() == new.keys() and len(old) == 1:
        if old != new:
            (only,), (other,) = old.values(), new.values()
            yield Change("changed", part, "copy", only, other, f"{name}换了文案")
        return
    if not any(old.get(key) == text for key, text in new.items()):
        words = f"{name}文案全换了，原来 {len(old)} 条，现在 {len(new)} 条"
        yield Change("changed", part, "copy", f"{len(old)} 条", f"{len(new)} 条", words)
        return
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was != now:
            kind: Kind = "added" if was is None else "removed" if now is None else "changed"
            done = {"added": "新增", "removed": "不用", "changed": "换了"}[kind]
            # Texts with a number are the n-th, the others go by their name.
            which = f"第 {key} 条文案" if key.isdigit() else f"文案 {key}"
            yield Change(kind, part, f"copy.{key}", was, now, f"{name}{done}{which}")


def _value(value: Any, field: str, industry: Industry) -> str | None:
    """Return a field's value as an operator reads it."""
    if value is None or value == ():
        return None
    if field == "owner":
        return industry.pack.roles[value].title if value in industry.pack.roles else str(value)
    if field == "rotate":
        table: Variable | None = industry.pack.variables.get(value)
        return table.title if table else str(value)
    meanings = _WORDS.get(field, {})
    if isinstance(value, tuple):
        return "、".join(meanings.get(each, each) for each in value)
    if field in _WORDS:
        return meanings[value]
    return value if isinstance(value, str | None) else str(value)
