"""Words of the packs' texts that a test types, taken from the texts as they are: what a shop says may change any day."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tests.conftest import REPOSITORY, own_library

_VARIABLE = re.compile(r"\{\{ [\w.]+ \}\}")
_RUN = re.compile(r"[\u4e00-\u9fff]{4,6}")


@cache
def _written() -> str:
    pages = [*REPOSITORY.glob("content/**/*.md"), *REPOSITORY.glob("content/industries/**/*.yml")]
    return "\n".join(each.read_text(encoding="utf-8") for each in pages)


def rare_words(pack: str, plan: str, slot: str) -> str:
    """Return some words that stand in one text of a slot, not its first, and nowhere else on the site."""
    texts = own_library().industries[pack].sops[plan].slots[slot].texts.values()
    for words in _RUN.findall("\n".join(list(texts)[5:])):
        if _written().count(words) == 1:
            return str(words)
    raise AssertionError(f"{pack}/{plan}/{slot}: each of its words stands somewhere else too")


class Line(NamedTuple):
    """A line of a text with one variable in it: the text's id, and the words on both sides."""

    text_id: str
    before: str
    after: str

    def said(self, words: str) -> str:
        return f"{self.before}{words}{self.after}"


def line_around(pack: str, plan: str, slot: str, *variables: str) -> Line:
    """Return the first line of the first text that takes these variables once each, nothing else, and begins with words."""
    texts = own_library().industries[pack].sops[plan].slots[slot].texts
    wanted = sorted(f"{{{{ {each} }}}}" for each in variables)
    for text_id, text in texts.items():
        before, variable, after = text.partition("\n")[0].partition(f"{{{{ {variables[0]} }}}}")
        if sorted(_VARIABLE.findall(text)) == wanted and "〔" not in text and before and variable and after:
            return Line(text_id, before, after)
    raise AssertionError(f"{pack}/{plan}/{slot}: no such text")
