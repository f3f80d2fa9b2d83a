"""The MkDocs adapter: settings, plain builds, live reload, and one tree for every builder."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from conftest import CALENDAR, REPOSITORY, SETTINGS, SOP, TODAY, Write, few, read, smoke
from jinja2 import DictLoader, Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from qunli import plugin
from qunli.plugin import theming
from qunli.plugin.joining import bare
from qunli.plugin.standalone import Whole, standalone
from qunli.problem import ContentError, errors
from qunli.source import File

MKDOCS = [sys.executable, "-W", "ignore", "-m", "mkdocs"]
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
SOPS = "content/industries/shop/sops/welfare.yml"
BAD = sorted((Path(__file__).parent / "bad/settings").glob("*.yml"))


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


# --- settings -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_a_bad_setting_is_one_problem_at_its_place(path: Path, project: Write) -> None:
    expected = re.search(r"expect: (Q\d{3}) (\d+):(\d+)", path.read_text(encoding="utf-8"))
    assert expected, "say what you expect: # expect: Q004 3:1"
    root = project({"mkdocs.yml": path.read_bytes()})
    try:
        found = plugin.read_settings(root)[1]
    except ContentError as error:
        found = list(error.problems)
        assert len(errors(found)) == len(found)
    (problem,) = found
    place = (expected[1], int(expected[2]), int(expected[3]))
    assert (problem.code, problem.line, problem.column) == place
    assert problem.path == "mkdocs.yml"
    assert not re.search(r"/home/|/tmp/|site-packages|Traceback", problem.message + problem.hint)
    assert re.search("[\u4e00-\u9fff]", problem.message)
    assert problem.hint


def test_without_settings_there_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        plugin.read_settings(tmp_path)
    assert caught.value.problems[0].code == "Q015"


def test_the_site_never_goes_where_a_file_is(project: Write) -> None:
    root = project({"site": "mine"})
    with pytest.raises(ContentError) as caught:
        plugin.read_settings(root)
    assert caught.value.problems[0].code == "Q015"


def test_an_unknown_setting_is_a_warning_with_the_right_word(project: Write) -> None:
    _, (problem,) = plugin.read_settings(project({"mkdocs.yml": SETTINGS.replace("site_url", "site_ulr")}))
    assert (problem.level, problem.code, problem.line) == ("warning", "Q001", 2)
    assert problem.hint == "你是不是想写 site_url?"


@pytest.mark.slow
@pytest.mark.parametrize("written", ["2026-12-24", '"2026-12-24"'])
def test_the_build_day_may_stand_in_the_settings(written: str, project: Write) -> None:
    text = SETTINGS.replace("{project: shop.example}", f"{{project: shop.example, date: {written}}}")
    tree = plugin.rendered(project({"mkdocs.yml": text}), None, None)
    assert b"20261224T" in tree["docs/calendars/main/next-90-days.ics"]


# --- building -------------------------------------------------------------------------------------


def build(root: Path, *, strict: bool = False) -> tuple[int, int]:
    return plugin.build(root, TODAY, None, strict)


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "shop"))


@pytest.mark.slow
def test_building_again_changes_nothing(copy: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (copy / "site").rglob("*.html")}
    files, changed = build(copy)
    assert files > 10
    assert changed == 0
    assert {path: path.stat().st_mtime_ns for path in (copy / "site").rglob("*.html")} == before


@pytest.mark.slow
def test_the_site_has_pages_feeds_and_no_source(copy: Path) -> None:
    names = read(copy / "site").keys()
    assert {"index.html", "calendars/main/today/index.html", "calendars/main.ics"} <= names
    assert not [name for name in names if name.endswith((".yml", ".j2"))]
    # Markdown is there only as the copy of a page.
    copies = [name for name in names if name.endswith(".md")]
    assert [name for name in copies if name.replace(".md", ".html") not in names] == []
    assert not [name for name in copies if (copy / "site" / name).read_text("utf-8").startswith("---")]


@pytest.mark.slow
def test_titles_say_whose_page_it_is_and_what_since_a_card_of_wechat_shows_nothing_else(copy: Path) -> None:
    def title(page: str) -> str:
        found = re.search(
            "<title>(.*?)</title>", (copy / "site" / page).read_text(encoding="utf-8"), re.DOTALL
        )
        assert found
        return found[1].strip()

    assert title("index.html") == "测试店 - 今天群里发什么"
    assert title("my/index.html") == "三分钟，做一份自家的：店里的群今天发什么 - 测试店"
    assert title("my/today/index.html") == "我家 · 今天发什么 - 测试店"
    assert title("my/week/index.html") == "我家 · 这一周发什么 - 测试店"
    assert title("my/month/index.html") == "我家 · 这个月发什么 - 测试店"
    assert title("calendars/main/today/index.html").endswith(" · 今天发什么 - 测试店")
    assert "测试店" not in title("calendars/main/today/index.html").partition(" · ")[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    "url", smoke(["https://shop.example/", "https://shop.example/below/", ""], "https://shop.example/below/")
)
def test_an_address_that_is_not_there_leads_on_in_chinese(url: str, copy: Path) -> None:
    text = (copy / "mkdocs.yml").read_text(encoding="utf-8").replace("https://shop.example/", url)
    (copy / "mkdocs.yml").write_text(text, encoding="utf-8")
    build(copy)
    page = (copy / "site/404.html").read_text(encoding="utf-8")
    (article,) = re.findall(r"<article.*?</article>", page, re.DOTALL)
    assert "<title>没有这一页 - 测试店</title>" in page
    assert "Not found" not in page
    assert '<label class="md-button md-button--primary" for="__search">搜一搜</label>' in article
    home = "/below/" if url.endswith("below/") else "/"
    links = re.findall(r'href="([^"]*)"', article)
    # It is shown at any depth, so every link begins at the root of the host.
    assert links == [home, *(f"{home}{each}/" for each in ("calendars", "industries", "templates", "checks"))]
    assert all((copy / "site" / link.removeprefix(home) / "index.html").is_file() for link in links)


FAULTS = {
    "broken YAML": {SOPS: SOP + "broken: [\n"},
    "a wrong value": {SOPS: SOP.replace("11:00", "25:00")},
    "a calendar that posts nothing": {
        "calendars/main.yml": CALENDAR.replace("sops:", "ends: 2026-12-01\nclosed: 2026-12-01\nsops:")
    },
    "settings": {"mkdocs.yml": SETTINGS.replace("project: shop.example", "project: ''")},
    "a picture that is not there, under --strict": {
        "content/handbook/page.md": "# 页\n\n![图](nowhere.png)\n"
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("changes", FAULTS.values(), ids=FAULTS)
def test_a_failed_build_leaves_the_site_as_it_was(changes: dict[str, str], copy: Path) -> None:
    before = read(copy / "site")
    for path, text in changes.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(text.lstrip("\n"), encoding="utf-8")
    with pytest.raises((ContentError, plugin.SiteError)):
        build(copy, strict="content/handbook/page.md" in changes)
    assert read(copy / "site") == before


def mkdocs(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MKDOCS, *words],
        cwd=root,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.slow
def test_plain_mkdocs_builds_the_same_site_and_fails_without_touching_it(copy: Path) -> None:
    text = (copy / "mkdocs.yml").read_text(encoding="utf-8")
    fixed = text.replace("{project: shop.example}", f"{{project: shop.example, date: {TODAY}}}")
    (copy / "mkdocs.yml").write_text(fixed, encoding="utf-8")
    ours = read(copy / "site")
    done = mkdocs(copy, "build", "--quiet")
    assert done.returncode == 0, done.stderr
    theirs = read(copy / "site")
    assert [name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)] == []
    (copy / SOPS).write_text(SOP.replace("11:00", "25:00"), encoding="utf-8")
    failed = mkdocs(copy, "build")
    assert failed.returncode == 1
    assert "时间 25:00 不对" in failed.stderr
    assert f"{SOPS}:" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert read(copy / "site") == theirs


@pytest.mark.slow
def test_the_rendered_tree_built_by_plain_mkdocs_is_the_same_site(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    for path, content in plugin.rendered(copy, TODAY, None).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    assert "qunli" not in (folder / "mkdocs.yml").read_text(encoding="utf-8")
    with _build_day():
        mkdocs_build(load_config(str(folder / "mkdocs.yml"), site_dir=str(tmp_path / "built")))
    built, ours = read(tmp_path / "built"), read(copy / "site")
    # The other builder marks nothing, and its worker keeps nothing.
    ours.pop(".qunli")
    assert ours.pop("sw.js").endswith(built.pop("sw.js"))
    # There the theme's own search answers, from the same texts, and leads to the page of a plan's texts, not to the plan.
    assert json.loads(ours.pop("search/first.json"))["docs"]
    there = _texts(built.pop("search/search_index.json"))
    assert [each for each, _ in there if each.startswith("industries/shop/welfare/all/#menu")]
    assert _texts(ours.pop("search/search_index.json")) == [
        (re.sub(r"/all/(?=#|$)", "/", location), text) for location, text in there
    ]
    # Here the scripts of a page are one file, there its parts one after another, with their comments.
    joined = {name: ours.pop(name) for name in [*ours] if name.startswith("assets/js/joined/")}
    assert joined
    # Here each page has a copy for assistants.
    copies = [ours.pop(name) for name in [*ours] if name.endswith(".md") or name == "llms.txt"]
    assert len(copies) > 1
    assert [
        name for name in ours.keys() | built.keys() if _whole(ours, joined, name) != _whole(built, {}, name)
    ] == []


_ADDRESS = r'="[./]*assets/js/[\w/]+\.js"(?: defer></script>|>)'
# A run of scripts that are asked for alike.
_SCRIPTS = re.compile(
    r'\s*<(?P<tag>script src|link rel="(?:prefetch|later|asked)" data-\w+(?:="[^"]*")? href)'
    rf"{_ADDRESS}(?:\s*<(?P=tag){_ADDRESS})*\s*"
)

# What judges a text is asked for by the addresses of an attribute.
_JUDGING = re.compile(r'(data-check="[^" ]+) [^"]+')


def _whole(site: dict[str, bytes], joined: dict[str, bytes], name: str) -> object:
    """Return a file of a site: a script bare, a page with what its scripts say in the place of their addresses."""
    content = site.get(name)
    if content is not None and name.startswith("assets/js/"):
        return bare(content.decode())
    if content is None or not name.endswith(".html"):
        return content

    def said(run: re.Match[str]) -> str:
        names = dict.fromkeys(re.findall(r"assets/js/[\w/]+\.js", run[0]))
        return "\n".join(
            joined[each].decode() if each in joined else bare(site[each].decode()) for each in names
        )

    alone = re.sub(r' data-engine="[^"]+"', "", content.decode())
    alone = re.sub(r'<link rel="alternate" type="text/markdown" href="[^"]+">\n', "", alone)
    alone = _JUDGING.sub(lambda found: f"{found[1]}{said(found)}", alone)
    return _SCRIPTS.sub(said, alone)


def _texts(index: bytes) -> list[tuple[str, str]]:
    return [(doc["location"], doc["text"]) for doc in json.loads(index)["docs"]]


@contextlib.contextmanager
def _build_day() -> Iterator[None]:
    """MkDocs dates its sitemap by the clock where nothing else is said."""
    seconds = (TODAY.toordinal() - 719163) * 86400
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(seconds))
        yield


@pytest.mark.slow
@pytest.mark.parametrize(
    "plugins",
    [
        "plugins:\n- search\n- qunli: {project: shop.example}\n",
        "plugins:\n  - search\n  - qunli:\n      project: shop.example\n  - tags\n",
        "plugins:\n  search: {}\n  qunli:\n    project: shop.example\n",
    ],
)
def test_the_settings_of_the_tree_leave_only_this_plugin_out(plugins: str, project: Write) -> None:
    text = re.sub(r"plugins:\n(  - .*\n)+", plugins, SETTINGS) + "nav:\n- a.md\nextra: {a: 1}\n"
    root = project({"mkdocs.yml": text})
    settings = plugin.rendered(root, TODAY, None)["mkdocs.yml"].decode()
    assert "qunli" not in settings
    assert "shop.example}" not in settings
    assert yaml.safe_load(settings)["nav"][0] == "a.md", "what a project names itself stays"
    assert "calendars/index.md" in settings
    for kept in ("search", "extra: {a: 1}", "docs_dir: docs", "custom_dir: theme", "admonition"):
        assert kept in settings
    assert ("tags" in settings) == ("tags" in plugins)


@pytest.mark.slow
def test_the_settings_of_the_tree_hold_what_they_inherit(project: Write) -> None:
    first, _, rest = SETTINGS.partition("plugins:")
    base = f"INHERIT: ../far.yml\nplugins:{rest}theme: {{name: material}}\n"
    far = "copyright: |\n  一行\n  两行\ntheme:\n  language: zh\nextra: {a: 1, b: 2}\nsite_dir: else\n"
    root = project(
        {
            "mkdocs.yml": f"INHERIT: 'base/near.yml'\n{first}extra: {{b: 3}}\n",
            "base/near.yml": base,
            "far.yml": far,
        }
    )
    settings = plugin.rendered(root, TODAY, None)["mkdocs.yml"].decode()
    found = yaml.safe_load(settings)
    assert not {"INHERIT", "site_dir"} & set(found)
    assert "qunli" not in settings
    assert found["copyright"] == "一行\n两行\n"
    assert found["extra"] == {"a": 1, "b": 3}
    assert found["theme"] == {"name": "material", "language": "zh", "font": False, "custom_dir": "theme"}
    assert found["docs_dir"] == "docs"


NAVIGATION: list[Any] = [{"首页": "index.md"}]


def alone(text: str) -> str:
    """Return the settings of the tree, which are the same when they are made again."""
    once = standalone(File("mkdocs.yml", text), Whole(NAVIGATION))
    assert standalone(File("mkdocs.yml", once), Whole(NAVIGATION)) == once
    return once


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("theme: material   # 主题", {"name": "material", "custom_dir": "theme"}),
        (
            "theme: {name: material, language: zh}",
            {"name": "material", "language": "zh", "custom_dir": "theme"},
        ),
        ("theme: {name: material, custom_dir: mine}", {"name": "material", "custom_dir": "theme"}),
        ("theme:\n  # 名字\n  name: material", {"name": "material", "custom_dir": "theme"}),
        ("theme:   # 默认的", {"name": "mkdocs", "custom_dir": "theme"}),
        ("copyright: 没写主题", {"name": "mkdocs", "custom_dir": "theme"}),
    ],
)
def test_the_theme_of_the_tree_is_found_however_it_is_written(written: str, read: dict[str, str]) -> None:
    text = alone(f"site_name: 店\n{written}\nplugins: [search, qunli]\n")
    assert yaml.safe_load(text)["theme"] == read
    assert re.findall("# .*", text) == re.findall("# .*", written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[search, qunli]", ["search"]),
        ("[qunli]", []),
        ('["qunli", {search: {lang: zh}}]', [{"search": {"lang": "zh"}}]),
        ("[search, qunli: {project: a}, tags]", ["search", "tags"]),
        (
            "\n  - search\n  # 我们\n  - qunli:\n      project: a   # 别改\n  # 标签\n  - tags",
            ["search", "tags"],
        ),
        ("\n  qunli: {project: a}\n  search:   # 搜索\n    lang: zh", {"search": {"lang": "zh"}}),
        ("{search: {}, qunli: {project: a}}", {"search": {}}),
    ],
)
def test_only_this_plugin_leaves_and_what_else_has_its_name_stays(written: str, read: Any) -> None:
    text = alone(f"site_name: 店\nplugins: {written}\nextra:\n  qunli: {{a: 1}}   # 不是插件\n")
    found = yaml.safe_load(text)
    assert found["plugins"] == read
    assert found["extra"] == {"qunli": {"a": 1}}
    assert "# 不是插件" in text
    assert ("# 标签" in text) == ("# 标签" in written)


def test_tags_that_only_mkdocs_knows_stay_as_they_are_written() -> None:
    kept = """\
