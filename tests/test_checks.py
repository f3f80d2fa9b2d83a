"""发前查一查: every check by its own examples, the word checks on a corpus, allowances, and the browser's reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from boundaries import BOUNDARIES, TUESDAY, more, on
from conftest import catalogue, own_library
from pytest_regressions.file_regression import FileRegressionFixture
from qunli import checks, schedule
from qunli.almanac import Almanac, Festival
from qunli.checks.allowances import REFUSED, UNREASONED, UNUSED
from qunli.checks.reading import plain
from qunli.checks.registry import CHECKS, Check, is_unconfirmed
from qunli.checks.subjects import of_pack, of_plan
from qunli.checks.wordings import portability
from qunli.library import Industry, Shop, ShopRun, forks, texts
from qunli.library.industry import PackFile, pack_file
from qunli.library.shops import opened, said_here
from qunli.model import Calendar, Chapter, Pack, Run, Sop
from qunli.problem import FILE_CODES, Problem
from qunli.shape import read
from qunli.source import File, Source, parse_yaml

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests/corpus"
TODAY = date(2026, 11, 22)

PACK = """\
grammar: 1
title: 餐饮
summary: 有堂食的门店
version: 1.0.0
variables:
  store: {title: 店名, default: 本店}
roles:
  host: {title: 群主, duty: 重大活动与公告}
  kitchen: {title: 后厨, duty: 拍菜}
  staff: {title: 店员, duty: 日常}
"""
SOP = """\
title: 门店福利群
kind: traffic
positioning:
  who: 到过店的附近客人
  problem: 不知道今天吃什么
  solution: 每天一条菜单
  purpose: 让到店客变成回头客
  motives: {founder: 多来几回, member: 知道今天吃什么}
  audience: {age: 20-45, gender: 不限, region: 三公里, occupation: 上班族}
  benefit: 提前知道菜单
  entry: 免费
  channels: [收银台]
rules:
  rename: 写怎么称呼你就行
  service: 每天发菜单
  ask: 有事找群主
  allowed: [说真话]
  forbidden: [马甲号带节奏, 发广告]
  penalty: 先提醒，再犯移出
  cleaning: 四周清一次
welcome: |
  欢迎来到{{ store }}

  每天中午发菜单，不发广告，提醒一次，再发移出

  嫌吵可设免打扰，随时可退群
slots:
  menu:
    title: 今日菜单
    when: {every: month, monthdays: [5], at: 11:00}
    type: activity
    owner: kitchen
    media: [今日菜单图]
    record: [replies]
    copy: |
      今日菜单
      看图，要留位的回1
  sale:
    title: 三人成团
    when: {every: month, monthdays: [12], at: 18:00}
    type: activity
    owner: host
    media: [套餐图]
    record: [payments]
    copy: |
      明天的双人餐
      三人成团，明晚八点收单，每人2份，回2
    offer: {kind: group-buy, base: 近7天同店最低成交价, price: 58, people: 3, ends: 次日20:00, limit: 每人2份, fallback: 原路退款}
  tip:
    title: 厨房的事
    when: {every: month, monthdays: [19], at: 15:00}
    type: content
    owner: staff
    media: [后厨图]
    record: [replies]
    copy: |
      今天的汤
      从早上五点熬到十点
  vote:
    title: 周五投票
    when: {every: week, weekdays: [fri], at: 19:00}
    type: warmth
    owner: staff
    media: [两道菜的图]
    record: [replies]
    copy: [番茄鱼还是酸菜鱼, 米饭还是面, 汤里放不放香菜, 咸豆花还是甜豆花]
  booking:
    title: 留位
    when: {every: week, weekdays: [tue, thu], at: 16:00}
    type: activity
    owner: host
    media: [大堂图]
    record: [chain]
    copy: [今晚留位, 靠窗还有位, 晚饭几点来, 两位还是四位, 带孩子的说一声, 雨天慢点来, 今晚灶热着, 七点以后不用等]
  festival:
    title: 冬至饺子
    when: {festival: dongzhi, day: -1, at: 17:00}
    type: activity
    owner: kitchen
    media: [饺子图]
    record: [chain]
    copy: 明天包饺子，几个人来，回人数
