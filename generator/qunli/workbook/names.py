"""What the heading of a column means: the names it goes by, exactly or in longer words, in Chinese and English."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from qunli.workbook.columns import ASIDE, COLUMNS, DAY_NAMES

_NUMBERED = re.compile(
    r"[\d一二三四五六]+$|^第?[\d一二三四五六]+[个条次]?|(?<=[一-鿿])[a-d]$|^(?:备选|备用|候选|首发|补发|再发|重发)"
)
# What a heading has that says what came of a post, what is done before it or who kept the sheet when, and nothing of
# what is posted at which hour.
_AFTERWARDS = re.compile(
    r"^是否|^有无|^要不要|(?:[截交定]稿|拍摄|设计|制作|准备|备货|[截收]单|提醒|打包|[到发取]货|集合)(?:时间|日期)|"
    r"实际|完成|审核|审批|复盘|效果|反馈|结果|情况|转化|阅读|点赞|评论|转发|曝光|截图|创建|更新|修改|录入|提交|填写|数据$|[数率量]$|"
    r"created|updated|modified|actual|approv|review|deadline"
)
_LEAST = 100.0
_SEVERAL_IN_ONE = re.compile("[/、+&和及与]")
# Every heading with the key it means and its place among those of that key.
_NAMES = {
    name.replace(" ", "").casefold(): (key, float(rank))
    for key, names in (
        *((column.key, (column.title, *column.names)) for column in COLUMNS),
        *ASIDE.items(),
    )
    for rank, name in enumerate(names)
}
_NAMES |= {
    name.replace(" ", "").casefold(): (f"day:{name}", float(rank)) for rank, name in enumerate(DAY_NAMES)
}
# The characters that headings are written in where they are traditional.
_SIMPLIFIED = str.maketrans(
    "時間點內標題話術負責備註圖發佈動週類說執狀態進數據稱編號節項",
    "时间点内标题话术负责备注图发布动周类说执状态进数据称编号节项",
)


@dataclass(frozen=True)
class Heading:
    """What a heading says of its column: the key ("day:…" for one of days), and how well it says so, 0 best.

    `base` is the heading without its number, so that 文案1 and 文案2 are alike.
    """

    key: str
    rank: float
    base: str


def heading(words: str) -> Heading | None:
    """Return what the words of a heading say, None where they say nothing known."""
    plain = re.sub(r"\s|[*：:]", "", unicodedata.normalize("NFKC", words)).casefold().translate(_SIMPLIFIED)
    bare = re.sub(r"\(.*?\)", "", plain)
    for name in (plain, bare, _NUMBERED.sub("", bare)):
        if name in _NAMES:
            key, rank = _NAMES[name]
            return Heading(key, rank, name)
    name = "" if _AFTERWARDS.search(bare) else _inside(words, bare)
    if not name:
        return None
    key, rank = _NAMES[name]
    # 提醒时间 is less likely the hour of a post than any name known for that.
    return Heading(key, rank + (_LEAST if key == "when" else 0.5), _NUMBERED.sub("", bare))


def _inside(words: str, bare: str) -> str:
    """Return the known heading in a longer one, "" where there is none: what ends it is what it names."""
    if bare.isascii():
        found = [word for word in re.findall("[a-z]+", words.casefold()) if word in _NAMES]
        return found[-1] if found and len(words.split()) <= 3 else ""
    if not 2 <= len(bare) <= 12:
        return ""
    inside = [name for name in _NAMES if len(name) > 1 and name in bare and not name.isascii()]
    if _SEVERAL_IN_ONE.search(bare):
        return max(inside, key=len, default="")
    return max(inside, key=lambda name: (bare.rfind(name) + len(name), len(name)), default="")
