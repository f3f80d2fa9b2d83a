"""What is written where: files whole or not at all, folders with a mark, and nobody else's files touched."""

from __future__ import annotations

from qunli.disk.folder import Folder, Published, opened
from qunli.disk.mark import Mark, admit, begin, files, finish, foreign
from qunli.disk.writing import shown, write_new, write_whole

__all__ = [
    "Folder",
    "Mark",
    "Published",
    "admit",
    "begin",
    "files",
    "finish",
    "foreign",
    "opened",
    "shown",
    "write_new",
    "write_whole",
]
