"""What comes up while rows become posts: what is wrong, what changed, what had to be guessed, what was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from qunli.problem import Problem
from qunli.workbook.left_out import LEFT_OUT, counted
from qunli.workbook.steps import Step
from qunli.workbook.tables import Place


@dataclass
class Findings:
    """What is wrong, what changed, and what had to be guessed at which cells.

    `set_aside` are the rows that answer to something and so have no hour; `left_out` other rows that were not taken,
    by reason and way out.
    """

    problems: list[Problem] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    guesses: defaultdict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    set_aside: list[Step] = field(default_factory=list)
    left_out: defaultdict[tuple[str, str], list[Place]] = field(default_factory=lambda: defaultdict(list))

    def told(self) -> tuple[str, ...]:
        return (*self.changes, *(f"{what}：{_places(places)}" for what, places in self.guesses.items()))

    def every_problem(self) -> tuple[Problem, ...]:
        """Return what is wrong and what was left out, each reason once with all its cells."""
        return (*dict.fromkeys(self.problems), *self._left_out())

    def _left_out(self) -> Iterator[Problem]:
        if self.set_aside:
            places = [step.at("when") for step in self.set_aside]
            message = f"{counted(places)}没有固定的时间，是进群、来问、下单这时候才发的，没有排进计划"
            hint = "进群就发的话放进欢迎语，答客人的话放进常见问题；要按点发就写上几点"
            yield places[0].problem(LEFT_OUT, message, hint, "warning")
        for (message, hint), places in self.left_out.items():
            yield places[0].problem(LEFT_OUT, f"{counted(places)}{message}", hint, "warning")


def _places(places: list[Place]) -> str:
    shown = "、".join(dict.fromkeys(map(str, places[:3])))
    return f"{shown} 等 {len(places)} 处" if len(places) > 3 else shown
