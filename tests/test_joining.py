"""The scripts of a page as one file: without their comments, and with nothing else gone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import REPOSITORY, needs
from qunli.plugin import joining
from test_planner import NODE

THEME = REPOSITORY / "site_templates/theme"
PARSER = REPOSITORY / "tests/js/node_modules/espree/espree.js"
TOKENS = """
import * as espree from "%s";
import { readFileSync } from "node:fs";
const said = (text) => espree.tokenize(text, { ecmaVersion: 2018 }).map(({ type, value }) => [type, value]);
const pairs = JSON.parse(readFileSync(0, "utf8"));
const differs = ([, was, is]) => JSON.stringify(said(was)) !== JSON.stringify(said(is));
console.log(JSON.stringify(pairs.filter(differs).map(([name]) => name)));
"""


@pytest.mark.parametrize(
    ("script", "left"),
    [
        (
            "/* whose\n   it is */\nvar a = 1; // beside\n\n  // alone\n  b();\n",
            "var a = 1;\nb();\n",
        ),
        ('a("; // no word"); // a word\n', 'a("; // no word");\n'),
        ("a('\"'); // \"\n", "a('\"');\n"),
        ("a(`; // no word`, /; [/] // no word/);\n", "a(`; // no word`, /; [/] // no word/);\n"),
        ("  /** @type {number} */\n  let a;\n", "let a;\n"),
        ("const b = /** @type {any} */ (a, /** @type {any} */ (c));\n", "const b = (a, (c));\n"),
        ("/** @type {any} */ (a).b();\n", "(a).b();\n"),
        ('a("/** @type {any} */ (b)", /** @type {any} */ (b));\n', 'a("/** @type {any} */ (b)", (b));\n'),
        ("const b = (/** @type {(a: any) => {b: c}} */ a) => a;\n", "const b = (a) => a;\n"),
        ("const b = /** beside */ (a);\n", "const b = /** beside */ (a);\n"),
        ("/*! (c) somebody */\na();\n/* ours */\n", "/*! (c) somebody */\na();\n"),
        ("a(); /* */\n/* b */ /* c */ d();\n", "a(); /* */\n/* b */ /* c */ d();\n"),
        ("a();\n// the end", "a();\n// the end"),
    ],
)
def test_comments_that_have_lines_to_themselves_and_indents_are_left_out(script: str, left: str) -> None:
    assert joining.bare(script) == left


@pytest.mark.parametrize(
    "script",
    [
        "a(`\n// words\n`);\n// about b\nb();\n",
        'a("one\\\n// two");\n// about b\nb();\n',
        "a(); /* begins here\n// and ends */ b();\n// about c\nc();\n",
        'a("/*");\n// about b\nb("*/");\n',
    ],
)
def test_a_script_with_a_text_over_several_lines_stays_as_it_is(script: str) -> None:
    assert joining.bare(script) == script


@pytest.mark.slow
@needs("node with espree", NODE if PARSER.is_file() else None)
def test_every_script_of_the_theme_says_the_same_without_them() -> None:
    scripts = {path: path.read_text(encoding="utf-8") for path in (THEME / "assets/js").rglob("*.js")}
    pairs = [(path.name, text, joining.bare(text)) for path, text in scripts.items()]
    assert len(pairs) > 90
    assert [name for name, was, left in pairs if was == left] == []
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", TOKENS % PARSER.as_uri()],
        input=json.dumps(pairs), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == []


def test_parts_are_joined_once_each_in_their_order_and_a_projects_own_stand_first_and_as_they_are(
    tmp_path: Path,
) -> None:
    folders = [tmp_path / "own", tmp_path / "theirs"]
    for folder, name, text in ((0, "b", "own();\n"), (1, "a", "// first\na();\n"), (1, "b", "b();\n")):
        target = folders[folder] / f"assets/js/{name}.js"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for name, text in (
        ("a", "// first\na();\n"),
        ("own", "// mine\nown();\n"),
        ("b", "// another b\nb();\n"),
    ):
        target = tmp_path / "site/assets/js" / f"{name}.js"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    joiner = joining.Joiner(SimpleNamespace(dirs=[*map(str, folders)]))
    address = joiner.joined(["a", "b", "a"])
    joiner.write(tmp_path / "site")
    assert (tmp_path / "site" / address).read_text(encoding="utf-8") == "a();\n\nown();\n"
    alone = {
        path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "site/assets/js").glob("*.js")
    }
    assert alone == {"a.js": "a();\n", "own.js": "// mine\nown();\n", "b.js": "// another b\nb();\n"}
