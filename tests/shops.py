"""Shops made on the spot from plain values, random ones included, and what they ought to post.

`expected` is a second opinion on the plan: it asks of every single day what the rules say, knows no series and no
recurrence, and shares no code with the generator's schedule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st
from lunar_python import LunarYear, Solar
from qunli.almanac import Almanac, LunarFestival, SolarFestival
from qunli.library import Industry, Shop, ShopRun
from qunli.library.industry import pack_file
from qunli.model import (
    Calendar,
    Pack,
    Slot,
    Sop,
)
from qunli.source import Source
from qunli.text import substitute
from qunli.when import (
    EveryDay,
    EveryMonth,
    EveryMonthEnd,
    EveryWeeks,
    EveryWorkday,
    Form,
    OnDates,
    OnDays,
    OnFestival,
    OnLunarDays,
    Recurring,
)

PACK = {
    "title": "小店",
    "summary": "给测试用",
    "version": "1.0.0",
    "roles": {"host": {"title": "群主", "duty": "管事"}, "staff": {"title": "店员", "duty": "发帖"}},
    "variables": {"dishes": {"title": "菜品", "fields": {"name": "菜名"}}, "store": {"title": "店名"}},
}
FESTIVALS = {
    "mid-autumn": LunarFestival.model_validate({"title": "中秋", "lunar": "08-15"}),
    "laba": LunarFestival.model_validate({"title": "腊八", "lunar": "12-08"}),
    "christmas": SolarFestival.model_validate({"title": "圣诞", "solar": "12-25"}),
}
ALMANAC = Almanac(FESTIVALS)

# lunar-python remembers one year, and each day asks for its own and for the one before.
LunarYear.fromYear = staticmethod(cache(LunarYear.fromYear))


def shop(
    slots: Mapping[str, Any],
    runs: Mapping[str, Any] | None = None,
    variables: Mapping[str, Any] | None = None,
    **calendar: Any,
) -> Shop:
    """Return a shop whose runs all use one SOP of these slots, as written. Values are as YAML gives them."""
    pack = pack_file("pack.yml", Source({}, {}), value=Pack.model_validate(PACK))
    industry = Industry("shop", {"pack.yml": pack})
    sop = Sop.model_validate({"title": "福利群", "kind": "traffic", "slots": slots})
    runs = runs or {"welfare": {}}
    plain = {"title": "店", "industry": "shop", "starts": "2026-12-01", "sops": runs} | calendar
    whole = Calendar.model_validate(plain)
    made = {}
    for name, run in whole.sops.items():
        starts = (run.starts if run else ()) or (whole.starts,)
        groups = (run.groups if run else ()) or (sop.title,)
        made[name] = ShopRun(name, "welfare", sop, groups, starts, Source({}, {}), Source({}, {}))
    values = {"store": "本店", "dishes": ()} | dict(variables or {})
    return Shop("main", whole, industry, made, values, "calendars/main.yml", Source({}, {}))


# --- what ought to be posted ----------------------------------------------------------------------


@dataclass(frozen=True, order=True)
class Posted:
    """One post: its local time, and the parts of its UID."""

    start: datetime
    run: str
    slot: str
    rest: str
    text: str


def expected(shop: Shop, today: date, first: date, last: date) -> list[Posted]:
    """Return what the rules say is posted from first to last, day by day."""
    horizon = date(today.year + 1, 12, 31)
    found = []
    for run in shop.runs.values():
        gone = _given_way(shop, run, horizon)
        for slot_id, slot in run.sop.slots.items():
            given_way = gone[slot_id]
            if slot.once:
                posts = _once(shop, run, (slot_id, slot), given_way, horizon)
                found += [post for post in posts if first <= post.start.date() <= last]
                continue
            if isinstance(slot.when, Recurring):
                days = [last - timedelta(days=ago) for ago in reversed(range((last - first).days + 1))]
                wanted = list(_recurring(shop, run, slot, given_way, (days, horizon)))
            else:
                wanted = list(_listed(shop, run, slot, given_way, horizon))
            for day, rest, place in wanted:
                if first <= day <= last:
                    found += _posts(shop, (run.id, slot_id), slot, day, rest, place)
    return sorted(found)


def _given_way(shop: Shop, run: ShopRun, horizon: date) -> dict[str, set[date]]:
    """Return the days on which slots leave their place: those of campaigns, and the nearest of a week that is too full."""
    slots = run.sop.slots
    came = [
        (day, slot)
        for slot in slots.values()
        if slot.replaces and not _is_routine(slot)
        for day, _, _ in _rounds(shop, run, slot, horizon)
    ]
    gone: dict[str, set[date]] = {
        name: {day for day, guest in came if _is_routine(slot) and _stands_for(guest, name)}
        for name, slot in slots.items()
    }
    for first in {day - timedelta(days=day.weekday()) for day, _ in came}:
        week = [day for ahead in range(7) if (day := first + timedelta(days=ahead)) <= horizon]
        guests = [(day, guest) for day, guest in came if day in week]
        usual = _posts_of(shop, run, week, horizon)
        while True:
            left = [(name, day) for name, day in usual if day not in gone[name]]
            full = len(left) + sum(len(guest.when.at) for _, guest in guests) > len(usual)
            near = [
                (abs((day - other).days), -day.toordinal(), name, day)
                for name, day in left
                for other, guest in guests
                if _stands_for(guest, name)
            ]
            if not full or not near:
                break
            _, _, name, day = min(near)
            gone[name].add(day)
    return gone


def _stands_for(guest: Slot, name: str) -> bool:
    return guest.replaces == ("all",) or name in guest.replaces


def _posts_of(shop: Shop, run: ShopRun, week: list[date], horizon: date) -> list[tuple[str, date]]:
    """Return the ordinary posts of a week, an entry for each hour, were there no campaigns."""
    found = []
    for name, slot in run.sop.slots.items():
        if not _is_routine(slot) or slot.once:
            continue
        if isinstance(slot.when, Recurring):
            days = [day for day, _, _ in _recurring(shop, run, slot, set(), (week, horizon))]
        else:
            days = [day for day, _, _ in _listed(shop, run, slot, set(), horizon) if day in week]
        found += [(name, day) for day in days for _ in slot.when.at]
    return found


def _is_routine(slot: Slot) -> bool:
    return type(slot.when) in ROUTINES


def _posts(
    shop: Shop, ids: tuple[str, str], slot: Slot, day: date, rest: str | None, number: int
) -> Iterator[Posted]:
    """Yield the posts of a day, one for each hour; the rest of a series' UID is that of its text."""
    hours = sorted(slot.when.at)
    for nth, hour in enumerate(hours):
        place = number * len(hours) + nth
        if rest is None:
            own = _rest(slot, place % _cycle(shop, slot)) + (_season(slot, day, date.max) or "")
            place %= _cycle(shop, slot)
        else:
            own = rest + (f".h{nth + 1}" if nth else "")
            if rest.startswith("m"):
                place %= _cycle(shop, slot)
        yield Posted(datetime.combine(day, hour), *ids, own, _text(shop, slot, place))


