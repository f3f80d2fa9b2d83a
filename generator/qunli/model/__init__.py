"""The nouns: packs, SOPs, slots, offers and calendars, frozen and validated."""

from __future__ import annotations

from qunli.model.anytime import Anytime, Occasion
from qunli.model.calendar import ZONES, Calendar, Run
from qunli.model.chapter import Chapter, Reference
from qunli.model.copies import Copy, TextId
from qunli.model.faq import Faq, Question
from qunli.model.offer import Discount, FlashSale, Gift, GroupBuy, Lottery, Offer, Prize, Referral, Yuan
from qunli.model.pack import (
    SECTORS,
    Pack,
    Role,
    Row,
    Sector,
    Value,
    Variable,
    known_grammar,
    value_fault,
)
from qunli.model.slot import PACES, Minutes, Pace, Record, Slot, Stage, Type, Way
from qunli.model.sop import KINDS, Audience, Kind, Motives, Positioning, Rules, Slots, Sop
from qunli.model.texts import ANSWERED, TEXT_ID
from qunli.model.voices import VOICES, WARM, Voice, VoiceId, spoken

__all__ = [
    "ANSWERED",
    "KINDS",
    "PACES",
    "SECTORS",
    "TEXT_ID",
    "VOICES",
    "WARM",
    "ZONES",
    "Anytime",
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
    "Occasion",
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
    "Sector",
    "Slot",
    "Slots",
    "Sop",
    "Stage",
    "TextId",
    "Type",
    "Value",
    "Variable",
    "Voice",
    "VoiceId",
    "Way",
    "Yuan",
    "known_grammar",
    "spoken",
    "value_fault",
]
