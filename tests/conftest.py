"""Small projects made from a dict, for every room's tests."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import re
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from mkdocs.commands import build as mkdocs_build
from qunli import checks, feeds, kept, library, plugin, schedule
from qunli.source import Source, decode, parse_yaml

# Tests below a folder name this module by its whole path: one module, so that the library is read once in a process.
sys.modules.setdefault("tests.conftest", sys.modules[__name__])

# A machine that is busy is no fault of the code.
settings.register_profile(
    "here", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50
)
settings.register_profile("night", settings.get_profile("here"), max_examples=200)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, database=None)
settings.register_profile("quick", settings.get_profile("here"), max_examples=15)
# Nobody reads a mutant's example, so none is made small.
settings.register_profile(
    "mutants", settings.get_profile("ci"), max_examples=20, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--few", type=int, help="of each test try at most so many cases")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what builds make between the commands of this run, and between its workers, but nothing of another run."""
    if "QUNLI_CACHE" not in os.environ:
        os.environ["QUNLI_CACHE"] = tempfile.mkdtemp(prefix="qunli-kept-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop("QUNLI_CACHE"), ignore_errors=True))
    if config.getoption("numprocesses", None):
        catalogue()  # Kept for the workers, each of which reads it while it collects.


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep a few cases of each test, from its first to its last."""
    few = config.getoption("few")
    if not few:
        return
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    kept = [item for each in cases.values() for item in each[:: -(-len(each) // few)]]
    left_out = set(items) - set(kept)
    config.hook.pytest_deselected(items=[*left_out])
    items[:] = kept


def pytest_collection_finish() -> None:
    """Spare what six thousand collected tests hold from being looked through again for garbage all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def tries(number: int, **more: Any) -> settings:
    """Return settings for so many examples, and for as much less or more as the profile has than a hundred."""
    share = settings.default.max_examples / 100
    return settings(max_examples=max(1, round(number * share)), **more)


def dear(number: int, **more: Any) -> settings:
    """Return settings as `tries` does for what costs most: half as many examples by day, all of them at night."""
    is_night = settings.default.max_examples >= settings.get_profile("night").max_examples
    return tries(number if is_night else number // 2, **more)


def smoke(cases: Mapping[str, Any] | Iterable[Any], *kept: str) -> list[Any]:
    """Return cases for parametrize: those named are tried at each landing, the others in the nightly job."""
    named = cases if isinstance(cases, Mapping) else {str(each): each for each in cases}
    assert set(kept) <= set(named)
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            id=name,
            marks=() if name in kept else pytest.mark.nightly,
        )
        for name, case in named.items()
    ]


REPOSITORY = Path(__file__).parents[1]


@cache
def own_library() -> library.Library:
    """Return the library of this repository, read once for all the tests of a process."""
    with kept.opened(kept.place(), TODAY):
        return library.load(REPOSITORY)


@cache
def catalogue() -> checks.Catalogue:
    """Return all checks, made once for all the tests of a process."""
    found = own_library()
    with kept.opened(kept.place(), TODAY):
        return checks.catalogue(found.wordings, found.references)


TODAY = date(2026, 11, 22)

# A Thursday on which every run of the general calendars posts.
DAY = date(2026, 12, 10)

PACK = """
grammar: 1
title: 小店
summary: 给测试用的小模板
version: 1.0.0
sector: other
variables:
  store: {title: 店名, default: 本店}
  dishes:
    title: 菜品
    fields: {name: 菜名, price: 价格}
    default: [{name: 鱼, price: 10元}, {name: 肉, price: 20元}]
roles:
  host: {title: 群主, duty: 管事}
  staff: {title: 店员, duty: 发帖}
"""

# The same pack where nothing has a value: only examples.
UNSET = PACK.replace("default: 本店", "example: 老王小馆").replace("    default: [", "    example: [")

SOP = """
title: 福利群
kind: traffic
slots:
  menu:
    title: 今日菜单
    when: {every: day, at: 11:00}
    type: content
    owner: staff
    copy: [今天有鱼, 今天有肉, 今天有汤]
"""

CALENDAR = """
title: 中山路店
industry: shop
starts: 2026-12-01
sops:
  welfare: {}
"""

SETTINGS = """
site_name: 测试店
site_url: https://shop.example/
docs_dir: calendars
theme: {name: material, language: zh, font: false}
plugins:
  - search
  - qunli: {project: shop.example}
validation: {omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}
markdown_extensions: [admonition, attr_list, md_in_html, tables, pymdownx.superfences]
"""

FILES = {
    "mkdocs.yml": SETTINGS,
    "content/industries/shop/pack.yml": PACK,
    "content/industries/shop/sops/welfare.yml": SOP,
    "calendars/main.yml": CALENDAR,
}

