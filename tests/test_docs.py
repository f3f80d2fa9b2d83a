"""What is written for people who join: links lead somewhere, examples are read, forms are what the host expects."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from conftest import REPOSITORY
from qunli.cli import main
from qunli.model import Calendar, Pack, Sop
from qunli.shape import problems
from qunli.source import File, parse_yaml

PAGES = sorted([*REPOSITORY.glob("docs/*.md"), *REPOSITORY.glob("*.md")])
FORMS = sorted(path for path in REPOSITORY.glob(".github/ISSUE_TEMPLATE/*.yml") if path.stem != "config")
ASSISTANTS = (REPOSITORY / "docs/for-assistants.md").read_text(encoding="utf-8")
HAN = re.compile("[\u4e00-\u9fff]")


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    """Examples in back-ticks are no links."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.S)
    links = re.findall(r"\]\(([^)\s#]+)", text)
    gone = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert gone == []


def test_the_page_for_assistants_names_every_command() -> None:
    commands = main.list_commands(click.Context(main))
    assert [name for name in commands if not re.search(rf"`(?:qunli )?{name}\b", ASSISTANTS)] == []


@pytest.mark.parametrize(("name", "shape"), [("pack.yml", Pack), ("sops/", Sop), ("calendars/", Calendar)])
def test_the_grammar_on_one_screen_is_grammar(name: str, shape: Any) -> None:
    (example,) = re.findall(rf"```yaml\n(# {name}.*?)```", ASSISTANTS, re.S)
    source = parse_yaml(File(name, example))
    assert [*source.problems, *problems(source, shape)[1]] == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_one_and_speaks_chinese_first(path: Path) -> None:
    """Of the host's form schema: a name, a description, and a body of labelled fields with ids of their own."""
    form = loaded(path)
    assert form.keys() == {"name", "description", "title", "body"}
    fields = [each for each in form["body"] if each["type"] != "markdown"]
    ids = [each["id"] for each in fields]
    assert len(ids) == len(set(ids))
    for each in fields:
        assert each["type"] in {"input", "textarea", "dropdown", "checkboxes"}
        assert each.keys() <= {"type", "id", "attributes", "validations"}
        assert ("options" in each["attributes"]) == (each["type"] in {"dropdown", "checkboxes"})
    for words in (form["name"], *(each["attributes"]["label"] for each in fields)):
        chinese, _, english = words.partition(" · ")
        assert HAN.search(chinese), words
        assert english.isascii(), words
        assert english, words


def test_what_runs_before_a_commit_is_in_the_house() -> None:
    """Hooks are local, their tools come with the development dependencies, and their targets are make's."""
    config = loaded(REPOSITORY / ".pre-commit-config.yaml")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tools = {re.split(r"[^\w-]", each)[0] for each in project["optional-dependencies"]["dev"]}
    targets = re.findall(r"^(\w+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.M)
    assert [each["repo"] for each in config["repos"]] == ["local"]
    for hook in config["repos"][0]["hooks"]:
        first, *words = hook["entry"].split()
        if first == "make":
            assert words[-1] in targets
        else:
            assert first.removeprefix(".venv/bin/") in tools | set(project["scripts"])
