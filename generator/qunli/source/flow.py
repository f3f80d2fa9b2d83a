"""Typing slips inside brackets, quotes and values on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from qunli.problem import MOST_TOLD, Problem
from qunli.source.files import MOST_DEPTH, File
from qunli.source.signs import (
    BARE,
    BRACKETS,
    CLOSING,
    COLONS,
    COMMAS,
    ODD,
    QUOTED,
    QUOTES,
    as_flow,
    bare,
    blank_words,
    half,
    slip,
    width,
)
from qunli.source.values import NAMES, is_new_field, names, unclosed_quote, value_slips

_BLANK = f"[{ODD} ]"
_LEAD = re.compile(f"{_BLANK}*")
_TOKEN = re.compile(
    r"""[\[\]{},]|(?P<comment>(?<![^\s\[\]{},])#.*)|[^\[\]{},#]*?:\s+(?=["'])|[^\[\]{},#]+|#"""
)
_OPENED = re.compile(r" *([\"'])")
_QUOTED = re.compile("|".join(rf" *{quote}{rest}" for quote, rest in QUOTED.items()))
_KEY = re.compile(
    rf"({_BLANK}*)([A-Za-z_][\w-]*|[0-9０-９]{{1,3}})({_BLANK}*)([{COLONS}:]+)({_BLANK}*)", re.ASCII
)
_NEXT_KEY = re.compile(rf"[{COMMAS}；;]{_BLANK}*(?=[A-Za-z_][\w-]*{_BLANK}*[{COLONS}:])", re.ASCII)
# Texts by number: an hour in one is no number of the next.
_NEXT_NUMBER = re.compile(
    rf"[{COMMAS}；;]{_BLANK}*(?=[0-9０-９]{{1,3}}{_BLANK}*[{COLONS}:](?![0-9０-９]))", re.ASCII
)
# What may stand behind an entry that a quote ends.
_ENDS = re.compile(rf"{_BLANK}*(?:[],}}:{COMMAS}]|$)")
_COMMA = re.compile(rf"[{COMMAS}；;]{_BLANK}*")
_CLOSED_BY = {"[": "]", "{": "}"}

At = tuple[int, int]


