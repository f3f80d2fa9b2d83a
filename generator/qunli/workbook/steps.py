"""The rows of a plan in a spreadsheet, wherever its heading stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from qunli.problem import ContentError, Problem
from qunli.workbook.clocks import UnclearError
from qunli.workbook.columns import BY_KEY, DAY_NAMES, TOLD, heading
from qunli.workbook.days import Reader
from qunli.workbook.originals import digest, read_mark
from qunli.workbook.tables import Book, Cell, Place, Table

MOST_HEADING_ROW = 20

# Headings that only the 28 days' download has together.
_DOWNLOAD = frozenset(("文案(已填)", "已发"))

_PUPPET_ROLE = re.compile("马甲|水军|托儿?$|^托|小号|气氛组|群演|内部号")
_PUPPET = re.compile(
    r"马甲号|马甲帐号|马甲账号|马甲(?=[^，。！？\n]{0,6}(?:接龙|提问|附和|互动|晒|刷|带|回复|捧场|暖场|领))"
    r"|(?:用|拿|换|切|上|安排|让|开)[^，。！？\n]{0,4}(?:马甲(?!线|背心|套装)|小号)"
    r"|小号(?=[^，。！？\n中大加]{0,6}(?:接龙|提问|附和|互动|晒|刷|带头|回复(?!「)|捧场|暖场|抢|扮|假装))"
    r"|水军(?!都督)|(?:当|做|找)托(?:儿(?!所|班))?(?![管运盘班付育福])"
    r"|(?:找|请|安排|雇|养)[^，。！？\n]{0,3}[个位名]托(?![管运盘班付育福])"
    r"|气氛组(?=[^，。！？\n]{0,6}(?:接龙|提问|附和|晒|刷|带|回复))"
    r"|(?:假装|假扮|扮演|冒充|装作|装成|扮成|伪装成)[^，。！？\n]{0,4}(?:顾客|客人|客户|买家|宝妈|家长|会员|用户|粉丝|学员|群友)"
    r"|(?:自己人|内部人|内部员工|店员|员工)[^，。！？\n]{0,4}(?:扮|装成|假装|带节奏|冒充)|自导自演"
)
_HONEST = re.compile(
    r"(?:[不没别勿无]|(?:不要|不许|不得|禁止|不能|严禁|拒绝|没有|杜绝|防)[^，。！？\n]{0,6})$"
)


@dataclass(frozen=True)
class Step:
    """One row: its cells by the key of their column ("" for the id), and the words about days above or beside it."""

    cells: Mapping[str, Cell]
    days: tuple[str, ...]
    about: str
    place: Place

    def text(self, key: str) -> str:
        cell = self.cells.get(key)
        return cell.text if cell else ""

    def at(self, key: str) -> Place:
        """Return the place of a column's cell, else of the row."""
        cell = self.cells.get(key)
        return self.place if cell is None else cell.place

    def original(self, key: str) -> str | None:
        """Return the digest of what a column said when the row was exported, None where that is not known."""
        return read_mark(self.text("="), TOLD).get(key)

    def is_edited(self, key: str) -> bool:
        """Say whether a column says something else than when the row was exported, as far as that is known."""
        return self.original(key) != digest(self.text(key))

    def is_changed(self) -> bool:
        """Say whether any column says something else than when the row was exported."""
        return any(self.is_edited(key) for key in TOLD)

    def poses_as_customer(self) -> str:
        """Return the words that make staff pose as customers, or nothing."""
        owner = self.text("owner")
        if _PUPPET_ROLE.search(owner):
            return owner
        for text in (self.text(key) for key in ("copy", "title", "notes", "way", "short")):
            for found in _PUPPET.finditer(text):
                if not _HONEST.search(text[: found.start()]):
                    return found[0]
        return ""


@dataclass(frozen=True)
class Plan:
    """One sheet that is a plan. `keys` are its columns; `has_ids` says that the program wrote it."""

    name: str
    keys: frozenset[str]
    has_ids: bool
    steps: tuple[Step, ...]
    ignored: tuple[str, ...]
    left_out: tuple[Place, ...]


def plans(book: Book, only: Collection[str], reader: Reader) -> list[Plan]:
    """Return the sheets that are plans; raise ContentError where there is none, or it is not clear which is meant.

    `only` names the sheets that are wanted; none for all.
    """
    unknown = [name for name in only if name not in {table.name for table in book.tables}]
    if unknown:
        known = "、".join(table.name for table in book.tables)
        raise _stop(book, "Q014", f"没有名叫 {unknown[0]} 的表", f"这个文件里有：{known}")
    tables = [table for table in book.tables if not only or table.name in only]
    headed = [(table, _heading_row(table)) for table in tables]
    for table, row in headed:
        if row is not None and {cell.text for cell in table.rows[row]} >= _DOWNLOAD:
            hint = "它只管填已发和数字；改计划先 qunli export 模板/计划 文件，再导入那一份"
            raise _stop(book, "Q003", "这是 28 天的排期表，不是发布计划", hint)
    found = [_plan(table, row, reader) for table, row in headed if row is not None and _is_plan(table, row)]
    if not found:
        raise _no_plan(book, headed)
    days = [plan for plan in found if _context(plan.name, reader)]
    if len(found) > 1 and not only and len(days) != len(found) and not all(plan.has_ids for plan in found):
        names = "、".join(plan.name for plan in found)
        hint = f"用 --sheet 说要哪一张，比如 --sheet {found[0].name}；几张都要就写几次"
        raise _stop(book, "Q003", f"有 {len(found)} 张表都像发布计划：{names}", hint)
    return found


