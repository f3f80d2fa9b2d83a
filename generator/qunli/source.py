"""A YAML or Markdown text that remembers where every value came from. The door to pyyaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import yaml

from qunli.problem import ContentError, Level, Problem

KeyPath = tuple[str | int, ...]

MOST_BYTES = 2_000_000
MOST_DEPTH = 40
MOST_VALUES = 20_000

_INTEGER = re.compile(r"0|-?[1-9]\d{0,17}")
_WORDS = {"true": True, "false": False, "null": None}
# C0 and C1 controls, the separators YAML 1.1 takes for line ends, lone surrogates and non-characters.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class File:
    """A text and the path people know it by, relative to the project."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def problem(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        hint: str = "",
        width: int = 1,
        level: Level = "error",
    ) -> Problem:
        """Return a problem at a 0-based line and column of this file."""
        snippet = self.lines[line] if line < len(self.lines) else ""
        return Problem(self.path, line + 1, column + 1, code, message, hint, level, snippet, width)


@dataclass(frozen=True)
class Mark:
    """Where one value stands: 0-based (line, column) of its key and of itself, and how it was written."""

    file: File
    key: tuple[int, int] | None
    value: tuple[int, int]
    style: str = ""
    key_width: int = 1
    width: int = 1

    def inside(self, text: str, offset: int) -> tuple[int, int]:
        """Return the 0-based (line, column) in the file of a character of this value's text."""
        line, column = self.value
        before = text[:offset]
        row = before.count("\n")
        into = len(before) - (before.rfind("\n") + 1)
        if self.style == "|":
            at = line + 1 + row
            body = self.file.lines[line + 1 : line + 2 + text.count("\n")]
            indents = [len(each) - len(each.lstrip(" ")) for each in body if each.strip()]
            return at, (min(indents) if indents else 0) + into
        if self.style in {"'", '"', ""} and row == 0:
            return line, column + into + (1 if self.style else 0)
        return line, column


