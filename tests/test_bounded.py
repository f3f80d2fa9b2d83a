"""Every file of at most 2 MB is judged in a moment, however it is made."""

from __future__ import annotations

import time

import pytest
from attacks import ATTACKS
from conftest import TODAY, Write
from qunli import library, site
from qunli.problem import MOST_TOLD, render

# CPU seconds; the promise is 5 on a normal machine.
MOST = 30


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_file_is_judged_in_a_moment(name: str, project: Write) -> None:
    path, text = ATTACKS[name]
    root = project({path: text.lstrip("\n").encode()})
    begun = time.process_time()
    found = library.load(root, fallback=root / "none")
    _, problems = site.judged(found, TODAY)
    told = render(problems, "concise").split("\n")
    assert time.process_time() - begun < MOST
    assert len([line for line in told if line.startswith(path)]) <= MOST_TOLD + 1
