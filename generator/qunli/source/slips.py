"""Typing slips of a Chinese keyboard, looked for line by line before the YAML parser reads.

The parser stops at the next line, which is right. Here each line is read as what it stands among: below a text it is
text and never judged; elsewhere it is a field or an item, whose signs must be YAML's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from qunli.problem import MOST_TOLD, Problem
from qunli.source.files import MOST_DEPTH, File
from qunli.source.flow import Flow, unclosed_quote, value_slips
from qunli.source.lines import (
    BLOCK,
    CONFLICT,
    DASH,
    DOCUMENT,
    FIELD,
    KEY,
    LEAD,
    MOST_LINES,
    ODD_DASH,
    WIDE_BLOCK,
    Line,
    Text,
    dash_words,
    following,
)
from qunli.source.signs import (
    COLONS,
    HASHES,
    ODD,
    QUOTED,
    blank_words,
    slip,
    width,
)


@dataclass
class _Reader:
    file: File
    found: list[Problem] = field(default_factory=list)
    text: Text | None = None
    flow: Flow | None = None
    quote: str = ""
    # Columns of the open lists and mappings with their kind and first line; the column of a field that waits for its value.
    open: list[tuple[int, str, int]] = field(default_factory=list)
    waiting: int | None = -1
    conflict: bool = False
    tabs: bool = False

    def read(self) -> list[Problem]:
        for number, text in enumerate(self.file.lines):
            if not self.is_inside(number, text):
                self.structure(number, text)
            if len(self.found) > MOST_TOLD:
                break
        return self.found

    def tell(self, at: tuple[int, int, int], message: str, hint: str, repair: str | None) -> None:
        self.found.append(slip(self.file, at, message, hint, repair))

    # --- what is text ---

    def is_inside(self, number: int, text: str) -> bool:
        """Say whether a line continues a text, a quote or brackets, or says nothing."""
        if self.is_conflict(number, text):
            return True
        if self.quote:
            closed = re.match(QUOTED[self.quote], text)
            self.quote = "" if closed else self.quote
            return True
        if self.flow:
            self.found += self.flow.slips(number, text, 0)
            self.flow = self.flow if self.flow.depth else None
            return True
        return not LEAD.sub("", text, count=1) or self.is_text(number, text)

    def is_conflict(self, number: int, text: str) -> bool:
        found = CONFLICT.match(text)
        if not found:
            return False
        if not self.conflict:
            hint = "合并时两边都改了这里：留下要的那几行，删掉 <<<<<<<、=======、>>>>>>> 这几行"
            self.tell((number, 0, 7), "这里是合并没有做完的记号", hint, None)
        self.conflict = not text.startswith(">")
        return True

    def is_text(self, number: int, text: str) -> bool:
        if not self.text:
            return False
        spaces = len(text) - len(text.lstrip(" "))
        first = self.text.first
        if spaces > self.text.above and (first is None or spaces >= first):
            self.text.first = spaces if self.text.block and first is None else first
            self.is_item_further_in(number, text, spaces)
            return True
        lead = LEAD.match(text)[0]  # type: ignore[index]
        is_in = width(lead) > self.text.above or not FIELD.match(text, len(lead))
        if self.text.block and lead.strip(" ") and is_in:
            self.indentation(number, lead, max(width(lead), first or self.text.above + 2))
            return True
        self.text = None
        return False

    def is_item_further_in(self, number: int, text: str, spaces: int) -> None:
        """Tell an item that stands further in than the one before: YAML would make one text of both."""
        if (
            self.text
            and not self.text.block
            and text.startswith("- ", spaces)
            and self.has(self.text.above, "-")
        ):
            hint = "把 - 和上面一项的 - 左边对齐"
            self.tell((number, spaces, spaces + 1), "这一项没有和上面一项对齐", hint, None)

    # --- what is not ---

    def structure(self, number: int, text: str) -> None:
        lead = LEAD.match(text)[0]  # type: ignore[index]
        indent = len(lead)
        if lead.strip(" "):
            indent = self.aligned(lead)
            self.tabs = "\t" in lead
            self.indentation(number, lead, indent)
        line = Line(number, text, len(lead), indent)
        rest = text[line.start :]
        if rest.startswith("#") or DOCUMENT.match(text):
            return
        if self.is_askew(line, rest):
            return
        while self.open and self.open[-1][0] > indent:
            self.open.pop()
        if rest[0] in HASHES:
            if self.is_sure(line):
                at = (number, line.start, line.start + 1)
                self.tell(at, "这里是全角的＃", "说明用英文的 # 开头", "#")
            return
        self.item(line)

    def is_askew(self, line: Line, rest: str) -> bool:
        """Tell a first field that stands askew: the parser would stop at the one below it, which is right."""
        if self.waiting is not None or not self.open or not KEY.match(rest) or self.found:
            return False
        column, kind, number = self.open[-1]
        outer = self.open[-2][0] if len(self.open) > 1 else -2
        is_right = outer + 2 == line.indent != column and outer < column
        if (
            kind != ":"
            or number != line.number - 1
            or not is_right
            or self.file.lines[number].lstrip()[0] == "-"
        ):
            return False
        hint = f"和下一行左边对齐：前面空 {line.indent} 格，这里空了 {column} 格"
        self.tell((number, 0, max(1, column)), "这一行没有和同一层的字段对齐", hint, None)
        return True

    def indentation(self, number: int, lead: str, indent: int) -> None:
        message, hint = blank_words(lead)
        self.tell((number, 0, len(lead)), message, f"{hint}，缩进只能用普通空格", " " * indent)

    def aligned(self, lead: str) -> int:
        """Return the column that odd blanks are meant to reach: the nearest at which something stands."""
        indent = width(lead)
        if "\t" in lead and not self.tabs:
            # One line of tabs among others: how wide a tab was shown nobody knows.
            return self.open[-1][0] if self.waiting is None and self.open else max(0, (self.waiting or 0) + 2)
        if self.waiting is not None:
            return indent
        known = [column for column, _, _ in self.open]
        return min(known, key=lambda each: (abs(each - indent), each), default=indent)

    def is_sure(self, line: Line) -> bool:
        """Say whether a line is an item or a field and not the text of the field above it."""
        if self.waiting is None or line.indent <= self.waiting:
            return True
        after = following(self.file.lines, line.number)
        if after is None:
            return self.waiting < 0
        indent, rest = after
        if indent != line.indent:
            return indent > line.indent or self.waiting < 0
        return bool(FIELD.match(rest) or KEY.match(rest) or DASH.match(rest) or ODD_DASH.match(rest))

    def item(self, line: Line) -> None:
        """Read the dashes of a list, then what stands behind them."""
        in_list = False
        while len(self.open) <= 2 * MOST_DEPTH:
            rest = line.text[line.start :]
            right, wrong = DASH.match(rest), ODD_DASH.match(rest)
            if right is None and not (wrong and self.is_item(line, wrong, in_list)):
                break
            found = right or wrong
            length, at = found.end(), (line.number, line.start, line.start + found.end())  # type: ignore[union-attr]
            if right is None:
                self.tell(at, *dash_words(wrong), "- ")  # type: ignore[arg-type]
            elif (right[1] or "").strip(" "):
                message, hint = blank_words(right[1])
                self.tell(at, message, f"- 后面{hint}", "- " if len(rest) > length else "-")
            self.enter(line, "-")
            self.waiting, in_list = line.indent, True
            line = Line(line.number, line.text, line.start + length, line.indent + max(2, length))
            if line.start >= len(line.text) or line.text[line.start] == "#":
                return
        self.entry(line, in_list)

    def is_item(self, line: Line, wrong: re.Match[str], in_list: bool) -> bool:
        """Say whether a line that begins with an odd dash, or one without a blank, is meant as an item."""
        if in_list:
            return False
        rest = line.text[line.start :]
        if self.has(line.indent, "-"):
            return True
        after = following(self.file.lines, line.number)
        if after and after[0] == line.indent:
            return bool(DASH.match(after[1]) or ODD_DASH.match(after[1]))
        return not (wrong[3] and (FIELD.match(rest[1:]) or rest[1].isdigit())) and self.is_sure(line)

    def enter(self, line: Line, kind: str) -> None:
        """Note that a list or a mapping has an entry at this column."""
        indent = line.indent
        while self.open and self.open[-1][:2] == (indent, "-") and kind == ":":
            self.open.pop()
        if not self.has(indent, kind):
            self.open.append((indent, kind, line.number))

    def has(self, indent: int, kind: str) -> bool:
        return any(each[:2] == (indent, kind) for each in self.open)

    def entry(self, line: Line, in_list: bool) -> None:
        """Read a field, or a text that stands alone."""
        rest = line.text[line.start :]
        named = FIELD.match(rest)
        above = line.indent if self.waiting is None else self.waiting
        if named and self.is_field(line, named, in_list):
            self.enter(line, ":")
            self.field(line, named)
            return
        key = KEY.match(rest)
        if key:
            self.enter(line, ":")
            behind = len(rest[key.end() :]) - len(rest[key.end() :].lstrip(" "))
            self.value(line, line.start + key.end() + behind, line.indent, key[0])
        elif in_list or not self.is_lost(line):
            self.value(line, line.start, above, "")

    def is_field(self, line: Line, named: re.Match[str], in_list: bool) -> bool:
        _, before, sign, behind = named.groups()
        rest = line.text[line.start + named.end() :]
        odd = re.search(f"[{ODD}]", before + behind.rstrip("\t"))
        if sign == ":" and (behind or not rest):
            return bool(odd) or not rest or " " in behind or "\t" in behind
        if sign == ":" and rest.startswith("//"):
            return False
        if in_list:
            after = following(self.file.lines, line.number)
            return bool(after and after[0] == line.indent and FIELD.match(after[1]))
        if KEY.match(line.text[line.start :]) and sign != ":" and sign not in COLONS:
            return False
        return self.is_sure(line)

    def field(self, line: Line, named: re.Match[str]) -> None:
        word, before, sign, behind = named.groups()
        rest = line.text[line.start + named.end() :]
        name = word.strip("\"'“”‘’「」＂")
        odd = re.search(f"[{ODD}]", before + (behind if rest else behind.rstrip("\t")).replace("\t", ""))
        repair = ": " if rest else ":"
        at = (line.number, line.start + len(word), line.start + named.end())
        shown = f"{name}: …"
        if word[0] in "“”‘’「＂":
            whole = (line.number, line.start, line.start + len(word))
            self.tell(whole, "字段名用了中文引号", f"去掉引号：{shown}", name)
        if sign in COLONS:
            self.tell(at, "这里是中文冒号", f"换成英文冒号，后面空一格：{shown}", repair)
        elif sign != ":":
            self.tell(at, f"这里要用冒号，不是 {sign}", f"写成 {shown}，冒号是英文的，后面空一格", repair)
        elif odd:
            message, hint = blank_words(before.replace(" ", "") + behind.replace(" ", ""))
            self.tell(at, message, f"冒号{'后' if odd[0] in behind else '前'}面{hint}", repair)
        elif rest and not behind:
            self.tell(at, f"{name} 的冒号后面少了空格", f"冒号后面要空一格：{name}: {rest[:20]}", repair)
        self.value(line, line.start + named.end(), line.indent, name)

    def is_lost(self, line: Line) -> bool:
        """Tell a line among fields that is none: the parser would stop at the next one."""
        rest = line.text[line.start :]
        if not re.match(r"[^\W_]", rest) or not self.is_among_fields(line):
            return False
        words = rest.partition(" #")[0].rstrip()
        hint = "写成 字段: 内容，冒号是英文的，后面空一格；是上一行的内容，就往右缩进两格"
        self.tell((line.number, line.start, len(line.text)), f"「{words[:20]}」这一行少了冒号", hint, None)
        return True

    def is_among_fields(self, line: Line) -> bool:
        if self.waiting is None:
            return bool(self.open) and self.open[-1][:2] == (line.indent, ":")
        after = following(self.file.lines, line.number)
        return bool(after and after[0] == line.indent and KEY.match(after[1]))

    # --- values ---

    def value(self, line: Line, start: int, above: int, name: str) -> None:
        """Read what stands behind a field or a dash, and note what the next lines belong to."""
        text = re.sub(r"^(?:[&!]\S* +)+", lambda found: " " * len(found[0]), line.text[start:])
        start += len(text) - len(text.lstrip(" \t"))
        text = text.strip(" \t")
        self.waiting = None
        if not text or text.startswith("#"):
            self.waiting = above
            return
        block, wide = BLOCK.match(text), WIDE_BLOCK.match(text)
        if block or wide:
            self.block(line, start, above, block or wide)  # type: ignore[arg-type]
        elif text[0] in "\"'":
            self.quoted(line, start, above)
        elif text[0] in "[{":
            flow = Flow(self.file, line.number, start, above, name)
            self.found += flow.slips(line.number, line.text, start)
            self.flow = flow if flow.depth else None
        else:
            self.text = Text(above, block=False)
            after = following(self.file.lines, line.number)
            is_whole = after is None or after[0] <= above
            self.found += value_slips(self.file, (line.number, start), text, is_whole)

    def block(self, line: Line, start: int, above: int, header: re.Match[str]) -> None:
        at = (line.number, start, start + len(header[1] + header[2]))
        odd = header[2].strip(" \t")
        if header[1] in "｜＞":
            after = following(self.file.lines, line.number)
            if after is None or after[0] <= above:
                return
            sign = "|" if header[1] == "｜" else ">"
            self.tell(at, f"这里是全角的「{header[1]}」", f"换成英文的 {sign}", sign)
        elif odd:
            self.tell(at, *blank_words(odd), header[1])
        self.text = Text(above, block=True)

    def quoted(self, line: Line, start: int, above: int) -> None:
        quote = line.text[start]
        closed = re.compile(QUOTED[quote]).match(line.text, start + 1)
        if closed:
            self.behind_quote(line, closed.end())
            return
        wrong = unclosed_quote(self.file, line.number, start, above)
        if wrong:
            self.found.append(wrong)
        else:
            self.quote = quote

    def behind_quote(self, line: Line, end: int) -> None:
        rest = line.text[end:].strip()
        if rest and not rest.startswith("#"):
            hint = "整句放进引号里，里面要用引号时用中文的“”"
            self.tell((line.number, end, len(line.text)), "引号后面还有内容", hint, None)


def slips(file: File) -> list[Problem]:
    """Return the typing slips of a YAML text in order; `repair` of each is what to put in its place.

    Behind the line with which they are more than are told of a file it is not read, nor is a file of too many lines.
    """
    return [] if len(file.lines) > MOST_LINES else _Reader(file).read()


def mended(text: str, found: Iterable[Problem]) -> str:
    """Return a text with its slips repaired, everything else as it was, line ends too; no two may overlap."""
    pieces = re.split("(\r\n|\r|\n)", text)
    for each in sorted(found, key=lambda each: (each.line, each.column), reverse=True):
        if each.repair is not None:
            line, start = pieces[2 * each.line - 2], each.column - 1
            pieces[2 * each.line - 2] = line[:start] + each.repair + line[start + each.width :]
    return "".join(pieces)
