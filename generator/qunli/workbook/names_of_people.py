"""Words that are names of people, or of their trades in a shop: 小周, 王姐、阿杰, Mia, 前台."""

from __future__ import annotations

import re

_SURNAME = "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱覃武戴莫孔向汤康严柳申祁尤费温]"
_TITLE = "(?:姐|哥|妈|姨|叔|嫂|老师|店长|经理|师傅|掌柜|老板|主管|医生|教练|总)"
_PERSON = re.compile(
    rf"(?:[阿小老大][一-鿿]|[一-鿿]{{1,2}}{_TITLE}|{_SURNAME}[一-鿿]{{1,2}}|[A-Z][a-z]{{1,8}}|休息?|/|轮休)"
)
# 大米 may be what is sold, and 白牡丹; these are people.
_SURE = re.compile(
    rf"(?:阿[一-鿿]|[小老大]{_SURNAME}|[一-鿿]{{1,3}}{_TITLE}|[A-Z][a-z]{{1,8}}|前台|店员|导购|客服|班主任|群主|助教|(?:老|本)?店[长主]|老板娘?)"
)
# Somebody of the shop, by a name that can be nothing else, or by a trade.
STAFF = (
    rf"阿[一-鿿]|[小老大]{_SURNAME}|小(?![店馆铺院区组])[一-鿿]|[一-鿿]{{1,2}}{_TITLE}|{_TITLE[3:-1]}|"
    "妆娘|化妆师|摄影师|美容师|技师|发型师|造型师|花艺师|营养师|育婴师|助教|前台|店员|导购|客服|店助|群主|老板娘?|厨师|大厨|药师|护士|司机|收银员?"
)
_BETWEEN = re.compile(r"[、,，/+&和\s]+")


def is_person(words: str) -> bool:
    """Say whether words are names of people, or somebody's day off: 小周, 王姐、阿杰, Mia, 休息."""
    return all(map(_PERSON.fullmatch, _BETWEEN.split(words)))


def is_surely_person(words: str) -> bool:
    """Say whether words can be nothing but a person's name or trade: 王姐, 阿杰, 贺老师, Mia, 前台."""
    return all(map(_SURE.fullmatch, _BETWEEN.split(words)))
