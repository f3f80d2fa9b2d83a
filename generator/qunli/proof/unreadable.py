"""What cannot be judged, since nobody can read it."""

from __future__ import annotations


class UnreadableError(ValueError):
    """A text that cannot be read or holds nothing, or a wish that nobody can fulfil: what is wrong, and a way out."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(f"{message}。{hint}。")
