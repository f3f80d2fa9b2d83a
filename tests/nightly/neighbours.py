"""Other people's plugins beside ours, each in an environment of its own: the site builds, and every link leads on."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest
from conftest import REPOSITORY, Write
from crawl import Crawl
from test_neighbours import BESIDE, FOREIGN, settings

PLUGINS = {
    "mkdocs-macros-plugin": "  - macros\n",
    "mkdocs-static-i18n": "  - i18n: {languages: [{locale: zh, name: 中文, default: true, build: true}]}\n",
    "mkdocs-static-i18n[material]": "  - i18n: {docs_structure: suffix, languages: [{locale: zh, name: 中文, default: true, build: true}, "
    "{locale: en, name: English, build: true}]}\n",
    "mkdocs-rss-plugin": "  - rss\n",
    "mkdocs-awesome-nav": "  - awesome-nav\n",
    "mkdocs-minify-plugin": "  - minify: {minify_html: true}\n",
    "mkdocs-git-revision-date-localized-plugin": "  - git-revision-date-localized: {enable_creation_date: true}\n",
    "mkdocs-literate-nav": "  - literate-nav\n",
    "mkdocs-redirects": "  - redirects: {redirect_maps: {old.md: about.md}}\n",
}


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with this program and all the plugins."""
    folder = tmp_path_factory.mktemp("plugins")
    venv.create(folder, with_pip=True)
    found = folder / "bin/python"
    pip = [found, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*pip, REPOSITORY, *PLUGINS], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr[-2000:], file=sys.stderr)
        pytest.skip("pip could not install the plugins: the matrix of plugins was NOT tried")
    return found


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run(["git", "-C", root, *who, *words], check=True, capture_output=True)


@pytest.mark.parametrize("name", PLUGINS)
@pytest.mark.parametrize("place", ["before", "after"])
def test_the_site_builds_beside_a_plugin_and_every_link_leads_on(
    name: str, place: str, python: Path, project: Write
) -> None:
    line = PLUGINS[name]
    text = settings(BESIDE, plugins=line if place == "before" else "")
    if place == "after":
        text = text.replace("project: shop.example}\n", f"project: shop.example}}\n{line}")
    root = project({**FOREIGN, "mkdocs.yml": text})
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    done = subprocess.run(
        [python, "-m", "qunli", "build", "--date", "2026-11-22"],
        cwd=root, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    crawl = Crawl(root / "site", "https://shop.example/")
    assert crawl.faults() == []
    assert {"page", "feed", "code"} <= crawl.seen.keys()
    plan = (root / "site/industries/shop/welfare/index.html").read_text(encoding="utf-8")
    assert "今天有鱼" in plan
    assert "Macro Syntax Error" not in plan
