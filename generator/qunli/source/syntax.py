"""What libyaml says of broken YAML, in words that help."""

from __future__ import annotations

import re
from typing import Any

from qunli.problem import Problem
from qunli.source.files import File

_TAG = "以感叹号开头的词是 YAML 的特殊写法，这里用不着"
_NO_TAG = "去掉它；感叹号是内容的一部分时，整句加上引号，或改用中文的！"
_SAID = (
    ("found character '\\t'", "这里用了制表符（Tab）", "缩进只能用空格"),
    ("found a tab character", "这里用了制表符（Tab）", "缩进只能用空格"),
    (
        "mapping values are not allowed",
        "这一行有两个冒号，或缩进不对",
        "内容里有英文冒号时，整句加上引号，或改用中文冒号",
    ),
    ("did not find expected key", "缩进没对齐，或上一行的引号没有成对", "和同一层的字段左边对齐"),
    ("could not find expected ':'", "字段名后面少了冒号", "写成 字段: 内容，冒号是英文的，后面空一格"),
    ("did not find expected '-' indicator", "列表的缩进没对齐", "每一项的 - 要上下对齐"),
    ("found unexpected end of stream", "引号或括号没有收尾", "补上收尾的引号或括号"),
    ("expected ',' or ']'", "方括号没有收尾，或少了逗号", "补上 ] 或英文逗号"),
    (
        "expected ',' or '}'",
        "花括号没有收尾，或少了逗号",
        "补上 } 或英文逗号；文案请用 | 另起一行写",
    ),
    ("found character that cannot start", "这一行以特殊符号开头", "整句加上引号，或用 | 另起一行写"),
    ("did not find expected node content", "这里少了内容", "补上内容或删掉这一行"),
    ("did not find expected alphabetic", "以 * 或 & 开头的内容要加引号", "整句加上引号，或用 | 另起一行写"),
    ("block sequence entries are not allowed", "列表不能写在这一行", "把 - 放到下一行"),
    ("found undefined alias", "用了没有定义的 * 引用", "以 * 开头的内容要加引号"),
    ("found duplicate anchor", "同一个锚点定义了两次", "换个名字"),
    ("incompatible YAML document", "不认识这个 %YAML 版本", "删掉以 %YAML 开头的一行"),
    ("found undefined tag handle", _TAG, _NO_TAG),
    ("did not find expected tag URI", _TAG, _NO_TAG),
    ("did not find URI escaped octet", _TAG, _NO_TAG),
    ("did not find the expected '!'", _TAG, _NO_TAG),
    ("did not find expected '!'", _TAG, _NO_TAG),
    ("did not find expected whitespace or line break", _TAG, _NO_TAG),
    ("found unknown escape character", "双引号里有一个不认识的反斜杠", "改用单引号，或把 \\ 写成两个"),
    (
        "did not find expected hexdecimal number",
        "双引号里有一个不认识的反斜杠",
        "改用单引号，或把 \\ 写成两个",
    ),
    (
        "found invalid Unicode character escape",
        "双引号里有一个不认识的反斜杠",
        "改用单引号，或把 \\ 写成两个",
    ),
    (
        "did not find expected comment or line break",
        "| 或 > 后面不能接着写",
        "内容从下一行写起，往右缩进两格",
    ),
    ("found an indentation indicator equal to 0", "| 后面的数字不对", "去掉这个数字"),
    ("found unexpected document indicator", "引号里有一行 --- 或 ...", "给引号收尾，或把这一行往右缩进"),
    ("found unexpected ':'", "这里多了一个冒号", "内容里有英文冒号时，整句加上引号，或改用中文冒号"),
    ("directive", "以 % 开头的一行是 YAML 的特殊写法，这里用不着", "删掉它；是内容的话，整句加上引号"),
    ("did not find expected digit", "不认识这个 %YAML 版本", "删掉以 %YAML 开头的一行"),
    ("did not find expected <document start>", "这里多出了一段内容", "检查缩进：顶层字段要顶格写"),
)


def syntax_problem(file: File, error: Any) -> Problem:
    """Return what a YAML parser stopped at, a yaml.YAMLError, as a problem."""
    said = str(getattr(error, "problem", "") or getattr(error, "context", "") or error)
    line, column = _place(file, error, said)
    if file.lines[line][column : column + 1] == "\t":
        said = "found character '\\t'"
    # libyaml has a bound of its own, which it may meet first, as it reads ahead.
    if "maximum nesting depth" in said:
        return file.problem(line, column, "Q009", "一层套一层，套得太深了", "把内容放平一些")
    for words, message, hint in _SAID:
        if words in said:
            return file.problem(line, column, "Q005", message, hint)
    return file.problem(
        line, column, "Q005", "从这里开始读不下去了", "对照模板里的同名文件，看看这一行和上一行"
    )


def tag_problem(file: File, line: int, column: int) -> Problem:
    """Return what is wrong with a tag, such as !foo, that stands here."""
    found = re.match(r"![^\s,\]}]*", file.lines[line][column:])
    named = f"这里的 {found[0][:40]} 是 YAML 的特殊写法，用不着" if found else _TAG
    return file.problem(line, column, "Q005", named, _NO_TAG, len(found[0]) if found else 1)


def _place(file: File, error: Any, said: str) -> tuple[int, int]:
    """Return where to mend it (line and column from 0): what was never closed, where it was opened."""
    begun = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or begun
    if mark is None:
        return 0, 0
    is_tag = next((words[1] for words in _SAID if words[0] in said), "") == _TAG
    if is_tag and begun and begun.line == mark.line:
        mark = begun
    unclosed = "end of stream" in said or "expected ','" in said
    if unclosed and begun and begun.line < mark.line:
        mark = begun
    return min(mark.line, len(file.lines) - 1), mark.column
