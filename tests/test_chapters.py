"""The handbook's own chapters and templates hold what they are named for, and their sums are right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import prod

import pytest
from conftest import own_library
from qunli.handbook.navigation import navigation
from qunli.handbook.press import Page

LIBRARY = own_library()
PAGES = {name: page.body for name, page in LIBRARY.handbook.items()}
TEMPLATES = {name: page.body for name, page in LIBRARY.templates.items()}

# What owners ask for, and what such a chapter must give besides words: tables, texts to paste, sums.
ASKED = {
    "five-minutes": ("五分钟开始", "table"),
    "seven-practices": ("七个真做法", ""),
    "wecom-or-wechat": ("企业微信还是个人微信", "table"),
    "how-big": ("多大的群合适", "table"),
    "cold-group": ("群冷了", "table"),
    "complaints": ("吵架、差评、投诉", "table script script script"),
    "staff-leaving": ("员工走了", "table script"),
    "prize-budget": ("红包和抽奖，一个月花多少", "table sum"),
    "did-it-pay": ("赚没赚", "table sum"),
    "rivals": ("同行进群", "table script script"),
    "notices": ("涨价、停业、搬家、退款", "script script script script"),
    "opening-week": ("开业头一周", "table script"),
    "clearance": ("清仓换季", "table script"),
    "winning-back": ("不说话的客人", "table script"),
    "presale": ("预售", "table script"),
    "one-month": ("一家店的一个月", "table"),
    # What the articles hold and the handbook had thin.
    "points-and-games": ("积分", "table sum"),
    "revisit": ("回访", "table sum"),
    "stored-value": ("储值卡", "table sum"),
    "classes-and-leaders": ("班、组长、助教", "sum"),
    "topics-and-material": ("素材", "table"),
    "linking-groups": ("群和群", "sum"),
    "price-test": ("价怎么试", "table sum"),
    "scene-and-ip": ("场景", "table sum"),
    "only-in-the-group": ("群里才有", "sum"),
    "growth-referral": ("裂变", "table sum"),
    "growth-repurchase": ("复购", "sum"),
    "knowledge-groups": ("知识群", "table sum"),
    "figures": ("要记的数", "table sum"),
}
FILLED_IN = {
    "points-card": ("积分卡", "怎么攒 怎么花 清 查 改规则"),
    "stored-value-card": ("储值卡", "付 送 能用 到期 怎么退 关 找谁"),
    "vip-card": ("VIP 权益卡", "谁能有 五样 用到 不能"),
    "revisit-lines": ("回访", "买完三天 用了两周 三个月没来 出了错"),
    "handover-form": ("交接单", "交的人 接的人 群主 没办完 欠着 答应过"),
    "complaint-form": ("投诉处理单", "谁听见 原话 怎么办 办完 第几次"),
}
LEAST = 350
LEAST_TEMPLATE = 150


def words(body: str) -> int:
    return len(re.findall("[一-鿿]", body))


def tables(body: str) -> int:
    return len(re.findall(r"^\|[\s:|-]+\|$", body, re.M))


def scripts(body: str) -> list[str]:
    return re.findall(r"^ *```text[^\n]*\n(.*?)^ *```", body, re.M | re.S)


# --- sums -------------------------------------------------------------------------------------------

_SIGNS = str.maketrans("＋−×÷（）＝", "+-*/()=", ",*")
_TENTHS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")


def _term(text: str) -> float | None:
    """Return what one product comes to, None where there is none."""
    text = re.sub("([一二三四五六七八九])成", lambda found: f"{_TENTHS[found[1]] * 10}%", text)
    factors = re.split(r"([*/])", text)
    values = []
    for sign, part in pairwise(["*", *factors]):
        if sign not in "*/" or part in "*/":
            continue
        found = _NUMBER.findall(part)
        if len(found) != 1:
            return None
        value = float(found[0].rstrip("%")) / (100 if found[0].endswith("%") else 1)
        values.append(value if sign == "*" else 1 / value)
    return prod(values)


def _value(text: str) -> float | None:
    """Return what a sum of products comes to."""
    total = 0.0
    for sign, part in re.findall(r"([+-]?)([^+-]+)", text):
        value = _term(part)
        if value is None:
            return None
        total += -value if sign == "-" else value
    return total


def sums(body: str) -> Iterator[tuple[str, bool]]:
    """Yield each "a × b ＝ c" of a text, and whether it is right as far as its digits go.

    What stands before the sign may be a whole sum, or of a longer one its last product.
    """
    for clause in re.split(r"[。；，！？|\n]|(?<!\d),|^- ", body.replace("**", ""), flags=re.M):
        parts = [part.translate(_SIGNS) for part in clause.split("＝")]
        for before, after in pairwise(parts):
            told = _NUMBER.search(after)
            if "(" in before or ")" in before or not re.search(r"\d.*[-+*/].*\d", before) or not told:
                continue
            minutes = 60 if "分钟" in before and re.search("小时|钟头", after) else 1
            found = [_value(before), _term(re.split("[+-]", before)[-1])]
            comes_to = [each / minutes for each in found if each is not None]
            says = [each for each in (_value(after), _term(told[0])) if each is not None]
            near = 0.5 * _step(told[0]) + 1e-9
            if comes_to:
                yield f"{before}={after}", any(abs(one - each) <= near for one in comes_to for each in says)


def _step(number: str) -> float:
    """Return by how much the last digit of a number counts."""
    digits = number.rstrip("%").partition(".")[2]
    return float(10 ** -len(digits)) / (100 if number.endswith("%") else 1)


@pytest.mark.parametrize("name", [*PAGES, *TEMPLATES])
def test_sums_come_to_what_they_say(name: str) -> None:
    wrong = [said for said, right in sums({**PAGES, **TEMPLATES}[name]) if not right]
    assert wrong == []


def test_a_wrong_sum_is_seen() -> None:
    """Of those above most are read at all, and what is read can be wrong."""
    read = [said for body in PAGES.values() for said, _ in sums(body)]
    assert len(read) >= 35
    said = "31 张 × 96 元 ＝ 2,977 元；84 天 × 10 分钟 ＝ 14 小时；60 + 180 ＝ 241"
    assert [right for _, right in sums(said)] == [False, True, False]


# --- what a chapter is named for ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ASKED)
def test_a_chapter_that_owners_ask_for_holds_what_it_is_named_for(name: str) -> None:
    title, holds = ASKED[name]
    page = LIBRARY.handbook[name]
    assert title in (page.chapter.title or "")
    assert page.chapter.summary
    assert page.chapter.questions, "nobody would find it by asking"
    assert words(page.body) >= LEAST
    wanted = holds.split()
    assert tables(page.body) >= wanted.count("table")
    assert len(scripts(page.body)) >= wanted.count("script")
    assert len([*sums(page.body)]) >= wanted.count("sum")


@pytest.mark.parametrize("name", FILLED_IN)
def test_a_template_can_be_filled_in_and_asks_for_what_matters(name: str) -> None:
    title, asks = FILLED_IN[name]
    page = LIBRARY.templates[name]
    assert title in (page.chapter.title or "")
    assert words(page.body) >= LEAST_TEMPLATE
    form = page.body.partition("{#_copy}")[2]
    assert scripts(form), "nothing to copy"
    assert [each for each in asks.split() if each not in form.partition("{#_checklist}")[0]] == []
    assert "〔" in "".join(scripts(form))


def test_chapters_and_templates_stand_in_the_navigation() -> None:
    """Under their part of the handbook; the templates below what is to be filled in."""
    alone = replace(LIBRARY, industries={}, shops={})
    paths = {f"{name}.md": page for name, page in LIBRARY.handbook.items()}
    paths |= {f"templates/{name}.md": page for name, page in LIBRARY.templates.items()}
    pages = {path: Page(page.chapter.title or path, "", "") for path, page in paths.items()}
    pages["suggest.md"] = Page("", "", "")
    shown = {title: part for each in navigation(alone, pages) for title, part in each.items()}
    book, forms = shown["手册"], shown["照着填"]
    found = {path for part in book for entries in part.values() for each in entries for path in each.values()}
    assert {f"{name}.md" for name in ASKED} <= found
    assert "其他" not in [title for part in book for title in part]
    assert {f"templates/{name}.md" for name in FILLED_IN} <= {
        *re.findall(r"templates/[\w-]+\.md", str(forms))
    }


# --- single chapters ----------------------------------------------------------------------------------


def sections(body: str) -> dict[str, str]:
    """Return the text below each heading of the second level, by its words."""
    found = re.split(r"^## (.+?)(?: \{#[\w-]+\})?$", body, flags=re.M)
    return dict(zip(found[1::2], found[2::2], strict=True))


def test_seven_practices_each_say_what_to_learn_and_what_not_to_copy() -> None:
    """Retold from the articles: each names where it is from."""
    cases = {title: text for title, text in sections(PAGES["seven-practices"]).items() if title[:1].isdigit()}
    assert [title.split()[0] for title in cases] == [*"1234567"]
    for title, text in cases.items():
        for label in ("学", "别照搬", "今天"):
            (said,) = re.findall(rf"^- \*\*{label}\*\*：(.+)$", text, re.M)
            assert words(said) >= 8, (title, label)
        assert re.search(r"（S\d", text), title
        assert words(text.partition("- **学**")[0]) >= 25, title


def test_seven_days_bring_a_cold_group_back() -> None:
    days = re.findall(r"^- \*\*第([一二三四五六七])天：", PAGES["cold-group"], re.M)
    assert "".join(days) == "一二三四五六七"


def test_the_first_week_of_a_shop_has_seven_days() -> None:
    days = re.findall(r"^\| 第([一二三四五六七])天 \|", PAGES["opening-week"], re.M)
    assert "".join(days) == "一二三四五六七"


@pytest.mark.parametrize("news", ["涨价", "停业", "搬家", "退"])
def test_each_kind_of_bad_news_has_a_notice_to_fill_in(news: str) -> None:
    (text,) = (
        text for title, text in sections(PAGES["notices"]).items() if title.startswith((news, f"{news}一个"))
    )
    assert [script for script in scripts(text) if "〔" in script]


def test_the_choice_of_wechat_is_made_in_one_table() -> None:
    """One row a situation, in each of which one of the two is named."""
    body = PAGES["wecom-or-wechat"]
    assert tables(body) == 1
    rows = [line.split("|")[1:-1] for line in body.splitlines() if line.startswith("|")][2:]
    assert len(rows) >= 6
    assert all(re.search("企业微信|个人微信", which) and why.strip() for _, which, why in rows)
    assert {which.strip()[:4] for _, which, _ in rows} >= {"企业微信", "个人微信"}


@pytest.mark.parametrize("name", ["did-it-pay", "one-month"])
def test_a_worked_example_says_that_no_shop_is_meant(name: str) -> None:
    assert re.search(r"\*\*[^*]*不是哪家[^*]*\*\*", PAGES[name])


def test_five_things_are_done_in_five_minutes() -> None:
    first = sections(PAGES["five-minutes"])["今天就做"]
    assert re.findall(r"^(\d)\. \*\*", first, re.M) == [*"12345"]
    assert "一周四条" in first
    assert LIBRARY.handbook["five-minutes"].chapter.order == min(
        page.chapter.order for page in LIBRARY.handbook.values()
    )


def test_the_positioning_canvas_is_drawn_as_a_map_that_can_be_read_aloud() -> None:
    """The same five boxes stand in the picture and in the form below it."""
    body = TEMPLATES["positioning-canvas"]
    (drawn,) = re.findall(r"<svg.*?</svg>", body, re.S)
    assert "<title" in drawn
    assert "<desc" in drawn
    boxes = {int(box) for box in re.findall(r">(\d) [^<]+</text>", drawn)}
    form = {int(box) for box in re.findall(r"^(\d) ", scripts(body)[0], re.M)}
    assert boxes == form == {1, 2, 3, 4, 5}
    for who in ("客人图什么", "我图什么", "一句话"):
        assert who in drawn
        assert who in scripts(body)[0]


def test_stored_value_says_what_the_law_of_2024_and_2025_asks() -> None:
    """The eight lines of a card, the refund among them, and where each rule stands."""
    text = sections(PAGES["stored-value"])
    assert re.findall(r"^(\d)\. ", text["一张卡写满八行"], re.M) == [*"12345678"]
    assert "怎么退" in text["一张卡写满八行"]
    for rule, since in (("消费者权益保护法实施条例", "2024-07-01"), ("预付式消费民事纠纷", "2025-05-01")):
        assert any(rule in row and since in row for row in text["规矩变在哪"].splitlines()), rule
    for name in ("stored-value", "stored-value-card"):
        page = {**LIBRARY.handbook, **LIBRARY.templates}[name]
        assert {"prepaid", "consumer-rules"} <= {*page.chapter.sources}


def test_revisits_go_by_kind_of_customer_each_with_its_days() -> None:
    rows = [
        line.split("|")[1:-1]
        for line in sections(PAGES["revisit"])["今天就做"].splitlines()
        if line[:1] == "|"
    ]
    assert len(rows) - 2 >= 4
    assert all(re.search("天|晚|次|倍|九成", when) for _, when, *_ in rows[2:])


def test_points_have_levels_and_a_board_that_hurts_nobody() -> None:
    body = PAGES["points-and-games"]
    assert re.search(r"\| 级 \|", body)
    assert "### 排行榜" in body
    assert re.search(r"\| 能排 \| 不能排 \|", body)


# --- where statements come from ---------------------------------------------------------------------


LAWS = {
    key: each.title.removeprefix("中华人民共和国")
    for key, each in LIBRARY.references.items()
    if each.kind in {"statute", "rule"}
}
# The longest name first: 消费者权益保护法实施条例 is another text than the law it begins with.
LAW = re.compile("|".join(sorted(LAWS.values(), key=len, reverse=True)))
ALL = {
    page.path: page
    for pages in (
        LIBRARY.handbook,
        LIBRARY.templates,
        *(each.chapters for each in LIBRARY.industries.values()),
    )
    for page in pages.values()
}


@pytest.mark.parametrize(
    "path", [path for path in ALL if "handbook" in path and not path.endswith("/index.md")]
)
def test_a_page_of_the_handbook_says_where_it_is_from(path: str) -> None:
    assert ALL[path].chapter.sources


@pytest.mark.parametrize("path", ALL)
def test_what_a_page_names_stands_among_its_sources(path: str) -> None:
    """An article or a law: so a reader sees which text is meant, and when somebody last looked at it."""
    page = ALL[path]
    cited = {*page.chapter.sources}
    assert cited <= LIBRARY.references.keys()
    articles = {*re.findall(r"(?<![\w/#\[-])(?:S\d|vendor)\b(?![\w\]])", page.body)}
    assert articles <= cited
    assert {*LAW.findall(page.body)} <= {law for key, law in LAWS.items() if key in cited}


# The articles that were read against the statutes; another number is a slip, or an older law's.
READ = {
    "反不正当竞争法": "九 十一 十二",
    "广告法": "二 八 九 十一 十二 十三 十七 十八 二十 二十三 二十四 二十五 二十八 三十三 三十八 三十九 四十 四十三 四十六",
    "消费者权益保护法": "十 二十 二十五 二十六 二十九 四十九 五十二 五十三",
    "食品安全法": "三十四 三十五 七十三 七十九 八十 八十一",
    "个人信息保护法": "六 九 十三 十四 十七 二十三 二十四 二十五 二十八 二十九 三十 三十一",
    "野生动物保护法": "三十一 三十三",
    "消保法实施条例": "二十二",
    "消费者权益保护法实施条例": "二十二",
}
_ARTICLES = re.compile(
    f"(?<!互联网)({'|'.join(sorted(READ, key=len, reverse=True))})(?:（[^）]*）)?》?((?:[、和至到]?第[一二三四五六七八九十百、]+条)+)"
)


def cited_articles() -> Iterator[tuple[str, str, str]]:
    """Yield page, law and number of each article that a page names."""
    for path, page in ALL.items():
        for law, numbers in _ARTICLES.findall(page.body):
            yield from ((path, law, each) for each in re.findall("[一二三四五六七八九十]+", numbers))


def test_articles_of_laws_are_those_that_were_read() -> None:
    found = [*cited_articles()]
    assert len(found) >= 80
    assert [(path, law, number) for path, law, number in found if number not in READ[law].split()] == []


@pytest.mark.parametrize("path", [path for path in ALL if path.endswith("/chapters/law.md")])
def test_a_page_of_law_knows_the_rules_of_prepaid_cards(path: str) -> None:
    """In force since 2024 and 2025."""
    assert {"consumer-rules", "prepaid"} <= {*ALL[path].chapter.sources}
    assert "实施条例" in ALL[path].body
    assert "预付式消费" in ALL[path].body


# What the articles teach and the handbook had thin, each under a heading of its own.
TAUGHT = {
    "points-and-games": "一家馆子的三个月 排行榜 八种玩法",
    "revisit": "排进日历 守着四条 算一笔",
    "stored-value": "规矩变在哪 一张卡写满八行 送多少才不亏 VIP",
    "growth-repurchase": "复购率怎么算 配一样，和自家的周边",
    "classes-and-leaders": "怎么分班 组长怎么请 老客迎新客",
    "topics-and-material": "网上看来的，走四步 答题怎么出 天和地",
    "linking-groups": "合得来的人 和隔壁店一起办",
    "price-test": "四步走 看三个数",
    "scene-and-ip": "场景先行 一家面馆走一遍 超级 价值观",
    "only-in-the-group": "别自己拆台 合法的三条线 算一笔",
    "knowledge-groups": "十步 一个写字群 线下见一面",
    "growth-referral": "一步一步来 一家果铺 好转述的话",
    "figures": "别人的标准",
    "prize-budget": "先定总数 几样玩法各花多少 写清楚的四样 越办越贵的信号",
}


@pytest.mark.parametrize(
    ("name", "title"), [(name, title) for name, titles in TAUGHT.items() for title in titles.split()]
)
def test_what_is_taught_stands_below_a_heading_of_its_own(name: str, title: str) -> None:
    found = re.split(r"^##+ (.+?)(?: \{#[\w-]+\})?$", PAGES[name], flags=re.M)
    below = [
        text for heading, text in zip(found[1::2], found[2::2], strict=True) if heading.startswith(title)
    ]
    assert len(below) == 1
    assert words(below[0]) >= 40


WEAK = "figures.md#_weak"


def test_that_figures_of_others_are_weak_is_said_once_and_led_to() -> None:
    """Articles of the trade give numbers without a sample: one place says so, the others lead there."""
    said = [name for name, body in PAGES.items() if re.search("没有样本[^。]*仅供参考", body)]
    assert said == ["figures"]
    assert "{#_weak}" in PAGES["figures"]
    for name, body in {**PAGES, **TEMPLATES}.items():
        for paragraph in body.split("\n"):
            # What was removed is no figure to go by.
            if "vendor" in paragraph and name not in {"figures", "what-we-removed"}:
                assert WEAK in paragraph, (name, paragraph)


# --- every trade ------------------------------------------------------------------------------------------


WHOLE = {each.pack.title for each in LIBRARY.industries.values() if not each.bases and not each.pack.is_draft}
TABBED = [path for path, page in ALL.items() if '\n=== "' in page.body]


def tabs(body: str) -> Iterator[list[str]]:
    """Yield the titles of each set of tabs: those that follow one another, with nothing but what they hold between."""
    for part in re.split(r"^(?=\S)(?!=== )", body, flags=re.M):
        titles = re.findall(r'^=== "([^"]+)"', part, re.M)
        if titles:
            yield titles


@pytest.mark.parametrize("path", TABBED)
def test_every_whole_trade_stands_in_each_set_of_trade_tabs(path: str) -> None:
    """Once, and with something below its title."""
    for titles in tabs(ALL[path].body):
        if WHOLE & {*titles}:
            assert sorted(titles) == sorted(WHOLE), titles
    for title, below in re.findall(r'^=== "([^"]+)"\n\n((?:    .*\n|\n)*)', ALL[path].body, re.M):
        assert words(below) >= 20, title


def test_trades_are_told_apart_on_most_pages_and_named_where_a_plan_is_chosen() -> None:
    assert sum(bool(WHOLE & {*titles}) for path in TABBED for titles in tabs(ALL[path].body)) >= 25
    first = sections(PAGES["posting-plan"])["今天就做"].splitlines()
    (step,) = [line for line in first if line.startswith("1. ")]
    assert {*re.findall(r"\[([^]]+)\]\(industries", step)} == WHOLE


def test_the_prizes_of_the_sheet_are_those_that_the_pack_gives() -> None:
    """Its evenings, its red packets and its sum."""
    notes = LIBRARY.industries["catering"].sops["welfare"].slots["red-packet"].notes or ""
    (packets, each, prizes, worth, total) = re.search(
        r"(\d+)个红包×(\d+)元＋(\d+)份奖×(\d+)元＝(\d+)元", notes
    ).groups()  # type: ignore[union-attr]
    body = PAGES["prize-budget"]
    assert f"{packets} 个 × {each} 元" in body
    assert f"{prizes} 份 × {worth} 元" in body
    assert f"＝ {total} 元" in body


@pytest.mark.parametrize("path", [path for path in ALL if "/chapters/" in path])
def test_a_chapter_of_a_trade_says_where_it_is_from(path: str) -> None:
    assert ALL[path].chapter.sources
