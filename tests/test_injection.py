"""Every field of every source and of mkdocs.yml is tried with hostile words: shown as written, or refused.

The fields are read from the shapes and from MkDocs' own list of settings, so that a new one fails here until it is
tried. One project holds a text in every free field; it is built with harmless words and with hostile ones, and every
page must have the same elements with the same attributes.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY, TODAY, Once, read, short, words_of
from icalendar import Calendar
from mkdocs.config.defaults import MkDocsConfig
from openpyxl import load_workbook
from qunli import library, plugin, site
from qunli.cli import main  # every room that has shapes
from qunli.problem import ContentError, errors
from qunli.schema import FILES
from qunli.shape import Shape, json_schema
from test_hostile import Document

pytestmark = pytest.mark.slow

HOSTILE = (
    '"><script>alert(1)</script>',
    "</textarea></pre></title></style>",
    "](javascript:alert(1))",
    "' onmouseover='alert(1)' x=\"",
    "]]> --> <!--",
    "</script><img src=x onerror=alert(1)>",
    "`~<b>{: onclick=x } | \\",
)
BRACES = "{{7*7}} {% raw %} {#x#}"  # not in copy, where they are variables
WORDS = "".join(HOSTILE)
# As a check may look for it: a regular expression in small letters.
PATTERN = '"><script>alert\\(1\\)</script>'
HARMLESS = "平常话"

Files = dict[str, Any]
Text = Callable[..., str]


# --- what there is to try -------------------------------------------------------------------------


def shapes() -> dict[str, dict[str, Any]]:
    """Every noun of the house by name, as pydantic describes it."""
    assert main
    assert FILES

    def below(shape: type[Shape]) -> Iterator[type[Shape]]:
        for each in shape.__subclasses__():
            if each.__module__.startswith("qunli."):
                yield each
                yield from below(each)

    found = {each.__name__: each for each in below(Shape)}
    assert len(found) > 30
    return {name: json_schema(each) for name, each in found.items() if not name.startswith("_")}


def is_free(node: Any) -> bool:
    """Say whether words may stand here: a string that is neither chosen from a list nor held by a pattern."""
    if isinstance(node, list):
        return any(map(is_free, node))
    if not isinstance(node, Mapping):
        return node is True
    if node.get("type") == "string":
        return not node.keys() & {"enum", "const", "pattern", "format"}
    below = ("anyOf", "oneOf", "allOf", "items", "additionalProperties", "prefixItems")
    return any(is_free(node[key]) for key in below if key in node)


def has_keys(node: Any) -> bool:
    """Say whether a mapping with names of people's own may stand here."""
    if isinstance(node, list):
        return any(map(has_keys, node))
    if not isinstance(node, Mapping):
        return False
    below = ("anyOf", "oneOf", "allOf", "additionalProperties")
    return "additionalProperties" in node or any(has_keys(node[key]) for key in below if key in node)


def fields(ask: Callable[[Any], bool]) -> set[str]:
    return {
        f"{name}.{field}"
        for name, node in shapes().items()
        for field, about in node.get("properties", {}).items()
        if ask(about)
    }


# --- a project with a text in every free field ----------------------------------------------------


