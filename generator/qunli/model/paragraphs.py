"""Texts of several paragraphs, each of which may be said only where posts it names are posted.

A text is written as one string, as a list of paragraphs (welcome, rules, benefit), or in a copy as
`{paragraphs: [...]}`; a paragraph is a string or `{text: …, needs: [menu, members.tip]}`. Read as a noun it is one
string; which paragraphs a calendar says is decided on the plain data, in which None stands for one left out, so that
the others keep their places.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from qunli.model.texts import ANSWER
from qunli.shape import Lines, Text, WithJsonSchema, before, fault

KEY = "paragraphs"
_ENTRY = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["text", "needs"],
            "properties": {
                "text": {"title": "这一段", "type": "string"},
                "needs": {
                    "title": "都发才说",
                    "description": "要发的几条的编号",
                    "type": "array",
                    "items": {"type": "string"},
                    "minItems": 1,
                },
            },
        },
    ]
}
_LIST = {"type": "array", "items": _ENTRY, "minItems": 1}
PARAGRAPHS = {"title": "几段", **_LIST}
_HINT = "一段写成一句话，或 {text: 一句话, needs: [要发的一条]}"


class Paragraph(NamedTuple):
    """One paragraph: where it stands below its text, its words, where they stand, and the posts it needs."""

    path: tuple[str | int, ...]
    text: str
    below: tuple[str | int, ...]
    needs: tuple[str, ...]


def paragraphs(value: Any) -> list[Paragraph]:
    """Return the paragraphs of a text in plain data, without those that are left out; of anything else none."""
    return [*_paragraphs(value)]


def _paragraphs(value: Any) -> Iterator[Paragraph]:
    at: tuple[str | int, ...] = ()
    if isinstance(value, dict) and KEY in value:
        value, at = value[KEY], (KEY,)
    if not isinstance(value, list):
        value, numbers = [value], [at]
    else:
        numbers = [(*at, number) for number in range(len(value))]
    for path, entry in zip(numbers, value, strict=True):
        if isinstance(entry, dict):
            needs = entry.get("needs")
            names = tuple(map(str, needs)) if isinstance(needs, list) else ()
            yield Paragraph(path, str(entry.get("text", "")), (*path, "text"), names)
        elif isinstance(entry, str | int):
            yield Paragraph(path, str(entry), path, ())


def joined(value: Any, between: str) -> Any:
    """Return a text in plain data as one string; what is none of its forms is left for its type to refuse."""
    if isinstance(value, dict) and set(value) == {KEY} and isinstance(value[KEY], list):
        value = value[KEY]
    if not isinstance(value, list):
        return value
    if not value:
        raise fault("Q010", "一段也没有", "至少写一段")
    for entry in value:
        _require_paragraph(entry)
    return between.join(each.text.strip("\n") for each in paragraphs(value))


def _require_paragraph(entry: Any) -> None:
    if isinstance(entry, dict):
        if set(entry) != {"text", "needs"}:
            raise fault("Q003", "这一段的写法不对", _HINT)
        names = entry["needs"]
        if not (isinstance(names, list) and names and all(isinstance(each, str) for each in names)):
            raise fault("Q003", "needs 要写一个列表", "写成 needs: [menu]，方括号里是要发的那几条的编号")
        entry = entry["text"]
    if not (entry is None or isinstance(entry, str | int)) or entry == "":
        raise fault("Q003", "这一段的写法不对", _HINT)


def _lines(value: Any) -> Any:
    """Return a list of lines without those that are left out, and with the words alone of those that need posts."""
    if not isinstance(value, list):
        return value
    for entry in value:
        _require_paragraph(entry)
    return [each.text for each in paragraphs(value)]


def between(path: tuple[str | int, ...]) -> str:
    """Return what stands between the paragraphs of the text at a key path of an SOP."""
    if path == ("welcome",):
        return WELCOME
    return TEXT if path[:1] == ("slots",) else SENTENCE


WELCOME, TEXT, SENTENCE = "\n\n", "\n", "；"
_SCHEMA = WithJsonSchema({"anyOf": [{"type": "string"}, _LIST]})
Welcome = Annotated[Text, before(lambda value: joined(value, WELCOME)), _SCHEMA]
Said = Annotated[Text, before(lambda value: joined(value, SENTENCE)), _SCHEMA]
SaidLines = Annotated[Lines, before(_lines), _SCHEMA]
ANSWER_SCHEMA = {"type": "string", "title": "答案", "description": "第二天同一时间发"}
COPY_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "anyOf": [{"required": ["text"]}, {"required": [KEY]}],
            "properties": {
                "text": {"type": "string", "title": "文案"},
                KEY: PARAGRAPHS,
                ANSWER: ANSWER_SCHEMA,
            },
        },
    ]
}


def copy_text(value: Any) -> Any:
    """Return a text of a copy in plain data as one string, without its answer; what is none is left as it is."""
    if not isinstance(value, dict):
        return value
    said = {key: each for key, each in value.items() if key != ANSWER}
    return said["text"] if said.keys() == {"text"} else joined(said, TEXT)


def _answered(value: Any) -> Any:
    if not isinstance(value, dict) or ANSWER not in value:
        return copy_text(value)
    answer = value[ANSWER]
    if not value.keys() & {"text", KEY}:
        raise fault("Q002", "少了 text", "写成 {text: 谜面, answer: 谜底}")
    if not isinstance(answer, str | int) or isinstance(answer, bool) or not str(answer).strip():
        raise fault(
            "Q003", "答案要写一句话", "写成 {text: 谜面, answer: 谜底}，没有答案就删掉 answer", at=ANSWER
        )
    return copy_text(value)


CopyText = Annotated[Text, before(_answered)]