def _once(
    shop: Shop, run: ShopRun, named: tuple[str, Slot], given_way: set[date], horizon: date
) -> Iterator[Posted]:
    """Yield the posts of a slot that posts each text once, and of the answers on the days after."""
    name, slot = named
    start, end = run.starts[0], min(shop.calendar.ends or horizon, horizon)
    days = [start + timedelta(days=ahead) for ahead in range((end - start).days + 1)]
    if isinstance(slot.when, Recurring):
        posted = {day for day, _, _ in _recurring(shop, run, slot, given_way, (days, horizon))}
    else:
        posted = {day for day, _, _ in _listed(shop, run, slot, given_way, horizon)}
    moments = [datetime.combine(day, hour) for day in sorted(posted) for hour in sorted(slot.when.at)]
    for number, (text_id, moment) in enumerate(zip(slot.texts, moments, strict=False)):
        yield Posted(moment, run.id, name, text_id, _text(shop, slot, number))
        if text_id in slot.answers:
            after = moment + timedelta(days=1)
            while not _answers_on(shop, slot, after.date()) or after.date() in given_way:
                after += timedelta(days=1)
            if after.date() <= (shop.calendar.ends or after.date()):
                yield Posted(after, run.id, name, f"{text_id}.a", slot.answers[text_id])


