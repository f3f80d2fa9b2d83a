"""The words of .docx and .xlsx files: zips of XML, of which nothing but the words is read."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree import ElementTree

from qunli.proof.unreadable import UnreadableError

Found = TypeVar("Found")

MOST_XML = 30_000_000  # bytes of one part, unpacked
# A number this long may be somebody's telephone; prices and counts say nothing to judge.
_LONG_NUMBER = re.compile(r"[0-9]{7,}")
# What a file holds beside its words: deleted text, fields, looks, phonetic signs, the same once more for old programs.
_UNSAID = {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rPh", "Fallback"}
_BREAKS = {"br", "cr", "tab"}
_BROKEN = (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ElementTree.ParseError)


@dataclass(frozen=True)
class Cell:
    """The words of one cell, and what a person calls it, as 报价!B3."""

    text: str
    name: str


@dataclass
class Parts:
    """A zip whose parts are unpacked when they are asked for."""

    archive: zipfile.ZipFile
    names: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = set(self.archive.namelist())

    def tree(self, name: str) -> ElementTree.Element:
        if self.archive.getinfo(name).file_size > MOST_XML:
            raise UnreadableError("文件解开以后太大了", "只留下要查的字，另存一份")
        with self.archive.open(name) as part:
            content = part.read(MOST_XML + 1)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or len(content) > MOST_XML:
            raise UnreadableError("文件里有不该有的内容，没有打开", "在 Word、WPS 或 Excel 里另存一份再查")
        return ElementTree.fromstring(content)

    def targets(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Return what a part leads to, by id: (the last word of its type, the part's name)."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self.names:
            return {}
        found = {}
        for each in self.tree(listed):
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target)
        return found

    def main(self) -> str:
        """Return the name of the part that is the document."""
        kinds = self.targets("").values()
        return next((target for kind, target in kinds if kind == "officeDocument"), "")


def read_office(content: bytes) -> str | list[Cell]:
    """Return the words of a document, or the cells of a workbook that show; which of them it is its parts tell.

    A document has a line for each paragraph, and a cell of a table stands between blank lines. Of a workbook the cells with
    words or a long number count.
    """
    return _unfailing(lambda: _read(Parts(zipfile.ZipFile(io.BytesIO(content)))))


def _read(parts: Parts) -> str | list[Cell]:
    main = parts.main()
    tree = parts.tree(main) if main in parts.names else None
    if tree is not None and _name(tree) == "document":
        return re.sub(r"\n{3,}", "\n\n", "".join(_said(tree))).strip("\n")
    if tree is not None and _name(tree) == "workbook":
        return list(_cells(parts, main))
    raise UnreadableError("这不是 Word 文档，也不是 Excel 表格", "看看是不是选错了文件")


def _unfailing(read: Callable[[], Found]) -> Found:
    try:
        return read()
    except (*_BROKEN, LookupError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise _damaged() from None


def _damaged() -> UnreadableError:
    return UnreadableError("文件打不开，坏了或加了密码", "在 Word、WPS 或 Excel 里打开，另存一份再查")


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _said(element: ElementTree.Element) -> Iterator[str]:
    """Yield the words below an element in order, with the ends of lines."""
    name = _name(element)
    if name in _UNSAID:
        return
    if name == "t":
        yield element.text or ""
    elif name in _BREAKS:
        yield " " if name == "tab" else "\n"
    if name == "tc":
        yield "\n\n"
    for child in element:
        yield from _said(child)
    if name in {"p", "tc"}:
        yield "\n"


def _cells(parts: Parts, main: str) -> Iterator[Cell]:
    targets = parts.targets(main)
    shared = [target for kind, target in targets.values() if kind == "sharedStrings"]
    strings = ["".join(_said(each)) for part in shared[:1] for each in parts.tree(part)]
    sheets = [each for each in parts.tree(main).iter() if _name(each) == "sheet"]
    for sheet in sheets:
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        kind, part = targets.get(link, ("", ""))
        if kind != "worksheet" or sheet.get("state", "visible") != "visible":
            continue
        before = f"{sheet.get('name', '')}!" if len(sheets) > 1 else ""
        for cell in parts.tree(part).iter():
            text = _value(cell, strings) if _name(cell) == "c" else ""
            if text.strip():
                yield Cell(text, before + cell.get("r", ""))


def _value(cell: ElementTree.Element, strings: list[str]) -> str:
    """Return the words of a cell, nothing for a short number, a date or a truth."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_said(cell))
    value = next((each.text or "" for each in cell if _name(each) == "v"), "")
    if kind == "s":
        return strings[int(value)] if value else ""
    return value if kind == "str" or (kind == "n" and _LONG_NUMBER.fullmatch(value)) else ""
