"""The planner of the phones against the one of the program: every post and text of a year, every byte of a file."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import drawn
import pytest
from conftest import Write, needs, slot, sop
from qunli import feeds, library, portable, schedule
from qunli.library import Library, Shop
from qunli.text import blanks
from qunli.when import FORMS
from whens import MEANINGS

NODE = shutil.which("node")
EQUAL = Path(__file__).parent / "js/equal.mjs"
YEAR = timedelta(days=365)
ADDRESSES = (
    feeds.Address("https://qunli.example/群/", "shop.example"),
    feeds.Address("", "shop.example"),
)
pytestmark = needs("node", NODE)

Case = dict[str, Any]


def lines(plan: schedule.Plan, first: date, last: date) -> list[str]:
    """Return each post as one line: when, where from, which text, its words, its blanks."""
    tails: dict[int, tuple[list[Any], str]] = {}
    found = []
    for post in plan.posts(first, last):
        if id(post.series) not in tails:
            tails[id(post.series)] = _tail(post.series)
        about, cut = tails[id(post.series)]
        found.append(f"{dumps([f'{post.start:%Y-%m-%dT%H:%M}', *about])} {cut}")
    return found


def _tail(series: schedule.Series) -> tuple[list[Any], str]:
    ids = [series.run, series.slot, series.hour, series.rest, series.recurrence is None, series.text_id]
    return [*ids, series.row, series.text, series.short], dumps(cut(series.text))


def cut(text: str) -> list[Any]:
    found: list[Any] = []
    at = 0
    for blank in blanks(text):
        found += [text[at : blank.start], [blank.label, blank.example]]
        at = blank.end
    return [*found, text[at:]]


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def file(plan: schedule.Plan, address: feeds.Address, today: date) -> tuple[str, Case]:
    """Return the file of the next 90 days without a memory, and what to ask for in JavaScript."""
    shop = plan.shop
    sources = datetime.combine(today, time(7, 31, 5), UTC)
    written = feeds.write(plan, address, feeds.Clock(today, sources), None)
    order = {
        "link": address.of(f"calendars/{shop.id}/today.md", ""),
        "project": address.project,
        "from": f"{today}",
        "days": feeds.EXPANDED_DAYS,
        "stamp": f"{sources:%Y%m%dT%H%M%SZ}",
    }
    return written.get(f"calendars/{shop.id}/next-90-days.ics", b"").decode(), order


class Comparison:
    """Cases for one process of node, and what is expected of each; told apart by hashes."""

    def __init__(self, found: Library, folder: Path) -> None:
        self.library, self.almanac, self.folder = found, found.almanac, folder
        self.cases: list[Case] = []
        self.expected: list[Case] = []
        self.plans: list[tuple[Shop, date]] = []

    def add(self, shop: Shop, today: date, first: date, last: date, with_file: bool) -> list[str]:
        """Add one calendar, its posts from first to last and, if wanted, its file; return the posts."""
        plan = schedule.plan(shop, self.almanac, today)
        case: Case = {"pack": f"{shop.industry.id} {today}", "from": f"{first}", "to": f"{last}"}
        posts = self._lines(plan, today, first, last)
        text = ""
        if with_file:
            text, case["file"] = file(plan, self.address(len(self.cases)), today)
        case["calendar"] = len(self.cases)
        self.cases.append(case)
        self.expected.append({"count": len(posts), "posts": hashed("\n".join(posts)), "file": hashed(text)})
        self.plans.append((shop, today))
        return posts

    def _lines(self, plan: schedule.Plan, today: date, first: date, last: date) -> list[str]:
        """Return the posts of a window, of the days that phones know at a build."""
        known = portable.Known.at(self.almanac, today)
        return lines(plan, max(first, known.first), min(last, known.last))

    def address(self, number: int) -> feeds.Address:
        """Return the address of a case; one in five stands nowhere."""
        return ADDRESSES[number % 5 == 4]

    def differences(self) -> list[str]:
        """Return the first line that differs of each calendar that is not planned alike, of some."""
        answers = self.ask(self.cases)
        pairs = zip(self.expected, answers, strict=True)
        wrong = [number for number, (expected, answer) in enumerate(pairs) if expected != answer]
        shown = self.ask([{**self.cases[number], "show": True} for number in wrong[:3]])
        told = [self._difference(number, found) for number, found in zip(wrong, shown, strict=False)]
        return [f"{len(wrong)} of {len(self.cases)} calendars differ", *told] if wrong else []

    @cached_property
    def data(self) -> dict[str, Any]:
        """Return each pack on each day of a build, and in `calendars` each case's, as a build of all of them has them."""
        packs: dict[str, Any] = {}
        calendars: list[Any] = [None] * len(self.cases)
        for name in {case["pack"]: None for case in self.cases}:
            mine = [number for number, case in enumerate(self.cases) if case["pack"] == name]
            shops = [self.plans[number][0] for number in mine]
            industry, today = self.library.industries[shops[0].industry.id], self.plans[mine[0]][1]
            known = portable.Known.at(self.almanac, today, portable.began(industry, shops))
            packs[name] = portable.pack_data(industry, known, shops)
            for number, shop in zip(mine, shops, strict=True):
                calendars[number] = portable.calendar_data(shop, known)
        return {"packs": packs, "calendars": calendars}

    def ask(self, cases: list[Case]) -> list[Any]:
        path = self.folder / "cases.json"
        path.write_text(dumps({**self.data, "cases": cases}), "utf-8")
        command = [str(NODE), str(EQUAL), str(path)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        found: list[Any] = json.loads(done.stdout)
        return found

    def _difference(self, number: int, found: Any) -> str:
        shop, today = self.plans[number]
        case = self.cases[number]
        plan = schedule.plan(shop, self.almanac, today)
        posts = self._lines(plan, today, date.fromisoformat(case["from"]), date.fromisoformat(case["to"]))
        told = first_difference(posts, found["lines"])
        if told is None and "file" in case:
            text, _ = file(plan, self.address(number), today)
            told = first_difference(text.split("\r\n"), found["file"].split("\r\n"))
        return f"{shop.id} of {shop.industry.id}, built on {today}: {told}"


CASES = sorted((Path(__file__).parent / "planner").glob("*.json"))


def written(line: str) -> str:
    """Return a line of `lines` as the cases by hand have it."""
    post, _ = json.JSONDecoder().raw_decode(line)
    start, run, slot, _, rest, _, _, _, text, _ = post
    return f"{start.replace('T', ' ')} {run}.{slot} {rest} {text}"


@pytest.mark.slow
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_both_planners_post_what_was_written_down_by_hand(project: Write, path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    slots = {name: {"title": name, "type": "content", **slot} for name, slot in case["slots"].items()}
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": dumps(
                {"title": "群", "kind": "traffic", "slots": slots}
            ),
            "calendars/main.yml": dumps({"title": "店", "industry": "shop", **case["calendar"]}),
            **({"content/industries/shop/pack.yml": dumps(case["pack"])} if "pack" in case else {}),
        }
    )
    found = library.load(root).require()
    comparison = Comparison(found, root)
    first, last, today = (date.fromisoformat(case[name]) for name in ("from", "to", "built"))
    posts = comparison.add(found.shops["main"], today, first, last, with_file=True)
    assert [written(line) for line in posts] == case["posts"]
    assert comparison.differences() == []


