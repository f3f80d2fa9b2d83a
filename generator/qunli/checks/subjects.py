"""What is judged: packs, SOPs, slots, texts and plans, each with the source its places come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from qunli.almanac import Almanac
from qunli.library import Industry, PackFile
from qunli.library.filling import filled
from qunli.library.parts import texts
from qunli.model import WARM, Slot, Sop
from qunli.model.paragraphs import paragraphs
from qunli.model.texts import ANSWER, ANSWERED
from qunli.schedule import Plan, Post
from qunli.source import KeyPath, Source
from qunli.text import Value, as_posted

# How far ahead plans are judged, in days.
AHEAD = 120


class At(NamedTuple):
    """One finding: a key path of the subject's source, what is wrong there, and which characters of the value.

    With `key` the finding stands on the key. A path that does not exist means its closest ancestor.
    """

    path: KeyPath
    message: str
    span: tuple[int, int] | None = None
    key: bool = False


Findings = Iterator[At]


@dataclass(frozen=True)
class PackCase:
    """What pack.yml says."""

    industry: Industry

    @property
    def source(self) -> Source:
        return self.industry.source


@dataclass(frozen=True)
class SopCase:
    """One SOP of a pack, or as one shop runs it; `variables` are the values its texts are read with."""

    industry: Industry
    id: str
    sop: Sop
    source: Source
    variables: Mapping[str, Value]

    @property
    def always(self) -> str:
        """What every calendar says of the welcome: its paragraphs that need no post."""
        return "\n\n".join(
            each.text for each in paragraphs(self.source.data.get("welcome")) if not each.needs
        )

    @property
    def is_education(self) -> bool:
        return self.industry.sector == "education"

    def slots(self) -> Iterator[SlotCase]:
        """Yield every slot."""
        for slot_id, slot in self.sop.slots.items():
            yield SlotCase(self, slot_id, slot)


@dataclass(frozen=True)
class SlotCase:
    """One slot."""

    parent: SopCase
    id: str
    slot: Slot

    @property
    def source(self) -> Source:
        return self.parent.source

    def path(self, *more: str | int) -> KeyPath:
        """Return a key path below this slot."""
        return ("slots", self.id, *more)

    def texts(self) -> Iterator[TextCase]:
        """Yield every text of the slot's copy, answers included."""
        for text_id, text in self.slot.said.items():
            yield TextCase(self, text_id, text)


@dataclass(frozen=True)
class TextCase:
    """One text to paste."""

    parent: SlotCase
    id: str
    text: str

    @property
    def source(self) -> Source:
        return self.parent.source

    @property
    def path(self) -> KeyPath:
        below = (self.id.removesuffix(ANSWERED), ANSWER) if self.is_answer else (self.id,)
        return self.parent.path("copy", *below)

    @property
    def is_answer(self) -> bool:
        """Say whether it is posted the day after a text, for which no `short` stands in."""
        return self.id.endswith(ANSWERED)

    @cached_property
    def posted(self) -> str:
        """The text as a member reads it: defaults filled in, blanks shown by their examples."""
        return posted(self.text, self.parent.parent, self.parent.slot.rotate)


@dataclass(frozen=True)
class FileCase:
    """One more file of a pack that holds texts for members, such as faq.yml."""

    industry: Industry
    file: PackFile

    @property
    def source(self) -> Source:
        return self.file.source


@dataclass(frozen=True)
class PastedCase:
    """One text of a file that goes out as a post of its own, without an hour."""

    parent: FileCase
    path: KeyPath
    text: str

    @property
    def source(self) -> Source:
        return self.parent.source

    @cached_property
    def posted(self) -> str:
        """The text as a member reads it: defaults filled in, blanks shown by their examples."""
        industry = self.parent.industry
        return as_posted(filled(self.text, industry.pack.variables, industry.defaults, None))


@dataclass(frozen=True)
class PlanCase:
    """What one calendar posts from a day on."""

    plan: Plan
    almanac: Almanac
    today: date

    @property
    def source(self) -> Source:
        return self.plan.shop.source

    @property
    def start(self) -> date:
        """The first day that is judged: today, or the first start of a run if that is later."""
        return self.spans[0][0]

    @cached_property
    def spans(self) -> list[tuple[date, date]]:
        """The days that are judged (both ends included), in order and apart: ahead of today and of each start of a run."""
        starts = {start for run in self.plan.shop.runs.values() for start in run.starts}
        days = sorted({max(self.today, start) for start in starts}) or [self.today]
        found = [(days[0], days[0] + timedelta(days=AHEAD))]
        for day in days[1:]:
            first, last = found[-1]
            if day > last:
                found.append((day, day + timedelta(days=AHEAD)))
            else:
                found[-1] = first, day + timedelta(days=AHEAD)
        return found

    @cached_property
    def posts(self) -> list[Post]:
        """Everything posted in the days that are judged, in order of time; beyond the horizon nothing is known."""
        last = self.plan.horizon
        spans = [(start, min(end, last)) for start, end in self.spans if start <= last]
        return [post for span in spans for post in self.plan.posts(*span)]

    def slot(self, post: Post) -> Slot:
        """Return the slot of a post."""
        return self.plan.shop.slot(post.series.run, post.series.slot)

    def sop(self, run: str) -> Sop:
        """Return the SOP of a run."""
        return self.plan.shop.runs[run].sop


Subject = PackCase | SopCase | SlotCase | TextCase | FileCase | PastedCase | PlanCase


def posted(text: str, case: SopCase, rotate: str | None) -> str:
    """Return the text as a member reads it: variables filled in, blanks and what has no value shown by their words."""
    return as_posted(filled(text, case.industry.pack.variables, case.variables, rotate))


def of_pack(industry: Industry) -> Iterator[Subject]:
    """Yield everything in a pack that is judged."""
    yield PackCase(industry)
    for sop_id, sop in industry.sops.items():
        yield from of_sop(SopCase(industry, sop_id, sop, industry.sop_sources[sop_id], industry.defaults))
    for file in industry.files.values():
        if file.part.said and file.value is not None:
            case = FileCase(industry, file)
            yield case
            yield from (PastedCase(case, path, text) for path, text in texts(file.source, file.part.pasted))


def of_sop(case: SopCase) -> Iterator[Subject]:
    """Yield an SOP, its slots and their texts."""
    yield case
    for slot in case.slots():
        yield slot
        yield from slot.texts()


def of_plan(plan: Plan, almanac: Almanac, today: date) -> Iterator[Subject]:
    """Yield a plan, and the SOPs that its calendar changes, or says in another voice."""
    yield PlanCase(plan, almanac, today)
    shop = plan.shop
    for run in shop.runs.values():
        is_changed = run.source is not shop.industry.sop_sources.get(run.sop_id)
        if is_changed or shop.calendar.voice != WARM:
            yield from of_sop(SopCase(shop.industry, run.sop_id, run.sop, run.source, shop.variables))
