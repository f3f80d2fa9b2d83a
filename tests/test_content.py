"""The packs hold what a shop needs to run its groups from tomorrow on."""

from __future__ import annotations

import json
import re

import figures
import pytest
import voice
from conftest import SOP, TODAY, Write, catalogue, own_library
from figures import KINDS
from qunli import checks, kept, library, site
from qunli.checks.subjects import of_pack
from qunli.library import Industry
from qunli.library.filling import filled
from qunli.model import PACES, VOICES, WARM, Voice
from qunli.text import blanks
from qunli.when import EveryDay, EveryWeeks, OnFestival, Recurring

LONG_LIVED = ("welfare", "members", "moments")
LIBRARY = own_library()
# Promised in the same words each time: the law on returns, and how an order or the red packet ends.
TERMS = ("收货7天内可无理由退", "今晚21:00前回份数", "手气王3天内到店8折")
BANNED = ("家人们", "宝子", "福利来袭", "手慢无", "亲们")
# Every pack found, forks and drafts too, keeps what its texts owe to those who read them; what is promised of a
# whole pack is judged once it stands on its own and is no draft. `make bench` prints the shares of all.
PACKS = tuple(LIBRARY.industries)
FINISHED = figures.finished(LIBRARY)
every_pack = pytest.mark.parametrize("name", PACKS)
every_text = pytest.mark.parametrize(
    ("name", "sop_id"), [(name, sop_id) for name in PACKS for sop_id in LIBRARY.industries[name].sops]
)
published = pytest.mark.parametrize("name", figures.published(LIBRARY))
finished = pytest.mark.parametrize("name", FINISHED)
finished_sop = pytest.mark.parametrize(("name", "sop_id"), [(n, s) for n in FINISHED for s in KINDS])


def test_the_projects_own_sources_are_clean_to_every_check() -> None:
    """What a draft still lacks reminds, and stops nothing."""
    with kept.opened(kept.place(), TODAY):
        _, problems = site.judged(LIBRARY, TODAY)
    drafts = LIBRARY.industries.keys() - {*figures.published(LIBRARY)}
    own = tuple(f"content/industries/{name}/" for name in drafts)
    faults = [each for each in problems if each.level == "error" or not each.path.startswith(own)]
    assert [str(each) for each in faults] == []


@finished_sop
def test_every_pack_has_the_six_plans_with_their_foundations(name: str, sop_id: str) -> None:
    """Positioning in full; rules and welcome for every group; owner, way, media and records for every post."""
    sop = LIBRARY.industries[name].sops[sop_id]
    assert sop.kind == KINDS[sop_id]
    assert sop.positioning
    assert all(getattr(sop.positioning, field) for field in type(sop.positioning).model_fields)
    if sop_id != "moments":
        assert sop.welcome
        assert sop.rules
        assert all(getattr(sop.rules, field) for field in type(sop.rules).model_fields)
    for slot in sop.slots.values():
        assert slot.owner, slot.title
        assert slot.stage, slot.title
        assert slot.media, slot.title
        assert slot.record, slot.title


@finished
def test_the_main_group_has_three_paces_each_holding_the_slower_one(name: str) -> None:
    """Light about four a week from weekly slots; standard one a day or more; full more than that."""
    industry = LIBRARY.industries[name]
    light, standard, full = (len(figures.week(LIBRARY, industry, "welfare", pace)) / 12 for pace in PACES)
    assert 3 <= light <= 5
    assert 6.5 <= standard < full
    for slot in industry.sops["welfare"].slots.values():
        if slot.pace == "light" and slot.when.routine:
            assert isinstance(slot.when, EveryWeeks)


@finished
def test_at_every_pace_half_of_the_main_groups_posts_are_activities(name: str) -> None:
    """Between 50 and 80 %, with know-how and warmth beside them (S3)."""
    for pace in PACES:
        types = figures.week(LIBRARY, LIBRARY.industries[name], "welfare", pace)
        assert 0.5 <= types.count("activity") / len(types) <= 0.8, pace


@every_pack
def test_the_main_group_is_whole_by_itself_at_every_pace(name: str) -> None:
    """福利, 干货 and 互动 in each week but for those of a festival, at the slowest pace too, whatever a fork left out."""
    for pace in PACES:
        types = figures.week(LIBRARY, LIBRARY.industries[name], "welfare", pace)
        assert set(types) == {"activity", "content", "warmth"}, pace
        assert min(types.count(each) for each in set(types)) >= 10, f"{pace}: of twelve weeks"


