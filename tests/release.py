"""What stands between a tag and its release: python tests/release.py v0.2.0 dist prints the notes, or what stops it."""

from __future__ import annotations

import re
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from packaging.metadata import Metadata

REPOSITORY = Path(__file__).parents[1]


def notes(changelog: str, version: str) -> str:
    """Return what a changelog says below the heading of a version and its day, "" where there is none."""
    heading = rf"^## {re.escape(version)} - \d{{4}}-\d{{2}}-\d{{2}}\n(.*?)(?=^## |\Z)"
    found = re.search(heading, changelog, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def metadata(path: Path) -> str:
    """Return the METADATA of a wheel or the PKG-INFO of an sdist."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            (name,) = (each for each in wheel.namelist() if each.endswith(".dist-info/METADATA"))
            return wheel.read(name).decode()
    with tarfile.open(path) as archive:
        member = archive.extractfile(f"{path.name.removesuffix('.tar.gz')}/PKG-INFO")
        assert member is not None
        return member.read().decode()


def faults(tag: str, artifacts: list[Path], changelog: str, urls: dict[str, str]) -> Iterator[str]:
    """Yield all that stops a release."""
    version = tag.removeprefix("v")
    wanted = {f"qunli-{version}-py3-none-any.whl", f"qunli-{version}.tar.gz"}
    if {path.name for path in artifacts} != wanted:
        yield f"{tag}: built {sorted(path.name for path in artifacts)}, not {sorted(wanted)}"
    if not notes(changelog, version):
        yield f"CHANGELOG.md: nothing stands below a heading '## {version} - <day>'"
    for name, url in urls.items():
        if (urlsplit(url).hostname or "").endswith(".example"):
            yield f"pyproject.toml: {name} is {url}, which is nobody's address"
    for path in artifacts:
        try:
            Metadata.from_email(metadata(path), validate=True)
        except ExceptionGroup as error:
            yield from (f"{path.name}: {each}" for each in error.exceptions)


def main(tag: str, folder: str) -> int:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    urls = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    found = list(faults(tag, sorted(Path(folder).iterdir()), changelog, urls))
    print("\n".join(found), file=sys.stderr) if found else print(notes(changelog, tag.removeprefix("v")))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
