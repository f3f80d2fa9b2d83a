"""What stands in a sheet and was not taken, because a person does not see it or a plan cannot hold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qunli.problem import Problem
from qunli.when import spans
from qunli.workbook.tables import Cell, Place, letters

LEFT_OUT = "Q031"
_MOST_NAMED = 6
_MOST_QUOTED = 5


@dataclass
class Unseen:
    """The hidden rows and columns of one sheet that hold something, its struck-out cells and its pictures."""

    file: str
    sheet: str
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    struck: list[Place] = field(default_factory=list)
    pictures: list[Place] = field(default_factory=list)

    def problems(self) -> Iterator[Problem]:
        """Yield what was left out, once for each reason, at the first place."""
        if self.rows:
            message = f"第 {spans(sorted(self.rows))} 行藏起来了或被筛掉了，没有导入"
            hint = "要这几行就取消隐藏和筛选，再导入一次"
            yield self._at(min(self.rows), 1).problem(LEFT_OUT, message, hint, "warning")
        if self.columns:
            message = f"{'、'.join(map(letters, sorted(self.columns)))} 列藏起来了，没有导入"
            hint = "要这几列就取消隐藏，再导入一次"
            yield self._at(1, min(self.columns)).problem(LEFT_OUT, message, hint, "warning")
        if self.struck:
            message = f"{named_cells(self.struck)} 有划掉的字，没有导入"
            yield self.struck[0].problem(LEFT_OUT, message, "还要发就去掉删除线，再导入一次", "warning")
        yield from map(no_picture, self.pictures)

    def _at(self, row: int, column: int) -> Place:
        return Place(self.file, self.sheet, row, column)


def hidden_sheet(file: str, sheet: str) -> Problem:
    """Return what is told of a sheet that nobody sees and that holds something."""
    message, hint = f"表「{sheet}」藏起来了，没有导入", "要这张表就取消隐藏，再导入一次"
    return Place(file, sheet, 1, 1).problem(LEFT_OUT, message, hint, "warning")


def no_picture(place: Place) -> Problem:
    """Return what is told of a picture that nothing in the plan could take."""
    hint = "图收不进计划；在「配图」里写上图的名字，发的时候好找"
    return place.problem(LEFT_OUT, "这里是一张图，没有导入", hint, "warning")


def named_cells(places: Sequence[Place]) -> str:
    """Return the cells by their names, the first few of many."""
    shown = "、".join(each.cell for each in places[:_MOST_NAMED])
    return f"{shown} 等 {len(places)} 格" if len(places) > _MOST_NAMED else shown


def counted(places: Sequence[Place]) -> str:
    """Return the cells as the beginning of a message told at the first of them; nothing where it is the only one."""
    return f"{named_cells(places)} " if len(places) > 1 else ""


def rows_left_out(cells: Sequence[Cell]) -> Problem:
    """Return what is told of rows without anything that is posted, by the first cell of each."""
    quoted = [f"{each.place.cell}「{each.text[:20]}」" for each in cells[:_MOST_QUOTED]]
    more = f" 等 {len(cells)} 行" if len(cells) > _MOST_QUOTED else ""
    message = f"这几行没有要发的内容，没有导入：{'、'.join(quoted)}{more}"
    hint = "要发的写全时间和内容；要提醒自己的写进「备注」那一列"
    return cells[0].place.problem(LEFT_OUT, message, hint, "warning")