@finished
def test_no_text_comes_back_too_soon(name: str) -> None:
    """28 days for what is posted on most days of a week, 56 for what comes once or twice, in every plan."""
    industry = LIBRARY.industries[name]
    early = {}
    for sop_id, sop in industry.sops.items():
        for slot_id, days in figures.returns(LIBRARY, industry, sop_id).items():
            when = sop.slots[slot_id].when
            daily = isinstance(when, EveryDay) or (isinstance(when, Recurring) and when.days_a_period >= 5)
            if days < (28 if daily else 56):
                early[f"{sop_id}/{slot_id}"] = days
    assert early == {}


@finished
def test_texts_of_a_recurring_post_are_a_multiple_of_its_days(name: str) -> None:
    """Otherwise a text would return early."""
    for sop in LIBRARY.industries[name].sops.values():
        for slot in sop.slots.values():
            if isinstance(slot.when, Recurring):
                assert len(slot.texts) % (slot.when.days_a_period * len(slot.when.at)) == 0, slot.title


@finished
def test_a_pack_holds_about_a_hundred_texts_or_more_for_every_stage(name: str) -> None:
    """And the long-lived plans give way to festivals."""
    industry = LIBRARY.industries[name]
    found = [slot for sop_id in industry.sops for slot, _ in figures.texts(industry, sop_id)]
    assert len(found) >= 100
    assert {slot.stage for slot in found} >= {
        "acquisition",
        "activation",
        "retention",
        "revenue",
        "repurchase",
    }
    for sop_id in LONG_LIVED:
        assert figures.campaigns(industry, sop_id), sop_id
    for role in industry.pack.roles:
        assert any(slot.owner == role for slot in found), role


@every_text
def test_every_text_can_be_read_at_a_glance_and_said_aloud(name: str, sop_id: str) -> None:
    """Length, lines, emoji, blanks with a short text, and none of the worn-out calls."""
    faults = []
    for slot, text in figures.texts(LIBRARY.industries[name], sop_id):
        said = {
            "length": text.length <= 120,
            "lines": text.lines <= 6,
            "emoji": text.emoji <= 2,
            "blanks": text.blanks <= 3 and (slot.short or not text.needs_filling),
            "worn out": not any(word in text.posted for word in BANNED),
        }
        faults += [f"{text.place}: {what}\n{text.posted}" for what, fine in said.items() if not fine]
    assert not faults, "\n\n".join(faults)


# How often one text may say it; a festival's may be louder. A particle with its wave is one.
MARKS = {"EXCL": (1, 2), "PART": (2, 2)}


@every_text
def test_no_text_shouts_or_drawls(name: str, sop_id: str) -> None:
    """One exclamation mark, two on a feast; two particles at most (the limits of a single text)."""
    industry = LIBRARY.industries[name]
    loud = [
        (text.place, pattern)
        for slot, text in figures.texts(industry, sop_id)
        for pattern, (most, feast) in MARKS.items()
        if len(re.findall(voice.PATTERNS[pattern], text.raw, re.M))
        > (feast if isinstance(slot.when, OnFestival) else most)
    ]
    assert loud == []


# Words that hold for any shop of the trade: what it is called, where it is, and what a law prescribes.
ANY_SHOP = {
    "本店",
    "店里",
    "营业时间内",
    "育儿顾问（员工）",
    "店里的公示栏",
    "线上买的，收货7天内可无理由退，吊牌在、没穿洗过",
}


@every_pack
def test_a_pack_says_nothing_that_only_one_shop_can_know(name: str) -> None:
    """Dishes, prices, hours and the like are examples, and an example is never what goes out."""
    industry = LIBRARY.industries[name]
    assert set(industry.defaults.values()) <= ANY_SHOP
    for variable, each in industry.pack.variables.items():
        assert each.example, f"{variable} has no example"


@every_pack
def test_no_short_text_and_no_welcome_has_anything_to_fill_in(name: str) -> None:
    industry = LIBRARY.industries[name]
    for sop in industry.sops.values():
        assert not blanks(filled(sop.welcome or "", industry.pack.variables, industry.defaults, None)), (
            sop.title
        )
        for slot in sop.slots.values():
            said = filled(slot.short or "", industry.pack.variables, industry.defaults, slot.rotate)
            assert not blanks(said), slot.title