site_name: !ENV [NAME, "店"]   # 店名
markdown_extensions:
  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""
    assert alone(f"{kept}plugins: [search, qunli]\n").startswith(kept)


REFERRING = {
    "a name for the plugin": "plugins:\n  - &x qunli: {project: a}\n  - search\n",
    "a name for the entry": "plugins:\n  - &q {qunli: {project: a}}\n  - search\nextra: {mine: *q}\n",
    "a name for the list": "plugins: &p\n- qunli\n- &s search\nextra:\n  p: *p\n  s: *s\n",
    "settings from elsewhere": "extra: {o: &o {project: a}}\nplugins:\n  - qunli: *o\n  - search\n",
    "settings for elsewhere": "plugins:\n  - qunli: &o {project: a}\n  - search\nextra: {also: *o}\n",
    "the entry from elsewhere": "extra:\n  ours: &o {qunli: {project: a}}\nplugins:\n  - *o\n  - search\n",
    "the list from elsewhere": "extra: {these: &these [search, qunli]}\nplugins: *these\n",
    "a neighbour from elsewhere": "extra: {n: &n search}\nplugins: [qunli, *n]\n",
    "a key from elsewhere": "extra: {n: &n qunli}\nplugins:\n  - *n : {project: a}\n  - search\n",
    "merged settings": "extra: {o: &o {project: a}}\nplugins:\n  - qunli: {<<: *o}\n  - search\n",
    "a merged mapping": "extra: {o: &o {qunli: {project: a}}}\nplugins:\n  <<: *o\n  search: {}\n",
    "two merged mappings": (
        "extra: {o: &o {qunli: {}, search: {lang: en}}, s: &s {search: {lang: zh}}}\nplugins: {<<: [*s, *o]}\n"
    ),
    "what is taken out": "site_dir: &s out\nplugins: [search, qunli]\nextra: {t: *s}\n",
    "what is changed": "theme: &t {name: mkdocs}\nplugins: [search, qunli]\nextra: {t: *t}\n",
    "a text of several lines": (
        "copyright: &c |\n  一\n  二\nextra: {c: *c, n: &n , o: !!str 1}\nplugins: [search, qunli]\n"
    ),
}


