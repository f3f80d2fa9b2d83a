"""Whatever points at something by name, and does not find it; and the texts of a pack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from qunli.almanac import Almanac
from qunli.library import needs
from qunli.library.industry import Industry, PackFile
from qunli.library.parts import said, values
from qunli.model import Slot, Sop, Variable
from qunli.model.texts import ANSWER
from qunli.problem import Problem
from qunli.shape import nearest
from qunli.source import KeyPath, Source
from qunli.text import flaws, is_label, unfilled
from qunli.when import Routine, Season, season_fault

MOST_TURNS = 999  # texts or rows that take turns: a longer rotation would leave the calendar


def pack_problems(industry: Industry) -> Iterator[Problem]:
    """Yield what is wrong in pack.yml beyond its shape."""
    if industry.pack.sops and not industry.bases:
        message = "只有改自别人的模板（extends）才能用 sops 去掉计划"
        yield industry.source.problem(("sops",), "Q003", message, "删掉 sops 这一段", key=True)
    for name, variable in industry.pack.variables.items():
        if variable.default is not None:
            at = ("variables", name, "default")
            yield from value_problems(industry, industry.source, at, variable.default)
        yield from _label_problems(industry.source, name, variable)


def _label_problems(source: Source, name: str, variable: Variable) -> Iterator[Problem]:
    """Yield a problem where a title or example cannot stand in the blank that a variable without a value is."""
    at: KeyPath = ("variables", name)
    titles: dict[KeyPath, str] = {("title",): variable.title}
    titles |= {("fields", key): each for key, each in (variable.fields or {}).items()}
    for below, title in titles.items():
        if not is_label(title):
            hint = "名字只写要填什么；括号用（），例子写进 example"
            message = "没填时名字就是文案里的空，里面不能有 〔、〕 和 例："
            yield source.problem((*at, *below), "Q013", message, hint)
    example = variable.example or ""
    for below, text in _texts(example).items():
        if re.search("[〔〕]", text):
            yield source.problem((*at, "example", *below), "Q013", "例子里不能有 〔 和 〕", "括号用（）")


def value_problems(industry: Industry, source: Source, path: KeyPath, value: Any) -> Iterator[Problem]:
    """Yield what is wrong with a variable's value: a text, or rows that take turns."""
    for below, text in _texts(value).items():
        if re.search("[〔〕]", text):
            hint = "每次要现填的，写在文案里：〔菜名〕"
            yield source.problem((*path, *below), "Q013", "我家资料里不能有空", hint)
        for flaw in unfilled(text, called(industry)):
            hint = "我家资料里直接写内容，不再套变量"
            message, span = f"我家资料里的 {text[flaw.start : flaw.end]} 会原样发出去", (flaw.start, flaw.end)
            yield source.problem((*path, *below), flaw.code, message, hint, span=span).as_warning()
    if not isinstance(value, str):
        yield from turn_problems(source, path, value)


def _texts(value: Any) -> dict[KeyPath, str]:
    """Return the texts of a value by where they stand in it: the one, or the cells of rows."""
    if isinstance(value, str):
        return {(): value}
    return {(number, name): cell for number, row in enumerate(value) for name, cell in row.items()}


def turn_problems(source: Source, path: KeyPath, turns: Any) -> Iterator[Problem]:
    """Yield a problem where no text or row takes a turn, or more of them than ever will be posted."""
    if not turns:
        yield source.problem(path, "Q010", "表格里一行也没有", "至少填一行，或删掉这个字段")
    if len(turns) > MOST_TURNS:
        message = f"这里有 {len(turns)} 条，太多了"
        yield source.problem(path, "Q009", message, f"最多 {MOST_TURNS} 条", key=True)


def sop_problems(
    industry: Industry, sop: Sop, source: Source, festivals: Mapping[str, Any] | None
) -> Iterator[Problem]:
    """Yield what an SOP points at and does not exist, and what is wrong with its texts."""
    recurring = [key for key, slot in sop.slots.items() if slot.when.routine]
    for slot_id, slot in sop.slots.items():
        at: KeyPath = ("slots", slot_id)
        yield from _slot_names(industry, slot, source, at)
        if slot.when.about and festivals is not None:
            yield from unknown(source, (*at, "when", slot.when.key), "节日", slot.when.about, festivals)
        if isinstance(slot.when, Routine) and slot.when.season and festivals is not None:
            yield from _season(slot.when.season, source, (*at, "when", "season"), Almanac(festivals))
        yield from _replaced_names(slot, source, at, recurring)
        yield from _slot_texts(industry, slot, source, at)
    for path, text in _rules(sop):
        yield from _text_problems(industry, source, path, text)
    if sop.welcome is not None:
        yield from _text_problems(industry, source, ("welcome",), sop.welcome)
        yield from _no_blanks(source, ("welcome",), sop.welcome)


