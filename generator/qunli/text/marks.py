"""The variables and blanks of a copy, and what stands in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Row = Mapping[str, str]
Value = str | tuple[Row, ...]
# The variable that every shop has: its name.
STORE = "store"

_NAME = r"[a-z][a-z0-9-]*"
PLACE = re.compile(rf"\{{\{{\s*(?P<name>{_NAME})(?:\.(?P<field>{_NAME}))?\s*\}}\}}")
BLANK = re.compile(r"〔([^〔〕\n]*)〕")
_EXAMPLE = "例："


@dataclass(frozen=True)
class Place:
    """One {{ name }} or {{ item.field }} at characters start to end."""

    start: int
    end: int
    name: str
    field: str | None


@dataclass(frozen=True)
class Blank:
    """One 〔 〕 at characters start to end: what to fill in, and an example that is never copied."""

    start: int
    end: int
    label: str
    example: str


def places(text: str) -> list[Place]:
    """Return the variables of a text in order."""
    return [Place(*found.span(), found["name"], found["field"]) for found in PLACE.finditer(text)]


def blanks(text: str) -> list[Blank]:
    """Return the blanks of a text in order. 〔例：x〕 has no label, 〔label，例：x〕 both."""
    found = []
    for match in BLANK.finditer(text):
        label, marker, example = match[1].partition(_EXAMPLE)
        found.append(Blank(*match.span(), label.rstrip(" ，,｜|：:"), example.strip() if marker else ""))
    return found


def as_blank(label: str, example: str = "") -> str:
    """Return a blank as `blanks` reads it."""
    return f"〔{label}，{_EXAMPLE}{example}〕" if example else f"〔{label}〕"


def is_label(words: str) -> bool:
    """Say whether a blank can hold these words and give them back."""
    return not re.search(f"[〔〕]|{_EXAMPLE}", words)


def substitute(text: str, variables: Mapping[str, Value], item: Row | None = None) -> str:
    """Return the text with every variable replaced once by its value, never expanded again.

    Raises KeyError for a name that `flaws` would have reported.
    """

    def value(match: re.Match[str]) -> str:
        if match["field"]:
            return (item or {})[match["field"]]
        got = variables[match["name"]]
        if not isinstance(got, str):
            raise KeyError(match["name"])
        return got

    return PLACE.sub(value, text)


def to_paste(text: str) -> str:
    """Return the text with examples taken out of its blanks: what a person copies before filling it in."""

    def shown(match: re.Match[str]) -> str:
        label = match[1].partition(_EXAMPLE)[0].rstrip(" ，,｜|：:")
        return f"〔{label or '　　'}〕"

    return BLANK.sub(shown, text)


def as_posted(text: str) -> str:
    """Return the text with every blank filled by its example, else its label: what a member would read."""

    def filled(match: re.Match[str]) -> str:
        label, _, example = match[1].partition(_EXAMPLE)
        return example.strip() or label

    return BLANK.sub(filled, text)


def fill_words(text: str) -> Iterator[str]:
    """Yield what each blank of a text wants: 菜名（例：酸菜鱼）."""
    for blank in blanks(text):
        yield blank.label + (f"（例：{blank.example}）" if blank.example else "")
