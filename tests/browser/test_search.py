"""What people type, on the real content, and the page they want: first, or among the first so many (searches.txt)."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.texts import rare_words
from tests.conftest import smoke

SEARCHES = Path(__file__).with_name("searches.txt").read_text("utf-8")


def rows(text: str) -> list[list[str]]:
    return [line.split(" | ") for line in text.splitlines() if not line.startswith("#")]


ALWAYS, TABLE = rows(SEARCHES.partition("# With those above")[0]), rows(SEARCHES)
META = ".md-search-result__meta"
RARE = rare_words("catering", "welfare", "menu")


@pytest.fixture(scope="module")
def searching(browser: Browser, whole_url: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(whole_url)
    with page.expect_response("**/search/search_index.json"):
        turn_to_search(page)
    yield page
    page.close()


def turn_to_search(page: Page) -> None:
    page.locator(".md-search__input").click()
    page.wait_for_function(f"document.querySelector('{META}').textContent.includes('键入')")


def type_in(page: Page, words: str) -> None:
    page.locator(".md-search__input").fill("")
    page.wait_for_function("!document.querySelector('.md-search-result__item')")
    # As what is pasted, spoken or picked from what a phone offers, this presses no key.
    page.locator(".md-search__input").fill(words)
    page.wait_for_function(f"/结果/.test(document.querySelector('{META}').textContent)")
    page.wait_for_timeout(50)


def results(page: Page, whole_url: str, words: str) -> list[str]:
    """Return the pages found, best first."""
    type_in(page, words)
    found: list[str] = page.eval_on_selector_all(
        ".md-search-result__item", "all => all.map(each => each.querySelector('a').href)"
    )
    return [each.split("#")[0].split("?")[0].removeprefix(whole_url) for each in found]


@pytest.mark.parametrize("step", smoke({"all": 1, "each fourth": 4}, "each fourth"))
def test_ninety_five_of_a_hundred_searches_find_the_page_one_wants(
    searching: Page, whole_url: str, step: int
) -> None:
    assert len(TABLE) > 110
    assert len(ALWAYS) > 40
    missed = []
    for row in TABLE[::step]:
        words, wanted, among = row
        found = results(searching, whole_url, words)[: int(among)]
        if wanted not in found:
            missed.append(f"{words}: {wanted} is not among {found}")
            assert row not in ALWAYS, missed[-1]
    assert len(missed) <= len(TABLE[::step]) * 0.05, "\n".join(missed)


def test_a_text_folded_away_is_found_all_the_same(searching: Page, whole_url: str) -> None:
    assert "industries/catering/welfare/" in results(searching, whole_url, RARE)[:3]


def test_a_result_names_its_trade_shows_the_sentence_and_lists_nothing_that_is_missing(
    searching: Page, whole_url: str
) -> None:
    type_in(searching, f"{RARE}怎么办呀")
    first = searching.locator(".md-search-result__item").first
    assert RARE in first.locator("mark").all_inner_texts()
    assert "餐饮" in first.inner_text()
    assert searching.locator(".md-search-result__terms").count() == 0


def test_the_first_answer_waits_for_names_and_questions_alone(browser: Browser, whole_url: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(whole_url)))
    first: list[int] = []

    def weigh(response: Response) -> None:
        if response.url.endswith("search/first.json"):
            first.append(len(gzip.compress(response.body())))

    page.on("response", weigh)
    page.route("**/search/search_index.json", lambda route: route.abort())
    page.goto(whole_url, wait_until="networkidle")
    assert not [each for each in asked if each.startswith("search/")]
    turn_to_search(page)
    assert results(page, whole_url, "群里没人说话怎么办")[0] == "cold-group/"
    assert first[0] < 60_000
    page.close()
