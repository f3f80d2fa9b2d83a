"""A pack in another voice: what is replaced, what never is, and the same in both languages."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Write, catalogue, needs
from qunli import checks, library, schedule
from qunli.library.runs import open_runs
from qunli.model.voices import Voice
from qunli.portable.slots import cut
from qunli.shape import problems
from qunli.source import File, parse_yaml
from qunli.text import places

NODE = shutil.which("node")
TODAY = date(2026, 12, 1)
SCRIPT = Path(__file__).parent / "js/voices.mjs"

BRISK = Voice.model_validate(
    {
        "greeting": {"早呀": "早", "周末好呀！": ""},
        "closing": {"说一声就行。": "说一声。", "来看看": ["来", "来看"]},
        "particles": {"啦": "了", "呀": "", "呢": "", "毛呢": "毛呢"},
        "words": {"～": "。", "吗～": "吗？", "谢谢": ["多谢", "谢谢"], "给你留": "留", "里头": "里面"},
    }
)
SAID = {
    "a particle before a mark": ("出锅啦，快来！", "出锅了，快来！"),
    "at the end of a line and of a text": ("热着呢\n鲜着呢", "热着\n鲜着"),
    "before an emoji": ("在里面呢😄", "在里面😄"),
    "a particle inside of a word": ("啦啦队来了", "啦啦队来了"),
    "one that begins a line": ("呢，什么", "呢，什么"),
    "a word that holds one": ("毛呢，暖", "毛呢，暖"),
    "two of them": ("慢慢试呀～", "慢慢试。"),
    "a mark in place of a wave": ("带一斤～", "带一斤。"),
    "none before an emoji": ("没人催～😂", "没人催😂"),
    "none beside another": ("没人催～，快来", "没人催，快来"),
    "none after another": ("没人催！～", "没人催！"),
    "the longer one": ("能赶上吗～", "能赶上吗？"),
    "a span of numbers": ("9～11点", "9～11点"),
    "a greeting where a text begins": ("早呀，开门", "早，开门"),
    "and nowhere else": ("说句早呀再走", "说句早呀再走"),
    "a greeting that goes": ("周末好呀！橘猫来了", "橘猫来了"),
    "but not with its line": ("周末好呀！\n橘猫来了", "周末好呀！\n橘猫来了"),
    "a closing where a text ends": ("几点来，说一声就行。", "几点来，说一声。"),
    "an emoji behind it": ("路过来看看😄", "路过来😄"),
    "and only there": ("来看看花", "来看看花"),
    "a word": ("位子给你留着", "位子留着"),
    "blanks and their examples": ("〔几样，例：三样呢〕啦", "〔几样，例：三样呢〕了"),
    "quotes": ("「真香呀～」", "「真香呀～」"),
    "and other quotes": ("“真香呀～”他说", "“真香呀～”他说"),
    "variables": ("{{ item.name }}出锅啦", "{{ item.name }}出锅了"),
    "a variable ends no clause": ("来啦{{ item.name }}", "来啦{{ item.name }}"),
}


@pytest.mark.parametrize("case", SAID.values(), ids=SAID)
def test_words_are_replaced_where_they_may_be(case: tuple[str, str]) -> None:
    text, expected = case
    assert BRISK.said(text, "2") == expected


def test_the_id_of_a_text_chooses_one_of_several_words() -> None:
    assert [BRISK.said("谢谢来的各位", each) for each in ("2", "3", "own-1", "own-2")] == [
        "多谢来的各位",
        "谢谢来的各位",
        *(
            ["多谢来的各位", "谢谢来的各位"]
            if sum(map(ord, "own-1")) % 2 == 0
            else ["谢谢来的各位", "多谢来的各位"]
        ),
    ]


# --- what a pack may say --------------------------------------------------------------------------

WRONG = {
    "a price": ("words: {3元: 三元}", "Q004", "不能拿来换"),
    "a blank": ("words: {〔菜名〕: 菜}", "Q004", "不能拿来换"),
    "a promise that goes": ("words: {不收钱: 收钱}", "Q004", "意思变了"),
    "a limit that comes": ("closing: {每户: 限每户}", "Q004", "意思变了"),
    "no word for it": ("words: {好: []}", "Q004", "没写换成什么"),
    "another field": ("particle: {啦: 了}", "Q001", "不认识的字段 particle"),
    "a list": ("words: [啦, 了]", "Q003", "这里要写"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_what_binds_is_not_replaced(case: tuple[str, str, str]) -> None:
    written, code, words = case
    source = parse_yaml(File("pack.yml", f"{written}\n"))
    _, found = problems(source, Voice)
    assert [(each.code, words in each.message, each.line) for each in found] == [(code, True, 1)]
    assert all(each.hint for each in found)


# --- a calendar in a voice ------------------------------------------------------------------------

SLOT = """
title: 群
kind: traffic
welcome: 欢迎呀～
slots:
  menu:
    title: 菜单
    type: content
    when: {every: day, at: 11:00}
    short: "{{ store }}出锅啦"
    copy: [出锅啦, {paragraphs: [早呀～, {text: 还热着呢, needs: [menu]}]}]
  riddle:
    title: 猜谜
    type: warmth
    when: {every: day, at: 12:00}
    once: true
    copy: [{text: 猜猜呢, answer: 是葱呀}]
