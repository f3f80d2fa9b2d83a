"""A folder served on this machine, without a word of what is fetched."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from pathlib import Path


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".ics": "text/calendar"}  # noqa: RUF012

    def __init__(self, *args: object, policy: str = "", **more: object) -> None:
        self.policy = policy
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        # A browser that leaves a page while it loads hangs up.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Served:
    """A folder under an address of its own, under a Content-Security-Policy or none, until it is stopped."""

    def __init__(self, folder: Path, policy: str = "") -> None:
        handler = functools.partial(_Handler, directory=str(folder), policy=policy)
        self._server = _Server(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