def _answers_on(shop: Shop, slot: Slot, day: date) -> bool:
    off = getattr(slot.when, "holidays", None) == "skip" and ALMANAC.is_off(day)
    works = ALMANAC.is_workday(day) or not isinstance(slot.when, EveryWorkday)
    return works and not off and not shop.calendar.is_closed(day)


def _weekdays(shop: Shop, slot: Slot) -> list[int] | None:
    """Return the weekdays that count in a rotation of weeks, None for one of days or months."""
    when, closed = slot.when, shop.calendar.closed
    if isinstance(when, EveryDay):
        hours = len(when.at)
        stands = (-(-_turns(shop, slot) // hours)) % 7 == 0
        return None if stands or not set(closed) & set(range(7)) else [n for n in range(7) if n not in closed]
    named = when.weekdays if isinstance(when, EveryWeeks) else range(5)
    is_weekly = isinstance(when, EveryWeeks | EveryWorkday)
    return [number for number in named if number not in closed] if is_weekly else None


def _days_a_period(shop: Shop, slot: Slot) -> int:
    if isinstance(slot.when, EveryMonth):
        return len(slot.when.monthdays)
    weekdays = _weekdays(shop, slot)
    return 1 if weekdays is None else len(weekdays)


def _turns(shop: Shop, slot: Slot) -> int:
    return max(len(slot.texts), len(shop.variables["dishes"]) if slot.rotate else 0)


def _cycle(shop: Shop, slot: Slot) -> int:
    """Return how many posts a whole rotation has: whole periods that hold all texts and rows.

    Where closed weekdays took days from its weeks, so many that all come round without a seam, if that is in 99 weeks.
    """
    a_period, turns = _days_a_period(shop, slot) * len(slot.when.at), _turns(shop, slot)
    periods = (turns + a_period - 1) // a_period
    every = getattr(slot.when, "every", 1) if isinstance(slot.when, EveryWeeks) else 1
    even = next(each for each in range(1, turns + 1) if each * a_period % turns == 0)
    if _is_cut(shop, slot) and even * every <= 99:
        periods = even
    return periods * a_period


def _is_cut(shop: Shop, slot: Slot) -> bool:
    weekdays = _weekdays(shop, slot)
    named = slot.when.weekdays if isinstance(slot.when, EveryWeeks) else range(7)
    whole = 5 if isinstance(slot.when, EveryWorkday) else len(named)
    return weekdays is not None and len(weekdays) < whole


def _open(shop: Shop, run: ShopRun, day: date, horizon: date) -> bool:
    ends = shop.calendar.ends or date.max
    return run.starts[0] <= day <= min(ends, horizon) and not shop.calendar.is_closed(day)


def _text(shop: Shop, slot: Slot, place: int) -> str:
    texts = list(slot.texts.values())
    rows = shop.variables["dishes"] if slot.rotate else ()
    return substitute(texts[place % len(texts)], shop.variables, rows[place % len(rows)] if rows else None)


def _season(slot: Slot, day: date, horizon: date) -> str | None:
    """Return what the season of a day adds to a UID, None where it is in none that begins by the horizon."""
    season = getattr(slot.when, "season", None)
    if season is None:
        return ""
    for year in range(day.year - 2, day.year + 2):
        first = _named(season.first, year)
        ends = [each for ahead in (-1, 0, 1, 2) if (each := _named(season.last, year + ahead)) >= first]
        last = min(min(ends), _named(season.first, year + 1) - timedelta(days=1))
        if first <= min(day, horizon) and day <= last:
            return f".y{year}"
    return None


@cache
def _named(name: str, year: int) -> date:
    """Return the day of a name in its own year, terms as lunar-python has them."""
    if name[0].isdecimal():
        return date.fromisoformat(f"{year}-{name}")
    rule = next((each for key, each in FESTIVALS.items() if name in (key, each.title)), None)
    span = rule.dates(year) if rule else None
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return span[0] if span else next(day for day in days if _term(day) == name)


def _term(day: date) -> str:
    return str(Solar.fromYmd(day.year, day.month, day.day).getLunar().getJieQi())


def _listed(
    shop: Shop, run: ShopRun, slot: Slot, given_way: set[date], horizon: date
) -> Iterator[tuple[date, str, int]]:
    for day, rest, number in _rounds(shop, run, slot, horizon):
        off = getattr(slot.when, "holidays", None) == "skip" and ALMANAC.is_off(day)
        if not off and day not in given_way and _season(slot, day, horizon) is not None:
            yield day, rest, number


def _rounds(shop: Shop, run: ShopRun, slot: Slot, horizon: date) -> Iterator[tuple[date, str, int]]:
    """Yield the single posts on the days on which they are made, by what becomes of the opening of their round."""
    all_days = [
        (_round(each, rest), day)
        for each in run.sop.slots.values()
        for day, rest, _ in _singles(run, each, horizon)
    ]
    for day, rest, number in _singles(run, slot, horizon):
        name, made = _round(slot, rest), day
        opening = min([each for other, each in all_days if name and other == name], default=day)
        if name and opening >= run.starts[0] and shop.calendar.is_closed(opening):
            before = [opening - timedelta(days=back) for back in (1, 2, 3)]
            free = [each for each in before if each >= run.starts[0] and not shop.calendar.is_closed(each)]
            if not free or not _comes_before_its_day(name, opening):
                continue
            made = free[0] if day == opening else day
        if run.starts[0] <= day <= min(shop.calendar.ends or date.max, horizon) and _open(
            shop, run, made, horizon
        ):
            yield made, rest, number


def _round(slot: Slot, rest: str) -> tuple[str, str] | None:
    if isinstance(slot.when, OnDays):
        return "", rest.split(".d")[0]
    return (slot.when.festival, rest.split(".d")[0]) if isinstance(slot.when, OnFestival) else None


def _comes_before_its_day(name: tuple[str, str], opening: date) -> bool:
    if not name[0]:
        return False
    span = FESTIVALS[name[0]].dates(int(name[1].removeprefix("f")))
    return span is not None and opening < span[0]


def _singles(run: ShopRun, slot: Slot, horizon: date) -> Iterator[tuple[date, str, int]]:
    when = slot.when
    if isinstance(when, OnDates):
        yield from ((day, str(day), number) for number, day in enumerate(sorted(when.date)))
    elif isinstance(when, OnDays):
        for start in run.starts:
            for number, nth in enumerate(sorted(when.day)):
                yield start + timedelta(days=nth - 1), f"{start}.d{nth}", number
    elif isinstance(when, EveryMonthEnd | OnLunarDays):
        for ahead in range((horizon - run.starts[0]).days + 1):
            yield from _of_month(when, run.starts[0] + timedelta(days=ahead))
    elif not isinstance(when, Recurring):
        for year in range(2020, 2035):
            span = FESTIVALS[when.festival].dates(year)
            for number, offset in enumerate(sorted(when.day)):
                assert span
                day = span[0] + timedelta(days=offset)
                yield day, f"f{year}.d{offset}", year * len(when.day) + number


def _of_month(when: EveryMonthEnd | OnLunarDays, day: date) -> Iterator[tuple[date, str, int]]:
    if isinstance(when, EveryMonthEnd):
        is_last = (day + timedelta(days=1)).day == 1
        names = [name for name in when.monthdays if name == day.day < 29 or (name == 31 and is_last)]
        for name in names:
            number = (day.year * 12 + day.month - 1) * len(when.monthdays) + when.monthdays.index(name)
            yield day, f"e{day}", number
        return
    month, monthday = lunation(day)
    if monthday in when.lunar:
        yield day, f"l{day}", month * len(when.lunar) + when.lunar.index(monthday)


@cache
def lunation(day: date) -> tuple[int, int]:
    """Return (number of the lunar month since January 2000, day of it) as lunar-python has them."""
    name = Solar.fromYmd(day.year, day.month, day.day).getLunar().getDay()
    begins = day - timedelta(days=name - 1)
    return (0 if begins == date(2000, 1, 7) else lunation(begins - timedelta(days=1))[0] + 1), name


def _recurring(
    shop: Shop, run: ShopRun, slot: Slot, given_way: set[date], window: tuple[list[date], date]
) -> Iterator[tuple[date, str | None, int]]:
    days, horizon = window
    if _weekdays(shop, slot) == []:
        return
    for day in days:
        if not run.starts[0] <= day <= (shop.calendar.ends or day):
            continue
        free = not (shop.calendar.is_closed(day) or day in given_way)
        off = slot.when.holidays == "skip" and ALMANAC.is_off(day)
        known = day <= horizon
        place = _place(shop, run.starts[0], slot, (day, known))
        if _season(slot, day, min(horizon, shop.calendar.ends or horizon)) is None:
            continue
        if place is not None and (not known or (free and not off)):
            made_up = day.weekday() >= 5 and isinstance(slot.when, EveryWorkday)
            yield day, f"m{day}" if made_up else None, place


def _place(shop: Shop, start: date, slot: Slot, when_known: tuple[date, bool]) -> int | None:
    """Return the number of a day among those of the rotation, holidays and closed days aside, or None."""
    when, (day, known) = slot.when, when_known
    weekdays = _weekdays(shop, slot) or []
    is_weekly = _weekdays(shop, slot) is not None
    monday = start - timedelta(days=start.weekday())
    week = (day - monday).days // 7
    if isinstance(when, EveryMonth):
        months = (day.year - start.year) * 12 + day.month - start.month
        days, number, period = when.monthdays, day.day, months
    elif isinstance(when, EveryWeeks):
        if week % when.every:
            return None
        days, number, period = weekdays, day.weekday(), week // when.every
    elif isinstance(when, EveryWorkday):
        if known and not ALMANAC.is_workday(day):
            return None
        made_up = weekdays[min(day.weekday() - 5, len(weekdays) - 1)] if day.weekday() >= 5 else day.weekday()
        days, number, period = weekdays, made_up, week
        if day.weekday() >= 5 and not known:
            return None
    elif is_weekly:
        days, number, period = weekdays, day.weekday(), week
    else:
        days, number, period = (0,), 0, (day - monday).days
    if number not in days:
        return None
    return period * len(days) + days.index(number)


def _rest(slot: Slot, place: int) -> str:
    ids = list(slot.texts)
    turn = place // len(ids) + 1
    return ids[place % len(ids)] + (f".r{turn}" if turn > 1 else "")


# --- random shops ---------------------------------------------------------------------------------

CLOCKS = st.sampled_from(["00:00", "07:30", "11:00", "23:50"])
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMED_DAYS = ("立冬", "立春", "06-01", "12-25", "laba", "中秋")
STARTS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def _some(values: Any, most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def _with_last(days: list[Any]) -> list[Any]:
    return days if "last" in days else [*days, "last"]


# A form that goes on for ever and has no line here is asked of nobody else: test_schedule.py tells.
ROUTINES: dict[type[Form], st.SearchStrategy[dict[str, Any]]] = {
    EveryDay: st.just({"every": "day"}),
    EveryWorkday: st.just({"every": "workday"}),
    EveryWeeks: st.fixed_dictionaries(
        {"every": st.sampled_from(["week", "2 weeks", "3 weeks"]), "weekdays": _some(WEEKDAYS)}
    ),
    EveryMonth: st.fixed_dictionaries({"every": st.just("month"), "monthdays": _some(range(1, 29))}),
    EveryMonthEnd: st.fixed_dictionaries(
        {"every": st.just("month"), "monthdays": _some(["last", 1, 15]).map(_with_last)}
    ),
    OnLunarDays: st.fixed_dictionaries({"lunar": _some(range(1, 30))}),
}


def _hours() -> st.SearchStrategy[Any]:
    return st.one_of(CLOCKS, st.lists(CLOCKS, min_size=1, max_size=3, unique=True))


@st.composite
def shops(draw: st.DrawFn) -> tuple[Shop, date]:
    """A random shop and the day its plan is made."""
    start = draw(STARTS)

    def soon(most: int = 300) -> str:
        return str(start + timedelta(days=draw(st.integers(-3, most))))

    slots: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 3))):
        slots[f"routine-{number}"] = _routine(draw)
    for number in range(draw(st.integers(0, 2))):
        form = draw(st.sampled_from(["date", "day", "festival"]))
        value: Any = {
            "date": lambda: sorted({soon() for _ in range(3)}),
            "day": lambda: draw(_some(range(1, 15))),
            "festival": lambda: draw(st.sampled_from(sorted(FESTIVALS))),
        }[form]()
        when = {form: value, "at": draw(_hours())}
        if form == "festival":
            when["day"] = draw(_some([-40, -3, -1, 0, 7]))
        slots[f"dated-{number}"] = _slot(draw, when)
        routines = [key for key in slots if key.startswith("routine")]
        replaced = draw(st.one_of(st.none(), st.just("all"), _some(routines)))
        if replaced:
            slots[f"dated-{number}"]["replaces"] = replaced
    closed = []
    for _ in range(draw(st.integers(0, 2))):
        begin = start + timedelta(days=draw(st.integers(-5, 300)))
        closed.append(f"{begin}/{begin + timedelta(days=draw(st.integers(0, 20)))}")
    if draw(st.booleans()):
        closed += draw(_some(WEEKDAYS, 6))
    changes: dict[str, Any] = {"closed": sorted(set(closed))} if closed else {}
    if draw(st.booleans()):
        changes["ends"] = str(start + timedelta(days=draw(st.integers(0, 400))))
    runs: dict[str, Any] = {"welfare": {}}
    if draw(st.booleans()):
        runs["again"] = {"starts": sorted({soon(40), soon(40)}), "groups": ["一群", "二群"]}
    changes["timezone"] = draw(st.sampled_from(["Asia/Shanghai", "Asia/Urumqi", "Asia/Taipei"]))
    rows = tuple({"name": f"菜{number}"} for number in range(draw(st.integers(1, 4))))
    made = shop(slots, runs, {"dishes": rows}, starts=str(start), **changes)
    return made, start + timedelta(days=draw(st.integers(-30, 30)))


