"""What is kept between commands: found by everything it is made from, and never in the way."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import FILES, TODAY, build, own_library, short, smoke
from qunli import checks, kept


class Made:
    """Counts how often it is asked to make a value."""

    def __init__(self, value: object = "made") -> None:
        self.value, self.times = value, 0

    def __call__(self) -> object:
        self.times += 1
        return self.value


def asked(folder: Path | None, make: Made, *texts: str, day: date = TODAY, name: str = "name") -> object:
    """Return a value as one command gets it."""
    with kept.opened(folder, day):
        return kept.value(name, texts, make)


def test_a_value_is_made_once_for_all_commands_and_again_where_a_text_or_its_name_is_another(
    tmp_path: Path,
) -> None:
    make = Made({"a": (1, frozenset("字"))})
    assert [asked(tmp_path / "k", make, "one", "two") for _ in range(3)] == [make.value] * 3
    assert make.times == 1
    for texts in (("one", "tw"), ("onetwo",), ("one", "two", ""), ("two", "one")):
        asked(tmp_path / "k", make, *texts)
    asked(tmp_path / "k", make, "one", "two", name="other")
    assert make.times == 6


def test_a_value_is_made_again_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Made()
    asked(tmp_path, make, "text")
    monkeypatch.setattr(kept, "_program", lambda: b"another")
    asked(tmp_path, make, "text")
    assert make.times == 2


def test_what_is_kept_is_the_value_as_it_was_made(tmp_path: Path) -> None:
    def make() -> list[str]:
        return ["as it was"]

    with kept.opened(tmp_path, TODAY):
        kept.value("name", ("text",), make).append("and more")
        assert kept.value("name", ("text",), make) == ["as it was"]


def test_within_one_command_nothing_is_opened_twice_and_outside_of_any_nothing_is_kept(
    tmp_path: Path,
) -> None:
    make = Made()
    with kept.opened(tmp_path / "outer", TODAY), kept.opened(tmp_path / "inner", TODAY):
        kept.value("name", ("text",), make)
    assert [path.name for path in tmp_path.iterdir()] == ["outer"]
    kept.value("name", ("text",), make)
    asked(None, make, "text")
    assert make.times == 3


def damaged(folder: Path) -> None:
    (folder / "kept.db").write_bytes(b"SQLite format 3\0" + b"damage" * 400)


def no_database(folder: Path) -> None:
    (folder / "kept.db").write_text("no database at all")


def cut(folder: Path) -> None:
    content = (folder / "kept.db").read_bytes()
    (folder / "kept.db").write_bytes(content[: len(content) // 2])


def another_table(folder: Path) -> None:
    (folder / "kept.db").unlink()
    with sqlite3.connect(folder / "kept.db") as data:
        data.execute("CREATE TABLE kept (something TEXT)")


def no_value(folder: Path) -> None:
    with sqlite3.connect(folder / "kept.db") as data:
        data.execute("UPDATE kept SET value = ?", (b"no pickle",))


def a_folder(folder: Path) -> None:
    (folder / "kept.db").unlink()
    (folder / "kept.db").mkdir()


@pytest.mark.parametrize("harm", [damaged, no_database, cut, another_table, no_value, a_folder])
def test_a_damaged_store_costs_time_and_nothing_else(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    make = Made()
    for number in range(50):
        asked(tmp_path, make, f"{number}" * 100)
    harm(tmp_path)
    assert [asked(tmp_path, Made(3), "1" * 100) for _ in range(3)] in ([3, 3, 3], ["made"] * 3)


@pytest.mark.parametrize("harm", [damaged, no_database, no_value])
def test_a_damaged_store_is_mended_by_the_next_commands(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    asked(tmp_path, Made(), "text")
    harm(tmp_path)
    for _ in range(2):
        asked(tmp_path, Made(), "text")
    make = Made()
    asked(tmp_path, make, "text")
    assert make.times == 0


def test_a_store_that_another_command_writes_to_is_only_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_SECONDS", 0.05)
    make = Made()
    asked(tmp_path, make, "text")
    with sqlite3.connect(tmp_path / "kept.db", isolation_level=None) as data:
        data.execute("BEGIN IMMEDIATE")
        assert asked(tmp_path, make, "text") == "made"
        asked(tmp_path, make, "new")
        data.execute("ROLLBACK")
    assert make.times == 2


def test_a_place_that_is_no_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert asked(tmp_path / "file", Made(), "text") == "made"
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives folders away")
def test_a_folder_of_somebody_else_is_not_read(tmp_path: Path) -> None:
    asked(tmp_path, Made(), "text")
    os.chown(tmp_path, 12345, 12345)
    make = Made()
    asked(tmp_path, make, "text")
    assert make.times == 1


def test_what_nobody_has_asked_for_in_a_month_is_let_go(tmp_path: Path) -> None:
    make = Made()
    for each in ("old", "young"):
        asked(tmp_path, make, each)
    for days in (20, 40, 60):
        asked(tmp_path, make, "young", day=TODAY + timedelta(days))
    assert make.times == 2
    asked(tmp_path, make, "old", day=TODAY + timedelta(60))
    assert make.times == 3


def test_a_store_that_has_grown_too_large_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Made("long" * 10_000)
    asked(tmp_path, make, "text")
    monkeypatch.setattr(kept, "_MOST_BYTES", 10_000)
    asked(tmp_path, make, "text")
    asked(tmp_path, make, "text")
    assert make.times == 2 + 1


# --- builds ---------------------------------------------------------------------------------------

CHAPTER = "# 开头\n\n看[第二章](second.md#there)。\n\n## 一节\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
SECOND = "# 第二章\n\n## 那里 {#there}\n\n字。\n"
PAGES = {**FILES, "calendars/index.md": CHAPTER, "calendars/second.md": SECOND}

EDITS: dict[str, dict[str, str | None]] = {
    "a text": {"content/industries/shop/sops/welfare.yml": FILES["content/industries/shop/sops/welfare.yml"].replace("今天有鱼", "今天有虾")},
    "a risky text": {"content/industries/shop/sops/welfare.yml": FILES["content/industries/shop/sops/welfare.yml"].replace("今天有鱼", "纯天然的鱼")},
    "a chapter": {"calendars/index.md": CHAPTER + "\n再加一段。\n"},
    "a heading that is linked to": {"calendars/second.md": SECOND.replace("there", "elsewhere")},
    "a chapter that is linked to taken away": {"calendars/second.md": None},
    "a new chapter": {"calendars/third.md": "# 第三章\n\n字。\n"},
    "the shop's title": {"calendars/main.yml": FILES["calendars/main.yml"].replace("中山路店", "西湖店")},
    "a setting": {"mkdocs.yml": FILES["mkdocs.yml"].replace("[admonition, ", "[toc, ")},
    "the address": {"mkdocs.yml": FILES["mkdocs.yml"].replace("https://shop.example/", "https://other.example/")},
    "pages as files": {"mkdocs.yml": FILES["mkdocs.yml"] + "use_directory_urls: false\n"},
    "a template of the theme": {"site_templates/theme/partials/copyright.html": "自己的"},
    "no search": {"mkdocs.yml": FILES["mkdocs.yml"].replace("  - search\n", "")},
}  # fmt: skip


def outcome(root: Path, folder: Path) -> dict[str, bytes]:
    """Return all files of a site; sitemap.xml.gz carries the second it was packed."""
    shutil.rmtree(folder, ignore_errors=True)
    build(root, folder, TODAY)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".gz"
    }


@contextmanager
def store(folder: Path | None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUNLI_CACHE", str(folder) if folder else "")
        yield


@pytest.fixture(scope="module")
def warm(short_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows the project before any edit."""
    folder = tmp_path_factory.mktemp("warm")
    laid(folder / "shop", {})
    with store(folder / "kept"), short(short_package):
        outcome(folder / "shop", folder / "site")
    return folder / "kept"


