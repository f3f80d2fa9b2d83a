"""The columns of an SOP as a spreadsheet: their words, and a field of a slot as the words of a cell and back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qunli.model import Slot
from qunli.when import UnclearError
from qunli.words import PACES, RECORDS, STAGES, TYPES, WAYS


@dataclass(frozen=True)
class Trade:
    """What the words of a pack mean: titles by id."""

    roles: Mapping[str, str]
    tables: Mapping[str, str]
    festivals: Mapping[str, str]

    def festival(self, name: str) -> str:
        return self.festivals.get(name, name)


@dataclass(frozen=True)
class Column:
    """One column: the field of a slot it holds ("" for the id, "=" for the mark), its heading, and other headings it goes by."""

    key: str
    title: str
    width: float
    names: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)


COLUMNS = (
    Column(
        "when",
        "时间",
        18,
        ("发布时间", "发送时间", "推送时间", "时间点", "时段", "几点", "时刻", "执行时间", "发圈时间"),
    ),
    Column(
        "copy",
        "内容",
        56,
        (
            "文案",
            "话术",
            "文案(已填)",
            "发布内容",
            "推送内容",
            "群发内容",
            "文字",
            "正文",
            "SOP内容",
            "事项",
            "动作",
        ),
    ),
    Column("owner", "负责人", 10, ("责任人", "谁发", "执行人", "发布人", "角色", "岗位", "人员", "由谁发")),
    Column("notes", "备注", 24, ("说明", "注意", "注意事项", "要求", "要点")),
    Column("title", "标题", 16, ("主题", "栏目", "名称", "环节", "活动名称", "要发的", "项目")),
    Column("type", "类型", 7, ("内容类型", "分类", "三类"), TYPES),
    Column("stage", "阶段", 8, ("目的", "目标", "作用"), STAGES),
    Column("way", "发法", 12, ("方式", "形式", "发送方式", "发布形式", "渠道"), WAYS),
    Column("media", "图", 22, ("图片", "素材", "配图", "物料", "图片/视频", "图/视频", "海报")),
    Column("record", "记什么", 14, ("数据", "指标", "要记的数", "记录")),
    Column("short", "短文案", 24, ("短句", "忙的时候发")),
    Column("pace", "节奏", 8, ("档位",), PACES),
    Column("minutes", "几分钟", 8, ("时长", "用时")),
    Column("remind", "提前几分钟提醒", 10, ("提前提醒", "提醒")),
    Column("rotate", "轮着发", 14, ("轮换", "轮着发的表")),
    Column("replaces", "顶替", 14, ("代替", "替换")),
    Column("", "编号", 26, ("ID", "id", "编码")),
    Column("=", "原样(别动)", 6),
)
# Days may stand in a column of their own; what a bare number there means.
DAY_NAMES = {
    "日期": "",
    "日子": "",
    "哪天": "",
    "频率": "",
    "周期": "",
    "频次": "",
    "日程": "",
    "节点": "",
    "星期": "周{}",
    "周几": "周{}",
    "周": "周{}",
    "礼拜": "周{}",
    "天数": "第{}天",
    "第几天": "第{}天",
    "天": "第{}天",
    "Day": "第{}天",
}
BY_KEY = {column.key: column for column in COLUMNS}
# The columns that say something of a post, in the order in which a mark has them.
TOLD = tuple(column.key for column in COLUMNS if column.key not in ("", "="))
REQUIRED = frozenset(("when", "copy", "title", "type"))

_NAMES = {name: column.key for column in COLUMNS for name in (column.title, *column.names)}
_ALL = "全部日常"


def heading(words: str) -> str | None:
    """Return the key of the column a heading names ("day:…" for one of days), or None."""
    plain = re.sub(r"\s|[*：:]", "", unicodedata.normalize("NFKC", words))
    bare = re.sub(r"\(.*?\)", "", plain)
    for name in (plain, bare):
        if name in _NAMES:
            return _NAMES[name]
        if name in DAY_NAMES:
            return f"day:{name}"
    if not 2 <= len(bare) <= 12:
        return None
    inside = [name for name in (*_NAMES, *DAY_NAMES) if len(name) > 1 and name in bare]
    if not inside:
        return None
    longest = max(inside, key=len)
    return _NAMES.get(longest, f"day:{longest}")


def words(key: str, slot: Slot, trade: Trade, titles: Mapping[str, str]) -> str:
    """Return a field of a slot as a cell shows it; `titles` are the slots' titles by id."""
    value = getattr(slot, key)
    if value is None or value == ():
        return ""
    match key:
        case "when":
            return slot.when.words(trade.festival)
        case "owner":
            return trade.roles.get(value, value)
        case "rotate":
            return trade.tables.get(value, value)
        case "media":
            return "\n".join(value)
        case "record":
            return "、".join(RECORDS[each] for each in value)
        case "replaces":
            return _ALL if value == ("all",) else "\n".join(titles.get(each, each) for each in value)
    return BY_KEY[key].choices.get(value, str(value).rstrip("\n"))


def value(key: str, text: str, trade: Trade, titles: Mapping[str, str]) -> Any:
    """Return what a cell says as YAML has it; raise UnclearError for words that mean nothing there."""
    choices = {"owner": trade.roles, "rotate": trade.tables}.get(key, BY_KEY[key].choices)
    if choices:
        return _chosen(key, text, choices)
    match key:
        case "media":
            return [line.strip() for line in text.split("\n") if line.strip()]
        case "record":
            return [_chosen(key, each, RECORDS) for each in re.split(r"[、,，/\s]+", text) if each]
        case "replaces":
            return (
                "all" if text == _ALL else [_chosen(key, each, titles) for each in text.split("\n") if each]
            )
        case "minutes" | "remind":
            found = re.fullmatch(r"(\d{1,4})\s*(?:分钟?|min)?", text)
            if not found:
                raise UnclearError(f"「{BY_KEY[key].title}」里的 {text} 不是一个数", "写整数，比如 15")
            return int(found[1])
    return text


def _chosen(key: str, text: str, choices: Mapping[str, str]) -> str:
    for name, title in choices.items():
        if text.strip() in (title, name):
            return name
    known = "、".join(choices.values())
    raise UnclearError(
        f"「{BY_KEY[key].title}」里不认识 {text}", f"可以写：{known}" if known else "这一列先空着"
    )


def choices(trade: Trade) -> dict[int, Sequence[str]]:
    """Return the words to choose from, by the number of the column."""
    found: dict[int, Sequence[str]] = {}
    for number, column in enumerate(COLUMNS, 1):
        own = {"owner": trade.roles, "rotate": trade.tables}.get(column.key, column.choices)
        if own:
            found[number] = tuple(own.values())
    return found
