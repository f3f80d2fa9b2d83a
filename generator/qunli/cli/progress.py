"""A word on a terminal while work takes long."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any, TextIO

from qunli.problem import cells

_SILENT = 2.0  # seconds without a word
_STEP = 1.0


class _Line:
    """The line that says how long it has taken; it gives way to everything else that is printed."""

    def __init__(self, terminal: TextIO, what: str) -> None:
        self.terminal, self.what = terminal, what
        self.began = time.monotonic()
        self.wide = 0
        self.lock = threading.RLock()
        self.done = threading.Event()

    def run(self) -> None:
        pause = _SILENT
        while not self.done.wait(pause):
            self.show(f"正在{self.what}，已经 {time.monotonic() - self.began:.0f} 秒……")
            pause = _STEP

    def show(self, text: str) -> None:
        with self.lock:
            # Blanks and not an escape sequence, which not every terminal knows.
            self.terminal.write(f"\r{' ' * self.wide}\r{text}" if self.wide else text)
            self.terminal.flush()
            self.wide = cells(text)


class _Behind:
    """A stream whose words come behind the line, which they clear."""

    def __init__(self, stream: TextIO, line: _Line) -> None:
        self._stream, self._line = stream, line

    def write(self, text: str) -> int:
        with self._line.lock:
            if self._line.wide:
                self._line.show("")
            return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say after two seconds, and then each second, what is being done and for how long: on a terminal only."""
    terminal = sys.stderr
    if not terminal.isatty():
        yield
        return
    line = _Line(terminal, what)
    thread = threading.Thread(target=line.run, daemon=True)
    thread.start()
    out, err = _Behind(sys.stdout, line), _Behind(terminal, line)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            yield
    finally:
        line.done.set()
        thread.join()
        if line.wide:
            line.show("")
