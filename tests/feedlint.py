"""A lint for feeds, byte by byte, written apart from the writer: it shares no code with the generator.

`faults(raw)` returns one line for each thing that a client was seen to stumble over (RFC 5545, 7986).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

ONCE_IN_CALENDAR = {
    "VERSION": "2.0",
    "PRODID": r"-//[^0-9]+//[A-Z]{2}",
    "CALSCALE": "GREGORIAN",
    "METHOD": "PUBLISH",
    "NAME": ".+",
    "X-WR-CALNAME": ".+",
    "X-WR-TIMEZONE": r"Asia/\w+",
    "X-PUBLISHED-TTL": "PT6H",
    "REFRESH-INTERVAL": "PT6H",
    "LAST-MODIFIED": r"\d{8}T\d{6}Z",
}
ONCE_IN_EVENT = {
    "UID": r"[a-z0-9-]+(\.[a-z0-9-]+)+@[A-Za-z0-9.-]+",
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "LAST-MODIFIED": r"\d{8}T\d{6}Z",
    "SEQUENCE": r"\d+",
    "DTSTART": r"\d{8}T\d{6}",
    "DTEND": r"\d{8}T\d{6}",
    "SUMMARY": ".+",
    "LOCATION": ".+",
    "CATEGORIES": ".+",
    "DESCRIPTION": ".+",
    "TRANSP": "TRANSPARENT",
    "X-MICROSOFT-CDO-BUSYSTATUS": "FREE",
}
MAYBE_IN_EVENT = {"RRULE": r"FREQ=.+", "EXDATE": r"\d{8}T\d{6}(,\d{8}T\d{6})*", "URL": r"https?://\S+"}
IN_ALARM = {"ACTION": "DISPLAY", "DESCRIPTION": ".+", "TRIGGER": r"-PT(\d+H)?(\d+M)?|-P1D"}
TEXTS = {"NAME", "X-WR-CALNAME", "SUMMARY", "LOCATION", "DESCRIPTION"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass
class Line:
    """One content line, unfolded."""

    name: str
    parameters: str
    value: str


@dataclass
class Part:
    """One component with its lines and the components in it."""

    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def value(self, name: str) -> str:
        return next((line.value for line in self.all(name)), "")


def faults(raw: bytes) -> list[str]:
    """Return what is wrong with a feed, or nothing."""
    found = list(_byte_faults(raw))
    if found:
        return found
    calendar, found = _tree(_content_lines(raw))
    return found or list(_calendar_faults(calendar))


def read(raw: bytes) -> Part:
    """Return the calendar of a feed without faults."""
    return _tree(_content_lines(raw))[0]


# --- bytes ----------------------------------------------------------------------------------------


def _byte_faults(raw: bytes) -> Iterator[str]:
    if not raw.startswith(b"BEGIN:VCALENDAR\r\n"):
        yield "does not begin with BEGIN:VCALENDAR"
    if not raw.endswith(b"END:VCALENDAR\r\n"):
        yield "does not end with END:VCALENDAR and CRLF"
    if re.search(rb"\r(?!\n)|(?<!\r)\n", raw):
        yield "a line ends without CRLF"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", raw):
        yield "a control character"
    for number, line in enumerate(raw.split(b"\r\n")[:-1], 1):
        if not line:
            yield f"line {number} is empty"
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"line {number} is not UTF-8, or a character is split"
    # A fold after an odd number of backslashes stands inside an escape.
    for piece in re.finditer(rb"(?<!\\)(?:\\(?:\r\n )?)+", raw):
        pieces = piece[0].split(b"\r\n ")
        if any(sum(map(len, pieces[:end])) % 2 for end in range(1, len(pieces))):
            yield f"an escape is split: {piece[0]!r}"


def _content_lines(raw: bytes) -> Iterator[Line]:
    for text in raw.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        match = re.fullmatch(r"([A-Z0-9-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)", text)
        yield Line(match[1], match[2], match[3]) if match else Line("?", "", text)


def _tree(lines: Iterable[Line]) -> tuple[Part, list[str]]:
    top = Part("")
    stack, found = [top], []
    for line in lines:
        if line.name == "BEGIN":
            part = Part(line.value)
            stack[-1].parts.append(part)
            stack.append(part)
        elif line.name == "END" and stack[-1].name == line.value:
            stack.pop()
        elif line.name in {"END", "?"}:
            found.append(f"unexpected line {line.value[:60]}")
        elif stack[-1].parts:
            found.append(f"{line.name} stands after a component of {stack[-1].name}")
        else:
            stack[-1].lines.append(line)
    if len(stack) != 1 or len(top.parts) != 1:
        found.append("components are not nested")
    return (top.parts[0] if top.parts else top), found


# --- calendar -------------------------------------------------------------------------------------


def _calendar_faults(calendar: Part) -> Iterator[str]:
    yield from _shape_faults(calendar, ONCE_IN_CALENDAR, {})
    if calendar.value("NAME") != calendar.value("X-WR-CALNAME"):
        yield "NAME and X-WR-CALNAME differ"
    if [line.parameters for line in calendar.all("REFRESH-INTERVAL")] != [";VALUE=DURATION"]:
        yield "REFRESH-INTERVAL without VALUE=DURATION"
    names = [part.name for part in calendar.parts]
    if names[:1] != ["VTIMEZONE"] or set(names[1:]) != {"VEVENT"}:
        yield f"components are {sorted(set(names))}: one VTIMEZONE first and at least one VEVENT are wanted"
        return
    zone = calendar.parts[0]
    yield from _zone_faults(zone, calendar.value("X-WR-TIMEZONE"))
    seen: set[str] = set()
    for event in calendar.parts[1:]:
        uid = event.value("UID")
        if uid in seen:
            yield f"{uid}: doubled UID"
        seen.add(uid)
        for fault in _event_faults(event, zone, calendar.value("LAST-MODIFIED")):
            yield f"{uid}: {fault}"


def _shape_faults(part: Part, once: dict[str, str], maybe: dict[str, str]) -> Iterator[str]:
    for name, pattern in (once | maybe).items():
        lines = part.all(name)
        if len(lines) > 1 or (name in once and not lines):
            yield f"{len(lines)} times {name}"
        for line in lines:
            if not re.fullmatch(pattern, line.value):
                yield f"{name} is {line.value[:60]}"
            if name in TEXTS and not re.fullmatch(r"(?:[^\\;,]|\\[n,;\\])*", line.value):
                yield f"{name} is not escaped"
    for unknown in sorted({line.name for line in part.lines} - once.keys() - maybe.keys()):
        yield f"{unknown} is a property that some client does not read"


def _zone_faults(zone: Part, name: str) -> Iterator[str]:
    (standard,) = zone.parts if len(zone.parts) == 1 else (Part(""),)
    if zone.value("TZID") != name or standard.name != "STANDARD":
        yield "VTIMEZONE is not the one zone of the calendar with one STANDARD"
    if standard.value("DTSTART") != "19700101T000000":
        yield "the zone does not begin in 1970"
    if standard.value("TZOFFSETFROM") != standard.value("TZOFFSETTO"):
        yield "the zone's offset is not fixed"


# --- event ----------------------------------------------------------------------------------------


def _event_faults(event: Part, zone: Part, modified: str) -> Iterator[str]:
    shape = list(_shape_faults(event, ONCE_IN_EVENT, MAYBE_IN_EVENT))
    yield from shape
    if shape:
        return
    tzid = f";TZID={zone.value('TZID')}"
    for name in ("DTSTART", "DTEND", "EXDATE"):
        if any(line.parameters != tzid for line in event.all(name)):
            yield f"{name} without the TZID of the calendar's zone"
    if event.value("DTEND") <= event.value("DTSTART"):
        yield "ends before it starts"
    stamp = event.value("LAST-MODIFIED")
    if event.value("DTSTAMP") != stamp or stamp > modified:
        yield "DTSTAMP is not LAST-MODIFIED, or is later than the calendar's"
    minutes = (_time(stamp[:-1]) - datetime(2020, 1, 1)) // timedelta(minutes=1)
    if int(event.value("SEQUENCE")) != max(0, minutes):
        yield "SEQUENCE is not the minutes of LAST-MODIFIED since 2020"
    if [part.name for part in event.parts] not in ([], ["VALARM"]):
        yield "more than one alarm, or something else inside"
    for alarm in event.parts:
        yield from _shape_faults(alarm, IN_ALARM, {})
    yield from _rule_faults(event, zone)


def _time(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%S")


def _rule_faults(event: Part, zone: Part) -> Iterator[str]:
    start = _time(event.value("DTSTART"))
    exdates = [_time(value) for value in event.value("EXDATE").split(",") if value]
    if not event.value("RRULE"):
        if exdates:
            yield "EXDATE without RRULE"
        return
    pairs = [part.partition("=")[::2] for part in event.value("RRULE").split(";")]
    rule = dict(pairs)
    if pairs[0][0] != "FREQ":
        yield "FREQ is not first"
    if len(rule) != len(pairs) or not rule.keys() <= {
        "FREQ",
        "UNTIL",
        "INTERVAL",
        "WKST",
        "BYDAY",
        "BYMONTHDAY",
    }:
        yield "RRULE has a part that clients read differently"
    if ("INTERVAL" in rule) != ("WKST" in rule) or int(rule.get("INTERVAL", "2")) < 2:
        yield "INTERVAL and WKST do not stand together, or INTERVAL is below 2"
        return
    wanted = {
        "DAILY": {},
        "WEEKLY": {"BYDAY": DAYS[start.weekday()]},
        "MONTHLY": {"BYMONTHDAY": str(min(start.day, 28))},
    }.get(rule.get("FREQ", ""))
    if wanted is None or {key: rule[key] for key in rule if key.startswith("BY")} != wanted:
        yield "DTSTART is not on the day that RRULE names"
        return
    until = _until(rule.get("UNTIL"), zone)
    if until and until < start:
        yield "DTSTART is after UNTIL"
    if exdates != sorted(set(exdates)):
        yield "EXDATE is not in order"
    for each in exdates:
        if each <= start or (until and each > until) or not _hits(start, rule, each):
            yield f"EXDATE {each} is no later occurrence"


def _until(value: str | None, zone: Part) -> datetime | None:
    """Return UNTIL in the calendar's own time."""
    if value is None:
        return None
    hours = int(zone.parts[0].value("TZOFFSETTO")[:3])
    moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return (moment + timedelta(hours=hours)).replace(tzinfo=None)


def _hits(start: datetime, rule: dict[str, str], day: datetime) -> bool:
    interval = int(rule.get("INTERVAL", "1"))
    if day.time() != start.time():
        return False
    if rule["FREQ"] == "MONTHLY":
        months = (day.year - start.year) * 12 + day.month - start.month
        return day.day == start.day and months % interval == 0
    return (day - start).days % (interval * (7 if rule["FREQ"] == "WEEKLY" else 1)) == 0
