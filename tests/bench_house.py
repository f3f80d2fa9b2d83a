"""How dense the house is: its size, its functions, and how they branch, beside the first release."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[1] / "generator"
# Measured by this file on the commit before the rooms were taken apart.
BEFORE: dict[str, float] = {
    "files": 109,
    "lines": 13870,
    "longest module, lines": 349,
    "longest function, lines": 38,
    "functions": 832,
    "statements a function, mean": 6.48,
    "complexity, mean": 4.63,
    "complexity, highest": 36,
    "functions above complexity 10, %": 8.29,
    "ternaries in 1,000 lines": 33.45,
    "comprehensions in 1,000 lines": 38.64,
}

_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.match_case, ast.Assert)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def own(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a function that are not those of a function inside it."""
    for node in ast.iter_child_nodes(function):
        yield node
        if not isinstance(node, _SCOPES):
            yield from own(node)


def complexity(function: ast.FunctionDef) -> int:
    """Return McCabe's number, with a way more for each operand of and/or and each part of a comprehension."""
    ways = 1
    for node in own(function):
        if isinstance(node, ast.BoolOp):
            ways += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            ways += 1 + len(node.ifs)
        elif isinstance(node, _BRANCHES):
            ways += 1
    return ways


def statements(function: ast.FunctionDef) -> int:
    return sum(isinstance(node, ast.stmt) for node in own(function))


def figures(house: Path) -> dict[str, float]:
    """Return the figures of all modules below a folder, by what they count."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(house.rglob("*.py"))]
    nodes = [node for text in texts for node in ast.walk(ast.parse(text))]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    lines = sum(text.count("\n") for text in texts)
    ways = [complexity(each) for each in functions]
    sizes = [statements(each) for each in functions]
    spans = [(each.end_lineno or each.lineno) - each.lineno + 1 for each in functions]

    def per_thousand(kind: Callable[[ast.AST], bool]) -> float:
        return 1000 * sum(map(kind, nodes)) / lines

    return {
        "files": len(texts),
        "lines": lines,
        "longest module, lines": max(text.count("\n") for text in texts),
        "longest function, lines": max(spans),
        "functions": len(functions),
        "statements a function, mean": statistics.mean(sizes),
        "complexity, mean": statistics.mean(ways),
        "complexity, highest": max(ways),
        "functions above complexity 10, %": 100 * sum(each > 10 for each in ways) / len(ways),
        "ternaries in 1,000 lines": per_thousand(lambda node: isinstance(node, ast.IfExp)),
        "comprehensions in 1,000 lines": per_thousand(lambda node: isinstance(node, ast.comprehension)),
    }


def section() -> str:
    now = figures(HOUSE)
    width = max(map(len, now))
    return "\n".join(f"{name:<{width}}  {BEFORE[name]:>9,.1f} → {value:,.1f}" for name, value in now.items())


if __name__ == "__main__":
    print(section())
