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


# What the handbook's sheet calls them, and the token that each is.
SAME = {
    "q-line": "line",
    "q-paper": "sunk",
    "q-card": "card",
    "q-activity": "activity-wash",
    "q-activity-ink": "activity",
    "q-content": "content-wash",
    "q-content-ink": "content",
    "q-warmth": "warmth-wash",
    "q-warmth-ink": "warmth",
    "q-bubble": "bubble",
    "q-bubble-ink": "bubble-ink",
    "q-blank": "blank",
}


def test_the_handbook_has_the_paper_and_the_colours_of_the_page_of_the_day() -> None:
    light, dark = (
        colours("tokens.css", ":root {"),
        colours("tokens.css", "prefers-color-scheme: dark) {\n  :root {"),
    )
    own, slate = colours("qunli.css", ":root {"), colours("qunli.css", '[data-md-color-scheme="slate"] {')
    assert {name: own.get(name) for name in SAME} == {name: light[token] for name, token in SAME.items()}
    assert {name: slate.get(name) for name in SAME} == {name: dark[token] for name, token in SAME.items()}
    text = (ASSETS / "qunli.css").read_text("utf-8")
    for scheme in (light, dark):
        assert f"--md-default-bg-color: {scheme['paper']};" in text
        assert f"--md-default-fg-color: {scheme['ink']};" in text
        assert f"--md-default-fg-color--light: {scheme['soft']};" in text
