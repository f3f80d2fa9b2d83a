"""`qunli serve`: what is wrong is a page, the last good site stays beside it, and mending goes on by itself."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SETTINGS, SOP, Write, few, smoke

SOPS = "content/industries/shop/sops/welfare.yml"
PLAN = "industries/shop/welfare/"
BROKEN = SOP.replace("11:00", "25:00").lstrip("\n")
pytestmark = pytest.mark.slow


def _heeding_interrupts() -> None:
    """Take Ctrl-C as at a terminal, also where the tests themselves run in the background of a shell that ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Served:
    """A server in a process of its own, and what it says."""

    def __init__(self, root: Path, log: Path, package: Path) -> None:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{one.getsockname()[1]}"
        self.root, self.log, self.url = root, log, f"http://{address}/"
        environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                few(package, "qunli", "serve", "--address", address),
                cwd=root, env=environment, stdout=out, stderr=out, preexec_fn=_heeding_interrupts,
            )  # fmt: skip

    def get(self, path: str = "") -> str:
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return f"{error.code} {error.read().decode()}"

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text.lstrip("\n"), encoding="utf-8")

    def until(self, see: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            assert self.process.poll() is None, self.said()
            with contextlib.suppress(OSError):
                if see():
                    return
            time.sleep(0.1)
        raise AssertionError(f"not seen: {what}\n{self.said()}")


@pytest.fixture
def start(tmp_path: Path, short_package: Path) -> Iterator[Callable[[Path], Served]]:
    running: list[Served] = []

    def begin(root: Path) -> Served:
        running.append(Served(root, tmp_path / "log", short_package))
        return running[-1]

    yield begin
    for each in running:
        each.process.kill()
        each.process.wait(20)


def test_a_fault_is_a_page_with_file_and_line_beside_the_last_good_site_until_it_is_mended(
    project: Write, start: Callable[[Path], Served]
) -> None:
    served = start(project())
    served.until(lambda: "今天有鱼" in served.get(PLAN), "the first page")
    served.write(SOPS, BROKEN)
    served.until(lambda: "时间 25:00 不对" in served.get(PLAN), "the fault")
    page = served.get(PLAN)
    line = next(number for number, each in enumerate(BROKEN.split("\n"), 1) if "25:00" in each)
    assert f"{SOPS}，第 {line} 行" in page
    assert "/livereload/" in page
    (last,) = re.findall(r'href="/([^"]+)"', page)
    assert "今天有鱼" in served.get(last + PLAN)
    assert "BEGIN:VCALENDAR" in served.get("calendars/main.ics")
    served.write(SOPS, SOP.replace("今天有鱼", "今天有虾"))
    served.until(lambda: "今天有虾" in served.get(PLAN), "the page after mending")
    assert "今天有虾" in served.get(last + PLAN), "the last site's address leads back to the site"
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(30) == 0
    lines = [each for each in served.said().splitlines() if each.strip(" ^|")]
    assert [each for each in lines if not re.search("[\u4e00-\u9fff]", each) and "|" not in each] == []


BEGUN_BROKEN = {
    "a plan": (SOPS, BROKEN, "时间 25:00 不对", SOP),
    "a setting": (
        "mkdocs.yml",
        SETTINGS.replace("language: zh", "language: cn"),
        "主题没有 cn 这种语言",
        SETTINGS,
    ),
    "the settings": ("mkdocs.yml", "site_name: [\n", "mkdocs.yml", SETTINGS),
    "a hook": ("hook.py", "def on_nav(nav, **k):\n    raise KeyError('a')\n", "钩子 hook.py 出错了", ""),
}


@pytest.mark.parametrize(("path", "broken", "words", "mended"), smoke(BEGUN_BROKEN, "a hook"))
def test_a_project_that_begins_broken_is_waited_for(
    path: str, broken: str, words: str, mended: str, project: Write, start: Callable[[Path], Served]
) -> None:
    root = project({"mkdocs.yml": SETTINGS + "hooks: [hook.py]\n", "hook.py": "\n"})
    (root / path).write_text(broken.lstrip("\n"), encoding="utf-8")
    served = start(root)
    served.until(lambda: words in served.get(), "the fault")
    assert "_last" not in served.get()
    assert "Traceback" not in served.said()
    served.write(path, mended)
    if path == "hook.py":
        # A hook is read once; the settings without it are the repair.
        served.write("mkdocs.yml", SETTINGS)
    served.until(lambda: "今天群里发什么" in served.get(), "the site after mending")


def test_a_site_below_a_path_is_served_there(project: Write, start: Callable[[Path], Served]) -> None:
    text = SETTINGS.replace("https://shop.example/", "https://shop.example/sub/path/")
    served = start(project({"mkdocs.yml": text}))
    served.until(lambda: "今天有鱼" in served.get("sub/path/" + PLAN), "the page")
    assert f"URL:{served.url}sub/path/calendars/main/today/#" in served.get("sub/path/calendars/main.ics")
