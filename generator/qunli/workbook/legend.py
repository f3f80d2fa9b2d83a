"""What a sheet says of its words for parts of the day: 时段说明：早=8:30，午=11:45，晚=20:30, in a line or as rows of two cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qunli.when import Hour, UnclearError, is_daytime, read_clocks
from qunli.workbook.codes import codes_of
from qunli.workbook.inline import hours_in, parted
from qunli.workbook.spelling import plain
from qunli.workbook.tables import Cell, Place, Table

_PART = r"早[上间晨]?|上午|中午?|午间?|午后|下午茶?|傍晚|晚[上间]?|夜间|睡前"
_ASKED = "是几点"
_SPAN = r"\s*[-~–—至到]+\s*\d"
_DEFINED = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<part>{_PART})(?:时?段|档|场|班|市|餐)?\s*(?:[=:→]|是|为|指|就是|(?:统一|固定|一般|都|[就均]|通常)?(?:推送|发送|发布|群发|发圈|[推发])?(?:的?时间)?[在于是为:]?)?\s*"
    rf"(?P<clock>\d{{1,2}}(?::\d{{2}}|点半?(?:\d{{1,2}}分?)?))(?!\d)(?P<span>{_SPAN})?"
)
_BLANK = re.compile(
    r"(?:[※*（(]?(?:备?注|说明|注意|提示)\s*[:：]\s*)?(?:凡|凡是)?(?:(?:没有?|未)(?:写|标|填|注)明?(?:具体)?(?:发布|发送|推送)?(?:时间|几点|钟点)|时间(?:那?一?[列格])?(?:空着?|空白|留空|没写|未写|不写))的?(?:行|条)?"
    r"[，,]?(?:就|则)?(?:一律|统一|都|均|默认|全部)?(?:是|为|按|在|于)?(?P<clock>[^，。；;\d]{0,3}\d{1,2}\s*[:：点]\s*(?:\d{2}|半)?)(?:群?发[布送]?|推送?)?[)）。.]?"
)
# Hours of something else than what is posted.
_OTHERS = re.compile("营业|[截收]单|截[至止]|到货|发货|取货|自提|上课|开门|打烊|配送|供应|更新|打印")
_WIDTH = str.maketrans("：＝，；（）", ":=,;()")


@dataclass(frozen=True)
class Legend:
    """The hour (HH:MM) of each part of the day by what is asked about it, "" where it is mentioned and not clear; what
    each code means, H of H=Hold; `blank` is the hour of rows without one, in the cell that says so; `places` are the cells that say nothing else."""

    hours: Mapping[str, str] = field(default_factory=dict)
    blank: Cell | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    places: frozenset[Place] = frozenset()


def legend_of(tables: Sequence[Table], every: Sequence[Table]) -> Legend:
    """Return what the lines of some tables say of parts of the day; where two lines differ, it is not clear.

    `every` are all tables of the file: what codes mean may stand on a cover.
    """
    hours: dict[str, str] = {}
    places: set[Place] = set()
    blank = next(filter(None, (_of_blanks(cells) for table in tables for cells in _lines(table))), None)
    places |= {*blank.places} if blank else set()
    for cells in (cells for table in tables for cells in _lines(table)):
        said = dict(_said(" ".join(cell.text for cell in cells)))
        for doubt, clock in said.items():
            hours[doubt] = clock if hours.get(doubt, clock) == clock else ""
        if said and all(said.values()):
            places |= {place for cell in cells for place in cell.places}
    codes, of_codes = codes_of(every)
    return Legend(hours, blank, codes, frozenset(places) | of_codes)


def _of_blanks(cells: list[Cell]) -> Cell | None:
    """Return the hour that a line gives to rows without one, 没写时间的都是上午10点发; None for another line."""
    words = cells[0].text.strip() if len(cells) == 1 else ""
    found = _BLANK.fullmatch(words)
    clocks = hours_in(found["clock"]) if found else []
    return replace(cells[0], raw=clocks[0], shown=None, lies_in=None) if len(clocks) == 1 else None


def _lines(table: Table) -> Iterator[list[Cell]]:
    """Yield the lines of one cell, and those of a part of the day beside nothing but its hour."""
    for row in table.rows:
        filled = list({cell.place: cell for cell in row if cell and not cell.is_beside}.values())
        is_pair = len(filled) == 2 and is_daytime(filled[0].text) and _is_clock(filled[1].text)
        is_named = len(filled) == 2 and re.match("时[段间]|说明|备注|注", filled[0].text)
        if len(filled) == 1 or is_pair or is_named:
            yield filled


def _is_clock(words: str) -> bool:
    return re.fullmatch(r"\d{1,2}(?:[:：]\d{2}){1,2}|\d{1,2}点半?", words) is not None


def _said(words: str) -> Iterator[tuple[str, str]]:
    """Yield what is asked about each part of the day that a line names with an hour, and that hour, "" if not clear."""
    plainly = words.translate(_WIDTH)
    found = list(_DEFINED.finditer(plainly))
    # One alone may be the hour of anything: 早8点到店有礼.
    is_legend = len(found) > 1 or re.search("时段|说明|[=→]", plainly) or len(plainly) <= len("下午茶 15:00")
    is_clear = is_legend and not _OTHERS.search(plainly)
    for each in found:
        yield from (
            (usual.doubt, _clock(each) if is_clear and not each["span"] else "")
            for usual in _usual(each["part"])
        )


def _usual(part: str) -> tuple[Hour, ...]:
    """Return the usual hour of a part of the day, with what is asked about it; none where it has none."""
    try:
        return tuple(each for each in read_clocks(part).hours if each.doubt.endswith(_ASKED))
    except UnclearError:
        return ()


def _clock(found: re.Match[str]) -> str:
    try:
        (hour,) = read_clocks(f"{found['part']}{found['clock']}").hours
    except (UnclearError, ValueError):
        return ""
    return hour.clock


def with_own_hour(cells: Mapping[str, Cell]) -> list[dict[str, Cell]]:
    """Return the cells of a row, once for each hour that begins its text where its time is blank or a part of the day."""
    when, key = cells.get("when"), "copy" if cells.get("copy") else "title"
    text = cells.get(key)
    if not text or (when and not is_vague(when.text)):
        return [dict(cells)]
    found = [(hour, each) for hour, each in parted(text) if hour]
    if not when and any(re.search(_SPAN, hour.text) for hour, _ in found):
        # 9:00-21:00 at the beginning of a text may be when a shop is open.
        return [dict(cells)]
    parts = [(_in_part(when, hour) if when else hour, each) for hour, each in found]
    return [{**cells, "when": hour, key: each} for hour, each in parts] or [dict(cells)]


def is_vague(words: str) -> bool:
    """Say whether words are parts of the day without any hour."""
    try:
        clocks = read_clocks(plain(words))
    except UnclearError:
        return False
    return bool(clocks.hours) and all(each.doubt.endswith(_ASKED) for each in clocks.hours)


def _in_part(when: Cell, hour: Cell) -> Cell:
    """Return an hour of a text with the part of the day of its row, unless it has one itself or counts to 24."""
    is_clear = re.match(rf"{_PART}|凌晨|清晨|1[3-9]|2[0-4]", hour.text)
    # 8:15 below PM is as clear as 8:15 PM.
    is_half = re.fullmatch(r"[ap]\.?m\.?", when.text, re.IGNORECASE)
    words = hour.text if is_clear else f"{hour.text} {when.text}" if is_half else f"{when.text} {hour.text}"
    return replace(hour.joined(words, [when]), lies_in=None)
