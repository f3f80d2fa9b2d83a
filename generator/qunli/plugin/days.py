"""The build day by the settings and the clock; what decides between them is `library.history`."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from qunli.library import history
from qunli.plugin.settings import NAME, no_such_day, settings_file, wrong_day
from qunli.problem import ContentError


def build_day(fixed: object, wanted: date | None = None) -> date:
    """Return the day to build for; `fixed` is what the settings say, `wanted` what the command line says."""
    return history.build_day(wanted, fixed, os.environ, datetime.now(UTC))


def fixed_in(root: Path) -> object:
    """Return the `date` in a project's mkdocs.yml, without what it costs to validate all of it.

    A file that cannot be read is for the build to tell. Raises ContentError where the day named there is none.
    """
    config = MkDocsConfig(config_file_path=str(root / NAME))
    try:
        with (root / NAME).open("rb") as stream:
            config.load_file(stream)
    except ValueError:
        raise ContentError([no_such_day(settings_file(root / NAME))]) from None
    except Exception:
        # A tag may run anything, and files that inherit from each other never end.
        return None
    fixed = _options(config.data.get("plugins")).get("date")
    if fixed and history.fixed_day(fixed) is None:
        raise ContentError([wrong_day(settings_file(root / NAME), fixed)])
    return fixed


def _options(plugins: Any) -> dict[str, Any]:
    """Return our own options among the plugins, which are a list or a mapping by name."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    own = next((each["qunli"] for each in entries if isinstance(each, dict) and "qunli" in each), None)
    return own if isinstance(own, dict) else {}
