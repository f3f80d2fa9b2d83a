"""Allowances: `# qunli: allow Q401 理由` lets one finding pass on its line, with a reason."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from qunli.checks.registry import CHECKS, Check, declare
from qunli.problem import Problem
from qunli.source import File, Source

UNUSED, UNREASONED, REFUSED = "Q091", "Q092", "Q093"

_ALLOW = re.compile(r"#\s*qunli:\s*allow\b[ \t]*(?P<codes>(?:Q\d{3}[\s,，、]*)*)(?P<reason>.*)$")
_CODE = re.compile(r"Q\d{3}")


def _declare(code: str, title: str, why: str, bad: str, good: str, hint: str) -> None:
    declare(Check(code, title, "warning", why, "project", bad, good, hint, final=True))


_declare(
    UNUSED,
    "放行了却用不上",
    "这一行已经没有要放行的提醒了，留着会把以后的真问题也放过去。",
    "slots:\n  menu:\n    owner: kitchen  # qunli: allow Q108 店里只有一个人",
    "slots:\n  menu:\n    owner: kitchen",
    "删掉这句注释",
)
_declare(
    UNREASONED,
    "放行没写理由",
    "没有理由的放行，下一个人看不出是想过的，还是懒得改。",
    "slots:\n  menu: {when: {at: 22:30}}  # qunli: allow Q206",
    "slots:\n  menu: {when: {at: 22:30}}  # qunli: allow Q206 夜宵店，客人这时候才来",
    "在编号后面写一句为什么可以",
)
_declare(
    REFUSED,
    "这一条不能放行",
    "马甲号这类是底线，编号写错的放行也不起作用。",
    "slots:\n  menu:\n    owner: kitchen  # qunli: allow Q999 编号写错了",
    "slots:\n  menu:\n    owner: kitchen",
    "改掉内容；编号写错的，对照网站上“发前查一查”里的改对",
)


@dataclass
class Allowance:
    """One comment: which codes pass on which 0-based line, and why; those it was written for, and those it let pass."""

    file: File
    line: int
    column: int
    width: int
    codes: tuple[str, ...]
    reason: str
    used: set[str]
    passed: set[str]

    def problem(self, code: str, message: str) -> Problem:
        one = CHECKS[code]
        problem = self.file.problem(self.line, self.column, code, message, one.hint, self.width)
        return replace(problem, level=one.level)


@dataclass(frozen=True)
class Found:
    """A problem, the 0-based lines on which an allowance may stand for it, and whether it is but learned from examples."""

    problem: Problem
    lines: tuple[int, ...]
    learned: bool = False


def read(sources: Iterable[Source]) -> dict[str, list[Allowance]]:
    """Return the allowances in the files of these sources, by path. Text inside a block is no comment."""
    found: dict[str, list[Allowance]] = {}
    inside: dict[str, set[int]] = {}
    files: dict[str, File] = {}
    for source in sources:
        for mark in source.marks.values():
            if mark.file.path not in files:
                files[mark.file.path] = mark.file
            if mark.style in {"|", ">"}:
                header = mark.value[0]
                inside.setdefault(mark.file.path, set()).update(range(header + 1, header + mark.height))
    for name, file in files.items():
        if "qunli:" in file.text:
            found[name] = list(_of_file(file, inside.get(name, set())))
    return found


def _of_file(file: File, blocks: set[int]) -> Iterator[Allowance]:
    for number, line in enumerate(file.lines):
        match = _ALLOW.search(line) if "qunli:" in line and number not in blocks else None
        if match:
            codes = tuple(_CODE.findall(match["codes"]))
            width = len(line) - match.start()
            yield Allowance(file, number, match.start(), width, codes, match["reason"].strip(), set(), set())


def judge(
    found: Iterable[Found],
    allowed: Mapping[str, list[Allowance]],
    known: Mapping[str, Check],
    own: Container[str],
) -> Iterator[Problem]:
    """Yield the problems that are not allowed, and what is wrong with the allowances of our `own` files.

    A file that a fork or a calendar only builds on is judged where it is at home: here its values may be replaced.
    """
    for each in found:
        one = known.get(each.problem.code)
        is_final = one is None or (one.final and not each.learned)
        used = _use(each, allowed.get(each.problem.path, ()))
        if is_final or not used:
            yield each.problem
        else:
            _pass(each.problem.code, used)
    for path, allowances in allowed.items():
        if path in own:
            for allowance in allowances:
                yield from _faults(allowance, known)


def _use(found: Found, allowances: Iterable[Allowance]) -> list[Allowance]:
    """Return which of these allowances are for the problem, and note in each that it is used."""
    code = found.problem.code
    fitting = [each for each in allowances if each.line in found.lines and code in each.codes]
    for each in fitting:
        each.used.add(code)
    return fitting


def _pass(code: str, allowances: Iterable[Allowance]) -> None:
    for each in allowances:
        each.passed.add(code)


def _faults(allowance: Allowance, known: Mapping[str, Check]) -> Iterator[Problem]:
    if not allowance.codes:
        yield allowance.problem(REFUSED, "没写要放行的编号")
    for code in allowance.codes:
        if code not in known or (known[code].final and code not in allowance.passed):
            yield allowance.problem(REFUSED, f"{code} 不能放行" if code in known else f"没有 {code} 这个编号")
        elif code not in allowance.used and not known[code].daily:
            yield allowance.problem(UNUSED, f"这一行没有 {code} 要放行")
        elif not allowance.reason:
            yield allowance.problem(UNREASONED, f"放行 {code} 没写理由")
