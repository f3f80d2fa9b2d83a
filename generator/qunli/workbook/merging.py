"""Rows of a spreadsheet laid over an SOP: what it shall say, and what changes, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from qunli.model import Sop
from qunli.problem import Problem
from qunli.shape import id_fault
from qunli.source import File, KeyPath, Mark, Source
from qunli.workbook.again import Again
from qunli.workbook.days import Reader
from qunli.workbook.edits import Edits
from qunli.workbook.field_words import Trade
from qunli.workbook.fields import read_fields
from qunli.workbook.findings import Findings
from qunli.workbook.fresh import guess_type, slot_id
from qunli.workbook.grouping import Data, Group, Grouper, read_id, read_when
from qunli.workbook.laid import Laid, with_answer
from qunli.workbook.matching import Matcher
from qunli.workbook.mending import Mender
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Cells
from qunli.workbook.welcomes import take_welcome


@dataclass(frozen=True)
class Target:
    """The SOP that rows are laid over, as data and as a noun; both None for a new one, whose fields `fresh` has."""

    now: Source | None
    sop: Sop | None
    fresh: Data


@dataclass(frozen=True)
class Merged:
    """The SOP as it shall be with the cells its values came from, what is wrong, and what to tell.

    `absent` are slots, and texts as slot/text, that the sheet no longer has, and `gone` what people call them; `rows`
    has the slot and the text of each row; `set_aside` the rows that answer to something, such as a welcome, and so are
    posted at no hour.
    """

    source: Cells
    problems: tuple[Problem, ...]
    told: tuple[str, ...]
    absent: tuple[str, ...]
    gone: tuple[str, ...] = ()
    rows: tuple[tuple[Step, str, str], ...] = ()
    set_aside: tuple[Step, ...] = ()


def merge(plans: list[Plan], target: Target, trade: Trade, reader: Reader, *, drop: bool) -> Merged:
    """Return an SOP after the rows of some sheets.

    Slots and texts that have no row in them stay, unless `drop`.
    """
    merger = _Merger(target, trade, reader, drop)
    merger.lay(plans)
    return merger.merged(target.now)


class _Merger:
    def __init__(self, target: Target, trade: Trade, reader: Reader, drop: bool) -> None:
        data = deepcopy(target.now.data) if target.now else {**target.fresh, "slots": {}}
        self.findings = Findings()
        self.laid = Laid(target.sop, trade, data, self.findings)
        self.grouper = Grouper(target.sop, reader, self.findings)
        self.trade, self.drop = trade, drop

    def lay(self, plans: list[Plan]) -> None:
        mender = Mender(self.laid.sop, self.trade, self.findings)
        whole = mender.mended(plans, self.grouper.reader.interview)
        self.grouper.hear(whole)
        groups = [(plan, group) for plan in whole for group in self.grouper.groups(plan)]
        self._match(groups)
        for plan, group in groups:
            if group.slot in self.laid.titles:
                self._update(plan, group, str(group.slot))
            elif group.when:
                self._create(plan, group, group.when)
        take_welcome(self.laid.data, self.findings, self.grouper.reader.interview)

    def _match(self, groups: list[tuple[Plan, Group]]) -> None:
        """Find the posts of the rows that do not name them."""
        if self.laid.sop is None:
            return
        claimed = {group.slot for _, group in groups}
        free = [name for name in self.laid.titles if name not in claimed]
        matcher = Matcher(self.laid.sop, self.trade, self.grouper.reader.interview, free)
        nameless = [(plan, group) for plan, group in groups if group.slot is None]
        matcher.own([group for plan, group in nameless if plan.has_ids])
        matcher.wild([group for plan, group in nameless if not plan.has_ids])
        self.findings.problems += matcher.problems

    def _update(self, plan: Plan, group: Group, name: str) -> None:
        if plan.has_ids:
            Edits(self.laid, self.grouper, plan).update(group, name)
        else:
            Again(self.laid, plan, self.drop).update(group, name)

    # --- what the sheet no longer has ---

    def merged(self, now: Source | None) -> Merged:
        moved = self._moved()
        for name, text_id in moved:
            self._drop(f"{name}/{text_id}")
        absent = tuple(self._absent())
        for name in absent if self.drop else ():
            self._drop(name)
        blank: Mapping[KeyPath, Mark] = {(): Mark(File("", ""), None, (0, 0), "{")}
        source = Cells(self.laid.data, now.marks if now else blank, places=self.laid.places)
        findings = self.findings
        left = () if self.drop else absent
        gone = tuple(self._called(name) for name in left)
        rows, aside = tuple(self.laid.rows), tuple(findings.set_aside)
        return Merged(source, findings.every_problem(), findings.told(), left, gone, rows, aside)

    def _called(self, name: str) -> str:
        slot, _, text_id = name.partition("/")
        return f"「{self.laid.titles[slot]}」" + (f"第 {text_id} 条文案" if text_id else "")

    def _missing(self) -> dict[str, list[str]]:
        """Return the texts of each post that no row has, as it was before."""
        seen = {(name, text_id) for _, name, text_id in self.laid.rows}
        slots = self.laid.sop.slots if self.laid.sop else {}
        missing = {
            name: [text_id for text_id in slot.texts if (name, text_id) not in seen and name in self.slots]
            for name, slot in slots.items()
        }
        return {
            name: [each for each in texts if each in self.laid.texts(name)]
            for name, texts in missing.items()
            if texts
        }

    @property
    def slots(self) -> Data:
        found: Data = self.laid.data["slots"]
        return found

    def _absent(self) -> Iterator[str]:
        for name, missing in self._missing().items():
            is_whole = len(missing) == len(self.laid.texts(name))
            yield from [name] if is_whole else [f"{name}/{text_id}" for text_id in missing]

    def _moved(self) -> list[tuple[str, str]]:
        """Return the texts that a row has taken to another post of the same title: they are not lost."""
        new = [
            (self.slots[name]["title"], self.laid.plain(name, text_id)) for name, text_id in self.laid.added
        ]
        found = []
        for name, missing in self._missing().items():
            for text_id in missing:
                text = (self.laid.titles[name], self.laid.plain(name, text_id))
                if text in new:
                    new.remove(text)
                    found.append((name, text_id))
        return found

    def _drop(self, name: str) -> None:
        slot, _, text_id = name.partition("/")
        title = self.laid.titles[slot]
        if text_id:
            del self.laid.texts(slot)[text_id]
            self.findings.changes.append(f"「{title}」去掉第 {text_id} 条文案")
        if not text_id or not self.laid.texts(slot):
            del self.slots[slot]
            self.findings.changes.append(f"去掉「{title}」")

    # --- new posts ---

    def _create(self, plan: Plan, group: Group, when: Data) -> None:
        first = group.steps[0]
        name = group.slot or self._new_id(when)
        wrong = id_fault(name, "#")
        if wrong:
            self.findings.problems.append(first.at("").problem("Q011", wrong[0], "把编号空着"))
            return
        fields = read_fields(plan, first, self.trade, self.laid.titles, self.findings)
        texts = self._new_texts(group, name)
        if "type" not in fields:
            fields["type"] = guess_type(f"{group.title} {next(iter(texts.values()))}")
            self.findings.guesses["没写类型，是按内容估的"].append(first.place)
        lasts = {"minutes": group.minutes} if group.minutes else {}
        self.slots[name] = {"title": group.title, "when": when, **lasts, **fields, "copy": texts}
        self.laid.places["slots", name] = first.place
        self.laid.places |= {("slots", name, key): first.at(key) for key in ("when", *fields)}
        self.findings.changes.append(f"新增「{group.title}」：{len(texts)} 条文案")

    def _new_texts(self, group: Group, name: str) -> Data:
        texts: Data = {}
        for number, step in enumerate(group.steps, 1):
            given = read_id(step)
            text_id = given.text if given else str(number)
            texts[text_id] = with_answer(step.content, step.text("answer"))
            self.laid.places["slots", name, "copy", text_id] = step.at("copy")
            self.laid.rows.append((step, name, text_id))
            self.laid.added.add((name, text_id))
        return texts

    def _new_id(self, when: Data) -> str:
        noun = read_when(when)
        assert noun is not None  # what was heard is a `when`
        return slot_id(noun, self.slots.keys())
