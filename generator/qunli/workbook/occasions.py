"""Offers with hours of their own: 开团时间 and 开团文案 beside 截团时间 and 截团文案, or one text and when it opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from qunli.problem import ContentError
from qunli.workbook.alike import SECTION
from qunli.workbook.columns import BY_KEY
from qunli.workbook.crosstab import listed
from qunli.workbook.headings import columns_of
from qunli.workbook.names import heading, is_foreign
from qunli.workbook.tables import Cell, Table

_MOST_ABOVE = 6
_FEWEST = 2
_TIME = re.compile(r"(?P<stem>[^\W\d]{1,6}?)的?(?P<what>时间|时刻|日期|日子|日)")
_TEXT = re.compile(
    r"(?P<stem>[^\W\d]{1,6}?)的?(?:群发|推送|海报)?(?:文案|话术|内容|文字|正文|推文|通知|消息|播报)"
)
# What is posted when an offer opens is its text, where no other hour is said.
_OPENS = re.compile("开[团抢售卖接]|起[团拼]|上[架新线]|发[团售]|首发")
# Words that alone head the hours of an occasion.
_BARE = re.compile("[开截][团单]|开[抢售]|返场")
_DAY, _HOUR, _COPY = "日期", BY_KEY["when"].title, BY_KEY["copy"].title


@dataclass
class _Occasion:
    """The columns of one occasion: of its day, its hour and its text, by what they are called in a list."""

    columns: dict[str, int] = field(default_factory=dict)

    @property
    def is_timed(self) -> bool:
        return bool(self.columns.keys() & {_DAY, _HOUR})


def with_occasions(table: Table) -> Table:
    """Return a sheet with a row for each text of an offer at the hour of its occasion; other sheets as they are."""
    for row, line in enumerate(table.rows[:_MOST_ABOVE]):
        if twins := _twins(table, row):
            return _apart(table, row, twins, are_twins=True)
        found = _occasions(line)
        timed = {stem: each for stem, each in found.items() if each.is_timed}
        if not timed or _is_said(table, row):
            continue
        both = {stem: each for stem, each in timed.items() if _COPY in each.columns}
        if both:
            return _apart(table, row, both)
        opens = [each for stem, each in timed.items() if _OPENS.search(stem)]
        texts = [number for number, cell in enumerate(line) if _is_text(cell)]
        if len(opens) == len(texts) == 1:
            return _renamed(table, row, {**opens[0].columns, _COPY: texts[0]})
    return table


def _twins(table: Table, row: int) -> dict[str, _Occasion]:
    """Return the hours and texts of a row of headings that all stand in pairs of one word, 预告时间 and 预告文案; else none."""
    times: dict[str, int] = {}
    texts: dict[str, int] = {}
    for number, cell in enumerate(table.rows[row]):
        words = "".join(cell.text.split())
        time, text = _TIME.fullmatch(words), _TEXT.fullmatch(words)
        if time and _name(time["what"]) == _HOUR:
            times.setdefault(time["stem"], number)
        elif text:
            texts.setdefault(text["stem"], number)
    if len(times) < _FEWEST or times.keys() != texts.keys():
        return {}
    columns = columns_of(table.as_list(), row)
    said = {
        number
        for key in ("when", "copy")
        for number in (*columns.by_key.get(key, ()), *columns.spare.get(key, ()))
    }
    if not said <= {*times.values(), *texts.values()}:
        return {}
    return {stem: _Occasion({_HOUR: times[stem], _COPY: texts[stem]}) for stem in times}


def _occasions(line: tuple[Cell, ...]) -> dict[str, _Occasion]:
    """Return what a row of headings has of each occasion, by the word for it; those of the post itself are none."""
    found: dict[str, _Occasion] = {}
    for number, cell in enumerate(line):
        words = "".join(cell.text.split())
        time, text = _TIME.fullmatch(words), _TEXT.fullmatch(words)
        if (
            not cell
            or cell.is_beside
            or not (time or text or _BARE.fullmatch(words))
            or (heading(words) and not text)
        ):
            continue
        if bare := _BARE.fullmatch(words):
            found.setdefault(bare[0], _Occasion()).columns.setdefault(_HOUR, number)
        elif time and is_foreign(words):
            found.setdefault(time["stem"], _Occasion()).columns.setdefault(_name(time["what"]), number)
        elif text:
            found.setdefault(text["stem"], _Occasion()).columns.setdefault(_COPY, number)
    return found


def _name(what: str) -> str:
    return _HOUR if what in ("时间", "时刻") else _DAY


def _is_said(table: Table, row: int) -> bool:
    """Say whether other columns say when something is posted."""
    columns = columns_of(table.as_list(), row)
    return "when" in columns.keys


def _is_text(cell: Cell) -> bool:
    known = heading(cell.text)
    is_copy = known is not None and known.key == "copy"
    return (
        bool(cell)
        and not cell.is_beside
        and (is_copy or _TEXT.fullmatch("".join(cell.text.split())) is not None)
    )


def require_hours(table: Table) -> None:
    """Raise ContentError for a text of an occasion that has no hour, beside others that have one."""
    for row, line in enumerate(table.rows[:_MOST_ABOVE]):
        found = _occasions(line)
        both = any(each.is_timed and _COPY in each.columns for each in found.values())
        if both and not _is_said(table, row):
            _require_hours(line, found)


def _require_hours(line: tuple[Cell, ...], found: Mapping[str, _Occasion]) -> None:
    for stem, each in found.items():
        head = line[each.columns[_COPY]] if _COPY in each.columns else None
        if head and not each.is_timed:
            hint = f"加一列「{stem}时间」，写上几月几日几点；不发的就删掉这一列"
            raise ContentError([head.place.problem("Q003", f"没有说「{head.text}」几点发", hint)])


def _renamed(table: Table, row: int, names: Mapping[str, int]) -> Table:
    """Return a sheet whose columns of an occasion are called what they are of the post."""
    heads = list(table.rows[row])
    for name, number in names.items():
        heads[number] = replace(heads[number], raw=name, shown=None)
    return replace(table, rows=(*table.rows[:row], tuple(heads), *table.rows[row + 1 :]))


def _apart(table: Table, row: int, occasions: Mapping[str, _Occasion], *, are_twins: bool = False) -> Table:
    """Return a list with a row for each text; the hours of what comes later are told beside it, unless these are twins."""
    plain = table.as_list()
    texts = {each.columns[_COPY] for each in occasions.values()}
    rows: list[dict[str, Cell]] = []
    order = [
        each
        for _, each in sorted(
            occasions.items(), key=lambda item: (not _OPENS.search(item[0]), min(item[1].columns.values()))
        )
    ]
    for line in plain.rows[row + 1 :]:
        filled = [cell for cell in line if cell]
        if len(filled) == 1 and not any(line[number] for number in texts):
            # A remark or a section stands where it stood.
            rows.append({SECTION: filled[0]})
            continue
        gone = {
            number
            for each in order
            if are_twins and line[each.columns[_COPY]]
            for number in each.columns.values()
        }
        for each in order:
            # The hour of what has no text in a row is told beside the others.
            gone |= {*each.columns.values()} if line[each.columns[_COPY]] else set()
            rows += _row(line, plain.rows[row], each.columns, gone | texts)
    return listed(plain, row, rows)


def _row(
    line: tuple[Cell, ...], heads: tuple[Cell, ...], columns: Mapping[str, int], gone: set[int]
) -> Iterator[dict[str, Cell]]:
    """Yield one text of an offer with its hour and what else is said of it; nothing where it has none."""
    if not line[columns[_COPY]]:
        return
    others = [number for number in range(len(heads)) if number not in gone]
    yield {
        **{heads[number].text or f"#{number}": _under(heads[number], line[number]) for number in others},
        **{name: _under(heads[number], line[number]) for name, number in columns.items()},
    }


def _under(head: Cell, cell: Cell) -> Cell:
    return replace(cell, also=(*cell.also, *head.places)) if cell else cell
