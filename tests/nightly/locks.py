"""The locks hold what a fresh resolution of the pinned versions gives."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from conftest import REPOSITORY
from test_release import LOCKS, pinned


def test_locking_again_changes_no_version(tmp_path: Path) -> None:
    root = tmp_path / "qunli"
    for folder in ("generator", "content", "site_templates"):
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "README.md", "mkdocs.yml", "LICENSE"):
        shutil.copy(REPOSITORY / name, root)
    subprocess.run(["make", "lock", f"BIN={REPOSITORY / '.venv/bin'}"], cwd=root, check=True)
    for lock in LOCKS:
        assert pinned(root / lock) == pinned(REPOSITORY / lock), f"make lock, then commit {lock}"
