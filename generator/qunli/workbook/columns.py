"""The columns of an SOP as a spreadsheet: their words, and a field of a slot as the words of a cell and back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qunli.model import Slot
from qunli.shape import titles
from qunli.when import UnclearError
from qunli.words import MEANINGS, RECORDS, YES


@dataclass(frozen=True)
class Trade:
    """What the words of a pack mean: titles by id."""

    roles: Mapping[str, str]
    tables: Mapping[str, str]
    festivals: Mapping[str, str]

    def festival(self, name: str) -> str:
        return self.festivals.get(name, name)


_SEVERAL = frozenset(("record",))


@dataclass(frozen=True)
class Column:
    """One column: the field of a slot it holds, its heading, and other headings it goes by, old ones among them.

    A key that is no field: "" for the id, "=" for the mark.
    """

    key: str
    title: str
    width: float
    names: tuple[str, ...] = ()

    @property
    def choices(self) -> Mapping[str, str]:
        """Return what each word of a choice means, where the field takes one word."""
        return {} if self.key in _SEVERAL else MEANINGS.get((Slot, self.key), {})


def _field(key: str, width: float, *names: str) -> Column:
    return Column(key, titles(Slot)[key], width, names)


_MEDIA = ("Image", "Images", "Picture", "Media", "Visual", "Assets", "Asset", "Attachment", "附件")

COLUMNS = (
    _field(
        "when",
        18,
        *(
            "发布时间",
            "发送时间",
            "推送时间",
            "发圈时间",
            "执行时间",
            *("触发时间", "触发时点"),
            "时间点",
            "几点",
            "什么时候",
            "时刻",
            *("Time", "开始时间", "起始时间", "Start Time", "时段"),
            *("开始", "计划开始", "计划开始时间", "预计开始", "预计开始时间"),
        ),
    ),
    _field(
        "copy",
        56,
        *(
            "话术",
            "内容",
            "消息内容",
            "消息正文",
            "信息内容",
            "发布内容",
            "推送内容",
            "群发内容",
            "文字",
            "正文",
            "SOP内容",
            *("话术参考", "参考话术", "文案参考", "参考文案", "话术示例", "文案示例", "话术模板", "文案模板"),
            *("发什么", "发啥", "说什么", "说啥", "写什么", "文本", "要发的话", "要说的话"),
            *("任务描述", "任务内容", "任务详情", "任务说明", "描述", "详情"),
        ),
        *("Copy", "Text", "Caption", "Message", "Body", "Script", "Content", "Post", "安排", "事项", "动作"),
    ),
    _field(
        "owner",
        10,
        *(
            "负责人",
            "负责",
            "谁负责",
            "责任人",
            "谁发",
            "谁",
            "执行人",
            "发布人",
            *("发布者", "发送者", "推送者", "群发者", "负责者", "发布员", "发文人", "编辑", "运营"),
            "推送人",
            "发送人",
            "群发人",
            "角色",
            "岗位",
            "人员",
            "由谁发",
            *(
                "发的人",
                "谁来发布",
                "经手",
                "经手人",
                "经办",
                "经办人",
                "值班",
                "值班人",
                "值班员",
                "当班",
                "当值",
                "Posted by",
                "On duty",
                *("开团人", "发团人", "接龙人"),
                *("执行者", "处理人", "指派给", "指派", "认领人"),
            ),
        ),
        *("Owner", "PIC", "Assignee", "Responsible"),
    ),
    _field(
        "notes",
        24,
        *(
            "备注",
            "说明",
            "注意",
            "注意事项",
            "要求",
            "要点",
            "Notes",
            "Note",
            "Remarks",
            "Remark",
            "Comments",
        ),
        *("链接", "小程序", "落地页", "Link", "URL"),
    ),
    _field(
        "title",
        16,
        *(
            "主题",
            "栏目",
            "名称",
            "环节",
            "活动名称",
            "要发的",
            "项目",
            "任务",
            "任务名称",
            "任务标题",
            "Task",
            "Task Name",
            "Title",
            "Topic",
            "Subject",
            "Theme",
        ),
        *("商品", "产品", "菜品", "品名", "团品", "单品", "品项", "主推品"),
    ),
    _field("type", 7, "内容类型", "分类", "三类", "Type", "Category"),
    _field("stage", 8, "阶段", "目的", "目标"),
    _field("way", 12, "发法", "方式", "形式", "发送方式", "发布形式", "渠道", "Channel"),
    _field("media", 22, "图", "图片", "素材", "配图", "物料", "图片/视频", "图/视频", "海报", *_MEDIA),
    _field("record", 14, "记什么", "数据", "指标", "要记的数", "记录"),
    _field("short", 24, "短句", "忙的时候发"),
    _field("pace", 8, "档位"),
    _field("minutes", 8, "几分钟", "时长", "用时"),
    _field("remind", 10, "提前提醒", "提醒"),
    _field("rotate", 14, "轮着发", "轮换"),
    _field("replaces", 14, "顶替", "代替", "替换"),
    _field("once", 8),
    Column("answer", "第二天发的答案", 24),
    Column("", "编号", 26, ("ID", "id", "编码")),
    Column("=", "原样(别动)", 6),
)
# Columns that stand in a sheet only where some post says them: its rows and marks are else as they were before.
RARE = ("once", "answer")
BY_KEY = {column.key: column for column in COLUMNS}
# The columns that say something of a post, in the order in which a mark has them.
TOLD = tuple(column.key for column in COLUMNS if column.key not in ("", "="))
REQUIRED = frozenset(("when", "copy", "title", "type"))

_ALL = "全部日常"


def words(key: str, slot: Slot, trade: Trade, titles: Mapping[str, str]) -> str:
    """Return a field of a slot as a cell shows it; `titles` are the slots' titles by id."""
    value = getattr(slot, key)
    if value is None or value == ():
        return ""
    match key:
        case "once":
            return YES if value else ""
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
            return _replaced_words(value, titles)
    return BY_KEY[key].choices.get(value, str(value).rstrip("\n"))