def _stop(book: Book, code: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(book.file, 0, 1, code, message, hint)])


def _no_plan(book: Book, headed: list[tuple[Table, int | None]]) -> ContentError:
    for table, row in headed:
        if row is not None:
            keys = _keys(table, row)
            lacks = BY_KEY["when" if {"copy", "title"} & set(keys.values()) else "copy"].title
            place = table.rows[row][0].place
            message = f"这一行表头里没有「{lacks}」这一列"
            return ContentError(
                [place.problem("Q002", message, f"至少要有 {_needed('when', 'copy')} 两列，列名写在同一行")]
            )
    hint = f"第一行写列名：{_needed('when', 'copy', 'owner', 'notes')}"
    return _stop(book, "Q002", "没有找到表头", hint)


def _needed(*keys: str) -> str:
    return "、".join(BY_KEY[key].title for key in keys)


def _keys(table: Table, row: int) -> dict[int, str]:
    """Return the key of each column of a heading row that has one; the first of two alike counts."""
    keys: dict[int, str] = {}
    for number, cell in enumerate(table.rows[row]):
        key = heading(cell.text) if cell else None
        if key is not None and key not in keys.values():
            keys[number] = key
    return keys


def _heading_row(table: Table) -> int | None:
    rows = range(min(MOST_HEADING_ROW, len(table.rows)))
    best = max(rows, key=lambda row: (_is_plan(table, row), len(_keys(table, row)), -row), default=None)
    return best if best is not None and len(_keys(table, best)) > 1 else None


def _is_plan(table: Table, row: int) -> bool:
    keys = set(_keys(table, row).values())
    timed = "when" in keys or any(key.startswith("day:") for key in keys)
    return timed and bool(keys & {"copy", "title"})


def _plan(table: Table, row: int, reader: Reader) -> Plan:
    keys = _keys(table, row)
    named = {cell.text for cell in table.rows[row] if cell}
    ignored = tuple(cell.text for number, cell in enumerate(table.rows[row]) if cell and number not in keys)
    has_ids = "" in keys.values()
    steps, left_out = [], []
    titles = [[cell.text for cell in line if cell] for line in table.rows[:row]]
    sections = [_context(words[0], reader) for words in titles if len(words) == 1]
    above = next(filter(None, reversed(sections)), "") or _context(table.name, reader)
    last_days, last_when = "", None
    for line in table.rows[row + 1 :]:
        filled = [cell for cell in line if cell]
        if not filled or {cell.text for cell in filled} <= named:
            continue
        cells = {key: line[number] for number, key in keys.items()}
        if not has_ids and len(filled) == 1 and not (cells.get("copy") or cells.get("title")):
            section = _context(filled[0].text, reader)
            above, last_days, last_when = section or above, "", None
            left_out += [] if section else [filled[0].place]
            continue
        if not (cells.get("copy") or cells.get("title") or cells.get("")):
            left_out.append(filled[0].place)
            continue
        own_days = " ".join(_day_words(cells))
        last_days = own_days or last_days
        if not has_ids:
            # A merged cell that was saved as CSV is blank below its first row.
            last_when = cells["when"] if cells.get("when") else None if own_days else last_when
            cells |= {"when": last_when} if last_when else {}
        about = " ".join((table.name, above, *(cell.text for cell in filled)))
        days = tuple(each for each in (last_days, above) if each)
        steps.append(Step(cells, days, about, filled[0].place))
    found = frozenset(keys.values())
    return Plan(table.name, found, has_ids, tuple(steps), ignored, tuple(left_out))


def _day_words(cells: Mapping[str, Cell]) -> Iterator[str]:
    for key, cell in cells.items():
        if key.startswith("day:") and cell:
            pattern = DAY_NAMES[key[4:]]
            is_number = re.fullmatch(r"\d{1,3}|[一二三四五六日天]", cell.text) and pattern
            yield pattern.format(cell.text) if is_number else cell.text


def _context(words: str, reader: Reader) -> str:
    """Return the words of a section or a sheet's name if they say which days, else nothing."""
    if len(words) > 20:
        return ""
    try:
        moment = reader.moment(words)
    except UnclearError:
        return words if re.search(r"节前|节后", words) else ""
    return words if moment.day and not moment.at else ""
