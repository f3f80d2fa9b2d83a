"""What makes reading easier: copies for assistants, feeds in the head, the chapter before and after, minutes, 有用吗."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import SETTINGS, SOP, TODAY, Write, build
from qunli import plugin
from qunli.handbook import chapters
from qunli.plugin import plain

pytestmark = pytest.mark.usefixtures("few_chapters")

CHAPTER = "---\ntitle: {title}\npart: 拉新\norder: {order}\nsummary: {title}怎么做\n---\n\n{body}\n"
PAGES: dict[str, str | bytes | None] = {
    "mkdocs.yml": SETTINGS.replace("docs_dir: calendars", "docs_dir: content/handbook"),
    "content/handbook/one.md": CHAPTER.format(title="第一", order=1, body="一二三四" * 250 + "\n\n- [ ] 做了\n"),
    "content/handbook/two.md": CHAPTER.format(title="第二", order=2, body="看[第一](one.md)。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n"),
    "content/handbook/three.md": CHAPTER.format(title="第三", order=3, body="完了。"),
    "content/handbook/templates/sheet.md": "---\ntitle: 一张表\n---\n\n填。\n",
}  # fmt: skip
REPOSITORY = "repo_url: https://github.com/shop/groups\n"
_LINK = re.compile(r"<link rel=\"alternate\" type=\"([\w/]+)\"(?: title=\"([^\"]*)\")? href=\"([^\"]+)\">")


def read(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


@pytest.fixture
def site(project: Write, tmp_path: Path) -> Path:
    return build(project(PAGES), tmp_path / "site", TODAY)


# --- copies ---------------------------------------------------------------------------------------


def test_every_page_of_ours_has_a_copy_in_plain_markdown_that_its_head_names(site: Path) -> None:
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 20
    for page in pages:
        named = [each[2] for each in _LINK.findall(page.read_text("utf-8")) if each[0] == "text/markdown"]
        assert named == ["index.md"], page
        copy = (page.parent / "index.md").read_text("utf-8")
        assert copy.startswith("# "), page
        # Outside of texts to paste nothing is HTML, an attribute of Markdown or a tag of a template.
        bare = re.sub(r"^(`{3,})text\n.*?^\1$|(`+).*?\2", "", copy, flags=re.DOTALL | re.MULTILINE)
        assert not re.search(r"(?<!\\)<[a-z/!]|\{[.#:%]|markdown=|&#?\w+;|复制$", bare), page


def test_copies_lead_to_copies_that_are_there(site: Path) -> None:
    count = 0
    for copy in site.rglob("*.md"):
        for link in re.findall(r"(?<!\\)\]\(([^()\s]+)\)", copy.read_text("utf-8")):
            if not urlsplit(link).scheme:
                count += 1
                assert (copy.parent / urlsplit(link).path).is_file(), (copy, link)
    assert count > 20


def test_a_copy_says_what_its_page_says(site: Path) -> None:
    copy = read(site, "two/index.md")
    assert copy == (
        "# 第二\n\n第二怎么做\n\n约 1 分钟读完\n\n看[第一](../one/index.md)。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n"
    )
    assert "- [ ] 做了" in read(site, "one/index.md")
    assert "```text\n今天有鱼\n```" in read(site, "industries/shop/welfare/index.md")


def test_copies_are_the_same_whether_kept_or_made_and_untouched_where_nothing_changed(
    project: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = project(PAGES)
    monkeypatch.setenv("QUNLI_CACHE", str(tmp_path / "kept"))

    def copies() -> dict[Path, tuple[bytes, int]]:
        plugin.build(root, TODAY, None, strict=False)
        found = [*(root / "site").rglob("*.md"), root / "site/llms.txt"]
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in found}

    first = copies()
    assert copies() == first
    monkeypatch.setenv("QUNLI_CACHE", "")
    assert copies() == first


def test_copies_are_in_no_search_sitemap_or_list_of_pages_without_network(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*.md")] + ["llms.txt"]
    for path in ("search/search_index.json", "search/first.json", "sitemap.xml", "sw.js"):
        said = read(site, path)
        assert not [each for each in names if f'"{each}' in said or f"/{each}<" in said]


@pytest.mark.parametrize("setting", ["use_directory_urls: false", "plugins:\n  - search\n  - offline"])
def test_copies_stand_beside_pages_that_are_files(setting: str, project: Write, tmp_path: Path) -> None:
    text = PAGES["mkdocs.yml"]
    assert isinstance(text, str)
    changed = text.replace("plugins:\n  - search", setting) if "plugins" in setting else f"{text}{setting}\n"
    found = build(project({**PAGES, "mkdocs.yml": changed}), tmp_path / "site", TODAY)
    assert '<link rel="alternate" type="text/markdown" href="two.md">' in read(found, "two.html")
    assert "看[第一](one.md)。" in read(found, "two.md")
    assert "https://shop.example/two.md" in read(found, "llms.txt")


@pytest.mark.parametrize(
    ("page", "copy"),
    [
        ("<p>一<br>二<br />三</p>", "一\\\n二\\\n三"),
        ("<h2 id=a>a &amp; b<a class=headerlink href=#a>¶</a></h2>", "## a & b"),
        ("<p># 一</p><p>- 二</p><p>3. 三</p><p>&gt; 四</p><p>---</p>", "\\# 一\n\n\\- 二\n\n3\\. 三\n\n\\> 四\n\n\\---"),
        ("<p>*a* _b_ c_d `e` [f] &lt;g&gt; &amp;lt; ~~h~~</p>", "\\*a\\* \\_b\\_ c_d \\`e\\` \\[f\\] \\<g> \\&lt; \\~\\~h\\~\\~"),
        ("<p>a <strong> b </strong>c<em></em></p>", "a **b** c"),
        ("<p>a<button>复制</button><span hidden>b</span><svg><path d='>'/></svg><!-- c --></p>", "a"),
        ("<pre>a\n&lt;b&gt; *c*\n```</pre>", "````text\na\n<b> *c*\n```\n````"),
        ("<p><code>a`b</code> <kbd>c</kbd></p>", "``a`b`` `c`"),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>", "- a\n  - b\n- c\n  d"),
        ("<ol start=3><li>a</li><li>b<pre>c</pre></li></ol>", "3. a\n4. b\n\n   ```text\n   c\n   ```"),
        ("<table><tr><th>a|b</th><th></th></tr><tr><td><p>c</p><p>d</p></td></tr></table>", "| a\\|b |  |\n| --- | --- |\n| c d |  |"),
        ("<table><tr><td><a href=/x>a</a></td><td><a href=/x>b</a></td></tr></table>", "| [a](/x) | b |\n| --- | --- |"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<details><summary>a</summary><p>b</p></details>", "**a**\n\nb"),
        ("<div class=tabbed-set><input type=radio><div><label>a</label><label>b</label></div><div><div class=tabbed-block><p>1</p></div><div class=tabbed-block><p>2</p></div></div></div>", "**a**\n\n1\n\n**b**\n\n2"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "**a**\n\nb"),
        ("<p>a</b><img src=/p.png alt=图></div> <a title='x > y' href='/z'>b</a>", "a![图](/p.png) [b](/z)"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("<p> </p><div></div><pre></pre><table></table><script>a</script>", ""),
    ],
)  # fmt: skip
def test_html_becomes_markdown(page: str, copy: str) -> None:
    assert plain.markdown(page, lambda address: "" if address.startswith("#") else address) == copy + "\n"


# --- llms.txt -------------------------------------------------------------------------------------


def test_the_list_for_assistants_has_every_page_of_the_navigation_with_a_line(site: Path) -> None:
    lines = read(site, "llms.txt").splitlines()
    assert lines[0] == "# 测试店"
    assert lines[2].startswith("> ")
    links = [re.fullmatch(r"- \[(.+?)\]\(https://shop\.example/(\S+\.md)\)(：.+)?", each) for each in lines]
    found = {each[2]: (each[1], each[3]) for each in links if each}
    assert found["two/index.md"] == (
        "第二" if "拉新" not in found["two/index.md"][0] else "拉新 · 第二",
        "：第二怎么做",
    )
    assert found["industries/shop/welfare/index.md"][0] == "小店 · 福利群"
    assert {"index.md", "calendars/main/index.md", "templates/sheet/index.md"} <= found.keys()
    assert all((site / path).is_file() for path in found)
    # What owners never need comes last, where a reader in a hurry may leave it out.
    sections = [each for each in lines if each.startswith("## ")]
    assert sections[-1] == "## Optional"
    assert lines.index("## Optional") < next(
        number for number, each in enumerate(lines) if "makers/index.md" in each
    )


def test_what_a_project_has_of_its_own_stays(project: Write, tmp_path: Path) -> None:
    """A list of its own, and its own pages, which have no copies but stand in a list of ours."""
    foreign: dict[str, str | bytes | None] = {
        "mkdocs.yml": SETTINGS.replace("docs_dir: calendars\n", ""),
        "docs/index.md": "# 老站\n",
        "docs/about.md": "# 关于 & <我们>\n",
    }
    found = build(project(foreign), tmp_path / "site", TODAY)
    assert "text/markdown" not in read(found, "about/index.html")
    assert not (found / "about/index.md").exists()
    assert "- [关于 & <我们>](https://shop.example/about/)" in read(found, "llms.txt")
    assert (found / "calendars/main/index.md").is_file()
    again = build(project({**foreign, "docs/llms.txt": "自己的\n"}), tmp_path / "again", TODAY)
    assert read(again, "llms.txt") == "自己的\n"


# --- heads ----------------------------------------------------------------------------------------


def test_calendars_and_plans_name_their_feeds(site: Path) -> None:
    def feeds(path: str) -> dict[str, str]:
        found = _LINK.findall(read(site, path))
        return {title: href for kind, title, href in found if kind == "text/calendar"}

    shop = feeds("calendars/main/index.html")
    assert shop == {"中山路店 · 全部": "../main.ics", "中山路店 · 店员": "staff.ics"}
    assert feeds("industries/shop/welfare/index.html") == {"中山路店 · 全部": "../../../calendars/main.ics"}
    assert feeds("one/index.html") == {}
    for href in shop.values():
        assert (site / "calendars/main" / href).is_file()


def test_a_plan_that_several_shops_post_is_no_shops_own(project: Write, tmp_path: Path) -> None:
    calendars = {f"calendars/{name}.yml": f"title: {name}店\nindustry: shop\nstarts: 2026-12-01\nsops: {{welfare: {{}}}}\n" for name in ("a", "b")}  # fmt: skip
    found = build(project({**calendars, "calendars/main.yml": None}), tmp_path / "site", TODAY)
    assert "text/calendar" not in read(found, "industries/shop/welfare/index.html")


# --- chapters -------------------------------------------------------------------------------------


def around(site: Path, path: str) -> list[tuple[str, str]]:
    nav = re.search(r"<nav class=\"q-around\".*?</nav>", read(site, path), re.DOTALL)
    return re.findall(r"<a href=\"([^\"]+)\" rel=\"(\w+)\"", nav[0]) if nav else []


def test_a_chapter_leads_to_those_before_and_after_it_and_to_nothing_else(site: Path) -> None:
    ways = [way for path in ("one", "two", "three") for way in around(site, f"{path}/index.html")]
    assert ("../one/", "prev") in around(site, "two/index.html")
    assert ("../three/", "next") in around(site, "two/index.html")
    assert all((site / path.removeprefix("../") / "index.md").is_file() for path, _ in ways)
    assert not any("industries" in path or "templates" in path for path, _ in ways)
    for path in ("templates/sheet", "industries/shop/welfare", "calendars/main"):
        assert around(site, f"{path}/index.html") == []


def test_a_theme_that_leads_on_from_every_page_does_so_alone(project: Write, tmp_path: Path) -> None:
    text = PAGES["mkdocs.yml"]
    assert isinstance(text, str)
    footer = text.replace("font: false}", "font: false, features: [navigation.footer]}")
    found = build(project({**PAGES, "mkdocs.yml": footer}), tmp_path / "site", TODAY)
    assert around(found, "two/index.html") == []
    assert "md-footer__link--next" in read(found, "two/index.html")


def test_a_chapter_says_how_long_it_is_and_no_search_finds_that(site: Path) -> None:
    assert "约 3 分钟读完" in read(site, "one/index.html")
    assert "分钟读完" not in read(site, "templates/sheet/index.html")
    assert "分钟读完" not in read(site, "search/search_index.json")


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("", 1),
        ("字" * 400, 1),
        ("字" * 1200, 3),
        ("word " * 800, 2),
        ("[字](https://a.example/" + "x/" * 900 + ")", 1),
        ("，。" * 900, 1),
    ],
)
def test_minutes_count_what_is_read(body: str, count: int) -> None:
    assert chapters.minutes(body) == count


# --- 有用吗 ---------------------------------------------------------------------------------------


def asked(site: Path, path: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'q-useful"><a href="([^"]+)"', read(site, path))]


@pytest.mark.parametrize(
    ("more", "is_asked"),
    [(REPOSITORY, True), ("", False), ("repo_url: https://code.shop.example/groups\n", False)],
)
def test_readers_are_asked_only_where_a_repository_takes_answers(
    more: str, is_asked: bool, project: Write, tmp_path: Path
) -> None:
    text = PAGES["mkdocs.yml"]
    assert isinstance(text, str)
    found = build(project({**PAGES, "mkdocs.yml": text + more}), tmp_path / "site", TODAY)
    for path in ("two/index.html", "industries/shop/welfare/index.html"):
        links = asked(found, path)
        assert len(links) == is_asked
        for link in links:
            assert link.startswith("https://github.com/shop/groups/issues/new?")
            assert path.removesuffix("/index.html") in parse_qs(urlsplit(link).query)["body"][0]
    assert asked(found, "calendars/main/today/index.html") == []


def test_a_title_of_any_signs_breaks_no_head(project: Write, tmp_path: Path) -> None:
    title = "\"甲\" & <乙> 'a': {{ b }} #c"
    quoted = f"title: {title!r}".replace("\\'", "''") if "'" not in title else f"title: {_double(title)}"
    changes = {**PAGES, "content/industries/shop/sops/welfare.yml": SOP.replace("title: 福利群", quoted)}
    calendar = f"title: {_double(title)}\nindustry: shop\nstarts: 2026-12-01\nsops: {{welfare: {{}}}}\n"
    found = build(project({**changes, "calendars/main.yml": calendar}), tmp_path / "site", TODAY)
    named = [html.unescape(each[1]) for each in _LINK.findall(read(found, "calendars/main/index.html"))]
    assert f"{title} · 全部" in named
    assert read(found, "calendars/main/index.md").startswith("# ")


def _double(text: str) -> str:
    quote: Callable[[str], str] = lambda sign: "\\" + sign if sign in '"\\' else sign  # noqa: E731
    return '"' + "".join(map(quote, text)) + '"'
