"""Packs with their SOPs and chapters, forks merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from qunli.library import forks
from qunli.library.tree import Tree
from qunli.model import Chapter, EveryDay, EveryMonth, EveryWeeks, OnFestival, Pack, Sop
from qunli.problem import ContentError, Problem
from qunli.shape import nearest, problems
from qunli.source import KeyPath, Source, parse_markdown, parse_yaml
from qunli.text import Row, Value, flaws

FOLDER = "content/industries"


@dataclass(frozen=True)
class Page:
    """A Markdown page of the handbook or of a pack: front matter, body, and the file it came from."""

    chapter: Chapter
    body: str
    path: str
    source: Source = field(repr=False)


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


@dataclass(frozen=True)
class _Raw:
    pack: Source
    sops: Mapping[str, Source]
    chapters: Mapping[str, Page]
    bases: tuple[str, ...]
    locked: tuple[str, ...]
    paths: Mapping[str, str]


class Industries:
    """Reads packs and what they extend, each once; problems go to the tree."""

    def __init__(self, tree: Tree, festivals: Mapping[str, Any]) -> None:
        self.tree = tree
        self.festivals = festivals
        self.raw: dict[str, _Raw | None] = {}
        self.loaded: dict[str, Industry | None] = {}

    @cached_property
    def ids(self) -> list[str]:
        """The ids of all packs within reach."""
        return [name for name in self.tree.folders(FOLDER) if self.tree.accepts(name, f"{FOLDER}/{name}")]

    def load(self, name: str) -> Industry | None:
        """Return the pack of this id, or None with problems noted."""
        if name not in self.loaded:
            self.loaded[name] = self._load(name)
        return self.loaded[name]

    def _load(self, name: str) -> Industry | None:
        raw = self._raw(name, ())
        if raw is None:
            return None
        pack, found = problems(raw.pack, Pack)
        sops = {}
        for sop_id, source in raw.sops.items():
            sop, faults = problems(source, Sop)
            found.extend(faults)
            if sop:
                sops[sop_id] = sop
        self.tree.problems.extend(found)
        if pack is None:
            return None
        industry = Industry(
            name, pack, sops, raw.chapters, raw.bases, raw.locked, raw.pack, raw.sops, raw.paths
        )
        for sop_id, sop in sops.items():
            self.tree.problems.extend(sop_problems(industry, sop, raw.sops[sop_id], self.festivals))
        return industry

    def _raw(self, name: str, below: tuple[str, ...]) -> _Raw | None:
        if name not in self.raw:
            self.raw[name] = None
            self.raw[name] = self._read(name, below)
        return self.raw[name]

    def _yaml(self, relative: str) -> Source | None:
        file = self.tree.read(relative)
        if file is None:
            return None
        try:
            source = parse_yaml(file)
        except ContentError as error:
            self.tree.problems.extend(error.problems)
            return None
        self.tree.problems.extend(source.problems)
        if not isinstance(source.data, dict):
            self.tree.problems.append(
                source.problem((), "Q003", "这里要写一组 字段: 内容", "照模板里的同名文件写")
            )
            return None
        return source

    def _read(self, name: str, below: tuple[str, ...]) -> _Raw | None:
        folder = f"{FOLDER}/{name}"
        if self.tree.locate(f"{folder}/pack.yml") is None:
            self.tree.sources(folder)
            message = f"模板 {name} 里没有 pack.yml"
            self.tree.problems.append(Problem(folder, 0, 1, "Q015", message, "照别的模板写一个"))
            return None
        source = self._yaml(f"{folder}/pack.yml")
        if source is None:
            return None
        own = _Raw(source, self._sops(folder), self._chapters(folder), (), (), {"": f"{folder}/pack.yml"})
        base = source.data.get("extends")
        if base is None:
            return _Raw(
                own.pack,
                {k: forks.normalise(v) for k, v in own.sops.items()},
                own.chapters,
                (),
                _locked(source),
                {**own.paths, **self._sop_paths(folder, own.sops)},
            )
        known = self.tree.folders(FOLDER)
        if base not in known:
            hint = nearest(str(base), tuple(known)) or f"可以写：{'、'.join(known)}"
            self.tree.problems.append(
                source.problem(("extends",), "Q016", f"没有名叫 {base} 的上游模板", hint)
            )
            return None
        if base in (*below, name):
            chain = " → ".join((*below, name, base))
            message = f"模板绕成了一个圈：{chain}"
            self.tree.problems.append(source.problem(("extends",), "Q016", message, "改掉其中一个 extends"))
            return None
        upstream = self._raw(base, (*below, name))
        return upstream and self._fork(base, upstream, own, folder)

    def _sop_paths(self, folder: str, sops: Mapping[str, Any]) -> dict[str, str]:
        return {sop: f"{folder}/sops/{sop}.yml" for sop in sops}

    def _sops(self, folder: str) -> dict[str, Source]:
        found = {name: self._yaml(path) for name, path in self.tree.sources(f"{folder}/sops").items()}
        return {name: source for name, source in found.items() if source}

    def _chapters(self, folder: str) -> dict[str, Page]:
        return read_pages(self.tree, f"{folder}/chapters")

    def _fork(self, base: str, upstream: _Raw, own: _Raw, folder: str) -> _Raw:
        report = self.tree.problems.extend
        whole = {**upstream.pack.data, "sops": {name: each.data for name, each in upstream.sops.items()}}
        report(forks.breaches(own.pack, upstream.locked, (), whole))
        dropped = own.pack.data.get("sops")
        dropped = dropped if isinstance(dropped, dict) else {}
        patch = Source(
            {k: v for k, v in own.pack.data.items() if k != "sops"}, own.pack.marks, own.pack.problems
        )
        patch, found = forks.incomplete(upstream.pack, patch)
        report(found)
        pack, found = forks.merge(upstream.pack, patch)
        report(found)
        sops = {name: source for name, source in upstream.sops.items() if name not in dropped}
        for name in dropped:
            if name not in upstream.sops:
                hint = nearest(name, tuple(upstream.sops)) or "删掉这一行"
                path = ("sops", name)
                report(
                    [
                        own.pack.problem(
                            path, "Q018", f"上游没有 {name}，不用删", hint, key=True, level="warning"
                        )
                    ]
                )
        for name, source in own.sops.items():
            sops[name] = self._fork_sop(name, source, upstream, whole)
        locked = tuple(dict.fromkeys((*upstream.locked, *_locked(own.pack))))
        paths = {**upstream.paths, **own.paths, **self._sop_paths(folder, own.sops)}
        return _Raw(pack, sops, {**upstream.chapters, **own.chapters}, (base, *upstream.bases), locked, paths)

    def _fork_sop(self, name: str, source: Source, upstream: _Raw, whole: Mapping[str, Any]) -> Source:
        report = self.tree.problems.extend
        base = upstream.sops.get(name)
        if base is None:
            missing = [each for each in ("title", "kind", "slots") if each not in source.data]
            if missing:
                near = nearest(name, tuple(upstream.sops)).removeprefix("你是不是想写 ") or "、".join(
                    upstream.sops
                )
                message = f"上游没有发布计划 {name}，自己新写的又少了 {'、'.join(missing)}"
                hint = f"上游没有这一条，你是不是想改 {near.rstrip('?')}?"
                report([source.problem((), "Q017", message, hint)])
                whole_one = {"title": name, "kind": "traffic", "slots": {}}
                return Source({**whole_one, **source.data}, source.marks)
            return forks.normalise(source)
        report(forks.breaches(source, upstream.locked, ("sops", name), whole))
        patch, found = forks.incomplete(base, source)
        report(found)
        merged, found = forks.merge(base, patch)
        report(found)
        return merged


def _locked(source: Source) -> tuple[str, ...]:
    locked = source.data.get("locked")
    return tuple(each for each in locked if isinstance(each, str)) if isinstance(locked, list) else ()


def read_pages(tree: Tree, folder: str) -> dict[str, Page]:
    """Return the Markdown pages of a folder by name, in their order; problems go to the tree."""
    pages = {}
    for path in tree.files(folder, ".md"):
        name = PurePosixPath(path).stem
        file = tree.read(path) if name == "index" or tree.accepts(name, path) else None
        if file is None:
            continue
        try:
            source, body = parse_markdown(file)
        except ContentError as error:
            tree.problems.extend(error.problems)
            continue
        chapter, found = problems(source, Chapter)
        tree.problems.extend([*source.problems, *found])
        if chapter:
            pages[name] = Page(chapter, body, path, source)
    return dict(sorted(pages.items(), key=lambda item: (item[1].chapter.order, item[0])))


def sop_problems(
    industry: Industry, sop: Sop, source: Source, festivals: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield what an SOP points at and does not exist, and what is wrong with its texts."""
    recurring = [
        k for k, slot in sop.slots.items() if isinstance(slot.when, EveryDay | EveryWeeks | EveryMonth)
    ]
    for slot_id, slot in sop.slots.items():
        at: KeyPath = ("slots", slot_id)
        if slot.owner is not None:
            yield from unknown(source, (*at, "owner"), "角色", slot.owner, industry.pack.roles)
        if slot.rotate is not None:
            yield from unknown(source, (*at, "rotate"), "表格", slot.rotate, industry.tables)
        if isinstance(slot.when, OnFestival):
            yield from unknown(source, (*at, "when", "festival"), "节日", slot.when.festival, festivals)
        if slot.replaces != ("all",):
            for number, name in enumerate(slot.replaces):
                yield from unknown(source, (*at, "replaces", number), "日常发布", name, recurring)
        for text_id, text in slot.texts.items():
            yield from _text_problems(industry, source, (*at, "copy", text_id), text, slot.rotate)
        if slot.short is not None:
            yield from _text_problems(industry, source, (*at, "short"), slot.short, slot.rotate, blanks=False)
    if sop.welcome is not None:
        yield from _text_problems(industry, source, ("welcome",), sop.welcome, None, blanks=False)


def unknown(
    source: Source, path: KeyPath, what: str, name: str, known: Mapping[str, Any] | list[str]
) -> Iterator[Problem]:
    """Yield a problem where a name is none of those known."""
    if name not in known:
        names = tuple(known)
        hint = nearest(name, names) or (f"可以写：{'、'.join(names[:30])}" if names else f"先加上这个{what}")
        yield source.problem(path, "Q014", f"不认识的{what} {name}", hint)


def _text_problems(
    industry: Industry, source: Source, path: KeyPath, text: str, rotate: str | None, *, blanks: bool = True
) -> Iterator[Problem]:
    known: dict[str, Value | None] = dict.fromkeys(industry.pack.variables)
    for flaw in flaws(text, known, industry.tables, rotate):
        yield source.problem(path, flaw.code, flaw.message, flaw.hint, span=(flaw.start, flaw.end))
    if not blanks and "〔" in text:
        start = text.index("〔")
        hint = "写一句不用填也成立的话"
        yield source.problem(path, "Q013", "这里的文字不能有空", hint, span=(start, start + 1))


def rows(value: Value | None) -> tuple[Row, ...]:
    """Return the rows of a table's value."""
    return value if isinstance(value, tuple) else ()
