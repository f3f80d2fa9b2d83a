"""What a value typed with Chinese signs was meant to be, where YAML takes it for a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from qunli.problem import ContentError
from qunli.source.events import parse_yaml
from qunli.source.files import File
from qunli.source.marks import Mark
from qunli.source.signs import COLONS, COMMAS, DASHES, ODD, QUOTES, as_flow, half

# Nobody types a longer number, hour, day or list of names on one line.
_LONGEST = 200
_WORDS = (
    (f"[{COLONS}]", "这里是中文冒号"),
    (r"^[A-Za-z][\w-]*:\S", "冒号后面少了空格"),
    ("[０-９]", "这里是全角数字"),
    (f"[{COMMAS}；]", "这里是中文逗号"),
    ("[［］【】｛｝]", "这里是全角的括号"),
    (f"[{''.join(QUOTES)}]", "这里是中文引号"),
    (f"[{DASHES}]", "这里是中文的横线"),
    (f"[{ODD}]", "这里有全角空格"),
)


@dataclass(frozen=True)
class Retyped:
    """A value as it was meant, and as it is typed. `words` says what is wrong; a mere quote is no typing slip."""

    value: Any
    typed: str
    words: str
    is_slip: bool = True

    @property
    def hint(self) -> str:
        return f"{self.words}，改成 {self.typed}"


def retyped(mark: Mark, value: Any, *, as_list: bool) -> Retyped | None:
    """Return what a text is in YAML's own signs, None where that is nothing else.

    With `as_list` a list or a mapping is wanted.
    """
    if not isinstance(value, str) or not _is_short(value):
        return None
    is_quoted = mark.style in {"'", '"'}
    is_several = bool(re.search(f"[{COMMAS}；,]", value)) and mark.style in {"", "'", '"'}
    typed = as_flow(value) if as_list or is_several else value
    if not as_list:
        typed = half(typed)
    if typed == value and not is_quoted:
        return None
    read = _read(typed)
    if read is None or read == value:
        return None
    if typed == value:
        return Retyped(read, typed, "这里不要引号", is_slip=False)
    return Retyped(read, typed, _words(value), mark.style in {"", "'", '"'})


def retyped_key(key: str) -> Retyped | None:
    """Return what the name of a field is in half width, None where that is the same."""
    typed = half(key) if _is_short(key) else key
    return None if typed == key or not typed else Retyped(typed, typed, _words(key))


def _is_short(value: str) -> bool:
    return 0 < len(value) <= _LONGEST and "\n" not in value


def _read(typed: str) -> Any:
    # A field alone below another one: it is a mapping already, without brackets.
    is_field = re.match(r"[A-Za-z][\w-]*: ", typed)
    try:
        source = parse_yaml(File("", f"{typed}\n" if is_field else f"k: {typed}\n"))
    except ContentError:
        return None
    if source.problems:
        return None
    return source.data if is_field else source.data["k"]


def _words(value: str) -> str:
    return next((words for signs, words in _WORDS if re.search(signs, value)), "这里有全角字")
