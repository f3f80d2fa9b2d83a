"""An earlier state of the sources, out of git, and the packs of the program that it was built with."""

from __future__ import annotations

import io
import re
import tarfile
import tempfile
import zipfile
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


# --- the packs that a revision was built on -------------------------------------------------------

_REQUIREMENT = re.compile(
    r"qunli\s*(?:==\s*(?P<version>[^\s;#]+)|@\s*\S+)|\S*?(?P<wheel>qunli-(?P<of>[^-\s]+)-\S+\.whl)"
)
_INSIDE = "qunli/_data/"


def made_by(root: Path) -> str | None:
    """Return the line of requirements.txt that names the program a project is built with, None where none does."""
    try:
        lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return next((line.strip() for line in lines if _REQUIREMENT.match(line.strip())), None)


def version_of(line: str) -> str:
    """Return the version of the program that a requirement names, "" where it names none."""
    found = _REQUIREMENT.match(line)
    return (found["version"] or found["of"] or "") if found else ""


@contextmanager
def packs_of(line: str, *roots: Path) -> Iterator[Path | None]:
    """Yield a folder with the packs of the program that a requirement names, gone afterwards.

    They come out of a wheel that stands in the folder `wheels` of one of the roots; None where none does.
    """
    version = re.escape(version_of(line))
    wheels = (path for root in roots for path in sorted((root / "wheels").glob("qunli-*.whl")))
    wheel = next((each for each in wheels if version and re.match(rf"qunli-{version}-", each.name)), None)
    with tempfile.TemporaryDirectory(prefix="qunli-") as folder:
        yield Path(folder).resolve() / _INSIDE if wheel and _unpacked(wheel, folder) else None


def _unpacked(wheel: Path, folder: str) -> bool:
    """Take the packs out of a wheel; say whether it holds any."""
    try:
        with zipfile.ZipFile(wheel) as packed:
            names = [name for name in packed.namelist() if name.startswith(_INSIDE)]
            packed.extractall(folder, names)
    except (OSError, zipfile.BadZipFile):
        return False
    return bool(names)
