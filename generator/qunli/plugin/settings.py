"""mkdocs.yml: reading it, and what may be wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from qunli import library
from qunli.plugin.places import at
from qunli.problem import ContentError, Problem
from qunli.shape import YEARS, nearest
from qunli.source import File, decode, syntax_problem

NAME = "mkdocs.yml"
_PROJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}")
_OPTION = re.compile(r"Plugin 'qunli' option '(\w+)': (.*)", re.DOTALL)
_UNKNOWN = "Unrecognised configuration name: "


class QunliConfig(base.Config):  # type: ignore[no-untyped-call]
    """`project` ends every UID: written once, never changed. `date` fixes the build day (YYYY-MM-DD)."""

    project = option.Type(str)
    date = option.Optional(option.Type((str, date)))


def read_settings(root: Path, **changes: Any) -> tuple[MkDocsConfig, list[Problem]]:
    """Return a project's MkDocs configuration, and warnings.

    Raises ContentError where mkdocs.yml is missing or broken, or lacks the qunli plugin.
    """
    file = settings_file(root / NAME)
    config = MkDocsConfig(config_file_path=str(root / NAME))
    try:
        with (root / NAME).open("rb") as stream:
            config.load_file(stream)
    except ConfigurationError as error:
        raise ContentError([_unreadable(file, error)]) from None
    config.load_dict(changes)
    failed, warnings = config.validate()
    found = [_in_words(file, key, str(error)) for key, error in failed]
    if not found and "qunli" not in config.plugins:
        hint = "在 plugins 里加上一行 - qunli: {project: 你的域名}"
        found = [at(file, "plugins", "Q002", "plugins 里没有 qunli", hint)]
    if not found:
        found = list(settings_problems(root, config, config.plugins["qunli"].config, file))
    if found:
        raise ContentError(found)
    return config, [_warning(file, str(text), config) for _, text in warnings]


def settings_problems(root: Path, config: MkDocsConfig, own: QunliConfig, file: File) -> Iterator[Problem]:
    """Yield what MkDocs finds no fault with and we do."""
    if not _PROJECT.fullmatch(own.project):
        hint = "只用英文字母、数字、点和连字符，比如 shop.example；发布以后不要再改"
        yield at(file, "qunli", "Q004", f"project {own.project[:40]} 不对", hint)
    if own.date is not None and fixed_day(own.date) is None:
        yield at(file, "qunli", "Q004", f"date {own.date} 不对", "写成 2026-12-01 这样，或删掉它")
    yield from _site_dir_problems(root, config, file)


def _site_dir_problems(root: Path, config: MkDocsConfig, file: File) -> Iterator[Problem]:
    site = Path(config.site_dir).resolve()
    if site.exists() and not site.is_dir():
        message = f"{site.name} 是一个文件，网站放不进去"
        yield at(file, "site_dir", "Q015", message, "给那个文件改名，或换一个 site_dir")
    if any(_overlap(site, root.resolve() / each) for each in library.SOURCE_FOLDERS):
        hint = "写成 site_dir: site，网站会单独放在这个文件夹里"
        yield at(file, "site_dir", "Q015", "网站文件夹会盖掉内容", hint)


def _overlap(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents


def fixed_day(value: object) -> date | None:
    """Return the day a setting names, or None where it is no day of our years."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day.year in YEARS else None


def settings_file(path: Path) -> File:
    """Return mkdocs.yml as a text; raise ContentError where there is none or it is no text."""
    if not path.is_file():
        raise ContentError([Problem(NAME, 0, 1, "Q015", "这里没有 mkdocs.yml", "先进到项目的文件夹里")])
    return decode(path.name, path.read_bytes())


def _unreadable(file: File, error: ConfigurationError) -> Problem:
    cause = error.__context__
    if getattr(cause, "problem_mark", None) is not None:
        return syntax_problem(file, cause)
    hint = "照模板里的 mkdocs.yml 写"
    if "key-value" in str(error):
        return file.problem(0, 0, "Q003", "这里要写一组 字段: 内容", hint)
    return file.problem(0, 0, "Q005", f"MkDocs 读不了这份设置（{error}）", hint)


def _in_words(file: File, key: str, said: str) -> Problem:
    own = _OPTION.match(said)
    if own and own[1] == "project":
        is_missing = own[2].startswith("Required")
        code, message = ("Q002", "少了 project") if is_missing else ("Q003", "project 要写文字")
        hint = "写一个不会再改的名字，比如你的域名：- qunli: {project: shop.example}"
        return at(file, "qunli", code, message, hint)
    if own:
        return at(file, "qunli", "Q003", f"{own[1]} 的内容不对", "写成文字，或删掉它")
    missing = re.search(r'The "([^"]+)" plugin is not installed', said)
    if missing:
        hint = nearest(missing[1], ("qunli", "search", "tags", "offline")) or "先装上它，或删掉这一行"
        return at(file, missing[1], "Q014", f"没有名叫 {missing[1]} 的插件", hint)
    message, hint = _HINTS.get(key, (f"{key} 不对（{said}）", "照模板里的 mkdocs.yml 写"))
    return at(file, key, "Q002" if said.startswith("Required") else "Q004", message, hint)


_HINTS = {
    "site_url": ("site_url 不是网址", "写成 https://你的域名/ 这样，以 http:// 或 https:// 开头"),
    "site_name": ("少了 site_name，或不是文字", "写上网站的名字：site_name: 老王小馆"),
    "docs_dir": ("docs_dir 指到的文件夹不在", "没有自己的手册时写 docs_dir: calendars"),
    "plugins": ("plugins 要写成列表", "每个插件写一行，以 - 开头"),
    "theme": ("theme 的名字不对", "写成 theme: {name: material, language: zh, font: false}"),
    "dev_addr": ("dev_addr 不是地址", "写成 127.0.0.1:8000 这样"),
}


def _warning(file: File, said: str, config: MkDocsConfig) -> Problem:
    own, _, name = said.rpartition(_UNKNOWN)
    name = name.strip("'\"")
    if own:
        return at(file, "qunli", "Q001", f"不认识的字段 {name}", "可以写：project、date").as_warning()
    if said.startswith(_UNKNOWN):
        known = tuple(key for key, _ in config._schema)
        hint = nearest(name, known) or "删掉这个字段"
        return at(file, name, "Q001", f"不认识的字段 {name}", hint).as_warning()
    return file.problem(0, 0, "Q004", f"这份设置有一处要看看（{said}）").as_warning()
