"""What a calendar leaves unsaid: paragraphs that need posts it does not make; and where a joined text stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from qunli.model.paragraphs import Paragraph, between, paragraphs
from qunli.problem import Problem
from qunli.shape import nearest
from qunli.source import KeyPath, Source

if TYPE_CHECKING:
    from qunli.library.industry import Industry

Says = Callable[[Paragraph], bool]


def texts(data: Any) -> Iterator[tuple[KeyPath, Any]]:
    """Yield (key path, plain value) of every text of an SOP that may consist of paragraphs."""
    for path in (("welcome",), ("positioning", "benefit")):
        yield from _at(data, path)
    rules: Any = data.get("rules")
    for name in rules if isinstance(rules, dict) else ():
        yield ("rules", name), rules[name]
    slots: Any = data.get("slots")
    for name, slot in slots.items() if isinstance(slots, dict) else ():
        copy: Any = slot.get("copy") if isinstance(slot, dict) else None
        for text_id in copy if isinstance(copy, dict) else ():
            yield ("slots", name, "copy", text_id), copy[text_id]


def _at(data: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    value: Any = data
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if value is not None:
        yield path, value


def unknown_posts(source: Source, own: Collection[str], pack: Industry) -> Iterator[Problem]:
    """Yield a problem for each name in `needs` that is neither a slot of this SOP nor sop.slot of its pack.

    Of an SOP that is silent, since something is wrong in its file, nobody knows the slots.
    """
    others = {each.replace("/", ".") for each in pack.posts}
    for path, value in texts(source.data):
        for each in paragraphs(value):
            for number, name in enumerate(each.needs):
                # A slot that a fork took out is only not posted.
                is_removed = ("slots", name) in source.marks
                if name in own or name in others or is_removed or pack.is_silent(name.partition(".")[0]):
                    continue
                at = (*path, *each.path, "needs", number)
                hint = nearest(name, own) or f"可以写：{'、'.join([*own][:30])}"
                yield source.problem(at, "Q014", f"不认识的要发的一条 {name}", hint)


def cut(source: Source, says: Says) -> Source:
    """Return an SOP without the paragraphs that are not said; itself where all are.

    A text of which nothing is left is gone, so that it takes no turn; a slot without texts likewise.
    """
    data = source.data
    for path, value in [*texts(source.data)]:
        silent = [each for each in paragraphs(value) if each.needs and not says(each)]
        if silent:
            data = _without(data, path, value, silent)
    return source if data is source.data else Source(_with_texts(data), source.marks, source.problems)


def _with_texts(data: Any) -> Any:
    slots = data["slots"]
    return {**data, "slots": {name: slot for name, slot in slots.items() if "copy" in slot}}


def _without(data: Any, path: KeyPath, value: Any, silent: list[Paragraph]) -> Any:
    if len(silent) == len(paragraphs(value)):
        return _changed(data, path, None)
    for each in silent:
        data = _changed(data, (*path, *each.path), None)
    return data


def _changed(data: Any, path: KeyPath, value: Any) -> Any:
    """Return plain data with another value at a path; where it is None a mapping loses the key, and an emptied one goes.

    A mapping stays of its kind: texts keep the order in which they take turns.
    """
    key, below = path[0], path[1:]
    new = _changed(data[key], below, value) if below else value
    if isinstance(data, list):
        return [new if number == key else each for number, each in enumerate(data)]
    if new is None or new == {}:
        return type(data)({name: each for name, each in data.items() if name != key})
    return type(data)({**data, key: new})


def located(
    source: Source, path: KeyPath, span: tuple[int, int] | None
) -> tuple[KeyPath, tuple[int, int] | None]:
    """Return where a span of a text stands: in the paragraph that it begins in, or where a plain text does."""
    value = _value(source, path)
    if not isinstance(value, list | dict) or span is None:
        return path, span
    gap, start = len(between(path)), 0
    for each in paragraphs(value):
        text = each.text.strip("\n")
        if span[0] < start + len(text) + gap:
            first = span[0] - start
            return (*path, *each.below), (first, max(first + 1, min(span[1] - start, len(text))))
        start += len(text) + gap
    return path, None


def _value(source: Source, path: KeyPath) -> Any:
    try:
        return source.at(path)
    except (KeyError, IndexError, TypeError):
        return None
