"""Pages for people: what they show, and that nothing in the sources can break them."""

from __future__ import annotations

import html
import json
import re
import textwrap
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_regressions.file_regression import FileRegressionFixture
from qunli import feeds, handbook, library, schedule
from qunli.almanac import Almanac
from qunli.handbook import Facts, Page
from qunli.handbook.almanac import months
from qunli.handbook.escaping import inline, paste
from qunli.handbook.press import Press
from qunli.handbook.suggest import for_text, new_issue
from qunli.problem import ContentError

from tests.conftest import ADDRESS, CALENDAR, PACK, REPOSITORY, SOP, TODAY, Write, slot, sop

EXTENSIONS = ["attr_list", "md_in_html", "tables", "pymdownx.superfences", "toc"]


def pages(
    root: Path,
    today: date = TODAY,
    address: feeds.Address = ADDRESS,
    repository: str = "",
    changes: Mapping[str, list[str]] | None = None,
) -> dict[str, Page]:
    found = library.load(root).require()
    plans = {name: schedule.plan(shop, found.almanac, today) for name, shop in found.shops.items()}
    files: dict[str, bytes] = {}
    for plan in plans.values():
        files |= feeds.write(plan, ADDRESS, feeds.Clock(today), None)
    facts = Facts(today, plans, files, address, changes=changes or {}, repository=repository)
    return handbook.pages(found, facts)


def shown(page: Page) -> str:
    """Return a page as HTML, its front matter left out."""
    text = re.sub(r"\A---\n.*?\n---\n", "", page.markdown, flags=re.DOTALL)
    return markdown.markdown(text, extensions=EXTENSIONS)


def words(page: Page) -> str:
    """Return what a reader sees, without tags."""
    return html.unescape(re.sub(r"<[^>]+>", "", shown(page)))


# --- escaping -------------------------------------------------------------------------------------

HOSTILE = "`a` <script>alert(1)</script> | {#x} [b](javascript:c) **d** {{ 'e' }} \\ & &lt; =f"


@given(st.text(st.sampled_from("`*_[](){}<>#+.!|~^=$:&\"'@-\\ a中\n1"), min_size=1, max_size=40))
def test_inline_text_shows_exactly_as_written_on_one_line(text: str) -> None:
    page = markdown.markdown(f"前{inline(text)}后", extensions=EXTENSIONS)
    assert html.unescape(re.sub(r"</?p>", "", page)) == f"前{' '.join(text.split())}后"


@given(st.text(st.sampled_from("`*_[](){}<>#|&\"'\\ a中\n\t"), min_size=1, max_size=40))
def test_a_text_to_copy_keeps_every_character(text: str) -> None:
    page = markdown.markdown(f"<div><pre>{paste(text)}</pre></div>", extensions=EXTENSIONS)
    found = re.search(r"<pre>(.*)</pre>", page, re.DOTALL)
    assert found
    assert html.unescape(found[1]) == text


@pytest.mark.slow
def test_hostile_words_show_as_words_on_every_page(project: Write) -> None:
    quoted = json.dumps(HOSTILE, ensure_ascii=False)
    changes = {
        "content/industries/shop/pack.yml": PACK.replace("给测试用的小模板", quoted),
        "content/industries/shop/sops/welfare.yml": f"title: {quoted}\nkind: traffic\nslots:\n  menu: "
        + "{title: %s, when: {every: day, at: 11:00}, type: content, owner: staff, media: [%s], notes: %s, copy: [%s]}\n"
        % ((quoted,) * 3 + (quoted.replace("{{ 'e' }} ", ""),)),
        "calendars/main.yml": CALENDAR.replace("中山路店", quoted),
    }
    made = pages(project(changes))
    for path in ("index", "calendars/main/index", "industries/shop/welfare", "industries/shop/index"):
        page = shown(made[f"{path}.md"])
        assert "<script>alert" not in page, path
        assert "javascript:" not in re.sub(r">[^<]*<", "", page), path
        assert "alert(1)" in html.unescape(page) or "alert\\u00281\\u0029" in page, path


# --- the home page --------------------------------------------------------------------------------


def doors(page: Page) -> dict[str, str]:
    """Return what is printed of each button's card on the home page."""
    cards = re.split(r'<div class="q-card" ', page.markdown)[1:]
    return {re.search(r'data-door="([^"]*)"', card)[1]: card for card in cards}  # type: ignore[index]


