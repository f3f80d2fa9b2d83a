"""Templates as compiled by earlier builds: compiling takes longer than rendering."""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from qunli import kept


class Compiled(BytecodeCache):
    """What was compiled in this process, and behind it what is kept on disk."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif compiled := kept.find("template", _made_from(bucket)):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self.kept[bucket.key] = bucket.checksum, bucket.code
            kept.put("template", _made_from(bucket), bucket.bytecode_to_string())


def _made_from(bucket: Bucket) -> tuple[str, ...]:
    by = bucket.environment
    signs = by.block_start_string, by.variable_start_string, by.comment_start_string, str(by.trim_blocks)
    return bucket.key, bucket.checksum, *signs, *sorted(by.extensions)


OF_PAGES = Compiled()
_OF_THE_THEME = Compiled()


def remember_compiled(environment: Environment) -> None:
    """Let a theme's templates be compiled once for all builds of this process, as `serve` makes many."""
    environment.bytecode_cache = _OF_THE_THEME
