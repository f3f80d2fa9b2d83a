"""New projects and packs: complete, commented, and never over what is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY, Write, own_library, smoke
from qunli import checks, library, schedule
from qunli.cli.origin import origin
from qunli.library import locks
from qunli.library.texts import normalise
from qunli.source import decode, parse_yaml
from served import Served
from test_cli import run, told

pytestmark = pytest.mark.slow

QUNLI = Path(sys.executable).with_name("qunli")
DAY = "2026-12-01"
PACKS = "content/industries"

WHOLE = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def qunli(folder: Path, *words: str, code: int = 0) -> str:
    """Run the command in a folder, in this process, which is quicker; return what it prints."""
    done = run(folder, *words)
    assert done.exit_code == code, done.output
    return done.stdout + told(done)


def installed(folder: Path, *words: str) -> None:
    """Run the installed command in a folder, as people do."""
    done = subprocess.run([QUNLI, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def published() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this machine; return its address without a slash at the end."""
    running: list[Served] = []

    def serve(folder: Path) -> str:
        running.append(Served(folder))
        return running[-1].url.rstrip("/")

    yield serve
    for each in running:
        each.stop()


def new(folder: Path, industry: str = "catering", title: str = "老王小馆", *more: str) -> Path:
    qunli(folder, "new", "my-shop", "--industry", industry, "--title", title, "--date", DAY, *more)
    return folder / "my-shop"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def findings(root: Path) -> list[str]:
    """Return everything wrong with a project, word checks and all."""
    found = library.load(root).require()
    today = date.fromisoformat(DAY)
    plans = [schedule.plan(shop, found.almanac, today) for shop in found.shops.values()]
    own = {each.path for each in found.shops.values()} | {f"{PACKS}/"}
    return [
        f"{each.path}:{each.line} {each.code} {each.message}"
        for each in [*found.problems, *checks.run(found, plans, today)]
        if each.path.startswith(tuple(own))
    ]


# --- new ------------------------------------------------------------------------------------------


def test_a_new_project_is_complete(tmp_path: Path) -> None:
    assert sorted(tree(new(tmp_path))) == [
        ".github/workflows/pages.yml",
        ".gitignore",
        "README.md",
        "calendars/my-shop.yml",
        "mkdocs.yml",
        "requirements.txt",
    ]


def test_new_build_subscribe(tmp_path: Path) -> None:
    from icalendar import Calendar

    words = ("--industry", "catering", "--title", "老王小馆", "--url", "https://wang.example")
    installed(tmp_path, "new", "my-shop", *words, "--date", DAY)
    root = tmp_path / "my-shop"
    installed(root, "build", "--strict", "--date", DAY)
    feed = (root / "site/calendars/my-shop.ics").read_bytes()
    events = Calendar.from_ical(feed).walk("VEVENT")
    assert len(events) > 10
    (project,) = re.findall(r"project: (my-shop\.[0-9a-f]{8})$", (root / "mkdocs.yml").read_text(), re.M)
    assert all(event["UID"].endswith(f"@{project}") for event in events)
    assert all(event["URL"].startswith("https://wang.example/calendars/my-shop/today/#") for event in events)
    assert (root / "site/industries/catering/index.html").is_file()
    assert not (root / "site/industries/apparel").exists()


@pytest.mark.parametrize("industry", smoke([*own_library().industries], "catering", "hotpot"))
def test_every_industry_starts_without_a_finding(tmp_path: Path, industry: str) -> None:
    root = new(tmp_path, industry)
    found = library.load(root).require()
    assert findings(root) == []
    assert found.shops["my-shop"].calendar.pace == "standard"
    assert found.shops["my-shop"].variables["store"] == "老王小馆"


@pytest.mark.parametrize("industry", ["catering", "education"])
def test_every_choice_in_the_comments_can_be_taken(tmp_path: Path, industry: str) -> None:
    root = new(tmp_path, industry)
    path = root / "calendars/my-shop.yml"
    head, *lines = path.read_text(encoding="utf-8").split("\n")
    chosen = [re.sub(r"^( *)# ", r"\1", line) for line in lines]
    assert chosen != lines
    path.write_text("\n".join([head, *chosen]), encoding="utf-8")
    found = library.load(root)
    assert [problem.message for problem in found.problems] == []
    shop = found.shops["my-shop"]
    assert set(shop.runs) == set(shop.industry.sops)
    assert set(shop.calendar.variables) == set(shop.industry.pack.variables)
    assert set(shop.calendar.staff) == set(shop.industry.pack.roles)
    assert shop.calendar.closed


