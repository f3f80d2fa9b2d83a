"""Each trade posts what belongs to it, and what it must not sell does not stand in any of its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import figures
import pytest
import voice
from conftest import own_library
from qunli.library import Industry
from qunli.model import Slot

LIBRARY = own_library()
PACKS = tuple(LIBRARY.industries)
WHOLE = ("catering", "apparel", "maternal-baby", "education", "fresh-food")
FORKS = {"hotpot": "catering", "milk-tea": "catering", "bakery": "catering", "farm-produce": "fresh-food"}

# Posts that a trade is known by, and a word that most texts of each, or its title, must hold.
KNOWN_BY = {
    "catering/welfare/menu": r"item\.name|菜",
    "catering/welfare/video": r"item\.name",
    "catering/welfare/package": "套餐|item",
    "catering/welfare/breakfast": "早餐|早",
    "catering/welfare/delivery": "送|外卖|带走|打包|盒",
    "catering/welfare/late-night": "夜宵|夜|晚",
    "catering/welfare/room": "包间|桌|间",
    "maternal-baby/welfare/milk": "12个?月|三段|〔品名|罐",
    "maternal-baby/welfare/food": "辅食|月龄|标",
    "maternal-baby/welfare/wash": "〔",
    "maternal-baby/welfare/outing": "〔",
    "apparel/welfare/live": "播",
    "apparel/welfare/odd-sizes": "码",
    "apparel/welfare/weather-spring": "风|暖|凉|天|外|雨|出",
    "apparel/welfare/weather-summer": "热|凉|晒|天|薄|汗|雨",
    "apparel/welfare/weather-autumn": "凉|风|天|外|薄|厚|添",
    "apparel/welfare/weather-winter": "冷|暖|厚|雪|风|天|羽绒",
    "education/welfare/preview": "课|讲|公开",
    "education/welfare/replay": "回放|导图|昨晚",
    "education/members/class-note": "课|讲|做|写|练",
    "education/members/home": "家|角|桌|练",
    "fresh-food/welfare/today": r"item\.|〔|元",
    "fresh-food/welfare/evening": "〔|架|收摊",
    "fresh-food/welfare/tip": ".",
    "bakery/welfare/cake": r"蛋糕|item\.name",
    "bakery/welfare/breakfast": "早",
    "farm-produce/welfare/ship": "箱|发|寄",
}


def named(path: str) -> Slot:
    pack, sop, slot = path.split("/")
    return LIBRARY.industries[pack].sops[sop].slots[slot]


def members_read(industry: Industry) -> Iterator[tuple[str, str]]:
    """Yield all that a pack posts by where it stands: texts, answers, short texts, welcomes, occasions."""
    for sop_id, sop in industry.sops.items():
        yield f"{sop_id}/welcome", sop.welcome or ""
        for slot_id, slot in sop.slots.items():
            yield f"{sop_id}/{slot_id}/short", slot.short or ""
            yield from ((f"{sop_id}/{slot_id}/{text_id}", text) for text_id, text in slot.said.items())
    for file in industry.of("anytime").values():
        for name, each in file.value.occasions.items():
            yield from ((f"anytime/{name}/{text_id}", text) for text_id, text in each.texts.items())


def test_the_packs_are_five_whole_trades_and_four_forks() -> None:
    """What is promised of whole packs is judged of these; a draft would slip out of those judgments."""
    assert {*figures.finished(LIBRARY)} == {*WHOLE}
    assert {name: each.bases[0] for name, each in LIBRARY.industries.items() if each.bases} == FORKS
    assert not any(LIBRARY.industries[name].pack.is_draft for name in FORKS)


@pytest.mark.parametrize("path", KNOWN_BY)
def test_a_trade_posts_what_it_is_known_by(path: str) -> None:
    texts = [*named(path).texts.values()]
    assert len(texts) >= 4
    assert sum(bool(re.search(KNOWN_BY[path], text)) for text in texts) > len(texts) / 2, path


NAMES_A_DISH = re.compile(r"\{\{ item\.name \}\}|〔[^〕]*(?:名|菜|品|汤|锅底)[^〕]*〕")


@pytest.mark.parametrize(
    "name", [name for name in PACKS if LIBRARY.industries[name].pack.sector == "catering"]
)
@pytest.mark.parametrize("slot_id", ["menu", "video"])
def test_every_menu_and_every_video_names_a_dish(name: str, slot_id: str) -> None:
    slot = LIBRARY.industries[name].sops["welfare"].slots.get(slot_id)
    if slot is not None:
        assert [text for text in slot.texts.values() if not NAMES_A_DISH.search(text)] == []
        assert slot.rotate or slot_id == "menu"


# --- praise -----------------------------------------------------------------------------------------

QUOTED = re.compile("〔[^〕]*(?:原话|夸)|[^〕，]{0,3}说〔")
MENDED = re.compile("怎么改|怎么做的|改好|改了|已经换|说得对|提醒")


def feedback(industry: Industry) -> Iterator[tuple[str, list[str]]]:
    """Yield the posts most of whose texts are a customer's own words."""
    for sop_id, sop in industry.sops.items():
        for slot_id, slot in sop.slots.items():
            texts = [*slot.texts.values()]
            if len(texts) >= 4 and sum(bool(QUOTED.search(text)) for text in texts) > len(texts) / 2:
                yield f"{sop_id}/{slot_id}", texts


