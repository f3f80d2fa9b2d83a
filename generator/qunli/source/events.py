"""From parser events to plain data with marks, never composed, so that depth and size are bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from qunli.problem import MOST_TOLD, ContentError, Problem, errors
from qunli.source.files import MOST_DEPTH, UNREADABLE, File
from qunli.source.marks import BLANK, KeyPath, Mark, Source
from qunli.source.slips import mended, slips
from qunli.source.syntax import syntax_problem, tag_problem

MOST_VALUES = 20_000

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None}


@dataclass(eq=False)
class _Node:
    start: tuple[int, int]
    value: Any = None
    style: str = ""
    width: int = 1
    height: int = 1
    items: list[tuple[Any, Any]] = field(default_factory=list)
    size: int = 1
    depth: int = 1


def parse_yaml(file: File) -> Source:
    """Return a YAML text as a Source; faults that leave the rest readable are in its `problems`.

    Read from parser events and never composed, so that depth and size are bounded (YAML 1.2 core types, one
    document, no tags, no merge keys). Typing slips are told where they stand, and the rest is read as if they were
    mended, so that nothing is told twice. Raises ContentError where the text is not YAML or breaks a bound.
    """
    found = slips(file)
    wrong = errors(found)
    if len(found) > MOST_TOLD or any(each.repair is None for each in wrong):
        raise ContentError(found)
    reader = _Reader(File(file.path, mended(file.text, wrong)) if wrong else file, found)
    try:
        root = reader.read()
    except ContentError:
        # How far a line is to be indented was a guess: what stops the parser then may be no fault of hers.
        if any(each.column == 1 for each in wrong):
            raise ContentError(found) from None
        raise
    file = reader.file
    if root is None:
        raise ContentError([file.problem(0, 0, "Q002", "文件是空的", "照模板里的同名文件填上内容")])
    marks: dict[KeyPath, Mark] = {}
    data = _build(root, (), None, marks, file)
    return Source(data, marks, tuple(reader.problems))


class _Reader:
    def __init__(self, file: File, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.anchors: dict[str, _Node] = {}
        self.open: set[int] = set()
        self.values = 0

    def read(self) -> _Node | None:
        events = yaml.parse(self.file.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        root: _Node | None = None
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                    raise self.stop(event, "Q005", "一个文件里有两份内容", "删掉多出来的 ---")
                if isinstance(event, yaml.NodeEvent):
                    root = self.node(event, events, 1)
        except yaml.YAMLError as error:
            raise ContentError([*self.problems, syntax_problem(self.file, error)]) from None
        if root is not None and root.value == "" and not root.style:
            return None
        return root

    def tell(self, problem: Problem) -> None:
        if len(self.problems) <= MOST_TOLD:
            self.problems.append(problem)

    def stop(self, event: Any, code: str, message: str, hint: str = "") -> ContentError:
        line, column = self.at(event)
        return ContentError([*self.problems, self.file.problem(line, column, code, message, hint)])

    def at(self, event: Any) -> tuple[int, int]:
        line, column = event.start_mark.line, event.start_mark.column
        # What is left out at the very end of a file is said to stand on the line after its last one.
        last = len(self.file.lines) - 1
        return (line, column) if line <= last else (last, len(self.file.lines[last]))

    def count(self, event: Any, size: int, depth: int) -> None:
        self.values += size
        if depth > MOST_DEPTH:
            raise self.stop(event, "Q009", f"一层套一层，超过了 {MOST_DEPTH} 层", "把内容放平一些")
        if self.values > MOST_VALUES:
            raise self.stop(event, "Q009", f"一个文件里超过了 {MOST_VALUES} 个值", "把内容拆到几个文件里")

    def node(self, event: Any, events: Iterator[Any], depth: int) -> _Node:
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth)
        self.refuse_tag(event)
        self.count(event, 1, depth)
        node = _Node(self.at(event))
        if event.anchor:
            self.anchors[event.anchor] = node
        self.open.add(id(node))
        self.fill(node, event, events, depth)
        self.open.discard(id(node))
        node.size += sum(each.size for _, each in node.items)
        node.depth += max((each.depth for _, each in node.items), default=0)
        return node

    def refuse_tag(self, event: Any) -> None:
        # A lone ! only says that a scalar is a text.
        is_lone = event.tag == "!" and isinstance(event, yaml.ScalarEvent)
        if event.tag and not is_lone:
            raise ContentError([*self.problems, tag_problem(self.file, *self.at(event))])

    def fill(self, node: _Node, event: Any, events: Iterator[Any], depth: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event, node)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.sequence(node, events, depth)
        else:
            self.mapping(node, events, depth)

    def alias(self, event: Any, depth: int) -> _Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            hint = "内容以 * 开头时，整句加上引号"
            raise self.stop(event, "Q005", f"没有名叫 &{event.anchor} 的锚点", hint)
        if id(node) in self.open:
            raise self.stop(event, "Q005", f"*{event.anchor} 指到了自己里面", "把内容直接写出来")
        self.count(event, node.size, depth + node.depth - 1)
        return node

    def scalar(self, event: Any, node: _Node) -> None:
        node.style = event.style or ""
        node.value = event.value
        one_line = event.start_mark.line == event.end_mark.line
        # A block ends where the next line begins.
        node.height = event.end_mark.line - event.start_mark.line + (event.end_mark.column > 0)
        node.width = max(1, event.end_mark.column - event.start_mark.column) if one_line else 1
        if not node.style or node.style == ":":
            node.style = ""
            if event.value in _WORDS:
                node.value = _WORDS[event.value]
            elif _INTEGER.fullmatch(event.value):
                node.value = int(event.value)
        elif UNREADABLE.search(event.value):
            message, hint = "引号里写出了一个控制字符", "删掉反斜杠开头的那一段"
            self.tell(self.file.problem(*node.start, "Q008", message, hint))

    def sequence(self, node: _Node, events: Iterator[Any], depth: int) -> None:
        node.style = "["
        node.value = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            child = self.node(event, events, depth + 1)
            self.blank(child, f"第 {len(node.items) + 1} 项")
            node.items.append((len(node.items), child))

    def mapping(self, node: _Node, events: Iterator[Any], depth: int) -> None:
        node.style = "{"
        node.value = {}
        seen: dict[str, tuple[int, int]] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self.key(event)
            child = self.node(next(events), events, depth + 1)
            if key.value in seen:
                message = f"字段 {key.value} 写了两次，第一次在第 {seen[key.value][0] + 1} 行"
                hint = "留下一个，删掉另一个"
                self.tell(self.file.problem(*key.start, "Q006", message, hint, key.width))
                continue
            seen[key.value] = key.start
            self.blank(child, key.value, key)
            node.items.append((key, child))

    def key(self, event: Any) -> _Node:
        if not isinstance(event, yaml.ScalarEvent) or event.tag:
            raise self.stop(event, "Q005", "字段名只能是一个词", "写成 字段: 内容")
        if not event.value:
            raise self.stop(event, "Q005", "冒号前面没有字段名", "写成 字段: 内容")
        if event.value == "<<" and not event.style:
            raise self.stop(event, "Q005", "不支持用 << 合并", "要复用模板请用 extends")
        if UNREADABLE.search(event.value):
            raise self.stop(event, "Q008", "字段名里写出了一个控制字符", "删掉反斜杠开头的那一段")
        return _Node(self.at(event), event.value, width=max(1, len(event.value)))

    def blank(self, child: _Node, name: str, key: _Node | None = None) -> None:
        if child.value == "" and not child.style:
            at, width = (key.start, key.width) if key else (child.start, 1)
            message = f"{name} 后面是空的" if key else f"{name}是空的"
            hint = "填上内容；真要空着就写 null" if key else "填上内容，或删掉这一项"
            self.tell(self.file.problem(*at, "Q007", message, hint, width))
            child.value, child.style = None, BLANK


def _build(node: _Node, path: KeyPath, key: _Node | None, marks: dict[KeyPath, Mark], file: File) -> Any:
    where = key.start if key else None
    marks[path] = Mark(file, where, node.start, node.style, key.width if key else 1, node.width, node.height)
    if node.style == "{":
        return {k.value: _build(v, (*path, k.value), k, marks, file) for k, v in node.items}
    if node.style == "[":
        return [_build(v, (*path, k), None, marks, file) for k, v in node.items]
    return node.value