def test_two_projects_never_share_an_id(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    first, second = (
        re.findall(r"project: (.*)", (new(folder) / "mkdocs.yml").read_text())
        for folder in (tmp_path, tmp_path / "other")
    )
    assert first != second


def test_settings_are_the_package_s_own_but_for_five_lines(tmp_path: Path) -> None:
    own = (new(tmp_path) / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    packaged = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    changed = {line.split(":")[0].strip() for line in own if line not in packaged and "#" not in line}
    assert changed == {"site_name", "site_url", "site_description", "docs_dir", "project"}


@pytest.mark.parametrize(
    "title", ["a: b # c", "'\"{[|>", "yes", "1e3", "- x", "<script>alert(1)</script>", "𠮷野家"]
)
def test_any_title_is_written_and_read_back(tmp_path: Path, title: str) -> None:
    from qunli import plugin

    root = new(tmp_path, "catering", title)
    shop = library.load(root).require().shops["my-shop"]
    assert (shop.calendar.title, shop.variables["store"]) == (title, title)
    assert plugin.config_of(root)[0].site_name == title


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["My-Shop", "--industry", "catering", "--title", "店"], "不合规矩"),
        (["老王", "--industry", "catering", "--title", "店"], "不合规矩"),
        (["all", "--industry", "catering", "--title", "店"], "网站自己要用的词"),
        (["a" * 41, "--industry", "catering", "--title", "店"], "不合规矩"),
        (["shop", "--industry", "caterin", "--title", "店"], "你是不是想写 catering"),
        (["shop", "--industry", "../x", "--title", "店"], "没有名叫"),
        (["shop", "--industry", "catering", "--title", " "], "名字是空的"),
        (["shop", "--industry", "catering", "--title", "一\n二"], "只能写一行"),
        (["shop", "--industry", "catering", "--title", "店", "--url", "shop.example"], "https://"),
        (["shop", "--industry", "catering"], "--title"),
    ],
)
def test_wrong_words_make_nothing(tmp_path: Path, words: list[str], said: str) -> None:
    assert said in qunli(tmp_path, "new", *words, code=2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("industry", [None, "卖鱼的"])
def test_where_no_pack_is_named_all_are_listed(tmp_path: Path, industry: str | None) -> None:
    words = ["shop", "--title", "店", *(["--industry", industry] if industry else [])]
    said = qunli(tmp_path, "new", *words, code=2)
    assert re.findall(r"^  (\S+)  (\S+)$", said, re.MULTILINE)[:2] == [
        ("apparel", "服装"),
        ("bakery", "烘焙"),
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_pack_is_known_by_its_title(tmp_path: Path) -> None:
    root = new(tmp_path, "餐饮")
    assert "industry: catering" in (root / "calendars/my-shop.yml").read_text(encoding="utf-8")
    qunli(root, "fork", "餐饮", "mine", "--title", "我家")
    assert "extends: catering" in (root / "content/industries/mine/pack.yml").read_text(encoding="utf-8")
    assert "「我家」比上游 catering" in qunli(root, "diff", "我家")


def test_a_title_that_two_packs_have_is_no_name(project: Write) -> None:
    root = project(
        {"content/industries/other/pack.yml": "grammar: 1\nextends: shop\ntitle: 小店\nversion: 1.0.0\n"}
    )
    assert "有几个模板都叫 小店" in qunli(root, "diff", "小店", code=2)


@pytest.mark.parametrize(
    ("folder", "step"), [("a/b", "cd a/b"), ("我的/b", "cd 我的/b"), ("a b/c", "cd 'a b/c'")]
)
def test_the_way_into_a_new_project_is_the_one_that_was_typed(tmp_path: Path, folder: str, step: str) -> None:
    said = qunli(tmp_path, "new", folder, "--industry", "catering", "--title", "店")
    assert f"  {step}\n" in said


def test_in_a_folder_made_before_there_is_no_way_to_go(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    assert "cd " not in qunli(tmp_path / "shop", "new", ".", "--industry", "catering", "--title", "店")


def test_schemas_for_the_editor_stay_out_of_git(tmp_path: Path) -> None:
    assert ".schema/" in (new(tmp_path) / ".gitignore").read_text().splitlines()


def test_an_existing_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "my-shop").mkdir()
    (tmp_path / "my-shop/notes.txt").write_text("我的")
    words = ("new", "my-shop", "--industry", "catering", "--title", "店")
    assert "已经有东西了" in qunli(tmp_path, *words, code=2)
    assert tree(tmp_path) == {"my-shop/notes.txt": "我的".encode()}


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "my-shop").write_text("我的")
    qunli(tmp_path, "new", "my-shop", "--industry", "catering", "--title", "店", code=2)
    assert (tmp_path / "my-shop").read_text() == "我的"


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "my-shop").mkdir()
    assert (new(tmp_path) / "mkdocs.yml").is_file()


