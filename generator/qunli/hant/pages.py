"""A built page as the same page of another edition: its words converted, its addresses from where it stands then.

What programs read stays as it is: ids, addresses, keys, `data-` attributes, and what stands in scripts.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LANGUAGE = "zh-Hant"
_SAID = {"alt", "aria-label", "label", "placeholder", "title"}
_LEADS = {"href", "src", "poster", "data-engine", "data-worker", "data-check", "data-root"}
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'>]++)"""
_GIVEN = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""
# Most of a page: tags without anything that is converted, and what is not Chinese.
_DULL = (
    r"(?:<!--.*?-->|<!(?!--)[^>]*+>|</(?!li\b)[a-z][\w:-]*+\s*+>"
    r"|<(?!(?:script|style|html|li)\b)[a-z][\w:-]*+"
    rf"(?:\s++(?!(?:{'|'.join([*_SAID, *_LEADS, 'content'])})[\s=])[\w:-]++(?:\s*+=\s*+{_VALUE})?+)*+\s*+/?+>"
    r"|[^<\u3400-\u9fff]++)++"
)
_TOKEN = re.compile(
    rf"{_DULL}|<(?P<raw>script|style)\b(?P<given>{_GIVEN})>(?P<inside>.*?)</(?P=raw)\s*>"
    rf"|<(?P<tag>[a-z][\w:-]*+)(?P<more>{_GIVEN})>|</(?P<end>li)\s*>|(?P<text>[\u3400-\u9fff][^<]*+)|<",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(rf"(\s)([\w:-]+)(\s*=\s*)({_VALUE})")
# What a page is described by; other `content` is read by programs.
_DESCRIBED = re.compile(
    r"""\b(?:name|property)\s*=\s*["']?(?:description|og:|twitter:|apple-mobile-web-app-title)"""
)
_SCOPE = re.compile(r'(__md_scope=new URL\(")([^"]*)(",location\))')
_TAG = re.compile(rf"</?[a-z][\w:-]*{_GIVEN}>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
# Between what is converted together: a sign that no text holds.
_JOINT = "\x1f"
# What stands in a path as it is.
_SAFE = "/~!$&'()*+,;=:@"
_CHINESE = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True)
class Edition:
    """Where in the site an edition stands, which files of the site it has of its own (`paths`), and how it says a text."""

    folder: str
    paths: Collection[str]
    said: Callable[[str], str]

    def address(self, here: str, address: str) -> str:
        """Return an address of page `here` as it is from the same page of the edition: what only the site has stands above it."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return address
        folder = posixpath.dirname(here)
        there = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if there in self.paths or posixpath.join(there, "index.html").removeprefix("./") in self.paths:
            return address
        path = posixpath.relpath(there, posixpath.join(self.folder, folder))
        path += "/" if parts.path.endswith("/") else ""
        return parts._replace(path=quote(path, safe=_SAFE)).geturl()


def page(content: str, here: str, edition: Edition) -> str:
    """Return the page at path `here` of the site as a page of an edition."""
    parts, words = _Parts(here, edition), list[str]()
    made = list(parts.of(content, words))
    said = iter(edition.said(_JOINT.join(words)).split(_JOINT))
    return "".join(each if isinstance(each, str) else next(said) for each in made)


class _Said:
    """Stands where a text comes once it is converted."""


_HERE = _Said()


@dataclass
class _Parts:
    here: str
    edition: Edition

    def of(self, content: str, words: list[str]) -> Iterator[str | _Said]:
        for token in _TOKEN.finditer(content):
            if token["raw"]:
                yield from self._raw(token, words)
            elif token["tag"]:
                item = _ticked(content, token) if "task-list-item" in token["more"] else ""
                yield f"<{token['tag']}"
                yield from self._attributes(token["tag"].lower(), token["more"], words)
                yield f"{item}>"
            else:
                yield from _text(token[0], words) if token["text"] else [token[0]]

    def _raw(self, token: re.Match[str], words: list[str]) -> Iterator[str | _Said]:
        yield f"<{token['raw']}"
        yield from self._attributes("script", token["given"], words)
        inside = token["inside"]
        if 'id="__config"' in token["given"] or "id=__config" in token["given"]:
            inside = self._settings(inside)
        yield f">{_SCOPE.sub(self._scope, inside)}</{token['raw']}>"

    def _scope(self, found: re.Match[str]) -> str:
        return found[1] + posixpath.normpath(posixpath.join("..", found[2])) + found[3]

    def _settings(self, text: str) -> str:
        """Return the theme's settings: what its script says, and where its worker stands."""
        settings = json.loads(text)
        settings["search"] = self.edition.address(self.here, settings.get("search") or "")
        said = settings.get("translations") or {}
        settings["translations"] = {name: self.edition.said(str(each)) for name, each in said.items()}
        made = json.dumps(settings, separators=(", ", ": "))
        # As Jinja's tojson writes: nothing in it may end the script.
        for char in "<>&'":
            made = made.replace(char, f"\\u{ord(char):04x}")
        return made

    def _attributes(self, tag: str, text: str, words: list[str]) -> Iterator[str | _Said]:
        at, is_described = 0, tag == "meta" and bool(_DESCRIBED.search(text))
        for found in _ATTRIBUTE.finditer(text):
            name, value = found[2].lower(), found[4]
            quote = value[0] if value[0] in "\"'" else ""
            inside = value[1:-1] if quote else value
            yield text[at : found.start(4)] + quote
            at = found.end()
            if name in _SAID or (is_described and name == "content"):
                yield from _text(inside, words)
            elif name == "data-root":
                yield f"../{inside}"
            elif name in _LEADS:
                yield " ".join(self.edition.address(self.here, each) for each in inside.split(" "))
            elif name == "lang" and tag == "html":
                yield LANGUAGE
            else:
                yield inside
            yield quote
        yield text[at:]


def _text(text: str, words: list[str]) -> Iterator[str | _Said]:
    if _CHINESE.search(text):
        words.append(text)
        yield _HERE
    elif text:
        yield text


def _ticked(content: str, opened: re.Match[str]) -> str:
    """Return the words by which a ticked item is kept, as an attribute: those of the site, so that both editions tick the same."""
    depth, text = 1, ""
    for token in _TOKEN.finditer(content, opened.end()):
        depth += (token["tag"] or "").lower() == "li"
        depth -= bool(token["end"])
        if not depth:
            break
        text += _TAG.sub("", token[0])
    return f' data-words="{html.escape(" ".join(html.unescape(text).split()))}"'