def laid(root: Path, changes: dict[str, str | None]) -> Path:
    for path, text in {**PAGES, **changes}.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text.lstrip("\n"), encoding="utf-8")
    return root


def test_what_is_found_is_kept_by_what_is_looked_for(tmp_path: Path) -> None:
    """An entry is left out where its source is not known: the same words, another judgement."""
    wordings, references = own_library().wordings, own_library().references
    fewer = {key: each for key, each in references.items() if key != "ad-law"}
    told = []
    for known in (references, fewer, references):
        with kept.opened(tmp_path, TODAY):
            found = checks.catalogue(wordings, known).hits("全国第一的鱼", None, None)
        told.append("Q401" in {hit.code for hit in found})
    assert told == [True, False, True]


TRIED = ("a chapter that is linked to taken away",)


@pytest.mark.usefixtures("few_chapters")
@pytest.mark.parametrize("changes", smoke(EDITS, *TRIED))
def test_a_site_built_with_what_was_kept_is_the_site_built_without(
    changes: dict[str, str | None], warm: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = laid(tmp_path / "shop", changes)
    with store(warm):
        with_kept, said = outcome(root, tmp_path / "site"), list(caplog.messages)
    caplog.clear()
    with store(None):
        without = outcome(root, tmp_path / "site")
    assert with_kept == without
    assert said == caplog.messages
