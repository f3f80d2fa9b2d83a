"""Spreadsheets: the download, an SOP as rows, and rows as an SOP."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from conftest import CALENDAR, PACK, REPOSITORY, SOP, TODAY, UNSET, Write, planned, slot, sop, tries
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from pytest_regressions.file_regression import FileRegressionFixture
from qunli import checks, library, workbook
from qunli.library.drafts import Draft, open_draft
from qunli.library.tree import Tree
from qunli.problem import ContentError, errors, render
from qunli.shape import problems
from qunli.source import File, Mark, Source
from qunli.source.writing import as_yaml
from qunli.when import UnclearError, When
from qunli.workbook.codes import codes_of
from qunli.workbook.columns import COLUMNS, RARE
from qunli.workbook.counted_days import offsets_in
from qunli.workbook.days import Reader
from qunli.workbook.names import heading
from qunli.workbook.shown import shown
from qunli.workbook.steps import Step
from qunli.workbook.tables import Cell, Place, Table
from qunli.workbook.unclear_days import UntimedError
from sheets.messy import SHEETS, saved

FESTIVALS = {"mid-autumn": "中秋", "spring-festival": "春节", "double-11": "双11", "mothers-day": "母亲节"}
READER = Reader(FESTIVALS, TODAY)
PACK_YML = "content/industries/shop/pack.yml"
PLAN = "content/industries/shop/sops/welfare.yml"

Rows = list[list[Any]]


def sheet(rows: Rows, title: str = "日常") -> bytes:
    def fill(book: Workbook) -> None:
        book.active.title = title
        for row in rows:
            book.active.append(row)

    return saved(fill)


# --- 28 days ----------------------------------------------------------------------------------------


def first_sheet(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def values(content: bytes) -> Rows:
    return [[cell.value for cell in row] for row in first_sheet(content).iter_rows()]


def test_the_download_has_a_row_for_every_post_of_28_days(project: Write) -> None:
    plan = planned(project())
    rows = values(workbook.download(plan, TODAY))
    assert rows[0] == [
        "日期",
        "星期",
        "时间",
        "群",
        "怎么发",
        "文案(已填)",
        "短文案",
        "准备",
        "谁来发",
        "已发",
    ]
    assert len(rows) == 1 + 28
    assert rows[1] == [
        datetime(2026, 12, 1), "周二", time(11), "福利群", "直接发", "今天有肉", None, None, "店员", None
    ]  # fmt: skip
    assert rows[-1][0] == datetime(2026, 12, 28)


def test_the_download_shows_what_a_shop_has_not_said_as_a_blank_without_its_example(project: Write) -> None:
    copy = "'{{ store }}有{{ item.name }}，{{ item.price }}'"
    slots = sop(menu=slot("{every: day, at: 11:00}", copy, rotate="dishes", short="'{{ store }}开着'"))
    rows = values(workbook.download(planned(project({PACK_YML: UNSET, PLAN: slots})), TODAY))
    assert rows[1][5:7] == ["〔店名〕有〔菜名〕，〔价格〕", "〔店名〕开着"]


def test_the_download_begins_today_once_the_calendar_runs(project: Write) -> None:
    rows = values(workbook.download(planned(project()), date(2027, 1, 5)))
    assert rows[1][0] == datetime(2027, 1, 5)


def test_the_download_asks_for_the_figures_that_posts_record(project: Write) -> None:
    text = sop(
        a=slot("{every: day, at: 09:00}", record="[chain, replies, reach]"),
        b=slot("{every: day, at: 10:00}", record="[members, exits]"),
    )
    rows = values(workbook.download(planned(project({PLAN: text})), TODAY))
    # What no way of posting shows is no column.
    assert rows[0][10:] == ["回复", "接龙", "群人数"]
    assert rows[1][10:] == [None, None, "—"]
    assert rows[2][10:] == ["—", "—", None]


def test_the_download_is_the_same_bytes_each_time_without_a_clock_or_a_compressor(project: Write) -> None:
    plan = planned(project())
    content = workbook.download(plan, TODAY)
    assert content == workbook.download(plan, TODAY)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {part.compress_type for part in archive.infolist()} == {zipfile.ZIP_STORED}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert str(datetime.now().year) not in core


def test_the_download_prints_on_a4_with_its_heading_on_every_page(project: Write) -> None:
    found = first_sheet(workbook.download(planned(project()), TODAY))
    assert found.page_setup.orientation == "landscape"
    assert int(found.page_setup.paperSize) == 9
    assert found.page_setup.fitToWidth == 1
    assert found.page_setup.fitToHeight == 0
    assert found.print_title_rows == "$1:$1"
    assert found.freeze_panes == "D2"
    lists = [rule for rule in found.data_validations.dataValidation if rule.type == "list"]
    assert [str(rule.sqref) for rule in lists] == ["J2:J29"]


def look(content: bytes) -> str:
    """Return all that a sheet shows beside its words."""
    book = load_workbook(io.BytesIO(content))
    found = book.worksheets[0]
    lines = [f"{each.title}: {each.sheet_state}" for each in book.worksheets]
    lines.append(f"by {book.properties.creator}, title {book.properties.title}")
    lines.append(
        f"frozen {found.freeze_panes}, filter {found.auto_filter.ref}, heading {found.print_title_rows}"
    )
    for letter, column in sorted(found.column_dimensions.items(), key=lambda item: (len(item[0]), item[0])):
        lines.append(f"column {letter}: {column.width:g}{' hidden' if column.hidden else ''}")
    for rule in found.data_validations.dataValidation:
        strict = "only" if rule.showErrorMessage else "or other words"
        strict += ", or nothing" if rule.allow_blank else ""
        lines.append(f"{rule.sqref}: {rule.type} {rule.operator} {rule.formula1} {rule.formula2}, {strict}")
    for row in found.iter_rows():
        first = row[0]
        formats = " ".join(dict.fromkeys(cell.number_format for cell in row))
        top = f"{first.border.top.style}, {'bold' if first.font.b else 'plain'}, {first.alignment.vertical}"
        top += ", wrapped" if first.alignment.wrap_text else ""
        lines.append(f"row {first.row}: {found.row_dimensions[first.row].height:g} high, {top}, {formats}")
    foot = found.oddFooter
    lines.append(f"foot: {foot.left.text} | {foot.center.text} | {foot.right.text}")
    return "".join(f"{line}\n" for line in lines)


def test_a_sheet_looks_as_agreed(project: Write, file_regression: FileRegressionFixture) -> None:
    """Widths, heights, lines between days and posts, drop-downs, formats, what is hidden."""
    text = sop(
        menu=slot(
            "{every: day, at: 09:00}", copy="[一, '" + "长" * 200 + "']", record="[replies]", media="[图, 片]"
        ),
        show=slot("{every: week, weekdays: [mon], at: 10:00}", owner="staff"),
    )
    root = project({PLAN: text})
    shown = look(workbook.download(planned(root), TODAY)) + "\n" + look(exported(opened(root)))
    file_regression.check(shown, extension=".txt", encoding="utf-8", basename="look")


@pytest.mark.parametrize(
    ("title", "name"),
    [("一:二/三[四]*?", "一 二 三 四"), ("'店'", "店"), ("长" * 32, "长" * 31), ("[]", "排期表")],
)
def test_a_sheet_is_named_by_the_title_without_what_excel_refuses(
    project: Write, title: str, name: str
) -> None:
    root = project({"calendars/main.yml": CALENDAR.replace("中山路店", f'"{title}"')})
    assert first_sheet(workbook.download(planned(root), TODAY)).title == name


def test_a_closed_month_says_so(project: Write) -> None:
    root = project({"calendars/main.yml": CALENDAR + "closed: [2026-12-01/2027-12-31]\n"})
    assert values(workbook.download(planned(root), TODAY))[1][5] == "2026-12-01 起的 28 天没有要发的"


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 店", "-5元", "@所有人", " =cmd", "＝1", "_x0041_", "1", "#N/A"]
)
def test_a_text_is_a_text_whatever_it_begins_with(project: Write, text: str) -> None:
    plan = sop(a=slot("{every: day, at: 09:00}", copy=f"[{text!r}]"))
    content = workbook.download(planned(project({PLAN: plan})), TODAY)
    cell = first_sheet(content)["F2"]
    assert cell.data_type == "s"
    assert cell.value.replace("_x005F_", "_") == text
    assert bool(cell.quotePrefix) == (text.strip()[0] in "=+-@＝")


# --- when -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("每天 11:00", {"every": "day", "at": "11:00"}),
        ("每日11：00", {"every": "day", "at": "11:00"}),
        ("上午11点", {"every": "day", "at": "11:00"}),
        ("晚八点半", {"every": "day", "at": "20:30"}),
        ("下午3点一刻", {"every": "day", "at": "15:15"}),
        ("中午1点", {"every": "day", "at": "13:00"}),
        ("20时30分", {"every": "day", "at": "20:30"}),
        ("1130", {"every": "day", "at": "11:30"}),
        ("9", {"every": "day", "at": "09:00"}),
        ("每天固定11:00左右推送", {"every": "day", "at": "11:00"}),
        ("工作日 9:00", {"every": "workday", "at": "09:00"}),
        ("每天 9:00（放假停发）", {"every": "day", "at": "09:00", "holidays": "skip"}),
        ("周一、周四 20:00", {"every": "week", "weekdays": ["mon", "thu"], "at": "20:00"}),
        ("每周一、三、五 9点", {"every": "week", "weekdays": ["mon", "wed", "fri"], "at": "09:00"}),
        ("星期天10点", {"every": "week", "weekdays": ["sun"], "at": "10:00"}),
        ("周一至周三 10:00", {"every": "week", "weekdays": ["mon", "tue", "wed"], "at": "10:00"}),
        ("周五到周一 9:00", {"every": "week", "weekdays": ["mon", "fri", "sat", "sun"], "at": "09:00"}),
        ("周末 10:00", {"every": "week", "weekdays": ["sat", "sun"], "at": "10:00"}),
        ("隔周周三 10:00", {"every": "2 weeks", "weekdays": ["wed"], "at": "10:00"}),
        ("每月1号和15号10点", {"every": "month", "monthdays": [1, 15], "at": "10:00"}),
        ("第3天 9:00", {"day": 3, "at": "09:00"}),
        ("第二十一天 9:00", {"day": 21, "at": "09:00"}),
        ("入群第1-3天 9:00", {"day": "1-3", "at": "09:00"}),
        ("D7 9:00", {"day": 7, "at": "09:00"}),
        ("中秋节前7天 18:00", {"festival": "mid-autumn", "day": -7, "at": "18:00"}),
        ("中秋前 3 天、当天 18:00", {"festival": "mid-autumn", "day": [-3, 0], "at": "18:00"}),
        ("春节前一周 10:00", {"festival": "spring-festival", "day": -7, "at": "10:00"}),
        ("双11 0:00", {"festival": "double-11", "at": "00:00"}),
        ("12月24日 20:00", {"date": "2026-12-24", "at": "20:00"}),
        ("1/5 20:00", {"date": "2027-01-05", "at": "20:00"}),
        ("2026/12/24(周四) 20:00", {"date": "2026-12-24", "at": "20:00"}),
        ("12月1日-3日 10:00", {"date": ["2026-12-01", "2026-12-02", "2026-12-03"], "at": "10:00"}),
        ("11月22日 20:00", {"date": "2026-11-22", "at": "20:00"}),
        ("11月21日 20:00", {"date": "2027-11-21", "at": "20:00"}),
        ("2028年2月29日 9:00", {"date": "2028-02-29", "at": "09:00"}),
        ("12月24日、12月26日 20:00", {"date": ["2026-12-24", "2026-12-26"], "at": "20:00"}),
        ("每月28日 9:00", {"every": "month", "monthdays": [28], "at": "09:00"}),
        ("第366天 9:00", {"day": 366, "at": "09:00"}),
        ("第十天 9:00", {"day": 10, "at": "09:00"}),
        ("第十五天 9:00", {"day": 15, "at": "09:00"}),
        ("第二十天 9:00", {"day": 20, "at": "09:00"}),
        ("下午两点一刻", {"every": "day", "at": "14:15"}),
        ("第1、3天 9:00", {"day": [1, 3], "at": "09:00"}),
        ("开营当天 9:00", {"day": 1, "at": "09:00"}),
        ("周日到周一 9:00", {"every": "week", "weekdays": ["mon", "sun"], "at": "09:00"}),
        ("周二到周二 9:00", {"every": "week", "weekdays": ["tue"], "at": "09:00"}),
        ("周1、周7 9:00", {"every": "week", "weekdays": ["mon", "sun"], "at": "09:00"}),
        ("每3周周五 9:00", {"every": "3 weeks", "weekdays": ["fri"], "at": "09:00"}),
        ("每1周周五 9:00", {"every": "week", "weekdays": ["fri"], "at": "09:00"}),
        ("周五 9:00（放假停发）", {"every": "week", "weekdays": ["fri"], "at": "09:00", "holidays": "skip"}),
        ("第3天 9:00（放假停发）", {"day": 3, "at": "09:00"}),
        ("春节前两周 10:00", {"festival": "spring-festival", "day": -14, "at": "10:00"}),
        ("春节后一周、后3天 10:00", {"festival": "spring-festival", "day": [3, 7], "at": "10:00"}),
        ("母亲 10:00", {"festival": "mothers-day", "at": "10:00"}),
        ("母亲节活动 10:00", {"festival": "mothers-day", "at": "10:00"}),
        ("晚上11点", {"every": "day", "at": "23:00"}),
        ("下午12点", {"every": "day", "at": "12:00"}),
        ("中午3点", {"every": "day", "at": "15:00"}),
        ("中午11点", {"every": "day", "at": "11:00"}),
        ("凌晨12点", {"every": "day", "at": "00:00"}),
        ("0点", {"every": "day", "at": "00:00"}),
        ("23:59", {"every": "day", "at": "23:59"}),
        ("下午3点三刻", {"every": "day", "at": "15:45"}),
        ("10点05分", {"every": "day", "at": "10:05"}),
    ],
)
def test_times_are_read_as_people_write_them(words: str, when: dict[str, Any]) -> None:
    assert READER.moment(words).when() == when


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("11:00-11:30", 30),
        ("9:00-17:00", 480),
        ("9:00-17:01", None),
        ("9:00-9:00", None),
        ("9:00-8:00", None),
    ],
)
def test_a_span_of_hours_is_how_long_it_takes(words: str, minutes: int | None) -> None:
    """Eight hours at most; what ends before it begins says nothing."""
    moment = READER.moment(f"每天 {words}")
    assert (moment.at, moment.minutes) == ((words.split("-")[0].zfill(5),), minutes)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("每天上午10点、下午3点", ("10:00", "15:00")),
        ("下午3点、5点", ("15:00", "17:00")),
        ("9:00、9:00", ("09:00",)),
    ],
)
def test_two_hours_are_two_hours_of_one_post(words: str, at: tuple[str, ...]) -> None:
    """An hour spoken without a part of the day takes that of the one before."""
    assert READER.moment(words).at == at


@pytest.mark.parametrize(
    ("words", "at", "is_guess"),
    [("早上", "09:00", True), ("周五晚上", "20:00", True), ("晚上8点", "20:00", False)],
)
def test_a_part_of_the_day_is_a_guess(words: str, at: str, is_guess: bool) -> None:
    moment = READER.moment(words)
    assert (moment.at, moment.is_guess) == ((at,), is_guess)


@pytest.mark.parametrize("words", ["12月1日-1月29日", "2026年12月1日至2027年1月29日"])
def test_a_range_of_dates_is_at_most_sixty_days_and_may_cross_the_year(words: str) -> None:
    day = READER.moment(f"{words} 10:00").day
    assert day is not None
    assert (day["date"][0], day["date"][-1], len(day["date"])) == ("2026-12-01", "2027-01-29", 60)
    with pytest.raises(UnclearError, match="前后不对"):
        READER.moment("12月1日-1月30日 10:00")


def test_a_nameless_festival_is_the_one_the_sheet_is_about() -> None:
    about = Reader(FESTIVALS, TODAY, "中秋活动")
    assert about.moment("节前7天 10:00").day == {"festival": "mid-autumn", "day": -7}
    with pytest.raises(UnclearError, match="看不出是哪个节"):
        READER.moment("节前7天 10:00")


@pytest.mark.parametrize(
    "words",
    [
        *(
            "25:00",
            "24:00",
            "11:60",
            "晚上12点",
            "12.24",
            "每天（下雨除外）10:00",
            "每月29日 9:00",
            "每月31日 9:00",
        ),
        *(
            "第367天 9:00",
            "第0天 9:00",
            "第1-367天 9:00",
            "第0-3天 9:00",
            "2月29日 9:00",
            "12月3日-12月1日 9:00",
            "12月3日-3日 9:00",
            "某天 9:00",
            "夜里",
        ),
    ],
)
def test_what_cannot_be_read_is_not_guessed(words: str) -> None:
    with pytest.raises(UnclearError) as caught:
        READER.moment(words)
    assert caught.value.hint


@pytest.mark.parametrize("words", ["随时", "不定时", "有人进群时", "新人入群后"])
def test_what_answers_to_something_has_no_hour(words: str) -> None:
    with pytest.raises(UntimedError):
        READER.moment(words)


_HOUR = st.times().map(lambda at: f"{at:%H:%M}")
_HOURS = st.one_of(_HOUR, st.lists(_HOUR, min_size=2, max_size=3, unique=True))
_DAYS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.sampled_from([{"every": "day"}, {"every": "workday"}]),
    st.builds(
        lambda weeks, days: {"every": weeks, "weekdays": days},
        st.sampled_from(["week", "2 weeks", "52 weeks"]),
        st.lists(
            st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
            min_size=1,
            max_size=7,
            unique=True,
        ),
    ),
    st.lists(st.integers(1, 29), min_size=1, max_size=4, unique=True).map(lambda days: {"lunar": days}),
    st.lists(st.integers(1, 28), max_size=3, unique=True).map(
        lambda days: {"every": "month", "monthdays": [*days, "last"]}
    ),
    st.lists(st.integers(1, 28), min_size=1, max_size=5, unique=True).map(
        lambda days: {"every": "month", "monthdays": days}
    ),
    st.lists(st.integers(1, 366), min_size=1, max_size=6, unique=True).map(lambda days: {"day": days}),
    st.builds(
        lambda name, days: {"festival": name, "day": days},
        st.sampled_from(list(FESTIVALS)),
        st.lists(st.integers(-60, 60), min_size=1, max_size=4, unique=True),
    ),
    st.lists(
        st.dates(date(2026, 1, 1), date(2035, 12, 31)).map(str), min_size=1, max_size=3, unique=True
    ).map(lambda days: {"date": days}),
)


@st.composite
def whens(draw: st.DrawFn) -> dict[str, Any]:
    when = {**draw(_DAYS), "at": draw(_HOURS)}
    return {**when, "holidays": "skip"} if when.keys() & {"every", "lunar"} and draw(st.booleans()) else when


def as_when(data: dict[str, Any]) -> Any:
    return problems(Source(data, {(): Mark(File("", ""), None, (0, 0))}), When)[0]


@given(whens())
@tries(150)
def test_every_time_reads_back_from_its_own_words(when: dict[str, Any]) -> None:
    noun = as_when(when)
    read = READER.moment(noun.words(lambda name: FESTIVALS[name])).when()
    assert as_when(read) == noun


# --- steps that pose as customers -------------------------------------------------------------------


@cache
def final() -> checks.Matcher:
    tree = Tree(REPOSITORY)
    return checks.matcher(library.read_wordings(tree).value.values()).final()


def first(text: str, where: checks.Where) -> str:
    return next((hit.words for hit in final().find(text, where=where)), "")


PUPPETS = workbook.Puppets(partial(first, where="copy"), partial(first, where="name"))


def posing(text: str, owner: str = "店员") -> str:
    place = Place("a.xlsx", "", 1, 1)
    cells = {"copy": Cell(place, text), "owner": Cell(place, owner)}
    return Step(cells, (), "", place, PUPPETS).poses_as_customer()


@pytest.mark.parametrize(
    "text", ["用小号接龙两份带带气氛", "安排两个马甲号先接龙", "店员假装顾客晒单", "不打烊，找几个托先下单"]
)
def test_a_step_that_poses_as_a_customer_is_found(text: str) -> None:
    assert posing(text)


@pytest.mark.parametrize("owner", ["马甲", "小号", "水军", "托", "不打烊气氛组", "内部号", "找托的人"])
def test_a_role_that_poses_as_a_customer_is_found(owner: str) -> None:
    assert posing("晒单", owner)


@pytest.mark.parametrize(
    "text",
    [
        "马甲背心到货，西装马甲也有",
        "小号回复「S」",
        "我们不请水军，不用马甲，真抽",
        "换小号试一试",
        "托班开学",
    ],
)
def test_an_honest_step_is_kept(text: str) -> None:
    assert not posing(text)


def test_a_step_of_the_teacher_for_after_school_is_kept() -> None:
    assert not posing("四点半来接", "托管老师")


# --- export and import ------------------------------------------------------------------------------


def opened(root: Path, pack: str = "shop", name: str = "welfare") -> Draft:
    festivals = library.load(root, only=()).almanac.festivals
    draft = open_draft(Tree(root), festivals, pack, name)
    assert draft is not None
    return draft


def trade(draft: Draft) -> workbook.Trade:
    pack = draft.industry.pack
    titles = {name: festival.title for name, festival in draft.festivals.items()}
    return workbook.Trade(
        {name: role.title for name, role in pack.roles.items()},
        {name: pack.variables[name].title for name in draft.industry.tables},
        titles,
    )


def exported(draft: Draft, suffix: str = ".xlsx") -> bytes:
    assert draft.sop is not None
    write = {".xlsx": workbook.as_xlsx, ".csv": workbook.as_csv}[suffix]
    return write(draft.sop, trade(draft), draft.industry.id, draft.sop_id)


def merged(
    draft: Draft, content: bytes, name: str = "a.xlsx", sheets: tuple[str, ...] = (), drop: bool = False
) -> workbook.Merged:
    reader = Reader(trade(draft).festivals, TODAY, name)
    plans = workbook.plans(workbook.read_book(name, content), sheets, reader, PUPPETS)
    fresh = {} if draft.now else {"title": "新计划", "kind": "traffic"}
    target = workbook.Target(draft.now, draft.sop, fresh)
    return workbook.merge(plans, target, trade(draft), reader, drop=drop)


def imported(draft: Draft, content: bytes, name: str = "a.xlsx", **more: Any) -> str:
    """Return the text of the plan's file after an import; raise ContentError for what the command refuses."""
    found = merged(draft, content, name, **more)
    wrong = [*found.problems, *(() if errors(found.problems) else draft.problems(found.source))]
    if errors(wrong):
        raise ContentError(wrong)
    return draft.text(found.source.data)


