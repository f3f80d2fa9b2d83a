"""Questions about a sheet: put to the person at the terminal, answered from a file, and kept for the next time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from qunli.cli.common import show
from qunli.problem import ContentError, Problem
from qunli.source import decode, parse_yaml
from qunli.source.writing import as_yaml

if TYPE_CHECKING:
    from qunli.workbook import Interview, Question

Found = TypeVar("Found")

FOLDER = ".answers"
_NOTE = "# 导入这张表时回答过的问题；再导入就照着来，删掉一行就会重新问那一个\n"


@dataclass(frozen=True)
class Asker:
    """How questions are answered: by what was given in a file, then by whoever sits there, then by their defaults.

    `path` is the file, which need not be there, and `given` what it says. `asks` says that somebody sits there; `takes_defaults` that defaults may stand without being seen.
    """

    path: Path
    given: Mapping[str, str]
    asks: bool
    takes_defaults: bool

    def converse(self, read: Callable[[Interview], Found]) -> Found:
        """Return what was read once no question is left; leave with 1 where one must be answered.

        Raises ContentError where rows cannot be taken, or an answer is none to its question.
        """
        from qunli.workbook import Interview

        answers = dict(self.given)
        while True:
            interview = Interview(answers)
            found, error = _tried(read, interview)
            if wrong := self._not_accepted(interview):
                raise ContentError(wrong)
            if not interview.open or not self.asks:
                break
            answers |= {each.key: _asked(each) for each in interview.open}
        faults = _faults(error, interview) if error else []
        must_answer = any(each.default is None for each in interview.open)
        if faults and not must_answer:
            raise ContentError(faults)
        if must_answer or (interview.open and not self.takes_defaults):
            _stop_open(interview, faults)
        if error or found is None:
            raise error or ContentError([])
        return found

    def _not_accepted(self, interview: Interview) -> list[Problem]:
        """Return each answer of the file that its question does not take."""
        wrong = [each for key, each in interview.raised.items() if not each.accepts(self.given.get(key, ""))]
        wrong = [each for each in wrong if each.key in self.given and each.key in interview.answers]
        if not wrong or not self.path.is_file():
            return []
        source = parse_yaml(decode(self.path.name, self.path.read_bytes()))
        return [
            source.problem((each.key,), "Q003", f"「{each.key}」不能答 {self.given[each.key]}", _ways(each))
            for each in wrong
        ]


def _tried(
    read: Callable[[Interview], Found], interview: Interview
) -> tuple[Found | None, ContentError | None]:
    try:
        return read(interview), None
    except ContentError as error:
        return None, error


def _faults(error: ContentError, interview: Interview) -> list[Problem]:
    """Return what is wrong whatever is answered: a fault at the cell of an open question is that question."""
    asked = {(each.place.row, each.place.column) for each in interview.open}
    return [each for each in error.problems if (each.line, each.column) not in asked]


def sits_there() -> bool:
    """Say whether a person can be asked: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _asked(question: Question) -> str:
    """Return a person's answer to a question; a number stands for the choice of that place."""
    click.echo(f"\n{question.text}（{question.place}）")
    for number, choice in enumerate(question.choices, 1):
        click.echo(f"  {number} {choice}")
    while True:
        answer = str(
            click.prompt("写序号" if question.choices else _form(question), default=_default(question))
        )
        answer = answer.strip().replace("：", ":")
        if answer.isdecimal() and 1 <= int(answer) <= len(question.choices):
            answer = question.choices[int(answer) - 1]
        if question.accepts(answer):
            return answer
        click.echo("没看懂，再写一次")


def _default(question: Question) -> str | None:
    if question.default in question.choices:
        return str(question.choices.index(question.default) + 1)
    return question.default


def _stop_open(interview: Interview, faults: list[Problem]) -> None:
    """Tell what is wrong whatever is answered, what is open and how it can be answered; leave with 1."""
    if faults:
        show(faults)
        click.echo(err=True)
    lines = ["这张表有几处要问清楚，还没有写："]
    for question in interview.open:
        lines.append(f"  {question.text}（{question.place}）")
        lines.append(f"    {_ways(question)}")
    lines.append("\n把答案存成一个文件，加 --answers 文件 再来一次，比如：")
    example = {
        each.key: each.default or next(iter(each.choices), each.form.example) for each in interview.open
    }
    lines += [f"  {line}" for line in as_yaml(example).splitlines()]
    if all(each.default for each in interview.open):
        lines.append("就照上面这样也行：加 --yes")
    click.echo("\n".join(lines), err=True)
    raise SystemExit(1)


# --- answers in files ---


def read_answers(path: Path) -> dict[str, str]:
    """Return the answers in a file; raises ContentError where it is no list of questions and answers."""
    if not path.is_file():
        raise click.UsageError(f"没有 {path} 这个文件")
    source = parse_yaml(decode(path.name, path.read_bytes()))
    hint = '每行一个问题和它的答案，比如 晚上是几点: "20:00"'
    if source.data is None:
        return {}
    if not isinstance(source.data, dict):
        raise ContentError([Problem(path.name, 1, 1, "Q003", "这里要写问题和答案", hint)])
    wrong = [key for key, value in source.data.items() if not isinstance(value, str)]
    if wrong:
        raise ContentError(
            [
                source.problem((key,), "Q003", f"「{key}」的答案不是一句话", '给答案加上引号，比如 "20:00"')
                for key in wrong
            ]
        )
    return dict(source.data)


def remembered(path: Path) -> dict[str, str]:
    """Return the answers that were kept about a sheet, none the first time."""
    return read_answers(path) if path.is_file() else {}


def _ways(question: Question) -> str:
    return f"可以答：{'、'.join(question.choices)}" if question.choices else _form(question)


def _form(question: Question) -> str:
    return f"{question.form.ask}，比如 {question.form.example}"


def kept_in(root: Path, file: Path) -> Path:
    """Return the file that keeps the answers about a sheet."""
    return root / FOLDER / f"{file.name}.yml"


def keep(path: Path, interview: Interview) -> None:
    """Keep the answers to the questions of a sheet beside the project."""
    from qunli.disk import write_whole

    if interview.used:
        path.parent.mkdir(exist_ok=True)
        write_whole(path, (_NOTE + as_yaml(interview.used)).encode())
