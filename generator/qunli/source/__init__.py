"""YAML and Markdown texts that remember where every value came from. The door to pyyaml."""

from __future__ import annotations

from qunli.source.events import MOST_DEPTH, MOST_VALUES, parse_yaml
from qunli.source.files import MOST_BYTES, File, decode, too_large
from qunli.source.markdown import parse_markdown
from qunli.source.marks import KeyPath, Mark, Source
from qunli.source.syntax import syntax_problem

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "MOST_VALUES",
    "File",
    "KeyPath",
    "Mark",
    "Source",
    "decode",
    "parse_markdown",
    "parse_yaml",
    "syntax_problem",
    "too_large",
]
