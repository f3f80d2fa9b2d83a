"""A new project: settings, one calendar with its choices explained, and what publishes it every night."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qunli.library import Industry
from qunli.library.writing import amend
from qunli.model import PACES, Slot, Sop, Variable
from qunli.problem import cells
from qunli.source import File
from qunli.source.writing import Verbatim, quoted, scalar
from qunli.text import STORE, as_blank
from qunli.words import KINDS

PACE = "standard"
# Texts of a new project by the name of the file they become; the first is their name in site_templates/scaffold.
TEXTS = {
    "README.md": "README.md",
    "pages.yml": ".github/workflows/pages.yml",
    "gitignore": ".gitignore",
    "requirements.txt": "requirements.txt",
}
_DROPPED = ("nav", "repo_url", "repo_name", "edit_uri", "copyright")
_COLUMN = 40


def title_fault(title: str) -> str | None:
    """Return what is wrong with the title of a shop or pack, or None."""
    if not title.strip():
        return "名字是空的"
    if any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in title):
        return "名字只能写一行，不能有看不见的字符"
    return None


@dataclass(frozen=True)
class Opening:
    """What a new project is for: a shop, by its id and its title.

    `project` ends every UID for ever; without a `url` the site takes it from the environment variable QUNLI_SITE_URL;
    posts begin on `starts`, a Monday, and runs with a first day a week later; `requirement` is the line that installs
    the program.
    """

    shop: str
    title: str
    project: str
    url: str
    starts: date
    requirement: str


def new_project(
    opening: Opening, industry: Industry, settings: str, texts: Mapping[str, str]
) -> dict[str, str]:
    """Return the files of a new project by path; `settings` is the package's own mkdocs.yml, `texts` what TEXTS names."""
    words = {
        "title": opening.title,
        "shop": opening.shop,
        "industry": industry.pack.title,
        "industry-id": industry.id,
        "requirement": opening.requirement,
    }
    calendar = _calendar(opening.title, industry, opening.starts)
    return {
        "mkdocs.yml": _settings(settings, opening),
        f"calendars/{opening.shop}.yml": "\n".join(calendar) + "\n",
        **{path: filled(texts[name], words) for name, path in TEXTS.items()},
    }


def filled(text: str, words: Mapping[str, str]) -> str:
    """Return a text with every <<name>> replaced."""
    return re.sub(r"<<([a-z-]+)>>", lambda found: words[found[1]], text)


