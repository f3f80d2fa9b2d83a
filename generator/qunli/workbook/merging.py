"""Rows of a spreadsheet laid over an SOP: what it shall say, and what changes, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from qunli.model import Sop
from qunli.model.paragraphs import TEXT, joined
from qunli.problem import Problem
from qunli.shape import id_fault
from qunli.source import File, KeyPath, Mark, Source
from qunli.workbook.columns import BY_KEY, Trade, words
from qunli.workbook.days import Reader
from qunli.workbook.fields import FIELDS, flat, read_fields
from qunli.workbook.findings import Findings
from qunli.workbook.fresh import guess_type, slot_id
from qunli.workbook.grouping import Data, Group, Grouper, read_id, read_when
from qunli.workbook.originals import digest
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Cells, Place, clean


@dataclass(frozen=True)
class Target:
    """The SOP that rows are laid over, as data and as a noun; both None for a new one, whose fields `fresh` has."""

    now: Source | None
    sop: Sop | None
    fresh: Data


@dataclass(frozen=True)
class Merged:
    """The SOP as it shall be with the cells its values came from, what is wrong, and what to tell.

    `absent` are slots, and texts as slot/text, that the sheet no longer has; `set_aside` the rows that answer to
    something, such as a welcome, and so are posted at no hour.
    """

    source: Cells
    problems: tuple[Problem, ...]
    told: tuple[str, ...]
    absent: tuple[str, ...]
    set_aside: tuple[Step, ...] = ()


def merge(plans: list[Plan], target: Target, trade: Trade, reader: Reader, *, drop: bool) -> Merged:
    """Return an SOP after the rows of some sheets.

    Slots and texts that have no row in a sheet with ids stay, unless `drop`.
    """
    merger = _Merger(target, trade, reader)
    merger.grouper.hear(plans)
    for plan in plans:
        merger.add(plan)
    has_ids = any(plan.has_ids for plan in plans)
    return merger.merged(has_ids, drop)


class _Merger:
    def __init__(self, target: Target, trade: Trade, reader: Reader) -> None:
        self.now, self.sop, self.trade = target.now, target.sop, trade
        self.data: Data = deepcopy(target.now.data) if target.now else {**target.fresh, "slots": {}}
        self.places: dict[KeyPath, Place] = {}
        self.findings = Findings()
        self.grouper = Grouper(target.sop, reader, self.findings)
        self.titles: Mapping[str, str] = self.grouper.titles
        self.seen: set[tuple[str, str]] = set()

    def add(self, plan: Plan) -> None:
        for group in self.grouper.groups(plan):
            if group.slot in self.titles:
                self._update(plan, group, str(group.slot))
            elif group.when:
                self._create(plan, group, group.when)

    def merged(self, has_ids: bool, drop: bool) -> Merged:
        absent = tuple(self._absent()) if has_ids else ()
        for name in absent if drop else ():
            self._drop(name)
        blank: Mapping[KeyPath, Mark] = {(): Mark(File("", ""), None, (0, 0), "{")}
        source = Cells(self.data, self.now.marks if self.now else blank, places=self.places)
        findings = self.findings
        aside = tuple(findings.set_aside)
        return Merged(source, findings.every_problem(), findings.told(), () if drop else absent, aside)

    def _absent(self) -> Iterator[str]:
        for name, slot in self.sop.slots.items() if self.sop else ():
            missing = [text for text in slot.texts if (name, text) not in self.seen]
            yield from [name] if len(missing) == len(slot.texts) else [f"{name}/{text}" for text in missing]

    def _drop(self, name: str) -> None:
        slot, _, text = name.partition("/")
        if text:
            del self.data["slots"][slot]["copy"][text]
            self.findings.changes.append(f"「{self.titles[slot]}」去掉第 {text} 条文案")
        else:
            del self.data["slots"][slot]
            self.findings.changes.append(f"去掉「{self.titles[slot]}」")

    # --- new posts ---

    def _create(self, plan: Plan, group: Group, when: Data) -> None:
        first = group.steps[0]
        name = group.slot or self._new_id(when)
        wrong = id_fault(name, "#")
        if wrong:
            self.findings.problems.append(first.at("").problem("Q011", wrong[0], "把编号空着"))
            return
        fields = read_fields(plan, first, self.trade, self.titles, self.findings)
        texts = self._new_texts(group, name)
        if "type" not in fields:
            fields["type"] = guess_type(f"{group.title} {next(iter(texts.values()))}")
            self.findings.guesses["没写类型，是按内容估的"].append(first.place)
        lasts = {"minutes": group.minutes} if group.minutes else {}
        self.data["slots"][name] = {"title": group.title, "when": when, **lasts, **fields, "copy": texts}
        self.places["slots", name] = first.place
        self.places |= {("slots", name, key): first.at(key) for key in ("when", *fields)}
        self.findings.changes.append(f"新增「{group.title}」：{len(texts)} 条文案")

    def _new_texts(self, group: Group, name: str) -> dict[str, str]:
        texts = {}
        for number, step in enumerate(group.steps, 1):
            given = read_id(step)
            text_id = given.text if given else str(number)
            texts[text_id] = step.text("copy") or step.text("title")
            self.places["slots", name, "copy", text_id] = step.at("copy")
        return texts

    def _new_id(self, when: Data) -> str:
        noun = read_when(when)
        assert noun is not None  # what was heard is a `when`
        return slot_id(noun, self.data["slots"].keys())

    # --- posts that are there ---

    def _update(self, plan: Plan, group: Group, name: str) -> None:
        said = plan.keys.union(*(step.cells for step in group.steps))
        for key in ("when", *FIELDS):
            if key in said:
                self._update_field(plan, group, name, key)
        self._update_texts(plan, group, name)

    def _update_field(self, plan: Plan, group: Group, name: str, key: str) -> None:
        """Take over a field that rows of the post say otherwise; blank in all of them, it is removed."""
        edited = [step for step in group.steps if step.is_edited(key)]
        said = [step for step in edited if step.text(key)]
        if said:
            self._take_over(plan, group, name, key, said)
        elif edited and plan.has_ids and not any(step.text(key) for step in group.steps):
            self._clear(group, name, key)

    def _take_over(self, plan: Plan, group: Group, name: str, key: str, said: list[Step]) -> None:
        first = said[0]
        other = next((step for step in said if step.text(key) != first.text(key)), None)
        if other:
            self._tell_both(name, key, first, other)
        elif clean(first.text(key)) != clean(self._old(name, key)):
            self._set(plan, group, name, key, first)

    def _tell_both(self, name: str, key: str, first: Step, other: Step) -> None:
        ways = f"{other.text(key)}，{first.at(key)} 又写 {first.text(key)}"
        message = f"「{self.titles[name]}」的{BY_KEY[key].title}有两种写法：{ways}"
        hint = "一条要发的只有一种；要分成两条，就换个标题，把编号空着"
        self.findings.problems.append(other.at(key).problem("Q003", message, hint))

    def _old(self, name: str, key: str) -> str:
        """Return what a cell would say of a field of the post as it was."""
        assert self.sop is not None
        return words(key, self.sop.slots[name], self.trade, self.titles)

    def _clear(self, group: Group, name: str, key: str) -> None:
        old = self._old(name, key)
        if not old:
            return
        if key == "when":
            place = group.steps[0].at(key)
            self.findings.problems.append(place.problem("Q002", "时间是空的", f"原来是 {old}"))
        elif key not in ("title", "type") and self.data["slots"][name].pop(key, None) is not None:
            self._tell(name, key, old, "")

    def _set(self, plan: Plan, group: Group, name: str, key: str, step: Step) -> None:
        slot = self.data["slots"][name]
        new = self._said(plan, group, name, key, step)
        if new is None or new == slot.get(key):
            return
        slot[key] = new
        self.places["slots", name, key] = step.at(key)
        old = self._old(name, key)
        was_changed_too = step.original(key) not in (None, digest(clean(old)))
        more = "（导出以后计划里也改过，按表格的来）" if was_changed_too else ""
        self._tell(name, key, old, step.text(key), more)

    def _said(self, plan: Plan, group: Group, name: str, key: str, step: Step) -> Any:
        if key == "when":
            return self._when(plan, group, name, step)
        return read_fields(plan, step, self.trade, self.titles, self.findings).get(key)

    def _when(self, plan: Plan, group: Group, name: str, step: Step) -> Data | None:
        moment = None if group.when else self.grouper.moment(plan, step)
        when = group.when or (moment.when() if moment else None)
        return _kept_when(self.data["slots"][name]["when"], when) if when else None

    def _update_texts(self, plan: Plan, group: Group, name: str) -> None:
        texts: Data = self.data["slots"][name]["copy"]
        numbers = iter(() if plan.has_ids else tuple(texts))
        for step in group.steps:
            text, given = step.text("copy"), read_id(step)
            alike = _alike(texts, text)
            text_id = given.text if given else alike or next(numbers, _next(texts))
            self.seen.add((name, text_id))
            if text and text_id != alike:
                self._update_text(name, text_id, step)
            elif not text and plan.has_ids and "copy" in plan.keys:
                self._tell_no_text(step)

    def _update_text(self, name: str, text_id: str, step: Step) -> None:
        texts: Data = self.data["slots"][name]["copy"]
        is_new = text_id not in texts
        if not is_new and not step.is_edited("copy"):
            return
        was_parted = isinstance(texts.get(text_id), dict)
        texts[text_id] = step.text("copy")
        self.places["slots", name, "copy", text_id] = step.at("copy")
        verb = "新增" if is_new else "改了"
        more = "，原来有几段是看排期表才说的，现在都说" if was_parted else ""
        self.findings.changes.append(f"「{self.titles[name]}」{verb}第 {text_id} 条文案{more}")

    def _tell_no_text(self, step: Step) -> None:
        hint = "不要这一条，就把整行删掉，导入时加 --drop"
        message = f"{BY_KEY['copy'].title}是空的"
        self.findings.problems.append(step.at("copy").problem("Q002", message, hint))

    def _tell(self, name: str, key: str, old: str, new: str, more: str = "") -> None:
        told = " → ".join(flat(each)[:30] or "（空）" for each in (old, new))
        self.findings.changes.append(f"「{self.titles[name]}」{BY_KEY[key].title}：{told}{more}")


def _alike(texts: Data, text: str) -> str | None:
    return next((each for each in texts if clean(joined(texts[each], TEXT)) == text), None)


def _next(texts: Data) -> str:
    return str(max((int(each) for each in texts if each.isdigit()), default=0) + 1)


def _kept_when(old: Data, new: Data) -> Data:
    """Return the new time in the old one's way of writing where only the hour differs."""
    candidate = {**old, "at": new["at"]}
    return candidate if read_when(candidate) == read_when(new) else new
