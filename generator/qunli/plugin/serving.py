"""Serving with live reload: what is wrong is a page of its own, beside the last good site, until it is mended."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from qunli import disk, library
from qunli.plugin.commands import config_of
from qunli.plugin.events import log
from qunli.plugin.faults import told, words_of
from qunli.plugin.hearing import heard
from qunli.plugin.settings import NAME, settings_file
from qunli.problem import ContentError, Problem, errors, render

_OWNER = "边改边看"
_HERE = ("127.0.0.1", 8000)
# Below it stands the last good site while there is a fault; a name that no page can have.
LAST = "_last/"


def serve(root: Path, address: str | None) -> None:
    """Serve the site until interrupted. Raises ContentError where there is no mkdocs.yml, OSError for a taken port."""
    if not (root / NAME).is_file():
        settings_file(root / NAME)
    with tempfile.TemporaryDirectory(prefix="qunli-") as folder, heard():
        workshop = Workshop(root, address, Path(folder))
        try:
            workshop.run()
        except KeyboardInterrupt:
            log.info("停下了。")


class Workshop:
    """Builds for one server, again after each change."""

    def __init__(self, root: Path, address: str | None, folder: Path) -> None:
        self.root, self.shown = root, folder / "site"
        self.shown.mkdir()
        self.address = address
        self.first: MkDocsConfig | None = None
        host, port = self._host()
        self.server = Live(self._build, host, port, str(self.shown))

    def _host(self) -> tuple[str, int]:
        """Return where to serve: where settings cannot be read yet, at the usual place."""
        if self.address:
            host, _, port = self.address.rpartition(":")
            return host.strip("[]") or _HERE[0], int(port)
        try:
            config, _ = config_of(self.root)
        except ContentError:
            return _HERE
        return config.dev_addr.host, config.dev_addr.port

    def run(self) -> None:
        server = self.server
        server.server_bind()
        try:
            self._build()
            server.server_activate()
            server.observer.start()
            server.serve_thread.start()
            log.info(f"在浏览器里打开 {server.url}，改了会自己刷新。按 Ctrl+C 停下。")
            server._build_loop()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()
            if self.first:
                self.first.plugins.on_shutdown()

    def _build(self) -> None:
        """Bring the newest state into the folder that is served, or say what is wrong with it."""
        try:
            with (
                tempfile.TemporaryDirectory(prefix="qunli-") as built,
                disk.opened(self.shown, _OWNER) as shown,
            ):
                config = self._built(Path(built))
                shown.publish({name: Path(built, name) for name in disk.files(Path(built))})
        except ContentError as error:
            self.server.problems = errors(error.problems) or list(error.problems)
        except Exception as error:
            self.server.problems = [_our_fault(error)]
        else:
            self.server.problems = []
            self._watch(config.watch)
            log.info("网站好了。")
        if self.server.problems:
            log.error("\n" + render(self.server.problems) + "\n\n改好、保存，就接着往下走。")
        self._watch([self.root / each for each in (*library.SOURCE_FOLDERS, NAME)])

    def _built(self, folder: Path) -> MkDocsConfig:
        config, plugin = config_of(self.root, site_dir=str(folder))
        server = self.server
        server.stand_at(urlsplit(config.site_url or "/").path)
        config.site_url = server.url
        plugin.previous = self.shown
        with told(config):
            if self.first is None:
                config.plugins.on_startup(command="serve", dirty=False)
            mkdocs_build.build(config, serve_url=server.url)
            if self.first is None:
                config.plugins.on_serve(server, config=config, builder=self._build)
                self.first = config
        self._watch([config.docs_dir, *([config.theme.custom_dir] if config.theme.custom_dir else [])])
        return config

    def _watch(self, paths: Iterable[Path | str]) -> None:
        known = self.server._watched_paths
        for path in map(str, paths):
            if path not in known and Path(path).exists():
                self.server.watch(path)


def _our_fault(error: Exception) -> Problem:
    hint = "不是你写错了，把括号里的话告诉维护的人；改动上面最后改的那个文件，也许能先绕过去"
    return Problem(NAME, 0, 1, "Q030", f"程序停下了（{words_of(error)}）", hint)


class Live(LiveReloadServer):
    """MkDocs' server; while something is wrong, every page says so, and the last good site stands below LAST."""

    def __init__(self, builder: Callable[[], None], host: str, port: int, folder: str) -> None:
        super().__init__(builder, host, port, folder, polling_interval=0.2)
        self.problems: list[Problem] = []
        self.host = f"[{host}]" if ":" in host else host
        self.error_handler = self._not_found
        self.stand_at("/")

    def stand_at(self, path: str) -> None:
        """Serve below the path that the site's own address has."""
        self.mount_path = f"/{path.strip('/')}/" if path.strip("/") else "/"
        self.url = f"http://{self.host}:{self.server_port_told}{self.mount_path}"

    @property
    def server_port_told(self) -> int:
        return int(self.server_address[1])

    def _not_found(self, code: int) -> bytes | None:
        page = Path(self.root) / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Any:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        last = self.mount_path + LAST
        if path.startswith(last):
            return self._last(environ, start_response, self.mount_path + path.removeprefix(last))
        if not path.startswith("/livereload/") and _is_page(path):
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                epoch, problems = self._visible_epoch, self.problems
            if problems:
                return self._fault(start_response, problems, epoch)
        return super()._serve_request(environ, start_response)

    def _last(self, environ: dict[str, Any], start_response: Any, path: str) -> Any:
        """Answer from the last good site; once all is well, from its own place."""
        raw = path.encode().decode("latin-1")
        if not self.problems and _is_page(path):
            start_response("302 Found", [("Location", path)])
            return []
        return super()._serve_request({**environ, "PATH_INFO": raw}, start_response)

    def _fault(self, start_response: Any, problems: list[Problem], epoch: int) -> list[bytes]:
        has_site = (Path(self.root) / "index.html").is_file()
        way = (
            f'<p><a href="{html.escape(self.mount_path + LAST)}">先看上次做好的网站</a></p>'
            if has_site
            else ""
        )
        page = _FAULT.format(way=way, problems="".join(map(_shown, problems)))
        body: bytes = self._inject_js_into_html(page.encode(), epoch)  # type: ignore[no-untyped-call]
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
        return [body]


def _is_page(path: str) -> bool:
    """Say whether an address is one of a page: a folder, .html, or one without an ending."""
    name = path.rpartition("/")[2]
    return not name or name.endswith(".html") or "." not in name


def _shown(problem: Problem) -> str:
    """Return one problem as HTML: what, where, the line itself, and the way out."""
    place = problem.path + (f"，第 {problem.line} 行" if problem.line else "")
    line = f"<pre>{html.escape(problem.snippet)}</pre>" if problem.snippet else ""
    hint = f"<p>{html.escape(problem.hint)}</p>" if problem.hint else ""
    message = html.escape(problem.message)
    return f"<section><h2>{message}</h2><p class=where>{html.escape(place)}</p>{line}{hint}</section>"


_FAULT = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>先改好这里</title>
<style>
body {{ font: 16px/1.7 sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }}
h1 {{ font-size: 1.4rem }} h2 {{ font-size: 1.05rem; margin-bottom: 0 }}
section {{ border-left: 4px solid #c0392b; padding-left: 1rem; margin: 1.5rem 0 }}
pre {{ background: #f4f4f4; padding: .5rem; white-space: pre-wrap; overflow-wrap: anywhere }}
.where {{ color: #555; margin: 0 }}
</style></head>
<body><h1>先改好这里，保存后这一页自己回来</h1>
{problems}
{way}
</body></html>
"""
