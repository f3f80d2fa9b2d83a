"""Small faults that can be put into a module of the generator, one at a time: the syntax tree changed in one place."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).parents[1] / "generator/qunli"

PAIRS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    (ast.Lt, ast.LtE),
    (ast.Gt, ast.GtE),
    (ast.Eq, ast.NotEq),
    (ast.Is, ast.IsNot),
    (ast.In, ast.NotIn),
    (ast.Add, ast.Sub),
    (ast.Mult, ast.FloorDiv),
    (ast.And, ast.Or),
)
OPPOSITE = {each: other for pair in PAIRS for each, other in (pair, pair[::-1])} | {
    ast.Div: ast.Mult,
    ast.Mod: ast.Add,
}
# Functions that say the same of two things whichever comes first.
SYMMETRIC = {"max", "min", "same"}
NOT_MUTATED = (ast.Assert, ast.Import, ast.ImportFrom)


Way = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Mutant:
    """One fault: the way to a node of a module, and what stands there now (None: nothing)."""

    path: str
    module: ast.Module
    way: Way
    now: ast.AST | None
    lines: Sequence[str]

    @property
    def was(self) -> ast.AST:
        return node_at(self.module, self.way)

    @property
    def number(self) -> int:
        """The number of its line, from 1."""
        ways = (self.way[:length] for length in range(len(self.way), -1, -1))
        return next((node.lineno for node in map(self._at, ways) if hasattr(node, "lineno")), 1)

    def _at(self, way: Way) -> Any:
        return node_at(self.module, way)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What mutants.yml names a fault by: it stays where lines move."""
        return self.path, self.lines[self.number - 1].strip(), words(self.was), words(self.now)

    def __str__(self) -> str:
        path, line, was, now = self.key
        return f"{path}:{self.number}  {line}\n    {was}  ->  {now}"

    def tree(self) -> ast.Module:
        """Return the module with its fault; the nodes around it are copies."""
        new: Any = self.now or ast.Pass()
        for length in range(len(self.way) - 1, -1, -1):
            parent, (field, number) = node_at(self.module, self.way[:length]), self.way[length]
            value: Any = new
            if number is not None:
                value = [*getattr(parent, field)]
                value[number] = new
            new = but(parent, **{field: value})
        return ast.fix_missing_locations(new)


def node_at(root: ast.AST, way: Way) -> Any:
    node: Any = root
    for field, number in way:
        node = getattr(node, field) if number is None else getattr(node, field)[number]
    return node


def words(node: ast.AST | None) -> str:
    """Return the first line of a node as Python, a name of its kind where that cannot be written."""
    if node is None:
        return "nothing"
    if isinstance(node, ast.comprehension):
        return " and ".join(map(words, node.ifs)) or "no if"
    try:
        return ast.unparse(node).split("\n")[0]
    except ValueError:  # a backslash inside an f-string
        return type(node).__name__


def but(node: ast.AST, **fields: Any) -> Any:
    """Return a copy of a node with other fields."""
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def changes(node: ast.AST) -> Iterator[ast.AST | None]:
    """Yield what may stand in the place of a node; None where a statement is left out."""
    match node:
        case ast.Compare() | ast.BoolOp() | ast.BinOp() | ast.AugAssign():
            yield from _operators(node)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.IfExp():
            yield ast.IfExp(node.test, node.orelse, node.body)
        case ast.If() | ast.While():
            yield but(node, test=ast.Constant(False))
        case ast.comprehension(ifs=[_, *_]):
            yield but(node, ifs=[])
        case ast.Return(value=ast.expr()) if not _is_none(node.value):
            yield ast.Return(ast.Constant(None))
        case ast.Call(args=[first, second, *rest]) if _has_order(node) and _may_be_swapped(first, second):
            yield but(node, args=[second, first, *rest])
        case ast.Break() | ast.Continue():
            yield ast.Continue() if isinstance(node, ast.Break) else ast.Break()
    if isinstance(node, ast.Raise | ast.AugAssign | ast.Continue) or _is_deed(node):
        yield None


def _operators(node: ast.Compare | ast.BoolOp | ast.BinOp | ast.AugAssign) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Compare):
        if type(node.op) in OPPOSITE:
            yield but(node, op=OPPOSITE[type(node.op)]())
        return
    for number, op in enumerate(node.ops):
        other = {ast.LtE: ast.Lt, ast.GtE: ast.Gt}.get(type(op), OPPOSITE.get(type(op)))
        if other:
            yield but(node, ops=[*node.ops[:number], other(), *node.ops[number + 1 :]])


def _may_be_swapped(first: ast.expr, second: ast.expr) -> bool:
    """Say whether two arguments are of a kind: a name for a text would only crash."""
    starred = isinstance(first, ast.Starred) or isinstance(second, ast.Starred)
    return not starred and type(first) is type(second) and ast.dump(first) != ast.dump(second)


def _has_order(call: ast.Call) -> bool:
    return not (isinstance(call.func, ast.Name) and call.func.id in SYMMETRIC)


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_deed(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every fault that can be put into a file."""
    text = path.read_text(encoding="utf-8")
    module = ast.parse(text)
    name = path.relative_to(HOUSE).as_posix()
    for way in _ways(module, ()):
        for now in changes(node_at(module, way)):
            yield Mutant(name, module, way, now, text.split("\n"))


def _ways(node: ast.AST, so_far: Way) -> Iterator[Way]:
    """Yield the way from the root to every node that may be changed."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list"}:
            continue
        for number, each in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(each, ast.AST) and not isinstance(each, NOT_MUTATED):
                way = (*so_far, (field, number))
                yield way
                yield from _ways(each, way)