def edited(content: bytes, change: Callable[[Any, dict[str, int]], None]) -> bytes:
    """Return an exported sheet after a change; the function gets the sheet and the columns by heading."""
    book = load_workbook(io.BytesIO(content))
    found = book.worksheets[0]
    change(found, {cell.value: cell.column for cell in found[1]})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_export_has_a_row_for_every_text_and_the_four_columns_first(project: Write) -> None:
    rows = values(exported(opened(project())))
    assert rows[0][:4] == ["时间", "文案", "谁来发", "发前看"]
    assert [row[:3] for row in rows[1:]] == [
        ["每天 11:00", "今天有鱼", "店员"],
        ["每天 11:00", "今天有肉", "店员"],
        ["每天 11:00", "今天有汤", "店员"],
    ]
    assert [row[rows[0].index("编号")] for row in rows[1:]] == [f"shop/welfare/menu/{n}" for n in (1, 2, 3)]


def test_the_headings_of_earlier_exports_are_still_read(project: Write) -> None:
    old = "时间 内容 负责人 备注 标题 类型 阶段 发法 图 记什么 短文案 节奏 几分钟 提前几分钟提醒 轮着发 顶替 编号 原样(别动)"
    assert [getattr(heading(words), "key", None) for words in old.split()] == [
        column.key for column in COLUMNS if column.key not in RARE
    ]
    draft = opened(project())

    def rename(sheet: Any, at: dict[str, int]) -> None:
        for number, words in enumerate(old.split(), 1):
            sheet.cell(1, number).value = words
        sheet.cell(2, at["发前看"]).value = "先看沽清"

    content = edited(exported(draft), rename)
    before = SOP.splitlines()
    assert [line for line in imported(draft, content).splitlines() if line not in before] == [
        "    notes: 先看沽清"
    ]