@every_pack
def test_texts_are_no_variations_of_one_skeleton(name: str) -> None:
    """First lines hardly ever repeat; a sentence at most four times, but for terms that must be said alike."""
    industry = LIBRARY.industries[name]
    posted = [text.posted for sop_id in industry.sops for _, text in figures.texts(industry, sop_id)]
    firsts = [text.split("\n")[0] for text in posted]
    assert len(set(firsts)) >= 0.97 * len(firsts)
    sentences: dict[str, int] = {}
    for text in posted:
        for sentence in set(re.split(r"[。！？\n，；]", text)):
            if len(sentence) >= 10:
                sentences[sentence] = sentences.get(sentence, 0) + 1
    assert {
        sentence: count for sentence, count in sentences.items() if count > 4 and sentence not in TERMS
    } == {}


@every_pack
def test_education_posts_nothing_after_nine_in_the_evening(name: str) -> None:
    """The last post begins at 20:30 or earlier, in its forks too."""
    industry = LIBRARY.industries[name]
    if "education" not in (name, *industry.bases):
        return
    for sop in industry.sops.values():
        for slot in sop.slots.values():
            assert f"{slot.when.at[-1]:%H:%M}" <= "20:30", slot.title


IN_VOICES = {name: voice.voices(LIBRARY.industries[name]) for name in PACKS}
every_voice = pytest.mark.parametrize(
    ("name", "spoken"), [(name, each) for name in FINISHED for each in IN_VOICES[name]]
)
other_voice = pytest.mark.parametrize(
    ("name", "spoken"), [(n, each) for n in PACKS for each in IN_VOICES[n] if each != WARM]
)


@every_voice
def test_a_pack_sounds_as_a_good_shop_does(name: str, spoken: str) -> None:
    """Shares of replies asked, prices, thanks, particles, short texts and the rest, per plan and pace; no end twice."""
    print(voice.table(IN_VOICES[name][spoken], spoken))
    assert voice.faults(IN_VOICES[name][spoken], spoken) == []


def _shop(project: Write, *said: str) -> Industry:
    """Return a pack of one rotation with these texts."""
    plan = SOP.replace("[今天有鱼, 今天有肉, 今天有汤]", json.dumps(said, ensure_ascii=False))
    root = project({"content/industries/shop/sops/welfare.yml": plan})
    return library.load(root).require().industries["shop"]


PLAIN = [f"第{number}天，{number}样都好" for number in "一二三四五六七八"]


@pytest.mark.parametrize("end", ["，68元。", "，〔价，例：68元〕～", "，〔价，例：6元〕一碗🍜"])
def test_a_plan_whose_texts_end_on_a_price_day_by_day_is_found(project: Write, end: str) -> None:
    """Three of eight neighbours are too many, also where the rotation begins anew; two are not."""
    priced = [f"{each}{end}" for each in PLAIN]
    assert list(voice.ends_on_a_price(_shop(project, *priced), "welfare"))
    assert list(voice.ends_on_a_price(_shop(project, priced[0], *PLAIN[1:6], *priced[6:]), "welfare"))
    assert not list(voice.ends_on_a_price(_shop(project, *priced[:2], *PLAIN[2:]), "welfare"))


def test_texts_of_one_line_that_close_on_the_same_sentence_are_found(project: Write) -> None:
    """Whatever mark or face stands behind it."""
    assert list(voice.same_ends(_shop(project, "有鱼。来坐坐", "有肉！来坐坐～😊"), "welfare"))
    assert not list(voice.same_ends(_shop(project, "有鱼。来坐坐", "有肉！来尝尝"), "welfare"))


@finished
def test_a_pack_speaks_in_three_voices(name: str) -> None:
    assert [*IN_VOICES[name]] == [*VOICES]


def said(industry: Industry) -> dict[str, str]:
    """Return everything that a pack posts by where it stands: texts, answers, short texts, welcomes, occasions."""
    found = {}
    for sop_id, sop in industry.sops.items():
        found[f"{sop_id}/welcome"] = sop.welcome or ""
        for slot_id, slot in sop.slots.items():
            found[f"{sop_id}/{slot_id}/short"] = slot.short or ""
            found |= {f"{sop_id}/{slot_id}/{text_id}": text for text_id, text in slot.said.items()}
    for file in industry.of("anytime").values():
        for name, each in file.value.occasions.items():
            found |= {f"anytime/{name}/{text_id}": text for text_id, text in each.texts.items()}
    return {place: text.strip() for place, text in found.items() if text}


