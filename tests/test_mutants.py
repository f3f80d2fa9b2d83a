"""The list of faults that change nothing is one of faults: each can still be put into the code as it stands."""

from __future__ import annotations

import mutants
import yaml
from conftest import REPOSITORY

LISTED = yaml.safe_load((REPOSITORY / "tests/mutants.yml").read_text("utf-8"))


def test_what_is_listed_as_harmless_is_still_a_fault_and_has_a_reason() -> None:
    keys = {tuple(each[key] for key in ("in", "line", "was", "now")) for each in LISTED["equivalent"]}
    assert mutants.stale(keys) == set()
    assert [each for each in LISTED["equivalent"] if not each["why"]] == []


def test_every_room_that_is_tried_has_tests_that_are_there() -> None:
    missing = {
        room: name
        for room, names in LISTED["rooms"].items()
        for name in names
        if not (REPOSITORY / "tests" / name).is_file()
    }
    assert missing == {}
    assert [room for room in LISTED["rooms"] if not (mutants.HOUSE / room).exists()] == []
