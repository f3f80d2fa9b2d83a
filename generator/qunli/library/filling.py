"""A pack's or a shop's own words in a text; what nobody has said yet is a blank."""

from __future__ import annotations

from collections.abc import Mapping

from qunli.model import Variable
from qunli.text import Row, Value, places, substitute


def or_blanks(variables: Mapping[str, Variable], values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the value of each variable; one without shows its title as a blank."""
    return {name: f"〔{each.title}〕" for name, each in variables.items()} | dict(values)


def filled(
    text: str,
    variables: Mapping[str, Variable],
    values: Mapping[str, Value],
    rotate: str | None,
    number: int = 0,
) -> str:
    """Return a text with its variables filled in.

    `rotate` is the table whose rows take turns, `number` the row, counted round. A name nobody knows is a blank too.
    """
    known = or_blanks(variables, values)
    row = _row(variables, known.get(rotate or ""), rotate, number)
    words: dict[str, Value] = {}
    columns = dict(row)
    for place in places(text):
        if place.field:
            columns.setdefault(place.field, f"〔{place.field}〕")
        else:
            value = known.get(place.name)
            words[place.name] = value if isinstance(value, str) else f"〔{_title(variables, place.name)}〕"
    return substitute(text, words, columns)


def _row(variables: Mapping[str, Variable], table: Value | None, rotate: str | None, number: int) -> Row:
    if table and not isinstance(table, str):
        return table[number % len(table)]
    variable = variables.get(rotate or "")
    columns = (variable and variable.fields) or {}
    return {name: f"〔{title}〕" for name, title in columns.items()}


def _title(variables: Mapping[str, Variable], name: str) -> str:
    return variables[name].title if name in variables else name