@dataclass(frozen=True)
class Source:
    """Plain data (dict with str keys, list, str, int, bool, None) and a mark for every key path in it."""

    data: Any
    marks: Mapping[KeyPath, Mark]
    problems: tuple[Problem, ...] = field(default=())

    def mark(self, path: KeyPath) -> Mark:
        """Return the mark of the path, or of its closest ancestor."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks[path]

    def problem(
        self,
        path: KeyPath,
        code: str,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
        span: tuple[int, int] | None = None,
        level: Level = "error",
    ) -> Problem:
        """Return a problem at a value, at its key, or at a span (start, end) of characters of its text."""
        mark = self.mark(path)
        if span and path in self.marks:
            line, column = mark.inside(str(self.at(path)), span[0])
            width = max(1, span[1] - span[0])
        elif mark.key and (key or path not in self.marks or mark.style == "{"):
            (line, column), width = mark.key, mark.key_width
        else:
            (line, column), width = mark.value, mark.width
        return mark.file.problem(line, column, code, message, hint, width, level)

    def at(self, path: KeyPath) -> Any:
        """Return the value at a key path."""
        value = self.data
        for key in path:
            value = value[key]
        return value

    def child(self, *path: str | int) -> Source:
        """Return the part below a key path as a source of its own."""
        cut = len(path)
        marks = {at[cut:]: mark for at, mark in self.marks.items() if at[:cut] == path}
        return Source(self.at(path), marks)


@dataclass(eq=False)
class _Node:
    start: tuple[int, int]
    value: Any = None
    style: str = ""
    width: int = 1
    items: list[tuple[Any, Any]] = field(default_factory=list)
    size: int = 1
    depth: int = 1


def decode(path: str, raw: bytes) -> File:
    """Return the bytes as a text with LF line ends.

    Raises ContentError for more than 2 MB, for bytes that are not UTF-8 and for characters no one can see.
    """
    if len(raw) > MOST_BYTES:
        size = len(raw) / 1e6
        raise ContentError(
            [Problem(path, 0, 1, "Q009", f"文件有 {size:.0f} MB，太大了", "一个文件最多 2 MB，请拆开")]
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        hint = "用编辑器另存为 UTF-8 编码"
        raise ContentError([Problem(path, line, column, "Q008", "文件不是 UTF-8 编码", hint)]) from None
    file = File(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    found = _UNREADABLE.search(file.text)
    if found:
        line = file.text.count("\n", 0, found.start())
        column = found.start() - (file.text.rfind("\n", 0, found.start()) + 1)
        message = f"有一个看不见的控制字符 U+{ord(found.group()):04X}"
        raise ContentError([file.problem(line, column, "Q008", message, "删掉它，重新打这个字")])
    return file


def parse_yaml(file: File) -> Source:
    """Return a YAML text as a Source; faults that leave the rest readable are in its `problems`.

    Read from parser events and never composed, so that depth and size are bounded (YAML 1.2 core types, one
    document, no tags, no merge keys). Raises ContentError where the text is not YAML or breaks a bound.
    """
    reader = _Reader(file)
    root = reader.read()
    if root is None:
        raise ContentError([file.problem(0, 0, "Q002", "文件是空的", "照模板里的同名文件填上内容")])
    marks: dict[KeyPath, Mark] = {}
    data = _build(root, (), None, marks, file)
    return Source(data, marks, tuple(reader.problems))


def parse_markdown(file: File) -> tuple[Source, str]:
    """Return the front matter of a Markdown text as a Source (an empty one if there is none) and its body."""
    found = _FRONT_MATTER.match(file.text)
    if not found or not found.group(1).strip():
        body = file.text[found.end() :] if found else file.text
        return Source({}, {(): Mark(file, None, (0, 0), "{")}), body
    head = "\n" + found.group(1)
    source = parse_yaml(File(file.path, head))
    marks = {at: replace(mark, file=file) for at, mark in source.marks.items()}
    problems = tuple(replace(each, snippet=file.lines[each.line - 1]) for each in source.problems)
    return Source(source.data, marks, problems), file.text[found.end() :]


class _Reader:
    def __init__(self, file: File) -> None:
        self.file = file
        self.problems: list[Problem] = []
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
        except yaml.MarkedYAMLError as error:
            raise ContentError([*self.problems, _syntax(self.file, error)]) from None
        except yaml.YAMLError as error:
            message = f"YAML 读不下去（{error}）"
            raise ContentError([*self.problems, self.file.problem(0, 0, "Q005", message)]) from None
        if root is not None and root.value == "" and not root.style:
            return None
        return root

    def stop(self, event: Any, code: str, message: str, hint: str = "") -> ContentError:
        line, column = self.at(event)
        return ContentError([*self.problems, self.file.problem(line, column, code, message, hint)])

    def at(self, event: Any) -> tuple[int, int]:
        return event.start_mark.line, event.start_mark.column

    def count(self, event: Any, size: int, depth: int) -> None:
        self.values += size
        if depth > MOST_DEPTH:
            raise self.stop(event, "Q009", f"一层套一层，超过了 {MOST_DEPTH} 层", "把内容放平一些")
        if self.values > MOST_VALUES:
            raise self.stop(event, "Q009", f"一个文件里超过了 {MOST_VALUES} 个值", "把内容拆到几个文件里")

    def node(self, event: Any, events: Iterator[Any], depth: int) -> _Node:
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth)
        if (event.tag and event.tag != "!") or (event.tag == "!" and not isinstance(event, yaml.ScalarEvent)):
            raise self.stop(event, "Q005", f"不支持 YAML 标签 {event.tag}", "去掉以感叹号开头的标签")
        self.count(event, 1, depth)
        node = _Node(self.at(event))
        if event.anchor:
            self.anchors[event.anchor] = node
        self.open.add(id(node))
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event, node)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.sequence(node, events, depth)
        else:
            self.mapping(node, events, depth)
        self.open.discard(id(node))
        node.size += sum(each.size for _, each in node.items)
        node.depth += max((each.depth for _, each in node.items), default=0)
        return node

    def alias(self, event: Any, depth: int) -> _Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            raise self.stop(event, "Q005", f"没有名叫 &{event.anchor} 的锚点")
        if id(node) in self.open:
            raise self.stop(event, "Q005", f"*{event.anchor} 指到了自己里面")
        self.count(event, node.size, depth + node.depth - 1)
        return node

    def scalar(self, event: Any, node: _Node) -> None:
        node.style = event.style or ""
        node.value = event.value
        one_line = event.start_mark.line == event.end_mark.line
        node.width = max(1, event.end_mark.column - event.start_mark.column) if one_line else 1
        if not node.style or node.style == ":":
            node.style = ""
            if event.value in _WORDS:
                node.value = _WORDS[event.value]
            elif _INTEGER.fullmatch(event.value):
                node.value = int(event.value)
        elif _UNREADABLE.search(event.value):
            line, column = node.start
            self.problems.append(
                self.file.problem(line, column, "Q008", "引号里写出了一个控制字符", "删掉反斜杠开头的那一段")
            )

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
            if not isinstance(event, yaml.ScalarEvent):
                raise self.stop(event, "Q005", "字段名只能是一个词")
            key = _Node(self.at(event), event.value, width=max(1, len(event.value)))
            if event.value == "<<" and not event.style:
                raise self.stop(event, "Q005", "不支持用 << 合并", "要复用模板请用 extends")
            child = self.node(next(events), events, depth + 1)
            line, column = key.start
            if event.value in seen:
                first = seen[event.value][0] + 1
                message = f"字段 {event.value} 写了两次，第一次在第 {first} 行"
                self.problems.append(
                    self.file.problem(line, column, "Q006", message, "留下一个，删掉另一个", key.width)
                )
                continue
            seen[event.value] = key.start
            self.blank(child, event.value, key)
            node.items.append((key, child))

    def blank(self, child: _Node, name: str, key: _Node | None = None) -> None:
        if child.value == "" and not child.style:
            line, column = key.start if key else child.start
            width = key.width if key else 1
            message, hint = f"{name} 后面是空的", "填上内容；真要空着就写 null"
            self.problems.append(self.file.problem(line, column, "Q007", message, hint, width))
            child.value = None


def _build(node: _Node, path: KeyPath, key: _Node | None, marks: dict[KeyPath, Mark], file: File) -> Any:
    where = key.start if key else None
    marks[path] = Mark(file, where, node.start, node.style, key.width if key else 1, node.width)
    if node.style == "{":
        return {k.value: _build(v, (*path, k.value), k, marks, file) for k, v in node.items}
    if node.style == "[":
        return [_build(v, (*path, k), None, marks, file) for k, v in node.items]
    return node.value


_SYNTAX = (
    ("found character '\\t'", "这里用了制表符（Tab）", "缩进只能用空格"),
    ("found a tab character", "这里用了制表符（Tab）", "缩进只能用空格"),
    (
        "mapping values are not allowed",
        "这一行有两个冒号，或缩进不对",
        "内容里有英文冒号时，整句加上引号，或改用中文冒号",
    ),
    ("did not find expected key", "缩进没对齐，或上一行的引号没有成对", "和同一层的字段左边对齐"),
    ("could not find expected ':'", "字段名后面少了冒号", "写成 字段: 内容，冒号是英文的，后面空一格"),
    ("did not find expected '-' indicator", "列表的缩进没对齐", "每一项的 - 要上下对齐"),
    ("found unexpected end of stream", "引号或括号没有收尾", "补上收尾的引号或括号"),
    ("did not find expected ',' or ']'", "方括号没有收尾，或少了逗号", "补上 ] 或英文逗号"),
    (
        "did not find expected ',' or '}'",
        "花括号没有收尾，或少了逗号",
        "补上 } 或英文逗号；文案请用 | 另起一行写",
    ),
    ("found character that cannot start", "这一行以特殊符号开头", "整句加上引号，或用 | 另起一行写"),
    ("did not find expected node content", "这里少了内容", "补上内容或删掉这一行"),
    ("did not find expected alphabetic", "以 * 或 & 开头的内容要加引号", "整句加上引号，或用 | 另起一行写"),
    ("block sequence entries are not allowed", "列表不能写在这一行", "把 - 放到下一行"),
    ("found undefined alias", "用了没有定义的 * 引用", "以 * 开头的内容要加引号"),
    ("found duplicate anchor", "同一个锚点定义了两次", "换个名字"),
    ("did not find expected <document start>", "这里多出了一段内容", "检查缩进：顶层字段要顶格写"),
)


def _syntax(file: File, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (min(mark.line, len(file.lines) - 1), mark.column) if mark else (0, 0)
    said = str(error.problem or error.context or "")
    if file.lines[line][column : column + 1] == "\t":
        said = "found character '\\t'"
    for words, message, hint in _SYNTAX:
        if words in said:
            return file.problem(line, column, "Q005", message, hint)
    return file.problem(line, column, "Q005", f"YAML 在这里读不下去（{said}）", "对照模板里的同名文件")
