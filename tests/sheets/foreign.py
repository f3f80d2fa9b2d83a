"""An .xlsx written part by part, and the ways in which other programs than Excel write the same sheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

Parts = dict[str, str | bytes]

_MAIN = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES, ROOT, BOOK, LINKS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
)
SHEET, WORDS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
STRINGS = ("时间", "文案", "日期", "早安，\n今天有汤😀", "=今天有鱼")


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{_TYPE}{kind}+xml"/>'


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_KIND}/{kind}" Target="{target}"/>'


def _links(*links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def usual() -> Parts:
    """Return a sheet of two posts with real hours and dates, as Excel writes it."""
    return {
        TYPES: f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{_override(BOOK, 'sheet.main')}{_override(SHEET, 'worksheet')}"
        f"{_override(WORDS, 'sharedStrings')}{_override(STYLES, 'styles')}</Types>",
        ROOT: _links(_link(1, "officeDocument", BOOK)),
        BOOK: f'<workbook {_MAIN}><sheets><sheet name="排期" sheetId="1" r:id="rId1"/></sheets></workbook>',
        LINKS: _links(
            _link(1, "worksheet", "worksheets/sheet1.xml"),
            _link(2, "sharedStrings", "sharedStrings.xml"),
            _link(3, "styles", "styles.xml"),
        ),
        SHEET: f"<worksheet {_MAIN}><sheetData>"
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>0.375</v></c><c r="B2" t="s"><v>3</v></c><c r="C2" s="2"><v>46357</v></c></row>'
        '<row r="3"><c r="A3" s="1"><v>0.770833333333333</v></c><c r="B3" t="s"><v>4</v></c>'
        '<c r="C3" s="2"><v>46358</v></c></row></sheetData></worksheet>',
        WORDS: f"<sst {_MAIN}>" + "".join(f"<si><t>{each}</t></si>" for each in STRINGS) + "</sst>",
        STYLES: f"<styleSheet {_MAIN}>"
        '<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="20" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="176" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }


def zipped(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def swapped(parts: Parts, part: str, *pairs: tuple[str, str]) -> Parts:
    """Return the parts with words of one of them in place of others, each of which must be there."""
    text = str(parts[part])
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return {**parts, part: text}


def without(parts: Parts, part: str, kind: str) -> Parts:
    kept = {name: each for name, each in parts.items() if name != part}
    kept = swapped(kept, TYPES, (_override(part, kind), ""))
    number = {WORDS: 2, STYLES: 3}[part]
    return swapped(kept, LINKS, (_link(number, kind, part.removeprefix("xl/")), ""))


def renamed(parts: Parts, old: str, new: str) -> Parts:
    found = {new if name == old else name: part for name, part in parts.items()}
    found = swapped(found, TYPES, (f"/{old}", f"/{new}"))
    return swapped(found, LINKS, (old.removeprefix("xl/"), new.removeprefix("xl/")))


def added(parts: Parts, part: str, text: str, kind: str) -> Parts:
    return swapped(
        {**parts, part: text},
        TYPES,
        ("</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'),
    )


# --- where the parts are and what they are called ---------------------------------------------------


def inline_strings(parts: Parts) -> Parts:
    pairs = [
        (f't="s"><v>{number}</v>', f't="inlineStr"><is><t>{each}</t></is>')
        for number, each in enumerate(STRINGS)
    ]
    return without(swapped(parts, SHEET, *pairs), WORDS, "sharedStrings")


def no_styles(parts: Parts) -> Parts:
    return without(swapped(parts, SHEET, (' s="1"', ""), (' s="2"', "")), STYLES, "styles")


def absolute_links(parts: Parts) -> Parts:
    parts = swapped(parts, LINKS, ('Target="', 'Target="/xl/'))
    return swapped(parts, ROOT, ('Target="', 'Target="/'))


def dotted_links(parts: Parts) -> Parts:
    return swapped(parts, LINKS, ('Target="', 'Target="./'))


def strings_elsewhere(parts: Parts) -> Parts:
    return renamed(parts, WORDS, "xl/strings/Shared.xml")


def strings_in_other_case(parts: Parts) -> Parts:
    return {"xl/SharedStrings.xml" if name == WORDS else name: part for name, part in parts.items()}


def sheet_elsewhere(parts: Parts) -> Parts:
    return renamed(parts, SHEET, "xl/sheets/plan.xml")


def book_elsewhere(parts: Parts) -> Parts:
    parts = {name.replace("workbook.xml", "workbook22.xml"): part for name, part in parts.items()}
    parts = swapped(parts, TYPES, ("workbook.xml", "workbook22.xml"))
    return swapped(parts, ROOT, ("workbook.xml", "workbook22.xml"))


def backslashes(parts: Parts) -> Parts:
    return {name.replace("/", "\\"): part for name, part in parts.items()}


def leading_slashes(parts: Parts) -> Parts:
    return {f"/{name}": part for name, part in parts.items()}


# --- how the words are written ----------------------------------------------------------------------


def namespaces_of_later_versions(parts: Parts) -> Parts:
    office = "http://schemas.microsoft.com/office/spreadsheetml"
    said = (
        '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
        f'xmlns:x14ac="{office}/2009/9/ac" xmlns:xr="{office}/2014/revision" xr:uid="{{1}}" '
    )
    first = '<sheetFormatPr defaultRowHeight="14" x14ac:dyDescent="0.2"/><sheetData>'
    rows = ("<row ", '<row x14ac:dyDescent="0.2" spans="1:3" ')
    return swapped(parts, SHEET, ("<worksheet ", said), ("<sheetData>", first), rows)


def prefixes(parts: Parts) -> Parts:
    texts = {name: str(parts[name]) for name in (SHEET, BOOK, WORDS, STYLES)}
    longer = {name: re.sub(r"<(/?)(\w)", r"<\1x:\2", text) for name, text in texts.items()}
    return {**parts, **{name: text.replace('xmlns="', 'xmlns:x="') for name, text in longer.items()}}


def no_references(parts: Parts) -> Parts:
    return {**parts, SHEET: re.sub(r' r="\w+"', "", str(parts[SHEET]))}


def utf16(parts: Parts) -> Parts:
    head = '<?xml version="1.0" encoding="UTF-16"?>'
    return {**parts, **{name: (head + str(parts[name])).encode("utf-16") for name in (SHEET, WORDS)}}


def byte_order_marks(parts: Parts) -> Parts:
    return {name: b"\xef\xbb\xbf" + str(part).encode() for name, part in parts.items()}


def phonetic_runs(parts: Parts) -> Parts:
    return swapped(parts, WORDS, ("</t></si></sst>", '</t><rPh sb="0" eb="1"><t>ジン</t></rPh></si></sst>'))


def escaped_line_ends(parts: Parts) -> Parts:
    return swapped(parts, WORDS, ("\n", "_x000D_\n"))


def blanks_around_numbers(parts: Parts) -> Parts:
    return swapped(parts, SHEET, ("<v>0.375</v></c>", '<v> 0.375 </v></c><c r="D2" t="s"><v></v></c>'))


# --- dates and hours --------------------------------------------------------------------------------


def days_from_1904(parts: Parts) -> Parts:
    parts = swapped(parts, BOOK, ("<sheets>", '<workbookPr date1904="1"/><sheets>'))
    return swapped(parts, SHEET, ("46357", "44895"), ("46358", "44896"))


def iso_dates(parts: Parts) -> Parts:
    return swapped(
        parts,
        SHEET,
        ('s="2"><v>46357<', 't="d" s="2"><v>2026-12-01T00:00:00.000Z<'),
        ('s="2"><v>46358<', 't="d" s="2"><v>2026-12-02<'),
        ('s="1"><v>0.375<', 't="d" s="1"><v>09:00:00<'),
    )


def dates_as_text(parts: Parts) -> Parts:
    return swapped(
        parts,
        SHEET,
        ('s="2"><v>46357<', 't="str"><v>2026/12/1<'),
        ('s="2"><v>46358<', 't="str"><v>2026年12月2日<'),
        ('s="1"><v>0.375<', 't="str"><v>9:00:00<'),
    )


def dates_behind_apostrophes(parts: Parts) -> Parts:
    return swapped(
        parts,
        SHEET,
        ('s="2"><v>46357<', 't="str"><v>\'2026-12-01<'),
        ('s="1"><v>0.375<', 't="str"><v>\'9:00<'),
        ('t="s"><v>4<', 't="str"><v>\'=今天有鱼<'),
    )


def numbers_as_text(parts: Parts) -> Parts:
    return swapped(
        parts, SHEET, ('s="1"><v>0.375<', 't="str"><v>0.375<'), ('s="2"><v>46357<', 't="str"><v>46357<')
    )


# --- looks that openpyxl refuses --------------------------------------------------------------------


def _below(parts: Parts, words: str) -> Parts:
    return swapped(parts, SHEET, ("</sheetData>", f"</sheetData>{words}"))


def unknown_font_family(parts: Parts) -> Parts:
    return swapped(parts, STYLES, ('<name val="宋体"/>', '<name val="宋体"/><family val="34"/>'))


def unknown_colour(parts: Parts) -> Parts:
    return swapped(parts, STYLES, ('<sz val="11"/>', '<sz val="11"/><color rgb="#FF0000"/>'))


def empty_fill(parts: Parts) -> Parts:
    return swapped(parts, STYLES, ('<fill><patternFill patternType="none"/></fill>', "<fill/>"))


def unknown_rule(parts: Parts) -> Parts:
    rule = '<conditionalFormatting sqref="A1"><cfRule type="wps" priority="1"/></conditionalFormatting>'
    return _below(parts, rule)


def lost_drawing(parts: Parts) -> Parts:
    links = _links(_link(1, "drawing", "../drawings/NULL"))
    return _below({**parts, "xl/worksheets/_rels/sheet1.xml.rels": links}, '<drawing r:id="rId1"/>')


def unknown_pane(parts: Parts) -> Parts:
    view = '<sheetViews><sheetView workbookViewId="0"><selection pane="wps"/></sheetView></sheetViews>'
    return swapped(parts, SHEET, ("<sheetData>", f"{view}<sheetData>"))


def broken_names(parts: Parts) -> Parts:
    name = '<definedName name="_xlnm.Print_Titles" localSheetId="9">排期!#REF!</definedName>'
    return swapped(parts, BOOK, ("</sheets>", f"</sheets><definedNames>{name}</definedNames>"))


def broken_properties(parts: Parts) -> Parts:
    core = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<dcterms:created xsi:type="dcterms:W3CDTF">昨天</dcterms:created></cp:coreProperties>'
    )
    return added(
        parts, "docProps/core.xml", core, "application/vnd.openxmlformats-package.core-properties+xml"
    )


def chart_sheet(parts: Parts) -> Parts:
    parts = swapped(parts, LINKS, ("</Rel", _link(7, "chartsheet", "chartsheets/sheet1.xml") + "</Rel"))
    parts = swapped(parts, BOOK, ("</sheets>", '<sheet name="图" sheetId="2" r:id="rId7"/></sheets>'))
    chart = f'<chartsheet {_MAIN}><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>'
    return added(parts, "xl/chartsheets/sheet1.xml", chart, f"{_TYPE}chartsheet+xml")


WAYS: dict[str, Callable[[Parts], Parts]] = {
    each.__name__: each
    for each in (
        *(inline_strings, no_styles, absolute_links, dotted_links, strings_elsewhere, strings_in_other_case),
        *(sheet_elsewhere, book_elsewhere, backslashes, leading_slashes, namespaces_of_later_versions),
        *(prefixes, no_references, utf16, byte_order_marks, phonetic_runs, escaped_line_ends),
        *(blanks_around_numbers, days_from_1904, iso_dates, dates_as_text, dates_behind_apostrophes),
        *(numbers_as_text, unknown_font_family, unknown_colour, empty_fill, unknown_rule, lost_drawing),
        *(unknown_pane, broken_names, broken_properties, chart_sheet),
    )
}
