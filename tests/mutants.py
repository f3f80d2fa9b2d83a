"""Small faults put into the code one at a time: which of them do the tests not see?

`make mutants N=40 SEED=1 [IN="text schedule"]` takes N faults by chance from the rooms of mutants.yml, runs each
against that room's tests and prints what survived. The files themselves are never touched: a forked process imports
one module with its fault. Faults that change nothing anyone could see are listed in mutants.yml with the reason.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
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
from faults import HOUSE, Mutant, mutants

TESTS = Path(__file__).parent
CODE = TESTS.parent / "generator"
MOST_SURVIVORS = 0.1
# A mutant may take this many times the CPU seconds of the unharmed tests, plus a few.
PATIENCE, GRACE = 4, 10
MOST_MEMORY = 4 << 30
# Imported once before forking; what is missing only makes the forks slower.
WARM = """
    pytest pytest_regressions hypothesis.strategies jsonschema recurring_ical_events ical.event pydantic yaml
    ruamel.yaml chinese_calendar borax.calendars.festivals2 icalendar openpyxl jinja2 segno click
"""


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


class Quick:
    """Leaves out slow tests, but for files of nothing else: whoever names one of these means it."""

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items[:] = [each for each in items if not _is_dear(each)]


def _is_dear(item: Any) -> bool:
    whole = getattr(item.module, "pytestmark", [])
    marks = {mark.name for mark in item.iter_markers()}
    marks -= {mark.name for mark in (whole if isinstance(whole, list) else [whole])} & {"slow"}
    return bool(marks & {"slow", "nightly"})


def _child(files: Sequence[str], mutant: Mutant | None, limit: float | None, folder: str) -> int:
    import pytest

    # What the code made without the fault would be found there.
    os.environ["QUNLI_CACHE"] = ""

    out = os.open(f"{folder}/said", os.O_WRONLY | os.O_CREAT)
    os.dup2(out, 1)
    os.dup2(out, 2)
    if limit:
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit) + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    if mutant:
        sys.meta_path.insert(0, Finder(mutant))
    os.chdir(TESTS.parent)
    options = [
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "--hypothesis-profile=mutants",
    ]
    named = [f"--basetemp={folder}/tmp", *(f"tests/{each}" for each in files)]
    try:
        return int(pytest.main([*options, *named], plugins=[Quick()]))
    except BaseException as error:  # a fault may break pytest itself
        print(repr(error), flush=True)
        return 1


def chosen(rooms: Sequence[str], number: int, seed: int) -> list[Mutant]:
    """Return some faults of these rooms (folders or files of the generator), by chance but always the same."""
    files = dict.fromkeys(path for room in rooms for path in _files(room))
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
    for key in stale(known_harmless):
        print("mutants.yml lists what is no fault any more:", *key)
    for name in WARM.split():
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


def stale(keys: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the listed faults that cannot be put into the files as they are."""
    files = {HOUSE / path for path, *_ in keys}
    return keys - {mutant.key for path in files if path.exists() for mutant in mutants(path)}


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