def test_the_workflow_builds_nightly_with_the_published_feeds_as_memory(tmp_path: Path) -> None:
    root = new(tmp_path)
    text = (root / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    flow = parse_yaml(decode("pages.yml", text.encode())).data
    assert flow["on"]["schedule"][0]["cron"]
    steps = [step.get("run", "") for step in flow["jobs"]["build"]["steps"]]
    fetch = next(number for number, step in enumerate(steps) if "previous/calendars" in step)
    assert "qunli build --previous previous" in steps[fetch + 1]


def test_a_new_project_installs_what_made_it(tmp_path: Path) -> None:
    words = ("new", "my-shop", "--industry", "catering", "--title", "店", "--date", DAY)
    said = qunli(tmp_path, *words)
    source = origin()
    assert (
        (tmp_path / "my-shop/requirements.txt").read_text(encoding="utf-8").endswith(f"。\n{source.text}\n")
    )
    assert source.todo in said
    assert [path for path in source.files if not (tmp_path / "my-shop" / path).is_file()] == []


@pytest.mark.parametrize(
    ("served", "first", "code", "said"),
    [
        ({"calendars/index.html": 'href="my-shop/"', "calendars/my-shop.ics": WHOLE}, "false", 0, "取回来了"),
        ({"calendars/index.html": 'href="other/"'}, "false", 0, "是新的"),
        ({}, "true", 0, "头一回"),
        ({}, "false", 1, "勾上 first"),
        ({"calendars/index.html": 'href="my-shop/"'}, "false", 1, "先停下"),
        (
            {"calendars/index.html": 'href="my-shop/"', "calendars/my-shop.ics": WHOLE[:30]},
            "false",
            1,
            "先停下",
        ),
    ],
)
def test_the_workflow_s_script_restores_the_memory_or_stops(
    tmp_path: Path, published: Callable[[Path], str], served: dict[str, str], first: str, code: int, said: str
) -> None:
    for path, text in served.items():
        (tmp_path / "web" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "web" / path).write_text(text)
    (tmp_path / "web").mkdir(exist_ok=True)
    (tmp_path / "project/calendars").mkdir(parents=True)
    (tmp_path / "project/calendars/my-shop.yml").touch()
    workflow = REPOSITORY / "site_templates/scaffold/pages.yml"
    steps = parse_yaml(decode("pages.yml", workflow.read_bytes())).data["jobs"]["build"]["steps"]
    script = next(step["run"] for step in steps if "previous/calendars" in step.get("run", ""))
    # A test does not wait for a site that is not there.
    script = script.replace("--retry 5 --retry-all-errors", "--noproxy '*'")
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path / "project",
        env={**os.environ, "SITE": published(tmp_path / "web"), "FIRST": first},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout
    restored = (tmp_path / "project/previous/calendars/my-shop.ics").is_file()
    assert restored or "取回来了" not in done.stdout
    assert not (restored and "是新的" in done.stdout)


# --- fork -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a fork, a fork of it, a full copy, a copy of a fork, and a skeleton."""
    root = new(tmp_path_factory.mktemp("forks"))
    qunli(root, "fork", "catering", "noodles", "--title", "面馆")
    (root / PACKS / "noodles/sops").mkdir()
    (root / PACKS / "noodles/sops/welfare.yml").write_text("slots: {menu: {when: {at: 10:30}}, game: null}\n")
    qunli(root, "fork", "noodles", "beef-noodles", "--title", "牛肉面: 一号")
    qunli(root, "fork", "catering", "copy", "--title", "拷贝", "--eject")
    qunli(root, "fork", "noodles", "copy-of-fork", "--title", "拷贝", "--eject")
    qunli(root, "fork", "--blank", "flowers", "--title", "花店")
    return root


@pytest.mark.usefixtures("few_chapters")
@pytest.mark.nightly
def test_forks_copies_and_skeletons_build_strict(shop: Path) -> None:
    """The skeleton with the one page it lacks, and a calendar for the forks, which nobody uses otherwise."""
    (calendar,) = (shop / "calendars").glob("*.yml")
    forked = calendar.read_text(encoding="utf-8").replace("industry: catering", "industry: beef-noodles")
    calendar.with_name("noodles.yml").write_text(forked, encoding="utf-8")
    law = shop / PACKS / "flowers/chapters/law.md"
    law.parent.mkdir()
    law.write_text("---\ntitle: 花店能发什么\n---\n\n## 能发的 {#_can}\n\n花期和价格。\n", encoding="utf-8")
    qunli(shop, "build", "--strict", "--date", DAY)
    for name in ("noodles", "beef-noodles", "copy", "copy-of-fork", "flowers"):
        assert (shop / f"site/industries/{name}/welfare/index.html").is_file()


def test_a_new_fork_says_the_same_as_its_base(shop: Path) -> None:
    found = library.load(shop).require().industries
    assert found["beef-noodles"].sops == found["noodles"].sops
    assert found["beef-noodles"].pack.title == "牛肉面: 一号"
    assert found["beef-noodles"].bases == ("noodles", "catering")


def test_a_new_fork_names_slots_its_base_really_has(shop: Path) -> None:
    text = (shop / PACKS / "noodles/pack.yml").read_text(encoding="utf-8")
    example = text[text.index("# slots:") :].split("# 换一")[0]
    patch = parse_yaml(decode("x.yml", re.sub(r"(?m)^# ", "", example).encode())).data
    base = library.load(shop).industries["catering"].sops["welfare"].slots
    assert patch["slots"].keys() <= base.keys()


def test_a_copy_of_a_fork_says_the_same_without_a_base(shop: Path) -> None:
    found = library.load(shop).require().industries
    for copy, base in (("copy", "catering"), ("copy-of-fork", "noodles")):
        assert found[copy].bases == ()
        assert found[copy].sops == found[base].sops
        assert found[copy].pack.model_dump(exclude={"title", "extends", "version"}) == found[
            base
        ].pack.model_dump(exclude={"title", "extends", "version"})


def test_a_copy_keeps_what_stands_in_one_file_byte_for_byte(shop: Path) -> None:
    for copy in ("copy", "copy-of-fork"):
        ours = (shop / PACKS / copy / "sops/members.yml").read_bytes()
        assert ours == (REPOSITORY / PACKS / "catering/sops/members.yml").read_bytes()


def test_a_copy_brings_the_pages_of_its_base(shop: Path) -> None:
    for name in ("day", "law"):
        theirs = (REPOSITORY / PACKS / f"catering/chapters/{name}.md").read_text(encoding="utf-8")
        ours = (shop / PACKS / f"copy/chapters/{name}.md").read_text(encoding="utf-8")
        assert ours == theirs.replace("catering/", "copy/")


def test_a_copy_is_told_when_its_base_moves(shop: Path) -> None:
    assert "copy 的上游是「餐饮」（catering）" in qunli(shop, "outdated", "copy")
    found = library.load(shop, only="")
    assert locks.read_fork(found.tree, found.almanac.festivals, "copy").is_copy


def test_a_skeleton_is_a_draft_and_lacks_its_law_page_only(tmp_path: Path) -> None:
    root = new(tmp_path)
    qunli(root, "fork", "--blank", "flowers", "--title", "花店")
    (found,) = [each for each in findings(root) if "flowers" in each]
    assert " Q115 " in found
    assert library.load(root).industries["flowers"].pack.is_draft


def test_a_copy_obeys_the_law_of_its_trade_under_any_id(tmp_path: Path) -> None:
    root = new(tmp_path)
    qunli(root, "fork", "catering", "noodles", "--title", "面馆")
    qunli(root, "fork", "catering", "soup", "--title", "汤铺", "--eject")
    qunli(root, "fork", "noodles", "stew", "--title", "炖品", "--eject")
    for name in ("noodles", "soup", "stew"):
        assert library.load(root).industries[name].sector == "catering"
        sop = root / PACKS / name / "sops/welfare.yml"
        sop.parent.mkdir(exist_ok=True)
        text = sop.read_text(encoding="utf-8") if sop.is_file() else ""
        with_words = re.sub(r"(?m)^welcome:\n", "welcome:\n  - 喝汤预防感冒\n", text)
        sop.write_text(with_words or "welcome: 喝汤预防感冒\n", encoding="utf-8")
    told = [each for each in findings(root) if " Q501 " in each]
    assert {each.split("/")[2] for each in told} == {"noodles", "soup", "stew"}


@pytest.mark.parametrize(("said", "kept"), [("beauty", "beauty"), ("美业", "beauty"), ("", "other")])
def test_a_skeleton_is_of_the_trade_that_was_named(tmp_path: Path, said: str, kept: str) -> None:
    root = new(tmp_path)
    words = qunli(root, "fork", "--blank", "nails", "--title", "美甲", *(("--sector", said) if said else ()))
    assert library.load(root).industries["nails"].sector == kept
    assert ("没写 --sector" in words) == (not said)


def test_a_skeleton_shows_every_form_of_when(shop: Path) -> None:
    text = (shop / PACKS / "flowers/sops/welfare.yml").read_text(encoding="utf-8")
    forms = ("{every: week,", "{every: day,", "{every: month,", "{festival: ", "{date: ", "{day: ")
    assert [form for form in forms if f"when: {form}" not in text] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["catering", "noodles", "--title", "面"], "已经有名叫 noodles"),
        (["noodles", "catering", "--title", "面"], "已经有名叫 catering"),
        (["noodles", "apparel", "--title", "面"], "已经有名叫 apparel"),
        (["cater", "x", "--title", "面"], "你是不是想写 catering"),
        (["catering", "X", "--title", "面"], "不合规矩"),
        (["catering", "../x", "--title", "面"], "不合规矩"),
        (["catering", "index", "--title", "面"], "网站自己要用的词"),
        (["catering", "x"], "--title"),
        (["catering", "x", "--title", ""], "名字是空的"),
        (["catering"], "写法不对"),
        (["--blank", "catering", "x"], "写法不对"),
        (["--blank", "flowers"], "已经有名叫 flowers"),
        (["--blank", "--eject", "x"], "写法不对"),
        (["--blank", "x", "--sector", "食品"], "生鲜（fresh-food）"),
        (["catering", "x", "--title", "面", "--sector", "beauty"], "--sector 只和 --blank 一起用"),
    ],
)
def test_a_wrong_fork_changes_nothing(shop: Path, words: list[str], said: str) -> None:
    before = tree(shop / "content")
    assert said in qunli(shop, "fork", *words, code=2)
    assert tree(shop / "content") == before


