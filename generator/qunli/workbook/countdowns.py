"""Days that the countdown of their text contradicts: 离春节还有3天 three days before another festival is asked."""

from __future__ import annotations

import re

from qunli.when import NUMERAL, UnclearError, number
from qunli.workbook.days import Reader
from qunli.workbook.findings import Findings
from qunli.workbook.questions import Question
from qunli.workbook.rows import Row

AS_WRITTEN = "照表上的"
_KEY = "文案里的倒数对不上"
_N = rf"(?P<days>\d{{1,3}}|{NUMERAL})"
_NAME = r"(?P<name>[一-鿿0-9]{2,6}?)"
_COUNTDOWNS = (
    re.compile(
        rf"[距离]离?{_NAME}(?:大促)?(?:还有|还剩|只有|只剩|仅剩|仅有|就剩|不到|倒计时)(?:最后)?{_N}[天日]"
    ),
    re.compile(rf"(?<![一-鿿0-9]){_NAME}(?:大促)?倒计时(?:还有|还剩|只剩)?[:： ]?{_N}[天日]"),
)


def with_countdowns(rows: list[Row], reader: Reader, findings: Findings) -> list[Row]:
    """Return the rows without those whose text counts down to another day, where nobody said that it is meant so."""
    return [row for row in rows if not _is_off(row, reader, findings)]


def _is_off(row: Row, reader: Reader, findings: Findings) -> bool:
    day = row.moment.day or {}
    if row.plan.has_ids or "festival" not in day:
        return False
    counted = _counted(row.step.content, reader)
    days = day.get("day", 0)
    if counted is None or not isinstance(days, int) or counted == (day["festival"], -days):
        return False
    words = " ".join(row.step.content.split())[:20]
    text = f"「{words}」数的天数和排的那天对不上，照表上的日子发吗？"
    if reader.interview.ask(Question(_KEY, text, row.step.at("copy"), (AS_WRITTEN,))) == AS_WRITTEN:
        return False
    hint = f"改好文案或那一天；表上的日子没错就回答「{_KEY}」：{AS_WRITTEN}"
    findings.problems.append(
        row.step.at("copy").problem("Q003", f"「{words}」数的天数和排的那天对不上", hint)
    )
    return True


def _counted(words: str, reader: Reader) -> tuple[str, int] | None:
    """Return the festival that a text counts down to and the days that are left, None where it does not."""
    for form in _COUNTDOWNS:
        found = form.search(words)
        festival = _festival(found["name"], reader) if found else ""
        if found and festival:
            return festival, number(found["days"])
    return None


def _festival(name: str, reader: Reader) -> str:
    try:
        return str((reader.moment(name).day or {}).get("festival", ""))
    except UnclearError:
        return ""
