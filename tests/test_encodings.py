"""Sheets saved in other encodings: read right, or told; what an encoding lost is never taken for an edit."""

from __future__ import annotations

import re

import pytest
from conftest import Write, slot, sop, tries
from hypothesis import given
from hypothesis import strategies as st
from qunli import workbook
from qunli.problem import ContentError, errors, render
from qunli.workbook.mending import _is_what_is_left
from test_workbook import PLAN, exported, imported, merged, opened

TEXT = "时间,标题,内容,负责人\n每天 9:00,早安,早上好，今天有鱼汤,店员\n每天 12:00,菜单,来吃面吧,群主\n"
ROSE = sop(
    menu="{title: 早安🌹, type: content, when: {every: day, at: 09:00}, "
    "copy: ['早安🌹 今天 ¥9.9', '吃了吗🍜'], notes: '备 ☕️ 好'}"
)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gbk"),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode().decode("latin-1").encode(),
        TEXT.encode("gbk").decode("latin-1").encode(),
    ],
)
def test_a_sheet_is_read_in_whatever_encoding_it_is(project: Write, content: bytes) -> None:
    draft = opened(project(), name="fresh")
    assert imported(draft, content, "a.csv") == imported(draft, TEXT.encode(), "a.csv")


def test_words_that_were_spoilt_before_they_were_saved_are_mended_and_told(project: Write) -> None:
    text = "时间,Content\n每天 9:00,今天有鱼\n"
    spoilt = text.encode().decode("gbk").encode()
    assert "存成了乱码，按原来的字读的" in workbook.read_book("a.csv", spoilt).notes[0]
    assert "copy: 今天有鱼\n" in imported(opened(project(), name="fresh"), spoilt, "a.csv")


def test_traditional_characters_in_big5_are_read(project: Write) -> None:
    text = "時間,標題,內容\n每天 9:00,早安,早上好，今天有魚湯\n"
    book = workbook.read_book("a.csv", text.encode("big5"))
    assert "按 Big5 读的" in book.notes[0]
    assert imported(opened(project(), name="fresh"), text.encode("big5"), "a.csv").count("早安") == 1


def test_what_became_question_marks_altogether_is_refused(project: Write) -> None:
    content = TEXT.encode("cp1252", errors="replace")
    with pytest.raises(ContentError, match="中文全变成了问号"):
        imported(opened(project(), name="fresh"), content, "a.csv")


def test_a_cell_that_is_broken_for_good_is_told_with_its_place(project: Write) -> None:
    broken = TEXT.replace("鱼汤", "�汤").encode()
    with pytest.raises(ContentError, match="单元格 C2：这里的字坏了，成了乱码"):
        imported(opened(project(), name="fresh"), broken, "a.csv")
    spoilt = TEXT.encode()[:-3].replace("面".encode(), b"\xe9\x9d")
    with pytest.raises(ContentError, match="单元格 C3：这里的字坏了"):
        imported(opened(project(), name="fresh"), spoilt, "a.csv")


@pytest.mark.parametrize("pair", ["?", "??"])
def test_letters_that_an_encoding_lacks_are_no_edit(project: Write, pair: str) -> None:
    draft = opened(project({PLAN: ROSE}))
    text = exported(draft, ".csv").decode("utf-8-sig")
    damaged = re.sub(r"[\U00010000-\U0010ffff]", lambda _: pair, text).encode("gbk", errors="replace")
    assert damaged.count(b"?") >= 6
    found = merged(draft, damaged, "a.csv")
    assert found.problems == ()
    assert [each.split("：")[0] for each in found.told] == [
        "存成 CSV 时丢了的字（表情、¥ 这些变成了 ?）没当成改动，计划里的照旧；下次另存为 .xlsx 就不会丢"
    ]
    assert draft.text(found.source.data) == draft.file.text  # type: ignore[union-attr]


def test_an_edit_in_a_damaged_sheet_is_taken_and_a_damaged_edit_is_not(project: Write) -> None:
    draft = opened(project({PLAN: ROSE}))
    text = exported(draft, ".csv").decode("utf-8-sig")
    edited = text.replace("吃了吗🍜", "吃了吗? 快来").encode("gbk", errors="replace")
    assert merged(draft, edited, "a.csv").source.data["slots"]["menu"]["copy"]["2"] == "吃了吗? 快来"
    spoilt = text.replace("¥9.9", "¥8.8").encode("gbk", errors="replace")
    with pytest.raises(ContentError, match=r"单元格 B2：这里的 \? 像是存坏的字"):
        imported(draft, spoilt, "a.csv")


def test_a_sheet_without_ids_comes_again_damaged(project: Write) -> None:
    draft = opened(project({PLAN: ROSE}))
    rows = "时间,标题,内容\n每天 9:00,早安🌹,早安🌹 今天 ¥9.9\n每天 9:00,早安🌹,吃了吗🍜\n"
    found = merged(draft, rows.encode("gbk", errors="replace"), "a.csv")
    assert not errors(found.problems), render(found.problems)
    assert draft.text(found.source.data) == draft.file.text  # type: ignore[union-attr]


def test_a_question_in_a_sheet_in_gbk_is_a_question_and_a_damaged_price_is_not(project: Write) -> None:
    draft = opened(project({PLAN: sop(menu=slot("{every: day, at: 11:00}"))}), name="fresh")
    asks = "时间,内容\n每天 9:00,今天吃什么?\n每天 10:00,来不来?等你\n"
    assert "今天吃什么?" in imported(draft, asks.encode("gbk"), "a.csv")
    damaged = "时间,内容\n每天 9:00,只要 ¥9.9\n每天 10:00,早安🌹\n"
    with pytest.raises(ContentError, match=r"单元格 B2：这里等 2 格的 \? 像是存坏的字"):
        imported(draft, damaged.encode("gbk", errors="replace"), "a.csv")


@given(st.text(st.sampled_from("早安🌹🍜☕️¥é 吃?，"), min_size=1, max_size=40), st.text("早?¥", max_size=3))
@tries(80)
def test_what_is_left_of_a_text_is_known_for_it_and_more_is_an_edit(text: str, more: str) -> None:
    left = text.encode("gbk", errors="replace").decode("gbk")
    assert left == text or _is_what_is_left(left, text, "gbk")
    if "早早" not in text:
        assert not _is_what_is_left(f"{left}早早{more}", text, "gbk")


def test_a_text_between_tabs_that_a_system_named_xls_is_read() -> None:
    content = "日期\t时间\t内容\n12月1日\t9:00\t早安\n".encode("gb18030")
    (table,) = workbook.read_book("导出.xls", content).tables
    assert [[cell.text for cell in line] for line in table.rows] == [
        ["日期", "时间", "内容"],
        ["12月1日", "9:00", "早安"],
    ]
