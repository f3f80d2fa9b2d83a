"""mkdocs.yml for a builder that does not know this plugin."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from qunli.handbook.navigation import Navigation
from qunli.library.writing import amend
from qunli.source import File
from qunli.source.writing import Verbatim

_NOTHING = ("", "~", "null")
_DEFAULT_THEME = Verbatim("mkdocs")


def standalone(file: File, navigation: Navigation, styles: Sequence[str] = ()) -> str:
    """Return a project's settings with docs_dir, theme, style sheets and navigation set and this plugin left out.

    Raises ContentError where the file cannot be changed safely.
    """
    return amend(file, partial(_alone, navigation=navigation, styles=styles))


def _alone(settings: dict[str, Any], navigation: Navigation, styles: Sequence[str]) -> dict[str, Any]:
    found = {key: value for key, value in settings.items() if key != "site_dir"}
    found["theme"] = _with_folder(settings.get("theme"))
    found["plugins"] = _without_us(settings.get("plugins"))
    # MkDocs leaves out a folder named templates unless told otherwise.
    found.setdefault("exclude_docs", Verbatim('"!/templates/"'))
    found["docs_dir"] = "docs"
    if styles:
        found["extra_css"] = Verbatim(json.dumps(list(map(str, styles)), ensure_ascii=False))
    found["nav"] = Verbatim(json.dumps(navigation, ensure_ascii=False))
    return found


def _with_folder(theme: Any) -> dict[str, Any]:
    """Return the theme's settings, which may be its name alone, with the folder of its own files."""
    if isinstance(theme, dict):
        return {**theme, "custom_dir": "theme"}
    name = _DEFAULT_THEME if theme is None or theme in _NOTHING else theme
    return {"name": name, "custom_dir": "theme"}


def _without_us(plugins: Any) -> Any:
    """Return the plugins, which are a list or a mapping by name, without this one."""
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != "qunli"}
    return [each for each in plugins if _name(each) != "qunli"]


def _name(entry: Any) -> str:
    """Return the name of one entry of a list of plugins: a word, or a mapping of it to its options."""
    return next(iter(entry)) if isinstance(entry, dict) else str(entry).strip("'\"")
