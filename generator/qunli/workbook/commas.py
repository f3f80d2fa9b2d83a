"""A .csv file as a table."""

from __future__ import annotations

import csv
import io

from qunli.workbook.commands import unguarded
from qunli.workbook.parts import SAVE_AS, refused
from qunli.workbook.tables import MOST_COLUMNS, MOST_ROWS, Book, Cell, Place, Table

_GBK = "gb18030"


def read_csv(name: str, content: bytes) -> Book:
    """Return a text of rows, parted by commas, tabs or semicolons, in UTF-8, UTF-16 or GBK."""
    if b"\x00" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refused(name, "Q005", "这不是 .csv 文字表格", SAVE_AS)
    text, encoding = _decoded(name, content)
    head = text.split("\n", 1)[0]
    mark = max(",\t;", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
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
    if encoding != _GBK:
        return Book(name, (Table("", rows),))
    told = f"{name} 不是 UTF-8，按 GBK 读的；要是有乱码，另存为「CSV UTF-8」再导入"
    return Book(name, (Table("", rows),), (told,), lost="gbk")


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    """Return the text and the encoding it is in."""
    has_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings: tuple[str, ...] = ("utf-16",) if has_mark else ("utf-8-sig", _GBK)
    for encoding in encodings:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise refused(name, "Q008", "看不出文件是什么编码", "另存为「CSV UTF-8」，或 .xlsx")
