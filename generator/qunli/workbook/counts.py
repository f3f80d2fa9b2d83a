"""Days that are counted and dated in one row, D-3 beside 12月10日: all rows of an event have to count from one day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from qunli.when import NUMERAL, date_words, number, offsets
from qunli.workbook.findings import Findings
from qunli.workbook.moment import dates_of
from qunli.workbook.rows import Row
from qunli.workbook.spelling import joined, plain
from qunli.workbook.steps import Said

# A day as near as this to that of the other rows is a slip, and no event of its own.
_NEAR = 3
_RUN = re.compile(rf"(?:第(?P<day>\d{{1,2}}|{NUMERAL})天)")


def with_one_count(rows: list[Row], findings: Findings) -> list[Row]:
    """Return the rows without one whose count does not fit its date as those of the others do, which is a fault."""
    counted = {id(row): found for row in rows if not row.plan.has_ids and (found := _counted(row))}
    wrong: set[int] = set()
    for row in rows:
        own = counted.get(id(row))
        others = Counter(
            each[0] for other in rows if other.plan is row.plan and (each := counted.get(id(other)))
        )
        day, known = others.most_common(1)[0] if others else (None, 0)
        if own is None or day is None or known < 2 or others[own[0]] > 1:
            continue
        if 0 < abs((own[0] - day).days) <= _NEAR:
            wrong.add(id(row))
            message = f"「{own[1].text}」和旁边的日期对不上：别的行都从 {date_words(day)} 数"
            findings.problems.append(own[1].place.problem("Q004", message, "改对一个，或只留一个"))
    return [row for row in rows if id(row) not in wrong]


def _counted(row: Row) -> tuple[date, Said] | None:
    """Return the day that the count of a row is from by its own date, and the words that count; None where it has not both."""
    dates = dates_of(row.moment)
    labels = [*_labels(row)]
    if len(dates) != 1 or len(labels) != 1:
        return None
    said, offset = labels[0]
    return date.fromisoformat(dates[0]) - timedelta(days=offset), said


def _labels(row: Row) -> Iterator[tuple[Said, int]]:
    is_dated = any(
        any(map(str.isdigit, each.text)) and not offsets(joined(plain(each.text))) for each in row.step.days
    )
    for said in row.step.days if is_dated else ():
        words = joined(plain(said.text))
        run = _RUN.fullmatch(words)
        found = (number(run["day"]) - 1,) if run else offsets(words)
        if found and len(found) == 1 and not said.is_above:
            yield said, found[0]
