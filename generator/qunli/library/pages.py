"""Markdown pages with their front matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from qunli.library.reading import Steps, reading, shaped
from qunli.library.tree import Tree, accepts
from qunli.model import Chapter
from qunli.problem import ContentError
from qunli.source import Source, parse_markdown

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
    if file is None:
        return None
    try:
        source, body = parse_markdown(file)
    except ContentError as error:
        yield from error.problems
        return None
    yield from source.problems
    return source, body


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
    written = yield from read_markdown(tree, path)
    if written is None:
        return None
    source, body = written
    chapter = yield from shaped(source, Chapter)
    return Page(chapter, body, source.mark(()).file.path, source) if chapter else None
