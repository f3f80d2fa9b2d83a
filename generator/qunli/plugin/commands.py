"""What the command needs of MkDocs: build, serve, and the tree for any other builder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from qunli import disk, kept
from qunli.plugin import documents, guarding
from qunli.plugin.events import QunliPlugin, log
from qunli.plugin.faults import told
from qunli.plugin.hearing import heard, quiet
from qunli.plugin.settings import NAME, inherited, read_settings, settings_file
from qunli.plugin.standalone import Whole, standalone
from qunli.problem import ContentError, few, render


def config_of(root: Path, **changes: Any) -> tuple[MkDocsConfig, QunliPlugin]:
    """Return a project's MkDocs configuration and its qunli plugin; raise ContentError where mkdocs.yml is wrong."""
    config, _ = read_settings(root, **changes)
    plugin = config.plugins["qunli"]
    assert isinstance(plugin, QunliPlugin)
    plugin.is_told_plainly = True
    return config, plugin


def build(
    root: Path, today: date | None, previous: Path | None, strict: bool, adopt: bool = False
) -> tuple[int, int]:
    """Build the site beside the published one and bring it in; return (files, files changed).

    Raises RefusedError where the site folder is somebody else's and nobody says `adopt`, ContentError for faults of
    content and of other plugins, and MkDocs' Abort where it finds one, the published site unchanged.
    """
    settings, warnings = read_settings(root)
    if strict and warnings:
        raise ContentError(warnings)
    with heard(), _site_folder(settings, adopt) as target:
        for problem in warnings:
            log.warning(render([problem], "concise"))
        with tempfile.TemporaryDirectory(prefix="qunli-") as folder:
            _build_into(folder, root, today, previous or target.path, strict)
            built = {name: Path(folder, name) for name in disk.files(Path(folder))}
            done = target.publish(built)
        if done.kept:
            log.info(f"{target.path.name} 里有不是群历放的文件，留着没动：{few(done.kept)}")
        return len(built), done.changed


@contextmanager
def _site_folder(settings: MkDocsConfig, adopt: bool) -> Iterator[disk.Folder]:
    path, project = Path(settings.site_dir), settings.plugins["qunli"].config.project
    known = partial(guarding.is_site_of, path, project)
    with disk.opened(path, guarding.owner(project), adopt=adopt, known=known, hint=guarding.HINT) as target:
        if target.adopted:
            log.info(f"{path.name} 以后就是这个项目的网站文件夹，记在 .qunli 里了")
        yield target


def _build_into(folder: str, root: Path, today: date | None, previous: Path, strict: bool) -> None:
    config, plugin = config_of(root, site_dir=folder, strict=strict)
    plugin.today, plugin.previous = today, previous
    with told(config), kept.opened(kept.place(), date.today()):
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()


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
    apart = [f"/{path}" for path, page in made.pages.items() if page.is_apart]
    whole = Whole(navigation, config.extra_css, plugin.extensions, apart)
    settings = standalone(settings_file(root / NAME), whole, inherited(root / NAME))
    return tree | {NAME: settings.encode()}


def _own_theme(config: MkDocsConfig) -> list[Path]:
    return [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
