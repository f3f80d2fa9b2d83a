"""Words that lie over the cells of a spreadsheet, in notes and text boxes: told in full, no posts, and asked about where they
may change one; and sheets that nobody sees."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from qunli import workbook
from qunli.problem import ContentError
from qunli.workbook.floating import SEEN, boxes_of
from qunli.workbook.floating import told as told_of
from qunli.workbook.steps import Puppets
from sheets.opendocument import as_ods

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
    (box,) = boxes_of("排期.xlsx", "排期", "xl/worksheets/sheet1.xml", parts)
    assert (
        told_of(box, "文本框").message
        == "表「排期」单元格 A1：文本框里写着「12月8日停发 月底恢复」，没有导入"
    )


def test_a_sheet_without_any_is_silent() -> None:
    assert told(saved(lambda sheet: None)) == []


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told_where_it_holds_something(state: str) -> None:
    def hide(sheet: Any) -> None:
        for name, words in (("旧稿", "9:00 全场清仓"), ("空", None)):
            other = sheet.parent.create_sheet(name)
            other["A1"] = words
            other.sheet_state = state

    assert told(saved(hide)) == [("表「旧稿」单元格 A1：表「旧稿」藏起来了，没有导入", "warning")]


def test_a_hidden_sheet_of_libreoffice_is_told() -> None:
    style = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    name = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    content = as_ods([{"name": "排期"}, {"name": "旧稿"}], lambda sheet: [[*row] for row in ROWS])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        words = archive.read("content.xml").decode()
    words = words.replace("<office:body>", f'<a xmlns:style="{name}">{style}</a><office:body>')
    words = words.replace('table:name="旧稿"', 'table:name="旧稿" table:style-name="h"')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", words)
    (found,) = workbook.read_book("排期.ods", out.getvalue()).problems
    assert found.message == "表「旧稿」单元格 A1：表「旧稿」藏起来了，没有导入"


def read(name: str, content: bytes, **answers: str) -> int:
    """Return how many posts a sheet has, read with some answers."""
    reader = workbook.Reader({}, date(2026, 11, 26), "排期", interview=workbook.Interview(answers))
    puppets = Puppets(lambda text: "", lambda name: "")
    return sum(
        len(plan.steps) for plan in workbook.plans(workbook.read_book(name, content), (), reader, puppets)
    )


@pytest.mark.parametrize(
    ("cell", "words", "asks"),
    [
        ("B3", "改成下午两点", True),
        ("A2", "文案：群里先发这一句", True),
        ("C1", "这一列统一由店长发", True),
        ("C1", "写 50 个字以内", False),
        ("B3", "已阅", False),
        ("B3", "[线程批注]\n\n你的版本可读取此线程批注。\n\n批注:\n    好的", False),
        ("B3", "[Threaded comment]\n\nYour version allows this.\n\nComment:\n    小满请假，阿林代", True),
    ],
)
def test_what_a_note_says_of_a_post_is_asked(cell: str, words: str, asks: bool) -> None:
    content = saved(lambda sheet: setattr(sheet[cell], "comment", Comment(words, "")))
    if not asks:
        assert read("排期.xlsx", content) == 2
        return
    with pytest.raises(ContentError) as refused:
        read("排期.xlsx", content)
    assert "看不出要不要照着改" in str(refused.value)
    assert cell in str(refused.value)
    assert read("排期.xlsx", content, 批注和文本框里的话=SEEN) == 2


def test_a_note_of_libreoffice_is_told_and_asked() -> None:
    note = "<office:annotation><text:p>12月8日停发</text:p></office:annotation>"
    content = as_ods([{"rows": ""}], lambda sheet: [[*row] for row in ROWS])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        words = archive.read("content.xml").decode().replace("9:00</text:p>", f"9:00</text:p>{note}", 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", words)
    found = workbook.read_book("排期.ods", out.getvalue())
    assert [each.message for each in found.problems] == [
        "表「Sheet1」单元格 B2：批注里写着「12月8日停发」，没有导入"
    ]
    with pytest.raises(ContentError, match="12月8日停发"):
        read("排期.ods", out.getvalue())
