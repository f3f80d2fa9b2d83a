"""JSON Schemas for editors: they know every field, take what the model takes, and refuse plain mistakes."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from conftest import REPOSITORY, needs
from qunli import cli
from qunli.checks import Wording
from qunli.library.parts import PARTS
from qunli.model import Calendar, Pack, Slot
from qunli.schema import schemas
from qunli.shape import Shape, json_schema, titles
from qunli.workbook.columns import COLUMNS
from ruamel.yaml import YAML

SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
validated = needs("jsonschema", find_spec("jsonschema"))


def as_edited(text: str) -> Any:
    """Read YAML 1.2 as an editor does, days as the text they are."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value.isoformat() if isinstance(value, date) else value

    return plain(YAML(typ="safe", pure=True).load(text))


@cache
def validator(name: str) -> Any:
    from jsonschema import Draft7Validator

    return Draft7Validator(SCHEMAS[name])


def faults(name: str, text: str) -> list[str]:
    return [
        f"{list(each.absolute_path)}: {each.message[:200]}"
        for each in validator(name).iter_errors(as_edited(text))
    ]


def sources() -> Iterator[tuple[str, Path]]:
    """Yield (schema, file) for every source of the project."""
    for pack in sorted(REPOSITORY.glob("content/industries/*/pack.yml")):
        fork = "-fork" if "extends:" in pack.read_text("utf-8") else ""
        for part in PARTS:
            if part.schema:
                found = sorted(pack.parent.glob(part.pattern))
                yield from ((f"{part.schema}{fork}.json", path) for path in found)
    for name, where in (
        ("calendar", "calendars/*.yml"),
        ("holidays", "calendars/holidays/*.yml"),
        ("almanac", "content/almanac.yml"),
        ("sources", "content/sources.yml"),
        ("wordings", "content/wordings/*.yml"),
    ):
        yield from ((f"{name}.json", path) for path in sorted(REPOSITORY.glob(where)))


@validated
@pytest.mark.parametrize(
    ("name", "path"),
    [pytest.param(name, path, id=path.relative_to(REPOSITORY).as_posix()) for name, path in sources()],
)
def test_every_source_of_the_project_passes(name: str, path: Path) -> None:
    assert faults(name, path.read_text("utf-8")) == []


