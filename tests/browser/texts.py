"""Words of the packs' texts that a test types, taken from the texts as they are: what a shop says may change any day."""

from __future__ import annotations

import re
from functools import cache

from tests.conftest import REPOSITORY, own_library

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