def test_an_export_is_the_same_bytes_each_time(project: Write) -> None:
    draft = opened(project())
    assert exported(draft) == exported(draft)


def test_a_csv_opens_in_chinese_and_runs_no_command(project: Write) -> None:
    text = sop(a=slot("{every: day, at: 09:00}", copy="['=HYPERLINK(1)', \"'=a\", '-5元', 普通]"))
    content = exported(opened(project({PLAN: text})), ".csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row[1] for row in rows[1:]] == ["'=HYPERLINK(1)", "''=a", "'-5元", "普通"]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_a_spreadsheet_would_read_otherwise_comes_back_as_written(project: Write, suffix: str) -> None:
    copy = "['=HYPERLINK(1)', \"'=a\", '-5元', '@所有人', '_x0041_', 'a_x000A_b']"
    draft = opened(project({PLAN: sop(a=slot("{every: day, at: 09:00}", copy=copy))}))
    assert draft.file is not None
    assert imported(draft, exported(draft, suffix), f"a{suffix}") == draft.file.text
    kept = edited(exported(draft), lambda sheet, at: setattr(sheet.cell(2, at["发前看"]), "value", "_x0041_"))
    assert merged(draft, kept).source.data["slots"]["a"]["notes"] == "A"


_WORDS = st.text(
    st.one_of(
        st.sampled_from(list("今天有鱼，。=+-@'\"|#:{}[]_x0041/;\n\n ")),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Cf", "Co", "Zl", "Zp", "Zs"]),
    ),
    min_size=1,
    max_size=30,
).filter(
    lambda text: (
        text.strip()
        and not any(each in text for each in ("{{", "}}", "{%", "%}", "〔", "〕", "｛｛", "｝｝"))
    )
)
_LINES = _WORDS.map(lambda text: " ".join(text.split()))
_IDS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True).filter(
    lambda name: name not in {"all", "my", "today", "search"}
)