def test_both_planners_know_every_form(project: Write) -> None:
    """Not among the slow ones: who adds a form hears at once that phones do not know it yet."""
    slots = {f"slot_{number}": slot(when, "[一, 二, 三]") for number, when in enumerate(MEANINGS)}
    found = library.load(project({"content/industries/shop/sops/welfare.yml": sop(**slots)})).require()
    comparison = Comparison(found, project())
    first = date(2026, 12, 1)
    posts = comparison.add(found.shops["main"], first, first, first + YEAR, with_file=True)
    posted = {json.JSONDecoder().raw_decode(line)[0][2] for line in posts}
    assert posted == {name.replace("_", "-") for name in slots}
    assert comparison.differences() == []


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def first_difference(python: list[str], javascript: list[str]) -> str | None:
    for number in range(max(len(python), len(javascript))):
        ours, theirs = ((each[number : number + 1] or ["nothing"])[0] for each in (python, javascript))
        if ours != theirs:
            return f"line {number + 1}\n  python     {ours}\n  javascript {theirs}"
    return None


def compared(found: Library, shops: Iterable[tuple[Shop, date]], folder: Path, files: int) -> Comparison:
    """Compare a year of each calendar, and the file of so many of them."""
    comparison = Comparison(found, folder)
    posts = 0
    forms: Counter[str] = Counter()
    rests: set[str] = set()
    for number, (shop, today) in enumerate(shops):
        # Some windows begin in the past, and some end where the almanac does.
        first = today - timedelta(days=number % 60)
        said = comparison.add(shop, today, first, first + YEAR, with_file=number < files)
        rests.update(json.JSONDecoder().raw_decode(line)[0][4] for line in said)
        posts += len(said)
        forms.update(
            type(slot.when).__name__ for run in shop.runs.values() for slot in run.sop.slots.values()
        )
    assert {form.__name__ for form in FORMS} <= forms.keys()
    assert any(".y2026" in rest for rest in rests)
    assert any(rest.endswith(".a") for rest in rests)
    assert posts > 200 * len(comparison.cases)
    return comparison


@pytest.mark.slow
def test_every_post_and_text_of_a_year_and_every_byte_of_a_file_is_the_same(tmp_path: Path) -> None:
    found, shops = drawn.shops(tmp_path, 330, seed=1)
    comparison = compared(found, shops, tmp_path, files=25)
    assert len(comparison.cases) >= 300
    assert comparison.differences() == []


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(2, 18))
def test_of_thousands_of_calendars_every_post_is_the_same(tmp_path: Path, seed: int) -> None:
    found, shops = drawn.shops(tmp_path, 330, seed)
    assert compared(found, shops, tmp_path, files=25).differences() == []
