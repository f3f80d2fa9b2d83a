"""The nouns: packs, SOPs, slots, offers and calendars, frozen and validated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from qunli.shape import (
    Clock,
    Day,
    Discriminator,
    Field,
    Id,
    Line,
    Lines,
    Shape,
    Tag,
    Text,
    WithJsonSchema,
    after,
    before,
    choice,
    fault,
    list_of,
    model_validator,
    unique,
)

Kind = Literal["traffic", "flash", "content", "check-in", "onboarding", "moments"]
Type = Literal["activity", "content", "warmth"]
Stage = Literal["acquisition", "activation", "retention", "revenue", "referral", "repurchase"]
Way = Literal["post", "mention-all", "notice", "chain", "red-packet", "mass-send", "moments", "live"]
Pace = Literal["light", "standard", "full"]
Record = Literal["reach", "clicks", "payments", "replies", "chain", "exits"]
Holidays = Literal["skip"]

PACES: tuple[Pace, ...] = get_args(Pace)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Zones without daylight saving and their offset from UTC in hours (IANA tz database).
ZONES = {
    "Asia/Shanghai": 8,
    "Asia/Urumqi": 6,
    "Asia/Hong_Kong": 8,
    "Asia/Macau": 8,
    "Asia/Taipei": 8,
    "Asia/Singapore": 8,
    "Asia/Kuala_Lumpur": 8,
}

Minutes = Annotated[int, Field(ge=0, le=1440)]
Yuan = Annotated[int, Field(ge=0)]


# --- when -----------------------------------------------------------------------------------------


def _weeks(value: Any) -> int:
    found = re.fullmatch(r"([1-9]\d?) weeks", value) if isinstance(value, str) else None
    if value == "week":
        return 1
    if not found or not 2 <= int(found[1]) <= 52:
        raise fault("Q004", f"不认识的周期 {value}", "可以写 week（每周）或 2 weeks 到 52 weeks（每几周）")
    return int(found[1])


def _numbers(value: Any, least: int, most: int, what: str) -> tuple[int, ...]:
    numbers = value if isinstance(value, list) else [value]
    for number in numbers:
        if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
            raise fault("Q004", f"{what} {number} 不对", f"写 {least} 到 {most} 的整数，可以写成列表 [1, 3]")
    return unique(tuple(numbers))


def _run_days(value: Any) -> tuple[int, ...]:
    found = re.fullmatch(r"(\d{1,3})-(\d{1,3})", value) if isinstance(value, str) else None
    if found and int(found[1]) < int(found[2]):
        value = list(range(int(found[1]), int(found[2]) + 1))
    return tuple(sorted(_numbers(value, 1, 366, "第几天")))


def _offsets(value: Any) -> tuple[int, ...]:
    return tuple(sorted(_numbers(value, -60, 60, "节日前后第几天")))


def _month_days(value: Any) -> tuple[int, ...]:
    if isinstance(value, list) and any(number in (29, 30, 31) for number in value):
        raise fault("Q004", "每月的 29、30、31 日不是月月都有", "写 1 到 28 的整数")
    return tuple(sorted(_numbers(value, 1, 28, "每月几日")))


def _weekday_numbers(value: Any) -> tuple[int, ...]:
    words = value if isinstance(value, list) else [value]
    for word in words:
        if word not in WEEKDAYS:
            raise fault("Q004", f"不认识的星期 {word}", f"可以写：{'、'.join(WEEKDAYS)}")
    return tuple(sorted(WEEKDAYS.index(word) for word in unique(tuple(words))))


def _dates(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else (value,)


def _in_order(value: tuple[date, ...]) -> tuple[date, ...]:
    return tuple(sorted(unique(value)))


def _list_or_one(item: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema(
        {"anyOf": [item, {"type": "array", "items": item, "minItems": 1, "uniqueItems": True}]}
    )


Dates = Annotated[tuple[Day, ...], before(_dates), after(_in_order), _list_or_one({"type": "string"})]


class EveryDay(Shape):
    """Every day, or every Chinese working day (make-up days included)."""

    every: Literal["day", "workday"]
    at: Clock
    holidays: Holidays | None = None


class EveryWeeks(Shape):
    """On weekdays (0 is Monday) of every week, or of one week in `every`."""

    every: Annotated[
        int, before(_weeks), WithJsonSchema({"type": "string", "pattern": r"^(week|\d+ weeks)$"})
    ]
    weekdays: Annotated[
        tuple[int, ...], before(_weekday_numbers), _list_or_one({"type": "string", "enum": list(WEEKDAYS)})
    ]
    at: Clock
    holidays: Holidays | None = None


class EveryMonth(Shape):
    """On days 1-28 of every month."""

    every: Literal["month"]
    monthdays: Annotated[tuple[int, ...], before(_month_days), _list_or_one({"type": "integer"})]
    at: Clock
    holidays: Holidays | None = None


class OnFestival(Shape):
    """Days before (−), on (0) or after the first day of a festival, each year."""

    festival: Id
    day: Annotated[tuple[int, ...], before(_offsets), _list_or_one({"type": "integer"})] = (0,)
    at: Clock


class OnDates(Shape):
    """Fixed dates."""

    date: Dates
    at: Clock


class OnDays(Shape):
    """Days of a run; day 1 is its start."""

    day: Annotated[
        tuple[int, ...], before(_run_days), WithJsonSchema({"type": ["integer", "string", "array"]})
    ]
    at: Clock


def _when_form(value: Any) -> str | None:
    if isinstance(value, Shape):
        return type(value).__name__
    return when_form(value) if isinstance(value, dict) else None


def when_form(value: Mapping[str, Any]) -> str | None:
    """Return the form of a raw `when`: the first present of every, festival, date, day decides."""
    if "every" in value:
        every = value["every"]
        if every in ("day", "workday"):
            return "EveryDay"
        return "EveryMonth" if every == "month" else "EveryWeeks"
    named = {"festival": "OnFestival", "date": "OnDates", "day": "OnDays"}
    return next((form for key, form in named.items() if key in value), None)


Recurring = EveryDay | EveryWeeks | EveryMonth
When = Annotated[
    Annotated[EveryDay, Tag("EveryDay")]
    | Annotated[EveryWeeks, Tag("EveryWeeks")]
    | Annotated[EveryMonth, Tag("EveryMonth")]
    | Annotated[OnFestival, Tag("OnFestival")]
    | Annotated[OnDates, Tag("OnDates")]
    | Annotated[OnDays, Tag("OnDays")],
    Discriminator(
        _when_form,
        custom_error_type="qunli",
        custom_error_message="看不出什么时候发",
        custom_error_context={
            "code": "Q004",
            "hint": "写 every（每天、每周）、festival（节日）、date（日期）或 day（第几天）中的一个，再加 at（几点）",
        },
    ),
]


# --- offer: typed facts of an offer (规范促销行为暂行规定, 明码标价和禁止价格欺诈规定) -----------------


class Prize(Shape):
    name: Line | None = None
    category: Line | None = None
    quantity: int | None = None
    probability: Line | None = None
    value: Yuan | None = None


class Discount(Shape):
    kind: Literal["discount"]
    base: Line | None = None
    base_price: Yuan | None = None
    price: Yuan | None = None
    ends: Line | None = None
    limit: Line | None = None
    conditions: Line | None = None


class Gift(Shape):
    kind: Literal["gift"]
    name: Line | None = None
    spec: Line | None = None
    quantity: Line | None = None
    until: Line | None = None
    how: Line | None = None
    value: Yuan | None = None


class Lottery(Shape):
    """The fifteen facts to publish before a draw, and the chances one ticket has."""

    kind: Literal["lottery"]
    prizes: Annotated[tuple[Prize, ...], list_of, after(unique)] | None = None
    conditions: Line | None = None
    entry: Line | None = None
    draw_at: Line | None = None
    draw_method: Line | None = None
    redeem_until: Line | None = None
    redeem_conditions: Line | None = None
    redeem_how: Line | None = None
    delivery: Line | None = None
    give_up: Line | None = None
    organiser: Line | None = None
    contact: Line | None = None
    chances: Annotated[int, Field(ge=1)] = 1


class GroupBuy(Shape):
    kind: Literal["group-buy"]
    base: Line | None = None
    price: Yuan | None = None
    people: Annotated[int, Field(ge=2)] | None = None
    ends: Line | None = None
    limit: Line | None = None
    fallback: Line | None = None


class FlashSale(Shape):
    kind: Literal["flash-sale"]
    base: Line | None = None
    price: Yuan | None = None
    stock: Line | None = None
    starts: Line | None = None
    ends: Line | None = None
    limit: Line | None = None
    pickup: Line | None = None


class Referral(Shape):
    kind: Literal["referral"]
    reward: Line | None = None
    levels: Annotated[int, Field(ge=0)] | None = None
    pay_basis: Literal["direct-sale", "headcount", "team-sales"] | None = None
    entry_fee: Yuan | None = None


Offer = Annotated[Discount | Gift | Lottery | GroupBuy | FlashSale | Referral, Discriminator("kind")]


# --- slot and SOP ---------------------------------------------------------------------------------


def _copy(value: Any) -> Any:
    if isinstance(value, str | int):
        value = {"1": value}
    elif isinstance(value, list):
        value = {str(number): text for number, text in enumerate(value, 1)}
    if value == {}:
        raise fault("Q010", "一条文案也没有", "至少写一条")
    return value


def _text_id(value: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,3}|[a-z][a-z0-9-]{0,39}", value):
        raise fault("Q011", f"文案的编号 {value[:60]} 不合规矩", "写 1、2、3 这样的数，或小写英文编号")
    return value


def _ordered(value: Mapping[str, str]) -> Mapping[str, str]:
    """Numbers first, in order; then names as written."""
    return dict(
        sorted(
            value.items(), key=lambda item: (not item[0].isdigit(), int(item[0]) if item[0].isdigit() else 0)
        )
    )


TextId = Annotated[str, after(_text_id)]
Copy = Annotated[
    Mapping[TextId, Text],
    before(_copy),
    after(_ordered),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ]
        }
    ),
]


def _replaced(value: Any) -> Any:
    return ("all",) if value == "all" else tuple(value) if isinstance(value, list) else value


def _replaced_ids(value: tuple[str, ...]) -> tuple[str, ...]:
    return value if value == ("all",) else unique(value)


class Slot(Shape):
    """One planned post. `minutes` is how long it takes, `remind` how many minutes before the alarm rings.

    `copy` maps text ids to texts in their order; a list's ids are its positions from 1.
    """

    title: Line
    when: When
    type: Type
    texts: Copy = Field(alias="copy")
    stage: Stage | None = None
    owner: Id | None = None
    way: Way = "post"
    minutes: Annotated[int, Field(ge=1, le=480)] = 15
    remind: Minutes | None = None
    pace: Pace = "light"
    media: Lines = ()
    record: Annotated[tuple[Record, ...], list_of, after(unique)] = ()
    notes: Text | None = None
    rotate: Line | None = None
    short: Text | None = None
    offer: Offer | None = None
    replaces: Annotated[tuple[Line, ...], before(_replaced), after(_replaced_ids)] = ()

    @model_validator(mode="after")
    def _replacing_is_for_dated_slots(self) -> Slot:
        if self.replaces and isinstance(self.when, Recurring):
            raise fault("Q003", "每天、每周的发布不能写 replaces", "只有节日、日期和第几天的发布可以替换日常")
        return self


class Motives(Shape):
    founder: Text | None = None
    member: Text | None = None


class Audience(Shape):
    age: Line | None = None
    gender: Line | None = None
    region: Line | None = None
    occupation: Line | None = None


class Positioning(Shape):
    """What must be written down before a group is opened (S0, S3)."""

    who: Text | None = None
    problem: Text | None = None
    solution: Text | None = None
    purpose: Text | None = None
    motives: Motives | None = None
    audience: Audience | None = None
    benefit: Text | None = None
    entry: Text | None = None
    channels: Lines = ()


class Rules(Shape):
    """The group's rules in five parts, with penalty and cleaning (S3)."""

    rename: Text | None = None
    service: Text | None = None
    ask: Text | None = None
    allowed: Lines = ()
    forbidden: Lines = ()
    penalty: Text | None = None
    cleaning: Text | None = None


