"""Simplified Chinese as readers of Traditional Chinese write it. The door to OpenCC, which is optional."""

from __future__ import annotations

from qunli.hant.converting import LACKING, converted, is_there
from qunli.hant.pages import LANGUAGE, Edition, page
from qunli.hant.pieces import fold, known, runs

__all__ = ["LACKING", "LANGUAGE", "Edition", "converted", "fold", "is_there", "known", "page", "runs"]
