"""Nothing that newcomers are told, and no words of the handbook to paste, promise what the chosen pace does not post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from conftest import REPOSITORY, own_library
from figures import finished, published
from qunli.library import Shop
from qunli.model import PACES, Pace
from qunli.source import File, parse_yaml
from test_paces import DAYS, PACKS, every_pace, plan, posted

LIBRARY = own_library()
MAIN = "welfare"
WHOLE = finished(LIBRARY)
# What a summary says of fuller paces, which it names as such.
FULLER = re.compile("(?:人手够|多发的店)再加[^。]*")
# 每周一 is a day or every week, 一周三晚 counts evenings.
WEEKDAY = re.compile("(?<![一两三四每])周([一二三四五六日])(?![次轮晚])|每周([二三四五六日])(?![次轮晚])")


@dataclass(frozen=True)
class Word:
    """Words that promise something that comes again, and the posts of which one is enough to keep the promise."""

    pattern: str
    slots: tuple[str, ...]

    def is_kept(self, posted: set[str]) -> bool:
        return not posted.isdisjoint(self.slots)


@cache
def _listed() -> dict[str, dict[str, dict[str, list[str]]]]:
    path = REPOSITORY / "tests/promised.yml"
    found: dict[str, dict[str, dict[str, list[str]]]] = parse_yaml(
        File(path.name, path.read_text("utf-8"))
    ).data
    return found


@cache
def words(pack: str, run: str) -> tuple[Word, ...]:
    """Return the words of a group: its own for a post in place of its base's for the same post."""
    own = _listed().get(pack, {}).get(run, {})
    base = LIBRARY.industries[pack].bases
    found = [Word(pattern, tuple(slots)) for pattern, slots in own.items()]
    if not base:
        return tuple(found)
    renamed = {slot for each in found for slot in each.slots}
    taken = [each for each in words(base[-1], run) if each.pattern not in own]
    return (*found, *(each for each in taken if not renamed & {*each.slots}))


@dataclass(frozen=True)
class Posted:
    """What a pack posts again and again at a pace, by run: its slots, and the weekdays that each speaks of."""

    slots: dict[str, dict[str, frozenset[str]]]

    def days(self, run: str, word: Word) -> set[str]:
        return {day for slot in word.slots for day in self.slots.get(run, {}).get(slot, ())}

    def keeps(self, run: str, word: Word) -> bool:
        return word.is_kept({*self.slots.get(run, {})})


@cache
def made(pack: str, pace: Pace) -> Posted:
    found: dict[str, dict[str, set[str]]] = {}
    for run, slot, text, day in posted(plan(pack, pace)):
        days = found.setdefault(run, {}).setdefault(text.split("/")[1], set())
        days.add(DAYS[day.weekday()])
        if sum("明" in said for said in slot.texts.values()) > len(slot.texts) / 2:
            days.add(DAYS[(day.weekday() + 1) % 7])
    slots = {run: {slot: frozenset(days) for slot, days in each.items()} for run, each in found.items()}
    for run, each in plan(pack, pace).shop.runs.items():
        known = slots.setdefault(run, {})
        known.update(
            {slot: frozenset(DAYS) for slot in each.sop.slots if slot not in known and run == "onboarding"}
        )
    return Posted(slots)


def told(shop: Shop, run: str) -> Iterator[tuple[str, str]]:
    """Yield what newcomers are told of a group, by field, and in the first days each text of theirs."""
    sop = shop.runs[run].sop
    yield "welcome", sop.welcome or ""
    yield "summary", FULLER.sub("", sop.summary or "")
    if run == MAIN:
        yield "pack", FULLER.sub("", shop.industry.pack.summary or "")
    if sop.positioning:
        yield "benefit", sop.positioning.benefit or ""
        yield "solution", FULLER.sub("", sop.positioning.solution or "")
        yield "member", sop.positioning.motives.member if sop.positioning.motives else ""
    for field in type(sop.rules).model_fields if sop.rules else ():
        value = getattr(sop.rules, field)
        yield field, "；".join(value) if isinstance(value, tuple) else str(value or "")
    if run == "onboarding":
        for slot_id, slot in sop.slots.items():
            yield f"{slot_id}/short", slot.short or ""
            yield from ((f"{slot_id}/{text_id}", text) for text_id, text in slot.said.items())