"""
CALENDAR = """\
title: 老王小馆
industry: catering
starts: 2026-12-01
sops:
  welfare: {groups: [一群]}
"""


# --- the sample a check's examples are laid over ----------------------------------------------------


@cache
def parsed(name: str, text: str) -> Source:
    return parse_yaml(File(name, text))


@cache
def almanac() -> Almanac:
    text = (ROOT / "content/almanac.yml").read_text("utf-8")
    return Almanac(read(parsed("content/almanac.yml", text), Mapping[str, Festival]))


def laid_over(base: Source, patch: Source | None) -> Source:
    if patch is None:
        return texts.normalise(base)
    merged = forks.merge(base, patch)
    assert {each.code for each in merged.problems} <= {"Q018"}
    return merged.value


def written_into(base: Source, patch: Source | None) -> Source:
    """Return a calendar with these keys written into it: null stays null, for it is itself a patch."""

    def deep(old: Any, new: Any) -> Any:
        if not (isinstance(old, dict) and isinstance(new, dict)):
            return new
        return {**old, **{key: deep(old.get(key), value) for key, value in new.items()}}

    return base if patch is None else Source(deep(base.data, patch.data), {**base.marks, **patch.marks})


def industry_of(name: str, pack: Source, sop: Source, pages: Iterable[PackFile]) -> Industry:
    files = (
        pack_file("pack.yml", pack, value=read(pack, Pack)),
        pack_file("sops/welfare.yml", sop, value=read(sop, Sop)),
        *pages,
    )
    return Industry(name, {each.part.file(each.name): each for each in files})


def findings(example: str, sector: str = "catering", today: date = TODAY) -> list[Problem]:
    """Return what all checks say about the sample with this YAML laid over it."""
    patch = parsed("example.yml", example) if example else Source({}, {})
    parts = {name: patch.child(name) for name in ("pack", "calendar", "chapters") if name in patch.data}
    own = {key: value for key, value in patch.data.items() if key not in parts}
    sample = parsed("pack.yml", f"{PACK}sector: {sector}\n")
    pack = laid_over(sample, parts.get("pack"))
    sop = laid_over(parsed("sop.yml", SOP), Source(own, patch.marks) if own else None)
    changed = parts["chapters"].data if "chapters" in parts else {}
    industry = industry_of("shop", pack, sop, chapters({"law": "能发的、不能发的"} | changed))
    calendar = written_into(parsed("calendar.yml", CALENDAR), parts.get("calendar"))
    plan = schedule.plan(shop_of(industry, calendar), almanac(), today)
    return checks.judge([*of_pack(industry), *of_plan(plan, almanac(), today)], catalogue(), today)


def chapters(bodies: Mapping[str, str | None]) -> list[PackFile]:
    front = parsed("chapter.md", "title: 一页")
    written = ((name, body) for name, body in bodies.items() if body)
    return [pack_file(f"chapters/{name}.md", front, body, Chapter()) for name, body in written]


def shop_of(industry: Industry, source: Source) -> Shop:
    calendar = read(source, Calendar)
    runs = {}
    for run_id, run in calendar.sops.items():
        run = run or Run()
        base = industry.sop_sources[run_id]
        if run.slots is not None:
            below = source.child("sops", run_id)
            base = laid_over(base, Source({"slots": below.data["slots"]}, below.marks))
        starts = run.starts or (calendar.starts,)
        runs[run_id] = ShopRun(run_id, run_id, read(base, Sop), run.groups, starts, base, base)
    runs = said_here(calendar, runs).value
    own = {name: each if isinstance(each, str) else tuple(each) for name, each in calendar.variables.items()}
    return opened(Shop("shop", calendar, industry, runs, industry.defaults | own, "calendar.yml", source))


def posted(text: str, kind: str = "activity") -> str:
    """Return YAML that makes this the text of the sample's menu."""
    body = "\n".join(f"      {line}" for line in ("说一件事", *text.splitlines()))
    return f"slots:\n  menu:\n    type: {kind}\n    copy: |\n{body}\n    short: 今天照常营业"


