"""Writes generator/qunli/checks/characters.json: which characters are traditional, and how characters are said.

The table holds for any wording, so it is written anew only where opencc (Apache-2.0) or pypinyin (MIT) know better; run
it in an environment that has both, neither of which is needed to read the result.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[1] / "generator/qunli/checks/characters.json"
ABOUT = (
    "Made by tests/characters.py from OpenCC 1.4.2 (Apache-2.0, github.com/BYVoid/OpenCC) and pypinyin 0.55.0 (MIT,"
    " github.com/mozillazg/python-pinyin). `plain`: traditional characters and the simplified ones they stand for; `said`:"
    " the characters of GB 2312 by how they are said; `also`: those that are said otherwise in 5 of 100 words and more."
)
BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
SHARE, LEAST = 0.05, 3


def characters() -> dict[str, object]:
    """Return the table."""
    from opencc import OpenCC
    from pypinyin import lazy_pinyin

    simplified = OpenCC("t2s").convert
    han = [chr(code) for block in BLOCKS for code in range(*block)]
    plain = {char: read for char in han if (read := simplified(char)) != char and len(read) == 1}
    heard = _heard()
    said: dict[str, str] = defaultdict(str)
    also: dict[str, str] = defaultdict(str)
    for char in filter(_is_common, han):
        first = lazy_pinyin(char)[0]
        said[first] += char
        for other, times in sorted(heard[char].items()):
            if other != first and times >= max(LEAST, SHARE * heard[char].total()):
                also[other] += char
    sides = ["".join(plain), "".join(plain.values())]
    return {
        "about": ABOUT,
        "plain": sides,
        "said": dict(sorted(said.items())),
        "also": dict(sorted(also.items())),
    }


def _heard() -> dict[str, Counter[str]]:
    """Return how often each character is said in which way in the words of a dictionary, without tones."""
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.phrases_dict import phrases_dict

    heard: dict[str, Counter[str]] = defaultdict(Counter)
    for word, spoken in phrases_dict.items():
        for char, said in zip(word, spoken, strict=False):
            heard[char][to_normal(said[0])] += 1
    return heard


def _is_common(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


if __name__ == "__main__":
    TARGET.write_text(json.dumps(characters(), ensure_ascii=False, indent=1) + "\n", "utf-8")
