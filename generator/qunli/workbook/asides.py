"""Lines of a sheet that are no posts: totals, remarks, rules above the headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qunli.workbook.names import heading
from qunli.workbook.tables import Cell

_TOTAL = re.compile(
    r"(?:本[周月年日]|[全当][月周年日天]|\d{1,2}月份?)?(?:合计|总计|小计|共计|总数|汇总|统计|Total)[:：]?.*",
    re.IGNORECASE,
)
_BARE_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|汇总|Total|[总合]?共\s*\d{1,4}\s*[条篇次个](?:内容|消息|推送)?|(?:当[天日]|每[天日]|本[周月])(?:发[布送]?)?条数)[:：]?",
    re.IGNORECASE,
)
_REMARK_LABEL = re.compile("※|[*★]?(?:注意?|备注|说明|(?:温馨)?提[示醒]|注意事项|附注)\\d?[:：]?")
_REMARK = re.compile("※|[*★]?(?:注意?|备注|说明|提示|注意事项)\\d?[:：]")
# Who made a sheet, looked it through or printed it, and when.
_SIGNED = re.compile(
    "(?:店长|经理|主管|领导|老板|负责人)?(?:制表|填[表报]|填报人|报送|编[制写]|制单|整理|审核|审批|复核|批准|打印|签字|填写|更新|修订|版本).{0,4}[:：].{0,20}"
)
# A label without what it names waits for a pen: 店长：.
_SIGNED_ON = re.compile(
    "[^\\W\\d]{1,8}[:：]|(?:日期|时间|部门|盖章|门店|店[名铺]|分店|单位|公司|品牌)[:：].{0,14}"
)
# What stands above the headings and says more than what the sheet is.
_RULE = re.compile("^[※*★]?(?:注|备注|说明|注意|提示|要求)|不发|停发|除外|放假|节假日|暂停|不用发|照发")

_KEPT = re.compile("更新|修改|改版|制表|打印|导出|填写|版本|编制|审核|提交")
# Days before and after such a date are counted from it.
_ANCHOR = re.compile(
    "活动|节|庆|大促|促销|[DT]日|周年|直播|开[业播售抢卖团营课班]|首发|上新|发布会|团购|公开课|讲座|沙龙|发车|考试"
)
# The day from which those of a run are counted: 开营日期：2026年12月7日.
_BEGINS = re.compile(r"^(?:开营|开课|开班|开始|起始|活动|入营|入所|入住|首日)(?:日期|时间|日)?\s*[:：]\s*")
# A line that names what it says.
LABEL = re.compile(r"(?P<name>[^\W\d]{1,8})\s*[:：]\s*(?P<said>\S.*)", re.DOTALL)
# What a cell names of all rows, and the cell beside it says.
_NAMED = re.compile(
    "[^\\W\\d]{0,4}(?:周期|时间|日期|时段|有效期|负责人?|群名?称?|社群|执行人|发布人|发送人|值班人?)："
)
# The day that others are counted from, or its occasion, beside its date.
_OF_DAY = re.compile(
    r"[DT](?:日|-?day)?(?:日期)?[:：]?|(?!每)[^\W\d]{2,8}(?:日|天|节|庆)(?:\s*[(（][DT](?:日|-?day)?[)）])?[:：]?",
    re.IGNORECASE,
)
_IS_DATE = re.compile(r"(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?\s*(?:$|[(（\s])")
_MOST_LABELLED = 5
_ANY_DATE = r"(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?"
_BEGUN = "(?:开营|开课|开班|入营|开练)"
_BEGINS_IN = re.compile(
    rf"(?P<before>{_ANY_DATE})\s*(?:正式)?{_BEGUN}|(?:{_BEGUN}|首日|第[一1]天|D[01])(?:日期|时间|日)?[是为于在]?\s*[:：=＝]?\s*(?P<after>{_ANY_DATE})"
)
_DATED = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]|(?<![\d.])20\d\d[-/.]\d{1,2}[-/.]\d{1,2}")

_LOOKS = re.compile(
    "[红黄绿蓝橙紫灰粉黑白]色?(?:的|字|底|格|框|标|填充|部分|背景|[:：=表代])|[红黄绿蓝橙紫灰粉黑]色|颜色|底色|底纹|背景色|标色|高亮|加粗|斜体|图例"
)
_LOOKS_OF = re.compile(
    "[红黄绿蓝橙紫灰粉黑白]色?(?:的|字|底|格|框|标|填充|背景)?色?(?:的|行|部分)?[:：]?(?:只|仅|都)?(?:发|推|给|是|为|=|代表|表示).{0,8}(?:群|朋友圈|会员|店|新客|老客)|"
    "[红黄绿蓝橙紫灰粉黑白]色(?:的|字|底|格|框|标|填充|背景)*(?:行|部分)?[^，。,；;、\\s]{1,6}(?:来?发|负责|来?推送?)(?![^，。,；;、\\s])"
)
_OFF = re.compile("不发|停发|不用发|不要发|别发|取消|作废|暂停|停用|先不|待定|已发")


def goes_by_colour(words: str) -> bool:
    """Say whether a remark calls off what is marked by a colour or a typeface, which no plan can hold."""
    is_off = _LOOKS.search(words) is not None and _OFF.search(words) is not None
    return is_off or _LOOKS_OF.search(words) is not None


def is_total(filled: list[Cell]) -> bool:
    """Say whether a row begins like a total, or has a word that is nothing else."""
    is_named = any(_BARE_TOTAL.fullmatch(cell.text) for cell in filled)
    return is_named or _TOTAL.fullmatch(filled[0].text) is not None


def is_remark(filled: list[Cell]) -> bool:
    """Say whether a row is one remark across the sheet, its label in a cell of its own or not."""
    if len(filled) == 2:
        return _REMARK_LABEL.fullmatch(filled[0].text.strip()) is not None
    return len(filled) == 1 and _REMARK.match(filled[0].text) is not None


def labelled_remark(line: Sequence[Cell]) -> Cell | None:
    """Return a remark whose label stands in a cell of its own as one cell, None for other rows; a merged one counts once."""
    filled = [cell for cell in line if cell]
    texts = list({cell.text: cell for cell in filled}.values())
    if len(texts) != 2 or not is_remark(texts):
        return None
    words = f"{texts[0].text.rstrip(':：')}：{texts[1].text}"
    return replace(texts[0].joined(words, filled), lies_in=None)


def is_signed(filled: list[Cell]) -> bool:
    """Say whether a row says who made the sheet, and when."""
    signed = [cell for cell in filled if _SIGNED.fullmatch(cell.text)]
    return bool(signed) and all(cell in signed or _SIGNED_ON.fullmatch(cell.text) for cell in filled)


def is_aside(filled: list[Cell], cells: Mapping[str, Cell]) -> bool:
    """Say whether a row sums up those above or is a remark; a text that begins like that, at its own hour, is a post."""
    first = filled[0]
    if is_remark(filled) or is_signed(filled):
        return True
    what = cells.get("copy") or cells.get("title")
    is_post = what is not None and what.place == first.place and bool(cells.get("when"))
    return is_total(filled) and (not is_post or _BARE_TOTAL.fullmatch(first.text) is not None)


def is_anchor(words: str) -> bool:
    """Say whether words name one date, from which days may be counted, and not when a sheet was made."""
    return len(_DATED.findall(words)) == 1 and not _KEPT.search(words)


def is_title(words: str, *, is_counted: bool) -> bool:
    """Say whether a line above the headings only says what the sheet is, or who made it when.

    One with a date says more, unless it is that of an occasion from which days below may be counted.
    """
    is_from = is_counted and (_ANCHOR.search(words) is not None or is_anchor(words))
    return _KEPT.search(words) is not None or is_from or not _DATED.search(words)


def is_rule(words: str) -> bool:
    """Say whether a line above the headings says more than what the sheet is."""
    return _RULE.search(words) is not None


def is_label(words: str) -> bool:
    """Say whether words name what they say: 群名：一群."""
    return LABEL.fullmatch(words.strip()) is not None


def labelled(filled: list[Cell]) -> list[Cell]:
    """Return the cells of a line with each label and what it names in two cells as one."""
    found: list[Cell] = []
    rest = list(filled)
    while rest:
        cell = rest.pop(0)
        label = f"{cell.text.rstrip(' :：')}："
        is_of_day = len(filled) == 2 and _OF_DAY.fullmatch(cell.text) and _IS_DATE.match(filled[1].text)
        is_name = not is_label(cell.text) and (is_of_day or _BEGINS.match(label) or _NAMED.fullmatch(label))
        is_value = rest and not is_label(rest[0].text) and heading(rest[0].text) is None
        if is_name and is_value and len(filled) < _MOST_LABELLED:
            cell = cell.joined(f"{label}{rest[0].text}", [rest.pop(0)])
        found.append(cell)
    return found


def first_day_in(words: str) -> str:
    """Return the words of the day that a line says a run begins on, 21天朗读营（12月14日开营）; other words as they are."""
    found = _BEGINS_IN.search(words)
    return (found["before"] or found["after"]) if found else _BEGINS.sub("", words)
