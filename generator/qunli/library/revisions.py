"""An earlier state of the sources, out of git."""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qunli.library.git import git


@contextmanager
def checked_out(root: Path, revision: str) -> Iterator[Path | None]:
    """Yield a folder with the project as it was at a revision, gone afterwards; None where git has none such."""
    commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    archive = commit and git(root, "archive", "--format=tar", commit.decode().strip(), ".")
    if not archive:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="qunli-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder).resolve()
