"""Small faults put into the code one at a time: which of them do the tests not see?

`make mutants N=40 SEED=1 [IN="text.py schedule"]` takes N faults by chance from the rooms of mutants.yml, runs each
against that room's tests and prints what survived. The files themselves are never touched: a forked process imports
one module with its fault. Faults that change nothing anyone could see are listed in mutants.yml with the reason.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import Any

import yaml

TESTS = Path(__file__).parent
CODE = TESTS.parent / "generator"
HOUSE = CODE / "qunli"
MOST_SURVIVORS = 0.1
# A mutant may take this many times the CPU seconds of the unharmed tests, plus a few.
PATIENCE, GRACE = 4, 10
MOST_MEMORY = 4 << 30
# Imported once before forking; what is missing only makes the forks slower.
WARM = (
    *(
        "pytest",
        "pytest_regressions",
        "hypothesis.strategies",
        "jsonschema",
        "recurring_ical_events",
        "ical.event",
    ),
    *("pydantic", "yaml", "ruamel.yaml", "chinese_calendar", "borax.calendars.festivals2"),
    *("icalendar", "openpyxl", "jinja2", "segno", "click"),
)

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
NOT_MUTATED = (ast.Assert, ast.Import, ast.ImportFrom)


# --- faults -----------------------------------------------------------------------------------------


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
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield ast.Constant(node.value + 1)
            yield ast.Constant(node.value - 1)
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
        case ast.Call(args=[first, second, *rest]) if _may_be_swapped(first, second):
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


# --- trying one -------------------------------------------------------------------------------------


class Loader(SourceFileLoader):
    """Loads one module with its fault."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        super().__init__(name, str(path))
        self.tree = tree

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.tree, self.path, "exec")


class Finder(MetaPathFinder):
    """Finds the module of a mutant before anyone else does."""

    def __init__(self, mutant: Mutant) -> None:
        self.path, self.tree = HOUSE / mutant.path, mutant.tree()
        parts = self.path.relative_to(CODE).with_suffix("").parts
        self.name = ".".join(parts).removesuffix(".__init__")

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        below = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        loader = Loader(self.name, self.path, self.tree)
        return spec_from_file_location(fullname, self.path, loader=loader, submodule_search_locations=below)


@dataclass(frozen=True)
class Outcome:
    """How a run of tests ended: whether all passed, the CPU seconds it took, and what it printed."""

    passed: bool
    seconds: float
    said: str


Job = tuple[Sequence[str], Mutant | None, float | None]


def outcomes(jobs: Sequence[Job], at_once: int) -> Iterator[tuple[Job, Outcome]]:
    """Run test files in forks, each with its fault if one is given and its limit in CPU seconds, as they end."""
    waiting = list(jobs)[::-1]
    running: dict[int, tuple[Job, str]] = {}
    while waiting or running:
        while waiting and len(running) < at_once:
            job, folder = waiting.pop(), tempfile.mkdtemp(prefix="mutant-")
            child = os.fork()
            if child == 0:
                os._exit(_child(*job, folder))
            running[child] = job, folder
        child, status, used = os.wait3(0)
        job, folder = running.pop(child)
        said = Path(folder, "said").read_text("utf-8", "replace")
        shutil.rmtree(folder, ignore_errors=True)
        yield job, Outcome(status == 0, used.ru_utime + used.ru_stime, said)


def _child(files: Sequence[str], mutant: Mutant | None, limit: float | None, folder: str) -> int:
    import pytest

    out = os.open(f"{folder}/said", os.O_WRONLY | os.O_CREAT)
    os.dup2(out, 1)
    os.dup2(out, 2)
    if limit:
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit) + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    if mutant:
        sys.meta_path.insert(0, Finder(mutant))
    os.chdir(TESTS.parent)
    options = ["-x", "-q", "-m", "not slow", "-p", "no:cacheprovider", "--hypothesis-profile=mutants"]
    try:
        return int(pytest.main([*options, f"--basetemp={folder}/tmp", *(f"tests/{each}" for each in files)]))
    except BaseException as error:  # a fault may break pytest itself
        print(repr(error), flush=True)
        return 1


# --- all of them ------------------------------------------------------------------------------------


def chosen(rooms: Sequence[str], number: int, seed: int) -> list[Mutant]:
    """Return some faults of these rooms (folders or files of the generator), by chance but always the same."""
    files = [path for room in rooms for path in _files(room)]
    every = [mutant for path in files for mutant in mutants(path)]
    return sorted(
        random.Random(seed).sample(every, min(number, len(every))), key=lambda each: (each.path, each.number)
    )


def _files(room: str) -> list[Path]:
    path = HOUSE / room
    if not path.exists():
        return []
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _tests(path: str, rooms: dict[str, list[str]]) -> list[str]:
    found = next(files for room, files in rooms.items() if path == room or path.startswith(f"{room}/"))
    return [each for each in found if (TESTS / each).exists()]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "rooms", nargs="*", help="rooms or files below generator/qunli; all of mutants.yml if none"
    )
    parser.add_argument("-n", type=int, default=40, help="how many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-j", type=int, default=2, help="at a time")
    asked = parser.parse_args(arguments)
    known = yaml.safe_load((TESTS / "mutants.yml").read_text("utf-8"))
    known_harmless = {
        tuple(each[key] for key in ("in", "line", "was", "now")) for each in known["equivalent"]
    }
    for name in WARM:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    taken = chosen(asked.rooms or list(known["rooms"]), asked.n, asked.seed)
    groups = [tuple(_tests(each.path, known["rooms"])) for each in taken]
    limits = _limits(sorted(set(groups)), asked.j)
    begun, harmless, survivors = time.monotonic(), 0, 0
    jobs = [(files, each, limits[files]) for each, files in zip(taken, groups, strict=True)]
    for (_, mutant, _), outcome in outcomes(jobs, asked.j):
        if mutant and outcome.passed and mutant.key in known_harmless:
            harmless += 1
        elif outcome.passed:
            survivors += 1
            print(mutant, flush=True)
    share = survivors / max(1, len(taken))
    print(
        f"{len(taken)} tried in {time.monotonic() - begun:.0f} s, {harmless} change nothing, "
        f"{survivors} survived ({share:.0%}, at most {MOST_SURVIVORS:.0%})"
    )
    return int(share > MOST_SURVIVORS)


def _limits(groups: Sequence[tuple[str, ...]], at_once: int) -> dict[tuple[str, ...], float]:
    """Return how many CPU seconds each group of test files may take; stop where they fail unharmed."""
    limits = {}
    for (files, _, _), whole in outcomes([(files, None, None) for files in groups], at_once):
        if not whole.passed:
            print(whole.said)
            raise SystemExit(f"{' '.join(files)}: fails without any fault")
        print(f"{whole.seconds:5.1f} CPU s  {' '.join(files)}", flush=True)
        limits[tuple(files)] = whole.seconds * PATIENCE + GRACE
    return limits


if __name__ == "__main__":
    sys.exit(main())
