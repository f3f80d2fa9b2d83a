"""The site of this repository on one fixed day, built once, for everything that subscribes to it.

`site` (of tests/conftest.py) is its folder, `url` its address on this machine, `plans` what each shop posts by the generator's own walk.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DAY, own_library
from qunli import schedule

from tests.served import Served


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    tools = (
        ("node", "ical.js"),
        ("nginx", "docs/nginx.conf"),
        ("soffice", "LibreOffice 存过的表格（nightly）"),
    )
    for tool, what in tools:
        if not shutil.which(tool):
            terminalreporter.write_line(f"没有 {tool}：{what} 的测试没有跑")


@pytest.fixture(scope="session")
def url(site: Path) -> Iterator[str]:
    served = Served(site)
    yield served.url
    served.stop()


@pytest.fixture
def feeds_apart(site: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder with the site's feeds, which a test may change, and its address; the site itself is read by all at once."""
    folder = tmp_path / "apart"
    shutil.copytree(
        site / "calendars",
        folder / "calendars",
        ignore=lambda _, names: [n for n in names if "." in n and not n.endswith(".ics")],
    )
    served = Served(folder)
    yield folder, served.url
    served.stop()


@pytest.fixture(scope="session")
def plans() -> dict[str, schedule.Plan]:
    found = own_library().require()
    return {name: schedule.plan(shop, found.almanac, DAY) for name, shop in found.shops.items()}
