"""The site of this repository on one fixed day, served on this machine, and a real browser to read it.

`site` (of tests/conftest.py) is its folder, `url` its address with a slash at its end, `whole_url` the same where the
search is tried, `browser` one Chromium. `page` is a phone; `new_page` makes more, with any option of Playwright's
contexts. A test fails at its end when one of them has seen a console error, a failed load or a request that leaves the
site.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.conftest import DAY, REPOSITORY, Once, build
from tests.served import Served

# The shell draws no window of its own, which saves a third of the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)

# What is said of a worker that is still fetched while its page is left; one that is missing or broken is told otherwise.
LEFT = "An unknown error occurred when fetching the script"

# Five past eleven in China.
NOW = f"{DAY}T11:05:00+08:00"

# Without these Chromium looks for its maker's hosts at every start.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Nothing is drawn that a process of its own would have to draw. Not where time is measured.
STILL = [*QUIET, "--disable-gpu-compositing", "--in-process-gpu"]

NewPage = Callable[..., Page]


def weights(page: Page, address: str) -> dict[str, int]:
    """Open an address on a phone that holds nothing yet; return bytes as sent, by address, until the first text stands.

    What the page asks for after that (`data-after`) comes here as nothing at all, so that the text is there without it. What a
    browser without a window never asks for, icons and the manifest, is counted.
    """
    sent: dict[str, int] = {}
    page.on("response", lambda got: sent.setdefault(got.url, len(gzip.compress(got.body()))))
    document = page.request.get(address.partition("#")[0]).text()
    after = re.findall(r'data-after href="[./]*([^"]+)"', document)
    for part in after:
        page.route(f"**/{part}", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(address, wait_until="networkidle")
    page.locator(".posts pre").first.wait_for()
    for part in after:
        page.unroute(f"**/{part}")
    found = page.locator("link[rel~=icon], link[rel=apple-touch-icon], link[rel=manifest]")
    for icon in found.evaluate_all("all => all.map((each) => each.href)"):
        sent.setdefault(icon, len(gzip.compress(page.request.get(icon).body())))
    return sent


@contextmanager
def visited(is_zipping: bool = False) -> Iterator[tuple[Path, str, Browser]]:
    """Build the site of this repository for what is measured outside of a test; yield its folder, its address and a browser."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(REPOSITORY, Path(folder))
        served = Served(site, is_zipping=is_zipping)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield site, served.url, browser
        finally:
            browser.close()
            served.stop()


def settle(page: Page) -> None:
    """Wait until a page asks for nothing more.

    Chromium says so but once: where that was while a page still loaded, "networkidle" is waited for in vain.
    """
    seen = -1
    while (asked := page.evaluate("performance.getEntriesByType('resource').length")) != seen:
        seen = asked
        page.wait_for_timeout(500)


def in_schemes(paths: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return (path, colour scheme) of pages in light and dark, by names such as plan-dark."""
    return {f"{name}-{each}": (path, each) for name, path in paths.items() for each in ("light", "dark")}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not CHROMIUM:
        terminalreporter.write_line(
            "没有 chromium：浏览器里的测试没有跑（apt-get install chromium-headless-shell fonts-wqy-zenhei）"
        )


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a folder until the end of the session, under a Content-Security-Policy or none; return its address."""
    running: list[Served] = []

    def start(folder: Path, policy: str = "") -> str:
        running.append(Served(folder, policy))
        return running[-1].url

    yield start
    for each in running:
        each.stop()


@pytest.fixture(scope="session")
def whole_url(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.fixture(scope="session")
def url(site: Path, once: Once, serve: Callable[[Path], str]) -> str:
    """The site with a search over its home page only: each page that is opened makes the whole index anew."""

    def fill(folder: Path) -> None:
        shutil.copytree(site, folder, dirs_exist_ok=True, copy_function=os.link)
        index = folder / "search/search_index.json"
        found = json.loads(index.read_text(encoding="utf-8"))
        index.unlink()
        index.write_text(json.dumps({**found, "docs": found["docs"][:1]}), encoding="utf-8")

    return serve(once("light-site", fill))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("no chromium: in CI the browser tests must run")
        pytest.skip("no chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=STILL)
        yield found
        found.close()


@pytest.fixture
def service_workers() -> str:
    """What the pages of a test may do; to keep a site for the day without network costs as much again as to show a page."""
    return "block"


@pytest.fixture
def new_page(browser: Browser, service_workers: str) -> Iterator[NewPage]:
    """Open a page at NOW in a context of its own (or a given one); keywords are Playwright's context options."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(context: BrowserContext | None = None, now: str | None = NOW, **options: object) -> Page:
        if context is None:
            phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "locale": "zh-CN"}
            own = {"service_workers": service_workers, **options}
            context = browser.new_context(**{**phone, **own})  # type: ignore[arg-type]
            contexts.append(context)
        page = context.new_page()
        if now:
            page.clock.set_fixed_time(now)
        _watch(page, faults)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A phone of 390 × 844."""
    return new_page()


def _watch(page: Page, faults: list[str]) -> None:
    def outside(address: str) -> None:
        if not address.startswith(("http://127.0.0.1:", "file:", "data:", "blob:", "about:")):
            faults.append(f"request leaves the site: {address}")

    def failed(request: Request) -> None:
        # A page left while it still loads is no fault.
        if request.failure != "net::ERR_ABORTED":
            faults.append(f"load failed: {request.url}")

    page.on("request", lambda request: outside(request.url))
    page.on("requestfailed", failed)
    page.on("pageerror", lambda error: faults.append(f"page error: {error}"))

    def told(message: ConsoleMessage) -> None:
        if message.type == "error" and LEFT not in message.text:
            faults.append(f"console: {message.text}")

    page.on("console", told)
