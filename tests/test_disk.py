"""What is written where: all or nothing, readers miss no file, and nobody else's files are touched."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import Tree, lay, read, tries
from hypothesis import example, given
from hypothesis import strategies as st
from qunli import disk
from qunli.problem import RefusedError

OWNER = "网站 shop.example"
MARK = ".qunli"

OLD = {
    "index.html": b"old",
    "stays.html": b"same",
    "gone/page.html": b"x",
    "a/b.html": b"old",
    "a/c.html": b"c",
}
NEW = {
    "index.html": b"new",
    "stays.html": b"same",
    "fresh/page.html": b"y",
    "a/b.html": b"new",
    "a/c.html": b"c",
}


def publish(new: Tree, target: Path, owner: str = OWNER, **more: Any) -> disk.Published:
    with disk.opened(target, owner, **more) as folder:
        return folder.publish(new)


def pages(folder: Path) -> dict[str, bytes]:
    """Return what is served: everything but the mark."""
    return {name: raw for name, raw in read(folder).items() if name != MARK}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    publish(OLD, tmp_path / "site")
    return tmp_path / "site"


# --- one state becomes the next -------------------------------------------------------------------


def test_the_published_folder_becomes_the_new_one(target: Path) -> None:
    done = publish(NEW, target)
    assert pages(target) == NEW
    assert not (target / "gone").exists()
    assert done == disk.Published(4, ())  # index, a/b, fresh/page, and gone/page away


def test_into_nothing_everything_is_published(tmp_path: Path) -> None:
    assert publish(NEW, tmp_path / "deep/site").changed == len(NEW)
    assert pages(tmp_path / "deep/site") == NEW


def test_a_file_may_stand_for_its_bytes(tmp_path: Path) -> None:
    built = lay(tmp_path / "built", NEW)
    with disk.opened(tmp_path / "site", OWNER) as folder:
        folder.publish({name: built / name for name in NEW})
    assert pages(tmp_path / "site") == NEW


def test_unchanged_files_are_not_touched(target: Path) -> None:
    before = {name: (target / name).stat() for name in ("stays.html", "a/c.html")}
    publish(NEW, target)
    before[MARK] = (target / MARK).stat()
    assert publish(NEW, target).changed == 0
    for name, stat in before.items():
        after = (target / name).stat()
        assert (after.st_mtime_ns, after.st_ino) == (stat.st_mtime_ns, stat.st_ino)


def test_the_folder_may_be_a_link_itself(target: Path, tmp_path: Path) -> None:
    """A server's root often is one."""
    (tmp_path / "link").symlink_to(target)
    publish(NEW, tmp_path / "link")
    assert pages(target) == NEW
    assert (tmp_path / "link").is_symlink()


