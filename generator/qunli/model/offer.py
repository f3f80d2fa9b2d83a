"""Typed facts of an offer (规范促销行为暂行规定, 明码标价和禁止价格欺诈规定)."""

from __future__ import annotations

from typing import Annotated, Literal

from qunli.shape import (
    Discriminator,
    Field,
    Line,
    Shape,
    after,
    list_of,
    unique,
)

Yuan = Annotated[int, Field(ge=0)]


class Prize(Shape):
    name: Line | None = Field(default=None, title="叫什么")
    category: Line | None = Field(default=None, title="几等奖")
    quantity: int | None = Field(default=None, title="多少")
    probability: Line | None = Field(default=None, title="中奖机会")
    value: Yuan | None = Field(default=None, title="值多少钱", description="元")


class Discount(Shape):
    kind: Literal["discount"] = Field(title="哪种优惠")
    base: Line | None = Field(default=None, title="和什么价比")
    base_price: Yuan | None = Field(default=None, title="比的那个价", description="元")
    price: Yuan | None = Field(default=None, title="现在的价", description="元")
    ends: Line | None = Field(default=None, title="到什么时候")
    limit: Line | None = Field(default=None, title="每人限多少")
    conditions: Line | None = Field(default=None, title="要满足什么")


class Gift(Shape):
    kind: Literal["gift"] = Field(title="哪种优惠")
    name: Line | None = Field(default=None, title="叫什么")
    spec: Line | None = Field(default=None, title="规格")
    quantity: Line | None = Field(default=None, title="多少")
    until: Line | None = Field(default=None, title="送到什么时候")
    how: Line | None = Field(default=None, title="怎么领")
    value: Yuan | None = Field(default=None, title="值多少钱", description="元")


class Lottery(Shape):
    """The fifteen facts to publish before a draw, and the chances one ticket has."""

    kind: Literal["lottery"] = Field(title="哪种优惠")
    prizes: Annotated[tuple[Prize, ...], list_of, after(unique)] | None = Field(default=None, title="奖品")
    conditions: Line | None = Field(default=None, title="要满足什么")
    entry: Line | None = Field(default=None, title="怎么参加")
    draw_at: Line | None = Field(default=None, title="什么时候开奖")
    draw_method: Line | None = Field(default=None, title="怎么开奖")
    redeem_until: Line | None = Field(default=None, title="兑到什么时候")
    redeem_conditions: Line | None = Field(default=None, title="兑奖要什么")
    redeem_how: Line | None = Field(default=None, title="怎么兑")
    delivery: Line | None = Field(default=None, title="怎么给")
    give_up: Line | None = Field(default=None, title="怎么算放弃")
    organiser: Line | None = Field(default=None, title="谁办的")
    contact: Line | None = Field(default=None, title="找谁问")
    chances: int = Field(ge=1, default=1, title="一张券抽几次")


class GroupBuy(Shape):
    kind: Literal["group-buy"] = Field(title="哪种优惠")
    base: Line | None = Field(default=None, title="和什么价比")
    price: Yuan | None = Field(default=None, title="现在的价", description="元")
    people: Annotated[int, Field(ge=2)] | None = Field(default=None, title="几人成团")
    ends: Line | None = Field(default=None, title="到什么时候")
    limit: Line | None = Field(default=None, title="每人限多少")
    fallback: Line | None = Field(default=None, title="没成团怎么办")


class FlashSale(Shape):
    kind: Literal["flash-sale"] = Field(title="哪种优惠")
    base: Line | None = Field(default=None, title="和什么价比")
    price: Yuan | None = Field(default=None, title="现在的价", description="元")
    stock: Line | None = Field(default=None, title="有多少")
    starts: Line | None = Field(default=None, title="从什么时候")
    ends: Line | None = Field(default=None, title="到什么时候")
    limit: Line | None = Field(default=None, title="每人限多少")
    pickup: Line | None = Field(default=None, title="怎么拿")


class Referral(Shape):
    kind: Literal["referral"] = Field(title="哪种优惠")
    reward: Line | None = Field(default=None, title="给什么")
    levels: Annotated[int, Field(ge=0)] | None = Field(default=None, title="算几层")
    pay_basis: Literal["direct-sale", "headcount", "team-sales"] | None = Field(
        default=None, title="按什么算"
    )
    entry_fee: Yuan | None = Field(default=None, title="要不要先交钱", description="元")


Offer = Annotated[Discount | Gift | Lottery | GroupBuy | FlashSale | Referral, Discriminator("kind")]
