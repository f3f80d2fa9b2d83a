"""Words in disguise: read as what they stand for, marked as they are written, and in the browser as in Python."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from conftest import REPOSITORY, catalogue, needs, smoke
from hypothesis import given
from hypothesis import strategies as st
from qunli import checks
from qunli.checks import reading
from qunli.checks.letters import characters
from qunli.checks.matching import Matcher
from qunli.checks.shapes import alternatives, shape
from qunli.checks.wordings import Near, Wording
from test_checks import lines

NODE = shutil.which("node")
Case = tuple[str, str, str]


def entry(**more: Any) -> Wording:
    """Return a word check of nothing but what it looks for."""
    said = {
        "title": "词",
        "level": "error",
        "why": "因为",
        "source": "law",
        "bad": "坏",
        "good": "好",
        "hint": "改",
    }
    return Wording(**{**said, "negation": 0, **more})


def found(text: str, **more: Any) -> list[str]:
    """Return what one word check marks in a text."""
    return [hit.words for hit in Matcher({"Q900": entry(**more)}).find(text)]


def own() -> Matcher:
    return catalogue().matcher


# --- what is read through --------------------------------------------------------------------------

WORDS = ["最好", "第一", "最高级", "全国第一", "顶级", "加微", "微信", "治疗", "返现", "代理"]
WORDS += ["第一品牌", "抗癌", "防糖尿病", "拉人进群", "集赞", "养颜", "入群", "拉5人", "0添加"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("這是最好的頂級食材", ["最好", "頂級"]),
        ("蕞好", ["蕞好"]),
        ("朂高級", ["朂高級"]),
        ("罪高级", ["罪高级"]),
        ("全国苐一", ["全国苐一"]),
        ("全国第①", ["全国第①"]),
        ("我加亻言、微亻言", ["微亻言"]),
        ("徽信同号", ["徽信"]),
        ("薇❤信", ["薇❤信"]),
        ("冶疗", ["冶疗"]),
        ("zuihao的面", ["zuihao"]),
        ("ＺＵＩ ＨＡＯ的面", ["ＺＵＩ ＨＡＯ"]),
        ("d-a-i-l-i咨询", ["d-a-i-l-i"]),
        ("zui好的面", ["zui好"]),
        ("最hao的面", ["最hao"]),
        ("VX：abc123", ["VX"]),
        ("加vx123", ["加vx"]),
        ("最😊好", ["最😊好"]),
        ("最/高/级", ["最/高/级"]),
        ("全，国。第！一", ["全，国。第！一"]),
        ("本店全,国,第,一家", ["全,国,第,一"]),
        ("最，好！", ["最，好"]),
        ("返.现", ["返.现"]),
        ("最\u200b好", ["最\u200b好"]),
        ("最🈴好", ["最🈴好"]),
        ("第—品牌", ["第—品牌"]),
        ("这茶kang癌", ["kang癌"]),
        ("防糖niao病", ["防糖niao病"]),
        ("la人进qun", ["la人进qun"]),
        ("防tang尿病", ["防tang尿病"]),
        ("集z30个", ["集z"]),
        ("养yan汤", ["养yan"]),
        ("入裙", ["入裙"]),
        ("拉❺人", ["拉❺人"]),
        ("0️⃣添加", ["0️⃣添加"]),
    ],
)
def test_a_word_in_disguise_is_marked_as_it_is_written(text: str, marked: list[str]) -> None:
    assert found(text, words=WORDS) == marked


HARMLESS = (
    "http://weixin.qq.com/vx/1 https://vx.example/vx1 a@vx.com WX001 wxyz vxabc unzuihao 安徽信用社 威信县 弟一个人 最，佳节到了"
    " 卖得最，好多人 醉好 红烧/清蒸 店里最。好的 加微波炉 第10 S码 V领 T恤 L码 wx-200 Q弹 men字 diy蛋糕 k歌 3d打印"
)


@pytest.mark.parametrize("text", HARMLESS.split())
def test_ordinary_words_addresses_and_the_ends_of_sentences_are_no_disguise(text: str) -> None:
    assert found(text, words=["最好", "最佳", "第一"], disguised=["微信", "加微(?!波)"]) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("85折", "8.5折"),
        ("八五折", "8.5折"),
        ("80折", "8折"),
        ("八折", "8折"),
        ("8.5折", "8.5折"),
        ("九块九包邮", "9.9元包邮"),
        ("9块9", "9.9元"),
        ("二十块一份", "20元一份"),
        ("1,299元", "1299元"),
        ("12,34元", "12,34元"),
        ("1.25万人", "12500人"),
        ("月入3w", "月入30000"),
        ("一万二", "12000"),
        ("两千八百零五", "2805"),
        ("百分之百", "100%"),
        ("百分之三十", "30%"),
        ("第一", "第一"),
        ("千万别", "千万别"),
        ("一块吃", "一块吃"),
        ("两块豆腐", "两块豆腐"),
        ("三五天", "三五天"),
        ("3kg", "3kg"),
        ("一三八零零一二三四五六", "13800123456"),
    ],
)
def test_amounts_are_read_in_digits(text: str, read: str) -> None:
    assert reading.opened(reading.plain(text), own().letters).text == read


def test_what_is_looked_for_in_disguise_alone_is_no_finding_as_it_stands() -> None:
    assert found("微信、微 信、徽信", disguised=["微信"]) == ["徽信"]


# --- what takes a word back ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "这种事我们不搞：刷单",
        "刷单，这种事我们不搞",
        "刷单我们不做。",
        "刷单不做了",
        "我们开店十年从不去找人帮忙刷单",
        "本群禁止发布：广告、刷单",
        "《刷单》",
        "歌名叫做“刷单”",
        "刷单路3号",
        "顾客投诉：“你们是不是刷单”",
        "有客人抱怨说怀疑刷单",
        "这些不发：返利、刷单",
    ],
)
def test_what_is_denied_named_or_quoted_is_no_claim(text: str) -> None:
    assert found(text, words=["刷单"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "刷单不封号",
        "刷单，不来后悔",
        "不打烊，刷单",
        "不涨价但刷单",
        "刷单路子广",
        "顾客说：“刷单真快”",
        "刷单，这个不用说",
    ],
)
def test_another_no_takes_nothing_back(text: str) -> None:
    assert found(text, words=["刷单"]) == ["刷单"]


@pytest.mark.parametrize(
    "text", ["饭后最佳", "口感最佳，两小时内吃完", "冷藏后口感最佳", "静置二十分钟最佳", "最佳赏味期三天"]
)
def test_a_tip_for_use_is_no_superlative(text: str) -> None:
    assert found(text, words=["最佳"]) == []
    assert found(f"全城最佳，{text}", words=["最佳"]) == ["最佳"]


LONG = "这一段写得很长" * 9


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("限量30份", "sentence paragraph text"),
        ("限量。30份", "paragraph text"),
        ("限量\n30份", "paragraph text"),
        ("限量\n\n30份", "text"),
        (f"限量{LONG}\n30份", "text"),
        (f"限量\n{LONG}30份", "text"),
    ],
)
def test_what_clears_and_what_must_be_near_is_looked_for_as_far_as_it_says(text: str, reaches: str) -> None:
    """A long line is a paragraph of an article; short ones are a post's, of which only a blank line makes two."""
    for reach in ("sentence", "paragraph", "text"):
        is_reached = reach in reaches.split()
        assert bool(found(text, words=["限量"], cleared=["30份"], cleared_reach=reach)) != is_reached
        assert bool(found(text, words=["限量"], near=Near(patterns=("30份",), reach=reach))) == is_reached


