"""The wheel alone, in an empty folder: packs, templates and theme travel with the program."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import release
from conftest import REPOSITORY
from packaging.metadata import Metadata
from qunli import __version__
from trove_classifiers import classifiers

pytestmark = pytest.mark.slow

DAY = "2026-12-01"


def run(*words: object, cwd: Path, path: Path | None = None) -> str:
    environment = {**os.environ, "PYTHONPATH": str(path or "")}
    done = subprocess.run(
        list(map(str, words)),
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=REPOSITORY)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """A folder with nothing but the wheel, to stand before everything else on the path."""
    target = wheel.parent / "lib"
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    run(*pip, "--target", target, wheel, cwd=wheel.parent)
    return target


def test_the_wheel_carries_content_templates_theme_and_settings(wheel: Path) -> None:
    held = {name.removeprefix("qunli/_data/") for name in zipfile.ZipFile(wheel).namelist()}
    wanted = ["mkdocs.yml"]
    for folder in ("content", "site_templates"):
        wanted += [
            path.relative_to(REPOSITORY).as_posix()
            for path in (REPOSITORY / folder).rglob("*")
            if path.is_file()
        ]
    assert [path for path in wanted if path not in held] == []
    assert not [name for name in held if name.startswith(("tests/", "calendars/", "docs/"))]
    assert "qunli/py.typed" in held


def unknown_industry(root: Path, command: Path, installed: Path) -> None:
    """Begin an industry nobody has yet beside what is there, with a shop of it."""
    run(command, "fork", "--blank", "flowers", "--title", "花店", cwd=root, path=installed)
    law = root / "content/industries/flowers/chapters/law.md"
    law.parent.mkdir()
    law.write_text("---\ntitle: 花店能发什么\n---\n\n花期和价格。\n", encoding="utf-8")
    calendar = "title: 花店\nindustry: flowers\nstarts: 2026-12-01\nsops:\n  welfare: {}\n"
    (root / "calendars/flowers.yml").write_text(calendar, encoding="utf-8")


def test_a_new_shop_and_a_new_industry_build_strict_with_the_wheel_and_nothing_else(
    wheel: Path, installed: Path, tmp_path: Path
) -> None:
    command = installed / "bin/qunli"
    run(
        command,
        "new",
        "my-shop",
        "--industry",
        "catering",
        "--title",
        "老王小馆",
        "--date",
        DAY,
        cwd=tmp_path,
        path=installed,
    )
    root = tmp_path / "my-shop"
    where = run(sys.executable, "-c", "import qunli; print(qunli.__file__)", cwd=root, path=installed)
    assert where.startswith(str(installed))
    unknown_industry(root, command, installed)
    run(command, "build", "--strict", "--date", DAY, cwd=root, path=installed)
    name = wheel.name
    assert (root / "wheels" / name).read_bytes() == wheel.read_bytes()
    assert f"\n./wheels/{name}\n" in (root / "requirements.txt").read_text(encoding="utf-8")
    site = root / "site"
    assert (site / "calendars/my-shop.ics").read_bytes().count(b"BEGIN:VEVENT") > 10
    assert [path.name for path in sorted((site / "industries").iterdir())] == [
        "catering",
        "flowers",
        "index.html",
        "index.md",
    ]
    assert (site / "industries/flowers/welfare/index.html").is_file()
    assert "老王小馆" in (site / "index.html").read_text(encoding="utf-8")
    pages = [path for path in site.rglob("*") if path.suffix in {".html", ".ics", ".json"}]
    assert [path for path in pages if str(REPOSITORY).encode() in path.read_bytes()] == []


def test_a_wheel_with_its_sources_may_be_released(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=REPOSITORY)
    artifacts = [wheel, *tmp_path.iterdir()]
    changelog = f"## {__version__} - 2026-12-01\n\n- One.\n"
    assert list(release.faults(f"v{__version__}", artifacts, changelog, {})) == []
    known = set(classifiers)
    assert [
        each for each in Metadata.from_email(release.metadata(wheel)).classifiers if each not in known
    ] == []
