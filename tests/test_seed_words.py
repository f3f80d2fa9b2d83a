"""Words that owners read elsewhere stand in the chapter where they would look for them, and in the glossary."""

from __future__ import annotations

import pytest
from conftest import REPOSITORY

HANDBOOK = REPOSITORY / "content/handbook"
CHAPTERS = {
    "激活": "growth-activation",
    "生命周期": "life-cycle",
    "复购率": "growth-repurchase",
    "超级IP": "scene-and-ip",
    "价值观": "scene-and-ip",
    "产品型": "before-you-open",
    "学习型": "before-you-open",
    "兴趣型": "before-you-open",
    "好友型": "before-you-open",
    "诱饵": "growth-acquisition",
    "周边": "growth-repurchase",
    "僵尸粉": "segments-and-cleaning",
    "接地气": "topics-and-material",
    "答题": "points-and-games",
    "FAQ": "people-rules-tools",
    "目标用户": "before-you-open",
}


def body(chapter: str) -> str:
    """Return what a chapter prints, its front matter aside."""
    return (HANDBOOK / f"{chapter}.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]


@pytest.mark.parametrize("word", CHAPTERS)
def test_a_word_of_the_trade_stands_where_a_reader_looks_for_it(word: str) -> None:
    assert word in body(CHAPTERS[word])
    assert word in body("glossary")