def test_an_article_is_judged_by_its_paragraphs_and_marked_in_the_whole() -> None:
    article = f"{LONG}\n\n蕞好的面，限量\n\n{LONG}，最好"
    hits = Matcher({"Q900": entry(words=["最好"], cleared=["限量"])}).find(article)
    assert [article[hit.start : hit.end] for hit in hits] == ["最好"]


def test_a_boundary_before_a_number_is_not_marked() -> None:
    assert found("王芳13812345678", patterns=["(?:^|[^0-9])1[3-9][0-9]{9}(?![0-9])"]) == ["13812345678"]
    masks = [hit.words for hit in own().find("恭喜王芳13812345678") if hit.code == "Q704"]
    assert masks == ["13812345678"]


# --- patterns --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern", ["a*", "(?=x)", "(?:^|[^0-9])", "(?:^|[^a])(?=b)", "(?:a|b?)c?", "^", "a{0,2}", "$"]
)
def test_a_pattern_that_takes_no_character_is_refused(pattern: str) -> None:
    for key in ("words", "patterns", "disguised", "unless"):
        with pytest.raises(ValueError, match="qunli"):
            entry(**{"words": ["词"], key: [pattern]})


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        ("最(?!好)", ["最"]),
        ("a|b", ["a", "b"]),
        ("a?b", ["b"]),
        ("鱼[甲乙]+", ["鱼甲", "鱼乙"]),
        ("[甲乙]+鱼", ["甲鱼", "乙鱼"]),
        ("(?:甲|乙)鱼肉", ["鱼肉"]),
        ("鱼(?:甲[^,]{0,4})?肉|虾[^,]{0,4}蟹", ["鱼", "虾"]),
        ("鱼.肉", ["鱼"]),
        ("鱼*肉", ["肉"]),
        ("鱼(?!虾)肉", ["鱼肉"]),
        ("(?:^|[^0-9])鱼肉", ["鱼肉"]),
        ("(?:甲|乙)鱼", ["甲鱼", "乙鱼"]),
        ("(?:甲丙|乙)鱼", ["丙鱼", "乙鱼"]),
        ("送我", ["送我"]),
        ("[^a]", None),
        (".", None),
        ("(?:ab|c)+d", ["bd", "cd"]),
    ],
)
def test_no_match_lacks_the_signs_it_is_asked_by(pattern: str, signs: list[str] | None) -> None:
    """Of several sets of signs the one comes first that rules out most."""
    assert shape(pattern).needs[:1] == (() if signs is None else (frozenset(signs),))