def about(pack: str, run: str) -> list[tuple[str, Word]]:
    """Return the words that count in a group, each with the run whose posts keep it; newcomers hear of the main one."""
    own = [(run, word) for word in words(pack, run)]
    if run != "onboarding":
        return own
    named = {word.pattern for _, word in own}
    return own + [(MAIN, word) for word in words(pack, MAIN) if word.pattern not in named]


def broken(pack: str, pace: Pace, run: str, text: str) -> Iterator[str]:
    """Yield what a text promises and nobody posts, and on which weekday nobody does."""
    posts = made(pack, pace)
    for group, word in about(pack, run):
        if re.search(word.pattern, text) and not posts.keeps(group, word):
            yield word.pattern
    for clause in re.split("[，、；。！？：\n]", text):
        days = {first or second for first, second in WEEKDAY.findall(clause)}
        for group, word in about(pack, run) if days else ():
            if re.search(word.pattern, clause) and not days <= posts.days(group, word):
                yield f"周{''.join(sorted(days))} {word.pattern}"


@every_pace
def test_no_text_for_newcomers_promises_what_this_pace_does_not_post(name: str, pace: Pace) -> None:
    """Welcome, rules, positioning and the texts of the first days, with the paragraphs that this pace says."""
    shop = plan(name, pace).shop
    found = {
        (run, where): faults
        for run in shop.runs
        for where, text in told(shop, run)
        if (faults := [*broken(name, pace, run, text)])
    }
    assert found == {}


@pytest.mark.parametrize("name", published(LIBRARY))
def test_every_post_that_comes_again_has_words_that_promise_it(name: str) -> None:
    """Else a new post could be promised where it is not made; and words that no post says keep nothing."""
    plans = plan(name, PACES[-1]).shop.runs
    for run in (MAIN, "members", "moments"):
        slots = plans[run].sop.slots if run in plans else {}
        known = {slot for word in words(name, run) for slot in word.slots}
        routine = {slot_id for slot_id, slot in slots.items() if slot.when.routine}
        assert routine - known == set()
        for word in words(name, run):
            said = [
                "\n".join((slots[slot].title, *slots[slot].said.values()))
                for slot in word.slots
                if slot in slots
            ]
            assert not said or any(re.search(word.pattern, each) for each in said), (run, word)


@pytest.mark.parametrize(
    ("pack", "run", "text", "pace"),
    [
        ("catering", MAIN, "每天十一点发菜单", "full"),
        ("catering", "onboarding", "福利群有券、有菜单", "full"),
        ("hotpot", MAIN, "上午报能涮的", "full"),
        ("bakery", MAIN, "先看收摊前的架子", "full"),
        ("education", MAIN, "周日答疑", "standard"),
        ("education", "members", "周四点评作业", None),
        ("fresh-food", "onboarding", "教会怎么早上自提", "full"),
        ("maternal-baby", MAIN, "断码先说", None),
        ("maternal-baby", MAIN, "周三拼尿裤", None),
    ],
)
def test_such_promises_are_found(pack: str, run: str, text: str, pace: Pace | None) -> None:
    """From the pace on that posts them, or at every pace, they are none or remain broken ones."""
    found = {each: bool([*broken(pack, each, run, text)]) for each in PACES}
    first = PACES.index(pace) if pace else len(PACES)
    assert found == {each: place < first for place, each in enumerate(PACES)}


# --- words to paste in the handbook ---------------------------------------------------------------------

TRADES = {LIBRARY.industries[name].pack.title: name for name in PACKS}
GROUPS = {"在读群": "members", "会员群": "members"}
PAGES = {
    **{name: page.body for name, page in LIBRARY.handbook.items()},
    **{f"templates/{name}": page.body for name, page in LIBRARY.templates.items()},
}
CHAPTERS = {
    f"{pack}/{name}": page.body for pack in PACKS for name, page in LIBRARY.industries[pack].chapters.items()
}
# What comes again, on a day or at an hour: a sentence that says so is a promise, not a piece of news.
AGAIN = re.compile(
    "每[天晚早周月]|天天|周[一二三四五六日]|一周|群里有|群里先|[一二两三四五六七八九十]+点(?!半?[钟起])|进来得到什么"
)


@dataclass(frozen=True)
class Line:
    """A sentence of a page to paste or to say, of which trade it is (none: of any), of which group and pace."""

    page: str
    text: str
    pack: str
    run: str
    pace: Pace


