"""What a spreadsheet's rows make of a plan: the target they name, the questions they raise, the text of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qunli import library
from qunli.cli.common import require_id
from qunli.cli.runs import calendar_of, merge_runs
from qunli.cli.sheets import open_plan, trade
from qunli.library.parts import SOPS
from qunli.problem import ContentError, Problem, errors
from qunli.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qunli import workbook
    from qunli.library import Library
    from qunli.library.drafts import Draft

_NO_NAME = re.compile(r"(?:sheet|工作表|表|表格|未命名|新建|副本|\s|[\d()_-])*", re.IGNORECASE)

# Words of time that cannot be understood.
_UNREAD = "Q004"
_TAKE_OTHERS, _TAKE_NONE = "先收别的行", "都不收"
_MOST_SHOWN = 5


@dataclass(frozen=True)
class Wish:
    """Where the rows go, which sheets and whose rows count, what a new plan is called, whether missing rows are dropped.

    `shop` is the calendar that shall post it: a new plan is named after its kind then. `posted` has the groups in which
    that calendar posts each plan so far.
    """

    pack: str | None
    sop: str | None
    sheets: tuple[str, ...]
    group: str | None
    title: str | None
    kind: str | None
    drop: bool
    shop: str | None = None
    posted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What came of an import.

    `fresh` is the title and kind of a new plan, {} where there was one; `text` what the plan's file shall be.
    """

    draft: Draft
    fresh: dict[str, str]
    book: workbook.Book
    plans: list[workbook.Plan]
    merged: workbook.Merged
    problems: list[Problem]
    text: str

    @property
    def group(self) -> str:
        """Return the customer group that the rows are for, "" where no row or several groups are named."""
        return _group(self.plans)

    @property
    def changed(self) -> bool:
        return self.draft.file is None or self.text != self.draft.file.text

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data for JSON; rows are numbered as in the sheet."""
        sheets = [
            {
                "sheet": plan.name,
                "unused_columns": list(plan.ignored),
                "empty_rows": [str(row) for row in plan.left_out],
            }
            for plan in self.plans
        ]
        return {
            "path": self.draft.path,
            "new": self.fresh or None,
            "changed": self.changed,
            "changes": list(self.merged.told),
            "absent": list(self.merged.absent),
            "notes": list(self.book.notes),
            "sheets": sheets,
        }


def taken(found: Library, sheet: Sheet, wish: Wish, interview: workbook.Interview) -> Result:
    """Return what the rows of a file make of a plan; raises ContentError where they cannot be taken over."""
    from qunli import workbook

    festivals = {name: each.title for name, each in found.almanac.festivals.items()}
    reader = workbook.Reader(festivals, sheet.today, sheet.file.stem, interview=interview)
    book = workbook.read_book(sheet.file.name, sheet.content)
    plans = workbook.plans(book, wish.sheets, reader, puppets(found), wish.group)
    if wish.drop:
        workbook.require_whole(book, plans)
    calendar = "" if wish.pack else calendar_of(plans)
    if calendar:
        run, merged, wrong, text = merge_runs(found, calendar, plans, reader, drop=wish.drop)
        return Result(run, {}, book, plans, merged, _without_errors([*_seen(book, plans), *wrong]), text)
    draft = _target(found, plans, wish)
    fresh = _fresh(draft, plans, wish)
    target = workbook.Target(draft.now, draft.sop, fresh)
    merged = workbook.merge(plans, target, trade(draft, found), reader, drop=wish.drop)
    wrong = _problems(draft, merged)
    if draft.now is None and merged.source.data["slots"]:
        wrong = _without_unread(wrong, plans, interview)
    problems = _without_errors([*_seen(book, plans), *wrong])
    return Result(draft, fresh, book, plans, merged, problems, draft.text(merged.source.data))


def _without_unread(
    problems: list[Problem], plans: list[workbook.Plan], interview: workbook.Interview
) -> list[Problem]:
    """Return the problems with the rows of a new plan that nobody can read as left out, where that is the answer."""
    from qunli import workbook

    unread = [each for each in problems if each.code == _UNREAD and each.level == "error"]
    if not unread or len(unread) < len(errors(problems)):
        return problems
    shown = "；".join(each.message for each in unread[:_MOST_SHOWN])
    more = f" 等 {len(unread)} 处" if len(unread) > _MOST_SHOWN else ""
    text = f"有 {len(unread)} 处看不懂：{shown}{more}。先收别的行吗？"
    question = workbook.Question("看不懂的行", text, plans[0].place, (_TAKE_OTHERS, _TAKE_NONE))
    if interview.ask(question) != _TAKE_OTHERS:
        return problems
    return [replace(each, level="warning") if each in unread else each for each in problems]


def _seen(book: workbook.Book, plans: list[workbook.Plan]) -> list[Problem]:
    """Return what stands in a file and was not taken."""
    return [*book.problems, *(problem for plan in plans for problem in plan.problems)]


def _without_errors(problems: list[Problem]) -> list[Problem]:
    """Return what only reminds; raises ContentError where something is wrong."""
    if errors(problems):
        raise ContentError(problems)
    return problems


@dataclass(frozen=True)
class Sheet:
    """A file of a spreadsheet, its bytes, and the day it is read on."""

    file: Path
    content: bytes
    today: date


def sheet_of(file: Path, today: date) -> Sheet:
    """Return a file as it is now; one that is not there is wrong usage."""
    from qunli import workbook

    if not file.is_file():
        raise click.UsageError(f"没有 {file} 这个文件")
    with file.open("rb") as stream:
        # One byte more than is read at most tells that there is more.
        return Sheet(file, stream.read(workbook.MOST_BYTES + 1), today)


def _problems(draft: Draft, merged: workbook.Merged) -> list[Problem]:
    found = [*merged.problems]
    return found if errors(found) else found + draft.problems(merged.source)


def puppets(found: Library) -> workbook.Puppets:
    """Return the project's rule against staff who pose as customers: the word checks that nothing can allow."""
    from qunli import checks, workbook

    final = checks.matcher(library.read_wordings(found.tree).value.values()).final()

    def first(text: str, where: checks.Where) -> str:
        return next((hit.words for hit in final.find(text, where=where)), "")

    return workbook.Puppets(partial(first, where="copy"), partial(first, where="name"))


