"""A plan goes out, LibreOffice opens and saves it as each kind of sheet, and it comes home as it was."""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
import zipfile
from datetime import date, time
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from conftest import FILES, TODAY, lay, needs, planned
from openpyxl import load_workbook
from qunli import workbook
from qunli.library.drafts import Draft
from qunli.source.writing import as_yaml
from sheets.messy import saved
from test_sheets import HOME, TWO_RUNS, qunli
from test_workbook import PLAN, exported, imported, merged, opened

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.slow,
    needs("LibreOffice Calc", shutil.which("soffice")),
]

TEXTS = (
    *("=1+1 不是公式", "+86 打电话", "-5元券", "@所有人 看过来", "'带撇号", "''两个撇号", "'=撇号等号"),
    *(
        "第一行\n第二行\n\n第四行 😀🎉👨‍👩‍👧",
        "a  b   几个空格",
        "  缩进\n  第二行也缩进",
        "制表\t符",
        '"引号", 逗号; 分号',
    ),
    *(
        "9:00",
        "9:00:00",
        "2026-12-01",
        "2026/12/1 9:00",
        "12月1日",
        "3/4",
        "0012",
        "0.30",
        "1,234",
        "1e5",
        "50%",
    ),
    *(
        "¥9.90",
        "(5)",
        "１２",
        "123456789012345678",
        "TRUE",
        "#REF!",
        "#N/A",
        "30",
        "'30",
        "9.9",
        "Dec 1",
        "5 pm",
    ),
    *(
        "_x0041_ 转义",
        "a_x000A_b",
        "<b>&amp;</b> & <",
        "https://shop.example/a?b=1&c=2 看这里",
        "……——“”",
        "=",
        "'",
    ),
    *("长" * 1000, "DISPIMG 说明", "*加粗* _斜体_", "-", "{1}", "\u200b零宽"),
)
WHENS: tuple[dict[str, Any], ...] = (
    {"every": "day", "at": "09:00"},
    {"every": "week", "weekdays": ["mon", "fri"], "at": "18:30"},
    {"day": "1-3", "at": "00:00"},
    {"lunar": [1, 15], "at": "07:05"},
    {"every": "month", "monthdays": ["last"], "at": "12:00"},
    {"date": "2026-12-24", "at": "20:00"},
)
FULL = {
    "stage": "retention",
    "owner": "host",
    "way": "chain",
    "media": ["海报一", "=图", "-图二 😀"],
    "record": ["reach", "clicks"],
    "short": "+短",
    "pace": "light",
    "minutes": 30,
    "remind": 15,
    "notes": "=备注\n'第二行\n2026-12-01",
}
TITLES = ("=标题", "'标题", "12:30", "2026-12-01", "😀", "1.0", "007", "今日菜单")


def plan() -> dict[str, Any]:
    """Return a plan in which every field is filled and every text is one that a program may take for something else."""
    whens, titles = cycle(WHENS), cycle(TITLES)
    slots = {
        f"s{number}": {
            "title": f"{next(titles)}{'' if number < len(TITLES) else f' {number}'}",
            "when": next(whens),
            "type": "content",
            **(FULL if number % 2 else {}),
            "copy": [text],
        }
        for number, text in enumerate(TEXTS)
    }
    every = {"title": "0012", "when": WHENS[0], "type": "content", "notes": "12", "short": "9:00"}
    return {"title": "福利群", "kind": "traffic", "slots": {**slots, "every": {**every, "copy": list(TEXTS)}}}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    root = tmp_path_factory.mktemp("shop")
    files = {**FILES, PLAN: as_yaml(plan())}
    lay(root, {name: text.lstrip("\n").encode() for name, text in files.items()})
    return opened(root)


CSV = "44,34,76"  # comma, quotation mark, UTF-8
AS = {
    ".xlsx": "xlsx:Calc MS Excel 2007 XML",
    ".ods": "ods:calc8",
    ".csv": f"csv:Text - txt - csv (StarCalc):{CSV}",
}


def resaved(path: Path, suffix: str) -> bytes:
    """Return a file as LibreOffice saves it, of an .xlsx with several sheets the first where it becomes a .csv."""
    folder = path.parent / "saved"
    done = subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless", "--norestore"),
            *((f"--infilter=CSV:{CSV}",) if path.suffix == ".csv" else ()),
            *("--convert-to", AS[suffix], "--outdir", str(folder), str(path)),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )  # fmt: skip
    found = folder / f"{path.stem}{suffix}"
    assert found.is_file(), done.stdout + done.stderr
    return found.read_bytes()


def taken(draft: Draft, content: bytes, suffix: str) -> tuple[str, ...]:
    """Return what an import changes; nothing may be told of a file that the program wrote."""
    name = f"plan{suffix}"
    assert workbook.read_book(name, content).problems == ()
    found = merged(draft, content, name)
    assert found.problems == ()
    return found.told


