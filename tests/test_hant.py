"""The site in Traditional Chinese and large letters: what is converted, what is not, and what a build says of it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import SETTINGS, TODAY, Write, build, needs
from qunli import hant, plugin
from qunli.hant.converting import OWN
from qunli.plugin import tight
from qunli.problem import ContentError
from traditional import simplified

pytestmark = needs("OpenCC", hant.is_there())

BOTH = "  - qunli: {project: shop.example, hant: true, large_print: true}"


class Said(HTMLParser):
    """What a page says to people: its texts, and the attributes that are read or heard; not what is said to be in another language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in {"script", "style"} or given.get("lang") == "zh-Hans"
        if given.get("lang") != "zh-Hans":
            self.words += [
                given.get(name, "") for name in ("alt", "aria-label", "label", "placeholder", "title")
            ]

    def handle_endtag(self, tag: str) -> None:
        self._silent = 0 if tag in {"script", "style", "a"} else self._silent

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("群历：今天发什么", "群曆：今天發什麼"),
        ("福利、干货、互动", "福利、乾貨、互動"),
        ("接龙里写房号，三天后发菜单", "接龍裡寫房號，三天後發菜單"),
        ("进群后别只发广告，密封后放冰箱", "進群後別只發廣告，密封後放冰箱"),
        ("账号、发布、小程序、视频号", "帳號、發布、小程序、視頻號"),
        ("冲奶、糖醋里脊、蛋卷、面料、牛肉面、里面", "沖奶、糖醋里脊、蛋捲、面料、牛肉麵、裡面"),
        ("三公里内送，吧台取，一台秤", "三公里內送，吧檯取，一台秤"),
        ("约好的那条发过来，只有一只", "約好的那條發過來，只有一隻"),
        ("周四 11:00 → 福利群 {{ store }} #menu", "週四 11:00 → 福利群 {{ store }} #menu"),
        ("皇后、茶几、干净、头发、饼干", "皇后、茶几、乾淨、頭髮、餅乾"),
    ],
)
def test_words_of_the_trade_are_written_as_shops_there_write_them(text: str, said: str) -> None:
    assert hant.converted(text) == said
    assert hant.converted(said) == said


def test_the_projects_own_words_are_as_long_as_those_they_stand_for_and_change_something() -> None:
    for wrong, said in OWN["instead"].items():
        assert len(wrong) == len(said)
        assert wrong != said or any(other in wrong and other != wrong for other in OWN["instead"]), wrong


def test_what_a_page_needs_to_say_words_says_them_as_the_build_does_once_and_again() -> None:
    texts = ["换一只碗，只要一只", "干了的面粉做面条", "里面发的头发照片", "皇后镇后面", "这周末发完"]
    runs = hant.runs(texts)
    known = hant.known(runs)
    for run in runs:
        assert known.written(run) == hant.converted(run)
        assert known.written(known.written(run)) == hant.converted(run)
    assert known.written("后厨没发的货") == "後廚沒發的貨"


def test_a_search_finds_either_way_of_writing_as_the_simplified_one() -> None:
    one, other = hant.fold(["群规和秒杀", "理发"])
    table = str.maketrans(one, other)
    assert "群規秒殺理髮臺裏發".translate(table) == "群规秒杀理发台里发"


# --- pages ----------------------------------------------------------------------------------------