# What a text promises: numbers, blanks, variables, quotes, and words of a price, a limit, a way out or a no.
BINDING = r"\d+|〔[^〕]*〕|\{\{[^}]*\}\}|「[^」]*」|[元价折限退赔免送奖券不没别无每各只]"


BARE_END = re.compile(
    r"([软香鲜脆嫩酥甜糯辣多早好]|热乎|热闹)着(?=[，。！？；～\s\U0001F300-\U0001FAFF\u2600-\u27BF]|$)"
)


def _odd(warm: str, other: str, spoken: Voice) -> str:
    """Return what a text lost or gained that it must not, "" for nothing."""
    doubled = r"[，。！？、；：～]{2}"
    lines = other.split("\n")
    rules = {
        "the lines are others": len(lines) == len(warm.split("\n")),
        "an empty line": all(each.strip() for each in lines) or "\n\n" in warm,
        "a line that begins with a mark": not any(re.match("[，。！？、；：～）]", each) for each in lines),
        "doubled marks": len(re.findall(doubled, other)) <= len(re.findall(doubled, warm)),
        "a promise": re.findall(BINDING, other.replace("各位", ""))
        == re.findall(BINDING, warm.replace("各位", "")),
        "a leftover": all(spoken.said(other, str(number)) == other for number in range(1, 5)),
        # 鲜着呢 without its 呢 is half said; 收着呢 is not.
        "a broken end": len(BARE_END.findall(other)) <= len(BARE_END.findall(warm)),
        "two greetings": not re.match(r"(早上好|您好|各位)[，。！]?(早上好|您好|各位|大家)", other),
        # A welcome may be longer; its length is judged by the checks.
        "too long": "\n\n" in warm or len(voice.bare(other)) <= max(len(voice.bare(warm)), voice.LONGEST),
    }
    return "、".join(rule for rule, holds in rules.items() if not holds)


@other_voice
def test_another_voice_says_the_same_and_leaves_nothing_half_said(name: str, spoken: str) -> None:
    """No lost line, no doubled mark, no particle left, nothing promised more or less; forks and their own texts too."""
    industry = LIBRARY.industries[name]
    other = said(IN_VOICES[name][spoken])
    odd = {
        place: (wrong, text, other[place])
        for place, text in said(industry).items()
        if (wrong := _odd(text, other[place], industry.pack.voices[spoken]))
    }
    assert not odd, "\n".join(f"{place}: {each}" for place, each in odd.items())


def test_an_end_that_a_lost_particle_broke_would_be_seen() -> None:
    for broken in ("鲜着！", "香着，快来！", "软着😋", "都好着", "还热闹着？"):
        assert BARE_END.search(broken), broken
    for whole in ("鲜着呢！", "替你收着。", "正香，快来！", "天还热着。"):
        assert not BARE_END.search(whole), whole


@pytest.mark.parametrize("name", LIBRARY.industries)
def test_at_least_a_third_of_the_texts_differ_in_each_other_voice(name: str) -> None:
    """Of forks too, as they stand."""
    for spoken, industry in IN_VOICES[name].items():
        both = [
            (text.raw, other.raw)
            for sop_id in industry.sops
            for (_, text), (_, other) in zip(
                figures.texts(LIBRARY.industries[name], sop_id), figures.texts(industry, sop_id), strict=True
            )
        ]
        differing = sum(text != other for text, other in both)
        assert spoken == WARM or differing >= len(both) / 3, spoken


@other_voice
def test_the_word_checks_find_nothing_in_another_voice(name: str, spoken: str) -> None:
    """Whatever they find would be told to a shop that chose it."""
    found = checks.judge([*of_pack(IN_VOICES[name][spoken])], catalogue(), figures.START)
    assert found == []


def _added_up(table: list[list[str]]) -> bool:
    """Return whether the row 共 of a table is the sum of the rows above it; a table without one has nothing to add."""
    *rows, last = ([cell.strip("* ").replace(",", "") for cell in row] for row in table)
    numbers = [(column, total) for column, total in enumerate(last) if total.isdigit()]
    return last[0] != "共" or all(
        sum(int(row[column]) for row in rows) == int(total) for column, total in numbers
    )


