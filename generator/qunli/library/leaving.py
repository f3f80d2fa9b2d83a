"""Texts that a calendar leaves out, by their ids: a patch that takes them away, so that locks and places hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qunli.library.pointers import unknown
from qunli.library.reading import Steps, reading
from qunli.model import Run
from qunli.problem import Problem
from qunli.shape import nearest
from qunli.source import KeyPath, Mark, Source

_MOST_NAMES = 8


@reading
def left_out(run: Run, whole: Source, pack: Source, calendar: Source, at: KeyPath) -> Steps[Source]:
    """Return the patch that takes away the texts which a run leaves out.

    `whole` is the SOP as the run changes it, `pack` as the pack has it; `at` is where the calendar says the texts. What
    cannot be left out is a problem, and stays.
    """
    slots: dict[str, Any] = {}
    posts, known = whole.data.get("slots", {}), pack.data["slots"]
    marks: dict[KeyPath, Mark] = {(): calendar.mark(at)}
    for name, ids in run.texts.items():
        here = (*at, name)
        if name not in posts:
            # What the run itself drops is only not posted.
            yield from () if name in known else unknown(calendar, here, "要发的一条", name, known, key=True)
            continue
        copy = posts[name].get("copy") if isinstance(posts[name], dict) else None
        if not isinstance(copy, dict):
            continue  # told where it is written
        if not set(copy) - set(ids):
            yield _nothing_left(calendar, here, name, posts[name])
            continue
        gone = {each: (*here, number) for number, each in enumerate(ids) if each in copy}
        yield from _unknown_texts(calendar, here, ids, copy)
        slots[name] = {"copy": dict.fromkeys(gone)}
        marks |= {("slots", name, "copy", each): calendar.mark(path) for each, path in gone.items()}
    return Source({"slots": slots}, marks)


def _unknown_texts(
    calendar: Source, here: KeyPath, ids: tuple[str, ...], copy: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield a reminder for each text that is not there: the pack may have dropped it since."""
    for number, text_id in enumerate(ids):
        if text_id not in copy:
            hint = nearest(text_id, copy) or f"现在有：{'、'.join([*copy][:_MOST_NAMES])}；没有的就删掉"
            yield calendar.problem(
                (*here, number), "Q018", f"没有编号 {text_id} 的文案，不用去掉", hint
            ).as_warning()


def _nothing_left(calendar: Source, here: KeyPath, name: str, slot: Mapping[str, Any]) -> Problem:
    message = f"「{slot.get('title', name)}」的文案都去掉了，没有可发的"
    hint = f"至少留一条；整条都不发，就在 slots 里写 {name}: null"
    return calendar.problem(here, "Q010", message, hint, key=True)
