"""YAML and Markdown texts that remember where every value came from. The door to pyyaml."""

from __future__ import annotations

from qunli.source.events import MOST_VALUES, parse_yaml
from qunli.source.files import MOST_BYTES, MOST_DEPTH, MOST_KEPT, File, decode, too_large
from qunli.source.markdown import parse_markdown, parted
from qunli.source.marks import KeyPath, Mark, Source
from qunli.source.retyping import Retyped, retyped, retyped_key
from qunli.source.slips import mended, slips
from qunli.source.syntax import syntax_problem

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "MOST_KEPT",
    "MOST_VALUES",
    "File",
    "KeyPath",
    "Mark",
    "Retyped",
    "Source",
    "decode",
    "mended",
    "parse_markdown",
    "parse_yaml",
    "parted",
    "retyped",
    "retyped_key",
    "slips",
    "syntax_problem",
    "too_large",
]
