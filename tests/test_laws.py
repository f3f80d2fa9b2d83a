"""The laws of the house: imports go down only, and each outside library has one door."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import qunli
from conftest import REPOSITORY
from qunli.when import FORMS

HOUSE = Path(qunli.__file__).parent
LEVELS = (
    ("problem",),
    ("source", "disk", "sarif", "kept"),
    ("shape",),
    ("text", "almanac", "hant"),
    ("when",),
    ("model",),
    ("words", "library"),
    ("schedule",),
    ("feeds", "checks", "agenda", "changes", "workbook", "scaffold", "portable"),
    ("handbook", "schema", "policy", "proof"),
    ("site",),
    ("plugin",),
    ("cli",),
    ("__main__", "__init__"),
)
DOORS = {
    "yaml": "source",
    "ruamel": "library.writing",
    "pydantic": "shape",
    "pydantic_core": "shape",
    "chinese_calendar": "almanac",
    "borax": "almanac",
    "icalendar": "feeds",
    "markdown": "checks.chapters",
    "openpyxl": "workbook",
    "jinja2": "handbook",
    "segno": "handbook",
    "mkdocs": "plugin",
    "markupsafe": "plugin",
    "click": "cli",
    "platformdirs": "kept",
    "opencc": "hant.converting",
}
CLOCKS = {"date.today", "datetime.now", "datetime.utcnow", "datetime.today", "time.time", "time.monotonic"}
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}


@cache
def modules() -> list[tuple[Path, ast.Module]]:
    """Every file of the house and what it says."""
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(HOUSE.rglob("*.py"))]


@cache
def imports() -> list[tuple[str, str]]:
    """Every import as (module inside the house, what it imports)."""
    found = []
    for path, module in modules():
        name = ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(module):
            if isinstance(node, ast.Import):
                found += [(name, each.name) for each in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{name}: imports are absolute"
                rooms = [f"qunli.{each.name}" for each in node.names] if node.module == "qunli" else []
                found += [(name, each) for each in rooms or [node.module or ""]]
    outside = [(name, what) for name, what in found if what.split(".")[0] not in sys.stdlib_module_names]
    assert len(outside) > 100, f"nothing to judge in {HOUSE}"
    return outside


def test_the_table_of_rooms_says_on_which_level_each_stands() -> None:
    rows = re.findall(
        r"^\| (\d+) \| (`\w+`(?: · `\w+`)*)", (REPOSITORY / "docs/design.md").read_text("utf-8"), re.M
    )
    told = {(room, int(level)) for level, rooms in rows for room in re.findall(r"\w+", rooms)}
    assert told == {(room, level) for room, level in LEVEL.items() if not room.startswith("__")}


def test_imports_go_down_only() -> None:
    for name, what in imports():
        room, used = name.split(".")[0], what.removeprefix("qunli.").split(".")[0]
        if what.startswith("qunli.") and used != "__version__" and room != used:
            assert LEVEL[used] < LEVEL[room], f"{name} imports {what}, which is not below it"


def test_each_outside_library_has_one_door() -> None:
    for name, what in imports():
        outside = what.split(".")[0]
        if outside not in {"qunli", "__future__"}:
            door = DOORS[outside]
            assert f"{name}.".startswith(f"{door}."), f"{name} uses {outside}, whose door is {door}"


def _names(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (each.name for each in node.names)


def test_no_room_but_its_own_takes_a_form_of_when_apart() -> None:
    forms = {each.__name__ for each in FORMS}
    for path, module in modules():
        if path.relative_to(HOUSE).parts[0] != "when":
            named = {*_names(module)} & forms
            assert not named, f"{path} asks for {named}: let every form answer"


def test_only_the_command_and_the_plugin_print_log_or_read_the_clock() -> None:
    for path, module in modules():
        if path.relative_to(HOUSE).parts[0].removesuffix(".py") in {"cli", "plugin"}:
            continue
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {"print", "input"}, f"{path}:{node.lineno} prints"
                assert ".".join(called.split(".")[-2:]) not in CLOCKS, f"{path}:{node.lineno} reads the clock"
            if isinstance(node, ast.Import):
                assert "logging" not in [each.name for each in node.names], f"{path}:{node.lineno} logs"
            if isinstance(node, ast.ImportFrom):
                assert node.module not in {"logging", "time"}, f"{path}:{node.lineno} logs or reads the clock"
