"""What of a pasted text is judged by itself: all of it where it is an article, each cell where it is a column of posts."""

from __future__ import annotations

Span = tuple[int, int]

# So many lines one below another without a blank one, most of them this long, are a list of posts and no post of many lines.
_LINES, _LENGTH, _MOST = 8, 8, 0.8


def is_column(text: str) -> bool:
    """Say whether a text looks like cells of a sheet, or a post on each line."""
    lines = text.strip().split("\n")
    filled = [line for line in lines if line.strip()]
    if len(filled) > 1 and 2 * sum("\t" in line.strip() for line in filled) >= len(filled):
        return True
    whole = sum(len(line.strip()) >= _LENGTH for line in filled)
    return len(filled) == len(lines) >= _LINES and whole >= _MOST * len(filled)


def pieces(text: str, *, column: bool) -> list[Span]:
    """Return where the pieces stand that hold anything, in order.

    A cell ends at a tab or a line's end; one that begins with a quotation mark goes on over lines to the closing one, as
    spreadsheets copy it.
    """
    if not column:
        return [(0, len(text))] if text.strip() else []
    found: list[Span] = []
    at = 0
    while at < len(text):
        start, end, at = _cell(text, at)
        if text[start:end].strip():
            found.append((start, end))
    return found


def _cell(text: str, at: int) -> tuple[int, int, int]:
    """Return where the cell at a place begins and ends, and where the next one begins."""
    closing = _closing(text, at) if text[at] == '"' else None
    if closing is not None:
        return at + 1, closing, closing + 2
    ends = [end for end in (text.find("\t", at), text.find("\n", at)) if end >= 0]
    end = min(ends, default=len(text))
    return at, end, end + 1


def _closing(text: str, at: int) -> int | None:
    """Return the mark that closes a quoted cell: one before a tab, a line's end or the text's, not doubled."""
    end = text.find('"', at + 1)
    while end >= 0:
        after = text[end + 1 : end + 2]
        if after != '"':
            return end if after in ("", "\t", "\n", "\r") else None
        end = text.find('"', end + 2)
    return None
