"""The scripts of a page as one file: the parts stand apart in the theme, and a phone asks once for what a page loads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = "assets/js"

# A comment that has its lines to itself. One that begins with an exclamation mark is a licence and travels along.
_COMMENT = re.compile(r"^[ \t]*(?://(?!!).*|/\*(?!!)(?:(?!\*/)[\s\S])*\*/[ \t]*)\n|^[ \t]*\n", re.MULTILINE)
# A type or a word beside code, behind whole texts at most: a slash may begin an expression and a backtick a text of many lines.
_CODE = r"""^((?:[^"'`/\n]|"[^"\n]*"|'[^'\n]*')*"""
_BESIDE = re.compile(_CODE + r")/\*\* @type [^*\n]*\*/ |" + _CODE + r"[;,{(\[]) // .*$", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
# What may go over several lines without being one.
_BLOCK = re.compile(r"/\*(?:(?!\*/)[\s\S])*(?:\*/)?")


@dataclass
class Joiner:
    """Joins scripts of the theme, the first of whose folders (`theme.dirs`) that has one is meant; `files` are what was asked for.

    Each part is strict and ends its last statement, so that parts one after another do what they do apart.
    """

    theme: Any
    files: dict[str, str] = field(default_factory=dict)
    _asked: dict[tuple[str, ...], str] = field(default_factory=dict)

    def joined(self, names: Iterable[str]) -> str:
        """Return the address, in the site, of some scripts one after another; each is named below the scripts' folder."""
        asked = tuple(dict.fromkeys(names))
        if asked not in self._asked:
            self._asked[asked] = self._joined(asked)
        return self._asked[asked]

    def _joined(self, names: tuple[str, ...]) -> str:
        text = "\n".join(map(self._part, names))
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        address = f"{_FOLDER}/joined/{digest}.js"
        self.files[address] = text
        return address

    def write(self, folder: Path) -> None:
        """Write what was asked for into a built site, and the theme's scripts that go alone as bare as those."""
        for theme in map(Path, self.theme.dirs):
            for source in theme.joinpath(_FOLDER).rglob("*.js"):
                self._strip(source, folder / source.relative_to(theme))
        for address, text in self.files.items():
            target = folder / address
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")

    @staticmethod
    def _strip(source: Path, target: Path) -> None:
        # A project may have a file of its own in that place.
        if target.is_file() and target.read_bytes() == source.read_bytes():
            target.write_text(bare(source.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")

    def _part(self, name: str) -> str:
        places = [Path(each) / _FOLDER / f"{name}.js" for each in self.theme.dirs]
        path = next(each for each in places if each.is_file())
        return bare(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=512)  # several files have a part, and each build of a process all of them
def bare(script: str) -> str:
    """Return a script without most comments, which are a third of what is sent, and unindented.

    Beside code go types and what ends a line, where it is sure that they are comments. Where a text goes on over the end of a
    line, so that its lines may look like comments, the script stays as it is: whether one does is judged with a margin, since
    telling texts from divisions takes a parser.
    """
    without = _INDENT.sub("", _COMMENT.sub("", script))
    doubtful = any(line.count("`") % 2 or line.endswith("\\") for line in script.splitlines())
    return script if doubtful or "\n" in "".join(_BLOCK.findall(without)) else _alone(without)


def _alone(script: str) -> str:
    """Return a script without what stands beside its code; of several on a line the last is seen first."""
    without = _BESIDE.sub(lambda found: found[1] or found[2], script)
    return without if without == script else _alone(without)