def _settings(packaged: str, opening: Opening) -> str:
    """Return the package's settings with this project's own in their place, so that the others never diverge."""
    url = quoted(opening.url) if opening.url else '!ENV [QUNLI_SITE_URL, ""]'
    own = {
        "site_name": Verbatim(quoted(opening.title)),
        "site_url": Verbatim(url),
        "site_description": Verbatim(quoted(f"{opening.title}：店里的群，今天发什么")),
        "docs_dir": "calendars",
    }

    def change(settings: dict[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in settings.items() if key not in _DROPPED}
        plugins = [_named(each, opening.project) for each in settings["plugins"]]
        return {**kept, **own, "plugins": plugins}

    return amend(File("mkdocs.yml", packaged), change)


def _named(plugin: Any, project: str) -> Any:
    """Return an entry of the plugins; ours with another project id."""
    if isinstance(plugin, dict) and "qunli" in plugin:
        return {"qunli": {**plugin["qunli"], "project": project}}
    return plugin


# --- the calendar ---------------------------------------------------------------------------------


def _calendar(title: str, industry: Industry, starts: date) -> Iterator[str]:
    closed = starts + timedelta(days=60)
    yield "# 这家店的排期表。井号后面是说明；行首有「# 」的是可以选的，去掉「# 」就用上。"
    yield f"title: {scalar(title)}"
    yield _noted(f"industry: {industry.id}", f"用「{industry.pack.title}」模板")
    yield _noted(f"starts: {starts}", "从哪天开始发，写那一周的周一")
    yield _noted(f"# ends: {starts + timedelta(days=365)}", "发到哪天，不写就一直发")
    yield _noted(f"pace: {PACE}", "light 少发几条，standard 一天一条左右，full 全都发")
    yield _noted("# hours: 09:30-20:30", "群里说话的时间，外面的挪进来；不写就照模板")
    yield _noted("remind: 10", "提前几分钟响，0 是不响")
    yield ""
    yield "sops:"
    yield from (f"  {line}" for line in _runs(industry, starts))
    yield ""
    yield from _variables(title, industry)
    yield ""
    yield "# staff:"
    for name, role in industry.pack.roles.items():
        yield _noted(f"#   {name}: {scalar(f'{role.title}的名字')}", f"{role.title}：{role.duty}")
    span = f"{closed}/{closed + timedelta(days=3)}"
    yield _noted(
        f"# closed: [sun, {span}]", "店休不发：每周日，还有这几天（周一到周六是 mon tue wed thu fri sat）"
    )


def _noted(line: str, note: str) -> str:
    return f"{line}{' ' * max(2, _COLUMN - cells(line))}# {' '.join(note.split())}"


def main_sop(industry: Industry) -> str:
    """Return the SOP a new shop begins with: its main group's, else the first."""
    traffic = (name for name, sop in industry.sops.items() if sop.kind == "traffic")
    return next(traffic, next(iter(industry.sops)))


def _lasts(sop: Sop) -> bool:
    """Say whether an SOP goes on for ever, and is not run again and again from a first day."""
    return not any(slot.when.of_a_run for slot in sop.slots.values())


def _runs(industry: Industry, starts: date) -> Iterator[str]:
    """Yield the SOPs that last, the main one first, then as comments those with a first day, a week apart."""
    main = main_sop(industry)
    monday = starts + timedelta(days=7)
    names = sorted(industry.sops, key=lambda name: (name != main, not _lasts(industry.sops[name])))
    for name in names:
        sop = industry.sops[name]
        off = "" if name == main or _lasts(sop) else "# "
        yield _noted(f"{off}{name}:", f"{KINDS[sop.kind]}：{sop.summary or sop.title}")
        if name == main:
            yield _noted(f"  groups: [{scalar(sop.title)}]", "群的名字；几个群发一样的，写成 [一群, 二群]")
            yield from _changes(sop)
        else:
            note = "群的名字" if off else "还没有这个群，就在这两行前面加「# 」"
            yield _noted(f"{off}  groups: [{scalar(sop.title)}]", note)
        if not _lasts(sop):
            days = f"[{monday}, {monday + timedelta(days=28)}]"
            yield _noted(f"{off}  starts: {days}", "每一期的第一天")
            monday += timedelta(days=7)


def _changes(sop: Sop) -> Iterator[str]:
    """Yield an example of a shop's own changes with slots that it really posts."""
    posted = [(name, slot) for name, slot in sop.slots.items() if _is_routine(slot)][:2]
    if posted:
        yield _noted("  # slots:", "只写和模板不一样的地方")
    for number, (name, slot) in enumerate(posted):
        if number:
            yield _noted(f"  #   {name}: null", f"「{slot.title}」不发")
        else:
            hour = slot.when.first_hour
            hour = hour.replace(minute=(hour.minute + 15) % 60)
            yield _noted(f"  #   {name}: {{when: {{at: {hour:%H:%M}}}}}", f"「{slot.title}」换个时间")


def _is_routine(slot: Slot) -> bool:
    return slot.when.routine and PACES.index(slot.pace) <= PACES.index(PACE)


def _variables(title: str, industry: Industry) -> Iterator[str]:
    """Yield what a shop says about itself: its name; all else as comments, since what is not said is a blank."""
    if not industry.pack.variables:
        return
    is_named = STORE in industry.pack.variables
    note = "我家资料；没填的，文案里就是一个要现填的空"
    yield _noted("variables:" if is_named else "# variables:", note)
    for name, variable in industry.pack.variables.items():
        off = "" if name == STORE else "# "
        value = title if name == STORE else _value(variable)
        if isinstance(value, str):
            yield _noted(f"  {off}{name}: {scalar(value)}", variable.title)
        else:
            yield _noted(f"  {off}{name}:", f"{variable.title}；一行一样，可以多写")
            yield from (f"  {off}  - {_row(row)}" for row in value)


def _row(row: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(each)}" for key, each in row.items()) + "}"


def _value(variable: Variable) -> str | tuple[Mapping[str, str], ...]:
    """Return what to write over: an example, else the default, else blanks, which nobody can take for a value."""
    given = variable.example if variable.example is not None else variable.default
    if given is not None:
        return given
    if variable.fields is None:
        return as_blank(variable.title)
    return ({name: as_blank(title) for name, title in variable.fields.items()},)
