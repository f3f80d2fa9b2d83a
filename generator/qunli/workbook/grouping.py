"""Rows of a plan as posts: which rows are texts of one post, and when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qunli.model import TEXT_ID, Sop
from qunli.problem import Problem
from qunli.shape import nearest, problems
from qunli.source import File, KeyPath, Mark, Source
from qunli.when import When
from qunli.workbook.columns import TOLD
from qunli.workbook.days import Reader
from qunli.workbook.findings import Findings
from qunli.workbook.fresh import short_title
from qunli.workbook.moment import Moment
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Cell, Place
from qunli.workbook.timing import timed

_PUPPET_HINT = "员工亮明身份说话；想要人气，就请真顾客试吃试用后说真话"

Data = dict[str, Any]


@dataclass
class Group:
    """The rows of one post. `slot` is its id where it is known; `when` its time where the id does not say it.

    `is_guess` says that the rows do not say the hour.
    """

    title: str
    slot: str | None
    when: Data | None = None
    minutes: int | None = None
    is_guess: bool = False
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class Id:
    """What stands in the id column: pack/sop/slot/text."""

    pack: str
    sop: str
    slot: str
    text: str


def read_id(step: Step) -> Id | None:
    """Return a row's id, None where it has none or one that cannot be read."""
    parts = step.text("").split("/")
    return Id(*parts) if len(parts) == 4 and all(parts) and TEXT_ID.fullmatch(parts[3]) else None


def named(plans: list[Plan]) -> tuple[set[tuple[str, str]], list[Problem]]:
    """Return the packs and SOPs that the ids of the rows name, and what is wrong with the ids."""
    found: set[tuple[str, str]] = set()
    wrong: list[Problem] = []
    seen: dict[Id, Place] = {}
    for step in (step for plan in plans for step in plan.steps if step.text("")):
        given, place = read_id(step), step.at("")
        if given is None:
            hint = "编号不要改；新的一条把编号空着"
            wrong.append(place.problem("Q011", f"编号 {step.text('')[:60]} 不对", hint))
        elif given in seen:
            message = f"编号 {step.text('')} 写了两次，第一次在 {seen[given]}"
            wrong.append(place.problem("Q006", message, "抄出来的新一行要把编号清空"))
        else:
            seen[given] = place
            found.add((given.pack, given.sop))
    return found, wrong


def read_when(when: Data) -> When | None:
    """Return a `when` as a noun, None for one that is none."""
    marks: dict[KeyPath, Mark] = {(): Mark(File("", ""), None, (0, 0), "{")}
    found: When | None = problems(Source(when, marks), When)[0]
    return found


@dataclass
class Grouper:
    """Sorts rows into posts. `sop` is the SOP as it is, None for a new one."""

    sop: Sop | None
    reader: Reader
    findings: Findings
    heard: dict[int, Moment | None] = field(default_factory=dict)

    @property
    def titles(self) -> Mapping[str, str]:
        return {name: slot.title for name, slot in self.sop.slots.items()} if self.sop else {}

    def groups(self, plan: Plan) -> list[Group]:
        """Return the posts of a sheet; steps that pose as customers are left out and named."""
        found: dict[Any, Group] = {}
        for step in plan.steps:
            given = read_id(step)
            puppet = "" if given and given.slot in self.titles else step.poses_as_customer()
            if puppet:
                message = f"这一步要员工装成顾客（{puppet}），没有导入"
                self.findings.problems.append(step.place.problem("Q420", message, _PUPPET_HINT, "warning"))
                continue
            group = self._of_step(plan, step, given)
            moment = self.heard.get(id(step))
            if group:
                told = with_occasion(step, moment) if moment else step
                self._join(found.setdefault(_same_post(plan, group, step), group), told, given)
        return list(found.values())

    def _join(self, group: Group, step: Step, given: Id | None) -> None:
        """Add a row to its post as one more text; the same row once more is taken once."""
        if given is None and any(each.content == step.content for each in group.steps):
            self.findings.guesses["和上面一模一样的行，只收一次"].append(step.place)
            return
        group.steps.append(step)

    def _of_step(self, plan: Plan, step: Step, given: Id | None) -> Group | None:
        """Return the post that a row is a text of, None with a problem noted where that cannot be told."""
        title = title_of(step)
        if given:
            return self._of_id(plan, step, given, title)
        alike = [name for name, each in self.titles.items() if each == title]
        if plan.has_ids and len(alike) == 1:
            return Group(title, alike[0])
        moment = self.moment(plan, step)
        return Group(title, None, moment.when(), moment.minutes, moment.is_guess) if moment else None

    def _of_id(self, plan: Plan, step: Step, given: Id, title: str) -> Group | None:
        if given.slot in self.titles:
            return Group(title, given.slot)
        if self.sop:
            self._tell_unknown(step, given)
            return None
        moment = self.moment(plan, step)
        return Group(title, given.slot, moment.when(), moment.minutes) if moment else None

    def _tell_unknown(self, step: Step, given: Id) -> None:
        """Tell of a row whose post is not in the plan: a fault where the id is mistyped or the row was edited."""
        near = nearest(given.slot, tuple(self.titles))
        if near or step.is_changed():
            message = f"计划里没有 {given.slot} 这一条"
            hint = near or "新的一条把编号空着；删掉了的，这一行也删掉"
            self.findings.problems.append(step.at("").problem("Q014", message, hint))
        else:
            self.findings.guesses["计划里已经没有这几条，没有导入"].append(step.at(""))

    def hear(self, plans: list[Plan]) -> None:
        """Hear when the rows of all sheets are posted, since what one leaves open is judged by the others."""
        rows = [(plan, step) for plan in plans for step in plan.steps if self._is_fresh(plan, step)]
        self.heard = {id(step): None for _, step in rows}
        for row in timed(rows, self.reader, self.findings):
            self.heard[id(row.step)] = row.moment

    def _is_fresh(self, plan: Plan, step: Step) -> bool:
        """Say whether only its time tells which post a row is, or whether it is one at all."""
        given = read_id(step)
        if given:
            return not self.sop
        alike = [each for each in self.titles.values() if each == title_of(step)]
        return not (plan.has_ids and len(alike) == 1) and not step.poses_as_customer()

    def moment(self, plan: Plan, step: Step) -> Moment | None:
        """Return when a row is posted, or None with a problem noted."""
        if id(step) not in self.heard:
            rows = timed([(plan, step)], self.reader, self.findings)
            self.heard[id(step)] = rows[0].moment if rows else None
        return self.heard[id(step)]


def title_of(step: Step) -> str:
    """Return what a row calls its post, else the first words of its text."""
    return " ".join(step.text("title").split()) or short_title(step.text("copy"))


def with_occasion(step: Step, moment: Moment) -> Step:
    """Return a row with what its days are for among its notes; the title that names its group is no such thing."""
    if not moment.occasion or (step.group and step.group in moment.occasion):
        return step
    notes = "；".join(filter(None, (step.text("notes"), moment.occasion)))
    return replace(step, cells={**step.cells, "notes": Cell(step.at("notes"), notes)})


def _same_post(plan: Plan, group: Group, step: Step) -> tuple[str | None, ...]:
    """Return what is the same for all texts of a post: its id, else all that its rows say but for the text."""
    if group.slot:
        return (group.slot,)
    said = (
        step.text(key) for key in TOLD if key in plan.keys and key not in ("when", "title", "copy", "answer")
    )
    return (None, group.title, str(group.when), *said)
