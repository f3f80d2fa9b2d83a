"""The site of this repository on one fixed day, built once, for everything that subscribes to it.

`site` is its folder, `url` its address on this machine, `plans` what each shop posts by the generator's own walk.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY
from mkdocs.commands import build as mkdocs_build
from qunli import library, plugin, schedule

DAY = date(2026, 12, 10)  # every run of the general calendars posts on this Thursday


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    tools = (
        ("node", "ical.js"),
        ("nginx", "docs/nginx.conf"),
        ("soffice", "LibreOffice 存过的表格（nightly）"),
    )
    for tool, what in tools:
        if not shutil.which(tool):
            terminalreporter.write_line(f"没有 {tool}：{what} 的测试没有跑")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".ics": "text/calendar"}  # noqa: RUF012

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    config, qunli = plugin.config_of(REPOSITORY, site_dir=str(folder), strict=False)
    qunli.today = DAY
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build.build(config)
    config.plugins.on_shutdown()
    return folder


@pytest.fixture(scope="session")
def url(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def plans() -> dict[str, schedule.Plan]:
    found = library.load(REPOSITORY).require()
    return {name: schedule.plan(shop, found.almanac, DAY) for name, shop in found.shops.items()}