SLOT = "title: 一条, type: content, copy: 一"
GOOD = {
    "sop.json": [
        f"{{title: 618, kind: flash, slots: {{a: {{{SLOT}, when: {{{when}}}}}}}}}"
        for when in (
            "every: day, at: 9:30",
            "every: workday, at: 11:00, holidays: skip",
            "every: 2 weeks, weekdays: [mon, thu], at: 11:00",
            "every: week, weekdays: mon, at: 11:00",
            "every: month, monthdays: [1, 15], at: 11:00",
            "day: 1-21, at: 11:00",
            "day: [1, 3], at: 11:00",
            "date: [2026-12-24, 2027-12-24], at: 11:00",
            "festival: mid-autumn, day: [-3, 0], at: 18:00",
        )
    ]
    + [
        "{title: 群, kind: traffic, slots: {a: {title: 一, type: warmth, when: {day: 3, at: 09:00},"
        " copy: [{id: 13, text: 新}, 一, null, {id: tea, text: 618}, {text: 二}]}}}",
        "{title: 群, kind: traffic, slots: {a: {title: 一, type: warmth, when: {day: 3, at: 09:00}, copy: {1: 一, b: 二},"
        " replaces: all, rotate: dishes, offer: {kind: lottery, prizes: [{name: 汤, quantity: 3}]}, remind: 0}}}",
    ],
    "sop-fork.json": [
        "{slots: {menu: {when: {at: 10:30}, copy: {3: 换一条, 4: null}}, video: null}, welcome: null}",
        "{slots: {menu: {offer: {price: 68}, stage: null}}}",
        "{slots: {menu: {copy: {3: 换一条, 4: null, +: [添一条, {id: tea, text: 618}, null]}}}}",
        "{slots: {menu: {copy: {+: 添一条}}}}",
        "{title: 火锅福利群}",
        "{}",
    ],
    "pack-fork.json": [
        "{extends: catering, title: 火锅, sops: {flash-sale: null}, roles: {kitchen: {title: 锅底师傅}}}"
    ],
    "anytime.json": [
        "{occasions: {a: {title: 到货, owner: host, way: notice, copy: [一, null, {id: tea, text: 618}]}, b: {title: 完, copy: 完}}}"
    ],
    "anytime-fork.json": ["{occasions: {a: {copy: {2: null, +: [三, {id: tea, text: 四}]}}, b: null}}"],
    "calendar.json": [
        "{title: 店, industry: catering, starts: 2026-12-01, sops: {welfare: null, b: {sop: flash-sale, starts: [2026-12-10],"
        " slots: {menu: {when: {at: 10:30}}, red-packet: null}, texts: {menu: [3, tea]}}}, closed: [2027-02-05/2027-02-08], variables: {store: 1688}}",
    ],
    "almanac.json": [
        "{a: {title: 三伏, from: {term: 夏至, geng: 3}, to: 08-30}, b: {title: 除夕, lunar: 01-01, offset: -1}}"
    ],
    "holidays.json": ["{off: [2027-01-01], work: [2027-01-03], source: 通知}"],
}
BAD = {
    "sop.json": [
        "{title: 群, kind: traffic}",
        "{title: 群, kind: market, slots: {}}",
        "{title: 群, kind: flash, slots: {a: {title: 一, type: warmth, when: {day: 3, at: 9:00}, copy: [{id: 13}]}}}",
        f"{{title: 群, kind: flash, slots: {{a: {{{SLOT}, when: {{every: day}}}}}}}}",
        f"{{title: 群, kind: flash, slots: {{a: {{{SLOT}, when: {{every: day, at: 25:00}}}}}}}}",
        f"{{title: 群, kind: flash, slots: {{a: {{{SLOT}, when: {{every: week, weekdays: [monday], at: 9:00}}}}}}}}",
        f"{{titel: 群, title: 群, kind: flash, slots: {{a: {{{SLOT}, when: {{day: 1, at: 9:00}}}}}}}}",
        "{title: 群, kind: flash, slots: {a: {title: 一, type: content, when: {day: 1, at: 9:00}}}}",
        f"{{title: 群, kind: flash, slots: {{a: {{{SLOT}, when: {{day: 1, at: 9:00}}, replaces: some}}}}}}",
        f"{{title: 群, kind: flash, slots: {{a: {{{SLOT}, when: {{day: 1, at: 9:00}}, offer: {{kind: raffle}}}}}}}}",
    ],
    "sop-fork.json": [
        "{slots: {menu: {copy: [{id: 13, txt: 一条}]}}}",
        "{slots: {menu: {wehn: {at: 10:30}}}}",
        "{slots: {menu: {when: {at: 25:30}}}}",
        "{kind: market}",
    ],
    "pack.json": [
        "{title: 餐饮, summary: 一, roles: {}}",
        "{title: 餐饮, summary: 一, version: 一, roles: {}}",
    ],
    "pack-fork.json": ["{extend: catering}", "{sops: {flash-sale: {}}}"],
    "anytime.json": [
        "{occasions: {a: {copy: 一}}}",
        "{occasions: {a: {title: 到货, copy: [{paragraphs: [一, 二]}]}}}",
        "{occasions: {a: {title: 到货, copy: 一, way: shout}}}",
    ],
    "anytime-fork.json": ["{occasions: {a: {copi: 一}}}"],
    "calendar.json": [
        "{title: 店, industry: catering, sops: {a: null}}",
        "{title: 店, industry: catering, starts: 2026/12/1, sops: {a: null}}",
        "{title: 店, industry: catering, starts: 2026-12-01, timezone: Europe/Paris, sops: {a: null}}",
        "{title: 店, industry: catering, starts: 2026-12-01, sops: {a: {slots: {menu: {titel: 一}}}}}",
        "{title: 店, industry: catering, starts: 2026-12-01, sops: {a: {texts: {menu: 3}}}}",
    ],
    "almanac.json": ["{a: {title: 春}}", "{a: {title: 春, term: 春天}}"],
    "holidays.json": ["{on: [2027-01-01]}"],
    "sources.json": ["{a: {title: 法, kind: law}}"],
    "wordings.json": ["{Q999: {title: 词}}"],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in table.items() for text in texts]


@validated
@pytest.mark.parametrize(("name", "text"), cases(GOOD))
def test_what_the_grammar_allows_passes(name: str, text: str) -> None:
    assert faults(name, text) == []