@pytest.mark.slow
def test_home_prints_the_next_post_and_says_of_which_day_it_is(project: Write) -> None:
    (card,) = doors(pages(project())["index.md"]).values()
    assert 'data-industry="shop" data-calendar="main"' in card
    assert '<span class="q-card__day">12月1日 周二</span> <span class="q-card__at">11:00</span>' in card


@pytest.mark.slow
def test_home_prints_of_a_general_edition_what_is_shown_before_anybody_chose(project: Write) -> None:
    slots = sop(
        menu=slot("{every: day, at: 11:00}", "[天天都发]", pace="standard"),
        least=slot("{every: week, weekdays: [thu], at: 16:30}", "[一周一次]"),
    )
    general = {"content/industries/shop/sops/welfare.yml": slots, "calendars/main.yml": None}
    (card,) = doors(pages(project({**general, "calendars/shop.yml": CALENDAR}))["index.md"]).values()
    assert "12月3日 周四" in card
    assert "一周一次" in card
    (own,) = doors(
        pages(project({**general, "calendars/shop.yml": None, "calendars/main.yml": CALENDAR}))["index.md"]
    ).values()
    assert "天天都发" in own


@pytest.mark.slow
def test_home_has_a_button_for_each_trade_and_for_forks_with_a_general_edition(project: Write) -> None:
    fork = "extends: shop\ntitle: 分店\nversion: 1.0.0\n"
    other = CALENDAR.replace("industry: shop", "industry: branch")
    root = project({"content/industries/branch/pack.yml": fork, "calendars/second.yml": other})
    assert [*doors(pages(root)["index.md"])] == ["main"]
    general = project({"calendars/branch.yml": other})
    assert [*doors(pages(general)["index.md"])] == ["shop", "branch"]
    lone = project({"calendars/main.yml": None, "calendars/second.yml": None, "calendars/branch.yml": other})
    assert [*doors(pages(lone)["index.md"])] == ["branch"]


@pytest.mark.slow
def test_home_of_a_project_without_calendars_still_stands(project: Write) -> None:
    page = pages(project({"calendars/main.yml": None}))["index.md"]
    assert doors(page) == {}
    assert "今天群里发什么？" in page.markdown


@pytest.mark.parametrize("char", "<>&()`*_")
def test_the_printed_post_of_home_survives_any_text(project: Write, char: str) -> None:
    text = f"头{char}[链]({char}x.md)</script>尾"
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                menu=slot("{every: day, at: 11:00}", json.dumps([text]))
            )
        }
    )
    found = re.search(r'<pre class="q-copy__text">(.*?)</pre>', shown(pages(root)["index.md"]), re.DOTALL)
    assert found
    assert html.unescape(found[1]) == text


# --- a shop's own words ----------------------------------------------------------------------------

PIECE = re.compile(r'<(?:span|mark) data-of="([^"]*)" data-row="(\d+)">(.*?)</(?:span|mark)>')


def test_a_printed_text_says_where_a_shops_own_words_go_and_reads_as_before(project: Write) -> None:
    words = "['{{ store }}有{{ item.name }}和{{ note }}，〔几份，例：20份〕', 只有字]"
    changes = {
        "content/industries/shop/sops/welfare.yml": sop(
            menu=slot("{every: day, at: 11:00}", words, rotate="dishes", short="'{{ store }}照常'")
        ),
        "content/industries/shop/pack.yml": PACK.replace("  dishes:", "  note: {title: 提醒}\n  dishes:"),
    }
    made = pages(project(changes))
    page = made["industries/shop/welfare.md"].markdown
    shown = re.findall(r'<pre class="q-copy__text">(.*?)</pre>', page)
    first, second, short = re.findall(
        r'<pre class="q-copy__text">(.*?)</pre>', made["industries/shop/welfare/all.md"].markdown
    )
    assert shown == [first, short]
    assert PIECE.findall(first) == [
        ("store", "0", "本店"),
        ("dishes.name", "0", "鱼"),
        ("note", "0", "〔提醒〕"),
    ]
    assert plain(first) == "本店有鱼和〔提醒〕，〔几份〕"
    assert plain(second) == "只有字"
    assert PIECE.findall(short) == [("store", "0", "本店")]
    assert 'id="_whose" data-trade="shop"' in page


