"""What MkDocs and its themes say about a wrong mkdocs.yml, in our words: what, where, and a way out.

MkDocs' own sentences are English and name folders of this machine; nothing of them is shown but single names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from qunli.plugin.places import at
from qunli.problem import Problem
from qunli.shape import nearest
from qunli.source import File, syntax_problem

_OPTION = re.compile(r"Plugin '([^']+)' option '([^']+)': (.*)", re.DOTALL)
_UNKNOWN = re.compile(
    r"(?:Plugin '([^']+)' option '[^']*': )?Unrecognised configuration name: '?([^'\n]*)'?", re.DOTALL
)
_NAMED = re.compile(r"['\"]([^'\"]+)['\"]")
_LIKE_OURS = "照模板里的 mkdocs.yml 写"
_PLUGINS = ("qunli", "search", "tags", "offline", "blog", "meta")
_EXTENSIONS = (
    "admonition", "attr_list", "md_in_html", "tables", "toc", "footnotes", "def_list", "abbr", "pymdownx.details",
    "pymdownx.superfences", "pymdownx.highlight", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.emoji",
    "pymdownx.snippets", "pymdownx.inlinehilite",
)  # fmt: skip

# By field: what to look for in MkDocs' sentence ("" for anything), what is wrong, the way out. {} is the name it quotes.
_SLIPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "site_url": (("", "site_url 不是网址", "写成 https://你的域名/ 这样，以 http:// 或 https:// 开头"),),
    "repo_url": (("", "repo_url 不是网址", "写成 https://… 这样，或删掉它"),),
    "site_name": (("", "少了 site_name，或不是文字", "写上网站的名字：site_name: 老王小馆"),),
    "docs_dir": (
        ("parent directory", "docs_dir 不能是项目自己的文件夹", "没有自己的手册时写 docs_dir: calendars"),
        ("within", "docs_dir 和 site_dir 一个在另一个里面", "写成 docs_dir: calendars 和 site_dir: site"),
        ("", "docs_dir 指到的文件夹不在", "没有自己的手册时写 docs_dir: calendars"),
    ),
    "site_dir": (("", "site_dir 不对", "写成 site_dir: site，网站会单独放在这个文件夹里"),),
    "plugins": (
        ("plugin is not installed", "没有名叫 {} 的插件", "先装上它，或删掉这一行"),
        ("", "plugins 要写成列表", "每个插件写一行，以 - 开头"),
    ),
    "theme": (
        ("custom_dir", "custom_dir 指到的文件夹不在", "建一个这个名字的文件夹，或删掉 custom_dir"),
        ("", "theme 的名字不对", "写成 theme: {name: material, language: zh, font: false}"),
    ),
    "hooks": (
        ("existing file", "hooks 里的文件 {} 不在", "改成有的文件，或把这一行删掉"),
        ("", "hooks 要写成文件的列表", "每个文件写一行，以 - 开头，以 .py 结尾"),
    ),
    "markdown_extensions": (
        ("Failed to load extension", "markdown_extensions 里的 {} 用不了", "名字或它下面的设置写错了，或还没有装；不用就删掉这一行"),
        ("", "markdown_extensions 要写成列表", "每个扩展写一行，以 - 开头"),
    ),
    "dev_addr": (("", "dev_addr 不是地址", "写成 127.0.0.1:8000 这样"),),
    "nav": (("", "nav 要写成列表", "每一页写一行：- 名字: 文件.md；不写 nav 也行"),),
    "extra": (("", "extra 要写成一组 字段: 内容", _LIKE_OURS),),
    "validation": (("", "validation 里有一项不对", "每一项写 warn、info 或 ignore"),),
    "watch": (
        ("Expected a list", "watch 要写成列表", "每个文件夹写一行，以 - 开头，或删掉它"),
        ("", "watch 里的 {} 不在", "改成有的文件或文件夹，或把这一行删掉"),
    ),
}  # fmt: skip
_LISTS = ("extra_css", "extra_javascript", "extra_templates")
_CHOICES = ("use_directory_urls", "strict")


def in_words(file: File, key: str, said: str) -> Problem:
    """Return one of MkDocs' faults as a problem at its field."""
    option = _OPTION.match(said)
    if option:
        return _of_plugin(file, *option.groups())
    code = "Q002" if said.startswith("Required") else "Q004"
    for look, message, hint in _SLIPS.get(key, ()):
        if look in said:
            return _slip(file, key, code, (message, hint), said)
    if key in _LISTS:
        return at(file, key, code, f"{key} 要写成列表", "每个文件写一行，以 - 开头")
    if key in _CHOICES:
        return at(file, key, code, f"{key} 只能是 true 或 false", "写成 true 或 false，或删掉它")
    return at(file, key, code, f"{key} 的内容不对", f"{_LIKE_OURS}，或删掉它")


