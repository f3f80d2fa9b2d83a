"""A new shop installs the program from wherever it came itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from qunli import __version__
from qunli.cli import origin

SOURCES = f"./wheels/qunli-{__version__}-py3-none-any.whl"
DIGEST = "0" * 63 + "1"


def read(url: str, **more: Any) -> origin.Origin:
    return origin.read(json.dumps({"url": url, **more}), __version__)


def test_an_index_has_the_version() -> None:
    found = origin.read(None, __version__)
    assert (found.text, found.files) == (f"qunli=={__version__}", {})


@pytest.mark.parametrize("below", ["", "generator"])
def test_a_repository_is_asked_for_the_very_commit(below: str) -> None:
    place = {"subdirectory": below} if below else {}
    vcs = {"vcs": "git", "commit_id": "c0ffee", "requested_revision": "main"}
    found = read("https://git.example/qunli", vcs_info=vcs, **place)
    end = f"#subdirectory={below}" if below else ""
    assert found.text == f"qunli @ git+https://git.example/qunli@c0ffee{end}"
    assert found.files == {}


@pytest.mark.parametrize(
    ("archive", "end"),
    [
        ({"hashes": {"sha256": DIGEST}, "hash": "sha256=old"}, f"#sha256={DIGEST}"),
        ({"hash": f"sha256={DIGEST}"}, f"#sha256={DIGEST}"),
        ({"hash": "md5=1"}, ""),
        ({}, ""),
    ],
)
def test_an_address_keeps_its_hash(archive: dict[str, Any], end: str) -> None:
    url = "https://files.example/qunli-1.0-py3-none-any.whl"
    assert read(url, archive_info=archive).text == f"qunli @ {url}{end}"


def test_a_wheel_travels_with_the_project(tmp_path: Path) -> None:
    wheel = tmp_path / "我的 包" / "qunli-1.0+store.1-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"wheel")
    found = read(wheel.as_uri(), archive_info={})
    assert found.text == f"./wheels/{wheel.name}"
    assert found.files == {f"wheels/{wheel.name}": b"wheel"}


def test_a_wheel_that_is_gone_must_be_brought(tmp_path: Path) -> None:
    found = read((tmp_path / "qunli-1.0-py3-none-any.whl").as_uri(), archive_info={})
    note, line = found.text.splitlines()
    assert line == "./wheels/qunli-1.0-py3-none-any.whl"
    assert note == f"# {found.todo}"
    assert "qunli-1.0-py3-none-any.whl 放进 wheels 文件夹" in note
    assert found.files == {}


@pytest.mark.parametrize(
    "info",
    [
        {"dir_info": {"editable": True}},
        {"dir_info": {}},
        {"vcs_info": {"vcs": "git", "commit_id": "c0ffee"}},
    ],
)
def test_what_lies_on_this_machine_alone_must_be_packed_first(info: dict[str, Any]) -> None:
    found = read("file:///home/someone/qunli", **info)
    note, line = found.text.splitlines()
    assert line == SOURCES
    assert note == f"# {found.todo}"
    assert "make dist" in note
    assert "someone" not in found.text


def test_a_program_that_was_never_installed_must_be_packed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise origin.PackageNotFoundError(name)

    monkeypatch.setattr(origin, "distribution", missing)
    assert origin.origin().line == SOURCES
    assert "make dist" in origin.origin().todo
