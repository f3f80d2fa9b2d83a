"""A sheet as one shop's own plan: the fork it goes into, the calendar that posts it, and tomorrow, all or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from qunli import library
from qunli.cli.packs import as_bytes, known_names
from qunli.cli.taking import Result, Wish
from qunli.problem import ContentError, errors
from qunli.source import decode, parse_yaml
from qunli.when import form_of
from qunli.words import KINDS

if TYPE_CHECKING:
    from qunli.library import Industry, Library, Shop
    from qunli.problem import Problem
    from qunli.workbook import Interview

_REPLACE, _BOTH = "换成这张表", "两份都发"


@contextmanager
def workplace(root: Path, shop: str | None) -> Iterator[Path]:
    """Yield the project, or a copy of its sources where several files change for a shop, for `published` to take over."""
    if shop is None:
        yield root
        return
    if shop not in library.calendar_ids(root):
        known = known_names(shop, library.calendar_ids(root))
        raise click.UsageError(f"calendars 里没有 {shop} 这份排期表。{known}；还没有就先 qunli new 建一个")
    with TemporaryDirectory() as folder:
        copy = Path(folder) / root.name
        copy.mkdir()
        for name in (*library.SOURCE_FOLDERS, "mkdocs.yml"):
            _copied(root / name, copy / name)
        yield copy


def _copied(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    elif source.is_file():
        shutil.copyfile(source, target)


@dataclass(frozen=True)
class Adoption:
    """A shop in the copy of its project, and whether it had to be given a fork of its pack."""

    root: Path
    shop: Shop
    pack: str
    forked: bool

    def wish(self, wish: Wish) -> Wish:
        """Return what is wanted with the shop's own pack."""
        posted = {run.sop_id: run.groups for run in self.shop.runs.values()}
        return replace(wish, pack=wish.pack or self.pack, shop=self.shop.id, posted=posted)


def prepared(root: Path, found: Library, name: str) -> Adoption:
    """Return a shop whose pack can be changed: its own, else a new fork of the one it uses. Raises ContentError."""
    read = library.load(root, only=(name,))
    if errors(read.problems):
        raise ContentError(read.problems)
    shop = read.shops[name]
    if found.tree.is_local(f"content/industries/{shop.industry.id}"):
        return Adoption(root, shop, shop.industry.id, forked=False)
    pack = name if not found.tree.locate(f"content/industries/{name}") else f"{name}-own"
    _fork(root, read.industries[shop.industry.id], pack, shop.calendar.title)
    _amend(root, shop, {"industry": pack})
    return Adoption(root, shop, pack, forked=True)


def _fork(root: Path, base: Industry, pack: str, title: str) -> None:
    from qunli import disk, scaffold
    from qunli.library import locks

    files = scaffold.fork(base, locks.base_files(base), pack, title)
    disk.write_new(root, {path: as_bytes(content) for path, content in files.items()})


def _amend(root: Path, shop: Shop, change: dict[str, Any]) -> None:
    """Write a change into the shop's calendar and leave the rest of it as it is written."""
    from qunli.disk import write_whole
    from qunli.library.writing import rewrite

    path = root / shop.path
    file = decode(shop.path, path.read_bytes())
    write_whole(path, rewrite(file, {**parse_yaml(file).data, **change}).encode())


def runs_with(adoption: Adoption, results: list[Result], interview: Interview) -> dict[str, Any]:
    """Return the calendar's runs with the plans among them; whether those of the same kind stay is asked."""
    runs = runs_of(adoption)
    taken: set[str] = set()
    for result in results:
        sop = result.draft.sop_id
        if sop in runs or any((run or {}).get("sop") == sop for run in runs.values()):
            continue
        kind = result.merged.source.data["kind"]
        groups = _groups(adoption, kind, result.group)
        # Plans of one kind that differ are for groups that differ.
        groups = (result.group,) if result.group and taken & set(groups) else groups
        taken |= set(groups)
        old = [name for name in _same_kind(adoption, kind) if not _is_anothers(adoption, name, groups)]
        if old and _is_replaced(adoption, interview, result, (kind, groups, old)):
            runs = {name: run for name, run in runs.items() if name not in old}
        runs[sop] = {"groups": [*groups], **_first_day(result, interview)}
    return runs


