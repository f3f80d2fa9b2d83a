"""A field of a post as the words of a cell and back, and the words that a cell can be chosen from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qunli.model import Slot
from qunli.when import UnclearError
from qunli.words import RECORDS, YES
from qunli.workbook.columns import BY_KEY, COLUMNS, Column


@dataclass(frozen=True)
class Trade:
    """What the words of a pack mean: titles by id."""

    roles: Mapping[str, str]
    tables: Mapping[str, str]
    festivals: Mapping[str, str]

    def festival(self, name: str) -> str:
        return self.festivals.get(name, name)


_ALL = "全部日常"


def words(key: str, slot: Slot, trade: Trade, titles: Mapping[str, str]) -> str:
    """Return a field of a slot as a cell shows it; `titles` are the slots' titles by id."""
    value = getattr(slot, key)
    if value is None or value == ():
        return ""
    match key:
        case "once":
            return YES if value else ""
        case "when":
            return slot.when.words(trade.festival)
        case "owner":
            return trade.roles.get(value, value)
        case "rotate":
            return trade.tables.get(value, value)
        case "media":
            return "\n".join(value)
        case "record":
            return "、".join(RECORDS[each] for each in value)
        case "replaces":
            return _replaced_words(value, titles)
    return BY_KEY[key].choices.get(value, str(value).rstrip("\n"))


def value(key: str, text: str, trade: Trade, titles: Mapping[str, str]) -> Any:
    """Return what a cell says as YAML has it; raise UnclearError for words that mean nothing there."""
    choices = _offered(BY_KEY[key], trade)
    if choices:
        return _chosen(key, text, choices)
    match key:
        case "media":
            return [line.strip() for line in text.split("\n") if line.strip()]
        case "record":
            return [_chosen(key, each, RECORDS) for each in re.split(r"[、,，/\s]+", text) if each]
        case "replaces":
            return _replaced(key, text, titles)
        case "minutes" | "remind":
            return _number(key, text)
        case "once":
            return _chosen(key, text, {"true": YES}) == "true"
    return text


def _replaced_words(slots: Sequence[str], titles: Mapping[str, str]) -> str:
    if slots == ("all",):
        return _ALL
    return "\n".join(titles.get(each, each) for each in slots)


def _replaced(key: str, text: str, titles: Mapping[str, str]) -> str | list[str]:
    if text == _ALL:
        return "all"
    return [_chosen(key, line, titles) for line in text.split("\n") if line]


def _number(key: str, text: str) -> int:
    found = re.fullmatch(r"(\d{1,4})\s*(?:分钟?|min)?", text)
    if not found:
        raise UnclearError(f"「{BY_KEY[key].title}」里的 {text} 不是一个数", "写整数，比如 15")
    return int(found[1])


def _chosen(key: str, text: str, choices: Mapping[str, str]) -> str:
    for name, title in choices.items():
        if text.strip() in (title, name):
            return name
    known = "、".join(choices.values())
    hint = f"可以写：{known}" if known else "这一列先空着"
    raise UnclearError(f"「{BY_KEY[key].title}」里不认识 {text}", hint)


def _offered(column: Column, trade: Trade) -> Mapping[str, str]:
    """Return the titles a cell of this column may hold, by what they stand for; none where it takes other words."""
    own = {"owner": trade.roles, "rotate": trade.tables}
    return own.get(column.key, column.choices)


def choices(trade: Trade) -> dict[int, Sequence[str]]:
    """Return the words to choose from, by the number of the column."""
    found: dict[int, Sequence[str]] = {}
    for number, column in enumerate(COLUMNS, 1):
        offered = _offered(column, trade)
        if offered:
            found[number] = tuple(offered.values())
    return found
