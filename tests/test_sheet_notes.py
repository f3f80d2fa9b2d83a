"""Words that lie over the cells of a spreadsheet, in notes and text boxes: told in full, and no posts."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from qunli import workbook
from qunli.workbook.floating import boxes_of

ROWS = (
    ("日期", "时间", "文案"),
    ("12月7日", "9:00", "萝卜糕两块一份"),
    ("12月8日", "9:00", "芋头糕上午出锅"),
)
_RELATIONS = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://x/relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>"""
_DRAWING = """<d:wsDr xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><d:sp><d:txBody><a:p><a:r><a:t>12月8日</a:t></a:r>
<a:r><a:t>停发</a:t></a:r></a:p><a:p><a:r><a:t>月底恢复</a:t></a:r></a:p></d:txBody></d:sp></d:wsDr>""".replace(
    "\n<", "<"
).encode()


def saved(change: Any) -> bytes:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(content: bytes) -> list[tuple[str, str]]:
    found = workbook.read_book("排期.xlsx", content)
    return [(each.message, each.level) for each in found.problems]


@pytest.mark.parametrize(("author", "words"), [("", "改成下午两点"), ("老板", "老板:\n改成下午两点")])
def test_a_note_on_a_cell_is_told_with_its_words(author: str, words: str) -> None:
    def note(sheet: Any) -> None:
        sheet["B3"].comment = Comment(words, author)

    assert told(saved(note)) == [("表「Sheet」单元格 B3：批注里写着「改成下午两点」，没有导入", "warning")]


def test_a_text_box_is_told_with_its_words() -> None:
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": _RELATIONS, "xl/drawings/drawing1.xml": _DRAWING}
    (told,) = boxes_of("排期.xlsx", "排期", "xl/worksheets/sheet1.xml", parts)
    assert told.message == "表「排期」单元格 A1：文本框里写着「12月8日停发 月底恢复」，没有导入"


def test_a_sheet_without_any_is_silent() -> None:
    assert told(saved(lambda sheet: None)) == []
