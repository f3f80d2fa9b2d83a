"""The owners' pages without network, over a new build, and on phones that forget: a small project, built and built anew."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from qunli.policy import policy as csp

from tests.browser.conftest import NewPage
from tests.conftest import DAY, FILES, Once, build, lay, smoke
from tests.served import Served

SOP = FILES["content/industries/shop/sops/welfare.yml"]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "locale": "zh-CN"}
VERSION = "caches.keys().then((names) => names.filter((each) => !each.endsWith('clients')).sort().join())"
BACK = "document.dispatchEvent(new Event('visibilitychange'))"
READY = "navigator.serviceWorker.ready.then(() => true)"


def made(once: Once, name: str, mark: str, **settings: str) -> Path:
    """A site of the small project whose texts say which build it is."""

    def fill(folder: Path) -> None:
        changed = {
            **FILES,
            "content/industries/shop/sops/welfare.yml": SOP.replace("今天有", f"今天{mark}有"),
        }
        # A setting given twice is a fault: the later one is meant.
        lines = [
            each for each in changed["mkdocs.yml"].splitlines() if each.partition(":")[0] not in settings
        ]
        changed["mkdocs.yml"] = (
            "\n".join(lines) + "\n" + "".join(f"{key}: {value}\n" for key, value in settings.items())
        )
        lay(folder / "project", {path: each.lstrip("\n").encode() for path, each in changed.items()})
        build(folder / "project", folder / "site", DAY)

    return once(f"offline-{name}", fill) / "site"


@pytest.fixture
def service_workers() -> str:
    return "allow"


@pytest.fixture(scope="session")
def first(once: Once) -> Path:
    return made(once, "first", "第一版")


@pytest.fixture(scope="session")
def second(once: Once) -> Path:
    return made(once, "second", "第二版")


def in_one_step(source: str, target: str) -> None:
    """Copy as a host publishes: a phone that looks for a newer worker just then reads the old file or the new one."""
    shutil.copyfile(source, f"{target}.new")
    os.replace(f"{target}.new", target)


class Host:
    """A folder served until it goes dark; `publish` puts another site in its place."""

    def __init__(self, folder: Path, below: str = "", policy: str = "") -> None:
        self.root, self.below = folder, below
        self.served = Served(folder, policy)
        self.url = f"{self.served.url}{below}"

    def publish(self, site: Path) -> None:
        shutil.copytree(site, self.root / self.below, dirs_exist_ok=True, copy_function=in_one_step)

    def go_dark(self) -> None:
        self.served.stop()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Callable[..., Host]]:
    hosts: list[Host] = []

    def start(site: Path, below: str = "", policy: str = "") -> Host:
        hosts.append(Host(tmp_path, below, policy))
        hosts[-1].publish(site)
        return hosts[-1]

    yield start
    for each in hosts:
        each.go_dark()


def make_shop(page: Page, url: str, name: str = "老街小馆") -> None:
    page.goto(f"{url}my/" if url.startswith("http") else f"{url}my/index.html")
    page.get_by_role("button", name="小店", exact=True).click()
    page.get_by_label("店名").fill(name)
    while page.get_by_role("button", name="下一步").is_visible():
        page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="做好了").click()
    page.get_by_role("link", name="看今天发什么").click()
    expect(page.locator(".posts li").first).to_be_visible()


def kept(page: Page, path: str) -> None:
    """Wait until the worker has a file."""
    page.wait_for_function(
        "async (path) => { for (const name of await caches.keys()) { for (const each of await (await caches.open(name)).keys())"
        " if (each.url.endsWith(path)) return true; } return false; }",
        arg=path,
    )


def take_over(page: Page) -> None:
    """Look for a newer build, as a browser does at each visit, and wait until it is the one in charge."""
    page.evaluate(
        "new Promise((done) => { navigator.serviceWorker.addEventListener('controllerchange', done);"
        " navigator.serviceWorker.ready.then((each) => each.update()); }).then(() => true)"
    )
    page.wait_for_function("navigator.serviceWorker.controller.state === 'activated'")


def copied(page: Page) -> str:
    card = page.locator(".posts li").first
    if card.locator("details").get_attribute("open") is None:
        card.locator("summary").click()
    card.get_by_role("button", name="复制").first.click()
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("policy", smoke(["", "as documented"], "as documented"))
def test_in_airplane_mode_her_day_opens_and_a_text_is_copied(
    new_page: NewPage, host: Callable[..., Host], first: Path, policy: str
) -> None:
    """Opened once with network, the second time without any, under the Content-Security-Policy or none."""
    pages = (path.read_text(encoding="utf-8") for path in first.rglob("*.html"))
    there = host(first, policy=policy and csp(pages))
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    make_shop(page, there.url)
    own = page.url
    assert page.evaluate(READY)
    kept(page, "industries/shop/plan.js")
    page.context.set_offline(True)
    there.go_dark()
    page.close()
    page = new_page(page.context)
    page.goto(own)
    expect(page.locator("#_shop")).to_have_text("老街小馆")
    assert copied(page).startswith("今天")
    page.goto(f"{there.url}my/")
    expect(page.get_by_role("heading", name="做好了，今天就能发")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("below", "flat"),
    smoke({"below": ("x/y/", "true"), "flat": ("", "false"), "both": ("x/", "false")}, "both"),
)
def test_a_site_below_a_path_or_with_flat_addresses_is_kept_too(
    new_page: NewPage, host: Callable[..., Host], once: Once, below: str, flat: str
) -> None:
    site = made(once, f"flat-{flat}", "平", use_directory_urls=flat)
    there = host(site, below)
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    address = there.url + ("my/today.html" if flat == "false" else "my/today/")
    page.goto(there.url + ("my/index.html" if flat == "false" else "my/"))
    make_shop(page, there.url)
    assert page.url.startswith(address)
    assert page.evaluate(READY)
    kept(page, "industries/shop/plan.js")
    there.go_dark()
    page.close()
    page = new_page(page.context)
    page.goto(address)
    assert copied(page).startswith("今天")


def test_a_build_that_comes_while_a_page_is_open_takes_over_whole_at_the_next_visit(
    new_page: NewPage, host: Callable[..., Host], first: Path, second: Path
) -> None:
    there = host(first)
    page = new_page()
    make_shop(page, there.url)
    assert page.evaluate(READY)
    kept(page, "industries/shop/plan.js")
    page.reload()
    expect(page.locator("body")).to_contain_text("第一版")
    there.publish(second)
    # The page that is open goes on with its own build: it asks again for what it has asked for before.
    take_over(page)
    assert "第一版" in page.evaluate("fetch('../../industries/shop/plan.js').then((each) => each.text())")
    # She comes back to it from a chat: what stands in a box holds the new build back, what has the focus does not.
    card = page.locator(".posts li").first
    card.get_by_role("button", name="改几个字").click()
    card.get_by_label("改这一条的字").fill("写到一半")
    page.locator("h1").click()
    page.evaluate(BACK)
    expect(card.get_by_label("改这一条的字")).to_have_value("写到一半")
    card.get_by_role("button", name="不改了").click()
    tick(page)
    page.evaluate(BACK)
    expect(page.locator("body")).to_contain_text("第二版")
    expect(page.locator(".posts li").first.locator(".chip")).to_have_text("已发")
    assert "第二版" in page.evaluate("fetch('../../industries/shop/plan.js').then((each) => each.text())")


@pytest.mark.nightly
def test_a_list_that_is_published_before_its_pages_waits_for_them(
    new_page: NewPage, host: Callable[..., Host], first: Path, second: Path
) -> None:
    there = host(first)
    page = new_page()
    make_shop(page, there.url)
    assert page.evaluate(READY)
    kept(page, "industries/shop/plan.js")
    version = page.evaluate(VERSION)
    shutil.copy(second / "sw.js", there.root)
    assert page.evaluate(
        "navigator.serviceWorker.ready.then((each) => each.update()).then(() => '', () => 'no')"
    ) in ("", "no")
    page.reload()
    expect(page.locator(".posts li").first).to_be_visible()
    assert version in page.evaluate(VERSION)
    there.publish(second)
    take_over(page)
    page.reload()
    expect(page.locator("body")).to_contain_text("第二版")


def test_a_page_of_an_older_build_gets_no_data_of_a_newer_one_but_a_word_and_the_way_to_it(
    browser: Browser, host: Callable[..., Host], first: Path, second: Path
) -> None:
    there = host(first)
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{there.url}my/")
    assert page.evaluate(READY)
    page.reload()
    there.publish(second)
    # The newer plan is published, the worker that knows it is not yet here.
    (there.root / "sw.js").write_bytes((first / "sw.js").read_bytes())
    page.get_by_role("button", name="小店", exact=True).click()
    expect(page.get_by_text("群历有新版了")).to_be_visible()
    shutil.copy(second / "sw.js", there.root)
    page.get_by_text("群历有新版了").click()
    page.get_by_role("button", name="小店", exact=True).click()
    expect(page.get_by_label("店名")).to_be_visible()
    assert "第二版" in str(page.evaluate("JSON.stringify(window.qunliPack)"))
    assert not page.url.endswith("fresh")
    context.close()


# Put before a worker: it is told when the phone has no room left.
FILLED = """
const put = Cache.prototype.put;
self.addEventListener("message", ({ data }) => { if (data === "full") Cache.prototype.put = full; });
const full = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
"""


@pytest.mark.nightly
def test_a_phone_that_is_full_keeps_no_page_and_still_shows_them_all(
    new_page: NewPage, host: Callable[..., Host], first: Path
) -> None:
    there = host(first)
    worker = FILLED + (first / "sw.js").read_text("utf-8")
    (there.root / "sw.js").write_text(worker, "utf-8")
    page = new_page()
    page.goto(f"{there.url}my/")
    assert page.evaluate(READY)
    page.reload()
    page.evaluate("navigator.serviceWorker.controller.postMessage('full')")
    make_shop(page, there.url)
    expect(page.locator("body")).to_contain_text("第一版")
    assert not page.evaluate("caches.match('industries/shop/plan.js', {ignoreSearch: true}).then(Boolean)")
    page.reload()
    expect(page.locator("#_shop")).to_have_text("老街小馆")
    page.goto(f"{there.url}my/month/")
    expect(page.locator("#_shop")).to_have_text("老街小馆")


@pytest.mark.nightly
def test_a_site_that_is_being_tried_out_takes_an_old_worker_away(
    new_page: NewPage, host: Callable[..., Host], once: Once, first: Path
) -> None:
    there = host(first)
    page = new_page()
    page.goto(f"{there.url}my/")
    assert page.evaluate(READY)
    there.publish(made(once, "tried", "试", site_url="http://127.0.0.1:8000/"))
    page.evaluate("navigator.serviceWorker.ready.then((each) => each.update())")
    page.wait_for_function("navigator.serviceWorker.getRegistrations().then((each) => each.length === 0)")
    page.wait_for_function("caches.keys().then((names) => names.length === 0)")
    page.goto(f"{there.url}orders/")
    assert page.evaluate("navigator.serviceWorker.controller === null")
    assert page.locator("script[data-worker]").count() == 0


@pytest.fixture
def dark(browser: Browser, host: Callable[..., Host], first: Path) -> Iterator[tuple[Page, str]]:
    """A page that saw one page of a site which is gone now, and its address; what it cannot load then is no fault."""
    there = host(first)
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{there.url}my/")
    assert page.evaluate(READY)
    kept(page, "checks/try/words.js")
    page.reload()
    there.go_dark()
    yield page, there.url
    context.close()


def test_a_page_that_no_build_keeps_says_without_network_where_to_go(dark: tuple[Page, str]) -> None:
    page, url = dark
    page.goto(f"{url}suggest/")
    page.get_by_role("link", name="数接龙").click()
    expect(page.get_by_label("群里的接龙")).to_be_visible()


def test_the_word_check_works_without_network_though_it_was_never_opened(dark: tuple[Page, str]) -> None:
    """What it looks up besides, the reasons and what was learned, comes with the network."""
    page, url = dark
    page.goto(f"{url}checks/try/")
    page.fill("#q-try-text", "全国第一的鱼")
    expect(page.locator(".q-try__shown mark")).to_have_text(["全国第一1"])
    expect(page.locator(".q-try__found li")).to_have_count(1)


# --- phones that forget, and the way from one to another


def test_a_shop_with_its_ticks_goes_to_another_phone_as_text_and_as_file(
    new_page: NewPage, host: Callable[..., Host], first: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    there = host(first)
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    make_shop(page, there.url)
    tick(page)
    page.get_by_role("link", name="我家的").click()
    page.locator("summary", has_text="留底、换手机").click()
    page.get_by_role("button", name="复制存档").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        page.get_by_role("button", name="存档存成文件").click()
    saved = tmp_path_factory.mktemp("saved") / download.value.suggested_filename
    download.value.save_as(saved)
    for way in (text, saved):
        other = new_page()
        other.goto(f"{there.url}my/")
        other.locator("summary", has_text="接回来").click()
        if isinstance(way, Path):
            other.get_by_label("选存档文件").set_input_files(way)
        else:
            other.get_by_label("粘贴店的链接或存档").fill(way[:-3])
            other.get_by_role("button", name="接回来").click()
            expect(other.get_by_text("这份存档不完整")).to_be_visible()
            other.get_by_label("粘贴店的链接或存档").fill(way)
            other.get_by_role("button", name="接回来").click()
        expect(other.get_by_text("接回来了：老街小馆，1 天的记录")).to_be_visible()
        other.get_by_role("link", name="看今天发什么").click()
        expect(other.locator(".posts li").first.locator(".chip")).to_have_text("已发")


def tick(page: Page) -> None:
    card = page.locator(".posts li").first
    if card.locator("details").get_attribute("open") is None:
        card.locator("summary").click()
    card.get_by_role("checkbox").check()


def test_a_store_that_a_phone_clears_between_two_taps_loses_nothing_of_the_page(
    new_page: NewPage, host: Callable[..., Host], first: Path
) -> None:
    there = host(first)
    page = new_page()
    make_shop(page, there.url)
    tick(page)
    page.evaluate("localStorage.clear()")
    page.locator(".posts li").first.get_by_role("button", name="今天不发").click()
    expect(page.get_by_text("手机刚把网页记的东西清掉了")).to_be_visible()
    page.goto(f"{there.url}my/today/")
    expect(page.locator("#_shop")).to_have_text("老街小馆")
    expect(page.locator(".posts li").first.locator(".chip")).to_have_text("今天不发")


@pytest.mark.nightly
def test_a_link_opened_where_all_was_forgotten_says_so_and_still_opens(
    new_page: NewPage, host: Callable[..., Host], first: Path
) -> None:
    there = host(first)
    page = new_page()
    make_shop(page, there.url)
    own = page.url
    tick(page)
    later = new_page(page.context, now="2026-12-18T11:05:00+08:00")
    page.close()
    later.goto(f"{there.url}sw.js")
    later.evaluate("localStorage.clear()")
    later.goto(own)
    expect(later.get_by_text("这台手机上没有这家店以前的记录")).to_be_visible()
    expect(later.locator("#_shop")).to_have_text("老街小馆")
    later.reload()
    expect(later.locator("#_shop")).to_have_text("老街小馆")
    expect(later.get_by_text("没有这家店以前的记录")).to_have_count(0)


@pytest.mark.nightly
def test_days_that_were_noted_and_never_copied_are_offered_to_be_copied(
    new_page: NewPage, host: Callable[..., Host], first: Path
) -> None:
    there = host(first)
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    make_shop(page, there.url)
    own = page.url
    page.get_by_role("link", name="我家的").click()
    page.get_by_role("button", name="复制自家的链接").click()
    page.goto(own)
    for day in (10, 11, 12, 13):
        expect(page.locator("._offer")).to_have_count(0)
        tick(page)
        page.close()
        page = new_page(page.context, now=f"2026-12-{day + 1}T11:05:00+08:00")
        page.goto(own)
        expect(page.locator(".posts li").first).to_be_visible()
    page.locator("._offer").get_by_role("button", name="复制存档").click()
    expect(page.locator("._offer")).to_contain_text("已复制")
    page.reload()
    expect(page.locator(".posts li").first).to_be_visible()
    expect(page.locator("._offer")).to_have_count(0)


def test_two_windows_that_change_one_shop_ask_which_of_the_two_holds(
    new_page: NewPage, host: Callable[..., Host], first: Path
) -> None:
    there = host(first)
    page = new_page()
    make_shop(page, there.url)
    pages = [page, new_page(page.context)]
    for each in pages:
        each.goto(f"{there.url}my/")
        each.get_by_role("button", name="改一改").click()
    for each, name in zip(pages, ("这边改的", "那边改的"), strict=True):
        each.get_by_label("店名").fill(name)
        while each.get_by_role("button", name="下一步").is_visible():
            each.get_by_role("button", name="下一步").click()
        each.get_by_role("button", name="做好了").click()
    expect(pages[0].get_by_text("这边改的 · ")).to_be_visible()
    expect(pages[1].get_by_text("店名：这边改的 → 那边改的")).to_be_visible()
    pages[1].get_by_role("button", name="用这个窗口改的").click()
    expect(pages[1].get_by_text("那边改的 · ")).to_be_visible()
    pages[0].goto(f"{there.url}my/")
    expect(pages[0].get_by_text("那边改的 · ")).to_be_visible()


@pytest.mark.parametrize("year", smoke([2025, 2027], "2027"))
def test_a_clock_that_is_wrong_by_a_year_is_named_and_nothing_is_forgotten(
    new_page: NewPage, host: Callable[..., Host], first: Path, year: int
) -> None:
    there = host(first)
    page = new_page()
    make_shop(page, there.url)
    tick(page)
    own = page.url
    wrong = new_page(page.context, now=f"{year}-12-10T11:05:00+08:00")
    page.close()
    wrong.goto(own)
    expect(wrong.get_by_text("看看手机的日期对不对")).to_be_visible()
    right = new_page(page.context)
    right.goto(own)
    expect(right.locator(".posts li").first.locator(".chip")).to_have_text("已发")


STORES = {
    "denied": "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
}


@pytest.mark.parametrize("kind", smoke(STORES.keys(), "full"))
def test_where_nothing_can_be_kept_the_link_alone_carries_the_shop(
    new_page: NewPage, host: Callable[..., Host], first: Path, kind: str
) -> None:
    there = host(first)
    page = new_page()
    page.add_init_script(STORES[kind])
    make_shop(page, there.url)
    expect(page.get_by_text("这里不让网页记东西")).to_be_visible()
    page.reload()
    expect(page.locator("#_shop")).to_have_text("老街小馆")
    page.get_by_role("link", name="我家的").click()
    expect(page.get_by_text("老街小馆 · ")).to_be_visible()
    expect(page.get_by_text("这家店没存进这台手机")).to_be_visible()


# --- the poster, the desktop, the names of pages

WECHAT = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.49"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"


def test_a_poster_with_a_code_is_printed_alone(
    new_page: NewPage, host: Callable[..., Host], first: Path
) -> None:
    there = host(first)
    page = new_page()
    make_shop(page, there.url)
    assert page.title() == "老街小馆 · 今天发什么"
    page.get_by_role("link", name="我家的").click()
    assert page.evaluate("window.qrcode") is None
    page.get_by_role("button", name="二维码和海报").click()
    picture = page.locator(".poster img")
    expect(picture).to_have_js_property("complete", True)
    assert page.evaluate("document.querySelector('.poster img').naturalWidth") > 300
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="打印海报").click()
    page.emulate_media(media="print")
    assert page.locator("main").is_hidden()
    seen = page.locator(".printed > :visible").all_inner_texts()
    assert seen == ["老街小馆", "今天发什么", "", "用微信扫一扫，打开就是今天要发的"]
    assert len(re.findall(rb"/Type */Page\b", page.pdf(format="A5"))) == 1
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".printed")).to_have_count(0)


def test_where_the_link_is_too_long_for_a_code_it_says_why(
    new_page: NewPage, host: Callable[..., Host], first: Path
) -> None:
    there = host(first)
    page = new_page()
    page.goto(f"{there.url}my/")
    page.get_by_role("button", name="小店", exact=True).click()
    page.get_by_label("店名").fill("长" * 40)
    page.get_by_role("button", name="下一步").click()
    while not page.get_by_label("菜名").first.is_visible():
        page.get_by_role("button", name="下一步").click()
    for each in page.get_by_role("textbox").all():
        each.fill("红烧狮子头" * 12)
    while page.get_by_role("button", name="下一步").is_visible():
        page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="做好了").click()
    expect(page.get_by_text("这里没有二维码")).to_be_visible()
    expect(page.get_by_role("button", name="二维码和海报")).to_have_count(0)


@pytest.mark.parametrize(
    ("agent", "words"),
    smoke({"wechat": (WECHAT, "在浏览器打开"), "iphone": (IPHONE, "添加到主屏幕")}, "wechat"),
)
def test_how_to_put_it_on_the_desktop_is_told_as_this_phone_does_it(
    new_page: NewPage, host: Callable[..., Host], first: Path, agent: str, words: str
) -> None:
    there = host(first)
    page = new_page(user_agent=agent)
    make_shop(page, there.url)
    page.get_by_role("link", name="我家的").click()
    page.locator("summary", has_text="放到桌面").click()
    expect(page.locator("#_desktop")).to_contain_text(words)
    page.locator("summary", has_text="留底、换手机").click()
    assert page.get_by_role("button", name="存档存成文件").count() == (0 if agent == WECHAT else 1)


def test_a_page_from_a_folder_has_no_worker_and_works(new_page: NewPage, once: Once) -> None:
    site = made(once, "flat-false", "平", use_directory_urls="false")
    page = new_page()
    make_shop(page, f"{site.as_uri()}/")
    assert page.locator(".posts li").count() == 1
    page.get_by_role("link", name="我家的").click()
    page.get_by_role("button", name="二维码和海报").click()
    expect(page.locator(".poster img")).to_be_visible()
