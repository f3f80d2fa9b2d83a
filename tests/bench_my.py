"""One's own shop on a phone: what is sent, and how soon its first text stands on a processor six times slower."""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, Page

from tests.browser.conftest import CHROMIUM, NOW, visited, weights
from tests.browser.test_my import SLOWER, begin, on, own_time

TRADE, TIMES = "餐饮", 5
# Playwright's own clock puts fifty kilobytes of script into the page, which a slow processor pays for.
ON_THE_DAY = (
    f"(() => {{ const ahead = Date.parse('{NOW}') - Date.now(); window.Date = class extends Date {{"
    " constructor(...given) { if (given.length) super(...given); else super(Date.now()); }"
    " static now() { return super.now() + ahead; } }; })()"
)
STOOD = (
    "new MutationObserver((_, watch) => { if (document.querySelector('.posts pre')) {"
    " window.stood = performance.now(); watch.disconnect(); } }).observe(document, {childList: true, subtree: true})"
)


def section() -> str:
    """Return the figures as lines of text."""
    if not CHROMIUM:
        return "no chromium"
    with visited() as (site, url, browser):
        plans = sorted(site.glob("industries/*/plan.js"))
        sizes = ", ".join(
            f"{each.parent.name} {_kilobytes(len(gzip.compress(each.read_bytes())))}" for each in plans
        )
        return "\n".join([f"the data of a trade in gzip: {sizes}", *_on_a_phone(browser, url)])


def _kilobytes(count: int) -> str:
    return f"{count / 1000:.1f} kB"


def _page(browser: Browser) -> Page:
    page = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, service_workers="block"
    ).new_page()
    page.add_init_script(ON_THE_DAY)
    return page


def _on_a_phone(browser: Browser, url: str) -> Iterator[str]:
    page = _page(browser)
    page.goto(f"{url}my/")
    begin(page, TRADE, "老王小馆")
    on(page, 5)
    address = page.url.replace("/my/#", "/my/today/#")
    page.context.close()
    yield f"the link of a shop with a name and every default: {len(address.partition('#')[2])} characters"
    fresh = _page(browser)
    sent = weights(fresh, address)
    fresh.context.close()
    yield f"its day with its plan, until the first text stands: {_kilobytes(sum(sent.values()))} in {len(sent)} files"
    seen = sorted(_slowly(_page(browser), address) for _ in range(TIMES))
    yield f"its first text, processor {SLOWER} times slower: {seen[0]:.0f} to {seen[-1]:.0f} ms after the tap"
    own = sorted(own_time(_page(browser), address) for _ in range(TIMES))
    yield f"by the page's own time at full speed, {SLOWER} times: {SLOWER * own[0] * 1000:.0f} to {SLOWER * own[-1] * 1000:.0f} ms"


def _slowly(page: Page, address: str) -> float:
    """Return how many milliseconds pass on a slow phone until the first text stands, with whatever else runs here.

    It is asked for without Playwright's own scripts, which a slow processor would pay for before the page has drawn.
    """
    page.add_init_script(STOOD)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="commit")
    while True:
        time.sleep(0.5)
        stood = devtools.send("Runtime.evaluate", {"expression": "window.stood || 0"})["result"]["value"]
        if stood:
            # Pages left open go on working beside the next.
            page.context.close()
            return float(stood)


if __name__ == "__main__":
    print(section())
