"""An SOP while rows are laid over it: what it says by now, and from which cell each value came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qunli.model import Sop
from qunli.model.paragraphs import KEY, copy_text
from qunli.model.texts import ANSWER
from qunli.source import KeyPath
from qunli.workbook.columns import BY_KEY
from qunli.workbook.field_words import Trade, words
from qunli.workbook.fields import flat
from qunli.workbook.findings import Findings
from qunli.workbook.fresh import short_title
from qunli.workbook.grouping import Data, read_when
from qunli.workbook.steps import Step
from qunli.workbook.tables import Place, clean


@dataclass
class Laid:
    """`sop` is the SOP as it was, None for a new one; `data` as it shall be.

    `rows` has the slot and the text of every row that was taken; `added` are the texts that were none before.
    """

    sop: Sop | None
    trade: Trade
    data: Data
    findings: Findings
    places: dict[KeyPath, Place] = field(default_factory=dict)
    rows: list[tuple[Step, str, str]] = field(default_factory=list)
    added: set[tuple[str, str]] = field(default_factory=set)

    @property
    def titles(self) -> Mapping[str, str]:
        return {name: slot.title for name, slot in self.sop.slots.items()} if self.sop else {}

    def slot(self, name: str) -> Data:
        found: Data = self.data["slots"][name]
        return found

    def texts(self, name: str) -> Data:
        found: Data = self.slot(name)["copy"]
        return found

    def plain(self, name: str, text_id: str) -> str:
        """Return a text with all its paragraphs, as a cell holds it."""
        return clean(copy_text(self.texts(name)[text_id]))

    def answer(self, name: str, text_id: str) -> str:
        """Return what is posted the day after a text, "" where nothing is."""
        text = self.texts(name).get(text_id)
        return clean(str(text.get(ANSWER, ""))) if isinstance(text, dict) else ""

    def old(self, name: str, key: str) -> str:
        """Return what a cell would say of a field of the post as it was."""
        assert self.sop is not None
        return words(key, self.sop.slots[name], self.trade, self.titles)

    def alike(self, name: str, text: str) -> str | None:
        """Return the id of a text that says just this."""
        return next((each for each in self.texts(name) if self.plain(name, each) == clean(text)), None)

    def next_text(self, name: str) -> str:
        """Return the number of one more text of a post."""
        return str(max((int(each) for each in self.texts(name) if each.isdigit()), default=0) + 1)

    # --- changes ---

    def set(self, name: str, key: str, new: Any, step: Step, more: str = "") -> None:
        """Give a field another value, which stands in a row."""
        slot = self.slot(name)
        if new is None or new == slot.get(key):
            return
        slot[key] = new
        self.places["slots", name, key] = step.at(key)
        self.tell(name, key, self.old(name, key), self._new(key, new, step), more)

    def _new(self, key: str, new: Any, step: Step) -> str:
        """Return what to tell of a value that a row has: notes may hold what no other column takes."""
        if key == "notes":
            return str(new)
        when = read_when(new) if key == "when" else None
        return when.words(self.trade.festival) if when else step.text(key)

    def clear(self, name: str, key: str) -> None:
        """Remove a field that a post may go without."""
        old = self.old(name, key)
        if old and key not in ("when", "title", "type") and self.slot(name).pop(key, None) is not None:
            self.tell(name, key, old, "")

    def write(self, name: str, text_id: str, step: Step) -> None:
        """Give a post a text, one more or another one."""
        texts = self.texts(name)
        is_new, was_parted = text_id not in texts, KEY in _entry(texts.get(text_id))
        before, answer = "" if is_new else self.plain(name, text_id), self.answer(name, text_id)
        texts[text_id] = with_answer(step.content, answer)
        self.places["slots", name, "copy", text_id] = step.at("copy")
        if is_new:
            self.added.add((name, text_id))
        verb = "新增" if is_new else "改了"
        more = "，原来有几段是看排期表才说的，现在都说" if was_parted else ""
        self.findings.changes.append(f"「{self.titles[name]}」{verb}第 {text_id} 条文案{more}")
        self._retitle(name, before, step)

    def write_answer(self, name: str, text_id: str, step: Step) -> None:
        """Give a text the answer of its row, or none."""
        texts, answer, before = self.texts(name), step.text("answer"), self.answer(name, text_id)
        if clean(answer) == before:
            return
        said = {key: each for key, each in _entry(texts[text_id]).items() if key != ANSWER}
        plain = said["text"] if said.keys() == {"text"} else said
        texts[text_id] = {**said, ANSWER: answer} if answer else plain
        self.places["slots", name, "copy", text_id, ANSWER] = step.at("answer")
        verb = "新增" if not before else "改了" if answer else "去掉了"
        self.findings.changes.append(f"「{self.titles[name]}」{verb}第 {text_id} 条文案的答案")

    def _retitle(self, name: str, before: str, step: Step) -> None:
        """Let a title that was made of a text follow it."""
        slot, new = self.slot(name), short_title(step.content)
        if before and not step.text("title") and slot["title"] == short_title(before) != new:
            slot["title"] = new
            self.tell(name, "title", self.titles[name], new)

    def tell(self, name: str, key: str, old: str, new: str, more: str = "") -> None:
        told = " → ".join(flat(each)[:30] or "（空）" for each in (old, new))
        self.findings.changes.append(f"「{self.titles[name]}」{BY_KEY[key].title}：{told}{more}")


def with_answer(text: str, answer: str) -> Any:
    """Return a text of a copy as YAML has it, with what is posted the day after."""
    return {"text": text, ANSWER: answer} if answer else text


def _entry(text: Any) -> Data:
    """Return a text of a copy as the entry that it is or could be."""
    return text if isinstance(text, dict) else {"text": text}


def kept_when(old: Data, new: Data, festival: Callable[[str], str]) -> Data:
    """Return the new time in the old one's way of writing where only the hour differs; a day has several names."""
    candidate = {**old, "at": new["at"]}
    said = [when.words(festival) if (when := read_when(each)) else None for each in (candidate, new)]
    return candidate if said[0] == said[1] else new