@dataclass
class Flow:
    """Brackets that are open, over one line or several. `above` is the column of their field, `name` its words."""

    file: File
    line: int
    column: int
    above: int
    name: str
    open: list[str] = field(default_factory=list)
    fresh: bool = True
    quote: str = ""

    @property
    def depth(self) -> int:
        return len(self.open)

    def slips(self, number: int, text: str, start: int) -> list[Problem]:
        """Return the slips of a line from a column on; brackets that it closes are closed then."""
        found: list[Problem] = []
        at = self.behind_quote(text) if self.quote else start
        while at < len(text) and not self.quote:
            quoted = _QUOTED.match(text, at) if self.fresh else None
            token = quoted or _TOKEN.match(text, at)
            opened = _OPENED.match(text, at) if self.fresh and not quoted else None
            if opened:
                self.quote = opened[1]
                found += self.in_quote(number, text, opened.start(1))
                break
            if token is None or token.lastgroup:
                break
            told = self.quoted(number, token) if quoted else self.token((number, at), token[0])
            found += islice(told, MOST_TOLD + 1 - len(found))
            self.fresh = self.fresh and not quoted and not token[0].strip()
            self.fresh = self.fresh or token[0] in "[{," or token[0].rstrip().endswith(":")
            at = token.end()
            if self.depth > MOST_DEPTH:
                self.open.clear()
            if not self.open or len(found) > MOST_TOLD:
                return found
        return [*found, *([] if found else self.at_end(number, text))]

    def behind_quote(self, text: str) -> int:
        """Return where the text goes on behind a quote of an earlier line."""
        closed = re.match(QUOTED[self.quote], text)
        if closed is None:
            return len(text)
        self.quote, self.fresh = "", False
        return closed.end()

    def in_quote(self, number: int, text: str, start: int) -> Iterator[Problem]:
        wrong = unclosed_quote(self.file, number, start, self.above)
        if wrong:
            self.open.clear()
            yield wrong

    def quoted(self, number: int, found: re.Match[str]) -> Iterator[Problem]:
        """Tell a quote that a Chinese one was to close: it reaches to the next English one, behind which no entry ends."""
        token = found[0]
        wrong = re.search(rf"[”’」](?={_BLANK}*[,{COMMAS}])", token)
        ends = _ENDS.match(found.string, found.end())
        if wrong and not ends and token.count("“") < token.count("”"):
            quote = token.strip()[0]
            where = (number, found.start() + wrong.start(), found.start() + wrong.end())
            yield slip(
                self.file, where, f"这里是中文引号，开头的 {quote} 没有收尾", f"换成英文的 {quote}", quote
            )

    def token(self, at: At, token: str) -> Iterator[Problem]:
        if token in "[{":
            self.open.append(token)
        elif token in "]}":
            if self.open[-1:] and _CLOSED_BY[self.open[-1]] != token:
                yield self.other_bracket(at, token)
                while len(self.open) > 1 and _CLOSED_BY[self.open[-1]] != token:
                    self.open.pop()
            self.open.pop()
        elif token != "," and self.open:
            yield from self.run(at, token)

    def other_bracket(self, at: At, token: str) -> Problem:
        """Tell a bracket that is not the one that is open; only the last of a line is sure to be meant as that one."""
        right = _CLOSED_BY[self.open[-1]]
        if any(_CLOSED_BY[each] == token for each in self.open[:-1]):
            return self.tell(at, 0, 1, f"{token} 前面少了 {right}", f"该收尾的地方补上英文的 {right}", None)
        line, column = at
        is_last = self.depth == 1 and not bare(self.file.lines[line][column + 1 :].partition(" #")[0])
        message, hint = f"这里要用 {right} 收尾，不是 {token}", f"换成 {right}，或者前面少了另一半"
        return self.tell(at, 0, 1, message, hint, right if is_last else None)

    def tell(self, at: At, start: int, end: int, message: str, hint: str, repair: str | None) -> Problem:
        line, column = at
        return slip(self.file, (line, column + start, column + end), message, hint, repair)

    def at_end(self, number: int, text: str) -> list[Problem]:
        """Say of brackets that the line leaves open whether they are closed by a Chinese one, or not at all."""
        if not self.open or not is_new_field(self.file, number, self.above):
            return []
        shut = _CLOSED_BY[self.open[-1]]
        last = re.search(rf"([{''.join(BRACKETS)}）)])[{ODD} ]*(?:#.*)?$", text)
        depth, self.open = self.depth, []
        if last and depth == 1 and BRACKETS.get(last[1], shut) == shut:
            at = (number, last.start(1), last.end(1))
            return [
                slip(self.file, at, f"这里是「{last[1]}」，不是英文的 {shut}", f"换成英文的 {shut}", shut)
            ]
        called = "方括号" if shut == "]" else "花括号"
        at = (self.line, self.column, self.column + 1)
        return [slip(self.file, at, f"{called}没有收尾", f"补上英文的 {shut}", None)]

    # --- what stands between the signs ---

    def run(self, at: At, run: str) -> Iterator[Problem]:
        yield from self.lead(at, run)
        if self.open[-1] == "{":
            yield from self.fields(at, run)
        else:
            yield from self.items(at, run)

    def lead(self, at: At, run: str) -> Iterator[Problem]:
        """Tell odd blanks in front of a field or an item: they would be the beginning of its name."""
        blanks = _LEAD.match(run)[0]  # type: ignore[index]
        if blanks.strip(" \t"):
            message, hint = blank_words(blanks.replace(" ", "").replace("\t", ""))
            repair = " " * width(blanks) if at[1] == 0 else " "
            yield self.tell(at, 0, len(blanks), message, hint, repair)

    def fields(self, at: At, run: str) -> Iterator[Problem]:
        begin, first = 0, _KEY.match(run)
        next_key = _NEXT_NUMBER if first and first[2].isdigit() else _NEXT_KEY
        for comma in [*next_key.finditer(run), None]:
            end = comma.start() if comma else len(run)
            yield from self.one_field(at, run, begin, end)
            if comma:
                hint = "花括号里用英文逗号隔开，后面空一格"
                yield self.tell(
                    at, comma.start(), comma.end(), f"这里是「{bare(comma[0])}」，不是英文逗号", hint, ", "
                )
                begin = comma.end()

    def one_field(self, at: At, run: str, begin: int, end: int) -> Iterator[Problem]:
        part = run[begin:end]
        key = _KEY.match(part)
        if key is None:
            yield from self.value(at, part, begin) if not self.fresh or begin else ()
            return
        lead, name, before, sign, behind = key.groups()
        where = (begin + len(lead) + len(name), begin + key.end())
        value = part[key.end() :]
        odd = (before + behind).replace(" ", "").replace("\t", "")
        repair = ": "
        if len(sign) > 1:
            yield self.tell(at, *where, "这里冒号多了", f"只留一个英文冒号，后面空一格：{name}: …", repair)
        elif sign != ":":
            hint = f"换成英文冒号，后面空一格：{name}: …"
            yield self.tell(at, *where, "这里是中文冒号", hint, repair)
        elif odd:
            message, hint = blank_words(odd)
            yield self.tell(at, *where, message, hint, repair)
        elif value and not behind:
            hint = f"冒号后面要空一格：{name}: {value[:20]}"
            yield self.tell(at, *where, f"{name} 的冒号后面少了空格", hint, repair)
        yield from self.value(at, value, begin + key.end())

    def items(self, at: At, run: str) -> Iterator[Problem]:
        words = bare(run)
        start = run.index(words) if words else 0
        signs = [each for each in _COMMA.finditer(words) if each.start() and each.end() < len(words)]
        if signs and (_all_bare(words) or _all_quoted(words)):
            repair = as_flow(words if _all_quoted(words) else half(words)).strip("[]")
            hint = f"方括号里用英文逗号隔开：{repair[:40]}"
            message = f"这里是「{bare(signs[0][0])}」，不是英文逗号"
            where = (start, start + len(words))
            yield self.tell(at, *where, message, hint, repair)
            return
        if signs and self.depth == 1 and self.name.rstrip(" :") in NAMES:
            yield from names(self.file, (at[0], at[1] + start), words)
            return
        yield from self.value(at, run, 0)

    def value(self, at: At, part: str, offset: int) -> Iterator[Problem]:
        line, column = at
        text = part.strip(" ")
        if text:
            start = column + offset + len(part) - len(part.lstrip(" "))
            yield from value_slips(self.file, (line, start), text, is_whole=True)


def _all_bare(words: str) -> bool:
    """Say whether all are ids, hours, dates or numbers, once they are typed in half width."""
    return all(re.fullmatch(BARE, half(each)) for each in _COMMA.split(words))


def _all_quoted(words: str) -> bool:
    return all(each[0] in QUOTES and each[-1] in CLOSING for each in _COMMA.split(words) if each)
