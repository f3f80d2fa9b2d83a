"""Content lines as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from icalendar import vText

MOST_OCTETS = 75


class Text(vText):
    r"""A TEXT value. icalendar takes a backslash before N for a line break; here it is what was written."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")
        return escaped.encode()


def fold(lines: Iterable[str]) -> bytes:
    r"""Return content lines as bytes, each ended by CRLF and folded to at most 75 octets.

    No character and no escape (\n, \, \; \\) is split: some clients unescape before they unfold. icalendar's own
    folding splits a doubled backslash.
    """
    return b"".join(piece for line in lines for piece in _pieces(line.encode()))


def _pieces(line: bytes) -> Iterator[bytes]:
    start, room, lead = 0, MOST_OCTETS, b""
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:
            end -= 1
        backslashes = end - start - len(line[start:end].rstrip(b"\\"))
        end -= backslashes % 2
        yield lead + line[start:end] + b"\r\n"
        start, room, lead = end, MOST_OCTETS - 1, b" "
    yield lead + line[start:] + b"\r\n"


def unfold(text: str) -> list[str]:
    """Return the content lines of a file, whichever line ends it has by now."""
    plain = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
    return plain.split("\n")
