"""Hours that are of the morning or the afternoon, 5点半, by the hours around them: a list goes through its day in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qunli.when import Hour
from qunli.workbook.rows import Row, is_bare, is_late

# Before this nobody posts who did not write it out.
_EARLIEST = "05:00"
_MORNING = re.compile(
    r"[^，。！!,～~\n]{0,6}(?:早安|早上好|早啊|早呀|(?<![今明最趁及尽])早(?=[，。！!,～~☀\s]))"
)
_LATER = re.compile(r"[\W_]*(?:下午|傍晚|晚上|今晚|晚间|晚市|晚场|夜宵|睡前|收摊|打烊|明早|明日预[订定])")
_NIGHT = re.compile(r"[^，。！!,～~\n]{0,8}(?:今晚|晚上|晚市|晚场|夜场|夜市|夜宵|宵夜|收摊|打烊)")
# In these hours of the evening groups are read most.
_PRIME = ("06", "07", "08")
_EVENING = re.compile(r"[^，。！!,～~\n]{0,6}(?:晚安|晚上好|晚好)")


def with_halves(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each doubtful hour as the one of its two that its greeting or its neighbours leave.

    It is asked all the same. Where greeting and neighbours leave neither or both, it stays what it most often is.
    """
    found = list(rows)
    for at in range(len(found)):
        found[at] = _with_half(found, at)
    return found


def _with_half(rows: Sequence[Row], at: int) -> Row:
    row = rows[at]
    if row.plan.has_ids or len(row.moment.hours) != 1:
        return row
    (hour,) = row.moment.hours
    if not hour.doubt and (later := _in_evening(rows, at, hour) or _of_either(rows, at, hour)):
        return row.at_hours((later,))
    if len(hour.choices) != 2:
        return row
    fitting = [each for each in hour.choices if each >= _EARLIEST and _greets(row, each)]
    fitting = [each for each in fitting if _is_in_order(rows, at, each)]
    own = [each for each in rows if each.plan is row.plan]
    if len(fitting) > 1 and _counts_to_24(row, own):
        fitting = fitting[:1]
    return row.at_hours((replace(hour, clock=fitting[0]),)) if len(fitting) == 1 else row


def _counts_to_24(row: Row, own: Sequence[Row]) -> bool:
    """Say whether an hour is written as those of its list are that count to 24: 5:00 beside 20:00."""
    is_digital = [re.fullmatch(r"\d{1,2}[:：]\d{2}", each.step.text("when")) is not None for each in own]
    return all(is_digital) and any(is_late(each, since="13:00") for each in own if each is not row)


def _in_evening(rows: Sequence[Row], at: int, hour: Hour) -> Hour | None:
    """Return an hour of the morning as one in doubt, where its text begins with a later part of the day and its list does so too.

    8点 below 13:00 with 晚上清货 is that of the evening; None for other hours.
    """
    if hour.clock >= "12:00" or not _LATER.match(rows[at].step.content):
        return None
    clock = f"{int(hour.clock[:2]) + 12}{hour.clock[2:]}"
    if _is_in_order(rows, at, hour.clock) or not _is_in_order(rows, at, clock):
        return None
    return _doubted(hour, clock)


def _of_either(rows: Sequence[Row], at: int, hour: Hour) -> Hour | None:
    """Return an hour without its half as one in doubt, in a list that counts to twelve: 8点 below 3点, or 今晚 at 7点.

    None for other hours, and where an hour of the list is after noon by its number, 19:00.
    """
    own = [row for row in rows if row.plan is rows[at].plan]
    if (
        not "05:00" <= hour.clock < "12:00"
        or not is_bare(rows[at])
        or any(is_late(row, since="13:00") for row in own)
    ):
        return None
    words, clock = rows[at].step.content, f"{int(hour.clock[:2]) + 12}{hour.clock[2:]}"
    if _MORNING.match(words):
        return None
    if not _is_in_order(rows, at, hour.clock) and _is_in_order(rows, at, clock):
        return _doubted(hour, clock)
    if hour.clock[:2] not in _PRIME or not re.search("[点时]", rows[at].step.text("when")):
        return None
    is_of_twelve = any(is_bare(row) and row.moment.hours[0].clock >= "13:00" for row in own)
    return (
        _doubted(hour, clock if _NIGHT.match(words) else hour.clock)
        if _NIGHT.match(words) or is_of_twelve
        else None
    )


def _doubted(hour: Hour, clock: str) -> Hour:
    """Return an hour of the morning as one in doubt, which most likely is `clock`."""
    later = f"{int(hour.clock[:2]) + 12}{hour.clock[2:]}"
    minute = "" if hour.clock.endswith("00") else f"{int(hour.clock[3:])}分"
    doubt = f"{int(hour.clock[:2])}点{minute}是上午还是下午"
    return Hour(clock, doubt, (hour.clock, later))


def _greets(row: Row, clock: str) -> bool:
    """Say whether an hour is of the part of the day that its text greets in, if it does."""
    words = row.step.content
    is_morning = clock < "12:00"
    return not (_EVENING.match(words) if is_morning else _MORNING.match(words))


def _is_in_order(rows: Sequence[Row], at: int, clock: str) -> bool:
    before = next(_clear(rows[at - 1 :: -1] if at else (), rows[at]), "")
    after = next(_clear(rows[at + 1 :], rows[at]), "24:00")
    return before <= clock <= after


def _clear(others: Sequence[Row], row: Row) -> Iterator[str]:
    """Yield the hours of the rows on the same days of the same plan, the nearest first; those above are judged already."""
    for other in others:
        if other.plan is not row.plan or other.moment.day != row.moment.day:
            return
        hours: tuple[Hour, ...] = other.moment.hours
        is_above = other.place.row < row.place.row
        if hours and not any(each.doubt and not (is_above and each.choices) for each in hours):
            yield hours[0].clock
