"""What hostile files cost, and one file's check beside the whole: CPU seconds."""

from __future__ import annotations

import tempfile
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

from attacks import ATTACKS
from conftest import FILES, REPOSITORY, TODAY
from qunli import library, site
from qunli.library.reading import parsed
from qunli.problem import render

ONE = (
    "calendars/catering.yml",
    "content/industries/catering/sops/welfare.yml",
    "content/industries/hotpot/pack.yml",
)


def section() -> str:
    costs = sorted(((_attacked(*ATTACKS[name]), name) for name in ATTACKS), reverse=True)
    lines = [f"{cost:6.2f}  {name}" for cost, name in costs[:8]]
    lines.append(f"{_cost(lambda: site.judged(library.load(REPOSITORY), TODAY)):6.2f}  check")
    for path in ONE:
        one = _cost(lambda path=path: site.judged(library.load_for(REPOSITORY, [REPOSITORY / path]), TODAY))
        lines.append(f"{one:6.2f}  check {path}")
    return "\n".join(lines)


def _cost(judge: Callable[[], object]) -> float:
    # Each command is a process of its own and remembers nothing.
    parsed.cache_clear()
    begun = time.process_time()
    judge()
    return time.process_time() - begun


def _attacked(path: str, text: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in {**FILES, path: text}.items():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            words = content if name == path else textwrap.dedent(content)
            target.write_text(words.lstrip("\n"), encoding="utf-8")
        return _cost(lambda: render(site.judged(library.load(root, fallback=root / "none"), TODAY)[1]))