@pytest.mark.parametrize("name", PACKS)
def test_of_what_customers_said_most_is_plain_praise_and_none_is_written_for_them(name: str) -> None:
    """Real words stand in a blank, with consent; at most two of five are a fault and what became of it."""
    found = dict(feedback(LIBRARY.industries[name]))
    if name in {"catering", "hotpot", "bakery", "apparel", "maternal-baby", "fresh-food"}:
        assert found, "no post thanks a customer for kind words"
    for place, texts in found.items():
        assert sum(bool(MENDED.search(text)) for text in texts) <= 0.4 * len(texts), place
        assert [text for text in texts if re.search("「[^〔」]*」", text)] == [], place
        *_, slot_id = place.split("/")
        slot = LIBRARY.industries[name].sops[place.split("/", 1)[0]].slots[slot_id]
        assert re.search("同意|问过本人", f"{slot.notes}{slot.media}"), place


@pytest.mark.parametrize("name", PACKS)
def test_a_text_never_begins_with_a_fault_of_its_thing(name: str) -> None:
    """A caveat comes last, where it saves somebody a bad buy."""
    industry = LIBRARY.industries[name]
    texts = [text for sop_id in industry.sops for _, text in figures.texts(industry, sop_id)]
    assert [
        each.place for each in texts if "\n" in each.raw and voice.has("FLAW", each.raw.split("\n")[0])
    ] == []


BLANK = re.compile(r"〔[^〕]*〕|\{\{[^}]*\}\}")


@pytest.mark.parametrize("name", PACKS)
def test_a_selling_text_gives_a_reason_before_its_price(name: str) -> None:
    """At most one of ten opens with the name and the price alone, as a board does."""
    industry = LIBRARY.industries[name]
    selling, bare = 0, []
    for sop_id in industry.sops:
        for slot, text in figures.texts(industry, sop_id):
            price = re.search(voice.PATTERNS["PRICE"], text.raw)
            if slot.type == "activity" and price:
                selling += 1
                if len(re.findall("[一-鿿]", BLANK.sub("", text.raw[: price.start()]))) < 4:
                    bare.append(text.place)
    assert selling >= 20
    assert len(bare) <= selling / 10, bare


# --- what is not sold -----------------------------------------------------------------------------------

# Of every pack: first and second stage, special medical and health food are nobody's posts.
NEVER = re.compile(
    "婴儿(?:配方)?奶粉|婴幼儿配方|[一二12]段(?:奶|粉)|特殊?医学?(?:用途|食品|配方)|特医|保健食?品|益生菌|滴剂|鱼油|DHA|钙片|葡萄糖酸"
    "|初乳|乳铁蛋白|藻油|蓝帽"
)
# What a welcome forbids and a week of breast-feeding leaves out is no post of it.
FORMULA = re.compile("(?<!劝人换)(?<!不聊)奶粉")


@pytest.mark.parametrize("name", PACKS)
def test_no_text_sells_infant_formula_medical_or_health_food(name: str) -> None:
    said = {
        place: found[0]
        for place, text in members_read(LIBRARY.industries[name])
        if (found := NEVER.search(text))
    }
    assert said == {}


def test_milk_powder_is_of_twelve_months_and_more_and_stands_in_its_own_post() -> None:
    """And it only says what there is: no offer, no comparison, no promise."""
    industry = LIBRARY.industries["maternal-baby"]
    elsewhere = [
        place
        for place, text in members_read(industry)
        if FORMULA.search(text) and not place.startswith("welfare/milk/")
    ]
    assert elsewhere == []
    milk = industry.sops["welfare"].slots["milk"]
    assert milk.offer is None
    assert milk.type == "content"
    assert "12个月以上" in milk.title
    for text in milk.texts.values():
        stages = re.findall(r"([一二三四1-4])段", text)
        assert {*stages} <= {*"三四34"}
        assert not re.search("折|优惠|券|送|试喝|拼团|接龙|长高|护眼|抵抗力|奶源|进口", text), text


def test_food_for_infants_is_facts_of_its_package_alone() -> None:
    food = LIBRARY.industries["maternal-baby"].sops["welfare"].slots["food"]
    assert food.offer is None
    assert food.type == "content"
    assert "保健食品、特殊医学用途食品、药一概不发" in (food.notes or "")
    for text in food.texts.values():
        assert not re.search(
            r"折|优惠|券|\d元|〔[^〕]*价|试吃|拼团|接龙|补铁|补钙|长高|聪明|抵抗力|好消化", text
        ), text


