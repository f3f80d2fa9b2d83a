"""The MkDocs adapter: events, build and serve. The door to mkdocs."""

from __future__ import annotations

import json
import logging
import mimetypes
import os
import re
import tempfile
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import base, load_config
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from qunli import library, site
from qunli.feeds import Address
from qunli.problem import ContentError, Problem, render

# Python's own table knows .ics only where the system has one.
mimetypes.add_type("text/calendar", ".ics")

# The almanac's day begins in China, wherever the site is built.
_EPOCH = "SOURCE_DATE_EPOCH"
CHINA = timezone(timedelta(hours=8))

log = logging.getLogger("mkdocs.plugins.qunli")


class QunliConfig(base.Config):  # type: ignore[no-untyped-call]
    """`project` ends every UID: written once, never changed. `date` fixes the build day (YYYY-MM-DD)."""

    project = option.Type(str)
    date = option.Optional(option.Type(str))


class QunliPlugin(BasePlugin[QunliConfig]):  # type: ignore[no-untyped-call]
    """Makes everything in on_config: site_dir is cleaned after it, so a content error leaves the last site."""

    today: date | None = None
    previous: Path | None = None
    site: site.Site | None = None
    _dated = False

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path).parent.resolve()
        self.today = self.today or _today(self.config.date)
        try:
            made, found = make(root, config, self.config.project, self.today, self.previous)
        except ContentError as error:
            raise PluginError("\n" + render(error.problems) + "\n") from None
        for problem in made.problems:
            log.warning(render([problem], "concise"))
        self.site = made
        config.watch.extend(str(root / each) for each in library.SOURCE_FOLDERS if (root / each).is_dir())
        config.theme.dirs[0:0] = [str(path) for path in found.theme if path.is_dir()]
        if config.nav is None:
            config.nav = made.navigation
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        made = self.site
        if made is None:
            return files
        self._date_the_sitemap()
        # The folder of chapters was read through the library; only the theme's own files are MkDocs' to find.
        kept = Files([file for file in files if file.src_dir != config.docs_dir])
        for path, page in made.pages.items():
            kept.append(_file(config, path, page.markdown, page.source))
        for path, content in made.files.items():
            kept.append(_file(config, path, content, None))
        return kept

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._undate()

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


def _file(config: MkDocsConfig, path: str, content: str | bytes, source: str | None) -> File:
    file = File.generated(config, path, content=content)
    if source and not source.startswith("qunli:"):
        file.edit_uri = source
    return file


def _today(fixed: str | None) -> date:
    if fixed:
        return date.fromisoformat(fixed)
    epoch = os.environ.get(_EPOCH, "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return moment.astimezone(CHINA).date()


def make(
    root: Path, config: MkDocsConfig, project: str, today: date, previous: Path | None
) -> tuple[site.Site, library.Library]:
    """Return the site of a project and the library it came from; raise ContentError where it cannot be made."""
    found = library.load(root)
    url = config.site_url or ""
    address = Address(url if not url or url.endswith("/") else url + "/", project)
    feeds = library.read_feeds(previous or Path(config.site_dir))
    return site.make(found, today, feeds, address, found.source_time(os.environ)), found


# --- what the command needs -----------------------------------------------------------------------


def config_of(root: Path, **changes: Any) -> tuple[MkDocsConfig, QunliPlugin]:
    """Return a project's MkDocs configuration and its qunli plugin.

    Raises ContentError where mkdocs.yml is missing, broken or lacks the plugin.
    """
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise ContentError(
            [Problem("mkdocs.yml", 0, 1, "Q015", "这里没有 mkdocs.yml", "先进到项目的文件夹里")]
        )
    try:
        config = load_config(str(path), **changes)
    except Abort:
        raise ContentError(
            [Problem("mkdocs.yml", 0, 1, "Q004", "MkDocs 读不了这份设置", "看上面的英文提示")]
        ) from None
    plugin = config.plugins.get("qunli")
    if not isinstance(plugin, QunliPlugin):
        hint = "在 plugins 里写上 qunli 和它的 project"
        raise ContentError([Problem("mkdocs.yml", 0, 1, "Q002", "plugins 里没有 qunli", hint)])
    return config, plugin


def build(root: Path, today: date | None, previous: Path | None, strict: bool) -> tuple[int, int]:
    """Build the site beside the published one and bring it in; return (files, files changed).

    Raises ContentError for faults of content and Abort where MkDocs finds one, the published site unchanged.
    """
    target = Path(config_of(root)[0].site_dir)
    with tempfile.TemporaryDirectory(prefix="qunli-") as folder:
        config, plugin = config_of(root, site_dir=folder, strict=strict)
        plugin.today = today or _today(plugin.config.date)
        plugin.previous = previous or target
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build.build(config)
        config.plugins.on_shutdown()
        changed = site.publish(Path(folder), target)
        return sum(1 for path in Path(folder).rglob("*") if path.is_file()), changed


def serve(root: Path, address: str | None) -> None:
    """Serve the site with live reload until interrupted."""
    changes: dict[str, Any] = {"dev_addr": address} if address else {}
    mkdocs_serve.serve(str(root / "mkdocs.yml"), livereload=True, **changes)


def rendered(root: Path, today: date | None, previous: Path | None) -> dict[str, bytes]:
    """Return the tree for any builder: the site's documents under docs/, and a mkdocs.yml with the navigation."""
    config, plugin = config_of(root)
    made, _ = make(root, config, plugin.config.project, today or _today(plugin.config.date), previous)
    tree = {f"docs/{path}": content for path, content in made.contents().items()}
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    return tree | {"mkdocs.yml": _standalone(settings, made.navigation).encode()}


def _standalone(settings: str, navigation: site.Navigation) -> str:
    """Return the project's settings as text with docs_dir and navigation set and this plugin left out.

    Worked on as lines, since the settings hold Python tags that only MkDocs' own loader knows.
    """
    kept: list[str] = []
    skipping = False
    for line in settings.splitlines():
        if line and not line.startswith((" ", "#", "-")):
            skipping = line.startswith(("docs_dir:", "nav:"))
        if re.match(r"  - qunli\b", line):
            skipping = True
        elif skipping and re.match(r"  - ", line):
            skipping = False
        if not skipping:
            kept.append(line)
    lines = [*kept, "docs_dir: docs", "nav: " + json.dumps(navigation, ensure_ascii=False)]
    return "\n".join(lines) + "\n"