def judged(one: Check, example: str) -> list[Problem]:
    if one.wording is None:
        return findings(example)
    if one.wording.names:
        return findings(f"pack: {{roles: {{shill: {{title: '{example}', duty: 带头说话}}}}}}")
    scope = one.wording.scope
    sectors = (*scope.industries, "catering", "education", "maternal-baby")
    sector = next(each for each in sectors if one.wording.applies(each, None))
    return findings(posted(example, scope.types[0] if scope.types else "activity"), sector)


def codes(problems: list[Problem]) -> list[str]:
    return sorted({each.code for each in problems})


def lines(*names: str) -> Iterator[tuple[str, set[str], str, str | None, str]]:
    """Yield where, expected codes, industry, type and text of every line of the corpus."""
    for path in sorted(CORPUS.glob("*.txt")):
        if names and path.name not in names:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                expected, context, text = line.split(" | ", 2)
                industry, _, kind = context.partition("/")
                wanted = set() if expected == "-" else set(expected.split(","))
                yield f"{path.name}:{number}", wanted, industry, kind or None, text.replace("\\n", "\n")


# --- every check ------------------------------------------------------------------------------------


def test_the_sample_itself_is_clean() -> None:
    """Nothing is wrong with the pack, SOP and calendar that the examples change."""
    assert findings("") == []


@pytest.mark.parametrize("code", sorted(catalogue().checks))
def test_bad_raises_exactly_this_and_good_is_clean(code: str) -> None:
    """Every check's bad example raises that code and no other; its good one is clean under all checks."""
    one = catalogue().checks[code]
    bad = judged(one, one.bad)
    assert codes(bad) == [code], "\n".join(each.message for each in bad)
    assert all(each.level == one.level and each.hint and each.line for each in bad)
    assert judged(one, one.good) == []


def at_a_boundary(example: str) -> list[Problem]:
    told = parsed("example.yml", example).data
    own = "\n".join(line for line in example.split("\n") if not line.startswith(("sector:", "today:")))
    today = date.fromisoformat(told["today"]) if "today" in told else TODAY
    return findings(own, told.get("sector", "catering"), today)


def sides(side: str) -> list[Any]:
    return [
        pytest.param(code, example, id=f"{code}-{number}")
        for code, boundary in BOUNDARIES.items()
        for number, example in enumerate(getattr(boundary, side), 1)
    ]


@pytest.mark.parametrize(("code", "example"), sides("inside"))
def test_what_is_just_inside_a_boundary_is_no_finding(code: str, example: str) -> None:
    assert code not in codes(at_a_boundary(example))


@pytest.mark.parametrize(("code", "example"), sides("outside"))
def test_what_is_just_outside_a_boundary_is_one(code: str, example: str) -> None:
    assert code in codes(at_a_boundary(example))


def test_every_function_has_its_boundary_drawn_from_both_sides() -> None:
    assert set(BOUNDARIES) == {code for code, one in CHECKS.items() if one.judge}
    assert all(each.inside and each.outside for each in BOUNDARIES.values())


@pytest.mark.parametrize("code", sorted(catalogue().checks))
def test_every_check_is_documented_and_well_founded(code: str) -> None:
    """Every check has a code of its own, says why and what to do, and cites a source that exists."""
    one = catalogue().checks[code]
    assert re.fullmatch(r"Q[1-8]\d\d|Q09[123]", code)
    assert code not in FILE_CODES
    assert one.source in catalogue().references
    assert all((one.title, one.why, one.hint))
    assert one.bad != one.good
    assert catalogue().references[one.source].checked
    if is_unconfirmed(one, catalogue().references):
        assert one.level == "warning"
        assert "待核实" in judged(one, one.bad)[0].message


def test_the_catalogue_is_as_large_as_promised() -> None:
    """At least 45 checks rest on law or on a platform's rules; sock puppets cannot be allowed."""
    laws = [
        c for c in catalogue().checks.values() if catalogue().references[c.source].kind in {"statute", "rule"}
    ]
    assert len(laws) >= 45
    assert {c.code for c in catalogue().checks.values() if c.final} == {
        "Q420",
        "Q447",
        UNUSED,
        UNREASONED,
        REFUSED,
    }
    assert catalogue().problems == ()