def test_a_line_around_the_posts_says_where_a_shops_own_words_go_too(project: Write) -> None:
    around = """
        summary: "{{ store }}的群"
        positioning: {purpose: "在 {{ store }} 里|*卖*", channels: ["扫码进{{ store }}", 店里], benefit: "{{ nobody }}"}
        rules: {allowed: [晒单], forbidden: ["说 {{ store }} 坏话"], service: "{{ store }}每天 {{ hours }} 回"}
    """
    pack = PACK.replace("  dishes:", "  hours: {title: 几点, default: 9点}\n  dishes:")
    text = sop(menu=slot("{every: day, at: 11:00}", "[一句]")) + textwrap.dedent(around)
    changes = {"content/industries/shop/sops/welfare.yml": text, "content/industries/shop/pack.yml": pack}
    page = pages(project(changes))["industries/shop/welfare.md"].markdown
    own = re.findall(r'<span class="q-own" data-of="([^"]*)" data-row="0">(.*?)</span>', page)
    assert own == [("store", "本店")] * 3 + [("store", "本店"), ("hours", "9点"), ("store", "本店")]
    shown = plain(page)
    bare = html.unescape(re.sub("</?(?:span|mark)[^>]*>", "", page))
    assert "本店的群" in shown
    assert "在 本店 里|*卖*" in shown
    assert "扫码进本店、店里" in shown
    assert "{{ nobody }}" in shown
    assert "<dd>本店每天 9点 回</dd>" in bare
    assert "<dd>说 本店 坏话</dd>" in bare


@pytest.mark.parametrize(
    "odd", ["〔x，例：y〕{{ store }}&lt;{{store}}`*_[a](b)", "{{ store }}", "<b>{{ store }}</b>\n尾"]
)
def test_the_pieces_of_a_text_are_the_text(project: Write, odd: str) -> None:
    answer = json.dumps(odd, ensure_ascii=False)
    faq = f"questions:\n  a: {{question: 问, answer: {answer}}}\n"
    page = pages(project({"content/industries/shop/faq.yml": faq}))["industries/shop/faq.md"].markdown
    (text,) = re.findall(r'<pre class="q-copy__text">(.*?)</pre>', page)
    assert plain(text) == re.sub(r"\{\{ ?store ?\}\}", "本店", odd).replace("〔x，例：y〕", "〔x〕")


