"""The command: what it prints, where, and how it ends."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from conftest import CALENDAR, SETTINGS, SOP, Write, read, slot
from qunli import __version__, library, plugin
from qunli.cli import main
from qunli.problem import cells

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


# --- which day it is ------------------------------------------------------------------------------

FIXED = {"mkdocs.yml": SETTINGS.replace("shop.example}", "shop.example, date: 2026-12-02}")}
UNIX = {"SOURCE_DATE_EPOCH": "1796266800"}  # 2026-12-02 23:00 UTC, which is 2026-12-03 in China


@pytest.mark.parametrize(
    ("files", "environment", "words", "posted"),
    [
        (FIXED, UNIX, ["--date", "2026-12-04"], "12月4日"),
        (FIXED, UNIX, [], "12月2日"),
        ({}, UNIX, [], "12月3日"),
    ],
)
def test_what_is_said_wins_over_the_settings_and_they_over_the_environment(
    project: Write,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str],
    environment: dict[str, str],
    words: list[str],
    posted: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert f"【中山路店】{posted}" in run(project(files), "today", *words).stdout


@pytest.mark.slow
def test_today_check_and_the_site_go_by_one_day(project: Write) -> None:
    """Six posts on the fixed day are told by check, which the day after are past."""
    root = project(FIXED)
    (root / "calendars/main.yml").write_text(CALENDAR + "staff: {host: 老王}\n", encoding="utf-8")
    assert "12月2日" in run(root, "today").stdout
    made = plugin.rendered(root, None, None)
    assert b'"built":"2026-12-02"' in made["docs/industries/shop/plan.js"]
    busy = [
        f"  s{hour}: {slot(f'{{date: 2026-12-02, at: {hour}:00}}', owner='host')}" for hour in range(9, 15)
    ]
    (root / SOPS).write_text("\n".join([SOP, *busy]), encoding="utf-8")
    assert "2026-12-02 一天要发" in run(root, "check", "--select", "Q201").stdout
    assert "一天要发" not in run(root, "check", "--select", "Q201", "--date", "2026-12-03").stdout


def test_a_fixed_day_that_is_none_stops_every_command_that_goes_by_it(project: Write) -> None:
    root = project({"mkdocs.yml": FIXED["mkdocs.yml"].replace("12-02", "13-02")})
    for command in ("today", "check", "build"):
        done = run(root, command)
        assert done.exit_code == 1
        assert "mkdocs.yml:7:" in told(done)
        assert "Q004 没有 2026-13-02 这一天" in told(done)
    assert run(root, "today", "--date", "2026-12-03").exit_code == 0


def test_a_check_is_explained_with_its_law_version_day_and_what_is_not_confirmed() -> None:
    known = run(Path(__file__).parents[1], "check", "--explain", "Q501").stdout
    assert (
        "依据：《中华人民共和国食品安全法》第七十三条（2025-09-12 修正，2025-12-01 起施行），2026-11-26 核对"
        in known
    )
    assert "待核实" in run(Path(__file__).parents[1], "check", "--explain", "Q451").stdout


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
    "schema mkdocs.yml": "mkdocs.yml 是一个文件，这里要一个文件夹",
    "export shop/welfare content": "content 是一个文件夹，这里要一个文件",
    "check nowhere": "没有 nowhere 这个文件或文件夹",
    "check --format xml": "没有 xml 这一种，可以写：full、concise、github、json",
    "check --json=1": "--json",
    "diff nowhere": "  catering  餐饮",
}


@pytest.mark.parametrize(("words", "said"), USAGE.items(), ids=USAGE)
def test_wrong_usage_is_told_in_chinese_and_ends_with_2(words: str, said: str, project: Write) -> None:
    done = run(project(), *words.split())
    assert done.exit_code == 2
    assert said in told(done)
    assert "看用法：qunli" in told(done)
    assert not any(word in told(done) for word in ("Usage", "Error", "Invalid", "Try"))


# What people type, and names of things; every other word of help is Chinese.
TYPED = {
    *(
        "txt",
        "md",
        "docx",
        "sarif",
        "activity",
        "content",
        "warmth",
        "all",
        "text",
        "strict",
        "whole",
        "line",
        "each",
    ),
    *("qunli", "GitHub", "Pages", "JSON", "Schema", "git", "csv", "xlsx", "HEAD", "Q4", "import", "fork"),
    *(
        *("maternal", "baby", "apparel", "education", "fresh", "food", "beauty", "other"),
        "CSP",
        "nginx",
        "mkdocs",
        "yml",
        "date",
        "catering",
        "hotpot",
        "title",
        "full",
        "concise",
        "github",
        "json",
        "or",
        "h",
    ),
}


@pytest.mark.parametrize("words", ["-h", "--help", "", *(f"{name} -h" for name in main.list_commands(None))])
def test_help_is_chinese_to_its_last_word(words: str, tmp_path: Path) -> None:
    done = run(tmp_path, *words.split())
    assert done.exit_code == (0 if words else 2)
    assert done.output.startswith("用法：qunli")
    # Options and commands stand in the first column; what is said of them behind it.
    said = re.sub(r"(?m)^  (-h, )?[a-z-]+", "", done.output)
    said = re.sub(r"^用法：qunli( [a-z]+)?", "", said)
    assert set(re.findall(r"[A-Za-z]\w*", said)) <= TYPED


def test_help_fits_a_terminal_and_keeps_its_columns(tmp_path: Path) -> None:
    lines = run(tmp_path, "check", "-h").output.splitlines()
    assert max(map(cells, lines)) <= 80
    columns = {
        cells(line[: re.search(r"  (?=\S+$)", line).end()])
        for line in lines
        if " -" in line[:4] and re.search(r"  (?=\S+$)", line)
    }  # type: ignore[union-attr]
    assert len(columns) == 1


# --- long work ------------------------------------------------------------------------------------

WAITS = """
import sys, time
from qunli.cli import progress
progress._SILENT = progress._STEP = 0.05
with progress.working("生成网站"):
    time.sleep(float(sys.argv[1]))
    print("好了")
    time.sleep(float(sys.argv[1]))
"""


def on_a_terminal(seconds: float) -> str:
    import pty  # Unix only

    ours, theirs = pty.openpty()
    command = [sys.executable, "-X", "utf8", "-c", WAITS, str(seconds)]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        said = b""
        with suppress(OSError):  # Linux's way to say that nobody holds the other end
            while part := os.read(ours, 9999):
                said += part
    os.close(ours)
    assert running.returncode == 0
    return said.decode()


def seen(said: str) -> list[str]:
    """Return the lines that stay on a terminal: what is written over is gone."""
    lines = []
    for line in said.replace("\r\n", "\n").split("\n"):
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part) :]
        lines.append(shown.rstrip())
    return lines


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a terminal is made here as Unix does")
def test_long_work_says_so_on_a_terminal_and_leaves_nothing_behind() -> None:
    said = on_a_terminal(1.5)
    assert "正在生成网站，已经 1 秒" in said
    assert seen(said) == ["好了", ""]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a terminal is made here as Unix does")
def test_short_work_and_pipes_hear_nothing() -> None:
    assert on_a_terminal(0) == "好了\r\n"
    command = [sys.executable, "-X", "utf8", "-c", WAITS, "0.4"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert (done.stdout, done.stderr) == ("好了\n", "")


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
