"""Calendars with their runs resolved: whose SOP, which changes, in whose words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qunli.library import forks
from qunli.library.industries import Industries, Industry
from qunli.library.pointers import rows, sop_problems, unknown, value_problems
from qunli.library.tree import Tree
from qunli.model import Calendar, Run, Slot, Sop, value_fault
from qunli.problem import Problem
from qunli.shape import problems
from qunli.source import KeyPath, Source
from qunli.text import Value, places

FOLDER = "calendars"


@dataclass(frozen=True)
class ShopRun:
    """One SOP as one shop runs it: its changes laid over the pack's, its groups, its starts in order."""

    id: str
    sop_id: str
    sop: Sop
    groups: tuple[str, ...]
    starts: tuple[date, ...]
    source: Source = field(repr=False)


@dataclass(frozen=True)
class Shop:
    """One calendar, whole. `variables` holds every value its texts need."""

    id: str
    calendar: Calendar
    industry: Industry
    runs: Mapping[str, ShopRun]
    variables: Mapping[str, Value]
    path: str
    source: Source = field(repr=False)

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


def load_shop(tree: Tree, name: str, path: str, industries: Industries) -> Shop | None:
    """Return one calendar, or None with problems noted in the tree."""
    source = tree.read_yaml(path)
    if source is None:
        return None
    calendar, found = problems(source, Calendar)
    tree.problems.extend(found)
    if calendar is None:
        return None
    if calendar.industry not in industries.ids:
        tree.problems.extend(unknown(source, ("industry",), "行业模板", calendar.industry, industries.ids))
        return None
    industry = industries.load(calendar.industry)
    if industry is None:
        return None
    runs = {}
    for run_id, run in calendar.sops.items():
        loaded = _run(tree, industry, calendar, source, run_id, run or Run(), industries.festivals)
        if loaded:
            runs[run_id] = loaded
    tree.problems.extend(_value_problems(industry, calendar, source))
    variables = {**industry.defaults, **{k: _typed(v) for k, v in calendar.variables.items()}}
    shop = Shop(name, calendar, industry, runs, variables, path, source)
    tree.problems.extend(_missing_variables(shop))
    return shop


def _typed(value: Any) -> Value:
    return value if isinstance(value, str) else tuple(value)


def _run(
    tree: Tree,
    industry: Industry,
    calendar: Calendar,
    source: Source,
    run_id: str,
    run: Run,
    festivals: Mapping[str, Any] | None,
) -> ShopRun | None:
    at: KeyPath = ("sops", run_id)
    sop_id = run.sop or run_id
    if sop_id not in industry.sops:
        if sop_id not in industry.paths:
            path = (*at, "sop") if run.sop else at
            tree.problems.extend(_unknown_sop(source, path, sop_id, industry, named=run.sop is not None))
        return None
    starts = run.starts or (calendar.starts,)
    base = industry.sop_sources[sop_id]
    if run.slots is None:
        sop = industry.sops[sop_id]
        return ShopRun(run_id, sop_id, sop, run.groups or (sop.title,), starts, base)
    patch = _patch(source, at)
    whole = {"sops": {sop_id: base.data}}
    tree.problems.extend(forks.breaches(patch, industry.locked, ("sops", sop_id), whole))
    patch, found = forks.incomplete(base, patch)
    merged, more = forks.merge(base, patch)
    loaded, faults = problems(merged, Sop)
    tree.problems.extend([*found, *more, *faults])
    if loaded is None:
        return None
    tree.problems.extend(sop_problems(industry, loaded, merged, festivals))
    return ShopRun(run_id, sop_id, loaded, run.groups or (loaded.title,), starts, merged)


def _patch(source: Source, at: KeyPath) -> Source:
    """Return the shop's own changes as a patch of the SOP."""
    below = source.child(*at)
    return Source({"slots": below.data["slots"]}, below.marks).filled()


def _unknown_sop(
    source: Source, path: KeyPath, name: str, industry: Industry, *, named: bool
) -> Iterator[Problem]:
    for problem in unknown(source, path, "发布计划", name, industry.sop_sources):
        if named:
            yield problem
        else:
            yield source.problem(path, problem.code, problem.message, problem.hint, key=True)


def _value_problems(industry: Industry, calendar: Calendar, source: Source) -> Iterator[Problem]:
    for name, value in calendar.variables.items():
        path: KeyPath = ("variables", name)
        variable = industry.pack.variables.get(name)
        if variable is None:
            for each in unknown(source, path, "变量", name, industry.pack.variables):
                yield source.problem(path, each.code, each.message, each.hint, key=True)
            continue
        wrong: Any = value_fault(variable, _typed(value))
        if wrong:
            yield source.problem(path, "Q003", wrong.message(), wrong.context["hint"])
        yield from value_problems(source, path, value)
    for role in calendar.staff:
        for each in unknown(source, ("staff", role), "角色", role, industry.pack.roles):
            yield source.problem(("staff", role), each.code, each.message, each.hint, key=True)


def _missing_variables(shop: Shop) -> Iterator[Problem]:
    """Yield each variable that a chosen text uses and nobody has given a value; tables to rotate likewise."""
    reported: set[str] = set()
    for run in shop.runs.values():
        for slot_id, slot in run.sop.slots.items():
            texts: dict[tuple[str, ...], str] = {
                **{("copy", key): text for key, text in slot.texts.items()},
                ("short",): slot.short or "",
            }
            used = {place.name for text in texts.values() for place in places(text) if not place.field}
            for name in sorted(used - shop.variables.keys() - reported):
                if name in shop.industry.pack.variables:
                    reported.add(name)
                    title = shop.industry.pack.variables[name].title
                    message = f"少了我家资料 {name}（{title}），「{slot.title}」里要用"
                    yield shop.source.problem(
                        ("variables",), "Q002", message, f"在 variables 里加上 {name}: …", key=True
                    )
            if slot.rotate not in shop.industry.tables or slot.rotate in reported:
                continue
            # An empty table of the shop's own is reported where it stands.
            if slot.rotate not in shop.calendar.variables and not rows(shop.variables.get(slot.rotate)):
                reported.add(slot.rotate)
                message = f"「{slot.title}」要轮着发 {slot.rotate}，可是表格里一行也没有"
                hint = f"在 variables 里填上 {slot.rotate} 的几行，或去掉 rotate"
                yield run.source.problem(("slots", slot_id, "rotate"), "Q010", message, hint)
