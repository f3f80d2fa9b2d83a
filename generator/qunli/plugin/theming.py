"""The theme's own ways where they cost a build more than they give it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from typing import Any

from mkdocs.theme import Theme

from qunli import handbook


def hurry(theme: Theme) -> None:
    """Let a theme's templates be compiled once for all builds, and its ten thousand icons not be looked through by each.

    MkDocs takes no file of a hidden folder into a site; where the theme is found by another way, it stays as it is.
    """
    get_env = theme.get_env

    def ready() -> Any:
        env = get_env()
        handbook.remember_compiled(env)
        folders = getattr(env.loader, "searchpath", None)
        if env.loader and folders:
            env.loader.list_templates = partial(_listed, tuple(folders))  # type: ignore[method-assign]
        return env

    theme.get_env = ready  # type: ignore[method-assign]


def _listed(folders: Iterable[str]) -> list[str]:
    """Return the templates and files of folders, as paths in them, without those of hidden folders."""
    found: set[str] = set()
    for top in folders:
        for folder, below, names in os.walk(top):
            below[:] = [each for each in below if not each.startswith(".")]
            inside = os.path.relpath(folder, top).replace(os.sep, "/")
            found.update(name if inside == "." else f"{inside}/{name}" for name in names)
    return sorted(found)
