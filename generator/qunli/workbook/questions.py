"""What a sheet leaves open: questions with a default where one is safe, and the answers that were given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from qunli.problem import ContentError
from qunli.workbook.tables import Place


@dataclass(frozen=True)
class Form:
    """What an answer that is no choice is: how to ask for it, and an example."""

    ask: str
    example: str
    takes: Callable[[str], bool]


def _is_hour(words: str) -> bool:
    return re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", words) is not None


def _is_day(words: str) -> bool:
    try:
        return len(words) == len("2026-12-07") and bool(date.fromisoformat(words))
    except ValueError:
        return False


HOUR = Form("写 24 小时制的几点", "20:00", _is_hour)
DAY = Form("写年月日", "2026-12-07", _is_day)


@dataclass(frozen=True)
class Question:
    """One doubt about a sheet.

    `key` is the question in a few words, the same whenever the same sheet is read: answers are kept under it. `text`
    is the whole question, `place` the first cell that raises it, `choices` what can be answered; none means something of
    `form`. `default` is what is taken where nobody can be asked, None where no answer is safe.
    """

    key: str
    text: str
    place: Place
    choices: tuple[str, ...] = ()
    default: str | None = None
    form: Form = HOUR

    def accepts(self, answer: str) -> bool:
        """Say whether something is an answer to it."""
        return answer in self.choices if self.choices else self.form.takes(answer)

    def way_out(self, instead: str) -> str:
        """Return the hint of a doubt: what to write in the sheet instead, or how the question is answered."""
        answers = "、".join(self.choices) or f"比如 {self.form.example}"
        return f"{instead}；或者回答「{self.key}」：{answers}"


@dataclass(frozen=True)
class Interview:
    """The answers given so far, and every question that a reading raised, by its key in the order of the sheet."""

    answers: Mapping[str, str] = field(default_factory=dict)
    raised: dict[str, Question] = field(default_factory=dict)

    def ask(self, question: Question) -> str | None:
        """Return the answer to a question, else its default; note that it was raised."""
        self.raised.setdefault(question.key, question)
        given = self.answers.get(question.key, "")
        return given if question.accepts(given) else question.default

    def require(self, question: Question, message: str, hint: str) -> str:
        """Return the answer to a question; raise ContentError (Q003) at its cell where it has none."""
        answer = self.ask(question)
        if answer is None:
            raise ContentError([question.place.problem("Q003", message, hint)])
        return answer

    @property
    def open(self) -> tuple[Question, ...]:
        """Return the questions without an answer of their own."""
        return tuple(
            each for each in self.raised.values() if not each.accepts(self.answers.get(each.key, ""))
        )

    @property
    def used(self) -> dict[str, str]:
        """Return the answers that questions of this reading took, by their keys."""
        return {
            key: self.answers[key]
            for key, each in self.raised.items()
            if each.accepts(self.answers.get(key, ""))
        }
