"""What a new pack sells: chosen by its word or its id, asked for where somebody sits in front."""

from __future__ import annotations

import sys
from typing import Any

import click

from qunli.words import SECTORS

OTHER = "other"
_LISTED = "、".join(f"{words}（{key}）" for key, words in SECTORS.items())


class SectorParam(click.ParamType[str]):
    """A sector: catering, or 餐饮."""

    name = "哪一行"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> str:
        for key, words in SECTORS.items():
            if value in (key, words):
                return key
        return self.fail(f"没有 {value} 这一行，可以写：{_LISTED}", param, context)


SECTOR = click.option("--sector", type=SectorParam(), help=f"从头写时，是哪一行：{_LISTED}")


def asked() -> str:
    """Return the sector that the person in front chooses; where nobody is, none in particular, and say so."""
    if sys.stdin.isatty():
        return str(click.prompt(f"是哪一行，决定查哪些话：{_LISTED}", default=OTHER, type=SectorParam()))
    click.echo(f"没写 --sector，先当作别的行业，只查各行都不能说的话。可以写：{_LISTED}")
    return OTHER
