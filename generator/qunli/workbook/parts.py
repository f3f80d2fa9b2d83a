"""The parts of a zipped spreadsheet: refused where unpacking them does harm, renamed where another standard names them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from html import unescape
from xml.etree import ElementTree

from qunli.problem import ContentError, Problem

MOST_XML = 12_000_000  # unpacked, all parts that are text; openpyxl takes about fifty times as much memory
MOST_PARTS = 1_000
SAVE_AS = "用 WPS 或 Excel 打开，另存为 .xlsx"

_UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OSError,
)
# ISO/IEC 29500 names the same things otherwise in its Strict form.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/", b"http://schemas.openxmlformats.org/spreadsheetml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
UNDERLINE = "\ue05f"
_ESCAPED = b"_x005F_"
_LISTED = re.compile(rb"""PartName=["']/([^"']+)""")
_BOOK = "xl/workbook.xml"


def refused(name: str, code: str, message: str, hint: str) -> ContentError:
    """Return the fault of a file as a whole."""
    return ContentError([Problem(name, 0, 1, code, message, hint)])


def parts(name: str, content: bytes) -> dict[str, bytes]:
    """Return the parts of a zip that are no media, by name; those have their names only.

    Raises ContentError for what is dangerous to unpack. The sizes a zip states are all that is ever read of its parts.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _inspected(name, archive)
    except ContentError:
        raise
    except _UNREADABLE:
        raise refused(name, "Q005", "表格打不开，文件坏了或加了密码", SAVE_AS) from None
    except Exception as error:
        raise refused(name, "Q005", f"表格打不开（{type(error).__name__}）", SAVE_AS) from None


def _inspected(name: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    texts = [part for part in entries if not _is_media(part.filename)]
    size = sum(part.file_size for part in texts)
    whole = sum(part.file_size for part in entries)
    if size > MOST_XML or whole > 20 * MOST_XML or len(entries) > MOST_PARTS:
        message = f"解开以后有 {max(size, whole) / 1e6:.0f} MB、{len(entries)} 个部分，太大了"
        raise refused(name, "Q009", message, "只留下发布计划那张表，另存一份新的")
    found = {part.filename: b"" if _is_media(part.filename) else archive.read(part) for part in entries}
    if any(map(_defines, found.values())):
        raise refused(name, "Q005", "表格里有不该有的 XML 定义", SAVE_AS)
    return found


def _is_media(part: str) -> bool:
    return part.startswith(("xl/media/", "Pictures/", "Thumbnails/"))


def _defines(content: bytes) -> bool:
    plain = content.replace(b"\x00", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def as_openpyxl_reads(content: bytes, found: dict[str, bytes]) -> bytes:
    """Return an .xlsx in its Strict form in the form that every program writes, and with its underlines kept apart.

    Most files are returned as they are. UNDERLINE stands for an underline that was written as _x005F_, because openpyxl
    takes that out of some texts and not of others.
    """
    is_strict = _STRICT[1][0] in found.get(workbook_part(found), b"")
    if not is_strict and not any(_ESCAPED in part for part in found.values()):
        return content
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, _renamed(old.read(entry)))
    return out.getvalue()


def _renamed(content: bytes) -> bytes:
    for strict, usual in (*_STRICT, (_ESCAPED, UNDERLINE.encode())):
        content = content.replace(strict, usual)
    return content


def with_usual_names(content: bytes, found: dict[str, bytes]) -> tuple[bytes, dict[str, bytes]]:
    """Return an .xlsx and its parts with the names that its list of parts has.

    Names of parts differ by more than case and begin without a slash (ISO/IEC 29500-2, 6.2.2.3), which not every
    program keeps to.
    """
    plain = {name: name.replace("\\", "/").lstrip("/") for name in found}
    types = next((found[name] for name, usual in plain.items() if usual == "[Content_Types].xml"), b"")
    listed = {each.lower(): each for each in map(_text, _LISTED.findall(types))}
    usual = {name: listed.get(each.lower(), each) for name, each in plain.items()}
    if all(name == each for name, each in usual.items()):
        return content, found
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(usual[entry.filename], old.read(entry))
    return out.getvalue(), {usual[name]: part for name, part in found.items()}


def _text(name: bytes) -> str:
    return unescape(name.decode("utf-8", errors="replace"))


def relations_of(part: str) -> str:
    """Return the name of the part that holds the links of a part; "" stands for the file as a whole."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def links(found: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the part of each link of a part, by its id."""
    try:
        root = ElementTree.fromstring(found.get(relations_of(part)) or b"<none/>")
    except ElementTree.ParseError:
        return {}
    base = posixpath.join("/", posixpath.dirname(part))
    return {
        each.get("Id", ""): (
            each.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join(base, each.get("Target", ""))).lstrip("/"),
        )
        for each in root
    }


def linked_parts(found: Mapping[str, bytes], part: str, kind: str) -> list[str]:
    """Return the parts to which a part has links of a kind."""
    return [target for known, target in links(found, part).values() if known == kind]


def workbook_part(found: Mapping[str, bytes]) -> str:
    """Return the name of the part that lists the sheets of an .xlsx, which some programs call otherwise."""
    return next((each for each in linked_parts(found, "", "officeDocument") if each in found), _BOOK)


def sheet_names(found: Mapping[str, bytes]) -> dict[str, str]:
    """Return the name of the part of each sheet of an .xlsx, by what the sheet is called."""
    book = workbook_part(found)
    targets = {name: part for name, (kind, part) in links(found, book).items() if kind == "worksheet"}
    try:
        sheets = [
            each
            for each in ElementTree.fromstring(found.get(book) or b"<none/>").iter()
            if each.tag.endswith("}sheet")
        ]
    except ElementTree.ParseError:
        return {}
    named = {}
    for sheet in sheets:
        link = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        named[sheet.get("name", "")] = targets.get(link, "")
    return {name: part for name, part in named.items() if part in found}
