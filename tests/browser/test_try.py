"""这句能不能发 in a real browser: it reads as the command line does, on this device, on a phone."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import office
import pytest
from conftest import REPOSITORY, catalogue, own_library, smoke, words_of
from playwright.sync_api import Browser, Page, expect
from qunli.words import SECTORS as TRADES

from browser.conftest import in_schemes, settle

LIBRARY = own_library()
MATCHER = catalogue().matcher
AXE = REPOSITORY / "tests/js/node_modules/axe-core/axe.min.js"

READ = {"checks": "checks/", "q1": "checks/q1/", "q6": "checks/q6/", "try": "checks/try/"}
Case = tuple[str, str, str]


def corpus() -> Iterator[Case]:
    """Yield (text, industry, type) of every line, its type known and not."""
    for path in sorted((REPOSITORY / "tests/corpus").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                _, context, text = line.split(" | ", 2)
                industry, _, kind = context.partition("/")
                for asked in {(industry, kind), (industry, ""), ("", "")}:
                    yield text.replace("\\n", "\n"), *asked


def content() -> Iterator[Case]:
    """Yield every text of every pack as it stands in the source, variables and blanks included."""
    for name, industry in LIBRARY.industries.items():
        for sop in industry.sops.values():
            for slot in sop.slots.values():
                for text in slot.texts.values():
                    yield text, name, slot.type


def mixed(count: int = 1500) -> Iterator[Case]:
    """Yield pieces of checks' own examples cut apart and joined by whatever people and filters put between."""
    dice = random.Random(20261210)
    examples = [text for one in MATCHER.wordings.values() for text in (one.bad, one.good)]
    between = [
        *" 　·*.-|_~^+★♥🎉\u200b\ufe0f\n，。！；：,!",
        "\r\n",
        "不",
        "没有",
        "非",
        "{{ store }}",
        "〔",
        "〕",
        "〔例：",
    ]
    between += [
        "ＡＢ",
        "㎏",
        "①",
        "ﬁ",
        "👨‍👩‍👧",
        "🇨🇳",
        "𠮷",
        "İ",
        "ß",
        "Ｎｏ．１",
        "vx",
        "\u2028",
        "￥9.9",
        "",
    ]
    for _ in range(count):
        parts = []
        for text in dice.choices(examples, k=3):
            cut = dice.randrange(len(text) + 1)
            parts += [text[:cut], dice.choice(between), text[cut:], dice.choice(between)]
        industry = dice.choice(["", *LIBRARY.industries])
        yield "".join(parts), industry, dice.choice(["", "activity", "content", "warmth"])


def ours(case: Case) -> list[list[Any]]:
    text, industry, kind = case
    return [
        [hit.start, hit.end, hit.code, hit.words, *([True] if hit.learned else [])]
        for hit in MATCHER.find(text, industry or None, kind or None)
    ]


@pytest.fixture
def box(page: Page, url: str) -> Page:
    page.goto(f"{url}checks/try/")
    expect(page.locator(".q-try__without")).to_be_hidden()
    return page


@pytest.mark.parametrize("cases", smoke({"corpus": corpus, "content": content, "mixed": mixed}, "mixed"))
def test_the_browser_finds_what_python_finds_at_the_same_places(box: Page, cases: Any) -> None:
    """On the whole corpus, on all copy of the packs, and on texts mangled as people do to get round filters."""
    asked = list(cases())
    box.wait_for_function("window.qunliLearned")
    theirs = box.evaluate(
        "cases => { const model = qunli.learned.read(qunliLearned);"
        " const find = qunli.matcher.finder(qunliWords, () => model);"
        " return cases.map(([text, industry, kind]) => find(text, industry, kind)); }",
        asked,
    )
    differing = [
        (case, ours(case), found) for case, found in zip(asked, theirs, strict=True) if ours(case) != found
    ]
    assert differing == []
    assert len(asked) > 300
    assert sum(map(bool, theirs)) > 100 or cases is content


