"""What a pack may hold: one table, and a part of it from its file to its page, forks and checks included."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import ADDRESS, PACK, REPOSITORY, SOP, TODAY, Write
from qunli import changes, checks, library, scaffold, site
from qunli.handbook import Page
from qunli.library import locks
from qunli.library.parts import GROUPS, PARTS, part_at, values
from qunli.problem import Problem

SHOP, BRANCH = "content/industries/shop", "content/industries/branch"
PATCH = f"{BRANCH}/faq.yml"
FORK = "extends: shop\ntitle: 分店\nversion: 1.0.0\n"
FAQ = """
questions:
  parking:
    question: 停车方便吗？
    answer: 到{{ store }}门口停，〔收费，例：一小时5元〕。
    slots: [welfare/menu]
  fish:
    question: 有鱼吗？
    answer: 有，看{{ store }}的菜单。
    slots: [welfare/menu, welfare/chat]
"""
CHAT = "  chat: {title: 闲聊, when: {every: week, weekdays: [sun], at: 16:00}, type: warmth, copy: 聊}\n"
BASE = {f"{SHOP}/faq.yml": FAQ, f"{SHOP}/sops/welfare.yml": SOP + CHAT}


def fork(patch: str | None = None, pack: str = FORK, **more: str) -> dict[str, str]:
    files = BASE | {f"{BRANCH}/pack.yml": pack}
    files |= {f"{BRANCH}/sops/{name}.yml": text for name, text in more.items()}
    return files | ({PATCH: patch} if patch else {})


def loaded(root: Path) -> library.Library:
    return library.load(root, fallback=root.parent / "package").require()


def problems(root: Path) -> list[Problem]:
    return list(library.load(root, fallback=root.parent / "package").problems)


def pages(root: Path) -> dict[str, Page]:
    return dict(site.make(library.load(root), TODAY, {}, ADDRESS, None).pages)


def questions(root: Path, pack: str = "branch") -> dict[str, object]:
    return loaded(root).industries[pack].files["faq.yml"].value.questions


# --- the table ------------------------------------------------------------------------------------


def test_every_file_of_a_pack_belongs_to_one_part() -> None:
    for part in PARTS:
        file = part.file("a-name" if part.folder else "")
        assert part_at(file) == (part, "a-name" if part.folder else "")
    with pytest.raises(KeyError):
        part_at("other.txt")


def test_what_entries_are_called_and_must_have_are_fields_of_theirs() -> None:
    for part in PARTS:
        for group in part.groups:
            (entry,) = (each for each in _entries(part.shape, group.field))
            fields = {field.alias or name for name, field in entry.model_fields.items()}
            assert {group.called, *group.required} <= fields, group.field
        assert part.own <= {*part.shape.model_fields}
        # Of pack.yml members read what a voice says, which no group holds.
        known = {*GROUPS, *(part.shape.model_fields if not part.key else ())}
        assert all(pattern.split(".")[0] in known for pattern in (*part.said, *part.slots))


def test_every_part_has_what_its_page_and_editors_need() -> None:
    """By its schema the fields of a part are tried with hostile words too."""
    templates = REPOSITORY / "site_templates/pages"
    for part in PARTS:
        assert bool(part.schema) == (part.suffix == ".yml"), part.key
        name = {"": "industry", "sops": "sop", "chapters": "chapter"}.get(part.key, part.key)
        assert (templates / f"{name}.md.j2").is_file(), part.key


def _entries(shape: type, field: str) -> list[type]:
    from typing import get_args

    def below(kind: object) -> list[type]:
        if isinstance(kind, type) and hasattr(kind, "model_fields"):
            return [kind]
        return [found for each in get_args(kind) for found in below(each)]

    return below(shape.model_fields[field].annotation)


def test_a_dotted_pattern_names_entries_and_items() -> None:
    data = {"questions": {"a": {"slots": ["x", "y"]}, "b": {"slots": "x"}, "c": 3}, "other": {}}
    assert list(values(data, "questions.*.slots.*")) == [
        (("questions", "a", "slots", 0), "x"),
        (("questions", "a", "slots", 1), "y"),
    ]
    assert list(values(data, "nothing.*")) == []


# --- a page, its links and its place ----------------------------------------------------------------


@pytest.mark.slow
def test_answers_are_a_page_that_the_pack_its_posts_and_the_navigation_lead_to(project: Write) -> None:
    made = site.make(library.load(project(BASE)), TODAY, {}, ADDRESS, None)
    page = made.pages["industries/shop/faq.md"]
    assert page.title == "常见问题"
    assert page.source == f"{SHOP}/faq.yml"
    assert "## 停车方便吗？ {#parking}" in page.markdown
    assert "到本店门口停，〔收费〕。" in re.sub("<[^>]*>", "", page.markdown)
    assert "要填：收费（例：一小时5元）" in page.markdown
    assert "[福利群·今日菜单](../../industries/shop/welfare.md#menu)" in page.markdown
    assert "[常见问题](../../industries/shop/faq.md)" in made.pages["industries/shop/index.md"].markdown
    plan = made.pages["industries/shop/welfare.md"].markdown
    menu, chat = plan.split('id="chat"')
    assert "客人会问：[停车方便吗？](../../industries/shop/faq.md#parking)、[有鱼吗？]" in menu
    assert "客人会问：[有鱼吗？](../../industries/shop/faq.md#fish)</p>" in chat
    assert '{"常见问题": "industries/shop/faq.md"}' in json.dumps(made.navigation, ensure_ascii=False)


@pytest.mark.slow
def test_a_pack_without_answers_says_nothing_of_them(project: Write) -> None:
    made = pages(project())
    assert "industries/shop/faq.md" not in made
    assert "常见问题" not in made["industries/shop/index.md"].markdown


def test_a_plan_whose_page_is_taken_is_told_at_its_file(project: Write) -> None:
    root = project(BASE | {f"{SHOP}/sops/faq.yml": "# 自己的\n" + SOP.lstrip()})
    (problem,) = problems(root)
    assert (problem.code, problem.path, problem.line) == ("Q025", f"{SHOP}/sops/faq.yml", 2)
    assert f"industries/shop/faq/ 已经是 {SHOP}/faq.yml 的了" in problem.message
    assert "sop: faq" in problem.hint


def test_a_page_that_is_taken_in_a_base_is_told_once_and_not_for_each_fork(project: Write) -> None:
    own = {f"{SHOP}/sops/faq.yml": SOP, "content/industries/leaf/pack.yml": FORK.replace("shop", "branch")}
    (problem,) = problems(project(fork(None) | own))
    assert (problem.code, problem.path) == ("Q025", f"{SHOP}/sops/faq.yml")


def test_a_page_that_a_fork_takes_from_its_base_is_told_at_the_fork(project: Write) -> None:
    (problem,) = problems(project(fork(None, faq=SOP)))
    assert (problem.code, problem.path) == ("Q025", f"{BRANCH}/sops/faq.yml")
    assert f"industries/branch/faq/ 已经是 {SHOP}/faq.yml 的了" in problem.message


def test_a_plan_may_have_that_name_where_the_page_is_free(project: Write) -> None:
    assert "industries/shop/faq.md" in pages(project({f"{SHOP}/sops/faq.yml": SOP}))


# --- forks ----------------------------------------------------------------------------------------


def test_a_fork_changes_one_answer_drops_another_and_adds_a_third(project: Write) -> None:
    root = project(
        fork("questions:\n  parking: {answer: 停对面}\n  fish: null\n  new: {question: 新？, answer: 新}\n")
    )
    found = questions(root)
    assert {name: (each.question, each.answer) for name, each in found.items()} == {
        "parking": ("停车方便吗？", "停对面"),
        "new": ("新？", "新"),
    }
    assert list(questions(root, "shop")) == ["parking", "fish"]


@pytest.mark.parametrize(
    ("patch", "code", "line"),
    [
        ("questions:\n  perking: {answer: 停对面}\n", "Q017", 2),
        ("questions:\n  perking: null\n", "Q018", 2),
        ("questions:\n  parking:\n    slots: [welfare/gone]\n", "Q014", 3),
    ],
)
def test_a_fork_s_answer_that_misses_its_base_is_told(
    project: Write, patch: str, code: str, line: int
) -> None:
    (problem,) = problems(project(fork(patch)))
    assert (problem.code, problem.path, problem.line) == (code, PATCH, line)


def test_a_fork_of_a_pack_without_answers_writes_them_whole(project: Write) -> None:
    files = fork("questions: {own: {question: 新？, answer: 新}}") | {f"{SHOP}/faq.yml": None}
    assert list(questions(project(files))) == ["own"]
    (problem,) = problems(project(files | {PATCH: "grammar: 1\n"}))
    assert (problem.code, problem.message) == ("Q017", "上游没有常见问题，自己新写的又少了 questions")


def test_answers_can_be_locked(project: Write) -> None:
    locked = {f"{SHOP}/pack.yml": PACK + "locked: [faq.questions.parking.answer]\n"}
    (problem,) = problems(project(fork("questions: {parking: {answer: 停对面, question: 停车？}}") | locked))
    assert (problem.code, problem.path) == ("Q019", PATCH)
    assert problem.message == "faq.questions.parking.answer 是总部锁定的"


def test_an_answer_no_longer_names_a_post_that_the_fork_took_out(project: Write) -> None:
    root = project(fork(welfare="slots: {chat: null}"))
    assert questions(root)["fish"].slots == ("welfare/menu",)
    whole = fork(pack=FORK + "sops: {welfare: null}\n", own=SOP)
    assert questions(project(whole | {f"{BRANCH}/sops/welfare.yml": None}))["parking"].slots == ()


def test_a_fork_that_names_a_post_it_took_out_itself_is_told(project: Write) -> None:
    patch = "questions:\n  fish:\n    slots: [welfare/chat]\n"
    (problem,) = problems(project(fork(patch, welfare="slots: {chat: null}")))
    assert (problem.code, problem.path, problem.line) == ("Q014", PATCH, 3)


# --- differences, base.lock, copies -----------------------------------------------------------------


def test_what_a_fork_changes_in_the_answers_has_words(project: Write) -> None:
    patch = (
        "questions:\n  parking: {question: 能停车吗？}\n  fish: null\n  new: {question: 新？, answer: 新}\n"
    )
    found = changes.fork_words(loaded(project(fork(patch))), "branch")
    assert found[1:] == [
        "常见问题「能停车吗？」问法：停车方便吗？ → 能停车吗？",
        "不用的常见问题：有鱼吗？",
        "新增常见问题：新？",
    ]


def test_that_an_answer_names_a_lost_post_no_more_is_no_change(project: Write) -> None:
    found = changes.fork_words(loaded(project(fork(welfare="slots: {chat: null}"))), "branch")
    assert [line for line in found if "常见问题" in line] == []


def drift(project: Write, patch: str, upstream: dict[str, str | None]) -> changes.Drift:
    root = project(fork(patch))
    (root / BRANCH / "base.lock").write_text(locks.record(read(root)), encoding="utf-8")
    return changes.upstream.drift(read(project(fork(patch) | upstream)))


def read(root: Path) -> locks.Fork:
    found = library.load(root, only="")
    return locks.read_fork(found.tree, found.almanac.festivals, "branch")


def test_an_answer_both_sides_changed_is_told_three_ways(project: Write) -> None:
    moved = FAQ.replace("有，看", "没有，看").replace("门口停", "后院停")
    found = drift(project, "questions: {parking: {answer: 停对面}}", {f"{SHOP}/faq.yml": moved})
    (both,) = found.both
    assert both.name == "常见问题「停车方便吗？」怎么答"
    assert (both.path, both.mine) == (PATCH, "停对面")
    assert found.moved == ("常见问题「有鱼吗？」",)


def test_answers_that_came_or_went_as_a_whole_are_told_once(project: Write) -> None:
    assert drift(project, "", {f"{SHOP}/faq.yml": None}).left == ("常见问题",)
    root = project(fork() | {f"{SHOP}/faq.yml": None})
    (root / BRANCH / "base.lock").write_text(locks.record(read(root)), encoding="utf-8")
    assert changes.upstream.drift(read(project(fork()))).new == ("常见问题",)


def test_a_copy_brings_the_answers_as_they_are_written(project: Write) -> None:
    pack = loaded(project(BASE)).industries["shop"]
    files = scaffold.eject(pack, locks.base_files(pack), "copy", "拷贝")
    assert files["content/industries/copy/faq.yml"] == FAQ.lstrip()


def test_a_copy_of_a_fork_names_no_post_that_is_gone(project: Write) -> None:
    root = project(fork(welfare="slots: {chat: null}"))
    pack = loaded(root).industries["branch"]
    files = scaffold.eject(pack, locks.base_files(pack), "copy", "拷贝")
    assert "welfare/chat" not in files["content/industries/copy/faq.yml"]
    assert problems(project(fork() | files)) == []


# --- words ----------------------------------------------------------------------------------------


def judged(root: Path) -> list[tuple[str, str, int]]:
    found = checks.run(library.load(root), (), TODAY)
    return [(each.code, each.path, each.line) for each in found if each.path.endswith("faq.yml")]


def test_answers_are_judged_like_other_words_of_a_pack(project: Write) -> None:
    risky = FAQ.replace("有，看{{ store }}的菜单。", "全网最低价，不买后悔")
    (first, *_) = judged(project(BASE | {f"{SHOP}/faq.yml": risky}))
    assert first[1:] == (f"{SHOP}/faq.yml", 8)
    assert judged(project(BASE)) == []


def test_a_finding_in_an_answer_can_be_allowed_on_its_line(project: Write) -> None:
    risky = FAQ.replace("answer: 有，看{{ store }}的菜单。", "answer: 今天现杀现做，手慢无")
    root = project(BASE | {f"{SHOP}/faq.yml": risky})
    codes = sorted({code for code, _, _ in judged(root)})
    assert codes
    allowed = risky.replace("手慢无", f"手慢无 # qunli: allow {' '.join(codes)} 试试")
    assert judged(project(BASE | {f"{SHOP}/faq.yml": allowed})) == []


# --- occasions without an hour ----------------------------------------------------------------------

ANYTIME = """
occasions:
  arrival:
    title: 到货了
    owner: staff
    way: notice
    notes: 上了架再发
    copy: ['〔菜名，例：春笋〕到了，{{ store }}今天有。', 又到了]
  sold-out: {title: 卖完了, copy: [卖完啦]}
