"""What a built site gives phones to keep it by: the list of its worker, and its names on a desktop."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import struct
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import segno
from conftest import DAY, REPOSITORY, Write, build, needs, smoke
from qunli import plugin
from qunli.plugin import documents, offline

ASSETS = REPOSITORY / "site_templates/theme/assets"
MOST = 495_000  # bytes that a first visit may cost, as sent; two in five are the wordings of the checks


def listed(site: Path) -> dict[str, Any]:
    text = (site / "sw.js").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(
        text.partition("\n")[0].removeprefix("self.qunliOffline=").removesuffix(";")
    )
    return data


@pytest.mark.slow
def test_the_list_holds_what_is_there_with_its_digests(site: Path) -> None:
    found = listed(site)
    for path, digest in {**found["now"], **found["later"]}.items():
        assert hashlib.sha256((site / path).read_bytes()).hexdigest()[:16] == digest, path
    assert {"my/index.html", "my/today/index.html", "orders/index.html", "checks/try/index.html"} <= set(
        found["now"]
    )
    assert {"industries/catering/plan.js", "calendars/catering/today/index.html"} <= set(found["later"])
    asked = set(offline._asked(site, "checks/try/index.html"))
    assert asked
    assert {*asked, "checks/try/why.js"} <= set(found["later"])
    assert not set(found["now"]) & set(found["later"])


@pytest.mark.slow
def test_every_page_of_the_list_finds_its_scripts_in_it(site: Path) -> None:
    found = listed(site)
    known = {**found["now"], **found["later"]}
    for page in (each for each in known if each.endswith(".html")):
        for each in offline._loaded(site / page, page):
            assert each in known or not (site / each).is_file(), (page, each)


@pytest.mark.slow
def test_the_first_visit_fetches_little(site: Path) -> None:
    sent = sum(len(gzip.compress((site / path).read_bytes(), 6)) for path in listed(site)["now"])
    assert 50_000 < sent < MOST, f"{sent} bytes"


@pytest.mark.slow
def test_the_same_sources_give_the_same_list_and_a_change_another_version(
    project: Write, tmp_path: Path
) -> None:
    one, two = build(project(), tmp_path / "one", DAY), build(project(), tmp_path / "two", DAY)
    assert (one / "sw.js").read_bytes() == (two / "sw.js").read_bytes()
    changed = project()
    sop = changed / "content/industries/shop/sops/welfare.yml"
    sop.write_text(sop.read_text("utf-8").replace("今天有鱼", "今天有虾"), encoding="utf-8")
    assert listed(build(changed, tmp_path / "four", DAY))["version"] != listed(one)["version"]


@pytest.mark.slow
def test_a_shop_that_the_navigation_does_not_lead_to_is_in_no_list(project: Write) -> None:
    config, ours = plugin.config_of(project())
    ours.today = DAY
    config = config.plugins.on_config(config)
    assert ours.made
    made = ours.made.site
    assert "calendars/main/today/index.html" in documents.kept_of(config, made).later
    untold = replace(made, navigation=[{"首页": "index.md"}])
    assert documents.kept_of(config, untold).later == ("index.html",)


@pytest.mark.slow
def test_flat_addresses_are_listed_as_they_are(project: Write, tmp_path: Path) -> None:
    settings = (project() / "mkdocs.yml").read_text("utf-8") + "use_directory_urls: false\n"
    site = build(project({"mkdocs.yml": settings}), tmp_path / "site", DAY)
    assert {"my/today.html", "orders.html"} <= set(listed(site)["now"])
    assert json.loads((site / "manifest.webmanifest").read_text("utf-8"))["start_url"] == "my/today.html"


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    smoke(
        ["http://127.0.0.1:8000/", "http://localhost:8000/x/", "http://[::1]:1/", "http://0.0.0.0:8000/"],
        "http://[::1]:1/",
    ),
)
def test_a_site_that_is_tried_out_has_a_worker_that_only_tidies_up(
    project: Write, tmp_path: Path, address: str
) -> None:
    settings = (project() / "mkdocs.yml").read_text("utf-8").replace("https://shop.example/", address)
    site = build(project({"mkdocs.yml": settings}), tmp_path / "site", DAY)
    assert (site / "sw.js").read_bytes() == (REPOSITORY / "site_templates/theme/sw.js").read_bytes()


@pytest.mark.slow
def test_a_worker_and_a_manifest_of_the_projects_own_stay(project: Write, tmp_path: Path) -> None:
    own = {"calendars/sw.js": "// mine\n", "calendars/manifest.webmanifest": "{}\n"}
    site = build(project(own), tmp_path / "site", DAY)
    assert (site / "sw.js").read_text("utf-8") == "// mine\n"
    assert (site / "manifest.webmanifest").read_text("utf-8") == "{}\n"


@pytest.mark.slow
def test_a_shop_stands_on_the_desktop_under_its_own_name(site: Path) -> None:
    shop = site / "calendars/catering/manifest.webmanifest"
    found = json.loads(shop.read_text("utf-8"))
    assert (shop.parent / found["start_url"] / "index.html").is_file()
    assert (shop.parent / found["scope"]).resolve() == site.resolve()
    for icon in found["icons"]:
        assert (shop.parent / icon["src"]).is_file()
    whole = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert (whole["name"], whole["start_url"], whole["lang"]) == ("群历", "my/today/", "zh-CN")
    assert found["name"] in (shop.parent / "today/index.html").read_text("utf-8")


def test_hostile_names_stay_words_in_a_manifest() -> None:
    name = '</script>"{{ x }}\u2028'
    assert json.loads(offline.manifest(name, "my/today/index.html", "manifest.webmanifest"))["name"] == name


@pytest.mark.parametrize(
    ("name", "size"), [("icon-180", 180), ("icon-192", 192), ("icon-512", 512), ("icon-maskable", 512)]
)
def test_icons_are_small_and_of_their_size(name: str, size: int) -> None:
    raw = (ASSETS / f"{name}.png").read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", raw[16:24]) == (size, size)
    assert len(raw) < 5_000


def test_the_colour_of_the_frame_is_that_of_the_paper() -> None:
    tokens = (ASSETS / "tokens.css").read_text(encoding="utf-8")
    day, night = (each.partition(";")[0] for each in tokens.split("--paper: ")[1:])
    assert day == offline.PAPER
    head = (ASSETS.parent / "partials/head.html").read_text(encoding="utf-8")
    assert f'light)" content="{day}"' in head
    assert f'dark)" content="{night}"' in head
    for page in "my", "today":
        assert "partials/head.html" in (ASSETS.parent / f"{page}.html").read_text(encoding="utf-8")


@pytest.mark.slow
@needs("node", shutil.which("node"))
def test_a_code_of_the_page_holds_the_link_as_another_library_writes_it() -> None:
    # As many bytes as a code holds, since the two fill up what is empty in their own ways.
    links = [f"https://qunli.example/my/today/#my=1.{'aZ9-_' * 100}"[:most] for most in (62, 213, 321, 458)]
    node = ["node", str(Path(__file__).parent / "js/codes.mjs")]
    done = subprocess.run(node, input=json.dumps(links), capture_output=True, text=True, check=True)
    for link, rows in zip(links, json.loads(done.stdout), strict=True):
        assert len(link) <= 500
        version, level = (len(rows) - 17) // 4, "m" if len(link) <= 250 else "l"
        drawn = [
            segno.make(
                link, version=version, error=level, mode="byte", mask=mask, boost_error=False, micro=False
            )
            for mask in range(8)
        ]
        assert rows in [["".join(map(str, map(int, row))) for row in each.matrix] for each in drawn], link