def _slip(file: File, key: str, code: str, words: tuple[str, str], said: str) -> Problem:
    """Return a problem whose words may hold the name that MkDocs quotes, at that name where there is one."""
    message, hint = words
    if "{}" not in message:
        return at(file, "custom_dir" if "custom_dir" in message else key, code, message, hint)
    quoted = _NAMED.search(said)
    full = quoted[1] if quoted else key
    # Extensions and plugins have dots and slashes in their names; what is a path of this machine is cut to its own.
    word = next((each for each in _tails(full) if each in file.text), PurePath(full).name)
    name = PurePath(word).name if PurePath(word).is_absolute() else word
    known = {"plugins": _PLUGINS, "markdown_extensions": _EXTENSIONS}.get(key, ())
    close = nearest(name, known) if name not in known else ""
    return at(file, word, "Q014", message.replace("{}", name), close or hint, below=key)


def _tails(path: str) -> Iterator[str]:
    """Yield a path and its endings, the longest first."""
    yield path
    parts = PurePath(path).parts
    yield from ("/".join(parts[first:]) for first in range(1, len(parts)))


def _of_plugin(file: File, plugin: str, name: str, said: str) -> Problem:
    if (plugin, name) == ("qunli", "project"):
        is_missing = said.startswith("Required")
        code, message = ("Q002", "少了 project") if is_missing else ("Q003", "project 要写文字")
        hint = "写一个不会再改的名字，比如你的域名：- qunli: {project: shop.example}"
        return at(file, "qunli", code, message, hint)
    if plugin == "qunli":
        return at(file, "qunli", "Q003", f"{name} 的内容不对", "写成文字，或删掉它")
    plugin = _as_written(file, plugin)
    code, what = ("Q002", f"少了 {name}") if said.startswith("Required") else ("Q003", f"的 {name} 内容不对")
    word = name if code == "Q003" and name in file.text else plugin
    return at(file, word, code, f"插件 {plugin} {what}", "照这个插件的说明写，或删掉它", below="plugins")


def _as_written(file: File, plugin: str) -> str:
    """Return a plugin's name as the file has it: a theme's plugins need not name their theme."""
    return plugin if plugin in file.text else plugin.rpartition("/")[2]


def warning(file: File, said: str, config: MkDocsConfig) -> Problem:
    """Return one of MkDocs' warnings as one of ours."""
    unknown = _UNKNOWN.match(said)
    if unknown is None:
        return _other_warning(file, said)
    plugin, name = unknown.groups()
    if plugin == "qunli":
        return at(file, "qunli", "Q001", f"不认识的字段 {name}", "可以写：project、date").as_warning()
    if plugin:
        known: tuple[str, ...] = tuple(
            key for key, _ in getattr(config.plugins.get(plugin), "config_scheme", ())
        )
        message = f"插件 {_as_written(file, plugin)} 没有 {name} 这一项"
        return at(
            file, name, "Q001", message, nearest(name, known) or "删掉这个字段", below="plugins"
        ).as_warning()
    known = tuple(key for key, _ in config._schema)
    hint = nearest(name, known) or "删掉这个字段"
    return at(file, name, "Q001", f"不认识的字段 {name}", hint).as_warning()


def _other_warning(file: File, said: str) -> Problem:
    quoted = [each for each in _NAMED.findall(said) if not PurePath(each).is_absolute() and each in file.text]
    name = quoted[0] if quoted else ""
    message = (
        f"{name} 这一项 MkDocs 有话要说，可能不起作用" if name else "有一项 MkDocs 有话要说，可能不起作用"
    )
    return at(file, name or "site_name", "Q004", message, _LIKE_OURS).as_warning()


