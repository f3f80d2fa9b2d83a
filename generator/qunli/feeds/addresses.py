"""Addresses: what one on the web must look like before it goes into a feed, a page or a code to scan."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Besides blanks and what is not seen: what RFC 3986 has in no address, and the apostrophe, which ends an attribute.
_UNSAFE = re.compile(r"""["'<>\\^`{|}]""")
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
_HINT = "写成 https://你的域名/ 这样"


def address_fault(url: str) -> tuple[str, str] | None:
    """Return what is wrong with the address of a site or a repository, and the way out; None where nothing is."""
    if unsafe_in_address(url):
        return "网址里有空格、引号、尖括号或看不见的字符", _HINT
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "网址不对", _HINT
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return "网址要以 http:// 或 https:// 开头，后面是域名", _HINT
    if "@" in parts.netloc:
        return "网址里有用户名或密码，会公开在网站上", "删掉 @ 和它前面的，只留域名"
    return None


def site_fault(url: str) -> tuple[str, str] | None:
    """Return what is wrong with the address other addresses begin with."""
    found = address_fault(url)
    if found is None and re.search("[?#]", url):
        return "网址里不能有 ? 和 #", _HINT
    return found


def unsafe_in_address(value: str) -> bool:
    """Say whether a text holds what may stand in no address, not even in a part of one."""
    return bool(_UNSAFE.search(value)) or any(unicodedata.category(char) in _UNSEEN for char in value)
