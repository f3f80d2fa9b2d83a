"""A pack in another voice: every text that is posted with its words replaced, all else as it is.

A calendar's own changes are laid over it, so that what a shop wrote itself is posted as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from qunli.library.industry import Industry, PackFile
from qunli.library.parts import SOPS
from qunli.library.texts import COPIED
from qunli.model import Voice, spoken
from qunli.model.texts import Texts
from qunli.shape import problems
from qunli.source import Source

Say = Callable[[Any, str], Any]


def in_voice(industry: Industry, voice: Voice) -> Industry:
    """Return a pack that says its posts in a voice; keys, places and ids stay."""
    files = {path: _spoken(file, voice) for path, file in industry.files.items()}
    return replace(industry, files=files)


def _spoken(file: PackFile, voice: Voice) -> PackFile:
    if file.value is None or not (file.part is SOPS or file.part.pasted):
        return file

    def say(value: Any, text_id: str = "") -> Any:
        return spoken(value, text_id, voice)

    source = Source(_data(file.source.data, say), file.source.marks, file.source.problems)
    value, _ = problems(source, file.part.shape)
    return replace(file, source=source, value=value)


def _data(data: Mapping[str, Any], say: Say) -> dict[str, Any]:
    found = dict(data)
    if data.get("welcome"):
        found["welcome"] = say(data["welcome"], "")
    for group in COPIED:
        if data.get(group):
            found[group] = {name: _entry(each, say) for name, each in data[group].items()}
    return found


def _entry(entry: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """Return a post, or an occasion, whose copy is by id."""
    copy = Texts({name: say(text, name) for name, text in entry["copy"].items()})
    short = {"short": say(entry["short"], "")} if entry.get("short") else {}
    return {**entry, **short, "copy": copy}
