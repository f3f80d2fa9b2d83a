"""Calendars drawn at random as files say them, over the packs of the program and one with awkward ids."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from conftest import REPOSITORY
from qunli import library
from qunli.library import Industry, Library, Shop
from qunli.model import PACES, VOICES, ZONES, Slot
from qunli.problem import errors
from qunli.when import WEEKDAYS, form_of
from qunli.words import WAYS

PACKS = ("apparel", "catering", "education", "hotpot", "maternal-baby", "milk-tea", "odd")
DAYS = (
    date(2025, 9, 20),
    date(2026, 2, 10),
    date(2026, 7, 6),
    date(2026, 11, 26),
    date(2026, 12, 30),
    date(2028, 1, 31),
)
GROUPS = (
    "福利群",
    "会员群",
    "一群；老客,新客",
    "🐯虎年👨‍👩‍👧一家人的群",
    "VIP\\n群",
    "很长很长很长很长很长很长的一个群名",
    "朋友圈",
)
WORDS = (
    "明天",
    "早上好😀，",
    "满 30 减 5；限到店。",
    "a\\b;c,d\\n",
    "𠮷野家",
    "\u3000",
    "〔菜名，例：酸菜鱼〕",
    "〔例： 18 元\u00a0〕",
    "〔几点：〕",
    "〔店，例：本店〕",
)
VALUES = ("老王家", "𠮷;牛,肉\\n", "<b>&amp;</b>", "$& $1", "😀")
HOURS = ("09:30-20:30", "10:00-22:00", "12:00-12:20", "18:00-02:00", "10:00-00:00", "00:00-23:59")
SEASON_ENDS = ("立冬", "立春", "dragon-boat", "元旦", "06-01", "12-20", "夏至")
TEXT_IDS = ("12", "3", "b", "a-1", "100", "x", "7", "y", "constructor")
HOLIDAYS = {
    "off": ["2027-01-01", "2027-02-05", "2027-02-08", "2027-02-09"],
    "work": ["2027-01-30", "2027-02-14", "2027-10-09"],
}
# Every object of JavaScript has something called constructor; nobody has said what is sold, and no table has rows.
ODD = {
    "extends": "catering",
    "title": "怪名字",
    "summary": "编号难缠的模板",
    "version": "1.0.0",
    "hours": "08:30-21:00",
    "roles": {"constructor": {"title": "师傅", "duty": "发"}},
    "variables": {
        "constructor": {"title": "口号", "default": "好"},
        "unsaid": {"title": "招牌😀", "example": "酸菜鱼"},
        "empty": {"title": "没有行的表", "fields": {"constructor": "列名", "price": "价格"}},
    },
}
ODD_SLOT = {
    "title": "自家的",
    "type": "warmth",
    "owner": "constructor",
    "rotate": "empty",
    "when": {"every": "day", "at": ["7:00", "22:00"]},
    "copy": ["{{ constructor }}：{{ item.constructor }}，{{ item.price }}", "{{ unsaid }}"],
    "short": "{{ unsaid }}在",
}


class Draw:
    """One random calendar after another, as a file would say it."""

    def __init__(self, packs: Library, seed: int) -> None:
        self.packs, self.random = packs, random.Random(seed)
        self.said = "store"

    def chance(self, one_in: float) -> bool:
        return self.random.random() < 1 / one_in

    def some(self, values: Iterable[Any], most: int) -> list[Any]:
        values = list(values)
        return self.random.sample(values, min(len(values), self.random.randint(1, most)))

    def day(self, first: date, days: int) -> str:
        return (first + timedelta(days=self.random.randrange(days))).isoformat()

    def clock(self) -> str:
        return f"{self.random.randrange(24)}:{self.random.randrange(60):02}"

    def at(self) -> Any:
        several = sorted({f"{each:0>5}" for each in (self.clock(), self.clock(), self.clock())})
        return self.clock() if self.chance(1.5) else several

    # --- a calendar ---

    def calendar(self, today: date) -> dict[str, Any]:
        one = self.random
        industry = self.packs.industries[one.choice(PACKS)]
        self.said = "unsaid" if industry.id == "odd" else "store"
        starts = self.day(today - timedelta(800), 1000)
        found: dict[str, Any] = {
            "title": one.choice(["餐饮", "很长的店名" * 9 + "😀", "a,b;c\\d"]),
            "industry": industry.id,
            "starts": starts,
            "timezone": one.choice(list(ZONES)),
            "pace": one.choice(PACES),
            "remind": one.choice((0, 5, 60, 90, 1440)),
            "sops": {},
            "variables": self.variables(industry),
            "staff": dict.fromkeys(self.some(industry.pack.roles, 2), "陈师傅，老陈"),
        }
        for sop_id in self.some(industry.sops, one.choice((1, 1, 2, 3))):
            for number in range(one.choice((1, 1, 1, 2))):
                found["sops"][f"{sop_id[:30]}-{number}"] = self.run(industry, sop_id, today)
        if self.chance(4):
            found["ends"] = self.day(date.fromisoformat(starts), 900)
        if self.chance(2):
            found["hours"] = one.choice(HOURS)
        if self.chance(2):
            found["voice"] = one.choice(VOICES)
        closed = self.closed(today)
        return found | ({"closed": closed} if closed else {})

    def closed(self, today: date) -> list[str]:
        found: set[str] = set()
        if self.chance(2):
            firsts = [date.fromisoformat(self.day(today - timedelta(30), 360)) for _ in range(6)]
            found |= {
                f"{first}/{first + timedelta(self.random.randrange(9))}" for first in self.some(firsts, 6)
            }
        if self.chance(2):
            found |= set(self.some(WEEKDAYS, self.random.choice((1, 2, 6))))
        return sorted(found)

    def variables(self, industry: Industry) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, variable in industry.pack.variables.items():
            if self.chance(2):
                found[name] = self.value(variable.fields)
        return found

    def value(self, fields: Mapping[str, str] | None) -> Any:
        if fields is None:
            return self.random.choice(VALUES)
        return [self.row([*fields]) for _ in range(self.random.randint(1, 5))]

    def row(self, fields: list[str]) -> dict[str, str]:
        """Return a row of a table; some leave columns out."""
        said = self.some(fields, len(fields)) if self.chance(4) else fields
        return {key: self.random.choice((*GROUPS, *VALUES)) for key in said}

    # --- a run ---

    def run(self, industry: Industry, sop_id: str, today: date) -> dict[str, Any]:
        run: dict[str, Any] = {"sop": sop_id}
        slots = industry.sops[sop_id].slots
        if self.chance(2):
            run["groups"] = self.some(GROUPS, 3)
        if self.chance(2):
            run["starts"] = self.some({self.day(today - timedelta(400), 700) for _ in range(5)}, 4)
        if self.chance(1.5):
            run["slots"] = self.slots(industry, sop_id, today)
        kept = [name for name in slots if name not in run.get("slots", {}) and len(slots[name].texts) > 1]
        if self.chance(2) and kept:
            names = self.some(kept, 3)
            run["texts"] = {name: self.some(slots[name].texts, len(slots[name].texts) - 1) for name in names}
        return run

    def slots(self, industry: Industry, sop_id: str, today: date) -> dict[str, Any]:
        """Return changes to slots; what gives way is drawn last, since it must be posted, and recur."""
        slots = industry.sops[sop_id].slots
        others = [name.replace("/", ".") for name in industry.posts]
        names = [*slots, *others]
        found = {name: self.change(slots[name], today, names) for name in self.some(slots, len(slots))}
        if self.chance(2) or None in found.values():
            own = {"title": "发自家的", "type": "warmth", "copy": self.copy(names), "when": self.when(today)}
            found["constructor"] = own
        if self.chance(3):
            when = {**self.recurring(today), "at": self.at()}
            found["riddle"] = {
                "title": "猜谜",
                "type": "warmth",
                "when": when,
                "once": True,
                "copy": self.asked(),
                "short": "{{ store }}在",
            }
        if industry.id == "odd":
            found["odd"] = ODD_SLOT
        recurs = {name: slot.when.routine for name, slot in slots.items()}
        for name, change in found.items():
            if change is None:
                del recurs[name]
            elif change.get("when", {}).keys() - {"at"}:
                form = form_of(change["when"])
                recurs[name] = form is not None and form.routine
        for name, own in self.replaced(slots, recurs).items():
            change = found.setdefault(name, {})
            change["replaces"] = own
        return found

    def replaced(self, slots: Mapping[str, Slot], recurs: Mapping[str, bool]) -> dict[str, Any]:
        routines = [name for name, recurring in recurs.items() if recurring]
        found: dict[str, Any] = {}
        for name, recurring in recurs.items():
            old = slots[name].replaces if name in slots else ()
            own: Any = old
            if recurring:
                own = ()
            elif self.chance(3) or not {*old} <= {"all", *routines}:
                own = "all" if self.chance(3) else self.some(routines, 4) if routines else ()
            if own != old:
                found[name] = own or None
        return found

    def change(self, slot: Slot, today: date, names: list[str]) -> dict[str, Any] | None:
        one = self.random
        found: dict[str, Any] = {}
        if self.chance(6):
            return None
        if self.chance(2):
            found["when"] = {"at": self.at()}
        if self.chance(2):
            found["when"] = self.when(today)
        if self.chance(3):
            found["pace"] = one.choice(PACES)
        if self.chance(3):
            found["copy"] = self.copy(names)
        if self.chance(4):
            remind = one.choice((0, 1, 61, 1439))
            found |= {
                "minutes": one.randint(1, 480),
                "remind": remind,
                "short": f"{{{{ {self.said} }}}}在",
            }
        if self.chance(4):
            found |= {
                "way": one.choice(list(WAYS)),
                "title": one.choice(["发", "发年终福利包😀", "很长很长很长的标题"]),
            }
            found |= {"media": self.some(["图一", "短视频", "价目表，两张"], 3), "notes": "看一眼；\\n"}
        return found or {"minutes": 25}

    def copy(self, names: list[str]) -> dict[str, Any]:
        # A week of texts is what a closed weekday treats otherwise.
        ids = self.random.sample(TEXT_IDS, 7) if self.chance(3) else self.some(TEXT_IDS, len(TEXT_IDS))
        return {text_id: self.paragraphs(names) if self.chance(4) else self.words() for text_id in ids}

    def words(self) -> str:
        kept = self.some(WORDS, 4)
        # No more than three blanks a text.
        blanks = [each for each in kept if "〔" in each][:2]
        return "".join(each for each in kept if "〔" not in each or each in blanks) + "{{ store }}\n好"

    def asked(self) -> dict[str, Any]:
        """Return texts that are posted once, some of them with an answer; with many a run that began long ago goes on."""
        ids = self.some([*TEXT_IDS, *(f"q-{number}" for number in range(400))], 400 if self.chance(2) else 8)
        answers = {"text": "谜面{{ store }}😀", "answer": "〔谁，例：老王〕猜中了，{{ store }}"}
        return {text_id: answers if self.chance(2) else self.words() for text_id in ids}

    def paragraphs(self, names: list[str]) -> dict[str, Any]:
        said: list[Any] = [self.random.choice(("早{{ store }}\n", "各位好"))]
        for name in self.some(names, 2):
            said.append({"text": f"今天{{{{ store }}}}有{name}", "needs": [name]})
        self.random.shuffle(said)
        return {"paragraphs": said if self.chance(1.3) else [each for each in said if isinstance(each, dict)]}

    # --- when ---

    def when(self, today: date) -> dict[str, Any]:
        form = self.random.choice([self.recurring, self.recurring, self.single])
        return {**form(today), "at": self.at()}

    def recurring(self, today: date) -> dict[str, Any]:
        one = self.random
        every = one.choice(["week", "2 weeks", "3 weeks", "7 weeks"])
        found = one.choice(
            (
                {"every": "day"},
                {"every": "day"},
                {"every": "workday"},
                {"every": every, "weekdays": self.some(WEEKDAYS, 6)},
                {"every": "month", "monthdays": self.some(range(1, 29), 4)},
                {"every": "month", "monthdays": ["last", *self.some(range(1, 27), 3)][: one.randint(1, 3)]},
                {"lunar": self.some(range(1, 30), 3)},
            )
        )
        holidays = {"holidays": "skip"} if self.chance(2) else {}
        return {**found, **holidays, **(self.season() if self.chance(3) else {})}

    def season(self) -> dict[str, Any]:
        first, last = self.random.sample(SEASON_ENDS, 2)
        return {"season": {"from": first, "to": last}}

    def single(self, today: date) -> dict[str, Any]:
        near = [f"{today.year + 1}-02-28", *(self.day(today - timedelta(60), 460) for _ in range(3))]
        run_days: Any = self.random.choice((self.random.randint(1, 40), self.some(range(1, 60), 6), "2-21"))
        name = self.random.choice(sorted(self.packs.almanac.festivals))
        return self.random.choice(
            (
                {"date": sorted(set(near))},
                # Over a festival `day` alone would be its offsets.
                {"festival": None, "day": run_days},
                {"festival": name, "day": self.some(range(-60, 61), 4)},
            )
        )


def write(folder: Path, path: str, value: Any) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def packs(folder: Path) -> Library:
    """Return the packs, of which the odd one stands in `folder`."""
    write(folder, "content/industries/odd/pack.yml", ODD)
    write(folder, "calendars/holidays/2027.yml", HOLIDAYS)
    for name in PACKS:
        plain = {"title": "店", "industry": name, "starts": "2026-12-01", "sops": {"welfare": {}}}
        write(folder, f"calendars/{name}.yml", plain)
    return library.load(folder, only=PACKS, fallback=REPOSITORY)


def shops(folder: Path, count: int, seed: int) -> tuple[Library, list[tuple[Shop, date]]]:
    """Return the library of so many random calendars, and each that is right with the day on which it is built."""
    draw = Draw(packs(folder), seed)
    days = {f"c{number:04}": draw.random.choice(DAYS) for number in range(count)}
    for name, today in days.items():
        write(folder, f"calendars/{name}.yml", draw.calendar(today))
    found = library.load(folder, only=days, fallback=REPOSITORY)
    wrong = {each.path.split("/")[-1][:-4]: each for each in errors(found.problems)}
    assert len(wrong) < count / 10, {f"{each.code} {each.message}" for each in wrong.values()}
    return found, [(found.shops[name], today) for name, today in days.items() if name not in wrong]
