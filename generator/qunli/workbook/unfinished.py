"""Texts that somebody still has to finish: blanks to fill, ＿＿折 and {店名}, what to write there, signs of a review, two drafts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qunli.problem import Problem
from qunli.workbook.questions import Interview, Question
from qunli.workbook.spelling import simplified
from qunli.workbook.tables import Cell
from qunli.workbook.unwritten import AS_IT_IS, LATER, until_written

_KEY = "没写完的话"
_HAN = "一-鿿"

_BLANK = re.compile(
    # A line to write on has something before or behind it; alone it parts two pieces of a text.
    r"(?<=[^\s_＿])[ ]?[_＿]{2,}|[_＿]{2,}[ ]?(?=[^\s_＿])|"
    # XX元, X月X日; 138XXXX is a number that is hidden, and XXL a size.
    rf"(?<![A-Za-z\d*])[XxＸｘ]{{2,4}}(?![A-Za-z\d*])|(?<![A-Za-z\d])[XxＸｘ]\s*(?:月\s*[XxＸｘ\d]|[日号点元块折份](?![{_HAN}]?光))|"
    rf"(?<![{_HAN}])某某|[○〇]{{2,}}|"
    rf"\$?\{{\{{?\s*[{_HAN}A-Za-z_][^{{}}\n]{{0,11}}\}}|[<＜][{_HAN}]{{0,6}}(?:名称?|姓名|昵称|日期|时间|地址|链接|价格?|金额|数量?)[>＞]|"
    rf"\[\s*(?:填写?|插入|替换|客户|顾客|会员|门店|店铺|品牌|活动|商品|产品|你的?|您的?|这里|此处|昵称|姓名)[{_HAN}]{{0,8}}\s*\]"
    r"|[【\[<＜(（]\s*(?:(?:客户|顾客|会员|学员|家长|用户|好友|对方)的?(?:姓名|名字?|昵称|称呼|名称)|(?:门店|店铺?|品牌|活动|商品|产品|课程)(?:名称?|名字)|(?:[一-鿿]{0,4})(?:链接|二维码))\s*[】\]>＞)）]"
    r"|[?？]{2,}\s*[元块折号点个份%]|【\s*】|[（(]\s*[)）]|\[\s*\]|「\s*」"
)
# A blank that members fill in: a riddle, a verse, an idiom.
_QUIZ = re.compile("填空|选|哪|[猜题谜诗]|成语|接龙|上句|下句|上联|下联|答[对案]|抢答|补全")
_WHAT_TO_WRITE = re.compile(
    r"[(（【\[<《「]?\s*(?:[请把将]?在?(?:这里|此处|此格|这一?格|这边|本格)(?:请|要|再|来|自己|自行|可以)*(?:写|填|放|插|补|贴|输入|替换|编辑|换成?|改成)|"
    r"(?:请|待)?(?:填写?|输入|插入|替换成?|粘贴)(?:你|您|本店|自己|活动|商品|文案|内容|正文|具体)的?[^，。！!]{0,10}(?:文案|内容|介绍|名称|价格|时间|地址|链接)?[)）】\]>》」]|"
    r"[^，。！!]{0,12}(?:\d+|[一二三四五六七八九十百]+)\s*字(?:以内|之内|左右|以下)\s*[)）】\]])"
)
# The same word of no meaning again and again, only to see how long a text is.
_FILLER = re.compile(
    r"(?:文案|内容|正文|文字|测试|标题|占位|填充|示例|话术|文本|test|text|copy|demo){2,}[\d.。…!！，,]*",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"[(（【\[]\s*(?:待[^】\])）\n，。]{0,8}(?:确认|核[实对准]|审[核批]?|复核|定稿|补[充全]?图?|更新|修改|改|批|完善)|"
    r"(?:未经?|等)[^】\])）\n，。]{0,6}(?:确认|核[实对准]|审[核批]|定稿)|初稿|草稿|draft)[^】\])）\n，。]{0,4}[】\])）]",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"^\s*[(（【\[]?(?:(?P<name>[A-Da-d甲乙丙])(?:稿|版本?|案|款|方案)|(?:方案|版本|文案|备选|稿)\s*(?P<other>[A-Da-d甲乙丙一二三四1-4]))\s*[】\])）]?\s*[:：.、]",
    re.MULTILINE,
)


def unfinished(texts: Iterable[Cell], interview: Interview) -> Problem | None:
    """Return what is told of a row with a text that is not finished, None for other rows, or where it is posted as it is.

    Whether the row is left out until then is asked, and without an answer it is a fault.
    """
    found = next(((cell, why) for cell in texts if (why := why_unfinished(cell.text))), None)
    if found is None:
        return None
    cell, why = found
    asked = f"{cell.place.cell} {why}，像是还没写完。先不收，写好了再导入一次？别的这样的几条也一样"
    question = Question(_KEY, asked, cell.place, (LATER, AS_IT_IS))
    return until_written(interview, question, why, f"{why}，像是还没写完", "改成要发的话")


def why_unfinished(words: str) -> str:
    """Return what shows that a text is not finished, "" for one that is."""
    text = simplified(words).strip()
    drafts = {found["name"] or found["other"] for found in _DRAFT.finditer(text)}
    if len(drafts) > 1:
        return "一格里写着几种写法"
    if _FILLER.fullmatch("".join(text.split())):
        return f"「{text[:8]}」是占位的字"
    if found := _WHAT_TO_WRITE.match(text):
        return f"「{text[:12]}」说的是这里写什么"
    if found := _REVIEW.search(text):
        return f"话里写着「{found[0].strip()}」"
    if (found := _BLANK.search(text)) and not _QUIZ.search(text):
        return f"话里留着「{found[0].strip()}」没填"
    return ""
