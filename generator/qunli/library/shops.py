"""Calendars with their runs resolved: whose SOP, which changes, in whose words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import partial
from typing import Any

from qunli.library import forks, opening
from qunli.library.industries import Industries, Industry
from qunli.library.leaving import left_out
from qunli.library.needs import cut, unknown_posts
from qunli.library.pointers import sop_problems, unknown, value_problems
from qunli.library.reading import Steps, reading, shaped
from qunli.library.tree import Tree
from qunli.model import WARM, Calendar, Run, Slot, Sop, value_fault
from qunli.model.paragraphs import Paragraph
from qunli.problem import Problem
from qunli.source import KeyPath, Source
from qunli.text import Value

FOLDER = "calendars"


@dataclass(frozen=True)
class ShopRun:
    """One SOP as one shop runs it: its changes laid over the pack's, its groups, its starts in order.

    `shut` are the slots that its closed weekdays leave no place; `sop` is without them. `whole` is the SOP before anything
    was left out: texts, paragraphs, places.
    """

    id: str
    sop_id: str
    sop: Sop
    groups: tuple[str, ...]
    starts: tuple[date, ...]
    source: Source = field(repr=False)
    whole: Source = field(repr=False)
    shut: Mapping[str, Slot] = field(default_factory=dict)


@dataclass(frozen=True)
class Shop:
    """One calendar, whole. `variables` holds every value there is; `moved` are hours outside those of talking."""

    id: str
    calendar: Calendar
    industry: Industry
    runs: Mapping[str, ShopRun]
    variables: Mapping[str, Value]
    path: str
    source: Source = field(repr=False)
    moved: tuple[opening.Moved, ...] = ()

    @property
    def hours(self) -> tuple[time, time] | None:
        """From when to when its groups talk, past midnight where the end is not later; None for any hour."""
        return self.calendar.hours or self.industry.pack.hours

    @property
    def is_general(self) -> bool:
        """Whether it is a trade's general edition: called as its trade, and saying nothing of any one shop."""
        return self.id == self.industry.id and not self.calendar.variables

    def slot(self, run: str, slot: str) -> Slot:
        """Return a slot of a run."""
        return self.runs[run].sop.slots[slot]

    def staff(self, role: str | None) -> str:
        """Return who posts: 后厨（陈师傅）, or the role's title alone, or nothing."""
        if role is None:
            return ""
        title = self.industry.pack.roles[role].title
        name = self.calendar.staff.get(role)
        return f"{title}（{name}）" if name else title


@reading
def load_shop(tree: Tree, name: str, path: str, industries: Industries) -> Steps[Shop | None]:
    """Return one calendar, None where it cannot be read."""
    source = yield from tree.read_yaml(path)
    if source is None:
        return None
    calendar = yield from shaped(source, Calendar)
    if calendar is None:
        return None
    industry = yield from _industry(calendar, source, industries)
    if industry is None:
        return None
    order = _Order(calendar, industry, source, industries.festivals)
    runs = yield from _runs(order)
    variables = yield from _variables(order)
    shop = Shop(name, calendar, industry, runs, variables, path, source)
    return opened(shop)


def opened(shop: Shop) -> Shop:
    """Return a shop with its plans as its closed weekdays leave them, at the hours in which its groups talk."""
    runs = {name: _opened(shop, run) for name, run in shop.runs.items()}
    if shop.hours is None:
        return replace(shop, runs=runs)
    plans = {name: run.sop for name, run in runs.items()}
    moved = opening.moved(plans, shop.calendar, shop.hours)
    runs = {name: replace(run, sop=opening.at_hours(name, run.sop, moved)) for name, run in runs.items()}
    return replace(shop, runs=runs, moved=moved)


def _opened(shop: Shop, run: ShopRun) -> ShopRun:
    sop = opening.on_open_weekdays(run.sop, shop.calendar, shop.variables)
    shut = {name: slot for name, slot in run.sop.slots.items() if name not in sop.slots}
    return replace(run, sop=sop, shut=shut)


@dataclass(frozen=True)
class _Order:
    """What a shop wants of which pack."""

    calendar: Calendar
    industry: Industry
    source: Source
    festivals: Mapping[str, Any] | None


@reading
def _industry(calendar: Calendar, source: Source, industries: Industries) -> Steps[Industry | None]:
    known = yield from industries.ids
    if calendar.industry not in known:
        yield from unknown(source, ("industry",), "行业模板", calendar.industry, known)
        return None
    industry = yield from industries.load(calendar.industry)
    if industry is None or calendar.voice == WARM:
        return industry
    if calendar.voice not in industry.pack.voices:
        yield _unknown_voice(calendar, source, industry)
        return industry
    return industries.in_voice(industry, calendar.voice)


def _unknown_voice(calendar: Calendar, source: Source, industry: Industry) -> Problem:
    known = "、".join((WARM, *industry.pack.voices))
    message = f"模板「{industry.pack.title}」没有写 {calendar.voice} 这种口气"
    hint = f"可以写：{known}；要添一种，写在模板 pack.yml 的 voices 里"
    return source.problem(("voice",), "Q014", message, hint)


