"""Runs every check over packs and plans and turns findings into problems with places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from qunli import kept
from qunli.checks import allowances, learned
from qunli.checks.allowances import Found
from qunli.checks.hits import Hit
from qunli.checks.matching import Matcher
from qunli.checks.registry import CHECKS, Check, cited, from_wording, said_of
from qunli.checks.subjects import At, FileCase, PackCase, PlanCase, SlotCase, SopCase, Subject, TextCase
from qunli.checks.wordings import Where, Wording, broken
from qunli.library import Industry, needs
from qunli.library.parts import said
from qunli.model import Reference
from qunli.problem import Problem
from qunli.shape import problems as shape_problems
from qunli.source import KeyPath, Source

# Fields of an SOP that members read. What is forbidden is named there by its name, so it is not judged.
_RULES = ("rename", "service", "ask", "allowed")
_NOT_JUDGED = {("rules", "forbidden"), ("rules", "penalty"), ("rules", "cleaning")}


@dataclass(frozen=True)
class Catalogue:
    """Every check by code, and the word matcher. `problems` are faults in the wordings themselves."""

    checks: Mapping[str, Check]
    matcher: Matcher
    references: Mapping[str, Reference]
    problems: tuple[Problem, ...] = ()
    _by_kind: dict[type, list[Check]] = field(default_factory=dict, repr=False)
    _hits: dict[tuple[Any, ...], tuple[Hit, ...]] = field(default_factory=dict, repr=False)

    def on(self, kind: type) -> list[Check]:
        """Return the checks whose function judges this kind of subject."""
        if kind not in self._by_kind:
            self._by_kind[kind] = [each for each in self.checks.values() if issubclass(kind, each.on or ())]
        return self._by_kind[kind]

    def hits(self, text: str, sector: str | None, kind: str | None, where: Where = "copy") -> tuple[Hit, ...]:
        """Return the words in a text that are a risk; the same text is looked at once."""
        key = (text, sector, kind, where)
        if key not in self._hits:
            made_from = (self.matcher.made_from, *key)
            self._hits[key] = kept.value("hits", made_from, lambda: self.matcher.find(*key))
        return self._hits[key]


def catalogue(wordings: Mapping[str, Source], references: Mapping[str, Reference]) -> Catalogue:
    """Return all checks: the registered functions and the entries of the wordings."""
    entries: dict[str, Wording] = {}
    found: list[Problem] = []
    for source in wordings.values():
        read, faults = kept.value("wordings", _texts(source), partial(_entries, source))
        found.extend(faults)
        for code, wording in read.items():
            if code in entries or code in CHECKS:
                found.append(source.problem((code,), "Q006", f"编号 {code} 已经有了", "换一个", key=True))
            elif wording.source not in references:
                message = f"sources.yml 里没有 {wording.source}"
                found.append(source.problem((code, "source"), "Q014", message, "先在 sources.yml 里写它"))
            else:
                entries[code] = wording
    checks = CHECKS | {code: from_wording(code, each) for code, each in entries.items()}
    # An entry whose source is not known is left out, so the texts alone do not say what is looked for.
    model = learned.published()
    texts = chain.from_iterable(map(_texts, wordings.values()))
    made_from = kept.digest([*texts, *sorted(entries), model.made_from if model else ""])
    matcher = Matcher(entries, made_from, model)
    return Catalogue(dict(sorted(checks.items())), matcher, references, tuple(found))


def _texts(source: Source) -> tuple[str, str]:
    file = source.mark(()).file
    return file.path, file.text


def _entries(source: Source) -> tuple[dict[str, Wording], list[Problem]]:
    value, faults = shape_problems(source, Mapping[str, Wording])
    return value or {}, [*faults, *broken(source, value or {})]


def judge(subjects: Iterable[Subject], known: Catalogue, today: date) -> list[Problem]:
    """Return what is wrong with these subjects, allowances applied, nothing twice, sorted."""
    found: dict[tuple[Any, ...], Found] = {}
    sources: dict[int, Source] = {}
    for subject in subjects:
        if isinstance(subject, PackCase | SopCase | FileCase | PlanCase):
            sources[id(subject.source)] = subject.source
        for each in _of(subject, known, today):
            problem = each.problem
            place = (problem.path, problem.line, problem.column, problem.width)
            found.setdefault((*place, problem.code, problem.message), each)
    allowed = allowances.read(sources.values())
    own = {source.mark(()).file.path for source in sources.values()}
    return sorted({*known.problems, *allowances.judge(found.values(), allowed, known.checks, own)})


def _of(subject: Subject, known: Catalogue, today: date) -> Iterator[Found]:
    for one in known.on(type(subject)):
        for at in one.judge(subject) if one.judge else ():
            yield _found(subject.source, one, at, cited(one, at.message, known.references, today))
    for path, hit in _words(subject, known):
        one = said_of(known.checks[hit.code], hit)
        words = cited(one, f"「{hit.words}」{one.title}", known.references, today)
        found = _found(subject.source, one, At(path, words, (hit.start, hit.end)), words)
        yield replace(found, learned=hit.learned)


def _found(source: Source, one: Check, at: At, said: str) -> Found:
    path, span = needs.located(source, at.path, at.span)
    problem = source.problem(path, one.code, said, one.hint, key=at.key, span=span)
    problem = replace(problem, level=one.level)
    mark = source.mark(at.path)
    lines = {problem.line - 1, mark.value[0]} | ({mark.key[0]} if mark.key else set())
    return Found(problem, tuple(sorted(lines)))


def _words(subject: Subject, known: Catalogue) -> Iterator[tuple[KeyPath, Hit]]:
    """Yield every word that is a risk, with the key path of the value it stands in."""
    match subject:
        case TextCase():
            yield from _in(subject.path, subject.text, subject.parent, known)
        case SlotCase() if subject.slot.short:
            yield from _in(subject.path("short"), subject.slot.short, subject, known)
        case SopCase() | FileCase():
            yield from _in_file(subject, known)
        case PackCase():
            yield from _filled_in(subject.source, ("default", "example"), subject.industry, known)
            yield from _names(subject, known)
        case PlanCase():
            yield from _filled_in(subject.source, ("",), subject.plan.shop.industry, known)


def _filled_in(
    source: Source, kinds: tuple[str, ...], industry: Industry, known: Catalogue
) -> Iterator[tuple[KeyPath, Hit]]:
    """Yield the words in a file that has `variables`; below each of them the kinds of value to look at."""
    yield from _everywhere(source, industry.sector, known)
    for name in source.data.get("variables", {}):
        for kind in kinds:
            path = ("variables", name, kind) if kind else ("variables", name)
            yield from _values(source, path, industry.sector, known)


def _names(case: PackCase, known: Catalogue) -> Iterator[tuple[KeyPath, Hit]]:
    for name, role in case.industry.pack.roles.items():
        for hit in known.hits(role.title, case.industry.sector, None, "name"):
            yield ("roles", name, "title"), hit


def _in(path: KeyPath, text: str, case: SlotCase, known: Catalogue) -> Iterator[tuple[KeyPath, Hit]]:
    for hit in known.hits(text, case.parent.industry.sector, case.slot.type):
        yield path, hit


def _in_file(case: SopCase | FileCase, known: Catalogue) -> Iterator[tuple[KeyPath, Hit]]:
    sector = case.industry.sector
    for path, text in _read_by_members(case):
        for hit in known.hits(text, sector, None):
            yield path, hit
    yield from _everywhere(case.source, sector, known)


def _read_by_members(case: SopCase | FileCase) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(case, FileCase):
        yield from said(case.file.part, case.source)
        return
    if case.sop.welcome:
        yield ("welcome",), case.sop.welcome
    for name in _RULES:
        value = getattr(case.sop.rules, name, None)
        if isinstance(value, str):
            yield ("rules", name), value
        for number, line in enumerate(value if isinstance(value, tuple) else ()):
            yield ("rules", name, number), line


def _leaves(data: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if path[:2] in _NOT_JUDGED:
        return
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _leaves(value, (*path, number))


def _everywhere(source: Source, sector: str | None, known: Catalogue) -> Iterator[tuple[KeyPath, Hit]]:
    for path, text in _leaves(source.data, ()):
        for hit in known.hits(text, sector, None, "field"):
            yield path, hit


def _values(
    source: Source, path: KeyPath, sector: str | None, known: Catalogue
) -> Iterator[tuple[KeyPath, Hit]]:
    """Yield the errors in what a shop fills in: pieces of texts, too short for a warning to be fair."""
    if path not in source.marks:
        return
    for leaf, text in _leaves(source.at(path), path):
        for hit in known.hits(text, sector, None):
            if known.checks[hit.code].level == "error" and not hit.learned:
                yield leaf, hit
