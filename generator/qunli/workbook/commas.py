"""A .csv file as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from qunli.workbook.commands import unguarded
from qunli.workbook.encodings import Reading, is_all_marks, read_text
from qunli.workbook.parts import SAVE_AS, refused
from qunli.workbook.tables import MOST_COLUMNS, MOST_ROWS, Book, Cell, Place, Table

_SIGNS = ",\t;"
_JUDGED = 50  # rows
# Encodings that are told, by the name people know, and what programs save in that lacks letters.
_TOLD = {"gb18030": "GBK", "big5hkscs": "Big5", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_LOST = {"gb18030": "gbk", "big5hkscs": "big5hkscs"}


def read_csv(name: str, content: bytes) -> Book:
    """Return a text of rows, parted by commas, tabs or semicolons, in whatever encoding it is."""
    reading = read_text(content)
    if reading is None:
        raise refused(name, "Q005", "这不是 .csv 文字表格", SAVE_AS)
    text = reading.text
    if is_all_marks(text):
        raise refused(name, "Q008", "中文全变成了问号，文件存坏了", "回到原来的表，另存为 .xlsx 再导入")
    try:
        lines, _ = _parted(text)
    except csv.Error as error:
        hint = "引号要成对；或另存为 .xlsx 再导入"
        raise refused(name, "Q005", f"表格读不下去（{error}）", hint) from None
    if len(lines) > MOST_ROWS:
        raise refused(name, "Q009", f"有 {len(lines)} 行，太多了", f"一份发布计划最多 {MOST_ROWS} 行")
    columns = min(max(map(len, lines), default=0), MOST_COLUMNS)
    rows = tuple(
        tuple(
            Cell(Place(name, "", row, column + 1), unguarded(line[column]) if column < len(line) else None)
            for column in range(columns)
        )
        for row, line in enumerate(lines, 1)
    )
    return Book(name, (Table("", rows),), tuple(_told(name, reading)), lost=_LOST.get(reading.encoding, ""))


def parted(content: bytes) -> tuple[list[list[str]], str] | None:
    """Return the fields of a text as they stand in it, and the sign between them; None for what is no such text."""
    reading = read_text(content)
    try:
        return _parted(reading.text) if reading else None
    except csv.Error:
        return None


def _parted(text: str) -> tuple[list[list[str]], str]:
    head = next((line for line in text.split("\n") if any(sign in line for sign in _SIGNS)), "")
    sign = max(_SIGNS, key=lambda sign: (_alike(text, sign), head.count(sign)))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)), sign


def _alike(text: str, sign: str) -> int:
    """Return how many of the first rows have the same number of fields, if a sign is what parts them."""
    rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), _JUDGED)
    try:
        widths = Counter(len(row) for row in rows if len(row) > 1)
    except csv.Error:
        return 0
    return max(widths.values(), default=0)


def _told(name: str, reading: Reading) -> Iterator[str]:
    if reading.is_mended:
        yield f"{name} 里的字存成了乱码，按原来的字读的；看一眼对不对，下次另存为 .xlsx"
    elif reading.encoding in _TOLD:
        called = _TOLD[reading.encoding]
        yield f"{name} 不是 UTF-8，按 {called} 读的；要是有乱码，另存为「CSV UTF-8」再导入"
