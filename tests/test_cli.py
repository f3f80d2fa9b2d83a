"""The command: what it prints, where, and how it ends."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from conftest import CALENDAR, SOP, Write
from qunli import __version__, library
from qunli.cli import main
from test_site import read

SOPS = "content/industries/shop/sops/welfare.yml"


def run(root: Path, *words: str) -> Result:
    """Run a command inside a project, in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        return CliRunner().invoke(main, list(words), prog_name="qunli")


def told(done: Result) -> str:
    assert "Traceback" not in done.output + done.stderr
    return done.stderr


# --- today ----------------------------------------------------------------------------------------


def test_today_lists_what_to_post_where_and_by_whom(project: Write) -> None:
    done = run(project(), "today", "--date", "2026-12-03")
    assert (done.exit_code, told(done)) == (0, "")
    assert done.stdout == (
        "【中山路店】12月3日 周四 要发 1 条\n\n11:00 今日菜单 → 福利群\n  店员，直接发\n\n    今天有鱼\n\n"
    )


def test_today_of_one_role(project: Write) -> None:
    root = project()
    assert "今日菜单" in run(root, "today", "main", "--role", "staff", "--date", "2026-12-03").stdout
    assert "没有要发的" in run(root, "today", "main", "--role", "host", "--date", "2026-12-03").stdout


def test_today_of_a_closed_day(project: Write) -> None:
    root = project({"calendars/main.yml": CALENDAR + "closed: 2026-12-03\n"})
    assert "店休，不发" in run(root, "today", "--date", "2026-12-03").stdout


def test_today_works_from_a_folder_below(project: Write) -> None:
    root = project()
    assert run(root / "content/industries", "today", "--date", "2026-12-03").stdout.startswith("【中山路店】")


def test_today_needs_only_its_own_calendar_to_be_right(project: Write) -> None:
    root = project({"calendars/other.yml": "broken: ["})
    assert run(root, "today", "main", "--date", "2026-12-03").exit_code == 0
    assert run(root, "today", "--date", "2026-12-03").exit_code == 1


def test_today_without_a_calendar_is_a_problem(tmp_path: Path) -> None:
    done = run(tmp_path, "today")
    assert done.exit_code == 1
    assert "一份排期表也没有" in told(done)


# --- problems -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "today", "build", "render out"])
def test_a_problem_is_shown_with_its_line_and_a_way_out(command: str, project: Write) -> None:
    root = project({SOPS: SOP.replace("    title:", "    titel:")})
    done = run(root, *command.split())
    assert done.exit_code == 1
    assert (
        f"{SOPS}:5:5 Q001 不认识的字段 titel\n"
        "   5 |     titel: 今日菜单\n"
        "     |     ^^^^^\n"
        "  你是不是想写 title?\n"
    ) in done.stdout + told(done)
    assert "1 个文件里有 1 处错误、0 处提醒。" in done.output
    assert not (root / "site").exists()


@pytest.mark.parametrize("command", ["build", "render out"])
@pytest.mark.parametrize("settings", ["site_name: [", "- a", "site_name: x\n", b"\xff\xfe"])
def test_bad_settings_stop_every_command_that_needs_them(
    command: str, settings: str | bytes, project: Write
) -> None:
    done = run(project({"mkdocs.yml": settings}), *command.split())
    assert done.exit_code == 1
    assert "mkdocs.yml" in told(done)


@pytest.mark.parametrize("command", ["build", "serve", "render out"])
def test_outside_a_project_it_says_so(command: str, tmp_path: Path) -> None:
    done = run(tmp_path, *command.split())
    assert done.exit_code == 1
    assert "这里没有 mkdocs.yml" in told(done)


# --- wrong usage ----------------------------------------------------------------------------------

USAGE = {
    "buld": "你是不是想写 build?",
    "build --nix": "没有 --nix 这个选项",
    "build --date tomorrow": "日期 tomorrow 不对",
    "build --date 0001-01-01": "太远了",
    "build --date 9999-12-31": "太远了",
    "build --date": "--date",
    "build --previous mkdocs.yml": "--previous",
    "today nowhere": "没有名叫 nowhere 的排期表，有：main",
    "today main --role cook": "没有名叫 cook 的角色，有：host、staff",
    "today a b": "多写了内容：b",
    "render": "少写了 文件夹",
    "serve --address here": "127.0.0.1:8000",
}


@pytest.mark.parametrize(("words", "said"), USAGE.items(), ids=USAGE)
def test_wrong_usage_is_told_in_chinese_and_ends_with_2(words: str, said: str, project: Write) -> None:
    done = run(project(), *words.split())
    assert done.exit_code == 2
    assert said in told(done)
    assert "看用法：qunli" in told(done)
    assert not any(word in told(done) for word in ("Usage", "Error", "Invalid", "Try"))


