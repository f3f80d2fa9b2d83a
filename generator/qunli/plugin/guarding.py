"""The site folder and what else may be in it, for our own build and for MkDocs', which empties it first."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from qunli import disk, feeds, library
from qunli.problem import RefusedError, few

HINT = "换一个空的文件夹（mkdocs.yml 里的 site_dir），或者先把它们移走；就是要放在这里：qunli build --adopt，同名的会盖掉，别的留着"


def owner(project: str) -> str:
    """Return whose a published folder is."""
    return f"网站 {project}"


def is_site_of(folder: Path, project: str) -> bool:
    """Say whether a folder without a mark holds feeds of this project: an earlier version wrote no marks."""
    return any(feeds.is_of(raw, project) for raw in library.read_feeds(folder).values())


def guard(config: MkDocsConfig, project: str) -> None:
    """Raise RefusedError where MkDocs, which is about to empty the site folder, would delete somebody else's files.

    What MkDocs itself made there before this plugin came (its compressed sitemap tells) is its own to delete.
    """
    folder = Path(config.site_dir)

    def known() -> bool:
        return (folder / "sitemap.xml.gz").is_file() or is_site_of(folder, project)

    mark = disk.admit(folder, owner(project), known=known, hint=HINT)
    foreign = disk.foreign(folder, mark)
    if foreign:
        way_out = "先把它们移走，或者用 qunli build，它会留着"
        raise RefusedError(
            f"没有写：mkdocs build 会清空 {folder.name}，里面有不是群历放的文件（{few(foreign)}）\n{way_out}"
        )
