"""Data as a script that gives it to `window`."""

from __future__ import annotations

import json
from typing import Any

# Inside a script these would end it, or a line of it.
_UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script(name: str, data: Any) -> bytes:
    """Return a script that puts plain data into window.<name>."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _UNSAFE.items():
        text = text.replace(char, escape)
    return f"window.{name}={text};\n".encode()
