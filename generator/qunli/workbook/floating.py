"""Words that lie over the cells of a sheet, in notes and text boxes: none becomes a post, each is told in full, and what may
change a post is asked about."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from qunli.problem import Problem
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.orders import is_of_all, is_order
from qunli.workbook.questions import Interview, Question
from qunli.workbook.tables import Cell, Place

if TYPE_CHECKING:
    from qunli.workbook.steps import Plan

SEEN = "照格子里的发"
_KEY = "批注和文本框里的话"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HINT = "要照它改的，把那一行的时间、日子、内容改好；要发的写进格子里"
_LONGEST = 200  # letters
_MOST_NAMED = 3
# Newer programs keep a talk as a note that first says how it can be read. ECMA-376 knows only the note.
_TALK = re.compile(
    r"^\[(?:Threaded comment|线程批注|会话批注|批注线程)\].*?(?:Comment|批注|注释)[:：]\s*",
    re.DOTALL | re.IGNORECASE,
)
# Nothing of a post is said by these.
_SAYS_NOTHING = re.compile(
    r"[\W_]*(?:ok|okay|好的?|收到|已[审改定阅看读核]完?|同意|通过|没问题|可以|确认(?:过)?了?|无误|看过了?|辛苦了?|谢谢|赞|done|fixed|approved|checked|lgtm|thanks?)[\W_\d]*",
    re.IGNORECASE,
)


def notes_of(file: str, sheet: Any) -> Iterator[Cell]:
    """Yield the words of the notes on the cells of a sheet of openpyxl's, each with its cell."""
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.comment and (words := plain_words(_TALK.sub("", _without_author(cell.comment)))):
            yield Cell(Place(file, sheet.title, row, column), words)


def boxes_of(file: str, sheet: str, part: str, found: Mapping[str, bytes]) -> Iterator[Cell]:
    """Yield the words of the text boxes on a sheet; `part` is its part in a file, `found` are all of these by name."""
    for drawing in _drawings(part, found):
        for shape in ElementTree.fromstring(found[drawing]).iter(f"{_DRAWN}sp"):
            lines = ("".join(each.itertext()) for each in shape.iter(f"{_TEXT}p"))
            if words := plain_words("\n".join(lines)):
                yield Cell(Place(file, sheet, 1, 1), words)


def told(cell: Cell, kind: str) -> Problem:
    """Return what is told of the words in something of a kind, 批注 or 文本框."""
    return cell.place.problem(LEFT_OUT, f"{kind}里写着「{cell.text}」，没有导入", _HINT, "warning")


def require_seen(cells: Sequence[Cell], plans: Sequence[Plan], interview: Interview) -> None:
    """Ask whether the rows of some plans hold as they stand, whatever the words over their sheets say.

    Raises ContentError where nobody answered.
    """
    meant = [cell for cell in cells if any(_is_of(cell, plan) for plan in plans)]
    if not meant:
        return
    named = "、".join(f"{each.place.cell}「{each.text[:40]}」" for each in meant[:_MOST_NAMED])
    more = f" 等 {len(meant)} 处" if len(meant) > _MOST_NAMED else ""
    text = f"批注、文本框里写着话：{named}{more}。它们没有收进去，照格子里的发吗？"
    hint = f"要照它改的，先把格子改好；不用改就回答「{_KEY}」：{SEEN}"
    message = f"批注、文本框里写着话，看不出要不要照着改：{named}{more}"
    interview.require(Question(_KEY, text, meant[0].place, (SEEN,)), message, hint)


def _is_of(cell: Cell, plan: Plan) -> bool:
    """Say whether words over a sheet may change what one of its rows says; over headings they tell how to fill these in."""
    if plan.has_ids or cell.place.sheet != plan.place.sheet or _SAYS_NOTHING.fullmatch(cell.text):
        return False
    is_over_heads = 1 < cell.place.row <= plan.place.row or (
        cell.place.row == plan.place.row == 1 < cell.place.column
    )
    return not is_over_heads or is_order(cell.text) or is_of_all(cell.text)


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


def plain_words(words: str) -> str:
    """Return some words in one line, the first of many."""
    short = " ".join(words.split())
    return short if len(short) <= _LONGEST else f"{short[:_LONGEST]}……"
