"""One process at a time in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qunli.disk.writing import missing_folders, naming, shown
from qunli.problem import RefusedError

try:
    import fcntl
except ImportError:  # Windows cannot lock a folder; files are whole there, too.
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Make a folder if it is not there, and keep it for this process; take it away again where nothing came into it.

    The lock is on the folder itself, so that the system lifts it however the process ends. Raises RefusedError where
    another process is at work in it, OSError where it cannot be made.
    """
    made = missing_folders(folder)
    with naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with _locked(folder):
            yield
    finally:
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    if fcntl is None:
        yield
        return
    with naming(folder):
        handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    # Some shared folders of a network know no locks.
    with suppress(OSError):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefusedError(
                f"另一个群历正在写 {shown(folder)} 这个文件夹，这次没有动它。等它做完再来一次"
            ) from None
