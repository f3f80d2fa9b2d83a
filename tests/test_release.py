"""What is published: pinned, hashed, named alike everywhere, and refused while something is missing."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
import release
from conftest import REPOSITORY
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from qunli import __version__

WORKFLOWS = (
    *sorted(REPOSITORY.glob(".github/workflows/*.yml")),
    REPOSITORY / "site_templates/scaffold/pages.yml",
)
LOCKS = ("requirements.lock", "requirements-release.lock")
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
CHANGELOG = (
    f"# Changes\n\n## {__version__} - 2026-12-01\n\n### Added\n\n- One.\n\n## 0.1.0 - 2026-11-22\n\n- Two.\n"
)


def pinned(path: Path) -> dict[str, str]:
    """Return the version of every requirement of a file, by name."""
    lines = re.findall(r"^([\w.-]+)==([\w.]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in lines}


def instructions(text: str) -> list[list[tuple[str, str]]]:
    """Return a Containerfile as stages of instructions, the word and the rest; FROM begins a stage."""
    lines = re.sub(r"(?m)^#.*\n", "", text).replace("\\\n", "").splitlines()
    stages: list[list[tuple[str, str]]] = []
    for line in filter(str.strip, lines):
        word, rest = line.split(None, 1)
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, rest))
    return stages


# --- workflows ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_action_is_pinned_by_commit_and_says_its_version(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    pin = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert used
    assert [each for each in used if not pin.fullmatch(each)] == []


def test_an_action_is_the_same_everywhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    used = {tuple(each.split("@")) for each in re.findall(r"uses: (.*)", text)}
    assert len(used) == len({name for name, _ in used})


def test_every_python_that_is_promised_is_tested() -> None:
    text = (REPOSITORY / ".github/workflows/tests.yml").read_text(encoding="utf-8")
    promised = [
        each.split(" :: ")[-1] for each in PROJECT["project"]["classifiers"] if "Python :: 3." in each
    ]
    assert re.findall(r'"(3\.\d+)"', text) == promised


# --- locks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_the_pinned_versions_with_hashes_and_no_address(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    constraints = pinned(REPOSITORY / "constraints.txt")
    held = pinned(REPOSITORY / name)
    assert {each: constraints[each] for each in held} == held
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (LOCKS[0], PROJECT["project"]["dependencies"]),
        (LOCKS[1], PROJECT["dependency-groups"]["release"]),
    ],
)
def test_a_lock_holds_all_that_is_asked_for(name: str, wanted: list[str]) -> None:
    held = pinned(REPOSITORY / name)
    for each in map(Requirement, wanted):
        assert each.specifier.contains(held[canonicalize_name(each.name)])


# --- the container --------------------------------------------------------------------------------


def test_the_image_is_hashed_nobody_s_and_serves_beyond_itself() -> None:
    build, final = instructions((REPOSITORY / "Containerfile").read_text(encoding="utf-8"))
    words = dict(final)
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", words["USER"])
    assert (words["ENTRYPOINT"], words["CMD"]) == ('["qunli"]', '["serve", "--address", "0.0.0.0:8000"]')
    installs = [each for word, rest in [*build, *final] if word == "RUN" for each in rest.split("&&")]
    pip = [each for each in installs if "pip install" in each]
    assert len(pip) == 3
    assert [each for each in pip if "--require-hashes" not in each and "--no-deps" not in each] == []


def test_the_image_can_copy_all_that_it_asks_for() -> None:
    allowed = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
    stages = instructions((REPOSITORY / "Containerfile").read_text(encoding="utf-8"))
    for word, rest in chain.from_iterable(stages):
        if word == "COPY" and "--from" not in rest:
            *sources, _ = rest.split()
            for source in sources:
                assert (REPOSITORY / source).exists()
                assert any(Path(source).match(each.removeprefix("!")) for each in allowed if each[0] == "!")


# --- a release ------------------------------------------------------------------------------------


def test_the_changelog_begins_with_this_version() -> None:
    text = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\S+) - (\S+)$", text, re.MULTILINE)
    assert headings[0][0] == __version__
    assert [day for _, day in headings[1:] if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)] == []


def test_notes_are_what_stands_below_the_version() -> None:
    assert release.notes(CHANGELOG, __version__) == "### Added\n\n- One."
    assert release.notes(CHANGELOG, "0.1.0") == "- Two."
    assert release.notes(CHANGELOG, "0.1") == ""
    assert release.notes("## 0.3.0 - unreleased\n\n- One.\n", "0.3.0") == ""


@pytest.mark.parametrize(
    ("tag", "files", "urls", "said"),
    [
        (f"v{__version__}", (), {}, "built []"),
        ("v9.9.9", (), {}, "heading '## 9.9.9 - <day>'"),
        (f"v{__version__}", (), {"Source": "https://git.shop.example/x"}, "nobody's address"),
        (f"v{__version__}", ("other.tar.gz",), {}, "built ['other.tar.gz']"),
    ],
)
def test_a_release_is_refused(
    tmp_path: Path, tag: str, files: tuple[str, ...], urls: dict[str, str], said: str
) -> None:
    artifacts = [tmp_path / name for name in files]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "metadata", lambda path: "")
        found = list(release.faults(tag, artifacts, CHANGELOG, urls))
    assert any(said in each for each in found)
