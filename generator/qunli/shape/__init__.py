"""What a source must look like: validation with key paths and Chinese messages. The door to pydantic."""

from __future__ import annotations

from pydantic import Discriminator, Field, PrivateAttr, Tag, WithJsonSchema, model_validator

from qunli.problem import nearest
from qunli.shape.faults import problems, read
from qunli.shape.schemas import json_schema
from qunli.shape.values import (
    ID,
    RESERVED,
    YEARS,
    AlsoAccepts,
    Clock,
    Day,
    Id,
    Ids,
    Line,
    Lines,
    MonthDay,
    Shape,
    Text,
    after,
    as_text,
    before,
    by_key,
    choice,
    fault,
    id_at,
    id_fault,
    list_of,
    shown,
    titles,
    unique,
)

__all__ = [
    "ID",
    "RESERVED",
    "YEARS",
    "AlsoAccepts",
    "Clock",
    "Day",
    "Discriminator",
    "Field",
    "Id",
    "Ids",
    "Line",
    "Lines",
    "MonthDay",
    "PrivateAttr",
    "Shape",
    "Tag",
    "Text",
    "WithJsonSchema",
    "after",
    "as_text",
    "before",
    "by_key",
    "choice",
    "fault",
    "id_at",
    "id_fault",
    "json_schema",
    "list_of",
    "model_validator",
    "nearest",
    "problems",
    "read",
    "shown",
    "titles",
    "unique",
]
