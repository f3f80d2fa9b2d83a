"""Q104-Q107: the welcome, the one text that every newcomer reads."""

from __future__ import annotations

import re

from qunli.checks.registry import check
from qunli.checks.subjects import At, Findings, SopCase
from qunli.checks.texts import length

MOST_WELCOME_LINES = 10
MOST_WELCOME_CHARACTERS = 220

_RED_LINES = re.compile("不发|不可以|不要|别发|别|勿|禁止|不能|不许|不准|移出|请出")


@check(
    "Q104",
    "没有欢迎语",
    on=SopCase,
    level="warning",
    source="S3",
    why="新来的人第一眼看到的就是欢迎语，群规写在里面才人人看得到。",
    bad="welcome: null",
    good="welcome: |\n  欢迎来到本店\n\n  每天中午发菜单，不发广告和砍价链接，提醒一次再发移出\n\n  嫌吵可设免打扰，随时可退群",
    hint="写一段欢迎语：群里有什么、不可以做什么、怎么设免打扰（welcome）",
)
def welcome_missing(case: SopCase) -> Findings:
    if not case.sop.welcome and case.sop.kind != "moments":
        yield At(("welcome",), "没有欢迎语", key=True)


@check(
    "Q105",
    "欢迎语超过一屏",
    on=SopCase,
    level="warning",
    source="S3",
    why="超过一屏手机，没人往下看，群规也就没人看见。",
    bad="welcome: |\n  欢迎来到本店，不发广告，随时可退群\n\n  一\n  二\n  三\n  四\n  五\n  六\n  七\n  八\n  九",
    good="welcome: |\n  欢迎来到本店\n\n  每天中午发菜单，不发广告，再发移出\n\n  嫌吵可设免打扰，随时可退群",
    hint=f"连空行最多 {MOST_WELCOME_LINES} 行、{MOST_WELCOME_CHARACTERS} 个字，细则放群公告",
)
def welcome_longer_than_a_screen(case: SopCase) -> Findings:
    welcome = (case.sop.welcome or "").strip()
    lines, characters = welcome.count("\n") + 1, length(welcome)
    if lines > MOST_WELCOME_LINES or characters > MOST_WELCOME_CHARACTERS:
        yield At(("welcome",), f"欢迎语有 {lines} 行 {characters} 个字，超过一屏")


@check(
    "Q106",
    "欢迎语没有空行",
    on=SopCase,
    level="warning",
    source="S3",
    why="挤成一团的字，手机上读不下去。",
    bad="welcome: |\n  欢迎来到本店\n  不发广告，再发移出\n  随时可退群",
    good="welcome: |\n  欢迎来到本店\n\n  不发广告，再发移出\n\n  随时可退群",
    hint="段落之间空一行",
)
def welcome_without_blank_lines(case: SopCase) -> Findings:
    if case.sop.welcome and not re.search(r"\n[ \t]*\n", case.sop.welcome.strip()):
        yield At(("welcome",), "欢迎语的段落之间没有空行")


@check(
    "Q107",
    "欢迎语里没有群规",
    on=SopCase,
    level="warning",
    source="S3",
    why="不可以做什么、做了怎么办，要让每个新来的人一进群就看见。",
    bad="welcome: |\n  欢迎来到本店\n\n  每天中午发菜单，随时可退群",
    good="welcome: |\n  欢迎来到本店\n\n  每天中午发菜单，不发广告，再发移出，随时可退群",
    hint="写一句“不发广告和砍价链接，提醒一次，再发移出”",
)
def welcome_without_rules(case: SopCase) -> Findings:
    if case.sop.welcome and not _RED_LINES.search(case.always):
        yield At(("welcome",), "欢迎语里没说不可以做什么")
