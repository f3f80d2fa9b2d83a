"""mkdocs.yml for a builder that does not know this plugin."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from qunli.handbook.navigation import Navigation
from qunli.library.writing import amend, spelled_out, written
from qunli.source import File
from qunli.source.writing import Verbatim

_NOTHING = ("", "~", "null")
_DEFAULT_THEME = Verbatim("mkdocs")


class Whole(NamedTuple):
    """What this plugin adds to a project's settings: the navigation, style sheets, extensions by name, and which pages
    stand in no navigation."""

    navigation: Navigation
    styles: Sequence[str] = ()
    extensions: Mapping[str, Mapping[str, Any]] = {}
    apart: Sequence[str] = ()


def standalone(file: File, whole: Whole, bases: Sequence[File] = ()) -> str:
    """Return a project's settings with docs_dir, theme and what this plugin adds set and this plugin left out.

    What it inherits from other files, the nearest first, stands in it, and what it refers to (*) in its place. Raises
    ContentError where a file cannot be read or changed safely.
    """
    inherited: dict[str, Any] = {}
    for base in reversed(bases):
        inherited = _over(inherited, written(base))
    return amend(spelled_out(file), partial(_alone, whole=whole, inherited=inherited))


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return settings over those they inherit, as MkDocs merges them: mappings key by key, all else as a whole."""
    both = {
        key: _over(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
        for key, value in own.items()
    }
    return {**base, **both}


def _alone(settings: dict[str, Any], whole: Whole, inherited: dict[str, Any]) -> dict[str, Any]:
    settings = _over(inherited, settings)
    found = {key: value for key, value in settings.items() if key not in ("site_dir", "INHERIT")}
    found["theme"] = _with_folder(settings.get("theme"))
    found["plugins"] = _without_us(settings.get("plugins"))
    # MkDocs leaves out a folder named templates unless told otherwise.
    found.setdefault("exclude_docs", Verbatim('"!/templates/"'))
    found["docs_dir"] = "docs"
    if whole.styles:
        found["extra_css"] = Verbatim(json.dumps(list(map(str, whole.styles)), ensure_ascii=False))
    if whole.extensions:
        found["markdown_extensions"] = _with_extensions(settings.get("markdown_extensions"), whole.extensions)
    if whole.apart:
        given = str(settings.get("not_in_nav") or "").splitlines()
        found["not_in_nav"] = Verbatim(json.dumps("\n".join([*given, *whole.apart]), ensure_ascii=False))
    found["nav"] = Verbatim(json.dumps(whole.navigation, ensure_ascii=False))
    return found


def _with_extensions(given: Any, more: Mapping[str, Mapping[str, Any]]) -> Any:
    """Return the extensions, which are a list or a mapping by name, with further ones."""
    added = {
        name: {key: Verbatim(json.dumps(each)) for key, each in options.items()}
        for name, options in more.items()
    }
    if isinstance(given, dict):
        return {**given, **added}
    listed = given if isinstance(given, list) else []
    return [*listed, *({name: options} if options else name for name, options in added.items())]


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
    return [each for each in plugins or [] if _name(each) != "qunli"]


def _name(entry: Any) -> str:
    """Return the name of one entry of a list of plugins: a word, or a mapping of it to its options."""
    return next(iter(entry)) if isinstance(entry, dict) else str(entry).strip("'\"")
