"""What the commands about packs share: the project they stand in, its packs, and files written into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qunli import disk
from qunli.cli.common import project, stop
from qunli.library.industries import Industries
from qunli.problem import errors
from qunli.shape import nearest

if TYPE_CHECKING:
    from qunli.library import Industry, Library


def require_project() -> Path:
    """Return the root of the project; outside of one leave with 2."""
    root = project()
    if not (root / "mkdocs.yml").is_file():
        raise click.UsageError("这里不是项目：先进到有 mkdocs.yml 的文件夹，或用 qunli new 建一个")
    return root


def load_pack(found: Library, name: str) -> Industry:
    """Return the pack of this id, whole."""
    industries = Industries(found.tree, found.almanac.festivals)
    known = industries.ids.value
    if name not in known:
        raise click.UsageError(f"没有名叫 {name} 的模板。{known_names(name, known)}")
    pack = industries.load(name)
    if pack.value is None or errors(pack.problems):
        stop(pack.problems)
    return pack.value


def known_names(name: str, known: Iterable[str]) -> str:
    """Return the name that is meant where one is near, else all there are."""
    names = tuple(known)
    if not names:
        return "一个也没有"
    return nearest(name, names) or f"有：{'、'.join(names)}"


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write new files below a folder, all or none."""
    disk.write_new(folder, {path: as_bytes(content) for path, content in files.items()})


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
