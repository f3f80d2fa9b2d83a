"""How long the site takes, as ratios within one run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from conftest import REPOSITORY
from qunli import library

BIN = Path(sys.executable).parent
ROUNDS = 3


def _seconds(*command: str | Path, cwd: Path) -> float:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    began = time.perf_counter()
    subprocess.run([str(word) for word in command], cwd=cwd, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def _median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(ROUNDS))


def _load() -> float:
    began = time.perf_counter()
    library.load(REPOSITORY)
    return time.perf_counter() - began


def section() -> str:
    """Return the build's figures as lines of text."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run([BIN / "qunli", "render", tree], cwd=REPOSITORY, check=True, capture_output=True)
        pages = len(list((tree / "docs").rglob("*.md")))
        ratios = []
        for _ in range(ROUNDS):
            whole = _seconds(BIN / "mkdocs", "build", "-d", Path(folder) / "a", cwd=REPOSITORY)
            plain = _seconds(BIN / "mkdocs", "build", "-d", Path(folder) / "b", cwd=tree)
            ratios.append(whole / plain)
        today = _median(lambda: _seconds(BIN / "qunli", "today", "catering", cwd=REPOSITORY))
        lines = [
            f"pages: {pages}",
            f"whole build / plain mkdocs build of the rendered tree: {statistics.median(ratios):.2f}"
            f" (min {min(ratios):.2f}, max {max(ratios):.2f}; {whole:.1f} s and {plain:.1f} s in the last round)",
            f"loading and validating / whole build: {_median(_load) / whole:.1%}",
            f"qunli today from cold: {today:.2f} s",
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(section())
