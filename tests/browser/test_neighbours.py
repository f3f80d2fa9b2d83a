"""Beside Material's features in a real browser: instant loading, and the offline plugin from a folder and a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle
from tests.conftest import CALENDAR, SETTINGS, Write, build, smoke

LINK = "main a, .md-content a, nav a"


def settings(url: str, features: str) -> str:
    text = SETTINGS.replace("font: false}", f"font: false, features: [{features}]}}")
    return text.replace("https://shop.example/", url)


@pytest.mark.slow
@pytest.mark.nightly
def test_under_instant_loading_pages_of_ours_load_fully_and_others_stay_instant(
    project: Write, serve: Callable[[Path], str], page: Page, tmp_path: Path
) -> None:
    served = tmp_path / "served"
    served.mkdir()
    url = serve(served)
    foreign = "# 关于\n\n[老页](old.md) [排期](calendars/main/index.md) [查字](checks/try/index.md)\n"
    text = settings(f"{url}sub/path/", "navigation.instant").replace("docs_dir: calendars\n", "")
    files = {"docs/index.md": foreign, "docs/old.md": "# 老页\n\n[首页](index.md)\n"}
    build(project({**files, "mkdocs.yml": text, "calendars/main.yml": CALENDAR}), served / "sub/path")

    page.goto(f"{url}sub/path/")
    settle(page)
    page.evaluate("window.stayed = true")
    page.locator(".md-content a", has_text="老页").click()
    expect(page.locator("h1")).to_contain_text("老页")
    assert page.evaluate("window.stayed") is True, "a project's own pages keep instant loading"

    page.locator(".md-content a", has_text="首页").click()
    page.locator(".md-content a", has_text="排期").click()
    expect(page.locator("h1")).to_contain_text("中山路店")
    assert page.evaluate("window.stayed") is None
    page.locator(".md-content a", has_text="今天发什么").first.click()
    expect(page.locator("#_posts .card, #_posts article, #_posts li").first).to_be_visible()
    assert page.url.endswith("/calendars/main/today/")

    page.goto(f"{url}sub/path/")
    settle(page)
    page.locator(".md-content a", has_text="查字").click()
    expect(page.locator("#q-try-text")).to_be_visible()
    page.go_back()
    page.go_forward()
    expect(page.locator("#q-try-text")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("place", smoke(["a server", "a folder"], "a folder"))
def test_beside_the_offline_plugin_nothing_is_asked_of_another_host_and_searches_work(
    place: str, project: Write, serve: Callable[[Path], str], page: Page, tmp_path: Path
) -> None:
    text = SETTINGS.replace("  - search\n", "  - search\n  - offline\n")
    site = build(project({"mkdocs.yml": text}), tmp_path / "site")
    home = serve(site) if place == "a server" else f"{site.as_uri()}/index.html"
    page.goto(home)
    page.locator("label[for=__search]").first.click()
    page.locator("input.md-search__input").type("yu")
    page.locator("input.md-search__input").fill("今天有鱼")
    page.locator("input.md-search__input").press("End")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
