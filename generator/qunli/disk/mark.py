"""The mark of a folder that this program fills: whose it is, and which files in it were put there."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qunli.disk.writing import UNFINISHED, shown, write_whole
from qunli.problem import RefusedError, few

NAME = ".qunli"
HINT = "换一个空的文件夹，或者先把里面的东西移走"
_NOTE = "这个文件夹是群历做出来的；请留着这个文件，群历靠它分清哪些文件是自己的"


@dataclass(frozen=True)
class Mark:
    """Whose a folder is, in a few words such as "site shop.example", and digests of the files put into it.

    Without a list (None) only names that are made again count as put there. Digests and not names, since the mark
    may be published, and some addresses are known only to those who were told.
    """

    owner: str
    files: frozenset[str] | None

    def holds(self, name: str) -> bool:
        """Say whether a file was put there by an earlier publish."""
        return self.files is not None and digest(name) in self.files

    def as_bytes(self) -> bytes:
        files = None if self.files is None else sorted(self.files)
        data = {"note": _NOTE, "owner": self.owner, "files": files}
        return (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode()


def listing(owner: str, names: Iterable[str]) -> Mark:
    """Return the mark of a folder with these files."""
    return Mark(owner, frozenset(map(digest, names)))


def digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def read(folder: Path) -> Mark | None:
    """Return the mark of a folder, None where it has none that can be read."""
    path = folder / NAME
    if path.is_symlink() or not path.is_file():
        return None
    try:
        data = json.loads(path.read_bytes())
        files = data["files"]
        return Mark(str(data["owner"]), None if files is None else frozenset(map(str, files)))
    except (ValueError, TypeError, KeyError):
        return None


def admit(
    folder: Path, owner: str, *, adopt: bool = False, known: Callable[[], bool] = bool, hint: str = HINT
) -> Mark:
    """Return the mark to go by in a folder: its own, an empty one for an empty folder, or one without a list.

    `known` says whether an unmarked folder is recognised by what is in it; `adopt` that people say so. Raises
    RefusedError for every other folder, with the names of what stands there and the `hint`.
    """
    mark = read(folder)
    if mark and mark.owner == owner:
        return mark
    found = sorted(there(folder), key=lambda name: (name.count("/"), name))
    if not found:
        return Mark(owner, frozenset())
    if adopt or (mark is None and known()):
        return Mark(owner, None)
    if mark:
        raise RefusedError(f"没有写：文件夹 {shown(folder)} 里是「{mark.owner}」，不是「{owner}」\n{hint}")
    said = f"没有写：文件夹 {shown(folder)} 里有不是群历放的东西（{few(found)}），群历不碰别人的文件"
    raise RefusedError(f"{said}\n{hint}")


def there(folder: Path) -> Iterator[str]:
    """Yield the files and links below a folder, hidden folders as one each, without what is unfinished or the mark."""
    for base, folders, files in os.walk(folder):
        inside = Path(base).relative_to(folder)
        closed = {each for each in folders if each.startswith(".") or (Path(base) / each).is_symlink()}
        folders[:] = sorted(set(folders) - closed)
        names = [(inside / each).as_posix() for each in [*files, *closed]]
        yield from (name for name in names if name != NAME and not name.startswith(UNFINISHED))


# --- for a builder that empties and fills the folder itself ---------------------------------------


def begin(folder: Path, owner: str) -> None:
    """Mark a folder that is about to be filled, so that one filled by half is known again."""
    write_whole(folder / NAME, Mark(owner, None).as_bytes())


def finish(folder: Path, owner: str) -> None:
    """Mark a folder with everything that is in it now."""
    write_whole(folder / NAME, listing(owner, files(folder)).as_bytes())


def files(folder: Path) -> Iterator[str]:
    """Yield the names of the files below a folder but for the mark."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != NAME:
            yield name


def foreign(folder: Path, mark: Mark) -> list[str]:
    """Return the files below a marked folder that nobody put there by publishing; [] where it has no list."""
    if mark.files is None:
        return []
    return sorted(name for name in there(folder) if not name.startswith(".") and not mark.holds(name))
