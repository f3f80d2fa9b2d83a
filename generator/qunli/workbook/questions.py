"""What a sheet leaves open: questions with a default where one is safe, and the answers that were given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from qunli.workbook.tables import Place

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Question:
    """One doubt about a sheet.

    `key` is the question in a few words, the same whenever the same sheet is read: answers are kept under it. `text`
    is the whole question, `place` the first cell that raises it, `choices` what can be answered; none means an hour
    of the day (HH:MM). `default` is what is taken where nobody can be asked, None where no answer is safe.
    """

    key: str
    text: str
    place: Place
    choices: tuple[str, ...] = ()
    default: str | None = None

    def accepts(self, answer: str) -> bool:
        """Say whether something is an answer to it."""
        return answer in self.choices if self.choices else _HOUR.fullmatch(answer) is not None


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
