"""What a pack's anytime.yml says: posts for occasions that no calendar knows beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from qunli.model.copies import PlainCopy
from qunli.model.slot import Record, Way, counted
from qunli.shape import Field, Id, Line, Shape, Text, after, fault, list_of, unique


class Occasion(Shape):
    """One occasion, such as goods that came in. Its texts are those of a slot that has no hour and takes no turns."""

    title: Line = Field(title="什么时候发")
    texts: PlainCopy = Field(alias="copy", title="文案", description="一条、一个列表，或按编号写，挑一条发")
    way: Way = Field(default="post", title="怎么发")
    owner: Id | None = Field(default=None, title="谁来发", description="roles 里的编号")
    notes: Text | None = Field(default=None, title="发前看")
    record: Annotated[tuple[Record, ...], list_of, after(unique)] = Field(
        default=("replies",), title="发完记"
    )

    @property
    def counted(self) -> tuple[Record, ...]:
        """What is asked after it is posted, as of a slot."""
        return counted(self.record, self.way)


def _some(value: Mapping[str, Occasion]) -> Mapping[str, Occasion]:
    if not value:
        raise fault("Q010", "occasions 里一条也没有", "至少写一条，或删掉这个文件")
    return value


class Anytime(Shape):
    """Occasions by id, in the order in which they are offered."""

    occasions: Annotated[Mapping[Id, Occasion], after(_some)] = Field(title="临时要发的")
