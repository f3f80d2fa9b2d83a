"""Q6xx: what WeChat and WeCom allow, judged on slots and on the plan. Words are in wordings/platforms.yml."""

from __future__ import annotations

from collections import Counter

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, PlanCase, SlotCase, TextCase

MOST_MASS_SENDS_A_DAY = 1
MOST_MOMENTS_PICTURES = 9
MOST_MOMENTS_CHARACTERS = 2000
MOST_SEND_ATTACHMENTS = 9
MOST_SEND_CHARACTERS = 4000
MANY_GROUPS = 5


@check(
    "Q607",
    "同一句话同一分钟发到很多群",
    on=PlanCase,
    level="warning",
    source="wechat-account",
    article="（推断，待核实）",
    why="同样的话同一分钟发到很多群，看起来就像外挂群发。",
    bad="calendar: {sops: {welfare: {groups: [一群, 二群, 三群, 四群, 五群, 六群]}}}",
    good="calendar: {sops: {welfare: {groups: [一群, 二群]}}}",
    hint="分成两个计划，错开十分钟以上，每个群说那个群自己的事",
)
def same_text_to_many_groups(case: PlanCase) -> Findings:
    for run_id, run in case.plan.shop.runs.items():
        if len(run.groups) > MANY_GROUPS and any(post.series.run == run_id for post in case.posts):
            yield At(("sops", run_id, "groups"), f"同一句话同一分钟要发到 {len(run.groups)} 个群", key=True)


@check(
    "Q608",
    "一个群一天群发超过一次",
    on=PlanCase,
    level="error",
    source="wecom-send",
    article="群发次数一节",
    why="企业微信里每位客户、每个客户群每天一次最稳；超了发不出去，顾客也烦。",
    bad="slots:\n  menu: {way: mass-send, when: {date: 2026-12-09, at: 11:00}}\n"
    "  tip: {way: mass-send, when: {date: 2026-12-09, at: 15:00}}",
    good="slots:\n  menu: {way: mass-send, when: {date: 2026-12-09, at: 11:00}}",
    hint="一天只留一条群发，别的由店员在群里直接发",
)
def mass_send_twice_a_day(case: PlanCase) -> Findings:
    times: Counter[tuple[str, str]] = Counter()
    told = set()
    for post in case.posts:
        if case.slot(post).way == "mass-send":
            run = case.plan.shop.runs[post.series.run]
            for group in run.groups:
                key = (group, post.start.date().isoformat())
                times[key] += 1
                if times[key] > MOST_MASS_SENDS_A_DAY and group not in told:
                    told.add(group)
                    yield At(
                        ("sops", run.id), f"「{group}」{key[1]} 一天要群发 {times[key]} 次以上", key=True
                    )


@check(
    "Q609",
    "朋友圈的图或字太多",
    on=SlotCase,
    level="warning",
    source="wecom-send",
    article="客户朋友圈一节",
    why="客户朋友圈一条最多九张图或一个视频或一个链接，文字最多两千字。",
    bad="slots: {menu: {way: moments, when: {at: 12:00}, media: [一, 二, 三, 四, 五, 六, 七, 八, 九, 十]}}",
    good="slots: {menu: {way: moments, when: {at: 12:00}, media: [一, 二, 三]}}",
    hint="最多九张图；图和视频分两条发",
)
def moments_too_big(case: SlotCase) -> Findings:
    if case.slot.way != "moments":
        return
    if len(case.slot.media) > MOST_MOMENTS_PICTURES:
        yield At(
            case.path("media"),
            f"朋友圈「{case.slot.title}」有 {len(case.slot.media)} 样图，最多 9 张",
            key=True,
        )
    if any(len(text) > MOST_MOMENTS_CHARACTERS for text in case.slot.said.values()):
        yield At(case.path("copy"), f"朋友圈「{case.slot.title}」超过 {MOST_MOMENTS_CHARACTERS} 字", key=True)


@check(
    "Q610",
    "群发的附件或字太多",
    on=TextCase,
    level="warning",
    source="wecom-send",
    article="群发内容一节",
    why="企业微信一次群发最多九个附件、四千个字。",
    bad="slots: {menu: {way: mass-send, media: [一, 二, 三, 四, 五, 六, 七, 八, 九, 十]}}",
    good="slots: {menu: {way: mass-send, media: [一, 二]}}",
    hint="附件留九个以内",
)
def mass_send_too_big(case: TextCase) -> Findings:
    slot = case.parent.slot
    if slot.way != "mass-send":
        return
    if len(slot.media) > MOST_SEND_ATTACHMENTS:
        yield At(
            case.parent.path("media"), f"群发「{slot.title}」有 {len(slot.media)} 个附件，最多 9 个", key=True
        )
    if len(case.text) > MOST_SEND_CHARACTERS:
        yield At(case.path, f"群发「{slot.title}」超过 {MOST_SEND_CHARACTERS} 字")
