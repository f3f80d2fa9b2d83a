"""The HTML of a page as nodes: what Python-Markdown, templates and authors write, not what a browser would repair."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_VOID = {"br", "hr", "img", "input", "link", "meta", "source", "col", "wbr", "area", "embed", "track"}
# What is there to be tapped, drawn or run.
_LEFT_OUT = {
    *(
        "audio",
        "button",
        "canvas",
        "datalist",
        "iframe",
        "math",
        "object",
        "option",
        "output",
        "script",
        "select",
    ),
    *("style", "svg", "template", "textarea", "title", "video"),
}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def nodes(self) -> list[Node]:
        return [each for each in self.children if isinstance(each, Node)]

    def below(self, tag: str) -> Iterator[Node]:
        """Yield the nodes of a kind in the order of the page, without those inside of one another."""
        for each in self.nodes:
            if each.tag == tag:
                yield each
            else:
                yield from each.below(tag)


def tree(content: str) -> Node:
    """Return the nodes of HTML as Python-Markdown and the authors of pages write it; what was never opened is passed over."""
    root = Node("")
    open_nodes, at = [root], 0
    for token in _TOKEN.finditer(content):
        if token.start() > at:
            open_nodes[-1].children.append(html.unescape(content[at : token.start()]))
        at = token.end()
        if token[2]:
            _step(open_nodes, token)
    open_nodes[-1].children.append(html.unescape(content[at:]))
    return root


def _step(open_nodes: list[Node], token: re.Match[str]) -> None:
    tag = token[2].lower()
    if not token[1]:
        node = Node(tag, _attributes(token[3]) if token[3] else {})
        open_nodes[-1].children.append(node)
        if tag not in _VOID:
            open_nodes.append(node)
        return
    depth = next((each for each in range(len(open_nodes) - 1, 0, -1) if open_nodes[each].tag == tag), 0)
    if depth:
        del open_nodes[depth:]


def _attributes(text: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(first or second or third)
        for name, first, second, third in _ATTRIBUTE.findall(text)
    }


def is_shown(node: Node) -> bool:
    given = node.attributes
    if node.tag in _LEFT_OUT or "hidden" in given or given.get("aria-hidden") == "true":
        return False
    return "headerlink" not in node.classes


def text_of(node: Node) -> str:
    """Return the words of a node as they are, line by line."""
    if node.tag == "br":
        return "\n"
    return "".join(each if isinstance(each, str) else text_of(each) for each in node.children)
