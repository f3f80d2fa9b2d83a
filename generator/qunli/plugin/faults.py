"""Whose fault it is when MkDocs stops: the content's, another plugin's, a template's, or ours."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb
from types import ModuleType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.exceptions import MkDocsException as SiteError

from qunli.handbook.press import template_fault
from qunli.plugin.places import at
from qunli.plugin.settings import settings_file
from qunli.problem import ContentError, Problem
from qunli.source import File

OTHERS = "Q030"
_MOST = 200
_PATH = re.compile(r"(?:[A-Za-z]:)?(?:[/\\][^\s/\\'\"：:]+)+[/\\]([^\s/\\'\"：:]+)")


@contextmanager
def told(config: MkDocsConfig) -> Iterator[None]:
    """Turn what other people's code raises while a site is made into problems that name it.

    Raises ContentError for those, and whatever else was raised as it was: strict mode's Abort and faults of our own.
    """
    try:
        yield
    except ContentError:
        raise
    except Exception as error:
        # MkDocs puts an Abort of its own before what a plugin said.
        cause = error.__context__ if isinstance(error, Abort) else error
        file = settings_file(Path(config.config_file_path))
        problem = _problem(config, file, cause or error)
        if problem is None:
            raise
        raise ContentError([problem]) from error


def _problem(config: MkDocsConfig, file: File, error: BaseException) -> Problem | None:
    template = template_fault(error)
    if template:
        return _of_template(config, *template)
    drawn = _template_of(config, error)
    if drawn:
        hint = "多半是 theme 或 extra 里有一项的样子不对，照模板里的 mkdocs.yml 写"
        return at(file, "theme", "Q024", f"主题做不出 {drawn}（{words_of(error)}）", hint)
    name = culprit(config, error)
    if name is None:
        said = isinstance(error, SiteError) and not isinstance(error, Abort)
        return at(file, "plugins", OTHERS, f"MkDocs 停下了（{words_of(error)}）", _LOOK) if said else None
    hint = f"先在 mkdocs.yml 里把 {name} 去掉再试；去掉就好，是它出的错，把括号里的话告诉做它的人"
    return at(
        file, name, OTHERS, f"{_kind(config, name)} {name} 出错了（{words_of(error)}）", hint, below="plugins"
    )


def _kind(config: MkDocsConfig, name: str) -> str:
    if isinstance(config.plugins.get(name), ModuleType):
        return "钩子"
    return "插件" if name in config.plugins else "程序包"


def _template_of(config: MkDocsConfig, error: BaseException) -> str:
    """Return the theme's template in which an error arose, "" where it did not."""
    innermost = [frame.f_code.co_filename for frame, _ in walk_tb(error.__traceback__)][-1:]
    for folder in config.theme.dirs:
        for path in map(Path, innermost):
            if path.suffix in (".html", ".xml") and path.is_relative_to(folder):
                return path.relative_to(folder).as_posix()
    return ""


_LOOK = "看看括号里说的是哪个文件、哪一项"


def _of_template(config: MkDocsConfig, name: str, line: int, said: str) -> Problem:
    """Return what is wrong in a template of the theme, of the project's own where there is one of this name."""
    root = Path(config.config_file_path).parent
    own = [Path(each) / name for each in config.theme.dirs if Path(each).is_relative_to(root)]
    found = next((path for path in own if path.is_file()), None)
    shown = found.relative_to(root).as_posix() if found else "mkdocs.yml"
    message = f"主题的模板 {name} 写坏了（{without_paths(said)}）" if found else f"主题里没有 {name} 这个模板"
    hint = "对照主题自带的同名模板；删掉这个文件就用自带的" if found else "看看 template 和 theme 写的名字"
    return Problem(shown, line, 1, "Q024", message, hint)


def culprit(config: MkDocsConfig, error: BaseException) -> str | None:
    """Return whose code an error arose in: a plugin's name, a hook's path or a package, None where it is ours."""
    homes = [(str(name), _home(each)) for name, each in config.plugins.items()]
    modules = [str(frame.f_globals.get("__name__", "")) for frame, _ in walk_tb(error.__traceback__)]
    for module in reversed(modules):
        name = next((name for name, home in homes if home and f"{module}.".startswith(f"{home}.")), None)
        if name == "qunli" or module.startswith("qunli."):
            return None
        if name:
            return name
        if module.startswith("mkdocs."):
            innermost = modules[-1].partition(".")[0]
            return None if innermost in ("mkdocs", *sys.stdlib_module_names) else innermost
    return None


def _home(plugin: object) -> str:
    """Return the package a plugin's code is in: several plugins of one distribution stand side by side."""
    if isinstance(plugin, ModuleType):
        return plugin.__name__
    module = type(plugin).__module__
    return module.rpartition(".")[0] or module


def words_of(error: BaseException) -> str:
    """Return the kind of an error and the beginning of what it says, without paths of this machine."""
    said = " ".join(str(error).split())
    shown = said if isinstance(error, BuildError) else f"{type(error).__name__}: {said}"
    return without_paths(shown)[:_MOST]


def without_paths(said: str) -> str:
    return _PATH.sub(r"\1", said)
