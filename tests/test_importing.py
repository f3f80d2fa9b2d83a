"""The command import as people use it: asked, answered from a file, split by group, and taken over for a shop."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Write
from sheets.layout import Layout, layouts
from test_sheets import qunli, snapshot

pytestmark = pytest.mark.slow

SHEETS = {layout.name: layout for layout in layouts()}


def saved(root: Path, layout: Layout) -> Path:
    path = root / layout.file
    path.write_bytes(layout.content())
    return path


def conversation(root: Path, words: list[str], typed: str) -> tuple[int, str]:
    """Return the exit code and the screen of a command at a terminal where something is typed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from qunli.cli import main; main()", *words]
    environment = {**os.environ, "PYTHONUTF8": "1", "TERM": "dumb"}
    process = subprocess.Popen(command, cwd=root, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, typed.encode())
    screen = b""
    while True:
        try:
            got = os.read(ours, 65536)
        except OSError:  # Linux says EIO once the other end is closed
            break
        if not got:
            break
        screen += got
    os.close(ours)
    return process.wait(timeout=120), screen.decode("utf-8", "replace").replace("\r\n", "\n")


def plan(root: Path, sop: str, pack: str = "shop") -> dict[str, object]:
    path = root / f"content/industries/{pack}/sops/{sop}.yml"
    data: dict[str, object] = yaml.safe_load(path.read_text("utf-8"))
    return data


def titles(data: dict[str, object]) -> list[str]:
    slots = data["slots"]
    assert isinstance(slots, dict)
    return [slot["title"] for slot in slots.values()]


def test_what_must_be_asked_stops_a_script_with_the_question_its_cell_and_an_example(project: Write) -> None:
    root = project()
    saved(root, SHEETS["groups-across"])
    before = snapshot(root)
    done = qunli(root, "import", "排期.xlsx", "--pack", "shop", "--sop", "group")
    assert done.returncode == 1
    assert "要哪个群的" in done.stderr
    assert "单元格 B1" in done.stderr
    assert "福利群、会员群、朋友圈" in done.stderr
    assert "--answers" in done.stderr
    assert "--yes" not in done.stderr  # no answer is safe here
    assert snapshot(root) == before


def test_answers_come_from_a_file_and_are_remembered_for_the_same_sheet(project: Write) -> None:
    root = project()
    saved(root, SHEETS["groups-across"])
    (root / "a.yml").write_text("要哪个群的: 会员群\n", "utf-8")
    first = qunli(root, "import", "排期.xlsx", "--pack", "shop", "--sop", "group", "--answers", "a.yml")
    assert first.returncode == 0, first.stderr
    assert plan(root, "group")["title"] == "会员群"
    again = qunli(root, "import", "排期.xlsx", "--pack", "shop", "--sop", "group")
    assert again.returncode == 0, again.stderr
    assert "照 排期.xlsx.yml 里答过的：要哪个群的，会员群" in again.stdout
    assert "没有改动" in again.stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("要哪个群的: 秒杀群\n", "a.yml:1"),
        ("- 会员群\n", "这里要写问题和答案"),
        ("要哪个群的: 3\n", "不是一句话"),
    ],
)
def test_an_answer_that_is_none_is_told_at_its_line(project: Write, text: str, told: str) -> None:
    root = project()
    saved(root, SHEETS["groups-across"])
    (root / "a.yml").write_text(text, "utf-8")
    before = snapshot(root)
    done = qunli(
        root, "import", "排期.xlsx", "--pack", "shop", "--sop", "group", "--answers", "a.yml", "--yes"
    )
    assert done.returncode == 1
    assert told in done.stderr
    assert snapshot(root) == before


def test_a_person_is_asked_sees_the_week_and_may_say_no(project: Write) -> None:
    root = project()
    saved(root, SHEETS["groups-across"])
    words = ["import", "排期.xlsx", "--pack", "shop", "--sop", "group"]
    code, screen = conversation(root, words, "7\n2\nn\n")
    assert code == 0
    assert "没看懂，再写一次" in screen
    assert "接下来 7 天会这样发" in screen
    assert "会员先挑" in screen
    assert "没有写" in screen
    assert not (root / "content/industries/shop/sops/group.yml").exists()
    code, screen = conversation(root, words, "2\ny\n")
    assert code == 0, screen
    assert titles(plan(root, "group")) == ["会员早", "会员先挑"]


