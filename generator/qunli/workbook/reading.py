"""Bytes of an .xlsx or .csv file as tables; what is broken, huge or built to harm is refused before it is opened."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import Any

from qunli.problem import ContentError, Problem
from qunli.workbook.commands import unguarded
from qunli.workbook.paper import LISTS
from qunli.workbook.tables import Book, Cell, Place, Raw, Table

MOST_BYTES = 20_000_000
MOST_XML = 12_000_000  # unpacked, all parts that are text; openpyxl takes about fifty times as much memory
MOST_PARTS = 1_000
MOST_ROWS = 5_000
MOST_COLUMNS = 100

_SAVE_AS = "用 WPS 或 Excel 打开，另存为 .xlsx"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = re.compile(rb"<f[ />]")


def read_book(name: str, content: bytes) -> Book:
    """Return the tables of a file; `name` is how people know it, and its ending says what it is.

    Raises ContentError for what is no such file, too large, protected, or has more rows than a plan can have.
    """
    if len(content) > MOST_BYTES:
        hint = "把图片删掉，只留下表格"
        raise _refused(name, "Q009", f"文件超过 {MOST_BYTES // 1_000_000} MB，太大了", hint)
    suffix = PurePosixPath(name).suffix.lower()
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(name, "Q005", "这是旧格式的表格（.xls、.et），或者加了密码", _SAVE_AS + "，不要加密码")
    if suffix == ".csv":
        return _read_csv(name, content)
    if content.lstrip()[:1] == b"<":
        raise _refused(name, "Q005", "这其实是一个网页，不是表格", _SAVE_AS)
    if suffix != ".xlsx":
        raise _refused(name, "Q005", f"不认识 {suffix or '没有后缀'} 的文件", _SAVE_AS + "，或 .csv")
    return _read_xlsx(name, content)


def _refused(name: str, code: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(name, 0, 1, code, message, hint)])


# --- .xlsx ----------------------------------------------------------------------------------------


def _read_xlsx(name: str, content: bytes) -> Book:
    _inspect(name, content)
    book = _load(name, content, data_only=True)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and sheet.title != LISTS]
    tables = tuple(_table(name, sheet) for sheet in shown)
    if any(map(_FORMULA.search, _sheet_parts(content))):
        _require_results(name, shown, _load(name, content, data_only=False))
    return Book(name, tables)


def _load(name: str, content: bytes, *, data_only: bool) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(content), data_only=data_only, keep_links=False)
    # openpyxl raises whatever its parts meet: KeyError, TypeError, ParseError, InvalidFileException…
    except Exception as error:
        raise _refused(name, "Q005", f"表格打不开（{type(error).__name__}）", _SAVE_AS) from None


def _sheet_parts(content: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from (archive.read(part) for part in archive.namelist() if part.startswith("xl/worksheets/"))


def _require_results(name: str, shown: list[Any], formulas: Any) -> None:
    """Refuse a formula whose result was never saved: it would read as an empty cell."""
    wrong = []
    for sheet in shown:
        for at, cell in formulas[sheet.title]._cells.items():
            if cell.data_type == "f" and sheet._cells[at].value is None:
                hint = "用 WPS 或 Excel 打开，保存一次；或把公式改成文字"
                place = Place(name, sheet.title, *at)
                wrong.append(place.problem("Q003", "这里是公式，可是文件里没有算好的结果", hint))
    if wrong:
        raise ContentError(wrong)


def _inspect(name: str, content: bytes) -> None:
    """Refuse what is dangerous to unpack. The sizes a zip states are all that is ever read of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _inspect_parts(name, archive)
    except ContentError:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        raise _refused(name, "Q005", "表格打不开，文件坏了或加了密码", _SAVE_AS) from None
    except Exception as error:
        raise _refused(name, "Q005", f"表格打不开（{type(error).__name__}）", _SAVE_AS) from None


