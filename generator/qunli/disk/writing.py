"""Single files: put in place whole, with errors that name what people asked for."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from qunli.problem import RefusedError, few

# How the names of unfinished files begin; the dot keeps them from readers.
UNFINISHED = ".qunli-new-"


def unfinished(folder: Path) -> Path:
    """Return a name that no other process uses, for what is being written in a folder.

    It is short and says nothing of the name it becomes, which may be as long as the system allows.
    """
    return folder / f"{UNFINISHED}{secrets.token_hex(6)}"


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let errors of the system name this path, and not an unfinished file that nobody knows."""
    try:
        yield
    except OSError as error:
        if error.filename is not None and UNFINISHED not in str(error.filename):
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with the rights it had; raise OSError that names it."""
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Replacing asks only the folder, but who takes the right to write from a file wants it to stay.
        if path.exists() and not os.access(path, os.W_OK):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        beside = unfinished(path.parent)
        try:
            beside.write_bytes(content)
            if path.exists():
                shutil.copymode(path, beside)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)


def write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet below a folder: all of them or none.

    Raises RefusedError where one is there or a link leads out of the folder, and OSError that names the path.
    """
    taken = [path for path in files if os.path.lexists(root / path)]
    if taken:
        raise RefusedError(f"{few(taken)} 已经有了，一个文件也没写。换个名字，或先把它移走")
    away = [path for path in files if not (root / path).resolve().is_relative_to(root.resolve())]
    if away:
        raise RefusedError(
            f"{few(away)} 会经过链接写到 {root.name} 外面，一个文件也没写。把链接换成文件夹本身"
        )
    made: list[Path] = []
    try:
        for path, content in files.items():
            made += missing_folders((root / path).parent)
            made.append(root / path)
            write_whole(root / path, content)
    except BaseException:
        _take_back(made)
        raise


def shown(folder: Path) -> str:
    """Return a folder's name, where it was given as . too."""
    return folder.name or folder.resolve().name


def missing_folders(folder: Path) -> list[Path]:
    """Return a folder and those above it that are not there, the highest first."""
    return [each for each in reversed([folder, *folder.parents]) if not os.path.lexists(each)]


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
