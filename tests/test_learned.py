"""The judge that learned from labelled lines: what it may say, what it may take back, and the file it is read from."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from conftest import REPOSITORY, TODAY, catalogue
from qunli import checks
from qunli.checks import learned
from qunli.checks.allowances import Allowance, Found, judge
from qunli.checks.hits import Hit
from qunli.checks.learned import Learned
from qunli.checks.matching import Matcher
from qunli.checks.registry import said_of
from qunli.checks.wordings import Wording
from qunli.handbook import check_files
from qunli.problem import ContentError, Problem
from qunli.source import File
from test_disguise import assert_same, entry

LATER = REPOSITORY / "tests/corpus/later"
LINE = re.compile(r"(-|Q\d{3}(?:,Q\d{3})*) \| [a-z-]+(?:/[a-z]+)? \| (.+)")


def model(**more: Any) -> Learned:
    """Return a model that knows three groups and two families."""
    made = Learned(
        date="2026-11-28",
        bias=-5,
        least=10,
        harmless=-10,
        weights={"甲乙": 12, "丙": 8, "不": -20},
        families=("Q900", "Q901"),
        telling={"甲乙": ((0, 3),), "丙": ((1, 5),)},
        taught={},
    )
    return replace(made, **more)


def matcher(made: Learned, **entries: Wording) -> Matcher:
    known = {"Q900": entry(words=["坏话"], level="warning"), "Q901": entry(words=["错话"])} | entries
    return Matcher(known, learned=made)


def found(
    text: str, made: Learned, sector: str | None = None, **entries: Wording
) -> list[tuple[str, str, bool]]:
    hits = matcher(made, **entries).find(text, sector)
    assert all(hit.words == text[hit.start : hit.end] for hit in hits)
    return [(hit.code, hit.words, hit.learned) for hit in hits]


# --- what it says ---------------------------------------------------------------------------------


def test_what_weighs_most_is_shown_under_the_family_that_speaks_most_like_it() -> None:
    assert found("今天说甲乙丙丁的话", model()) == [("Q901", "甲乙丙", True)]
    assert found("今天说甲丁的话", model()) == []
    assert found("今天不说甲乙丙丁的话", model()) == []


def test_a_sentence_is_judged_by_itself_and_disguises_are_read() -> None:
    assert found("今天照常开门。说的是甲乙丙的话。明天不开门", model()) == [("Q901", "甲乙丙", True)]
    assert found("说的是甲*乙*丙的话", model()) == [("Q901", "甲*乙*丙", True)]
    assert found("字", model()) == found("", model()) == []


def test_a_family_of_another_trade_is_not_named() -> None:
    from qunli.checks.wordings import Scope

    beauty = entry(words=["错话"], scope=Scope(industries=("beauty",)))
    assert found("今天说甲乙丙丁的话", model(), "catering", Q901=beauty) == [("Q900", "甲乙丙", True)]
    neither = {"Q900": beauty, "Q901": beauty}
    assert found("今天说甲乙丙丁的话", model(), "catering", **neither) == []


def test_where_a_word_is_found_there_is_no_reminder_besides() -> None:
    assert found("今天说甲乙丙丁的错话", model()) == [("Q901", "错话", False)]
    text = "今天说甲乙丙的错话。\n\n明天说甲乙丙的话"
    assert found(text, model()) == [("Q901", "错话", False), ("Q901", "甲乙丙", True)]


def test_a_reminder_that_looks_harmless_is_dropped_and_an_error_never() -> None:
    taught = {"Q900": learned.digest(entry(words=["坏话"], level="warning"))}
    doubting = model(taught=taught)
    assert found("今天我不说坏话", doubting) == []
    assert found("今天我要说坏话", doubting) == [("Q900", "坏话", False)]
    assert found("今天我不说错话", doubting) == [("Q901", "错话", False)]
    # An entry that has changed since it was taught is asked no doubts of.
    changed = entry(words=["坏话", "我的词"], level="warning")
    assert found("今天我不说坏话", doubting, Q900=changed) == [("Q900", "坏话", False)]
    final = entry(words=["坏话"], level="warning", final=True)
    assert found("今天我不说坏话", doubting, Q900=final) == [("Q900", "坏话", False)]


def test_a_finding_that_was_learned_is_a_reminder_and_says_so() -> None:
    one = catalogue().checks["Q401"]
    told = said_of(one, Hit(0, 2, "Q401", "词句", learned=True))
    assert (one.level, told.level, told.title) == ("error", "warning", "像是绝对化用语")
    assert told.hint.endswith("这条是照例句学来的，可能看走眼")
    assert said_of(one, Hit(0, 2, "Q401", "词句")) is one


@pytest.mark.parametrize("is_learned", [True, False])
def test_a_reminder_may_be_allowed_whatever_its_family_is(is_learned: bool) -> None:
    """Of a final check nothing can be allowed but what only looks like it."""
    file = File("a.yml", "copy: 字  # qunli: allow Q420 我看过了\n")
    allowance = Allowance(file, 0, 9, 20, ("Q420",), "我看过了", set(), set())
    problem = Problem("a.yml", 1, 7, "Q420", "像是")
    told = judge([Found(problem, (0,), is_learned)], {"a.yml": [allowance]}, catalogue().checks, {"a.yml"})
    assert [each.code for each in told] == ([] if is_learned else ["Q420", "Q093"])


# --- the file -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"form": 1}',
        '{"form": 99, "weights": {"1": ["a"]}}',
        '{"form": 1, "date": "", "bias": 0, "least": 0, "harmless": 0, "weights": {"x": ["a"]}, "families": [],'
        ' "telling": [], "taught": {}}',
        '{"form": 1, "date": "", "bias": 0, "least": 0, "harmless": 0, "weights": {"1": ["a"]}, "families": ["Q401"],'
        ' "telling": [], "taught": {}}',
    ],
)
def test_a_file_that_is_empty_damaged_or_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ContentError, match="重新安装群历"):
        learned.read(text)


def test_a_file_is_read_as_it_was_written() -> None:
    weights = {"甲": -3, "乙": 2, "甲乙": 2, "甲乙丙": 2, "0元": 2}
    assert learned.packed(weights) == {"-3": ["甲", "", ""], "2": ["乙", "0元甲乙", "甲乙丙"]}
    data = {
        "form": 1,
        "date": "2026-11-28",
        "bias": 1,
        "least": 2,
        "harmless": -3,
        "families": ["Q401"],
        "taught": {},
    }
    read = learned.read(
        json.dumps(data | {"weights": learned.packed(weights), "telling": [learned.packed({"甲": 4})]})
    )
    assert read.weights == weights
    assert read.telling == {"甲": ((0, 4),)}


def test_without_a_model_the_words_alone_are_looked_for() -> None:
    alone = replace(catalogue().matcher, learned=None)
    hits = alone.find("本店烤鱼全国第一")
    assert [hit.code for hit in hits] == ["Q401"]
    assert checks.portable_model(alone) is None


def test_the_model_is_small_and_none_of_its_families_is_unknown() -> None:
    sent = check_files(catalogue(), TODAY)["checks/try/learned.js"]
    assert len(gzip.compress(sent)) < 120_000
    known = learned.published()
    assert known is not None
    assert set(known.families) <= set(catalogue().matcher.wordings)


# --- what it was taught ---------------------------------------------------------------------------


def texts(name: str) -> list[str]:
    lines = (LATER / name).read_text("utf-8").splitlines()
    return [line.split(" | ", 2)[2] for line in lines if line and not line.startswith("#")]


def test_the_lines_it_was_taught_by_are_well_formed_and_none_of_them_measures_it() -> None:
    lines = (LATER / "taught.txt").read_text("utf-8").splitlines()[1:]
    read = [LINE.fullmatch(line) for line in lines]
    assert [line for line, each in zip(lines, read, strict=True) if each is None] == []
    known = set(catalogue().checks)
    assert {code for each in read if each and each[1] != "-" for code in each[1].split(",")} <= known
    taught = texts("taught.txt")
    assert len(taught) == len(set(taught)) > 5000
    for name in ("locked.txt", "third.txt", "third-evasion.txt"):
        assert not set(taught) & set(texts(name)), name


@pytest.mark.slow
def test_the_browser_looks_a_second_time_alike() -> None:
    lines = [*texts("taught.txt")[::25], *texts("evasion.txt")[::10]]
    long = "。".join(lines[:40]) + "\n\n" + "𠮷🐟，".join(lines[40:60])
    assert_same((text.replace("\\n", "\n"), "", "") for text in [*lines, long])
