"""Publishing into a folder: readers never miss a file, crashes leave whole files, nothing is touched in vain."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ADDRESS, TODAY, Write, tries
from hypothesis import given
from hypothesis import strategies as st
from qunli import library, site
from qunli.problem import ContentError

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

Tree = Mapping[str, bytes]


def lay(folder: Path, tree: Tree) -> Path:
    for name, content in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    folder.mkdir(exist_ok=True)
    return folder


def read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return lay(tmp_path / "built", NEW)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return lay(tmp_path / "site", OLD)


def test_the_published_folder_becomes_the_built_one(built: Path, target: Path) -> None:
    changed = site.publish(built, target)
    assert read(target) == NEW
    assert not (target / "gone").exists()
    assert changed == 4  # index, a/b, fresh/page, and gone/page away


def test_into_nothing_everything_is_published(built: Path, tmp_path: Path) -> None:
    assert site.publish(built, tmp_path / "deep/site") == len(NEW)
    assert read(tmp_path / "deep/site") == NEW


def test_unchanged_files_are_not_touched(built: Path, target: Path) -> None:
    before = {name: (target / name).stat() for name in ("stays.html", "a/c.html")}
    site.publish(built, target)
    assert site.publish(built, target) == 0
    for name, stat in before.items():
        after = (target / name).stat()
        assert (after.st_mtime_ns, after.st_ino) == (stat.st_mtime_ns, stat.st_ino)


def test_a_reader_who_has_opened_a_file_reads_it_whole(built: Path, target: Path) -> None:
    with (target / "index.html").open("rb") as reader:
        site.publish(built, target)
        assert reader.read() == b"old"


def test_new_files_come_first_and_vanished_ones_go_last(
    built: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that links to a new page must not come before it."""
    done: list[str] = []
    replace, unlink = os.replace, Path.unlink
    monkeypatch.setattr(os, "replace", lambda a, b: (done.append(Path(b).name), replace(a, b)))

    def spy(path: Path, missing_ok: bool = False) -> None:
        if not path.name.startswith("."):
            done.append("-" + path.name)
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", spy)
    site.publish(built, target)
    assert done == ["page.html", "b.html", "index.html", "-page.html"]


class Killed(BaseException):
    pass


