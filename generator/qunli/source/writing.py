"""Plain data as YAML that people like to read, and that all readers take for the same.

Grammar 1 takes nearly everything for text, YAML 1.1 (MkDocs, older editors) does not: `1.5`, `yes` and `010` stand in
quotes, so that both read them alike. Hours and days need none; house files have them bare, and 1.1 takes them for
numbers and dates.
"""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from qunli.problem import ContentError
from qunli.source.events import parse_yaml
from qunli.source.files import File

LINE = 100

_PLAIN_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_BARE = re.compile(r"\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"0|[1-9]\d*", re.ASCII)
_TEXT = "tag:yaml.org,2002:str"


class Verbatim(str):
    """A value on one line, as it stands in YAML already."""


def as_yaml(data: dict[str, Any]) -> str:
    """Return plain data (dict with str keys, list, str, int, bool, None) as the text of a YAML file."""
    inline, below = emit(data, 0, root=True)
    return "".join(f"{line}\n" for line in ([inline] if inline else below))


def emit(value: Any, indent: int, *, root: bool = False) -> tuple[str, list[str]]:
    """Return what stands on the key's own line and the lines below it, indented."""
    if not isinstance(value, dict | list):
        return _leaf(value, indent)
    if not value or (not root and _is_small(value) and indent + len(scalar(value)) <= LINE):
        return scalar(value), []
    lines: list[str] = []
    if isinstance(value, dict):
        for key, each in value.items():
            lines += entry(key, each, indent)
    else:
        for each in value:
            lines += item(each, indent)
    return "", lines


def entry(key: str, value: Any, indent: int) -> list[str]:
    """Return the lines of one field of a mapping that begins `indent` characters from the left."""
    inline, below = emit(value, indent + 2)
    return [f"{' ' * indent}{_key(key)}:{' ' * bool(inline)}{inline}", *below]


def item(value: Any, indent: int) -> list[str]:
    """Return the lines of one item of a list that begins `indent` characters from the left."""
    inline, below = emit(value, indent + 2)
    if inline:
        return [f"{' ' * indent}- {inline}", *below]
    return [f"{' ' * indent}- {below[0].lstrip()}", *below[1:]]


def scalar(value: Any) -> str:
    """Return a value on one line, safe in any place, in a list on one line too."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {scalar(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(scalar, value)) + "]"
    if isinstance(value, Verbatim) or not isinstance(value, str):
        return _word(value)
    # Inside brackets PyYAML's two parsers disagree on what a question mark begins.
    plain = "?" not in value and _is_plain(value, f"k: [{value}]\n", {"k": [value]})
    return value if plain else quoted(value)


def quoted(text: str) -> str:
    """Return a text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def same(one: Any, other: Any) -> bool:
    """Say whether two plain values are equal, but for line ends at the end of texts."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
        case list(), list():
            return len(one) == len(other) and all(map(same, one, other))
        case str(), str():
            return one.rstrip("\n") == other.rstrip("\n")
    return type(one) is type(other) and bool(one == other)


def reads_as(text: str, data: Any) -> bool:
    """Say whether grammar 1 reads a text as this data, without fault."""
    try:
        source = parse_yaml(File("", text))
    except ContentError:
        return False
    return not source.problems and same(source.data, data)


def _leaf(value: Any, indent: int) -> tuple[str, list[str]]:
    if isinstance(value, Verbatim) or not isinstance(value, str):
        return _word(value), []
    line = value.rstrip("\n")
    if "\n" in line:
        return _block(line, indent) or (quoted(value), [])
    plain = _is_plain(line, f"k: {line}\n", {"k": line})
    return line if plain else quoted(value), []


def _block(text: str, indent: int) -> tuple[str, list[str]] | None:
    """Return a text of several lines as a block, None where a block cannot hold it."""
    # The first line's own blanks would be taken for indentation.
    header = "|2" if text.lstrip("\n")[:1] in {" ", "\t"} else "|"
    lines = [" " * indent + line if line else "" for line in text.split("\n")]
    below = "\n".join(f"  {line}" if line else "" for line in text.split("\n"))
    if indent < 2 or not reads_as(f"k: {header}\n{below}\n", {"k": text}):
        return None
    return header, lines


def _word(value: Any) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _key(key: str) -> str:
    plain = _PLAIN_KEY.fullmatch(key) and (_NUMBER.fullmatch(key) or _is_text(key))
    return key if plain else quoted(key)


def _is_small(value: Any) -> bool:
    """Say whether a collection reads well on one line: it holds words, or lists of words."""
    if isinstance(value, dict):
        return all(
            _is_word(each) or (isinstance(each, list) and all(map(_is_word, each))) for each in value.values()
        )
    return all(map(_is_word, value))


def _is_word(value: Any) -> bool:
    return not isinstance(value, dict | list) and "\n" not in str(value)


def _is_plain(value: str, sample: str, data: Any) -> bool:
    """Say whether a text needs no quotes: all readers take it for itself."""
    if "\n" in value or "\t" in value or not value.strip():
        return False
    return bool(_BARE.fullmatch(value) or _is_text(value)) and reads_as(sample, data)


def _is_text(value: str) -> bool:
    """Say whether YAML 1.1 takes a word without quotes for a text."""
    return bool(_RESOLVER.resolve(yaml.ScalarNode, value, (True, False)) == _TEXT)


_RESOLVER: Any = yaml.resolver.Resolver()
