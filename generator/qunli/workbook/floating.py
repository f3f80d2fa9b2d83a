"""Words that lie over the cells of a sheet, in notes and text boxes: none becomes a post, and each is told in full."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from qunli.problem import Problem
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.tables import Place

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HINT = "要照它改的，把那一行的时间、日子、内容改好；要发的写进格子里"
_LONGEST = 200  # letters


def notes_of(file: str, sheet: Any) -> Iterator[Problem]:
    """Yield what is told of the notes on the cells of a sheet of openpyxl's."""
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.comment and (words := _plain(_without_author(cell.comment))):
            place = Place(file, sheet.title, row, column)
            yield place.problem(LEFT_OUT, f"批注里写着「{words}」，没有导入", _HINT, "warning")


def boxes_of(file: str, sheet: str, part: str, found: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what is told of the text boxes on a sheet; `part` is its part in a file, `found` are all of these by name."""
    for drawing in _drawings(part, found):
        for shape in ElementTree.fromstring(found[drawing]).iter(f"{_DRAWN}sp"):
            lines = ("".join(each.itertext()) for each in shape.iter(f"{_TEXT}p"))
            if words := _plain("\n".join(lines)):
                place = Place(file, sheet, 1, 1)
                yield place.problem(LEFT_OUT, f"文本框里写着「{words}」，没有导入", _HINT, "warning")


def _drawings(part: str, found: Mapping[str, bytes]) -> Iterator[str]:
    folder, name = posixpath.split(part)
    relations = found.get(f"{folder}/_rels/{name}.rels")
    for each in ElementTree.fromstring(relations).iter(_RELATIONS) if relations else ():
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        if each.get("Type", "").endswith("/drawing") and target in found:
            yield target


def _without_author(comment: Any) -> str:
    """Return the words of a note; programs write who made it into its first line."""
    return str(comment.text).removeprefix(f"{comment.author}:").removeprefix(f"{comment.author}：")


def _plain(words: str) -> str:
    short = " ".join(words.split())
    return short if len(short) <= _LONGEST else f"{short[:_LONGEST]}……"
