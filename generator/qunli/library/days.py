"""What a project knows of days: festivals, and the breaks and make-up days of each year."""

from __future__ import annotations

from collections.abc import Mapping

from qunli.almanac import Almanac, Festival, Holidays, read_holidays
from qunli.library.reading import Steps, reading
from qunli.library.tree import Tree
from qunli.problem import Problem
from qunli.shape import YEARS, Id


@reading
def read_almanac(tree: Tree) -> Steps[tuple[Mapping[str, Festival] | None, Almanac]]:
    """Return the festivals, None where they cannot be read, and the almanac."""
    is_there = tree.locate("content/almanac.yml") is not None
    festivals = (
        (yield from tree.read_shaped("content/almanac.yml", Mapping[Id, Festival])) if is_there else {}
    )
    holidays = yield from _holidays(tree)
    return festivals, Almanac(festivals or {}, holidays)


@reading
def _holidays(tree: Tree) -> Steps[dict[int, Holidays]]:
    found = {}
    for year, path in (yield from tree.sources("calendars/holidays")).items():
        if not (year.isdecimal() and year.isascii() and int(year) in YEARS):
            message = f"假期文件要以年份命名，不是 {year}"
            yield Problem(path, 0, 1, "Q011", message, "比如 calendars/holidays/2027.yml")
            continue
        source = yield from tree.read_yaml(path)
        if source is None:
            continue
        holidays, faults = read_holidays(source, int(year))
        yield from faults
        if holidays:
            found[int(year)] = holidays
    return found
