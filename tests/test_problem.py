"""Problems as people, tools and other programs read them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import qunli
from qunli.problem import (
    FILE_CODES,
    MOST_TOLD,
    ContentError,
    Problem,
    cells,
    errors,
    nearest,
    render,
    summary,
)

PATH = "content/industries/catering/sops/welfare.yml"
TITEL = Problem(
    PATH, 31, 5, "Q001", "不认识的字段 titel", "你是不是想写 title?", "error", "    titel: 今日菜单", 5
)
WARNING = Problem("calendars/a.yml", 0, 1, "Q022", "一条也不发", "", "warning")


def test_a_problem_shows_its_line_its_place_and_a_way_out() -> None:
    assert render([TITEL]) == (
        f"{PATH}:31:5 Q001 不认识的字段 titel\n"
        "  31 |     titel: 今日菜单\n"
        "     |     ^^^^^\n"
        "  你是不是想写 title?"
    )


def test_carets_stand_under_wide_characters() -> None:
    problem = Problem("a.yml", 1, 9, "Q012", "这里的 }} 不成对", "", "error", "copy: 鱼 }}", 2)
    line, carets = render([problem]).split("\n")[1:3]
    assert cells(line.split("}}")[0]) == carets.index("^")
    assert carets.count("^") == 2


def test_a_long_line_is_shown_around_its_place() -> None:
    line = "a" * 5000 + "错" + "b" * 5000
    shown, carets = render([Problem("a.yml", 1, 5001, "Q012", "错", "", "error", line)]).split("\n")[1:3]
    assert len(shown) < 120
    assert shown[carets.index("^")] == "错"


def test_invisible_characters_are_shown_as_dots() -> None:
    """A text must not turn the terminal around, ring its bell or clear it."""
    line = "a\x1b[2J\u202eb\u200bc\td"
    shown = render([Problem("a.yml", 1, 1, "Q008", "看不见的字", "", "error", line)])
    assert not {"\x1b", "\u202e", "\u200b", "\t"} & set(shown)


def test_a_file_as_a_whole_has_no_line() -> None:
    assert render([WARNING]) == "calendars/a.yml Q022 提醒 一条也不发"


def test_errors_come_before_reminders_and_each_once() -> None:
    assert render([TITEL, WARNING, TITEL], "concise").split("\n") == [
        f"{PATH}:31:5 Q001 不认识的字段 titel（你是不是想写 title?）",
        "calendars/a.yml Q022 提醒 一条也不发",
    ]
    assert ContentError([TITEL, WARNING, TITEL]).problems == (WARNING, TITEL)


def test_of_a_file_no_more_are_told_than_anyone_mends_at_once() -> None:
    many = [Problem("a.yml", number, 1, "Q001", "不认识", "删掉") for number in range(1, 1000)]
    lines = render([*many, WARNING, TITEL], "concise").split("\n")
    assert len(lines) == MOST_TOLD + 3
    assert lines[MOST_TOLD - 1].startswith(f"a.yml:{MOST_TOLD}:1 ")
    assert lines[-1].startswith("a.yml Q027 这个文件里还有问题")
    assert len(json.loads(render(many, "json"))) == MOST_TOLD + 1
    assert "Q027" not in render(many[:MOST_TOLD])


def test_an_error_is_told_though_it_stands_behind_hundreds_of_reminders() -> None:
    many = [Problem("a.yml", number, 1, "Q301", "提醒", "改", "warning") for number in range(1, 1000)]
    lines = render([*many, Problem("a.yml", 5000, 1, "Q001", "错", "改")], "concise").split("\n")
    assert lines[0] == "a.yml:5000:1 Q001 错（改）"
    assert lines[-1].startswith("a.yml Q027 提醒")


def test_only_errors_stop_a_build() -> None:
    assert errors([TITEL, WARNING]) == [TITEL]
    assert summary([TITEL, WARNING]) == "2 个文件里有 1 处错误、1 处提醒。"
    assert summary([]) == "没有发现问题。没有标记不等于没问题。"


def test_github_reads_them_as_annotations() -> None:
    problem = Problem("a,b.yml", 2, 3, "Q001", "100%\n错", "改: 对")
    assert render([problem], "github") == (
        "::error file=a%2Cb.yml,line=2,col=3,title=Q001::100%25%0A错 改: 对"
    )


def test_other_programs_read_them_as_json() -> None:
    (row,) = json.loads(render([TITEL], "json"))
    assert row == {
        "path": PATH,
        "line": 31,
        "column": 5,
        "code": "Q001",
        "level": "error",
        "message": "不认识的字段 titel",
        "hint": "你是不是想写 title?",
    }


def test_a_word_far_from_all_is_near_none() -> None:
    assert nearest("titel", ["title", "type"]) == "你是不是想写 title?"
    assert nearest("辣", ["title", "type"]) == ""
    assert nearest("title", []) == ""


def test_every_code_that_is_told_has_a_title_and_no_other() -> None:
    """The codes of checks on allowances, Q09x, stand with the checks."""
    told: set[str] = set()
    for path in Path(qunli.__file__).parent.rglob("*.py"):
        told.update(re.findall(r'"(Q0[0-8]\d)"(?!:)', path.read_text(encoding="utf-8")))
    assert told == set(FILE_CODES)
    assert all(FILE_CODES.values())


def test_the_nearest_word_is_found_whatever_its_capitals() -> None:
    assert nearest("TITLE", ("title", "starts")) == "你是不是想写 title?"
