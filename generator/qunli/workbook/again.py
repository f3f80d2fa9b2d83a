"""Posts of a plan changed by the rows of a sheet without ids, which says all there is to say each time it comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qunli.workbook.fields import FIELDS, read_fields
from qunli.workbook.grouping import Group, read_when
from qunli.workbook.laid import Laid, kept_when
from qunli.workbook.matching import nearness
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import clean

_EMPTIED = "表里空着、计划里有，留着没动（要去掉就加 --drop）"
_MOST_TEXTS = 100  # of one post, to be compared for how alike they are


@dataclass(frozen=True)
class Again:
    """Takes over what the rows of one sheet without ids say; `drop` also empties what they leave empty."""

    laid: Laid
    plan: Plan
    drop: bool

    def update(self, group: Group, name: str) -> None:
        self._update_when(group, name)
        self._update_fields(group, name)
        for step, text_id in self._paired(group.steps, name):
            self.laid.rows.append((step, name, text_id))
            if text_id not in self.laid.texts(name) or clean(step.content) != self.laid.plain(name, text_id):
                self.laid.write(name, text_id, step)
            if "answer" in self.plan.keys:
                self.laid.write_answer(name, text_id, step)

    def _update_when(self, group: Group, name: str) -> None:
        assert self.laid.sop is not None
        assert group.when is not None  # only such groups are matched
        slot, step = self.laid.slot(name), group.steps[0]
        said = {**group.when, "at": slot["when"]["at"]} if group.is_guess else group.when
        when = kept_when(slot["when"], said, self.laid.trade.festival)
        if read_when(when) != self.laid.sop.slots[name].when:
            self.laid.set(name, "when", when, step)
        if group.minutes and not step.text("minutes") and slot.get("minutes") != group.minutes:
            slot["minutes"] = group.minutes
            self.laid.tell(name, "minutes", self.laid.old(name, "minutes"), str(group.minutes))

    def _update_fields(self, group: Group, name: str) -> None:
        laid, step = self.laid, group.steps[0]
        said = read_fields(self.plan, step, laid.trade, laid.titles, laid.findings)
        for key in FIELDS:
            has_said = key in said and (key == "notes" or clean(step.text(key)) != clean(laid.old(name, key)))
            if has_said:
                laid.set(name, key, said[key], step)
            elif key not in said and key in self.plan.keys and not step.text(key):
                self._empty(name, key, step)

    def _empty(self, name: str, key: str, step: Step) -> None:
        if key in ("title", "type") or key not in self.laid.slot(name):
            return
        if self.drop:
            self.laid.clear(name, key)
        else:
            self.laid.findings.guesses[_EMPTIED].append(step.at(key))

    # --- which row is which text ---

    def _paired(self, steps: list[Step], name: str) -> Iterator[tuple[Step, str]]:
        """Yield each row with the id of its text: the same words, else the most alike, else in order, else a new one."""
        free = {text_id: self.laid.plain(name, text_id) for text_id in self.laid.texts(name)}
        chosen: dict[int, str] = {}
        for find in (_same, _nearest):
            for place, step in enumerate(steps):
                found = find(clean(step.content), free) if place not in chosen else None
                if found:
                    chosen[place] = found
                    del free[found]
        numbers = iter([*free, *self._new(name, len(steps))])
        for place, step in enumerate(steps):
            yield step, chosen[place] if place in chosen else next(numbers)

    def _new(self, name: str, count: int) -> list[str]:
        first = int(self.laid.next_text(name))
        return [str(first + place) for place in range(count)]


def _same(text: str, free: Mapping[str, str]) -> str | None:
    return next((each for each, known in free.items() if known == text), None)


def _nearest(text: str, free: Mapping[str, str]) -> str | None:
    if len(free) > _MOST_TEXTS:
        return None
    nearest = {each: nearness(known, text) for each, known in free.items()}
    best = max(nearest, key=nearest.__getitem__, default=None)
    return best if best and nearest[best] else None