def made(text: Text) -> Files:
    """The sources of a project; `text` gives the words of a field, `rules` those of a regular expression."""

    def line(field: str) -> str:
        return text(field)

    def copy(field: str) -> str:
        return text(field, braces=False)

    def rule(field: str) -> str:
        return text(field, rule=True)

    offers = [
        {
            "kind": "discount",
            **{name: line(f"Discount.{name}") for name in ("base", "ends", "limit", "conditions")},
        },
        {
            "kind": "gift",
            **{name: line(f"Gift.{name}") for name in ("name", "spec", "quantity", "until", "how")},
        },
        {
            "kind": "lottery",
            "prizes": [
                {name: line(f"Prize.{name}") for name in ("name", "category", "probability")}
                | {"value": 1, "quantity": 1}
            ],
            **{
                name: line(f"Lottery.{name}")
                for name in [
                    "conditions",
                    "entry",
                    "draw_at",
                    "draw_method",
                    "redeem_until",
                    "redeem_conditions",
                    "redeem_how",
                    "delivery",
                    "give_up",
                    "organiser",
                    "contact",
                ]
            },
        },
        {
            "kind": "group-buy",
            **{name: line(f"GroupBuy.{name}") for name in ("base", "ends", "limit", "fallback")},
        },
        {
            "kind": "flash-sale",
            **{
                name: line(f"FlashSale.{name}")
                for name in ("base", "stock", "starts", "ends", "limit", "pickup")
            },
        },
        {"kind": "referral", "reward": line("Referral.reward")},
    ]
    slots = {
        f"s{number}": {
            "title": line("Slot.title"),
            "when": {
                "every": "week",
                "weekdays": [("mon", "tue", "wed", "thu", "fri", "sat")[number]],
                "at": f"{9 + number}:00",
            },
            "type": "content",
            "owner": "staff",
            "copy": [copy("Slot.copy"), copy("Slot.copy") + "二"],
            "media": [line("Slot.media")],
            "notes": copy("Slot.notes"),
            "short": copy("Slot.short"),
            "offer": offer,
        }
        for number, offer in enumerate(offers)
    }
    festival = {"dongzhi": "TermFestival", "guoqing": "SolarFestival", "ganen": "NthFestival"}
    rules = {
        "dongzhi": {"term": "冬至"},
        "guoqing": {"solar": "12-24"},
        "ganen": {"nth": {"month": 11, "weekday": "thu", "n": 4}},
    }
    days = {
        **festival,
        "laba": "LunarFestival",
        "winter": "SeasonFestival",
    }
    rules |= {"laba": {"lunar": "12-08"}, "winter": {"from": "12-20", "to": "01-20"}}
    chapter = {
        "title": line("Chapter.title"),
        "summary": line("Chapter.summary"),
        "part": line("Chapter.part"),
        "sources": [line("Chapter.sources")],
        "slots": [line("Chapter.slots"), "shop/welfare/s0"],
        "questions": [line("Chapter.questions")],
        "also": [line("Chapter.also")],
    }
    return {
        "content/industries/shop/pack.yml": {
            "title": line("Pack.title"),
            "summary": line("Pack.summary"),
            "names": [line("Pack.names")],
            "version": "1.0.0",
            "locked": [line("Pack.locked")],
            "variables": {
                "store": {
                    "title": line("Variable.title"),
                    "default": line("Variable.default"),
                    "example": line("Variable.example"),
                },
                "dishes": {
                    "title": line("Variable.title"),
                    "fields": {"name": line("Variable.fields")},
                    "default": [{"name": line("Variable.default")}],
                },
            },
            "roles": {"staff": {"title": line("Role.title"), "duty": line("Role.duty")}},
        },
        "content/industries/shop/faq.yml": {
            "questions": {
                "q": {
                    "question": re.sub("[{}]", "", copy("Question.question")),
                    "answer": copy("Question.answer"),
                    "slots": ["welfare/s0"],
                }
            }
        },
        "content/industries/shop/anytime.yml": {
            "occasions": {
                "o": {
                    "title": line("Occasion.title"),
                    "copy": [copy("Occasion.copy"), copy("Occasion.copy") + "二"],
                    "notes": copy("Occasion.notes"),
                }
            }
        },
        "content/industries/shop/sops/welfare.yml": {
            "title": line("Sop.title"),
            "kind": "traffic",
            "summary": line("Sop.summary"),
            "welcome": copy("Sop.welcome"),
            "positioning": {
                **{
                    name: line(f"Positioning.{name}")
                    for name in ("who", "problem", "solution", "purpose", "benefit", "entry")
                },
                "channels": [line("Positioning.channels")],
                "motives": {name: line(f"Motives.{name}") for name in ("founder", "member")},
                "audience": {
                    name: line(f"Audience.{name}") for name in ("age", "gender", "region", "occupation")
                },
            },
            "rules": {
                **{
                    name: copy(f"Rules.{name}")
                    for name in ("rename", "service", "ask", "penalty", "cleaning")
                },
                "allowed": [copy("Rules.allowed")],
                "forbidden": [copy("Rules.forbidden")],
            },
            "slots": slots
            | {
                "values": {
                    "title": "值",
                    "when": {"every": "day", "at": "20:00"},
                    "type": "warmth",
                    "rotate": "dishes",
                    "copy": "{{ store }} {{ item.name }}",
                }
            },
        },
        "content/industries/shop/chapters/page.md": chapter,
        "content/handbook/page.md": chapter,
        "content/handbook/templates/page.md": chapter,
        "content/almanac.yml": {
            name: {
                "title": line(f"{shape}.title"),
                "note": line(f"{shape}.note"),
                "ideas": {"shop": line(f"{shape}.ideas")},
                **rules[name],
            }
            for name, shape in days.items()
        },
        "content/sources.yml": yaml.load(
            (REPOSITORY / "content/sources.yml").read_text("utf-8"), yaml.BaseLoader
        )
        | {
            text("Chapter.sources"): {
                "kind": "statute",
                **{name: line(f"Reference.{name}") for name in ("title", "version", "effective", "note")},
            }
        },
        "content/wordings/own.yml": {
            "Q498": {
                "level": "warning",
                "source": text("Chapter.sources"),
                **{
                    name: line(f"Wording.{name}")
                    for name in ("title", "why", "article", "bad", "good", "hint")
                },
                **{
                    name: [rule(f"Wording.{name}")]
                    for name in ("words", "patterns", "disguised", "unless", "cleared", "denied", "meant")
                },
                "near": {"patterns": [rule("Near.patterns")]},
                "scope": {
                    "industries": ["catering"],
                    "other_than": ["beauty"],
                    "types": [line("Scope.types")],
                },
            }
        },
        "calendars/holidays/2026.yml": {"off": ["2026-12-24"], "source": line("Holidays.source")},
        "calendars/main.yml": {
            "title": line("Calendar.title"),
            "industry": "shop",
            "starts": "2026-11-01",
            "sops": {
                "welfare": {
                    "groups": [line("Run.groups") + "甲", line("Run.groups") + "乙"],
                    "slots": {"s1": {"title": line("Run.slots"), "copy": {2: copy("Run.slots")}}},
                }
            },
            "variables": {
                "store": line("Calendar.variables"),
                "dishes": [{"name": line("Calendar.variables")}],
            },
            "staff": {"staff": line("Calendar.staff")},
        },
        "mkdocs.yml": {
            "site_url": "https://shop.example/",
            "docs_dir": "calendars",
            "repo_url": "https://github.com/a/b",
            **{name: line(name) for name in ("site_name", "site_description", "site_author", "repo_name")},
            "copyright": '&copy; <a href="https://shop.example/">店</a>',
            "theme": {
                "name": "material",
                "language": "zh",
                "font": False,
                "features": ["navigation.tabs", "navigation.footer", "navigation.path", "toc.follow"],
                "palette": [
                    {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": line("theme")}}
                ],
            },
            "extra": {
                "social": [
                    {"icon": "material/store", "link": "https://shop.example/", "name": line("extra")}
                ],
                "alternate": [{"name": line("extra"), "link": "/", "lang": "zh"}],
                "status": {"new": line("extra")},
                "homepage": "https://shop.example/",
            },
            "plugins": ["search", {"qunli": {"project": "shop.example"}}],
            "markdown_extensions": [
                "admonition",
                "attr_list",
                "md_in_html",
                "tables",
                "pymdownx.superfences",
            ],
        },
    }


def written(root: Path, files: Files) -> Path:
    """Write the sources; a page of Markdown is its front matter."""
    for path, data in files.items():
        whole = json.dumps(data, ensure_ascii=False, indent=1)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(
            f"---\n{whole}\n---\n\n正文\n" if path.endswith(".md") else whole, encoding="utf-8"
        )
    return root


TRIED: set[str] = set()


def hostile_words(field: str, *, braces: bool = True, rule: bool = False) -> str:
    TRIED.add(field)
    return PATTERN if rule else f"〈{field}〉{WORDS}{BRACES if braces else ''}"


def harmless_words(field: str, *, braces: bool = True, rule: bool = False) -> str:
    return HARMLESS if rule else f"〈{field}〉{HARMLESS}"


def built(once: Once, short_package: Path, name: str, files: Files) -> dict[str, bytes]:
    def fill(root: Path) -> None:
        with short(short_package):
            plugin.build(written(root, files), TODAY, None, strict=False)

    return read(once(name, fill) / "site")


@pytest.fixture(scope="module")
def harmless(once: Once, short_package: Path) -> dict[str, bytes]:
    return built(once, short_package, "harmless", made(harmless_words))


@pytest.fixture(scope="module")
def hostile(once: Once, short_package: Path) -> dict[str, bytes]:
    return built(once, short_package, "hostile", made(hostile_words))


# --- fields that take no words at all, and keys ---------------------------------------------------

SHOP, PLAN, MAIN = (
    "content/industries/shop/pack.yml",
    "content/industries/shop/sops/welfare.yml",
    "calendars/main.yml",
)
FAQ, NOW = "content/industries/shop/faq.yml", "content/industries/shop/anytime.yml"
DAYS, OWN = "content/almanac.yml", "content/wordings/own.yml"
# Field -> the file and the key path where hostile words must be refused.
REFUSED: dict[str, tuple[str, list[str | int]]] = {
    "Calendar.industry": (MAIN, ["industry"]),
    "Run.sop": (MAIN, ["sops", "welfare", "sop"]),
    "Run.starts": (MAIN, ["sops", "welfare", "starts"]),
    "Run.texts": (MAIN, ["sops", "welfare", "texts", "s0", 0]),
    "Lunar.lunar": (DAYS, ["winter", "from", "lunar"]),
    "LunarFestival.lunar": (DAYS, ["laba", "lunar"]),
    "OnDates.date": (PLAN, ["slots", "s0", "when", "date"]),
    "OnFestival.festival": (PLAN, ["slots", "s0", "when", "festival"]),
    "Occasion.owner": (NOW, ["occasions", "o", "owner"]),
    "Pack.extends": (SHOP, ["extends"]),
    "Question.slots": (FAQ, ["questions", "q", "slots", 0]),
    "Season.from": (PLAN, ["slots", "s0", "when", "season", "from"]),
    "Season.to": (PLAN, ["slots", "s0", "when", "season", "to"]),
    "Slot.owner": (PLAN, ["slots", "s0", "owner"]),
    "Slot.replaces": (PLAN, ["slots", "s0", "replaces", 0]),
    "Slot.rotate": (PLAN, ["slots", "s0", "rotate"]),
    **{
        f"Voice.{name}": (SHOP, ["voices", "brisk", name, "好"])
        for name in ("greeting", "closing", "particles", "words")
    },
    "Wording.source": (OWN, ["Q498", "source"]),
}
# Mapping -> the same for a key of people's own; None: its names are those of packs, and others say nothing.
KEYS: dict[str, tuple[str, list[str | int]] | None] = {
    "Calendar.sops": (MAIN, ["sops"]),
    "Calendar.staff": (MAIN, ["staff"]),
    "Calendar.variables": (MAIN, ["variables"]),
    "Anytime.occasions": (NOW, ["occasions"]),
    "Faq.questions": (FAQ, ["questions"]),
    "Occasion.copy": (NOW, ["occasions", "o", "copy"]),
    "Pack.roles": (SHOP, ["roles"]),
    "Pack.sops": (SHOP, ["sops"]),
    "Pack.variables": (SHOP, ["variables"]),
    "Run.slots": (MAIN, ["sops", "welfare", "slots"]),
    "Run.texts": (MAIN, ["sops", "welfare", "texts"]),
    "Slot.copy": (PLAN, ["slots", "s0", "copy"]),
    "Sop.slots": (PLAN, ["slots"]),
    "Variable.fields": (SHOP, ["variables", "dishes", "fields"]),
    "Pack.voices": (SHOP, ["voices"]),
    **{
        f"Voice.{name}": (SHOP, ["voices", "brisk", name])
        for name in ("greeting", "closing", "particles", "words")
    },
    **dict.fromkeys(
        (f"{name}Festival.ideas" for name in ("Lunar", "Nth", "Season", "Solar", "Term")),
        (DAYS, ["laba", "ideas"]),
    ),
}


def put(data: Any, path: list[str | int], value: Any) -> None:
    """Set a value below a key path; what is missing on the way is made."""
    for key, following in itertools.pairwise(path):
        below: Any = [] if isinstance(following, int) else {}
        if isinstance(data, list):
            data[:] = data or [below]
        elif not isinstance(data.get(key), type(below)):
            data[key] = below
        data = data[key]
    if isinstance(data, list):
        data[:] = [value]
    else:
        data[path[-1]] = value


def stops(root: Path) -> bool:
    """Say whether a project is refused for a fault of its content, in words."""
    try:
        found = site.judged(library.load(root), TODAY)[1]
        plugin.read_settings(root)
    except ContentError as error:
        found = list(error.problems)
    return any(re.search("[\u4e00-\u9fff]", each.message) for each in errors(found))


def test_every_field_is_tried(hostile: dict[str, bytes]) -> None:
    """A new field of a source belongs into `made`, or into REFUSED where it takes no words."""
    assert hostile
    settings = {"site_name", "site_description", "site_author", "repo_name", "theme", "extra"}
    assert fields(is_free) - TRIED == set(REFUSED)
    assert TRIED - fields(is_free) == settings
    assert fields(has_keys) == set(KEYS)


@pytest.mark.parametrize("words", [WORDS + BRACES, "javascript:alert(1)"])
@pytest.mark.parametrize("field", REFUSED)
def test_what_names_something_takes_no_words(field: str, words: str, tmp_path: Path) -> None:
    files = made(harmless_words)
    path, keys = REFUSED[field]
    put(files[path], keys, words)
    assert stops(written(tmp_path, files))


@pytest.mark.parametrize("field", [name for name, place in KEYS.items() if not name.endswith("ideas")])
def test_a_key_of_peoples_own_takes_no_words(field: str, tmp_path: Path) -> None:
    files = made(harmless_words)
    path, keys = KEYS[field] or ("", [])
    put(files[path], [*keys, WORDS], {})
    assert stops(written(tmp_path, files))


def test_the_projects_themselves_are_not_refused(tmp_path: Path) -> None:
    assert not stops(written(tmp_path, made(harmless_words)))


def elements(html: bytes) -> list[tuple[str, ...]]:
    """The elements of a page. A form filled in beforehand carries words in its address, encoded."""
    form = re.compile(r"(href=https://github\.com/a/b/issues/new\?)[\w%.~&=-]+")
    return [tuple(form.sub(r"\1", each) for each in element) for element in Document(html.decode()).elements]


# --- what comes out -------------------------------------------------------------------------------


def test_no_field_makes_changes_or_breaks_an_element(
    harmless: dict[str, bytes], hostile: dict[str, bytes]
) -> None:
    assert hostile.keys() == harmless.keys()
    pages = [path for path in sorted(hostile) if path.endswith(".html")]
    assert len(pages) > 20
    for path in pages:
        one, other = elements(harmless[path]), elements(hostile[path])
        for number, (wanted, found) in enumerate(zip(one, other, strict=False)):
            assert found == wanted, (path, number, other[max(0, number - 5) : number + 5])
        assert len(one) == len(other), path


def test_the_words_of_a_field_show_as_they_were_written(hostile: dict[str, bytes]) -> None:
    """Of each field that stands on a page for people, somewhere."""
    shown = " ".join(Document(hostile[path].decode()).words for path in hostile if path.endswith(".html"))
    silent = {
        "Holidays.source",
        "Chapter.slots",
        "Chapter.sources",
        "Chapter.questions",
        "Chapter.also",
        "Pack.locked",
        "Pack.names",
        "Wording.source",
        "Reference.effective",
        "Reference.note",
    }
    rules = {field for field in TRIED if field.startswith(("Near.", "Scope."))}
    rules |= {
        f"Wording.{name}"
        for name in ("words", "patterns", "disguised", "unless", "cleared", "denied", "meant")
    }
    offers = ("Discount.", "Gift.", "Lottery.", "Prize.", "GroupBuy.", "FlashSale.", "Referral.")
    in_attributes = {"site_description", "site_author", "theme", "extra"}
    told = {field for field in TRIED - silent - rules - in_attributes if not field.startswith(offers)}
    beginning = " ".join("".join(HOSTILE[:2]).split())
    assert {field for field in told if f"〈{field}〉{beginning}" not in shown} == set()


def test_no_script_ends_before_its_end(hostile: dict[str, bytes]) -> None:
    scripts = {
        path: raw
        for path, raw in hostile.items()
        if re.fullmatch(r"(industries|calendars|checks)/.*\.js", path)
    }
    assert {"calendars/main/calendar.js", "industries/shop/plan.js", "checks/try/words.js"} <= set(scripts)
    for path, raw in scripts.items():
        script = raw.decode()
        assert not re.search("</script|<!--|[\u2028\u2029]", script, re.IGNORECASE), path
        if path == "checks/try/words.js":
            assert words_of(raw)
        else:
            json.loads(script[script.index("=") + 1 :].rstrip().removesuffix(";"))


def test_the_search_shows_no_element_of_theirs(harmless: dict[str, bytes], hostile: dict[str, bytes]) -> None:
    """The theme puts titles and texts of the index into the page as HTML."""

    def acting(files: dict[str, bytes]) -> set[str]:
        entries = json.loads(files["search/search_index.json"])["docs"]
        whole = "".join(f"<p>{each['title']}</p>{each['text']}" for each in entries)
        return {element[0] for element in Document(whole).elements}

    assert acting(hostile) <= acting(harmless)


def test_no_field_breaks_a_line_of_a_feed(harmless: dict[str, bytes], hostile: dict[str, bytes]) -> None:
    feeds = [path for path in hostile if path.endswith(".ics")]
    assert len(feeds) == 3
    for path in feeds:
        one, other = Calendar.from_ical(harmless[path]), Calendar.from_ical(hostile[path])
        assert [part.name for part in one.walk()] == [part.name for part in other.walk()]
        for before, after in zip(one.walk("VEVENT"), other.walk("VEVENT"), strict=True):
            assert sorted(before.keys()) == sorted(after.keys())
            assert before["URL"] == after["URL"]
            assert re.fullmatch(r"https://shop\.example/[\w/.#-]+", str(after["URL"]))


def test_no_field_becomes_a_formula(hostile: dict[str, bytes]) -> None:
    books = [path for path in hostile if path.endswith(".xlsx")]
    assert books
    for path in books:
        for sheet in load_workbook(BytesIO(hostile[path])).worksheets:
            for row in sheet.iter_rows():
                assert not [cell.coordinate for cell in row if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.parametrize("path", [path for path in made(harmless_words) if path != "mkdocs.yml"])
@pytest.mark.parametrize("char", ["\u2028", "\x1b"])
def test_what_no_one_can_see_is_refused_in_every_source(char: str, path: str, tmp_path: Path) -> None:
    root = written(tmp_path, made(harmless_words))
    whole = (root / path).read_text(encoding="utf-8")
    (root / path).write_text(whole.replace(HARMLESS, HARMLESS + char, 1), encoding="utf-8")
    assert stops(root)


# --- mkdocs.yml -----------------------------------------------------------------------------------

# What a theme prints: as words, which are tried above, or as an address, HTML or a part of one, refused below.
PRINTED = {"site_name", "site_description", "site_author", "repo_name", "theme", "extra", "nav"}
JUDGED = {
    "site_url",
    "repo_url",
    "edit_uri",
    "edit_uri_template",
    "extra_css",
    "extra_javascript",
    "copyright",
}
UNSEEN = {
    *(
        [
            "pages",
            "exclude_docs",
            "draft_docs",
            "not_in_nav",
            "docs_dir",
            "site_dir",
            "google_analytics",
            "dev_addr",
            "use_directory_urls",
        ]
    ),
    *(
        [
            "extra_templates",
            "markdown_extensions",
            "mdx_configs",
            "strict",
            "remote_branch",
            "remote_name",
            "plugins",
            "hooks",
            "watch",
        ]
    ),
    *(["validation", "config_file_path"]),
}
LIVE = (
    "javascript:alert(1)",
    "JaVa\tScript:alert(1)",
    "&#106;avascript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
)
ATTRIBUTES = (
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "https://x.example/\u2028",
    'https://x.example/" onclick="x',
)
PLACES: dict[str, tuple[list[str | int], tuple[str, ...]]] = {
    "site_url": (["site_url"], ()),
    "repo_url": (["repo_url"], ()),
    "edit_uri": (["edit_uri"], ()),
    "edit_uri_template": (["edit_uri_template"], ()),
    "extra_css": (["extra_css", 0], ()),
    "extra_javascript": (["extra_javascript", 0], ()),
    "nav": (["nav", 0, "页"], ()),
    "homepage": (["extra", "homepage"], ()),
    "social": (["extra", "social", 0, "link"], ()),
    "alternate": (["extra", "alternate", 0, "link"], ()),
    "logo": (["theme", "logo"], ()),
    "favicon": (["theme", "favicon"], ()),
}
LIVE_HTML = ("<script>alert(1)</script>", '<a href="javascript:alert(1)">x</a>', "<b onclick=alert(1)>x</b>")
HTML: dict[str, list[str | int]] = {
    "copyright": ["copyright"],
    "consent": ["extra", "consent", "description"],
    "feedback": ["extra", "analytics", "feedback", "ratings", 0, "note"],
}


def with_setting(root: Path, path: list[str | int], value: str) -> Path:
    files = made(harmless_words)
    if path[0] == "nav":
        files["mkdocs.yml"]["nav"] = [{path[-1]: value}]
    else:
        put(files["mkdocs.yml"], path, value)
    return written(root, files)


def test_every_setting_of_mkdocs_is_tried_or_never_shown() -> None:
    """A new one of MkDocs' belongs into one of these lists."""
    assert {name for name, _ in MkDocsConfig()._schema} == PRINTED | JUDGED | UNSEEN


@pytest.mark.parametrize("value", [*LIVE, *ATTRIBUTES])
@pytest.mark.parametrize("place", PLACES)
def test_an_address_that_runs_or_breaks_out_is_told_at_its_line(
    place: str, value: str, tmp_path: Path
) -> None:
    path, _ = PLACES[place]
    root = with_setting(tmp_path, path, value)
    with pytest.raises(ContentError) as caught:
        plugin.read_settings(root)
    assert {each.path for each in caught.value.problems} == {"mkdocs.yml"}
    assert all(each.line for each in caught.value.problems)


@pytest.mark.parametrize("value", LIVE_HTML)
@pytest.mark.parametrize("place", HTML)
def test_html_of_the_settings_may_show_but_not_act(place: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="Q026"):
        plugin.read_settings(with_setting(tmp_path, HTML[place], value))
    plugin.read_settings(
        with_setting(tmp_path / "fine", HTML[place], '<a href="https://x.example/">&copy; 店</a>')
    )


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://me:secret@shop.example/",
            "https://me@shop.example/",
            "ftp://shop.example/",
            "//shop.example/",
        ),
        *(
            "https://",
            "https:///a",
            "https://shop.example:port/",
            "https://shop.example:99999/",
        ),
        *(
            "https://shop.example/?a=1",
            "https://shop.example/#a",
            "https://shop.example/a b/",
            "https://a\u200bb.cn/",
        ),
        *(
            "https://shop.example/\\evil",
            "https://shop.example/`x`",
            "https://shop.example/{x}",
            "JavaScript://x/%0aalert(1)",
        ),
    ],
)
def test_the_address_of_a_site_is_checked_before_it_goes_into_a_feed(url: str, tmp_path: Path) -> None:
    root = with_setting(tmp_path, ["site_url"], url)
    with pytest.raises(ContentError, match="site_url"):
        plugin.read_settings(root)
    with pytest.raises(Exception, match="site_url"):
        plugin.build(root, TODAY, None, strict=False)
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/",
        "http://127.0.0.1:8000/a/",
        "https://群历.example/店/",
        "https://shop.example/~a/%20/",
    ],
)
def test_a_real_address_is_one(url: str, tmp_path: Path) -> None:
    plugin.read_settings(with_setting(tmp_path, ["site_url"], url))


@pytest.mark.usefixtures("few_chapters")
def test_titles_of_the_projects_own_navigation_are_words(tmp_path: Path) -> None:
    """A section, a page and a link, and a page whose title is that of its heading."""
    outcome = []
    for folder, words in (("one", HARMLESS), ("two", WORDS + BRACES)):
        files = made(harmless_words)
        below = [{words: "calendars/main/index.md"}, {words: "https://x.example/"}, "calendars/main/today.md"]
        files["mkdocs.yml"]["nav"] = [{"首页": "index.md"}, {words: below}, "industries/shop/index.md"]
        files[SHOP]["title"] = words
        root = written(tmp_path / folder, files)
        plugin.build(root, TODAY, None, strict=False)
        outcome.append(read(root / "site"))
    for path in (path for path in outcome[0] if path.endswith(".html")):
        one, other = (elements(each[path]) for each in outcome)
        assert other == one, path
    page = Document(outcome[1]["calendars/main/index.html"].decode()).words
    assert " ".join((WORDS + BRACES).split()) in page
