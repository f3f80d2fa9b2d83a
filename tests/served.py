"""A folder served on this machine, without a word of what is fetched."""

from __future__ import annotations

import functools
import gzip
import http.server
import sys
import threading
from pathlib import Path

# What hosts send in gzip.
_ZIPPED = {".html", ".css", ".js", ".json", ".svg", ".webmanifest"}


@functools.cache
def _zipped(file: Path) -> bytes:
    return gzip.compress(file.read_bytes())


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".ics": "text/calendar"}  # noqa: RUF012

    def __init__(self, *args: object, policy: str = "", is_zipping: bool = False, **more: object) -> None:
        self.policy, self.is_zipping = policy, is_zipping
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not (self.is_zipping and file.is_file() and file.suffix in _ZIPPED):
            super().do_GET()
            return
        sent = _zipped(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    # A page and its worker ask for fifty files at once, and a busy machine takes its time to accept: five may wait by default.
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        # A browser that leaves a page while it loads hangs up.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Served:
    """A folder under an address of its own, under a Content-Security-Policy or none, until it is stopped.

    One that `is_zipping` sends texts in gzip, as hosts do, and takes them to stay as they are.
    """

    def __init__(self, folder: Path, policy: str = "", is_zipping: bool = False) -> None:
        handler = functools.partial(_Handler, directory=str(folder), policy=policy, is_zipping=is_zipping)
        self._server = _Server(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