def test_what_is_found_is_marked_in_place_and_explained(box: Page, url: str) -> None:
    """The text shows whole; each mark has the number of its line below; nobody is told to have broken the law."""
    box.fill("#q-try-text", "第一天开业\n本店烤鱼全国第一，加薇信私聊")
    expect(box.locator(".q-try__count")).to_have_text("有 2 处风险提示，不是判定违法。")
    expect(box.locator(".q-try__shown")).to_have_text(
        "第一天开业\n本店烤鱼全国第一1，加薇信2私聊", use_inner_text=True
    )
    expect(box.locator(".q-try__shown mark")).to_have_text(["全国第一1", "加薇信2"])
    found = box.locator(".q-try__found li")
    expect(found).to_have_count(2)
    expect(found.first).to_contain_text("风险提示：「全国第一」绝对化用语")
    expect(found.first).to_contain_text("依据：《中华人民共和国广告法》第九条")
    found.first.locator("a").click()
    expect(box).to_have_url(f"{url}checks/q4/#q401")


def test_findings_that_overlap_share_their_marks(box: Page) -> None:
    """Every character of the text shows once, and each finding's number once."""
    overlapping = ((case[0], ours((case[0], "", ""))) for case in corpus())
    text, hits = next(
        (text, hits) for text, hits in overlapping if any(a[1] > b[0] for a, b in pairwise(hits))
    )
    box.select_option("#q-try-industry", "_all")
    box.fill("#q-try-text", text)
    expect(box.locator(".q-try__found li")).to_have_count(len(hits))
    shown = box.evaluate(
        "() => { const copy = document.querySelector('.q-try__shown').cloneNode(true);"
        " const numbers = [...copy.querySelectorAll('sup')].map((each) => (each.remove(), each.textContent));"
        " return [copy.textContent, numbers.join(' ')]; }"
    )
    assert shown[0] == text
    assert sorted(map(int, shown[1].split())) == list(range(1, len(hits) + 1))


def test_a_text_is_never_read_as_html(box: Page) -> None:
    box.fill("#q-try-text", '<img src="x" onerror="document.title=1">全国第一</div>')
    expect(box.locator(".q-try__shown")).to_contain_text('<img src="x" onerror="document.title=1">全国第一')
    assert box.locator(".q-try img").count() == 0


def test_a_harmless_text_says_what_was_not_looked_at(box: Page) -> None:
    box.fill("#q-try-text", "今天的鱼是早上到的，十一点出锅")
    expect(box.locator(".q-try__count")).to_have_text(
        "没有标出来的字。没有标记不等于没问题，它不看的，下面写着。"
    )
    expect(box.locator(".q-try__shown")).to_be_hidden()
    expect(box.locator("#_limits")).to_be_visible()


def test_choosing_a_trade_asks_its_checks_shows_its_screen_and_is_remembered(box: Page) -> None:
    """One screen of what can go out; a fork shares that of the pack it extends."""
    panels = box.locator(".q-try__panel:visible")
    assert panels.count() > 1
    box.select_option("#q-try-industry", "education")
    expect(panels).to_have_count(1)
    expect(panels.locator("h3")).to_contain_text(["能发", "不能发", "换成这样发"])
    box.fill("#q-try-text", "三个月包过，不过退款")
    expect(box.locator(".q-try__found li").first).to_contain_text("风险提示")
    box.select_option("#q-try-industry", "apparel")
    expect(panels).to_have_attribute("data-industries", "apparel")
    box.reload()
    expect(box.locator("#q-try-industry")).to_have_value("apparel")
    expect(panels).to_have_count(1)


def test_it_works_without_a_network(box: Page) -> None:
    settle(box)
    box.context.set_offline(True)
    box.fill("#q-try-text", "本店烤鱼全国第一")
    expect(box.locator(".q-try__found li")).to_have_count(1)


