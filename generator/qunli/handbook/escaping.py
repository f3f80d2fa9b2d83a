"""A text on its way into a page: shown exactly as written, whatever Markdown or HTML would make of it."""

from __future__ import annotations

import html
import re

_INLINE = re.compile(r"[\\`*_{}\[\]()<>#+.!|~^=$:&\"'@-]")
_BLANK = re.compile("〔[^〔〕]*〕")
_BREAKS = {"\n": "&#10;", "\t": "&#9;", "[": "&#91;", "{": "&#123;", "`": "&#96;"}


def inline(value: object) -> str:
    """Return a text as one line of Markdown that shows exactly as written."""
    return piece(str(value).strip())


def blanks(value: object) -> str:
    """Return a text as `paste` does, with its blanks marked."""
    return _BLANK.sub(r"<mark>\g<0></mark>", paste(value))


def piece(value: object) -> str:
    """Return what stands within a line of Markdown as it is written, with the blanks at its ends."""
    return _INLINE.sub(lambda found: f"&#{ord(found[0])};", re.sub(r"\s+", " ", str(value)))


def paragraphs(value: object) -> str:
    """Return a text of several lines as Markdown that keeps its lines."""
    blocks = re.split(r"\n\s*\n", str(value).strip())
    return "\n\n".join("<br>\n".join(inline(line) for line in block.split("\n")) for block in blocks)


def paste(value: object) -> str:
    """Return a text for a raw <pre>: on one line, nothing in it left for Markdown or HTML to find."""
    escaped = html.escape(str(value))
    return "".join(_BREAKS.get(char, char) for char in escaped)
