"""Markdown pages with their front matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from qunli.library.tree import Tree
from qunli.model import Chapter
from qunli.problem import ContentError
from qunli.shape import problems
from qunli.source import Source, parse_markdown

HOME = "content/handbook"


@dataclass(frozen=True)
class Page:
    """A Markdown page of the handbook or of a pack: front matter, body, and the file it came from."""

    chapter: Chapter
    body: str
    path: str
    source: Source = field(repr=False)


def read_pages(tree: Tree, folder: str) -> dict[str, Page]:
    """Return the Markdown pages of a folder by name, in their order; problems go to the tree."""
    pages = {}
    for path in tree.files(folder, ".md"):
        name = PurePosixPath(path).stem
        is_home = folder == HOME and name == "index"
        file = tree.read(path) if is_home or tree.accepts(name, path) else None
        if file is None:
            continue
        try:
            source, body = parse_markdown(file)
        except ContentError as error:
            tree.problems.extend(error.problems)
            continue
        chapter, found = problems(source, Chapter)
        tree.problems.extend([*source.problems, *found])
        if chapter:
            pages[name] = Page(chapter, body, file.path, source)
    return dict(sorted(pages.items(), key=lambda item: (item[1].chapter.order, item[0])))
