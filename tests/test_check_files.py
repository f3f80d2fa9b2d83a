"""`check --fix` repairs typing slips alone; `check FILE` says of a file what the whole check says of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import CALENDAR, PACK, REPOSITORY, SETTINGS, SOP, TODAY, Write, smoke
from qunli import library, site
from qunli.problem import Problem
from test_cli import run

MAIN = "calendars/main.yml"
SOPS = "content/industries/shop/sops/welfare.yml"
MISTYPED = CALENDAR.replace("title: 中", "title：中").replace(
    "starts: 2026-12-01", "starts: 2026－12－01 # 开业：，"
)


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_fix_repairs_the_slips_shows_them_and_checks_again(project: Write) -> None:
    root = project({MAIN: MISTYPED})
    done = run(root, "check", "--fix", MAIN)
    assert done.exit_code == 0, done.output
    assert (root / MAIN).read_text(encoding="utf-8") == CALENDAR.lstrip("\n").replace(
        "-01\n", "-01 # 开业：，\n"
    )
    assert "-title：中山路店\n" in done.stdout
    assert "+title: 中山路店\n" in done.stdout
    assert f"--- a/{MAIN}" in done.stdout
    assert "Q005" not in done.stdout


@pytest.mark.slow
def test_fix_twice_is_fix_once(project: Write) -> None:
    root = project({MAIN: MISTYPED})
    run(root, "check", "--fix")
    before = files(root)
    done = run(root, "check", "--fix")
    assert files(root) == before
    assert "+++" not in done.stdout


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_fix_keeps_every_other_byte(project: Write, end: str, mark: bytes) -> None:
    right = CALENDAR.lstrip("\n") + "# 说明：　到此\n\n  \n"
    raw, mistyped = (
        mark + text.replace("\n", end).encode() for text in (right, right.replace("industry: ", "industry："))
    )
    root = project({MAIN: mistyped})
    run(root, "check", "--fix")
    assert (root / MAIN).read_bytes() == raw


def test_fix_leaves_alone_what_is_right_or_no_slip(project: Write) -> None:
    root = project(
        {MAIN: CALENDAR.replace("industry", "idnustry"), SOPS: SOP.replace("今天有鱼", "“今天”：，有鱼——")}
    )
    before = files(root)
    assert run(root, "check", "--fix").exit_code == 1
    assert files(root) == before


def test_fix_reaches_front_matter_and_mkdocs_yml(project: Write) -> None:
    chapter = "---\ntitle：为什么\n---\n# 为什么：，\n\nremind:10 —不改\n"
    root = project(
        {"content/handbook/why.md": chapter, "mkdocs.yml": SETTINGS.replace("site_name: ", "site_name：")}
    )
    run(root, "check", "--fix")
    assert (root / "content/handbook/why.md").read_text(encoding="utf-8") == chapter.replace(
        "title：", "title: "
    )
    assert (root / "mkdocs.yml").read_text(encoding="utf-8") == SETTINGS.lstrip("\n")


def test_fix_of_one_file_leaves_the_others(project: Write) -> None:
    root = project({MAIN: MISTYPED, "calendars/other.yml": MISTYPED})
    before = (root / "calendars/other.yml").read_bytes()
    run(root, "check", "--fix", MAIN)
    assert (root / "calendars/other.yml").read_bytes() == before
    assert "：" not in (root / MAIN).read_text(encoding="utf-8").split("#")[0]


def test_fix_never_writes_through_a_link(project: Write, tmp_path: Path) -> None:
    root = project({"calendars/true/main.txt": MISTYPED})
    (root / MAIN).unlink()
    (root / MAIN).symlink_to(root / "calendars/true/main.txt")
    before = files(root)
    assert run(root, "check", "--fix").exit_code == 1
    assert files(root) == before
    assert (root / MAIN).is_symlink()


def test_fix_keeps_the_rights_of_a_file(project: Write) -> None:
    root = project({MAIN: MISTYPED})
    (root / MAIN).chmod(0o640)
    run(root, "check", "--fix")
    assert os.stat(root / MAIN).st_mode & 0o777 == 0o640


def test_fix_for_programs_prints_nothing_but_json(project: Write) -> None:
    done = run(project({MAIN: MISTYPED}), "check", "--fix", "--json", MAIN)
    assert not {"Q004", "Q005"} & {each["code"] for each in json.loads(done.stdout)}
    assert "+title: 中山路店" in done.stderr


# --- one file -------------------------------------------------------------------------------------


def below(problems: tuple[Problem, ...] | list[Problem], path: str) -> list[Problem]:
    return [each for each in problems if each.path == path]


FORK = "extends: shop\ntitle: 小店二\nsummary: 改一句\nversion: 1.0.0\n"
BOUGHT = {
    MAIN: CALENDAR.replace("sops:\n  welfare: {}", "sops:\n  welfare:\n    slots:\n      menu: {at: 25:00}"),
    "calendars/fork.yml": CALENDAR.replace("industry: shop", "industry: fork"),
    "content/industries/fork/pack.yml": FORK,
    "content/industries/fork/sops/welfare.yml": "slots:\n  menu:\n    owner: nobody\n",
    "content/industries/alone/pack.yml": PACK.replace("summary", "sumary"),
    "content/handbook/why.md": "---\ntitel: 一\n---\n正文\n",
    "content/almanac.yml": "xx: {title: 某日, solar: 13-01}\n",
}


@pytest.mark.slow
def test_of_one_file_is_told_what_the_whole_check_tells(project: Write) -> None:
    root = project(BOUGHT)
    whole = library.load(root).problems
    assert len({each.path for each in whole}) > 4
    for path in files(root):
        assert below(library.load_for(root, [root / path]).problems, path) == below(whole, path), path


def test_a_calendar_is_checked_without_other_calendars_and_packs(project: Write) -> None:
    root = project(BOUGHT)
    found = library.load_for(root, [root / "calendars/fork.yml"])
    assert list(found.shops) == ["fork"] or not found.shops
    assert "alone" not in found.industries
    assert not [each for each in found.problems if each.path in {MAIN, "content/industries/alone/pack.yml"}]


def test_a_pack_is_checked_with_its_forks_and_calendars(project: Write) -> None:
    text = "title: 二店\nindustry: fork\nstarts: 2026-12-01\nsops: {welfare: {}}\n"
    other = PACK.replace("title: 小店", "title: 别家")
    root = project(
        {
            "content/industries/fork/pack.yml": FORK,
            "calendars/second.yml": text,
            "content/industries/other/pack.yml": other,
            "content/industries/other/sops/welfare.yml": SOP,
            "calendars/third.yml": CALENDAR.replace("industry: shop", "industry: other"),
        }
    )
    found = library.load_for(root, [root / SOPS])
    assert (sorted(found.shops), sorted(found.industries)) == (["main", "second"], ["fork", "shop"])


def test_a_file_that_is_no_source_costs_nothing(project: Write) -> None:
    root = project({"notes.txt": "x"})
    found = library.load_for(root, [root / "notes.txt"])
    assert (found.shops, found.industries) == ({}, {})


@pytest.mark.slow
@pytest.mark.parametrize("only", smoke({"apparel": "content/industries/apparel/", "all": ""}, "apparel"))
def test_of_each_file_of_this_repository_is_told_what_the_whole_check_tells(only: str) -> None:
    """And that is nothing, reminders included: what we ship passes its own check."""
    _, whole = site.judged(library.load(REPOSITORY), TODAY)
    assert whole == []
    seen = 0
    scopes: dict[str, list[Problem]] = {}
    for path in sorted([*(REPOSITORY / "calendars").rglob("*.yml"), *(REPOSITORY / "content").rglob("*.*")]):
        name = path.relative_to(REPOSITORY).as_posix()
        if not name.startswith(only):
            continue
        # The files of one pack are judged by the same library.
        key = "/".join(name.split("/")[:3])
        if key not in scopes:
            _, scopes[key] = site.judged(library.load_for(REPOSITORY, [path]), TODAY)
        assert below(scopes[key], name) == below(whole, name), name
        seen += len(below(whole, name))
    assert seen == len([each for each in whole if each.path.startswith(only)])


def test_a_fork_that_no_calendar_uses_is_told(project: Write) -> None:
    path = "content/industries/fork/pack.yml"
    root = project({path: FORK})
    told = [each for each in site.judged(library.load(root), TODAY)[1] if each.code == "Q029"]
    assert [(each.path, each.line, each.level) for each in told] == [(path, 1, "warning")]
    alone = site.judged(library.load_for(root, [root / path]), TODAY)[1]
    assert below(alone, path) == below(told, path)


@pytest.mark.parametrize(
    "files",
    [
        {"calendars/main.yml": CALENDAR.replace("industry: shop", "industry: fork")},
        {"content/industries/fork/pack.yml": FORK + "stage: draft\n"},
        {"calendars/main.yml": None},
    ],
    ids=["used", "draft", "no calendars"],
)
def test_a_fork_in_use_or_in_the_making_is_not(project: Write, files: dict[str, str | None]) -> None:
    root = project({"content/industries/fork/pack.yml": FORK, **files})
    found = site.judged(library.load(root), TODAY)[1]
    assert "Q029" not in [each.code for each in found]