"""
NOW = {f"{SHOP}/anytime.yml": ANYTIME, f"{BRANCH}/pack.yml": FORK}


def occasions(root: Path, pack: str = "branch") -> dict[str, dict[str, str]]:
    found = loaded(root).industries[pack].files["anytime.yml"].value.occasions
    return {name: dict(each.texts) for name, each in found.items()}


def test_occasions_are_a_page_that_the_pack_and_the_navigation_lead_to(project: Write) -> None:
    made = site.make(library.load(project(NOW)), TODAY, {}, ADDRESS, None)
    page = made.pages["industries/shop/anytime.md"].markdown
    first, last = page.split("## 卖完了 {#sold-out}")
    assert "## 到货了 {#arrival}" in first
    assert "店员 · 发群公告" in first
    assert "〔菜名〕到了，本店今天有。" in re.sub("<[^>]*>", "", first)
    assert "要填：菜名（例：春笋）" in first
    assert "又到了" in first
    assert "发前看：上了架再发" in first
    assert "卖完啦" in last
    assert "发前看" not in last
    assert "[临时发一条](../../industries/shop/anytime.md)" in made.pages["industries/shop/index.md"].markdown
    assert '{"临时发一条": "industries/shop/anytime.md"}' in json.dumps(made.navigation, ensure_ascii=False)


def test_a_fork_changes_drops_and_adds_single_texts_of_an_occasion(project: Write) -> None:
    patch = "occasions:\n  arrival: {way: mention-all, owner: host, copy: {2: null, +: 我家到了}}\n  sold-out: null\n  late: {title: 晚了, copy: 晚}\n"
    root = project(NOW | {f"{BRANCH}/anytime.yml": patch})
    assert occasions(root) == {
        "arrival": {"1": "〔菜名，例：春笋〕到了，{{ store }}今天有。", "branch-1": "我家到了"},
        "late": {"1": "晚"},
    }
    told = [line for line in changes.fork_words(loaded(root), "branch") if "临时发" in line]
    assert sorted(told) == sorted(
        [
            "临时发「到货了」不用第 2 条文案",
            "临时发「到货了」新增文案 branch-1",
            "临时发「到货了」怎么发：发群公告 → @所有人发",
            "临时发「到货了」谁来发：店员 → 群主",
            "不用的临时发：卖完了",
            "新增临时发：晚了",
        ]
    )


def test_a_locked_occasion_cannot_be_changed(project: Write) -> None:
    locked = {f"{SHOP}/pack.yml": PACK + "locked: [anytime.occasions.arrival]\n"}
    patch = {f"{BRANCH}/anytime.yml": "occasions: {arrival: {title: 换}}\n"}
    assert [each.code for each in problems(project(NOW | locked | patch))] == ["Q019"]


@pytest.mark.parametrize("pack", ["shop", "branch"])
def test_a_copy_brings_the_occasions_too(project: Write, pack: str) -> None:
    root = project(NOW | {f"{BRANCH}/anytime.yml": "occasions: {arrival: {copy: {+: 我家到了}}}\n"})
    found = loaded(root).industries[pack]
    files = scaffold.eject(found, locks.base_files(found), "copy", "拷贝")
    assert occasions(project(files), "copy") == occasions(root, pack)
    if pack == "shop":
        assert files["content/industries/copy/anytime.yml"] == ANYTIME.lstrip()


def told_of(root: Path) -> set[str]:
    found = checks.run(library.load(root), (), TODAY)
    return {each.code for each in found if each.path.endswith("anytime.yml")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全网最低价，不买后悔", "Q401"),
        ("今天到了很多鱼" * 20, "Q301"),
        ("一\\n二\\n三\\n四\\n五\\n六\\n七", "Q302"),
        ("到货🐟🥩🥬", "Q303"),
        ("今天的菜单已经写好了请大家看图然后回复我", "Q304"),
    ],
)
def test_the_texts_of_an_occasion_are_judged_like_copies(project: Write, text: str, code: str) -> None:
    assert told_of(project(NOW)) == set()
    assert code in told_of(project({f"{SHOP}/anytime.yml": ANYTIME.replace("[卖完啦]", f'["{text}"]')}))


# --- what comes with the program ------------------------------------------------------------------

PACKS = ("maternal-baby", "catering", "apparel", "education", "fresh-food")


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_answers_what_customers_ask(name: str) -> None:
    found = library.load(REPOSITORY, only=[name]).industries[name]
    asked = found.files["faq.yml"].value.questions
    assert 8 <= len(asked) <= 12
    for each in asked.values():
        assert re.search("[？?]$", each.question), each.question
        assert len(each.answer.strip().split("\n")) <= 4, each.question
    assert sum(bool(each.slots) for each in asked.values()) >= len(asked) - 2


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_has_words_for_what_no_calendar_knows(name: str) -> None:
    pack = library.load(REPOSITORY, only=[name]).industries[name]
    found = pack.files["anytime.yml"].value.occasions
    assert len(found) >= 7
    assert {"rain", "power", "closed"} <= found.keys()
    assert all(each.owner for each in found.values())
