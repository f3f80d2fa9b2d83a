"""Q457-Q463: does a text say what its offer says, and can its reader refuse?"""

from __future__ import annotations

import re

from qunli.checks.letters import Letters
from qunli.checks.offers import draw
from qunli.checks.reading import opened, plain
from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, SlotCase, SopCase, TextCase
from qunli.model import Discount, Lottery
from qunli.words import WAYS

TOLERANCE = 0.15
_PROMISE = re.compile(
    r"抽奖|抽\d+位|抽[一两三五十]位|拼团|秒杀|买[一二两三1-3]送[一二两三1-3]|第二[份件杯瓶]半价|(?:打|享|全场)\d(?:\.\d)?折"
)
# Promises are read through the disguises that hold for any words.
_KNOWN = Letters((), ())
_DENIED = re.compile("[不没无别非][^,。!?;]{0,4}$")
_FOLD = re.compile(r"(?<![\d.])([1-9](?:\.\d)?)折")
_LAST_CHANCE = re.compile("最后[一1]天|最后\\d+(?:小时|天)|最后一(?:次|晚|波)机会|最后\\d+小时")
_RULES = re.compile("规则|群公告|细则|活动说明|公告")
_REFUSAL = re.compile("退(?!货|款|换|还|费|钱|税)|不想收|免打扰|屏蔽|不再收|静音")

# Ways in which a message reaches somebody who did not open a group for it.
_UNASKED = ("mass-send", "private")


@check(
    "Q457",
    "折数和价格对不上",
    on=TextCase,
    level="warning",
    source="price",
    article="第十九条",
    why="文案说几折，就得真是几折；算出来对不上，是误导。",
    bad="slots:\n  sale:\n    copy: |\n      今晚5折\n      回1留一份\n    offer: {kind: discount, people: null, fallback: null, base_price: 100, price: 80}",
    good="slots:\n  sale:\n    copy: |\n      今晚8折\n      回1留一份\n    offer: {kind: discount, people: null, fallback: null, base_price: 100, price: 80}",
    hint="用现价除以原来的价重算，改折数或改价格（price ÷ base_price）",
)
def fold_does_not_match(case: TextCase) -> Findings:
    offer = case.parent.slot.offer
    if isinstance(offer, Discount) and offer.price and offer.base_price:
        real = offer.price / offer.base_price * 10
        read = opened(plain(case.text), _KNOWN)  # 85折 and 八五折 are 8.5折
        for found in _FOLD.finditer(read.text):
            if abs(float(found[1]) - real) > TOLERANCE:
                message = f"写的是 {found[1]} 折，{offer.price} ÷ {offer.base_price} 是 {real:.1f} 折"
                yield At(case.path, message, read.place(*found.span()))


@check(
    "Q458",
    "说了优惠，没填优惠的细节",
    on=TextCase,
    level="warning",
    source="promotion",
    article="第二十条（条号待核实）",
    why="优惠的条件、期限、数量填在 offer 里，才查得出写没写全，也才能印成规则卡。",
    bad="slots: {menu: {copy: 今晚拼团，回1}}",
    good="slots: {menu: {copy: 今晚菜单，回1}}",
    hint="把优惠填全：多少钱、到什么时候、每人几份（加在这一条的 offer 里）",
)
def promise_without_offer(case: TextCase) -> Findings:
    slot = case.parent.slot
    if slot.offer is None and slot.type == "activity":
        read = opened(plain(case.text), _KNOWN)
        for found in _PROMISE.finditer(read.text):
            if not _DENIED.search(read.text[: found.start()].rsplit("\n", 1)[-1]):
                place = read.place(*found.span())
                yield At(
                    case.path, f"文案说了「{case.text[slice(*place)]}」，这一条没填优惠的细节（offer）", place
                )
                return


@check(
    "Q459",
    "轮着发的文案写了“最后一天”",
    on=TextCase,
    level="warning",
    source="net-aucl",
    article="第九条",
    why="轮着发的话过几周又会出现，“最后一天”就成了假话。",
    bad="slots: {menu: {copy: 最后一天，回1}}",
    good="slots: {menu: {copy: 今晚八点收单，回1}}",
    hint="改成真的截止时间，或把这句挪到只发一次的那条里",
)
def last_day_again_and_again(case: TextCase) -> Findings:
    if case.parent.slot.when.routine and not case.parent.slot.once:
        found = _LAST_CHANCE.search(case.text)
        if found:
            yield At(case.path, f"「{found[0]}」会一遍遍发出去", found.span())


@check(
    "Q460",
    "抽奖的文案没说规则在哪",
    on=TextCase,
    level="warning",
    source="promotion",
    article="第十三条（条号待核实）",
    why="抽奖的全部规则要在开始前公布，文案里要让人找得到。",
    bad=draw(text="回1抽酸梅汤"),
    good=draw(),
    hint="加一句“规则见群公告”",
)
def lottery_without_rules_in_sight(case: TextCase) -> Findings:
    if isinstance(case.parent.slot.offer, Lottery) and not _RULES.search(case.text):
        yield At(case.path, "这条抽奖没说规则在哪里看")


@check(
    "Q462",
    "群发没说怎么不再收",
    on=SlotCase,
    level="warning",
    source="ad-law",
    article="第四十三条",
    why="没有同意不能发广告，发了也要让人知道是谁发的、怎么不再收到。",
    bad="kind: moments\nwelcome: null\nslots: {menu: {way: mass-send}}",
    good="kind: moments\nwelcome: null\nslots: {menu: {way: mass-send, copy: 今日菜单，不想收回退订}}",
    hint="在群发的文案里写“不想收到请回退订”，或在欢迎语里说清怎么退",
)
def mass_send_without_refusal(case: SlotCase) -> Findings:
    if case.slot.way not in _UNASKED or _REFUSAL.search(case.parent.always):
        return
    for text in case.texts():
        if not _REFUSAL.search(text.text):
            yield At(text.path, f"{WAYS[case.slot.way]}「{case.slot.title}」没说怎么不再收到")
            return


@check(
    "Q463",
    "欢迎语没说怎么退、怎么静音",
    on=SopCase,
    level="warning",
    source="ad-law",
    article="第四十三条",
    why="人进了群，也要随时能不收广告：告诉他怎么设免打扰、可以随时退。",
    bad="welcome: |\n  欢迎来到本店\n\n  不发广告，再发移出",
    good="welcome: |\n  欢迎来到本店\n\n  不发广告，再发移出\n\n  嫌吵可设免打扰",
    hint="加一句“嫌吵可设免打扰，随时可退群”",
)
def welcome_without_a_way_out(case: SopCase) -> Findings:
    if case.sop.welcome and not _REFUSAL.search(case.always):
        yield At(("welcome",), "欢迎语没说怎么设免打扰、怎么退群")
