"""What stands in the sheets of plans and is none: the example row of a template, and figures of what came of posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from qunli.problem import Problem
from qunli.workbook.asides import is_remark, is_total
from qunli.workbook.days import Reader
from qunli.workbook.group_lists import groups_told
from qunli.workbook.headings import columns_of, heading_row
from qunli.workbook.kinds import kind_of
from qunli.workbook.left_out import LEFT_OUT, named_cells
from qunli.workbook.names import heading, is_afterwards
from qunli.workbook.tables import Cell, Table

_SAMPLE = re.compile(
    r"[(（【\[]?(?:填写|参考)?(?:示例|样例|范例|例子|举例|样本)(?:行|数据|内容)?[\d一二三]?[)）】\]:：]?(?:[(（,，、 ].{0,12})?|"
    r"(?:sample|example)(?: row)?:?",
    re.IGNORECASE,
)
# In a text it begins an example only in the first row below the headings.
_SAMPLE_TEXT = re.compile(
    r"[(（【\[]?(?:示例|样例|范例|例)[)）】\]]?[:：]|[(（【\[](?:示例|样例|范例|例)[)）】\]]"
)
_HOW_TO = re.compile(
    "格式|小时制|不超过|字(?:以内|内|左右)|[必选]填|文件名|下拉|填写|请填|单选|多选|链接$|姓名$|^如[：:]?|例如"
)
_FEWEST = 3
_FIGURE = re.compile(
    r"[¥￥$+-]?\d[\d,.]*\s*(?:%|‰|[人单元条次个位万件份名块分]|人次)?(?:/\d+)?|[-—–/]+", re.IGNORECASE
)
_OF_FIGURES = re.compile(
    "[退进入新加]群|新增|流失|成交|下单|销[量售]|营业额|客单价|转化|复购|活跃|留存|人数|单数|金额|GMV|ROI|UV|PV",
    re.IGNORECASE,
)
_LONGEST_LABEL, _LONGEST_TITLE = 8, 20

Line = tuple[Cell, ...]


def set_apart(tables: Sequence[Table], reader: Reader) -> tuple[list[Table], list[Problem]]:
    """Return sheets without rows of examples and blocks of figures, and what is told of these; the program's as they are."""
    kept: list[Table] = []
    told: list[Problem] = []
    for table in tables:
        row = heading_row(table.as_list())
        if row is not None and columns_of(table.as_list(), row).has_ids:
            kept.append(table)
            continue
        samples = [*_samples(table, row)]
        figures = [*_figures(table, reader)]
        figures = sorted({*figures} - {row})
        groups = [*groups_told(table)]
        gone = {*samples, *figures, *groups}
        kept.append(replace(table, rows=tuple(line for at, line in enumerate(table.rows) if at not in gone)))
        told += _told(table, samples, "示例", "要发就改掉「示例」两个字，写上自己的内容")
        told += _told(table, groups, "各个群的情况，不是要发的", "要发的写全时间和内容，一行一条")
        told += _told(table, figures, "数字，不是要发的", "要发的写全时间和内容，一行一条")
    return kept, told


def _told(table: Table, rows: Sequence[int], what: str, hint: str) -> Iterator[Problem]:
    places = [next(cell for cell in table.rows[row] if cell).place for row in rows]
    if places:
        cells = f"{named_cells(places)} " if len(places) > 1 else ""
        message = (
            f"{cells}这一行是{what}，没有导入" if len(places) == 1 else f"{cells}这几行是{what}，没有导入"
        )
        yield places[0].problem(LEFT_OUT, message, hint, "warning")


def _samples(table: Table, head: int | None) -> Iterator[int]:
    """Yield the rows that a template fills in to show how."""
    for at, line in enumerate(table.rows):
        filled = [cell for cell in line if cell and not cell.is_beside]
        if len(filled) < _FEWEST or at == head:
            continue
        is_named = any(_SAMPLE.fullmatch(cell.text) for cell in filled)
        is_first = head is not None and at == head + 1
        if (
            is_named
            or (is_first and _is_how_to(filled))
            or (is_first and any(_SAMPLE_TEXT.match(cell.text) for cell in filled))
        ):
            yield at


