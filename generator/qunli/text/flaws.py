"""What is wrong with a copy: what was meant as a variable or a blank and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qunli.problem import MOST_TOLD, nearest
from qunli.text.marks import BLANK, PLACE, Blank, Place, blanks, places

MOST_BLANKS = 3
# A pair with something else between is one flaw, and what is left of a pair is one.
_STRAY = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}%\n]*%\}|｛｛[^｛｝\n]*｝｝|\{\{|\}\}|\{%|%\}|｛｛|｝｝")
_STRAY_PAIR = re.compile(r"\{\{(?!\s*[a-z][a-z0-9.-]*\s*\}\})[^{}\n]+\}\}|｛｛[^｛｝\n]+｝｝")
# What was meant as a variable and is none: one brace, another language's signs, braces of a Chinese keyboard.
_MEANT = re.compile(r"[$#%]?(?<![{｛])[{｛]++[ \t]*([^{}｛｝\s](?:[^{}｛｝\n]*[^{}｛｝\s])?)[ \t]*[}｝]+")
# One brace at a name, and a third one around a variable.
_OPEN_BRACE = re.compile(r"[{｛][ \t]*([A-Za-z][\w.-]*)", re.ASCII)
_CLOSING_BRACE = re.compile(r"([A-Za-z][\w.-]*)[ \t]*[}｝]", re.ASCII)
_THIRD_BRACE = re.compile(rf"(?<![{{｛])[{{｛](?={PLACE.pattern})|(?<=\}}\}})(?<!\}}\}}\}})[}}｝](?![}}｝])")
# One letter or two may be a face; three are a word.
_LIKE_A_NAME = re.compile(r"[A-Za-z]\w{2,}(?:[.-]\w+)*", re.ASCII)
# Signs of other programs around the name of a variable; what a variable is called may be words of the text's own.
_FOREIGN = re.compile(
    r"\$(?P<bare>[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)|%(?P<percent>[^%\s]{1,40})%|<(?P<angle>[^<>\s]{1,40})>"
    r"|[\[【［](?P<square>[A-Za-z][A-Za-z0-9-]{0,40})[\]】］]"
)
# Every variable, and whatever is meant as one, has one of these.
_SIGNS = re.compile(r"[{}｛｝$%<\[【［]")
_LONE = re.compile(r"[〔〕]")


@dataclass(frozen=True)
class Flaw:
    """What is wrong at characters start to end of a text, and a way out."""

    start: int
    end: int
    code: str
    message: str
    hint: str = ""


def flaws(
    text: str,
    variables: Mapping[str, object],
    fields: Mapping[str, tuple[str, ...]],
    rotate: str | None,
) -> list[Flaw]:
    """Return what is wrong with a text, no more than is told of a file.

    `variables` holds the known names and what each is called, `fields` the columns of those that are tables,
    `rotate` the table whose rows take turns.
    """
    every = blanks(text)
    found = [
        flaw
        for place in places(text)
        if (flaw := _place_flaw(place, variables, fields, rotate) or _nested(place, text, every))
    ]
    found += [
        Flaw(*match.span(), "Q012", f"这里多了一个 {match[0]}", "变量两边各两个花括号，写成 {{ store }} 这样")
        for match in _THIRD_BRACE.finditer(text)
    ]
    # Keep offsets while hiding what has been judged.
    rest = PLACE.sub(lambda match: " " * len(match[0]), text)
    found += _meant(rest, variables)
    for match in _STRAY.finditer(_hidden(rest, found)):
        wide = match[0][0] in "｛｝"
        hint = "变量要用英文的 {{ 和 }}" if wide else "变量写成 {{ store }} 这样，名字只用小写英文"
        pair = len(match[0]) > 2
        message = f"{match[0][:40]} 不是变量" if pair else f"这里的 {match[0]} 不成对"
        found.append(Flaw(*match.span(), "Q012", message, hint))
    found += _foreign(_hidden(rest, found), variables)
    return sorted([*found, *_blank_flaws(text)], key=lambda flaw: flaw.start)[: MOST_TOLD + 1]


def unfilled(text: str, variables: Mapping[str, object]) -> list[Flaw]:
    """Return the variables in a text in which nobody replaces any, and what was meant as one, as many as are told."""
    if not _SIGNS.search(text):
        return []
    found = [
        Flaw(*match.span(), "Q012", f"{match[0]} 在这里不会换成内容", "直接写要说的字")
        for match in (*PLACE.finditer(text), *_STRAY_PAIR.finditer(text))
    ]
    found += _meant(_hidden(text, found), variables)
    found += _foreign(_hidden(text, found), variables)
    return sorted(found, key=lambda flaw: flaw.start)[: MOST_TOLD + 1]


def _meant(text: str, variables: Mapping[str, object]) -> list[Flaw]:
    """Return what was meant as a variable by its looks: a name, or what a variable is called, between any braces."""
    called = _called(variables)
    found = []
    for match in _MEANT.finditer(text):
        inside = match[1]
        name = called.get(inside, inside.lower())
        is_pair = match[0][:2] in ("{{", "｛｛") and match[0][-2:] in ("}}", "｝｝")
        if is_pair or not (inside in called or _LIKE_A_NAME.fullmatch(inside)):
            continue
        wide = (
            "变量要用英文的 {{ 和 }}" if match[0][0] in "｛" or match[0][-1] in "｝" else "变量要写两层花括号"
        )
        known = name in variables or name.startswith("item.")
        near = f"写成 {{{{ {name} }}}}" if known else nearest(name, variables) or "写成 {{ store }} 这样"
        found.append(Flaw(*match.span(), "Q012", f"{match[0][:40]} 不是变量", f"{wide}，{near}"))
    return [*found, *_half_meant(_hidden(text, found), variables)]


def _half_meant(text: str, variables: Mapping[str, object]) -> Iterator[Flaw]:
    """Yield the name of a variable with a brace on one side alone."""
    for half in (_OPEN_BRACE, _CLOSING_BRACE):
        for match in half.finditer(text):
            name = match[1].lower()
            around = text[max(0, match.start() - 1) : match.end() + 1]
            if name in variables and not any(pair in around for pair in ("{{", "}}", "｛｛", "｝｝")):
                hint = f"变量两边各两个花括号，写成 {{{{ {name} }}}}"
                yield Flaw(*match.span(), "Q012", f"{match[0][:40]} 不是变量", hint)


def _called(variables: Mapping[str, object]) -> dict[str, str]:
    return {title: name for name, title in variables.items() if isinstance(title, str)}


def _foreign(text: str, variables: Mapping[str, object]) -> Iterator[Flaw]:
    """Yield a variable that is there between the signs of another program: $store, %店名%, [store]."""
    called = _called(variables)
    for match in _FOREIGN.finditer(text):
        inside = next(each for each in match.groups() if each)
        name = called.get(inside, inside.lower())
        if name in variables:
            hint = f"变量要写两层花括号，写成 {{{{ {name} }}}}"
            yield Flaw(*match.span(), "Q012", f"{match[0]} 不是变量", hint)


def _hidden(text: str, flaws: list[Flaw]) -> str:
    """Return the text with what has been judged as blanks, so that offsets stay."""
    parts, at = [], 0
    for flaw in sorted(flaws, key=lambda flaw: flaw.start):
        parts += [text[at : flaw.start], " " * (flaw.end - max(at, flaw.start))]
        at = max(at, flaw.end)
    return "".join([*parts, text[at:]])


def _blank_flaws(text: str) -> list[Flaw]:
    found = []
    every = blanks(text)
    for blank in every:
        if not blank.label and not blank.example:
            found.append(
                Flaw(blank.start, blank.end, "Q013", "空里没写要填什么", "写成 〔菜名〕 或 〔例：酸菜鱼〕")
            )
    if len(every) > MOST_BLANKS:
        extra = every[MOST_BLANKS]
        message = f"一条文案有 {len(every)} 个空，最多 {MOST_BLANKS} 个"
        found.append(Flaw(extra.start, extra.end, "Q013", message, "能写死的写死，或拆成两条"))
    rest = BLANK.sub(lambda match: " " * len(match[0]), text)
    for match in _LONE.finditer(rest):
        found.append(Flaw(*match.span(), "Q013", f"{match[0]} 不成对", "空要写在同一行的 〔 和 〕 之间"))
    return found


def _nested(place: Place, text: str, every: list[Blank]) -> Flaw | None:
    """Return the flaw of a variable in a blank: without a value it is a blank itself, and neither could be filled in."""
    if not any(blank.start < place.start < blank.end for blank in every):
        return None
    said = text[place.start : place.end]
    hint = f"没填的变量自己就是一个空：去掉外面的 〔〕，只写 {said}；要举例就直接写字"
    return Flaw(place.start, place.end, "Q013", f"空里不能有变量 {said}", hint)


def _place_flaw(
    place: Place,
    variables: Mapping[str, object],
    fields: Mapping[str, tuple[str, ...]],
    rotate: str | None,
) -> Flaw | None:
    def flaw(message: str, hint: str) -> Flaw:
        return Flaw(place.start, place.end, "Q012", message, hint)

    names = "、".join(variables)
    if place.field is None:
        if place.name not in variables:
            known = f"这个模板里有：{names}" if names else "先在 pack.yml 的 variables 里写它"
            return flaw(f"不认识的变量 {place.name}", nearest(place.name, variables) or known)
        if place.name in fields:
            return flaw(
                f"{place.name} 是一张表格，不能整张写进文案", "用 rotate 让各行轮着发，再写 {{ item.列名 }}"
            )
        return None
    if place.name != "item":
        return flaw(f"不认识的写法 {place.name}.{place.field}", "表格里的列写成 {{ item.列名 }}")
    if rotate is None:
        return flaw("用了 item，但没写轮着发哪张表", "加上 rotate: 表格名")
    if place.field not in fields.get(rotate, ()):
        columns = fields.get(rotate, ())
        hint = nearest(place.field, columns) or f"可以写：{'、'.join(columns)}"
        return flaw(f"{rotate} 里没有 {place.field} 这一列", hint)
    return None