@pytest.mark.parametrize("step", range(8))
def test_killed_at_any_step_every_file_is_whole_and_the_next_build_repairs_it(
    step: int, built: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each write and each replacement is a step at which the process may die, nothing cleaned up."""
    steps = 0

    def dying(real, half):  # type: ignore[no-untyped-def]
        def act(*args):  # type: ignore[no-untyped-def]
            nonlocal steps
            if steps == step:
                half(*args)
                raise Killed
            steps += 1
            return real(*args)

        return act

    with monkeypatch.context() as patch:
        patch.setattr(
            Path, "write_bytes", dying(Path.write_bytes, lambda path, raw: path.open("wb").write(raw[:1]))
        )
        patch.setattr(os, "replace", dying(os.replace, lambda a, b: None))
        real = Path.unlink
        patch.setattr(
            Path, "unlink", lambda path, missing_ok=False: None if path.name.startswith(".") else real(path)
        )
        with suppress(Killed):
            site.publish(built, target)
    for name in OLD.keys() & NEW.keys():
        assert (target / name).read_bytes() in (OLD[name], NEW[name])
    served = {name: raw for name, raw in read(target).items() if not Path(name).name.startswith(".")}
    assert all(raw in (OLD.get(name), NEW.get(name)) for name, raw in served.items())
    site.publish(built, target)
    assert read(target) == NEW


@pytest.mark.slow
def test_killed_for_real_every_file_is_whole(tmp_path: Path) -> None:
    big = {f"{number}.html": bytes([65]) * 50_000 for number in range(40)}
    one = lay(tmp_path / "one", big)
    two = lay(tmp_path / "two", {name: raw.lower() for name, raw in big.items()})
    target = lay(tmp_path / "site", big)
    code = "import sys\nfrom pathlib import Path\nfrom qunli.site import publish\nprint(flush=True)\n"
    code += "while True:\n    for each in sys.argv[1:3]:\n        publish(Path(each), Path(sys.argv[3]))\n"
    running = subprocess.Popen(
        [sys.executable, "-c", code, str(two), str(one), str(target)], stdout=subprocess.PIPE
    )
    assert running.stdout
    running.stdout.readline()
    time.sleep(0.2)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert all(
        len(set(raw)) == 1 and len(raw) == 50_000 for raw in ((target / name).read_bytes() for name in big)
    )
    site.publish(one, target)
    assert read(target) == big


def test_a_reader_never_misses_a_file_that_stays(tmp_path: Path) -> None:
    one = lay(tmp_path / "one", {"index.html": b"a" * 9000, "a/b.html": b"a" * 9000})
    two = lay(tmp_path / "two", {"index.html": b"b" * 9000, "a/b.html": b"b" * 9000, "c.html": b"c"})
    target = lay(tmp_path / "site", read(one))
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
            site.publish(two, target)
            site.publish(one, target)
    finally:
        stop.set()
        thread.join()
    assert not faults
    assert set(seen) <= {b"a" * 9000, b"b" * 9000}


def test_a_file_may_become_a_folder_and_the_reverse(tmp_path: Path) -> None:
    target = lay(tmp_path / "site", {"a": b"file", "b/c": b"in a folder"})
    new = {"a/index.html": b"in a folder", "b": b"file"}
    site.publish(lay(tmp_path / "built", new), target)
    assert read(target) == new


def test_what_is_not_the_sites_stays(built: Path, target: Path) -> None:
    """MkDocs leaves names with a dot alone too: a .git there is a branch of pages."""
    lay(target, {".git/HEAD": b"ref", ".well-known/security.txt": b"x"})
    site.publish(built, target)
    assert read(target) == NEW | {".git/HEAD": b"ref", ".well-known/security.txt": b"x"}


def test_a_link_out_of_the_site_is_never_followed_to_delete(
    built: Path, target: Path, tmp_path: Path
) -> None:
    outside = lay(tmp_path / "outside", {"precious.txt": b"x"})
    (target / "linked").symlink_to(outside)
    (target / "fresh").symlink_to(outside)
    (target / "gone.html").symlink_to(outside / "precious.txt")
    site.publish(built, target)
    assert (outside / "precious.txt").read_bytes() == b"x"
    assert not (target / "linked").exists()
    assert (target / "fresh/page.html").read_bytes() == b"y"


TREES = st.dictionaries(
    st.sampled_from(["a", "a/b", "a/b/c", "b", "c/d", "c/e/f", "g.html"]), st.binary(max_size=3), max_size=5
).filter(lambda tree: not any(f"{one}/" in f"{two}" and one != two for one in tree for two in tree))


@tries(60)
@given(old=TREES, new=TREES)
def test_any_tree_becomes_any_other(old: Tree, new: Tree, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("trees")
    target = lay(folder / "site", old)
    site.publish(lay(folder / "built", new), target)
    assert read(target) == dict(sorted(new.items()))


# --- the dict of everything -----------------------------------------------------------------------


def made(root: Path) -> site.Site:
    return site.make(library.load(root), TODAY, {}, ADDRESS, None)


def test_a_site_is_a_dict_of_pages_and_files_with_a_navigation(project: Write) -> None:
    whole = made(project())
    assert {"index.md", "calendars/main/index.md", "calendars/main/today.md"} <= whole.pages.keys()
    assert {
        "calendars/main.ics",
        "calendars/main/staff.ics",
        "calendars/main/next-90-days.ics",
    } <= whole.files.keys()
    assert whole.contents().keys() == whole.pages.keys() | whole.files.keys()

    def paths(entries: object) -> list[str]:
        if isinstance(entries, str):
            return [entries]
        values = entries.values() if isinstance(entries, dict) else entries
        return [path for each in values for path in paths(each)]  # type: ignore[attr-defined]

    listed = paths(whole.navigation)
    assert len(listed) == len(set(listed))
    assert set(listed) <= whole.pages.keys()


@pytest.mark.slow
def test_the_same_sources_make_the_same_site(project: Write) -> None:
    root = project()
    assert made(root).contents() == made(root).contents()


def test_a_site_with_an_error_is_not_made(project: Write) -> None:
    root = project(
        {
            "calendars/main.yml": "title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {welfare: {starts: x}}\n"
        }
    )
    with pytest.raises(ContentError) as caught:
        made(root)
    assert [problem.code for problem in caught.value.problems] == ["Q004"]


def test_a_calendar_that_posts_nothing_is_an_error_of_its_own(project: Write) -> None:
    calendar = (
        "title: 店\nindustry: shop\nstarts: 2026-12-01\nends: 2026-12-02\nclosed: 2026-12-01/2026-12-02\n"
    )
    with pytest.raises(ContentError) as caught:
        made(project({"calendars/main.yml": calendar + "sops: {welfare: {}}\n"}))
    assert [problem.code for problem in caught.value.problems] == ["Q022"]


TEMPLATES = {
    "a tag that is never closed": ("# x\n\n{% if x %}\n", 3),
    "an expression that is none": ("# x\n{{ 1 + }}\n", 2),
    "a name there is not": ("# x\n\n\n{{ nowhere.name }}\n", 4),
    "a file there is not": ('# x\n{% import "nowhere.j2" as m %}\n', 2),
}


@pytest.mark.parametrize(("text", "line"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_broken_page_template_is_one_problem(text: str, line: int, project: Write) -> None:
    with pytest.raises(ContentError) as caught:
        made(project({"site_templates/pages/sop.md.j2": text}))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.code) == ("site_templates/pages/sop.md.j2", line, "Q024")


@pytest.mark.slow
def test_a_link_to_a_page_there_is_not_becomes_its_words(project: Write) -> None:
    text = "# 页\n\n[有](index.md) [没有](nowhere.md#x) [没有这一段](index.md#nowhere) [有这一段](#a){#a}\n"
    body = made(project({"content/handbook/page.md": text})).pages["page.md"].markdown
    assert "[有](index.md) 没有 [没有这一段](index.md) [有这一段](#a){#a}" in body


def test_no_text_of_a_chapter_keeps_the_builder_busy_for_ever(project: Write) -> None:
    """Two ways to read each backslash are a billion ways to read thirty."""
    text = "# 页\n\n[" + "\\a" * 60 + "\n\n[" + "[" * 5000 + "\n"
    assert "page.md" in made(project({"content/handbook/page.md": text})).pages


def test_a_file_that_two_want_is_told_and_not_overwritten() -> None:
    with pytest.raises(ContentError, match=r"网址 /calendars/a\.ics 有两个文件要用"):
        site._joined({"calendars/a.ics": b"one"}, {"b": b""}, {"calendars/a.ics": b"two"})