Slots = Annotated[Mapping[Id, Slot], after(lambda value: value or _no_slots())]


def _no_slots() -> Any:
    raise fault("Q010", "slots 里一条也没有", "至少写一条要发的内容")


class Sop(Shape):
    """A plan of posts for one kind of group."""

    title: Line
    kind: Kind
    summary: Line | None = None
    positioning: Positioning | None = None
    rules: Rules | None = None
    welcome: Text | None = None
    slots: Slots


# --- pack -----------------------------------------------------------------------------------------

Row = Mapping[str, Line]


class Variable(Shape):
    """What a shop fills in: a text, or a table (then `fields` names its columns and values are rows)."""

    title: Line
    fields: Mapping[Id, Line] | None = None
    default: Line | Annotated[tuple[Row, ...], list_of] | None = None
    example: Line | Annotated[tuple[Row, ...], list_of] | None = None

    @model_validator(mode="after")
    def _values_fit(self) -> Variable:
        for value in (self.default, self.example):
            wrong = value_fault(self, value) if value is not None else None
            if wrong:
                raise wrong
        return self


Value = str | tuple[Row, ...]


def value_fault(variable: Variable, value: Value) -> Exception | None:
    """Return what is wrong with a value for this variable, or None."""
    if variable.fields is None:
        return (
            None
            if isinstance(value, str)
            else fault("Q003", f"{variable.title} 是一句文字，不是表格", "写成一行文字")
        )
    columns = "、".join(variable.fields)
    if isinstance(value, str):
        return fault("Q003", f"{variable.title} 是一张表格", f"写成列表，每一行有 {columns}")
    for number, row in enumerate(value, 1):
        if set(row) != set(variable.fields):
            return fault("Q003", f"{variable.title} 第 {number} 行的列不对", f"每一行要有且只有 {columns}")
    return None


