"""How a shop sounds: what another voice than the pack's own says in place of greetings, closings, particles and words.

A text in another voice is the same text with some words replaced, by lists that the pack holds. Nothing that binds is
touched: blanks, variables, quotes and numbers are passed over, and what says a price, a limit, a promise or a no keeps
saying it. The same stands in `planner/voices.js`; both are held equal by tests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, get_args

from qunli.problem import nearest
from qunli.shape import Field, Shape, WithJsonSchema, after, as_text, before, fault, shown

VoiceId = Literal["warm", "brisk", "expert"]
VOICES: tuple[VoiceId, ...] = get_args(VoiceId)
# The voice in which packs are written.
WARM: VoiceId = VOICES[0]

# What an old word may be replaced by, one chosen by the id of the text.
Replaced = tuple[str, tuple[str, ...]]
Lists = tuple[tuple[Replaced, ...], ...]

_LONGEST = 24
# A word with one of these is only replaced by one with the same.
_BINDING = "不没别未无元价折限退赔免送奖券"
_REFUSED = re.compile(r"[0-9０-９{}〔〕「」“”《》<>&\"'`\\\n]")
_KEPT = r"\{\{[^{}]*\}\}|〔[^〔〕\n]*〕|「[^「」\n]*」|“[^“”\n]*”|《[^《》\n]*》"
_EMOJI = "\ufe0f\U0001f300-\U0001faff\u2600-\u27bf"
_MARKS = "，。！？、；：～…"
_SIGNS, _PAUSES = tuple(_MARKS), ("，", "。")
_LAST = rf"(?=[{_EMOJI}]*[ \u3000\n]*$)"
_ENDED = rf"(?=[{_EMOJI}{_MARKS}） \u3000\n]|$)"
_NEVER = "(?!)"
_HINT = '写成 旧的: 新的，或 旧的: [一种, 另一种]；空着不说写 ""'


def _choices(value: Any) -> Any:
    """Return a mapping in which every word has a tuple of words; what is none is left for its type to refuse."""
    if not isinstance(value, dict):
        return value
    return {str(as_text(old)): _choice(new) for old, new in value.items()}


def _choice(new: Any) -> Any:
    if isinstance(new, list):
        return tuple(as_text(each) for each in new)
    return (as_text(new),) if isinstance(new, str | int) else new


def _judged(value: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    for old, words in value.items():
        wrong = _wrong(old, words)
        if wrong:
            raise fault("Q004", *wrong, at=(old,))
    return value


def _wrong(old: str, words: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what is wrong with one replacement and the way out, or None."""
    if not old.strip() or not words:
        return f"{shown(old)} 没写换成什么" if old.strip() else "要换的话是空的", _HINT
    for each in (old, *words):
        if len(each) > _LONGEST or _REFUSED.search(each):
            return (
                f"{shown(each)} 不能拿来换",
                f"只换一小段话，最多 {_LONGEST} 个字，里面没有数字、空、变量、引号和网页代码",
            )
    for each in words:
        lost = [sign for sign in _BINDING if old.count(sign) != each.count(sign)]
        if lost:
            return f"{shown(old)} 换成 {shown(each)}，意思变了", f"「{lost[0]}」说的是条件，前后要一样多"
    return None


def _voiced(value: str) -> str:
    if value not in VOICES[1:]:
        hint = nearest(value, VOICES[1:]) or f"可以写：{'、'.join(VOICES[1:])}"
        if value == WARM:
            hint = f"{WARM} 就是文案本来的话，改文案就行；{hint}"
        raise fault("Q004", f"这里不能写口气 {shown(value)}", hint)
    return value


# One that a pack says by lists.
Voiced = Annotated[str, after(_voiced), WithJsonSchema({"enum": [*VOICES[1:]]})]
_SCHEMA = WithJsonSchema(
    {
        "type": "object",
        "additionalProperties": {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
        },
    }
)
Replacements = Annotated[Mapping[str, tuple[str, ...]], before(_choices), after(_judged), _SCHEMA]