@pytest.mark.parametrize("words", ["-h", "--help", "build -h", "today --help", ""])
def test_help_is_chinese(words: str, project: Write) -> None:
    done = run(project(), *words.split())
    assert done.exit_code == (0 if words else 2)
    assert done.output.startswith("用法：qunli")
    assert not any(word in done.output for word in ("Usage", "Options", "Commands", "Show"))


def test_every_command_says_in_chinese_what_it_does() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command
        assert any("\u4e00" <= char <= "\u9fff" for char in command.help or ""), name
        for option in command.params:
            said = getattr(option, "help", "") or option.make_metavar.__self__.metavar or ""
            assert said or option.param_type_name == "argument", f"{name} {option.name}"


# --- our own faults, and the world's --------------------------------------------------------------


def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("division by zero")


def test_our_own_fault_is_said_to_be_ours_and_ends_with_3(
    project: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUNLI_DEBUG", raising=False)
    monkeypatch.setattr(library, "load", broken)
    done = run(project(), "check")
    assert done.exit_code == 3
    assert "程序自己出错了（ZeroDivisionError: division by zero），不是你写错了。" in told(done)
    assert "QUNLI_DEBUG=1" in done.stderr


def test_a_maintainer_sees_the_traceback(project: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNLI_DEBUG", "1")
    monkeypatch.setattr(library, "load", broken)
    done = run(project(), "check")
    assert done.exit_code == 3
    assert "Traceback" in done.stderr


@pytest.mark.slow
def test_a_full_disk_is_nobodys_fault(project: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, raw: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    root = project()
    monkeypatch.setattr(Path, "write_bytes", full)
    done = run(root, "render", "out")
    assert done.exit_code == 1
    assert "磁盘满了" in told(done)


# --- building -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_build_says_how_much_changed_and_a_failed_one_changes_nothing(project: Write) -> None:
    root = project()
    first = run(root, "build", "--date", "2026-11-22")
    assert first.exit_code == 0, first.output
    assert "网站好了：" in first.stdout
    before = read(root / "site")
    (root / SOPS).write_text("title: [", encoding="utf-8")
    failed = run(root, "build", "--date", "2026-11-23")
    assert failed.exit_code == 1
    assert "Q005" in told(failed)
    (root / SOPS).write_text(SOP, encoding="utf-8")
    strict = run(root, "build", "--strict")
    assert strict.exit_code == 1
    assert "没有生成，上次的网站原样不动。" in told(strict)
    assert read(root / "site") == before


@pytest.mark.slow
def test_render_writes_a_tree_and_only_what_changed(project: Write, tmp_path: Path) -> None:
    root, out = project(), tmp_path / "out"
    assert "改动" in run(root, "render", str(out), "--date", "2026-11-22").stdout
    assert (out / "docs/calendars/main.ics").is_file()
    assert "改动 0 个" in run(root, "render", str(out), "--date", "2026-11-22").stdout


# --- the installed command ------------------------------------------------------------------------

LISTS_MODULES = """
import json, sys
from qunli.cli import main
try:
    main(["today", "--date", "2026-12-03"])
except SystemExit as end:
    print(json.dumps([end.code or 0, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.mark.slow
def test_today_loads_no_library_it_does_not_need(project: Write) -> None:
    """Each of these costs a tenth of a second or more, every morning on every shop's old computer."""
    done = subprocess.run(
        [sys.executable, "-c", LISTS_MODULES],
        cwd=project(),
        env={**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert "今天有鱼" in done.stdout
    heavy = {"mkdocs", "jinja2", "icalendar", "openpyxl", "ruamel", "segno", "rich", "markdown", "asyncio"}
    assert heavy & {name.split(".")[0] for name in modules} == set()
    assert not [
        name for name in modules if name.startswith(("qunli.handbook", "qunli.feeds", "qunli.plugin"))
    ]


@pytest.mark.slow
def test_the_installed_command_ends_with_1_and_no_traceback(project: Write) -> None:
    command = Path(sys.executable).with_name("qunli")
    root = project({"calendars/main.yml": "title: \x00"})
    done = subprocess.run([command, "today"], cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "calendars/main.yml:1:8 Q008" in done.stderr
    assert "Traceback" not in done.stderr


def test_python_m_is_the_command() -> None:
    words = [sys.executable, "-m", "qunli", "--version"]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, f"qunli {__version__}\n")
