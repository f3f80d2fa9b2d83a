"""Texts by OpenCC in the standard of Taiwan (s2tw), and words of the trade that it writes otherwise than a shop does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# What puts OpenCC beside this program.
LACKING = 'pip install "qunli[hant]"'
OWN: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("own.json").read_text(encoding="utf-8"))
_OWN = re.compile("|".join(map(re.escape, sorted(OWN["instead"], key=len, reverse=True))))


def is_there() -> bool:
    """Say whether OpenCC is installed."""
    return find_spec("opencc") is not None


def converted(text: str) -> str:
    """Return a text in Traditional Chinese; signs that are no Chinese characters are left as they are."""
    return _OWN.sub(lambda found: OWN["instead"][found[0]], _convert()(text))


@cache
def _convert() -> Callable[[str], str]:
    from opencc import OpenCC

    return OpenCC("s2tw").convert
