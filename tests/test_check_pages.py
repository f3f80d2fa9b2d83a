"""发前查一查 as pages: everything a check knows about itself, and the data of the box."""

from __future__ import annotations

import gzip
import html
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import ADDRESS, TODAY, Write, catalogue, own_library, words_of
from markdown import Markdown
from qunli import checks, library
from qunli.checks import measured
from qunli.handbook import Facts, Page, check_files
from qunli.handbook.checks import check_pages
from qunli.handbook.press import Press
from qunli.model import SECTORS
from qunli.problem import FILE_CODES

LIBRARY = own_library()
KNOWN = catalogue()
EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables"]


def made(
    found: library.Library = LIBRARY, known: checks.Catalogue = KNOWN, today: date = TODAY
) -> dict[str, Page]:
    press = Press(found, Facts(today, {}, {}, ADDRESS, catalogue=known))
    check_pages(press)
    return press.pages


PAGES = made()


def as_read(markdown: str) -> str:
    """Return what a reader sees, white space drawn together."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S)
    return " ".join(
        html.unescape(re.sub(r"<[^>]+>", " ", Markdown(extensions=EXTENSIONS).convert(body))).split()
    )


READ = {path: as_read(page.markdown) for path, page in PAGES.items()}


def section(code: str) -> str:
    """Return what stands under one check's heading."""
    page = PAGES[f"checks/{code[:2].lower()}.md"].markdown
    found = re.search(rf"^## {code} .*?(?=^## |\Z)", page, re.M | re.S)
    assert found, code
    return as_read(found[0])


def test_the_page_says_how_well_the_words_are_found() -> None:
    """The figures that `make bench` compares with, and the families that are found least, by their titles."""
    scores, read = measured.published(), READ["checks/index.md"]
    for told in (
        scores.date,
        scores.unseen.risky,
        scores.unseen.found,
        scores.unseen.wrong,
        scores.disguised.found,
    ):
        assert str(told) in read
    weak = re.search(r"漏得最多的是这几样(.*?)(?=文件和写法)", read)
    assert weak
    assert [KNOWN.checks[code].title in weak[1] for code in scores.weak] == [True] * len(scores.weak)
    assert "没有标记不等于没问题" in read


@pytest.mark.parametrize(
    ("found", "lines", "is_weak"), [(0, 10, True), (6, 10, True), (13, 20, False), (10, 10, False)]
)
def test_a_family_that_is_found_little_is_weak(found: int, lines: int, is_weak: bool) -> None:
    """Below 65 of 100."""
    scores = replace(measured.published(), families={"Q401": (found, lines)})
    assert scores.weak == (["Q401"] if is_weak else [])


@pytest.mark.parametrize("code", sorted(KNOWN.checks))
def test_a_check_is_explained_on_the_page_of_its_hundred(code: str) -> None:
    """Why, both examples, the way out, the basis and the day it was looked up, and how to allow it."""
    one, read = KNOWN.checks[code], section(code)
    reference = LIBRARY.references[one.source]
    for words in (
        one.title,
        one.why,
        one.bad,
        one.good,
        one.hint,
        reference.title,
        f"{reference.checked} 核对",
    ):
        assert " ".join(str(words).split()) in read
    assert ("错误" if one.level == "error" else "提醒") in read
    assert (f"# qunli: allow {code}" in read) is not one.final
    assert f"{{#{code.lower()}}}" in PAGES[f"checks/{code[:2].lower()}.md"].markdown


def test_the_list_leads_to_every_check_once() -> None:
    """/checks/ links to the heading of every code, those of files included."""
    linked = re.findall(r"\((q\d)\.md#(q\d{3})\)", PAGES["checks/index.md"].markdown)
    assert sorted(anchor for _, anchor in linked) == sorted(
        code.lower() for code in {*KNOWN.checks, *FILE_CODES}
    )
    for page, anchor in linked:
        assert f"{{#{anchor}}}" in PAGES[f"checks/{page}.md"].markdown


def test_what_is_not_confirmed_says_so() -> None:
    unconfirmed = [
        code
        for code, one in KNOWN.checks.items()
        if LIBRARY.references[one.source].evidence == "M" or "待核实" in one.article
    ]
    assert unconfirmed
    assert [code for code in unconfirmed if "待核实" not in section(code)] == []


def test_a_basis_looked_up_more_than_a_year_ago_says_so() -> None:
    aged = made(
        today=max(each.checked for each in LIBRARY.references.values() if each.checked) + timedelta(days=366)
    )
    assert "已满一年" not in PAGES["checks/q4.md"].markdown
    assert aged["checks/q4.md"].markdown.count("已满一年") == sum(code[:2] == "Q4" for code in KNOWN.checks)


