"""Rendering: templates, and the pages made so far."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from traceback import walk_tb
from typing import Any

from jinja2 import (
    DictLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from qunli import words
from qunli.checks import Catalogue
from qunli.feeds import Address
from qunli.handbook.compiled import OF_PAGES
from qunli.handbook.escaping import blanks, inline, paragraphs, paste, piece
from qunli.library import Library
from qunli.library import Page as Written
from qunli.library.parts import CHAPTERS
from qunli.model import Motives, Pack, Positioning, Role, Rules, Slot, Sop, Variable
from qunli.problem import ContentError, Problem
from qunli.schedule import Plan
from qunli.shape import titles
from qunli.when import When

# What the fields are called, for templates: titles.Slot.media.
TITLES = {
    shape.__name__: titles(shape) for shape in (Pack, Variable, Role, Sop, Positioning, Motives, Rules, Slot)
}
_FENCE = "---\n"
# A text may hold braces: what the macros plugin takes for its own is not.
_NO_MACROS = "render_macros: false\n"
_OWN_SETTINGS = "template: qunli.html\n" + _NO_MACROS


@dataclass(frozen=True)
class Page:
    """One page: its title in the navigation, its Markdown, and the source file that an edit should open.

    One that `is_apart` stands in no navigation: another page leads to it.
    """

    title: str
    markdown: str
    source: str
    is_apart: bool = False


@dataclass(frozen=True)
class Facts:
    """What pages are made from besides the library: the day, each shop's plan, and where the site stands.

    `changes` says in words, for each fork, what it changes in its base; `repository` is the address of the sources,
    "" where readers have none to go to. `others` are the pages of the site that are not made here, by path.
    """

    today: date
    plans: Mapping[str, Plan]
    feeds: Mapping[str, bytes]
    address: Address
    catalogue: Catalogue | None = None
    changes: Mapping[str, list[str]] = field(default_factory=dict)
    repository: str = ""
    others: Collection[str] = ()


def with_settings(markdown: str) -> str:
    """Return a page with what every page of ours says of itself in its front matter."""
    own = _OWN_SETTINGS if "\ntemplate: " not in markdown.partition("\n---\n")[0] else _NO_MACROS
    return (
        f"---\n{own}{markdown.removeprefix(_FENCE)}"
        if markdown.startswith(_FENCE)
        else f"---\n{own}---\n{markdown}"
    )


def relative(target: str, page: str) -> str:
    """Return the way from one page to another, both given by their paths in the site."""
    ups = len(PurePosixPath(page).parts) - 1
    return "../" * ups + target


# --- making pages ---------------------------------------------------------------------------------


class Press:
    """Renders templates for one library and day."""

    def __init__(self, library: Library, facts: Facts) -> None:
        self.library, self.facts = library, facts
        self.pages: dict[str, Page] = {}
        environment = Environment(
            loader=DictLoader(dict(library.page_templates)),
            undefined=StrictUndefined,
            comment_start_string="<#",
            comment_end_string="#>",
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            bytecode_cache=OF_PAGES,
        )
        environment.filters |= {
            "md": inline,
            "piece": piece,
            "paras": paragraphs,
            "paste": paste,
            "blanks": blanks,
        }
        environment.globals |= {"words": words, "titles": TITLES, "today": facts.today, "library": library}
        self.environment = environment
        self.explained = _explained(library)

    def source_of(self, template: str) -> str:
        """Return the file that a page without a source of its own comes from: its template, the project's or ours."""
        source = f"site_templates/pages/{template}"
        return source if self.library.tree.is_local(source) else f"qunli:{source}"

    def add(
        self, path: str, template: str, title: str, source: str, is_apart: bool = False, **values: Any
    ) -> None:
        """Render one page; `link` in the template leads from it to another page's path.

        Raises ContentError where the path has a page already.
        """
        if path in self.pages:
            raise ContentError([_doubled(path, source, self.pages[path].source)])
        changed = self.library.changed.get(source)
        try:
            markdown = self.environment.get_template(template).render(
                title=title,
                source=source,
                changed=changed,
                path=path,
                link=partial(relative, page=path),
                **values,
            )
        except TemplateError as error:
            raise ContentError([_template_problem(template, error)]) from None
        self.pages[path] = Page(title, with_settings(markdown), source, is_apart)

    def festival(self, name: str) -> str:
        return self.library.almanac.festivals[name].title

    def when(self, when: When) -> str:
        return when.words(self.festival)


def template_fault(error: BaseException) -> tuple[str, int, str] | None:
    """Return (template, line, what is said) of an error of any template engine's page, None of another kind."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno, error.message or ""
    if isinstance(error, TemplateNotFound):
        return str(error.name or ""), 0, ""
    return None


def _doubled(path: str, source: str, first: str) -> Problem:
    address = path.removesuffix("index.md").removesuffix(".md")
    return Problem(source, 0, 1, "Q025", f"网址 {address}/ 已经是 {first} 的了", "给其中一个换个名字")


def _template_problem(template: str, error: TemplateError) -> Problem:
    """Return what is wrong with a page template, at the line of the template where one is known."""
    name, line = template, 0
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or template, error.lineno
    else:
        frames = walk_tb(error.__traceback__)
        inside = [number for frame, number in frames if frame.f_code.co_filename == "<template>"]
        line = inside[-1] if inside else 0
    message = f"页面模板写坏了（{error.message}）"
    hint = "对照程序自带的同名模板；删掉这个文件就用自带的"
    return Problem(f"site_templates/pages/{name}", line, 1, "Q024", message, hint)


def _explained(library: Library) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return for each industry/sop/slot the (title, path) of what names it, by the words that stand before."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for slot, because, title, path in _pointers(library):
        found.setdefault(slot, {}).setdefault(because, []).append((title, path))
    return found


def _pointers(library: Library) -> Iterator[tuple[str, str, str, str]]:
    """Yield (industry/sop/slot, words before the link, title, path) of everything that names a slot."""
    for path, page in _chapters(library):
        for slot in page.chapter.slots:
            yield slot, CHAPTERS.because, page.chapter.title or path, path
    for industry in library.industries.values():
        for path, file in industry.pages():
            for post, entry, title in file.pointers():
                yield f"{industry.id}/{post}", file.part.because, title, f"{path}#{entry}"


def _chapters(library: Library) -> Iterator[tuple[str, Written]]:
    yield from ((f"{name}.md", page) for name, page in library.handbook.items())
    for industry in library.industries.values():
        pages = {file.name: path for path, file in industry.pages() if file.part is CHAPTERS}
        yield from ((pages[name], page) for name, page in industry.chapters.items())
