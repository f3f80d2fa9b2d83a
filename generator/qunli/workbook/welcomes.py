"""Rows that answer to somebody's coming, offered as the welcome of a plan that has none."""

from __future__ import annotations

import re

from qunli.workbook.findings import Findings
from qunli.workbook.grouping import Data
from qunli.workbook.questions import Interview, Question
from qunli.workbook.steps import Step

KEY, TAKE, LEAVE = "进群就发的几条", "放进欢迎语", "不要"
_COMES = re.compile("入群|进群|加群|扫码|加好友|新人|新成员")
# What is said hours or days later is no welcome.
_LATER = re.compile(r"小时|钟头|天|日|周")
# What staff shall do, and no words to a customer.
_DEED = re.compile(r"(?:发|推|引导|介绍|邀请|提醒|私信|拉|打招呼|@)")


def take_welcome(data: Data, findings: Findings, interview: Interview) -> None:
    """Make the rows for newcomers the welcome of a plan that has none, where that is the answer."""
    steps = [step for step in findings.set_aside if _is_welcome(step)]
    if not steps or data.get("welcome"):
        return
    text = f"有 {len(steps)} 条是进群就发的，放进这份计划的欢迎语吗？"
    question = Question(KEY, text, steps[0].at("when"), (TAKE, LEAVE), TAKE)
    if interview.ask(question) == LEAVE:
        return
    slots = data.pop("slots")
    data["welcome"] = "\n\n".join(step.text("copy") for step in steps)
    data["slots"] = slots
    findings.set_aside = [step for step in findings.set_aside if step not in steps]
    findings.changes.append(f"进群就发的 {len(steps)} 条放进了欢迎语")


def _is_welcome(step: Step) -> bool:
    words = " ".join((step.text("when"), *(each.text for each in step.days)))
    text = step.text("copy")
    return bool(text and not _DEED.match(text) and _COMES.search(words) and not _LATER.search(words))
