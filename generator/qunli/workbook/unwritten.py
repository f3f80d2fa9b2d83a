"""What stands where the text of a post would be and says that there is none yet: 待定, 文案当天早上定, 等老板写."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qunli.problem import Problem
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.questions import Interview, Question
from qunli.workbook.spelling import simplified
from qunli.workbook.tables import Cell

LATER, AS_IT_IS = "先不收", "就发这几个字"
_KEY = "还没写好的话"
_NO_TEXT, TITLE = "没写文案的几条", "就发标题"
_A_TITLE = 8  # letters
_LONGEST = 24  # letters

_OF = r"(?:(?:这[条个次]|本条|当天|今日|今天|具体|详细|活动|推文|主推|产品|的)*(?:文案|文字|内容|话术|正文|文本|推文|稿子?|文章|图文|海报|图片?|主题|选题|当[日天]菜单|菜单|菜品|价格|品种|款式?|细节|情况|要发的话?)*[\s:：，,]*)"
_WHEN = (
    r"(?:当[天日]|当晚|到时候?|届时|临时|临场|临发前|现场|现|[早中晚]上|早晨|上午|下午|中午|前一?[天晚]|提前一?天?|[本这下]?周[一二三四五六日天末]?前?|明天|后天|[今明后][早晚]|"
    r"[稍之以]后|后[续面]?|随后|晚[点些]|回头|过[后两几]?天?|月[初中底]|\d{1,2}(?:月\d{1,2})?[日号点]前?|再|另|还|尚|暂|先)"
)
_BOSS = r"(?:[一-鿿A-Za-z]{0,2}(?:老板娘?|店长|掌柜|总[部店监]?|公司|品牌方?|供应商|厂家|门店|主管|经理|运营|老师|同事|设计师?|客户|甲方|编辑|群主|小编|助理|那边|姐|哥|叔|姨)|[阿小老大][一-鿿]|[A-Z][a-z]{1,8}|我|大家|自己)"
_MAKES = (
    r"(?:来|去|会|给|现|再|统一|自行|自己)*(?:[拟编写想定改补出给供配发]|补[上充齐]|填[写上]?|撰写|编[写辑]|提供|确[认定]|决定|敲定|更新|通知|安排|下发|发挥|商[量议]|讨论|完善|设计|拍[摄图]?(?![下卖品])|上?传|公[布告]|供稿|发[布送出来])"
    r"(?:文案|内容|话术|图|稿|一下)?"
)
_NONE_YET = (
    r"(?:待[一-鿿]{0,6}(?:定|补充?|写|出|拟|编|选|改|审核?|确[认定]|更新|提供|通知|完善|设计|商[量议]|讨论|填[写]?|给|拍图?|做图?|上?传|修图?|剪辑?|录制?)|未[定出写拟]|未确定|"
    r"(?:[没未]有?|还没有?|还未|尚未|暂未)(?:想好|写好?|编|弄好?|做好?|定好?|出来?|确定|准备好?|拟好?|编好?|文案|内容|给)|(?:暂时?|目前|还|先)?(?:空着?|缺|留空|欠着)|暂[无缺]|"
    r"自[拟编定]|(?:群主|小编|店长|运营|大家|店员)?自由发挥|随意?发挥|即兴发挥|自行(?:编辑|发挥|拟定|决定|安排|撰写)|随便(?:写|发|说)(?:点[啥什]?么?|两句|几句)?|看着[发办写](?:吧|就行)?|"
    r"[见看详][\s]*(?:群?公告|通知|老板|店长|当天|现场|安排)[^，。！!?？]{0,6}|另行通知|略|同海报|同[左右上下前](?:一[条行])?|照上|(?:看情况|随机|随缘|视情况|看心情|按情况|酌情)(?:发|定|写|推)?|到时候?再说|(?:还|正)在(?:写|编|想|改|做|拟|等)|coming soon|to be (?:confirmed|decided|written|announced|added|done)|tb[acd](?:\s*(?:by|from|w/|with|in|on|@|-)\s*[\w ]{1,16})?|placeholder|n/?a|lorem ipsum.*|[xX]{2,}|[?？.…。_＿]{1,}|…+)"
)
# What was posted before, or where the text lies: 同上周, 沿用去年的文案, 文案见群文件V2.
_BEFORE = r"(?:上上?|前|去|昨|往)一?个?(?:周|星期|礼拜|月|期|次|回|场|年|[天日]|轮|届|版)[一二三四五六日天]?"
_ELSEWHERE = (
    rf"(?:(?:[同照按]|沿用|复用|套用|参照|参考|重发|再发|用|和|跟)(?:着|一样)?(?:{_BEFORE})的?(?:那[条个篇版])?(?:文案|内容|话术|文字|正文|推文|图文?|一样|相同|版本?|的|发|即可|就行)*|照旧|老样子|照老样子发?|"
    r"(?:已?[见看在放存]于?|详见|参见|已?发[在到]|找)[^，。！!?？]{0,8}?(?:群文件|文件夹?|文档|附件|网盘|微盘|云盘|素材库|话术库|文案库|飞书|石墨|语雀|钉钉|邮件|邮箱|聊天记录|收藏|备忘录|另(?:一张|外的?)?表|[Ss]heet ?\d*)(?:(?!第)[^，。！!?？]){0,8})"
)
_LATER = (
    rf"(?:(?:根据|按照?|参考|视|看|照)[^，,。！!?？]{{1,8}}?(?:来|再|为准|{_MAKES})|以[^上下，,。！!?？]{{1,8}}?(?:为准|{_MAKES})|"
    rf"{_WHEN}+(?:由|等|看|让|请)?{_BOSS}?{_MAKES}|(?:等|[由让请看问等]{_BOSS}的?)(?:通知|安排|消息|文案|内容|指示|图|稿子?)|"
    rf"(?:由|等|看|让|请|问){_BOSS}?{_WHEN}*{_MAKES}|{_BOSS}(?:{_MAKES}|{_WHEN}+{_MAKES}))"
)
_REST = r"(?:给?我们?|过来|上[来去]|进来|一[下张份]|了|的|吧|哈|啊|中|为准|再说|再发|后发|即可|就行|为主)*"
_UNWRITTEN = re.compile(
    rf"{_OF}(?:{_BOSS}还?)?(?:{_NONE_YET}|{_LATER}|{_ELSEWHERE}){_REST}(?:[，,、\s]+{_OF}(?:{_NONE_YET}|{_LATER}|{_ELSEWHERE}){_REST})*",
    re.IGNORECASE,
)
_AROUND = "()（）[]【】「」<>《》*＊#—-–~～ 。.!！"


def is_unwritten(words: str) -> bool:
    """Say whether words only tell that a text is still to be written, or by whom or when."""
    plain = simplified(" ".join(words.split())).strip(_AROUND)
    return 0 < len(plain) <= _LONGEST and _UNWRITTEN.fullmatch(plain) is not None


def unwritten(cells: Mapping[str, Cell], interview: Interview) -> Problem | None:
    """Return what is told of a row whose text is not written yet, None for other rows, or where it is to be posted as it is.

    Whether the row is left out until then is asked, and without an answer it is a fault.
    """
    text = cells.get("copy") or cells.get("title")
    if not text or not is_unwritten(text.text):
        return None
    said = " ".join(text.text.split())
    asked = f"「{said}」像是话还没写好。先不收，写好了再导入一次？别的这样的几条也一样"
    question = Question(_KEY, asked, text.place, (LATER, AS_IT_IS))
    doubt = f"{text.place.cell}「{said}」像是话还没写好"
    return until_written(interview, question, f"「{said}」是话还没写好", doubt, "填上要发的话")


def title_alone(cells: Mapping[str, Cell], interview: Interview) -> Problem | None:
    """Return what is told of a row with a short title and no text among rows with texts, None for other rows.

    Whether the title is posted is asked, and without an answer it is a fault.
    """
    title = cells.get("title")
    if not title or cells.get("copy") or len(title.text) > _A_TITLE or cells.get("media"):
        return None
    text = f"「{title.text}」这样的几条没写文案，别的行写了。先不收，还是就发标题那几个字？"
    question = Question(_NO_TEXT, text, title.place, (LATER, TITLE))
    told = f"「{title.text}」没写文案"
    return until_written(interview, question, told, f"{told}，别的行写了", "填上要发的话")


def until_written(
    interview: Interview, question: Question, told: str, doubt: str, way_out: str
) -> Problem | None:
    """Return what is told of a row that the question leaves out until its text is written, None where it is posted.

    The first of the question's choices leaves it out, the other posts it as it is; without an answer it is a fault.
    """
    answer = interview.ask(question)
    if answer is None:
        return question.place.problem("Q003", f"{doubt}，看不出发什么", question.way_out(way_out))
    if answer != question.choices[0]:
        return None
    return question.place.problem(LEFT_OUT, f"{told}，这一条没有导入", "写好了再导入一次", "warning")
