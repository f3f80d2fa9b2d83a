"""Markdown pages with their front matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from qunli.library.reading import Read, Steps, reading, shaped
from qunli.library.tree import Tree, accepts
from qunli.model import Chapter
from qunli.problem import ContentError
from qunli.source import MOST_KEPT, File, Source, parse_markdown

HOME = "content/handbook/index.md"
FOLDERS = ("content/handbook", "content/handbook/templates")


@dataclass(frozen=True)
class Page:
    """A Markdown page of the handbook or of a pack: front matter, body, and the file it came from."""

    chapter: Chapter
    body: str
    path: str
    source: Source = field(repr=False)


@reading
def read_markdown(tree: Tree, path: str) -> Steps[tuple[Source, str] | None]:
    """Return the front matter and the body of a Markdown file, None where it cannot be read."""
    file = yield from tree.read(path)
    return (yield from _parsed(file)) if file else None


@lru_cache(maxsize=MOST_KEPT)
def _parsed(file: File) -> Read[tuple[Source, str] | None]:
    """Return a text as `read_markdown` does; remembered, so nobody may change what it holds."""
    try:
        source, body = parse_markdown(file)
    except ContentError as error:
        return Read(None, error.problems)
    return Read((source, body), source.problems)


@reading
def read_pages(tree: Tree, folder: str, level: str) -> Steps[dict[str, Page]]:
    """Return the Markdown pages of a folder by name, in their order; `level` is where their addresses stand."""
    pages = {}
    for path in (yield from tree.files(folder, ".md")):
        name = PurePosixPath(path).stem
        if path == HOME or (yield from accepts(name, path, level)):
            page = yield from _page(tree, path)
            if page:
                pages[name] = page
    return dict(sorted(pages.items(), key=lambda item: (item[1].chapter.order, item[0])))


@reading
def _page(tree: Tree, path: str) -> Steps[Page | None]:
    file = yield from tree.read(path)
    return (yield from _shaped(file)) if file else None


@lru_cache(maxsize=MOST_KEPT)
@reading
def _shaped(file: File) -> Steps[Page | None]:
    written = yield from _parsed(file)
    if written is None:
        return None
    source, body = written
    chapter = yield from shaped(source, Chapter)
    return Page(chapter, body, source.mark(()).file.path, source) if chapter else None
