"""Pages as an earlier build made them: the HTML of their Markdown and what the search index says of them.

Taken over only where nothing else could have had a hand in it: by the Markdown extensions and plugins named here, which
read nothing but the page, by the same answers of MkDocs to every path that its links ask for, and without a warning.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from types import MethodType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from qunli import kept

_PLUGINS = {"qunli", "search", "material/search"}
_EXTENSIONS = {
    *(
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "meta",
        "md_in_html",
        "sane_lists",
    ),
    *("tables", "toc"),
    *(
        f"pymdownx.{name}"
        for name in ("details", "superfences", "highlight", "inlinehilite", "tabbed", "tasklist")
    ),
}


def remember(config: MkDocsConfig, pages: Iterable[Page]) -> None:
    """Let the pages of a build, and the search plugin for them, take over what earlier builds made."""
    if not {*config.plugins} <= _PLUGINS or not {*config.markdown_extensions} <= _EXTENSIONS:
        return
    settings = kept.digest(
        repr(each) for each in (config.markdown_extensions, config.mdx_configs, config.validation, _level())
    )
    for page in pages:
        page.render = partial(_render, page, settings)  # type: ignore[method-assign]
    for name in _PLUGINS & {*config.plugins} - {"qunli"}:
        _index(config.plugins[name], settings)


def _level() -> int:
    return logging.getLogger("mkdocs").getEffectiveLevel()


def _render(page: Page, settings: str, config: MkDocsConfig, files: Files) -> None:
    made_from = (settings, page.file.src_uri, page.file.url, page.markdown)
    before = kept.find("page", made_from)
    if before and all(_shown(files.get_file_from_path(path)) == was for path, was in before["asked"].items()):
        _take_over(page, before, files)
        return
    asked, heard = _Asked(files), _Heard()
    logging.getLogger("mkdocs").addHandler(heard)
    try:
        Page.render(page, config, asked)  # type: ignore[arg-type]
    finally:
        logging.getLogger("mkdocs").removeHandler(heard)
    if not heard.count:
        kept.put("page", made_from, _handed_on(page, asked))


def _handed_on(page: Page, asked: _Asked) -> dict[str, Any]:
    return {
        "content": page.content,
        "toc": [_entry(each) for each in page.toc],
        "title": page._title_from_render,
        "anchors": page.present_anchor_ids,
        "links": {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
        "asked": asked.answers,
    }


def _take_over(page: Page, before: dict[str, Any], files: Files) -> None:
    entries = [_anchor(*each) for each in before["toc"]]
    for first in entries[:1]:
        first.active = True  # type: ignore[attr-defined]
    page.content, page.toc = before["content"], TableOfContents(entries)
    page._title_from_render = before["title"]
    page.present_anchor_ids = before["anchors"]
    found = {files.get_file_from_path(path): links for path, links in before["links"].items()}
    page.links_to_anchors = {file: links for file, links in found.items() if file}


def _entry(link: AnchorLink) -> tuple[str, str, int, list[Any]]:
    return link.title, link.id, link.level, [_entry(each) for each in link.children]


def _anchor(title: str, anchor: str, level: int, below: list[Any]) -> AnchorLink:
    link = AnchorLink(title, anchor, level)
    link.children = [_anchor(*each) for each in below]
    return link


class _Asked:
    """The files of a site, noting which are asked for and what is answered."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.answers: dict[str, object] = {}

    def get_file_from_path(self, path: str) -> File | None:
        found = self._files.get_file_from_path(path)
        self.answers[path] = _shown(found)
        return found


def _shown(file: File | None) -> tuple[str, str, int] | None:
    return (file.src_uri, file.url, file.inclusion.value) if file else None


class _Heard(logging.Handler):
    """Counts what is said, so that it is said again by the next build."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


def _index(search: Any, settings: str) -> None:
    index: Any = getattr(search, "search_index", None)
    add = getattr(index, "add_entry_from_context", None)
    if isinstance(add, MethodType) and hasattr(index, "entries"):
        index.add_entry_from_context = partial(_add, index, add, f"{settings} {search.config!r}")


def _add(index: Any, add: Callable[[Page], None], settings: str, page: Page) -> None:
    made_from = (settings, page.content, page.url, repr((page.title, page.meta)))
    before = kept.find("search", made_from)
    if before is None:
        first = len(index.entries)
        add(page)
        kept.put("search", made_from, index.entries[first:])
    else:
        index.entries.extend(before)
