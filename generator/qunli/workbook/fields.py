"""What a row of a plan says of its post, apart from time and text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qunli.when import UnclearError
from qunli.workbook.columns import BY_KEY, TOLD
from qunli.workbook.field_words import Trade, value
from qunli.workbook.findings import Findings
from qunli.workbook.grouping import Data
from qunli.workbook.steps import Plan, Step

FIELDS = tuple(key for key in TOLD if key not in ("when", "copy", "answer"))

_NOTED = f"不认识的写法，先记在「{BY_KEY['notes'].title}」里"


def read_fields(plan: Plan, step: Step, trade: Trade, titles: Mapping[str, str], findings: Findings) -> Data:
    """Return a row's fields as YAML has them; unknown words of a wild sheet become notes, those of ours are faults."""
    found: Data = {}
    unknown: list[str] = []
    for key, text in _filled(step):
        try:
            found[key] = value(key, text, trade, titles)
        except UnclearError as error:
            if plan.has_ids:
                findings.problems.append(step.at(key).problem("Q004", error.message, error.hint))
                continue
            unknown.append(f"{BY_KEY[key].title}：{flat(text)}")
            findings.guesses[_NOTED].append(step.at(key))
    if unknown:
        notes = [found["notes"]] if "notes" in found else []
        found["notes"] = "；".join([*notes, *unknown])
    return found


def flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def _filled(step: Step) -> Iterator[tuple[str, str]]:
    for key in FIELDS:
        text = step.text(key)
        if text:
            yield key, flat(text) if key == "title" else text
