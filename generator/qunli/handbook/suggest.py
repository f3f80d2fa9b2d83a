"""想改一句: the page for people without git, and the addresses of new issues that are filled in beforehand."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote, urlencode

from qunli.handbook.press import Press

PAGE, TEMPLATE = "suggest.md", "suggest.md.j2"
_REPOSITORY = re.compile(
    r"(?P<scheme>https?)://(?:[^/@\s]*@)?(?P<host>[\w.-]+)(?P<port>:\d+)?/(?P<path>[^?#\s]+)", re.ASCII
)
# Hosts refuse addresses of more than about 8,000 characters; a Chinese one counts nine.
_MOST_OF_A_NAME = 80
_ANYWHERE = "在哪一页、哪一句：\n现在写的：\n想改成：\n为什么：\n"


class Form(NamedTuple):
    """Where a host has its form for a new issue, and what it calls the two fields."""

    path: str
    title: str
    body: str


# By a word of the host's name, so that gitlab.example is known too. As of 2026.
FORMS = {
    "github": Form("issues/new", "title", "body"),
    "gitee": Form("issues/new", "title", "description"),
    "gitlab": Form("-/issues/new", "issue[title]", "issue[description]"),
    "gitea": Form("issues/new", "title", "body"),
    "codeberg": Form("issues/new", "title", "body"),
}


def suggest_page(press: Press) -> None:
    repository = press.facts.repository
    press.add(
        PAGE,
        TEMPLATE,
        "想改一句",
        press.source_of(TEMPLATE),
        form=new_issue(repository, "想改一句：", _ANYWHERE),
        repository=_home(repository),
        words_to_send=_ANYWHERE,
    )


def for_text(repository: str, text_id: str, name: str) -> str:
    """Return the address of an issue about one text (industry/sop/slot/text); `name` is what people call it."""
    name = name[:_MOST_OF_A_NAME]
    body = f"要改的：{text_id}\n现在写的：\n想改成：\n为什么：\n"
    return new_issue(repository, f"想改一句：{name}（{text_id}）", body)


def about_page(repository: str, title: str, path: str) -> str:
    """Return the address of an issue that says whether a page was of use, by its title and its path among the documents."""
    body = f"哪一页：{path}\n有用的是：\n没用的、没找到的是：\n"
    return new_issue(repository, f"这一页有用吗：{title[:_MOST_OF_A_NAME]}", body)


def new_issue(repository: str, title: str, body: str) -> str:
    """Return the address of a new issue with these words in it, "" without a repository whose form is known."""
    found = _REPOSITORY.fullmatch(repository)
    labels = found["host"].lower().split(".") if found else []
    form = next((form for word, form in FORMS.items() if word in labels), None)
    if form is None:
        return ""
    return f"{_home(repository)}/{form.path}?{urlencode({form.title: title, form.body: body}, quote_via=quote, safe='')}"


def _home(repository: str) -> str:
    """Return a repository's address without credentials, encoded; "" for what is no address on the web."""
    found = _REPOSITORY.fullmatch(repository)
    if found is None:
        return ""
    path = quote(unquote(found["path"].strip("/").removesuffix(".git")))
    return f"{found['scheme']}://{found['host']}{found['port'] or ''}/{path}"