@reading
def _runs(order: _Order) -> Steps[dict[str, ShopRun]]:
    runs = {}
    for run_id, run in order.calendar.sops.items():
        resolved = yield from _run(order, run_id, run or Run())
        if resolved:
            runs[run_id] = resolved
    return (yield from said_here(order.calendar, runs))


@reading
def said_here(calendar: Calendar, runs: Mapping[str, ShopRun]) -> Steps[dict[str, ShopRun]]:
    """Return the runs of a calendar without the paragraphs that need posts which it does not make."""
    posted = _posted(calendar, runs.values())
    found = dict(runs)
    for run_id, run in runs.items():
        source = cut(run.source, partial(_is_said, posted=posted, run=run_id))
        sop = run.sop if source is run.source else (yield from shaped(source, Sop))
        if sop:
            found[run_id] = replace(run, sop=sop, source=source)
    return found


def _posted(calendar: Calendar, runs: Iterable[ShopRun]) -> set[str]:
    """Return the posts that survive pace, changes and closed weekdays as `run.slot`, and by the SOP's own name as well."""
    found = set()
    for run in runs:
        for name, slot in run.sop.slots.items():
            if opening.survives(slot, calendar):
                found |= {f"{run.id}.{name}", f"{run.sop_id}.{name}"}
    return found


def _is_said(paragraph: Paragraph, posted: Collection[str], run: str) -> bool:
    names = (name if "." in name else f"{run}.{name}" for name in paragraph.needs)
    return all(name in posted for name in names)


@reading
def _run(order: _Order, run_id: str, run: Run) -> Steps[ShopRun | None]:
    sop_id = run.sop or run_id
    if sop_id not in order.industry.sops:
        yield from _unknown_sop(order, run_id, run)
        return None
    source, sop = order.industry.sop_sources[sop_id], order.industry.sops[sop_id]
    whole = source
    if run.slots is not None or run.texts:
        whole, source = yield from _changed(order, run_id, run)
        sop = yield from shaped(source, Sop)
        if sop is None:
            return None
        yield from sop_problems(order.industry, sop, source, order.festivals)
        yield from unknown_posts(source, sop.slots, order.industry)
    starts = run.starts or (order.calendar.starts,)
    return ShopRun(run_id, sop_id, sop, run.groups or (sop.title,), starts, source, whole)


@reading
def _changed(order: _Order, run_id: str, run: Run) -> Steps[tuple[Source, Source]]:
    """Return an SOP with the shop's own changes laid over it, and the same without the texts it leaves out."""
    sop_id, at = run.sop or run_id, ("sops", run_id, "texts")
    base = whole = order.industry.sop_sources[sop_id]
    if run.slots is not None:
        whole = yield from _merged(order, sop_id, base, changes_of(order.source, run_id))
    if not run.texts:
        return whole, whole
    patch = yield from left_out(run, whole, base, order.source, at)
    return whole, (yield from _merged(order, sop_id, whole, patch))


@reading
def _merged(order: _Order, sop_id: str, base: Source, patch: Source) -> Steps[Source]:
    whole = {"sops": {sop_id: base.data}}
    yield from forks.breaches(patch, order.industry.locked, ("sops", sop_id), whole)
    patch = yield from forks.incomplete(base, patch)
    return (yield from forks.merge(base, patch))


def changes_of(source: Source, run_id: str) -> Source:
    """Return a calendar's own changes of one run as a patch of its SOP."""
    below = source.child("sops", run_id)
    return Source({"slots": below.data["slots"]}, below.marks).filled()


def _unknown_sop(order: _Order, run_id: str, run: Run) -> Iterator[Problem]:
    industry, sop_id = order.industry, run.sop or run_id
    if industry.is_silent(sop_id):
        return
    known = industry.sop_sources
    if run.sop:
        yield from unknown(order.source, ("sops", run_id, "sop"), "发布计划", sop_id, known)
    else:
        yield from unknown(order.source, ("sops", run_id), "发布计划", sop_id, known, key=True)


@reading
def _variables(order: _Order) -> Steps[dict[str, Value]]:
    """Return every value there is for the shop's texts, its own over the pack's defaults; what has none is a blank."""
    source, industry = order.source, order.industry
    given = {name: _typed(value) for name, value in order.calendar.variables.items()}
    for name, value in given.items():
        path: KeyPath = ("variables", name)
        variable = industry.pack.variables.get(name)
        if variable is None:
            yield from unknown(source, path, "变量", name, industry.pack.variables, key=True)
            continue
        wrong: Any = value_fault(variable, value)
        if wrong:
            yield source.problem(path, "Q003", wrong.context["message"], wrong.context["hint"])
        yield from value_problems(industry, source, path, value)
    for role in order.calendar.staff:
        yield from unknown(source, ("staff", role), "角色", role, industry.pack.roles, key=True)
    return industry.defaults | given


def _typed(value: Any) -> Value:
    return value if isinstance(value, str) else tuple(value)
