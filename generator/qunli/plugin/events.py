"""The plugin: what happens at which of MkDocs' events."""

from __future__ import annotations

import logging
import mimetypes
import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from qunli import checks, disk, kept, library, site
from qunli.almanac import Almanac
from qunli.plugin import (
    copies,
    dating,
    documents,
    editions,
    finding,
    instant,
    joining,
    offline,
    pages,
    theming,
)
from qunli.plugin.days import build_day
from qunli.plugin.guarding import guard, owner
from qunli.plugin.settings import QunliConfig, settings_file, settings_problems
from qunli.plugin.shown import show_titles, shown
from qunli.problem import ContentError, Problem, RefusedError, errors, render

# Python's own table knows .ics only where the system has one.
mimetypes.add_type("text/calendar", ".ics")
mimetypes.add_type("text/markdown", ".md")
mimetypes.add_type("application/manifest+json", ".webmanifest")

STYLES = "assets/qunli.css"
# What the search of a page opened from a folder asks for; the offline plugin would take it from another host.
SHIM = "assets/vendor/iframe-worker.js"
# Of the chapters of packs, which are shared, any HTML is judged, of the project's own pages only the links.
_PACK, _OWN = "content/industries/", "content/handbook/"
# What other plugins say or write is heard first.
_LAST = -1000
# What our pages are written in; a project may set each of them as it likes.
EXTENSIONS: dict[str, dict[str, Any]] = {
    "attr_list": {},
    "md_in_html": {},
    "tables": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True, "clickable_checkbox": True},
}

log = logging.getLogger("mkdocs.plugins.qunli")


class Made(NamedTuple):
    """A site and the library it was made from."""

    site: site.Site
    library: library.Library


