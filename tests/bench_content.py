"""What the packs hold: posts a week (light/standard/full), share of 福利, texts, shortest return in days, length."""

from __future__ import annotations

import figures
from conftest import REPOSITORY
from qunli import library


def section() -> str:
    return figures.table(library.load(REPOSITORY))