@published
def test_every_pack_shows_a_worked_month_of_its_own(name: str) -> None:
    """Not its base's; marked as made up; its sums hold, and what is left is what the handbook says of it."""
    month = LIBRARY.industries[name].chapters["month"]
    assert f"industries/{name}/" in month.path, "its base's month"
    assert "编的例子，不是哪家真店" in month.body
    tables = re.findall(r"^\|[ -]*---.*\n((?:\|.*\n)+)", month.body, re.MULTILINE)
    assert all(_added_up([row.split("|")[1:-1] for row in each.splitlines()]) for each in tables)
    before, came, went, after = map(int, re.findall(r"\d+", re.findall(r"对一遍：([^。]*)。", month.body)[0]))
    assert before + came - went == after
    left = re.findall(r"\*\*净落\*\*.*\*\*([\d,.]+)\*\* \|$", month.body, re.MULTILINE)
    told = LIBRARY.handbook["one-month"].body
    line = next(each for each in re.split(r"[\n，：]", told) if f"industries/{name}/" in each)
    assert left[0] in line


# What only some of the trades of food sell, and the permit each of their pages must name for it.
PERMITS = {
    "milk-tea": "自制饮品",
    "bakery": "自制饮品",
    "fresh-food": "冷食",
    "catering": "冷食",
    "hotpot": "冷食",
}


@published
def test_who_sells_food_reads_which_permit_it_needs(name: str) -> None:
    """Packs of food have a section on permits; notes that send there name a page that the pack has."""
    industry = LIBRARY.industries[name]
    law = industry.chapters["law"].body
    if industry.sector in ("catering", "fresh-food"):
        assert "{#_permit}" in law
        assert PERMITS.get(name, "许可") in law.split("{#_permit}")[1].split("\n## ")[0]
    titles = {each.chapter.title or "" for each in industry.chapters.values()}
    notes = [slot.notes or "" for sop in industry.sops.values() for slot in sop.slots.values()]
    sent = {page for each in notes for page in re.findall(r"见“([^”]+)”", each)}
    assert {page for page in sent if not any(page in title for title in titles)} == set()


# What befalls any shop without an hour, and what the trades call it in the title of its occasion.
OCCASIONS = {
    "到货": "到货|到了|新到|加烤|提前熟",
    "卖完": "卖完",
    "有空位": "空桌|有座|空出|空着|架空|有空|装得下",
    "停电停水": "停电、?停水",
    "迟开门": "迟开门|迟一点开门|开门晚|晚发",
    "天气": "变天|下雨|天气",
    "感谢": "谢",
    "招人": "招人",
    "道歉": "道歉|我们做错",
    "补货": "补货|补码|补上|又有了",
}


@published
def test_every_pack_has_texts_for_what_befalls_any_shop(name: str) -> None:
    """Three at least for each of the ten occasions, its base's or its own."""
    found = [
        (each.title, len(each.texts))
        for file in LIBRARY.industries[name].of("anytime").values()
        for each in file.value.occasions.values()
    ]
    missing = {
        occasion
        for occasion, titles in OCCASIONS.items()
        if not any(re.search(titles, title) and count >= 3 for title, count in found)
    }
    assert missing == set()


SOURCES = {
    "catering": {("day", "11:00"), ("day", "12:00"), ("day", "18:00")},
    "apparel": {("mon", ""), ("tue", ""), ("thu", ""), ("fri", ""), ("sat", "")},
    "education": {("mon", ""), ("tue", ""), ("wed", ""), ("thu", "")},
}


@pytest.mark.parametrize("name", SOURCES)
def test_the_main_group_keeps_the_days_and_hours_of_its_source(name: str) -> None:
    """The plans of the articles, S3."""
    found = set()
    for slot in LIBRARY.industries[name].sops["welfare"].slots.values():
        if isinstance(slot.when, EveryDay):
            found.update(("day", f"{hour:%H:%M}") for hour in slot.when.at)
        if isinstance(slot.when, EveryWeeks):
            found |= {
                (("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day], "") for day in slot.when.weekdays
            }
    assert found >= SOURCES[name]
