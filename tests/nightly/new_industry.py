"""The page for a new trade, walked as it is written: a draft an hour old passes what the page says to run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY

PAGE = (REPOSITORY / "docs/add-an-industry.md").read_text(encoding="utf-8")


def run(root: Path, *command: str) -> str:
    environment = {"PYTHONPATH": str(root / "generator"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_a_draft_passes_what_its_page_says_to_run(tmp_path: Path) -> None:
    root = tmp_path / "clone"
    skipped = shutil.ignore_patterns(".git", ".venv", "node_modules", "site", "build", ".*_cache")
    shutil.copytree(REPOSITORY, root, ignore=skipped)
    skeleton = re.search(r"\.venv/bin/qunli (fork --blank .+)", PAGE)
    calendar = re.search(r"```yaml\n(title: .+?)```", PAGE, re.DOTALL)
    tests = re.search(r"\.venv/bin/pytest (tests/.+)", PAGE)
    assert skeleton
    assert calendar
    assert tests
    run(root, "qunli", *skeleton[1].split())
    (root / "calendars/florist.yml").write_text(calendar[1], encoding="utf-8")
    assert "Q115" in run(root, "qunli", "check")
    assert "[florist]" in run(root, "pytest", *tests[1].split(), "-vv", "-n", "0")
