"""Where commands write, and where they must not: what stands there already is named and stays as it is."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from conftest import SETTINGS, SOP, TODAY, Write, lay, read
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from qunli import disk
from test_cli import run, told

LONG = "a" * 300
NEW_SHOP = "--industry catering --title 店"
DAY = f"--date {TODAY}"


def ends_with_2_and_changes_nothing(root: Path, words: str) -> Result:
    before, folders = read(root), sorted(root.rglob("*"))
    done = run(root, *words.split())
    assert done.exit_code == 2, done.output + done.stderr
    assert "程序自己出错了" not in told(done)
    assert (read(root), sorted(root.rglob("*"))) == (before, folders)
    return done


REFUSED = {
    # a file where a folder is needed
    f"new notes.txt/my-shop {NEW_SHOP}": "notes.txt",
    f"new notes.txt {NEW_SHOP}": "notes.txt",
    "schema notes.txt/out": "notes.txt",
    "schema notes.txt": "notes.txt",
    "render notes.txt/out": "notes.txt",
    "export shop/welfare notes.txt/a.xlsx": "notes.txt",
    "export shop/welfare notes.txt": "notes.txt",
    # a folder with other people's files
    f"new mine {NEW_SHOP}": "mine",
    "schema mine": "pack.json/precious.txt",
    "render mine": "pack.json/precious.txt",
    "render .": "mine.xlsx 等",
    "schema .": "mine.xlsx 等",
    "render content": "content",
    "render calendars/out": "calendars",
    "export shop/welfare mine --force": "mine",
    "export shop/welfare mine.xlsx": "mine.xlsx",
    # names and links that lead nowhere
    "render /proc/nowhere": "没有这个地方",
    f"schema {LONG}": "名字太长",
    f"render {LONG}/a": "名字太长",
    f"export shop/welfare {LONG}.csv": "名字太长",
    "schema loop": "loop",
    "render loop/out": "loop",
    "export shop/welfare loop/a.xlsx": "loop",
    f"new loop/my-shop {NEW_SHOP}": "loop",
    "schema dangling": "dangling",
}


@pytest.mark.parametrize(("words", "named"), REFUSED.items(), ids=[each[:40] for each in REFUSED])
def test_what_must_not_be_written_to_is_named_and_nothing_changes(
    words: str, named: str, project: Write
) -> None:
    root = lay(
        project(),
        {"notes.txt": b"x", "mine/pack.json/precious.txt": b"x", "mine/.git/HEAD": b"", "mine.xlsx": b"x"},
    )
    (root / "loop").symlink_to("loop")
    (root / "dangling").symlink_to("nowhere")
    assert named in told(ends_with_2_and_changes_nothing(root, words))


NO_RIGHT = {errno.EACCES: "没有权限", errno.EROFS: "这里不能写", errno.EPERM: "没有权限"}


@pytest.mark.slow
@pytest.mark.parametrize(("number", "said"), NO_RIGHT.items())
@pytest.mark.parametrize(
    "words", ["schema out", "export shop/welfare a.csv", "render out", "fork shop mine --title 店"]
)
def test_a_place_without_the_right_to_write_is_named(
    number: int, said: str, words: str, project: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a system says it to people, and not to root, who may run the tests."""

    def denied(path: Path, raw: bytes) -> int:
        raise OSError(number, os.strerror(number), str(path))

    root = project()
    monkeypatch.setattr(Path, "write_bytes", denied)
    done = ends_with_2_and_changes_nothing(root, words)
    assert said in told(done)
    assert any(name in told(done) for name in ("out", "a.csv", "mine"))
    assert ".qunli-new" not in told(done)


def test_a_fork_does_not_go_through_a_link_out_of_the_project(project: Write, tmp_path: Path) -> None:
    root, outside = project(), lay(tmp_path / "outside", {})
    (root / "content/industries/mine").symlink_to(outside)
    done = run(root, "fork", "shop", "mine", "--title", "我家的")
    assert done.exit_code == 2
    assert list(outside.iterdir()) == []


@pytest.mark.slow
def test_schemas_are_written_again_over_their_own_folder_only(project: Write) -> None:
    root = project()
    assert run(root, "schema", ".schema").exit_code == 0
    lay(root, {".schema/mine.json": b"x"})
    again = run(root, "schema", ".schema")
    assert "改动 0 个" in again.stdout
    assert "mine.json" in told(again)
    assert run(root, "render", ".schema", *DAY.split()).exit_code == 2


# --- the site folder ------------------------------------------------------------------------------


@pytest.fixture
def shop(built: Path, few_chapters: None, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "shop"))


@pytest.mark.parametrize("adopted", [{"site/mine.txt": b"x"}, {"site/.git/HEAD": b"ref"}])
def test_a_folder_of_somebody_else_is_no_site_folder(adopted: dict[str, bytes], project: Write) -> None:
    root = lay(project(), adopted)
    done = ends_with_2_and_changes_nothing(root, f"build {DAY}")
    assert "qunli build --adopt" in told(done)
    assert next(iter(adopted)).split("/")[1] in told(done)


@pytest.mark.parametrize("folder", ["notes.txt/site", LONG, "loop/site"])
def test_a_site_folder_that_cannot_be_made_is_named(folder: str, project: Write) -> None:
    root = lay(project({"mkdocs.yml": SETTINGS + f"site_dir: {folder}\n"}), {"notes.txt": b"x"})
    (root / "loop").symlink_to("loop")
    assert folder[:5] in told(ends_with_2_and_changes_nothing(root, f"build {DAY}"))


