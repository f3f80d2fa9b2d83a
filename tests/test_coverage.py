"""docs/coverage.md says where each method of the trade stands; every place it names exists."""

from __future__ import annotations

import re

from conftest import REPOSITORY, own_library
from figures import finished

LIBRARY = own_library()
TABLE = (REPOSITORY / "docs/coverage.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLE.splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| ---", "| Method"))
]


def exists(place: str) -> bool:
    """Say whether a chapter, templates/name, pack/sop, pack/sop/slot, pack/chapters/name or sop#key is there."""
    path, _, key = place.partition("#")
    parts = path.split("/")
    if parts[0] == "templates":
        return parts[1] in LIBRARY.templates
    if len(parts) == 1:
        return path in LIBRARY.handbook or path in {"almanac", "checks"}
    packs = finished(LIBRARY) if parts[0] == "*" else [parts[0]]
    return all(_in_pack(pack, parts[1:], key) for pack in packs)


def _in_pack(pack: str, parts: list[str], key: str) -> bool:
    industry = LIBRARY.industries.get(pack)
    if industry is None:
        return False
    if parts[0] == "chapters":
        return parts[1] in industry.chapters
    if f"{parts[0]}.yml" in industry.files:
        return True
    sop = industry.sops.get(parts[0])
    if sop is None or (len(parts) > 1 and parts[1] not in sop.slots):
        return False
    return not key or key in sop.slots or bool(getattr(sop, key, None))


def test_every_method_names_a_place_that_exists() -> None:
    """A page, a template, a plan or one of its posts; dead names fail."""
    assert len(ROWS) >= 120
    for method, places, *_ in ROWS:
        named = re.findall(r"`([^`]+)`", places)
        if method.startswith("**"):
            continue
        assert named, f"no place for: {method}"
        assert [place for place in named if not exists(place)] == [], method


def test_chapters_name_posts_that_exist_so_that_links_lead_both_ways() -> None:
    """A slot named in a chapter's front matter is one of the packs'."""
    assert any(page.chapter.slots for page in LIBRARY.handbook.values())
    for name, page in LIBRARY.handbook.items():
        for slot in page.chapter.slots:
            assert exists(slot), f"{name}: {slot}"
        for key in page.chapter.sources:
            assert key in LIBRARY.references, f"{name}: {key}"
