"""Festivals as almanac.yml has them: a rule for their days, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from qunli.almanac.rules import BY_KEY, Lunar, Nth, Rule, Season, Solar, Term
from qunli.shape import Field, Id, Line, Tag


class _Entry(Rule):
    """What every festival has. `ideas` maps industries to one line; `typical`: dates of other years."""

    title: Line = Field(title="名字")
    ideas: Mapping[Id, Line] = Field(default_factory=dict, title="每个行业能做什么")
    typical: bool = Field(default=False, title="时间每年另外公布")
    note: Line | None = Field(default=None, title="备注")


class SolarFestival(_Entry, Solar): ...


class NthFestival(_Entry, Nth): ...


class LunarFestival(_Entry, Lunar): ...


class TermFestival(_Entry, Term): ...


class SeasonFestival(_Entry, Season): ...


Festival = Annotated[
    Annotated[SolarFestival, Tag("Solar")]
    | Annotated[NthFestival, Tag("Nth")]
    | Annotated[LunarFestival, Tag("Lunar")]
    | Annotated[TermFestival, Tag("Term")]
    | Annotated[SeasonFestival, Tag("Season")],
    BY_KEY,
]
Festivals = Mapping[Id, Festival]  # the shape of almanac.yml
