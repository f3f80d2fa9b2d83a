"""What in mkdocs.yml goes into pages as an address or as HTML, and what may be wrong with it."""

from __future__ import annotations

import re
from collections import UserString
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from qunli.checks import live_html, runs
from qunli.feeds import address_fault, site_fault, unsafe_in_address
from qunli.plugin.shown import is_html
from qunli.problem import Problem
from qunli.source import File

KeyPath = tuple[str | int, ...]
Wrong = tuple[str, str, str]  # code, message, hint

# Keys of `extra` and `theme` whose texts are addresses or parts of one.
_LINKS = {"link", "homepage", "href", "url", "logo", "favicon", "scope", "location"}


class Setting(NamedTuple):
    """One text of mkdocs.yml and where it stands."""

    path: KeyPath
    value: str


def address_problems(config: MkDocsConfig, file: File) -> Iterator[Problem]:
    """Yield the settings that would break a page or a feed, or run as a program on a reader's phone."""
    for setting, judge in _judged(config):
        wrong = judge(setting.value)
        if wrong:
            code, message, hint = wrong
            name = next(each for each in reversed(setting.path) if isinstance(each, str))
            yield _at(file, setting, name, (code, f"{name} {message}", hint))


def _judged(config: MkDocsConfig) -> Iterator[tuple[Setting, Callable[[str], Wrong | None]]]:
    for key, judge in {
        "site_url": _site,
        "repo_url": _repository,
        "edit_uri": _part,
        "edit_uri_template": _part,
        "copyright": _html,
    }.items():
        for each in _texts((key,), config.get(key)):
            yield each, judge
    for key in ("extra_css", "extra_javascript"):
        for each in _texts((key,), [getattr(file, "path", file) for file in config[key]]):
            yield each, _link
    for each in _texts(("nav",), config.nav):
        yield each, _link
    for each in (*_texts(("extra",), dict(config.extra)), *_texts(("theme",), dict(config.theme))):
        if is_html(each.path):
            yield each, _html
        elif each.path[-1] in _LINKS:
            yield each, _link


def _texts(path: KeyPath, value: Any) -> Iterator[Setting]:
    """Yield every text below a key."""
    if isinstance(value, str | UserString):
        yield Setting(path, str(value))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts((*path, str(key)), each)
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _texts((*path, number), each)


def _site(value: str) -> Wrong | None:
    return _worded(site_fault(value)) if value else None


def _repository(value: str) -> Wrong | None:
    return _worded(address_fault(value)) if value else None


def _worded(found: tuple[str, str] | None) -> Wrong | None:
    return ("Q004", f"不对：{found[0]}", found[1]) if found else None


def _part(value: str) -> Wrong | None:
    """Return what is wrong with a part of an address, in which {path} may stand."""
    return _link(re.sub(r"\{\w+(?:![a-z])?\}", "", value))


def _link(value: str) -> Wrong | None:
    if runs(value):
        return "Q026", "点了会运行程序", "换成 https:// 开头的网址，或网站里的页面"
    if unsafe_in_address(value.replace(" ", "")):
        return "Q004", "里有引号、尖括号或看不见的字符", "只留网址本身"
    return None


def _html(value: str) -> Wrong | None:
    found = live_html(value)
    if not found:
        return None
    return "Q026", f"里的 {found[0].words} 会在看的人手机里运行", "删掉它，只留文字和链接"


def _at(file: File, setting: Setting, name: str, wrong: Wrong) -> Problem:
    """Return a problem at the line that holds a setting's value, else at its key's, else at the file's."""
    key = re.compile(rf"(?:^|[\s{{,-])[\"']?({re.escape(name)})[\"']?\s*:")
    named = [(number, found) for number, line in enumerate(file.lines) if (found := key.search(line))]
    begin = setting.value.split("\n")[0]
    fitting = [each for each in named if begin and begin in file.lines[each[0]]] or named
    code, message, hint = wrong
    if not fitting:
        return Problem(file.path, 0, 1, code, message, hint)
    number, found = fitting[0]
    return file.problem(number, found.start(1), code, message, hint, len(name))