@pytest.mark.parametrize("code", ["Q201", "Q401"])
def test_a_code_belongs_to_one_check_in_one_place(code: str) -> None:
    """An entry that takes the code of a function, or of an entry of another file, is a fault and judges nothing."""
    own = "{title: 某词, level: warning, why: 某事, source: S3, words: [某词], bad: 某词, good: 别的, hint: 换一个}"
    known = checks.catalogue(
        dict(own_library().wordings) | {"own": parsed("own.yml", f"{code}: {own}")}, catalogue().references
    )
    (found,) = known.problems
    assert (found.code, found.path, found.message) == ("Q006", "own.yml", f"编号 {code} 已经有了")
    assert known.checks[code] == catalogue().checks[code]


@pytest.mark.parametrize("code", [code for code in catalogue().checks if code.startswith("Q1")])
def test_nothing_that_asks_for_completeness_stops_a_build(code: str) -> None:
    """A draft, which is whole in nothing yet, must build."""
    assert catalogue().checks[code].level == "warning"


# --- messages and places ----------------------------------------------------------------------------


def test_a_finding_names_statute_article_version_and_day() -> None:
    """A finding under the law is a 风险提示 with its basis."""
    (found,) = findings(posted("本店烤鱼全国第一"))
    assert found.message.startswith("风险提示：「全国第一」绝对化用语")
    assert "《广告法》第九条第（三）项（2021-04-29 修正），2026-11-26 核对" in found.message
    assert (found.path, found.line, found.column, found.width) == ("example.yml", 6, 11, 4)
    assert found.snippet[found.column - 1 :].startswith("全国第一")


def test_every_function_tells_its_bad_example_as_read_aloud(file_regression: FileRegressionFixture) -> None:
    """Place and message of what each check says about its own bad example, without what it rests on."""
    lines = [
        f"{each.line}:{each.column} {each.code} {each.message.split('。依据：')[0]}\n"
        for code in sorted(BOUNDARIES)
        for each in findings(CHECKS[code].bad)
    ]
    file_regression.check("".join(lines), extension=".txt", encoding="utf-8", basename="findings")


@pytest.mark.parametrize(
    ("example", "code", "message"),
    [
        (more(*on(TUESDAY, 3)), "Q202", "「一群」2026-12-08 一天要发 4 条"),
        (
            more(*on("2026-12-15", 4), *on(TUESDAY, 4), *on("2026-12-10", 3)),
            "Q202",
            "「一群」2026-12-08 一天要发 5 条，这样的日子有 2 天",
        ),
        (
            more("2026-12-08 16:10", owner="host") + "\ncalendar: {staff: {host: 小王}}",
            "Q205",
            "群主（小王） 2026-12-08 16:00 前后一刻钟里要发「留位」和「第1条」",
        ),
        (
            more("2026-12-09 10:00", "2026-12-11 10:00", "2026-12-13 10:00", way="mention-all"),
            "Q209",
            "「一群」2026-12-07 那一周要 @所有人 3 次",
        ),
    ],
)
def test_a_full_day_and_a_loud_week_are_named(example: str, code: str, message: str) -> None:
    """The first of several; the finding stands on the run in the calendar."""
    (found,) = (each for each in findings(example) if each.code == code)
    assert (found.message, found.path, found.line, found.column) == (message, "calendar.yml", 5, 3)


def test_a_basis_older_than_a_year_says_so() -> None:
    """A year after the day it was checked, every citation asks to be looked at again."""
    (fresh,) = findings(posted("本店烤鱼全国第一"), today=date(2027, 11, 21))
    (stale,) = findings(posted("本店烤鱼全国第一"), today=date(2027, 11, 27))
    assert "已满一年" not in fresh.message
    assert "已满一年" in stale.message


def test_places_are_those_of_the_original_text() -> None:
    """Signs, full width and blanks between characters are seen through; the place is the original's."""
    (found,) = findings(posted("欢迎第 一 品✨牌，ＮＯ再等"))
    assert (found.code, found.column, found.width) == ("Q401", 9, 7)


def test_a_missing_field_is_reported_on_its_slot() -> None:
    """What is missing is shown at the closest thing that is there."""
    (found,) = findings("slots: {menu: {owner: null}}")
    assert (found.code, found.path, found.line) == ("Q108", "example.yml", 1)