def _of(pack: str, name: str, title: str, text: str) -> Iterator[Line]:
    run = next((group for word, group in GROUPS.items() if word in title), MAIN)
    pace: Pace = "full" if "发得多" in title else "light"
    for sentence in re.split("[。！？；\n]", text):
        if AGAIN.search(sentence):
            yield Line(name, sentence.strip(), pack, run, pace)


def lines() -> Iterator[Line]:
    """Yield the promises of all pages: in blocks to paste, and in marks as somebody is to say them."""
    for name, body in (*PAGES.items(), *CHAPTERS.items()):
        owner = name.partition("/")[0] if name in CHAPTERS else ""
        tab = owner
        for block in re.finditer(
            r'^=== "(?P<tab>[^"]+)"|^ *```text(?: title="(?P<title>[^"]*)")?\n(?P<text>.*?)^ *```|(?P<next>^#)|“(?P<said>[^”]+)”',
            body,
            re.M | re.S,
        ):
            if block["tab"] or block["next"]:
                tab = TRADES.get(block["tab"] or "", owner)
                continue
            title = block["title"] or ""
            trade = TRADES.get(re.split("[·・]", title)[0], tab)
            yield from _of(trade, name, title, block["text"] or block["said"])


def unkept(line: Line) -> list[str]:
    """Return the words of a line that its trade does not keep at its pace; of no trade, those that no trade keeps."""
    packs = [line.pack] if line.pack else WHOLE
    found = [[*broken(name, line.pace, line.run, line.text)] for name in packs]
    said = [
        {word.pattern for _, word in about(name, line.run) if re.search(word.pattern, line.text)}
        for name in packs
    ]
    promising = [faults for faults, words_of in zip(found, said, strict=True) if words_of]
    return min(promising, key=len, default=[])


def test_words_to_paste_promise_only_what_four_posts_a_week_keep() -> None:
    """What a page gives an owner on the first day; what only fuller paces post stands below a title that says so."""
    read = [*lines()]
    assert len({line.page for line in read}) >= 15
    assert {line.pack for line in read} >= {*WHOLE}
    assert [(line.page, line.text, faults) for line in read if (faults := unkept(line))] == []


@pytest.mark.parametrize(
    ("pack", "title", "text"),
    [
        ("catering", "餐饮·福利群", "每天十一点发菜单，十二点看出锅"),
        ("education", "教培·在读群", "课后有回放，周四点评作业"),
        ("", "第二句", "菜单每天十一点"),
        ("maternal-baby", "", "群里每周三有顾问答疑，尿裤断码也会先说"),
    ],
)
def test_a_line_that_promises_more_is_found(pack: str, title: str, text: str) -> None:
    assert [faults for line in _of(pack, "", title, text) if (faults := unkept(line))] != []


def test_the_four_posts_of_the_first_day_are_those_of_each_trade() -> None:
    """A row for every whole pack, with the weekday of each of its four."""
    rows = dict(
        re.findall(
            r"^\| (\S+) \| (.*?) \|$",
            PAGES["five-minutes"].partition("{#_four}")[2].partition("\n## ")[0],
            re.M,
        )
    )
    whole = {LIBRARY.industries[name].pack.title: name for name in WHOLE}
    assert rows.keys() - {"行业", "---"} == whole.keys()
    for trade, pack in whole.items():
        posts = rows[trade].split(" · ")
        named = {
            slot for word in words(pack, MAIN) for slot in word.slots if re.search(word.pattern, rows[trade])
        }
        assert len(posts) == 4
        assert len(named & made(pack, "light").slots[MAIN].keys()) >= 4, (trade, named)
        assert [*broken(pack, "light", MAIN, "\n".join(posts))] == []


def test_every_trade_has_words_of_welcome_that_name_all_its_weekly_posts() -> None:
    """For the pace of the first day, and more for those who post more."""
    body = PAGES["templates/welcome-texts"]
    for pack in WHOLE:
        trade = LIBRARY.industries[pack].pack.title
        mine = dict(re.findall(rf'title="{trade}·([^"]+)"\n(.*?)```', body, re.S))
        (said,) = [text for title, text in mine.items() if "在读" not in title and "发得多" not in title]
        kept = {slot for word in words(pack, MAIN) for slot in word.slots if re.search(word.pattern, said)}
        weekly = {
            slot
            for slot in made(pack, "light").slots[MAIN]
            if slot in plan(pack, "light").shop.runs[MAIN].sop.slots
        }
        assert len(kept & weekly) >= 4, (pack, kept & weekly)
        assert any("发得多" in title for title in mine)
