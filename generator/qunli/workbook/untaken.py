"""What a sheet says and no post has: rows without content, columns that mean nothing known, remarks about colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qunli.problem import Problem
from qunli.workbook.contents import untaken_columns
from qunli.workbook.headings import Columns
from qunli.workbook.left_out import rows_left_out
from qunli.workbook.remarks import passed_over
from qunli.workbook.tables import Cell, Table

Line = tuple[Cell, ...]


def untaken(
    table: Table,
    row: int,
    columns: Columns,
    left_out: Sequence[Cell],
    taken: list[tuple[Line, Mapping[str, Cell]]],
) -> Iterator[Problem]:
    """Yield what is left of a sheet below the row of its headings, given the rows left out and those taken."""
    if left_out:
        yield rows_left_out(left_out)
    yield from passed_over(columns, taken)
    yield from untaken_columns(columns, table, row)


def by_colour(cell: Cell, words: str) -> Problem:
    """Return what is wrong with a remark that calls off what has a colour."""
    message = f"颜色和字体这里看不见：{words[:40]}"
    hint = "不发的那几行加一列「状态」写上 取消，或者删掉；再把这句说明删掉"
    return cell.place.problem("Q003", message, hint)
