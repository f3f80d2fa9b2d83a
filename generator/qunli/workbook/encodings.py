"""The words of a text file whose encoding nobody states: of several readings the one that is Chinese."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_ENOUGH = 0.3
_MOST_JUDGED = 20_000  # characters
_TOO_MANY_MARKS = 0.4

# The commonest characters of Chinese and of these sheets, simplified and traditional. Of any text they are more than
# half; of bytes read in a wrong encoding, which come out as rare characters, hardly one in twenty.
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种"
    "事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力它与长把机十第公此"
    "已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体美相见被利什二等产或新己制身果加西月话合回特代内"
    "信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真处走各入几口认条平系气题活更别打女变四总何电数安少报才"
    "结反受目太量再感建务做接必场件计管期市直资金指许统区保至形社便空决展五基眼书非则听白却界光放强即像难且完设式色路"
    "记品住告类求程边张该交万取格望觉共确传师清今切让识候带导争运群早晚午夜餐饮店菜汤鱼肉茶价券福利周标备注图负责片买"
    "送元抢秒杀拼团折满减红包客户顾朋友圈欢迎谢祝您请吗呢吧哦啦款味吃喝尝订单号节秋春冬夏礼快乐"
    "時間內標題話術負責備註圖週發佈動個們來為這說會過對開從後點業關將兩問體見應產還給門號節錢買賣"
)
_BROKEN = "�"
# How words get spoiled before they are saved as UTF-8: (the encoding they were taken for, the one they were in).
_SPOILT = (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030"))


@dataclass(frozen=True)
class Reading:
    """A text, and the encoding it is in; `is_mended` says that it was spoilt before it was saved."""

    text: str
    encoding: str
    is_mended: bool = False

    @property
    def score(self) -> float:
        """Return which part of the letters beyond ASCII are common in Chinese; 1 where there are none."""
        letters = [each for each in self.text[:_MOST_JUDGED] if ord(each) > 127 and _counts(each)]
        return sum(each in _COMMON for each in letters) / len(letters) if letters else 1.0


def read_text(content: bytes) -> Reading | None:
    """Return the words of a text file, None for what is none."""
    readings = [each for each in _readings(content) if not _has_controls(each.text)]
    if not readings:
        return None
    likely = next((each for each in readings if each.score >= _ENOUGH), None)
    return likely or max(readings, key=lambda each: each.score)


def is_all_marks(text: str) -> bool:
    """Say whether every Chinese character became a question mark, as where a program saves for Western Europe."""
    letters = [each for each in text[:_MOST_JUDGED] if each == "?" or each.isalpha()]
    return text.isascii() and len(letters) > 0 and letters.count("?") / len(letters) > _TOO_MANY_MARKS


def _readings(content: bytes) -> Iterator[Reading]:
    """Yield what the bytes may say, the likeliest first."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _strict(content, "utf-16")
        return
    if b"\x00" in content[:4000]:
        found = [*_strict(content, "utf-16-le"), *_strict(content, "utf-16-be")]
        yield from (each for each in found if each.score >= _ENOUGH and _has_lines(each.text))
        return
    for plain in _strict(content, "utf-8-sig"):
        yield plain
        yield from (each for spoilt, true in _SPOILT for each in _mended(plain.text, spoilt, true))
        return
    yield from _strict(content, "gb18030")
    yield from _strict(content, "big5hkscs")
    yield Reading(content.decode("utf-8-sig", errors="replace"), "utf-8")
    yield Reading(content.decode("gb18030", errors="replace"), "gb18030")


def _strict(content: bytes, encoding: str) -> Iterator[Reading]:
    try:
        yield Reading(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        return


def _mended(text: str, spoilt: str, true: str) -> Iterator[Reading]:
    try:
        found = text.encode(spoilt).decode(true, errors="replace").removeprefix("\ufeff")
    except UnicodeEncodeError:
        return
    yield Reading(found, true, is_mended=True)


def _counts(character: str) -> bool:
    return character == _BROKEN or unicodedata.category(character)[0] in "LC"


def _has_controls(text: str) -> bool:
    return any(each < " " and each not in "\t\n\r" for each in text[:4000])


def _has_lines(text: str) -> bool:
    return any(each in text for each in ",\t;")
