"""What MkDocs says on the way, in our words."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from qunli.plugin.events import log

_NOTES = (
    (r"Doc file '(.+?)' contains a link '(.+?)', but the target '(.+?)' is not found among documentation files\.(?s:.*)",
     r"\1 里有一个链接 \2，没有这个文件。"),
    (r"Doc file '(.+?)' contains a link '(.+?)', but the doc '(.+?)' does not contain an anchor '(.+?)'\.(?s:.*)",
     r"\1 里有一个链接 \2，\3 里没有 \4 这一节。"),
    (r"Doc file '(.+?)' contains a link '(.+?)', but there is no such anchor on this page\.(?s:.*)",
     r"\1 里有一个链接 \2，这一页没有这一节。"),
    (r"Doc file '(.+?)' contains an (?:absolute|unrecognized relative) link '(.+?)'(?s:.*)",
     r"\1 里有一个链接 \2，没法知道它指到哪里；写成从这一页出发的路，以 .md 结尾。"),
    (r"A reference to '(.+?)' is included in the 'nav' configuration, (?s:.*)", r"nav 里的 \1 没有这个文件。"),
    (r"A relative path to '(.+?)' is included in the 'nav' configuration, (?s:.*)", r"nav 里的 \1 没有这个文件。"),
    (r"The following pages exist in the docs directory, but are not included in the \"nav\" configuration:(?s:(.*))",
     r"这些页面不在 nav 里：\1"),
    (r"Excluding '(.+?)' from the site because it conflicts with '(.+?)'\.", r"\1 和 \2 要用同一个网址，只用后一个。"),
    (r"Template skipped: '(.+?)' (?s:.*)", r"主题里没有 \1，跳过了。"),
    (r"Error reading page '(.+?)':(?s:.*)", r"读 \1 这一页的时候停下了。"),
    (r"Error building page '(.+?)':(?s:.*)", r"做 \1 这一页的时候停下了。"),
)  # fmt: skip
_KNOWN = tuple((re.compile(pattern), words) for pattern, words in _NOTES)


def in_words(said: str) -> str:
    """Return what MkDocs says in Chinese, where it is one of the things it is known to say."""
    for pattern, words in _KNOWN:
        found = pattern.fullmatch(said.strip())
        if found:
            return found.expand(words)
    return said


class _InWords(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return in_words(super().format(record))


@contextmanager
def heard() -> Iterator[None]:
    """Show MkDocs' warnings and this plugin's notes."""
    shown, mkdocs_log = logging.StreamHandler(), logging.getLogger("mkdocs")
    shown.setFormatter(_InWords())
    # The server notes every address that was asked for.
    shown.addFilter(lambda record: record.name != "mkdocs.livereload" or record.levelno >= logging.ERROR)
    mkdocs_log.addHandler(shown)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.setLevel(logging.NOTSET)
        mkdocs_log.removeHandler(shown)


@contextmanager
def quiet() -> Iterator[None]:
    """Say nothing on the way: for what makes no site."""
    mkdocs_log = logging.getLogger("mkdocs")
    before = mkdocs_log.level
    mkdocs_log.setLevel(logging.CRITICAL)
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = False
        mkdocs_log.setLevel(before)
