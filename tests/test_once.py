"""Texts that are posted once each, and their answers of the day after: from the plan to pages and sheets."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from conftest import ADDRESS, Write, planned, slot, sop
from qunli import agenda, changes, feeds, library, schedule
from qunli.problem import ContentError
from qunli.schema import schemas
from test_handbook import pages, words
from test_workbook import edited, exported, imported, opened

PLAN = "content/industries/shop/sops/welfare.yml"
FORK = "content/industries/branch"
TODAY = date(2026, 11, 22)
RIDDLES = "[{text: 什么圆, answer: 月亮圆}, 什么方, {text: 什么长, answer: 面条长}]"
MONDAYS = "{every: week, weekdays: [mon], at: 19:00}"


def files(when: str, copy: str, calendar: str = "", **more: str) -> dict[str, Any]:
    """A shop that opens on Tuesday, 1 December 2026."""
    return {
        PLAN: sop(riddle=slot(when, copy, once="true", owner="staff"), **more),
        "calendars/main.yml": f"title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {{welfare: {{}}}}\n{calendar}\n",
    }


def plan(project: Write, when: str = MONDAYS, copy: str = RIDDLES, calendar: str = "", **more: str) -> Any:
    return planned(project(files(when, copy, calendar, **more)), today=TODAY)


def told(made: schedule.Plan, slot_id: str = "riddle") -> list[str]:
    posts = made.posts(date(2026, 1, 1), date(2028, 12, 31))
    return [
        f"{post.start:%m-%d %H} {post.series.rest} {post.series.text}"
        for post in posts
        if post.series.slot == slot_id
    ]


def test_each_text_is_posted_once_in_order_and_answered_on_the_next_day(project: Write) -> None:
    made = plan(project)
    assert told(made) == [
        "12-07 19 1 什么圆",
        "12-08 19 1.a 月亮圆",
        "12-14 19 2 什么方",
        "12-21 19 3 什么长",
        "12-22 19 3.a 面条长",
    ]
    assert all(each.recurrence is None for each in made.series)
    feed = feeds.write(made, ADDRESS, feeds.Clock(TODAY), None)["calendars/main.ics"].decode()
    assert "RRULE" not in feed
    assert [line for line in feed.splitlines() if line.startswith("UID")][:2] == [
        "UID:main.welfare.riddle.1@shop.example",
        "UID:main.welfare.riddle.1.a@shop.example",
    ]


WHENS = {
    "two hours": ("{every: day, at: [9:00, 17:00]}", "", ["12-01 09 1", "12-01 17 2", "12-02 09 3"]),
    "closed day": (MONDAYS, "closed: 2026-12-14", ["12-07 19 1", "12-21 19 2", "12-28 19 3"]),
    "closed weekday": (
        "{every: day, at: 9:00}",
        "closed: [wed, thu]",
        ["12-01 09 1", "12-04 09 2", "12-05 09 3"],
    ),
    "break": (
        "{every: day, at: 9:00, holidays: skip}",
        "closed: 2026-12-02/2026-12-31",
        ["12-01 09 1", "01-02 09 2", "01-03 09 3"],
    ),
    "season": (
        "{every: week, weekdays: [mon], at: 9:00, season: {from: 12-21, to: 01-01}}",
        "",
        ["12-21 09 1", "12-28 09 2", "12-27 09 3"],
    ),
    "lunar": ("{lunar: [1, 15], at: 9:00}", "", ["12-09 09 1", "12-23 09 2", "01-08 09 3"]),
    "month end": (
        "{every: month, monthdays: last, at: 9:00}",
        "",
        ["12-31 09 1", "01-31 09 2", "02-28 09 3"],
    ),
    "end": (MONDAYS, "ends: 2026-12-15", ["12-07 19 1", "12-14 19 2"]),
    "hours": (MONDAYS, "hours: 10:00-18:00", ["12-07 18 1", "12-14 18 2", "12-21 18 3"]),
}


@pytest.mark.parametrize(("when", "calendar", "days"), WHENS.values(), ids=WHENS)
def test_texts_take_the_days_on_which_the_slot_is_posted(
    project: Write, when: str, calendar: str, days: list[str]
) -> None:
    found = told(plan(project, when, "[一, 二, 三]", calendar))
    assert [each.rpartition(" ")[0] for each in found] == days


def test_a_make_up_day_is_a_working_day_too(project: Write) -> None:
    """28 February 2026 is a Saturday that is worked; the Friday before is the first day."""
    written = files("{every: workday, at: 9:00}", "[{text: 一, answer: 甲}, {text: 二, answer: 乙}]")
    written["calendars/main.yml"] = written["calendars/main.yml"].replace("2026-12-01", "2026-02-27")
    found = told(planned(project(written), today=date(2026, 2, 20)))
    assert [each.rpartition(" ")[0] for each in found] == [
        "02-27 09 1",
        "02-28 09 1.a",
        "02-28 09 2",
        "03-02 09 2.a",
    ]


ANSWERS = {
    "next day": ("", "12-08"),
    "closed day": ("closed: 2026-12-08", "12-09"),
    "closed weekday": ("closed: [tue, wed]", "12-10"),
    "closed for 59 days": ("closed: 2026-12-08/2027-02-04", "02-05"),
    "closed for 60 days": ("closed: 2026-12-08/2027-02-05", None),
    "end": ("ends: 2026-12-07", None),
}


@pytest.mark.parametrize(("calendar", "day"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_waits_for_the_next_day_on_which_the_shop_posts(
    project: Write, calendar: str, day: str | None
) -> None:
    found = told(plan(project, copy="[{text: 什么圆, answer: 月亮圆}]", calendar=calendar))
    assert [each for each in found if ".a" in each] == ([f"{day} 19 1.a 月亮圆"] if day else [])


def test_a_campaign_takes_neither_a_text_nor_an_answer_away(project: Write) -> None:
    """On 8 and 14 December a sale stands for everything: the answer and the second text come later."""
    sale = slot("{date: [2026-12-08, 2026-12-14], at: 9:00}", "[卖, 卖完]", replaces="all")
    made = plan(project, copy="[{text: 什么圆, answer: 月亮圆}, 什么方]", sale=sale)
    assert told(made) == ["12-07 19 1 什么圆", "12-09 19 1.a 月亮圆", "12-21 19 2 什么方"]


def test_an_answer_is_a_post_of_its_own_everywhere(project: Write) -> None:
    """A daily riddle and the answer to the last one are posted at the same hour."""
    made = plan(project, "{every: day, at: 19:00}")
    [day] = agenda.days(made, date(2026, 12, 2), date(2026, 12, 2))
    assert [(each.title, each.anchor, each.text) for each in day.entries] == [
        ("一条的答案", "welfare.riddle.a", "月亮圆"),
        ("一条", "welfare.riddle", "什么方"),
    ]
    feed = feeds.write(made, ADDRESS, feeds.Clock(TODAY), None)
    assert "一条的答案" in feed["calendars/main/staff.ics"].decode()
    assert "&welfare.riddle.a" in feed["calendars/main.ics"].decode().replace("\r\n ", "")


def test_an_answer_is_in_the_words_of_the_shop_and_of_the_row_of_its_text(project: Write) -> None:
    copy = "['猜{{ item.name }}', {text: '再猜{{ item.name }}', answer: '{{ store }}的{{ item.name }}，〔例：免费〕'}]"
    written = files(MONDAYS, copy)
    written[PLAN] = written[PLAN].replace("once: true", "once: true, rotate: dishes")
    assert told(planned(project(written), today=TODAY))[1:] == [
        "12-14 19 2 再猜肉",
        "12-15 19 2.a 本店的肉，〔例：免费〕",
    ]


def test_a_paragraph_that_is_not_said_and_a_text_of_which_nothing_is_left(project: Write) -> None:
    copy = (
        "[{paragraphs: [什么圆, {text: 周日见, needs: [sunday]}], answer: 月亮圆},"
        " {paragraphs: [{text: 什么方, needs: [sunday]}], answer: 桌子方}, 什么长]"
    )
    sunday = slot("{every: week, weekdays: [sun], at: 9:00}", pace="full")
    made = plan(project, copy=copy, calendar="pace: light", sunday=sunday)
    assert told(made) == ["12-07 19 1 什么圆", "12-08 19 1.a 月亮圆", "12-14 19 3 什么长"]


FAULTS = {
    "{date: 2026-12-24, at: 9:00}, copy: [一], once: true": ("Q003", "once"),
    "{every: day, at: 9:00}, copy: [{text: 一, answer: 甲}]": ("Q003", "答案"),
    "{every: day, at: 9:00}, copy: [{text: 一, answer: ''}], once: true": ("Q003", "答案"),
    "{every: day, at: 9:00}, copy: [{text: 一, answer: [甲]}], once: true": ("Q003", "答案"),
    "{every: day, at: 9:00}, copy: [{answer: 甲}], once: true": ("Q002", "text"),
    "{every: day, at: 9:00}, copy: {1: {answer: 甲}}, once: true": ("Q002", "text"),
    "{every: day, at: 9:00}, copy: [{text: 一, answers: 甲}], once: true": ("Q001", "answers"),
    "{every: day, at: 9:00}, copy: [{text: 一, answer: '{{ nobody }}'}], once: true": ("Q012", "nobody"),
    "{every: day, at: 9:00}, copy: [一], once: 一次": ("Q003", "true"),
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.items(), ids=FAULTS)
def test_what_cannot_be_is_one_fault_where_it_stands(
    project: Write, text: str, fault: tuple[str, str]
) -> None:
    written = f"title: 群\nkind: traffic\nslots:\n  riddle: {{title: 一条, type: warmth, when: {text}}}\n"
    [found] = library.load(project({PLAN: written})).problems
    assert (found.line, found.code) == (4, fault[0]), found
    assert fault[1] in f"{found.message} {found.hint}"


def riddles(project: Write, patch: str) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """The texts and answers of a fork with a patch of the slot, and what it is told to say otherwise."""
    written = files(MONDAYS, RIDDLES) | {
        f"{FORK}/pack.yml": "extends: shop\ntitle: 分店\nversion: 1.0.0\n",
        f"{FORK}/sops/welfare.yml": f"slots: {{riddle: {patch}}}\n",
    }
    known = library.load(project(written)).require()
    found = known.industries["branch"].sops["welfare"].slots["riddle"]
    return dict(found.texts), dict(found.answers), changes.fork_words(known, "branch")


def test_a_fork_changes_adds_and_drops_answers_by_the_ids_of_their_texts(project: Write) -> None:
    texts, answers, words = riddles(project, "{copy: {1: {answer: 汤圆圆}, 3: {answer: null}}}")
    assert (list(texts.values()), answers) == (["什么圆", "什么方", "什么长"], {"1": "汤圆圆"})
    assert "福利群「一条」换了第 1 条文案的答案" in words
    assert "福利群「一条」不用第 3 条文案的答案" in words
    texts, answers, words = riddles(
        project, "{copy: {1: null, 3: {text: 什么弯}, +: [{text: 新, answer: 底}]}}"
    )
    assert texts == {"2": "什么方", "3": "什么弯", "branch-1": "新"}
    assert answers == {"3": "面条长", "branch-1": "底"}
    _, answers, words = riddles(project, "{once: null, copy: {1: 一, 3: 三}}")
    assert answers == {}
    assert any("每条只发一次" in each for each in words)


def test_a_run_leaves_a_text_out_with_its_answer(project: Write) -> None:
    written = files(MONDAYS, RIDDLES)
    written["calendars/main.yml"] = written["calendars/main.yml"].replace(
        "{welfare: {}}", "{welfare: {texts: {riddle: [1]}}}"
    )
    assert [each.split()[2] for each in told(planned(project(written), today=TODAY))] == ["2", "3", "3.a"]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_sheet_brings_once_and_answers_home(project: Write, suffix: str) -> None:
    other = slot("{every: day, at: 9:00}", "[早, 安]")
    draft = opened(project(files(MONDAYS, RIDDLES, other=other)))
    assert draft.file is not None
    assert imported(draft, exported(draft, suffix), f"a{suffix}") == draft.file.text


def test_a_cell_changes_an_answer_and_a_text_keeps_its_own(project: Write) -> None:
    draft = opened(project(files(MONDAYS, RIDDLES)))
    assert draft.file is not None

    def change(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(2, at["文案"]).value = "什么最圆"
        sheet.cell(3, at["第二天发的答案"]).value = "桌子方"
        sheet.cell(4, at["第二天发的答案"]).value = None

    new = imported(draft, edited(exported(draft), change))
    found = library.load(project(files(MONDAYS, RIDDLES) | {PLAN: new})).require()
    riddle = found.industries["shop"].sops["welfare"].slots["riddle"]
    assert riddle.once
    assert list(riddle.texts.values()) == ["什么最圆", "什么方", "什么长"]
    assert riddle.answers == {"1": "月亮圆", "2": "桌子方"}


def test_a_new_row_brings_a_text_with_its_answer(project: Write) -> None:
    draft = opened(project(files(MONDAYS, RIDDLES)))

    def more(sheet: Any, at: dict[str, int]) -> None:
        row = [sheet.cell(4, number).value for number in range(1, len(at) + 1)]
        row[at["文案"] - 1], row[at["第二天发的答案"] - 1] = "什么弯", "月牙弯"
        row[at["编号"] - 1] = row[-1] = None
        sheet.append(row)

    new = imported(draft, edited(exported(draft), more))
    found = library.load(project(files(MONDAYS, RIDDLES) | {PLAN: new})).require()
    assert found.industries["shop"].sops["welfare"].slots["riddle"].answers["4"] == "月牙弯"


@pytest.mark.parametrize(
    "base", ["{text: 什么圆, answer: 月亮圆}", "{paragraphs: [什么, 圆], answer: 月亮圆}"]
)
def test_the_sheet_of_a_fork_patches_text_and_answer(project: Write, base: str) -> None:
    written = files(MONDAYS, f"[{base}, {{text: 什么长, answer: 面条长}}]") | {
        f"{FORK}/pack.yml": "extends: shop\ntitle: 分店\nversion: 1.0.0\n"
    }
    draft = opened(project(written), "branch")

    def change(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(2, at["文案"]).value = "什么最圆"
        sheet.cell(3, at["第二天发的答案"]).value = None

    patch = imported(draft, edited(exported(draft), change))
    found = library.load(project(written | {f"{FORK}/sops/welfare.yml": patch})).require()
    riddle = found.industries["branch"].sops["welfare"].slots["riddle"]
    assert (dict(riddle.texts), riddle.answers) == ({"1": "什么最圆", "2": "什么长"}, {"1": "月亮圆"})


def test_a_fork_that_writes_a_text_takes_the_place_of_paragraphs(project: Write) -> None:
    written = files(MONDAYS, "[{paragraphs: [什么, 圆], answer: 月亮圆}]") | {
        f"{FORK}/pack.yml": "extends: shop\ntitle: 分店\nversion: 1.0.0\n",
        f"{FORK}/sops/welfare.yml": "slots: {riddle: {copy: {1: {text: 什么最圆}}}}\n",
    }
    found = library.load(project(written)).require().industries["branch"].sops["welfare"].slots["riddle"]
    assert (dict(found.texts), found.answers) == ({"1": "什么最圆"}, {"1": "月亮圆"})


def test_a_plan_without_them_has_the_columns_of_before(project: Write) -> None:
    assert "第二天发的答案" not in exported(opened(project()), ".csv").decode("utf-8-sig")


def test_another_word_than_yes_is_told_at_its_cell(project: Write) -> None:
    draft = opened(project(files(MONDAYS, RIDDLES)))
    content = edited(
        exported(draft), lambda sheet, at: setattr(sheet.cell(2, at["每条只发一次"]), "value", "嗯")
    )
    with pytest.raises(ContentError, match="可以写：是"):
        imported(draft, content)


def test_editors_offer_both(project: Write) -> None:
    text = json.dumps(json.loads(schemas()["sop.json"]), ensure_ascii=False)
    assert "每条只发一次" in text
    assert "第二天同一时间发" in text


@pytest.mark.slow
def test_the_pages_show_an_answer_below_its_text_and_among_the_posts(project: Write) -> None:
    made = pages(project(files(MONDAYS, RIDDLES)), date(2026, 12, 3))
    sop_page = words(made["industries/shop/welfare/all.md"])
    places = [
        sop_page.index(each)
        for each in ("什么圆", "第二天同一时间发", "月亮圆", "什么方", "什么长", "面条长")
    ]
    assert places == sorted(places)
    today = words(made["calendars/main/today.md"])
    assert "一条的答案" in today
    assert today.count("月亮圆") == 2
    week = words(made["calendars/main/index.md"])
    assert week.index("一条") < week.index("一条的答案")
