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

from qunli import hant, library
from qunli.library.history import fixed_day
from qunli.library.writing import written
from qunli.plugin import slips
from qunli.plugin.addresses import address_problems
from qunli.plugin.places import at
from qunli.problem import ContentError, Problem, errors
from qunli.source import File, decode
from qunli.source import slips as mistyped

NAME = "mkdocs.yml"
_PROJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}")


class QunliConfig(base.Config):  # type: ignore[no-untyped-call]
    """`project` ends every UID: written once, never changed. `date` fixes the build day (YYYY-MM-DD).

    `hant` adds the site in Traditional Chinese below zh-hant/, `large_print` a switch for large letters.
    """

    project = option.Type(str)
    date = option.Optional(option.Type((str, date)))
    hant = option.Type(bool, default=False)
    large_print = option.Type(bool, default=False)


def read_settings(root: Path, **changes: Any) -> tuple[MkDocsConfig, list[Problem]]:
    """Return a project's MkDocs configuration, and warnings.

    Raises ContentError where mkdocs.yml is missing or broken, or lacks the qunli plugin.
    """
    file = settings_file(root / NAME)
    config = MkDocsConfig(config_file_path=str(root / NAME))
    try:
        with (root / NAME).open("rb") as stream:
            config.load_file(stream)
    except ValueError:
        raise ContentError([no_such_day(file)]) from None
    except OSError:
        raise
    except Exception as error:
        raise ContentError([slips.unreadable(file, error)]) from None
    config.load_dict(changes)
    try:
        failed, warnings = config.validate()
    except Exception as error:
        raise ContentError([slips.stopped(file, config, error)]) from error
    found = [slips.in_words(file, key, str(error)) for key, error in failed]
    if not found and "qunli" not in config.plugins:
        hint = "在 plugins 里加上一行 - qunli: {project: 你的域名}"
        found = [at(file, "plugins", "Q002", "plugins 里没有 qunli", hint)]
    if not found:
        found = list(settings_problems(root, config, config.plugins["qunli"].config, file))
    if found:
        raise ContentError(found)
    return config, [slips.warning(file, str(text), config) for _, text in warnings]


def settings_problems(root: Path, config: MkDocsConfig, own: QunliConfig, file: File) -> Iterator[Problem]:
    """Yield what MkDocs finds no fault with and we do."""
    if not _PROJECT.fullmatch(own.project):
        hint = "只用英文字母、数字、点和连字符，比如 shop.example；发布以后不要再改"
        yield at(file, "qunli", "Q004", f"project {own.project[:40]} 不对", hint)
    if own.date is not None and fixed_day(own.date) is None:
        yield wrong_day(file, own.date)
    if own.hant and not hant.is_there():
        yield at(
            file, "hant", "Q002", "繁体版要用 OpenCC 转，这里没有装", f"运行 {hant.LACKING}，或去掉 hant"
        )
    yield from _site_dir_problems(root, config, file)
    yield from slips.theme_problems(config, file)
    yield from address_problems(config, file)


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


def wrong_day(file: File, said: object) -> Problem:
    """Return the problem of a build day in the settings that is none."""
    return at(file, "qunli", "Q004", f"date {said} 不对", "写成 2026-12-01 这样，或删掉它")


def no_such_day(file: File) -> Problem:
    """Return the problem of what looks like a date to YAML and stands in no calendar, such as 2026-13-02."""
    looks = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b")
    for number, line in enumerate(file.lines):
        for found in looks.finditer(line):
            if fixed_day(found[0]) is None:
                hint = "写成 2026-12-01 这样，月份 01 到 12"
                return file.problem(
                    number, found.start(), "Q004", f"没有 {found[0]} 这一天", hint, len(found[0])
                )
    return Problem(file.path, 0, 1, "Q004", "有一个日期不在日历上", "写成 2026-12-01 这样")


def settings_file(path: Path) -> File:
    """Return mkdocs.yml as a text; raise ContentError where there is none, it is no text, or it is mistyped."""
    if not path.is_file():
        raise ContentError([Problem(NAME, 0, 1, "Q015", "这里没有 mkdocs.yml", "先进到项目的文件夹里")])
    file = decode(path.name, path.read_bytes())
    wrong = errors(mistyped(file))
    if wrong:
        raise ContentError(wrong)
    return file


def inherited(path: Path) -> list[File]:
    """Return the files that a mkdocs.yml takes settings from (INHERIT), the nearest first, once MkDocs could read them."""
    found = settings_file(path)
    files: list[File] = []
    while name := written(found).get("INHERIT"):
        path = path.parent / str(name).strip("'\"")
        if not path.is_file():
            raise ContentError(
                [at(found, "INHERIT", "Q014", "INHERIT 指到的文件这里读不到", "写成文件名本身")]
            )
        found = decode(path.name, path.read_bytes())
        files.append(found)
    return files