def test_sock_puppets_are_found_in_every_field() -> None:
    """Titles, notes, duties and names are read too; what the rules forbid may be named there."""
    for example in (
        "slots: {menu: {notes: 让两个马甲号先说话}}",
        "slots: {menu: {media: [马甲号的晒单图]}}",
        "slots: {menu: {title: 水军接龙}}",
        "pack: {roles: {shill: {title: 帮手, duty: 用小号假装顾客接龙}}}",
        "calendar: {staff: {host: 马甲号小李}}",
        "positioning: {purpose: 安排三个托带节奏}",
    ):
        assert codes(findings(example)) == ["Q420"], example


SHILLS = "马甲 小号 水军 托 托儿 两个托 气氛组 内部号 不打烊气氛组 防晒霜水军 不限量水军 店里的托 饭托 群演 假顾客 托3 马甲一号 要不水军 特别水军"
STAFF = "托管老师 托育员 托班老师 托儿所老师 店员 社群演示员 气氛组织者 小号手 马甲设计师 内部号码管理员 防水军专员 反水军小组 不请水军的店长 摩托维修 委托人 信托 花托师傅 主播 没有马甲的店长"


@pytest.mark.parametrize(
    ("name", "is_shill"),
    [*((each, True) for each in SHILLS.split()), *((each, False) for each in STAFF.split())],
)
def test_the_name_of_a_role_says_whether_it_poses_as_a_customer(name: str, is_shill: bool) -> None:
    """An honest job has its word, too: 托管 is none for 托, and 防 denies only what stands right after it."""
    found = findings(f"pack: {{roles: {{staff: {{title: {name}}}}}}}")
    assert ("Q447" in codes(found)) == is_shill
    assert is_shill or found == []


@pytest.mark.parametrize(
    ("text", "is_wrong"), [(text, bool(wanted)) for _, wanted, _, _, text in lines("puppets.txt")]
)
def test_only_a_denial_right_before_the_word_takes_it_back(text: str, is_wrong: bool) -> None:
    """Text by text, since this check stops a build and nothing can allow it."""
    assert bool(catalogue().matcher.final().find(text)) == is_wrong


def test_testimonials_are_found_in_every_field_of_education_packs() -> None:
    """A slot for results or praise is a finding by its title or its pictures; elsewhere it is none."""
    example = "slots: {menu: {title: 月末喜报, media: [学员成绩图]}}"
    assert codes(findings(example, "education")) == ["Q523"]
    assert findings(example) == []


def test_what_shops_fill_in_is_read_too() -> None:
    """The values of variables are judged as texts."""
    assert codes(findings("pack: {variables: {store: {default: 全国第一面馆}}}")) == ["Q401"]
    assert codes(findings("calendar: {variables: {store: 全国第一面馆}}")) == ["Q401"]


def test_campaigns_count_towards_the_load() -> None:
    """The load of a day is that of the plan, festivals included, over all runs of a group."""
    day = "".join(
        f"  extra-{n}: {{title: 一条, when: {{date: 2026-12-21, at: {9 + n}:00}}, type: activity, owner: host, "
        f"media: [图], record: [replies], copy: 看菜单}}\n"
        for n in range(5)
    )
    assert codes(findings("slots:\n" + day)) == ["Q201"]


def test_choose_selects_and_ignores_by_prefix() -> None:
    """--select and --ignore take codes and their beginnings."""
    found = findings(posted("本店烤鱼全国第一\n转发领红包"))
    assert codes(found) == ["Q401", "Q601"]
    assert codes(checks.choose(found, select=["Q4"])) == ["Q401"]
    assert codes(checks.choose(found, ignore=["Q401"])) == ["Q601"]


# --- allowances -------------------------------------------------------------------------------------


def test_an_allowance_with_a_reason_lets_its_line_pass() -> None:
    """A reason on the line is enough; other codes still stand."""
    assert findings("slots:\n  menu: {when: {at: 22:30}}  # qunli: allow Q206 夜宵店") == []
    still = findings("slots:\n  menu: {way: moments, when: {at: 22:30}}  # qunli: allow Q206 夜宵店")
    assert codes(still) == ["Q208"]