def test_examples_show_as_written_whatever_they_hold() -> None:
    """Tags, fences, headings and attribute lists in a check's own words reach nobody's parser."""
    nasty = '<script>alert(1)</script> ``` # 一 {#q999} | [a](b.md) <b>x</b> &amp; "q" *y* !!! note'
    code = next(code for code, one in KNOWN.checks.items() if one.wording)
    plain = next(code for code, one in KNOWN.checks.items() if one.judge)
    changed = {
        each: replace(
            KNOWN.checks[each], bad=nasty, good=f"{nasty}\n\n## 二\n", why=nasty, hint=nasty, title=nasty
        )
        for each in (code, plain)
    }
    pages = made(known=replace(KNOWN, checks={**KNOWN.checks, **changed}))
    for each in (code, plain):
        markdown = pages[f"checks/{each[:2].lower()}.md"].markdown
        assert "<script>" not in markdown
        assert "{#q999}" not in markdown
        assert as_read(markdown).count(nasty) == 5
    assert "<script>" not in pages["checks/index.md"].markdown


def test_the_box_offers_every_industry_and_each_law_chapter_once() -> None:
    """Forks share their base's screen; each has what can go out, what cannot, and what to say instead."""
    page = PAGES["checks/try/index.md"].markdown
    assert re.findall(r'<option value="([a-z-]+)" data-scope', page) == list(LIBRARY.industries)
    groups = [group.split() for group in re.findall(r'data-industries="([^"]+)"', page)]
    with_law = [name for name, industry in LIBRARY.industries.items() if "law" in industry.chapters]
    assert sorted(name for group in groups for name in group) == sorted(with_law)
    for group in groups:
        assert len({LIBRARY.industries[name].chapters["law"].body for name in group}) == 1
        for part in ("can", "cannot", "instead"):
            assert f"{{#_{group[0]}-{part}}}" in page
    for name, industry in LIBRARY.industries.items():
        assert f'<option value="{name}" data-scope="{industry.pack.sector}">' in page


def test_links_of_a_law_chapter_lead_from_the_box_too(project: Write) -> None:
    """A relative link keeps its target when the section moves to another folder."""
    law = "---\ntitle: 能发什么\n---\n\n## 能发的 {#_can}\n\n见[卡](../../../templates/card.md#_a)和[别页](day.md)。\n\n## 别的 {#_more}\n\n不要\n"
    root = project({"content/industries/shop/chapters/law.md": law})
    page = made(library.load(root))["checks/try/index.md"].markdown
    assert "见[卡](../../templates/card.md#_a)和[别页](../../industries/shop/chapters/day.md)。" in page
    assert "不要" not in page


def data_of(files: dict[str, bytes], path: str, name: str) -> dict[str, Any]:
    """Return what a script of one statement gives to the window."""
    written: dict[str, Any] = json.loads(
        files[path].decode().removeprefix(f"window.{name}=").removesuffix(";\n")
    )
    return written


def test_the_data_of_the_box_is_what_the_matcher_uses() -> None:
    """Scripts of one statement, small enough for a phone; what explains is apart from what judges."""
    files = check_files(KNOWN, TODAY)
    written = words_of(files["checks/try/words.js"])
    rewriting = data_of(files, "checks/try/rewriting.js", "qunliRewriting")
    why = data_of(files, "checks/try/why.js", "qunliWhy")
    assert len(files) == 4
    learned = data_of(files, "checks/try/learned.js", "qunliLearned")
    assert learned == json.loads(json.dumps(checks.portable_model(KNOWN.matcher)))
    assert written == json.loads(json.dumps(checks.portable(KNOWN.matcher)))
    assert set(why) == set(KNOWN.matcher.wordings)
    assert all(len(said) == 2 and all(said) for said in why.values())
    assert rewriting["ways"] == checks.portable_ways()["ways"]
    assert set(rewriting["trades"]) <= set(rewriting["names"])
    # What a phone fetches when somebody checks a text.
    assert len(files["checks/try/words.js"]) < 545_000
    assert len(gzip.compress(files["checks/try/words.js"])) < 215_000
    assert len(gzip.compress(files["checks/try/rewriting.js"])) < 4_000
    assert len(gzip.compress(files["checks/try/why.js"])) < 10_000
    assert len(gzip.compress(files["checks/try/learned.js"])) < 120_000


def test_the_box_knows_every_trade_that_words_are_judged_by() -> None:
    """Those without a pack too: a text of a trade is judged by its checks before somebody writes its plans."""
    page = PAGES["checks/try/index.md"].markdown
    scopes = set(re.findall(r'<option value="[\w-]+" data-scope="([a-z-]+)"', page))
    assert scopes == {*SECTORS, "all"}


def test_nothing_here_says_that_somebody_breaks_the_law() -> None:
    """The box and the list speak of risks: 违法 stands there only to say that this is no such judgement."""
    for path in ("checks/index.md", "checks/try/index.md"):
        own = re.sub(r"### .*?(?=^\[|\Z)", "", PAGES[path].markdown, flags=re.S | re.M)
        assert "风险提示" in own
        assert "违法" not in own.replace("不是判定违法", "")
