"""What templates of themes are given: they print titles and settings as they are, so these come to them escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

KeyPath = tuple[str | int, ...]

# Texts, and the parts of `extra` that Material prints. Whatever else stands in `extra` is for the project's own
# templates, which know whether it is HTML.
_TEXTS = {"site_name", "site_description", "site_author", "repo_name"}
_EXTRA = {
    "alternate",
    "analytics",
    "annotate",
    "consent",
    "generator",
    "homepage",
    "polyfills",
    "scope",
    "social",
    "status",
    "tags",
    "version",
}
# Documented as HTML by MkDocs and Material: judged before, and printed as they are.
_HTML = {
    ("copyright",),
    ("extra", "consent", "description"),
    ("extra", "analytics", "feedback", "ratings", "note"),
}
# Names of files and settings, never printed.
_META = {"template", "icon", "hide", "search", "data", "scripts", "tags"}


def is_html(path: KeyPath) -> bool:
    """Say whether a setting holds HTML; numbers in its key path are places in lists."""
    return tuple(each for each in path if isinstance(each, str)) in _HTML


class _View(Mapping[str, Any]):
    """An object of MkDocs as templates see it."""

    def __init__(self, of: Config | Theme, path: KeyPath) -> None:
        self._of, self._path = of, path

    def __getitem__(self, key: str) -> Any:
        return _shown(self._of[key], (*self._path, key))

    def __getattr__(self, name: str) -> Any:
        return _shown(getattr(self._of, name), (*self._path, name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def shown(config: MkDocsConfig) -> Mapping[str, Any]:
    """Return settings whose texts are escaped once, however often a template escapes them."""
    return _View(config, ())


def _shown(value: Any, path: KeyPath) -> Any:
    if path == ("theme",):
        return _View(value, path)
    if path == ("extra",):
        return {key: _shown(each, (*path, key)) for key, each in value.items()}
    if not _is_printed(path):
        return value
    return _escaped(value, path)


def _is_printed(path: KeyPath) -> bool:
    first, second = (*path, "", "")[:2]
    return first in _TEXTS or first == "theme" or (first == "extra" and second in _EXTRA)


def _escaped(value: Any, path: KeyPath) -> Any:
    if isinstance(value, str):
        return value if is_html(path) or isinstance(value, Markup) else escape(value)
    if isinstance(value, Mapping) and not isinstance(value, Theme):
        return {key: _escaped(each, (*path, key)) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_escaped(each, (*path, number)) for number, each in enumerate(value)]
    return value


# --- titles ---------------------------------------------------------------------------------------


def show_titles(navigation: Navigation, pages: Iterable[Page]) -> None:
    """Escape the titles of pages, sections and links, and what pages say about themselves."""
    for item in _items(navigation.items):
        if not isinstance(item, Page):
            item.title = _title(item.title)
    for page in pages:
        page.title = _title(page.title)
        page.edit_url = page.edit_url and escape(page.edit_url)
        for key, value in page.meta.items():
            if isinstance(value, str) and key not in _META:
                page.meta[key] = _title(value)


def _items(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        if isinstance(item, Section):
            yield from _items(item.children)


def _title(title: Any) -> Any:
    """Return a title escaped once: those of headings come with references, those of settings as they were written."""
    return escape(unescape(title)) if isinstance(title, str) else title