def test_it_works_from_a_folder_on_disk(browser: Browser, site: Path) -> None:
    """Saved on a stick or opened from a download: the data is a script, which a page on disk may load."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto((site / "checks/try/index.html").as_uri())
    page.fill("#q-try-text", "本店烤鱼全国第一")
    expect(page.locator(".q-try__found li")).to_have_count(1)
    context.close()


def test_without_scripts_the_screens_of_the_trades_remain(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}checks/try/")
    expect(page.locator(".q-try")).to_be_hidden()
    expect(page.locator(".q-try__without")).to_be_visible()
    expect(page.locator(".q-try__panel").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(("where", "scheme"), smoke(in_schemes(READ), "try-dark"))
def test_the_pages_fit_a_small_phone_and_read_well(new_page: Any, url: str, where: str, scheme: str) -> None:
    """360 px without sideways scrolling, and nothing that WCAG 2 A or AA forbids."""
    page = new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.goto(url + where)
    if where == "checks/try/":
        page.click("[data-try=sample]")
        expect(page.locator(".q-try__found li")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []


@pytest.mark.nightly
def test_everything_to_tap_is_large_enough(box: Page) -> None:
    """44 px high, as a thumb needs."""
    box.click("[data-try=sample]")
    expect(box.locator(".q-try__better button")).to_have_count(2)
    controls = box.locator(
        ".q-try textarea, .q-try select, .q-try button:visible, .q-try__found a, .q-try__list a"
    )
    heights = {each.inner_text()[:20]: each.bounding_box()["height"] for each in controls.all()}  # type: ignore[index]
    assert len(heights) > 10
    assert {words: height for words, height in heights.items() if height < 44} == {}


def test_the_data_is_small_enough_for_a_phone(site: Path) -> None:
    """It holds every word check, and no more than a picture's bytes."""
    raw = (site / "checks/try/words.js").read_bytes()
    data = words_of(raw)
    assert [entry["code"] for entry in data["entries"]] == sorted(MATCHER.wordings)
    assert len(gzip.compress(raw)) < 215_000