def test_a_pattern_is_taken_apart_at_the_bars_that_stand_in_no_bracket() -> None:
    assert [*alternatives("a(?:b|c)|[|]\\|d|")] == ["a(?:b|c)", "[|]\\|d", ""]


@pytest.mark.parametrize(
    ("pattern", "pairs"),
    [
        ("最好吃", ["最好", "好吃"]),
        ("最[好佳]的?店", ["最佳", "最好", "佳店", "佳的", "好店", "好的", "的店"]),
        ("送[^,]{0,4}礼(?!物多)", ["送礼"]),
        (
            "[一二三四五六]天[一二三四五六]",
            ["一天", "三天", "二天", "五天", "六天", "四天", *("天" + each for each in "一三二五六四")],
        ),
        ("[甲乙丙丁][子丑寅卯]", []),
    ],
)
def test_pairs_are_what_can_follow_one_another_where_few_can(pattern: str, pairs: list[str]) -> None:
    assert sorted(shape(pattern).pairs) == sorted(pairs)


# --- the code table --------------------------------------------------------------------------------


def test_words_of_a_check_are_known_by_their_sounds_without_a_table_of_their_own() -> None:
    """A wording that nobody here has written is met in letters, in signs, and in traditional characters."""
    for text in ("qiaokeli", "巧keli", "巧 ke li", "巧/克/力", "qiao克力"):
        assert found(f"送{text}一盒", words=["巧克力"]) != [], text
    assert found("送qiaokeli一盒", words=["芒果"]) == []
    assert found("重庆和chongqing", words=["重庆"]) == ["重庆", "chongqing"]


def test_the_table_of_characters_holds_for_any_wording() -> None:
    """Every character of GB 2312 is said in some way, and a traditional one is read in one step."""
    plain, said = characters()
    common = [bytes((first, second)) for first in range(0xB0, 0xF8) for second in range(0xA1, 0xFF)]
    missing = {char for code in common if (char := code.decode("gb2312", "ignore")) and char not in said}
    assert missing == set()
    assert [char for char in plain if plain[char] == char or len(plain[char]) != 1] == []
    assert (plain["級"], plain["臺"], said["行"], said["绿"][0]) == ("级", "台", ("xing", "hang"), "lv")


