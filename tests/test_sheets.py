"""The commands export and import, as people run them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import UNSET, Write, slot, sop
from openpyxl import load_workbook
from sheets.messy import SHEETS, saved
from test_cli import run

pytestmark = pytest.mark.slow

PACK_YML = "content/industries/shop/pack.yml"
PLAN = "content/industries/shop/sops/welfare.yml"
COMMENTED = """
# 福利群的计划
title: 福利群
kind: traffic
slots:
  menu:
    title: 今日菜单
    when: {every: day, at: 11:00}   # 饭点前
    type: content
    copy:
      - 今天有鱼
      - 今天有肉
"""


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


def qunli(root: Path, *words: str | Path) -> Done:
    """Run a command inside a project, in this process."""
    done = run(root, *map(str, words))
    return Done(done.exit_code, done.stdout, done.stderr)


def typed(root: Path, *words: str) -> Done:
    """Run a command as people type it, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "qunli", *words],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1", "QUNLI_DEBUG": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def edit(path: Path, cells: dict[str, Any]) -> None:
    book = load_workbook(path)
    for cell, value in cells.items():
        book.worksheets[0][cell].value = value
    book.save(path)


def snapshot(root: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in (root / "content").rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_a_sheet_goes_out_is_edited_and_comes_home(project: Write) -> None:
    root = project({PLAN: COMMENTED})
    out = qunli(root, "export", "shop/welfare", "plan.xlsx")
    assert out.returncode == 0, out.stderr
    assert "1 条要发的，2 条文案" in out.stdout
    before = snapshot(root)
    unchanged = qunli(root, "import", "plan.xlsx")
    assert (unchanged.returncode, unchanged.stdout) == (0, "没有改动，文件原样没动。\n")
    assert snapshot(root) == before
    edit(root / "plan.xlsx", {"A2": "每天 10:30"})
    only_look = qunli(root, "import", "plan.xlsx", "--dry-run")
    assert "「今日菜单」时间：每天 11:00 → 每天 10:30" in only_look.stdout
    assert snapshot(root) == before
    done = qunli(root, "import", "plan.xlsx")
    assert f"写进了 {PLAN}" in done.stdout
    assert (root / PLAN).read_text() == COMMENTED.lstrip().replace("11:00", "10:30")
    assert qunli(root, "import", "plan.xlsx").stdout == "没有改动，文件原样没动。\n"
    assert qunli(root, "check").returncode == 0


def test_csv_goes_the_same_way(project: Write) -> None:
    root = project({PLAN: COMMENTED})
    assert typed(root, "export", "shop/welfare", "plan.csv").returncode == 0
    assert "没有改动" in qunli(root, "import", "plan.csv").stdout
    path = root / "plan.csv"
    path.write_bytes(path.read_bytes().replace("今天有鱼".encode(), "今天有虾".encode()))
    typed(root, "import", "plan.csv")
    assert (root / PLAN).read_text() == COMMENTED.lstrip().replace("今天有鱼", "今天有虾")


def test_line_ends_and_the_mark_of_the_file_stay(project: Write) -> None:
    raw = b"\xef\xbb\xbf" + COMMENTED.lstrip().replace("\n", "\r\n").encode()
    root = project({PLAN: raw})
    qunli(root, "export", "shop/welfare", "plan.xlsx")
    edit(root / "plan.xlsx", {"B2": "今天有虾\n还有蟹"})
    qunli(root, "import", "plan.xlsx")
    text = "- |\r\n        今天有虾\r\n        还有蟹".encode()
    assert (root / PLAN).read_bytes() == raw.replace("- 今天有鱼".encode(), text)


@pytest.mark.parametrize("what", ["shop/welfare", "main"])
def test_variables_that_nobody_filled_in_go_out_by_name_and_come_home(project: Write, what: str) -> None:
    slots = sop(menu=slot("{every: day, at: 11:00}", "'{{ store }}有{{ item.name }}'", rotate="dishes"))
    root = project({PACK_YML: UNSET, PLAN: slots})
    assert qunli(root, "export", what, "plan.xlsx").returncode == 0
    cells = [
        cell.value for row in load_workbook(root / "plan.xlsx").worksheets[0].iter_rows() for cell in row
    ]
    assert "{{ store }}有{{ item.name }}" in cells
    assert "没有改动" in qunli(root, "import", "plan.xlsx").stdout


def test_a_sheet_of_the_base_comes_home_to_a_fork(project: Write) -> None:
    fork = "extends: shop\ntitle: 分店\nsummary: 一家分店\nversion: 1.0.0\n"
    root = project({"content/industries/branch/pack.yml": fork})
    qunli(root, "export", "shop/welfare", "plan.xlsx")
    edit(root / "plan.xlsx", {"A2": "每天 10:30"})
    done = qunli(root, "import", "plan.xlsx", "--pack", "branch")
    assert done.returncode == 0, done.stderr
    patch = root / "content/industries/branch/sops/welfare.yml"
    assert patch.read_text() == "slots:\n  menu:\n    when: {at: 10:30}\n"
    assert "没有改动" in qunli(root, "import", "plan.xlsx", "--pack", "branch").stdout


def test_a_sheet_from_the_wild_makes_a_new_plan(project: Write) -> None:
    root = project()
    (root / "plan.xlsx").write_bytes(saved(SHEETS["restaurant-day"]))
    nowhere = qunli(root, "import", "plan.xlsx")
    assert nowhere.returncode == 2
    assert "--pack 模板 --sop 计划" in nowhere.stderr
    done = qunli(root, "import", "plan.xlsx", "--pack", "shop", "--sop", "daily")
    assert done.returncode == 0, done.stderr
    assert "新建发布计划「福利群SOP」，按福利群来排" in done.stdout
    assert "单元格 A8：这一步要员工装成顾客（用小号），没有导入" in done.stderr
    assert "小号" not in (root / "content/industries/shop/sops/daily.yml").read_text()
    assert "没有改动" in qunli(root, "import", "plan.xlsx", "--pack", "shop", "--sop", "daily").stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (saved(SHEETS["no-time"]), "没有「时间」这一列"),
        (saved(SHEETS["spoilt"]), "表「日常」单元格 A3：没有 25:00 这个时间"),
        (b"PK" + bytes(50_000_000), "超过 20 MB，太大了"),
        (b"not a spreadsheet", "没有找到表头"),
        (bytes(range(256)), "表格打不开"),
    ],
)
def test_a_bad_file_leaves_everything_as_it_was(project: Write, content: bytes, message: str) -> None:
    root = project()
    (root / "plan.xlsx").write_bytes(content)
    before = snapshot(root)
    refused = qunli(root, "import", "plan.xlsx", "--pack", "shop", "--sop", "welfare")
    assert refused.returncode == 1
    assert message in refused.stderr
    assert "Traceback" not in refused.stderr
    assert snapshot(root) == before