class Role(Shape):
    title: Line
    duty: Text


def _version(value: str) -> str:
    if not re.fullmatch(r"\d+\.\d+\.\d+", value):
        raise fault("Q004", f"版本 {value} 不对", "写成三段数字，比如 1.0.0")
    return value


def _grammar(value: int) -> int:
    if value != 1:
        raise fault("Q004", f"不认识的语法版本 {value}", "现在只有 grammar: 1")
    return value


class Pack(Shape):
    """Everything one industry needs, apart from its SOPs and chapters."""

    grammar: Annotated[int, after(_grammar)] = 1
    extends: Id | None = None
    title: Line
    summary: Line
    version: Annotated[Line, after(_version)]
    variables: Mapping[Id, Variable] = Field(default_factory=dict)
    roles: Mapping[Id, Role]
    locked: Lines = ()
    sops: Mapping[Id, None] = Field(default_factory=dict)


# --- calendar -------------------------------------------------------------------------------------


def _closed(value: Any) -> tuple[tuple[date, date], ...]:
    spans = []
    for entry in value if isinstance(value, list) else [value]:
        parts = entry.split("/") if isinstance(entry, str) else []
        try:
            days = [date.fromisoformat(part) for part in parts if re.fullmatch(r"\d{4}-\d{2}-\d{2}", part)]
        except ValueError:
            days = []
        if len(days) not in (1, 2) or len(days) != len(parts):
            raise fault("Q004", f"店休 {entry} 不对", "写成 2027-02-05，或一段 2027-02-05/2027-02-08")
        if days[0] > days[-1]:
            raise fault("Q004", f"店休 {entry} 前后颠倒了", "先写开始的一天，再写结束的一天")
        spans.append((days[0], days[-1]))
    return unique(tuple(spans))


