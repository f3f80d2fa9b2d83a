"""Lines that only say what is to be done, 发早安和本周优惠, where the texts of posts would stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qunli.workbook.questions import Interview, Question
from qunli.workbook.tables import Cell

AS_POSTS = "照着发"
_KEY = "写的是要做的事"
_FEWEST = 2
_LONGEST = 24  # letters
_DEED = re.compile(
    r"(?:在?群[里内]?|朋友圈)?(?:发[布送]?(?!现|[货车薪财烧热型芽展起票生育明言挥条酵福抖呆愁胖霉]|放假|红包)|推送|群发|转发|推(?=[一-鿿]*(?:图|文|链接|款|活动)))[^，。！!?？~～]{2,}"
)
# Whoever speaks to customers sounds like this.
_SPOKEN = re.compile("[！!?？~～]|[啦呀哦喔哈噢咯喽吧]|[你您咱]|我们|家人|大家|宝子|亲们|姐妹")


def require_said(cells: Sequence[Cell], interview: Interview) -> None:
    """Ask whether texts are posted as they are where most of them only say what is to be sent; no answer is safe."""
    deeds = [cell for cell in cells if _is_deed(cell.text)]
    if len(deeds) < _FEWEST or len(deeds) * 2 <= len(cells):
        return
    first = deeds[0]
    named = f"{first.place.cell}「{first.text[:_LONGEST]}」"
    text = f"{named} 等 {len(deeds)} 条写的像是要做什么，不是要发的话。就照这几个字发到群里吗？"
    question = Question(_KEY, text, first.place, (AS_POSTS,))
    message = f"{named} 等 {len(deeds)} 条写的像是要做什么，看不出发什么话"
    interview.require(question, message, question.way_out("把要发的话写进格子里，或另加一列「文案」"))


def _is_deed(words: str) -> bool:
    clause = words.split("，")[0].strip()
    return len(words) <= _LONGEST and _DEED.match(clause) is not None and _SPOKEN.search(words) is None