@pytest.mark.slow
@pytest.mark.parametrize("first", smoke([0, 1], "0"))
def test_what_is_asked_by_its_signs_finds_what_all_would_find(first: int) -> None:
    """No text of the corpus concerns an entry that its signs rule out."""
    matcher = catalogue().matcher
    every = replace(matcher)
    every.__dict__["finders"] = [replace(each) for each in matcher.finders]
    for each in every.finders:
        each.__dict__["alternatives"] = [replace(one, needs=()) for one in each.alternatives]
    for _, _, industry, kind, text in [*lines()][first::2]:
        assert matcher.find(text, industry, kind) == every.find(text, industry, kind)


# --- the same in the browser -----------------------------------------------------------------------

PIECES = (
    *[
        "fang癌",
        "集z",
        "mei bai霜",
        "独—",
        "🈴",
        "7️⃣",
        "❺",
        "入裙",
        "特gong",
        "WX-2",
        "养yan",
        "tang尿病",
        "la人",
    ],
    *"最蕞第一苐佳好顶级微薇徽信国全a1V ·*/，。,.!😊\u200b\r\n〔〕",
    *[
        "{{",
        "store",
        "}}",
        "〔例：最好〕",
        "zui",
        "hao",
        "weixin",
        "vx",
        "八五折",
        "九块九",
        "1,299元",
        "3.5万",
        "一千二",
        "百分之百",
        "不做",
        "这种事我们不搞",
        "从不",
        "但",
        "𠮷",
        "㎏",
        "ﬁ",
    ],
    *[
        "《",
        "》",
        "顾客投诉：“",
        "”",
        "限量",
        "30份",
        "治疗",
        "刷单",
        "好评返现",
        "水军",
        "13812345678",
        "全网最低",
        "饭后",
        "亻言",
        "萬",
    ],
    "\n\n",
    LONG,
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(TEXTS)
def test_every_character_of_a_reading_knows_its_place(text: str) -> None:
    """In order, inside the text, and for what was not changed the very character."""
    for read in (reading.plain(text), reading.opened(reading.plain(text), own().letters)):
        assert len(read.spans) == len(read.text)
        assert all(0 <= start < end <= len(text) for start, end in read.spans)
        assert list(read.spans) == sorted(read.spans)
        assert read.text.count("\n") == sum(text[a:b] == "\n" for a, b in read.spans)


@given(TEXTS)
def test_what_is_marked_is_what_stands_there(text: str) -> None:
    for hit in own().find(text):
        assert hit.words == text[hit.start : hit.end] != ""


@pytest.mark.slow
@needs("node", NODE)
def test_the_browser_s_script_finds_the_same() -> None:
    """In node, on pieces joined at random; the browser's own test needs a browser."""
    dice = random.Random(20261127)
    assert_same(("".join(dice.choices(PIECES, k=dice.randrange(1, 15))), "", "") for _ in range(600))


@pytest.mark.slow
@needs("node", NODE)
def test_the_browser_s_script_finds_the_same_in_the_corpus() -> None:
    lines = "\n".join(path.read_text("utf-8") for path in sorted((REPOSITORY / "tests/corpus").glob("*.txt")))
    assert_same((line, "", "") for line in [lines, *lines.split("\n")])


def told(hit: checks.Hit) -> list[Any]:
    """Return a finding as the browser has it."""
    return [hit.start, hit.end, hit.code, hit.words, *([True] if hit.learned else [])]


def assert_same(cases: Iterable[Case]) -> None:
    asked = list(cases)
    ours = [[told(hit) for hit in own().find(text)] for text, _, _ in asked]
    data = {"data": checks.portable(own()), "model": checks.portable_model(own()), "cases": asked}
    done = subprocess.run(
        [str(NODE), "tests/js/find.mjs"],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
        encoding="utf-8",
    )
    theirs = json.loads(done.stdout)
    assert [(case, a, b) for case, a, b in zip(asked, ours, theirs, strict=True) if a != b] == []
    assert any(ours)
