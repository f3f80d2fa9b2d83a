"""The sheets of a file that are plans, and the rows of each."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from qunli.problem import ContentError, Problem
from qunli.workbook import account
from qunli.workbook.apart import set_apart
from qunli.workbook.channels import require_at_once
from qunli.workbook.colours import require_words
from qunli.workbook.day_zero import with_day_zero
from qunli.workbook.days import Reader, days_of
from qunli.workbook.editions import one_edition
from qunli.workbook.event_hours import with_event_hours
from qunli.workbook.floating import require_seen
from qunli.workbook.groups import of_group, with_meant_names, with_one_name
from qunli.workbook.headings import columns_of, heading_row, is_download, no_plan, stop
from qunli.workbook.in_turn import with_turns
from qunli.workbook.layouts import lists
from qunli.workbook.legend import legend_of
from qunli.workbook.months import require_no_festivals
from qunli.workbook.no_texts import require_posts
from qunli.workbook.occasions import require_hours
from qunli.workbook.one_of_texts import with_one_text
from qunli.workbook.pictures import attached
from qunli.workbook.questions import Question
from qunli.workbook.references import with_texts
from qunli.workbook.runs_in_stretch import with_sections_dated
from qunli.workbook.sheet import Sheet
from qunli.workbook.spans import is_month_of, span_in
from qunli.workbook.steps import Plan, Puppets
from qunli.workbook.tables import Book, Table
from qunli.workbook.timing import contradictions
from qunli.workbook.titles import group_in
from qunli.workbook.turns_from import with_first_week
from qunli.workbook.versions import require_versions
from qunli.workbook.weeks_from import with_weeks_counted

_EVERY = "都要"
# Names of the parts of one plan: what is posted day by day, and what on single days besides.
_PART = re.compile(
    "(?:[上下]半[月旬]|[上中下]旬|日常|平时|平日|固定|常规|例行|每[日天周月]|特殊日?|节日|节庆|节假日|节气|活动|大促|促销|会员日|限时|临时|加更|特别)+"
    "(?:日子|固定|内容|动作|安排|计划|排期|推送|发布|提醒)*表?"
)


def plans(
    book: Book, only: Collection[str], reader: Reader, puppets: Puppets, group: str | None = None
) -> list[Plan]:
    """Return the sheets that are plans; raise ContentError where there is none, or it is not clear which is meant.

    `only` names the sheets that are wanted; none for all. `group` names the customer group whose posts are wanted.
    """
    reader = replace(reader, legend=legend_of(_wanted(book, only), book.tables))
    tables, told = _told_apart(book, only, reader)
    for table in tables:
        require_words(table, reader)
        require_hours(table)
        require_no_festivals(table, reader)
        require_at_once(table.as_list(), reader.interview)
        require_versions(table, reader.interview)
    found = [_as_meant(plan, reader) for plan in _found(book, tables, reader, puppets)]
    _require_rows(found)
    require_posts([table for table in tables if table.name in {plan.name for plan in found}], reader)
    found = [replace(found[0], problems=(*found[0].problems, *told)), *found[1:]]
    found = _accounted(book, found, tables, reader)
    if not only:
        found = _meant(book, found, reader)
    require_seen(book.floating, found, reader.interview)
    found = [replace(plan, steps=tuple(step.as_exported() for step in plan.steps)) for plan in found]
    found = [replace(attached(plan, book.pictures), lost=book.lost) for plan in found]
    found = with_one_name(with_meant_names(found, reader.legend.codes))
    return of_group(book, found, group, reader.interview)


def _told_apart(book: Book, only: Collection[str], reader: Reader) -> tuple[list[Table], list[Problem]]:
    """Return the wanted sheets as they are to be read, each in one edition, and what is told of the rest."""
    tables, told = set_apart(_wanted(book, only), reader)
    tables, of_texts = with_texts(book.tables, tables, reader)
    chosen = [one_edition(table, reader.interview) for table in tables]
    of_editions = [each for _, own in chosen for each in own]
    return [table for table, _ in chosen], [*told, *of_texts, *of_editions]


def _found(book: Book, tables: list[Table], reader: Reader, puppets: Puppets) -> list[Plan]:
    """Return the plans below the headings of sheets; raise ContentError where there is none."""
    headed = [(part, heading_row(part)) for table in tables for part in lists(table, reader)]
    below = [(table, row) for table, row in headed if row is not None]
    if any(is_download(table, row) for table, row in below):
        hint = "它只管填已发和数字；改计划先 qunli export 模板/计划 文件，再导入那一份"
        raise stop(book, "Q003", "这是 28 天的排期表，不是发布计划", hint)
    found = [
        Sheet(table, row, reader, puppets).plan() for table, row in below if columns_of(table, row).is_plan
    ]
    if not found:
        raise no_plan(book, headed)
    return _told_once(found)


def _told_once(found: list[Plan]) -> list[Plan]:
    """Return plans of which the later ones do not tell again what an earlier one does: lines above tables are said of each."""
    told: dict[Problem, int] = {}
    for at, plan in enumerate(found):
        for each in plan.problems:
            told.setdefault(each, at)
    return [
        replace(plan, problems=tuple(each for each in dict.fromkeys(plan.problems) if told[each] == at))
        for at, plan in enumerate(found)
    ]


def _as_meant(plan: Plan, reader: Reader) -> Plan:
    """Return a plan whose hours, days and texts are those that an answer or another row gives them."""
    plan = with_turns(with_event_hours(plan, reader.interview), reader.interview)
    plan = with_weeks_counted(with_first_week(with_day_zero(plan, reader), reader), reader)
    plan = with_sections_dated(plan, reader)
    return with_one_text(plan, reader)


def _accounted(book: Book, found: list[Plan], seen: list[Table], reader: Reader) -> list[Plan]:
    """Return the plans with what is told of cells that none of them took; sheets of the program hold its own cells only."""
    if any(plan.has_ids for plan in found):
        return found
    taken = {place for plan in found for place in plan.taken}
    try:
        told = tuple(account.problems(book, seen, taken, reader))
    except ContentError as error:
        steps = [step for plan in found for step in plan.steps]
        raise ContentError([*contradictions(steps, reader), *error.problems]) from None
    return [replace(found[0], problems=(*found[0].problems, *told)), *found[1:]]


def _require_rows(found: list[Plan]) -> None:
    """Refuse sheets of which nothing could be posted."""
    if any(plan.steps or plan.has_ids or plan.problems for plan in found):
        return
    hint = "一行写一条，写明什么时候发、发什么；或者一行一个时间、一列一天"
    raise ContentError([found[0].place.problem("Q002", "没有读到要发的内容", hint)])


def _meant(book: Book, found: list[Plan], reader: Reader) -> list[Plan]:
    """Return the sheets that are meant where several could be: all where they are one plan, else those asked for."""
    found = [plan for plan in found if plan.steps or plan.problems] or found
    names = tuple(dict.fromkeys(plan.name for plan in found))
    if len(names) == 1 or _belong_together(found, reader):
        return found
    question = Question(
        "要哪张表", f"有 {len(names)} 张表都像发布计划，要哪一张？", found[0].place, (*names, _EVERY)
    )
    answer = reader.interview.ask(question)
    if answer is None:
        hint = f"用 --sheet 说要哪一张，比如 --sheet {names[0]}；几张都要就写几次"
        raise stop(book, "Q003", f"有 {len(names)} 张表都像发布计划：{'、'.join(names)}", hint)
    return [plan for plan in found if answer in (plan.name, _EVERY)]


def require_whole(book: Book, found: list[Plan]) -> None:
    """Raise ContentError where rows are hidden: what is dropped for not being in a sheet might be one of them.

    Sheets that the program wrote are read with their hidden rows.
    """
    if any(table.hides_rows for table in book.tables) and not all(plan.has_ids for plan in found):
        hint = "取消隐藏和筛选，存一次再导入；或者不加 --drop"
        raise stop(book, "Q003", "表里有藏起来的行，加了 --drop 会把它们从计划里删掉", hint)


def _wanted(book: Book, only: Collection[str]) -> list[Table]:
    names = [table.name for table in book.tables]
    for name in only:
        if name not in names:
            raise stop(book, "Q014", f"没有名叫 {name} 的表", f"这个文件里有：{'、'.join(names)}")
    return [table for table in book.tables if not only or table.name in only]


def _belong_together(found: list[Plan], reader: Reader) -> bool:
    """Say whether several sheets are one plan: all are named after days, months, groups or parts of a plan, or the program wrote them all."""
    return (
        all(days_of(plan.name, reader) or span_in(plan.name) for plan in found)
        or all(group_in(plan.name) for plan in found)
        or all(_PART.fullmatch(plan.name) for plan in found)
        or all(is_month_of(plan, reader) for plan in found)
        or all(plan.has_ids for plan in found)
    )
