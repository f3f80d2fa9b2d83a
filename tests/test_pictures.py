"""Pictures of a sheet: saved beside the plan and named where it says what to prepare, or told as left out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import Write
from qunli import workbook
from qunli.workbook.pictures import MOST_BYTES
from test_sheets import qunli
from test_workbook import PUPPETS, READER, sheet

PNG = b"\x89PNG\r\n\x1a\n" + b"menu"
JPG = b"\xff\xd8\xff" + b"shop"
ROWS = [
    ["时间", "标题", "文案", "配图"],
    ["9:00", "早安", "早", '=DISPIMG("ID_A",1)'],
    ["12:00", "菜单", "来吃面", "菜单图"],
    ["20:00", "晚安", "晚", '=DISPIMG("ID_B",1)'],
]
CELLS = """<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"
 xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><etc:cellImage><xdr:pic><xdr:nvPicPr>
 <xdr:cNvPr id="1" name="ID_A"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></etc:cellImage>
</etc:cellImages>"""
DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><xdr:oneCellAnchor>
 <xdr:from><xdr:col>3</xdr:col><xdr:row>2</xdr:row></xdr:from><xdr:pic><xdr:blipFill><a:blip r:embed="rId1"/>
 </xdr:blipFill></xdr:pic></xdr:oneCellAnchor><xdr:oneCellAnchor><xdr:from><xdr:col>5</xdr:col><xdr:row>9</xdr:row>
 </xdr:from><xdr:pic><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></xdr:oneCellAnchor></xdr:wsDr>"""


def links(kind: str, target: str) -> str:
    base = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )


def with_parts(content: bytes, parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def wps(png: bytes = PNG, target: str = "media/image1.png") -> bytes:
    """Return a sheet with a picture in D2, one over D3 and one below the table, and one in D4 whose file is missing."""
    return with_parts(
        sheet(ROWS),
        {
            "xl/cellimages.xml": CELLS,
            "xl/_rels/cellimages.xml.rels": links("image", target),
            "xl/worksheets/_rels/sheet1.xml.rels": links("drawing", "../drawings/drawing1.xml"),
            "xl/drawings/drawing1.xml": DRAWING,
            "xl/drawings/_rels/drawing1.xml.rels": links("image", "../media/image2.jpeg"),
            "xl/media/image1.png": png,
            "xl/media/image2.jpeg": JPG,
        },
    )


def read(content: bytes) -> tuple[list[str], list[str], dict[str, bytes]]:
    """Return what each row says must be prepared, what is told of pictures, and the pictures."""
    book = workbook.read_book("a.xlsx", content)
    plan = workbook.plans(book, (), READER, PUPPETS)[0]
    told = [each.message for each in (*book.problems, *plan.problems)]
    return (
        [step.text("media") for step in plan.steps],
        told,
        {each.name: each.content for each in book.pictures},
    )


def test_pictures_in_and_over_cells_are_named_in_their_rows() -> None:
    media, told, pictures = read(wps())
    assert set(pictures.values()) == {PNG, JPG}
    named = {content: name for name, content in pictures.items()}
    assert media == [named[PNG], f"菜单图\n{named[JPG]}", ""]
    assert told == [
        "表「日常」单元格 D4：这里是一张图，没有导入",
        "表「日常」单元格 F10：这里是一张图，没有导入",
    ]


@pytest.mark.parametrize(
    ("png", "target"),
    [
        (b"MZ program", "media/image1.png"),
        (PNG + bytes(MOST_BYTES), "media/image1.png"),
        (PNG, "../../../etc/passwd"),
        (PNG, "media/other.png"),
    ],
)
def test_what_is_no_picture_of_the_file_is_told(png: bytes, target: str) -> None:
    media, told, pictures = read(wps(png, target))
    assert media[0] == ""
    assert "表「日常」单元格 D2：这里是一张图，没有导入" in told
    assert list(pictures.values()) == [JPG]


@pytest.mark.slow
def test_pictures_are_saved_beside_the_plan_and_come_again_unchanged(project: Write) -> None:
    root: Path = project()
    (root / "plan.xlsx").write_bytes(wps())
    words: tuple[Any, ...] = ("import", "plan.xlsx", "--pack", "shop", "--sop", "daily")
    qunli(root, *words, "--dry-run")
    folder = root / "content/industries/shop/pictures"
    assert not folder.exists()
    done = qunli(root, *words)
    assert "表里的 2 张图存在 content/industries/shop/pictures" in done.stdout, done.stderr
    saved = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(saved.values()) == sorted([PNG, JPG])
    plan = (root / "content/industries/shop/sops/daily.yml").read_text()
    assert all(name in plan for name in saved)
    assert "没有改动" in qunli(root, *words).stdout
    checked = qunli(root, "check")
    assert checked.returncode == 0, checked.stderr
    assert "pictures" not in checked.stdout + checked.stderr
