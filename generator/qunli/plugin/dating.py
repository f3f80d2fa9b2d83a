"""Let MkDocs date its sitemap by the build day and not by the clock; only its environment variable can."""

from __future__ import annotations

import logging
import os
from datetime import UTC, date, datetime

from qunli.library import history

log = logging.getLogger("mkdocs.plugins.qunli")


class Sitemap:
    """Sets the variable for one build and puts back afterwards what it said."""

    _told: tuple[str | None] | None = None

    def begin(self, today: date | None) -> None:
        told = os.environ.get(history.EPOCH)
        if history.epoch(os.environ) is not None or not today:
            return
        if told is not None:
            log.warning(
                f"环境变量 {history.EPOCH} 写的 {told[:40]} 不是时间（从 1970 年起的秒数），没有用它。"
            )
        midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
        os.environ[history.EPOCH] = str(int(midnight.timestamp()))
        self._told = (told,)

    def end(self) -> None:
        if self._told is None:
            return
        (told,) = self._told
        os.environ.pop(history.EPOCH, None)
        if told is not None:
            os.environ[history.EPOCH] = told
        self._told = None
