"""Letters that an encoding lost when a sheet was saved: never taken for an edit, and never posted as question marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from qunli.model import Sop
from qunli.problem import Problem
from qunli.workbook.columns import TOLD
from qunli.workbook.field_words import Trade, words
from qunli.workbook.findings import Findings
from qunli.workbook.grouping import read_id
from qunli.workbook.questions import Interview, Question
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Place, clean

# What a program writes for a letter that the encoding lacks, and what is left of UTF-8 that was read as GBK.
_BROKEN = re.compile("�|锟斤拷|锘縲|烫烫烫")
_ASKS = re.compile(
    r"[吗呢么吧啥谁哪几怎嘛否]|多少|多久|什么|(.)[不没]\1|如何|为何|[有是要能会想好可行对]不|没有?$|知道|猜|还是|ok|how|what|who|why|when"
)
_CLAUSE = re.compile(r"[，。！？,.!；;\n]")
_KEPT = "存成 CSV 时丢了的字（表情、¥ 这些变成了 ?）没当成改动，计划里的照旧；下次另存为 .xlsx 就不会丢"
_REAL, _SPOILT = "是问号，照收", "是存坏的字"


@dataclass
class Mender:
    """Puts back what an encoding lost, as far as the plan has it."""

    sop: Sop | None
    trade: Trade
    findings: Findings
    doubts: list[Place] = field(default_factory=list)

    def mended(self, plans: list[Plan], interview: Interview) -> list[Plan]:
        """Return the sheets with what the plan knows put back; note what is damaged for good."""
        found = [
            replace(plan, steps=tuple(self._step(step, plan.lost) for step in plan.steps)) for plan in plans
        ]
        if self.doubts:
            self.findings.problems += _asked(self.doubts, interview)
        return found

    def _step(self, step: Step, lost: str) -> Step:
        cells = dict(step.cells)
        for key in (key for key in TOLD if step.text(key)):
            text, cell = step.text(key), cells[key]
            if not step.is_edited(key) or not (_BROKEN.search(text) or (lost and "?" in text)):
                continue
            old = next((each for each in self._known(step, key) if _is_what_is_left(text, each, lost)), None)
            if old is not None:
                cells[key] = replace(cell, raw=old, shown=None)
                self.findings.guesses[_KEPT].append(cell.place)
            elif _BROKEN.search(text):
                hint = "回到没坏的那一份，另存为 .xlsx 再导入；或把这一格重新打一遍"
                self.findings.problems.append(cell.place.problem("Q008", "这里的字坏了，成了乱码", hint))
            elif _is_doubtful(text):
                self.doubts.append(cell.place)
        return replace(step, cells=cells)

    def _known(self, step: Step, key: str) -> Iterator[str]:
        """Yield what the plan says that a cell may have said: its own post's, of a row without an id any post's."""
        slots = self.sop.slots if self.sop else {}
        titles = {name: slot.title for name, slot in slots.items()}
        given = read_id(step)
        meant = {given.slot: slots[given.slot]} if given and given.slot in slots else slots
        for slot in meant.values():
            own = {"copy": slot.texts, "answer": slot.answers}
            texts = own[key] if key in own else {"": words(key, slot, self.trade, titles)}
            yield from (
                clean(text) for text_id, text in texts.items() if not given or text_id in ("", given.text)
            )


def _is_what_is_left(text: str, old: str, lost: str) -> bool:
    """Say whether a text is another one with nothing but the letters gone that an encoding lacks."""
    runs = groupby(old, key=lambda letter: _has(lost or "gbk", letter))
    pattern = "".join(re.escape("".join(run)) if is_kept else _left("".join(run)) for is_kept, run in runs)
    return text != old and re.fullmatch(pattern, text) is not None


def _has(encoding: str, letter: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _left(letters: str) -> str:
    """Return a pattern of what may stand where letters stood: a mark or two for each, or a letter that looks alike."""
    plain = (unicodedata.normalize("NFKD", each)[:1] for each in letters)
    others = re.escape("".join(sorted({*letters, *plain, "?", "�", "￥"})))
    least = sum(unicodedata.category(each) not in ("Mn", "Cf") for each in letters)
    return f"[{others}]{{{least},{2 * len(letters)}}}"


def _is_doubtful(text: str) -> bool:
    """Say whether a question mark stands where nothing is asked."""
    for found in re.finditer(r"\?+", text):
        clause = _CLAUSE.split(text[: found.start()])[-1]
        if len(found[0]) > 1 or not _ASKS.search(clause):
            return True
    return False


def _asked(doubts: list[Place], interview: Interview) -> Iterator[Problem]:
    first = doubts[0]
    count = f"等 {len(doubts)} 格" if len(doubts) > 1 else ""
    text = f"这里{count}的 ? 像是存坏的字（表情、¥ 在 GBK 里没有）"
    question = Question("问号是不是存坏的字", f"{first}：{text}", first, (_REAL, _SPOILT))
    if interview.ask(question) != _REAL:
        hint = "回到原来的表，另存为 .xlsx 再导入；真是问号就写成全角的 ？"
        yield first.problem("Q008", text, hint)