def test_an_allowance_for_a_block_text_stands_on_its_first_line() -> None:
    """What stands inside a block is text, so its allowance stands on the line of the bar."""
    block = "slots:\n  menu:\n    copy: |  # qunli: allow Q401 牌匾上的原话\n      说一件事\n      全国第一"
    assert findings(block) == []
    inside = "slots:\n  menu:\n    copy: |\n      说一件事\n      全国第一 # qunli: allow Q401 牌匾上的原话"
    assert "Q401" in codes(findings(inside))


def test_one_comment_may_allow_several_codes() -> None:
    """Codes are separated by commas; each must be used."""
    line = "slots:\n  menu: {way: moments, when: {at: 22:30}}  # qunli: allow Q206, Q208 只在夜里开门"
    assert findings(line) == []


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("slots:\n  menu:\n    owner: host  # qunli: allow Q108 一个人", [UNUSED]),
        ("slots:\n  menu: {when: {at: 22:30}}  # qunli: allow Q206", [UNREASONED]),
        ("slots:\n  menu:\n    owner: host  # qunli: allow 随便", [REFUSED]),
        ("slots:\n  menu:\n    title: 马甲号  # qunli: allow Q420 就用一次", [REFUSED, "Q420"]),
    ],
)
def test_an_allowance_that_does_nothing_is_a_finding(example: str, expected: list[str]) -> None:
    """Unused, unreasoned and refused allowances are reported; a final check never passes."""
    assert codes(findings(example)) == sorted(expected)


def test_an_upstream_allowance_is_judged_where_it_is_at_home() -> None:
    """A fork that replaces an allowed value is not told that upstream's allowance is unused."""
    upstream = SOP.replace(
        "monthdays: [5], at: 11:00}", "monthdays: [5], at: 22:30}  # qunli: allow Q206 夜宵店"
    )
    pack, base = parsed("pack.yml", PACK + "sector: catering\n"), parsed("upstream.yml", upstream)
    fork = laid_over(base, parsed("fork.yml", "slots: {menu: {when: {at: 11:00}}}"))
    for sop, expected in ((base, []), (fork, [])):
        industry = industry_of("catering", pack, sop, chapters({"law": "能发的、不能发的"}))
        assert checks.judge(of_pack(industry), catalogue(), TODAY) == expected


# --- words ------------------------------------------------------------------------------------------


def measured(*names: str) -> tuple[float, float, list[str]]:
    """Return precision, recall and the lines that differ."""
    right = wrong = missed = 0
    differing = []
    for where, wanted, industry, kind, text in lines(*names):
        got = {hit.code for hit in catalogue().matcher.find(text, industry, kind)}
        right, wrong, missed = (
            right + len(got & wanted),
            wrong + len(got - wanted),
            missed + len(wanted - got),
        )
        if got != wanted:
            differing.append(f"{where} {sorted(wanted)} {sorted(got)} {text}")
    return right / (right + wrong or 1), right / (right + missed or 1), differing


def test_the_corpus_is_large_and_half_of_it_harmless() -> None:
    """At least 300 lines; about half of them only look like a risk."""
    every = list(lines())
    harmless = [text for _, wanted, _, _, text in every if not wanted]
    assert len(every) >= 300
    assert len({text for *_, text in every}) == len(every)
    assert 0.45 <= len(harmless) / len(every) <= 0.7


def test_precision_and_recall_on_the_corpus() -> None:
    """Word checks find at least 97 of 100 risks and cry wolf at most 3 times in 100."""
    precision, recall, differing = measured()
    assert precision >= 0.97, "\n".join(differing)
    assert recall >= 0.97, "\n".join(differing)


def test_normalising_keeps_the_original_places() -> None:
    """Every character of a normalised text knows its span in the original."""
    text = "ＡＢ 最✨好\u200b吃，{{ store }}的〔例：鱼〕第 1 名"
    normal = plain(text)
    assert normal.text == "ab最好吃,\ufffc的\ufffc第1名"
    assert "".join(text[a:b] for a, b in normal.spans if b - a == 1).startswith("ＡＢ最好吃，")
    assert text[slice(*normal.spans[normal.text.index("\ufffc")])] == "{{ store }}"


