"""Two thousand mistyped sources, seeded: each ends in a plan or in problems in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_mutants_of_sources import attack


@pytest.mark.parametrize("seed", range(2, 6))
def test_mutants_end_in_a_plan_or_in_words(seed: int, tmp_path: Path) -> None:
    attack(tmp_path, 500, seed)