def test_wrong_usage_is_told_with_a_way_out(project: Write) -> None:
    root = project()
    qunli(root, "export", "shop/welfare", "plan.xlsx")
    cases = {
        ("export", "shop/welfare", "plan.pdf"): "要以 .xlsx 或 .csv 结尾",
        ("export", "shop/welfare", "plan.xlsx"): "加 --force 盖掉",
        ("export", "shop/welfair", "a.xlsx"): "你是不是想写 welfare?",
        ("export", "shops/welfare", "a.xlsx"): "你是不是想写 shop?",
        ("import", "nothing.xlsx"): "没有 nothing.xlsx 这个文件",
        ("import", "plan.xlsx", "--sop", "Today"): "不合规矩",
        ("import", "plan.xlsx", "--pack", "catering"): "先 qunli fork catering",
    }
    for words, message in cases.items():
        refused = qunli(root, *words)
        assert (refused.returncode, message in refused.stderr) == (2, True), (words, refused.stderr)


def test_every_build_has_the_download(project: Write) -> None:
    root = project()
    done = qunli(root, "render", "out", "--date", "2026-12-01")
    assert done.returncode == 0, done.stderr
    book = load_workbook(next((root / "out").rglob("calendars/main/28-days.xlsx")))
    assert book.worksheets[0].title == "中山路店"
    assert book.worksheets[0].max_row == 29