def unreadable(file: File, error: Exception) -> Problem:
    """Return why mkdocs.yml cannot be read at all. Whatever a tag runs may fail in any way."""
    cause = error.__context__
    if isinstance(error, RecursionError):
        return at(file, "INHERIT", "Q014", "INHERIT 绕回了这一份", "改成别的文件，或把 INHERIT 这一行删掉")
    if not isinstance(error, ConfigurationError):
        return _of_tag(file, error)
    if "Inherited config file" in str(error):
        hint = "改成有的文件，或把 INHERIT 这一行删掉"
        return at(file, "INHERIT", "Q014", "INHERIT 指到的文件不在", hint)
    mark = getattr(cause, "problem_mark", None)
    if mark is not None and type(cause).__name__ == "ConstructorError":
        hint = "名字写错了，或还没有装；不用就删掉这一行"
        return file.problem(mark.line, mark.column, "Q014", "这里带 ! 的写法指到了没有的东西", hint)
    if mark is not None:
        return syntax_problem(file, cause)
    if "key-value" in str(error):
        return file.problem(0, 0, "Q003", "这里要写一组 字段: 内容", _LIKE_OURS)
    return file.problem(0, 0, "Q005", "MkDocs 读不了这份设置", _LIKE_OURS)


def _of_tag(file: File, error: Exception) -> Problem:
    """Return that a tag of Python's failed, at the first one there is."""
    places = ((number, text.find("!!python/")) for number, text in enumerate(file.lines))
    line, column = next(((number, start) for number, start in places if start >= 0), (0, 0))
    message = f"这里带 ! 的写法出错了（{type(error).__name__}）"
    return file.problem(line, column, "Q014", message, "去掉它，直接写内容")


def stopped(file: File, config: MkDocsConfig, error: Exception) -> Problem:
    """Return what stopped the reading of the settings: a hook or a plugin that fails as it is loaded."""
    hooks: Any = config.data.get("hooks")
    named = [str(each) for each in hooks] if isinstance(hooks, list) else []
    trace, files = error.__traceback__, []
    while trace:
        files.append(trace.tb_frame.f_code.co_filename)
        trace = trace.tb_next
    files.append(str(getattr(error, "filename", "")))
    name = next((each for each in named if any(PurePath(path).match(each) for path in files)), "")
    kind, word = ("钩子", name) if name else ("插件的设置", "plugins")
    message = f"{kind} {name}".rstrip() + f" 一读就出错（{type(error).__name__}）"
    return at(file, word, "Q030", message, "改好它，或把这一行删掉", below="hooks" if name else "plugins")


# --- the theme ------------------------------------------------------------------------------------


def theme_problems(config: MkDocsConfig, file: File) -> Iterator[Problem]:
    """Yield what Material would stumble over only while it draws the pages: its language and its icons."""
    theme = config.theme
    if theme.name != "material":
        return
    language = theme.get("language")
    if not _has(config, f"partials/languages/{language}.html"):
        yield at(
            file, "language", "Q014", f"主题没有 {language} 这种语言", "写成 language: zh", below="theme"
        )
    for icon in dict.fromkeys(_icons(config)):
        if not _has(config, f".icons/{icon}.svg"):
            hint = "去 Material 的图标页上找一个有的名字，或把这一行删掉"
            yield at(file, icon, "Q014", f"主题没有 {icon} 这个图标", hint, below="theme")


def _has(config: MkDocsConfig, path: str) -> bool:
    return any((Path(folder) / path).is_file() for folder in config.theme.dirs)


def _icons(config: MkDocsConfig) -> Iterator[str]:
    yield from _texts(config.theme.get("icon"))
    palette: Any = config.theme.get("palette")
    for each in palette if isinstance(palette, list) else [palette]:
        toggle = each.get("toggle") if isinstance(each, dict) else None
        yield from _texts(toggle.get("icon") if isinstance(toggle, dict) else None)
    social = config.extra.get("social") if isinstance(config.extra, dict) else None
    for each in social if isinstance(social, list) else ():
        yield from _texts(each.get("icon") if isinstance(each, dict) else None)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else ():
        yield from _texts(each)
