"""One's own edition: the calendar file that a phone hands to a computer is the same plan, post by post and byte by byte."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import Write, catalogue, needs, slot, smoke, sop
from qunli import checks, feeds, library, portable, schedule
from qunli.checks.amounts import too_many_posts_a_day
from qunli.checks.platforms import mass_send_twice_a_day
from qunli.checks.subjects import AHEAD, PlanCase
from qunli.library import Industry, Library
from qunli.problem import errors
from test_planner import NODE, dumps, first_difference, lines

ROOT = Path(__file__).parents[1]
OWN = Path(__file__).parent / "js/own.mjs"
TODAY = date(2026, 11, 27)
ADDRESS = feeds.Address("https://qunli.example/", "shop.example")
# What people, and others, type into a field.
LINES = [
    "老王小馆", "{{ store }}", "{{store}}", "<img src=x onerror=alert(1)>", "\"引号\"'和'", "a: b # c", "- x", "null", "0",
    "〔空，例：x〕", "=1+1", "\\n\\", "1.50", "2026-12-01", "%tag", "@x", "店\u202e\u0000\n店", "🦐" * 300, "逗，号；；:,",
]  # fmt: skip
pytestmark = needs("node", NODE)


@pytest.fixture(scope="module")
def house() -> Library:
    return library.load(ROOT).require()


def pack(found: Library, industry: Industry, today: date = TODAY) -> dict[str, Any]:
    known = portable.Known.at(found.almanac, today, portable.began(industry, ()))
    return portable.pack_data(industry, known)


def drawn(random: Random, industry: Industry, number: int) -> dict[str, Any]:
    """Return an edition as a form, or somebody's hands, may have made it."""
    sops = [name for name in industry.sops if random.random() < 0.6] or [*industry.sops][:1]
    monday = TODAY - timedelta(days=TODAY.weekday())
    runs = [
        {
            "sop": name,
            "groups": random.sample(["一群", "二群", *LINES], random.randint(1, 3)),
            "starts": f"{monday + timedelta(days=random.choice([0, 0, 7, 9]))}",
            "gone": _gone(random, industry, name),
            "also": _also(random, industry, name),
        }
        for name in sops
    ]
    values = {
        name: random.choice(LINES)
        if variable.fields is None
        else [
            {field: random.choice(["", *LINES]) for field in variable.fields}
            for _ in range(random.randint(1, 4))
        ]
        for name, variable in industry.pack.variables.items()
        if random.random() < 0.7
    }
    return {
        "form": 1, "id": f"my-draw{number}", "edition": number, "time": 29929658, "industry": industry.id,
        "title": random.choice(["", *LINES]), "pace": random.randint(0, 2),
        "hours": random.choice([[], ["09:30", "20:30"], ["18:00", "02:00"]]),
        "shut": random.sample(range(7), random.choice([0, 0, 1, 2])),
        "voice": random.choice(["", "brisk", "expert", "loud"]),
        "closed": random.choice([[], [["2026-12-24", "2026-12-26"]] * 2]), "starts": f"{monday}", "values": values, "runs": runs,
    }  # fmt: skip


def _gone(random: Random, industry: Industry, sop: str) -> dict[str, list[str]]:
    slots = industry.sops[sop].slots
    many = {name: [*slot.texts] for name, slot in slots.items() if len(slot.texts) > 2}
    found = {name: random.sample(ids, 1) for name, ids in many.items() if random.random() < 0.3}
    # A newer pack may lack a post, a text, or every text that is still wanted.
    name = random.choice([*slots])
    return {**found, "gone-by": ["1"], name: random.choice([["1", "no-such"], [*slots[name].texts]])}


def _also(random: Random, industry: Industry, sop: str) -> list[str]:
    return random.sample([*industry.sops[sop].slots, "gone-by"], random.choice([0, 0, 1, 3]))


