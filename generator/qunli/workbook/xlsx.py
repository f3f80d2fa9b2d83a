"""An .xlsx file as tables. The door to openpyxl's reader."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from xml.etree import ElementTree

from qunli.problem import ContentError, Problem
from qunli.workbook.bare import bare
from qunli.workbook.colours import colours_of
from qunli.workbook.floating import boxes_of, notes_of
from qunli.workbook.floating import told as as_told
from qunli.workbook.left_out import hidden_sheet
from qunli.workbook.paper import LISTS
from qunli.workbook.parts import (
    SAVE_AS,
    as_openpyxl_reads,
    parts,
    refused,
    sheet_names,
    with_usual_names,
    workbook_part,
)
from qunli.workbook.pictures import Pictures
from qunli.workbook.sight import At, Sight
from qunli.workbook.tables import MOST_COLUMNS, MOST_ROWS, Book, Cell, Picture, Place, Table

_FORMULA = re.compile(rb"<f[ />]")
# How long a text is, or which row it stands in, says nothing of a post.
_COUNT = re.compile(r"=\s*(?:LENB?|ROW)\([^()]*\)\s*(?:[-+]\s*\d+)?", re.IGNORECASE)
# Before this spreadsheets count hours without a date.
_FIRST_YEAR = 1905
_PLACED_PICTURES = "xl/richData/rdrichvalue.xml"


def read_xlsx(name: str, content: bytes) -> Book:
    """Return the visible sheets of a file as a person sees them."""
    content, found = with_usual_names(content, parts(name, content))
    if workbook_part(found) not in found:
        raise refused(name, "Q005", "这是一个压缩包，不是 .xlsx 表格", SAVE_AS)
    media = Pictures(content, found)
    content = as_openpyxl_reads(content, found)
    content, book = _opened(name, content)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and sheet.title != LISTS]
    names = sheet_names(found)
    has_formulas = any(_FORMULA.search(found[part]) for part in names.values())
    formulas = _formulas(name, content, shown) if has_formulas else {}
    tables: list[Table] = []
    pictures: list[Picture] = []
    told = [
        hidden_sheet(name, each.title)
        for each in book.worksheets
        if each not in shown and each.title != LISTS and any(cell.value for cell in each._cells.values())
    ]
    wrong: list[Problem] = []
    floating: list[Cell] = []
    for sheet in shown:
        sight = Sight(name, sheet, formulas.get(sheet.title, {}), _PLACED_PICTURES in found, media)
        tables.append(_table(sight))
        notes = [*notes_of(name, sheet)]
        boxes = [*boxes_of(name, sheet.title, names.get(sheet.title, ""), found)]
        told += [*sight.unseen.problems(), *(as_told(each, "批注") for each in notes)]
        told += [as_told(each, "文本框") for each in boxes]
        floating += [*notes, *boxes]
        pictures += sight.pictures
        wrong += [*sight.wrong, *_unsaved(sight)]
    if wrong:
        raise ContentError(wrong)
    return Book(name, tuple(tables), problems=tuple(told), pictures=tuple(pictures), floating=tuple(floating))


def _opened(name: str, content: bytes) -> tuple[bytes, Any]:
    """Return a file as openpyxl takes it, without its looks where it stumbles over them, and the workbook."""
    try:
        return content, _load(name, content, data_only=True)
    except ContentError:
        try:
            plain = bare(content, parts(name, content))
        except ElementTree.ParseError:
            raise refused(name, "Q005", "表格打不开，文件坏了或加了密码", SAVE_AS) from None
        return plain, _load(name, plain, data_only=True)


def _load(name: str, content: bytes, *, data_only: bool) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # openpyxl tells in English what it will not write back, and nothing is written back.
            warnings.simplefilter("ignore")
            return load_workbook(
                io.BytesIO(content), data_only=data_only, keep_links=False, rich_text=data_only
            )
    # openpyxl raises whatever its parts meet: KeyError, TypeError, ParseError, InvalidFileException…
    except Exception as error:
        raise refused(name, "Q005", f"表格打不开（{type(error).__name__}）", SAVE_AS) from None


def _formulas(name: str, content: bytes, shown: list[Any]) -> dict[str, dict[At, str]]:
    """Return the formulas of each sheet by their places."""
    book = _load(name, content, data_only=False)
    return {
        sheet.title: {
            at: str(getattr(cell.value, "text", cell.value))
            for at, cell in book[sheet.title]._cells.items()
            if cell.data_type == "f"
        }
        for sheet in shown
    }


def _unsaved(sight: Sight) -> list[Problem]:
    """Return each formula whose result was never saved: it would read as an empty cell."""
    hint = "用 WPS 或 Excel 打开，保存一次；或把公式改成文字"
    pictures = sight.pictures_unsaved()
    return [
        Place(sight.file, sight.sheet.title, *at).problem(
            "Q003", "这里是公式，可是文件里没有算好的结果", hint
        )
        for at, formula in sight.formulas.items()
        if not _COUNT.fullmatch(formula)
        and sight.sheet._cells[at].value is None
        and sight.sees(at)
        and at not in pictures
    ]


def _table(sight: Sight) -> Table:
    title = sight.sheet.title
    held = sight.cells()
    last = max((row for row, _ in held), default=0)
    if last > MOST_ROWS:
        message = f"表「{title}」有 {last} 行，太多了"
        raise refused(sight.file, "Q009", message, f"一份发布计划最多 {MOST_ROWS} 行")
    _show_midnights(held)
    _spread_merged(held, sight.sheet, last)
    columns = sorted({column for _, column in held if column <= MOST_COLUMNS})
    columns = [each for each in range(1, max(columns, default=0) + 1) if each not in sight.unseen.columns]
    rows = [row for row in range(1, last + 1) if row not in sight.unseen.rows]

    def line(row: int) -> tuple[Cell, ...]:
        places = (Place(sight.file, title, row, column) for column in columns)
        return tuple(held.get((row, place.column)) or Cell(place) for place in places)

    return Table(
        title,
        tuple(map(line, rows)),
        knows_merged=True,
        hides_rows=bool(sight.unseen.rows),
        colours=colours_of(sight.sheet, sight.file),
    )


def _show_midnights(held: dict[At, Cell]) -> None:
    """Show the hour of dates at midnight in columns whose other dates have an hour: there it is one, 12/12 12:00 AM."""
    moments: dict[int, list[At]] = {}
    for at, cell in held.items():
        if isinstance(cell.raw, datetime) and cell.raw.year > _FIRST_YEAR:
            moments.setdefault(at[1], []).append(at)
    for places in moments.values():
        midnights = [at for at in places if held[at].raw.time() == time()]  # type: ignore[union-attr]
        if midnights and len(midnights) * 2 < len(places):
            for at in midnights:
                held[at] = replace(held[at], shown=f"{held[at].raw:%Y-%m-%d %H:%M}")


def _spread_merged(held: dict[At, Cell], sheet: Any, last: int) -> None:
    """Give every cell of a merged range what its first one holds."""
    for merged in sheet.merged_cells.ranges:
        first = held.get((merged.min_row, merged.min_col))
        if first is None or merged.max_row > last:
            continue
        for row in range(merged.min_row, merged.max_row + 1):
            for column in range(merged.min_col, min(merged.max_col, MOST_COLUMNS) + 1):
                place = Place(first.place.file, first.place.sheet, row, column)
                held[row, column] = Cell(place, first.raw, first.shown, first.place)
