"""A calendar as a sheet and back: each run a sheet of its own, and what is edited there becomes the calendar's change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from qunli.cli.common import stop
from qunli.cli.sheets import CALENDAR, trade
from qunli.problem import Problem, errors
from qunli.shape import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qunli import workbook
    from qunli.library import Library
    from qunli.library.runs import RunDraft


def calendar_of(plans: list[workbook.Plan]) -> str:
    """Return the calendar that the ids of some sheets name, "" where they name packs; leave with 1 where ids are wrong."""
    from qunli import workbook

    named, wrong = workbook.named(plans)
    calendars = {pack for pack, _ in named if pack.startswith(CALENDAR)}
    if not calendars:
        return ""
    if wrong:
        stop(wrong)
    if len({pack for pack, _ in named}) > 1:
        several = "、".join(sorted(f"{pack}/{sop}" for pack, sop in named))
        raise click.UsageError(f"表里有几家的编号：{several}。分成几个文件")
    return calendars.pop().removeprefix(CALENDAR)


def merge_runs(
    found: Library, calendar: str, plans: list[workbook.Plan], reader: workbook.Reader, *, drop: bool
) -> tuple[RunDraft, workbook.Merged, list[Problem], str]:
    """Return what the sheets of a calendar make of it: a run as it was, all that is to tell, and the file's new text."""
    from qunli import workbook
    from qunli.library.runs import open_runs

    drafts = open_runs(found.tree, found.almanac.festivals, calendar)
    if not drafts:
        raise click.UsageError(f"没有名叫 {calendar} 的排期")
    by_run = _by_run(plans, drafts)
    file, parts, problems = next(iter(drafts.values())).file, [], []
    for run, own in by_run.items():
        draft = replace(drafts[run], file=file)
        target = workbook.Target(draft.now, draft.sop, {})
        merged = workbook.merge(own, target, trade(draft, found), reader, drop=drop)
        wrong = [*merged.problems]
        wrong += [] if errors(wrong) else draft.problems(merged.source)
        problems += wrong
        parts.append(merged if len(by_run) == 1 else _named(merged, run, own[0].name))
        if not errors(wrong) and file:
            file = replace(file, text=draft.text(merged.source.data))
    first = drafts[next(iter(by_run))]
    return first, _together(parts), problems, file.text if file else ""


def _by_run(plans: list[workbook.Plan], drafts: Mapping[str, RunDraft]) -> dict[str, list[workbook.Plan]]:
    """Return the sheets of each run; every sheet is of one."""
    from qunli import workbook

    found: dict[str, list[workbook.Plan]] = {}
    for plan in plans:
        runs = sorted({run for _, run in workbook.named([plan])[0]})
        if len(runs) != 1:
            told = f"有几份计划的编号：{'、'.join(runs)}" if runs else "一个编号也没有"
            raise click.UsageError(f"表「{plan.name}」里{told}。一张表只放一份计划")
        if runs[0] not in drafts:
            known = nearest(runs[0], tuple(drafts)) or f"有：{'、'.join(drafts)}"
            raise click.UsageError(f"这家的排期里没有 {runs[0]} 这份计划。{known}")
        found.setdefault(runs[0], []).append(plan)
    return found


def _named(merged: workbook.Merged, run: str, sheet: str) -> workbook.Merged:
    """Return what is told of one of several runs with its name before it."""
    return replace(
        merged,
        told=tuple(f"{sheet}：{each}" for each in merged.told),
        absent=tuple(f"{run}/{each}" for each in merged.absent),
        gone=tuple(f"{sheet}{each}" for each in merged.gone),
    )


def _together(parts: list[workbook.Merged]) -> workbook.Merged:
    return replace(
        parts[0],
        told=tuple(each for part in parts for each in part.told),
        absent=tuple(each for part in parts for each in part.absent),
        gone=tuple(each for part in parts for each in part.gone),
        rows=tuple(each for part in parts for each in part.rows),
    )
