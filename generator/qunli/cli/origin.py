"""Where this program was installed from, and how another machine gets the same one (PEP 610)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from qunli import __version__

WHEELS = "wheels"
_SHA256 = "sha256"


@dataclass(frozen=True)
class Origin:
    """`line` is one requirement, relative to a project; `files` (path → bytes) is what must travel with the project.

    `todo` says what people must do before another machine can install it, empty where nothing is missing.
    """

    line: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    todo: str = ""

    @property
    def text(self) -> str:
        """Return the line, below what is still to do."""
        return f"# {self.todo}\n{self.line}" if self.todo else self.line


def origin() -> Origin:
    """Return where the running program came from."""
    try:
        told = distribution("qunli").read_text("direct_url.json")
    except PackageNotFoundError:
        # It runs from its sources and was never installed.
        return _from_sources(__version__)
    return read(told, __version__)


def read(told: str | None, version: str) -> Origin:
    """Return the origin that a direct_url.json tells; an index leaves none."""
    if told is None:
        return Origin(f"qunli=={version}")
    direct = json.loads(told)
    is_local = urlsplit(direct["url"]).scheme == "file"
    if "archive_info" in direct:
        return _from_file(direct["url"]) if is_local else Origin(_from_address(direct))
    if is_local or "vcs_info" not in direct:
        return _from_sources(version)
    return Origin(_from_repository(direct))


def _from_address(direct: Mapping[str, Any]) -> str:
    archive = direct["archive_info"]
    # The older spelling is one text, sha256=…; the newer one a mapping, which wins.
    old = archive.get("hash", "").removeprefix(f"{_SHA256}=")
    digest = archive.get("hashes", {}).get(_SHA256, old if _SHA256 in archive.get("hash", "") else "")
    return f"qunli @ {direct['url']}" + (f"#{_SHA256}={digest}" if digest else "")


def _from_repository(direct: Mapping[str, Any]) -> str:
    vcs = direct["vcs_info"]
    below = direct.get("subdirectory", "")
    address = f"qunli @ {vcs['vcs']}+{direct['url']}@{vcs['commit_id']}"
    return address + (f"#subdirectory={below}" if below else "")


def _from_file(url: str) -> Origin:
    path = Path(url2pathname(urlsplit(url).path))
    name = PurePosixPath(unquote(urlsplit(url).path)).name
    line = f"./{WHEELS}/{name}"
    if path.is_file():
        return Origin(line, {f"{WHEELS}/{name}": path.read_bytes()})
    return Origin(line, todo=f"把装群历用的安装包 {name} 放进 {WHEELS} 文件夹，别的电脑才装得上。")


def _from_sources(version: str) -> Origin:
    name = f"qunli-{version}-py3-none-any.whl"
    todo = (
        f"这台电脑上的群历装自一个源码文件夹，别的电脑拿不到：在那里运行 make dist，"
        f"把 dist 里的 {name} 放进这里的 {WHEELS} 文件夹，别的电脑才装得上。"
    )
    return Origin(f"./{WHEELS}/{name}", todo=todo)
