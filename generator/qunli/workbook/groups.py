"""Which rows are for which customer group, where a sheet plans several: one is chosen, or each is read for itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from qunli.problem import ContentError
from qunli.workbook.kinds import is_group
from qunli.workbook.questions import Interview, Question
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Book

_BETWEEN = re.compile(r"\s*[、,，/;；+＋&\n]\s*")
_ALL = re.compile(
    r"(?:所有|全部|各|每个|全体|通用|两个?|三个?|几个)(?:的?社?群|群组|微信群)?|全群|都发|通发|(?:[\d一二两三四五六七八九几]|所有|全部)个?[^、，]{0,6}群(?:里)?(?:都|全部?)(?:要)?[发推]?(?:送|布)?|all(?: (?:the )?(?:groups?|chats?|rooms?|communities))?|every ?group",
    re.IGNORECASE,
)


# Words for the shop's group which name none of several.
_ANY_GROUP = frozenset(
    (
        "群",
        "微信群",
        "社群",
        "微信社群",
        "客户群",
        "顾客群",
        "群聊",
        "群里",
        "群内",
        "企微群",
        "企业微信群",
        "企业微信客户群",
    )
)
_EACH = re.compile(r"(?:各个?|所有|全部|每个?|全体)的?(?P<kind>.{1,8}群)")
_ALL_GROUPS = "全部群"
_NUMBERED = re.compile(r"(?P<name>.*?[^\d一二三四五])?(?P<number>[\d一二三四五]{1,2}群)")
_RANGE = re.compile(r"(?P<first>\d{1,2})群?\s*[-~–—至到]+\s*(?P<last>\d{1,2})群")
_MOST_GROUPS = 50
# A remark that says which group a row is for: 群：一群.
_BARE = re.compile(r"[\d一二三四五]{1,2}群")
_SAID = re.compile(
    r"(?:发?(?:送|到|往|布|推)?(?:微信|社|客户)?群名?)\s*[:：]\s*(?P<group>[^，。；;!！\n]{1,24})"
)


def with_meant_names(plans: list[Plan], codes: Mapping[str, str]) -> list[Plan]:
    """Return plans whose rows call each group as a line of the sheet explains it, 老客群 for 群A."""
    if any(plan.has_ids for plan in plans) or not codes:
        return plans
    return [replace(plan, steps=tuple(_meant(step, codes) for step in plan.steps)) for plan in plans]


def _meant(step: Step, codes: Mapping[str, str]) -> Step:
    names = names_in(step.group)
    if not any(name in codes for name in names):
        return step
    return replace(step, group="、".join(dict.fromkeys(codes.get(name, name) for name in names)))


def with_one_name(plans: list[Plan]) -> list[Plan]:
    """Return plans whose rows call the group by one word where they have several that name none: 微信群, 社群, 群.

    A row that is for any group and says in a remark which, 群：一群, is for that.
    """
    if any(plan.has_ids for plan in plans):
        return plans
    plans = [replace(plan, steps=tuple(map(_as_remarked, plan.steps))) for plan in plans]
    if everywhere := _for_all_of_them(groups_of(plans)):
        plans = [
            replace(plan, steps=tuple(_renamed(step, _ALL_GROUPS, everywhere) for step in plan.steps))
            for plan in plans
        ]
    every = [name for name in groups_of(plans) if name in _ANY_GROUP]
    if len(every) < 2:
        return plans
    return [replace(plan, steps=tuple(_renamed(step, every[0]) for step in plan.steps)) for plan in plans]


def _as_remarked(step: Step) -> Step:
    names = names_in(step.group)
    said = _SAID.search(step.text("notes")) if _ANY_GROUP & {*names} else None
    if said is None or not all(map(is_group, own := names_in(said["group"].strip()))):
        return step
    return replace(step, group="、".join((*(each for each in names if each not in _ANY_GROUP), *own)))


def _for_all_of_them(groups: tuple[str, ...]) -> frozenset[str]:
    """Return the names that stand for all the others, 各楼业主群 beside 1号楼业主群 and 2号楼业主群."""
    found = {name: match["kind"] for name in groups if (match := _EACH.fullmatch(name))}
    others = [name for name in groups if name not in found]
    return frozenset(
        name for name, kind in found.items() if others and all(each.endswith(kind) for each in others)
    )


def _renamed(step: Step, name: str, names_of_it: frozenset[str] = _ANY_GROUP) -> Step:
    names = (name if each in names_of_it else each for each in names_in(step.group))
    return replace(step, group="、".join(dict.fromkeys(names)))


def groups_of(plans: list[Plan]) -> tuple[str, ...]:
    """Return the customer groups that the rows of some sheets name, in their order."""
    return tuple(dict.fromkeys(name for plan in plans for step in plan.steps for name in _named(step)))


def _named(step: Step) -> tuple[str, ...]:
    """Return the groups a row is for; none where it does not say, or is for all."""
    names = names_in(step.group)
    return () if any(map(_ALL.fullmatch, names)) else names


def names_in(words: str) -> tuple[str, ...]:
    """Return the groups that a cell names one after another."""
    words = _RANGE.sub(_in_range, words.strip())
    names = [each for name in _BETWEEN.split(words) if name for each in _apart(name)]
    first = _NUMBERED.fullmatch(names[0]) if names else None
    prefix = (first["name"] or "") if first else ""
    # 吃货1群、2群 are two groups of one name.
    return tuple(f"{prefix}{each}" if _BARE.fullmatch(each) else each for each in names)


def _in_range(found: re.Match[str]) -> str:
    """Return all groups from one to another, 1群-3群, by their names; a stretch that goes back as it is."""
    first, last = int(found["first"]), int(found["last"])
    is_one = first < last <= _MOST_GROUPS
    return "、".join(f"{number}群" for number in range(first, last + 1)) if is_one else found[0]


def _apart(words: str) -> list[str]:
    """Return groups that only blanks part; 老王小馆 福利群 is one, since its first word is none."""
    parts = words.split()
    return parts if all(map(is_group, parts)) else [words]


def of_group(book: Book, plans: list[Plan], group: str | None, interview: Interview) -> list[Plan]:
    """Return the plans with the rows of one group and those for all; which one is asked where there are several."""
    if all(plan.has_ids for plan in plans):
        return plans
    groups = groups_of(plans)
    wanted = _wanted(book, plans, groups, group, interview)
    if wanted is None:
        return plans
    return [
        replace(
            plan,
            group=wanted,
            steps=tuple(step for step in plan.steps if not _named(step) or wanted in _named(step)),
        )
        for plan in plans
    ]


def _wanted(
    book: Book, plans: list[Plan], groups: tuple[str, ...], group: str | None, interview: Interview
) -> str | None:
    if group is not None and group not in groups:
        faults = [each for plan in plans for each in plan.problems if each.level == "error"]
        if faults:
            # The rows of that group may be those that could not be read.
            raise ContentError(faults)
        known = f"表里写着：{'、'.join(groups)}" if groups else "表里没有写是哪个群"
        raise ContentError([plans[0].place.problem("Q014", f"没有要发到「{group}」的行", known)])
    if group is not None or not groups:
        return group
    if len(groups) == 1:
        # The plan is called after the only group that the sheet names, where its own name does not say it.
        return None if any(groups[0] in plan.name for plan in plans) else groups[0]
    first = next(step for plan in plans for step in plan.steps if _named(step))
    place = first.at("group")
    split = " ".join(f"--split {name}=plan-{number}" for number, name in enumerate(groups, 1))
    text = f"表里有 {len(groups)} 个群的安排，这份计划要哪个群的？几个群都要，就每群收成一份：{split}"
    question = Question("要哪个群的", text, place, groups)
    message = f"表里有 {len(groups)} 个群的安排：{'、'.join(groups)}"
    hint = f"一份计划只给一个群：用 --group {groups[0]} 说要哪个，或用 --split 群名=计划编号 每群收成一份"
    return interview.require(question, message, hint)
