"""The Content-Security-Policy of a site, read from its pages, and what the plugin keeps from them."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from conftest import SETTINGS, TODAY, Write
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from qunli import plugin
from qunli.cli import main
from qunli.policy import policy
from qunli.problem import ContentError
from test_hostile import Document

HOSTILE = "a\"><script>alert(1)</script>' onmouseover='x"


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directives(html: str) -> dict[str, str]:
    return dict(each.split(" ", 1) for each in policy([html]).split("; "))


def test_what_runs_inline_runs_by_its_hash_and_nothing_else() -> None:
    found = directives(
        "<script>a < b && c</script><SCRIPT type='text/javascript'>d</SCRIPT><script src=x.js></script>"
        "<script type='application/json'>{}</script><style>e</style><p onclick=f style=g>"
    )
    assert found["script-src"].split() == ["'self'", *sorted(map(hashed, ("a < b && c", "d")))]
    assert found["style-src"].split() == ["'self'", hashed("e")]
    assert found["default-src"] == "'none'"


def test_the_same_pages_in_any_order_give_the_same_header() -> None:
    pages = [f"<script>{number % 3}</script>" for number in range(6)]
    assert policy(pages) == policy(reversed(pages))
    assert policy(pages).count("sha256") == 3


@pytest.mark.slow
def test_the_command_prints_the_header_of_the_built_site(
    project: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project())
    early = CliRunner().invoke(main, ["csp"])
    assert early.exit_code == 2
    assert "先 qunli build" in early.output
    plugin.build(Path(), TODAY, None, strict=False)
    line = CliRunner().invoke(main, ["csp"]).stdout
    value = CliRunner().invoke(main, ["csp", "--value"]).stdout.strip()
    assert line == f'add_header Content-Security-Policy "{value}" always;\n'
    data = json.loads(CliRunner().invoke(main, ["csp", "--json"]).stdout)
    assert data == {"header": "Content-Security-Policy", "value": value}
    pages = [path.read_text(encoding="utf-8") for path in Path("site").rglob("*.html")]
    assert value == policy(pages)
    for html in pages:
        assert not re.search(
            r"<[^>]+\s(?:style|on\w+)=", re.sub(r"<(script|pre)\b.*?</\1>", "", html, flags=re.S)
        )


@pytest.mark.slow
def test_a_table_that_is_aligned_needs_no_style(project: Write) -> None:
    table = "---\ntitle: 表\n---\n\n| 左 | 右 |\n| :-- | --: |\n| 一 | 二 |\n"
    root = project({"content/industries/shop/chapters/page.md": table})
    plugin.build(root, TODAY, None, strict=False)
    html = (root / "site/industries/shop/chapters/page/index.html").read_text(encoding="utf-8")
    assert 'align="right"' in html
    assert "style=" not in html


@pytest.mark.slow
def test_what_an_extension_of_the_project_makes_of_a_pack_stops_the_build(
    project: Write,
) -> None:
    """Only MkDocs knows the project's own Markdown extensions."""
    extension = (
        "import markdown\n"
        "class Post(markdown.postprocessors.Postprocessor):\n"
        "    def run(self, text):\n"
        "        return text.replace('危险', '<b onclick=x>危</b>')\n"
        "class Extension(markdown.Extension):\n"
        "    def extendMarkdown(self, md):\n"
        "        md.postprocessors.register(Post(md), 'own', 1)\n"
        "def makeExtension(**options):\n"
        "    return Extension(**options)\n"
    )
    settings = SETTINGS.replace("[admonition,", "[own_extension, admonition,")
    page = "content/industries/shop/chapters/page.md"
    root = project(
        {"mkdocs.yml": settings, page: "---\ntitle: 页\n---\n\n危险\n", "own_extension.py": extension}
    )
    sys.path.insert(0, str(root))
    try:
        with pytest.raises(ContentError, match="Q026 onclick="):
            plugin.build(root, TODAY, None, strict=False)
    finally:
        sys.path.remove(str(root))
        sys.modules.pop("own_extension", None)
    assert not (root / "site").exists()


@pytest.mark.nightly
def test_another_builder_prints_no_setting_as_html(project: Write, tmp_path: Path) -> None:
    """The rendered tree escapes by its templates, without this plugin."""
    changed = {
        **yaml.safe_load(SETTINGS),
        "site_name": HOSTILE,
        "site_description": HOSTILE,
        "site_author": HOSTILE,
    }
    pages = []
    for number, settings in enumerate(
        (yaml.safe_load(SETTINGS) | {"site_description": "x", "site_author": "x"}, changed)
    ):
        root = project({"mkdocs.yml": yaml.safe_dump(settings, allow_unicode=True)})
        folder = tmp_path / str(number)
        for path, content in plugin.rendered(root, TODAY, None).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        mkdocs_build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
        pages.append(
            {path.relative_to(folder): path.read_text("utf-8") for path in folder.rglob("site/**/*.html")}
        )
    one, other = pages
    assert one.keys() == other.keys()
    for path in one:
        assert Document(one[path]).elements == Document(other[path]).elements, path


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a'b.example/", "https://me:pw@shop.example/", "https://a b/"]
)
def test_new_takes_no_address_that_cannot_go_into_a_feed(url: str, tmp_path: Path) -> None:
    words = ["new", str(tmp_path / "shop"), "--industry", "catering", "--title", "店", "--url", url]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert not (tmp_path / "shop").exists()
