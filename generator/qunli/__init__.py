"""Qunli: posting SOPs of customer groups, as a handbook and as calendar feeds.

For other programs: `check_text`, which judges a text, and the `Finding` it returns (docs/checking-texts.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qunli.proof import Finding as Finding
    from qunli.proof import check_text as check_text

__version__ = "0.2.0"
__all__ = ["Finding", "__version__", "check_text"]


def __getattr__(name: str) -> Any:
    """Load the word checks when they are asked for: what only judges texts would cost every command's start."""
    if name not in ("Finding", "check_text"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from qunli import proof

    return getattr(proof, name)
