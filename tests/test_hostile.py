"""Hostile texts show up unchanged and unexecuted in page, feed and today page.

The same project is built twice, with harmless words and with hostile ones: every page must have the same elements
with the same attributes, and every hostile text must stand in it as written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import SETTINGS, TODAY, Once, read, short
from icalendar import Calendar
from qunli import plugin

pytestmark = pytest.mark.slow

TEXTS = (
    "```",
    "~~~ text",
    "<script>alert(1)</script>",
    "</textarea></pre><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "| 一 | 二 |",
    "{#id} {: #id .class onclick=x }",
    "]]> <![CDATA[ x",
    "<!-- 注释 -->",
    "&lt;b&gt; &amp; &#60; &nbsp;",
    "[点我](javascript:alert(1)) ![图](x.png) [[_TOC_]] [TOC]",
    "# 标题 ## 二",
    "--- *** ___",
    "1. 一 2) 二 - [ ] 三",
    "=cmd|' /C calc'!A0",
    "*粗* **粗** _斜_ __斜__ ~~删~~ ==标== ^^上^^ `码`",
    "https://x.example/?a=1&b=2 <a@b.example> www.x.example",
    "!!! note ??? 一 === 二",
    "\u202e反过来\u202c \u200f右 \u2066隔\u2069",
    "𠮷野家 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 é e\u0301",
    "a\\b \\n \\, \\; ;,:\"'",
    "BEGIN:VEVENT END:VCALENDAR",
    "$x$ \\(y\\) %0D%0A %s {0} ${z} <% w %> <#-- v",
    "*[HTML]: 全称 [^1] [x]: y",
    ":smile: ++ctrl+c++ (c) --&gt; →",
    "长" * 10_000,
)
# Only as a shop's value: in copy itself these are problems.
VALUES = ("{{ store }} {{ 'x'*10**9 }} {% raw %} {{", "{{ v0 }} }} ｛｛ %} \\1 \\g<0>")
HARMLESS = "平常话"


def when(number: int) -> str:
    """One a day, some of them in the table of the week."""
    day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[number % 7]
    if number < 14:
        return f"{{every: week, weekdays: {day}, at: {9 + number // 7}:00}}"
    return f"{{every: month, monthdays: {number}, at: 18:00}}"


def project(root: Path, words: Callable[[str], str]) -> None:
    """A project whose every field of free words holds a text."""

    def quoted(text: str) -> str:
        return json.dumps(words(text), ensure_ascii=False)

    turn = [quoted(text) for text in TEXTS]
    short = [quoted(text[:30]) for text in TEXTS]
    group = [json.dumps(words(TEXTS[number][:30]) + each) for number, each in ((2, "甲"), (7, "乙"))]
    slots = "".join(
        f"  s{number}:\n    title: {short[number]}\n    when: {when(number)}\n"
        f"    type: content\n    owner: staff\n    media: [{short[number]}]\n    notes: {turn[number]}\n"
        f"    short: {turn[number]}\n    copy: {turn[number]}\n"
        for number in range(len(TEXTS))
    )
    values = "".join(
        f"  v{number}:\n    title: 值\n    when: {{every: month, monthdays: {20 + number}, at: 20:00}}\n    type: warmth\n"
        f'    copy: "{{{{ v{number} }}}}"\n'
        for number in range(len(VALUES))
    )
    whole = "\n".join(words(text) for text in TEXTS[:-1])
    every = f"  every:\n    title: 全部\n    when: {{every: month, monthdays: 25, at: 21:00}}\n    type: warmth\n    copy: {json.dumps(whole, ensure_ascii=False)}\n"
    variables = "".join(
        f"  v{number}: {{title: {short[number]}, default: 无}}\n" for number in range(len(VALUES))
    )
    files = {
        "mkdocs.yml": SETTINGS,
        "content/industries/shop/pack.yml": (
            f"title: {short[2]}\nsummary: {short[3]}\nversion: 1.0.0\nvariables:\n{variables}"
            f"roles:\n  staff: {{title: {short[5]}, duty: {short[6]}}}\n"
        ),
        "content/industries/shop/sops/welfare.yml": (
            f"title: {short[7]}\nkind: traffic\nsummary: {short[8]}\nwelcome: {turn[12]}\n"
            f"positioning: {{who: {turn[2]}, problem: {turn[7]}, motives: {{founder: {turn[8]}}}, channels: [{short[4]}]}}\n"
            f"rules: {{rename: {turn[2]}, allowed: [{turn[3]}], forbidden: [{turn[9]}]}}\n"
            f"slots:\n{slots}{values}{every}"
        ),
        "content/industries/shop/chapters/page.md": f"---\ntitle: {short[2]}\nsummary: {short[5]}\n---\n\n正文\n",
        "calendars/main.yml": (
            f"title: {short[4]}\nindustry: shop\nstarts: 2026-11-01\nsops:\n"
            f"  welfare: {{groups: [{group[0]}, {group[1]}]}}\nstaff: {{staff: {short[3]}}}\nvariables:\n"
            + "".join(f"  v{number}: {quoted(text)}\n" for number, text in enumerate(VALUES))
        ),
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text.lstrip("\n"), encoding="utf-8")
    plugin.build(root, TODAY, None, strict=False)


class Document(HTMLParser):
    """Elements in order with what makes them act, and the texts of every <pre> and of the whole page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, ...]] = []
        self.text: list[str] = []
        self.pastes: list[str] = []
        self.code = self.paste = self.runs = False
        self.feed(html)
        self.close()
        # The page's own heading has an id made from its words.
        own = next((element for element in self.elements if element[0] == "h1"), ())
        names = {f"{name}{each.removeprefix('id=')}" for each in own[1:] for name in ("id=", "href=#")}
        self.elements = [
            tuple("its heading" if each in names else each for each in element) for element in self.elements
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        acts = [f"{name}={value}" if name in {"href", "src", "id"} else name for name, value in attrs]
        self.elements.append((tag, *acts))
        self.code = tag in {"script", "style"}
        self.runs = dict(attrs).get("type") != "application/json"
        if tag == "pre":
            self.paste = True
            self.pastes.append("")

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}",))
        self.code = False
        self.paste = self.paste and tag != "pre"

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment",))

    def handle_data(self, data: str) -> None:
        if self.code:
            self.elements.append(("code", data if "alert" in data and self.runs else ""))
            return
        self.text.append(data)
        if self.paste:
            self.pastes[-1] += data

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