@st.composite
def slots(draw: st.DrawFn) -> dict[str, Any]:
    def some(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | strategy)

    texts = st.lists(_WORDS, min_size=1, max_size=3)
    fields = {
        "title": draw(_LINES),
        "when": {**draw(st.sampled_from([{"every": "day"}, {"every": "week", "weekdays": ["mon", "fri"]}, {"day": "1-3"}, {"lunar": [1, 15]}, {"every": "month", "monthdays": ["last"]}])), "at": draw(_HOURS)},
        "type": draw(st.sampled_from(["activity", "content", "warmth"])),
        "stage": some(st.sampled_from(["retention", "referral"])),
        "owner": some(st.sampled_from(["host", "staff"])),
        "way": some(st.sampled_from(["post", "chain"])),
        "minutes": some(st.integers(1, 480)),
        "remind": some(st.integers(0, 1440)),
        "pace": some(st.sampled_from(["light", "full"])),
        "media": some(st.lists(_LINES, min_size=1, max_size=3, unique=True)),
        "record": some(st.lists(st.sampled_from(["reach", "exits", "chain"]), min_size=1, unique=True)),
        "notes": some(_WORDS),
        "rotate": some(st.just("dishes")),
        "copy": draw(st.one_of(_WORDS, texts, st.dictionaries(st.sampled_from(["1", "2", "7", "rainy"]), _WORDS, min_size=1))),
        "short": some(_WORDS),
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value is not None}


