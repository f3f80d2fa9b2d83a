"""One pack as a noun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qunli.library.pages import Page
from qunli.model import Pack, Sop
from qunli.source import Source
from qunli.text import Value


@dataclass(frozen=True)
class Industry:
    """One pack, whole: what pack.yml says, its SOPs and its chapters, after its bases.

    `bases` are the ids it extends, nearest first; `locked` all that they forbid to change.
    """

    id: str
    pack: Pack
    sops: Mapping[str, Sop]
    chapters: Mapping[str, Page]
    bases: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    source: Source = field(repr=False, default_factory=lambda: Source({}, {}))
    sop_sources: Mapping[str, Source] = field(repr=False, default_factory=dict)
    paths: Mapping[str, str] = field(repr=False, default_factory=dict)

    @property
    def sector(self) -> str:
        """Return the pack by which law checks know this one: the last that it extends, or itself."""
        return self.bases[-1] if self.bases else self.id

    @property
    def tables(self) -> dict[str, tuple[str, ...]]:
        """Return the columns of each variable that is a table."""
        return {name: tuple(each.fields) for name, each in self.pack.variables.items() if each.fields}

    @property
    def defaults(self) -> dict[str, Value]:
        """Return the value of each variable that has a default."""
        return {
            name: _value(each.default)
            for name, each in self.pack.variables.items()
            if each.default is not None
        }


def _value(value: Any) -> Value:
    return value if isinstance(value, str) else tuple(value)
