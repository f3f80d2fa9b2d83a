"""Every file of at most 2 MB is judged in a moment, however it is made."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from attacks import ATTACKS
from conftest import TODAY, Write, catalogue, smoke
from qunli import library, site
from qunli.problem import MOST_TOLD, render

ATTACKS_BY_NAME = {name: name for name in ATTACKS}
BESIDE_SIGNS = [name for name in ATTACKS if name[1:] not in {each[1:] for each in ATTACKS if each[0] == "1"}]
# Signs stand in ten places each; every eleventh meets each sign and each place.
EACH_SIGN_ONCE = [name for name in ATTACKS if name not in BESIDE_SIGNS][::11]
# CPU seconds; the promise is 5 on a normal machine.
MOST = 30


@pytest.mark.slow
@pytest.mark.parametrize("name", smoke(ATTACKS_BY_NAME, *BESIDE_SIGNS, *EACH_SIGN_ONCE))
def test_a_hostile_file_is_judged_in_a_moment(name: str, project: Write) -> None:
    path, text = ATTACKS[name]
    root = project({path: text.lstrip("\n").encode()})
    begun = time.process_time()
    found = library.load(root, fallback=root / "none")
    _, problems = site.judged(found, TODAY)
    told = render(problems, "concise").split("\n")
    assert time.process_time() - begun < MOST
    assert len([line for line in told if line.startswith(path)]) <= MOST_TOLD + 1


@pytest.mark.slow
@pytest.mark.parametrize("words", ["全国第一 ", "不说全国第一，", "不说全国第一 "])
def test_a_text_full_of_risky_words_is_judged_in_a_moment(words: str) -> None:
    begun = time.process_time()
    hits = catalogue().hits(words * 60_000, "catering", None)
    assert time.process_time() - begun < MOST
    assert bool(hits) == (not words.startswith("不"))
    assert all(count <= MOST_TOLD + 1 for count in Counter(hit.code for hit in hits).values())