class Run(Shape):
    """One use of an SOP in a calendar: for which groups, from when, with which changes (a merge patch)."""

    sop: Id | None = None
    groups: Lines = ()
    starts: Dates = ()
    slots: Mapping[str, Any] | None = None


class Calendar(Shape):
    """One shop's runs of SOPs. `remind` is in minutes, 0 for none; `closed` are inclusive spans of days."""

    grammar: Annotated[int, after(_grammar)] = 1
    title: Line
    industry: Id
    starts: Day
    ends: Day | None = None
    timezone: Annotated[str, choice(*ZONES, what="时区")] = "Asia/Shanghai"
    pace: Pace = "full"
    remind: Minutes = 10
    sops: Annotated[Mapping[Id, Run | None], after(lambda value: value or _no_runs())]
    variables: Mapping[str, Line | Annotated[tuple[Row, ...], list_of]] = Field(default_factory=dict)
    staff: Mapping[str, Line] = Field(default_factory=dict)
    closed: Annotated[
        tuple[tuple[date, date], ...], before(_closed), WithJsonSchema({"type": ["string", "array"]})
    ] = ()

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Calendar:
        if self.ends and self.ends < self.starts:
            raise fault("Q004", "结束的日期在开始之前", "ends 要晚于 starts")
        return self

    def is_closed(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.closed)


def _no_runs() -> Any:
    raise fault("Q010", "sops 里一个也没有", "至少写一个要用的发布计划")


# --- chapters and sources -------------------------------------------------------------------------


class Chapter(Shape):
    """The front matter of a Markdown page. `slots` are industry/sop/slot, the posts that do what it says."""

    title: Line | None = None
    summary: Line | None = None
    part: Line | None = None
    order: int = 1000
    sources: Lines = ()
    slots: Lines = ()


class Reference(Shape):
    """An article or statute that content or a check cites. Evidence: A text read, B second hand, M unconfirmed."""

    title: Line
    kind: Literal["article", "statute", "rule", "vendor"]
    version: Line | None = None
    effective: Line | None = None
    checked: Day | None = None
    evidence: Literal["A", "B", "M"] | None = None
    note: Text | None = None