def plain(piece: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", piece))


# --- drafts ---------------------------------------------------------------------------------------

OFFERING = (
    "index.md",
    "industries/index.md",
    "industries/shop/index.md",
    "industries/shop/welfare.md",
    "calendars/index.md",
    "calendars/main/index.md",
)


@pytest.mark.slow
@pytest.mark.parametrize("path", OFFERING)
def test_a_draft_is_offered_on_trial_and_a_finished_pack_without_a_word(path: str, project: Write) -> None:
    draft = {"content/industries/shop/pack.yml": PACK + "stage: draft\n"}
    assert ">试用<" not in pages(project())[path].markdown
    assert ">试用<" in pages(project(draft))[path].markdown


# --- 想改一句 -------------------------------------------------------------------------------------

TEXT_ID = "shop/welfare/menu/3"
HOSTS = {
    "https://github.com/a/b": ("https://github.com/a/b/issues/new", "title", "body"),
    "https://gitee.com/a/b.git": ("https://gitee.com/a/b/issues/new", "title", "description"),
    "https://me:secret@gitlab.shop.example:8443/x/y/z/": (
        "https://gitlab.shop.example:8443/x/y/z/-/issues/new",
        "issue[title]",
        "issue[description]",
    ),
    "https://codeberg.org/a/店": ("https://codeberg.org/a/%E5%BA%97/issues/new", "title", "body"),
}


@pytest.mark.slow
@pytest.mark.parametrize("repository", HOSTS)
def test_every_text_leads_to_an_issue_that_names_it(repository: str, project: Write) -> None:
    """Each text has its own address of the host's form; what is in it comes back as it was."""
    address, title, body = HOSTS[repository]
    made = pages(project(), repository=repository)
    page = made["industries/shop/welfare/all.md"]
    links = [html.unescape(each) for each in re.findall(r'q-suggest".*?href="([^"]+)"', page.markdown)]
    assert len(links) == 3
    assert {link.partition("?")[0] for link in links} == {address}
    sent = parse_qs(links[2].partition("?")[2], strict_parsing=True)
    assert sent[title] == [f"想改一句：小店·福利群·今日菜单（{TEXT_ID}）"]
    assert sent[body][0].startswith(f"要改的：{TEXT_ID}\n")
    first = re.findall(r'q-suggest".*?href="([^"]+)"', made["industries/shop/welfare.md"].markdown)
    assert list(map(html.unescape, first)) == links[:1]


@pytest.mark.parametrize(
    "repository",
    [
        "",
        "https://svn.example/a/b",
        "javascript:alert(1)",
        "https://github.com",
        "https://github.com/a b",
        "x",
    ],
)
def test_without_a_form_that_is_known_no_text_has_a_link(repository: str, project: Write) -> None:
    made = pages(project(), repository=repository)
    assert "q-suggest" not in made["industries/shop/welfare.md"].markdown
    assert "javascript" not in made["suggest.md"].markdown


@pytest.mark.slow
def test_the_page_says_whom_to_tell_or_opens_the_form(project: Write) -> None:
    root = project()
    nobody, unknown, known = (
        pages(root, repository=each)["suggest.md"]
        for each in ("", "https://svn.example/a/b", "https://github.com/a/b")
    )
    assert "群主" in words(nobody)
    assert "<a class" not in nobody.markdown
    assert 'href="https://svn.example/a/b"' in unknown.markdown
    assert "https://github.com/a/b/issues/new?title=" in known.markdown
    for page in (nobody, unknown):
        assert "想改成：" in words(page)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_come_back_from_the_address_of_an_issue(title: str, body: str) -> None:
    """Nothing in a text leaves its field, or the attribute it is written into."""
    title, body = (each.encode("utf-8", "replace").decode() for each in (title, body))
    address = new_issue("https://github.com/a/b", title, body)
    assert re.fullmatch(r"https://github\.com/a/b/issues/new\?[A-Za-z0-9%=&._~-]*", address)
    sent = parse_qs(address.partition("?")[2], keep_blank_values=True)
    assert sent == {"title": [title], "body": [body]}


def test_a_long_title_does_not_make_an_address_that_hosts_refuse() -> None:
    address = for_text("https://github.com/a/b", "a/b/c/1", "长" * 10_000)
    assert len(address) < 2_000
    assert "a%2Fb%2Fc%2F1" in address.partition("&")[0]


# --- chapters -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("few_chapters")
def test_a_source_is_named_by_its_number_and_its_key_stays_with_the_writers(project: Write) -> None:
    chapter = "---\ntitle: 一章\nsources: [S0, vendor]\n---\n早有人说（S0），也有人说（vendor，只当参考）。\n"
    page = pages(project({"content/handbook/said.md": chapter}))["said.md"]
    assert "早有人说（[1]），也有人说（[2]，只当参考）" in words(page)
    assert len(re.findall('href="#_sources"', shown(page))) == 2
    assert "vendor" not in words(page)


# --- plans ----------------------------------------------------------------------------------------


def test_words_around_the_posts_are_filled_in_with_the_packs_defaults(project: Write) -> None:
    text = (
        SOP
        + "welcome: 欢迎来{{ store }}\nrules:\n  ask: 问{{ store }}的店员\n"
        + "positioning:\n  purpose: 留着 {{ nobody }} 不动\n"
    )
    page = words(
        pages(project({"content/industries/shop/sops/welfare.yml": text}))["industries/shop/welfare.md"]
    )
    assert "欢迎来本店" in page
    assert "问本店的店员" in page
    assert "留着 {{ nobody }} 不动" in page


def test_the_week_of_a_plan_tells_what_no_group_reads(project: Write) -> None:
    slots = sop(
        ask=slot("{every: week, weekdays: [thu], at: 15:00}", "上回那条鱼还行吗", way="private"),
        menu=slot("{every: day, at: 11:00}", "有鱼"),
    )
    made = pages(project({"content/industries/shop/sops/welfare.yml": slots}))
    for path in ("industries/shop/welfare.md", "calendars/main/index.md"):
        assert len(re.findall("（一对一）", made[path].markdown)) == 1, path


def test_texts_show_with_the_rows_that_take_turns(project: Write) -> None:
    copy = "['一{{ item.name }}', '二{{ item.name }}', '三{{ item.name }}']"
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                menu=slot("{every: day, at: 11:00}", copy, rotate="dishes")
            )
        }
    )
    page = words(pages(root)["industries/shop/welfare/all.md"])
    assert [each for each in ("一鱼", "二肉", "三鱼") if each not in page] == []


