"""What the command needs of MkDocs: build, serve, and the tree for any other builder."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from qunli import site
from qunli.plugin import documents
from qunli.plugin.events import QunliPlugin, log
from qunli.plugin.faults import told
from qunli.plugin.hearing import heard, quiet
from qunli.plugin.settings import NAME, read_settings, settings_file
from qunli.plugin.standalone import Whole, standalone
from qunli.problem import ContentError, render


def config_of(root: Path, **changes: Any) -> tuple[MkDocsConfig, QunliPlugin]:
    """Return a project's MkDocs configuration and its qunli plugin; raise ContentError where mkdocs.yml is wrong."""
    config, _ = read_settings(root, **changes)
    plugin = config.plugins["qunli"]
    assert isinstance(plugin, QunliPlugin)
    plugin.is_told_plainly = True
    return config, plugin


def build(root: Path, today: date | None, previous: Path | None, strict: bool) -> tuple[int, int]:
    """Build the site beside the published one and bring it in; return (files, files changed).

    Raises ContentError for faults of content and of other plugins, and MkDocs' Abort where it finds one, the
    published site unchanged.
    """
    settings, warnings = read_settings(root)
    target = Path(settings.site_dir)
    if strict and warnings:
        raise ContentError(warnings)
    with tempfile.TemporaryDirectory(prefix="qunli-") as folder, heard():
        for problem in warnings:
            log.warning(render([problem], "concise"))
        config, plugin = config_of(root, site_dir=folder, strict=strict)
        plugin.today, plugin.previous = today, previous or target
        with told(config):
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build.build(config)
            config.plugins.on_shutdown()
        changed = site.publish(Path(folder), target)
        return sum(1 for path in Path(folder).rglob("*") if path.is_file()), changed


def rendered(root: Path, today: date | None, previous: Path | None) -> dict[str, bytes]:
    """Return the tree for any builder: the site's documents under docs/, the theme's own files under theme/, and a
    mkdocs.yml with the navigation."""
    config, plugin = config_of(root)
    plugin.today, plugin.previous = today, previous
    with quiet(), told(config):
        config = config.plugins.on_config(config)
    assert plugin.made is not None
    made, found = plugin.made
    theirs = documents.others(config)
    tree = {f"docs/{file.src_uri}": file.content_bytes for file in theirs}
    tree |= {f"docs/{path}": content for path, content in made.contents().items()}
    for folder in reversed([*_own_theme(config), *found.theme]):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file():
                tree[f"theme/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    navigation = documents.navigation(config, Files(theirs), made)
    alone = standalone(settings_file(root / NAME), Whole(navigation, config.extra_css, plugin.extensions))
    return tree | {NAME: alone.encode()}


def _own_theme(config: MkDocsConfig) -> list[Path]:
    return [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
