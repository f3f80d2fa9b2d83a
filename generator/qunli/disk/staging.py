"""The step from one state of a folder to the next, which happens whole or is taken back."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qunli.disk.writing import UNFINISHED, naming, unfinished

_JOURNAL = ".journal"


@dataclass(frozen=True)
class Stage:
    """A hidden folder in the published one: the next state waits in it, the last one is kept there meanwhile.

    `put` are the files that come or change, in the order in which they do, `gone` those that vanish. The file of a
    number is `.N` before and the one it replaces `.N.old`; one that vanishes becomes `.N.gone`.
    """

    target: Path
    folder: Path
    put: tuple[str, ...]
    gone: tuple[str, ...]

    def _at(self, number: int, ending: str = "") -> Path:
        return self.folder / f".{number}{ending}"

    def fill(self, content: Callable[[str], bytes]) -> None:
        """Write all that is to come beside the site: whatever needs room or rights fails here."""
        for number, name in enumerate(self.put):
            path = self.target / name
            with naming(path):
                self._at(number).write_bytes(content(name))
                if path.is_symlink() or path.is_file():
                    self._keep(path, number)
        names = json.dumps({"put": self.put, "gone": self.gone})
        # Only a whole journal is one: a torn file says that nothing was moved yet.
        written = self.folder / f"{_JOURNAL}.new"
        with naming(self.target):
            written.write_bytes(names.encode())
            os.replace(written, self.folder / _JOURNAL)

    def _keep(self, path: Path, number: int) -> None:
        if not path.is_symlink():
            shutil.copymode(path, self._at(number))
        try:
            os.link(path, self._at(number, ".old"), follow_symlinks=False)
        except (OSError, NotImplementedError):
            # Not every file system has hard links, nor every system those to links.
            shutil.copy2(path, self._at(number, ".old"), follow_symlinks=False)

    def commit(self) -> None:
        """Move everything into place: what stands in the way goes, files come, the rest goes."""
        wanted = set(self.put)
        above = {each for name in self.put for each in parents(name)}
        in_the_way = {name for name in self.gone if name in above or wanted.intersection(parents(name))}
        for name in sorted(in_the_way):
            self._take(name)
        for number, name in enumerate(self.put):
            path = self.target / name
            with naming(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                _clear(path)
                os.replace(self._at(number), path)
        for name in self.gone:
            if name not in in_the_way:
                self._take(name)

    def _take(self, name: str) -> None:
        with naming(self.target / name):
            os.replace(self.target / name, self._at(self.gone.index(name), ".gone"))
        _drop_empty(self.target, name)

    def undo(self) -> None:
        """Bring the last state back, from wherever the step to the next one stopped."""
        for number, name in reversed(list(enumerate(self.put))):
            path, old = self.target / name, self._at(number, ".old")
            if os.path.lexists(old):
                os.replace(old, path)
                continue
            if not os.path.lexists(self._at(number)):
                path.unlink(missing_ok=True)
            # Its folders may have been made before the move that failed.
            _drop_empty(self.target, name)
        for number, name in enumerate(self.gone):
            if os.path.lexists(self._at(number, ".gone")):
                (self.target / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(self._at(number, ".gone"), self.target / name)

    def close(self) -> None:
        """Forget the last state."""
        (self.folder / _JOURNAL).unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def move(target: Path, put: tuple[str, ...], gone: tuple[str, ...], content: Callable[[str], bytes]) -> None:
    """Bring files into a folder and take others out: all of it, or nothing with the error raised again."""
    stage = Stage(target, unfinished(target), put, gone)
    with naming(target):
        stage.folder.mkdir()
    try:
        stage.fill(content)
        stage.commit()
    except BaseException:
        _back(stage)
        raise
    stage.close()


def _back(stage: Stage) -> None:
    # Where even that fails, everything stays for the next one to recover.
    with suppress(OSError):
        if (stage.folder / _JOURNAL).exists():
            stage.undo()
        stage.close()


def recover(target: Path) -> None:
    """Take back what a process that died left half done."""
    for folder in sorted(target.glob(f"{UNFINISHED}*")):
        if folder.is_symlink() or not folder.is_dir():
            folder.unlink(missing_ok=True)
            continue
        stage = _read(target, folder)
        if stage:
            stage.undo()
        shutil.rmtree(folder, ignore_errors=True)


def _read(target: Path, folder: Path) -> Stage | None:
    try:
        data = json.loads((folder / _JOURNAL).read_bytes())
        put, gone = (tuple(map(str, data[key])) for key in ("put", "gone"))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    inside = all(".." not in PurePosixPath(each).parts and not each.startswith("/") for each in (*put, *gone))
    return Stage(target, folder, put, gone) if inside else None


def parents(name: str) -> list[str]:
    """Return the folders above a file, by their names below the same folder."""
    return [each.as_posix() for each in PurePosixPath(name).parents[:-1]]


def _clear(path: Path) -> None:
    """Remove a folder that holds no file, where a file is to stand."""
    if path.is_symlink() or not path.is_dir():
        return
    for each in sorted(path.rglob("*"), reverse=True):
        each.rmdir()
    path.rmdir()


def _drop_empty(target: Path, name: str) -> None:
    """Remove the folders above a file that is gone, where they are empty without it."""
    for above in parents(name):
        try:
            (target / above).rmdir()
        except OSError:
            return
