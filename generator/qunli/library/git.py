"""What git says about a project."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SECONDS = 60


def git(root: Path, *words: str) -> bytes | None:
    """Return what a git command prints, or None where it fails or there is no git."""
    command = ["git", "-c", "core.quotepath=off", "-C", str(root), *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def git_text(root: Path, *words: str) -> str | None:
    """Return what a git command prints as text, or None where it fails or there is no git."""
    said = git(root, *words)
    return None if said is None else said.decode("utf-8", "replace")
