"""The customer group that a title names, whatever stands before and after it: 山野茶馆茶友群·每周固定, 12月福利群七天安排."""

from __future__ import annotations

import re
import unicodedata

from qunli.workbook.asides import is_label, is_rule
from qunli.workbook.kinds import is_branch, is_group
from qunli.workbook.names import heading
from qunli.workbook.orders import is_of_all, is_order
from qunli.workbook.tables import Cell

# A remark speaks of groups, and names none of the rows around it.
_REMARK = re.compile(r"[※*★(]*(?:备?注意?|说明|[温馨]*提[示醒]|要求|注意事项)[:]")
# Longer lines and those with these signs are sentences, and no titles.
_LONGEST = 40
_MOST_PARTS = 3
_SENTENCE = re.compile("[。！？!?；;]")
_APART = re.compile(r"[\s、+&·•・|/—–_:~()\[\]【】「」『』〔〕《》<>“”\"'‖*■◆●▶★☆※❖➤➜#\u2500-\u25ff-]+")
# What a title says of when, right before the name of a group.
_WHEN = r"(?:20\d\d年?|\d{1,2}月份?(?:[上中下]旬)?|(?:[本下上这一]个?|第[\d一二三四五六七八九十]{1,2})[周月]|\d+[、.])"
_NUMBER = r"(?:[\dA-Za-z一二三四五](?![\d.周月天日年个]))?"
# 群发, 群友 and 群内 are words of their own, and end no name; what 群发布 begins with does.
_OWN_WORD = "(?![友内里聊主员规名号体众落像]|发(?![布圈送什群]))"
_NAMED = re.compile(
    rf"{_WHEN}*(?P<group>.{{0,16}}?(?:群|朋友圈|视频号|公众号|小红书|抖音){_NUMBER}){_OWN_WORD}.{{0,12}}"
)
# What is done with groups, and any or all of them, is the name of none.
_NO_NAME = re.compile(
    r"(?:|.*(?:社|微信|人|目标客|[各每全本]个?|[几两多]个|所有|[发进入加拉建退推转跟开]|扫码))群.?|.*(?:私域|私聊|企微|企业微信|大家|欢迎|请|[发推投放][到至给往]).*"
)


def group_in(words: str) -> str:
    """Return the customer group that a title names, several with 、 between; nothing where it names none."""
    plain = " ".join(unicodedata.normalize("NFKC", words).split()).partition(",")[0]
    if len(plain) > _LONGEST or _SENTENCE.search(plain) or _REMARK.match(plain):
        return ""
    parts = (match["group"] for part in _APART.split(plain) if (match := _NAMED.fullmatch(part)))
    found = dict.fromkeys(each for each in parts if is_group(each) and not _NO_NAME.fullmatch(each))
    return "、".join(found) or (plain.strip() if is_branch(plain.strip()) else "")


def one_title(filled: list[Cell]) -> list[Cell]:
    """Return the cells of a line above the headings as one where they are parts of a title that names one group."""
    words = [cell.text for cell in filled]
    if not 1 < len({*words}) <= _MOST_PARTS or any(map(_says_more, words)):
        return filled
    group = group_in(" ".join(words))
    return [filled[0].joined(" ".join(words), filled[1:])] if group and "、" not in group else filled


def _says_more(words: str) -> bool:
    """Say whether a cell is a heading, names what it says, or orders something."""
    return any(each(words) for each in (heading, is_label, is_rule, is_order, is_of_all))
