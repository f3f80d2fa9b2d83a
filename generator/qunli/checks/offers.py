"""Q450-Q461: are the typed facts of an offer whole and lawful?"""

from __future__ import annotations

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, SlotCase
from qunli.model import Discount, FlashSale, Gift, GroupBuy, Lottery, Referral

MOST_PRIZE = 50_000

_LOTTERY_FACTS = {
    "prizes": "奖品",
    "conditions": "参加的条件",
    "entry": "怎么参加",
    "draw_at": "什么时候开奖",
    "draw_method": "怎么开奖",
    "redeem_until": "兑奖到什么时候",
    "redeem_conditions": "兑奖的条件",
    "redeem_how": "怎么兑奖",
    "delivery": "怎么交付",
    "give_up": "怎样算放弃",
    "organiser": "谁主办",
    "contact": "怎么联系",
}
_PRIZE_FACTS = {"name": "奖品名", "category": "奖品种类", "value": "奖品价值"}
_GIFT_FACTS = {"name": "品种", "spec": "规格", "quantity": "数量", "until": "期限", "how": "方式"}
_NO_SALE = "base: null, ends: null, limit: null, price: null, people: null, fallback: null"
_LOTTERY = (
    f"kind: lottery, {_NO_SALE}, conditions: 群友都可参加, entry: 回1, draw_at: 周五19:00, draw_method: 群里录屏转盘, "
    "redeem_until: 周日21:00, redeem_conditions: 报尾号, redeem_how: 到店, delivery: 当面给, give_up: 周日后未领算放弃, "
    "organiser: 本店, contact: 群里的客服"
)


def draw(facts: str = _LOTTERY, value: int = 8, text: str = "回1抽汤，规则见群公告") -> str:
    """Return YAML for a slot that draws a prize."""
    prize = f"{{name: 酸梅汤, category: 饮料, quantity: 3, value: {value}}}"
    return f"slots:\n  sale:\n    copy: {text}\n    offer: {{{facts}, prizes: [{prize}]}}"


def _missing(value: object, facts: dict[str, str]) -> list[str]:
    return [title for name, title in facts.items() if getattr(value, name) is None]


@check(
    "Q450",
    "优惠没写和什么价比",
    on=SlotCase,
    level="warning",
    source="promotion",
    article="第二十一条",
    why="没写基准价的打折，按近七日同一场所的最低成交价算；编一个高价来打折，是价格欺诈。",
    bad="slots: {sale: {offer: {base: null}}}",
    good="slots: {sale: {offer: {base: 近7天同店最低成交价}}}",
    hint="写清和什么价比，并留好凭证（offer 里写 base: 近7天同店最低成交价）",
)
def offer_without_base(case: SlotCase) -> Findings:
    offer = case.slot.offer
    if isinstance(offer, Discount | GroupBuy | FlashSale) and offer.base is None:
        yield At(case.path("offer", "base"), f"「{case.slot.title}」的优惠没写和什么价比（base）", key=True)


@check(
    "Q451",
    "优惠没写期限和限制",
    on=SlotCase,
    level="warning",
    source="promotion",
    article="第二十条（条号待核实）",
    why="有期限、有条件的优惠，要事先说明什么时候截止、每人限多少。",
    bad="slots: {sale: {offer: {ends: null}}}",
    good="slots: {sale: {offer: {ends: 当晚20:00, limit: 每人2份}}}",
    hint="写上到什么时候、每人多少（offer 里的 ends 和 limit）",
)
def offer_without_limits(case: SlotCase) -> Findings:
    offer = case.slot.offer
    if isinstance(offer, Discount | GroupBuy | FlashSale):
        missing = _missing(offer, {"ends": "截止（ends）", "limit": "每人限多少（limit）"})
        if missing:
            yield At(case.path("offer"), f"「{case.slot.title}」的优惠没写{'、'.join(missing)}", key=True)


@check(
    "Q452",
    "赠品没写全",
    on=SlotCase,
    level="error",
    source="ad-law",
    article="第八条第二款",
    why="附带赠送的，要写明品种、规格、数量、期限和方式，五样少一样都不行。",
    bad=f"slots: {{sale: {{offer: {{kind: gift, {_NO_SALE}, name: 酸梅汤}}}}}}",
    good=f"slots: {{sale: {{offer: {{kind: gift, {_NO_SALE}, name: 酸梅汤, spec: 300毫升, quantity: 每桌1杯, "
    "until: 周日21:00, how: 结账时领}}}",
    hint="写全送什么、什么规格、几份、到什么时候、怎么领（offer 里的 name、spec、quantity、until、how）",
)
def gift_incomplete(case: SlotCase) -> Findings:
    if isinstance(case.slot.offer, Gift):
        missing = _missing(case.slot.offer, _GIFT_FACTS)
        if missing:
            yield At(case.path("offer"), f"「{case.slot.title}」的赠品没写{'、'.join(missing)}", key=True)