EDITION = hant.Edition(
    "zh-hant", {"index.html", "my/index.html", "my/today/index.html", "flat.html"}, hant.converted
)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<p title="发布">发布</p>', '<p title="發布">發布</p>'),
        ("<p>a &lt; 发 <b>x</b> 布 </p>", "<p>a &lt; 發 <b>x</b> 布 </p>"),
        ('<input placeholder="例：发" value="发" data-of="发">', '<input placeholder="例：發" value="发" data-of="发">'),
        ('<meta name="description" content="发"><meta name="x" content="发">', '<meta name="description" content="發"><meta name="x" content="发">'),
        ("<script>发('发')</script><!-- 发 --><style>发{}</style>发", "<script>发('发')</script><!-- 发 --><style>发{}</style>發"),
        ('<html lang="zh" class="x">', '<html lang="zh-Hant" class="x">'),
        ('<html data-root="../../">', '<html data-root="../../../">'),
        ('<a href="../">发</a><a href="#发">a</a>', '<a href="../">發</a><a href="#发">a</a>'),
        ('<a href="../../flat.html#a">x</a>', '<a href="../../flat.html#a">x</a>'),
        ("<script src=../../assets/x.js></script>", "<script src=../../../assets/x.js></script>"),
        ('<main data-check="../../a.js ../../b.js">', '<main data-check="../../../a.js ../../../b.js">'),
        ('<a href="https://x.cn/发">发</a>', '<a href="https://x.cn/发">發</a>'),
        ('<a href="index.md">x</a>', '<a href="../../../my/today/index.md">x</a>'),
        (
            '<ul><li class="task-list-item"><label>x</label> 发 <b>布</b><ul><li>里</li></ul></li><li>发</li></ul>',
            '<ul><li class="task-list-item" data-words="x 发 布里"><label>x</label> 發 <b>布</b><ul><li>裡</li></ul></li><li>發</li></ul>',
        ),
        ("<pre>发\n\n  布\n</pre>", "<pre>發\n\n  布\n</pre>"),
        ("1 < 2 发 > <发", "1 < 2 發 > <發"),
    ],
)  # fmt: skip
def test_a_page_says_its_words_anew_and_leads_where_it_led(html: str, said: str) -> None:
    assert hant.page(html, "my/today/index.html", EDITION) == said


def test_the_settings_of_the_themes_script_are_said_too_and_colours_are_chosen_once_for_both() -> None:
    html = (
        '<script>__md_scope=new URL("../..",location)</script>'
        '<script id="__config" type="application/json">{"base": "../..", "search": "../../w.js", "translations": {"a": "发<"}}</script>'
    )
    said = hant.page(html, "my/today/index.html", EDITION)
    assert '__md_scope=new URL("../../..",location)' in said
    settings = json.loads(said.partition('json">')[2].partition("</script>")[0])
    assert settings == {"base": "../..", "search": "../../../w.js", "translations": {"a": "發<"}}
    assert "發<" not in said


@pytest.mark.slow
def test_no_word_of_a_page_is_left_in_simplified_characters(whole: Path) -> None:
    assert simplified("发里后面只台干") == {"发"}
    pages = list((whole / "zh-hant").rglob("*.html"))
    assert len(pages) > 250
    for page in pages:
        words = Said(page.read_text("utf-8")).words
        assert simplified("".join(words)) == set(), page


@pytest.mark.slow
def test_scripts_plans_and_checks_are_said_as_the_build_says_them(whole: Path) -> None:
    scripts = [
        *whole.glob("assets/js/**/*.js"),
        *whole.glob("industries/*/plan.js"),
        whole / "checks/try/why.js",
    ]
    runs = hant.runs(path.read_text("utf-8") for path in scripts)
    known = hant.known(runs)
    assert known.script() == hant.known(runs).script()
    wrong = [(run, known.written(run)) for run in runs if known.written(run) != hant.converted(run)]
    assert wrong == []
    assert [run for run in map(known.written, runs) if known.written(run) != run] == []
    assert (whole / "zh-hant/words.js").stat().st_size < 20_000


@pytest.mark.slow
def test_every_address_of_a_page_leads_to_a_file(whole: Path) -> None:
    count = 0
    for page in (whole / "zh-hant").rglob("*.html"):
        for found in re.findall(
            r'\s(?:href|src|data-engine|data-worker|data-check)="([^"]*)"', page.read_text("utf-8")
        ):
            for address in found.split():
                path = address.partition("#")[0].partition("?")[0]
                if not path or re.match(r"[a-z]+:|/", path):
                    continue
                there = (page.parent / path).resolve()
                assert (there / "index.html" if there.is_dir() else there).is_file(), (page, address)
                count += 1
    assert count > 15_000


# --- builds ---------------------------------------------------------------------------------------