def test_a_fork_outside_a_project_is_qunli(tmp_path: Path) -> None:
    assert "这里不是项目" in qunli(tmp_path, "fork", "catering", "x", "--title", "面", code=2)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_base_is_not_forked(project: Write) -> None:
    root = project({"content/industries/shop/sops/welfare.yml": "title: [\n"})
    before = tree(root)
    assert "welfare.yml" in qunli(root, "fork", "shop", "x", "--title", "面", code=1)
    assert tree(root) == before


@pytest.mark.parametrize("name", [name for name, each in own_library().industries.items() if each.bases])
def test_our_forks_say_nothing_that_their_base_says(name: str) -> None:
    """A fork is its differences: what it repeats would hide from it what its base changes."""
    (of,) = own_library().industries[name].bases
    folder, base = REPOSITORY / PACKS / name, REPOSITORY / PACKS / of
    said = 0
    for path in folder.rglob("*.yml"):
        theirs = base / path.relative_to(folder)
        if not theirs.is_file():
            continue
        own, old = (
            normalise(parse_yaml(decode(str(each), each.read_bytes()))).data for each in (path, theirs)
        )
        said += sum(1 for _ in leaves(own))
        repeated = [where for where, value in leaves(own) if at(old, where) == value]
        # Each pack says by which grammar it is read.
        assert repeated == [("grammar",)] * (path.name == "pack.yml"), path
    assert said > 20


def leaves(data: object, where: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    if not isinstance(data, dict):
        yield where, data
        return
    for key, value in data.items():
        yield from leaves(value, (*where, key))


def at(data: object, where: tuple[str, ...]) -> object:
    for key in where:
        data = data.get(key, Ellipsis) if isinstance(data, dict) else Ellipsis
    return data
