"""The columns of an SOP as a spreadsheet: the field that each holds, and the headings it goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qunli.model import Slot
from qunli.shape import titles
from qunli.words import MEANINGS

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


_MEDIA = (
    "Image",
    "Images",
    "Img",
    "Pic",
    "Pics",
    "Photo",
    "Picture",
    "Media",
    "Visual",
    "Assets",
    "Asset",
    "Attachment",
    "附件",
)

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
            *(
                "触发时间",
                "触发时点",
                "时点",
                *("时刻", "推送时刻", "发送时刻", "发布时刻", "时间轴", "时间线"),
                "钟点",
                "时",
                "点",
                "When",
                "推送点",
                "发送点",
                "发布点",
                "几点钟",
                "几点几分",
                "啥时候",
                "什么时间",
                "时间安排",
            ),
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
            "话",
            "内容",
            "消息内容",
            "消息正文",
            "信息内容",
            "发布内容",
            "推送内容",
            "群发内容",
            "文字",
            *("主持词", "台词", "串词", "口播", "口播稿", "逐字稿"),
            "正文",
            "SOP内容",
            *("话术参考", "参考话术", "文案参考", "参考文案", "话术示例", "文案示例", "话术模板", "文案模板"),
            *("发什么", "发啥", "说什么", "说啥", "写什么", "文本", "要发的话", "要说的话"),
            *("群公告", "公告", "公告内容", "通知", "群通知", "通知内容", "推文", "文"),
            *("推送啥", "推什么", "发送啥", "推送语", "提醒语", "祝福语", "What"),
            *("群消息", "消息", "信息", "群内消息", "微信消息"),
            *("内容要点", "文案要点", "推送要点", "内容说明", "文案说明", "内容描述", "内容概要", "内容大纲"),
            *("任务描述", "任务内容", "任务详情", "任务说明", "描述", "详情"),
        ),
        *(
            "Copy",
            "Text",
            "Caption",
            "Message",
            "Body",
            "Script",
            "Content",
            "Post",
            "Description",
            "安排",
            "事项",
            "动作",
            "做什么",
            "干什么",
            "干啥",
            "要做的事",
        ),
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
            *("责任", "经手", "经手人", "经办", "经办人", "谁管", "谁来", "谁说", "谁讲", "谁来说", "Who"),
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
                *("主责", "主责人", "主负责", "主负责人", "第一责任人", "谁来", "谁来发", "操作人", "操作员"),
                *(
                    "上架员",
                    "上架人",
                    "带班",
                    "带班人",
                    "领班",
                    "轮值",
                    "轮值人",
                    "值守人",
                    "跟班",
                    "发布同事",
                ),
                *(
                    "运营人",
                    "运营人员",
                    "小编",
                    "群发员",
                    "推送员",
                    "Handler",
                    "Operator",
                    "Person",
                    "In charge",
                ),
            ),
        ),
        *("Owner", "PIC", "Assignee", "Responsible", "By", "Sender", "Sent by", "Author"),
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
            "活动名",
            "要发的",
            "项目",
            "任务",
            "任务名称",
            "任务标题",
            *("工作内容", "工作事项", "工作任务", "具体工作", "运营动作"),
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
    _field("stage", 8, "阶段", "Phase", "Stage", "目的", "目标"),
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