@pytest.mark.parametrize("written", REFERRING.values(), ids=REFERRING)
def test_what_settings_refer_to_stands_in_the_tree_and_only_this_plugin_leaves(written: str) -> None:
    text = f"site_name: 店\n{written}"
    before, found = yaml.safe_load(text), yaml.safe_load(alone(text))
    assert [_plugin_name(each) for each in found["plugins"]] == ["search"]
    ours = {"plugins", "theme", "site_dir", "docs_dir", "nav", "exclude_docs"}
    assert {key: found.get(key) for key in before.keys() - ours} == {
        key: before[key] for key in before.keys() - ours
    }


def _plugin_name(entry: Any) -> Any:
    return next(iter(entry)) if isinstance(entry, dict) else entry


def test_what_settings_refer_to_is_theirs_where_what_they_inherit_has_the_same_names() -> None:
    own = "extra: {a: &a 1, b: *a}\ntheme: {name: &n mkdocs}\n"
    base = "plugins: &a [qunli: {project: s}, &n search]\nextra: {c: &x 2, d: *x, p: *a}\ncopyright: *n\n"
    made = standalone(File("mkdocs.yml", own), Whole(NAVIGATION), [File("base.yml", base)])
    found = yaml.safe_load(made)
    assert found["plugins"] == ["search"]
    assert (found["copyright"], found["theme"]["name"]) == ("search", "mkdocs")
    every = [{"qunli": {"project": "s"}}, "search"]
    assert found["extra"] == {"a": 1, "b": 1, "c": 2, "d": 2, "p": every}


