"""A pack's or a shop's own words in a text; what nobody has said yet is a blank."""

from __future__ import annotations

from collections.abc import Mapping

from qunli.model import Variable
from qunli.text import Row, Value, as_blank, places, substitute


def or_blanks(variables: Mapping[str, Variable], values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the value of each variable; one without is a blank, a table one row of blanks, a cell left out one too."""
    unset = {name: _unset(each) for name, each in variables.items()}
    return unset | {name: _whole(value, unset.get(name)) for name, value in values.items()}


def _whole(value: Value, unset: Value | None) -> Value:
    if isinstance(value, str) or unset is None or isinstance(unset, str):
        return value
    return tuple({**unset[0], **row} for row in value)


def _unset(variable: Variable) -> Value:
    """Return what stands where nobody has said anything: title and example, never the example alone."""
    example = variable.example or ""
    if variable.fields is None:
        return as_blank(variable.title, example if isinstance(example, str) else "")
    first: Row = example[0] if example and not isinstance(example, str) else {}
    return ({name: as_blank(title, first.get(name, "")) for name, title in variable.fields.items()},)


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
    found = places(text)
    if not found:
        return text
    known = or_blanks(variables, values)
    words: dict[str, Value] = {}
    columns = dict(_row(known.get(rotate or ""), number))
    for place in found:
        if place.field:
            columns.setdefault(place.field, as_blank(place.field))
        else:
            value = known.get(place.name)
            words[place.name] = value if isinstance(value, str) else as_blank(_title(variables, place.name))
    return substitute(text, words, columns)


def _row(table: Value | None, number: int) -> Row:
    return table[number % len(table)] if table and not isinstance(table, str) else {}


def _title(variables: Mapping[str, Variable], name: str) -> str:
    return variables[name].title if name in variables else name
