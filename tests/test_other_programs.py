"""Sheets as other programs than Excel write them: the same words are the same posts."""

from __future__ import annotations

import csv
import io
from typing import Any
from xml.sax.saxutils import escape

import pytest
from conftest import SOP, Write, slot, sop
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from qunli import workbook
from qunli.problem import ContentError
from sheets.foreign import SHEET, WAYS, sheet_elsewhere, swapped, usual, zipped
from test_workbook import PLAN, edited, exported, imported, merged, opened, set_text, sheet


def posts(project: Write, content: bytes) -> list[tuple[object, ...]]:
    """Return the time and the texts of each post that a sheet makes."""
    assert workbook.read_book("a.xlsx", content).problems == ()
    found = merged(opened(project(), name="fresh"), content)
    assert found.problems == ()
    return [(slot["when"], *slot["copy"].values()) for slot in found.source.data["slots"].values()]


@pytest.mark.parametrize("way", WAYS)
def test_a_sheet_says_the_same_whichever_program_wrote_it(project: Write, way: str) -> None:
    assert posts(project, zipped(WAYS[way](usual()))) == [
        ({"date": "2026-12-01", "at": "09:00"}, "早安，\n今天有汤😀"),
        ({"date": "2026-12-02", "at": "18:30"}, "=今天有鱼"),
    ]


def test_a_style_that_the_file_does_not_have_is_none(project: Write) -> None:
    content = zipped(swapped(usual(), SHEET, ('s="2"', 's="99"')))
    table = workbook.read_book("a.xlsx", content).tables[0]
    assert [cell.text for cell in table.rows[1]] == ["09:00", "早安，\n今天有汤😀", "46357"]


def test_a_formula_that_was_never_worked_out_is_told_wherever_its_sheet_lies() -> None:
    formula = swapped(usual(), SHEET, ('<c r="B2" t="s"><v>3</v></c>', '<c r="B2"><f>A1&amp;"！"</f></c>'))
    for parts in (formula, sheet_elsewhere(formula)):
        with pytest.raises(ContentError, match="单元格 B2：这里是公式"):
            workbook.read_book("a.xlsx", zipped(parts))


def test_a_picture_of_wps_in_a_cell_is_told_and_the_words_beside_it_are_read(project: Write) -> None:
    cell = '<c r="D2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c></row><row r="3">'
    book = workbook.read_book("a.xlsx", zipped(swapped(usual(), SHEET, ('</row><row r="3">', cell))))
    assert [(each.code, each.line, each.column) for each in book.problems] == [("Q031", 2, 4)]
    assert book.tables[0].rows[1][1].text == "早安，\n今天有汤😀"


# --- an exported plan on its way --------------------------------------------------------------------

ODD = sop(
    a=slot(
        "{every: day, at: 09:00}",
        "['0012', '9:00', '12月1日', '50%', \"'=a\", '=1+1', \"'30\", '30', '#N/A', '1.50']",
        short="'007'",
        notes="'3/4'",
        minutes="30",
    )
)


def in_ods(rows: list[list[Any]]) -> bytes:
    """Return rows as LibreOffice saves them, the last column hidden."""
    lines = "".join("<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in rows)
    names = ("office", "table", "text", "style")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="福利群">'
        f'<table:table-column table:number-columns-repeated="{len(rows[0]) - 1}"/>'
        f'<table:table-column table:visibility="collapse"/>{lines}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _ods_cell(value: Any) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value or "").split("\n"))
    return f'<table:table-cell office:value-type="string">{lines if value else ""}</table:table-cell>'


def through_xlsx(content: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).worksheets[0]]


def through_csv(content: bytes) -> list[list[Any]]:
    """Return the fields of a CSV as a program shows them that keeps the apostrophes as letters."""
    return [list(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]


def in_xlsx(rows: list[list[Any]]) -> bytes:
    return edited(sheet(rows), lambda found, _: [set_text(cell, str(cell.value)) for cell in filled(found)])


def filled(found: Any) -> list[Any]:
    return [cell for row in found for cell in row if cell.value is not None]


def in_csv(rows: list[list[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


READ = {".xlsx": through_xlsx, ".csv": through_csv}
SAVE = {".xlsx": in_xlsx, ".ods": in_ods, ".csv": in_csv}


@pytest.mark.parametrize("saved", SAVE)
@pytest.mark.parametrize("given", READ)
def test_an_exported_plan_that_another_program_saved_is_as_it_was(
    project: Write, given: str, saved: str
) -> None:
    draft = opened(project({PLAN: ODD}))
    content = SAVE[saved](READ[given](exported(draft, given)))
    book = workbook.read_book(f"a{saved}", content)
    assert book.problems == ()
    assert book.tables[0].rows[1][-1].text.startswith("1")
    assert merged(draft, content, f"a{saved}").told == ()
    assert draft.file is not None
    assert imported(draft, content, f"a{saved}") == draft.file.text


@pytest.mark.parametrize("saved", SAVE)
@pytest.mark.parametrize("given", READ)
def test_of_an_exported_plan_that_another_program_saved_one_edit_is_one_change(
    project: Write, given: str, saved: str
) -> None:
    draft = opened(project({PLAN: ODD}))
    rows = READ[given](exported(draft, given))
    at = [row[1] for row in rows].index("=1+1" if given == ".xlsx" else "'=1+1")
    rows[at][1] = rows[at][1].replace("1+1", "2+2")
    assert draft.file is not None
    assert imported(draft, SAVE[saved](rows), f"a{saved}") == draft.file.text.replace("'=1+1'", "=2+2")


@pytest.mark.parametrize("saved", SAVE)
def test_what_others_changed_since_the_export_stays_whichever_program_saved_the_sheet(
    project: Write, saved: str
) -> None:
    """The hidden column of marks says so: a program that keeps it must not lose it to what is hidden."""
    content = SAVE[saved](through_xlsx(exported(opened(project({PLAN: ODD})))))
    later = ODD.replace("12月1日", "12月2日").replace("007", "008")
    draft = opened(project({PLAN: later}))
    assert imported(draft, content, f"a{saved}") == later


def test_the_column_of_marks_is_known_by_a_heading_in_several_fonts(project: Write) -> None:
    def in_fonts(found: Any, at: dict[str, int]) -> None:
        font = InlineFont(rFont="WenQuanYi Zen Hei")
        for heading in ("编号", "原样(别动)"):
            runs = (TextBlock(font, each) for each in (heading[:2], heading[2:]) if each)
            found.cell(1, at[heading]).value = CellRichText(*runs)

    later = SOP.replace("今天有鱼", "今天有虾")
    content = edited(exported(opened(project())), in_fonts)
    assert workbook.read_book("a.xlsx", content).problems == ()
    assert imported(opened(project({PLAN: later})), content) == later.lstrip()