# --- whole articles, files, better sentences, words of one's own -----------------------------------

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(new_page: Any, url: str) -> Page:
    page = new_page(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{url}checks/try/")
    expect(page.locator(".q-try__without")).to_be_hidden()
    assert isinstance(page, Page)
    return page


def opened(page: Page, name: str, content: bytes) -> None:
    page.set_input_files("#q-try-file", {"name": name, "mimeType": "application/zip", "buffer": content})


def test_a_document_and_a_sheet_are_read_in_the_page_and_listed_by_line_and_cell(phone: Page) -> None:
    """Nothing leaves the phone: a request that leaves the site fails every test here."""
    sent: list[str] = []
    phone.on("request", lambda request: sent.append(request.method))
    opened(phone, "一.docx", office.DOCX)
    expect(phone.locator("#q-try-text")).to_have_value(office.DOCX_SAYS)
    expect(phone.locator(".q-try__told")).to_contain_text("没有上传")
    expect(phone.locator(".q-try__place")).to_have_text(["第 1 行"])
    opened(phone, "价.xlsx", office.XLSX)
    expect(phone.locator(".q-try__by")).to_contain_text("一行一条查，共 5 条")
    expect(phone.locator(".q-try__place").first).to_have_text("报价!C1")
    assert set(sent) <= {"GET"}
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_cannot_be_opened_says_what_to_do_instead(phone: Page) -> None:
    told = phone.locator(".q-try__told")
    opened(phone, "旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    expect(told).to_contain_text("另存为 .docx")
    opened(phone, "空.txt", b"  \n")
    expect(told).to_contain_text("里面没有字")
    phone.evaluate("() => { delete window.DecompressionStream; }")
    opened(phone, "一.docx", office.DOCX)
    expect(told).to_contain_text("把里面的字复制，粘到上面的框里")
    expect(phone.locator("#q-try-text")).to_have_value("")


def test_a_better_sentence_takes_one_tap_and_one_more_to_take_it_back(phone: Page) -> None:
    text = "今天有鱼。\n限量套餐开卖了\n\n全城最好吃的烤鱼，趁热来。"
    phone.fill("#q-try-text", text)
    better = phone.locator(".q-try__better")
    expect(better).to_have_count(2)
    expect(better.last).to_contain_text("换成：好吃的烤鱼，趁热来。")
    better.last.locator("button").click()
    expect(phone.locator("#q-try-text")).to_have_value(text.replace("全城最", ""))
    expect(phone.locator(".q-try__found li")).to_have_count(1)
    phone.click("[data-try=back]")
    expect(phone.locator("#q-try-text")).to_have_value(text)
    expect(phone.locator("[data-try=back]")).to_be_hidden()


def test_the_trade_is_guessed_said_and_changed(phone: Page) -> None:
    by = phone.locator(".q-try__by")
    phone.fill("#q-try-text", "清洁补水护理四十分钟，送面膜")
    expect(by).to_contain_text("看着像美业，按美业查")
    phone.fill("#q-try-text", "今天照常营业")
    expect(by).to_contain_text("看不出是哪一行，各行的都查了")
    own = {each for one in MATCHER.wordings.values() for each in one.scope.industries}
    phone.select_option("#q-try-industry", "_other")
    expect(by).to_contain_text("这一行只查通用的。有自己一套的是：")
    named = str(by.text_content()).partition("：")[2].rstrip("。").split("、")
    assert sorted(named) == sorted(TRADES[sector] for sector in own)
    phone.select_option("#q-try-industry", "_beauty")
    expect(by).to_have_text("")


def test_words_of_ones_own_are_kept_with_their_reason_and_can_be_taken_back(phone: Page) -> None:
    phone.fill("#q-try-text", "天下第一锅今天开门")
    found = phone.locator(".q-try__found li")
    expect(found).to_have_count(1)
    found.get_by_role("button", name="这个词我能用").click()
    found.get_by_role("button", name="记住").click()
    expect(found.locator("[role=status]")).to_have_text("词和理由都要写。")
    found.get_by_label("哪个词").fill("天下第一锅")
    found.get_by_label("为什么").fill("注册的店名")
    found.get_by_role("button", name="记住").click()
    expect(found).to_have_count(0)
    expect(phone.locator(".q-try__count")).to_contain_text("没有标记不等于没问题")
    expect(phone.locator(".q-try__count")).to_contain_text("另有 1 处是你放行的词")
    phone.reload()
    expect(phone.locator(".q-try__allowed li")).to_contain_text("「天下第一锅」注册的店名")
    phone.fill("#q-try-text", "天下第一锅今天开门，天下第一")
    expect(found).to_have_count(1)
    phone.get_by_role("button", name="不再放行天下第一锅").click()
    expect(found).to_have_count(2)
    expect(phone.locator(".q-try__kept")).to_be_hidden()


@pytest.mark.nightly
def test_what_never_may_be_said_cannot_be_allowed(phone: Page) -> None:
    code, final = next((code, one) for code, one in MATCHER.wordings.items() if one.final and not one.names)
    phone.evaluate(
        "words => localStorage.setItem('qunli:1:allowed', JSON.stringify({words: [{words, reason: '试'}, null, {words: 1}]}))",
        final.bad.strip(),
    )
    phone.reload()
    phone.fill("#q-try-text", final.bad.strip())
    expect(phone.locator(f"[data-code={code}]").first).to_be_visible()
    expect(phone.locator(f"[data-code={code}] button:has-text('这个词我能用')")).to_have_count(0)


def test_the_result_can_be_handed_on(phone: Page) -> None:
    phone.fill("#q-try-text", "今天有鱼\n本店烤鱼全国第一")
    expect(phone.locator(".q-try__better")).to_have_count(1)
    phone.click("[data-try=report]")
    expect(phone.locator(".q-try__told")).to_contain_text("复制好了")
    copied = phone.evaluate("navigator.clipboard.readText()")
    for words in (
        "1 处风险提示，不是判定违法",
        "第 2 行「全国第一」绝对化用语（先改再发）",
        "换法：",
        "换成：本店烤鱼〔",
        "没有标记不等于没问题",
    ):
        assert words in copied


def test_a_column_of_posts_is_judged_line_by_line(phone: Page) -> None:
    """What clears one post says nothing of the next; a cell over several lines is one."""
    phone.fill("#q-try-text", "海报是AI画的\t好看\n那张已标注\t放心\n")
    expect(phone.locator(".q-try__by")).to_contain_text("一行一条查，共 4 条")
    expect(phone.locator(".q-try__found li")).to_have_count(1)
    phone.select_option("#q-try-way", "whole")
    expect(phone.locator(".q-try__found li")).to_have_count(0)
