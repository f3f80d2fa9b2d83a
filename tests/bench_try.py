"""How soon the page 这句能不能发 answers an article on a phone, which is a browser whose processor is held to a quarter."""

from __future__ import annotations

import sys
import tempfile
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.conftest import CHROMIUM, QUIET
from conftest import REPOSITORY, TODAY, own_library
from playwright.sync_api import sync_playwright
from qunli import checks
from qunli.handbook import check_files
from served import Served

LENGTH, PARAGRAPH, SLOWER, TIMES = 10_000, 240, 4, 5
SCRIPTS = "site_templates/theme/assets/js/try"
PARTS = ("expressions", "numerals", "spoken", "reading", "shapes", "concerns", "matcher")
# Each answer is to an article that was not seen before, so that nothing but the expressions is remembered.
ASK = """([article, times]) => {
  const find = qunli.matcher.finder(qunliWords);
  const timed = (text) => { const began = performance.now(); const hits = find(text, "", ""); return [performance.now() - began, hits.length]; };
  const ready = timed("今天的鱼到了")[0];
  return [ready, ...Array.from({ length: times }, (_, turn) => timed(`第${turn}稿` + article))];
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
        ready, *answers = _asked(Path(folder), article())
    first, *others = [took for took, _ in answers]
    return (
        f"an article of {LENGTH} characters, processor {SLOWER} times slower: the first answer {first:.0f} ms, the next"
        f" {min(others):.0f} to {max(others):.0f} ms ({answers[0][1]} findings); before it the checks are read once, {ready:.0f} ms"
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


def _asked(folder: Path, text: str) -> list[list[float]]:
    served = Served(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        page.goto(served.url)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        found: list[list[float]] = page.evaluate(ASK, [text, TIMES])
        browser.close()
    served.stop()
    return found


if __name__ == "__main__":
    print(section())
