"""Numbers as a sheet shows them: 9.9 as ¥9.90, 0.8 as 80%. ECMA-376 part 1, 18.8.31 numFmts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# What a section is made of: words in quotes, one escaped sign, a blank or a filler as wide as a sign, a currency or a
# colour in brackets, the places of the number, and any other sign, which shows as it is.
_PART = re.compile(
    r'"(?P<words>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[(?P<order>[^\]]*)\]'
    r"|(?P<places>[#0?](?:[#0?,.]*[#0?])?,*)|(?P<sign>.)",
    re.DOTALL,
)
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|[黑蓝绿红白黄]色?", re.IGNORECASE
)
# The weekday of a day that is counted from a Saturday, 1899-12-30, as Chinese programs write it.
_WEEKDAY = re.compile(r"(?:\[[^\]]*\])?(?P<name>a{3,4})(?:;@)?", re.IGNORECASE)
_SATURDAY, _SHORT = 5, 3
_PLAIN = ("general", "@", "")
# Signs that make a number something else than its digits: a power, a fraction, a date.
_OTHER = frozenset("EeGgdDmMyYhHsS/")


@dataclass(frozen=True)
class _Section:
    """One of the up to four ways a format has for positive numbers, negative ones, zero and words."""

    before: str
    places: str
    after: str

    def shows(self, value: Decimal) -> str:
        if not self.places:
            return self.before
        whole, _, part = self.places.rstrip(",").partition(".")
        value = value.scaleb(-3 * (len(self.places) - len(self.places.rstrip(","))))
        value = value.scaleb(2 * (self.before + self.after).count("%"))
        rounded = abs(value).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
        digits, _, fraction = f"{rounded:,f}".partition(".")
        digits = digits if "," in whole else digits.replace(",", "")
        digits = digits.zfill(whole.count("0"))
        fraction = _trimmed(fraction, part)
        return f"{self.before}{digits}{'.' if fraction else ''}{fraction}{self.after}"


def _trimmed(fraction: str, places: str) -> str:
    """Return the digits behind the point without the zeros that # and ? leave out."""
    least = places.rfind("0") + 1
    kept = fraction.rstrip("0")
    return fraction[: max(len(kept), least)]


def shown(value: float, code: str) -> str:
    """Return a number as a sheet shows it in a format; as its plain digits where the format is none of these."""
    if weekday := _WEEKDAY.fullmatch(code.strip()):
        name = "一二三四五六日"[(int(value) + _SATURDAY) % 7]
        return f"{'星期' if len(weekday['name']) > _SHORT else '周'}{name}"
    sections = [_section(each) for each in _split(code)]
    number = Decimal(repr(value))
    chosen = _chosen(sections, number)
    if chosen is None:
        return plain(value)
    minus = "-" if number < 0 and len(sections) < 2 else ""
    return (minus + chosen.shows(number)).strip()


def plain(value: float) -> str:
    """Return a number by its digits: 9.9, 68."""
    text = f"{value:.15g}"
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else text


def _split(code: str) -> list[str]:
    """Return the sections of a format; a semicolon in quotes or behind a backslash parts nothing."""
    parts = [""]
    for match in _PART.finditer(code):
        if match["sign"] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    return parts


def _chosen(sections: list[_Section | None], value: Decimal) -> _Section | None:
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def _section(code: str) -> _Section | None:
    """Return a section of one number between words, None for one that is more."""
    if code.strip().lower() in _PLAIN:
        return None
    texts, places = [""], ""
    for match in _PART.finditer(code):
        if match["places"]:
            if places:
                return None
            places = match["places"]
            texts.append("")
        elif (match["order"] is not None and not _COLOUR.fullmatch(match["order"])) or (
            match["sign"] and match["sign"] in _OTHER
        ):
            return None
        else:
            texts[-1] += match["words"] or match["escaped"] or match["money"] or match["sign"] or ""
    return _Section(texts[0], places, texts[-1] if places else "")
