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
    name: Line | None = None
    category: Line | None = None
    quantity: int | None = None
    probability: Line | None = None
    value: Yuan | None = None


class Discount(Shape):
    kind: Literal["discount"]
    base: Line | None = None
    base_price: Yuan | None = None
    price: Yuan | None = None
    ends: Line | None = None
    limit: Line | None = None
    conditions: Line | None = None


class Gift(Shape):
    kind: Literal["gift"]
    name: Line | None = None
    spec: Line | None = None
    quantity: Line | None = None
    until: Line | None = None
    how: Line | None = None
    value: Yuan | None = None


class Lottery(Shape):
    """The fifteen facts to publish before a draw, and the chances one ticket has."""

    kind: Literal["lottery"]
    prizes: Annotated[tuple[Prize, ...], list_of, after(unique)] | None = None
    conditions: Line | None = None
    entry: Line | None = None
    draw_at: Line | None = None
    draw_method: Line | None = None
    redeem_until: Line | None = None
    redeem_conditions: Line | None = None
    redeem_how: Line | None = None
    delivery: Line | None = None
    give_up: Line | None = None
    organiser: Line | None = None
    contact: Line | None = None
    chances: Annotated[int, Field(ge=1)] = 1


class GroupBuy(Shape):
    kind: Literal["group-buy"]
    base: Line | None = None
    price: Yuan | None = None
    people: Annotated[int, Field(ge=2)] | None = None
    ends: Line | None = None
    limit: Line | None = None
    fallback: Line | None = None


class FlashSale(Shape):
    kind: Literal["flash-sale"]
    base: Line | None = None
    price: Yuan | None = None
    stock: Line | None = None
    starts: Line | None = None
    ends: Line | None = None
    limit: Line | None = None
    pickup: Line | None = None


class Referral(Shape):
    kind: Literal["referral"]
    reward: Line | None = None
    levels: Annotated[int, Field(ge=0)] | None = None
    pay_basis: Literal["direct-sale", "headcount", "team-sales"] | None = None
    entry_fee: Yuan | None = None


Offer = Annotated[Discount | Gift | Lottery | GroupBuy | FlashSale | Referral, Discriminator("kind")]