def test_other_commands_load_neither_openpyxl_nor_ruamel(project: Write) -> None:
    script = (
        "import sys\nfrom qunli.cli import main\n"
        "try:\n    main(['today', '--date', '2026-12-01'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('openpyxl', 'ruamel.yaml') if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert found.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_sheet_gets_ids_beside_all_that_a_person_made_of_it(project: Write, suffix: str) -> None:
    root = project()
    rows = [
        ["排期"],
        ["时间", "内容", "负责人", "我的备忘"],
        ["9:00", "早上好", "店员", "别忘了"],
        ["周三 12:00", "来吃面", "小王", ""],
    ]
    if suffix == ".xlsx":
        (root / "plan.xlsx").write_bytes(saved(lambda book: fill(book, rows)))
    else:
        (root / "plan.csv").write_text("\n".join(",".join(row) for row in rows), encoding="gbk")
    before = (root / f"plan{suffix}").read_bytes()
    done = qunli(root, "import", f"plan{suffix}", "--pack", "shop", "--sop", "daily", "--write-ids", "--yes")
    assert f"带编号的表存在 plan-带编号{suffix}" in done.stdout, done.stderr
    assert (root / f"plan{suffix}").read_bytes() == before
    again = qunli(root, "import", f"plan-带编号{suffix}")
    assert again.stdout.endswith("没有改动，文件原样没动。\n"), again.stdout
    refused = qunli(root, "import", f"plan{suffix}", "--pack", "shop", "--sop", "daily", "--write-ids")
    assert refused.returncode == 2
    assert "已经有了" in refused.stderr
    if suffix == ".xlsx":
        with zipfile.ZipFile(root / "plan.xlsx") as old, zipfile.ZipFile(root / "plan-带编号.xlsx") as new:
            assert [name for name in old.namelist() if old.read(name) != new.read(name)] == [
                "xl/worksheets/sheet1.xml"
            ]
        edit(root / "plan-带编号.xlsx", {"A3": "9:30"})
        assert "「早上好」时间：每天 09:00 → 每天 09:30" in qunli(root, "import", "plan-带编号.xlsx").stdout


def fill(book: Any, rows: list[list[Any]]) -> None:
    for row in rows:
        book.active.append(row)
    book.active.column_dimensions["B"].width = 40


def test_a_sheet_with_several_texts_in_a_row_is_exported_to_get_ids(project: Write) -> None:
    root = project()
    rows = [["时间", "标题", "文案1", "文案2"], ["9:00", "早安", "早", "早上好"]]
    (root / "plan.xlsx").write_bytes(saved(lambda book: fill(book, rows)))
    done = qunli(root, "import", "plan.xlsx", "--pack", "shop", "--sop", "daily", "--write-ids")
    assert "换成了一行一条的样子" in done.stdout, done.stderr
    assert "没有改动" in qunli(root, "import", "plan-带编号.xlsx").stdout


# --- a calendar ---------------------------------------------------------------------------------------

HOME = "calendars/home.yml"
TWO_RUNS = """
title: 中山路店     # 我家
industry: shop
starts: 2026-12-01
sops:
  welfare:          # 老客
    groups: [一群]
    slots: {menu: {notes: 先看天气}}
  second: {sop: welfare, groups: [二群]}
"""


def test_a_calendar_goes_out_with_its_own_changes_and_comes_back_as_its_own(project: Write) -> None:
    root = project({HOME: TWO_RUNS})
    out = qunli(root, "export", "home", "home.xlsx")
    assert "2 条要发的，6 条文案" in out.stdout, out.stderr
    book = load_workbook(root / "home.xlsx")
    assert [sheet["D2"].value for sheet in book.worksheets[:2]] == ["先看天气", None]
    before = (root / HOME).read_text()
    assert "没有改动" in qunli(root, "import", "home.xlsx").stdout
    book.worksheets[0]["B3"], book.worksheets[1]["A2"] = "今天有羊", "每天 10:30"
    book.worksheets[1].delete_rows(4)
    book.save(root / "home.xlsx")
    done = qunli(root, "import", "home.xlsx")
    assert f"写进了 {HOME}" in done.stdout, done.stderr
    assert "表里没有的 1 条原样留着" in done.stdout
    wanted = before.replace("menu: {notes: 先看天气}", "menu: {notes: 先看天气, copy: {2: 今天有羊}}")
    found = (root / HOME).read_text()
    assert found.startswith(wanted.rsplit("\n", 2)[0])
    assert "at: 10:30" in found.partition("second:")[2]
    qunli(root, "import", "home.xlsx", "--drop")
    assert "copy: {3: null}" in (root / HOME).read_text()
    again = qunli(root, "import", "home.xlsx", "--drop")
    assert again.stdout == "没有改动，文件原样没动。\n"
    assert qunli(root, "check").returncode == 0


def test_one_run_of_a_calendar_is_a_csv_and_several_are_not(project: Write) -> None:
    root = project({HOME: TWO_RUNS})
    refused = qunli(root, "export", "home", "home.csv")
    assert refused.returncode == 2
    assert "home/welfare、home/second" in refused.stderr
    assert qunli(root, "export", "home/second", "home.csv").returncode == 0
    path = root / "home.csv"
    path.write_bytes(path.read_bytes().replace("今天有鱼".encode(), "今天有虾".encode()))
    assert "写进了" in qunli(root, "import", "home.csv").stdout
    assert "copy: {1: 今天有虾}" in (root / HOME).read_text()
    assert (root / PLAN).read_text() == (project() / PLAN).read_text()


def test_texts_that_a_calendar_leaves_out_are_not_in_its_sheet_and_stay_left_out(project: Write) -> None:
    root = project({HOME: TWO_RUNS.replace("slots:", "texts: {menu: [3]}\n    slots:")})
    out = qunli(root, "export", "home/welfare", "home.csv")
    assert "1 条要发的，2 条文案" in out.stdout, out.stderr
    path = root / "home.csv"
    path.write_bytes(path.read_bytes().replace("今天有鱼".encode(), "今天有虾".encode()))
    assert "写进了" in qunli(root, "import", "home.csv", "--drop").stdout
    wanted = "texts: {menu: [3]}\n    slots: {menu: {notes: 先看天气, copy: {1: 今天有虾}}}"
    assert wanted in (root / HOME).read_text()


def test_a_bad_edit_of_a_calendar_writes_nothing(project: Write) -> None:
    root = project({HOME: TWO_RUNS})
    qunli(root, "export", "home", "home.xlsx")
    before = (root / HOME).read_bytes()
    edit(root / "home.xlsx", {"A2": "25点", "B3": "别的"})
    refused = qunli(root, "import", "home.xlsx")
    assert refused.returncode == 1
    assert "单元格 A2：没有 25点 这个时间" in refused.stderr
    assert (root / HOME).read_bytes() == before
    unknown = qunli(root, "export", "home/nothing", "b.xlsx")
    assert "排期 home 里没有 nothing" in unknown.stderr
