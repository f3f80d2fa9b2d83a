"""What pages weigh, and how soon and how steadily they stand on a slow phone: 4 times slower, 1.6 Mbit/s, 150 ms away."""

from __future__ import annotations

import gzip
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, Page

from tests.browser.conftest import CHROMIUM, NOW, visited

PAGES = {
    "home": "",
    "a trade": "industries/catering/",
    "the plan with most texts": "industries/catering/welfare/",
    "the plan with most posts": "industries/apparel/welfare/",
    "a text of it by its address": "industries/catering/welfare/#menu.31",
    "today": "calendars/catering/today/",
}
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
SLOWER, BITS, LATENCY = 4, 1_600_000, 150
TIMES = 3
# So many milliseconds without a file are the end of a load.
QUIET_FOR = 800
# What the page says of itself: when its largest part stood, and how far parts moved that nobody had touched.
SEEN = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver((list) => { for (const each of list.getEntries()) seen.lcp = each.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => { for (const each of list.getEntries()) if (!each.hadRecentInput) seen.cls += each.value; })
  .observe({type: "layout-shift", buffered: true});
"""


class Seen(NamedTuple):
    """What a first visit took: bytes in gzip until the page has loaded and in all, milliseconds, and the sum of shifts."""

    first: int
    whole: int
    lcp: float
    cls: float


def first_visit(page: Page, address: str, is_slow: bool = True) -> Seen:
    """Open an address on a device that holds nothing yet."""
    sent: list[int] = []
    page.add_init_script(SEEN)
    devtools = page.context.new_cdp_session(page)
    devtools.on("Network.loadingFinished", lambda done: sent.append(int(done["encodedDataLength"])))
    devtools.send("Network.enable")
    if is_slow:
        slow = {"latency": LATENCY, "downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8}
        devtools.send("Network.emulateNetworkConditions", {"offline": False, **slow})
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    first = sum(sent)
    while True:
        before = len(sent)
        page.wait_for_timeout(QUIET_FOR)
        if len(sent) == before:
            break
    seen = page.evaluate("window.seen")
    return Seen(first, sum(sent), seen["lcp"], seen["cls"])


def section() -> str:
    """Return the figures as lines of text."""
    if not CHROMIUM:
        return "no chromium"
    with visited(is_zipping=True) as (site, url, browser):
        return "\n".join([_heaviest(site), *_visits(browser, url)])


def plan_sizes(site: Path) -> dict[str, int]:
    """Return how many bytes in gzip the HTML of each plan takes, by its path."""
    plans = (path for path in site.glob("industries/*/*/index.html") if (path.parent / "all").is_dir())
    return {path.parent.relative_to(site).as_posix(): len(gzip.compress(path.read_bytes())) for path in plans}


def _heaviest(site: Path) -> str:
    sizes = plan_sizes(site)
    most = max(sizes, key=lambda each: sizes[each])
    return f"HTML of {len(sizes)} plans in gzip: at most {sizes[most] / 1000:.1f} kB ({most})"


def _visits(browser: Browser, url: str) -> Iterator[str]:
    for name, path in PAGES.items():
        for device, (width, height) in SIZES.items():
            seen = [_visit(browser, url + path, width, height) for _ in range(TIMES)]
            lcp = statistics.median(each.lcp for each in seen)
            yield (
                f"{name}, {device}: {seen[0].first / 1000:.1f} kB at first load, {seen[0].whole / 1000:.1f} kB in all,"
                f" LCP {lcp:.0f} ms, CLS {max(each.cls for each in seen):.3f}"
            )


def _visit(browser: Browser, address: str, width: int, height: int) -> Seen:
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", service_workers="block"
    )
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    try:
        return first_visit(page, address)
    finally:
        context.close()


if __name__ == "__main__":
    print(section())
