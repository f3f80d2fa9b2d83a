"""Whose fault it is when MkDocs stops: the content's, another plugin's, a template's, or ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
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
    name = culprit(config, error)
    if name is None or name == "qunli":
        said = isinstance(error, SiteError) and not isinstance(error, ConfigurationError)
        return at(file, "plugins", OTHERS, f"MkDocs 停下了（{words_of(error)}）", _LOOK) if said else None
    hint = f"先在 plugins 里把 {name} 去掉再试；去掉就好，是它出的错，把括号里的话告诉做它的人"
    what = "插件" if name in config.plugins else "钩子"
    return at(file, name, OTHERS, f"{what} {name} 出错了（{words_of(error)}）", hint, below="plugins")


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
    """Return the plugin (its name in mkdocs.yml) or the hook (its path) in whose code an error arose, if in one."""
    homes = [(str(name), _home(type(plugin).__module__)) for name, plugin in config.plugins.items()]
    homes += [(str(path), getattr(hook, "__name__", "")) for path, hook in config.hooks.items()]
    modules = [frame.f_globals.get("__name__", "") for frame, _ in walk_tb(error.__traceback__)]
    for module in reversed(modules):
        for name, home in homes:
            if home and f"{module}.".startswith(f"{home}."):
                return name
    return None


def _home(module: str) -> str:
    """Return the package a plugin's code is in: several plugins of one distribution stand side by side."""
    return module.rpartition(".")[0] or module


def words_of(error: BaseException) -> str:
    """Return the kind of an error and the beginning of what it says, without paths of this machine."""
    said = " ".join(str(error).split())
    shown = said if isinstance(error, BuildError) else f"{type(error).__name__}: {said}"
    return without_paths(shown)[:_MOST]


def without_paths(said: str) -> str:
    return _PATH.sub(r"\1", said)
