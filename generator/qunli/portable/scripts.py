"""Data as a script that gives it to `window`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any

# Inside a script these would end it, or a line of it.
_UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}

# Letters that no page shows and that are two bytes long, behind the last that is seen by nobody.
_SENT = "".join(map(chr, range(0xAE, 0xAE + 900)))

_CAPITALS = ascii_uppercase
# Signs that texts seldom need, and the letters of two bytes that are sent for them.
_SELDOM = dict(zip("\u07c0\u07c1\u07c2\u07c3\u07c4\u07c5\u07c6\u07c7", "#%&'>@`~", strict=True))
_SIGNS = "".join([*_SELDOM.values(), *_SELDOM])
# What the expressions of the word checks repeat thousands of times; what holds another comes first.
_REPEATED = (
    ")[^。!?;\\n]{0,14}(?:",
    "[^。!?;\\n]{0,10}(?:",
    ")\n(?:",
    ")?(?:",
    "(?:[0-9]+(?:\\.[0-9]+)?|[一二两三四五六七八九十百千几半]+)",
    "(?:[0-9]+|[一二两三四五六七八九十几半]+)",
    "[^,。!?;\\n]{0,",
    "[^。!?;\\n]{0,",
    "[^。!?\\n]{0,",
    "[^,。!?\\n]{0,",
    "[一二两三四五六七八九十",
    "四五六七八九",
    "[0-9]+",
    "(?:",
    "\n",
    *"不一的人了学家没上小个生大好有用来",
)


def script(name: str, data: Any) -> bytes:
    """Return a script that puts plain data into window.<name>."""
    return f"window.{name}={_literal(data)};\n".encode()


def numbered_script(name: str, data: Any) -> bytes:
    """Return a script that does the same with much Chinese in fewer bytes, before and after a server has drawn them together.

    What expressions repeat is sent as one capital letter or sign, the characters that stand there most often as those of two
    bytes, in the order of how often; all are put back in the browser.
    """
    there = set(json.dumps(data, ensure_ascii=False))
    seldom = {letter: sign for letter, sign in _SELDOM.items() if letter not in there}
    free = [*(letter for letter in _CAPITALS if letter not in there), *seldom.values()]
    parts = seldom | dict(zip(free, _REPEATED, strict=False))
    text = json.dumps(_replaced(data, parts), ensure_ascii=False, separators=(",", ":"))
    times = Counter(char for char in text if char in _SENT or _is_long(char))
    # What stands there itself is sent for another too: it could not be told from those.
    kept = sorted(times, key=lambda char: (char not in _SENT, -times[char], char))[: len(_SENT)]
    chars = "".join(sorted(kept, key=lambda char: (-times[char], char)))
    sent = _SENT[: len(chars)]
    short = _literal(json.loads(text.translate(str.maketrans(chars, sent))))
    written = _literal({letter: json.dumps(part, ensure_ascii=False)[1:-1] for letter, part in parts.items()})
    back = f"function(char){{return parts[char]||chars[char.charCodeAt(0)-{ord(_SENT[0])}]||char}}"
    made = f"JSON.parse(JSON.stringify({short}).replace(/[A-Z{_SIGNS}{sent[:1]}-{sent[-1:]}]/g,{back}))"
    return f"window.{name}=(function(parts,chars){{return {made}}})({written},{_literal(chars)});\n".encode()


def _replaced(data: Any, parts: Mapping[str, str]) -> Any:
    """Return data with letters in all its texts for what they stand for."""
    if isinstance(data, dict):
        return {_replaced(key, parts): _replaced(value, parts) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_replaced(each, parts) for each in data]
    if isinstance(data, str):
        for letter, part in parts.items():
            data = data.replace(part, letter)
    return data


def _is_long(char: str) -> bool:
    """Say whether a character takes three bytes."""
    return "\u0800" <= char < "\ud800" or "\ue000" <= char <= "\uffff"


def _literal(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _UNSAFE.items():
        text = text.replace(char, escape)
    return text