Write = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> Write:
    """Write a small project; keyword-free: project({path: text or bytes or None}) changes or drops files."""

    def write(changes: dict[str, str | bytes | None] | None = None) -> Path:
        root = tmp_path / "shop"
        for path, content in {**FILES, **(changes or {})}.items():
            target = root / path
            if content is None:
                target.unlink(missing_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            raw = content if isinstance(content, bytes) else textwrap.dedent(content).lstrip("\n").encode()
            target.write_bytes(raw)
        return root

    return write


def build(root: Path, folder: Path, day: date = DAY) -> Path:
    """Build a project's site into a folder, with no feed of an earlier one."""
    config, qunli = plugin.config_of(root, site_dir=str(folder), strict=False)
    qunli.today = day
    config.plugins.on_startup(command="build", dirty=False)
    try:
        with kept.opened(kept.place(), day):
            mkdocs_build.build(config)
    finally:
        config.plugins.on_shutdown()
    return folder


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return a folder that is filled once for all of pytest-xdist's workers: once(name, fill). Read it or copy it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with open(f"{folder}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return filled


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The site of this repository on DAY."""
    return once("repository-site", lambda folder: build(REPOSITORY, folder))


@pytest.fixture(scope="session")
def whole(site: Path, once: Once) -> Path:
    """The site of this repository in both editions."""
    from traditional import in_both

    return once("site-in-both", lambda folder: in_both(site, folder))


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """The small project with its site of TODAY."""

    def fill(root: Path) -> None:
        lay(root, {path: text.lstrip("\n").encode() for path, text in FILES.items()})
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("SOURCE_DATE_EPOCH", raising=False)
            plugin.build(root, TODAY, None, strict=False)

    return once("small-project", fill)


# The chapters that others, or our own pages, lead to.
LED_TO = {"index.md", "make-it-yours.md", "lottery-card.md"}


@pytest.fixture(scope="session")
def short_package(once: Once) -> Path:
    """What comes with the program, with three chapters of a line each in place of its thirty-six."""

    def fill(folder: Path) -> None:
        for each in ("content", "site_templates"):
            shutil.copytree(REPOSITORY / each, folder / each)
        for path in (folder / "content/handbook").rglob("*.md"):
            front = path.read_text("utf-8").split("\n---\n")[0]
            path.write_text(f"{front}\n---\n# 一章\n", "utf-8") if path.name in LED_TO else path.unlink()

    return once("short-package", fill)


@contextmanager
def short(package: Path) -> Iterator[None]:
    """Build sites without most of the program's own chapters, two pages of three, where none of them is looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "packaged", lambda: package)
        yield


@pytest.fixture
def few_chapters(short_package: Path) -> Iterator[None]:
    with short(short_package):
        yield


def few(package: Path, *words: str) -> list[str]:
    """Return a command in a process of its own that makes hardly a chapter of the program's own."""
    return [sys.executable, "-W", "ignore", str(REPOSITORY / "tests/few.py"), str(package), *words]


def source(text: str, path: str = "a.yml") -> Source:
    return parse_yaml(decode(path, textwrap.dedent(text).lstrip("\n").encode()))


def slot(when: str, copy: str = "[一, 二]", **more: str) -> str:
    """Return one slot as flow YAML, for SOPs made on the spot."""
    rest = "".join(f", {key}: {value}" for key, value in more.items())
    return f"{{title: 一条, type: content, when: {when}, copy: {copy}{rest}}}"


def sop(**slots: str) -> str:
    lines = "".join(f"  {name.replace('_', '-')}: {text}\n" for name, text in slots.items())
    return f"title: 福利群\nkind: traffic\nslots:\n{lines}"


Tree = Mapping[str, bytes]


def lay(folder: Path, tree: Tree) -> Path:
    """Write files into a folder."""
    for name, content in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def planned(root: Path, name: str = "main", today: date = TODAY) -> schedule.Plan:
    found = library.load(root).require()
    return schedule.plan(found.shops[name], found.almanac, today)


ADDRESS = feeds.Address("https://shop.example/", "shop.example")


def codes(root: Path) -> list[str]:
    return [problem.code for problem in library.load(root).problems]


def needs(tool: str, found: object) -> pytest.MarkDecorator:
    """Skip where a tool is missing, but fail there in CI."""
    if found or os.environ.get("CI"):
        return pytest.mark.filterwarnings()
    return pytest.mark.skip(reason=f"{tool} is not installed: these tests were skipped")


def words_of(script: bytes) -> dict[str, Any]:
    """Return the data of words.js as its last step in a browser makes it."""
    found = re.fullmatch(
        r"window\.qunliWords=\(function\(parts,chars\)\{return JSON\.parse\(JSON\.stringify\((.*)\)"
        r"\.replace\(/\[A-Z[^]]*(.)-(.)\]/g,function\(char\)\{return parts\[char\]\|\|chars\[char\.charCodeAt\(0\)-(\d+)\]"
        r'\|\|char\}\)\)\}\)\((\{.*\}),("[^"]*")\);\n',
        script.decode(),
    )
    assert found
    parts, chars, first = json.loads(found[5]), json.loads(found[6]), int(found[4])
    assert (ord(found[2]), ord(found[3])) == (first, first + len(chars) - 1)
    sent = {first + at: char for at, char in enumerate(chars)} | {
        ord(each): part for each, part in parts.items()
    }
    short = json.dumps(json.loads(found[1]), ensure_ascii=False)
    data: dict[str, Any] = json.loads(short.translate(sent))
    return data
