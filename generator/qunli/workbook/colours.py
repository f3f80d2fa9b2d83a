"""Colours of cells: no plan can hold what they mean, but they are named where a sheet says its days or its orders by them."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping
from typing import Any

from qunli.problem import ContentError
from qunli.workbook.axes import Axis, find_axis
from qunli.workbook.days import Reader
from qunli.workbook.left_out import named_cells
from qunli.workbook.tables import Cell, Place, Table

_FEWEST = 2
# The accents of the usual theme, by their numbers. ECMA-376 part 1, 20.1.6.2.
_THEME = {3: "蓝色", 4: "蓝色", 5: "橙色", 6: "灰色", 7: "黄色", 8: "蓝色", 9: "绿色"}
# Up to which angle of the wheel, in degrees, a colour is called so.
_HUES = (
    (15, "红色"),
    (48, "橙色"),
    (70, "黄色"),
    (165, "绿色"),
    (255, "蓝色"),
    (290, "紫色"),
    (345, "粉色"),
    (361, "红色"),
)
_WHITE, _GREY, _PALE = 0.97, 0.08, 0.45


def colours_of(sheet: Any, file: str) -> dict[Place, str]:
    """Return what the colour is called in which each cell of an openpyxl sheet is filled; white ones are left out."""
    found: dict[Place, str] = {}
    for (row, column), cell in sheet._cells.items():
        fill = cell.fill if cell.has_style else None
        name = _name(fill.fgColor) if fill is not None and fill.fill_type == "solid" else ""
        if name:
            found[Place(file, sheet.title, row, column)] = name
    return found


def _name(colour: Any) -> str:
    if colour.type == "theme":
        return _THEME.get(colour.theme, "")
    if colour.type != "rgb" or not isinstance(colour.rgb, str) or len(colour.rgb) != 8:
        return ""
    red, green, blue = (int(colour.rgb[at : at + 2], 16) / 255 for at in (2, 4, 6))
    if min(red, green, blue) >= _WHITE:
        return ""
    hue, light, _ = colorsys.rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) < _GREY:
        return "灰色" if light > _GREY else "黑色"
    name = next(name for most, name in _HUES if hue * 360 < most)
    return "粉色" if name == "红色" and light > 1 - _PALE / 2 else name


def require_words(table: Table, reader: Reader) -> None:
    """Refuse a sheet that says by colour alone on which of the days above something is posted."""
    axis = find_axis(table, reader) if table.colours else None
    if axis is None or axis.kind != "day":
        return
    bars = {
        line: cells for line in table.rows[axis.row + 1 :] if (cells := [*_bar(line, axis, table.colours)])
    }
    columns = {tuple(cell.place.column for cell in cells) for cells in bars.values()}
    if len(bars) < _FEWEST or len(columns) < _FEWEST:
        return
    line, cells = next(iter(bars.items()))
    label = next(cell.text for cell in line if cell)
    colour = table.colours[cells[0].place]
    message = f"「{label[:20]}」只用{colour}涂了 {named_cells([cell.place for cell in cells])}，涂色是什么意思读不出来"
    hint = "是那天发的，在涂了色的格子里写上几点或 √；要发的话写在「文案」一列；只是好看就去掉填充色"
    raise ContentError([cells[0].place.problem("Q003", message, hint)])


def _bar(line: tuple[Cell, ...], axis: Axis, colours: Mapping[Place, str]) -> Iterator[Cell]:
    """Yield the cells below some of the days that only have a colour, in a row that has a name and nothing else there."""
    below = [line[number] for number in axis.values]
    filled = [cell for cell in below if cell.place in colours]
    if any(line) and not any(below) and 0 < len(filled) < len(below):
        yield from filled


def cells_in(words: str, table: Table) -> str:
    """Return which cells have the colour that some words name, as the end of a message; "" where none has."""
    named = {colour for colour in {*table.colours.values()} if colour[0] in words}
    texts = {cell.place for line in table.rows for cell in line if cell}
    places = [place for place, colour in table.colours.items() if colour in named and place in texts]
    colour = "、".join(sorted(named))
    return (
        f"（{colour}的是 {named_cells(sorted(places, key=lambda each: (each.row, each.column)))}）"
        if places
        else ""
    )
