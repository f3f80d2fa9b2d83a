"""Posts of a plan changed by rows that name them by their ids: only what was edited since the export is taken over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qunli.workbook.columns import BY_KEY
from qunli.workbook.fields import FIELDS, read_fields
from qunli.workbook.grouping import Data, Group, Grouper, read_id
from qunli.workbook.laid import Laid, kept_when
from qunli.workbook.originals import digest
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import clean


@dataclass(frozen=True)
class Edits:
    """Takes over what the rows of one sheet with ids say."""

    laid: Laid
    grouper: Grouper
    plan: Plan

    def update(self, group: Group, name: str) -> None:
        for key in ("when", *FIELDS):
            if key in self.plan.keys:
                self._update_field(group, name, key)
        self._update_texts(group, name)

    def _update_field(self, group: Group, name: str, key: str) -> None:
        """Take over a field that rows of the post say otherwise; blank in all of them, it is removed."""
        edited = [step for step in group.steps if step.is_edited(key)]
        said = [step for step in edited if step.said(key)]
        if said:
            self._take_over(group, name, key, said)
        elif edited and not any(step.said(key) for step in group.steps):
            self._clear(group, name, key)

    def _take_over(self, group: Group, name: str, key: str, said: list[Step]) -> None:
        first = said[0]
        other = next((step for step in said if step.said(key) != first.said(key)), None)
        if other:
            self._tell_both(name, key, first, other)
        elif clean(first.said(key)) != clean(self.laid.old(name, key)):
            self._set(group, name, key, first)

    def _tell_both(self, name: str, key: str, first: Step, other: Step) -> None:
        ways = f"{other.said(key)}，{first.at(key)} 又写 {first.said(key)}"
        message = f"「{self.laid.titles[name]}」的{BY_KEY[key].title}有两种写法：{ways}"
        hint = "一条要发的只有一种；要分成两条，就换个标题，把编号空着"
        self.laid.findings.problems.append(other.at(key).problem("Q003", message, hint))

    def _clear(self, group: Group, name: str, key: str) -> None:
        old = self.laid.old(name, key)
        if old and key == "when":
            place = group.steps[0].at(key)
            self.laid.findings.problems.append(place.problem("Q002", "时间是空的", f"原来是 {old}"))
        self.laid.clear(name, key)

    def _set(self, group: Group, name: str, key: str, step: Step) -> None:
        was_changed_too = step.original(key) not in (None, digest(clean(self.laid.old(name, key))))
        more = "（导出以后计划里也改过，按表格的来）" if was_changed_too else ""
        self.laid.set(name, key, self._value(group, name, key, step), step, more)

    def _value(self, group: Group, name: str, key: str, step: Step) -> Any:
        laid = self.laid
        if key == "when":
            return self._when(group, name, step)
        return read_fields(self.plan, step, laid.trade, laid.titles, laid.findings).get(key)

    def _when(self, group: Group, name: str, step: Step) -> Data | None:
        moment = None if group.when else self.grouper.moment(self.plan, step)
        when = group.when or (moment.when() if moment else None)
        return kept_when(self.laid.slot(name)["when"], when, self.laid.trade.festival) if when else None

    def _update_texts(self, group: Group, name: str) -> None:
        for step in group.steps:
            text, given = step.text("copy"), read_id(step)
            alike = self.laid.alike(name, text) if text else None
            text_id = given.text if given else alike or self.laid.next_text(name)
            self.laid.rows.append((step, name, text_id))
            if text and text_id != alike:
                self._update_text(name, text_id, step)
            if text and "answer" in self.plan.keys and step.is_edited("answer"):
                self.laid.write_answer(name, text_id, step)
            elif not text and "copy" in self.plan.keys:
                self._tell_no_text(step)

    def _update_text(self, name: str, text_id: str, step: Step) -> None:
        if text_id not in self.laid.texts(name) or step.is_edited("copy"):
            self.laid.write(name, text_id, step)

    def _tell_no_text(self, step: Step) -> None:
        hint = "不要这一条，就把整行删掉，导入时加 --drop"
        message = f"{BY_KEY['copy'].title}是空的"
        self.laid.findings.problems.append(step.at("copy").problem("Q002", message, hint))