@pytest.fixture
def small(project: Write, tmp_path: Path) -> Path:
    settings = SETTINGS.replace("  - qunli: {project: shop.example}", BOTH)
    assert BOTH in settings
    return build(
        project({"mkdocs.yml": settings, "calendars/own.html": "<p>发</p>"}), tmp_path / "site", TODAY
    )


@pytest.mark.slow
def test_a_site_has_a_second_edition_of_each_page_with_a_way_there_and_back(small: Path) -> None:
    made = small / "zh-hant"
    pages = {
        path.relative_to(small).as_posix() for path in small.rglob("index.html") if made not in path.parents
    }
    assert {path.relative_to(made).as_posix() for path in made.rglob("*.html")} == pages
    there, back = (
        path.read_text("utf-8") for path in (small / "my/today/index.html", made / "my/today/index.html")
    )
    assert 'href="../../zh-hant/my/today/" hreflang="zh-Hant"' in there
    assert 'href="../../../my/today/" hreflang="zh-Hans"' in back
    assert re.search(
        r'<link rel="canonical" href="https://shop.example/zh-hant/', (made / "index.html").read_text("utf-8")
    )
    assert not (made / "404.html").exists()


@pytest.mark.slow
def test_map_manifest_search_and_worker_know_the_second_edition(small: Path) -> None:
    entry = (
        (small / "sitemap.xml").read_text("utf-8").partition("<loc>https://shop.example/zh-hant/my/</loc>")[2]
    )
    assert 'hreflang="zh-Hans" href="https://shop.example/my/"' in entry.partition("</url>")[0]
    manifest = json.loads((small / "zh-hant/manifest.webmanifest").read_text("utf-8"))
    assert (manifest["lang"], manifest["icons"][0]["src"]) == ("zh-Hant", "../assets/icon-192.png")
    first, rest = (
        json.loads((small / f"zh-hant/search/{name}.json").read_text("utf-8"))
        for name in ("first", "search_index")
    )
    assert first["config"]["rest"] == "zh-hant/search/search_index.json"
    assert len(first["config"]["fold"]) == len(rest["config"]["fold"]) == 2
    assert "福利群" in {doc["title"].partition(" · ")[0] for doc in rest["docs"]}
    kept = json.loads(
        (small / "sw.js").read_text("utf-8").partition("\n")[0].removeprefix("self.qunliOffline=").rstrip(";")
    )
    assert {"zh-hant/my/today/index.html", "zh-hant/words.js", "assets/js/hant.js"} <= set(kept["later"])
    assert not [path for path in kept["now"] if "hant" in path]


@pytest.mark.slow
def test_a_site_without_these_switches_has_no_trace_of_them(project: Write, tmp_path: Path) -> None:
    site = build(project(), tmp_path / "site", TODAY)
    assert not (site / "zh-hant").exists()
    for page in site.rglob("*.html"):
        assert not re.search(r"zh-hant|data-enlarge|large\.js", page.read_text("utf-8"), re.IGNORECASE), page


def test_where_opencc_is_missing_the_build_says_how_to_get_it(
    project: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"mkdocs.yml": SETTINGS.replace("  - qunli: {project: shop.example}", BOTH)})
    monkeypatch.setattr(hant, "is_there", lambda: False)
    with pytest.raises(ContentError) as error:
        plugin.config_of(root)
    (problem,) = error.value.problems
    assert (problem.code, problem.line) == (
        "Q002",
        SETTINGS.split("\n").index("  - qunli: {project: shop.example}"),
    )
    assert 'pip install "qunli[hant]"' in problem.hint


def test_a_page_loses_only_breaks_that_nobody_sees() -> None:
    page = "<p>\n\n   a\n  b</p>\n<pre>x\n\n  y</pre><code>\n  c</code>\n\n<script>\n  1\n</script>\n  <textarea>\n  z</textarea>"
    assert (
        tight.tight(page)
        == "<p>\na\nb</p>\n<pre>x\n\n  y</pre><code>\n  c</code>\n<script>\n  1\n</script>\n<textarea>\n  z</textarea>"
    )