"""
CALENDAR = "title: 店\nindustry: shop\nstarts: 2026-12-01\nvoice: {voice}\nsops: {{welfare: {run}}}\n"
PACK = """
title: 店
summary: 一家店
version: 1.0.0
sector: other
variables: {store: {title: 店名, default: 本店}}
roles: {host: {title: 群主, duty: 发}}
voices:
  brisk:
    particles: {啦: 了, 呢: "", 呀: ""}
    words: {～: 。}
"""


def shop(project: Write, voice: str, run: str = "", pack: str = PACK) -> library.Library:
    root = project(
        {
            "content/industries/shop/pack.yml": pack,
            "content/industries/shop/sops/welfare.yml": SLOT,
            "calendars/main.yml": CALENDAR.format(voice=voice, run=run or "null"),
        }
    )
    return library.load(root)


def test_a_calendar_says_every_text_of_its_pack_in_its_voice(project: Write) -> None:
    sop = shop(project, "brisk").shops["main"].runs["welfare"].sop
    assert [*sop.slots["menu"].texts.values()] == ["出锅了", "早。\n还热着"]
    assert (sop.slots["menu"].short, sop.welcome) == ("{{ store }}出锅了", "欢迎。")
    assert [*sop.slots["riddle"].said.values()] == ["猜猜", "是葱"]


def test_what_a_shop_wrote_itself_stays_as_it_was_written(project: Write) -> None:
    run = "{slots: {menu: {copy: {1: 今天也来啦, +: 自家的呀}}}}"
    texts = shop(project, "brisk", run).shops["main"].runs["welfare"].sop.slots["menu"].texts
    assert [*texts.values()] == ["今天也来啦", "早。\n还热着", "自家的呀"]


def test_warm_is_the_pack_as_it_is(project: Write) -> None:
    found = shop(project, "warm")
    assert found.shops["main"].industry is found.industries["shop"]


def test_a_voice_that_a_pack_has_not_is_told_with_those_that_it_has(project: Write) -> None:
    (found,) = shop(project, "expert").problems
    assert (found.code, found.path, found.line) == ("Q014", "calendars/main.yml", 4)
    assert "expert" in found.message
    assert "warm、brisk" in found.hint


@pytest.mark.parametrize("voice", ["loud", "利落"])
def test_an_unknown_voice_is_told_with_its_line(project: Write, voice: str) -> None:
    (found,) = shop(project, voice).problems
    assert (found.code, found.line) == ("Q004", 4)
    assert "warm" in found.hint


def test_a_pack_says_nothing_of_its_own_voice(project: Write) -> None:
    (found,) = shop(project, "warm", pack=PACK.replace("brisk:", "warm:")).problems
    assert (found.code, found.line) == ("Q004", 8)
    assert "brisk、expert" in found.hint


def test_a_fork_takes_replacements_away_and_adds_its_own(project: Write) -> None:
    fork = "extends: shop\ntitle: 面店\nsummary: 面\nversion: 1.0.0\n"
    said = "voices: {brisk: {particles: {啦: null}, words: {还: 仍}}}\n"
    root = project(
        {
            "content/industries/shop/pack.yml": PACK,
            "content/industries/shop/sops/welfare.yml": SLOT,
            "content/industries/noodles/pack.yml": fork + said,
            "calendars/main.yml": CALENDAR.format(voice="brisk", run="null").replace("shop", "noodles"),
        }
    )
    texts = library.load(root).require().shops["main"].runs["welfare"].sop.slots["menu"].texts
    assert [*texts.values()] == ["出锅啦", "早。\n仍热着"]


@pytest.mark.parametrize("voice", ["warm", "brisk"])
def test_the_words_of_a_voice_are_judged_like_any_text(project: Write, voice: str) -> None:
    """Where they are written; and in a calendar that chose the voice, what becomes of a text."""
    found = shop(project, voice, pack=PACK.replace("words: {～: 。}", "words: {出锅: 全网最低}"))
    plans = [schedule.plan(each, found.almanac, TODAY) for each in found.require().shops.values()]
    told = {
        (each.path.rpartition("/")[2], each.line)
        for each in checks.run(found, plans, TODAY, catalogue())
        if each.code == "Q401"
    }
    assert told == {("pack.yml", 10)} | (
        {("welfare.yml", 9), ("welfare.yml", 10)} if voice == "brisk" else set()
    )


def test_a_sheet_of_a_calendar_starts_from_its_voice_and_takes_home_only_what_was_written(
    project: Write,
) -> None:
    """A run that is opened for change says its texts in the voice; nothing of it becomes the calendar's own."""
    found = shop(project, "brisk", "{slots: {menu: {copy: {1: 今天也来啦}}}}").require()
    draft = (open_runs(found.tree, found.almanac.festivals, "main") or {})["welfare"]
    assert draft.sop
    assert [*draft.sop.slots["menu"].texts.values()] == ["今天也来啦", "早。\n还热着"]
    assert draft.own == {"slots": {"menu": {"copy": {"1": "今天也来啦"}}}}
    assert draft.industry.sops["welfare"].slots["menu"].texts["1"] == "出锅了"


