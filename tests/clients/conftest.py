"""The site of this repository on one fixed day, built once, for everything that subscribes to it.

`site` (of tests/conftest.py) is its folder, `url` its address on this machine, `plans` what each shop posts by the generator's own walk.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DAY, own_library
from qunli import schedule


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
def url(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def plans() -> dict[str, schedule.Plan]:
    found = own_library().require()
    return {name: schedule.plan(shop, found.almanac, DAY) for name, shop in found.shops.items()}
