"""Rows with a text that are not posted all the same: called off, ticked off, a day of rest, put off to another day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qunli.problem import Problem
from qunli.workbook.asides import is_total
from qunli.workbook.days import Reader
from qunli.workbook.headings import Columns
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.states import cancelled, done, is_day_off, put_off
from qunli.workbook.tables import Cell
from qunli.workbook.unfinished import unfinished
from qunli.workbook.unwritten import unwritten

Line = tuple[Cell, ...]

_NOTHING = re.compile("[-—–/]+|无|暂无|没有|空|待[定补写]|TBD|N/A", re.IGNORECASE)
# A tick or a sign says that something is posted, or whether, and not what.
_MARK = re.compile(r"TRUE|FALSE|[√✓✔☑☐☒×✗✘❌✅⚠️○●◎△▲?？]+", re.IGNORECASE)


def why_not_posted(
    line: Line, cells: Mapping[str, Cell], columns: Columns, days: Sequence[str], reader: Reader
) -> Problem | None:
    """Return what is told of a row that is not posted, None for one that is. `days` are the words of its days."""
    if off := cancelled(line, columns, reader.legend.codes, reader.interview):
        return _left_out(off, f"这一行写着「{off.text}」，没有导入", "还要发就改掉它")
    hour = cells.get("when")
    if sent := done(line, columns, [*days, *([hour.text] if hour else [])]):
        head = columns.heads[line.index(sent)].text
        return _left_out(sent, f"「{head}」打了勾，当作发过了，没有导入", "还要发就去掉这个勾")
    if blank := _nothing(cells):
        return _left_out(
            blank, f"要发的写着「{blank.text}」，没有导入", "要发就写上要发的话；只发图就写「发图」"
        )
    if not columns.has_ids and (told := unwritten(cells, reader.interview)):
        return told
    if not columns.has_ids and (told := unfinished(_texts(line, cells, columns), reader.interview)):
        return told
    if mark := _mark(cells):
        hint = "要发的话写进「文案」那一列；不发就删掉这一行"
        return mark.place.problem("Q004", f"要发的只有一个「{mark.text}」，看不出发什么", hint)
    if "when" in columns.keys and is_day_off(cells):
        said = cells.get("copy") or cells["title"]
        first = next(cell for cell in line if cell)
        return _left_out(first, f"写着「{said.text}」，当作不发，没有导入", "要发就写上几点和要发的话")
    if late := put_off(line, columns, days):
        hint = "日期和时间改成新的，再清掉这一格；不发了就写「取消」"
        return late.place.problem("Q004", f"这一行写着「{late.text}」，时间还是原来的", hint)
    return None


def picture_alone(filled: list[Cell], cells: Mapping[str, Cell]) -> Problem | None:
    """Return what is told of a row without a text that says an hour and has a picture: it would be a post."""
    media = cells.get("media")
    if not media or not cells.get("when") or is_total(filled):
        return None
    hint = "只发图就在「文案」里写「发图」；不发就删掉这一行"
    return media.place.problem("Q004", "这一行有时间有图，没有要发的字", hint)


def above_headings(cell: Cell) -> Problem:
    """Return what is told of a row above the headings that says when and what."""
    hint = "表头写在最上面一行，写明 时间、内容；每一列一个名字"
    return cell.place.problem("Q002", "这一行像是要发的，却在表头上面", hint)


def _nothing(cells: Mapping[str, Cell]) -> Cell | None:
    """Return the text of a row with an hour that says that there is none yet, None for a text."""
    text = cells.get("copy")
    return text if text and cells.get("when") and _NOTHING.fullmatch(text.text) else None


def _texts(line: Line, cells: Mapping[str, Cell], columns: Columns) -> list[Cell]:
    """Return all that a row would post: its texts, else its title."""
    texts = [line[number] for number in columns.by_key.get("copy", ()) if line[number]]
    return texts or [cell for cell in (cells.get("copy") or cells.get("title"),) if cell]


def _mark(cells: Mapping[str, Cell]) -> Cell | None:
    """Return the text of a row that is only a tick or a sign, None for words."""
    text = cells.get("copy")
    return text if text and cells.get("when") and _MARK.fullmatch(text.text) else None


def _left_out(cell: Cell, told: str, hint: str) -> Problem:
    return cell.place.problem(LEFT_OUT, told, hint, "warning")
