"""Which posts of a plan the rows of a sheet without ids mean: found by hour and day, title and text, else asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from qunli.model import Slot, Sop
from qunli.problem import Problem
from qunli.workbook.field_words import Trade, words
from qunli.workbook.fields import FIELDS, flat
from qunli.workbook.grouping import Group, read_when
from qunli.workbook.questions import Interview, Question
from qunli.workbook.tables import clean

NEW = "新的一条"

Common = Callable[[Group, str], frozenset[str]]

# What a post and some rows have in common, the surest first. Where one pair alone has it, they are the same.
_OWN = (
    frozenset(("when", "title", "text", "fields")),
    frozenset(("when", "title", "text")),
    frozenset(("when", "title", "fields")),
    frozenset(("when", "title")),
)
_ALIKE = (
    *_OWN[:2],
    frozenset(("when", "text")),
    *_OWN[2:],
    frozenset(("when", "near")),
    frozenset(("title", "text")),
    frozenset(("when",)),
)
_FAR = (frozenset(("text",)), frozenset(("title",)))
_IN_TURN = _ALIKE[:3]  # of several that have this much in common, any may be any
_ASKED = (frozenset(("when",)), frozenset(("title", "text")))
_NEAR = 0.5
_MOST_COMPARED = 500  # characters of a text
MOST_PAIRS = 20_000  # beyond them texts are not compared for how alike they are, which takes long


@dataclass
class Matcher:
    """Finds the post of each group of rows. `free` are the posts that no row claims by its id."""

    sop: Sop
    trade: Trade
    interview: Interview
    free: list[str]
    problems: list[Problem] = field(default_factory=list)

    def own(self, groups: Sequence[Group]) -> None:
        """Set the posts of new rows in a sheet with ids: those of the same title and time."""
        common = self._common(groups)
        for wanted in _OWN:
            self._pair(groups, common, wanted)

    def wild(self, groups: Sequence[Group]) -> None:
        """Set the posts of the rows of a sheet without ids; what is like several posts is asked."""
        common = self._common(groups)
        for wanted in _ALIKE:
            self._pair(groups, common, wanted)
        self._ask(groups, common)
        for wanted in _FAR:
            self._pair(groups, common, wanted)

    def _common(self, groups: Sequence[Group]) -> Common:
        titles = {name: slot.title for name, slot in self.sop.slots.items()}
        texts = {name: [clean(text) for text in slot.texts.values()] for name, slot in self.sop.slots.items()}
        found: dict[tuple[int, str], frozenset[str]] = {}
        is_few = len(groups) * len(self.free) <= MOST_PAIRS
        for group in groups:
            when = read_when(group.when) if group.when else None
            theirs = [clean(step.content) for step in group.steps]
            for name in self.free:
                slot = self.sop.slots[name]
                common = {"when"} if when == slot.when else set()
                common |= {"title"} if group.title == slot.title else set()
                common |= {"text"} if set(texts[name]) & set(theirs) else set()
                if "when" in common:
                    common |= {"near"} if is_few and _are_near(texts[name], theirs) else set()
                    common |= {"fields"} if _has_fields(group, slot, self.trade, titles) else set()
                found[id(group), name] = frozenset(common)
        return lambda group, name: found[id(group), name]

    def _pair(self, groups: Sequence[Group], common: Common, wanted: frozenset[str]) -> None:
        open_ = [group for group in groups if group.slot is None]
        likes = {id(group): [name for name in self.free if wanted <= common(group, name)] for group in open_}
        for group in open_:
            names = [name for name in likes[id(group)] if name in self.free]
            is_only = len(names) == 1 and sum(names[0] in each for each in likes.values()) == 1
            if names and (is_only or wanted in _IN_TURN):
                self._take(group, names[0])

    def _take(self, group: Group, name: str) -> None:
        group.slot = name
        self.free.remove(name)

    # --- what is like several ---

    def _ask(self, groups: Sequence[Group], common: Common) -> None:
        for wanted in _ASKED:
            open_ = [group for group in groups if group.slot is None]
            likes = {
                id(group): tuple(name for name in self.free if wanted <= common(group, name))
                for group in open_
            }
            for names in dict.fromkeys(filter(None, likes.values())):
                alike = [group for group in open_ if likes[id(group)] == names]
                self._ask_each(alike, names)

    def _ask_each(self, groups: list[Group], names: tuple[str, ...]) -> None:
        labels = {f"{self.sop.slots[name].title}（{name}）": name for name in names}
        in_order = list(labels) if len(names) == len(groups) else [None] * len(groups)
        for group, default in zip(groups, in_order, strict=True):
            place = group.steps[0].place
            text = f"「{group.title}」是计划里哪一条改的，还是新的一条"
            question = Question(f"{place} 是哪一条", text, place, (*labels, NEW), default)
            answer = self.interview.ask(question)
            if answer is None:
                hint = f"有：{'、'.join(labels)}；先 qunli export 出带编号的表，在那一份里改"
                self.problems.append(place.problem("Q003", f"看不出{text}", hint))
            elif answer in labels and labels[answer] in self.free:
                self._take(group, labels[answer])


def _are_near(ours: list[str], theirs: list[str]) -> bool:
    pairs = ((one[:_MOST_COMPARED], other[:_MOST_COMPARED]) for one in ours for other in theirs)
    return any(nearness(one, other) > _NEAR for one, other in pairs)


def nearness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > _NEAR < matcher.quick_ratio() else 0


def _has_fields(group: Group, slot: Slot, trade: Trade, titles: dict[str, str]) -> bool:
    """Say whether a post says all that the rows say, apart from time, title and text; unknown words are in its notes."""
    step = group.steps[0]
    said = ((key, step.text(key)) for key in FIELDS if key != "title")
    return all(
        text == clean(words(key, slot, trade, titles)) or flat(text) in (slot.notes or "")
        for key, text in said
        if text
    )