def _target(found: Library, plans: list[workbook.Plan], wish: Wish) -> Draft:
    """Return the SOP that the options name, else the ids of the rows."""
    pack, sop = _named(plans, wish)
    require_id(sop, SOPS.level)
    draft = open_plan(found, pack, sop)
    if not found.tree.is_local(f"content/industries/{pack}"):
        raise click.UsageError(
            f"{pack} 是自带的模板，不能直接改。先 qunli fork {pack} 自家编号 --title 店名，再加 --pack 自家编号 导入"
        )
    return draft


def _named(plans: list[workbook.Plan], wish: Wish) -> tuple[str, str]:
    """Return the ids of the pack and the SOP."""
    from qunli import workbook

    named, wrong = workbook.named(plans)
    if wrong:
        raise ContentError(wrong)
    packs, sops = {each for each, _ in named}, {each for _, each in named}
    if len(sops) > 1 or (len(packs) > 1 and not wish.pack):
        several = "、".join(map("/".join, sorted(named)))
        raise click.UsageError(f"表里有几份计划的编号：{several}。分成几个文件")
    pack, sop = wish.pack or "".join(packs), wish.sop or "".join(sops)
    if wish.shop and not sop:
        sop = _own(f"own-{_kind(plans, wish)}", _group(plans), wish)
    if "" in (pack, sop):
        raise click.UsageError(
            "表里没有编号，要写明收进哪里：--pack 模板 --sop 计划，比如 --pack my-shop --sop welfare"
        )
    return pack, sop


def _group(plans: list[workbook.Plan]) -> str:
    from qunli import workbook

    groups = workbook.groups_of(plans)
    chosen = next((plan.group for plan in plans if plan.group), "")
    return chosen or (groups[0] if len(groups) == 1 else "")


def _own(sop: str, group: str, wish: Wish) -> str:
    """Return the id of a shop's own plan: the next one where that of this id is posted in another group."""
    number, found = 1, sop
    while group and found in wish.posted and not any(group in each for each in wish.posted[found]):
        number += 1
        found = f"{sop}-{number}"
    return found


def _fresh(draft: Draft, plans: list[workbook.Plan], wish: Wish) -> dict[str, str]:
    """Return the title and the kind of a new SOP; {} where there is one already."""
    if draft.now is not None:
        return {}
    named = (name for name in _names(plans, wish) if name and not _NO_NAME.fullmatch(name))
    return {"title": wish.title or next(named, draft.sop_id), "kind": _kind(plans, wish)}


def _kind(plans: list[workbook.Plan], wish: Wish) -> str:
    from qunli import workbook

    by_words = {words: name for name, words in KINDS.items()}
    if wish.kind:
        return by_words.get(wish.kind, wish.kind)
    return workbook.guess_kind(" ".join((wish.title or "", *_names(plans, wish))))


def _names(plans: list[workbook.Plan], wish: Wish) -> list[str]:
    """Return what may be a plan's title, the best first: its group's name, its sheet's, its file's."""
    sheets = [plan.name for plan in plans if len(plans) == 1]
    return [wish.group or "", *(plan.group for plan in plans[:1]), *sheets, Path(plans[0].place.file).stem]
