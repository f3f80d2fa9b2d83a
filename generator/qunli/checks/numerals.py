"""Amounts as people write them, read as plain digits; in the same steps as the browser's `try/numerals.js`."""

from __future__ import annotations

from functools import lru_cache

DIGITS = dict(zip("零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖", "001223456789123456789", strict=True))
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
MYRIADS = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000}
_NUMERAL = "".join(DIGITS) + "".join(TENS) + "万"
_ONE = "".join(DIGITS)
# What is counted after it: 二十块一份 is no 20.1.
_MEASURES = "份个斤只件条杯碗盒瓶袋张位人桶串盘套双块次天月年节"
# Groups: 百分之, digits with their separators or their 万, else Chinese numerals; then what is counted, and its rest.
# 块 alone is money after a number; 一块 is "together" and 两块 may be two pieces.
AMOUNT = (
    rf"(?=[{_NUMERAL}0-9])(百分之)?(?:([0-9]+(?:,[0-9]{{3}}(?![0-9]))*(?:\.[0-9]+)?(?:[万千]|[wk](?![a-z0-9]))?)|([{_NUMERAL}]+))"
    rf"(折|块钱|块(?:[0-9{_ONE}](?![0-9{_NUMERAL}{_MEASURES}])|(?![儿头面腿肉]))|元)?"
)
# A row of digits is a number where it is long enough to be no "two or three".
_ROW = 4


@lru_cache(1_024)
def digits(percent: str, plain: str, chinese: str, unit: str) -> str:
    """Return what the groups of AMOUNT say in digits, or nothing where it is no amount or stands in digits already."""
    whole = "100" if percent and chinese == "百" else ""
    number = whole or (_plain(plain) if plain else _chinese(chinese, unit))
    if not number:
        return ""
    said = f"{_fold(number)}折" if unit == "折" else number + _money(number, unit)
    return f"{said}%" if percent and not unit else said


def _plain(written: str) -> str:
    number = written.replace(",", "")
    if number[-1] not in MYRIADS:
        return number
    whole, _, part = number[:-1].partition(".")
    zeros = len(str(MYRIADS[number[-1]])) - 1
    shifted = whole + part.ljust(zeros, "0")[:zeros]
    return shifted.lstrip("0") or "0"


def _chinese(written: str, unit: str) -> str:
    if written == "拾" and not unit:  # to pick up, and no ten
        return ""
    if all(char in DIGITS for char in written):
        is_counted = unit == "折" or (unit not in ("", "块") and len(written) == 1)
        return "".join(DIGITS[char] for char in written) if is_counted or len(written) >= _ROW else ""
    return _counted(written)


def _counted(written: str) -> str:
    """Return 三千五百 as 3500, 一万二 as 12000; nothing for 千万 and other words that begin with no number."""
    if (written[0] not in DIGITS and written[0] not in "十拾") or written.count("万") > 1:
        return ""
    whole = part = digit = 0
    last = 1
    for char in written:
        if char in DIGITS:
            digit = int(DIGITS[char])
            last = 1 if char in "零〇" else last
        elif char == "万":
            whole, part, digit, last = (whole + part + digit) * 10_000, 0, 0, 10_000
        else:
            last = TENS[char]
            part += (digit or 1) * last
            digit = 0
    rest = digit * last // 10 if last > 10 else digit
    return str(whole + part + rest)


def _fold(number: str) -> str:
    """Return 85 as 8.5: of a price of ten parts one pays so many."""
    return f"{number[0]}.{number[1]}".removesuffix(".0") if len(number) == 2 and number.isdigit() else number


def _money(number: str, unit: str) -> str:
    if not unit or unit in ("元", "块", "块钱"):
        return "元" if unit else ""
    rest = unit[1]
    return f".{DIGITS.get(rest, rest)}元"
