"""What is in docs_dir beside our sources, and how our pages stand among it: files, addresses, navigation."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.utils import nest_paths

from qunli import library, site
from qunli.feeds import Address
from qunli.handbook.navigation import Navigation
from qunli.plugin import offline
from qunli.plugin.offline import Kept
from qunli.plugin.places import at
from qunli.problem import Problem
from qunli.source import File as Text


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of a project."""
    return Path(config.config_file_path).parent.resolve()


def is_source(config: MkDocsConfig, file: File) -> bool:
    """Say whether a file of docs_dir is read by the library, and hence goes to the site through it alone."""
    path = Path(file.abs_src_path or "")
    root = root_of(config)
    docs = Path(config.docs_dir).resolve()
    return (
        file.src_dir == config.docs_dir
        and docs.is_relative_to(root)
        and library.is_source((docs / path.relative_to(config.docs_dir)).relative_to(root).as_posix())
    )


def others(config: MkDocsConfig) -> list[File]:
    """Return the files of docs_dir that are MkDocs' own, as it will find them."""
    return [file for file in get_files(config) if _is_in_site(file) and not is_source(config, file)]


def _is_in_site(file: File) -> bool:
    return bool(file.inclusion.value > InclusionLevel.DRAFT.value)


def pages_of(files: Iterable[File]) -> frozenset[str]:
    """Return the pages among some files by path; a README.md is its folder's index.md."""
    paths = (file.src_uri for file in files if file.is_documentation_page())
    return frozenset(posixpath.join(posixpath.dirname(path), _index_name(path)) for path in paths)


def _index_name(path: str) -> str:
    name = posixpath.basename(path)
    return "index.md" if name == "README.md" else name


# --- addresses ------------------------------------------------------------------------------------


def address_of(config: MkDocsConfig, project: str) -> Address:
    """Return where the site stands, with MkDocs' own answer to where a page of it does."""
    url = config.site_url or ""
    below = partial(_below, is_in_folders=config.use_directory_urls)
    return Address(url if not url or url.endswith("/") else url + "/", project, below)


def kept_of(config: MkDocsConfig, made: site.Site) -> Kept:
    """Return what phones keep of a site; of the pages of shops' days those that the navigation leads to."""
    listed = [path for path in _named(made.navigation) if path in made.pages and path.endswith("/today.md")]
    built = partial(_built, config)
    return Kept(tuple(map(built, offline.NOW)), tuple(map(built, ["index.md", *listed])))


def manifests(config: MkDocsConfig, found: library.Library, theirs: Iterable[File]) -> dict[str, bytes]:
    """Return what a phone's desktop shows of the site and of each shop by path, but for what a project has of its own."""
    first = offline.START if found.industries else "index.md"
    starts = {first: ("", config.site_name)}
    for each in found.shops.values():
        starts[f"calendars/{each.id}/today.md"] = (f"calendars/{each.id}", each.calendar.title)
    made = {
        (path := offline.manifest_path(folder)): offline.manifest(name, _built(config, page), path).encode()
        for page, (folder, name) in starts.items()
    }
    taken = {file.src_uri for file in theirs}
    return {path: content for path, content in made.items() if path not in taken}


def _built(config: MkDocsConfig, page: str) -> str:
    return _file(config, page, b"").dest_uri


def _below(page: str, is_in_folders: bool) -> str:
    return File(page, None, "", is_in_folders).url.removeprefix("./")


def collisions(config: MkDocsConfig, made: site.Site, theirs: Iterable[File]) -> Iterator[Problem]:
    """Yield the files of docs_dir that want the address of one made here, and those that lead out of the project."""
    root, docs = root_of(config), Path(config.docs_dir).resolve()
    ours = {_file(config, path, b"").dest_uri for path in {**made.pages, **made.files}}
    for file in theirs:
        path = Path(file.abs_src_path or "")
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else file.src_uri
        inside = path.resolve()
        if not (inside.is_relative_to(root) or inside.is_relative_to(docs)):
            hint = "把文件本身放进项目里，不要放链接"
            yield Problem(shown, 0, 1, "Q015", "这是一个指到项目外面的链接", hint)
        elif file.dest_uri in ours:
            hint = "给这个文件换个名字，或放到别的文件夹里"
            yield Problem(shown, 0, 1, "Q025", f"网址 /{file.url} 是群历自己的页面要用的", hint)


# --- files ----------------------------------------------------------------------------------------


def join(config: MkDocsConfig, files: Files, made: site.Site) -> None:
    """Put our files among those of docs_dir, as MkDocs would walk one folder of both."""
    found = list(files)
    theme = [file for file in found if not _is_document(config, file)]
    documents = [file for file in found if _is_document(config, file) and not is_source(config, file)]
    for path in {**made.pages, **made.files}:
        page = made.pages.get(path)
        file = _file(config, path, page.markdown if page else made.files[path], page.source if page else None)
        if page and page.is_apart:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        documents.append(file)
    taken = {file.src_uri for file in documents}
    documents.sort(key=lambda file: _walking(file.src_uri))
    # What stands among the documents is before what a theme brings.
    for file in found:
        files.remove(file)
    for file in [*(each for each in theme if each.src_uri not in taken), *documents]:
        files.append(file)


def _is_document(config: MkDocsConfig, file: File) -> bool:
    return file.src_dir == config.docs_dir


def _walking(path: str) -> list[tuple[int, bool, str]]:
    """Sort as MkDocs walks a folder, so that its search and sitemap are the same as those of the rendered tree."""
    *folders, name = path.split("/")
    return [*((1, True, each) for each in folders), (0, not name.startswith(("index.", "README.")), name)]


def _file(config: MkDocsConfig, path: str, content: str | bytes, source: str | None = None) -> File:
    # Stated, since MkDocs leaves out a folder named templates by default.
    file = File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)
    if source is None:
        return file
    there = root_of(config) / source
    # Plugins ask of every page which file it came from, and when that changed.
    file.abs_src_path = str(there if there.is_file() else config.config_file_path)
    if not source.startswith(library.PACKAGED):
        file.edit_uri = source
    return file


# --- navigation -----------------------------------------------------------------------------------


def navigation(config: MkDocsConfig, files: Files, made: site.Site) -> Navigation:
    """Return what was there before with our sections behind it; one that names pages of ours is somebody's choice."""
    if config.nav is None:
        pages = (file for file in files.documentation_pages() if _is_in_nav(file))
        theirs: Navigation = nest_paths([file.src_uri for file in pages if file.src_uri not in made.pages])  # type: ignore[no-untyped-call]
        return [*theirs, *made.navigation]
    if made.pages.keys() & set(_named(config.nav)):
        return list(config.nav)
    return [*config.nav, *made.navigation]


def _is_in_nav(file: File) -> bool:
    return bool(file.inclusion.value > InclusionLevel.NOT_IN_NAV.value)


def missing(config: MkDocsConfig, files: Files, settings: Text) -> Iterator[Problem]:
    """Yield the pages that the navigation names and the site does not have."""
    for path in _named(config.nav):
        if path.endswith(".md") and "://" not in path and files.get_file_from_path(path) is None:
            hint = "改成有的文件，或把这一行删掉"
            yield at(settings, path, "Q014", f"nav 里的 {path} 没有这个文件", hint, below="nav")


def _named(nav: Any) -> Iterator[str]:
    """Yield the paths and addresses in a navigation."""
    if isinstance(nav, str):
        yield nav
    if isinstance(nav, dict):
        nav = [*nav.values()]
    if isinstance(nav, list):
        for each in nav:
            yield from _named(each)
