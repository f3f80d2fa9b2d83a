"""The nouns: packs, SOPs, slots, offers and calendars, frozen and validated."""

from __future__ import annotations

from qunli.model.calendar import ZONES, Calendar, Run
from qunli.model.chapter import Chapter, Reference
from qunli.model.faq import Faq, Question
from qunli.model.offer import Discount, FlashSale, Gift, GroupBuy, Lottery, Offer, Prize, Referral, Yuan
from qunli.model.pack import Pack, Role, Row, Value, Variable, known_grammar, value_fault
from qunli.model.sop import (
    KINDS,
    PACES,
    Audience,
    Copy,
    Kind,
    Minutes,
    Motives,
    Pace,
    Positioning,
    Record,
    Rules,
    Slot,
    Slots,
    Sop,
    Stage,
    TextId,
    Type,
    Way,
)

__all__ = [
    "KINDS",
    "PACES",
    "ZONES",
    "Audience",
    "Calendar",
    "Chapter",
    "Copy",
    "Discount",
    "Faq",
    "FlashSale",
    "Gift",
    "GroupBuy",
    "Kind",
    "Lottery",
    "Minutes",
    "Motives",
    "Offer",
    "Pace",
    "Pack",
    "Positioning",
    "Prize",
    "Question",
    "Record",
    "Reference",
    "Referral",
    "Role",
    "Row",
    "Rules",
    "Run",
    "Slot",
    "Slots",
    "Sop",
    "Stage",
    "TextId",
    "Type",
    "Value",
    "Variable",
    "Way",
    "Yuan",
    "known_grammar",
    "value_fault",
]