def _season(season: Season, source: Source, at: KeyPath, almanac: Almanac) -> Iterator[Problem]:
    """Yield the ends of a season that are no day of the year, and a season that is a single day."""
    strange = {key: name for key, name in season.ends.items() if almanac.named(name) is None}
    for key, name in strange.items():
        message, hint = season_fault(name)
        yield source.problem((*at, key), "Q014", message, nearest(name, almanac.names) or hint)
    if not strange and season.is_one_day(almanac):
        hint = "from 写开始的一天，to 写结束的一天；只在那一天发，写 festival 或 date"
        yield source.problem((*at, "to"), "Q004", "from 和 to 是同一天", hint)


def _slot_names(industry: Industry, slot: Slot, source: Source, at: KeyPath) -> Iterator[Problem]:
    if slot.owner is not None:
        yield from unknown(source, (*at, "owner"), "角色", slot.owner, industry.pack.roles)
    if slot.rotate is not None:
        yield from unknown(source, (*at, "rotate"), "表格", slot.rotate, industry.tables)


def _replaced_names(slot: Slot, source: Source, at: KeyPath, recurring: list[str]) -> Iterator[Problem]:
    for number, name in enumerate(slot.replaces if slot.replaces != ("all",) else ()):
        yield from unknown(source, (*at, "replaces", number), "日常发布", name, recurring)


def _slot_texts(industry: Industry, slot: Slot, source: Source, at: KeyPath) -> Iterator[Problem]:
    yield from turn_problems(source, (*at, "copy"), slot.texts)
    for text_id, text in slot.texts.items():
        yield from _text_problems(industry, source, (*at, "copy", text_id), text, slot.rotate)
    for text_id, answer in slot.answers.items():
        yield from _text_problems(industry, source, (*at, "copy", text_id, ANSWER), answer, slot.rotate)
    if slot.short is not None:
        yield from _text_problems(industry, source, (*at, "short"), slot.short, slot.rotate)
        yield from _no_blanks(source, (*at, "short"), slot.short)


def _rules(sop: Sop) -> Iterator[tuple[KeyPath, str]]:
    """Yield (key path, text) of every sentence of the group's rules."""
    for name, rule in sop.rules.model_dump(exclude_none=True).items() if sop.rules else ():
        if isinstance(rule, str):
            yield ("rules", name), rule
            continue
        for number, text in enumerate(rule):
            yield ("rules", name, number), text


def file_problems(industry: Industry, file: PackFile) -> Iterator[Problem]:
    """Yield which posts and roles a file names that do not exist, and what is wrong with the texts it holds for members."""
    if file.value is None:
        return
    for path, text in said(file.part, file.source):
        yield from _text_problems(industry, file.source, path, text)
    for pattern in file.part.slots:
        for path, name in values(file.source.data, pattern):
            if not industry.is_silent(str(name).partition("/")[0]):
                yield from unknown(file.source, path, "要发的一条", str(name), industry.posts)
    for pattern in file.part.owners:
        for path, name in values(file.source.data, pattern):
            yield from unknown(file.source, path, "角色", str(name), industry.pack.roles)


def unknown(
    source: Source,
    path: KeyPath,
    what: str,
    name: str,
    known: Mapping[str, Any] | list[str],
    *,
    key: bool = False,
) -> Iterator[Problem]:
    """Yield a problem where a name is none of those known; with `key` the name is the key at the path."""
    if name not in known:
        names = tuple(known)
        hint = nearest(name, names) or (f"可以写：{'、'.join(names[:30])}" if names else f"先加上这个{what}")
        yield source.problem(path, "Q014", f"不认识的{what} {name}", hint, key=key)


def _text_problems(
    industry: Industry, source: Source, path: KeyPath, text: str, rotate: str | None = None
) -> Iterator[Problem]:
    for flaw in flaws(text, called(industry), industry.tables, rotate):
        at, span = needs.located(source, path, (flaw.start, flaw.end))
        yield source.problem(at, flaw.code, flaw.message, flaw.hint, span=span)


def called(industry: Industry) -> dict[str, str]:
    """Return what each variable of a pack is called."""
    return {name: variable.title for name, variable in industry.pack.variables.items()}


def _no_blanks(source: Source, path: KeyPath, text: str) -> Iterator[Problem]:
    """Yield a problem where a text that has to go out as it is has something to fill in."""
    start = text.find("〔")
    if start >= 0:
        at, span = needs.located(source, path, (start, start + 1))
        yield source.problem(at, "Q013", "这里的文字不能有空", "写一句不用填也成立的话", span=span)
