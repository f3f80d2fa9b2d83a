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
from qunli.source.flow import Flow
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
from qunli.source.signs import COLONS, HASHES, ODD, QUOTED, blank_words, slip, width
from qunli.source.standing import Standing
from qunli.source.strays import before_fields, stray
from qunli.source.values import NAMES, names, unclosed_quote, value_slips


@dataclass
class _Reader:
    file: File
    found: list[Problem] = field(default_factory=list)
    text: Text | None = None
    flow: Flow | None = None
    quote: str = ""
    standing: Standing = field(init=False)
    conflict: bool = False
    above: str = ""  # the field whose list or fields stand on the lines below it
    tabs: bool = False

    def __post_init__(self) -> None:
        self.standing = Standing(self.file.lines)

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
        return self.is_blank(number, text) or self.is_text(number, text)

    def is_blank(self, number: int, text: str) -> bool:
        """Say whether a line shows nothing; odd blanks on it would end the text around it, or be one."""
        if LEAD.sub("", text, count=1):
            return False
        inside = -1 if not self.text else max(self.text.first or 0, self.text.above + 1)
        if text.strip(" \t") and not (self.text and len(text) - len(text.lstrip(" ")) >= inside):
            message, hint = blank_words(text)
            self.tell((number, 0, len(text)), message, f"{hint}，或把这一行清空", "")
        return True

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
            if not self.text.block:
                self.is_further_in(Line(number, text, spaces, spaces))
            return True
        lead = LEAD.match(text)[0]  # type: ignore[index]
        is_in = width(lead) > self.text.above or not FIELD.match(text, len(lead))
        if self.text.block and lead.strip(" ") and is_in:
            self.indentation(number, lead, max(width(lead), first or self.text.above + 2))
            return True
        self.text = None
        return False

    def is_further_in(self, line: Line) -> None:
        """Tell an item or a field that stands further in than the one before: YAML would make one text of both."""
        if self.text and line.rest.startswith("- ") and self.standing.has(self.text.above, "-"):
            hint = "把 - 和上面一项的 - 左边对齐"
            at = (line.number, line.start, line.start + 1)
            self.tell(at, "这一项没有和上面一项对齐", hint, None)
        else:
            self.is_askew(line)

    # --- what is not ---

    def structure(self, number: int, text: str) -> None:
        lead = LEAD.match(text)[0]  # type: ignore[index]
        indent = len(lead)
        if lead.strip(" "):
            indent = self.standing.aligned(number, lead, is_tabbed=self.tabs)
            self.tabs = "\t" in lead
            self.indentation(number, lead, indent)
        line = Line(number, text, len(lead), indent)
        if line.rest.startswith("#") or DOCUMENT.match(text):
            return
        if self.is_askew(line):
            return
        self.standing.leave(indent)
        if line.rest[0] in HASHES:
            if self.standing.is_sure(line):
                at = (number, line.start, line.start + 1)
                self.tell(at, "这里是全角的＃", "说明用英文的 # 开头", "#")
            return
        self.item(line)

    def is_askew(self, line: Line) -> bool:
        """Tell a first field that stands askew: the parser would stop at the one below it, which is right."""
        first = self.standing.askew(line) if KEY.match(line.rest) and not self.found else None
        if first is None:
            return False
        hint = f"和下一行左边对齐：前面空 {line.indent} 格，这里空了 {first.column} 格"
        self.tell((first.line, 0, max(1, first.column)), "这一行没有和同一层的字段对齐", hint, None)
        return True

    def indentation(self, number: int, lead: str, indent: int) -> None:
        message, hint = blank_words(lead)
        self.tell((number, 0, len(lead)), message, f"{hint}，缩进只能用普通空格", " " * indent)

    def item(self, line: Line) -> None:
        """Read the dashes of a list, then what stands behind them."""
        in_list = False
        while len(self.standing.open) <= 2 * MOST_DEPTH:
            right, wrong = DASH.match(line.rest), ODD_DASH.match(line.rest)
            if right is None and not (wrong and not in_list and self.standing.is_item(line, wrong)):
                break
            if self.standing.is_item_before_field(line):
                hint = "两样不能混：去掉 -，写成 字段: 内容；真是列表，就每一项前面加 -"
                at = (line.number, line.start, line.start + 1)
                self.tell(at, "这一行是列表的一项，下一行却是字段", hint, None)
            found = right or wrong
            length, at = found.end(), (line.number, line.start, line.start + found.end())  # type: ignore[union-attr]
            if right is None:
                self.tell(at, *dash_words(wrong), "- ")  # type: ignore[arg-type]
            elif (right[1] or "").strip(" "):
                message, hint = blank_words(right[1])
                self.tell(at, message, f"- 后面{hint}", "- " if len(line.rest) > length else "-")
            self.standing.enter(line, "-")
            self.standing.waiting, in_list = line.indent, True
            line = Line(line.number, line.text, line.start + length, line.indent + max(2, length))
            if not line.rest or line.rest.startswith("#"):
                return
        self.entry(line, in_list)

    def entry(self, line: Line, in_list: bool) -> None:
        """Read a field, or a text that stands alone."""
        named = FIELD.match(line.rest)
        above = line.indent if self.standing.waiting is None else self.standing.waiting
        if named and self.standing.is_field(line, named, in_list=in_list):
            self.standing.enter(line, ":")
            self.field(line, named)
            return
        key = KEY.match(line.rest)
        if key:
            self.standing.enter(line, ":")
            self.above = key[0].rstrip(" :")
            value = line.rest[key.end() :]
            behind = len(value) - len(value.lstrip(" "))
            self.value(line, line.start + key.end() + behind, line.indent, key[0])
        elif in_list or not self.is_lost(line):
            self.value(line, line.start, above, "")

    def field(self, line: Line, named: re.Match[str]) -> None:
        word, before, sign, behind = named.groups()
        rest = line.rest[named.end() :]
        name = word.strip("\"'“”‘’「」＂")
        odd = re.search(f"[{ODD}]", before + (behind if rest else behind.rstrip("\t")).replace("\t", ""))
        repair = ": " if rest else ":"
        at = (line.number, line.start + len(word), line.start + named.end())
        shown = f"{name}: …"
        if word[0] in "“”‘’「＂":
            whole = (line.number, line.start, line.start + len(word))
            self.tell(whole, "字段名用了中文引号", f"去掉引号：{shown}", name)
        if len(sign) > 1:
            self.tell(at, "这里冒号多了", f"只留一个英文冒号，后面空一格：{shown}", repair)
        elif sign in COLONS:
            self.tell(at, "这里是中文冒号", f"换成英文冒号，后面空一格：{shown}", repair)
        elif sign != ":":
            self.tell(at, f"这里要用冒号，不是 {sign}", f"写成 {shown}，冒号是英文的，后面空一格", repair)
        elif odd:
            message, hint = blank_words(before.replace(" ", "") + behind.replace(" ", ""))
            self.tell(at, message, f"冒号{'后' if odd[0] in behind else '前'}面{hint}", repair)
        elif rest and not behind:
            self.tell(at, f"{name} 的冒号后面少了空格", f"冒号后面要空一格：{name}: {rest[:20]}", repair)
        self.above = name
        self.value(line, line.start + named.end(), line.indent, name)

    def is_lost(self, line: Line) -> bool:
        """Tell a line among fields or items that is none."""
        wrong = stray(line, self.standing)
        if wrong:
            self.tell((line.number, line.start, len(line.text)), *wrong, None)
        return bool(wrong)

    # --- values ---

    def value(self, line: Line, start: int, above: int, name: str) -> None:
        """Read what stands behind a field or a dash, and note what the next lines belong to."""
        is_marked = line.text.startswith(("&", "!"), start)
        text = re.sub(r"^(?:[&!]\S* +)+", lambda found: " " * len(found[0]), line.text[start:])
        start += len(text) - len(text.lstrip(" \t"))
        text = text.strip(" \t")
        self.standing.waiting = None
        if not text or text.startswith("#"):
            self.standing.waiting = above
            return
        if is_marked and KEY.match(text):
            return  # A field behind its name for references, - &x "a": 1, is read by the parser alone.
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
            wrong = before_fields(self.file.lines, line.number, above, text) if name else None
            if wrong:
                is_hash = text[0] in HASHES
                end = start + 1 if is_hash else len(line.text.rstrip())
                self.tell((line.number, start, end), *wrong, "#" if is_hash else None)
                self.text, self.standing.waiting = None, above
                return
            after = following(self.file.lines, line.number)
            is_whole = after is None or after[0] <= above
            at = (line.number, start)
            self.found += value_slips(self.file, at, text, is_whole)
            if not name and is_whole and self.above in NAMES:
                self.found += names(self.file, at, text.partition(" #")[0].rstrip(), is_item=True)

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
