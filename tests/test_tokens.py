"""The colours of the owners' pages are written twice, for pages of their own and for the theme's frame: they are the same."""

from __future__ import annotations

import re

from tests.conftest import REPOSITORY

ASSETS = REPOSITORY / "site_templates/theme/assets"
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]+)")


def colours(name: str, start: str) -> dict[str, str]:
    """Return the colours that a style sheet names between `start` and the next closing brace."""
    text = (ASSETS / name).read_text("utf-8")
    return dict(COLOUR.findall(text.partition(start)[2].partition("}")[0]))


def test_both_schemes_have_the_same_colours_in_the_frame_of_the_theme() -> None:
    light = colours("tokens.css", ":root {")
    dark = colours("tokens.css", "prefers-color-scheme: dark) {\n  :root {")
    framed = colours("plan.css", ":root {")
    slate = colours("plan.css", '[data-md-color-scheme="slate"] {')
    assert len(light) > 20
    assert len(dark) > 20
    assert {name: framed.get(name) for name in light} == light
    assert {name: slate.get(name) for name in dark} == dark