def test_each_group_becomes_a_plan_of_its_own(project: Write) -> None:
    root = project()
    saved(root, SHEETS["groups-across"])
    done = qunli(root, "import", "排期.xlsx", "--pack", "shop", "--split", "福利群=a", "--split", "朋友圈=b")
    assert done.returncode == 0, done.stderr
    assert (plan(root, "a")["title"], plan(root, "a")["kind"]) == ("福利群", "traffic")
    assert (plan(root, "b")["title"], plan(root, "b")["kind"]) == ("朋友圈", "moments")
    wrong = qunli(root, "import", "排期.xlsx", "--pack", "shop", "--split", "秒杀群=c")
    assert wrong.returncode == 1
    assert "表里写着：福利群、会员群、朋友圈" in wrong.stderr


def test_one_command_makes_a_sheet_the_plan_of_a_shop_and_shows_tomorrow(tmp_path: Path) -> None:
    assert qunli(tmp_path, "new", "demo", "--industry", "catering", "--title", "小馆").returncode == 0
    root = tmp_path / "demo"
    saved(root, SHEETS["week-matrix"])
    before = (root / "calendars/demo.yml").read_text("utf-8")
    done = qunli(root, "import", "排期.xlsx", "--shop", "demo", "--yes", "--date", "2026-11-29")
    assert done.returncode == 0, done.stderr
    assert "明天：\n11月30日 周一" in done.stdout
    assert "09:00 早安问候" in done.stdout
    calendar = (root / "calendars/demo.yml").read_text("utf-8")
    data = yaml.safe_load(calendar)
    assert data["industry"] == "demo"
    assert data["sops"]["own-traffic"] == {"groups": yaml.safe_load(before)["sops"]["welfare"]["groups"]}
    assert "welfare" not in data["sops"]
    assert "moments" in data["sops"]
    assert calendar.count("#") > before.count("#") - 5  # its remarks stay
    again = qunli(root, "import", "排期.xlsx", "--shop", "demo", "--yes", "--date", "2026-11-29")
    assert "没有改动" in again.stdout
    assert qunli(root, "check").returncode == 0


def test_the_first_day_of_a_run_is_asked_and_kept(tmp_path: Path) -> None:
    assert qunli(tmp_path, "new", "demo", "--industry", "catering", "--title", "小馆").returncode == 0
    root = tmp_path / "demo"
    (root / "打卡.csv").write_text("天数,时间,文案\nD1,8:00,开营啦\nD3,20:00,过半啦\n", "utf-8")
    given = ["import", "打卡.csv", "--shop", "demo", "--yes", "--date", "2026-11-27"]
    before = snapshot(root)
    asked = qunli(root, *given)
    assert asked.returncode == 1
    assert "「打卡」第 1 天是哪天" in asked.stderr
    assert "写年月日，比如 2026-12-07" in asked.stderr
    assert snapshot(root) == before
    (root / "a.yml").write_text("「打卡」第 1 天是哪天: 2026-02-30\n", "utf-8")
    assert "不能答 2026-02-30" in qunli(root, *given, "--answers", "a.yml").stderr
    (root / "a.yml").write_text("「打卡」第 1 天是哪天: 2026-12-01\n", "utf-8")
    done = qunli(root, *given, "--answers", "a.yml")
    assert done.returncode == 0, done.stderr
    assert "  12月1日 周二\n    08:00 开营啦" in done.stdout
    (run,) = [run for run in runs_of(root).values() if "starts" in run]
    assert [str(day) for day in run["starts"]] == ["2026-12-01"]
    assert "没有改动" in qunli(root, *given).stdout
    # Days before a festival are counted from that.
    (root / "节.csv").write_text("日期,时间,文案\n冬至前3天,10:00,礼盒开订\n", "utf-8")
    around = qunli(root, "import", "节.csv", *given[2:])
    assert "第 1 天" not in around.stderr


def runs_of(root: Path) -> dict[str, Any]:
    runs: dict[str, Any] = yaml.safe_load((root / "calendars/demo.yml").read_text("utf-8"))["sops"]
    return runs


def test_plans_of_two_groups_are_posted_in_these_and_never_both_in_one(tmp_path: Path) -> None:
    assert qunli(tmp_path, "new", "demo", "--industry", "catering", "--title", "小馆").returncode == 0
    root = tmp_path / "demo"
    lines = ["时间,群名,内容", "9:00,宝妈群,早安宝妈", "20:00,孕期群,孕期食谱", "21:00,福利群,明天套餐"]
    (root / "群.csv").write_text("\n".join(lines), "utf-8")
    asked = qunli(root, "import", "群.csv", "--shop", "demo", "--yes")
    assert asked.returncode == 1
    assert "--split 宝妈群=plan-1 --split 孕期群=plan-2 --split 福利群=plan-3" in asked.stderr
    split = ["--split", "宝妈群=mum", "--split", "孕期群=baby", "--split", "福利群=deals"]
    done = qunli(root, "import", "群.csv", "--shop", "demo", "--yes", *split)
    assert done.returncode == 0, done.stderr
    groups = {name: run["groups"] for name, run in runs_of(root).items() if name in ("mum", "baby", "deals")}
    assert groups == {"mum": ["宝妈群"], "baby": ["孕期群"], "deals": ["门店福利群"]}