@pytest.mark.parametrize("count", [1, 2, 28])
def test_a_plan_shows_the_first_text_of_a_post_and_leads_to_all_of_them(project: Write, count: int) -> None:
    copy = json.dumps([f"第{number}句" for number in range(count)])
    root = project(
        {"content/industries/shop/sops/welfare.yml": sop(menu=slot("{every: day, at: 11:00}", copy))}
    )
    made = pages(root)
    page, whole = (shown(made[f"industries/shop/{name}.md"]) for name in ("welfare", "welfare/all"))
    assert (page.count("<pre"), page.count('class="q-copy__button"')) == (1, 1)
    assert ("welfare/all.md#menu" in page) == (count > 1)
    assert [f'id="menu.{number}"' in whole for number in range(1, count + 1)] == [True] * count
    assert whole.count("<pre") == count
    assert "q-copy__button" not in whole


def test_posts_stand_by_when_they_come_each_with_its_hours_and_its_own_address(project: Write) -> None:
    slots = sop(
        feast=slot("{festival: mid-autumn, day: -3, at: 9:00}", "月饼", replaces="[menu]"),
        late=slot("{every: day, at: 20:00}", "晚安"),
        sun=slot("{every: week, weekdays: [sun], at: 8:00}", "周日"),
        menu=slot("{every: day, at: [17:00, 11:00]}", "有鱼"),
        mon=slot("{every: week, weekdays: [mon], at: 9:00}", "周一"),
        first=slot("{every: month, monthdays: [1], at: 9:00}", "一号"),
    )
    page = pages(project({"content/industries/shop/sops/welfare.yml": slots}))["industries/shop/welfare.md"]
    told = re.findall(
        r'<h2 class="q-group">(.*?)</h2>|<details class="q-post [^>]*id="([^"]*)"', page.markdown
    )
    assert ["".join(each) for each in told] == [
        *("天天发", "menu", "late", "一周里的固定日子", "mon", "sun"),
        *("一个月里的固定日子", "first", "过节才发，到时会替下日常的", "feast"),
    ]
    assert "<span>11:00</span><span>17:00</span>" in page.markdown
    assert re.findall(r'id="(menu|mon|feast)" data-on="(\w*)"', page.markdown) == [
        *(("menu", "0123456"), ("mon", "0"), ("feast", "festival"))
    ]


def test_a_day_of_the_week_of_a_plan_is_one_bar_over_the_days_that_it_comes_on(project: Write) -> None:
    slots = sop(
        menu=slot("{every: day, at: 11:00}", "有鱼"),
        twice=slot("{every: week, weekdays: [mon, tue, thu], at: 11:00}", "两天"),
        wed=slot("{every: week, weekdays: [wed], at: 11:00}", "周三"),
    )
    page = pages(project({"content/industries/shop/sops/welfare.yml": slots}))["industries/shop/welfare.md"]
    assert '<th scope="row" rowspan="2">11:00</th>' in page.markdown
    bars = re.findall(r'<td(?: colspan="(\d)")?><a class="q-cell [^"]*" href="#(\w+)">', page.markdown)
    assert bars == [("7", "menu"), ("2", "twice"), ("", "wed"), ("", "twice")]


def test_a_trade_shows_its_week_at_each_pace_by_what_that_comes_to(project: Write) -> None:
    slots = sop(
        menu=slot("{every: day, at: 11:00}", "有鱼", pace="full"),
        mon=slot("{every: week, weekdays: [mon], at: 16:30}", "周一"),
        tue=slot("{every: week, weekdays: [tue], at: 16:30}", "周二").replace("content", "warmth"),
        more=slot("{every: week, weekdays: [wed], at: 16:30}", "周三", pace="standard"),
        ask=slot("{every: week, weekdays: [thu], at: 15:00}", "问一位", way="private"),
    )
    page = pages(project({"content/industries/shop/sops/welfare.yml": slots}))[
        "industries/shop/index.md"
    ].markdown
    assert re.findall(r'data-pace="(\d)">(.*?)<', page) == [
        ("0", "一周两条"),
        ("1", "一周三条"),
        ("2", "每天一条"),
    ]
    events = re.findall(r"\(welfare\.md#(\w+)\)\{ \.q-event \.q-(\w+) \.q-from-(\d) \}", page)
    assert events == [
        *(("menu", "content", "2"), ("mon", "content", "0"), ("tue", "warmth", "0")),
        ("more", "content", "1"),
    ]
    quiet = re.findall(r'<span class="q-none([^"]*)">', page)
    assert quiet == ["", "", " q-none-0", *([" q-none-0 q-none-1 q-none-2"] * 4)]
    assert page.count('class="q-sample"') == 2


