"""Beside other things in MkDocs: files and pages of a project, its theme, its plugins, and any form of addresses."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import CALENDAR, SETTINGS, TODAY, Write, few, smoke
from crawl import Crawl
from qunli import plugin
from qunli.plugin.joining import bare
from qunli.problem import ContentError

pytestmark = pytest.mark.usefixtures("few_chapters")
PICTURE = b"\x89PNG\r\n\x1a\nno picture"
FOREIGN: dict[str, str | bytes] = {
    "docs/index.md": "# 老站\n\n[关于](about.md) ![门](img/door.png) [今天](calendars/main/today.md)\n",
    "docs/about.md": "# 关于我们\n",
    "docs/guide/README.md": "# 指南\n",
    "docs/img/door.png": PICTURE,
}
BESIDE = SETTINGS.replace("docs_dir: calendars\n", "")


def settings(text: str = SETTINGS, *more: str, theme: str = "", plugins: str = "") -> str:
    """Return settings with a theme's option, further plugins (lines of a list) and further fields."""
    text = text.replace("font: false}", f"font: false{theme and ', '}{theme}}}")
    text = text.replace("plugins:\n  - search\n", f"plugins:\n  - search\n{plugins}")
    return text + "".join(f"{each}\n" for each in more)


def build(root: Path) -> Path:
    plugin.build(root, TODAY, None, strict=False)
    return root / "site"


def crawled(site: Path, url: str = "https://shop.example/") -> Crawl:
    found = Crawl(site, url)
    assert found.faults() == []
    return found


# --- every link leads somewhere -------------------------------------------------------------------

SPEAKING = CALENDAR + "remind: 10\n"
SETTINGS_OF_ADDRESSES = {
    "folders": (settings(), "https://shop.example/"),
    "files": (settings(SETTINGS, "use_directory_urls: false"), "https://shop.example/"),
    "offline, declared after us": (
        SETTINGS.replace("example}\n", "example}\n  - offline\n"),
        "https://shop.example/",
    ),
    "below a path": (
        settings().replace("https://shop.example/", "https://shop.example/sub/path"),
        "https://shop.example/sub/path/",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("text", "url"), smoke(SETTINGS_OF_ADDRESSES, "files"))
def test_every_link_of_page_feed_sheet_and_code_leads_somewhere(text: str, url: str, project: Write) -> None:
    site = build(project({"mkdocs.yml": text, "calendars/main.yml": SPEAKING}))
    found = crawled(site, url)
    assert {"page", "load", "feed", "code", "search", "sitemap"} <= found.seen.keys()
    assert found.seen["feed"] > 10
    assert (site / "calendars/main/today.html").is_file() == (".html" in feed_url(site))


def feed_url(site: Path) -> str:
    feed = (site / "calendars/main.ics").read_bytes().replace(b"\r\n ", b"").decode()
    return re.findall(r"^URL:(.*)\r$", feed, re.MULTILINE)[0]


@pytest.mark.slow
def test_a_link_that_leads_nowhere_is_seen(project: Write) -> None:
    site = build(project())
    (site / "calendars/main/today/index.html").unlink()
    faults = Crawl(site, "https://shop.example/").faults()
    assert {each.split(": ")[1].split()[0] for each in faults} >= {"page", "feed", "sitemap"}


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_files_of_the_documents_reach_the_site_and_sources_do_not(project: Write) -> None:
    kept = {
        "CNAME": "shop.example\n",
        "robots.txt": "Allow: /\n",
        "MP_verify_abc123.txt": "abc",
        "my.css": "p {}\n",
    }
    left = {"main.yml.bak": "x", "old.yaml~": "x", ".hidden": "x"}
    root = project(
        {f"calendars/{name}": text for name, text in {**kept, **left}.items()}
        | {"mkdocs.yml": settings(SETTINGS, "extra_css: [my.css]")}
    )
    site = build(root)
    assert {name: (site / name).read_text(encoding="utf-8") for name in kept} == kept
    assert not [path.name for path in site.rglob("*") if re.search(r"\.ya?ml|hidden", path.name)]
    crawled(site)


@pytest.mark.slow
def test_a_picture_beside_a_chapter_is_shown(project: Write) -> None:
    chapter = "---\ntitle: 店规\n---\n# 店规\n\n![群二维码](qr.png)\n"
    root = project(
        {
            "mkdocs.yml": SETTINGS.replace("docs_dir: calendars", "docs_dir: content/handbook"),
            "content/handbook/shop-rules.md": chapter,
            "content/handbook/qr.png": PICTURE,
        }
    )
    site = build(root)
    assert (site / "qr.png").read_bytes() == PICTURE
    assert 'src="../qr.png"' in (site / "shop-rules/index.html").read_text(encoding="utf-8")
    crawled(site)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("docs/almanac.md", "almanac/"),
        ("docs/almanac/index.md", "almanac/"),
        ("docs/calendars/main/README.md", "calendars/main/"),
        ("docs/calendars/main.ics", "calendars/main.ics"),
    ],
)
def test_an_address_wanted_twice_is_a_problem_in_words(path: str, address: str, project: Write) -> None:
    root = project({**FOREIGN, "mkdocs.yml": BESIDE, path: "# 别的\n"})
    with pytest.raises(ContentError) as caught:
        build(root)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == (path, "Q025")
    assert f"/{address} " in problem.message


