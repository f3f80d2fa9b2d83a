"""An .xlsx without its looks, for where openpyxl refuses a file because of a colour, a rule or a picture it does not know.

ECMA-376 part 1, 18.3.1.99 worksheet, 18.8.39 styleSheet. What is kept: the cells, their widths and heights, what is merged,
hidden, linked or struck out, and the formats of numbers.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from qunli.workbook.parts import linked_parts, relations_of, sheet_names, workbook_part

_OF_SHEET = ("cols", "sheetData", "mergeCells", "hyperlinks")
_OF_BOOK = ("workbookPr", "sheets")
_OF_STYLES = ("numFmts", "fonts", "cellXfs")
_OF_STYLE = ("numFmtId", "fontId", "quotePrefix")


def bare(content: bytes, found: Mapping[str, bytes]) -> bytes:
    """Return the file with what a person reads in it; `found` are its parts that are no media."""
    book = workbook_part(found)
    sheets = sheet_names(found)
    styles = next(iter(linked_parts(found, book, "styles")), "")
    root = ElementTree.fromstring(found[styles]) if styles in found else Element("none")
    known = sum(1 for each in root if _name(each) == "cellXfs" for _ in each)
    changes: dict[str, Callable[[Element], None]] = {
        book: lambda root: _only_sheets(root, sheets),
        relations_of(book): lambda root: _only_links(root, ("worksheet", "sharedStrings", "styles")),
        styles: _only_formats,
        **{part: lambda root: _only_cells(root, known) for part in sheets.values()},
        **{relations_of(part): lambda root: _only_links(root, ("hyperlink",)) for part in sheets.values()},
    }
    kept = {*changes, *linked_parts(found, book, "sharedStrings"), "[Content_Types].xml", "_rels/.rels"}
    changes["[Content_Types].xml"] = lambda root: _only_parts(root, kept)
    changes["_rels/.rels"] = lambda root: _only_links(root, ("officeDocument",))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in (name for name in old.namelist() if name in kept):
            new.writestr(part, _changed(old.read(part), changes.get(part)))
    return out.getvalue()


def _changed(part: bytes, change: Callable[[Element], None] | None) -> bytes:
    if change is None:
        return part
    root = ElementTree.fromstring(part)
    change(root)
    out = io.BytesIO()
    ElementTree.ElementTree(root).write(out, "utf-8", xml_declaration=True)
    return out.getvalue()


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _keep(element: Element, names: Collection[str]) -> None:
    for each in list(element):
        if _name(each) not in names:
            element.remove(each)


def _only_sheets(book: Element, sheets: Mapping[str, str]) -> None:
    """Leave the sheets of cells: a sheet that is a chart holds none."""
    _keep(book, _OF_BOOK)
    for listed in (each for each in book if _name(each) == "sheets"):
        for sheet in list(listed):
            if sheet.get("name", "") not in sheets:
                listed.remove(sheet)


def _only_links(links: Element, kinds: Collection[str]) -> None:
    for link in list(links):
        if link.get("Type", "").rpartition("/")[2] not in kinds:
            links.remove(link)


def _only_parts(types: Element, kept: Collection[str]) -> None:
    for each in list(types):
        if _name(each) == "Override" and each.get("PartName", "").lstrip("/") not in kept:
            types.remove(each)


def _only_cells(sheet: Element, known: int) -> None:
    """Leave what holds words; a cell of a style that the file does not have is of none."""
    _keep(sheet, _OF_SHEET)
    for styled in (each for each in sheet.iter() if _name(each) in ("c", "row", "col")):
        for key in ("s", "style"):
            if not styled.get(key, "0").isdecimal() or int(styled.get(key, "0")) >= max(known, 1):
                del styled.attrib[key]


def _only_formats(styles: Element) -> None:
    _keep(styles, _OF_STYLES)
    for group in styles:
        for each in group if _name(group) == "fonts" else ():
            _keep(each, ("strike",))
        for each in group if _name(group) == "cellXfs" else ():
            _keep(each, ())
            for key in [key for key in each.attrib if key not in _OF_STYLE]:
                del each.attrib[key]