def test_which_file_a_page_comes_from_stands_on_the_page_for_makers_alone(project: Write) -> None:
    found = pages(project())
    makers = words(found["makers.md"])
    assert re.search(r"福利群\s+content/industries/shop/sops/welfare\.yml\n", makers)
    assert re.search(r"小店\s+1\.0\.0\n", makers)
    assert "content/industries/shop/sops/welfare.yml" not in words(found["industries/shop/welfare.md"])


def test_what_a_fork_changes_stands_on_the_page_for_makers_alone(project: Write) -> None:
    changes = {"content/industries/branch/pack.yml": "extends: shop\ntitle: 分店\n"}
    made = pages(project(changes), changes={"branch": ["模板的名字：小店 → 分店"]})
    assert "分店（1 处）" in made["makers.md"].markdown
    assert "模板的名字：小店 → 分店" in words(made["makers.md"])
    assert "模板的名字" not in words(made["industries/branch/index.md"])


# --- calendars ------------------------------------------------------------------------------------


def test_the_page_of_a_calendar(project: Write, file_regression: FileRegressionFixture) -> None:
    page = pages(project())["calendars/main/index.md"]
    file_regression.check(
        re.sub(r"<svg.*?</svg>", "<svg/>", page.markdown), extension=".md", encoding="utf-8"
    )


@pytest.mark.slow
def test_how_to_remove_a_calendar_stands_before_how_to_add_it(project: Write) -> None:
    page = pages(project())["calendars/main/index.md"].markdown
    order = [
        page.index(each) for each in ("{#_remove}", "{#_iphone}", "webcal://", "{#_xiaomi}", "{#_import}")
    ]
    assert order == sorted(order)


def test_a_calendar_has_all_ways_onto_a_phone(project: Write) -> None:
    page = pages(project())["calendars/main/index.md"].markdown
    assert "(webcal://shop.example/calendars/main.ics)" in page
    assert "https://shop.example/calendars/main.ics" in page
    assert "(webcal://shop.example/calendars/main/staff.ics)" in page
    assert "next-90-days.ics)" in page
    assert "移除提醒" in page
    assert "11:00 今日菜单（每天）" in page
    assert 'aria-label="这一页的二维码"' in page


def test_without_an_address_of_the_site_there_is_no_way_to_subscribe_but_alarms(project: Write) -> None:
    page = pages(project(), address=feeds.Address("", "shop.example"))["calendars/main/index.md"].markdown
    assert "webcal:" not in page
    assert "<svg" not in page
    assert "site_url" in page
    assert "11:00 今日菜单（每天）" in page


def test_alarms_come_in_the_order_of_the_day_and_leave_out_what_is_not_posted(project: Write) -> None:
    text = sop(
        late=slot("{every: day, at: 20:00}"),
        tuesday=slot("{every: week, weekdays: tue, at: 9:30}"),
        monday=slot("{every: week, weekdays: mon, at: 9:30}"),
        once=slot("{date: 2026-12-24, at: 8:00}"),
        busy=slot("{every: day, at: 7:00}", pace="full"),
    )
    quiet = CALENDAR + "pace: light\n"
    root = project({"content/industries/shop/sops/welfare.yml": text, "calendars/main.yml": quiet})
    page = html.unescape(pages(root)["calendars/main/index.md"].markdown)
    alarms = re.findall(r"^.*09:30.*$", page, re.MULTILINE)
    assert any("09:30 一条（每周一）\n09:30 一条（每周二）\n20:00 一条（每天）" in page for _ in alarms)
    assert "07:00 一条" not in page
    assert "08:00 一条" not in page


@pytest.mark.slow
def test_the_month_shows_five_weeks_with_days_off_and_what_is_pending(project: Write) -> None:
    page = pages(project(), today=date(2026, 9, 20))["calendars/main/index.md"]
    assert shown(page).count("q-month__day") == 35
    autumn = pages(
        project({"calendars/main.yml": CALENDAR.replace("2026-12-01", "2026-09-01")}), today=date(2026, 9, 20)
    )["calendars/main/index.md"]
    text = words(autumn)
    assert re.search(r"10月1日 周四\s*休", text)
    assert re.search(r"10月10日 周六\s*班", text)
    assert "12月20日以后调休待公布" in words(page)