def asked(
    packs: dict[str, Any], cases: list[dict[str, Any]], folder: Path, **more: Any
) -> list[dict[str, Any]]:
    path = folder / "own.json"
    path.write_text(dumps({"packs": packs, "cases": cases, **more}), "utf-8")
    command = [str(NODE), str(OWN), str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def compared(house: Library, names: list[str], today: date, folder: Path) -> int:
    """Compare an own edition of each of these packs, made in the week of TODAY, over the next 90 days from `today`.

    Return how many posts were of what is posted once.
    """
    random = Random(13)
    packs = {name: pack(house, house.industries[name], today) for name in dict.fromkeys(names)}
    until = today + timedelta(days=feeds.EXPANDED_DAYS - 1)
    moment = datetime.combine(today, time(7, 31, 5), UTC)
    order = {
        "link": ADDRESS.of("calendars/x/today.md", "").replace("/x/", "/%s/"),
        "project": ADDRESS.project, "from": f"{today}", "days": feeds.EXPANDED_DAYS, "stamp": f"{moment:%Y%m%dT%H%M%SZ}",
    }  # fmt: skip
    cases = []
    for number, name in enumerate(names):
        said = drawn(random, house.industries[name], number)
        link = {"link": str(order["link"]).replace("%s", said["id"])}
        cases.append({"said": said, "from": f"{today}", "to": f"{until}", "order": {**order, **link}})
    answers = asked(packs, cases, folder)
    (folder / "calendars").mkdir(exist_ok=True)
    for case, answer in zip(cases, answers, strict=True):
        (folder / f"calendars/{case['said']['id']}.yml").write_text(answer["yaml"], "utf-8")
    found = library.load(folder).require()
    once = 0
    for case, answer in zip(cases, answers, strict=True):
        shop = found.shops[case["said"]["id"]]
        plan = schedule.plan(shop, found.almanac, today)
        assert first_difference(lines(plan, today, until), answer["lines"]) is None, answer["yaml"]
        written = feeds.write(plan, ADDRESS, feeds.Clock(today, moment), None)
        file = written.get(f"calendars/{plan.shop.id}/next-90-days.ics", b"").decode()
        assert first_difference(file.split("\r\n"), answer["file"].split("\r\n")) is None, answer["yaml"]
        posts = [post.series for post in plan.posts(today, until)]
        once += sum(shop.runs[each.run].sop.slots[each.slot].once for each in posts)
    return once


@pytest.mark.slow
@pytest.mark.parametrize("rounds", smoke([4, 8], "4"))
def test_the_file_of_an_own_edition_is_a_calendar_that_plans_and_feeds_the_same(
    house: Library, tmp_path: Path, rounds: int
) -> None:
    names = [name for name, each in house.industries.items() if not each.bases]
    compared(house, names * rounds, TODAY, tmp_path)


@pytest.mark.slow
def test_riddles_of_an_own_edition_go_on_as_its_closed_days_and_hours_say(
    project: Write, tmp_path: Path
) -> None:
    """On the phone nobody has planned them before, and the first days of the shop are no longer shown."""
    whens = {
        "daily": ("{every: day, at: 9:00, holidays: skip}", 130),
        "working": ("{every: workday, at: [8:00, 21:00]}", 170),
        "weekend": ("{every: week, weekdays: [mon, sun], at: 12:00, season: {from: 立冬, to: 夏至}}", 60),
        "moon": ("{lunar: [1, 15], at: 10:00}", 10),
    }
    slots = {name: slot(when, riddles(count), once="true") for name, (when, count) in whens.items()}
    feast = slot("{festival: laba, day: [-1, 0], at: 9:00}", "[腊八, 粥]", replaces="all")
    root = project({"content/industries/shop/sops/welfare.yml": sop(feast=feast, **slots)})
    found = library.load(root).require()
    assert compared(found, ["shop"] * 8, TODAY + timedelta(days=100), root) > 300


@pytest.mark.slow
def test_the_form_warns_of_the_very_groups_that_a_computer_refuses(house: Library, tmp_path: Path) -> None:
    """Too much for one group is said before a file is made of it: on the same days as Q201 and Q608."""
    names = ["bakery", "catering", "hotpot", "milk-tea"]
    until = TODAY + timedelta(days=AHEAD)
    order = {"link": "", "project": "x", "from": f"{TODAY}", "days": 1, "stamp": "20261127T000000Z"}
    cases = []
    for name in names:
        for pace, groups in ((0, "一群"), (2, "一群"), (2, "")):
            runs = [
                {"sop": sop, "groups": [groups or sop], "starts": "2026-11-23"}
                for sop in house.industries[name].sops
            ]
            said = drawn(Random(1), house.industries[name], len(cases))
            said |= {"pace": pace, "shut": [], "closed": [], "hours": [], "runs": runs}
            cases.append({"said": said, "from": f"{TODAY}", "to": f"{until}", "order": order})
    answers = asked({name: pack(house, house.industries[name]) for name in names}, cases, tmp_path)
    (tmp_path / "calendars").mkdir()
    for case, answer in zip(cases, answers, strict=True):
        (tmp_path / f"calendars/{case['said']['id']}.yml").write_text(answer["yaml"], "utf-8")
    found = library.load(tmp_path).require()
    told = []
    for case, answer in zip(cases, answers, strict=True):
        plan = schedule.plan(found.shops[case["said"]["id"]], found.almanac, TODAY)
        judged = PlanCase(plan, found.almanac, TODAY)
        refused = [*too_many_posts_a_day(judged), *mass_send_twice_a_day(judged)]
        assert bool(refused) == bool(answer["full"]), (refused, answer["full"])
        told.append(bool(refused))
    assert 2 <= sum(told) < len(told)


# What owners write that may not be said, or looks so, and what may: of a shop, a group, a fact.
SAID = [
    "全网最低价", "国 家 级", "第①名牌", "治疗高血压", "水军", "养号群控", "13800138000", "中山路1号", "加微信abc123", "http://x.cn/a", "不是最低价", "零风险", "稳赚不赔",
]  # fmt: skip
SECTOR = ["包过提分", "孩子从60分提到95分", "家长都说好", "治疗高血压", "水军", "国家级", "老王"]
RUN = {"sop": "welfare", "groups": ["一群"], "starts": "2026-11-23", "gone": {}}


def edition(industry: Industry, more: dict[str, Any]) -> dict[str, Any]:
    plain = {"title": "老王小馆", "pace": 0, "hours": [], "shut": [], "closed": [], "voice": "", "values": {}}
    return drawn(Random(1), industry, 0) | plain | {"runs": [RUN]} | more


def filled(industry: Industry, words: str) -> dict[str, Any]:
    """Return every fact that a trade asks for but the name, all with the same words."""
    variables = {name: each for name, each in industry.pack.variables.items() if name != "store"}
    return {
        name: words if each.fields is None else [dict.fromkeys(each.fields, words)]
        for name, each in variables.items()
    }


def said_in(industry: Industry, words: str) -> list[dict[str, Any]]:
    """Return what an edition has of its own where some words are its name, that of a group, or its facts."""
    run = RUN | {"groups": ["一群", words]}
    return [{"title": words}, {"runs": [run]}, {"values": filled(industry, words)}]


def silent(industry: Industry) -> list[dict[str, Any]]:
    """Return what an edition has of its own that posts nothing, or hardly anything."""
    starts = ("2020-01-06", "2026-11-30", "2027-10-04", "2029-01-01")
    runs = [
        {"runs": [RUN | {"sop": name, "starts": day}]}
        for name in industry.sops
        for day in (starts if name == "welfare" or industry.sops[name].kind == "campaign" else starts[:1])
    ]
    return [{"closed": [["2026-01-01", "2099-12-31"]]}, {"runs": []}, *runs]


@pytest.mark.slow
def test_no_file_is_handed_out_that_a_computer_refuses(house: Library, tmp_path: Path) -> None:
    """Where `qunli check` finds what stops a build, the page has said why it makes no file."""
    first, *others = (house.industries[name] for name in ("catering", "education", "maternal-baby"))
    found = [edition(first, more) for words in SAID for more in said_in(first, words)]
    found += [edition(each, {"values": filled(each, words)}) for each in others for words in SECTOR]
    rows = [{"name": each, "price": each} for each in LINES]
    found.append(
        edition(first, {"title": LINES[0], "runs": [RUN | {"groups": LINES[1:]}], "values": {"dishes": rows}})
    )
    worded = len(found)
    found += [edition(first, more) for more in silent(first)]
    order = {"link": "", "project": "x", "from": f"{TODAY}", "days": 1, "stamp": "20261127T000000Z"}
    cases = [
        {"said": {**said, "id": f"my-case{at}"}, "from": f"{TODAY}", "to": f"{TODAY}", "order": order}
        for at, said in enumerate(found)
    ]
    answers = asked(
        {each.id: pack(house, each) for each in (first, *others)},
        cases,
        tmp_path,
        words=checks.portable(catalogue().matcher),
        everywhere=[code for code, each in catalogue().matcher.wordings.items() if each.everywhere],
    )
    names = [case["said"]["id"] for case in cases]
    refused = stopped(tmp_path, dict(zip(names, (each["yaml"] for each in answers), strict=True)))
    told = [
        (each["refused"], refused[name], case) for name, case, each in zip(names, cases, answers, strict=True)
    ]
    assert [each for each in told[:worded] if bool(each[0]) != bool(each[1])] == []
    # What posted only in the past builds, and nobody wants it.
    assert [each for each in told[worded:] if each[1] and not each[0]] == []
    assert 20 < sum(bool(each) for _, each, _ in told[:worded]) < worded * 2 / 3
    assert {bool(each) for each, _, _ in told[worded:]} == {True, False}


def stopped(root: Path, files: dict[str, str]) -> dict[str, list[str]]:
    """Return what stops a build in each of these calendar files, by name; one without a line is none."""
    (root / "calendars").mkdir()
    for name, text in files.items():
        (root / f"calendars/{name}.yml").write_text(text, "utf-8")
    found = library.load(root)
    told = {
        name: [each for each in errors(found.problems) if each.path.endswith(f"/{name}.yml")]
        for name in files
    }
    for name, shop in found.shops.items():
        plan = schedule.plan(shop, found.almanac, TODAY)
        judged = [
            *schedule.problems(plan),
            *checks.judge(checks.of_plan(plan, found.almanac, TODAY), catalogue(), TODAY),
        ]
        told[name] += errors(judged)
    return {name: [f"{each.code} {each.message}" for each in problems] for name, problems in told.items()}


def riddles(count: int) -> str:
    return dumps([{"text": f"谜{number}", "answer": f"底{number}"} for number in range(count)])


@pytest.mark.slow
def test_a_usual_shop_fits_into_a_link_of_two_kilobytes(house: Library, tmp_path: Path) -> None:
    industry = house.industries["catering"]
    dishes = [{"name": f"家常小炒{number}", "price": f"{20 + number}元"} for number in range(10)]
    values = {"dishes": dishes, "packages": dishes[:3]}
    runs = [
        {"sop": name, "groups": ["中山路一群", "中山路二群"]} for name in ("welfare", "members", "moments")
    ]
    said = {**drawn(Random(1), industry, 1), "title": "老王小馆", "values": values, "runs": runs}
    order = {"link": "", "project": "x", "from": f"{TODAY}", "days": 1, "stamp": "20261127T000000Z"}
    case = {"said": said, "from": f"{TODAY}", "to": f"{TODAY}", "order": order}
    (answer,) = asked({"catering": pack(house, industry)}, [case], tmp_path)
    assert answer["link"] < 2000