@pytest.mark.slow
@given(st.dictionaries(_IDS, slots(), min_size=1, max_size=3), st.sampled_from([".xlsx", ".csv"]), _WORDS)
@tries(60)
def test_a_plan_comes_back_from_its_sheet_byte_for_byte(plan: dict[str, Any], suffix: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content/industries/shop/sops").mkdir(parents=True)
        (root / "content/industries/shop/pack.yml").write_text(PACK, encoding="utf-8")
        before = "# 说明\n" + as_yaml({"title": "群", "kind": "traffic", "slots": plan}) + "# 完\n"
        (root / PLAN).write_text(before, encoding="utf-8")
        draft = open_draft(Tree(root), {}, "shop", "welfare")
        assert draft is not None
        content = exported(draft, suffix)
        assert imported(draft, content, f"a{suffix}") == before
        if suffix == ".xlsx":
            changed = edited(content, lambda sheet, at: set_text(sheet.cell(2, at["文案"]), text))
            after = imported(draft, changed)
            (root / PLAN).write_text(after, encoding="utf-8")
            again = open_draft(Tree(root), {}, "shop", "welfare")
            assert again is not None
            assert imported(again, changed) == after


def set_text(cell: Any, text: str) -> None:
    cell.value = text.replace("_x", "_x005F_x") if "_x" in text else text
    cell.data_type = "s"


def test_one_edited_cell_changes_one_line(project: Write) -> None:
    draft = opened(project())

    def later(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(3, at["时间"]).value = "每天 10:30"

    new = imported(draft, edited(exported(draft), later))
    assert draft.file is not None
    assert new == draft.file.text.replace("at: 11:00", "at: 10:30")


def test_figures_are_read_with_any_sign_between_them_and_after(project: Write) -> None:
    draft = opened(project())
    content = edited(
        exported(draft), lambda sheet, at: setattr(sheet.cell(2, at["发完记"]), "value", "到达，点击/退群、")
    )
    assert merged(draft, content).source.data["slots"]["menu"]["record"] == ["reach", "clicks", "exits"]


def test_another_hour_keeps_the_way_its_days_were_written_and_other_days_do_not(project: Write) -> None:
    draft = opened(project({PLAN: sop(menu=slot("{every: week, weekdays: mon, at: 9:00}"))}))

    def moved(words: str) -> Any:
        content = edited(
            exported(draft), lambda sheet, at: setattr(sheet.cell(2, at["时间"]), "value", words)
        )
        return merged(draft, content).source.data["slots"]["menu"]["when"]

    assert moved("每周一 10:00") == {"every": "week", "weekdays": "mon", "at": "10:00"}
    assert moved("每周二 9:00") == {"every": "week", "weekdays": ["tue"], "at": "09:00"}


def test_what_others_changed_since_the_export_stays(project: Write) -> None:
    content = exported(opened(project()))
    root = project()
    (root / PLAN).write_text(
        (root / PLAN).read_text().replace("11:00", "10:00").replace("今天有鱼", "今天有虾")
    )

    def notes(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(2, at["发前看"]).value = "先看沽清"

    new = imported(opened(root), edited(content, notes))
    assert "at: 10:00" in new
    assert "今天有虾" in new
    assert "notes: 先看沽清" in new


def test_two_ways_of_saying_one_thing_are_named_with_both_cells(project: Write) -> None:
    draft = opened(project())

    def both(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(2, at["时间"]).value, sheet.cell(3, at["时间"]).value = "每天 9:00", "每天 10:00"

    with pytest.raises(ContentError, match="两种写法") as caught:
        imported(draft, edited(exported(draft), both))
    assert "A2" in str(caught.value)
    assert "A3" in str(caught.value)


def test_an_emptied_column_removes_the_field(project: Write) -> None:
    draft = opened(project())

    def nobody(sheet: Any, at: dict[str, int]) -> None:
        for row in (2, 3, 4):
            sheet.cell(row, at["谁来发"]).value = None

    assert "owner" not in imported(draft, edited(exported(draft), nobody))


def test_rows_that_are_gone_stay_in_the_plan_unless_dropped(project: Write) -> None:
    draft = opened(project())
    content = edited(exported(draft), lambda sheet, at: sheet.delete_rows(3))
    assert merged(draft, content).absent == ("menu/2",)
    assert draft.file is not None
    assert imported(draft, content) == draft.file.text
    assert "copy: {1: 今天有鱼, 3: 今天有汤}" in imported(draft, content, drop=True)


def test_every_change_is_told_with_what_stood_there_before(project: Write) -> None:
    draft = opened(
        project(
            {PLAN: sop(menu=slot("{every: day, at: 11:00}", owner="staff"), show=slot("{day: 2, at: 9:00}"))}
        )
    )

    def change(sheet: Any, at: dict[str, int]) -> None:
        for column, words in {
            "时间": "每天 10:30",
            "文案": "改了",
            "发前看": "先看\n沽清",
            "标题": "菜单",
        }.items():
            sheet.cell(2, at[column]).value = words
        for row in (2, 3):
            sheet.cell(row, at["谁来发"]).value = None
        sheet.cell(6, at["文案"]).value = "三"
        sheet.cell(6, at["编号"]).value = "shop/welfare/menu/3"
        sheet.delete_rows(4, 2)

    assert merged(draft, edited(exported(draft), change), drop=True).told == (
        "「一条」时间：每天 11:00 → 每天 10:30",
        "「一条」谁来发：店员 → （空）",
        "「一条」发前看：（空） → 先看 沽清",
        "「一条」标题：一条 → 菜单",
        "「一条」改了第 1 条文案",
        "「一条」新增第 3 条文案",
        "去掉「一条」",
    )


def test_a_dropped_text_is_told_by_its_number(project: Write) -> None:
    draft = opened(project())
    content = edited(exported(draft), lambda sheet, at: sheet.delete_rows(3))
    assert merged(draft, content, drop=True).told == ("「今日菜单」去掉第 2 条文案",)


def test_a_new_row_is_a_new_post_or_another_text_of_one(project: Write) -> None:
    draft = opened(project())

    def more(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(5, at["标题"]).value, sheet.cell(5, at["文案"]).value = "一条", "另一条"
        sheet.cell(5, at["时间"]).value = "每周三 20:00"
        sheet.cell(6, at["标题"]).value, sheet.cell(6, at["文案"]).value = "今日菜单", "今天有面"

    new = imported(draft, edited(exported(draft), more))
    assert "copy: [今天有鱼, 今天有肉, 今天有汤, 今天有面]" in new
    assert "  wed-2000:\n    title: 一条\n" in new


@pytest.mark.parametrize(
    ("row", "column", "text", "cell", "message"),
    [
        (3, "时间", "25点", "A3", "没有 25点 这个时间"),
        (3, "谁来发", "后厨", "C3", "不认识 后厨"),
        (2, "文案", "{{ shop }}", "B2", "不认识的变量 shop"),
        (2, "文案", None, "B2", "文案是空的"),
        (3, "要几分钟", "很久", "M3", "不是一个数"),
        (3, "要几分钟", "9999", "M3", "数字 9999 不对"),
        (3, "编号", "shop/welfare/menu/1", "Q3", "写了两次"),
        (3, "编号", "shop/welfare/meun/2", "Q3", "计划里没有 meun"),
        (3, "编号", "乱写", "Q3", "编号 乱写 不对"),
        (3, "编号", "shop/welfare/menu/0", "Q3", "编号 shop/welfare/menu/0 不对"),
        (3, "编号", "shop/welfare/menu", "Q3", "编号 shop/welfare/menu 不对"),
        (3, "编号", "shop//menu/2", "Q3", "编号 shop//menu/2 不对"),
    ],
)
def test_a_fault_is_told_with_sheet_and_cell(
    project: Write, row: int, column: str, text: str | None, cell: str, message: str
) -> None:
    draft = opened(project())

    def spoil(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(row, at[column]).value = text

    content = edited(exported(draft), spoil)
    plans = workbook.plans(workbook.read_book("a.xlsx", content), (), READER, PUPPETS)
    found = workbook.named(plans)[1] or None
    if found is None:
        with pytest.raises(ContentError) as caught:
            imported(draft, content)
        found = list(caught.value.problems)
    assert f"表「福利群」单元格 {cell}：" in render(found)
    assert message in render(found)
    assert {problem.path for problem in found} == {"a.xlsx"}


def test_a_fork_gets_only_the_patch(project: Write) -> None:
    fork = "extends: shop\ntitle: 分店\nsummary: 一家分店\nversion: 1.0.0\n"
    root = project({"content/industries/branch/pack.yml": fork})
    content = exported(opened(root))

    def change(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(2, at["时间"]).value = "每天 10:30"
        sheet.cell(4, at["文案"]).value = "今天有面"

    text = imported(opened(root, "branch"), edited(content, change))
    assert text == "slots:\n  menu:\n    when: {at: 10:30}\n    copy: {3: 今天有面}\n"


def test_rows_of_the_base_that_a_fork_took_out_are_passed_over(project: Write) -> None:
    root = project({
        PLAN: sop(menu=slot("{every: day, at: 11:00}"), show=slot("{every: day, at: 12:00}")),
        "content/industries/branch/pack.yml": "extends: shop\ntitle: 分店\nsummary: 一家分店\nversion: 1.0.0\n",
        "content/industries/branch/sops/welfare.yml": "slots:\n  show: null\n",
    })  # fmt: skip
    content = exported(opened(root))
    fork = opened(root, "branch")
    assert imported(fork, content) == "slots:\n  show: null\n"
    assert merged(fork, content).told == (
        "计划里已经没有这几条，没有导入：表「福利群」单元格 Q4、表「福利群」单元格 Q5",
    )

    def change(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(4, at["文案"]).value = "改了"

    with pytest.raises(ContentError, match="计划里没有 show 这一条"):
        imported(fork, edited(content, change))


def test_what_a_base_has_locked_is_told_at_its_cell(project: Write) -> None:
    root = project({
        "content/industries/shop/pack.yml": PACK + "locked: [sops.welfare.slots.*.when]\n",
        "content/industries/branch/pack.yml": "extends: shop\ntitle: 分店\nsummary: 一家分店\nversion: 1.0.0\n",
    })  # fmt: skip
    draft = opened(root, "branch")

    def later(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(2, at["时间"]).value = "每天 10:30"

    with pytest.raises(ContentError, match=r"单元格 A2：.*总部锁定"):
        imported(draft, edited(exported(draft), later))


# --- sheets found in the wild -----------------------------------------------------------------------


def from_the_wild(draft: Draft, *rows: list[Any], heading: str = "时间 标题 内容", name: str = "日常") -> Any:
    """Return the slots after a sheet without ids, and what was told."""
    found = merged(draft, sheet([heading.split(), *rows], name))
    assert not errors(found.problems)
    return found.source.data["slots"], found.told


@pytest.mark.parametrize(
    "words", ["时间*", "发布 时间：", "执行时间（24小时）", "每天几点发", "时 刻", "这里填发布时间用24小时"]
)
def test_a_heading_is_known_by_other_names_and_with_words_around_it(project: Write, words: str) -> None:
    draft = opened(project(), name="fresh")
    found = merged(draft, sheet([[words, "文案"], ["每天 9:00", "看图"]]))
    assert [each["when"] for each in found.source.data["slots"].values()] == [{"every": "day", "at": "09:00"}]


@pytest.mark.parametrize("words", ["何时", "这一列是要写每条发布时间的"])
def test_a_column_whose_heading_is_not_known_is_known_by_what_it_holds(project: Write, words: str) -> None:
    rows = [[words, "文案", "负责人"], ["每天 9:00", "看图", "店员"]]
    found = merged(opened(project(), name="fresh"), sheet(rows))
    assert [each["when"] for each in found.source.data["slots"].values()] == [{"every": "day", "at": "09:00"}]


@pytest.mark.parametrize("words", ["何时", "这一列是要写每条发布时间的"])
def test_other_words_and_whole_sentences_are_no_heading(project: Write, words: str) -> None:
    with pytest.raises(ContentError, match=r"没有找到表头|没有「时间」这一列"):
        merged(opened(project(), name="fresh"), sheet([[words, "文案", "负责人"], ["甲", "看图", "店员"]]))


@pytest.mark.parametrize(
    ("heading", "words", "when"),
    [
        ("星期", "三", {"every": "week", "weekdays": ["wed"], "at": "09:00"}),
        ("第几天", "3", {"day": 3, "at": "09:00"}),
        ("日期", "12月24日", {"date": "2026-12-24", "at": "09:00"}),
        ("星期", "周末", {"every": "week", "weekdays": ["sat", "sun"], "at": "09:00"}),
    ],
)
def test_days_may_stand_in_a_column_of_their_own(
    project: Write, heading: str, words: str, when: dict[str, Any]
) -> None:
    rows = [[heading, "时间", "内容"], [words, "9:00", "看图"], [None, "9:00", "再看"]]
    found = merged(opened(project(), name="fresh"), sheet(rows, "表一")).source.data["slots"]
    assert [each["when"] for each in found.values()] == [when, when]


def test_a_new_post_is_named_by_when_it_is_due(project: Write) -> None:
    ids = {
        "每天 9:00": "daily-0900",
        "每天9点": "daily-0900-2",
        "每天 9：00": "daily-0900-3",
        "工作日 9:00": "workday-0900",
        "周一、周四 20:00": "mon-thu-2000",
        "周一至周三 10:00": "mon-tue-wed-1000",
        "周一至周四 10:00": "mon-to-thu-1000",
        "隔周周三 10:00": "every-2-weeks-wed-1000",
        "每月1号和15号10点": "month-1-15-1000",
        "第3天 9:00": "day3-0900",
        "第1-3天 9:00": "day1-3-0900",
        "中秋前7天 18:00": "mid-autumn-before7-1800",
        "中秋后2天 18:00": "mid-autumn-after2-1800",
        "中秋 18:00": "mid-autumn-1800",
        "12月24日 20:00": "on-20261224-2000",
    }
    rows = [[when, f"第{number}条", "看图"] for number, when in enumerate(ids)]
    slots, _ = from_the_wild(opened(project(), name="fresh"), *rows)
    assert list(slots) == list(ids.values())


def test_a_span_of_hours_becomes_the_minutes_of_a_new_post(project: Write) -> None:
    """Also where the day stands in a line of its own, and not where the row says for itself how long it takes."""
    slots, _ = from_the_wild(
        opened(project(), name="fresh"),
        ["第2天", None, None, None],
        ["9:00-9:20", "晨读", "读一页", None],
        ["20:00", "夜谈", "说说看", None],
        ["21:00-21:30", "收工", "明天见", 45],
        heading="时间 标题 内容 几分钟",
    )
    assert [(each["when"], each.get("minutes")) for each in slots.values()] == [
        ({"day": 2, "at": "09:00"}, 20),
        ({"day": 2, "at": "20:00"}, None),
        ({"day": 2, "at": "21:00"}, 45),
    ]


def two_of_one_title(project: Write) -> Draft:
    morning, evening = (
        slot(when, "[一]").replace("一条", "菜单")
        for when in ("{every: day, at: 09:00}", "{every: day, at: 18:00}")
    )
    return opened(
        project({PLAN: sop(morning=morning, evening=evening, other=slot("{every: day, at: 20:00}"))})
    )


def test_of_two_posts_of_one_title_a_row_is_the_one_of_its_hour(project: Write) -> None:
    slots, _ = from_the_wild(
        two_of_one_title(project), ["每天18:00", "菜单", "汤"], ["每天 9:00", "菜单", "粥"]
    )
    assert {name: each["copy"] for name, each in slots.items()} == {
        "morning": {"1": "粥"},
        "evening": {"1": "汤"},
        "other": {"1": "一", "2": "二"},
    }


def test_of_two_posts_of_one_title_a_row_of_neither_hour_is_a_new_one(project: Write) -> None:
    slots, _ = from_the_wild(two_of_one_title(project), ["每天 12:00", "菜单", "面"])
    assert slots["daily-1200"]["copy"] == {"1": "面"}
    assert [slots[name]["when"]["at"] for name in ("morning", "evening")] == ["09:00", "18:00"]


def test_a_row_of_the_only_post_of_its_title_moves_that_post(project: Write) -> None:
    slots, _ = from_the_wild(two_of_one_title(project), ["每天 21:00", "一条", "一"])
    assert list(slots) == ["morning", "evening", "other"]
    assert slots["other"]["when"] == {"every": "day", "at": "21:00"}


def test_a_row_of_two_hours_gives_the_only_post_of_its_title_the_hour_that_is_new(project: Write) -> None:
    slots, _ = from_the_wild(two_of_one_title(project), ["每天 20:00、22:00", "一条", "一"])
    assert list(slots) == ["morning", "evening", "other"]
    assert slots["other"]["when"] == {"every": "day", "at": ["20:00", "22:00"]}


def test_rows_of_one_title_and_time_are_texts_of_one_post(project: Write) -> None:
    slots, told = from_the_wild(
        opened(project(), name="fresh"),
        ["每天 9:00", "早安", "早"],
        ["每天 9:00", "早安", "早上好"],
        ["每天 10:00", "早安", "不早了"],
    )
    assert [list(each["copy"].values()) for each in slots.values()] == [["早", "早上好"], ["不早了"]]
    assert told[:2] == ("新增「早安」：2 条文案", "新增「早安」：1 条文案")


def test_what_had_to_be_guessed_is_told_with_its_cells(project: Write) -> None:
    """Three cells are named, of more only the first three."""
    _, told = from_the_wild(
        opened(project(), name="fresh"),
        *([f"{at}:00", f"第{at}条", "拼团"] for at in (9, 10, 11)),
        ["周五晚上", "福利", "拼团"],
        name="表一",
    )
    cells = "、".join(f"表「表一」单元格 A{row}" for row in (2, 3, 4))
    assert f"没写哪天，按每天：{cells}" in told
    assert "只写了上午、晚上这样的时段，几点是估的：表「表一」单元格 A5" in told
    assert f"没写类型，是按内容估的：{cells} 等 4 处" in told


def test_type_and_title_are_guessed_from_the_text(project: Write) -> None:
    """A title is the first words, sixteen characters at most."""
    texts = {
        "满2件减20": ("满2件减20", "activity"),
        "【早安】各位": ("早安 各位", "warmth"),
        "今天的汤，从早上五点熬到十点": ("今天的汤", "content"),
        "字" * 16: ("字" * 16, "content"),
        "字" * 17: ("字" * 15 + "…", "content"),
    }
    slots, _ = from_the_wild(
        opened(project(), name="fresh"),
        *([f"每天 {9 + number}:00", text] for number, text in enumerate(texts)),
        heading="时间 内容",
    )
    assert [(each["title"], each["type"]) for each in slots.values()] == list(texts.values())


NO_HEADINGS = "表「日常」单元格 A1：没有找到表头，「第 0 行说明」这张表看不出哪一列是几点、哪一列是要发的话"


@pytest.mark.parametrize(("above", "found"), [(19, True), (20, False)])
def test_a_heading_stands_within_the_first_twenty_rows(project: Write, above: int, found: bool) -> None:
    rows = [[f"第 {number} 行说明"] for number in range(above)] + [["时间", "内容"], ["每天 9:00", "一"]]
    problems = []
    try:
        imported(opened(project(), name="fresh"), sheet(rows))
    except ContentError as error:
        problems = [each.message for each in error.problems]
    assert problems == ([] if found else [NO_HEADINGS])


GOOD = ["restaurant-day", "merged-week", "camp-sections", "festival", "sheet-per-day"]


@pytest.mark.parametrize("name", GOOD)
def test_a_messy_sheet_becomes_a_plan(
    project: Write, name: str, file_regression: FileRegressionFixture
) -> None:
    root = project()
    draft = opened(root, name="fresh")
    content = saved(SHEETS[name])
    found = merged(draft, content, f"{name}.xlsx")
    text = imported(draft, content, f"{name}.xlsx")
    told = [*found.told, *render(found.problems, "concise").split("\n")]
    report = "".join(f"# {line}\n" for line in told if line)
    file_regression.check(report + text, extension=".yml", basename=f"messy-{name}")
    (root / "content/industries/shop/sops/fresh.yml").write_text(text, encoding="utf-8")
    assert imported(opened(root, name="fresh"), content, f"{name}.xlsx") == text


def test_every_fault_of_a_spoilt_sheet_is_told_at_once(
    project: Write, file_regression: FileRegressionFixture
) -> None:
    with pytest.raises(ContentError) as caught:
        imported(opened(project(), name="fresh"), saved(SHEETS["spoilt"]), "spoilt.xlsx")
    file_regression.check(str(caught.value), extension=".txt", basename="messy-spoilt")


def test_of_two_plans_one_file_one_must_be_named(project: Write) -> None:
    draft = opened(project(), name="fresh")
    content = saved(SHEETS["two-plans"])
    with pytest.raises(ContentError, match="福利群、会员群"):
        imported(draft, content)
    assert "会员群的套餐" in imported(draft, content, sheets=("会员群",))
    with pytest.raises(ContentError, match="没有名叫 新人群 的表"):
        imported(draft, content, sheets=("新人群",))


def test_the_download_is_not_taken_for_a_plan(project: Write) -> None:
    root = project()
    with pytest.raises(ContentError, match="28 天的排期表"):
        imported(opened(root, name="fresh"), workbook.download(planned(root), TODAY))


def test_gbk_and_semicolons_and_blank_merged_cells_are_read(project: Write) -> None:
    draft = opened(project(), name="fresh")
    text = "时间;内容;负责人\r\n每天11:00;菜单;店员\r\n;配图;店员\r\n"
    book = workbook.read_book("a.csv", text.encode("gbk"))
    assert "按 GBK 读的" in book.notes[0]
    new = imported(draft, text.encode("gbk"), "a.csv")
    assert new.count("at: 11:00") == 2
    assert new == imported(draft, text.encode("utf-8-sig"), "a.csv")
    assert new == imported(draft, text.replace(";", "\t").encode("utf-16"), "a.csv")


# --- files that are none ----------------------------------------------------------------------------


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    return out.getvalue()


def lying_bomb() -> bytes:
    """A part whose stated size is small: no more than that is unpacked, and the sum does not fit."""
    content = bytearray(bomb())
    size = (200_000_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sheet([["时间", "内容"], ["每天 9:00", "一"]]))) as before,
        zipfile.ZipFile(out, "w") as after,
    ):
        for each in before.infolist():
            content = before.read(each)
            after.writestr(each.filename, content.replace(old, new) if each.filename == part else content)
    return out.getvalue()


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "一")
    return out.getvalue()


_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet '
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "truncated": ("a.xlsx", lambda: sheet([["时间", "内容"]])[:900], "打不开"),
    "empty": ("a.xlsx", lambda: b"", "打不开"),
    "noise": ("a.xlsx", lambda: bytes(range(256)) * 9, "打不开"),
    "zip": ("a.xlsx", plain_zip, "是一个压缩包"),
    "bomb": ("a.xlsx", bomb, "解开以后有 200 MB"),
    "lying-bomb": ("a.xlsx", lying_bomb, "打不开"),
    "50-mb": ("a.xlsx", lambda: b"PK" + bytes(50_000_000), "太大了"),
    "50-mb-csv": ("a.csv", lambda: "时间,内容\n".encode() * 4_000_000, "太大了"),
    "xls": ("a.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式"),
    "xls-renamed": ("a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式"),
    "html-named-xls": ("a.xls", lambda: b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table>", "网页"),
    "html": ("a.xlsx", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
    "html-hidden": ("a.xls", lambda: b"<table><tr><td>1<td>2<tr style='display:none'><td>3<td>4</table>", "藏起来"),
    "ods": ("a.ods", plain_zip, "不是 .ods 表格"),
    "other": ("a.docx", plain_zip, "不认识 .docx"),
    "broken-xml": ("a.xlsx", lambda: replaced("xl/worksheets/sheet1.xml", b"</row>", b"</raw>"), "打不开"),
    "entities": ("a.xlsx", lambda: replaced("xl/worksheets/sheet1.xml", b"<worksheet ", _ENTITIES), "XML 定义"),
    "no-heading": ("a.xlsx", lambda: sheet([["你好", "世界"], [1, 2]]), "没有找到表头"),
    "no-time": ("no-time.xlsx", lambda: saved(SHEETS["no-time"]), "没有「时间」这一列"),
    "no-content": ("a.xlsx", lambda: sheet([["时间", "负责人"], ["每天 9:00", "店员"]]), "没有「文案」这一列"),
    "formula": ("a.xlsx", lambda: sheet([["时间", "内容"], ["每天 9:00", "=A1"]]), "单元格 B2：这里是公式"),
    "error": ("a.xlsx", lambda: sheet([["时间", "内容"], ["每天 9:00", "#REF!"]]), "单元格 B2：这里的公式出错了"),
    "endless": ("a.xlsx", lambda: sheet([["时间", "内容"], *([["每天 9:00", "一"]] * 6000)]), "行，太多了"),
    "binary-csv": ("a.csv", lambda: b"\x00\x01\x02,\xff", "不是 .csv"),
    "quotes-csv": ("a.csv", lambda: '时间,内容\n"每天 9:00,一\n'.encode(), "读不下去"),
}  # fmt: skip


SLOW = {"bomb", "lying-bomb", "endless"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in BAD]
)
def test_a_bad_file_is_refused_in_plain_words(project: Write, name: str) -> None:
    file, make, message = BAD[name]
    with pytest.raises(ContentError, match=message) as caught:
        imported(opened(project(), name="fresh"), make(), file)
    assert all(problem.hint for problem in caught.value.problems)


@pytest.mark.parametrize(("rows", "is_read"), [(5000, True), (5001, False)])
def test_a_file_of_five_thousand_rows_is_read_and_no_more(rows: int, is_read: bool) -> None:
    content = b"9:00,a\n" * rows
    if is_read:
        assert len(workbook.read_book("a.csv", content).tables[0].rows) == rows
    else:
        with pytest.raises(ContentError, match="有 5001 行，太多了"):
            workbook.read_book("a.csv", content)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "message"), [(20_000_000, "读不下去"), (20_000_001, "文件超过 20 MB")])
def test_a_file_of_twenty_megabytes_is_looked_into_and_no_larger_one(size: int, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        workbook.read_book("a.csv", b"a" * size)


def test_a_hundred_columns_are_read() -> None:
    found = workbook.read_book("a.csv", ",".join(map(str, range(1, 102))).encode()).tables[0]
    assert [cell.text for cell in found.rows[0]][-1] == "100"
    assert str(found.rows[0][26].place) == "单元格 AA1"


def test_one_styled_cell_at_the_end_of_the_sheet_costs_nothing(project: Write) -> None:
    def fill(book: Workbook) -> None:
        book.active.append(["时间", "内容"])
        book.active.append(["每天 9:00", "一"])
        book.active["XFD1048576"].number_format = "@"

    assert "copy: 一" in imported(opened(project(), name="fresh"), saved(fill))


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (9.9, "0.00", "9.90"),
        (9, "0.0", "9.0"),
        (9, "0.##", "9"),
        (9.5, "0.0#", "9.5"),
        (1234.5, "#,##0.00", "1,234.50"),
        (5, "000", "005"),
        (0.8, "0%", "80%"),
        (12345, "0.0,", "12.3"),
        (-5, "0", "-5"),
        (-5, "0;(0)", "(5)"),
        (0, '0;-0;"无"', "无"),
        (46357, "aaa", "周二"),
        (46357, "aaaa", "星期二"),
        (46356, "aaaa;@", "星期一"),
    ],
)
def test_a_number_is_read_as_its_sheet_shows_it(value: float, code: str, seen: str) -> None:
    assert shown(value, code) == seen


@pytest.mark.parametrize(
    ("words", "sign", "days"),
    [
        ("+3", 0, (3,)),
        ("-3", 0, (-3,)),
        ("+0", 0, (0,)),
        ("-3", -1, (-3,)),
        ("+3", -1, None),
        ("-0", -1, None),
        ("+3", 1, None),
        ("3", 1, (3,)),
        ("3天", -1, (-3,)),
        ("2周", -1, (-14,)),
        ("3", None, None),
        ("当天", -1, (0,)),
    ],
)
def test_a_number_counts_as_its_heading_says_unless_its_sign_says_otherwise(
    words: str, sign: int | None, days: tuple[int, ...] | None
) -> None:
    assert offsets_in(Cell(Place("排期.csv", "", 2, 1), words), sign) == days


def test_of_two_meanings_of_a_code_the_first_counts() -> None:
    words = ("状态：G=发，H=先不发", "状态：G=不发，K=删掉", "G")
    lines = [(Cell(Place("排期.csv", "", row, 1), each),) for row, each in enumerate(words, 1)]
    codes, places = codes_of([Table("", lines)])
    assert codes == {"G": "发", "H": "先不发", "K": "删掉"}
    assert {place.row for place in places} == {1, 2}
