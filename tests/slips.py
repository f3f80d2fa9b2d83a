"""Sources as hurried hands leave them: a seeded corpus of mutants, each a file with one thing changed in it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Change = Callable[[random.Random, str], str]


@dataclass(frozen=True)
class Mutant:
    """A text with one line mistyped: its number (from 1), by which slip. Of other changes the line is None."""

    text: str
    line: int | None
    how: str


def _replaced(pattern: str, *words: str) -> Change:
    return lambda chance, line: re.sub(pattern, chance.choice(words), line, count=1)


# Typing slips: what a Chinese keyboard makes of a line of fields, items or brackets.
SLIPS: dict[str, Change] = {
    "a Chinese colon behind a field": _replaced(r"^( *(?:- )?[a-z_-]+): ?(?=\S)", r"\1：", r"\1： "),
    "a Chinese colon before nothing": _replaced(r"^( *[a-z_-]+):$", r"\1："),
    "no blank behind the colon": _replaced(r"^( *[a-z_-]+): (?=[^/\s])", r"\1:"),
    "a wide blank behind the colon": _replaced(r"^( *[a-z_-]+): (?=\S)", "\\1:\u3000", "\\1:\u00a0"),
    "wide blanks as indentation": _replaced(r"^  (?=[a-z -])", "\u3000", "\u00a0\u00a0", "\t"),
    "a Chinese dash": _replaced(r"^( +)- (?=[^-\s])", r"\1—", r"\1－", r"\1—— ", r"\1·"),
    "no blank behind the dash": _replaced(r"^( +)- (?=[^\d\s-])", r"\1-"),
    "a Chinese bracket closes": _replaced(r"\]$", "］", "】"),
    "a wide curly bracket closes": _replaced(r"\}$", "｝"),
    "a Chinese comma before a field": _replaced(r"(\{.*), (?=[a-z]+: )", r"\1，", r"\1、"),
    "a Chinese colon in brackets": _replaced(r"([{ ][a-z]+): (?=[^{}]*\})", r"\1："),
    "no bracket closes": _replaced(r"[\]}]$", ""),
    "no quote closes": _replaced(r'(: ".*)"$', r"\1"),
    "a Chinese quote closes": _replaced(r'(: "[^"]*)"$', r"\1”"),
    "wide digits": _replaced(r"(remind: |order: )\d+$", r"\1１０"),
    "a conflict": lambda chance, line: f"{'<' * 7} HEAD\n{line}\n{'=' * 7}\n{line}\n{'>' * 7} other",
}


def _shuffled(chance: random.Random, line: str) -> str:
    return "".join(chance.sample(line, len(line)))


# Other changes, which may well leave a file right.
CHANGES: dict[str, Change] = {
    "a line is gone": lambda chance, line: "",
    "a line stands twice": lambda chance, line: f"{line}\n{line}",
    "a line is cut": lambda chance, line: line[: chance.randrange(len(line) + 1)],
    "a sign is gone": lambda chance, line: line[: (at := chance.randrange(len(line) or 1))] + line[at + 1 :],
    "a sign too many": lambda chance, line: (
        line[: (at := chance.randrange(len(line) + 1))]
        + chance.choice("：，。、；“”‘’（）【】｛｝—…·＃％＠！　\t:-#'\"[]{}&*!|>%@`,?{{}}〔〕\u200b")
        + line[at:]
    ),
    "further in": lambda chance, line: " " * chance.randrange(1, 5) + line,
    "further out": lambda chance, line: line.removeprefix(" " * chance.randrange(1, 4)),
    "shuffled": _shuffled,
    "another value": lambda chance, line: re.sub(
        r": .*$",
        ": " + chance.choice(["null", "[]", "{}", "-1", "1" * 30, "true", "!x y", "*x", "{hint}", "'"]),
        line,
    ),
}


def mutants(texts: dict[str, str], number: int, seed: int) -> Iterator[tuple[str, Mutant]]:
    """Yield (path, mutant) so many times; half of them are typing slips in lines that are fields or items."""
    chance = random.Random(seed)
    paths = sorted(texts)
    made = 0
    while made < number:
        path = chance.choice(paths)
        lines = texts[path].split("\n")
        at = chance.randrange(len(lines))
        is_slip = made % 2 == 0
        how = chance.choice(sorted(SLIPS if is_slip else CHANGES))
        changed = (SLIPS if is_slip else CHANGES)[how](chance, lines[at])
        if changed == lines[at] or (is_slip and at not in structure(texts[path])):
            continue
        made += 1
        text = "\n".join([*lines[:at], changed, *lines[at + 1 :]])
        yield path, Mutant(text, at + 1 if is_slip else None, how)


def structure(text: str) -> set[int]:
    """Return the lines (from 0) that are fields or items and no text, read in the plainest way."""
    found, inside = set(), None
    for number, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip(" "))
        if inside is not None and (indent > inside or not line.strip()):
            continue
        inside = None
        if re.match(r" *(- )?[a-z][a-z0-9_-]*:( |$)", line):
            found.add(number)
        if re.match(r" *- [^'\"|>&*!]", line):
            found.add(number)
        if re.search(r"(: |- )[|>]-?$", line):
            inside = indent
        elif re.match(r" *(- )?[a-z][a-z0-9_-]*: [^\[{'\"|>#]", line) or re.match(r" *- [^\[{'\"|>#]", line):
            inside = indent + (2 if line.lstrip().startswith("- ") and ":" in line else 0)
    return found