def test_settings_that_cannot_be_written_out_are_a_problem_at_their_reference() -> None:
    """What reads the file leaves out a tag before the name of a value."""
    text = "site_name: 店\nplugins: [search, qunli]\nextra: {e: !!str &e 1, f: *e}\n"
    with pytest.raises(ContentError, match="没法自动改") as told:
        alone(text)
    (problem,) = told.value.problems
    assert (problem.line, problem.column) == (3, 27)
    assert "*e" in problem.hint


# --- live reload ----------------------------------------------------------------------------------


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _until(see: Callable[[], bool], what: str, most: float = 60) -> None:
    end = time.monotonic() + most
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if see():
                return
        time.sleep(0.1)
    raise AssertionError(f"not seen: {what}")


@pytest.mark.slow
def test_serving_follows_edits_of_yaml_and_templates_and_outlives_a_broken_one(
    copy: Path, tmp_path: Path, short_package: Path
) -> None:
    """A shop copies the page templates into its project to change them."""
    pages = copy / "site_templates/pages"
    shutil.copytree(REPOSITORY / "site_templates/pages", pages)
    port = _free_port()
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(
            few(short_package, "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"),
            cwd=copy, env=ENVIRONMENT, stdout=log, stderr=log,
        )  # fmt: skip

    def page() -> str:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{port}/industries/shop/welfare/", timeout=10
        ) as answer:
            return str(answer.read().decode())

    def said() -> str:
        return (tmp_path / "log").read_text(encoding="utf-8", errors="replace")

    try:
        _until(lambda: "今天有鱼" in page(), "the first page")
        (copy / SOPS).write_text(SOP.replace("今天有鱼", "今天有虾"), encoding="utf-8")
        _until(lambda: "今天有虾" in page(), "an edit of YAML")
        (copy / SOPS).write_text(SOP.replace("11:00", "25:00"), encoding="utf-8")
        _until(lambda: "时间 25:00 不对" in said(), "the problem")
        assert "Traceback" not in said()
        template = pages / "sop.md.j2"
        template.write_text(template.read_text(encoding="utf-8") + "\n改过的模板\n", encoding="utf-8")
        (copy / SOPS).write_text(SOP.replace("今天有鱼", "今天有蟹"), encoding="utf-8")
        _until(lambda: "今天有蟹" in page() and "改过的模板" in page(), "an edit of a template after mending")
    finally:
        running.terminate()
        running.wait(20)