def test_blanks_hide_numbers_but_not_forbidden_words() -> None:
    """A number to be filled in is no literal; an error inside a blank still is one."""
    find = catalogue().matcher.find
    assert not find("已售〔例：58〕份，回1")
    assert [hit.code for hit in find("今天有〔例：全国第一的鱼〕")] == ["Q401"]


@pytest.mark.parametrize(
    "pattern", [r"\d+", "(?i)no", "(?<!非)治疗", "(?P<x>a)", "ＮＯ", "NO", "a++", "x{,3}", "a*", "{"]
)
def test_a_pattern_javascript_would_read_otherwise_is_refused(pattern: str) -> None:
    """Only the common part of both dialects is accepted."""
    assert portability(pattern)


# --- documentation ----------------------------------------------------------------------------------


def test_hints_are_in_an_owners_words() -> None:
    """What a field is called stands in brackets behind them, for whoever writes the file; word checks name none at all."""
    for code, one in catalogue().checks.items():
        said = re.sub(r"（[^（）]*）|\{[^}]*\}", "", one.hint)
        assert not re.findall(r"[a-z][a-z_-]{2,}", said), f"{code}: {one.hint}"
        if one.wording:
            assert not re.search(r"[a-z][a-z_-]{2,}|（[a-z]", one.hint), f"{code}: {one.hint}"


def test_the_docs_list_every_check_and_no_other() -> None:
    """The table of docs/checks.md and the register name the same codes with the same titles."""
    text = (ROOT / "docs/checks.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| (Q\d{3}) \| [\w ]+ \| ([^|]+) \|", text, re.MULTILINE))
    assert listed == {code: one.title for code, one in catalogue().checks.items()}
    assert set(re.findall(r"Q[1-8]\d\d", text)) <= catalogue().checks.keys()


# --- several findings at one place ------------------------------------------------------------------

TWO_ROUNDS = (
    "slots:\n"
    "  festival: {when: {festival: dongzhi, day: [-1, 0]}, copy: [明天包饺子, 今天来取]}\n"
    "  tip: {title: 元旦一轮, when: {festival: new-year, day: [0, 1]}, copy: [写春联, 贴春联]}\n"
    "  sale: {title: 平安夜, type: warmth, offer: null, when: {date: 2026-12-24, at: 9:00}, copy: 今晚开奖}\n"
    "calendar: {closed: [2026-12-21, 2026-12-24, 2027-01-01]}"
)


def test_every_round_and_every_promise_that_closed_days_touch_is_told() -> None:
    """They all stand on the one word `closed`, which is no reason to tell only the first."""
    found = [each.message for each in findings(TWO_ROUNDS) if each.code in {"Q803", "Q804"}]
    assert found == [
        "「元旦一轮」从 2027-01-01 开始的那一轮第一天店休，整个不发",
        "「冬至饺子」2026-12-21 店休，提前到 2026-12-20 发",
        "「平安夜」2026-12-24 店休不发，那天要开奖",
    ]


def test_a_run_left_out_whole_is_told_once_and_with_its_reason() -> None:
    days = "".join(
        f"  {name}: {{when: {{day: {day}, at: 10:00}}, type: warmth, offer: null, copy: 今晚开奖}}\n"
        for day, name in enumerate(("menu", "tip", "vote", "booking"), 1)
    )
    example = (
        f"slots:\n  sale: null\n  festival: null\n{days}welcome: |\n  欢迎，晚上七点说一回\n\n  不发广告，随时可退群\n"
        "calendar: {closed: [2026-12-10], sops: {welfare: {starts: [2026-12-10]}}}"
    )
    found = [each.message for each in findings(example) if each.code.startswith("Q80")]
    assert found == ["「门店福利群」从 2026-12-10 开始的那一轮第一天店休，整个不发"]


def test_each_post_whose_days_are_past_is_told() -> None:
    example = (
        "slots:\n  tip: {title: 甲, when: {date: 2026-11-10, at: 9:00}}\n"
        "  vote: {title: 乙, when: {date: 2026-11-11, at: 9:00}}\ncalendar: {starts: 2026-11-01}"
    )
    found = [each.message for each in findings(example) if each.code == "Q806"]
    assert found == ["「乙」的日子 2026-11-11 已经过去了", "「甲」的日子 2026-11-10 已经过去了"]