@pytest.mark.slow
def test_what_is_put_into_the_site_stays_and_is_named(shop: Path) -> None:
    lay(shop, {"site/mine.txt": b"x", "site/calendars/mine.txt": b"x"})
    (shop / "content/industries/shop/sops/welfare.yml").write_text(
        SOP.replace("有鱼", "有虾"), encoding="utf-8"
    )
    done = run(shop, "build", *DAY.split())
    assert done.exit_code == 0, done.stderr
    assert "calendars/mine.txt、mine.txt" in told(done)
    assert (shop / "site/mine.txt").read_bytes() == (shop / "site/calendars/mine.txt").read_bytes() == b"x"


@pytest.mark.slow
def test_a_site_from_before_there_were_marks_is_known_by_its_feeds_and_told_once(shop: Path) -> None:
    (shop / "site/.qunli").unlink()
    lay(shop, {"site/mine.txt": b"x"})
    assert "以后就是这个项目的网站文件夹" in told(run(shop, "build", *DAY.split()))
    assert (shop / "site/mine.txt").read_bytes() == b"x"
    assert "以后就是" not in told(run(shop, "build", *DAY.split()))


@pytest.mark.slow
@pytest.mark.parametrize("marked", [True, False])
def test_the_site_of_another_project_is_refused(marked: bool, shop: Path) -> None:
    text = (shop / "mkdocs.yml").read_text(encoding="utf-8")
    (shop / "mkdocs.yml").write_text(text.replace("shop.example}", "other.example}"), encoding="utf-8")
    if not marked:
        (shop / "site/.qunli").unlink()
    ends_with_2_and_changes_nothing(shop, f"build {DAY}")


@pytest.mark.slow
@pytest.mark.usefixtures("few_chapters")
def test_a_folder_is_adopted_where_people_say_so(project: Write) -> None:
    root = lay(project(), {"site/index.html": b"x", "site/mine.txt": b"x", "site/.git/HEAD": b"ref"})
    done = run(root, "build", "--adopt", *DAY.split())
    assert done.exit_code == 0, done.stderr
    assert b"<html" in (root / "site/index.html").read_bytes()
    assert (root / "site/mine.txt").read_bytes() == b"x"
    assert (root / "site/.git/HEAD").read_bytes() == b"ref"


def mkdocs(root: Path) -> None:
    """Build as `mkdocs build` does, which tests/test_plugin.py runs as people type it."""
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


@pytest.mark.slow
def test_plain_mkdocs_empties_no_folder_of_somebody_else(
    shop: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for tree in ({"other/mine.txt": b"x"}, {"site/mine.txt": b"x"}):
        lay(shop, tree)
        folder = next(iter(tree)).split("/")[0]
        (shop / "mkdocs.yml").write_text(SETTINGS + f"site_dir: {folder}\n", encoding="utf-8")
        before = read(shop / folder)
        caplog.clear()
        with pytest.raises(Abort):
            mkdocs(shop)
        assert "mine.txt" in caplog.text
        assert read(shop / folder) == before


@pytest.mark.slow
@pytest.mark.usefixtures("few_chapters")
def test_plain_mkdocs_builds_over_a_build_that_was_killed_and_over_its_own(shop: Path) -> None:
    disk.begin(shop / "site", "网站 shop.example")
    lay(shop, {"site/half.html": b"x"})
    mkdocs(shop)
    assert not (shop / "site/half.html").exists()
    mkdocs(shop)
    assert run(shop, "build", *DAY.split()).exit_code == 0


@pytest.mark.slow
@pytest.mark.usefixtures("few_chapters")
def test_plain_mkdocs_takes_over_what_it_made_before_this_plugin_came(project: Write) -> None:
    """It has always emptied that folder."""
    root = lay(project(), {"site/old/index.html": b"x", "site/sitemap.xml.gz": b"x"})
    ends_with_2_and_changes_nothing(root, f"build {DAY}")
    mkdocs(root)
    assert not (root / "site/old").exists()


# --- links out of the project ---------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.usefixtures("few_chapters")
@pytest.mark.parametrize("link", ["theme/leak.txt", "theme/partials", "theme/assets/deep/leak.txt", "theme"])
@pytest.mark.parametrize("to", ["outside", "nowhere", "/proc/self"])
def test_no_link_out_of_the_project_is_followed_in_the_theme(
    link: str, to: str, project: Write, tmp_path: Path
) -> None:
    root = project()
    lay(tmp_path / "outside", {"secret.txt": b"secret"})
    place = root / "site_templates" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(to if to.startswith("/") else tmp_path / to)
    done = run(root, "check", *DAY.split())
    assert f"site_templates/{link} Q015" in done.stdout
    for words in ("render out", "build"):
        assert run(root, *words.split()).exit_code == 1
    assert not (root / "out").exists()
    assert not (root / "site").exists()


def test_a_link_inside_the_project_may_stand_in_the_theme(project: Write) -> None:
    root = lay(project(), {"site_templates/theme/assets/a.txt": b"x"})
    (root / "site_templates/theme/assets/b.txt").symlink_to("a.txt")
    assert run(root, "check", *DAY.split()).exit_code == 0
