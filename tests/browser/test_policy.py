"""The whole site under the Content-Security-Policy of docs/nginx.conf: nothing of it is refused, and what is foreign is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from qunli.policy import policy

from tests.browser.conftest import NewPage, in_schemes, settle
from tests.browser.test_pages import KINDS
from tests.conftest import REPOSITORY, smoke

HEADER = re.compile(r'add_header Content-Security-Policy "([^"]+)" always;')
PAGES = {
    **KINDS,
    "today": "calendars/catering/today/",
    "try": "checks/try/",
    "404": "404.html",
    "hundred": "checks/q4/",
}
TELL = """document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`refused: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});"""


@pytest.fixture
def service_workers() -> str:
    return "allow"


@pytest.fixture(scope="session")
def documented() -> str:
    (found,) = HEADER.findall((REPOSITORY / "docs/nginx.conf").read_text(encoding="utf-8"))
    return str(found)


@pytest.fixture(scope="session")
def strict(site: Path, serve: Callable[..., str], documented: str) -> str:
    """The address of the site as docs/nginx.conf serves it."""
    return serve(site, documented)


def opened(new_page: NewPage, address: str, context: BrowserContext | None = None, **options: object) -> Page:
    """Open a page that tells what the policy refuses as a console error, at which the test fails."""
    page = new_page(context, **options)
    page.add_init_script(TELL)
    reply = page.goto(address, wait_until="networkidle")
    assert reply
    assert reply.headers["content-security-policy"].startswith("default-src 'none'; ")
    return page


def test_the_documented_header_is_that_of_the_built_site(site: Path, documented: str) -> None:
    """Where this fails, put what `qunli csp` prints into docs/nginx.conf."""
    assert documented == policy(path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html")))
    assert "unsafe" not in documented
    assert "http" not in documented


@pytest.mark.parametrize(
    ("path", "scheme"),
    smoke(in_schemes(PAGES), "home-light", "today-dark"),
)
def test_nothing_of_a_page_is_refused(new_page: NewPage, strict: str, path: str, scheme: str) -> None:
    page = opened(new_page, strict + path, color_scheme=scheme)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.mouse.wheel(0, 2000)
    settle(page)
    expect(page.locator("h1").first).to_be_visible()


def test_search_and_the_choice_of_light_and_dark_work(new_page: NewPage, strict: str) -> None:
    # The search waits by the clock, which must go.
    page = opened(new_page, strict, now=None, viewport={"width": 1280, "height": 900})
    page.locator(".md-search__input").click()
    expect(page.locator(".md-search-result__meta")).to_contain_text("键入", timeout=20_000)
    page.locator(".md-search__input").fill("群规")
    page.keyboard.press("End")  # the search listens to keys alone
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before or "")
    page.reload(wait_until="networkidle")
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before or "")


def test_today_is_drawn_copies_and_saves_its_table(new_page: NewPage, strict: str) -> None:
    page = opened(new_page, f"{strict}{PAGES['today']}#pace=3")
    page.locator("ol.posts summary").first.click()
    page.locator("details[open] button.main").first.click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="这一周的表").click()
    assert saved.value.suggested_filename.endswith(".csv")


def test_a_text_is_tried(new_page: NewPage, strict: str) -> None:
    page = opened(new_page, strict + PAGES["try"])
    page.locator("[data-try=sample]").click()
    expect(page.locator(".q-try__found li").first).to_be_visible()


def test_what_somebody_slips_into_a_page_is_refused(
    browser: Browser, serve: Callable[..., str], documented: str, tmp_path: Path
) -> None:
    """The policy is no decoration: an inline script, a handler and a foreign script do not run."""
    slipped = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{slipped}", encoding="utf-8")
    refused: list[str] = []
    page = browser.new_context().new_page()
    page.on("console", lambda message: refused.append(message.text))
    page.goto(serve(tmp_path, documented), wait_until="networkidle")
    assert page.evaluate("window.ran") is None
    assert len([text for text in refused if "Content Security Policy" in text]) >= 2
    page.context.close()
