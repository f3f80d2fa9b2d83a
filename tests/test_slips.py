"""Typing slips of a Chinese keyboard: told where they stand, mended by --fix, and never seen in texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, Write, tries
from hypothesis import example, given
from hypothesis import strategies as st
from qunli import library
from qunli.model import Calendar, Sop
from qunli.problem import ContentError, Problem
from qunli.shape import problems
from qunli.source import File, decode, mended, parse_markdown, parse_yaml, slips

BASE = """\
title: 老王小馆
industry: catering
starts: 2026-11-27
pace: standard
remind: 10
sops:
  welfare:
    groups: [门店福利群, 会员群]
    slots:
      menu:
        when: {every: day, at: 11:00}
        copy:
          - 今天有鱼：快来
          - |
            第一行
            title：不是字段
              　　— 也不是
  moments:
    groups:
      - 朋友圈
      - 会员群
variables:
  store: 老王小馆
"""

# What is typed instead of what, and a word of what is said. All are mended to the very text above.
MENDED = [
    ("title: 老", "title：老", "中文冒号"),
    ("pace: standard", "pace：standard", "中文冒号"),
    ("pace: standard", "pace： standard", "中文冒号"),
    ("pace: standard", "pace ：standard", "中文冒号"),
    ("pace: standard", "pace﹕standard", "中文冒号"),
    ("sops:", "sops：", "中文冒号"),
    ("  welfare:", "  welfare：", "中文冒号"),
    ("remind: 10", "remind:10", "少了空格"),
    ("store: 老", "store:老", "少了空格"),
    ("title: 老", "title；老", "冒号"),
    ("title: 老", "title=老", "冒号"),
    ("  welfare:", "  welfare;", "冒号"),
    ("pace: standard", "pace:　standard", "全角空格"),
    ("pace: standard", "pace:\u00a0standard", "U+00A0"),
    ("sops:", "sops:　", "全角空格"),
    ("title: ", "title　: ", "全角空格"),
    ("title: ", "title\u200b: ", "看不见"),
    ("title: ", "\u200btitle: ", "看不见"),
    ("title: ", "“title”: ", "中文引号"),
    ("  welfare:", "　welfare:", "全角空格"),
    ("  welfare:", "\u00a0\u00a0welfare:", "U+00A0"),
    ("  welfare:", "\twelfare:", "Tab"),
    ("    slots:", "　　slots:", "全角空格"),
    ("    slots:", "\tslots:", "Tab"),
    ("    groups:\n", "  　groups:\n", "全角空格"),
    ("            第一行", "　　　　　　第一行", "全角空格"),
    ("      - 会员群", "      —会员群", "—"),
    ("      - 会员群", "      —— 会员群", "——"),
    ("      - 会员群", "      －会员群", "－"),
    ("      - 会员群", "      –　会员群", "–"),
    ("      - 会员群", "      ·会员群", "·"),
    ("      - 会员群", "      • 会员群", "•"),
    ("      - 会员群", "      -会员群", "空格"),
    ("      - 会员群", "      -　会员群", "全角空格"),
    ("      - 朋友圈", "      -朋友圈", "空格"),
    ("      - 朋友圈", "      —朋友圈", "—"),
    ("      - 朋友圈\n      - 会员群", "      —朋友圈\n      —会员群", "—"),
    ("pace: standard", "pace: “standard”", "中文引号"),
    ("pace: standard", "pace: ‘standard’", "中文引号"),
    ("[门店福利群, 会员群]", "[门店福利群, 会员群］", "］"),
    ("[门店福利群, 会员群]", "[门店福利群, 会员群】", "】"),
    ("[门店福利群, 会员群]", "［门店福利群, 会员群］", "全角的括号"),
    ("[门店福利群, 会员群]", "［门店福利群，会员群］", "中文逗号"),
    ("[门店福利群, 会员群]", "［门店福利群, 会员群]", "全角的括号"),
    ("[门店福利群, 会员群]", "门店福利群，会员群", "中文逗号"),
    ("[门店福利群, 会员群]", "[门店福利群，会员群]", "，"),
    ("[门店福利群, 会员群]", "[门店福利群、会员群]", "、"),
    ("{every: day, at: 11:00}", "{every: day，at: 11:00}", "，"),
    ("{every: day, at: 11:00}", "{every: day、 at: 11:00}", "、"),
    ("{every: day, at: 11:00}", "{every：day, at：11:00}", "中文冒号"),
    ("{every: day, at: 11:00}", "{every:day, at:11:00}", "少了空格"),
    ("{every: day, at: 11:00}", "{every:　day, at: 11:00}", "全角空格"),
    ("{every: day, at: 11:00}", "{every: day, at: “11:00”}", "中文引号"),
    ("{every: day, at: 11:00}", "｛every: day, at: 11:00｝", "全角的括号"),
    ("{every: day, at: 11:00}", "｛every：day，at：11:00｝", "全角的括号"),
    ("{every: day, at: 11:00}", "{every: day, at: 11:00｝", "｝"),
    ("- |", "- ｜", "｜"),
    ("- |", "- |　", "全角空格"),
    # What YAML takes for a text and the shape then wants as a number, an hour or a day.
    ("remind: 10", "remind: １０", "全角数字"),
    ("remind: 10", "remind: １0", "全角数字"),
    ("starts: 2026-11-27", "starts: 2026－11－27", "横线"),
    ("starts: 2026-11-27", "starts: ２０２６-11-27", "全角数字"),
    ("pace: standard", "pace: ｓｔａｎｄａｒｄ", "全角字"),
    ("remind: 10", "ｒｅｍｉｎｄ: 10", "全角字"),
    ("title: 老王小馆", "ｔｉｔｌｅ: 老王小馆", "全角字"),
    ("title: 老王小馆", "ｔｉｔｌｅ：老王小馆", "全角字"),
    ("title: 老", "title：：老", "冒号多了"),
    ("title: 老", "title:：老", "冒号多了"),
    ("pace: standard", "pace：: standard", "冒号多了"),
    ("sops:", "sops：：", "冒号多了"),
    ("title: 老", "　title: 老", "全角空格"),
    ("[门店福利群, 会员群]", "（门店福利群，会员群）", "中文逗号"),
    ("[门店福利群, 会员群]", "[门店福利群,　会员群]", "全角空格"),
    ("[门店福利群, 会员群]", "[门店福利群, 会员群　]", "全角空格"),
    ("title: 老王小馆", "title: 老王小馆\u00a0", "U+00A0"),
    ("{every: day, at: 11:00}", "{every: day,　at: 11:00}", "全角空格"),
    ("{every: day, at: 11:00}", "{every:: day, at：：11:00}", "冒号多了"),
]

# Told at their line and left to the person who typed them: (typed instead, line of the finding, a word of it).
TOLD = [
    ("remind: 10", "remind 10", "少了冒号"),
    ("title: 老王小馆", "title", "少了冒号"),
    ("pace: standard\n", "<<<<<<< HEAD\npace: standard\n=======\npace: full\n>>>>>>> other\n", "合并"),
    ("sops:", ">>>>>>> other\nsops:", "合并"),
    ("[门店福利群, 会员群]", "[门店福利群, 会员群", "方括号没有收尾"),
    ("at: 11:00}", "at: 11:00", "花括号没有收尾"),
    ("store: 老王小馆", 'store: "老王小馆', "引号没有收尾"),
    ("title: 老王小馆", 'title: "老王小馆', "引号没有收尾"),
    ("title: 老王小馆", 'title: "老王"小馆', "引号后面还有内容"),
    ("      - 会员群", "       - 会员群", "没有和上面一项对齐"),
    ("    groups: [", "   groups: [", "没有和同一层的字段对齐"),
    ("    groups: [", "     groups: [", "没有和同一层的字段对齐"),
    ("remind: 10", "remind: !foo 10", "!foo"),
    ("remind: 10", "remind: !!python/object:os.system 10", "!!python"),
    ("remind: 10", "remind: !e!x 10", "感叹号"),
    ("title: 老", "title: !老", "感叹号"),
    ("title: 老", "title: @老", "特殊符号"),
    ("title: 老", 'title: "\\店"\n#', "反斜杠"),
    ("remind: 10", 'remind: "10"', "不要引号"),
    ("title: 老王小馆\n", "- title: 老王小馆\n", "列表的一项"),
    ("title: 老王小馆\n", "——————\ntitle: 老王小馆\n", "只有符号"),
    ("title: 老王小馆\n", "// 说明\ntitle: 老王小馆\n", "说明"),
    ("title: 老王小馆\n", "<!-- 说明 -->\ntitle: 老王小馆\n", "说明"),
    ("title: 老王小馆\n", "。\ntitle: 老王小馆\n", "只有符号"),
    ("variables:", "variables", "少了冒号"),
    ("variables:", "variables: 。", "多了"),
    ("variables:", "variables: ｛", "多了"),
    ("      - 会员群", "      会员群", "少了列表的 -"),
    ("      - 会员群", "      2、会员群", "少了列表的 -"),
    ("      - 会员群", "      *会员群", "少了列表的 -"),
    ("      - 会员群", "      ~ 会员群", "少了列表的 -"),
    ("      - 朋友圈", "      朋友圈", "少了列表的 -"),
    ("      - 朋友圈", "      [朋友圈]", "少了列表的 -"),
    ("  welfare:\n    groups", "  welfare:\n   groups", "没有和同一层的字段对齐"),
    ("{every: day, at: 11:00}", "{every: day, at: [11:00}", "前面少了 ]"),
    ("{every: day, at: 11:00}", "{every: day], at: 11:00}", "收尾"),
]

# Mended too, but not to the same bytes: a shop's own words stay in quotes.
QUOTED = ["“老王小馆”", "‘老王小馆’", "「老王小馆」", '“老王小馆"', '"老王小馆”', "〝老王小馆〞"]


def told(text: str, shape: Any = Calendar) -> list[Problem]:
    """Everything that is said of a calendar, or of another source, in the order of its lines."""
    try:
        source = parse_yaml(File("a.yml", text))
    except ContentError as error:
        return list(error.problems)
    return sorted([*source.problems, *problems(source, shape)[1]])


def fixed(text: str) -> str:
    """The text with everything repaired that can be, in as many rounds as it takes."""
    for _ in range(5):
        lines = text.split("\n")
        repairs = [
            each for each in told(text) if each.repair is not None and lines[each.line - 1] == each.snippet
        ]
        text = mended(text, repairs)
    return text


def changed_lines(text: str) -> set[int]:
    base = BASE.split("\n")
    return {
        number
        for number, line in enumerate(text.split("\n"), 1)
        if number > len(base) or line != base[number - 1]
    }


def test_the_text_that_is_mistyped_below_is_right() -> None:
    assert told(BASE) == []


@pytest.mark.parametrize(("right", "typed", "word"), MENDED, ids=[typed for _, typed, _ in MENDED])
def test_a_slip_is_told_where_it_stands_and_mended(right: str, typed: str, word: str) -> None:
    text = BASE.replace(right, typed, 1)
    found = told(text)
    assert found
    assert {each.line for each in found} <= changed_lines(text)
    assert word in found[0].message + found[0].hint
    assert all(each.hint for each in found)
    assert fixed(text) == BASE


@pytest.mark.parametrize(("right", "typed", "word"), TOLD, ids=[typed for _, typed, _ in TOLD])
def test_what_is_no_matter_of_signs_is_told_where_it_stands_and_left(
    right: str, typed: str, word: str
) -> None:
    text = BASE.replace(right, typed, 1)
    found = told(text)
    assert found[0].line == min(changed_lines(text))
    assert word in found[0].message + found[0].hint
    assert fixed(text) == text


@pytest.mark.parametrize("typed", QUOTED)
def test_chinese_quotes_around_a_value_are_told_since_they_would_be_shown(typed: str) -> None:
    text = BASE.replace("store: 老王小馆", f"store: {typed}")
    (found,) = told(text)
    assert (found.line, "引号" in found.message) == (text.split("\n").index(f"  store: {typed}") + 1, True)
    assert fixed(text) == BASE.replace("store: 老王小馆", 'store: "老王小馆"')


# What is typed for a whole `when` of a pack or its texts, and what is meant; each is mended in as many rounds as it takes.
FLOWS = [
    ("{every: week, weekdays: mon，thu, at: 11:00}", "{every: week, weekdays: [mon, thu], at: 11:00}"),
    ("{every: week, weekdays: 【mon、thu】, at: 11:00}", "{every: week, weekdays: [mon, thu], at: 11:00}"),
    ("{every: day, at: 11：00，17：30}", "{every: day, at: [11:00, 17:30]}"),
    ("{every: day, at: [11：00、17：30]}", "{every: day, at: [11:00, 17:30]}"),
    ("{every: day, at: [１１：００，１７：３０]}", "{every: day, at: [11:00, 17:30]}"),
    ("{date: [2026－12－24，2027－01－01], at: 10:00}", "{date: [2026-12-24, 2027-01-01], at: 10:00}"),
    ("{date: 2026-12-24、2027-01-01, at: 10:00}", "{date: [2026-12-24, 2027-01-01], at: 10:00}"),
]
COPIES = [
    ("{1：早上好，2：晚上好}", "{1: 早上好, 2: 晚上好}"),
    ("{1:早上好, 2:晚上好}", "{1: 早上好, 2: 晚上好}"),
    ("{1: 早上好，2: 晚上好}", "{1: 早上好, 2: 晚上好}"),
    ("｛1：早上好，2：晚上好｝", "{1: 早上好, 2: 晚上好}"),
    ("{1: 早上好，10：30见, 2: 晚上好}", "{1: 早上好，10：30见, 2: 晚上好}"),
]
POST = """\
title: 福利群
kind: traffic
slots:
  menu:
    title: 一条
    when: {every: day, at: 11:00}
    type: content
    copy: [一, 二]
