"""The plugin: what happens at which of MkDocs' events."""

from __future__ import annotations

import logging
import mimetypes
import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from qunli import checks, disk, library, site
from qunli.almanac import Almanac
from qunli.feeds import Address
from qunli.plugin.days import build_day
from qunli.plugin.guarding import guard, owner
from qunli.plugin.settings import QunliConfig, settings_file, settings_problems
from qunli.plugin.shown import show_titles, shown
from qunli.problem import ContentError, Problem, RefusedError, errors, render

# Python's own table knows .ics only where the system has one.
mimetypes.add_type("text/calendar", ".ics")

# Of the chapters of packs, which are shared, any HTML is judged, of the project's own pages only the links.
_PACK, _OWN = "content/industries/", "content/handbook/"
# What other plugins say or write is heard first.
_LAST = -1000
_EPOCH = "SOURCE_DATE_EPOCH"

log = logging.getLogger("mkdocs.plugins.qunli")


class Made(NamedTuple):
    """A site and the library it was made from."""

    site: site.Site
    library: library.Library


class QunliPlugin(BasePlugin[QunliConfig]):  # type: ignore[no-untyped-call]
    """Makes everything in on_config: site_dir is cleaned after it, so a content error leaves the last site."""

    today: date | None = None
    made: Made | None = None
    _dated = False
    _navigation: Navigation | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path).parent.resolve()
        today = build_day(self.config.date, self.today)
        try:
            self.made = self._make(root, config, today)
        except ContentError as error:
            shown = errors(error.problems) or error.problems
            raise PluginError("\n" + render(shown) + "\n") from None
        self.today = today
        made, found = self.made
        try:
            guard(config, self.config.project)
        except RefusedError as error:
            raise PluginError(str(error)) from None
        _log(made.problems, found.almanac, today)
        config.watch.extend(str(root / each) for each in library.SOURCE_FOLDERS if (root / each).is_dir())
        config.theme.dirs[0:0] = [str(path) for path in found.theme if path.is_dir()]
        if config.nav is None:
            config.nav = made.navigation
        # Attributes of their own instead of styles, which a Content-Security-Policy forbids.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        return config

    def _make(self, root: Path, config: MkDocsConfig, today: date) -> Made:
        file = settings_file(Path(config.config_file_path))
        wrong = list(settings_problems(root, config, self.config, file))
        if wrong:
            raise ContentError(wrong)
        return self.made or make(root, config, self.config.project, today, None)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self.made is None:
            return files
        self._date_the_sitemap()
        # The folder of chapters was read through the library; only the theme's own files are MkDocs' to find.
        kept = Files([file for file in files if file.src_dir != config.docs_dir])
        made = self.made.site
        for path in sorted({**made.pages, **made.files}, key=_walking):
            page = made.pages.get(path)
            content = page.markdown if page else made.files[path]
            kept.append(_file(config, path, content, page.source if page else None))
        return kept

    @event_priority(_LAST)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        disk.begin(Path(config.site_dir), owner(self.config.project))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Stop at what acts in a chapter by this project's own Markdown extensions, which no check knows."""
        source = page.file.edit_uri or ""
        judge = checks.live_html if _PACK in source else checks.live_links if _OWN in source else None
        found = judge(html) if judge and source.endswith(".md") else []
        if found:
            message = f"{found[0].words} 会在看的人手机里运行"
            problem = Problem(source, 0, 1, "Q026", message, "删掉它，或关掉生成它的 Markdown 扩展")
            raise PluginError("\n" + render([problem]) + "\n")
        return html

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self._navigation = nav
        return nav

    @event_priority(_LAST)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        pages = [file.page for file in files.documentation_pages() if file.page]
        if self._navigation:
            show_titles(self._navigation, pages)
        return env

    @event_priority(_LAST)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        return {**context, "config": shown(config)}

    @event_priority(_LAST)
    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        # A sitemap is no page, and its template escapes by itself.
        return {**context, "config": shown(config)}

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._undate()
        disk.finish(Path(config.site_dir), owner(self.config.project))

    def on_build_error(self, *, error: Exception) -> None:
        self._undate()

    def _date_the_sitemap(self) -> None:
        """Let MkDocs date its sitemap by the build day and not by the clock; only its environment variable can."""
        if _EPOCH not in os.environ and self.today:
            os.environ[_EPOCH] = str(
                int(datetime(self.today.year, self.today.month, self.today.day, tzinfo=UTC).timestamp())
            )
            self._dated = True

    def _undate(self) -> None:
        if self._dated:
            os.environ.pop(_EPOCH, None)
            self._dated = False


def _log(problems: Iterable[Problem], almanac: Almanac, today: date) -> None:
    for problem in problems:
        log.warning(render([problem], "concise"))
    for year in (today.year, today.year + 1):
        if not almanac.is_known(year):
            log.info(f"{year} 年的放假和调休还没公布，先按法定假日排；公布后再生成一次就对了。")


def _walking(path: str) -> list[tuple[int, bool, str]]:
    """Sort as MkDocs walks a folder, so that its search and sitemap are the same as those of the rendered tree."""
    *folders, name = path.split("/")
    return [*((1, True, each) for each in folders), (0, not name.startswith("index."), name)]


def _file(config: MkDocsConfig, path: str, content: str | bytes, source: str | None) -> File:
    # Stated, since MkDocs leaves out a folder named templates by default.
    file = File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)
    if source and not source.startswith("qunli:"):
        file.edit_uri = source
    return file


def make(root: Path, config: MkDocsConfig, project: str, today: date, previous: Path | None) -> Made:
    """Return the site of a project and the library it came from; raise ContentError where it cannot be made."""
    found = library.load(root)
    url = config.site_url or ""
    address = Address(url if not url or url.endswith("/") else url + "/", project)
    feeds = library.read_feeds(previous or Path(config.site_dir))
    time = found.source_time(os.environ)
    return Made(site.make(found, today, feeds, address, time, config.repo_url or ""), found)