def _first_day(result: Result, interview: Interview) -> dict[str, Any]:
    """Return from when a plan of a run's days is posted, which only the shop knows; nothing for other plans.

    Days around a festival are counted from that.

    Raises ContentError where nobody said it.
    """
    from qunli.workbook import DAY, Question

    slots = result.merged.source.data["slots"].values()
    forms = [form_of(slot["when"]) for slot in slots if slot]
    if not any(form and form.of_a_run for form in forms):
        return {}
    place, title = result.plans[0].place, result.fresh.get("title", result.draft.sop_id)
    key = f"「{title}」第 1 天是哪天"
    text = f"「{title}」是从第 1 天数的，这一期的第 1 天是几月几日？"
    answer = interview.ask(Question(key, text, place, form=DAY))
    if answer is None:
        hint = f"表头上面写一行 开始日期：12月7日，或者回答「{key}」：2026-12-07"
        raise ContentError([place.problem("Q003", f"「{title}」没有说第 1 天是哪天", hint)])
    return {"starts": [answer]}


def posted(adoption: Adoption, runs: dict[str, Any]) -> list[str]:
    """Have the calendar make these runs; return what to tell of it."""
    old = runs_of(adoption)
    if runs == old:
        return []
    _amend(adoption.root, adoption.shop, {"sops": runs})
    shop = adoption.shop
    gone = (shop.runs[name].sop.title for name in old if name not in runs)
    return [f"原来的「{title}」不再发，{shop.path} 里去掉了。" for title in gone]


def runs_of(adoption: Adoption) -> dict[str, Any]:
    """Return the runs of the shop's calendar as they are written."""
    data: dict[str, Any] = adoption.shop.source.data["sops"]
    return dict(data)


def _same_kind(adoption: Adoption, kind: str) -> list[str]:
    return [name for name, run in adoption.shop.runs.items() if run.sop.kind == kind]


def _groups(adoption: Adoption, kind: str, group: str) -> tuple[str, ...]:
    """Return the group that a sheet names; one that is named shorter, or not at all, is that to which its kind went so far."""
    known = next((adoption.shop.runs[name].groups for name in _same_kind(adoption, kind)), ())
    is_known = not group or any(group in each for each in known)
    return (known if is_known else ()) or (group or KINDS[kind],)


def _is_anothers(adoption: Adoption, name: str, groups: tuple[str, ...]) -> bool:
    """Say whether a run posts a plan of the shop's own in other groups, which no plan for these replaces."""
    run = adoption.shop.runs[name]
    path = adoption.root / f"content/industries/{adoption.pack}/sops/{run.sop_id}.yml"
    if not path.is_file() or set(run.groups) & set(groups):
        return False
    return "kind" in parse_yaml(decode(path.name, path.read_bytes())).data


def _is_replaced(
    adoption: Adoption,
    interview: Interview,
    result: Result,
    runs: tuple[str, tuple[str, ...], Sequence[str]],
) -> bool:
    """Ask whether a sheet takes the place of the runs of its kind; `runs` are that kind, its groups and those runs.

    Where nobody is asked, only those for the same groups give way: what goes to another group is no plan of this one.
    """
    from qunli.workbook import Question

    kind, groups, old = runs
    name = KINDS[kind]
    others = sorted({group for each in old for group in adoption.shop.runs[each].groups} - {*groups})
    is_same = all(set(adoption.shop.runs[each].groups) & set(groups) for each in old)
    where = "" if is_same else f"（发到{'、'.join(others)}，这张表发到{'、'.join(groups)}）"
    text = f"排期表「{adoption.shop.calendar.title}」已经有{name}的计划了{where}，换成这张表，还是两份都发？"
    default = _REPLACE if is_same else _BOTH
    question = Question(f"原来的{name}计划", text, result.plans[0].place, (_REPLACE, _BOTH), default)
    return interview.ask(question) == _REPLACE


def published(root: Path, adoption: Adoption, today: date) -> str:
    """Check the shop in the copy, take its changed files over into the project, and return what tomorrow brings.

    Raises ContentError where the calendar can no longer be read; nothing is written then.
    """
    from qunli import agenda, schedule
    from qunli.disk import write_whole

    name = adoption.shop.id
    found = library.load(adoption.root, only=(name,))
    plan = schedule.plan(found.shops[name], found.almanac, today) if name in found.shops else None
    problems = [*found.problems, *(schedule.problems(plan) if plan else ())]
    if errors(problems) or plan is None:
        raise ContentError(problems)
    for path in sorted(adoption.root.rglob("*")):
        target = root / path.relative_to(adoption.root)
        if path.is_file() and (not target.is_file() or target.read_bytes() != path.read_bytes()):
            write_whole(target, path.read_bytes())
    tomorrow = today + timedelta(days=1)
    (day,) = agenda.days(plan, tomorrow, tomorrow)
    return f"明天：\n{agenda.as_text(day)}"


def stops(root: Path, adoption: Adoption, today: date) -> list[Problem]:
    """Return what is wrong with the plans of a shop once they are written, for which no site is built."""
    from qunli import site

    return errors(site.judged(library.load(root, only=(adoption.shop.id,)), today)[1])
