"""The texts of a slot by their ids, however a file writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qunli.shape import as_text, shown
from qunli.source import KeyPath

# The key under which a patch adds texts to those of its base.
MORE = "+"
# What the next day's post says of a text that is posted once, and what that adds to the id of the text.
ANSWER, ANSWERED = "answer", ".a"
# What an entry with an id holds beside it; one of these makes it an entry.
HELD = ("text", "paragraphs")
TEXT_ID = re.compile(r"[1-9][0-9]{0,3}|[a-z][a-z0-9-]{0,39}")

Wrong = tuple[KeyPath, str, str, str]


class Texts(dict[str, Any]):
    """Texts by id, in the order in which they take turns; a plain mapping says nothing of an order."""


@dataclass(frozen=True)
class Entry:
    """One text of a list: its id, where it stands in the list, and what it says. `is_named`: the id is written."""

    id: str
    at: KeyPath
    text: Any
    is_named: bool


def entries(texts: list[Any], before: str = "") -> list[Entry]:
    """Return the texts of a list that has no `wrong`.

    Those without an id are numbered among themselves, behind the word `before`, so that one with an id may stand
    anywhere. A null is a text that is no longer used and keeps its number.
    """
    found, count = [], 0
    for place, each in enumerate(texts):
        named = isinstance(each, dict) and "id" in each
        count += not named
        text_id = as_text(each["id"]) if named else f"{before}{count}"
        if each is not None:
            found.append(Entry(text_id, *_held(place, each), named))
    return found


def _held(place: int, entry: Any) -> tuple[KeyPath, Any]:
    if not isinstance(entry, dict):
        return (place,), entry
    below = {key: each for key, each in entry.items() if key != "id"}
    return ((place, "text"), below["text"]) if below.keys() == {"text"} else ((place,), below)


def wrong_id(text_id: Any) -> tuple[str, str] | None:
    """Return what is wrong with the id of a text and the way out, or None."""
    if isinstance(text_id, str) and TEXT_ID.fullmatch(text_id):
        return None
    return f"文案的编号 {shown(text_id)} 不合规矩", "写 1、2、3 这样的数，或小写英文编号"


def wrong(texts: list[Any], before: str = "", taken: Iterable[str] = ()) -> Wrong | None:
    """Return what is wrong with a list's entries, first of all: where, a code, the words and a way out.

    `taken` are ids that others have already.
    """
    for place, each in enumerate(texts):
        found = _wrong_entry(each) if isinstance(each, dict) else None
        if found:
            path, code, message, hint = found
            return (place, *path), code, message, hint
    return _doubled(entries(texts, before), frozenset(taken))


def _wrong_entry(entry: dict[str, Any]) -> Wrong | None:
    known = ("id", *HELD, ANSWER)
    if not entry.keys() & {*known}:
        return (), "Q003", "这里要写文字", "一行以 - 开头的文案；要带编号，写成 {id: 13, text: 文案}"
    unknown = next((key for key in entry if key not in known), None)
    if unknown is not None:
        return (unknown,), "Q001", f"不认识的字段 {unknown[:40]}", f"这里可以写：{'、'.join(known)}"
    if not entry.keys() & set(HELD):
        return (), "Q002", "少了 text", "写成 {id: 13, text: 文案}"
    flaw = wrong_id(as_text(entry["id"])) if "id" in entry else None
    return (("id",), "Q011", *flaw) if flaw else None


def _doubled(found: list[Entry], taken: frozenset[str]) -> Wrong | None:
    seen = set(taken)
    for each in found:
        if each.id in seen:
            free = _free({*taken, *(every.id for every in found)})
            said = "写了两次" if each.is_named else "已经写明给了另一条，这一条没写编号，按先后也算它"
            words = f"编号 {each.id} 已经有了" if each.id in taken else f"编号 {each.id} {said}"
            hint = f"给新写的那一条一个没用过的编号：{{id: {free}, text: …}}"
            return ((each.at[0], "id") if each.is_named else each.at), "Q010", words, hint
        seen.add(each.id)
    return None


def _free(taken: Iterable[str]) -> str:
    return str(max((int(each) for each in taken if each.isdecimal()), default=0) + 1)


def in_order(texts: Mapping[str, Any], after: Iterable[str] = ()) -> Texts:
    """Return texts written by id in their order: those in `after` as they stand there, further ones behind them.

    A further number stands behind the last smaller one, a name at the end.
    """
    order = [each for each in after if each in texts]
    for each in texts:
        if each not in order:
            order.insert(_place(order, each), each)
    return Texts({each: texts[each] for each in order})


def _place(order: list[str], text_id: str) -> int:
    if not text_id.isdecimal():
        return len(order)
    smaller = [each.isdecimal() and int(each) < int(text_id) for each in order]
    return max((place + 1 for place, is_smaller in enumerate(smaller) if is_smaller), default=0)


# --- as files write them --------------------------------------------------------------------------


def as_copy(texts: Mapping[str, Any]) -> Any:
    """Return texts as a file writes them: a list where nothing but their order says their ids, else by id."""
    if list(texts) == [*map(str, range(1, len(texts) + 1))]:
        return list(texts.values())
    if list(texts) == list(in_order(dict(texts))):
        return dict(texts)
    return _listed(texts, "", 0)


def relisted(written: list[Any], texts: Mapping[str, Any], before: str = "") -> list[Any]:
    """Return a list as written, so that it says these texts: what went leaves a null where others are counted.

    Its order stays; new texts come last.
    """
    known = {each.at[0]: each for each in entries(written, before)}
    kept: list[Any] = []
    for place, each in enumerate(written):
        entry = known.get(place)
        if entry is None or entry.id not in texts:
            kept += [] if entry and entry.is_named else [None]
        else:
            kept.append(_said(each, entry, texts[entry.id]))
    while kept and kept[-1] is None:
        kept.pop()
    count = sum(not (isinstance(each, dict) and "id" in each) for each in kept)
    ids = {each.id for each in known.values()}
    new = {text_id: text for text_id, text in texts.items() if text_id not in ids}
    return kept + _listed(new, before, count)


def _said(written: Any, entry: Entry, text: Any) -> Any:
    if not isinstance(written, dict):
        return text
    held = text if isinstance(text, dict) else {"text": text}
    return {"id": written["id"], **held} if entry.is_named else held


def _listed(texts: Mapping[str, Any], before: str, count: int) -> list[Any]:
    """Return texts as entries of a list behind `count` that are counted; an id is written where it must be."""
    return [*_entries(texts, before, count)]


def _entries(texts: Mapping[str, Any], before: str, count: int) -> Iterator[Any]:
    for text_id, text in texts.items():
        if text_id == f"{before}{count + 1}":
            count += 1
            yield text
        else:
            number = int(text_id) if text_id.isdecimal() else text_id
            yield {"id": number, **(text if isinstance(text, dict) else {"text": text})}
