"""docs/coverage.md says where each method of the trade stands; every place it names exists."""

from __future__ import annotations

import re

import pytest
from conftest import REPOSITORY, own_library
from figures import finished, published

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


WEAK = re.compile(
    r"\b(?:weak|thin|partly|missing|todo|tbd|not yet|nowhere|only (?:named|mentioned))\b|薄|待补",
    re.IGNORECASE,
)
LEAST = 150


def test_no_method_is_covered_weakly() -> None:
    """No row says so of itself, and a page that is named says more than the method's name."""
    assert [row for row in ROWS if len(row) != 2] == []
    assert [row for row in ROWS if WEAK.search(row[1])] == []
    pages = {**LIBRARY.handbook, **{f"templates/{name}": page for name, page in LIBRARY.templates.items()}}
    named = {place for _, places in ROWS for place in re.findall(r"`([^`]+)`", places)}
    thin = [name for name in named & pages.keys() if len(re.findall("[一-鿿]", pages[name].body)) < LEAST]
    assert thin == []
    assert len(named & pages.keys()) >= 40


# What a method asks of the page that its row names first for it: words of the thing itself, not of its name alone.
DOES = {
    "Activation: self-introduction with a picture": ("growth-activation", "配一张图", "照着填"),
    "Segment by sensitivity": ("segments-and-cleaning", "在乎价钱", "在乎好用", "花的钱从多到少"),
    "Questionnaire": ("points-and-games", r"(?s)```text.*?\n1 .*?\n2 .*?\n3 "),
    "A short questionnaire": ("points-and-games", r"(?s)```text.*?\n1 .*?\n2 .*?\n3 "),
    "Warmth value: dice": ("points-and-games", "掷骰子", "(?s)```text.*?骰子定"),
    "Repurchase: follow-up by customer type": (
        "revisit",
        r"\| 哪种客人 \|",
        "头一回",
        "忽然不来",
        "出过岔子",
    ),
    "Acquisition: store counter": ("growth-acquisition", "收银台一句话", "诱饵"),
    "Acquisition: online channels": ("growth-acquisition", r"\| 口子 \| 钩子"),
}


@pytest.mark.parametrize("method", DOES)
def test_the_page_of_a_method_does_what_its_row_says(method: str) -> None:
    (places,) = [row[1] for row in ROWS if row[0].startswith(method)]
    page, *words = DOES[method]
    assert f"`{page}`" in places
    assert [each for each in words if not re.search(each, LIBRARY.handbook[page].body)] == []


def test_posts_of_riddles_and_private_words_stand_in_their_rows() -> None:
    """Every slot that asks one day and answers on the next; and the revisits, sent to one customer at a time."""
    riddles, revisits = (
        next(row[1] for row in ROWS if row[0].startswith(prefix))
        for prefix in ("Warmth value: dice", "Repurchase: follow-up")
    )
    for pack in finished(LIBRARY):
        for sop_id, sop in LIBRARY.industries[pack].sops.items():
            for slot_id, slot in sop.slots.items():
                if slot.answers:
                    assert f"`{pack}/{sop_id}/{slot_id}`" in riddles
                if slot.way == "private":
                    assert f"`*/{sop_id}/{slot_id}`" in revisits


# --- what was read, and by whom -----------------------------------------------------------------------

LOGS = {path.stem: path.read_text(encoding="utf-8") for path in REPOSITORY.glob("docs/readings/*.md")}
# A log that tells of two forks, whose plans are for the most part their base's.
SHARED = {"milk-tea": "hotpot"}


def rows(log: str) -> list[list[str]]:
    """Return the rows of a log's tables without their headings."""
    lines = [line for line in LOGS[log].splitlines() if line.startswith("|")]
    heads = {number for number, line in enumerate(lines) if set(line) <= set("|-: ")}
    kept = (line for number, line in enumerate(lines) if not heads & {number, number + 1})
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in kept]


def is_read(pack: str, sop_id: str) -> bool:
    """Say whether a row of a pack's log is about a plan: by its name, or by "all" beside the pack's."""
    for first, *_ in rows(SHARED.get(pack, pack)):
        words = {*re.findall(r"[\w-]+", first)}
        if sop_id in words and (pack in LOGS or pack in words):
            return True
        if {pack, "all"} <= words:
            return True
    return False


def own_plans(pack: str) -> list[str]:
    """Return the plans of which a pack has texts of its own; of what it inherits its base's log tells."""
    industry = LIBRARY.industries[pack]
    if not industry.bases:
        return [*industry.sops]
    folder = REPOSITORY / "content/industries" / pack / "sops"
    return [path.stem for path in folder.glob("*.yml") if path.stem in industry.sops]


@pytest.mark.parametrize("pack", published(LIBRARY))
def test_every_plan_of_every_pack_was_read_by_somebody(pack: str) -> None:
    """What its log tells of each: when, how many texts were muted, and what became of them."""
    log = LOGS[SHARED.get(pack, pack)].lower()
    assert "muted" in log
    assert re.search("what became of them|changed|rewritten", log)
    assert re.search(r"20\d\d-\d\d-\d\d", LOGS[SHARED.get(pack, pack)])
    assert own_plans(pack)
    assert [sop_id for sop_id in own_plans(pack) if not is_read(pack, sop_id)] == []


def test_the_list_of_readings_leads_to_every_log() -> None:
    index = (REPOSITORY / "docs/readings.md").read_text(encoding="utf-8")
    assert {*re.findall(r"readings/([\w-]+)\.md", index)} == LOGS.keys()


INDEX = (REPOSITORY / "docs/readings.md").read_text(encoding="utf-8")
COUNTED = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in INDEX.partition("## Per plan")[2].splitlines()
    if re.match(r"\| [a-z-]+ \| [a-z-]+ \| 20", line)
]


@pytest.mark.parametrize("pack", published(LIBRARY))
def test_every_plan_says_who_read_it_when_and_how_many_texts_were_muted(pack: str) -> None:
    """One row for each plan of each pack; what its count is made of stands in a row of the pack's log."""
    listed = {plan: rest for name, plan, *rest in COUNTED if name == pack}
    assert listed.keys() == {*own_plans(pack)}
    assert len(listed) == len([each for each in COUNTED if each[0] == pack])
    for plan, (day, reader, muted, fate) in listed.items():
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", day)
        assert len(reader) >= 10
        assert re.fullmatch(r"\d+(?:(?: \+|;) \d+)*", muted), (plan, muted)
        assert (fate != "–") == any(map(int, re.findall(r"\d+", muted))), (plan, fate)
        told = [
            row[1:]
            for row in rows(SHARED.get(pack, pack))
            if plan in re.findall(r"[\w-]+", row[0]) and (pack in LOGS or pack in row[0])
        ]
        for count in re.findall(r"\d+", muted):
            assert any(re.match(rf"{count}\b", cell) for row in told for cell in row), (plan, count)
