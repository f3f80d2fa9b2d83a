"""Packs as their files say, laid over what they extend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qunli.library import forks
from qunli.library.pages import Page, read_pages
from qunli.library.tree import Tree
from qunli.problem import Problem
from qunli.shape import nearest
from qunli.source import KeyPath, Source

FOLDER = "content/industries"
_SOP_FIELDS = ("title", "kind", "slots")


@dataclass(frozen=True)
class Raw:
    """A pack's sources, whole. `bases` are the ids it extends, nearest first.

    `paths` has the file of each SOP, of those that cannot be read too, and under "" that of the pack; `gone` says
    where a base took an SOP out.
    """

    pack: Source
    sops: Mapping[str, Source]
    chapters: Mapping[str, Page]
    bases: tuple[str, ...]
    locked: tuple[str, ...]
    paths: Mapping[str, str]
    gone: Mapping[str, str] = field(default_factory=dict)


class Bases:
    """Reads packs and what they extend, each once; problems go to the tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.known: dict[str, Raw | None] = {}

    def read(self, name: str, above: tuple[str, ...] = ()) -> Raw | None:
        """Return the pack of this id, or None with problems noted; `above` are the forks that led here."""
        if name not in self.known:
            self.known[name] = None
            self.known[name] = self._read(name, above)
        return self.known[name]

    def _read(self, name: str, above: tuple[str, ...]) -> Raw | None:
        folder = f"{FOLDER}/{name}"
        if self.tree.locate(f"{folder}/pack.yml") is None:
            self._no_pack(name, folder)
            return None
        pack = self._mapping(f"{folder}/pack.yml")
        if pack is None:
            return None
        files = self.tree.sources(f"{folder}/sops")
        found = {each: self._mapping(path) for each, path in files.items()}
        sops = {each: source for each, source in found.items() if source}
        paths = files | _paths(pack, sops)
        chapters = read_pages(self.tree, f"{folder}/chapters")
        if "extends" not in pack.data:
            sops = {each: forks.normalise(source) for each, source in sops.items()}
            return Raw(pack, sops, chapters, (), _locked(pack), paths)
        base = self._base(name, pack, above)
        own = Raw(
            pack.filled(), {k: v.filled() for k, v in sops.items()}, chapters, (), (), _paths(pack, sops)
        )
        upstream = self.read(base, (*above, name)) if base else None
        return self._fork(base, upstream, own) if base and upstream else None

    def _no_pack(self, name: str, folder: str) -> None:
        told = len(self.tree.problems)
        self.tree.sources(folder)
        if len(self.tree.problems) == told:
            message = f"模板 {name} 里没有 pack.yml"
            self.tree.problems.append(Problem(folder, 0, 1, "Q015", message, "照别的模板写一个"))

    def _mapping(self, relative: str) -> Source | None:
        source = self.tree.read_yaml(relative)
        if source is not None and not isinstance(source.data, dict):
            hint = "照模板里的同名文件写"
            self.tree.problems.append(source.problem((), "Q003", "这里要写一组 字段: 内容", hint))
            return None
        return source

    def _base(self, name: str, pack: Source, above: tuple[str, ...]) -> str | None:
        base = pack.data["extends"]
        known = [each for each in self.tree.folders(FOLDER) if each != name]
        if pack.mark(("extends",)).blank:
            return None
        if base in (*above, name):
            message, hint = f"模板绕成了一个圈：{' → '.join((*above, name, base))}", "改掉其中一个 extends"
        elif base not in known:
            message = f"没有名叫 {base} 的上游模板" if isinstance(base, str) else "extends 要写一个模板的编号"
            hint = nearest(str(base), known) or f"可以写：{'、'.join(known) or '先建好那个模板'}"
        else:
            return str(base)
        self.tree.problems.append(pack.problem(("extends",), "Q016", message, hint))
        return None

    def _fork(self, base: str, upstream: Raw, own: Raw) -> Raw:
        report = self.tree.problems.extend
        whole = {**upstream.pack.data, "sops": {name: each.data for name, each in upstream.sops.items()}}
        report(forks.breaches(own.pack, upstream.locked, (), whole))
        patch = Source({k: v for k, v in own.pack.data.items() if k != "sops"}, own.pack.marks)
        patch, found = forks.incomplete(upstream.pack, patch)
        report(found)
        pack, found = forks.merge(upstream.pack, patch)
        report(found)
        dropped = self._dropped(own.pack, upstream)
        sops = {name: source for name, source in upstream.sops.items() if name not in dropped}
        for name, source in own.sops.items():
            merged = self._fork_sop(name, source, upstream, whole)
            if merged:
                sops[name] = merged
        return Raw(
            pack,
            sops,
            {**upstream.chapters, **own.chapters},
            (base, *upstream.bases),
            tuple(dict.fromkeys((*upstream.locked, *_locked(own.pack)))),
            {name: path for name, path in upstream.paths.items() if name not in dropped} | dict(own.paths),
            {**upstream.gone, **{name: _place(own.pack, ("sops", name)) for name in dropped}},
        )

    def _dropped(self, pack: Source, upstream: Raw) -> set[str]:
        """Return the SOPs that a fork's pack.yml takes out of its base."""
        sops = pack.data.get("sops", {})
        wrong: KeyPath = () if isinstance(sops, dict) else ("sops",)
        dropped = sops if isinstance(sops, dict) else {}
        for name, value in dropped.items():
            if value is not None:
                wrong = ("sops", name)
            elif name not in upstream.sops:
                hint = nearest(name, tuple(upstream.sops)) or "删掉这一行"
                message = f"上游没有 {name}，不用删"
                self.tree.problems.append(
                    pack.problem(("sops", name), "Q018", message, hint, key=True, level="warning")
                )
        if wrong:
            hint = "改动写到 sops 文件夹里的同名文件"
            self.tree.problems.append(
                pack.problem(wrong, "Q003", "sops 里只能写 编号: null，意思是不要这个计划", hint, key=True)
            )
        return {name for name, value in dropped.items() if value is None}

    def _fork_sop(self, name: str, source: Source, upstream: Raw, whole: Mapping[str, Any]) -> Source | None:
        report = self.tree.problems.extend
        base = upstream.sops.get(name)
        if base is None:
            missing = [each for each in _SOP_FIELDS if each not in source.data]
            if not missing:
                return forks.normalise(source)
            report([self._not_upstream(name, source, upstream, missing)])
            return None
        report(forks.breaches(source, upstream.locked, ("sops", name), whole))
        patch, found = forks.incomplete(base, source)
        report(found)
        merged, found = forks.merge(base, patch)
        report(found)
        return merged

    def _not_upstream(self, name: str, source: Source, upstream: Raw, missing: list[str]) -> Problem:
        if name in upstream.gone:
            message = f"发布计划 {name} 在 {upstream.gone[name]} 已经不要了"
            return source.problem((), "Q017", message, "删掉这个文件，或让上游留下这个计划")
        near = nearest(name, tuple(upstream.sops)).removeprefix("你是不是想写 ").rstrip("?")
        message = f"上游没有发布计划 {name}，自己新写的又少了 {'、'.join(missing)}"
        hint = f"上游没有这一条，你是不是想改 {near or '、'.join(upstream.sops)}?"
        return source.problem((), "Q017", message, hint)


def _place(source: Source, path: KeyPath) -> str:
    mark = source.mark(path)
    return f"{mark.file.path}:{mark.value[0] + 1}"


def _paths(pack: Source, sops: Mapping[str, Source]) -> dict[str, str]:
    return {name: source.mark(()).file.path for name, source in {"": pack, **sops}.items()}


def _locked(source: Source) -> tuple[str, ...]:
    locked = source.data.get("locked")
    return tuple(each for each in locked if isinstance(each, str)) if isinstance(locked, list) else ()
