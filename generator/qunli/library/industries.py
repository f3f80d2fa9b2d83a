"""Packs with all that they hold, forks merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from qunli.library.bases import FOLDER, Bases
from qunli.library.forks import idle_locks
from qunli.library.industry import Industry, PackFile
from qunli.library.needs import unknown_posts
from qunli.library.parts import PACK, PARTS
from qunli.library.pointers import file_problems, pack_problems, sop_problems
from qunli.library.raw import Files, Raw
from qunli.library.reading import Read, Steps, reading, shaped
from qunli.library.tree import Tree, accepts
from qunli.library.voicing import in_voice
from qunli.model import VoiceId
from qunli.problem import Problem, errors

__all__ = ["FOLDER", "Industries", "Industry"]


class Industries:
    """Reads packs, each once."""

    def __init__(self, tree: Tree, festivals: Mapping[str, Any] | None) -> None:
        self.tree = tree
        self.festivals = festivals
        self.bases = Bases(tree)
        self.loaded: dict[str, Read[Industry | None]] = {}
        self.spoken: dict[tuple[str, VoiceId], Industry] = {}

    @cached_property
    def ids(self) -> Read[list[str]]:
        """The ids of all packs within reach."""
        return self._ids()

    @reading
    def _ids(self) -> Steps[list[str]]:
        found = []
        for name in (yield from self.tree.folders(FOLDER)):
            if (yield from accepts(name, f"{FOLDER}/{name}", "/industries/")):
                found.append(name)
        return found

    def titles(self) -> dict[str, str]:
        """Return the title of each pack that has one, by id."""
        packs = {name: self.bases.read(name).value for name in self.ids.value}
        titles = {
            name: raw.pack.data.get("title") for name, raw in packs.items() if raw and PACK in raw.files
        }
        return {name: title for name, title in titles.items() if isinstance(title, str)}

    def load(self, name: str) -> Read[Industry | None]:
        """Return the pack of this id, None where it cannot be read."""
        if name not in self.loaded:
            self.loaded[name] = self._load(name)
        return self.loaded[name]

    def in_voice(self, industry: Industry, name: VoiceId) -> Industry:
        """Return a pack as a calendar has it that chose a voice; itself where it says nothing of that voice."""
        if name not in industry.pack.voices:
            return industry
        if (industry.id, name) not in self.spoken:
            self.spoken[industry.id, name] = in_voice(industry, industry.pack.voices[name])
        return self.spoken[industry.id, name]

    @reading
    def _load(self, name: str) -> Steps[Industry | None]:
        raw = yield from self.bases.read(name)
        if raw is None:
            return None
        files = yield from self._shaped(raw)
        if files[PACK].value is None:
            return None
        industry = Industry(name, files, raw.bases, raw.locked, raw.unread)
        yield from pack_problems(industry)
        yield from idle_locks(industry.source, raw.whole())
        for sop_id, sop in industry.sops.items():
            source = industry.sop_sources[sop_id]
            yield from sop_problems(industry, sop, source, self.festivals)
            yield from unknown_posts(source, sop.slots, industry)
        for file in files.values():
            yield from file_problems(industry, file)
        base = self.bases.read(raw.bases[0]).value if raw.bases else None
        yield from _doubled_pages(industry, base.files if base else {})
        return industry

    @reading
    def _shaped(self, raw: Raw) -> Steps[dict[str, PackFile]]:
        """Return the files with what they say as nouns, in the order of the table."""
        found = {}
        for path, file in raw.files.items():
            read = shaped(file.source, file.part.shape)
            is_lost = bool(read.problems) and self._is_faulty_below(raw, path)
            yield from (each for each in read.problems if not (is_lost and each.code == "Q002"))
            found[path] = replace(file, value=read.value)
        return dict(sorted(found.items(), key=lambda item: _order(item[1])))

    def _is_faulty_below(self, raw: Raw, path: str) -> bool:
        """Say whether a file has a fault in a base: what the fork's one lacks, that one's may have lost by it."""
        return any(self._is_faulty(name, path) for name in raw.bases)

    def _is_faulty(self, name: str, path: str) -> bool:
        base = self.bases.read(name).value
        if not base or path not in base.files:
            return False
        place = base.files[path].path
        return any(each.path == place for each in errors(self.load(name).problems))


def _order(file: PackFile) -> tuple[int, int]:
    return PARTS.index(file.part), 0 if file.value is None else file.part.order(file.value)


def _doubled_pages(industry: Industry, below: Files) -> Iterator[Problem]:
    """Yield a problem for each file whose page another file has already; what the base has, `below`, is told there."""
    taken: dict[str, PackFile] = {}
    # What has a name of its own can take another one.
    for path, file in sorted(industry.pages(), key=lambda page: bool(page[1].name)):
        first = taken.setdefault(path, file)
        if first is not file and not {first.key, file.key} <= below.keys():
            address = path.removesuffix("index.md").removesuffix(".md")
            message = f"网址 {address}/ 已经是 {first.path} 的了"
            hint = f"给这个文件换个名字，比如 {file.name}-2{file.part.suffix}；排期表里加上 sop: {file.name}-2，日历不变"
            yield file.source.problem((), "Q025", message, hint)
