"""What a post promises for nothing or for less, and whether its notes say what that costs and where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from qunli.library import Industry
from qunli.model import Slot

KINDS = frozenset({"gift", "lottery", "discount", "referral", "group-buy"})
# A thing or a service for nothing, a voucher, points, or a price below another one.
PROMISE = re.compile(
    r"免费|不收[钱费]|不[花要]钱|各?送(?=\{\{|〔(?![^〕]*〕来|[^〕]*〕的)|每|一[份样张])|红包|〔[^〕]*券|券包|新人券|[积记]〔?几?分|盖[一个]*章|抽奖|手气王"
    r"|会员价|群内价|优惠价|近[7七]天|立减|试吃|试用|先尝|请大家(?:喝|吃|尝)|谢礼是|\{\{ ?(?:treat|gift|prize|lucky|trials|sample) ?\}\}"
)
SUM = re.compile(r"(?:[＝=约共摊]|合计|一[个年回期次营季]月?) ?\d+(?:\.\d+)? ?元")
PERIOD = re.compile(r"一个月|每月|一年|一[回期次营季轮场]|每[季期]")
LIMIT = re.compile(r"封顶|为止|就停|停发|[最顶]多|不超过|领完|送完|盛完|发完|用完|换完|煮完")
ELSEWHERE = re.compile(r"算在「([^」]+)」里")
# What sounds like a promise and is none, each with the reason.
NO_PROMISE = {
    "不成团不收钱": "nothing was sold",
    "不收钱，不算订单": "a number said beforehand is no order",
    "先说个大概要几份，不收钱": "a number said beforehand is no order",
    "先订数、不收钱": "a number said beforehand is no order",
    "先报个大概的数，不收钱": "a number said beforehand is no order",
    "先报个大概的数，地里好叫人，不收钱": "a number said beforehand is no order",
}


def words(text: str, spared: Iterable[str] = NO_PROMISE) -> list[str]:
    """Return the words by which one text promises something for nothing or for less."""
    for phrase in spared:
        text = text.replace(phrase, "·")
    return PROMISE.findall(text)


def promised(slot: Slot, spared: Iterable[str] = NO_PROMISE) -> list[str]:
    """Return the words by which the texts of a post promise something for nothing or for less; its kind of offer too."""
    kinds = [slot.offer.kind] if slot.offer and slot.offer.kind in KINDS else []
    return [
        *kinds,
        *(word for text in (*slot.said.values(), slot.short or "") for word in words(text, spared)),
    ]


def is_reckoned(notes: str) -> bool:
    """Return whether notes have a sum in yuan for a month or an occasion, and an end."""
    return all(each.search(notes) for each in (SUM, PERIOD, LIMIT))


@dataclass(frozen=True)
class Sum:
    """One worked example: factors and products added, and what they are said to give, in yuan."""

    parts: tuple[str, ...]
    result: Decimal

    @property
    def is_right(self) -> bool:
        return (
            sum(prod(map(Decimal, re.findall(r"\d+(?:\.\d+)?", each))) for each in self.parts) == self.result
        )


def sums(notes: str) -> Iterator[Sum]:
    """Yield the worked examples of notes: 5份×3元×4周＝60元, 13×5元＋6份×20元＝185元."""
    for left, right in re.findall(r"([^，。；：＝]*\d[^，。；：＝]*)＝ ?(\d+(?:\.\d+)?) ?元", notes):
        yield Sum(tuple(left.split("＋")), Decimal(right))


def unreckoned(industry: Industry) -> Iterator[str]:
    """Yield the posts whose promises have no price; one may say in which other post of the pack the sum stands."""
    slots = {
        f"{sop_id}/{slot_id}": slot
        for sop_id, sop in industry.sops.items()
        for slot_id, slot in sop.slots.items()
    }
    sums = {slot.title for slot in slots.values() if is_reckoned(slot.notes or "")}
    for place, slot in slots.items():
        notes = slot.notes or ""
        if (said := promised(slot)) and not is_reckoned(notes) and not sums & {*ELSEWHERE.findall(notes)}:
            yield f"{industry.id}/{place} 「{slot.title}」{'、'.join(sorted({*said}))}：{notes}"
