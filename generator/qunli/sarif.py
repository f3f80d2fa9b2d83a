"""Findings in SARIF 2.1.0 (OASIS), as code hosts and editors read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from qunli.problem import Level

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True)
class Rule:
    """What is known of a code, whoever breaks it."""

    title: str
    why: str = ""
    hint: str = ""
    level: Level = "error"


@dataclass(frozen=True)
class Result:
    """One finding. Lines and columns count characters from 1; line 0 is the file as a whole.

    `place` is what a person calls the place in a file that has no lines (报价!B3); `better` is what could be said instead.
    """

    path: str
    line: int
    column: int
    end_column: int
    code: str
    level: Level
    message: str
    place: str = ""
    better: str | None = None


def log(version: str, rules: Mapping[str, Rule], results: Iterable[Result]) -> dict[str, Any]:
    """Return a log of one run as plain data. Every result's code is one of `rules`."""
    found = list(results)
    codes = sorted({each.code for each in found})
    driver = {
        "name": "qunli",
        "version": version,
        "language": "zh-CN",
        "rules": [_rule(code, rules[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code)) for each in found],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, rule: Rule) -> dict[str, Any]:
    about: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": rule.title},
        "defaultConfiguration": {"level": rule.level},
    }
    if rule.why:
        about["fullDescription"] = {"text": rule.why}
    if rule.hint:
        about["help"] = {"text": rule.hint}
    return about


def _result(one: Result, number: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(one.path)}}
    if one.line:
        place["region"] = {
            "startLine": one.line,
            "startColumn": one.column,
            "endColumn": max(one.column, one.end_column),
        }
    location: dict[str, Any] = {"physicalLocation": place}
    if one.place:
        location["logicalLocations"] = [{"fullyQualifiedName": one.place}]
    told: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": number,
        "level": one.level,
        "message": {"text": one.message},
        "locations": [location],
    }
    if one.better is not None:
        told["properties"] = {"rewritten": one.better}
    return told
