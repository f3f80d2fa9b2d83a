"""Material's navigation.instant beside pages with scripts of their own.

Instant loading takes the words of the next page and leaves the scripts of the first in place, so that what a page of
ours needs would not be there. It begins on pages whose settings say so, and takes over links that the sitemap lists:
pages of ours do neither, so that every way to them and from them loads fully. A project's other pages keep it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from mkdocs.config.defaults import MkDocsConfig

_SETTINGS = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)
_ENTRY = re.compile(r"\s*<url>.*?</url>", re.DOTALL)
_PLACE = re.compile(r"<loc>([^<]*)</loc>")
_FEATURE = "navigation.instant"


def is_on(config: MkDocsConfig) -> bool:
    """Say whether a project has instant loading."""
    return any(str(each).startswith(_FEATURE) for each in config.theme.get("features") or ())


def left_fully(html: str) -> str:
    """Return a page with instant loading taken out of its settings."""
    return _SETTINGS.sub(_without_feature, html, count=1)


def _without_feature(found: re.Match[str]) -> str:
    settings = json.loads(found[2])
    settings["features"] = [each for each in settings["features"] if not each.startswith(_FEATURE)]
    # As Jinja's tojson writes: nothing in it may end the script.
    text = json.dumps(settings, separators=(", ", ": "))
    for char in "<>&'":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return found[1] + text + found[3]


def without(sitemap: str, addresses: Collection[str]) -> str:
    """Return a sitemap without some addresses, where it has others: without any others nothing is loaded instantly."""
    ours = set(addresses)
    entries = _ENTRY.findall(sitemap)
    if all(_place(each) in ours for each in entries):
        return sitemap
    return _ENTRY.sub(lambda found: "" if _place(found[0]) in ours else found[0], sitemap)


def _place(entry: str) -> str:
    found = _PLACE.search(entry)
    return found[1] if found else ""
