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
from conftest import CALENDAR, PACK, REPOSITORY, SOP, TODAY, Write, planned, slot, sop
from hypothesis import given, settings
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
from qunli.workbook.columns import COLUMNS, heading
from qunli.workbook.days import Reader, UntimedError
from qunli.workbook.steps import Step
from qunli.workbook.tables import Cell, Place
from sheets.messy import SHEETS, saved

FESTIVALS = {"mid-autumn": "中秋", "spring-festival": "春节", "double-11": "双11", "mothers-day": "母亲节"}
READER = Reader(FESTIVALS, TODAY)
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


def test_the_download_begins_today_once_the_calendar_runs(project: Write) -> None:
    rows = values(workbook.download(planned(project()), date(2027, 1, 5)))
    assert rows[1][0] == datetime(2027, 1, 5)


def test_the_download_asks_for_the_figures_that_posts_record(project: Write) -> None:
    text = sop(
        a=slot("{every: day, at: 09:00}", record="[clicks, reach]"),
        b=slot("{every: day, at: 10:00}", record="[exits]"),
    )
    rows = values(workbook.download(planned(project({PLAN: text})), TODAY))
    assert rows[0][10:] == ["到达", "点击", "退群"]
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
    ],
)
def test_times_are_read_as_people_write_them(words: str, when: dict[str, Any]) -> None:
    assert READER.moment(words).when() == when


def test_a_span_of_hours_is_how_long_it_takes() -> None:
    moment = READER.moment("每天 11:00-11:30")
    assert (moment.at, moment.minutes) == (("11:00",), 30)


def test_two_hours_are_two_hours_of_one_post() -> None:
    assert READER.moment("每天上午10点、下午3点").at == ("10:00", "15:00")


def test_a_nameless_festival_is_the_one_the_sheet_is_about() -> None:
    about = Reader(FESTIVALS, TODAY, "中秋活动")
    assert about.moment("节前7天 10:00").day == {"festival": "mid-autumn", "day": -7}
    with pytest.raises(UnclearError, match="看不出是哪个节"):
        READER.moment("节前7天 10:00")


@pytest.mark.parametrize(
    "words", ["25:00", "晚上12点", "12.24", "每天（周日除外）10:00", "每月31日 9:00", "某天 9:00"]
)
def test_what_cannot_be_read_is_not_guessed(words: str) -> None:
    with pytest.raises(UnclearError) as caught:
        READER.moment(words)
    assert caught.value.hint


@pytest.mark.parametrize("words", ["随时", "不定时", "有人进群时", "新人入群后"])
def test_what_answers_to_something_has_no_hour(words: str) -> None:
    with pytest.raises(UntimedError):
        READER.moment(words)


_HOURS = st.times().map(lambda at: f"{at:%H:%M}")
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
    return {**when, "holidays": "skip"} if "every" in when and draw(st.booleans()) else when


def as_when(data: dict[str, Any]) -> Any:
    return problems(Source(data, {(): Mark(File("", ""), None, (0, 0))}), When)[0]


@given(whens())
@settings(max_examples=150, deadline=None)
def test_every_time_reads_back_from_its_own_words(when: dict[str, Any]) -> None:
    noun = as_when(when)
    read = READER.moment(noun.words(lambda name: FESTIVALS[name])).when()
    assert as_when(read) == noun


# --- steps that pose as customers -------------------------------------------------------------------


@cache
def final() -> checks.Matcher:
    tree = Tree(REPOSITORY)
    return checks.matcher(library.read_wordings(tree).values()).final()


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
    assert [heading(words) for words in old.split()] == [column.key for column in COLUMNS]
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
        "when": {**draw(st.sampled_from([{"every": "day"}, {"every": "week", "weekdays": ["mon", "fri"]}, {"day": "1-3"}])), "at": draw(_HOURS)},
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


@given(st.dictionaries(_IDS, slots(), min_size=1, max_size=3), st.sampled_from([".xlsx", ".csv"]), _WORDS)
@settings(max_examples=60, deadline=None)
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


def test_of_two_plans_in_one_file_one_must_be_named(project: Write) -> None:
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
    "html": ("a.xlsx", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
    "ods": ("a.ods", plain_zip, "不认识 .ods"),
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


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_plain_words(project: Write, name: str) -> None:
    file, make, message = BAD[name]
    with pytest.raises(ContentError, match=message) as caught:
        imported(opened(project(), name="fresh"), make(), file)
    assert all(problem.hint for problem in caught.value.problems)


def test_one_styled_cell_at_the_end_of_the_sheet_costs_nothing(project: Write) -> None:
    def fill(book: Workbook) -> None:
        book.active.append(["时间", "内容"])
        book.active.append(["每天 9:00", "一"])
        book.active["XFD1048576"].number_format = "@"

    assert "copy: 一" in imported(opened(project(), name="fresh"), saved(fill))
