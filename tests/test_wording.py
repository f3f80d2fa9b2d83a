"""One word per thing (docs/style.md), and nothing of the workshop where an owner reads."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

SCRIPTS = REPOSITORY / "site_templates" / "theme" / "assets" / "js"
# Written for whoever builds the site; the glossary names other people's words on purpose.
CORNER = ("makers/", "checks/", "make-it-yours/", "glossary/")
WORKSHOP = (
    r"[a-z_-]+/[a-z_*-]+\.(?:yml|md|py)\b",
    r"\w\.ya?ml\b",
    r"\bYAML\b|\bJSON\b|\bGit\b",
    r"\bQ\d{3}\b",
    r"(?<![A-Za-z0-9])S\d(?![A-Za-z0-9])",
    r"# qunli",
    r"\{\{",
    "条号待核实",
    "代码仓库|命令行|缺省|默认值|渲染|编译",
)


def never() -> list[str]:
    """Return the words of the third column of the table, and what belongs to the workshop, as patterns."""
    table = re.findall(
        r"^\| (?!the thing|---).* \| .* \| (.*) \|$",
        (REPOSITORY / "docs" / "style.md").read_text("utf-8"),
        re.M,
    )
    return [*(re.escape(word) for cell in table for word in cell.split("、")), *WORKSHOP]


NEVER = re.compile("|".join(never()))


def seen(page: str) -> str:
    """Return what stands on a page for a reader, drawings and scripts left out."""
    drawn = re.sub(r"<(script|style|svg|template)\b.*?</\1>", "", page, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", drawn)))


def said(script: str) -> str:
    """Return the Chinese texts of a script, one a line."""
    code = re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", script, flags=re.S)
    texts = re.findall(r"\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`", code)
    return "\n".join(text for text in texts if re.search("[一-鿿]", text))


def told(text: str) -> list[str]:
    """Return each forbidden word of a text with what stands around it."""
    return [
        f"{found[0]}: {text[max(0, found.start() - 15) : found.end() + 15]}" for found in NEVER.finditer(text)
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("打开运营日历看看", "运营日历"),
        ("见 sops/welfare.yml", "sops/welfare.yml"),
        ("错在 Q231", "Q231"),
        ("来源 S3。", "S3"),
        ("第十三条，条号待核实", "条号待核实"),
        ("{{ store }}的群", "{{"),
    ],
)
def test_a_word_of_the_workshop_is_seen_where_it_stands(text: str, word: str) -> None:
    assert any(each.startswith(word) for each in told(text)), told(text)


def test_owners_pages_show_one_word_per_thing_and_nothing_of_the_workshop(site: Path) -> None:
    pages = {
        str(path.relative_to(site)): seen(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
        if not str(path.relative_to(site)).startswith(CORNER) or "checks/try/" in str(path)
    }
    assert len(pages) > 150
    assert {name: found for name, text in pages.items() if (found := told(text))} == {}


def test_scripts_say_the_same_words_as_the_pages() -> None:
    scripts = {
        str(path.relative_to(SCRIPTS)): said(path.read_text("utf-8"))
        for path in sorted(SCRIPTS.rglob("*.js"))
    }
    assert "换一条" in "".join(scripts.values())
    assert {name: found for name, text in scripts.items() if (found := told(text))} == {}


def test_no_page_is_called_by_its_file(site: Path) -> None:
    titles = {
        path.relative_to(site).as_posix(): re.search(r"<title>\s*([^<]*)", path.read_text("utf-8"))
        for path in site.rglob("*.html")
    }
    assert [name for name, found in titles.items() if not found or found[1].startswith("Index")] == []
    trade = titles["industries/catering/index.html"]
    assert trade
    assert trade[1].strip() == "餐饮 - 群历"
    assert "Index" not in (site / "llms.txt").read_text("utf-8")
