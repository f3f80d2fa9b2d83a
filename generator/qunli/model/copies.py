"""The texts of a slot or an occasion as files write them: one text, a list in order, or texts by id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from qunli.model.paragraphs import ANSWER_SCHEMA, COPY_SCHEMA, KEY, PARAGRAPHS, CopyText
from qunli.model.texts import ANSWER, MORE, Texts, entries, in_order, wrong, wrong_id
from qunli.shape import Text, WithJsonSchema, after, as_text, before, fault, list_of, unique


def by_id(value: Any) -> Any:
    """Return what a file says as texts by id, in their order; raise a fault for what is none."""
    if isinstance(value, str | int):
        value = [value]
    if isinstance(value, list):
        flaw = wrong(value)
        if flaw:
            at, code, message, hint = flaw
            raise fault(code, message, hint, at=at)
        value = {each.id: each.text for each in entries(value)}
    elif isinstance(value, dict) and MORE in value:
        hint = f"{MORE} 只用来在上游的文案后面添几条；自己的文案写成列表"
        raise fault("Q011", f"这里没有上游的文案，{MORE} 添不上去", hint, at=MORE)
    elif isinstance(value, dict) and not isinstance(value, Texts):
        value = in_order(value)
    if value == {}:
        raise fault("Q010", "一条文案也没有", "至少写一条")
    return dict(value) if isinstance(value, dict) else value


def _text_id(value: str) -> str:
    flaw = wrong_id(value)
    if flaw:
        raise fault("Q011", *flaw)
    return value


TextId = Annotated[str, after(_text_id)]
TextIds = Annotated[tuple[Annotated[TextId, before(as_text)], ...], list_of, after(unique)]
_ID_AND_TEXT = {
    "id": {"type": "string", "title": "编号", "description": "没用过的数，或小写英文"},
    "text": {"type": "string", "title": "文案"},
}
_PLAIN_ENTRY = {
    "type": "object",
    "properties": _ID_AND_TEXT,
    "required": ["text"],
    "additionalProperties": False,
}
_ENTRY = {
    "type": "object",
    "properties": {**_ID_AND_TEXT, KEY: PARAGRAPHS, ANSWER: ANSWER_SCHEMA},
    "anyOf": [{"required": ["text"]}, {"required": [KEY]}],
    "additionalProperties": False,
}


def _copy_schema(texts: dict[str, Any], entry: dict[str, Any]) -> WithJsonSchema:
    """Return what an editor reads of a `copy`: one text, a list of entries, or texts by id."""
    several = {
        "type": "array",
        "items": {"anyOf": [{"type": "string"}, entry, {"type": "null"}]},
        "minItems": 1,
    }
    more = {
        "anyOf": [{"type": "string"}, several],
        "title": "添几条",
        "description": "添在上游的文案后面，不用编号",
    }
    by_id = {"type": "object", "properties": {MORE: more}, "additionalProperties": texts}
    return WithJsonSchema({"anyOf": [{"type": "string"}, several, by_id]})


Copy = Annotated[Mapping[TextId, CopyText], before(by_id), _copy_schema(COPY_SCHEMA, _ENTRY)]
PlainCopy = Annotated[Mapping[TextId, Text], before(by_id), _copy_schema({"type": "string"}, _PLAIN_ENTRY)]
