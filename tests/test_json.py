"""What the commands print with --json has the shape that docs/for-assistants.md promises, neither more nor less."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from conftest import CALENDAR, PACK, REPOSITORY, SOP, Write
from qunli.cli import main
from test_changes import committed, forked
from test_cli import run

DOCS = (REPOSITORY / "docs/for-assistants.md").read_text(encoding="utf-8")
SHAPES = {
    name: json.loads(shape)
    for name, shape in re.findall(r"^### qunli ([\w -]+)\n.*?```json\n(.*?)```", DOCS, re.M | re.S)
}
TYPES: dict[str, type | tuple[type, ...]] = {"text": str, "number": int, "truth": bool, "any": object}
BASE = "content/industries/shop/sops/welfare.yml"
DAY = ("--date", "2026-12-03")


# --- the shapes -----------------------------------------------------------------------------------


def faults(shape: Any, value: Any, place: str, seen: set[str]) -> Iterator[str]:
    """Yield where a value is not as the shape says; note in `seen` what of the shape it showed."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{place} is no list"
            return
        for each in value:
            yield from faults(shape[0], each, f"{place}[]", seen)
    elif isinstance(shape, dict):
        yield from _faults_of_keys(shape, value, place, seen)
    else:
        seen.add(place)
        # To Python a truth value is a number, too.
        if not isinstance(value, TYPES[shape]) or (shape == "number" and isinstance(value, bool)):
            yield f"{place} is {value!r}, no {shape}"


def _faults_of_keys(shape: dict[str, Any], value: Any, place: str, seen: set[str]) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place} is no object"
        return
    if value.keys() != {key.removesuffix("?") for key in shape}:
        yield f"{place} has {sorted(value)}"
        return
    for key, below in shape.items():
        here = f"{place}.{key}"
        part = value[key.removesuffix("?")]
        if key.endswith("?") and part is None:
            seen.add(f"{here} null")
        else:
            yield from faults(below, part, here, seen)


def promised(shape: Any, place: str) -> Iterator[str]:
    """Yield everything of a shape that has to be seen once."""
    if isinstance(shape, list):
        yield from promised(shape[0], f"{place}[]")
    elif isinstance(shape, dict):
        for key, below in shape.items():
            if key.endswith("?"):
                yield f"{place}.{key} null"
            yield from promised(below, f"{place}.{key}")
    else:
        yield place


# --- the commands ---------------------------------------------------------------------------------


def printed(root: Path, *words: str) -> Any:
    done = run(root, *words, "--json")
    assert done.exit_code in (0, 1), done.output + done.stderr
    return json.loads(done.stdout)


def today(project: Write) -> Iterator[Any]:
    rich = SOP.replace("copy: [今天有鱼", "media: [图]\n    short: 短\n    copy: [今天有〔什么，例：鱼〕")
    root = project({BASE: rich, "calendars/main.yml": CALENDAR + "closed: 2026-12-04\n"})
    for day in range(1, 5):
        yield printed(root, "today", "--date", f"2026-12-0{day}")


def check(project: Write) -> Iterator[Any]:
    root = project({BASE: SOP.replace("title: 今日菜单", "titel: 今日菜单")})
    yield printed(root, "check")
    yield json.loads(run(root, "check", "--format", "json").stdout)


def check_text(project: Write) -> Iterator[Any]:
    root = project()
    (root / "a.txt").write_text("有事说话。我们是行业第一！", encoding="utf-8")
    (root / "b.txt").write_text("我们是行业第一！", encoding="utf-8")
    yield printed(root, "check-text", "a.txt", "b.txt")
    yield printed(root, "check-text", "a.txt", "--trade", "catering")


def explain(project: Write) -> Iterator[Any]:
    root = project()
    for code in ("Q401", "Q420", "Q001"):
        yield printed(root, "check", "--explain", code)


def diff(project: Write) -> Iterator[Any]:
    own = "  own: {title: 自己的, when: {date: 2027-05-01, at: 9:00}, type: warmth, copy: 新}\n"
    files = forked("slots:\n  menu: {when: {at: 10:30}, copy: {3: null}}\n" + own)
    yield printed(project(files), "diff", "branch")


def since(project: Write) -> Iterator[Any]:
    extra = "  {}: {{title: 一条, when: {{every: day, at: 20:00}}, type: warmth, copy: 聊}}\n"
    committed(project({BASE: SOP + extra.format("old")}))
    front = SOP.replace("copy: [今天有鱼", "copy: [{id: 4, text: 今天有虾}, 今天有鱼")
    yield printed(project({BASE: SOP.replace("今天有汤", "今天有面")}), "changes", "--since", "HEAD", *DAY)
    yield printed(project({BASE: front}), "changes", "--since", "HEAD", *DAY)
    root = project({BASE: SOP.replace(", 今天有汤", "") + extra.format("new")})
    yield printed(root, "changes", "--since", "HEAD", *DAY)