def test_supplements_are_named_in_the_law_chapter_only() -> None:
    """Which of them may be advertised, and that this pack posts none."""
    body = LIBRARY.industries["maternal-baby"].chapters["law"].body
    assert re.search("营养品里的保健食品.*一概不发", body)


# --- what owes a licence ---------------------------------------------------------------------------------

RAW = re.compile(
    "半成品|生饺|生汤圆|生坯|净菜|腌好的|冷冻的|速冻|生的[^，。]*(?:带走|带回)|回家(?:煮|炒|下锅)"
)


@pytest.mark.parametrize(
    "name", [name for name in PACKS if LIBRARY.industries[name].pack.sector == "catering"]
)
def test_who_sells_raw_or_half_made_food_is_told_of_the_licence(name: str) -> None:
    """In the notes of each post that sells it, and on one page that says which entry of the licence is meant."""
    industry = LIBRARY.industries[name]
    for sop_id, sop in industry.sops.items():
        for slot_id, slot in sop.slots.items():
            selling = [text for text in slot.texts.values() if RAW.search(text) and voice.has("PRICE", text)]
            assert not selling or "许可证" in (slot.notes or ""), f"{sop_id}/{slot_id}"
    law = industry.chapters["law"].body
    assert "食品安全法第三十五条" in law
    assert re.search("生|半成品|冷冻", law)


def test_the_licence_is_named_for_each_way_of_selling() -> None:
    body = LIBRARY.industries["catering"].chapters["law"].body
    table = body.partition("{#_permit}")[2].partition("\n## ")[0]
    for sold in ("热食", "冷食", "生饺子", "散装食品", "预包装", "外送"):
        assert sold in table, sold


# --- pages that a trade shows ----------------------------------------------------------------------------

FOUR = ("时间", "内容", "负责人", "注意")


def test_the_day_of_a_mother_and_baby_group_stands_in_four_columns() -> None:
    """Time, content, owner, notes, from morning to evening; the page leads to the posts it speaks of."""
    page = LIBRARY.industries["maternal-baby"].chapters["day"]
    rows = [
        tuple(cell.strip() for cell in line.split("|")[1:-1])
        for line in page.body.splitlines()
        if line[:1] == "|"
    ]
    assert rows[0] == FOUR
    hours = [row[0] for row in rows[2:]]
    assert hours == sorted(hours)
    assert len(hours) >= 5
    assert all(re.fullmatch(r"\d\d:\d\d", hour) for hour in hours)
    assert all(all(row) for row in rows[2:])
    assert page.chapter.slots
    assert "四栏" in (page.chapter.title or "")


def test_the_four_columns_are_explained_where_one_learns_to_plan() -> None:
    assert re.search(r"\| 时间 \| 内容 \| 谁来发 \| 注意什么 \|", LIBRARY.handbook["posting-plan"].body)


@pytest.mark.parametrize("name", PACKS)
def test_a_trade_shows_a_page_of_its_law_and_one_of_its_day(name: str) -> None:
    chapters = LIBRARY.industries[name].chapters
    day = {"apparel": "sizes", "education": "open-class-week"}.get(name, "day")
    assert {"law", day} <= chapters.keys()
    assert chapters["law"].chapter.sources
    assert "不能发的" in chapters["law"].body
    assert "换成" in chapters["law"].body


# --- a draw, posts to one -------------------------------------------------------------------------------

FORWARDED = re.compile("转发|集赞|分享到|朋友圈|拉人|拉[一两三几]位|邀请好友|助力")


def test_the_draw_of_a_bakery_asks_for_nothing_that_is_forwarded() -> None:
    """A coupon for whoever forwards a poster is what it replaces: rules first, whoever bought or asks takes part."""
    industry = LIBRARY.industries["bakery"]
    slots = industry.sops["welfare"].slots
    opened, drawn = slots["draw-open"], slots["draw"]
    for slot in (opened, drawn):
        assert [text for text in slot.said.values() if FORWARDED.search(text)] == []
    assert opened.offer is not None
    assert opened.offer.kind == "lottery"
    assert all(re.search("规则|公告", text) for text in opened.said.values())
    assert re.search("转发", industry.chapters["draw"].body)


@pytest.mark.parametrize("name", [name for name in PACKS if "members" in LIBRARY.industries[name].sops])
def test_revisits_go_to_one_customer_at_a_time(name: str) -> None:
    """Planned with the members' group and no part of what it bears; no price, no link, who writes stands first."""
    slot = LIBRARY.industries[name].sops["members"].slots["revisit"]
    assert slot.is_private
    assert slot.when.routine
    assert [text for text in slot.said.values() if voice.has("PRICE", text) or "http" in text] == []
    for other in ("points", "helpers"):
        assert other in LIBRARY.industries[name].sops["members"].slots
