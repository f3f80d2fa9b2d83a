"""The chapters of the handbook, and the templates to fill in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from qunli.handbook.press import Press
from qunli.library import Library, Page

# How much a page counts in searches: a template is what one came for, a chapter explains a
# word, an SOP only uses it, a fork repeats its base.
TEMPLATE, CHAPTER, PLAN, REPEATED = 3.0, 2.0, 1.0, 0.5
# Of plans the first is the group that every shop has; Moments say the same to friends.
KINDS = {"traffic": PLAN, "moments": 0.7}
OTHER_KIND, FORKED = 0.9, 0.9
# Answers name many things in passing.
ANSWERS = 0.5
# What is read: letters of Latin words count by the word, and where a link leads is not read.
_READ = re.compile(r"[A-Za-z0-9]+|[\u3400-\u9fff]")
_NOT_READ = re.compile(r"\]\([^)\s]*\)|<[^>]*>")
_READ_A_MINUTE = 400
# Templates are filled in, not read one after another.
_FILLED_IN = "templates/"
_SOURCE = re.compile(r"(?<![\w/#\[-])(?:S\d|vendor)(?![\w\]/-])")


def chapter_page(press: Press, path: str, written: Page, boost: float = CHAPTER) -> None:
    chapter = written.chapter
    title = chapter.title or PurePosixPath(path).stem
    sources = [key for key in chapter.sources if key in press.library.references]
    press.add(
        path,
        "chapter.md.j2",
        title,
        written.path,
        chapter=chapter,
        body=_numbered(written.body, sources),
        boost=boost,
        minutes=0 if path.startswith(_FILLED_IN) else minutes(written.body),
        slots=[found for each in chapter.slots if (found := _named_slot(press.library, each))],
        references=[press.library.references[key] for key in sources],
    )


def minutes(body: str) -> int:
    """Return how long a chapter's text is read, in whole minutes, at least one."""
    count = len(_READ.findall(_NOT_READ.sub("", body)))
    return max(1, round(count / _READ_A_MINUTE))


def _numbered(body: str, sources: Sequence[str]) -> str:
    """Return a text where a source is named by its number in the list at the end, and leads there; keys are for writers."""

    def number(found: re.Match[str]) -> str:
        known = found[0] in sources
        return f"[\\[{sources.index(found[0]) + 1}\\]](#_sources)" if known else found[0]

    return _SOURCE.sub(number, body)


def _named_slot(library: Library, name: str) -> tuple[str, str] | None:
    """Return (words, path with anchor) of industry/sop/slot, or None where this library has no such slot."""
    industry_id, sop_id, slot_id = (*name.split("/"), "", "", "")[:3]
    industry = library.industries.get(industry_id)
    sop = industry.sops.get(sop_id) if industry else None
    if industry is None or sop is None or slot_id not in sop.slots:
        return None
    title = f"{industry.pack.title}·{sop.title}·{sop.slots[slot_id].title}"
    return title, f"industries/{industry_id}/{sop_id}.md#{slot_id}"