class QunliPlugin(BasePlugin[QunliConfig]):  # type: ignore[no-untyped-call]
    """Makes everything in on_config: site_dir is cleaned after it, so a content error leaves the last site.

    `today` and `previous` (the folder with the last published feeds) are set by our own command, which also takes
    its errors as they are (`is_told_plainly`); MkDocs' own knows only its own kind.
    """

    today: date | None = None
    previous: Path | None = None
    is_told_plainly = False
    made: Made | None = None
    extensions: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    _navigation: Navigation | None = None
    _joiner = joining.Joiner(None)
    _keeping = ExitStack()
    _finding = finding.Finding()
    _copies = copies.Copies()
    _sitemap = dating.Sitemap()
    _shown: list[str]

    @event_priority(100)
    def _on_config_first(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add what our pages need: extensions of Markdown, and for searches in a folder a script of our own host.

        The offline plugin would take that script from another one.
        """
        if not self.is_told_plainly:
            self._keeping = ExitStack()
            self._keeping.enter_context(kept.opened(kept.place(), date.today()))
        self.extensions = {
            name: each for name, each in EXTENSIONS.items() if name not in config.markdown_extensions
        }
        config.markdown_extensions.extend(self.extensions)
        for name, options in self.extensions.items():
            config.mdx_configs.setdefault(name, dict(options))
        # Attributes of their own instead of styles, which a Content-Security-Policy forbids.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        offline = [each for name, each in config.plugins.items() if name.endswith("offline")]
        if any(each.config.get("enabled", True) for each in offline):
            polyfills = config.extra.setdefault("polyfills", [])
            if not any("iframe-worker" in str(each) for each in polyfills):
                polyfills.append(SHIM)
        return config

    # After those that say what addresses look like, as the offline plugin does.
    @event_priority(-100)
    def _on_config_last(self, config: MkDocsConfig) -> MkDocsConfig:
        self.today = build_day(self.config.date, self.today)
        try:
            self.made = self._make(config, self.today)
        except ContentError as error:
            self._stop(error.problems)
        assert self.made is not None
        made, found = self.made
        self._guard(config)
        _log(made.problems, found.almanac, self.today)
        config.watch.extend(str(found.root / each) for each in _folders(found.root))
        _stand_behind(config, [str(path) for path in found.theme if path.is_dir()])
        theming.hurry(config.theme)
        if "custom" in str(config.theme.get("palette")) and STYLES not in config.extra_css:
            config.extra_css.insert(0, STYLES)
        return config

    on_config = CombinedEvent(_on_config_first, _on_config_last)

    def _make(self, config: MkDocsConfig, today: date) -> Made:
        root = documents.root_of(config)
        file = settings_file(Path(config.config_file_path))
        wrong = list(settings_problems(root, config, self.config, file))
        if wrong:
            raise ContentError(wrong)
        return make(root, config, self.config.project, today, self.previous)

    def _stop(self, problems: Iterable[Problem]) -> None:
        if self.is_told_plainly:
            raise ContentError(problems)
        shown = errors(problems) or problems
        raise PluginError("\n" + render(shown) + "\n") from None

    def _guard(self, config: MkDocsConfig) -> None:
        """Stop before MkDocs empties a folder; our own command publishes into it file by file."""
        if self.is_told_plainly:
            return
        try:
            guard(config, self.config.project)
        except RefusedError as error:
            raise PluginError(str(error)) from None

    @event_priority(100)
    def _on_pre_build_first(self, *, config: MkDocsConfig) -> None:
        self._sitemap = dating.Sitemap()
        self._sitemap.begin(self.today)
        self._shown = []

    @event_priority(_LAST)
    def _on_pre_build_last(self, *, config: MkDocsConfig) -> None:
        disk.begin(Path(config.site_dir), owner(self.config.project))

    on_pre_build = CombinedEvent(_on_pre_build_first, _on_pre_build_last)

    # After those that add pages, take some out of the navigation, or make every page of docs_dir anew as i18n does.
    @event_priority(-200)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self.made is None:
            return files
        documents.join(config, files, self.made.site)
        config.nav = documents.navigation(config, files, self.made.site)
        if self.is_told_plainly:
            wrong = list(documents.missing(config, files, settings_file(Path(config.config_file_path))))
            if wrong:
                self._stop(wrong)
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Stop at what acts in a chapter by this project's own Markdown extensions, which no check knows."""
        source = page.file.edit_uri or ""
        found = _live(html, source) if source.endswith(".md") else []
        if found:
            message = f"{found[0].words} 会在看的人手机里运行"
            hint = "删掉它，或关掉生成它的 Markdown 扩展"
            self._stop([Problem(source, 0, 1, "Q026", message, hint)])
        return html

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self._navigation = nav
        self._finding = finding.Finding(self._trades())
        if self.made:
            self._copies = copies.Copies(files, self.made.site.pages)
        pages.remember(config, [file.page for file in files.documentation_pages() if file.page])
        return nav

    @event_priority(_LAST)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        if self._navigation:
            show_titles(self._navigation, [file.page for file in files.documentation_pages() if file.page])
        self._joiner = joining.Joiner(config.theme)
        env.globals["joined"] = self._joiner.joined
        env.globals["is_published"] = offline.is_published(config.site_url or "")
        return env

    @event_priority(_LAST)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        self._finding.hear(page)
        return {**context, "config": shown(config), "markdown_copy": self._copies.hear(page)}

    @event_priority(_LAST)
    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        # A sitemap is no page, and its template escapes by itself.
        return {**context, "config": shown(config)}

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self._shown.append(page.file.dest_uri)
        choices = editions.Choices(self.config.hant, self.config.large_print)
        output = choices.beside(output, page.file.dest_uri)
        return instant.left_fully(output) if instant.is_on(config) and self._is_ours(page) else output

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        if template_name != "sitemap.xml" or not instant.is_on(config) or self.made is None:
            return output
        address = documents.address_of(config, self.config.project)
        return instant.without(output, [address.of(path, "")[:-1] for path in self.made.site.pages])

    def _trades(self) -> dict[str, str]:
        packs = self.made.library.industries if self.made else {}
        return {name: industry.pack.title for name, industry in packs.items()}

    def _is_ours(self, page: Page) -> bool:
        return bool(self.made and page.file.src_uri in self.made.site.pages)

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._sitemap.end()
        self._joiner.write(Path(config.site_dir))
        self._finding.write(Path(config.site_dir))
        if self.made and self._navigation:
            self._copies.write(Path(config.site_dir), self._navigation, config)
            for_later = documents.kept_of(config, self.made.site)
            if self.config.hant:
                address = documents.address_of(config, self.config.project).url
                editions.write(Path(config.site_dir), address, self._shown)
                for_later = editions.kept_too(for_later)
            offline.write(Path(config.site_dir), config.site_url or "", for_later, self.made.library.theme)
        disk.finish(Path(config.site_dir), owner(self.config.project))
        kept.save()
        self._keeping.close()

    def on_build_error(self, *, error: Exception) -> None:
        self._keeping.close()
        self._sitemap.end()


def _live(html: str, source: str) -> list[checks.Live]:
    """Return what acts in a page of a pack, and where a link of the handbook's own pages acts."""
    if _PACK in source:
        return checks.live_html(html)
    return checks.live_links(html) if _OWN in source else []


def _folders(root: Path) -> list[str]:
    return [each for each in library.SOURCE_FOLDERS if (root / each).is_dir()]


def _stand_behind(config: MkDocsConfig, folders: list[str]) -> None:
    """Put our theme's folders before the theme's own, and behind the one that the project names itself."""
    own: Any = config.theme.custom_dir
    first = 1 if own and config.theme.dirs[:1] == [own] else 0
    config.theme.dirs[first:first] = folders


def _log(problems: Iterable[Problem], almanac: Almanac, today: date) -> None:
    for problem in problems:
        log.warning(render([problem], "concise"))
    for year in (today.year, today.year + 1):
        if not almanac.is_known(year):
            log.info(f"{year} 年的放假和调休还没公布，先按法定假日排；公布后再生成一次就对了。")


def make(root: Path, config: MkDocsConfig, project: str, today: date, previous: Path | None) -> Made:
    """Return the site of a project and the library it came from; raise ContentError where it cannot be made."""
    found = library.load(root)
    theirs = documents.others(config)
    around = site.Surroundings(config.repo_url or "", documents.pages_of(theirs))
    feeds = library.read_feeds(previous or Path(config.site_dir))
    time = found.source_time(os.environ)
    made = site.make(found, today, feeds, documents.address_of(config, project), time, around)
    made = replace(made, files={**made.files, **documents.manifests(config, found, theirs)})
    wrong = list(documents.collisions(config, made, theirs))
    if wrong:
        raise ContentError(wrong)
    return Made(made, found)
