"""What the command needs of MkDocs: build, serve, and the tree for any other builder."""

from __future__ import annotations

import json
import logging
import re
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
from qunli.plugin.events import QunliPlugin, build_day, log, make
from qunli.plugin.settings import read_settings, settings_file
from qunli.problem import ContentError, Problem, render


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
        plugin.today = today or build_day(plugin.config.date)
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
    day = today or build_day(plugin.config.date)
    made, found = make(root, config, plugin.config.project, day, previous or Path(config.site_dir))
    tree = {f"docs/{path}": content for path, content in made.contents().items()}
    for folder in reversed(found.theme):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file():
                tree[f"theme/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return tree | {
        "mkdocs.yml": _standalone(settings_file(root / "mkdocs.yml").text, made.navigation).encode()
    }


def _standalone(settings: str, navigation: site.Navigation) -> str:
    """Return the project's settings as text with docs_dir, theme and navigation set and this plugin left out.

    Worked on as lines, since the settings hold Python tags that only MkDocs' own loader knows.
    """
    kept: list[str] = []
    skipping: tuple[int, bool] | None = (
        None  # indentation, and whether a list may stand as far left as its key
    )
    for line in settings.splitlines():
        indent = len(line) - len(line.lstrip())
        if skipping and (not line.strip() or indent > skipping[0] or (skipping[1] and line.startswith("-"))):
            continue
        key = re.match(r"( *)(docs_dir|site_dir|nav|custom_dir):", line)
        entry = re.match(r"( *)- [\"']?qunli\b", line) or re.match(r"( +)qunli:", line)
        skipping = (len(key[1]), True) if key else (len(entry[1]), False) if entry else None
        if not skipping:
            kept.append(_with_theme(line))
    if any(re.match(r"plugins:.*\bqunli\b", line) for line in kept):
        raise ContentError(
            [Problem("mkdocs.yml", 0, 1, "Q003", "plugins 要写成列表", "每个插件写一行，以 - 开头")]
        )
    # MkDocs leaves out a folder named templates unless told otherwise.
    if not any(line.startswith("exclude_docs:") for line in kept):
        kept.append('exclude_docs: "!/templates/"')
    lines = [*kept, "docs_dir: docs", "nav: " + json.dumps(navigation, ensure_ascii=False)]
    return "\n".join(lines) + "\n"


def _with_theme(line: str) -> str:
    if line.startswith("theme: {"):
        return line.replace("{", "{custom_dir: theme, ", 1)
    return f"{line}\n  custom_dir: theme" if re.fullmatch(r"theme:\s*(#.*)?", line) else line
