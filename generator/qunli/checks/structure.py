"""Q1xx: is the plan whole? What the sources ask to be written down before a group is opened."""

from __future__ import annotations

import re

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, SlotCase, SopCase
from qunli.model import Positioning
from qunli.words import RECORDS, WAYS

_DISSOLVES = re.compile("解散|散群|收群|关群|关闭本群|散了")
_OPENING = re.compile("开营|开班|开始|开群|开场|启动|报到|集合|第一天|出发")
_CLOSING = re.compile("结营|结班|结束|收尾|收营|闭营|总结|毕业|复盘|最后一天")

_POSITIONING = {
    "who": "给谁",
    "problem": "什么问题",
    "solution": "怎么解决",
    "purpose": "群的目的",
    "benefit": "群友得到什么",
    "entry": "怎么进、收不收费",
    "channels": "从哪里来",
    "motives.founder": "我为什么开",
    "motives.member": "群友为什么来",
    "audience.age": "年龄",
    "audience.gender": "性别",
    "audience.region": "地区",
    "audience.occupation": "职业",
}
_PARTS = {
    "rename": "改群名片",
    "service": "群服务",
    "ask": "有问题找谁",
    "allowed": "可以",
    "forbidden": "不可以",
}


@check(
    "Q101",
    "开群前想清楚的没写全",
    on=SopCase,
    level="warning",
    source="S3",
    why="没想清楚给谁、解决什么、凭什么，群开了也活不长；写下来，换人接手也看得懂。",
    bad="positioning: {who: null, channels: null}",
    good="positioning: {who: 店附近的上班族, channels: [收银台]}",
    hint="照模板把这几项补全，一项写一句就够（positioning）",
)
def positioning_incomplete(case: SopCase) -> Findings:
    given = case.sop.positioning or Positioning()
    missing = []
    for path, title in _POSITIONING.items():
        value: object = given
        for name in path.split("."):
            value = getattr(value, name) if value is not None else None
        if not value:
            missing.append(title)
    if missing:
        yield At(("positioning",), f"开群前想清楚的还少：{'、'.join(missing)}", key=True)


@check(
    "Q102",
    "群规少了几部分",
    on=SopCase,
    level="warning",
    source="S3",
    why="群规分五部分：改群名片、群服务、有问题找谁、不可以、可以。少一部分，就会有人来问、来踩。",
    bad="rules: {ask: null}",
    good="rules: {ask: 有问题找客服小安}",
    hint="补上缺的那一部分群规（rules）",
)
def rules_incomplete(case: SopCase) -> Findings:
    missing = [title for name, title in _PARTS.items() if not getattr(case.sop.rules, name, None)]
    if missing and case.sop.kind != "moments":
        yield At(("rules",), f"群规还少：{'、'.join(missing)}", key=True)


@check(
    "Q103",
    "群规没写违反了怎么办、多久清一次人",
    on=SopCase,
    level="warning",
    source="S3",
    why="没有处罚的群规没人当真；不定期清理，群里就只剩发广告的和不说话的。",
    bad="rules: {penalty: null}",
    good="rules: {penalty: 先提醒，再犯移出}",
    hint="补上违反了怎么办、多久清一次（rules 里的 penalty 和 cleaning）",
)
def rules_without_penalty_or_cleaning(case: SopCase) -> Findings:
    parts = {"penalty": "违反了怎么办", "cleaning": "多久清一次人"}
    missing = [title for name, title in parts.items() if not getattr(case.sop.rules, name, None)]
    if missing and case.sop.rules and case.sop.kind != "moments":
        yield At(("rules",), f"群规还少：{'、'.join(missing)}", key=True)


@check(
    "Q108",
    "没写谁来发",
    on=SlotCase,
    level="warning",
    source="S3",
    why="没有责任人的一条，到点就没人发。",
    bad="slots: {menu: {owner: null}}",
    good="slots: {menu: {owner: kitchen}}",
    hint="写上由谁来发（owner: 角色）",
)
def owner_missing(case: SlotCase) -> Findings:
    if case.slot.owner is None:
        yield At(case.path("owner"), f"「{case.slot.title}」没写谁来发", key=True)


@check(
    "Q109",
    "没写要准备什么图",
    on=SlotCase,
    level="warning",
    source="S3",
    why="临到发才找图，多半就不发了；写下来可以前一天拍好。",
    bad="slots: {menu: {media: null}}",
    good="slots: {menu: {media: [今日菜单图]}}",
    hint="写上要准备什么图或视频（media）",
)
def media_missing(case: SlotCase) -> Findings:
    if not case.slot.media:
        yield At(case.path("media"), f"「{case.slot.title}」没写要准备什么图", key=True)


@check(
    "Q110",
    "没写发完记什么数",
    on=SlotCase,
    level="warning",
    source="S3",
    why="发完记一两个看得到的数（几个人回、接龙几单），周末才知道哪条留着、哪条换掉。",
    bad="slots: {menu: {record: null}}",
    good="slots: {menu: {record: [replies, payments]}}",
    hint="写上发完记什么数，比如回复几个人、群里几人（record: [replies, members]）",
)
def record_missing(case: SlotCase) -> Findings:
    if not case.slot.record:
        yield At(case.path("record"), f"「{case.slot.title}」没写发完记什么数", key=True)