def test_without_hard_links_a_step_is_taken_back_all_the_same(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(target)

    def none(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", none)
    with monkeypatch.context() as patch:
        failing(patch, 9, OSError(errno.EIO, "broken"))
        with pytest.raises(OSError, match="broken"):
            publish(NEW, target)
    assert read(target) == before
    publish(NEW, target)
    assert pages(target) == NEW


def test_a_file_keeps_its_rights(target: Path) -> None:
    (target / "index.html").chmod(0o640)
    publish(NEW, target)
    assert (target / "index.html").stat().st_mode & 0o777 == 0o640


def test_a_reader_who_has_opened_a_file_reads_it_whole(target: Path) -> None:
    with (target / "index.html").open("rb") as reader:
        publish(NEW, target)
        assert reader.read() == b"old"


def test_new_files_come_first_and_vanished_ones_go_last(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that links to a new page must not come before it."""
    done: list[str] = []
    replace = os.replace

    def spy(a: Path, b: Path) -> None:
        away = Path(b).name.startswith(".") and Path(b).name != MARK
        done.append(f"-{Path(a).name}" if away else Path(b).name)
        replace(a, b)

    monkeypatch.setattr(os, "replace", spy)
    publish(NEW, target)
    assert done[1:] == ["page.html", "b.html", "index.html", MARK, "-page.html"]


def test_a_file_may_become_a_folder_and_the_reverse(tmp_path: Path) -> None:
    new = {"a/index.html": b"in a folder", "b": b"file"}
    publish({"a": b"file", "b/c": b"in a folder"}, tmp_path / "site")
    publish(new, tmp_path / "site")
    assert pages(tmp_path / "site") == new


TREES = st.dictionaries(
    st.sampled_from(["a", "a/b", "a/b/c", "b", "c/d", "c/e/f", "g.html"]), st.binary(max_size=3), max_size=5
).filter(lambda tree: not any(f"{one}/" in f"{two}" and one != two for one in tree for two in tree))


@tries(60)
@given(old=TREES, new=TREES)
def test_any_tree_becomes_any_other(old: Tree, new: Tree, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("trees") / "site"
    publish(old, target)
    publish(new, target)
    assert pages(target) == dict(sorted(new.items()))


@tries(60)
@example(old={"a": b""}, new={"a/b": b""}, step=5)
@given(old=TREES, new=TREES, step=st.integers(0, 12))
def test_any_step_can_fail_and_any_tree_is_as_it_was(
    old: Tree, new: Tree, step: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = tmp_path_factory.mktemp("trees") / "site"
    publish(old, target)
    before = read(target)
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, step, OSError(errno.ENOSPC, "No space left on device"))
        try:
            publish(new, target)
        except OSError:
            assert read(target) == before
        else:
            assert pages(target) == dict(sorted(new.items()))
    assert not list(target.glob(".qunli-new*"))


@tries(60)
@example(old={"a": b""}, new={"a/b": b""}, step=5)
@given(old=TREES, new=TREES, step=st.integers(0, 12))
def test_killed_at_any_step_any_tree_is_repaired_by_the_next_build(
    old: Tree, new: Tree, step: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = tmp_path_factory.mktemp("trees") / "site"
    publish(old, target)
    before = pages(target)
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, step, Killed(), for_good=True)
        with suppress(Killed):
            publish(new, target)
    with disk.opened(target, OWNER):
        assert pages(target) in (before, dict(sorted(new.items())))
    publish(new, target)
    assert pages(target) == dict(sorted(new.items()))


@pytest.mark.slow
def test_a_reader_never_misses_a_file_that_stays(tmp_path: Path) -> None:
    one = {"index.html": b"a" * 9000, "a/b.html": b"a" * 9000}
    two = {"index.html": b"b" * 9000, "a/b.html": b"b" * 9000, "c.html": b"c"}
    target = tmp_path / "site"
    publish(one, target)
    seen: list[bytes] = []
    faults: list[Exception] = []
    stop = threading.Event()

    def reader() -> None:
        while not stop.is_set():
            for name in ("index.html", "a/b.html"):
                try:
                    seen.append((target / name).read_bytes())
                except Exception as error:
                    faults.append(error)

    thread = threading.Thread(target=reader)
    thread.start()
    try:
        for _ in range(40):
            publish(two, target)
            publish(one, target)
    finally:
        stop.set()
        thread.join()
    assert not faults
    assert set(seen) <= {b"a" * 9000, b"b" * 9000}


# --- stopped in the middle ------------------------------------------------------------------------


def failing(patch: pytest.MonkeyPatch, step: int, fault: BaseException, for_good: bool = False) -> None:
    """Let one write or move fail, or that and all that follow, as where the process is dead."""
    steps = 0

    def at_each(real: Callable[..., Any]) -> Callable[..., Any]:
        def act(*args: Any, **more: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps - 1 == step or (for_good and steps > step):
                if real is write:
                    args[0].open("wb").write(args[1][:1])
                raise fault
            return real(*args, **more)

        return act

    write = Path.write_bytes
    patch.setattr(Path, "write_bytes", at_each(write))
    patch.setattr(os, "replace", at_each(os.replace))
    if for_good:
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)


class Killed(BaseException):
    pass


@pytest.mark.parametrize("step", range(11))
def test_an_interrupt_at_any_step_leaves_the_old_site_whole(
    step: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(target)
    with monkeypatch.context() as patch:
        failing(patch, step, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            publish(NEW, target)
    assert read(target) == before


@pytest.mark.parametrize("step", range(11))
def test_killed_at_any_step_every_file_is_whole_and_the_next_build_repairs_it(
    step: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(target)
    with monkeypatch.context() as patch:
        failing(patch, step, Killed(), for_good=True)
        with suppress(Killed):
            publish(NEW, target)
    served = {name: raw for name, raw in pages(target).items() if not name.startswith(".")}
    assert all(raw in (OLD.get(name), NEW.get(name)) for name, raw in served.items())
    with disk.opened(target, OWNER):
        assert read(target) == before
    publish(NEW, target)
    assert pages(target) == NEW


@pytest.mark.parametrize("step", range(9))
def test_a_first_publish_that_was_killed_leaves_nothing_in_the_way(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        failing(patch, step, Killed(), for_good=True)
        with suppress(Killed):
            publish(OLD, tmp_path / "site")
    publish(NEW, tmp_path / "site")
    assert pages(tmp_path / "site") == NEW


@pytest.mark.slow
def test_killed_for_real_every_file_is_whole(tmp_path: Path) -> None:
    one = {f"{number}.html": bytes([65]) * 50_000 for number in range(40)}
    two = {name: raw.lower() for name, raw in one.items()}
    folders = [str(lay(tmp_path / "one", one)), str(lay(tmp_path / "two", two)), str(tmp_path / "site")]
    publish(one, tmp_path / "site")
    code = (
        "import sys\nfrom pathlib import Path\nfrom qunli import disk\nprint(flush=True)\n"
        "while True:\n  for each in map(Path, sys.argv[1:3]):\n"
        f"    with disk.opened(Path(sys.argv[3]), {OWNER!r}) as folder:\n"
        "      folder.publish({name: each / name for name in disk.files(each)})\n"
    )
    running = subprocess.Popen([sys.executable, "-c", code, *folders], stdout=subprocess.PIPE)
    assert running.stdout
    running.stdout.readline()
    time.sleep(0.2)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert all((tmp_path / "site" / name).read_bytes() in (one[name], two[name]) for name in one)
    with disk.opened(tmp_path / "site", OWNER):
        assert pages(tmp_path / "site") in (dict(sorted(one.items())), dict(sorted(two.items())))
    publish(one, tmp_path / "site")
    assert pages(tmp_path / "site") == dict(sorted(one.items()))


def test_a_journal_that_leads_out_of_the_folder_is_not_followed(target: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("我的")
    stage = lay(target / ".qunli-new-x", {})
    (stage / ".journal").write_text(json.dumps({"put": ["../mine.txt"], "gone": []}))
    publish(NEW, target)
    assert (tmp_path / "mine.txt").read_text() == "我的"


# --- room -----------------------------------------------------------------------------------------


def test_without_room_nothing_begins(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(target)
    usage = shutil.disk_usage(target)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=5000))
    monkeypatch.setattr(Path, "write_bytes", lambda *_: pytest.fail("written"))
    with pytest.raises(OSError, match=r"磁盘快满了，要 0\.0 MB，只剩 0\.0 MB") as caught:
        publish(NEW, target)
    assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, str(target))
    assert read(target) == before


def test_what_does_not_change_needs_no_room(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(target)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    assert publish(OLD, target).changed == 0


# --- other people's files -------------------------------------------------------------------------

FOREIGN: dict[str, Tree] = {
    "a file": {"notes.txt": b"x"},
    "a file in a folder": {"a/notes.txt": b"x"},
    "a repository": {".git/HEAD": b"ref"},
    "a hidden file": {".env": b"x"},
    "a page of somebody": {"index.html": b"x"},
    "a mark that is none": {MARK: b"\xff", "notes.txt": b"x"},
}


@pytest.mark.parametrize("tree", FOREIGN.values(), ids=FOREIGN)
def test_a_folder_of_somebody_else_is_refused_and_named(tree: Tree, tmp_path: Path) -> None:
    target = lay(tmp_path / "site", tree)
    with pytest.raises(RefusedError) as caught:
        publish(NEW, target)
    names = [name.split("/")[0] if name.startswith(".") else name for name in tree if name != MARK]
    assert all(name in str(caught.value) for name in names)
    assert read(target) == tree


def test_many_foreign_files_are_counted(tmp_path: Path) -> None:
    target = lay(tmp_path / "site", {f"{number}.txt": b"" for number in range(12)})
    with pytest.raises(RefusedError, match=r"0\.txt、1\.txt、10\.txt 等 12 个"):
        publish(NEW, target)


@pytest.mark.parametrize("owner", ["网站 other.example", "源文件 shop.example"])
def test_a_folder_made_for_something_else_is_refused(owner: str, target: Path) -> None:
    before = read(target)
    with pytest.raises(RefusedError, match=r"shop\.example"):
        publish(NEW, target, owner)
    assert read(target) == before


def test_an_adopted_folder_loses_nothing_but_pages_of_the_same_name(tmp_path: Path) -> None:
    target = lay(tmp_path / "site", {"index.html": b"x", "a/mine.txt": b"x", ".git/HEAD": b"ref"})
    assert publish(NEW, target, adopt=True).kept == ("a/mine.txt",)
    assert pages(target) == {**NEW, "a/mine.txt": b"x", ".git/HEAD": b"ref"}
    assert publish({}, target).kept == ("a/mine.txt",)
    assert pages(target) == {"a/mine.txt": b"x", ".git/HEAD": b"ref"}


def test_a_folder_that_is_recognised_is_adopted_once(tmp_path: Path) -> None:
    target = lay(tmp_path / "site", OLD)
    with disk.opened(target, OWNER, known=lambda: True) as folder:
        assert folder.adopted
        assert folder.publish(NEW).kept == ("gone/page.html",)
    with disk.opened(target, OWNER) as folder:
        assert not folder.adopted


def test_a_file_that_came_later_stays(target: Path) -> None:
    lay(target, {"mine.txt": b"x", "gone/mine.txt": b"x", "CNAME": b"x"})
    assert publish(NEW, target).kept == ("CNAME", "gone/mine.txt", "mine.txt")
    assert pages(target) == {**NEW, "mine.txt": b"x", "gone/mine.txt": b"x", "CNAME": b"x"}


IN_THE_WAY = {
    "a file of the same name": {"fresh/page.html": b"mine"},
    "a file where a folder is needed": {"fresh": b"mine"},
    "a file where its folder becomes a file": {"stays/mine.txt": b"mine"},
}


@pytest.mark.parametrize("tree", IN_THE_WAY.values(), ids=IN_THE_WAY)
def test_a_file_in_the_way_stops_the_whole_step(tree: Tree, target: Path) -> None:
    lay(target, tree)
    before = read(target)
    with pytest.raises(RefusedError, match=next(iter(tree))):
        publish({**NEW, "stays": b"a file"}, target)
    assert read(target) == before


def test_hidden_files_beside_the_home_page_stay(target: Path) -> None:
    """MkDocs leaves names with a dot alone too: a .git there is a branch of pages."""
    hidden = {".git/HEAD": b"ref", ".well-known/security.txt": b"x"}
    lay(target, hidden)
    assert publish(NEW, target).kept == ()
    assert pages(target) == NEW | hidden


def test_hidden_files_that_are_made_are_published_and_those_of_others_are_in_the_way(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish({".well-known/a": b"1"}, target)
    publish({".well-known/a": b"2"}, target)
    assert pages(target) == {".well-known/a": b"2"}
    lay(target, {".well-known/b": b"mine"})
    with pytest.raises(RefusedError, match=r"\.well-known/b"):
        publish({".well-known/a": b"2", ".well-known/b": b"3"}, target)
    assert pages(target) == {".well-known/a": b"2", ".well-known/b": b"mine"}


def test_hidden_folders_inside_the_site_are_the_sites(tmp_path: Path) -> None:
    publish({"a/.b/c": b"1"}, tmp_path / "site")
    publish({}, tmp_path / "site")
    assert pages(tmp_path / "site") == {}


def test_empty_folders_are_in_nobodys_way(target: Path) -> None:
    (target / "page/deep").mkdir(parents=True)
    publish({**NEW, "page": b"a file"}, target)
    assert pages(target) == {**NEW, "page": b"a file"}


def test_a_link_in_the_site_is_neither_followed_nor_removed(target: Path, tmp_path: Path) -> None:
    outside = lay(tmp_path / "outside", {"precious.txt": b"x"})
    (target / "linked").symlink_to(outside)
    assert publish(NEW, target).kept == ("linked",)
    (target / "more").symlink_to(outside)
    with pytest.raises(RefusedError, match="more"):
        publish({**NEW, "more/page.html": b"y"}, target)
    assert read(outside) == {"precious.txt": b"x"}


def test_a_page_replaced_by_a_link_becomes_a_page_again(target: Path, tmp_path: Path) -> None:
    outside = lay(tmp_path / "outside", {"precious.txt": b"x"})
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(outside / "precious.txt")
    publish(NEW, target)
    assert pages(target) == NEW
    assert read(outside) == {"precious.txt": b"x"}


def test_the_mark_tells_no_names(target: Path) -> None:
    """It may be served, and some addresses are known only to those who were told."""
    text = (target / MARK).read_text(encoding="utf-8")
    assert not any(name in text for name in OLD)
    assert "shop.example" in text


# --- two at once ----------------------------------------------------------------------------------


def test_a_second_one_in_the_same_folder_is_told_to_wait(target: Path) -> None:
    with (
        disk.opened(target, OWNER),
        pytest.raises(RefusedError, match="另一个群历正在写 site"),
        disk.opened(target, OWNER),
    ):
        pass
    publish(NEW, target)
    assert pages(target) == NEW


def test_a_lock_ends_with_its_process(target: Path) -> None:
    code = f"import sys, time\nfrom pathlib import Path\nfrom qunli import disk\nwith disk.opened(Path(sys.argv[1]), {OWNER!r}):\n  print(flush=True)\n  time.sleep(60)\n"
    running = subprocess.Popen([sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE)
    assert running.stdout
    running.stdout.readline()
    with pytest.raises(RefusedError), disk.opened(target, OWNER):
        pass
    running.kill()
    running.wait()
    publish(NEW, target)
    assert pages(target) == NEW


def test_a_folder_into_which_nothing_came_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), disk.opened(tmp_path / "deep/site", OWNER):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


# --- single files ---------------------------------------------------------------------------------


def test_new_files_come_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        failing(patch, 2, OSError(errno.ENOSPC, "No space left on device"))
        with pytest.raises(OSError, match="No space") as caught:
            disk.write_new(tmp_path / "shop", {"a/b.yml": b"1", "c.yml": b"2"})
    assert caught.value.filename == str(tmp_path / "shop/c.yml")
    assert list(tmp_path.iterdir()) == []
    disk.write_new(tmp_path / "shop", {"a/b.yml": b"1", "c.yml": b"2"})
    with pytest.raises(RefusedError, match=r"c\.yml 已经有了"):
        disk.write_new(tmp_path / "shop", {"d.yml": b"3", "c.yml": b"4"})
    assert read(tmp_path / "shop") == {"a/b.yml": b"1", "c.yml": b"2"}


def test_new_files_do_not_go_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    lay(tmp_path / "shop", {})
    (tmp_path / "shop/content").symlink_to(tmp_path / "outside")
    with pytest.raises(RefusedError, match=r"content/a\.yml"):
        disk.write_new(tmp_path / "shop", {"content/a.yml": b"1"})
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_file_without_the_right_to_write_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lay(tmp_path, {"a.yml": b"old"}) / "a.yml"
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError) as caught:
        disk.write_whole(path, b"new")
    assert caught.value.filename == str(path)
    assert read(tmp_path) == {"a.yml": b"old"}


def test_a_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    disk.write_whole(tmp_path / ("a" * 250 + ".xlsx"), b"x")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"x"]
