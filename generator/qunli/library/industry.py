"""One pack as a noun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from qunli.library.pages import Page
from qunli.library.parts import CHAPTERS, GROUPS, PACK, SOPS, Part, part_at, values
from qunli.model import Pack, Sop
from qunli.source import Source
from qunli.text import Value


@dataclass(frozen=True)
class PackFile:
    """One file of a pack, laid over that of its base. A Markdown file's `source` is its front matter.

    `value` is what it says as the noun of its part, None where its shape is wrong.
    """

    part: Part
    name: str
    source: Source = field(repr=False)
    body: str = field(default="", repr=False)
    value: Any = None

    @property
    def key(self) -> str:
        """Its path in the pack: sops/welfare.yml."""
        return self.part.file(self.name)

    @property
    def path(self) -> str:
        """The file it comes from, as people know it; of several the one nearest to the pack."""
        return self.source.mark(()).file.path

    @property
    def text(self) -> str:
        """What that file says, as it is written."""
        return self.source.mark(()).file.text

    @property
    def title(self) -> str:
        return getattr(self.value, "title", None) or self.name or self.part.words

    def pointers(self) -> Iterator[tuple[str, str, str]]:
        """Yield (sop/slot, entry, what it is called) for each post that an entry of this file names."""
        for pattern in self.part.slots:
            for (group, entry, *_), post in values(self.source.data, pattern):
                called = self.source.data[group][entry][GROUPS[str(group)].called]
                yield str(post), str(entry), str(called)


def pack_file(file: str, source: Source, body: str = "", value: Any = None) -> PackFile:
    """Return what stands in a file of a pack: pack.yml, sops/welfare.yml."""
    return PackFile(*part_at(file), source, body, value)


@dataclass(frozen=True)
class Industry:
    """One pack, whole, after its bases. `files` is by path in the pack: pack.yml, sops/welfare.yml.

    `bases` are the ids it extends, nearest first; `locked` all that they forbid to change; `unread` the files that
    are there but say nothing.
    """

    id: str
    files: Mapping[str, PackFile]
    bases: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()

    def of(self, key: str) -> dict[str, PackFile]:
        """Return the files of one part that are right in shape, by name, in their order."""
        files = self.files.values()
        return {each.name: each for each in files if each.part.key == key and each.value is not None}

    @cached_property
    def pack(self) -> Pack:
        value: Pack = self.files[PACK].value
        return value

    @cached_property
    def sops(self) -> dict[str, Sop]:
        return {name: each.value for name, each in self.of(SOPS.key).items()}

    @cached_property
    def chapters(self) -> dict[str, Page]:
        pages = self.of(CHAPTERS.key).items()
        return {name: Page(each.value, each.body, each.path, each.source) for name, each in pages}

    @property
    def source(self) -> Source:
        return self.files[PACK].source

    @property
    def sector(self) -> str | None:
        """The trade by which law checks know this pack, whatever its id; None is not known."""
        return self.pack.sector

    @cached_property
    def sop_sources(self) -> dict[str, Source]:
        """The source of every SOP, of those whose shape is wrong too."""
        return {each.name: each.source for each in self.files.values() if each.part is SOPS}

    def is_silent(self, sop_id: str) -> bool:
        """Say whether an SOP is there but says nothing: what is wrong with it is told where it stands."""
        return sop_id not in self.sops and (sop_id in self.sop_sources or SOPS.file(sop_id) in self.unread)

    @cached_property
    def posts(self) -> list[str]:
        """The name of every slot as other files of the pack point at it: welfare/menu."""
        return [f"{sop_id}/{slot}" for sop_id, sop in self.sops.items() for slot in sop.slots]

    @cached_property
    def tables(self) -> dict[str, tuple[str, ...]]:
        """The columns of each variable that is a table."""
        return {name: tuple(each.fields) for name, each in self.pack.variables.items() if each.fields}

    @cached_property
    def defaults(self) -> dict[str, Value]:
        """The value of each variable that has a default."""
        return {
            name: _value(each.default)
            for name, each in self.pack.variables.items()
            if each.default is not None
        }

    def pages(self) -> Iterator[tuple[str, PackFile]]:
        """Yield (path among the documents, file) of each page of the pack, in the order they are read."""
        for file in self.files.values():
            if file.value is not None:
                yield f"industries/{self.id}/{file.part.page.format(name=file.name)}", file


def _value(value: Any) -> Value:
    return value if isinstance(value, str) else tuple(value)
