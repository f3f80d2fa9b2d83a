"""A page's HTML as plain Markdown, for programs that read: words, headings, lists, tables and texts to paste, nothing to tap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from qunli.plugin.nodes import Node, is_shown, text_of, tree

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure"),
    *("figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p"),
    *("pre", "section", "summary", "table", "ul"),
}  # fmt: skip
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SIGNS = re.compile(r"[\\`*\[\]<~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
# What begins a line and would be taken for a heading, a quote or a list.
_BEGINNING = re.compile(r"^(?=#{1,6}(?:\s|$)|>|[+-](?:\s|$)|[-=]+\s*$)|^(\d+)(?=[.)](?:\s|$))", re.MULTILINE)
_TICKS = re.compile(r"`+")

Leads = Callable[
    [str], str
]  # An address on the page, to where it leads from the copy; "" where it leads nowhere.


def markdown(content: str, leads: Leads) -> str:
    """Return the Markdown of a page's content, which ends with a line break."""
    return "\n\n".join(_blocks(tree(content), leads)) + "\n"


# --- blocks ---------------------------------------------------------------------------------------


def _blocks(node: Node, leads: Leads) -> list[str]:
    """Return what stands in a node, block by block."""
    found: list[str] = []
    run: list[Node | str] = []
    for each in [*node.children, Node("hr")]:
        if isinstance(each, str) or each.tag not in _BLOCKS:
            # Half of a page is the space between its blocks.
            if run or not isinstance(each, str) or not each.isspace():
                run.append(each)
            continue
        found += _paragraph(run, leads) if run else []
        run = []
        found += _block(each, leads) if is_shown(each) else []
    # The last one only ends the run before it.
    return found[:-1]


def _paragraph(run: Iterable[Node | str], leads: Leads) -> list[str]:
    words = _line(run, leads)
    if not words:
        return []
    return [_BEGINNING.sub(lambda begun: (begun[1] or "") + "\\", words)]


def _block(node: Node, leads: Leads) -> list[str]:
    special = _SPECIAL.get(node.tag)
    if special:
        return [each for each in special(node, leads) if each]
    if "tabbed-set" in node.classes:
        return _tabs(node, leads)
    if node.tag in {"summary", "dt"} or "admonition-title" in node.classes:
        words = _line(node.children, leads).strip("*")
        return [f"**{words}**"] if words else []
    return _blocks(node, leads)


def _heading(node: Node, leads: Leads) -> list[str]:
    words = _line(node.children, leads).replace("\n", " ")
    return ["#" * int(node.tag[1]) + " " + words] if words else []


def _list(node: Node, leads: Leads) -> list[str]:
    first = int(number) if (number := node.attributes.get("start", "1")).isdecimal() else 1
    items = []
    for place, item in enumerate(each for each in node.nodes if each.tag == "li" and is_shown(each)):
        sign = f"{first + place}. " if node.tag == "ol" else "- "
        parts = _blocks(item, leads)
        is_tight = all(not each.startswith(("```", "|")) for each in parts)
        words = ("\n" if is_tight else "\n\n").join(parts)
        items.append(sign + words.replace("\n", "\n" + " " * len(sign)))
    return [_bare("\n".join(items))]


def _bare(text: str) -> str:
    """Return a text without the indents of empty lines."""
    return re.sub(r"^ +$", "", text, flags=re.MULTILINE)


def _quote(node: Node, leads: Leads) -> list[str]:
    words = "\n\n".join(_blocks(node, leads))
    return ["\n".join(f"> {line}".rstrip() for line in words.split("\n"))] if words else []


def _pasted(node: Node, leads: Leads) -> list[str]:
    text = text_of(node).strip("\n")
    longest = max((len(each) for each in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text\n{text}\n{fence}"] if text else []


def _table(node: Node, leads: Leads) -> list[str]:
    leads = _once(leads)
    rows = [
        [_cell(each, leads) for each in row.nodes if each.tag in {"th", "td"}] for row in node.below("tr")
    ]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    width = max(map(len, rows))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return ["\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])]


def _once(leads: Leads) -> Leads:
    """Let a table lead to each place once: a timetable has the same link in forty cells."""
    seen: set[str] = set()

    def first(address: str) -> str:
        target = leads(address)
        if target in seen:
            return ""
        seen.add(target)
        return target

    return first


def _cell(node: Node, leads: Leads) -> str:
    if not is_shown(node):
        return ""
    words = " ".join(_blocks(node, leads)).replace("\\\n", " ")
    return _SPACE.sub(" ", words).replace("|", "\\|")


def _tabs(node: Node, leads: Leads) -> list[str]:
    """Return tabs one below another, each under what is written on it."""
    labels = [_line(each.children, leads) for each in node.below("label")]
    found: list[str] = []
    for number, block in enumerate(_with_class(node, "tabbed-block")):
        found += [f"**{label}**" for label in labels[number : number + 1] if label]
        found += _blocks(block, leads)
    return found


def _with_class(node: Node, name: str) -> Iterator[Node]:
    for each in node.nodes:
        if name in each.classes:
            yield each
        else:
            yield from _with_class(each, name)


# --- lines ----------------------------------------------------------------------------------------


def _line(children: Iterable[Node | str], leads: Leads) -> str:
    words = "".join(map(partial(_inline, leads=leads), children))
    lines = words.strip(" \n").replace("  \n", "\\\n").split("\n")
    return "\n".join(_SPACE.sub(" ", line).strip(" ") for line in lines)


def _inline(each: Node | str, leads: Leads) -> str:
    if isinstance(each, str):
        return _escaped(_SPACE.sub(" ", each))
    if not is_shown(each):
        return ""
    special = _IN_LINE.get(each.tag)
    if special:
        return special(each, leads)
    words = "".join(map(partial(_inline, leads=leads), each.children))
    mark = _MARKS.get(each.tag)
    if mark and words.strip():
        return _around(words, mark, mark)
    return f" {words} " if each.tag in _BLOCKS else words


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", words)


def _around(words: str, before: str, after: str) -> str:
    """Return words between two signs; blanks at their ends stay outside."""
    inner = words.strip()
    first = words.index(inner)
    return words[:first] + before + inner + after + words[first + len(inner) :]


def _link(node: Node, leads: Leads) -> str:
    words = "".join(map(partial(_inline, leads=leads), node.children))
    target = leads(node.attributes.get("href", ""))
    return _around(words, "[", f"]({target})") if target and words.strip() else words


def _picture(node: Node, leads: Leads) -> str:
    words, target = node.attributes.get("alt", ""), leads(node.attributes.get("src", ""))
    return f"![{_escaped(words)}]({target})" if target else words


def _code(node: Node, leads: Leads) -> str:
    text = _SPACE.sub(" ", text_of(node)).strip()
    longest = max((len(each) for each in _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}" if text else ""


def _box(node: Node, leads: Leads) -> str:
    if node.attributes.get("type") != "checkbox":
        return ""
    return "[x] " if "checked" in node.attributes else "[ ] "


_SPECIAL: dict[str, Callable[[Node, Leads], list[str]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    "blockquote": _quote,
    "pre": _pasted,
    "table": _table,
    "hr": lambda node, leads: ["---"],
}
_IN_LINE: dict[str, Callable[[Node, Leads], str]] = {
    "a": _link,
    "img": _picture,
    "code": _code,
    "kbd": _code,
    "input": _box,
    "br": lambda node, leads: "  \n",
}