@pytest.mark.parametrize("suffix", AS)
@pytest.mark.parametrize("given", [".xlsx", ".csv"])
def test_a_plan_that_libreoffice_saved_is_as_it_was(
    draft: Draft, tmp_path: Path, given: str, suffix: str
) -> None:
    path = tmp_path / f"plan{given}"
    path.write_bytes(exported(draft, given))
    content = resaved(path, suffix)
    assert taken(draft, content, suffix) == ()
    assert draft.file is not None
    assert imported(draft, content, f"plan{suffix}") == draft.file.text


@pytest.mark.parametrize("suffix", AS)
def test_one_edit_in_between_is_one_change(draft: Draft, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(exported(draft))
    book = load_workbook(path)
    row = next(row for row in book.worksheets[0].iter_rows(min_row=2) if row[1].value == "+86 打电话")
    row[1].value = "=改过的\n第二行"
    row[1].data_type = "s"
    book.save(path)
    content = resaved(path, suffix)
    assert taken(draft, content, suffix) == (f"「{row[4].value}」改了第 1 条文案",)
    assert draft.file is not None
    after = imported(draft, content, f"plan{suffix}")
    old, new = (line for line in unlike(draft.file.text, after))
    assert (old.strip(), new.strip()) == ("copy: [+86 打电话]", r'copy: ["=改过的\n第二行"]')


def unlike(before: str, after: str) -> list[str]:
    """Return the lines that only one of two texts has."""
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line[2:] for line in found if line[0] in "+-"]


def test_a_strict_file_of_it_is_as_it_was(draft: Draft, tmp_path: Path) -> None:
    """LibreOffice writes no Strict files, so that its file is put into Strict names."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(exported(draft))
    path.write_bytes(resaved(path, ".xlsx"))
    strict = tmp_path / "strict.xlsx"
    names = {
        rb"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
        rb"http://schemas.openxmlformats.org/(spreadsheetml|drawingml)/2006/": rb"http://purl.oclc.org/ooxml/\1/",
    }
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(strict, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            for usual, name in names.items():
                part = re.sub(usual, name, part)
            new.writestr(entry.filename, part)
    assert strict.read_bytes() != path.read_bytes()
    assert taken(draft, strict.read_bytes(), ".xlsx") == ()


def test_a_sheet_with_ids_comes_back_to_its_posts(draft: Draft, tmp_path: Path) -> None:
    root = lay(tmp_path / "shop", {name: text.lstrip("\n").encode() for name, text in FILES.items()})

    def fill(book: Any) -> None:
        for row in (
            ["排期"],
            ["日期", "时间", "内容", "负责人"],
            [date(2026, 12, 1), time(9), "早上好😀", "店员"],
            [date(2026, 12, 2), time(18, 30), "第一行\n=第二行", "群主"],
            [date(2026, 12, 3), "下午3点半", "'0012", "店员"],
        ):
            book.active.append(row)
        book.active.column_dimensions["C"].width = 40

    (root / "plan.xlsx").write_bytes(saved(fill))
    done = qunli(root, "import", "plan.xlsx", "--pack", "shop", "--sop", "daily", "--write-ids", "--yes")
    assert "带编号的表存在 plan-带编号.xlsx" in done.stdout, done.stderr
    for suffix in AS:
        (root / f"again{suffix}").write_bytes(resaved(root / "plan-带编号.xlsx", suffix))
        again = qunli(root, "import", f"again{suffix}")
        assert again.stdout.endswith("没有改动，文件原样没动。\n"), again.stdout + again.stderr
        assert "没有导入" not in again.stdout + again.stderr


def test_the_download_is_refused_in_words_after_it_was_saved(tmp_path: Path) -> None:
    root = lay(tmp_path / "shop", {name: text.lstrip("\n").encode() for name, text in FILES.items()})
    (root / "28-days.xlsx").write_bytes(workbook.download(planned(root), TODAY))
    for suffix in AS:
        (root / f"download{suffix}").write_bytes(resaved(root / "28-days.xlsx", suffix))
        refused = qunli(root, "import", f"download{suffix}", "--pack", "shop", "--sop", "daily")
        assert refused.returncode == 1
        assert "这是 28 天的排期表，不是发布计划" in refused.stderr


def test_a_calendar_that_libreoffice_saved_is_as_it_was_and_its_edit_is_its_own(tmp_path: Path) -> None:
    files = {**FILES, HOME: TWO_RUNS}
    root = lay(tmp_path / "shop", {name: text.lstrip("\n").encode() for name, text in files.items()})
    qunli(root, "export", "home", "home.xlsx")
    for suffix in (".xlsx", ".ods"):
        (root / f"same{suffix}").write_bytes(resaved(root / "home.xlsx", suffix))
        assert qunli(root, "import", f"same{suffix}").stdout == "没有改动，文件原样没动。\n"
    book = load_workbook(root / "home.xlsx")
    book.worksheets[1]["B2"] = "今天有虾"
    book.save(root / "edited.xlsx")
    (root / "edited.ods").write_bytes(resaved(root / "edited.xlsx", ".ods"))
    assert f"写进了 {HOME}" in qunli(root, "import", "edited.ods").stdout
    before = TWO_RUNS.lstrip("\n")
    after = (root / HOME).read_text(encoding="utf-8")
    assert after.partition("second:")[0] == before.partition("second:")[0]
    assert "copy: {1: 今天有虾}" in after.partition("second:")[2]
