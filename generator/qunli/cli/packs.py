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
    """Return the pack of this id or title, whole."""
    industries = Industries(found.tree, found.almanac.festivals)
    pack = industries.load(_pack_id(industries, name))
    if pack.value is None or errors(pack.problems):
        stop(pack.problems)
    return pack.value


def _pack_id(industries: Industries, name: str) -> str:
    """Return the id of the pack that has this id, or as the only one this title."""
    if name in industries.ids.value:
        return name
    titles = industries.titles()
    meant = [each for each, title in titles.items() if title == name.strip()]
    if len(meant) == 1:
        return meant[0]
    near = nearest(name, (*industries.ids.value, *titles.values()))
    said = f"有几个模板都叫 {name}，写编号。" if meant else f"没有名叫 {name} 的模板。{near}"
    raise click.UsageError(f"{said}\n{_choices(industries)}")


def pack_choices(found: Library) -> str:
    """Return what packs there are, a line each."""
    return _choices(Industries(found.tree, None))


def _choices(industries: Industries) -> str:
    titles = industries.titles()
    return "\n".join(["可以选：", *(f"  {name}  {titles.get(name, '')}" for name in industries.ids.value)])


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
