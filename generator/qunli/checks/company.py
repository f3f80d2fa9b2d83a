"""What around a word takes it back: a denial in its clause, and passages where the same words are no claim.

All of it is data for Python and the browser alike, in the common part of their regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# A clause ends here: a negation before it says nothing about what comes after it.
CLAUSE_END = r"[,。!?;:\n]|但|而是|却(?!步)|反而"
SENTENCE_END = r"[。!?\n]"
NEGATION = (
    "不(?:能|可(?!错过|多得|思议|或缺|不)|会(?!错|后悔|让你)|具|是|做|得(?!了|不)|宜|涉|承诺|保证|包|用(?!愁|担心|怕|想)|搞|请|要(?!错过|钱|犹豫)"
    "|准|许|提供|谈|说|敢|算|接|应|等于|代表|替代|作|存在|靠|拿|玩|设|收|找|雇|允许|建议|劝|写|让|卖|鼓励|支持)"
    "|非(?!常|凡|遗|要)|勿|禁|拒|谢绝|杜绝|远离|反对|抵制|没有|没人|从不|从未|无需|无须|绝不|别(?:用|搞|信|做|说|买|请|发|再|来|留|在|把|写|填)|(?:不|没|未|无|别)$"
)
# Denials that hold for their whole clause, however far before the words.
FIRM = (
    "(?:拒绝|杜绝|抵制|谢绝|严禁|禁止|反对)(?!不|没|无)"
    "|(?:从来?|绝对?|坚决|一律|一概|永远|决)不(?:会|去|做|搞|用|靠|拿|参与|允许|接受|支持|碰|请|找|雇|卖|写|发|说)"
    "|不(?:会|能|可以?|得|准|许)(?:为了?|因为?|通过|用|靠|拿|去)"
)
FIRM_BEFORE = 24
ANNOUNCED_BEFORE = 80
# A denial after the words, to the end of its clause (刷单我们不做), or one that takes them up again: 刷单，这种事我们不搞.
_WE = "(?:我们?|咱们?|俺们?|本店|小店|店里|我家|我们家|我们店|大家|群里|本群)"
_NEVER = "(?:都|也|从来?|从来都?|一概|一律|坚决|绝对?|统统|向来|可|真的?|谁)?"
_MAY = "(?:会|能|可以?|得|让)?(?:去|再)?"
_VERB = "(?:搞|做|干|碰|沾|请|招|雇|收|卖|写|发|开(?!心)|办|教|接单?|参与|承诺|保证|提供|支持|允许|许|准)"
_ENDS = "(?:这一?套|这些|过)?[了的啦哦呢喔]?(?=[,。!?;:~\\n]|$)"
_THING = "(?:的)?(?:事儿?|话|词|字眼?|活儿?|做法|说法|套路|勾当|手段|把戏|广告|单子|钱)?"
TAKEN_UP = (
    f"^(?:[^,。!?;:\\n不没]{{0,4}})[,:。]?(?:像|对)?(?:这|那)(?:种|类|样|些|一套){_THING},?{_WE}?{_NEVER}"
    f"(?:不|没){_MAY}(?:{_VERB}|玩|弄|用(?!说|问|讲|怀疑|担心|愁|猜)|说|敢|要(?!错过)|存在)(?!不)"
)
DENIED_AFTER = (
    f"^[^,。!?;:\\n不没]{{0,2}}{_THING}(?:,?{_WE})?{_NEVER}(?:不{_MAY}|没){_VERB}{_ENDS}"
    f"|^[^,。!?;:\\n不没有零无]{{0,3}},?{_WE}?(?:这里|这儿|我们这)?(?:从来|一直|都|也|可)?没有(?:的)?(?=[,。;\\n]|$)"
    '|^[”"』」]?(?:的)?(?:行为|内容|广告)?(?:一律)?'
    "(?:免谈|勿扰|勿入|绕道|免进|是(?:假|骗人|违法|违规|不(?:对|允许|可能))的)"
)
# A denial that announces what it denies: 这些我们不发：刷单、返现.
ANNOUNCED = (
    "(?:不(?:能|会|许|准|得|可以?)?(?:搞|做|干|发|说|写|收|卖|接|允许|许|准|支持|提供|碰|有|出现)|禁止|严禁|谢绝|拒绝|杜绝|抵制"
    "|别(?:发|做|搞|说|写|碰))(?:的|了|以下|如下|这些|这几[样种件]|内容|行为|事情?|话|词|有|是|包括|发布?){0,4}:[^。!?:\n]{0,60}$"
)
# Streets and houses: what follows the words makes them a part of a name; or they are spoken of as words.
NAMED_AFTER = (
    "^(?:[东西南北中])?(?:大道|路|大街|街|巷|胡同|里弄|广场|大厦|公寓|小区|花园|地铁站|公交站)"
    "(?:[0-9一二三四五六七八九十东西南北中上口店站附旁与和、,。!?;:\\n]|$)"
    "|^[^,。!?;\\n]{0,3}这(?:个|种|类|两个|几个)(?:词|字眼|说法|叫法|单词)"
)
_BEST = "(?:为|更|是|也|就|时|的|口感|风味|味道|食用|饮用|吃|喝|用|泡|煮)?(?:为|是|更|也)?最(?:佳|好(?![吃喝用看闻玩的])|适合|宜|合适)"
_NUMBER = "(?:[0-9]+(?:\\.[0-9]+)?|[一二两三四五六七八九十半]+)"
_WHEN = (
    "(?:口感|风味|饭前|饭后|餐前|餐后|空腹|睡前|早上|晚上|早晚|冷藏后?|冰镇后?|冰一下|加热后?|热一下|趁热|现做现吃|现煮|开封后"
    f"|{_NUMBER}(?:度|℃|°c|分钟|秒|(?:个?小时|天|周|个月)(?:之?内|以?后|左右))(?:以?内|左右|后|时|里)?)"
)
# Passages in which words claim nothing: titles and names, tips for use, what somebody complained of, what others say that is
# warned of or denied.
HARMLESS = (
    "《[^《》\\n]{1,30}》"
    '|(?:名叫|叫做|名为|店名|品名|菜名|书名|歌名|片名|商标)(?:是|为|:)?[“"「『][^”"」』\\n]{1,16}[”"」』]'
    f"|{_WHEN}(?:[^,。!?\\n最]{{0,4}})?{_BEST}"
    "|(?:趁热|现煮|现做)[^,。!?\\n最]{0,4}最(?:香|鲜|嫩|好吃|好喝)"
    "|最(?:佳|好的?)(?:赏味|食用|品尝|饮用|使用|保存|存放|观赏|拍照)(?:期|时间|时机|温度|日期|方法|方式)?"
    "|(?:顾客|客人|客户|买家|家长|网友|会员|粉丝|有人|朋友|街坊|姐妹|大姐|阿姨)[^。!?\\n]{0,10}"
    '(?:投诉|抱怨|质疑|吐槽|怀疑|担心|质问|生气|不满|骂)[^。!?\\n“"「『]{0,8}'
    '(?:“[^”\\n]{0,60}”|"[^"\\n]{0,60}"|「[^」\\n]{0,60}」|『[^』\\n]{0,60}』|[:,]?(?:说|我们|本店|店里|你们|怎么|是不是|有没有)[^,。!?\\n]{0,16})'
    "|(?:有人|谁|朋友|有家|有些|陌生人|对方|骗子)[^。!?\\n]{0,40}(?:是骗|骗局|骗人|别信|别加|别去|别照做|别理|举报|报警|没有?依据|是假的|是传销|我拒|没答应|违法|封号|上当|不靠谱)"
    "|问[^。!?\\n]{0,6}(?:能不能|是不是|有没有|会不会|可不可以|做不做|卖不卖|收不收)[^。!?\\n]{0,24}[,。:?][^。!?\\n]{0,10}(?:不(?:能|是|会|做|卖|行|收|可以)|没有)"
)
MOST_AFTER = 40


@lru_cache(8)
def compiled(name: str) -> re.Pattern[str]:
    """Return one of the expressions above by its name in the browser's rules."""
    return re.compile(RULES[name])


RULES = {
    "clause_end": CLAUSE_END,
    "sentence_end": SENTENCE_END,
    "negation": NEGATION,
    "firm": FIRM,
    "taken_up": TAKEN_UP,
    "denied_after": DENIED_AFTER,
    "announced": ANNOUNCED,
    "named_after": NAMED_AFTER,
    "harmless": HARMLESS,
}


def is_denied_before(before: str, reach: int) -> bool:
    """Say whether what stands before some words denies them: up to `reach` before, or firmly and over its clause."""
    if compiled("announced").search(before[-ANNOUNCED_BEFORE:]):
        return True
    clause = compiled("clause_end").split(before[-FIRM_BEFORE:])[-1]
    near = clause[max(0, len(clause) - reach) :]
    return bool((reach and compiled("negation").search(near)) or compiled("firm").search(clause))


def follows(text: str, end: int, names: Iterable[str]) -> bool:
    """Say whether one of these expressions reads on from the end of some words."""
    after = text[end : end + MOST_AFTER]
    return any(compiled(name).search(after) for name in names)


def harmless(text: str) -> list[tuple[int, int]]:
    """Return the passages of a text in which words claim nothing."""
    return [found.span() for found in compiled("harmless").finditer(text)]
