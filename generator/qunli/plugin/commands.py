"""What the command needs of MkDocs: build, serve, and the tree for any other builder."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config.defaults import MkDocsConfig

from qunli import site
from qunli.plugin.days import build_day
from qunli.plugin.events import QunliPlugin, log, make
from qunli.plugin.settings import NAME, read_settings, settings_file
from qunli.plugin.standalone import standalone
from qunli.problem import ContentError, render


def config_of(root: Path, **changes: Any) -> tuple[MkDocsConfig, QunliPlugin]:
    """Return a project's MkDocs configuration and its qunli plugin; raise ContentError where mkdocs.yml is wrong."""
    config, _ = read_settings(root, **changes)
    plugin = config.plugins["qunli"]
    assert isinstance(plugin, QunliPlugin)
    return config, plugin


def build(root: Path, today: date | None, previous: Path | None, strict: bool) -> tuple[int, int]:
    """Build the site beside the published one and bring it in; return (files, files changed).

    Raises ContentError for faults of content and MkDocs' Abort where MkDocs finds one, the published site
    unchanged.
    """
    settings, warnings = read_settings(root)
    target = Path(settings.site_dir)
    if strict and warnings:
        raise ContentError(warnings)
    with tempfile.TemporaryDirectory(prefix="qunli-") as folder, _heard():
        for problem in warnings:
            log.warning(render([problem], "concise"))
        config, plugin = config_of(root, site_dir=folder, strict=strict)
        plugin.today = build_day(plugin.config.date, today)
        plugin.made = make(root, config, plugin.config.project, plugin.today, previous or target)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build.build(config)
        config.plugins.on_shutdown()
        changed = site.publish(Path(folder), target)
        return sum(1 for path in Path(folder).rglob("*") if path.is_file()), changed


@contextmanager
def _heard() -> Iterator[None]:
    """Show MkDocs' warnings and this plugin's notes, as the mkdocs command would."""
    shown, mkdocs_log = logging.StreamHandler(), logging.getLogger("mkdocs")
    mkdocs_log.addHandler(shown)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.setLevel(logging.NOTSET)
        mkdocs_log.removeHandler(shown)


def serve(root: Path, address: str | None) -> None:
    """Serve the site with live reload until interrupted; raise ContentError where it cannot begin."""
    changes: dict[str, Any] = {"dev_addr": address} if address else {}
    read_settings(root, **changes)
    with _heard():
        mkdocs_serve.serve(str(root / "mkdocs.yml"), livereload=True, **changes)


def rendered(root: Path, today: date | None, previous: Path | None) -> dict[str, bytes]:
    """Return the tree for any builder: the site's documents under docs/, the theme's own files under theme/, and a
    mkdocs.yml with the navigation."""
    config, plugin = config_of(root)
    day = build_day(plugin.config.date, today)
    made, found = make(root, config, plugin.config.project, day, previous or Path(config.site_dir))
    tree = {f"docs/{path}": content for path, content in made.contents().items()}
    for folder in reversed(found.theme):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file():
                tree[f"theme/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return tree | {NAME: standalone(settings_file(root / NAME), made.navigation).encode()}
