"""Data as a script that gives it to `window`."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

# Inside a script these would end it, or a line of it.
_UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}

# Letters that no page shows and that are two bytes long, behind the last that is seen by nobody.
_SENT = "".join(map(chr, range(0xAE, 0xAE + 900)))


def script(name: str, data: Any) -> bytes:
    """Return a script that puts plain data into window.<name>."""
    return f"window.{name}={_literal(data)};\n".encode()


def numbered_script(name: str, data: Any) -> bytes:
    """Return a script that does the same with much Chinese in fewer bytes, before and after a server has drawn them together.

    The characters that stand there most often are sent as those of two bytes, in the order of how often, and put back
    in the browser.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    times = Counter(char for char in text if char in _SENT or _is_long(char))
    # What stands there itself is sent for another too: it could not be told from those.
    kept = sorted(times, key=lambda char: (char not in _SENT, -times[char], char))[: len(_SENT)]
    chars = "".join(sorted(kept, key=lambda char: (-times[char], char)))
    sent = _SENT[: len(chars)]
    short = _literal(json.loads(text.translate(str.maketrans(chars, sent))))
    back = f"function(char){{return {_literal(chars)}[char.charCodeAt(0)-{ord(_SENT[0])}]}}"
    return f"window.{name}=JSON.parse(JSON.stringify({short}).replace(/[{sent[:1]}-{sent[-1:]}]/g,{back}));\n".encode()


def _is_long(char: str) -> bool:
    """Say whether a character takes three bytes."""
    return "\u0800" <= char < "\ud800" or "\ue000" <= char <= "\uffff"


def _literal(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _UNSAFE.items():
        text = text.replace(char, escape)
    return text