@check(
    "Q453",
    "抽奖的规则没写全",
    on=SlotCase,
    level="error",
    source="aucl",
    article="第十一条",
    why="有奖销售的信息要明确，规范促销行为暂行规定要求开始前公布：奖品、数量或概率、怎么参加、什么时候怎么开奖、怎么兑、谁主办。开始后不得随意改。",
    bad=draw(_LOTTERY.replace("draw_at: 周五19:00, ", "")),
    good=draw(),
    hint="把缺的规则补上，全文发在群公告（填在 offer 里）",
)
def lottery_incomplete(case: SlotCase) -> Findings:
    offer = case.slot.offer
    if not isinstance(offer, Lottery):
        return
    missing = _missing(offer, _LOTTERY_FACTS)
    for number, prize in enumerate(offer.prizes or (), 1):
        lacks = _missing(prize, _PRIZE_FACTS)
        if prize.quantity is None and prize.probability is None:
            lacks.append("数量或概率")
        missing += [f"第 {number} 个奖的{each}" for each in lacks]
    if missing:
        yield At(case.path("offer"), f"「{case.slot.title}」的抽奖没写{'、'.join(missing)}", key=True)


@check(
    "Q454",
    "奖品超过五万元",
    on=SlotCase,
    level="error",
    source="aucl",
    article="第十一条",
    why="抽奖式的有奖销售，最高奖不得超过五万元；一张票有几次机会的，合起来算。",
    bad=draw(value=60000),
    good=draw(),
    hint="把最高奖降到五万元以内",
)
def prize_over_the_cap(case: SlotCase) -> Findings:
    offer = case.slot.offer
    if isinstance(offer, Lottery):
        for number, prize in enumerate(offer.prizes or ()):
            most = (prize.value or 0) * offer.chances
            if most > MOST_PRIZE:
                path = case.path("offer", "prizes", number, "value")
                yield At(path, f"「{case.slot.title}」的最高奖合 {most} 元，超过 {MOST_PRIZE} 元")


@check(
    "Q455",
    "老带新像传销",
    on=SlotCase,
    level="error",
    source="pyramid",
    article="第七条",
    why="按人头算钱、交钱才能加入、按下线的业绩算钱，占一样就是传销；法规没有说几级以内安全。",
    bad=f"slots: {{sale: {{offer: {{kind: referral, {_NO_SALE}, reward: 10元券, levels: 2, pay_basis: team-sales}}}}}}",
    good="slots: {sale: {title: 谢谢介绍}}",
    hint="只谢本人直接促成的那一单，不往下分级，不收入门的钱（offer 里写 levels: 1、pay_basis: direct-sale）",
)
def referral_like_a_pyramid(case: SlotCase) -> Findings:
    offer = case.slot.offer
    if isinstance(offer, Referral):
        wrong = _pyramid(offer)
        if wrong:
            yield At(case.path("offer"), f"「{case.slot.title}」的老带新{'、'.join(wrong)}", key=True)


def _pyramid(offer: Referral) -> list[str]:
    wrong = []
    if (offer.levels or 0) > 1:
        wrong.append(f"有 {offer.levels} 级")
    if offer.entry_fee:
        wrong.append(f"要先交 {offer.entry_fee} 元")
    if offer.pay_basis in {"headcount", "team-sales"}:
        wrong.append("按人头算钱" if offer.pay_basis == "headcount" else "按下线的业绩算钱")
    return wrong


@check(
    "Q456",
    "给介绍人好处，要格外当心",
    on=SlotCase,
    level="warning",
    source="pyramid",
    article="第七条",
    why="只有一级、只按直接成交给谢礼，也没有哪条法规说它一定安全；平台还禁止拿好处换转发和拉人。",
    bad=f"slots: {{sale: {{offer: {{kind: referral, {_NO_SALE}, reward: 小菜1份, levels: 1, pay_basis: direct-sale}}}}}}",
    good="slots: {sale: {title: 谢谢介绍}}",
    hint="能不给就不给；要给，就当面谢，不写进群里的文案",
)
def referral_reward(case: SlotCase) -> Findings:
    offer = case.slot.offer
    if isinstance(offer, Referral) and not _pyramid(offer):
        yield At(case.path("offer"), f"「{case.slot.title}」给介绍人好处", key=True)


@check(
    "Q461",
    "拼团、抢购没写全",
    on=SlotCase,
    level="warning",
    source="promotion",
    article="第二十条（条号待核实）",
    why="拼团要写几人成团、不成怎么办；抢购要写多少份、几点开始、怎么取。",
    bad="slots: {sale: {offer: {fallback: null}}}",
    good="slots: {sale: {offer: {people: 3, fallback: 不成团原路退款}}}",
    hint="拼团写几人成团、不成怎么办；抢购写有几份、几点开始、怎么取（offer 里的 people、fallback；stock、starts、pickup）",
)
def group_buy_incomplete(case: SlotCase) -> Findings:
    offer = case.slot.offer
    missing: list[str] = []
    if isinstance(offer, GroupBuy):
        missing = _missing(offer, {"people": "几人成团", "fallback": "不成团怎么办"})
    elif isinstance(offer, FlashSale):
        missing = _missing(offer, {"stock": "多少份", "starts": "几点开始", "pickup": "怎么取"})
    if missing:
        yield At(case.path("offer"), f"「{case.slot.title}」没写{'、'.join(missing)}", key=True)
