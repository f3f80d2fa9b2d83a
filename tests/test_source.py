"""YAML and Markdown with the place of every value."""

from __future__ import annotations

import string

import pytest
import yaml
from conftest import source, tries
from hypothesis import example, given
from hypothesis import strategies as st
from qunli.problem import ContentError
from qunli.source import Mark, Source, decode, parse_markdown, parse_yaml
from qunli.source.syntax import syntax_problem


def data(text: str) -> object:
    read = source(text)
    assert read.problems == ()
    return read.data


PLAIN = {
    "true": True,
    "false": False,
    "null": None,
    "0": 0,
    "-1": -1,
    "618": 618,
    "999999999999999999": 999999999999999999,
    "9999999999999999999": "9999999999999999999",
    "010": "010",
    "+1": "+1",
    "1.5": "1.5",
    "1e3": "1e3",
    "0x10": "0x10",
    "1_000": "1_000",
    "１２": "１２",
    "11:00": "11:00",
    "2026-12-01": "2026-12-01",
    "yes": "yes",
    "True": "True",
    "~": "~",
    ".inf": ".inf",
    "'true'": "true",
    '"618"': "618",
    "=": "=",
}


@pytest.mark.parametrize(("written", "value"), PLAIN.items(), ids=PLAIN)
def test_a_scalar_is_a_core_value_or_the_text_as_written(written: str, value: object) -> None:
    read = data(f"a: {written}")["a"]
    assert read == value
    assert type(read) is type(value)


def test_aliases_are_read_and_cost_what_they_stand_for() -> None:
    assert data("a: &x {b: [1]}\nc: *x") == {"a": {"b": [1]}, "c": {"b": [1]}}


def test_every_value_and_key_knows_its_place() -> None:
    read = source("""
        title: 福利群
        slots:
          menu: {at: 11:00, days: [mon, tue]}
        """)

    def place(*path: str | int) -> tuple[int, int]:
        return read.marks[path].value

    assert place("title") == (0, 7)
    assert read.marks["slots", "menu"].key == (2, 2)
    assert place("slots", "menu", "at") == (2, 13)
    assert place("slots", "menu", "days", 1) == (2, 32)


SPANS = {
    "plain": ("a: 今天 {{ x }}", (0, 6)),
    "double quotes": ('a: "今天 {{ x }}"', (0, 7)),
    "single quotes": ("a: '今天 {{ x }}'", (0, 7)),
    "a block": ("a: |\n  今天\n  吃 {{ x }}", (2, 4)),
    "a block that begins with an empty line": ("a: |\n\n  今天 {{ x }}", (2, 5)),
    "a block with empty lines": ("a: |\n  今天\n\n\n  吃 {{ x }}", (4, 4)),
    "a block that keeps its end": ("a: |+\n  吃 {{ x }}\n\n", (1, 4)),
    "a block with lines further in": ("a: |\n  今天\n     吃 {{ x }}", (2, 7)),
    "a block that says its indentation": ("a: |1\n    吃 {{ x }}", (1, 6)),
    "a block in a list": ("a:\n  - |\n    吃 {{ x }}", (2, 6)),
    "a block with a comment": ("a: |  # 说明\n  吃 {{ x }}", (1, 4)),
    "beyond the first plane": ("a: 𠮷👩‍👩‍👧 {{ x }}", (0, 10)),
}


@pytest.mark.parametrize(("text", "place"), SPANS.values(), ids=SPANS)
def test_a_character_of_a_text_is_found_in_the_file(text: str, place: tuple[int, int]) -> None:
    read = parse_yaml(decode("a.yml", text.encode()))
    path: tuple[str | int, ...] = ("a",) if isinstance(read.data["a"], str) else ("a", 0)
    start = read.at(path).index("{{")
    problem = read.problem(path, "Q012", "错", span=(start, start + 2))
    assert (problem.line - 1, problem.column - 1) == place
    assert problem.snippet[place[1] : place[1] + 2] == "{{"


def test_a_folded_text_is_found_by_its_beginning() -> None:
    read = source("a: >\n  今天\n  {{ x }}\n")
    assert read.problem(("a",), "Q012", "错", span=(3, 5)).line == 1


def test_a_path_that_is_not_there_is_found_by_what_would_hold_it() -> None:
    read = source("slots:\n  menu: {at: 9:00}\n")
    problem = read.problem(("slots", "menu", "title"), "Q002", "少了 title")
    assert (problem.line, problem.column, problem.width) == (2, 3, 4)