"""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((POST.replace("{every: day, at: 11:00}", typed), meant) for typed, meant in FLOWS),
        *((POST.replace("[一, 二]", typed), meant) for typed, meant in COPIES),
    ],
    ids=[typed for typed, _ in [*FLOWS, *COPIES]],
)
def test_hours_days_and_texts_typed_with_chinese_signs_are_mended(typed: str, meant: str) -> None:
    text = typed
    for _ in range(9):
        text = mended(text, [each for each in told(text, Sop) if each.repair is not None][:1])
    assert meant in text
    assert told(text, Sop) == []


@pytest.mark.parametrize(
    ("typed", "kept"), [("1、朋友圈", "朋友圈"), ("1. 朋友圈，会员群", "会员群"), ("１、朋友圈", "朋友圈")]
)
def test_the_number_of_an_item_is_never_made_a_group(typed: str, kept: str) -> None:
    text = BASE.replace("      - 朋友圈\n      - 会员群\n", f"      {typed}\n")
    (found, *_) = told(text)
    assert found.line == 20
    assert kept in fixed(text)
    assert fixed(text) == text


def test_a_list_in_quotes_is_a_list_of_names() -> None:
    (found, _) = told(BASE.replace("[门店福利群, 会员群]", "「门店福利群、会员群」"))
    assert found.repair == "[门店福利群, 会员群]"


def test_a_line_of_odd_blanks_is_made_empty_where_it_would_end_what_is_around_it() -> None:
    text = BASE.replace("sops:\n", "sops:\n　\n").replace("            第一行\n", "            第一行\n　\n")
    assert [each.line for each in told(text)] == [7, 17]
    assert fixed(text) == text.replace("\n　\n", "\n\n")


def test_a_comma_in_the_name_of_a_group_is_told_in_a_list_of_lines_too() -> None:
    text = BASE.replace("      - 会员群\n", "      - 会员群、福利群\n")
    (found,) = told(text)
    assert (found.line, found.column, found.level) == (21, 12, "warning")
    assert "分成两行" in found.hint


@pytest.mark.parametrize("line", ["\t\t\tsoup: null", "      soup: null"])
def test_tabs_reach_the_level_that_is_as_many_of_them_in(line: str) -> None:
    text = BASE.replace("  moments:\n", f"{line}\n  moments:\n")
    assert fixed(text) == text.replace("\t\t\t", "      ")


@pytest.mark.parametrize("text", ["他说”,好", "”,", "a”, b", "”、“"])
def test_a_text_that_its_quotes_end_may_hold_a_chinese_one_before_a_comma(text: str) -> None:
    assert parse_yaml(File("a.yml", f'copy: ["{text}", b]\n')).problems == ()
    assert slips(File("a.yml", f'copy: ["{text.replace("“", "")}, "b"]\n')) != []


# The lines around front matter, what is typed for them, and the line of the finding.
FRONT = "---\ntitle: 为什么\norder: 1\n---\n# 正文\n\n有鱼\n"
FENCES = [
    ("---\ntitle", "———\ntitle", 1, True),
    ("---\ntitle", "－－－\ntitle", 1, True),
    ("---\ntitle", "--\ntitle", 1, True),
    ("---\ntitle", "-----\ntitle", 1, True),
    ("---\ntitle", " ---\ntitle", 1, True),
    ("---\n# 正", "———\n# 正", 4, True),
    ("---\n# 正", "－－－\n# 正", 4, True),
    ("---\n# 正", "——\n# 正", 4, True),
    ("---\n# 正", "# 正", 4, False),
    ("---\ntitle", "\n---\ntitle", 2, False),
    ("---\ntitle", "title", 1, False),
]


@pytest.mark.parametrize(("right", "typed", "line", "mends"), FENCES, ids=[typed for _, typed, *_ in FENCES])
def test_a_mistyped_line_around_front_matter_is_told_and_not_shown_on_the_page(
    right: str, typed: str, line: int, mends: bool
) -> None:
    text = FRONT.replace(right, typed, 1)
    source, _ = parse_markdown(File("a.md", text))
    (found,) = source.problems
    assert (found.line, "---" in found.message) == (line, True)
    assert mended(text, [found]) == (FRONT if mends else text)
    assert (source.data == {"title": "为什么", "order": 1}) is mends


@pytest.mark.parametrize(
    "body", ["", "---\n", "---\n一句话：\n", "# 标题\n\n------\n", "今天：有鱼\n明天：有肉\n"]
)
def test_a_page_without_front_matter_has_no_slip(body: str) -> None:
    source, rest = parse_markdown(File("a.md", body))
    assert (source.problems, rest) == ((), body)


@pytest.mark.parametrize("entry", ['&x "qunli": {a: 1}', '&x "qunli":\n      a: 1', "!!str 'qunli': {a: 1}"])
def test_a_quoted_field_behind_its_name_for_references_is_no_slip(entry: str) -> None:
    assert slips(File("mkdocs.yml", f"plugins:\n  - {entry}\n  - search\n")) == []
    assert slips(File("mkdocs.yml", 'plugins:\n  - &x "老王"小馆\n'))


def test_the_column_is_that_of_the_sign() -> None:
    (found,) = told(BASE.replace("pace: standard", "pace：standard"))
    assert (found.line, found.column, found.width) == (4, 5, 1)


def test_several_slips_and_other_faults_are_told_at_once() -> None:
    text = BASE.replace("title: ", "title：").replace("remind: 10", "remind:10").replace("pace: ", "pce: ")
    assert [(each.line, each.code) for each in told(text)] == [(1, "Q005"), (4, "Q001"), (5, "Q005")]


TEXTS = [
    "a: 今天：有鱼，有肉、还有“汤”（鲜）——快来＃话题＃\n",
    "a: |\n  title：x\n  —— 一\n  · 二\n  ［x］\n  -三\nb: 1\n",
    "a: |\n  　　一段\n\n  　　二段\n",
    "a: >-\n  title：x\n    remind:10\n  ＃ 三\n",
    'a: "title：x，\n  remind:10\n  — y"\nb: 1\n',
    "a: 一段话\n  wifi：1234\n  — 二\nb: 1\n",
    "a:\n  wifi：1234\nb: 1\n",
    "a:\n  —— 老王\nb: 1\n",
    "a:\n  - wifi：1234\n  - 时间:10点\n  - http://x.cn\n  - 10:30\n",
    "a: [今天有鱼，快来, 过程小图一到三张，后厨自己拍]\n",
    "media: [实物三张：整份、称重、用料]\n",
    "a: “双11”来了\nb: 说“好”\nc: “一”和“二”\n",
    "a: {x: 鱼，肉, y: 鱼：肉, z: http://x.cn}\n",
    "a: '“老王小馆”'\nb: \"「今天」\"\n",
    "groups: ['吃货群，进来']\n",
    "nav:\n  - 首页: index.md\n  - 今天：发什么: today.md\n",
    "# ：，—\na: 1 # title：x\n",
    "a:\n  - -7\n  - -3\nb: -1\n",
    "og:title: x\nog:image:\n  a: b\n",
    "a: https://x.cn\nb:\n- x\n- y\nc: {d: e}\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_may_hold_any_sign(text: str) -> None:
    assert slips(File("a.yml", text)) == []


def sources() -> list[Path]:
    folders = ("content", "calendars", "tests/good", "tests/upgrade", "site_templates", "docs")
    found = [path for folder in folders for path in sorted((REPOSITORY / folder).rglob("*.*"))]
    return [REPOSITORY / "mkdocs.yml", *(path for path in found if path.suffix in {".yml", ".md"})]


@pytest.mark.slow
def test_no_source_of_this_repository_has_a_slip() -> None:
    for path in sources():
        file = decode(path.name, path.read_bytes())
        if path.suffix == ".yml":
            assert slips(file) == [], path
        elif path.is_relative_to(REPOSITORY / "content"):
            assert parse_markdown(file)[0].problems == (), path


SIGNS = st.lists(
    st.sampled_from(
        [
            *"：，、；—－·“”‘’「」［］｛｝＃｜　\u00a0\u200b\t\n \"'[]{},:-|>#ab1鱼",
            "\n  ",
            "\n- ",
            "a: ",
            "b：",
            "  ",
        ]
    ),
    max_size=40,
).map("".join)


@pytest.mark.slow
@tries(400)
@given(SIGNS)
@example("[\u3000")
def test_repairs_stand_inside_the_text_and_never_overlap(text: str) -> None:
    found = slips(File("a.yml", text))
    lines = text.split("\n")
    ends: dict[int, int] = {}
    for each in sorted(found):
        assert each.snippet == lines[each.line - 1]
        assert ends.get(each.line, 0) < each.column or each.repair is None
        if each.repair is not None:
            ends[each.line] = each.column + each.width - 1
            assert "\n" not in each.repair
    assert mended(text, found).count("\n") == text.count("\n")


WORDS = ("{hint}", "{message}", "{code} {at}", "%s %(x)s", "{0}", "\\1 \\g<0>")


@pytest.mark.parametrize("words", WORDS)
def test_what_people_write_is_no_template(words: str) -> None:
    quoted = json.dumps(words)
    lines = (f"closed: [{quoted}]", f"starts: {quoted}", f"pace: {quoted}", f"timezone: {quoted}")
    for line in lines:
        key = line.split(":")[0]
        rest = "\n".join(each for each in BASE.split("\n") if not each.startswith(f"{key}:"))
        found = told(f"{line}\n{rest}")
        assert found
        assert any(words in each.message for each in found), found


def test_front_matter_is_read_with_the_same_eyes(project: Write) -> None:
    path = "content/handbook/why.md"
    root = project({path: "---\ntitle：为什么\npart: 一\n---\n# 正文：一\n"})
    found = [each for each in library.load(root).problems if each.path == path]
    assert [(each.line, each.column, each.snippet) for each in found] == [(2, 6, "title：为什么")]


def test_a_file_of_holidays_is_read_with_the_same_eyes(project: Write) -> None:
    path = "calendars/holidays/2027.yml"
    root = project({path: "off：[2027-01-01]\nwork: []\n"})
    found = [each for each in library.load(root).problems if each.path == path]
    assert (found[0].line, found[0].column, "中文冒号" in found[0].message) == (1, 4, True)


@pytest.mark.parametrize("days", ["day: １-３", "every: １ weeks"])
def test_wide_digits_are_no_digits_without_a_word(days: str) -> None:
    assert told(POST.replace("every: day, at", f"{days}, at"), Sop)