def outdated(project: Write) -> Iterator[Any]:
    slot = "  {}: {{title: {}, when: {{every: day, at: 20:00}}, type: warmth, copy: 聊}}\n"
    before = SOP + slot.format("chat", "闲聊") + slot.format("vote", "投票") + slot.format("gone", "旧的")
    fork = forked("slots: {menu: {when: {at: 10:30}, title: 菜单}, chat: {title: 聊天}}")
    root = project(fork | {BASE: before})
    yield printed(root, "outdated")
    run(root, "outdated", "--accept")
    after = SOP.replace("11:00", "11:30").replace("今日菜单", "菜单").replace("今天有汤", "今天有蟹")
    project(fork | {BASE: after.replace("menu:", "lunch:")})
    yield printed(root, "outdated")
    project(fork | {BASE: after + slot.format("vote", "投个票") + slot.format("fresh", "新的")})
    yield printed(root, "outdated")


def sheet(project: Write) -> Iterator[Any]:
    root = project()
    run(root, "export", "shop/welfare", "plan.csv")
    lines = (root / "plan.csv").read_text(encoding="utf-8-sig").splitlines()
    fewer = "\n".join(lines[:-1]).replace("今天有鱼", "今天有虾")
    (root / "plan.csv").write_text(fewer, encoding="utf-8")
    yield printed(root, "import", "plan.csv", "--dry-run", *DAY)
    wild = "时间,内容,颜色\n每天 9:00,早安,红\n每天 10:00,安排水军先说话,红\n,,蓝\n每天 11:00,午安,红\n入群时,你好呀,绿\n"
    (root / "wild.csv").write_bytes(wild.encode("gb18030"))
    yield printed(
        root, "import", "wild.csv", "--pack", "shop", "--sop", "fresh", "--title", "新群", "--dry-run", *DAY
    )


def csp(project: Write) -> Iterator[Any]:
    page = "<!doctype html><title>店</title><script>a()</script>"
    yield printed(project({"site/index.html": page}), "csp")


CASES = {
    "today": today,
    "check": check,
    "check-text": check_text,
    "check --explain": explain,
    "diff": diff,
    "changes": since,
    "outdated": outdated,
    "csp": csp,
    "import": sheet,
}
# What makes files and answers nothing that a program would read on.
MAKERS = {"build", "export", "fork", "new", "render", "schema", "serve"}


def commands(tree: click.Command, *words: str) -> Iterator[tuple[str, click.Command]]:
    """Yield the words and the command of each leaf of the command line."""
    if not isinstance(tree, click.Group):
        yield " ".join(words), tree
        return
    with click.Context(tree) as context:
        for name in tree.list_commands(context):
            yield from commands(tree.get_command(context, name), *words, name)


def test_every_reading_command_has_its_shape_documented() -> None:
    found = dict(commands(main))
    reading = found.keys() - MAKERS
    assert found.keys() >= MAKERS
    silent = {name for name in reading if not any("--json" in each.opts for each in found[name].params)}
    assert silent == set(), "each command that reads takes --json"
    assert {name.partition(" --")[0] for name in SHAPES} == reading
    assert SHAPES.keys() == CASES.keys()


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_what_is_printed_has_the_documented_shape(name: str, project: Write) -> None:
    """Keys and types are those of the page, and everything the page names is really printed in some case."""
    seen: set[str] = set()
    for value in CASES[name](project):
        assert list(faults(SHAPES[name], value, name, seen)) == []
    assert set(promised(SHAPES[name], name)) - seen == set()


def test_a_dry_run_writes_nothing_and_the_real_one_says_that_it_wrote(project: Write) -> None:
    root = project({BASE: SOP})
    run(root, "export", "shop/welfare", "plan.csv")
    edited = (root / "plan.csv").read_text(encoding="utf-8-sig").replace("今天有鱼", "今天有虾")
    (root / "plan.csv").write_text(edited, encoding="utf-8")
    before = (root / BASE).read_bytes()
    assert printed(root, "import", "plan.csv", "--dry-run")["written"] is False
    assert (root / BASE).read_bytes() == before
    assert printed(root, "import", "plan.csv")["written"] is True
    assert "今天有虾" in (root / BASE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", ["today nowhere", "check --explain Q999", "diff shop", "import nowhere.csv"]
)
def test_a_command_that_fails_prints_no_json(words: str, project: Write) -> None:
    done = run(project({BASE: SOP, "content/industries/shop/pack.yml": PACK}), *words.split(), "--json")
    assert (done.exit_code, done.stdout) == (2, "")