def test_a_closed_day_says_so_and_a_role_with_nothing_to_post_has_no_sheet(project: Write) -> None:
    root = project({"calendars/main.yml": CALENDAR + "closed: [2026-12-03]\n"})
    page = pages(root)["calendars/main/index.md"].markdown
    assert re.search(r"12月3日.{0,200}店休", page)
    assert 'id="_sheet-staff"' in page
    assert 'id="_sheet-host"' not in page


# --- the almanac ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    return library.load(REPOSITORY, only="catering").almanac


def test_the_almanac_tells_thirteen_months(almanac: Almanac) -> None:
    told = list(months(almanac, TODAY))
    assert [told[0].title, told[-1].title, len(told)] == ["2026年11月", "2027年11月", 13]


def test_what_is_over_is_left_out(almanac: Almanac) -> None:
    first = next(iter(months(almanac, date(2026, 11, 8))))
    left = {each.festival.title: each.left for each in first.occasions}
    assert "立冬" not in left
    assert left["小雪"] == "还有 14 天"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 9, 24), "还有 1 天"),
        (date(2026, 9, 25), "就是今天"),
    ],
)
def test_the_days_left_are_counted_from_the_build_day(almanac: Almanac, today: date, said: str) -> None:
    first = next(iter(months(almanac, today)))
    assert {each.festival.title: each.left for each in first.occasions}["中秋"] == said


def test_days_off_and_make_up_days_of_a_known_year(almanac: Almanac) -> None:
    october = list(months(almanac, date(2026, 9, 1)))[1]
    assert october.off == ("国庆 10月1日–10月7日（7 天）",)
    assert october.work == ("10月10日 周六",)
    assert october.pending == ""


def test_a_month_hangs_on_the_wall_with_days_off_lunar_days_and_what_begins(almanac: Almanac) -> None:
    october = list(months(almanac, date(2026, 9, 28)))[1]
    assert [[each.day.day if each else 0 for each in week] for week in october.weeks] == [
        [0, 0, 0, 1, 2, 3, 4],
        [5, 6, 7, 8, 9, 10, 11],
        [12, 13, 14, 15, 16, 17, 18],
        [19, 20, 21, 22, 23, 24, 25],
        [26, 27, 28, 29, 30, 31, 0],
    ]
    days = {each.day.day: each for week in october.weeks for each in week if each}
    assert (days[1].words, days[1].kinds) == ("国庆", "off begins")
    assert (days[2].words, days[2].kinds) == ("廿二", "off")
    assert (days[10].words, days[10].mark) == ("九月", "班")
    assert days[14].kinds == ""


def test_the_wall_of_this_month_says_what_is_over_and_which_day_it_is(almanac: Almanac) -> None:
    first = next(iter(months(almanac, date(2026, 2, 17))))
    days = {each.day.day: each for week in first.weeks for each in week if each}
    assert len(first.weeks) == 5
    assert (days[16].words, days[16].kinds) == ("除夕", "off begins past")
    assert (days[17].words, days[17].kinds) == ("春节", "off begins today")
    assert days[28].words == "十二"


def test_what_a_notice_may_still_change_is_pending(almanac: Almanac) -> None:
    told = {each.title: each for each in months(almanac, TODAY)}
    assert told["2026年12月"].pending == "20日以后调休待公布"
    assert told["2027年2月"].pending == "调休待公布"
    assert told["2027年2月"].work == ()


def test_every_festival_of_a_year_is_told_once(almanac: Almanac) -> None:
    told = [each.festival.title for month in months(almanac, date(2026, 1, 1)) for each in month.occasions]
    twice = {title for title in told if told.count(title) > 2}
    assert twice == set()
    assert {each.title for each in almanac.festivals.values()} <= set(told)


