"""Pages without the blank lines and indents that templates leave: a tenth of what is sent of a page."""

from __future__ import annotations

import re

# Where line breaks are shown, or a policy names what stands there by its digest.
_KEPT = r"<(pre|code|textarea|script|style)\b.*?</\2>"
_BREAKS = re.compile(rf"({_KEPT})|\n\s+", re.DOTALL)


def tight(page: str) -> str:
    """Return a page with one line break where there are several, or one with blanks behind it."""
    return _BREAKS.sub(lambda found: found[1] or "\n", page)