def value(key: str, text: str, trade: Trade, titles: Mapping[str, str]) -> Any:
    """Return what a cell says as YAML has it; raise UnclearError for words that mean nothing there."""
    choices = _offered(BY_KEY[key], trade)
    if choices:
        return _chosen(key, text, choices)
    match key:
        case "media":
            return [line.strip() for line in text.split("\n") if line.strip()]
        case "record":
            return [_chosen(key, each, RECORDS) for each in re.split(r"[、,，/\s]+", text) if each]
        case "replaces":
            return _replaced(key, text, titles)
        case "minutes" | "remind":
            return _number(key, text)
        case "once":
            return _chosen(key, text, {"true": YES}) == "true"
    return text


def _replaced_words(slots: Sequence[str], titles: Mapping[str, str]) -> str:
    if slots == ("all",):
        return _ALL
    return "\n".join(titles.get(each, each) for each in slots)


def _replaced(key: str, text: str, titles: Mapping[str, str]) -> str | list[str]:
    if text == _ALL:
        return "all"
    return [_chosen(key, line, titles) for line in text.split("\n") if line]


def _number(key: str, text: str) -> int:
    found = re.fullmatch(r"(\d{1,4})\s*(?:分钟?|min)?", text)
    if not found:
        raise UnclearError(f"「{BY_KEY[key].title}」里的 {text} 不是一个数", "写整数，比如 15")
    return int(found[1])


def _chosen(key: str, text: str, choices: Mapping[str, str]) -> str:
    for name, title in choices.items():
        if text.strip() in (title, name):
            return name
    known = "、".join(choices.values())
    hint = f"可以写：{known}" if known else "这一列先空着"
    raise UnclearError(f"「{BY_KEY[key].title}」里不认识 {text}", hint)


def _offered(column: Column, trade: Trade) -> Mapping[str, str]:
    """Return the titles a cell of this column may hold, by what they stand for; none where it takes other words."""
    own = {"owner": trade.roles, "rotate": trade.tables}
    return own.get(column.key, column.choices)


def choices(trade: Trade) -> dict[int, Sequence[str]]:
    """Return the words to choose from, by the number of the column."""
    found: dict[int, Sequence[str]] = {}
    for number, column in enumerate(COLUMNS, 1):
        offered = _offered(column, trade)
        if offered:
            found[number] = tuple(offered.values())
    return found