@pytest.mark.slow
def test_a_fork_takes_the_ideas_of_its_base_and_typical_dates_say_so(project: Write) -> None:
    fork = "extends: shop\ntitle: 分店\nversion: 1.0.0\n"
    days = (
        "sale: {title: 大促, from: 12-01, to: 12-03, typical: true, ideas: {shop: 摆两张桌子}}\n"
        "eve: {title: 平安夜, solar: 12-24}\n"
    )
    root = project({"content/industries/branch/pack.yml": fork, "content/almanac.yml": days})
    page = pages(root)["almanac.md"].markdown
    assert page.count("摆两张桌子") == 2
    assert page.count("时间待公布</span>") == 2
    assert "还有 32 天" in page
    assert page.count('<table class="q-wall"') == 13
    assert '<td class="begins"><b>24</b><small>平安夜</small></td>' in page
    later = pages(root, today=date(2026, 12, 2))["almanac.md"].markdown
    assert "正在进行，还剩 1 天" in later
    assert "今天结束" in pages(root, today=date(2026, 12, 3))["almanac.md"].markdown


def test_a_page_that_two_want_is_told_and_not_overwritten(project: Write) -> None:
    press = Press(library.load(project()), Facts(TODAY, {}, {}, feeds.Address("", "shop.example")))
    press.add("a.md", "industries.md.j2", "一", "content/one.yml")
    with pytest.raises(ContentError, match=r"网址 a/ 已经是 content/one\.yml 的了"):
        press.add("a.md", "industries.md.j2", "二", "content/two.yml")


def test_the_page_that_counts_orders_says_how_without_scripts_and_is_led_to(project: Write) -> None:
    made = pages(project())
    read = words(made["orders.md"])
    assert "只在这台手机上数" in read
    assert "看不准的先不算" in read
    assert "](../../orders.md){ .more #_orders }" in made["calendars/main/today.md"].markdown
    assert re.search(r"^scripts: \[.*orders/page\]$", made["orders.md"].markdown, re.M)


# --- links that carry a day -----------------------------------------------------------------------


@pytest.mark.slow
def test_cells_of_a_calendar_lead_to_anchors_that_stand_on_its_page_of_today(project: Write) -> None:
    """Also where it begins in the future, and where two starts of a run meet on a day."""
    twice = "{title: 快闪, kind: flash, slots: {open: {title: 开群, when: {day: [1, 3], at: 9:00}, type: activity, copy: 开}}}"
    runs = "sops: {flash: {groups: [群], starts: [2027-02-03, 2027-02-05]}}"
    content = {
        "content/industries/shop/sops/flash.yml": twice,
        "calendars/later.yml": f"title: 新店\nindustry: shop\nstarts: 2027-02-01\n{runs}\n",
    }
    for path, page in pages(project(content)).items():
        if re.fullmatch(r"calendars/[\w-]+/index\.md", path):
            today = pages(project(content))[path.replace("index", "today")]
            ids = re.findall(r'\bid="([^"]*)"', shown(today))
            assert len(ids) == len(set(ids)), path
            links = set(re.findall(r"\(today\.md#([^)]+)\)", page.markdown))
            assert len(links) > 30, path
            assert links <= {html.unescape(each) for each in ids}, path


# --- one's own shop -------------------------------------------------------------------------------


def test_the_sheets_of_ones_own_shop_say_what_they_are_without_a_script_and_lead_to_each_other(
    project: Write,
) -> None:
    found = pages(project())
    for path, others in (
        ("my/today.md", ("week.md", "month.md", "index.md")),
        ("my/week.md", ("today.md", "month.md", "index.md")),
        ("my/month.md", ("today.md", "week.md", "index.md")),
    ):
        for other in others:
            name = {"index.md": "form"}.get(other, other.removesuffix(".md"))
            assert f'(../my/{other}){{ data-own="{name}" }}' in found[path].markdown, path
    assert "JavaScript" in words(found["my/week.md"])
    assert "JavaScript" in words(found["my/month.md"])


def test_the_month_of_ones_own_shop_knows_festivals_and_days_off(project: Write) -> None:
    markdown_ = pages(project())["my/month.md"].markdown
    assert '<li data-day="2027-01-01" data-names="休|元旦' in markdown_
    assert re.search(r'data-day="2026-10-10" data-names="班', markdown_)


def test_a_festival_with_hostile_words_is_text_in_the_month(project: Write) -> None:
    almanac = "fair: {title: 'a\"><script>', solar: 12-05}\n"
    found = pages(project({"content/almanac.yml": almanac}))["my/month.md"].markdown
    assert "<script>" not in found
    assert "a&quot;&gt;&lt;script&gt;" in found
