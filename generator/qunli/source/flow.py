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
    HASHES,
    ODD,
    QUOTED,
    QUOTES,
    as_flow,
    bare,
    blank_words,
    half,
    slip,
)

_BLANK = f"[{ODD} ]"
# Lists of names: a comma inside a name is hardly meant. Sentences may hold any.
_NAMES = ("groups", "channels")
_TOKEN = re.compile(
    r"""[\[\]{},]|(?P<comment>(?<![^\s\[\]{},])#.*)|[^\[\]{},#]*?:\s+(?=["'])|[^\[\]{},#]+|#"""
)
_OPENED = re.compile(r" *([\"'])")
_QUOTED = re.compile("|".join(rf" *{quote}{rest}" for quote, rest in QUOTED.items()))
_KEY = re.compile(rf"({_BLANK}*)([A-Za-z_][\w-]*)({_BLANK}*)([{COLONS}:])({_BLANK}*)", re.ASCII)
_NEXT_KEY = re.compile(rf"[{COMMAS}；;]{_BLANK}*(?=[A-Za-z_][\w-]*{_BLANK}*[{COLONS}:])", re.ASCII)
_COMMA = re.compile(rf"[{COMMAS}；;]{_BLANK}*")
_BARES = re.compile(rf"{BARE}(?:{_COMMA.pattern}{BARE})+")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_LOOKS_LIKE_KEY = re.compile(rf"({_BLANK}*)(?:- +)?[A-Za-z_][\w-]*\s*[{COLONS}:](?=\s|$|[^\x00-\x7f])")
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
            told = self.quoted(number, at, token[0]) if quoted else self.token((number, at), token[0])
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

    def quoted(self, number: int, at: int, token: str) -> Iterator[Problem]:
        """Tell a quote that a Chinese one was to close: it reaches as far as the next English one."""
        wrong = re.search(rf"[”’」](?={_BLANK}*[,{COMMAS}])", token)
        if wrong and token.count("“") < token.count("”"):
            quote = token.strip()[0]
            where = (number, at + wrong.start(), at + wrong.end())
            yield slip(
                self.file, where, f"这里是中文引号，开头的 {quote} 没有收尾", f"换成英文的 {quote}", quote
            )

    def token(self, at: At, token: str) -> Iterator[Problem]:
        if token in "[{":
            self.open.append(token)
        elif token in "]}":
            if self.open[-1:] and _CLOSED_BY[self.open[-1]] != token:
                right = _CLOSED_BY[self.open[-1]]
                yield self.tell(at, 0, 1, f"这里要用 {right} 收尾，不是 {token}", f"换成 {right}", right)
            self.open.pop()
        elif token != "," and self.open:
            yield from self.run(at, token)

    def tell(self, at: At, start: int, end: int, message: str, hint: str, repair: str | None) -> Problem:
        line, column = at
        return slip(self.file, (line, column + start, column + end), message, hint, repair)

    def at_end(self, number: int, text: str) -> list[Problem]:
        """Say of brackets that the line leaves open whether they are closed by a Chinese one, or not at all."""
        if not self.open or not _is_new_field(self.file, number, self.above):
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
        if self.open[-1] == "{":
            yield from self.fields(at, run)
        else:
            yield from self.items(at, run)

    def fields(self, at: At, run: str) -> Iterator[Problem]:
        begin = 0
        for comma in [*_NEXT_KEY.finditer(run), None]:
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
        if sign != ":":
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
        if signs and (_BARES.fullmatch(words) or _all_quoted(words)):
            repair = as_flow(words).strip("[]")
            hint = f"方括号里用英文逗号隔开：{repair[:40]}"
            message = f"这里是「{bare(signs[0][0])}」，不是英文逗号"
            where = (start, start + len(words))
            yield self.tell(at, *where, message, hint, repair)
            return
        if signs and self.depth == 1 and self.name.rstrip(" :") in _NAMES:
            yield from self.names(at, words, start)
            return
        yield from self.value(at, run, 0)

    def names(self, at: At, words: str, start: int) -> Iterator[Problem]:
        hidden = _IN_BRACKETS.sub(lambda found: "·" * len(found[0]), words)
        line, column = at
        for comma in _COMMA.finditer(hidden):
            where = (line, column + start + comma.start(), column + start + comma.end())
            message = f"这里是「{bare(comma[0])}」，不是英文逗号，前后会连成一个名字"
            hint = "是两个名字就换成英文逗号；名字里真有它，就给名字加上英文引号"
            yield slip(self.file, where, message, hint, ", ", "warning")

    def value(self, at: At, part: str, offset: int) -> Iterator[Problem]:
        line, column = at
        text = part.strip(" ")
        if text:
            start = column + offset + len(part) - len(part.lstrip(" "))
            yield from value_slips(self.file, (line, start), text, is_whole=True)


