"""Small .docx and .xlsx files made by hand, with what real ones hold beside their words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(parts: Mapping[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def links(**targets: tuple[str, str]) -> str:
    """Return a part of relationships: id → (kind, target)."""
    each = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    ns = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{ns}">{each}</Relationships>'


def docx(body: str, method: int = zipfile.ZIP_DEFLATED, name: str = "word/document.xml") -> bytes:
    """Return a document with this XML in its body."""
    text = f'{_HEAD}<w:document xmlns:w="{_WORD}" xmlns:mc="urn:mc"><w:body>{body}</w:body></w:document>'
    return zipped({"_rels/.rels": links(r1=("officeDocument", name)), name: text}, method)


def paragraph(*runs: str) -> str:
    said = "".join(f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs)
    return f"<w:p>{said}</w:p>"


def xlsx(
    sheets: Mapping[str, Sequence[str]], strings: Sequence[str] = (), states: Mapping[str, str] = {}
) -> bytes:
    """Return a workbook of sheets, each given as the XML of its cells."""
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="s{n}" state="{states.get(name, "visible")}"/>'
        for n, name in enumerate(sheets)
    )
    parts = {
        "_rels/.rels": links(r1=("officeDocument", "/xl/workbook.xml")),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(
            **{f"s{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(len(sheets))},
            shared=("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_SHEET}">{"".join(strings)}</sst>',
    }
    for n, cells in enumerate(sheets.values()):
        rows = f"<row>{''.join(cells)}</row>"
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'{_HEAD}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return zipped(parts)


# A document and a workbook with each thing that words can stand in, or must not be taken from, and what they say.
DOCX = docx(
    paragraph("本店烤鱼", "全国", "第一")
    + "<w:p><w:r><w:t>上面</w:t><w:br/><w:t>下面</w:t><w:tab/><w:t>右面</w:t></w:r></w:p>"
    + "<w:p><w:del><w:r><w:delText>删掉的</w:delText><w:t>也是</w:t></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    + f"<w:tbl><w:tr><w:tc>{paragraph('甲格')}{paragraph('甲二')}</w:tc><w:tc>{paragraph('乙 & 丙')}</w:tc></w:tr></w:tbl>"
    + "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>框里</w:t></w:r></mc:Choice>"
    + "<mc:Fallback><w:r><w:t>框里</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
)
DOCX_SAYS = "本店烤鱼全国第一\n上面\n下面 右面\n\n甲格\n甲二\n\n乙 & 丙\n\n框里"
XLSX = xlsx(
    {
        "报价": [
            '<c r="A1" t="s"><v>0</v></c>',
            '<c r="B1"><v>39</v></c>',
            '<c r="C1" t="inlineStr"><is><t>第一行\n全国第一</t></is></c>',
            '<c r="D1" t="str"><f>A1</f><v>算出来的</v></c>',
            '<c r="E1"><v>13812345678</v></c>',
            '<c r="F1" t="b"><v>1</v></c>',
            '<c r="G1" t="s"><v>1</v></c>',
        ],
        "藏起来": ['<c r="A1" t="inlineStr"><is><t>看不见</t></is></c>'],
    },
    ["<si><r><t>品</t></r><r><t>名</t></r><rPh><t>ピン</t></rPh></si>", '<si><t>说了"最好"</t></si>'],
    {"藏起来": "hidden"},
)
XLSX_SAYS = [
    ("报价!A1", "品名"),
    ("报价!C1", "第一行\n全国第一"),
    ("报价!D1", "算出来的"),
    ("报价!E1", "13812345678"),
    ("报价!G1", '说了"最好"'),
]
