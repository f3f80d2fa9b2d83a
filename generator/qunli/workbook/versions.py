"""Texts in columns that only have a letter, A版 | B版: each for the group that a line names, else they take turns if answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from qunli.workbook.columns import BY_KEY
from qunli.workbook.names import heading
from qunli.workbook.questions import Interview, Question
from qunli.workbook.tables import Cell, Table

IN_TURN = "轮着发"
_KEY = "几列文案怎么发"
_MOST_ABOVE = 20
_VERSION = re.compile(
    r"(?:文案|内容|话术|版本|方案|[Cc]opy|[Tt]ext|[Vv]ersion|[Dd]raft|[Oo]ption)?\s*(?P<name>[A-Da-d甲乙丙])\s*(?:版本?|款|组|方案|套|案)?(?:文案|内容|话术)?"
)
_KIND = r"(?:版本?|款|组|方案|套|案)?(?:文案|内容|话术)?"
_SENDS = r"\s*(?:发[给到往]?|给|推[给到]?|用[于在]|[=＝:：→>-]+)\s*"
_GROUP = r"(?P<group>[^，,；;。、\s=＝:：→]{0,8}?群[A-Za-z\d]?)"


def with_versions(table: Table) -> Table:
    """Return a table with its lettered columns headed by the groups they are for, else as versions of one text."""
    row, heads = _heads(table)
    if not heads:
        return table
    groups = {number: _group_of(name, table) for number, name in heads.items()}
    texts = BY_KEY["copy"].title
    line = list(table.rows[row])
    if all(groups.values()):
        said = {cell.place for cell in groups.values() if cell}
        rows = [
            tuple(Cell(cell.place) if cell.place in said else cell for cell in each) for each in table.rows
        ]
        for number, cell in groups.items():
            line[number] = line[number].joined(cell.text if cell else "", [cell] if cell else [])
    else:
        rows = [*table.rows]
        for number, name in heads.items():
            line[number] = replace(line[number], raw=f"{texts}{name.upper()}版", shown=None)
    return replace(table, rows=(*rows[:row], tuple(line), *rows[row + 1 :]))


def require_versions(table: Table, interview: Interview) -> None:
    """Ask whether lettered texts take turns where no line says to which group each goes; raises ContentError unanswered."""
    row, heads = _heads(table)
    lettered = {number: name for number, name in heads.items() if not heading(table.rows[row][number].text)}
    if not lettered or all(_group_of(name, table) for name in heads.values()):
        return
    cells = [table.rows[row][number] for number in heads]
    named = "、".join(cell.text for cell in cells)
    text = f"{named} 是同一条的几种写法，一次一条轮着发吗？"
    hint = f"发给不同的群，列名就改成群名；轮着发就回答「{_KEY}」：{IN_TURN}"
    question = Question(_KEY, text, cells[0].place, (IN_TURN,))
    interview.require(question, f"{named} 看不出是轮着发，还是各发各的群", hint)


def _heads(table: Table) -> tuple[int, Mapping[int, str]]:
    """Return the row of headings with several letters of texts, and the letter of each column; none where there is none."""
    for row, line in enumerate(table.rows[:_MOST_ABOVE]):
        found = {
            number: match["name"]
            for number, cell in enumerate(line)
            if cell and not cell.is_beside and (match := _VERSION.fullmatch(cell.text)) and len(cell.text) > 1
        }
        others = [cell for number, cell in enumerate(line) if cell and number not in found]
        is_text = any((known := heading(cell.text)) and known.key == "copy" for cell in others)
        if (
            len({*found.values()}) == len(found) > 1
            and any(heading(cell.text) for cell in others)
            and not is_text
        ):
            return row, found
    return 0, {}


def _group_of(name: str, table: Table) -> Cell | None:
    """Return the group that a line says a letter is for: A版发一群; None where none does."""
    pattern = re.compile(rf"(?<![A-Za-z]){name}{_KIND}{_SENDS}{_GROUP}", re.IGNORECASE)
    for line in table.rows:
        for cell in line:
            if cell and not cell.is_beside and (found := pattern.search(cell.text)):
                return replace(cell, raw=found["group"], shown=None)
    return None
