"""How soon the page 这句能不能发 answers an article on a phone, which is a browser whose processor is held to a quarter."""

from __future__ import annotations

import sys
import tempfile
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.conftest import CHROMIUM, QUIET
from conftest import REPOSITORY, TODAY, own_library
from playwright.sync_api import CDPSession, Page, sync_playwright
from qunli import checks
from qunli.handbook import check_files
from served import Served

LENGTH, PARAGRAPH, SLOWER, TIMES = 10_000, 240, 4, 5
SCRIPTS = "site_templates/theme/assets/js/try"
PARTS = ("expressions", "numerals", "spoken", "reading", "shapes", "concerns", "company", "matcher")
# Each answer is to an article that was not seen before, so that nothing but the expressions is remembered.
READY = """() => {
  window.find = qunli.matcher.finder(qunliWords);
  const began = performance.now();
  find("今天的鱼到了", "", "");
  return [performance.now() - began, 0];
}"""
ASK = """text => {
  const began = performance.now();
  const hits = find(text, "", "");
  return [performance.now() - began, hits.length];
}"""


def section() -> str:
    """Return the page's figures as lines of text."""
    if not CHROMIUM:
        return "no chromium"
    library = own_library()
    known = checks.catalogue(library.wordings, library.references)
    with tempfile.TemporaryDirectory() as folder:
        for path, content in check_files(known, TODAY).items():
            target = Path(folder) / Path(path).name
            target.write_bytes(content)
        for part in PARTS:
            (Path(folder) / f"{part}.js").write_text((REPOSITORY / SCRIPTS / f"{part}.js").read_text("utf-8"))
        scripts = [*PARTS, *(path.stem for path in sorted(Path(folder).glob("words*.js")))]
        page = "".join(f'<script src="{name}.js"></script>' for name in scripts)
        (Path(folder) / "index.html").write_text(f'<!doctype html><meta charset="utf-8">{page}', "utf-8")
        slow, fast = (_asked(Path(folder), article(), rate) for rate in (SLOWER, 1))
    return (
        f"an article of {LENGTH} characters, processor {SLOWER} times slower: {_said([took for took, _, _ in slow])}"
        f" ({slow[1][2]} findings)\nby the page's own time at full speed, whatever else the machine does: {_said([own for _, own, _ in fast])}"
    )


def _said(times: list[float]) -> str:
    ready, first, *others = times
    return (
        f"the first answer {first:.0f} ms, the next {min(others):.0f} to {max(others):.0f} ms;"
        f" before it the checks are read once, {ready:.0f} ms"
    )


def article() -> str:
    """Return everyday shop text in paragraphs, with a line that is a risk in each fifth."""
    harmless, held = [], []
    for path in sorted((REPOSITORY / "tests/corpus").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                expected, _, text = line.split(" | ", 2)
                (harmless if expected == "-" else held).append(text.replace("\\n", "，"))
    paragraphs, lines, at = [""], cycle(harmless), 0
    while sum(map(len, paragraphs)) + len(paragraphs) < LENGTH:
        paragraphs[-1] += next(lines) + "。"
        if len(paragraphs[-1]) >= PARAGRAPH:
            at += 1
            paragraphs[-1] += held[at] if at % 5 == 0 else ""
            paragraphs.append("")
    return "\n".join(paragraphs)[:LENGTH]


def _asked(folder: Path, text: str, rate: int) -> list[tuple[float, float, int]]:
    """Return of the first look and of each answer how long it took, how long the page itself worked, and its findings."""
    served = Served(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        page.goto(served.url)
        devtools = page.context.new_cdp_session(page)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        devtools.send("Performance.enable")
        found = [_timed(page, devtools, READY, None)]
        found += [_timed(page, devtools, ASK, f"第{turn}稿{text}") for turn in range(TIMES)]
        browser.close()
    served.stop()
    return found


def _timed(page: Page, devtools: CDPSession, code: str, given: str | None) -> tuple[float, float, int]:
    began = _own_time(devtools)
    took, count = page.evaluate(code, given)
    return took, (_own_time(devtools) - began) * 1000, count


def _own_time(devtools: CDPSession) -> float:
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "ThreadTime")


if __name__ == "__main__":
    print(section())
