"""The MkDocs adapter: events, build and serve. The door to mkdocs."""

from __future__ import annotations

from mkdocs.exceptions import MkDocsException as SiteError

from qunli.plugin.commands import build, config_of, rendered
from qunli.plugin.days import fixed_in
from qunli.plugin.events import QunliPlugin, make
from qunli.plugin.serving import serve
from qunli.plugin.settings import read_settings

__all__ = [
    "QunliPlugin",
    "SiteError",
    "build",
    "config_of",
    "fixed_in",
    "make",
    "read_settings",
    "rendered",
    "serve",
]