def test_faults_that_leave_the_rest_readable_come_together() -> None:
    read = source("a: 1\na: 2\nb:\nc: 3\n")
    assert [(each.code, each.line) for each in read.problems] == [("Q006", 2), ("Q007", 3)]
    assert read.data == {"a": 1, "b": None, "c": 3}


def test_a_patch_without_its_blanks_removes_nothing() -> None:
    read = source("a: {b: , c: null, d: 1}\n")
    assert read.filled().data == {"a": {"c": None, "d": 1}}


def test_a_child_keeps_its_places() -> None:
    child = source("a:\n  b: {c: 1}\n").child("a", "b")
    assert child.data == {"c": 1}
    assert child.marks["c",].value == (1, 9)


def test_front_matter_counts_lines_from_the_top_of_the_file() -> None:
    read, body = parse_markdown(decode("a.md", "---\ntitle: 说明\norder: 3\n---\n# 正文\n".encode()))
    assert (read.data, body) == ({"title": "说明", "order": 3}, "# 正文\n")
    assert read.problem(("order",), "Q003", "错").line == 3
    assert read.problem(("order",), "Q003", "错").snippet == "order: 3"


@pytest.mark.parametrize("text", ["# 正文\n", "正文\n\n---\n\ntitle: x\n---\n", "---\n---\n# 正文\n", ""])
def test_markdown_without_front_matter_is_all_body(text: str) -> None:
    read, body = parse_markdown(decode("a.md", text.encode()))
    assert read.data == {}
    assert body == text.removeprefix("---\n---\n")


def test_the_parser_s_own_bound_on_depth_is_told_like_ours() -> None:
    said = yaml.scanner.ScannerError(
        "while increasing flow level", None, "exceeded maximum nesting depth", None
    )
    problem = syntax_problem(decode("a.yml", b"copy: [["), said)
    assert (problem.code, problem.hint) == ("Q009", "把内容放平一些")


def test_line_ends_of_every_system_are_one() -> None:
    assert decode("a.yml", b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n").text == "a: 1\nb: 2\nc: 3\n"


# --- whatever is thrown at it ---------------------------------------------------------------------

YAML_LIKE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *"\n \t:-?[]{}|>'\"#&*!%@,~`\\",
                "\n  ",
                "\n- ",
                ": ",
                "{{ x }}",
                "---\n",
                "...\n",
                "<<: ",
                "|2\n",
            ]
        ),
        st.text(string.ascii_letters + string.digits + "菜单：〔〕", max_size=4),
        st.characters(),
    ),
    max_size=40,
).map("".join)


def check(read: Source) -> None:
    """Every value has a mark inside the file, and a problem can be made of it."""

    def walk(value: object, path: tuple[str | int, ...]) -> None:
        mark = read.marks[path]
        assert isinstance(mark, Mark)
        problem = read.problem(path, "Q003", "错")
        assert 1 <= problem.line <= len(mark.file.lines)
        if isinstance(value, str) and value:
            inside = read.problem(path, "Q012", "错", span=(len(value) - 1, len(value)))
            assert 1 <= inside.line <= len(mark.file.lines) + 1
        for key, each in (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        ):
            walk(each, (*path, key))

    walk(read.data, ())


@pytest.mark.slow
@tries(400)
@example("? 0")
@given(YAML_LIKE)
def test_any_text_is_read_or_is_a_problem(text: str) -> None:
    try:
        read = parse_yaml(decode("a.yml", text.encode("utf-8", "surrogatepass")))
    except ContentError as error:
        problems = error.problems
    else:
        problems = read.problems
        check(read)
    assert all(each.hint and each.path == "a.yml" for each in problems)


@tries(100)
@given(st.binary(max_size=60), YAML_LIKE)
def test_any_bytes_are_markdown_or_a_problem(raw: bytes, text: str) -> None:
    whole = b"---\n" + raw + text.encode("utf-8", "surrogatepass") + b"\n---\n"
    try:
        read, _ = parse_markdown(decode("a.md", whole))
    except ContentError as error:
        problems = error.problems
    else:
        problems = read.problems
        check(read)
    assert all(each.hint for each in problems)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text("abc 菜:'\"\n#{}", max_size=9),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(st.text("abc菜", min_size=1, max_size=5), inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.slow
@tries(150)
@given(VALUES, st.booleans())
def test_what_another_writer_wrote_is_read_back(value: object, flow: bool) -> None:
    """PyYAML writes YAML 1.1: only texts that both versions read alike are compared."""
    written = yaml.safe_dump({"a": value}, allow_unicode=True, default_flow_style=flow)
    read = parse_yaml(decode("a.yml", written.encode()))
    assert (read.data, read.problems) == ({"a": value}, ())
    check(read)