class Voice(Shape):
    """What one voice says otherwise: at the beginning of a text, at its end, at the end of a clause, anywhere.

    Each is a mapping of words to those in their place; of several the id of the text chooses one.
    """

    greeting: Replacements = Field(default_factory=dict, title="开头", description="一条以它开头就换")
    closing: Replacements = Field(default_factory=dict, title="结尾", description="一条以它收尾就换")
    particles: Replacements = Field(default_factory=dict, title="语气词", description="在一句的末尾才换")
    words: Replacements = Field(
        default_factory=dict, title="称呼和口头话", description="见到就换；换成自己，就是不换"
    )

    @cached_property
    def lists(self) -> Lists:
        """The replacements of each field, the longest words first, since those win."""
        fields = (self.greeting, self.closing, self.particles, self.words)
        return tuple(
            tuple(sorted(each.items(), key=lambda item: (-len(item[0]), item[0]))) for each in fields
        )

    def said(self, text: str, text_id: str = "") -> str:
        """Return a text in this voice, from left to right; what a replacement would spoil stays.

        `text_id` chooses where a word may be replaced by one of several.
        """
        pattern, lists = _ready(self.lists)
        number, found, at = _number(text_id), [], 0
        for match in pattern.finditer(text):
            if match.lastindex is None:
                continue
            words = lists[match.lastindex - 1][match[0]]
            sides = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            is_particle = match.lastindex == _PARTICLES
            new = _fitted((match[0], words[number % len(words)]), sides, is_particle=is_particle)
            found += [text[at : match.start()], new]
            at = match.end()
        return "".join([*found, text[at:]])


_PARTICLES = 3


def _number(text_id: str) -> int:
    return int(text_id) if text_id.isdecimal() else sum(map(ord, text_id))


@lru_cache(maxsize=64)
def _ready(lists: Lists) -> tuple[re.Pattern[str], tuple[dict[str, tuple[str, ...]], ...]]:
    """Return the pattern that finds what is replaced, and the lists by word.

    The groups of the pattern are the lists; what is passed over is in none.
    """
    greeting, closing, particles, words = ("|".join(re.escape(old) for old, _ in each) for each in lists)
    pattern = re.compile(
        f"{_KEPT}|^({greeting or _NEVER})|({closing or _NEVER}){_LAST}"
        f"|({particles or _NEVER}){_ENDED}|({words or _NEVER})"
    )
    return pattern, tuple(map(dict, lists))


def _fitted(both: tuple[str, str], sides: tuple[str, str], *, is_particle: bool) -> str:
    """Return what stands for an old word between two characters ("" for none): no doubled mark, no line without words."""
    (old, new), (before, behind) = both, sides
    begins = before in ("", "\n")
    is_led, is_followed = before in _SIGNS, behind in _SIGNS
    if (_is_digit(before) and _is_digit(behind)) or (is_particle and (begins or is_led)):
        return old
    if new.endswith(_PAUSES) and (is_followed or _is_emoji(behind)):
        new = new[:-1]
    if new.startswith(_SIGNS) and (begins or is_led or _is_emoji(before)):
        new = new[1:]
    is_bare = begins and (is_followed or behind in ("", "\n"))
    return old if not new and (is_bare or (is_led and is_followed)) else new


def _is_digit(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _is_emoji(char: str) -> bool:
    return re.match(f"[{_EMOJI}]", char) is not None


def spoken(value: Any, text_id: str, voice: Voice) -> Any:
    """Return a text of plain data in a voice, in each of its forms: words, paragraphs, a text with its answer.

    A paragraph is a text of its own, since a calendar may leave its neighbours out.
    """
    if isinstance(value, str):
        return voice.said(value, text_id)
    if isinstance(value, list):
        return [spoken(each, text_id, voice) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: spoken(each, text_id, voice) if key in ("text", "paragraphs", "answer") else each
        for key, each in value.items()
    }
