"""Q026: what a chapter's Markdown would let run on a reader's phone. The door to markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from qunli import kept
from qunli.checks.live import Live, bare, live_html, live_links
from qunli.library import Library, Page
from qunli.problem import Problem

if TYPE_CHECKING:
    from markdown import Markdown

Judge = Callable[[str], list[Live]]

# A page without any of these is words alone.
_DOUBTFUL = re.compile(r"<[a-z!?/]|[{&\\]|script|data\s*:", re.IGNORECASE)
# At each of these markdown looks at all that follows, so that many of them take it minutes.
_SIGN = re.compile(r"[<&{\[\\]")
_MOST_SIGNS = 3_000
_TOKEN = re.compile(r"&#?\w+;?|.", re.DOTALL)
# Those of the project's own mkdocs.yml that decide what becomes an element or an attribute.
_EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.superfences",
)
_SETTINGS = {"tables": {"use_align_attribute": True}}


def chapter_problems(library: Library) -> Iterator[Problem]:
    """Yield what acts in chapters: of the project's own ones only links, of packs, which are shared, any HTML."""
    for page in (*library.handbook.values(), *library.templates.values()):
        yield from _problems(page, live_links)
    for industry in library.industries.values():
        for page in industry.chapters.values():
            yield from _problems(page, live_html)


def _problems(page: Page, judge: Judge) -> Iterator[Problem]:
    signs = sum(1 for _ in _SIGN.finditer(page.body))
    if signs > _MOST_SIGNS:
        message = f"这一页有 {signs} 个 <、[、& 这样的符号，太多了，没法一个个看"
        yield page.source.mark(()).file.problem(0, 0, "Q009", message, "分成几页")
        return
    if not _DOUBTFUL.search(page.body):
        return
    met: dict[str, int] = {}
    for each in _found(page.body, judge):
        number = met[each.written] = met.get(each.written, -1) + 1
        yield _problem(page, each, number)


@lru_cache(256)
def _found(body: str, judge: Judge) -> tuple[Live, ...]:
    return kept.value(judge.__name__, (body,), lambda: tuple(judge(_reader().reset().convert(body))))


@cache
def _reader() -> Markdown:
    from markdown import Markdown

    return Markdown(extensions=list(_EXTENSIONS), extension_configs=_SETTINGS)


def _problem(page: Page, live: Live, number: int) -> Problem:
    file = page.source.mark(()).file
    first = len(file.text) - len(page.body)
    start, width = _place(page.body, live.written, number)
    message = f"{live.words} 会在看的人手机里运行"
    hint = "删掉它；链接写成 [字](https://…)，排版用 Markdown"
    return file.problem(*file.place(first + start), "Q026", message, hint, width)


def _place(body: str, written: str, number: int) -> tuple[int, int]:
    """Return where something stands for the so-manieth time, however its letters were hidden, and how many it takes.

    Where it cannot be found it is the first word.
    """
    letters: list[str] = []
    offsets: list[int] = []
    for token in _TOKEN.finditer(body):
        for char in bare(token.group()).lower():
            letters.append(char)
            offsets.append(token.start())
    found = [match.start() for match in re.finditer(re.escape(bare(written).lower()), "".join(letters))]
    if not found:
        return len(body) - len(body.lstrip()), 1
    start = found[min(number, len(found) - 1)]
    end = start + len(bare(written)) - 1
    return offsets[start], max(1, offsets[min(end, len(offsets) - 1)] - offsets[start] + 1)
