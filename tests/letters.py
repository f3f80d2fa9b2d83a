"""Writes generator/qunli/checks/letters.json: how the characters of a disguised word are read.

Run it by hand where the lists below or the word checks change; it wants opencc (Apache-2.0: which characters are
traditional) and pypinyin (MIT: how they are said) beside the house, neither of which is needed to read the result.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from qunli.source import decode, parse_yaml

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "generator/qunli/checks/letters.json"
ABOUT = (
    "Made by tests/letters.py. `plain`: traditional characters (OpenCC, Apache-2.0) and letters of other scripts that look"
    " Latin; `rare`: rare characters said like a frequent one (pypinyin, MIT); `doubtful`: frequent ones likewise, which"
    " count in three characters or more; `strings`: split characters and known misspellings; `spelled`: words as they are"
    " typed in Latin letters; `syllables`: one syllable beside Chinese."
)
# Letters that look like others: Cyrillic and Greek ones on no Chinese keyboard's first page, and the round zero.
LATIN = dict(zip("аеорсухіѕԁԝνοαρτκωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxisdwvoaptkwabezhikmnoptyx", strict=True))
# The characters that carry the words filters look for; one for each syllable, since a disguise has one way back.
HEADS = "好高最第一微信佳级顶极国全唯独绝永冠加群扫码转赚返现券免费送赌彩票治疗癌肥减瘦药效胎保证过分抢购烟酒代刷单评赞假荐钱贷"
# Frequent characters that people put for them all the same.
DOUBTFUL = {
    "最": "醉罪嘴",
    "第": "弟递",
    "佳": "嘉",
    "级": "及极",
    "信": "芯",
    "群": "裙",
    "加": "咖伽",
    "治": "冶",
    "疗": "聊",
    "微": "徽",
    "码": "马玛",
    "返": "反",
    "元": "圆",
    "赚": "撰",
    "顶": "鼎",
    "癌": "岩",
    "肥": "淝",
}
# Characters taken apart, and misspellings of two characters that are no words of their own.
STRINGS = (
    "第1=第一 唯1=唯一 壹=一 弌=一 ➕=加 "
    "亻言=信 氵台=治 月巴=肥 讠正=证 女乃=奶 扌立=拉 亻弋=代 贝兼=赚 亻圭=佳 钅戋=钱 纟及=级 彳攵=微"
    " 疒了=疗 艹约=药 火因=烟 氵酉=酒 罪佳=最佳 醉佳=最佳 嘴佳=最佳 最嘉=最佳 罪好=最好 罪低=最低 醉低=最低 罪高=最高"
    " 醉高=最高 苐=第 弟一=第一 递一=第一 第衣=第一 徽信=微信 微芯=微信 徽芯=微信 薇芯=微信 威芯=微信 薇心=微信 加徽=加微"
    " 咖微=加微 咖薇=加微 +薇=加微 +徽=加微 +微=加微 反现=返现 扫马=扫码 国架级=国家级 聊效=疗效 冶疗=治疗 治聊=治疗"
    " 冶愈=治愈 包冶=包治 鼎级=顶级 顶及=顶级 顶极=顶级"
)
# Rare by their number and yet in names, dishes and ordinary words, so no disguise.
WRITTEN = (
    "圾亟佚俑俨偃偎僭兖厥叽吆咦咫唧嗳嘀嘟夭奕妃娉娓娴嫖嫣孢寮岘岱崛嵩帷幡幺弈徭怡悚懿戛戟扉搴斐昕晏暨杩枭"
    "柩桕梵棣椁檐歆氐沔浃淞渎漪潇澹瀵煨煲熠牍狩獗玮珈瓒甬畿瞟矶砥稷笃笈筝筵箫簪绐绯绶缢缭羁羟翊翡肴肽胭腌"
    "腓芷芾荃荻莞蕃蕨藓虔蛭蟆袈褰诘诠谏谛贻赍跄跻蹇轶迤迦逍邸郅酯酰鑫钛铮锏阄雉霏饴馔馨驿骁骞髻鳙鸠黛龅炝"
    "鲫鲔荠芡鲣鳐鲅鲳鲆鲽鳊褓葆腹羯"
)
# What looks like a disguise and is a word: the first two characters of it would be read otherwise.
ORDINARY = "安徽信 第10 第11 第12 第13 第14 第15 第16 第17 第18 第19 弟一个 弟一家 弟一样 弟一起"
# Words that lie inside the patterns, for their spelling.
SAID = (
    "最好 最佳 最低价 最便宜 最高级 最先进 最有效 最正宗 第一 第一名 第一家 第一品牌 全国第一 全网第一 全网最低 销量第一"
    " 顶级 国家级 世界级 极品 唯一 独家 首选 绝对 万能 永久 冠军 微信 加微信 微信号 薇信 朋友圈 返现 好评返现 刷单 刷好评"
    " 好评 五星好评 治疗 治愈 根治 疗效 减肥 瘦身 抗癌 防癌 消炎 排毒 降血压 降血糖 祛湿 补肾 壮阳 免费 免费领 招代理"
    " 代理 躺赚 包过 保过 提分 押题 必过 香烟 电子烟 高仿 水军 马甲 拉人头 返利 转发 集赞 助力 抽奖 加盟 月入过万 稳赚"
)
# Initials, only those that nobody writes for anything else in such a text.
INITIALS = {
    "vx": "微信",
    "wx": "微信",
    "vxin": "微信",
    "weixin": "微信",
    "wechat": "微信",
    "jwx": "加微信",
    "jvx": "加微信",
}
INITIALS |= {
    "jiavx": "加微信",
    "jiawx": "加微信",
    "jiav": "加微",
    "jiawei": "加微",
    "vxhao": "微信号",
    "wxhao": "微信号",
}
INITIALS |= {"wxid": "微信号", "weix": "微信", "vixin": "微信", "wxh": "微信号"}
# Spellings that are words or names elsewhere.
ENGLISH = {"paozi", "women", "tape", "dine", "danger", "changes", "guide", "dejia"}
SHORTEST = 4


def words() -> list[str]:
    """Return the final words: the literal ones of the word checks, and those inside their patterns."""
    found = set(SAID.split())
    for path in sorted((ROOT / "content/wordings").glob("*.yml")):
        for entry in parse_yaml(decode(path.name, path.read_bytes())).data.values():
            found |= {word for word in entry.get("words", ()) if re.fullmatch("[一-鿿]{2,6}", word)}
    return sorted(found)


def letters() -> dict[str, object]:
    """Return the table."""
    from opencc import OpenCC
    from pypinyin import lazy_pinyin

    simplified = OpenCC("t2s").convert
    han = [chr(code) for block in ((0x3400, 0x4DC0), (0x4E00, 0xA000)) for code in range(*block)]
    plain = {
        char: simplified(char) for char in han if simplified(char) != char and len(simplified(char)) == 1
    }
    spelled = {"".join(lazy_pinyin(word)): word for word in words()}
    spelled = {key: word for key, word in spelled.items() if len(key) >= SHORTEST and key not in ENGLISH}
    known = set("".join(words()))
    syllables: dict[str, str] = {}
    rare: dict[str, str] = {
        "朂": "最",
        "嶵": "最",
        "葳": "微",
        "薇": "微",
        "溦": "微",
        "囯": "国",
        "圀": "国",
        "伩": "信",
        "圾": "级",
    }
    for head in HEADS:
        syllables.setdefault(lazy_pinyin(head)[0], head)
    for char in filter(_is_rare, han):
        head = syllables.get(lazy_pinyin(char)[0])
        if head and char not in known and char not in plain and char not in WRITTEN:
            rare.setdefault(char, head)
    doubtful = {char: head for head, chars in DOUBTFUL.items() for char in chars}
    syllables = {
        key: head for key, head in syllables.items() if len(key) > 1 and key not in {"ai", "yi", "guo"}
    }
    return {
        "about": ABOUT,
        "plain": _sides(plain | LATIN),
        "rare": _sides(rare),
        "doubtful": _sides(doubtful),
        "strings": dict(pair.split("=") for pair in STRINGS.split()),
        "ordinary": ORDINARY.split(),
        "spelled": dict(sorted((spelled | INITIALS).items())),
        "syllables": dict(sorted(syllables.items())),
    }


def _is_rare(char: str) -> bool:
    """Say whether a character stands in the second level of GB 2312, where it is sorted by its strokes."""
    try:
        return char.encode("gb2312")[0] >= 0xD8
    except UnicodeEncodeError:
        return False


def _sides(pairs: dict[str, str]) -> list[str]:
    return ["".join(pairs), "".join(pairs.values())]


if __name__ == "__main__":
    TARGET.write_text(json.dumps(letters(), ensure_ascii=False, indent=1) + "\n", "utf-8")
