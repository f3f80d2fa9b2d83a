"""One thing that a pack says otherwise than another, as data and in the trade's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from qunli.model import ANSWERED
from qunli.shape import Shape, titles
from qunli.when import spans

Kind = Literal["added", "removed", "changed"]

# Fields of which a change says only that there is one.
_SUMMED_UP = frozenset(("offer", "positioning", "rules", "replaces", "record"))
_MOST_CHARACTERS = 24
_NUMBERED = re.compile(r"(.*第) (\d+) 条文案")
_LEFT_OUT = re.compile(r"([^「]*不发)(「.*」)")


@dataclass(frozen=True)
class Change:
    """One difference between two packs.

    `part` is dotted as in the files: sops.welfare.slots.menu; `field` what differs in it ("" for the part as a
    whole); `before` and `after` are in the trade's words, None where there is nothing; `words` says it all.
    """

    kind: Kind
    part: str
    field: str
    before: str | None
    after: str | None
    words: str

    def as_data(self) -> dict[str, str | None]:
        return asdict(self)


def came(part: str, words: str, title: str) -> Change:
    """Return that a part is new; `words` say what it is."""
    return Change("added", part, "", None, title, f"新增{words}：{title}")


def went(part: str, words: str, title: str) -> Change:
    """Return that a part is gone; `words` say what it was."""
    return Change("removed", part, "", title, None, f"不用的{words}：{title}")


def text_words(text_id: str, texts: Iterable[str]) -> str:
    """Return what one of these texts is called: by its place where that is its id, else by its id."""
    if text_id.endswith(ANSWERED):
        return f"{text_words(text_id.removesuffix(ANSWERED), texts)}的答案"
    if not text_id.isdecimal():
        return f"文案 {text_id}"
    order = [each for each in texts if not each.endswith(ANSWERED)]
    at_home = text_id not in order or order.index(text_id) + 1 == int(text_id)
    return f"第 {text_id} 条文案" if at_home else f"编号 {text_id} 的文案"


def kind_of(before: str | None, after: str | None) -> Kind:
    """Return what became of a value: it came, it went, or it is another."""
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def field_change(
    shape: type[Shape], part: str, name: str, field: str, values: tuple[str | None, str | None]
) -> Change:
    """Return a change of one field; long texts are cut in the words, not in before and after."""
    before, after = values
    title = titles(shape)[field]
    old, new = _short(before), _short(after)
    if field in _SUMMED_UP or old == new:
        said = f"{name}{title}改了"
    elif field == "when":
        said = f"{name}{old} → {new}"
    else:
        said = f"{name}{title}：{old} → {new}"
    return Change(kind_of(before, after), part, field, before, after, said)


def _short(text: str | None) -> str:
    if not text:
        return "没有"
    line = " ".join(text.split())
    return line if len(line) <= _MOST_CHARACTERS else line[: _MOST_CHARACTERS - 1] + "…"


# --- a line each ----------------------------------------------------------------------------------


def lines(changes: Iterable[Change]) -> list[str]:
    """Return the changes in words, a line each; slots left out and texts changed in one place share one."""
    found: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        several = _NUMBERED.fullmatch(change.words) or _LEFT_OUT.fullmatch(change.words)
        if several:
            found.setdefault((several[1], ""), []).append(several[2])
        else:
            found.setdefault((change.words, change.part), []).append("")
    return [_line(head, what) for (head, _), what in found.items()]


def _line(head: str, what: list[str]) -> str:
    if what[0].isdigit():
        return f"{head} {spans(map(int, what))} 条文案"
    return head + "".join(what)