def _routine(draw: st.DrawFn) -> dict[str, Any]:
    when = draw(st.one_of(*ROUTINES.values())) | {"at": draw(_hours())}
    if draw(st.booleans()):
        when["holidays"] = "skip"
    if draw(st.booleans()):
        when["season"] = dict(zip(("from", "to"), draw(st.permutations(NAMED_DAYS))[:2], strict=True))
    made = _slot(draw, when)
    return made | _riddles(draw, made["copy"]) if draw(st.integers(0, 3)) == 0 else made


def _riddles(draw: st.DrawFn, copy: list[str]) -> dict[str, Any]:
    answered = [
        {"text": text, "answer": f"答{number}"} if draw(st.booleans()) else text
        for number, text in enumerate(copy)
    ]
    return {"once": True, "copy": answered}


def _slot(draw: st.DrawFn, when: dict[str, Any]) -> dict[str, Any]:
    texts = [f"第{number}条" for number in range(1, draw(st.integers(1, 7)) + 1)]
    made = {"title": "一条", "type": "content", "when": when, "copy": texts, "owner": "staff"}
    made["minutes"] = draw(st.sampled_from([1, 15, 90]))
    if draw(st.booleans()):
        made |= {"rotate": "dishes", "copy": [text + "：{{ item.name }}" for text in texts]}
    return made
