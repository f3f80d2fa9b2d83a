"""Words beside a post that change when, whether or to whom it is posted: 改到19:00, 本周暂停, 和上面合并."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qunli.workbook.names_of_people import STAFF
from qunli.workbook.questions import Interview, Question
from qunli.workbook.spelling import simplified
from qunli.workbook.tables import Cell

ONLY_REMARKS = "只是说明"
_KEY = "备注里像是要改的"
_PARTED, TO_ALL = "各行发给谁不一样", "都发"
_MOST_NAMED = 5
_DAY = r"(?:\d{1,2}[月./]\d{1,2}[日号]?|\d{1,2}[月日号]|[下本这上]?(?:周|星期)[一二三四五六日天]?|明天|后天|[下本这]个?月|节[前后])"
# 不发火, 不发芽 say nothing of posts.
_NOT_SENT = "不发(?![火胖烧愁芽霉黄黑怒呆抖炎福])"
# 单只9.9起 is a price.
_ONLY = r"(?:仅|(?<![单每整半几两一二三四五六七八九十\d])只)"
# Said of the post itself, and not of what to write in it or to do beside it: 不发价, 别改成广告话, 删掉名单 are none.
_ORDER = re.compile(
    r"(?<![别勿就可])(?<!不要)改(?:[到至为在发期]|成|(?=[早午晚上中下]?[上午晚]?\s*\d{1,2}\s*[点:：月号]))|调[到至整]|提前到|提早到|推迟|延[期后迟]|顺延|[移挪换]到|往[前后][推挪移]|"
    r"暂停|停[发更推]|先不发|暂不|(?<!就)(?:不|别|勿|不用|不要|不再|无需|禁)发(?:$|[了吧]|送$)|"
    rf"(?:从|自)?{_DAY}(?:起|开始|以后|之后|后再|再发)|(?:到|至){_DAY}(?:止|为止|结束|截止)|(?:截止|截至)到?{_DAY}|"
    rf"{_ONLY}(?:发|推|对|给|限|在)给?.{{0,6}}(?:群(?!用)|客|会员|vip|粉|朋友圈|视频号)|"
    rf"{_ONLY}(?:[发推在限逢]|限在)?(?:周[一二三四五六日天末]|星期|工作日|节假日|\d)|"
    r"除(?:了)?(?:周|星期|节|每|\d)|(?:[周日号天末节假期群客员粉]).{0,3}除外|^除外$|另行通知|"
    rf"视.{{0,8}}(?:而定|情况|天气|库存)|看(?:天气|情况|库存)(?:[而决]?定|发|再)|(?:下雨|雨天|天气|库存|没货|缺货|售罄|卖完).{{0,6}}(?:{_NOT_SENT}|停|改|取消|顺|推[后迟]|[早晚].{{1,4}}发)|"
    rf"[单双]周|隔[周天日]|(?:周末|周[一二三四五六日天]|节假日|假期|放假).{{0,4}}(?:{_NOT_SENT}|停(?![车留电水])|除外|休息(?![日区室厅时])|不更|改(?![吃喝良善])|提前(?![取订定约到买排报领预来看抢备囤])|推后|[早晚](?:点(?![:：铺摊店餐])|些|一|半|发))|"
    r"(?<!只)发[两二三四23][遍次回](?!以)|(?:再|重复)发(?:送|布)?[一1两二2三3]?[遍次]|^[仅限]限?.{0,4}(?:群|客户?|会员|粉丝)$|每隔|轮流|"
    r"postpone|cancel|moved? to|skip|paused?|do not post|don'?t post|on hold|tbd|tbc|only (?:on|for|to)",
    re.IGNORECASE,
)
# What a remark below or above a whole sheet says of the hour, the group or the person of every post.
_HOUR = r"(?:\d{1,2}\s*[点时:：]|[一二三四五六七八九十两]{1,3}点)"
_OF_ALL = re.compile(
    rf"(?:统一|都|均|一律|全部|默认|固定|每[条天次]|以上).{{0,10}}(?:{_HOUR}.{{0,6}}(?:发|推)|(?:发|推).{{0,8}}{_HOUR}|(?<!不)由.{{1,8}}(?:负责|发|执行))|"
    rf"(?:发[到至]|推[到至]|投放?[到至]).{{1,12}}群(?!外)|(?:未|没)(?:写|标|注明)?.{{0,6}}(?:时间|几点).{{0,8}}{_HOUR}|^.{{0,4}}由.{{1,8}}(?:统一)?(?:负责发|发布|发送|发出)"
)
# On a day without customers nothing is posted; said in a text it is the news itself.
_CLOSED = re.compile(
    rf"(?:{_DAY}|节假日|周末|放假|下雨|雨天).{{0,3}}(?:不(?:出摊|营业|开门|开档|开店|开工|上班|做生意|接单|配送|送货)|店休|公休|歇业|闭店|关门|打烊|收摊|没人)"
)
# These are orders only where a clause says nothing else.
_SHORT_ORDER = re.compile(
    r"取消|作废|停用|撤[掉回下]|^(?:这[条个次])?删[掉除]?$|下架|合并|并[到入]|和上[面一]|跟上[面一]|同上一[条行]|待.{0,3}(?:[定改补审]|确认)|未定|[没未]有?(?:想好|确?定)|等(?:通知|确认|定|老板|店长)|"
    r"替换[成为掉]|换成|(?<![他她])重发|再发一|补发|连发|各发|"
    r"^(?:这[条个次])?(?:提前|推后|晚|早)\s*(?:\d{1,3}|半|一|两)个?(?:小时|分钟|天|刻钟?)发?$"
)
_SHORT = 9
_CLAUSE = re.compile(r"[，。；;！!？?、,\n()（）【】\[\]]+")
_START = re.compile(
    rf"(?:从|自)?{_DAY}(?:起|开始)(?:正式)?(?:执行|实施|生效|施行|实行|启用|使用|推送|发布?)?"
)
# What a line of days says of them and is read there.
_OF_DAYS = re.compile(
    "[仅只]限?[在有]?(?=[周每工双星礼])|[单双]周|隔[周天日]|每隔|起|开始|轮流|(?:照|补|连|重|各)发.{0,2}"
)
# In the place of a text this leaves open whether anything is posted; as a remark it is what to look at before.
_OPEN = re.compile("看(?:天气|情况|库存)$")
# Somebody's day off is none of the shop's, and no post's: 妆娘周二休息.
_OFF_DUTY = rf"(?<![一-鿿])(?:{STAFF})(?:每)?(?:{_DAY}|周末)(?:[、和及到至-]{_DAY})?(?:[上下]午|[早中晚]上|全天)?(?:都|要)?(?:休息|轮休|调休|请假|不在|在?上班|没班)"
_HARMLESS = re.compile(
    "可以?(?:灵活|自行|适当|随时|酌情|微)*(?:调整|修改|变动|改动)|(?:延[期迟后]|取消|暂停|停[发更])的?(?:通知|公告|说明|提醒)|[“「]?[/\\—×-][”」]?(?:表示|代表|=|就是|是|指|为).{0,8}(?:不发|没有|无)|照发|照常|正常发|不取消|不用改|支持.{0,4}取消|可以?取消"
    # What a blank means where the sheet is explained.
    r"|(?:空(?:着|白|格)?|没有?(?:写|填|内容|钟点|时间)?|不填|未填|不写)(?:的|就|则|即|都|那[天一格]|格子?|当天|表示|代表|是|[，,])*不发"
    # Who is told otherwise is told then.
    rf"|(?:节假日|法定假日|假期|放假|春节|国庆|(?:如有|有|若有|遇)?(?:特殊情况|变[动化更]|调整|改动))[^，。；;]{{0,4}}另行通知"
    rf"|{_OFF_DUTY}"
    # What is done to a text before it is posted moves no post.
    rf"|(?:每|于|在)?{_DAY}.{{0,4}}前(?:(?:改|写|定|做|备|审|交|填|弄|拍|传|补|整理)[完好齐稿清]|审核?|确认|更新|提交|完成|核对)"
)


def is_order(words: str) -> bool:
    """Say whether words change when, whether or to whom something is posted."""
    plain = _HARMLESS.sub("", simplified(words))
    return any(map(_is_clause_of_order, map(str.strip, _CLAUSE.split(plain))))


def _is_clause_of_order(clause: str) -> bool:
    is_short = len(clause) <= _SHORT
    return _ORDER.search(clause) is not None or (is_short and _SHORT_ORDER.search(clause) is not None)


def is_off_duty(words: str) -> bool:
    """Say whether a line tells on which day somebody of the shop is off: 小美周二休息."""
    return re.search(_OFF_DUTY, simplified(words)) is not None


def is_of_all(words: str) -> bool:
    """Say whether a remark on a whole sheet says the hour, the group or the person of all its posts."""
    return any(map(_OF_ALL.search, map(str.strip, _CLAUSE.split(simplified(words)))))


def is_start(words: str) -> bool:
    """Say whether a title only says from when a plan holds, which no plan does: 社群排期 12月起执行."""
    rest = _START.sub("", words)
    is_said = rest != words
    rest = re.sub(r"20\d\d年", "", rest)
    return is_said and not is_order(rest) and not re.search(r"\d", rest)


def orders(cells: Sequence[Cell]) -> list[Cell]:
    """Return the remarks that change a post."""
    return [cell for cell in cells if is_order(cell.text)]


def is_closed(words: str) -> bool:
    """Say whether a remark tells on which days a shop is closed: 周一不出摊."""
    return _CLOSED.search(simplified(words)) is not None


_STANDBY = re.compile(
    r"^[(（【\[]?(?:备用|备选|候补)(?:文案|话术)?[)）】\]:：]|[(（【\[](?:备用|备选|候补)(?:文案|话术)?[)）】\]]$"
)


def doubts(cells: Sequence[Cell]) -> list[Cell]:
    """Return the lines and short texts that call something off or make it depend, whose days are read as they stand."""
    return [cell for cell in cells if _is_doubt(simplified(cell.text))]


def _is_doubt(words: str) -> bool:
    return is_order(_OF_DAYS.sub("", words)) or _OPEN.search(words) is not None or is_standby(words)


def is_standby(words: str) -> bool:
    """Say whether a text is marked as one for when another cannot be posted: 早安（备用）."""
    return _STANDBY.search(words.strip()) is not None


def require_remarks(cells: Sequence[Cell], interview: Interview) -> None:
    """Ask about orders and doubts; raise ContentError where nobody said that they are remarks only."""
    every = [*{cell.place: cell for cell in cells}.values()]
    if not every:
        return
    named = "、".join(
        f"{each.place.cell}「{' '.join(each.text.split())[:30]}」" for each in every[:_MOST_NAMED]
    )
    more = f" 等 {len(every)} 处" if len(every) > _MOST_NAMED else ""
    text = f"{named}{more} 像是要改时间、不发或只发给谁，这里照表上的收。只是说明吗？"
    hint = f"照它把那一行的时间、日子改好，不发的删掉，再去掉这句；只是说明就回答「{_KEY}」：{ONLY_REMARKS}"
    message = f"像是要改时间、不发或只发给谁，不敢照表上的收：{named}{more}"
    interview.require(Question(_KEY, text, every[0].place, (ONLY_REMARKS,)), message, hint)


def require_same(heads: Sequence[Cell], interview: Interview) -> None:
    """Ask about columns that tell for whom or on what condition each row is posted, which a plan does not hold."""
    if not heads:
        return
    named = "、".join(f"「{head.text}」" for head in heads)
    question = Question(
        _PARTED, f"{named} 各行不一样，计划里记不下，都发给一个群吗？", heads[0].place, (TO_ALL,)
    )
    hint = f"不同的人群、条件拆成几张表；都发给一个群就回答「{_PARTED}」：{TO_ALL}"
    interview.require(question, f"{named} 各行不一样，看不出哪些行要发", hint)
