"""What was read, together with what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, Generic, ParamSpec, TypeVar

from qunli import kept
from qunli.problem import ContentError, Problem
from qunli.shape import problems
from qunli.source import MOST_KEPT, File, Source, parse_yaml

T = TypeVar("T")
P = ParamSpec("P")

# A reader written as a story: what is wrong is yielded on the way, what was read is returned.
Steps = Generator[Problem, None, T]


@dataclass(frozen=True)
class Read(Generic[T]):
    """A value and the problems met on the way to it.

    In a reader's steps `value = yield from read` passes the problems on and takes the value.
    """

    value: T
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Steps[T]:
        yield from self.problems
        return self.value


def reading(steps: Callable[P, Steps[T]]) -> Callable[P, Read[T]]:
    """Turn a reader's steps into a function that takes them all and returns a Read."""

    @wraps(steps)
    def read(*args: P.args, **kwargs: P.kwargs) -> Read[T]:
        walk = steps(*args, **kwargs)
        found = []
        while True:
            try:
                found.append(next(walk))
            except StopIteration as end:
                return Read(end.value, tuple(found))

    return read


def shaped(source: Source, shape: Any) -> Read[Any]:
    """Return a source as a value of this shape, None where it is not."""
    value, found = problems(source, shape)
    return Read(value, tuple(found))


@lru_cache(maxsize=MOST_KEPT)
def parsed(file: File) -> Read[Source | None]:
    """Return a text as YAML, None where it is none; remembered, so nobody may change what it holds."""
    return kept.value("yaml", (file.path, file.text), lambda: _parsed(file))


def _parsed(file: File) -> Read[Source | None]:
    try:
        source = parse_yaml(file)
    except ContentError as error:
        return Read(None, error.problems)
    return Read(source, source.problems)


@lru_cache(maxsize=MOST_KEPT)
def shaped_file(file: File, shape: Any) -> Read[Any]:
    """Return a text of YAML as a value of this shape, None where it is not; remembered as `parsed` is."""
    source, found = parsed(file).value, parsed(file).problems
    if source is None:
        return Read(None, found)
    read = shaped(source, shape)
    return Read(read.value, (*found, *read.problems))