def test_a_second_group_of_a_kind_gets_a_plan_of_its_own(tmp_path: Path) -> None:
    assert qunli(tmp_path, "new", "demo", "--industry", "catering", "--title", "小馆").returncode == 0
    root = tmp_path / "demo"
    (root / "群.csv").write_text("时间,群名,内容\n9:00,宝妈群,早安宝妈\n20:00,孕期群,孕期食谱\n", "utf-8")
    for group in ("宝妈群", "孕期群", "宝妈群"):
        done = qunli(root, "import", "群.csv", "--shop", "demo", "--yes", "--group", group)
        assert done.returncode == 0, done.stderr
    assert "没有改动" in done.stdout
    groups = {name: run["groups"] for name, run in runs_of(root).items() if name.startswith("own")}
    assert groups == {"own-traffic": ["宝妈群"], "own-traffic-2": ["孕期群"]}
    assert "welfare" in runs_of(root)  # what goes to another group is not replaced unasked
    assert titles(
        yaml.safe_load((root / "content/industries/demo/sops/own-traffic.yml").read_text("utf-8"))
    ) == ["早安宝妈"]


def test_a_shop_can_keep_its_plan_beside_the_sheet(tmp_path: Path) -> None:
    assert qunli(tmp_path, "new", "demo", "--industry", "catering", "--title", "小馆").returncode == 0
    root = tmp_path / "demo"
    saved(root, SHEETS["week-matrix"])
    (root / "a.yml").write_text("原来的福利群计划: 两份都发\n", "utf-8")
    done = qunli(root, "import", "排期.xlsx", "--shop", "demo", "--answers", "a.yml")
    assert done.returncode == 0, done.stderr
    runs = yaml.safe_load((root / "calendars/demo.yml").read_text("utf-8"))["sops"]
    assert {"welfare", "own-traffic"} <= set(runs)


def test_a_sheet_that_cannot_be_taken_leaves_the_shop_without_a_fork(tmp_path: Path) -> None:
    assert qunli(tmp_path, "new", "demo", "--industry", "catering", "--title", "小馆").returncode == 0
    root = tmp_path / "demo"
    saved(root, SHEETS["month-list-wrong-weekday"])
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = qunli(root, "import", "排期.xlsx", "--shop", "demo", "--yes")
    assert done.returncode == 1
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    unknown = qunli(root, "import", "排期.xlsx", "--shop", "dome")
    assert unknown.returncode == 2
    assert "demo" in unknown.stderr


def test_a_row_that_nobody_can_read_stops_a_new_plan_until_it_is_left_out_by_word(project: Write) -> None:
    root = project()
    (root / "a.csv").write_text("时间,内容\n9:00,早安\n每周 12:00,菜单\n20:00,晚安\n", "utf-8")
    words = ["import", "a.csv", "--pack", "shop", "--sop", "fresh"]
    stopped = qunli(root, *words, "--yes")
    assert stopped.returncode == 1
    assert "单元格 A3：每周 看不出是周几" in stopped.stderr
    assert "看不懂的行" in stopped.stderr
    assert not (root / "content/industries/shop/sops/fresh.yml").exists()
    (root / "b.yml").write_text("看不懂的行: 先收别的行\n没写哪天的: 每天\n", "utf-8")
    taken = qunli(root, *words, "--answers", "b.yml")
    assert taken.returncode == 0, taken.stderr
    assert titles(plan(root, "fresh")) == ["早安", "晚安"]
    assert "提醒 单元格 A3：每周 看不出是周几" in taken.stderr


def test_a_row_that_nobody_can_read_stops_a_plan_that_is_there(project: Write) -> None:
    root = project()
    (root / "a.csv").write_text("时间,内容\n9:00,早安\n", "utf-8")
    assert qunli(root, "import", "a.csv", "--pack", "shop", "--sop", "fresh").returncode == 0
    (root / "a.csv").write_text("时间,内容\n9:00,早安\n每周 12:00,菜单\n", "utf-8")
    stopped = qunli(root, "import", "a.csv", "--pack", "shop", "--sop", "fresh")
    assert stopped.returncode == 1
    assert "看不懂的行" not in stopped.stderr
