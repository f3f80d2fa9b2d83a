"""发前查一查: every check with its reasons, and a box that reads a text in the browser."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from qunli import kept, words
from qunli.checks import Catalogue, Check, measured, portable, portable_model, portable_ways, trade_words
from qunli.checks.registry import basis
from qunli.handbook.press import Press
from qunli.library import Industry, Library
from qunli.portable import numbered_script, script
from qunli.problem import FILE_CODES

HUNDREDS = {
    "Q0": ("文件和写法", "文件写坏了、少了东西、名字对不上，网站就做不出来；还有写错的放行。"),
    "Q1": ("发布计划写全没有", "定位、群规、欢迎语、谁来发、发完记什么，缺一样就提醒一样。"),
    "Q2": ("什么时间、发多少", "一天几条、几点发、多久重复一次。"),
    "Q3": ("文案好不好用", "太长、空太多、表情太多，群里没人看。"),
    "Q4": ("广告和促销", "广告法、反不正当竞争法和促销、价格的规定。"),
    "Q5": ("各行各业自己的规矩", "餐饮、母婴、服装、教培各有不能碰的话。"),
    "Q6": ("平台的规矩", "微信、企业微信会限制或封号的做法。"),
    "Q7": ("个人信息", "收谁的信息、公开了什么。"),
    "Q8": ("排期表", "快到的日子排上没有。"),
}
LEVELS = {"error": "错误", "warning": "提醒"}
TRY = "checks/try/index.md"
WORDS = "checks/try/words.js"
REWRITING = "checks/try/rewriting.js"
WHY = "checks/try/why.js"
LEARNED = "checks/try/learned.js"
_SECTION = re.compile(r"^## [^\n]*\{#_(can|cannot|instead)\}[ \t]*\n(.*?)(?=^## |\Z)", re.M | re.S)
_TARGET = re.compile(r"\]\(([^()\s:#]+\.md)")


@dataclass(frozen=True)
class Entry:
    """One check as its page shows it; `basis` says where it stands and when that was last looked up."""

    check: Check
    basis: str

    @property
    def anchor(self) -> str:
        return self.check.code.lower()


@dataclass(frozen=True)
class Panel:
    """What some trades may and may not post: the law chapter they share (`path`), in three sections."""

    industries: tuple[Industry, ...]
    path: str
    sections: Mapping[str, str]


def check_pages(press: Press) -> None:
    known = press.facts.catalogue
    if known is None:
        return
    hundreds = {name: list(_entries(known, name, press.facts.today)) for name in HUNDREDS}
    scores = measured.published()
    press.add(
        "checks/index.md",
        "checks.md.j2",
        "发前查一查",
        "content/wordings",
        hundreds=hundreds,
        names=HUNDREDS,
        files=FILE_CODES,
        levels=LEVELS,
        measured=scores,
        weak=[known.checks[code] for code in scores.weak if code in known.checks],
    )
    _add_box(press, hundreds)
    for name, entries in hundreds.items():
        _add_hundred(press, name, entries)


def _add_box(press: Press, hundreds: Mapping[str, list[Entry]]) -> None:
    boxed = {name: list(filter(_in_the_box, entries)) for name, entries in hundreds.items()}
    press.add(
        TRY,
        "checks_try.md.j2",
        "这句能不能发",
        "content/wordings",
        data=[WORDS, REWRITING],
        industries=[(each, each.sector) for each in press.library.industries.values()],
        trades=_trades_without_pack(press.library),
        panels=list(_panels(press.library)),
        hundreds=[(name, HUNDREDS[name][0], len(asked)) for name, asked in boxed.items() if asked],
        types=words.TYPES,
    )


def _add_hundred(press: Press, name: str, entries: list[Entry]) -> None:
    title, summary = HUNDREDS[name]
    press.add(
        f"checks/{name.lower()}.md",
        "checks_hundred.md.j2",
        f"{name} {title}",
        "content/wordings",
        summary=summary,
        entries=entries,
        files=FILE_CODES if name == "Q0" else {},
        levels=LEVELS,
    )


def check_files(known: Catalogue, today: date) -> dict[str, bytes]:
    """Return the word checks as data for the browser, scripts so that they also load from a folder on disk.

    What judges stands apart from what rewrites, since the editor of a day's post asks for the first alone, and from what
    explains, for which a page asks once there is something to explain, and from what was learned, for which it asks once it
    is drawn.
    """
    checks = [known.checks[code] for code in known.matcher.wordings]
    model = portable_model(known.matcher)
    return ({LEARNED: script("qunliLearned", model)} if model else {}) | {
        WORDS: kept.value("words", (known.matcher.made_from,), partial(_words, known)),
        REWRITING: script(
            "qunliRewriting", {**portable_ways(), "trades": trade_words(), "names": words.SECTORS}
        ),
        WHY: script("qunliWhy", {one.code: [one.why, basis(one, known.references, today)] for one in checks}),
    }


def _words(known: Catalogue) -> bytes:
    return numbered_script("qunliWords", portable(known.matcher))


def _trades_without_pack(library: Library) -> dict[str, str]:
    """Return the trades that a text may be judged by though no pack is of them: what they are called by sector."""
    known = {each.sector for each in library.industries.values()}
    return {sector: name for sector, name in words.SECTORS.items() if sector not in known}


def _entries(known: Catalogue, hundred: str, today: date) -> Iterable[Entry]:
    for code, check in known.checks.items():
        if code.startswith(hundred):
            yield Entry(check, basis(check, known.references, today))


def _in_the_box(entry: Entry) -> bool:
    """Say whether the box that reads a text asks this check."""
    return entry.check.wording is not None and not entry.check.wording.names


def _panels(library: Library) -> Iterable[Panel]:
    """Yield each law chapter once; forks mostly share their base's."""
    shared: dict[str, list[Industry]] = {}
    for industry in library.industries.values():
        if "law" in industry.chapters:
            shared.setdefault(industry.chapters["law"].body, []).append(industry)
    for together in shared.values():
        sections = _sections(together[0])
        if sections:
            path = f"industries/{together[0].id}/chapters/law.md"
            yield Panel(tuple(together), path, sections)


def _sections(industry: Industry) -> dict[str, str]:
    here = f"industries/{industry.id}/chapters"

    def moved(match: re.Match[str]) -> str:
        there = posixpath.normpath(posixpath.join(here, match[1]))
        return f"]({posixpath.relpath(there, posixpath.dirname(TRY))}"

    return {
        name: _TARGET.sub(moved, body.strip())
        for name, body in _SECTION.findall(industry.chapters["law"].body)
    }