@pytest.mark.slow
def test_a_repository_in_the_settings_is_where_readers_suggest_another_wording(project: Write) -> None:
    root = project({"mkdocs.yml": SETTINGS + "repo_url: https://gitee.com/a/b\n"})
    tree = plugin.rendered(root, TODAY, None)
    for page in ("industries/shop/welfare.md", "suggest.md"):
        assert b'href="https://gitee.com/a/b/issues/new?title=' in tree[f"docs/{page}"]


def test_a_template_of_the_theme_is_compiled_once_for_all_builds_of_a_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled: list[str] = []
    right = Environment.compile

    def counted(self: Environment, source: str, *rest: Any, **more: Any) -> Any:
        compiled.append(source)
        return right(self, source, *rest, **more)

    def shown(text: str) -> str:
        theme: Any = SimpleNamespace(get_env=lambda: Environment(loader=DictLoader({"once.html": text})))
        theming.hurry(theme)
        return str(theme.get_env().get_template("once.html").render(word="鱼"))

    monkeypatch.setattr(Environment, "compile", counted)
    assert [shown("有{{ word }}"), shown("有{{ word }}")] == ["有鱼", "有鱼"]
    assert len(compiled) == 1
    assert shown("没有{{ word }}") == "没有鱼", "an edited template is compiled anew"