@pytest.mark.slow
def test_a_link_out_of_the_project_is_not_published(project: Write, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    root = project()
    (root / "calendars/out.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(ContentError, match="指到项目外面"):
        build(root)


# --- an existing site -----------------------------------------------------------------------------


def tabs(site: Path, page: str = "about/index.html") -> list[str]:
    """Return the titles at the top of the navigation."""
    text = (site / page).read_text(encoding="utf-8")
    body = text[text.index('<nav class="md-nav md-nav--primary"') :]
    found = re.findall(r'md-nav__item[^"]*">.*?<span class="md-ellipsis">\s*(.*?)\s*(?:<|$)', body, re.DOTALL)
    return [each.strip() for each in found]


NAVIGATIONS: Mapping[str, tuple[str, list[str]]] = {
    "not given": ("", ["老站", "关于我们"]),
    "given": ("nav: [首页: index.md, 关于: about.md]", ["首页", "关于"]),
}


@pytest.mark.slow
@pytest.mark.parametrize(("nav", "first"), smoke(NAVIGATIONS, "given"))
def test_an_existing_site_keeps_its_pages_and_gets_our_sections_beside_them(
    nav: str, first: list[str], project: Write
) -> None:
    site = build(project({**FOREIGN, "mkdocs.yml": settings(BESIDE, nav)}))
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "老站" in home
    assert 'href="calendars/main/today/"' in home
    assert "assets/qunli.css" not in home, "a page that is not ours keeps its looks"
    assert (site / "img/door.png").read_bytes() == PICTURE
    assert (site / "guide/index.html").is_file()
    titles = tabs(site)
    assert [each for each in titles if each in first] == first
    assert titles.index(first[-1]) < titles.index("排期表") < titles.index("行业模板")
    assert "assets/qunli.css" in (site / "calendars/main/index.html").read_text(encoding="utf-8")
    crawled(site)


@pytest.mark.slow
def test_a_navigation_that_names_pages_of_ours_is_left_as_it_is(project: Write) -> None:
    nav = "nav: [关于: about.md, 排期: calendars/main/index.md]"
    site = build(project({**FOREIGN, "mkdocs.yml": settings(BESIDE, nav)}))
    assert "行业模板" not in tabs(site)


@pytest.mark.slow
def test_a_navigation_that_names_a_missing_page_is_a_problem_at_its_line(project: Write) -> None:
    root = project({**FOREIGN, "mkdocs.yml": settings(BESIDE, "nav:", "  - index.md", "  - 价目: prices.md")})
    with pytest.raises(ContentError) as caught:
        build(root)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code, problem.snippet) == ("mkdocs.yml", "Q014", "  - 价目: prices.md")
    assert "prices.md" in problem.message


# --- themes ---------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_projects_own_theme_stands_before_ours_and_ours_still_works(project: Write) -> None:
    overrides = {
        "overrides/main.html": '{% extends "base.html" %}\n{% block announce %}今晚停电{% endblock %}\n',
        "overrides/assets/today.css": "/* 自己的 */\n",
    }
    site = build(project({**overrides, "mkdocs.yml": settings(theme="custom_dir: overrides")}))
    plan = (site / "industries/shop/welfare/index.html").read_text(encoding="utf-8")
    assert "今晚停电" in plan
    joined = re.search(r'<script src="(?:\.\./)*(assets/js/joined/[^"]+)"', plan)
    assert joined
    copying = bare((site / "assets/js/copy.js").read_text(encoding="utf-8"))
    assert copying in (site / joined[1]).read_text(encoding="utf-8")
    assert "assets/qunli.css" in plan
    assert (site / "assets/today.css").read_text(encoding="utf-8") == "/* 自己的 */\n"
    crawled(site)


# --- plugins --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_pages_of_material_s_own_plugins_stand_beside_ours(project: Write) -> None:
    """Tags and blog come with Material; the nightly job tries those that do not."""
    post = "---\ndate: 2026-11-01\ntags: [甲]\n---\n# 第一篇\n\n正文\n"
    files: dict[str, str | bytes] = {
        **FOREIGN,
        "docs/tags.md": "# 标签\n\n<!-- material/tags -->\n",
        "docs/blog/index.md": "# 博客\n",
        "docs/blog/posts/first.md": post,
        "mkdocs.yml": settings(BESIDE, plugins="  - tags\n  - blog\n"),
    }
    site = build(project(files))
    assert (site / "blog/index.html").is_file()
    assert "第一篇" in (site / "blog/2026/11/01/第一篇/index.html").read_text(encoding="utf-8")
    found = crawled(site)
    assert found.seen["feed"] > 10


@pytest.mark.slow
def test_a_fault_of_another_plugin_names_it_and_leaves_the_site(project: Write) -> None:
    hook = "def on_page_context(context, **more):\n    raise RuntimeError('/home/x/a.txt: no')\n"
    root = project({"hooks/greet.py": hook, "mkdocs.yml": settings(SETTINGS, "hooks:", "  - hooks/greet.py")})
    with pytest.raises(ContentError) as caught:
        build(root)
    (problem,) = caught.value.problems
    assert (problem.code, problem.snippet) == ("Q030", "  - hooks/greet.py")
    assert "钩子 hooks/greet.py 出错了" in problem.message
    assert "/home" not in problem.message
    assert not (root / "site").exists()


@pytest.mark.slow
def test_every_page_of_ours_tells_the_macros_plugin_to_leave_it_alone(project: Write) -> None:
    tree = plugin.rendered(project(), TODAY, None)
    pages = {path: text.decode() for path, text in tree.items() if path.endswith(".md")}
    assert len(pages) > 10
    assert [
        path for path, text in pages.items() if "render_macros: false" not in text.split("\n---\n")[0]
    ] == []


# --- instant loading ------------------------------------------------------------------------------


@pytest.mark.slow
def test_no_way_to_a_page_of_ours_or_from_it_is_loaded_instantly(project: Write) -> None:
    text = settings(BESIDE, theme="features: [navigation.instant, navigation.top]")
    site = build(project({**FOREIGN, "mkdocs.yml": text}))
    about, plan = (
        (site / name / "index.html").read_text(encoding="utf-8")
        for name in ("about", "industries/shop/welfare")
    )
    assert '"navigation.instant"' in about
    assert '"navigation.instant"' not in plan
    assert '"navigation.top"' in plan
    listed = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://shop.example/about/</loc>" in listed
    assert "calendars/main" not in listed


# --- one line in somebody's mkdocs.yml --------------------------------------------------------------


THEMES = {
    "on one line": "theme: {name: material, font: false}\n",
    "in lines": "theme:\n  name: material\n  font: false\n  language: en\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("theme", smoke(THEMES, "in lines"))
@pytest.mark.parametrize("command", smoke(["qunli build", "mkdocs build -q"], "qunli build"))
def test_one_line_in_an_existing_project_is_enough(
    command: str, theme: str, tmp_path: Path, short_package: Path
) -> None:
    """As docs/existing-site.md says: no calendar yet, no nav, no extension, MkDocs' own command or ours."""
    for path, text in FOREIGN.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        content = text.replace("[今天](calendars/main/today.md)", "") if isinstance(text, str) else text
        (tmp_path / path).write_bytes(content.encode() if isinstance(content, str) else content)
    before = f"site_name: 老站\nsite_url: https://shop.example/\n{theme}plugins:\n  - search\n"
    (tmp_path / "mkdocs.yml").write_text(before + "  - qunli: {project: shop.example}\n", encoding="utf-8")
    done = subprocess.run(
        few(short_package, *command.split()),
        cwd=tmp_path, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    assert "关于我们" in (site / "about/index.html").read_text(encoding="utf-8")
    assert (site / "img/door.png").read_bytes() == PICTURE
    assert {"老站", "关于我们", "排期表", "行业模板"} <= set(tabs(site))
    crawled(site)
