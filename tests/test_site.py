"""The site as a dict of everything, made without touching a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ADDRESS, TODAY, Write
from qunli import library, site
from qunli.problem import ContentError


def made(root: Path) -> site.Site:
    return site.make(library.load(root), TODAY, {}, ADDRESS, None)


def test_a_site_is_a_dict_of_pages_and_files_with_a_navigation(project: Write) -> None:
    whole = made(project())
    assert {"index.md", "calendars/main/index.md", "calendars/main/today.md"} <= whole.pages.keys()
    assert {
        "calendars/main.ics",
        "calendars/main/staff.ics",
        "calendars/main/next-90-days.ics",
    } <= whole.files.keys()
    assert whole.contents().keys() == whole.pages.keys() | whole.files.keys()

    def paths(entries: object) -> list[str]:
        if isinstance(entries, str):
            return [entries]
        values = entries.values() if isinstance(entries, dict) else entries
        return [path for each in values for path in paths(each)]  # type: ignore[attr-defined]

    listed = paths(whole.navigation)
    assert len(listed) == len(set(listed))
    assert set(listed) <= whole.pages.keys()


@pytest.mark.slow
def test_the_same_sources_make_the_same_site(project: Write) -> None:
    root = project()
    assert made(root).contents() == made(root).contents()


def test_a_site_with_an_error_is_not_made(project: Write) -> None:
    root = project(
        {
            "calendars/main.yml": "title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {welfare: {starts: x}}\n"
        }
    )
    with pytest.raises(ContentError) as caught:
        made(root)
    assert [problem.code for problem in caught.value.problems] == ["Q004"]


def test_a_calendar_that_posts_nothing_is_an_error_of_its_own(project: Write) -> None:
    calendar = (
        "title: 店\nindustry: shop\nstarts: 2026-12-01\nends: 2026-12-02\nclosed: 2026-12-01/2026-12-02\n"
    )
    with pytest.raises(ContentError) as caught:
        made(project({"calendars/main.yml": calendar + "sops: {welfare: {}}\n"}))
    assert [problem.code for problem in caught.value.problems] == ["Q022"]


TEMPLATES = {
    "a tag that is never closed": ("# x\n\n{% if x %}\n", 3),
    "an expression that is none": ("# x\n{{ 1 + }}\n", 2),
    "a name there is not": ("# x\n\n\n{{ nowhere.name }}\n", 4),
    "a file there is not": ('# x\n{% import "nowhere.j2" as m %}\n', 2),
}


@pytest.mark.parametrize(("text", "line"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_broken_page_template_is_one_problem(text: str, line: int, project: Write) -> None:
    with pytest.raises(ContentError) as caught:
        made(project({"site_templates/pages/sop.md.j2": text}))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.code) == ("site_templates/pages/sop.md.j2", line, "Q024")


@pytest.mark.slow
def test_a_link_to_a_page_there_is_not_becomes_its_words(project: Write) -> None:
    text = "# 页\n\n[有](index.md) [没有](nowhere.md#x) [没有这一段](index.md#nowhere) [有这一段](#a){#a}\n"
    body = made(project({"content/handbook/page.md": text})).pages["page.md"].markdown
    assert "[有](index.md) 没有 [没有这一段](index.md) [有这一段](#a){#a}" in body


@pytest.mark.slow
def test_no_text_of_a_chapter_keeps_the_builder_busy_for_ever(project: Write) -> None:
    """Two ways to read each backslash are a billion ways to read thirty."""
    text = "# 页\n\n[" + "\\a" * 60 + "\n\n[" + "[" * 2500 + "\n"
    assert "page.md" in made(project({"content/handbook/page.md": text})).pages
    # More than a page may have, for the expression itself.
    assert not site._LINK.search("[" + "\\a" * 60 + "[" * 5000)


def test_a_file_that_two_want_is_told_and_not_overwritten() -> None:
    with pytest.raises(ContentError, match=r"网址 /calendars/a\.ics 有两个文件要用"):
        site._joined({"calendars/a.ics": b"one"}, {"b": b""}, {"calendars/a.ics": b"two"})
