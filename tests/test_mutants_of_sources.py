"""Mistyped sources, by the hundred: each ends in a plan or in problems in Chinese, and a slip is told at its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import REPOSITORY, TODAY
from qunli import library, site
from slips import Mutant, mutants

PACK = "content/industries/catering"
FILES = {f"{PACK}/{name}": REPOSITORY / PACK / name for name in ("pack.yml", "sops/flash-sale.yml")}
CALENDAR = """\
title: 老王小馆
industry: catering
starts: 2026-11-27
pace: standard
remind: 10
closed: [2027-02-05/2027-02-08]
sops:
  flash-sale:
    groups: [快闪群, 会员群]
    starts:
      - 2026-12-10
      - 2027-01-14
variables:
  store: "老王小馆"
"""


def texts() -> dict[str, str]:
    packs = {path: file.read_text(encoding="utf-8") for path, file in FILES.items()}
    return {"calendars/main.yml": CALENDAR, **packs}


def judge(root: Path, path: str, mutant: Mutant) -> None:
    """Hold what is said of one mutant against the promise."""
    (root / path).write_text(mutant.text, encoding="utf-8")
    found = library.load(root, fallback=root / "none")
    plans, problems = site.judged(found, TODAY)
    assert plans or problems
    for each in problems:
        assert re.search("[\u4e00-\u9fff]", each.message), each
        assert not re.search(r"Traceback|Error|None\b|<class", each.message + each.hint), each
    if mutant.line is None:
        return
    lines = [each.line for each in problems if each.path == path]
    length = 5 if mutant.how == "a conflict" else 1
    assert set(lines) & set(range(mutant.line, mutant.line + length)), (
        path,
        mutant.how,
        mutant.line,
        problems[:3],
    )


def attack(root: Path, number: int, seed: int) -> None:
    right = texts()
    for path, text in right.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path, mutant in mutants(right, number, seed):
        judge(root, path, mutant)
        (root / path).write_text(right[path], encoding="utf-8")


@pytest.mark.slow
def test_three_hundred_mutants_end_in_a_plan_or_in_words(tmp_path: Path) -> None:
    attack(tmp_path, 300, seed=1)
