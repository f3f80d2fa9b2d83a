"""Sheets for the wall: through Chromium's own PDF, read back with pdftotext."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import REPOSITORY, needs, smoke

pytestmark = needs("pdftotext", shutil.which("pdftotext"))

PLANS = sorted(
    f"industries/{path.parts[-3]}/{path.stem}/" for path in REPOSITORY.glob("content/industries/*/sops/*.yml")
)
CALENDARS = sorted(f"calendars/{path.stem}/" for path in REPOSITORY.glob("calendars/*.yml"))
WIDE, TALL = (842, 595), (595, 842)


def sheets(page: Page, folder: Path) -> list[tuple[tuple[int, int], str]]:
    """Return (width and height in points, text) of each page of the PDF that Chromium would print."""
    path = folder / "print.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    boxes = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "99", str(path)], capture_output=True, text=True, check=True
    ).stdout
    sizes = [
        (round(float(x)), round(float(y))) for x, y in re.findall(r"size: +([\d.]+) x ([\d.]+) pts", boxes)
    ]
    return list(zip(sizes, text.split("\f"), strict=False))


def print_one(page: Page, sheet: str) -> None:
    page.evaluate("window.print = () => {}")
    page.evaluate(
        "sheet => document.querySelector(`[data-print='${sheet}']`).dispatchEvent(new Event('click'))", sheet
    )


@pytest.mark.parametrize("path", smoke(PLANS, "industries/catering/welfare/"))
def test_the_week_of_a_plan_is_one_a4_sheet(page: Page, url: str, tmp_path: Path, path: str) -> None:
    page.goto(url + path)
    posts = page.locator(".q-week .q-cell").count()
    print_one(page, "_wall")
    ((size, text),) = sheets(page, tmp_path)
    assert size == WIDE
    shown = page.eval_on_selector_all(
        ".q-week .q-cell", "all => all.map(each => each.lastChild.textContent.trim())"
    )
    assert posts > 0
    squeezed = re.sub(r"\s", "", text)
    # Long titles break within their cell, so that only their beginnings stand together.
    assert [title for title in shown if title[:3].replace(" ", "") not in squeezed] == []
    assert "复制" not in text


@pytest.mark.parametrize("path", smoke(CALENDARS, "calendars/catering/"))
def test_each_role_has_one_a4_sheet_with_all_it_posts(
    page: Page, url: str, tmp_path: Path, path: str
) -> None:
    page.goto(url + path)
    print_one(page, "_wall")
    assert [size for size, _ in sheets(page, tmp_path)] == [WIDE]
    duties = page.eval_on_selector_all("[data-print^=_sheet-]", "all => all.map(each => each.dataset.print)")
    assert duties
    for sheet in duties:
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        print_one(page, sheet)
        ((size, text),) = sheets(page, tmp_path)
        assert size == TALL
        assert "值班表" in text
        due = page.locator(f"#{sheet} [role=img]").count()
        assert text.count("□") == due > 0


def test_the_whole_page_prints_each_sheet_by_itself_and_no_buttons(
    page: Page, url: str, tmp_path: Path
) -> None:
    page.goto(url + "calendars/catering/")
    roles = page.locator("[data-print^=_sheet-]").count()
    pages = sheets(page, tmp_path)
    with_duties = [text for size, text in pages if re.match(r"\S+ 值班表\n", text)]
    assert len(with_duties) == roles
    assert [size for size, _ in pages].count(WIDE) == 2
    assert not [text for _, text in pages if "打印这" in text or not text.strip()]