@validated
@pytest.mark.parametrize(("name", "text"), cases(BAD))
def test_a_plain_mistake_is_shown_while_typing(name: str, text: str) -> None:
    assert faults(name, text)


@validated
@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schemas_are_of_a_draft_that_yaml_editors_read(name: str) -> None:
    """Draft 7, with nothing of later drafts in it."""
    from jsonschema import Draft7Validator

    Draft7Validator.check_schema(SCHEMAS[name])
    assert not {"$defs", "prefixItems", "discriminator"} & set(
        re.findall(r'"([^"]+)":', json.dumps(SCHEMAS[name]))
    )


def fields(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        for name, below in node.get("properties", {}).items():
            if isinstance(below, dict):
                yield name, below
        for below in node.values():
            yield from fields(below)
    elif isinstance(node, list):
        for below in node:
            yield from fields(below)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_field_has_a_chinese_title(name: str) -> None:
    found = list(fields(SCHEMAS[name]))
    assert found
    assert [field for field, node in found if not re.search(r"[\u4e00-\u9fff]", node.get("title", ""))] == []


def shapes(base: type[Shape] = Shape) -> Iterator[type[Shape]]:
    for shape in base.__subclasses__():
        yield shape
        yield from shapes(shape)


def test_every_field_of_every_shape_has_a_title_and_none_is_made_from_its_name() -> None:
    every = {shape for shape in shapes() if shape.__module__.startswith("qunli.")}
    assert {Pack, Slot, Calendar, Wording} <= every
    called = {(shape.__name__, field): title for shape in every for field, title in titles(shape).items()}
    assert [field for field, title in called.items() if not re.search(r"[\u4e00-\u9fff]", title)] == []
    shown = {
        (shape.get("title"), name): node["title"]
        for schema in (json_schema(shape) for shape in every)
        for shape in (schema, *schema.get("$defs", {}).values())
        for name, node in shape.get("properties", {}).items()
    }
    assert shown == called


def test_a_field_and_its_column_and_its_difference_have_one_name() -> None:
    named = titles(Slot)
    columns = {column.key: column.title for column in COLUMNS if column.key in named}
    assert columns == {key: named[key] for key in columns}
    assert set(named) - set(columns) == {"offer"}
    slot = SCHEMAS["sop.json"]["definitions"]["Slot"]["properties"]
    assert {key: node["title"] for key, node in slot.items()} == named


@pytest.mark.parametrize("name", ["sop-fork.json", "pack-fork.json"])
def test_a_fork_requires_nothing(name: str) -> None:
    assert '"required"' not in json.dumps(SCHEMAS[name])


def test_the_words_of_a_choice_are_explained() -> None:
    slot = SCHEMAS["sop.json"]["definitions"]["Slot"]["properties"]
    assert slot["type"]["description"] == "activity 福利 · content 干货 · warmth 互动"
    assert "直接发" in slot["way"]["description"]


@pytest.mark.slow
def test_the_command_writes_them_and_leaves_equal_files_alone(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from qunli.cli import main; main()",
        "schema",
        str(tmp_path / ".schema"),
    ]
    first = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    again = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert f"改动 {len(SCHEMAS)} 个" in first.stdout
    assert "改动 0 个" in again.stdout
    assert {path.name for path in (tmp_path / ".schema").iterdir()} == {*SCHEMAS, ".qunli"}


def test_the_editor_setting_of_the_readme_names_them() -> None:
    (setting,) = re.findall(r"```json\n(.*?)```", (REPOSITORY / "README.md").read_text("utf-8"), re.S)
    named = json.loads(setting)["yaml.schemas"]
    assert named
    assert {Path(path).name for path in named} <= set(SCHEMAS)
    assert all(any(REPOSITORY.glob(where)) for where in named.values())


def test_the_hooks_for_other_repositories_run_a_command_there_is() -> None:
    """pre-commit starts them when a source of a project changes, and only then."""
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hooks
    for hook in hooks:
        program, command, *_ = shlex.split(hook["entry"])
        assert program == "qunli"
        assert cli.main.get_command(click.Context(cli.main), command)
        assert {"id", "name", "language"} <= hook.keys()
        for path in (
            "content/industries/a/sops/b.yml",
            "content/industries/a/chapters/c.md",
            "calendars/d.yml",
        ):
            assert re.search(hook["files"], path)
        for path in ("README.md", "docs/content/a.yml", "calendars/a.ics"):
            assert not re.search(hook["files"], path)
