"""Files of up to 2 MB that are made to cost time: wide, deep, long, repeated. Each is (path, text)."""

from __future__ import annotations

import itertools

from conftest import CALENDAR, PACK, SOP

MAIN, PACK_FILE = "calendars/main.yml", "content/industries/shop/pack.yml"
SOPS, CHAPTER = "content/industries/shop/sops/welfare.yml", "content/handbook/long.md"
HALF, MOST = 100_000, 1_900_000


def _rows(row: str, number: int) -> str:
    return "".join(row.replace("#", str(each)) for each in range(number))


def _slots(number: int, fields: str) -> str:
    return "title: 福利群\nkind: traffic\nslots:\n" + _rows(f"  s#: {{title: 一条, {fields}}}\n", number)


def _bomb() -> str:
    names = [f"a{each}" for each in range(20)]
    return "a0: &a0 [x]\n" + "".join(
        f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n" for before, one in itertools.pairwise(names)
    )


ATTACKS = {
    "2,000 unknown fields": (MAIN, CALENDAR + _rows("key#: 1\n", 2_000)),
    "9,500 unknown fields": (MAIN, CALENDAR + _rows("key#: 1\n", 9_500)),
    "9,500 unknown fields on one line": (MAIN, "{" + _rows("key#: 1, ", 9_500) + "}\n"),
    "9,500 times one field": (MAIN, CALENDAR + "title: 店\n" * 9_500),
    "9,500 times one field on one line": (MAIN, "{" + "title: 店, " * 9_500 + "}\n"),
    "200,000 times one field": (MAIN, CALENDAR + "title: x\n" * 190_000),
    "9,500 unknown variables": (MAIN, CALENDAR + "variables:\n" + _rows("  store-#: 店\n", 9_500)),
    "9,500 unknown roles": (MAIN, CALENDAR + "staff:\n" + _rows("  staff#: 人\n", 9_500)),
    "9,500 unknown plans": (MAIN, CALENDAR + _rows("  welfare#: {}\n", 9_500)),
    "9,500 unreal days": (MAIN, CALENDAR + "closed: [" + _rows("2027-13-#, ", 9_500) + "]\n"),
    "1,900 slots with faults": (
        SOPS,
        _slots(1_900, "when: {every: dya, at: 25:00}, type: x, copy: 一, oops: 1"),
    ),
    "1,900 slots with unknown variables": (
        SOPS,
        _slots(1_900, "when: {day: 1}, type: content, copy: '{{ sto# }}'"),
    ),
    "a field of 2 MB": (MAIN, CALENDAR + "k" * MOST + ": 1\n"),
    "a word of 2 MB": (MAIN, CALENDAR + "pace: " + "k" * MOST + "\n"),
    "an id of 2 MB": (MAIN, CALENDAR.replace("welfare", "w" * MOST)),
    "a variable of 2 MB": (PACK_FILE, PACK.replace("default: 本店", "default: '" + "店" * (MOST // 4) + "'")),
    "a variable of words that no ad may say": (
        MAIN,
        CALENDAR + "variables: {store: '" + "全国第一 " * 100_000 + "'}\n",
    ),
    "a variable full of variables": (
        MAIN,
        CALENDAR + "variables: {store: '" + "{{ store }} { store } ${store} " * (MOST // 32) + "'}\n",
    ),
    "6,000 rows with variables": (
        MAIN,
        CALENDAR + "variables:\n  dishes:\n" + _rows("    - {name: '{{ store }}', price: '#'}\n", 6_000),
    ),
    "conflicts": (MAIN, "<<<<<<< x\n" * 180_000),
    "Chinese colons": (MAIN, _rows("a#：b\n", 100_000)),
    "lines of tabs": (MAIN, "\t\n" * (MOST // 2)),
    "Chinese dashes": (MAIN, "a:\n" + "  —x\n" * 200_000),
    "Chinese commas": (MAIN, "a: [" + "b，" * 400_000 + "]\n"),
    "Chinese fields in brackets": (MAIN, "a: {" + "b：c，" * 150_000 + "}\n"),
    "dashes in dashes": (MAIN, "a:\n" + "- " * (MOST // 2) + "\n"),
    "brackets in brackets": (MAIN, "a: " + "[" * MOST + "\n"),
    "brackets in brackets over lines": (MAIN, "a: " + "[\n" * (MOST // 2) + "\n"),
    "aliases of aliases": (MAIN, _bomb()),
}
for _unit in ("{store}", "$store ", "{{ stroe }}", "{{$store}}", "｛店名｝"):
    ATTACKS[f"100,000 times {_unit}"] = (SOPS, SOP.replace("[今天有鱼,", f"[{_unit * HALF!r},"))
for _sign in "(*〔 1{<[#-_~`|：.\"'\\!":
    ATTACKS |= {
        f"{_sign} in a text": (SOPS, SOP.replace("[今天有鱼,", f"[{'x' + _sign * HALF!r},")),
        f"{_sign} in a block": (
            SOPS,
            SOP.replace("[今天有鱼, 今天有肉, 今天有汤]", f"|\n      x{_sign * HALF}\n"),
        ),
        f"{_sign} in a chapter": (CHAPTER, f"---\ntitle: 长\n---\n{_sign * HALF}\n{('a' + _sign) * HALF}\n"),
        f"{_sign} at the limit in a chapter": (CHAPTER, f"---\ntitle: 长\n---\n{_sign * 3_000}\n"),
        f"{_sign} in front matter": (CHAPTER, f"---\n{_sign * HALF}\n---\n"),
        f"{_sign} in a value": (MAIN, f"{CALENDAR}notes: x{_sign * HALF}\n"),
        f"{_sign} in a line": (MAIN, f"{CALENDAR}{_sign * HALF}\n"),
        f"{_sign} in a name": (MAIN, f"{CALENDAR}a{_sign * HALF}b\n"),
        f"{_sign} in a list": (MAIN, f"{CALENDAR}a: [b{_sign * HALF}b]\n"),
        f"{_sign} in a mapping": (MAIN, f"{CALENDAR}a: {{b: {_sign * HALF}b}}\n"),
    }
