"""A folder this program fills, file by file: what it made changes, what others put there stays."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qunli.disk import mark as marks
from qunli.disk.lock import alone
from qunli.disk.mark import Mark
from qunli.disk.staging import move, parents, recover
from qunli.problem import RefusedError, few

Contents = Mapping[str, bytes | Path]
_BLOCK = 4096  # what file systems give at least to a file, in bytes


@dataclass(frozen=True)
class Published:
    """How many files changed, and the names of those in the folder that somebody else put there."""

    changed: int
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Folder:
    """A folder open for publishing. `adopted` says that it is marked for the first time with things in it."""

    path: Path
    mark: Mark
    adopted: bool

    def publish(self, new: Contents) -> Published:
        """Bring the folder to hold these files, each given by its bytes or by a file to copy.

        Unchanged files are not touched, changed ones are put in place whole, new ones come first and vanished ones
        go last, so that a reader never misses a file that stays. Either all of it happens or nothing. Files that
        others put there stay, as does everything beside the home page whose name begins with a dot (.git,
        .well-known). Raises RefusedError where one of them stands in the way, OSError where there is no room or no right.
        """
        old = _there(self.path, new)
        ours = {name for name in old if self._is_ours(name, new)}
        changed = [name for name in new if not _same(self.path / name, new[name])]
        _require_free(old - ours, changed)
        gone = sorted(name for name in ours - new.keys() if not name.startswith("."))
        kept = tuple(sorted(name for name in old - ours - new.keys() if not name.startswith(".")))
        everything = {**new, marks.NAME: marks.listing(self.mark.owner, new).as_bytes()}
        put = sorted(changed, key=lambda name: (name in old, name))
        if not _same(self.path / marks.NAME, everything[marks.NAME]):
            put.append(marks.NAME)
        _require_room(self.path, sum(_size(everything[name]) for name in put))
        if put or gone:
            move(self.path, tuple(put), tuple(gone), lambda name: _bytes(everything[name]))
        return Published(len(changed) + len(gone), kept)

    def _is_ours(self, name: str, new: Contents) -> bool:
        return name in new if self.mark.files is None else self.mark.holds(name)


@contextmanager
def opened(
    path: Path, owner: str, *, adopt: bool = False, known: Callable[[], bool] = bool, hint: str = marks.HINT
) -> Iterator[Folder]:
    """Yield a folder to publish into, kept for this process; the words are those of `admit`.

    Raises RefusedError where it holds what this program did not make, or where another process is at work in it.
    """
    with alone(path):
        recover(path)
        mark = marks.admit(path, owner, adopt=adopt, known=known, hint=hint)
        found = marks.read(path)
        yield Folder(path, mark, mark.files is None and (found is None or found.owner != owner))


def _there(folder: Path, new: Contents) -> set[str]:
    """Return the names of files and links in a folder; what is hidden beside the home page only where it is wanted."""
    wanted = {name.split("/")[0] for name in new}
    found: set[str] = set()
    for base, folders, files in os.walk(folder):
        inside = Path(base).relative_to(folder)
        if inside == Path():
            folders[:] = [each for each in folders if not each.startswith(".") or each in wanted]
        links = [each for each in folders if (Path(base) / each).is_symlink()]
        found |= {(inside / each).as_posix() for each in (*links, *files)}
    return found - {marks.NAME}


def _require_free(foreign: set[str], changed: list[str]) -> None:
    """Refuse where a file of somebody else has the name of one that is to come, or that of a folder above it."""
    taken, above = set(changed), {each for name in changed for each in parents(name)}
    blocking = [name for name in foreign if name in taken | above or taken.intersection(parents(name))]
    if blocking:
        raise RefusedError(
            f"没有写：{few(sorted(blocking))} 不是群历放的，可是新做的文件要用这个名字。先把它移走"
        )


def _require_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        said = f"磁盘快满了，要 {needed / 1e6:.1f} MB，只剩 {free / 1e6:.1f} MB，什么也没有动"
        raise OSError(errno.ENOSPC, said, str(folder))


def _size(content: bytes | Path) -> int:
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    return -(-size // _BLOCK) * _BLOCK


def _bytes(content: bytes | Path) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


def _same(path: Path, content: bytes | Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    return path.stat().st_size == size and path.read_bytes() == _bytes(content)
