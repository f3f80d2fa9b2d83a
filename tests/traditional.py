"""A built site in both editions, and the characters that only Simplified Chinese has."""

from __future__ import annotations

import shutil
from pathlib import Path

from qunli import hant
from qunli.plugin import editions


def simplified(text: str) -> set[str]:
    """Return the characters of a text that only Simplified Chinese has: OpenCC writes them otherwise, and Big5 lacks them."""
    return {
        char
        for char in text
        if "㐀" <= char <= "鿿" and hant.converted(char) != char and not _is_traditional(char)
    }


def _is_traditional(char: str) -> bool:
    try:
        return bool(char.encode("big5"))
    except UnicodeEncodeError:
        return False


def in_both(site: Path, folder: Path) -> None:
    """Give a built site its second edition, in another folder."""
    shutil.copytree(site, folder, dirs_exist_ok=True)
    pages = [
        path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if path.name != "404.html"
    ]
    for path in pages:
        text = (folder / path).read_text("utf-8")
        (folder / path).write_text(editions.Choices(hant=True).beside(text, path), "utf-8")
    editions.write(folder, "https://qunli.example/", pages)