def built(once: Once, package: Path, name: str, words: Callable[[str], str]) -> dict[str, bytes]:
    def fill(root: Path) -> None:
        with short(package):
            project(root, words)

    return read(once(name, fill) / "site")


@pytest.fixture(scope="module")
def harmless(once: Once, short_package: Path) -> dict[str, bytes]:
    return built(once, short_package, "texts-harmless", lambda text: HARMLESS[: len(text)])


@pytest.fixture(scope="module")
def hostile(once: Once, short_package: Path) -> dict[str, bytes]:
    return built(once, short_package, "texts-hostile", str)


OWN = re.compile(r"^(calendars|industries)/")


def test_no_text_makes_changes_or_breaks_an_element(
    harmless: dict[str, bytes], hostile: dict[str, bytes]
) -> None:
    assert hostile.keys() == harmless.keys()
    for path in sorted(hostile):
        if path.endswith(".html"):
            one, other = Document(harmless[path].decode()), Document(hostile[path].decode())
            for number, (wanted, found) in enumerate(zip(one.elements, other.elements, strict=False)):
                assert found == wanted, (path, number, other.elements[max(0, number - 5) : number + 5])
            assert len(one.elements) == len(other.elements), path


@pytest.mark.parametrize("page", ["industries/shop/welfare/index.html", "calendars/main/today/index.html"])
def test_every_text_to_paste_stands_there_as_written(page: str, hostile: dict[str, bytes]) -> None:
    document = Document(hostile[page].decode())
    for text in (*TEXTS, "\n".join(TEXTS[:-1])):
        assert text in document.pastes, text[:60]
    for text in TEXTS:
        assert " ".join(text[:30].split()) in document.words, text[:30]
    if "today" in page:
        assert "{{ store }} {{ 'x'*10**9 }} {% raw %} {{" in document.pastes


def test_every_text_is_in_the_data_of_the_today_page(hostile: dict[str, bytes]) -> None:
    def data(path: str, name: str) -> dict[str, Any]:
        script = hostile[path].decode()
        assert "</script" not in script.lower()
        assert "<!--" not in script
        found: dict[str, Any] = json.loads(script.removeprefix(f"window.{name}=").removesuffix(";\n"))
        return found

    pack, calendar = (
        data("industries/shop/plan.js", "qunliPack"),
        data("calendars/main/calendar.js", "qunliCalendar"),
    )
    values = {name: each.get("default") for name, each in pack["variables"].items()}
    values |= calendar.get("variables", {})
    slots = [slot for each in pack["sops"].values() for slot in each["slots"].values()]
    texts = {
        "".join(part if isinstance(part, str) else str(values[part[0]]) for part in text["parts"])
        for slot in slots
        for text in slot["texts"]
    }
    assert {*TEXTS, "\n".join(TEXTS[:-1]), VALUES[0]} <= texts
    assert {text[:30].strip() for text in TEXTS} <= {slot["title"] for slot in slots}


@pytest.mark.parametrize(
    "feed", ["calendars/main.ics", "calendars/main/staff.ics", "calendars/main/next-90-days.ics"]
)
def test_every_text_is_in_the_feed_before_its_rule(feed: str, hostile: dict[str, bytes]) -> None:
    raw = hostile[feed]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = Calendar.from_ical(raw)
    events = list(calendar.walk("VEVENT"))
    assert len(re.findall(rb"^BEGIN:VEVENT\r$", raw, re.MULTILINE)) == len(events)
    bodies = {str(event["DESCRIPTION"]).split("\n————————\n")[0] for event in events}
    assert set(TEXTS) <= bodies
    if "staff" not in feed:
        assert {"\n".join(TEXTS[:-1]), VALUES[0]} <= bodies
    groups = f"{TEXTS[2][:30]}甲、{TEXTS[7][:30]}乙"
    assert {str(event["LOCATION"]) for event in events} == {groups}
    assert str(calendar["X-WR-CALNAME"]).startswith(TEXTS[4][:30])


def test_no_text_acts_in_the_results_of_a_search(
    harmless: dict[str, bytes], hostile: dict[str, bytes]
) -> None:
    """The theme puts titles and texts of the index into the page as HTML."""

    def acting(site: dict[str, bytes]) -> set[str]:
        entries = json.loads(site["search/search_index.json"])["docs"]
        found = Document("".join(f"<p>{each['title']}</p>{each['text']}" for each in entries)).elements
        return {element[0] for element in found}

    assert acting(hostile) <= acting(harmless)


def test_the_sitemap_and_spreadsheets_are_whole(hostile: dict[str, bytes]) -> None:
    from io import BytesIO
    from xml.etree import ElementTree

    ElementTree.fromstring(hostile["sitemap.xml"])
    books = [path for path in hostile if path.endswith(".xlsx")]
    from openpyxl import load_workbook

    assert books
    for path in books:
        for row in load_workbook(BytesIO(hostile[path])).active.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{path} {cell.coordinate} is a formula: {cell.value}"