def _is_how_to(filled: Sequence[Cell]) -> bool:
    """Say whether a row says how to fill in the columns: 格式 月/日 | 24小时制 | 不超过200字."""
    said = [cell for cell in filled if _HOW_TO.search(cell.text) and len(cell.text) <= _LONGEST_TITLE]
    return len(said) * 3 >= len(filled) * 2


def _figures(table: Table, reader: Reader) -> Iterator[int]:
    """Yield the rows of figures: of blocks that have nothing else, and those called like something that is counted."""
    rows = range(len(table.rows))
    for is_filled, group in groupby(rows, key=lambda row: any(table.rows[row])):
        block = [row for row in group if not _is_remark(table.rows[row])]
        if is_filled and block and _is_of_figures([table.rows[row] for row in block], reader):
            yield from block
        elif is_filled:
            yield from (row for row in block if _is_counted(table.rows[row]))
    yield from _below_figures(table, reader)


def _below_figures(table: Table, reader: Reader) -> Iterator[int]:
    """Yield the headings of what is counted, 日期 | 新增 | 退群, and the rows of figures below them, blank rows between or not."""
    is_below = False
    for row, line in enumerate(table.rows):
        filled = [cell for cell in line if cell and not cell.is_beside]
        if not filled:
            continue
        counted = [cell for cell in filled if _OF_FIGURES.search(cell.text) and cell.text.isalpha()]
        is_head = (
            len(counted) > 1 and len(counted) * 3 >= len(filled) * 2 and not any(map(_is_figure, filled))
        )
        rest = filled[1:]
        is_below = is_head or (
            is_below and bool(rest) and all(_is_figure(cell) or _is_day(cell, reader) for cell in rest)
        )
        if is_below:
            yield row


def _is_of_figures(lines: Sequence[Line], reader: Reader) -> bool:
    """Say whether a block has figures and else only labels before and above them, and days."""
    lines = [line for at, line in enumerate(lines) if at or not _is_title(line)]
    if not lines:
        return False
    filled = [[cell for cell in line if cell and not cell.is_beside] for line in lines]
    first = [kind_of(cell.text, reader) for cell in filled[0]]
    if sum(map(bool, first)) > 1 or any(
        kind_of(cell.text, reader) == "hour" for line in filled for cell in line
    ):
        return False
    head = all(not _is_figure(cell) for cell in filled[0]) and len(filled) > 1
    body = [cell for line in filled[1 if head else 0 :] for cell in line[1:]]
    labels = [cell for line in filled for cell in line[:1]] + (filled[0] if head else [])
    are_labels = all(
        len(cell.text) <= _LONGEST_LABEL or _is_figure(cell) or _is_day(cell, reader) for cell in labels
    )
    named = any(_OF_FIGURES.search(cell.text) or is_afterwards(cell.text) for cell in labels)
    counted = [cell for cell in body if _is_figure(cell)]
    return (
        named
        and are_labels
        and bool(counted)
        and all(_is_figure(cell) or _is_day(cell, reader) for cell in body)
    )


def _is_remark(line: Line) -> bool:
    filled = [cell for cell in line if cell and not cell.is_beside]
    return bool(filled) and is_remark(filled)


def _is_title(line: Line) -> bool:
    filled = [cell for cell in line if cell and not cell.is_beside]
    return len(filled) == 1 and len(filled[0].text) <= _LONGEST_TITLE


def _is_counted(line: Line) -> bool:
    """Say whether a row is something that is counted with its figures and nothing else."""
    filled = [cell for cell in line if cell and not cell.is_beside]
    labels = [cell for cell in filled if not _is_figure(cell)]
    if (
        is_total(filled)
        or not labels
        or len(labels) == len(filled)
        or any(heading(cell.text) for cell in labels)
    ):
        return False
    return all(
        len(cell.text) <= _LONGEST_LABEL and (_OF_FIGURES.search(cell.text) or is_afterwards(cell.text))
        for cell in labels
    )


def _is_figure(cell: Cell) -> bool:
    return _FIGURE.fullmatch(cell.text) is not None


def _is_day(cell: Cell, reader: Reader) -> bool:
    return kind_of(cell.text, reader) == "day"