def _all_quoted(words: str) -> bool:
    return all(each[0] in QUOTES and each[-1] in CLOSING for each in _COMMA.split(words) if each)


def _is_new_field(file: File, number: int, above: int) -> bool:
    """Say whether the next line begins another field, or there is none."""
    for text in file.lines[number + 1 : number + 50]:
        if bare(text):
            found = _LOOKS_LIKE_KEY.match(text)
            return bool(found and len(found[1]) <= above)
    return True


def value_slips(file: File, at: At, text: str, is_whole: bool) -> Iterator[Problem]:
    """Yield the slips of a value without quotes: Chinese quotes around it, a comment behind a full-width sign.

    `is_whole` says that it ends on this line.
    """
    line, start = at
    comment = re.match(rf"({BARE}) *{_BLANK}([{HASHES}])", text)
    if comment:
        where = (line, start + comment.start(2), start + comment.end(2))
        yield slip(file, where, "这里是全角的＃", "说明用英文的 # 开头，# 前面空一格", "#")
        return
    words = text.partition(" #")[0].rstrip()
    whole = (line, start, start + len(words))
    if re.match(rf"｛{_BLANK}*[a-z_]+{_BLANK}*[{COLONS}:]", words):
        repair = as_flow(words)
        yield slip(file, whole, "这里是全角的括号", f"换成英文的：{repair[:60]}", repair)
    elif is_whole and len(words) > 1 and words[0] in QUOTES:
        yield from _quotes(file, whole, words)


def _quotes(file: File, whole: tuple[int, int, int], words: str) -> Iterator[Problem]:
    inside = words[1:-1]
    mixed = words[-1] in "\"'"
    if (
        not inside.strip()
        or not (mixed or words[-1] in CLOSING)
        or re.search(f'[{"".join(QUOTES)}"\\\\]', inside)
    ):
        return
    told = f"换成英文引号，或者不加：{inside[:20]}"
    if mixed:
        yield slip(file, whole, "引号一头是中文的，一头是英文的", told, f'"{inside}"')
    elif re.fullmatch(BARE, half(inside)):
        yield slip(file, whole, f"{half(inside)} 外面是中文引号", "去掉引号", half(inside))
    else:
        hint = f"{told}；引号真要发出去，就在外面再加一层英文引号"
        message = f"中文引号会当成内容，原样显示：{words[:20]}"
        yield slip(file, whole, message, hint, f'"{inside}"', "warning")


def unclosed_quote(file: File, number: int, start: int, above: int) -> Problem | None:
    """Return what is wrong with a quote that its line does not close, None where the next lines may."""
    text = file.lines[number]
    quote = text[start]
    if not _is_new_field(file, number, above):
        return None
    last = re.search(rf"[{CLOSING}][{ODD} ]*(?:#.*)?$", text)
    if last and last.start() > start:
        at = (number, last.start(), last.start() + 1)
        return slip(file, at, f"这里是中文引号，开头的 {quote} 没有收尾", f"换成英文的 {quote}", quote)
    return slip(file, (number, start, start + 1), "引号没有收尾", f"在这句话最后补上 {quote}", None)
