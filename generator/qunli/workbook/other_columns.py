"""The columns of a sheet found in the wild that are no field of a slot: days, state, group, link, what is only noted."""

from __future__ import annotations

# Days may stand in a column of their own; what a bare number there means.
DAY_NAMES = {
    "日期": "",
    "日子": "",
    **dict.fromkeys(("每月几号", "每月哪天", "每月日期", "每月几日"), "每月{}号"),
    **dict.fromkeys(("推送日", "发布日", "发送日", "群发日", "发圈日", "通知日", "发文日"), ""),
    **dict.fromkeys(("倒排期", "倒排"), ""),
    "月日": "",
    "起止": "",
    "月/日": "",
    "年月日": "",
    "公历": "",
    "阳历": "",
    "新历": "",
    "公历日期": "",
    "阳历日期": "",
    "哪天": "",
    "频率": "",
    "周期": "",
    "频次": "",
    "日程": "",
    "时间节点": "",
    "节点": "",
    "星期": "周{}",
    "周几": "周{}",
    "星期几": "周{}",
    **dict.fromkeys(("每周几", "每周哪天", "每周发布日", "每周推送日"), "周{}"),
    **dict.fromkeys(("单双日", "单双号", "奇偶日"), ""),
    "周": "周{}",
    "礼拜": "周{}",
    "日": "",
    "几号": "",
    "周次": "第{}周",
    "第几周": "第{}周",
    "Week": "第{}周",
    "天数": "第{}天",
    "第几天": "第{}天",
    "天": "第{}天",
    "Day": "第{}天",
    "Date": "",
    "Weekday": "周{}",
    "Frequency": "",
    "单双周": "",
    "哪周": "",
    "哪一周": "",
    "首次日期": "",
    "开始日期": "",
    "起始日期": "",
    "Start Date": "",
}
# Columns that are no field of a slot: which rows count, and for whom; the last day or hour of a span that begins in
# another column; and what is worth reading before a post, which is noted under its heading.
STATE, GROUP, LAST_DAY, LAST_HOUR, NOTED = "state", "group", "last day", "last hour", "noted"
# Whether it was posted already.
DONE = "done"
# What customers open from the text.
LINK = "link"
_SENDING = (
    "发",
    "发布",
    "发送",
    "推送",
    "推",
    "群发",
    "发群",
    "投放",
    "启用",
    "执行",
    "上线",
    "生效",
    "采用",
)
ASIDE = {
    STATE: (
        "状态",
        "进度",
        "发布状态",
        "发送状态",
        "审批",
        "审批状态",
        "审批结果",
        "审核状态",
        "审核结果",
        "是否通过",
        *(
            f"{asks}{deed}"
            for asks in ("是否", "是否要", "是否需要", "要不要", "需不需要")
            for deed in _SENDING
        ),
        "Status",
    ),
    DONE: (
        *("是否已发", "是否已发送", "是否已发布", "是否已推送", "已发", "已发送", "已发布", "已推送"),
        *("是否完成", "是否已完成", "已完成", "发送完成", "Sent", "Posted", "Done"),
    ),
    LAST_DAY: ("结束日期", "截止日期", "终止日期", "End Date"),
    LAST_HOUR: (
        *("结束时间", "截止时间", "终止时间", "End Time"),
        *(
            "结束",
            "截止",
            "计划结束",
            "计划结束时间",
            "计划截止时间",
            "计划完成",
            "计划完成时间",
            "预计结束",
            "预计结束时间",
        ),
    ),
    LINK: tuple(
        f"{deed}{link}"
        for link in ("链接", "网址", "小程序链接")
        for deed in (
            "下单",
            "购买",
            "报名",
            "预约",
            "领券",
            "商品",
            "接龙",
            "团购",
            "抢购",
            "活动",
            "直播",
            "参与",
        )
    ),
    NOTED: (
        *("审核人", "审核", "复核人", "协助人", "配合人", "对接人", "跟进人", "Reviewer", "Approver"),
        *(
            *("互动话术", "评论区话术", "评论话术", "评论区", "首评", "回复话术"),
            *("是否必发", "必发选发", "优先级", "重要程度"),
            "原价",
            "团价",
            "拼团价",
            "售价",
            "现价",
            "群价",
            "会员价",
            "活动价",
            "优惠价",
            "特价",
            "折扣",
            "折后价",
            "门市价",
        ),
    ),
    GROUP: (
        "群",
        "群名",
        "群名称",
        "社群",
        "社群名称",
        "微信群",
        "目标群",
        "哪个群",
        "负责群",
        "发到哪",
        *("推送给", "发给", "发送给", "发给谁", "发到哪个群"),
        *("投放群", "适用群", "适用社群", "发布群", "发送群", "推送群", "所在群", "目标社群", "投放社群"),
        "群类型",
        *("Group", "Community", "Chat", "Room", "WeChat Group"),
    ),
}
