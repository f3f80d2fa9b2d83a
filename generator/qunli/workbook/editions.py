"""Versions of one plan in one sheet, 版本一 beside 版本二, 初稿 above 定稿: only that which is answered is posted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from qunli.problem import Problem
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.names import heading
from qunli.workbook.questions import Interview, Question
from qunli.workbook.spelling import simplified
from qunli.workbook.tables import Cell, Table

ALL = "都要"
_KEY = "几个版本要哪个"
_NUMBER = "[A-Da-d甲乙丙一二三四1-9]"
_TITLE = re.compile(
    rf"(?:第{_NUMBER}[版稿]|{_NUMBER}(?:[版稿案]|版本|方案)|(?:版本?|方案|[vV]|[Vv]ersion|[Pp]lan|[Dd]raft|[Oo]ption){_NUMBER}(?:\.\d)?|"
    r"[初草定终原新旧老改二三]稿|(?:新|旧|老|原|最新|最终|修[改订]|调整|更新|备[选用]|正式|初)(?:版本?|方案|排期|计划|稿)|(?:修改|调整|更新|改)[前后]|"
    r"[一-鿿]{1,6}的?版本|(?:old|new|final|original|revised)(?:version|plan|draft)?)(?:文案|内容|排期|计划|安排|方案|版本?)?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]|[\s:：]")


def one_edition(table: Table, interview: Interview) -> tuple[Table, tuple[Problem, ...]]:
    """Return a table with the version of its plan that is answered, and what is told of the others.

    Raises ContentError where there are several and nobody answered.
    """
    beside = _beside(table)
    names = [cell for _, cell in beside.values()] if beside else [*_below(table).values()]
    if len({cell.text for cell in names}) < 2:
        return table, ()
    named = "、".join(dict.fromkeys(cell.text for cell in names))
    choices = (*dict.fromkeys(cell.text for cell in names), ALL)
    question = Question(_KEY, f"表里有 {named}，像是同一份计划的几个版本，发哪个？", names[0].place, choices)
    hint = question.way_out("只留要发的那一版；发给不同的群，名字就写成群名")
    answer = interview.require(question, f"{named} 像是同一份计划的几个版本，看不出发哪个", hint)
    if answer == ALL:
        return table, ()
    told = (
        cell.place.problem(LEFT_OUT, f"「{cell.text}」没有选，没有导入", "要它就改选它", "warning")
        for cell in names
        if cell.text != answer
    )
    kept = _columns_kept(table, beside, answer) if beside else _rows_kept(table, _below(table), answer)
    return kept, tuple(told)


def _is_title(cell: Cell) -> bool:
    words = _BRACKETS.sub("", simplified(cell.text))
    return _TITLE.fullmatch(words) is not None and heading(cell.text) is None


def _beside(table: Table) -> Mapping[int, tuple[int, Cell]]:
    """Return the titles that stand alone beside each other in a row, by their columns, each with its row."""
    for at, line in enumerate(table.rows):
        titles = {number: cell for number, cell in enumerate(line) if cell and not cell.is_beside}
        if len(titles) > 1 and all(map(_is_title, titles.values())) and _has_headings(table, at + 1):
            return {number: (at, cell) for number, cell in titles.items()}
    return {}


def _has_headings(table: Table, row: int) -> bool:
    """Say whether a row has at least two headings: above them stand titles, and above texts these are headings."""
    return row < len(table.rows) and sum(heading(cell.text) is not None for cell in table.rows[row]) > 1


def _below(table: Table) -> Mapping[int, Cell]:
    """Return the titles that stand alone in rows one under another, by their rows."""
    return {
        at: filled[0]
        for at, line in enumerate(table.rows)
        if len(filled := [cell for cell in line if cell and not cell.is_beside]) == 1 and _is_title(filled[0])
    }


def _columns_kept(table: Table, titles: Mapping[int, tuple[int, Cell]], name: str) -> Table:
    width = len(table.rows[0])
    gone = {
        number
        for first, end in pairwise((*titles, width))
        if titles[first][1].text != name
        for number in range(first, end)
    }
    top = next(iter(titles.values()))[0]
    rows = tuple(
        tuple(Cell(cell.place) if at >= top and number in gone else cell for number, cell in enumerate(line))
        for at, line in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def _rows_kept(table: Table, titles: Mapping[int, Cell], name: str) -> Table:
    gone = {
        at
        for first, end in pairwise((*titles, len(table.rows)))
        if titles[first].text != name
        for at in range(first, end)
    }
    return replace(table, rows=tuple(line for at, line in enumerate(table.rows) if at not in gone))