# --- both languages -------------------------------------------------------------------------------

PIECES = (
    "啦", "呀", "呢", "～", "谢谢", "给你留", "早呀", "说一声就行。", "来看看", "里头", "毛呢", "吗～", "好", "菜", "9", "。", "，",
    "！", "\n", " ", "\u3000", "😄", "☀️", "〔菜，例：好呀～〕", "「香呀～」", "“呀～”", "{{ store }}", "{{ item.name }}", "𠮷", "（", "）",
)  # fmt: skip
IDS = ("1", "2", "30", "own-1", "constructor")


def drawn(one: random.Random) -> Voice:
    """Return a voice drawn from words, some of which hold each other."""
    words = [each for each in PIECES if not {*each} & {*"9〔「“{\n"} and each.strip()]

    def some() -> dict[str, Any]:
        chosen = one.sample(words, one.randint(0, 6))
        return {old: one.choice(["", "了", "。", "，好", [old, "", "。"]]) for old in chosen}

    return Voice.model_validate({name: some() for name in Voice.model_fields})


@needs("node", NODE)
def test_both_languages_say_the_same(tmp_path: Path) -> None:
    one = random.Random(7)
    cases: list[tuple[str, str, Voice]] = []
    for _ in range(150):
        voice = one.choice((BRISK, drawn(one)))
        cases += [
            ("".join(one.choices(PIECES, k=one.randint(1, 12))).strip(), one.choice(IDS), voice)
            for _ in range(20)
        ]
    asked = [{"parts": cut(text), "id": text_id, "voice": voice.lists} for text, text_id, voice in cases]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(asked), "utf-8")
    done = subprocess.run(
        [str(NODE), str(SCRIPT), str(path)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    for (text, text_id, voice), parts in zip(cases, json.loads(done.stdout), strict=True):
        said = voice.said(text, text_id)
        assert parts == cut(said), (text, text_id, voice.lists)
        # Whatever is replaced, what is filled in later stays.
        assert [each.name for each in places(said)] == [each.name for each in places(text)]


@needs("node", NODE)
def test_cases_are_told_apart_from_one_another() -> None:
    """The words above are replaced at all, so that being equal says something."""
    one = random.Random(7)
    texts = ["".join(one.choices(PIECES, k=8)).strip() for _ in range(200)]
    assert sum(BRISK.said(text, "1") != text for text in texts) > 100
