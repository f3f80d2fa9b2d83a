"""The pictures of an .xlsx and the cells they belong to: those that WPS puts into cells, and those that lie over cells."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from qunli.workbook.left_out import no_picture
from qunli.workbook.parts import links, sheet_names
from qunli.workbook.steps import Plan, Step
from qunli.workbook.tables import Cell, Picture

MOST_BYTES = 10_000_000  # of one picture

_IN_CELLS = "xl/cellimages.xml"
_ID = re.compile(r'DISPIMG\(\s*"([^"]+)"', re.IGNORECASE)
# What a file of each kind begins with, whatever its name says.
_KINDS = {b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"BM": "bmp"}


@dataclass(frozen=True)
class Pictures:
    """`content` is the whole file, `found` its parts that are no media."""

    content: bytes = field(repr=False)
    found: Mapping[str, bytes] = field(repr=False)

    def in_cell(self, formula: str) -> tuple[str, bytes] | None:
        """Return the name and the bytes of the picture that a cell of WPS shows, None where the file has none."""
        given = _ID.search(formula)
        return self._read(self._by_id.get(given[1], "")) if given else None

    def over_cells(self, sheet: str) -> Iterator[tuple[int, int, tuple[str, bytes] | None]]:
        """Yield (row, column, picture) of the cell in which each picture over a sheet begins."""
        drawings = (
            part
            for kind, part in links(self.found, self._sheets.get(sheet, "")).values()
            if kind == "drawing"
        )
        for drawing in drawings:
            linked = links(self.found, drawing)
            for anchor in _all(self._root(drawing), "twoCellAnchor", "oneCellAnchor"):
                start = next(_all(anchor, "from"), None)
                if start is not None:
                    row, column = (int(next(_all(start, name)).text or 0) + 1 for name in ("row", "col"))
                    yield from (
                        (row, column, self._read(linked[each][1])) for each in _embedded(anchor, linked)
                    )

    @cached_property
    def _sheets(self) -> Mapping[str, str]:
        return sheet_names(self.found)

    @cached_property
    def _by_id(self) -> Mapping[str, str]:
        linked = links(self.found, _IN_CELLS)
        found: dict[str, str] = {}
        for picture in _all(self._root(_IN_CELLS), "pic"):
            names = [each.get("name", "") for each in _all(picture, "cNvPr")]
            for embedded in _embedded(picture, linked):
                found |= dict.fromkeys(names, linked[embedded][1])
        return found

    def _root(self, part: str) -> Element:
        try:
            return ElementTree.fromstring(self.found.get(part) or b"<none/>")
        except ElementTree.ParseError:
            return Element("none")

    def _read(self, part: str) -> tuple[str, bytes] | None:
        """Return a picture with a name made of what it is, never of what the file calls it; None for anything else."""
        if part not in self.found:
            return None
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            if archive.getinfo(part).file_size > MOST_BYTES:
                return None
            content = archive.read(part)
        kind = next((kind for head, kind in _KINDS.items() if content.startswith(head)), None)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            kind = "webp"
        return (f"图-{hashlib.sha256(content).hexdigest()[:8]}.{kind}", content) if kind else None


def _all(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of these names below one, whatever their namespace."""
    return (each for each in element.iter() if each.tag.rpartition("}")[2] in names)


def _embedded(element: Element, links: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Yield the links by which pictures are drawn."""
    for blip in _all(element, "blip"):
        yield from (value for key, value in blip.items() if key.endswith("}embed") and value in links)


# --- in a plan --------------------------------------------------------------------------------------


def attached(plan: Plan, pictures: Sequence[Picture]) -> Plan:
    """Return a sheet in which each picture of a row is named where the row says what must be prepared.

    A picture in no row that is posted is told.
    """
    own = [each for each in pictures if each.place.sheet == plan.name]
    names: dict[int, list[Picture]] = {}
    alone = []
    for picture in own:
        rows = [place for place, step in enumerate(plan.steps) if _is_of(step, picture, plan.steps)]
        for place in rows:
            names.setdefault(place, []).append(picture)
        alone += [] if rows else [no_picture(picture.place)]
    if not own:
        return plan
    steps = tuple(_with(step, names.get(place, [])) for place, step in enumerate(plan.steps))
    keys = plan.keys | {"media"} if names else plan.keys
    return replace(plan, steps=steps, keys=keys, problems=(*plan.problems, *alone))


def _is_of(step: Step, picture: Picture, steps: Sequence[Step]) -> bool:
    """Say whether a picture belongs to a row; where a row has several posts side by side, to one of its own cells."""
    beside = [each for each in steps if each.place.row == picture.place.row]
    if step not in beside:
        return False
    is_one = len({each.place for each in beside}) == 1
    return is_one or picture.place in {cell.place for cell in step.cells.values()}


def _with(step: Step, pictures: Sequence[Picture]) -> Step:
    if not pictures:
        return step
    said = [line for line in step.text("media").split("\n") if line]
    lines = dict.fromkeys([*said, *(each.name for each in pictures)])
    return replace(step, cells={**step.cells, "media": Cell(pictures[0].place, "\n".join(lines))})
