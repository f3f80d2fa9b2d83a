"""Values that cost much to make, kept on disk by everything they are made from, so that none is ever out of date.

Every room works the same where nothing is kept: a store that is missing, full, locked, damaged or another's costs time
and nothing else. What it holds is read back as it was written, so it is a folder of the user's own and is never to be
taken from anybody else.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sqlite3
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

_DAYS = 30
# Every version of the program keeps its own.
_MOST_BYTES = 256 * 1024**2
_NAME = "kept.db"
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, used TEXT, value BLOB) WITHOUT ROWID"
# Another build may be writing: to wait longer would cost more than is won.
_SECONDS = 2.0

T = TypeVar("T")


class Store:
    """What one command finds kept in a folder and adds to it, written at its end in one go."""

    def __init__(self, folder: Path, today: date) -> None:
        self._today = today
        self._new: dict[bytes, bytes] = {}
        self._asked: set[bytes] = set()
        self.folder, self._path = folder, folder / _NAME
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and folder.stat().st_uid != os.getuid():
            raise PermissionError(f"{folder} belongs to somebody else")
        if self._path.is_file() and self._path.stat().st_size > _MOST_BYTES:
            self._path.unlink()
        self._data = sqlite3.connect(self._path, _SECONDS, check_same_thread=False)
        self._data.execute(_TABLE)

    def get(self, key: bytes) -> Any:
        """Return a value, raise KeyError where it is not kept."""
        if key in self._new:
            return pickle.loads(self._new[key])
        row = self._data.execute("SELECT used, value FROM kept WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        if row[0] != self._today.isoformat():
            self._asked.add(key)
        return pickle.loads(row[1])

    def put(self, key: bytes, value: Any) -> None:
        """Keep a value as it is now, whatever it remembers later."""
        self._new[key] = pickle.dumps(value, 5)

    def save(self) -> None:
        """Write what is new, note what was asked for, and let go of what nobody has asked for in a month."""
        day = self._today.isoformat()
        oldest = (self._today - timedelta(_DAYS)).isoformat()
        rows = [(key, day, value) for key, value in self._new.items()]
        with self._data:
            self._data.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
            self._data.executemany(
                "UPDATE kept SET used = ? WHERE key = ?", [(day, key) for key in self._asked]
            )
            self._data.execute("DELETE FROM kept WHERE used < ?", (oldest,))
        self._new.clear()
        self._asked.clear()

    def close(self) -> None:
        self.save()
        self._data.close()


_open: list[Store] = []


def place() -> Path | None:
    """Return where the user's commands keep values: where QUNLI_CACHE says, nowhere where that is empty."""
    named = os.environ.get("QUNLI_CACHE")
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_cache_path

    return user_cache_path("qunli", appauthor=False)


@contextmanager
def opened(folder: Path | None, today: date) -> Iterator[None]:
    """Keep values in a folder meanwhile; in none where there is no folder, it cannot be used, or one is open already."""
    store = _store(folder, today)
    if store is None:
        yield
        return
    _open.append(store)
    try:
        yield
    finally:
        _open.clear()
        with _harmless(folder):
            store.close()


def _store(folder: Path | None, today: date) -> Store | None:
    if folder is not None and not _open:
        with _harmless(folder):
            return Store(folder, today)
    return None


@contextmanager
def _harmless(folder: Path | None) -> Iterator[None]:
    """Go on after whatever a disk or another command does to the store; what is damaged is of no use to anybody."""
    try:
        yield
    except sqlite3.OperationalError:
        pass
    except sqlite3.DatabaseError:
        with suppress(OSError):
            (folder / _NAME).unlink() if folder else None
    except OSError:
        pass


def value(name: str, made_from: tuple[str | None, ...], make: Callable[[], T]) -> T:
    """Return what `make` makes, or what it made before from the same texts by the same program.

    `name` says what it is. Nobody may change what is returned, and `make` may depend on nothing but these texts.
    """
    kept: T | None = find(name, made_from)
    if kept is None:
        kept = make()
        put(name, made_from, kept)
    return kept


def find(name: str, made_from: tuple[str | None, ...]) -> Any:
    """Return what was put under this name and these texts, None where nothing is kept of it."""
    if not _open:
        return None
    try:
        return _open[0].get(_key(name, made_from))
    except Exception:  # Damage can say anything.
        return None


def put(name: str, made_from: tuple[str | None, ...], made: Any) -> None:
    """Keep a value that is not None for the commands that come after this one."""
    if _open:
        _open[0].put(_key(name, made_from), made)


def save() -> None:
    """Write what is new at the end of one build of several, as a server makes them."""
    for store in _open:
        with _harmless(store.folder):
            store.save()


def digest(texts: Iterable[str]) -> str:
    """Return a short text in place of long ones that many values are made from."""
    return _key("", tuple(texts)).hex()


def _key(name: str, made_from: tuple[str | None, ...]) -> bytes:
    said = hashlib.sha256(_program())
    for each in (name, *made_from):
        words = b"-" if each is None else b"+" + each.encode("utf-8", "surrogatepass")
        said.update(b"%d:" % len(words))
        said.update(words)
    return said.digest()


@cache
def _program() -> bytes:
    """Name what makes the values: this program's code, the Python that runs it, and the libraries beside it."""
    said = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(__file__).parent.rglob("*.*")):
        if path.suffix == ".pyc":
            continue
        said.update(f"{path.name}\0".encode())
        said.update(path.read_bytes())
    for place in ("purelib", "platlib"):
        with suppress(OSError):
            said.update(str(Path(sysconfig.get_path(place)).stat().st_mtime_ns).encode())
    return said.digest()