@check(
    "Q117",
    "记的数看不到",
    on=SlotCase,
    level="warning",
    source="S3",
    why="个人微信群看不到到达、点击和谁退了群；问了也只能瞎填，所以不问，记看得到的数才有用。",
    bad="slots: {menu: {way: post, record: [reach, replies]}}",
    good="slots: {menu: {way: post, record: [replies, members]}}",
    hint="删掉它；群里能看到的是回复几个人、接龙几单、收款几笔、群里现在几人（replies、chain、payments、members）",
)
def record_unseen(case: SlotCase) -> Findings:
    unseen = [each for each in case.slot.record if each not in case.slot.counted]
    if unseen:
        told = "、".join(RECORDS[each] for each in unseen)
        yield At(case.path("record"), f"「{case.slot.title}」{WAYS[case.slot.way]}，看不到{told}", key=True)


@check(
    "Q111",
    "没有互动",
    on=SopCase,
    level="warning",
    source="S3",
    why="福利、干货、互动三样都要有；只发东西不说话的群，很快就静了。",
    bad="slots: {vote: {type: content}}",
    good="slots: {vote: {type: warmth}}",
    hint="每周固定一两条互动：投票、猜谜、闲聊",
)
def warmth_missing(case: SopCase) -> Findings:
    if case.sop.kind in {"traffic", "content"} and all(s.type != "warmth" for s in case.sop.slots.values()):
        yield At(("slots",), "一条互动也没有", key=True)


@check(
    "Q112",
    "打卡群没有开头或收尾",
    on=SopCase,
    level="warning",
    source="S3",
    why="打卡群为一件事而开，有开营才有约定，有结营才散得体面。",
    bad="kind: check-in\nslots:\n  menu: {title: 开营, when: {day: 1, at: 11:00}}",
    good="kind: check-in\nslots:\n  menu: {title: 开营, when: {day: 1, at: 11:00}}\n"
    "  vote: {title: 结营, when: {day: 7, at: 19:00}}",
    hint="第一天加一条开营，最后一天加一条结营",
)
def check_in_without_start_and_close(case: SopCase) -> Findings:
    if case.sop.kind != "check-in":
        return
    words = _words_by_day(case)
    last = max(words, default=0)
    missing = []
    if not _OPENING.search(words.get(1, "")):
        missing.append("第一天的开营")
    if last < 2 or not _CLOSING.search(words[last]):
        missing.append("最后一天的结营")
    if missing:
        yield At(("slots",), f"打卡群没有{'和'.join(missing)}", key=True)


def _words_by_day(case: SopCase) -> dict[int, str]:
    """Return titles and first texts of the posts of a run, by its days."""
    found: dict[int, str] = {}
    for slot in case.sop.slots.values():
        for day in slot.when.run_days:
            found[day] = f"{found.get(day, '')}\n{slot.title} {next(iter(slot.texts.values()))}"
    return found


@check(
    "Q113",
    "快闪群没说什么时候散",
    on=SopCase,
    level="warning",
    source="S1",
    why="快闪群开、热、卖、散，一到三天；不说什么时候散，人会觉得被骗进来。",
    bad="kind: flash",
    good="kind: flash\nslots:\n  tip: null\n  booking: null\n  festival: null\n  menu: {when: {day: 1, at: 11:00}}\n"
    "  sale: {when: {day: 2, at: 18:00}}\n  vote: {when: {day: 3, at: 19:00}, copy: 今晚收单，群明天解散}",
    hint="都用“第几天”来排，最后一天说清群什么时候解散、售后找谁",
)
def flash_without_an_end(case: SopCase) -> Findings:
    if case.sop.kind != "flash":
        return
    for slot in case.slots():
        if slot.slot.when.routine:
            yield At(slot.path("when"), f"快闪群里「{slot.slot.title}」每天每周都发，没有尽头", key=True)
            return
    words = [case.sop.welcome or "", getattr(case.sop.rules, "cleaning", "") or ""]
    words += [text for slot in case.sop.slots.values() for text in slot.said.values()]
    if not any(_DISSOLVES.search(each) for each in words):
        yield At(("slots",), "快闪群没说什么时候解散", key=True)


@check(
    "Q114",
    "长期的群没有固定主题日",
    on=SopCase,
    level="warning",
    source="S4",
    why="固定的日子做固定的事，人才会记得来。",
    bad="slots:\n  booking: {when: {every: month, monthdays: [1, 8], at: 16:00}}\n"
    "  vote: {when: {every: month, monthdays: [15], at: 19:00}}",
    good="slots:\n  vote: {when: {every: week, weekdays: [fri], at: 19:00}}",
    hint="选一个星期几，每周只做同一件事，比如周五猜谜",
)
def theme_day_missing(case: SopCase) -> Findings:
    if case.sop.kind not in {"traffic", "content"}:
        return
    whens = [slot.when for slot in case.sop.slots.values()]
    if not any(when.weeks == 1 and 1 <= len(when.weekdays_shown) <= 2 for when in whens):
        yield At(("slots",), "没有一条固定在每周某一天", key=True)