def _inspect_parts(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if "xl/workbook.xml" not in archive.namelist():
        raise _refused(name, "Q005", "这是一个压缩包，不是 .xlsx 表格", _SAVE_AS)
    texts = [part for part in parts if not part.filename.startswith("xl/media/")]
    size = sum(part.file_size for part in texts)
    whole = sum(part.file_size for part in parts)
    if size > MOST_XML or whole > 20 * MOST_XML or len(parts) > MOST_PARTS:
        message = f"解开以后有 {max(size, whole) / 1e6:.0f} MB、{len(parts)} 个部分，太大了"
        raise _refused(name, "Q009", message, "只留下发布计划那张表，另存一份新的")
    for part in texts:
        _inspect_part(name, archive.read(part))


def _inspect_part(name: str, content: bytes) -> None:
    plain = content.replace(b"\x00", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _refused(name, "Q005", "表格里有不该有的 XML 定义", _SAVE_AS)


def _table(name: str, sheet: Any) -> Table:
    # Only the cells that exist: one styled cell in the last row must not make a million.
    cells = {at: cell for at, cell in sheet._cells.items() if cell.value not in (None, "")}
    last = max((row for row, _ in cells), default=0)
    width = min(max((column for _, column in cells), default=0), MOST_COLUMNS)
    if last > MOST_ROWS:
        message = f"表「{sheet.title}」有 {last} 行，太多了"
        raise _refused(name, "Q009", message, f"一份发布计划最多 {MOST_ROWS} 行")
    held = {at: _value(name, sheet.title, cell) for at, cell in cells.items()}
    _spread_merged(held, sheet, last)

    def line(row: int) -> tuple[Cell, ...]:
        places = (Place(name, sheet.title, row, column) for column in range(1, width + 1))
        return tuple(Cell(place, held.get((row, place.column))) for place in places)

    return Table(sheet.title, tuple(map(line, range(1, last + 1))))


def _spread_merged(held: dict[tuple[int, int], Raw], sheet: Any, last: int) -> None:
    """Give the cells below the first of a merged range, in its first column, what that holds."""
    for merged in sheet.merged_cells.ranges:
        first = held.get((merged.min_row, merged.min_col))
        if first is not None and merged.max_row <= last:
            rows = range(merged.min_row, merged.max_row + 1)
            held |= {(row, merged.min_col): first for row in rows}


def _value(name: str, sheet: str, cell: Any) -> Raw:
    value = cell.value
    if cell.data_type == "e":
        place = Place(name, sheet, cell.row, cell.column)
        raise ContentError([place.problem("Q003", f"这里的公式出错了（{value}）", "改成文字再导入")])
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _number(value, cell.is_date)
    return value if isinstance(value, bool | date | datetime | time | timedelta) else str(value)


def _number(value: float, is_date: bool) -> Raw:
    """Return a number; a part of a day that was never shown as a time is one all the same."""
    if 0 < value < 1 and not is_date:
        return timedelta(minutes=round(value * 1440))
    return value


# --- .csv -----------------------------------------------------------------------------------------


def _read_csv(name: str, content: bytes) -> Book:
    if b"\x00" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(name, "Q005", "这不是 .csv 文字表格", _SAVE_AS)
    text, notes = _decoded(name, content)
    head = text.split("\n", 1)[0]
    mark = max(",\t;", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise _refused(
            name, "Q005", f"表格读不下去（{error}）", "引号要成对；或另存为 .xlsx 再导入"
        ) from None
    if len(lines) > MOST_ROWS:
        raise _refused(name, "Q009", f"有 {len(lines)} 行，太多了", f"一份发布计划最多 {MOST_ROWS} 行")
    columns = min(max(map(len, lines), default=0), MOST_COLUMNS)
    rows = tuple(
        tuple(
            Cell(Place(name, "", row, column + 1), unguarded(line[column]) if column < len(line) else None)
            for column in range(columns)
        )
        for row, line in enumerate(lines, 1)
    )
    return Book(name, (Table("", rows),), notes)


def _decoded(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    has_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings: tuple[str, ...] = ("utf-16",) if has_mark else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        told = f"{name} 不是 UTF-8，按 GBK 读的；要是有乱码，另存为「CSV UTF-8」再导入"
        return text, (told,) if encoding == "gb18030" else ()
    raise _refused(name, "Q008", "看不出文件是什么编码", "另存为「CSV UTF-8」，或 .xlsx")
