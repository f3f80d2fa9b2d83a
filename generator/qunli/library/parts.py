"""What a pack may hold: one table, an entry per kind of file.

Reading, forks, base.lock, copies, differences, checks, schemas, navigation and pages go by it. A new kind of file is
an entry here, its shape in the model, its page template and its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY, dataclass
from typing import Any, Literal

from qunli.model import KINDS, Anytime, Chapter, Faq, Occasion, Pack, Question, Role, Slot, Sop, Variable
from qunli.shape import Shape
from qunli.source import KeyPath, Source

Merge = Literal["patch", "replace"]


@dataclass(frozen=True)
class Group:
    """Entries by id in one field of a file: each comes, goes, is overridden and is told of as one.

    `shape` is that of an entry, `called` its field with the entry's name, and `words` what stands before that name.
    A fork that adds an entry has to write the fields in `required`.
    """

    field: str
    shape: type[Shape]
    words: str
    required: tuple[str, ...] = ()
    called: str = "title"


@dataclass(frozen=True)
class Part:
    """One kind of file. `key` begins the dotted names of what it holds (sops.welfare, faq); pack.yml has none.

    Forks: by `merge` a file of the same name is a patch of the base's or takes its place; a file the base does not
    have must write the fields in `required`; `own` are the fields that no fork takes from its base; with `can_go` a
    fork's pack.yml may drop a file by naming it under `key`.

    Pages: `page` is the path below the pack's, `order` what files are sorted by. `said` and `slots` are dotted
    patterns of the texts that members read and of the values that name posts (sop/slot); `because` stands before the
    links from such a post. `pasted` are those of the texts that go out as a post of their own, `owners` of the values
    that name roles.

    Words: `words` is what one file is called, `schema` the name of its JSON Schema ("" for Markdown), `hint` how a fork
    changes one. What would only be missed by who needs it, texts that nobody judges and fields that no editor knows,
    has no default.
    """

    key: str
    pattern: str
    shape: Any
    page: str
    words: str
    _: KW_ONLY
    schema: str
    said: tuple[str, ...]
    merge: Merge = "patch"
    required: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    own: frozenset[str] = frozenset()
    can_go: bool = False
    order: Callable[[Any], int] = lambda value: 0
    slots: tuple[str, ...] = ()
    because: str = ""
    pasted: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    hint: str = ""

    @property
    def folder(self) -> str:
        """The folder of its files within the pack, "" for a single file."""
        return self.pattern.rpartition("/")[0]

    @property
    def suffix(self) -> str:
        return self.pattern[self.pattern.rindex(".") :]

    @property
    def level(self) -> str:
        """The level of the address at which its files' names stand."""
        folder = self.page.rpartition("/")[0]
        return f"/industries/*/{folder}/" if folder else "/industries/*/"

    def file(self, name: str) -> str:
        """Return the path in the pack of the file of this name; a single file's name is ""."""
        return self.pattern.replace("*", name)

    def place(self, name: str) -> KeyPath:
        """Return where a file's values stand among the dotted names of a pack."""
        return tuple(filter(None, (self.key, name)))


PARTS = (
    Part(
        "",
        "pack.yml",
        Pack,
        "index.md",
        "行业模板",
        groups=(Group("variables", Variable, "我家资料"), Group("roles", Role, "角色", ("title", "duty"))),
        own=frozenset(("grammar", "extends", "title", "summary", "names", "version", "locked", "sops")),
        # What a voice says in place of other words, one of them or several.
        said=("voices.*.*.*", "voices.*.*.*.*"),
        schema="pack",
    ),
    Part(
        "sops",
        "sops/*.yml",
        Sop,
        "{name}.md",
        "发布计划",
        required=("title", "kind", "slots"),
        groups=(Group("slots", Slot, "", ("title", "when", "type", "copy")),),
        can_go=True,
        said=(),  # What a post says is looked for post by post.
        # The order a shop meets them in: the main group first, Moments last.
        order=lambda sop: KINDS.index(sop.kind),
        schema="sop",
    ),
    Part(
        "faq",
        "faq.yml",
        Faq,
        "faq.md",
        "常见问题",
        required=("questions",),
        groups=(Group("questions", Question, "常见问题", ("question", "answer"), called="question"),),
        said=("questions.*.answer",),
        slots=("questions.*.slots.*",),
        because="客人会问",
        schema="faq",
        hint="换一问一答：新建 faq.yml，在 questions 里只写不一样的",
    ),
    Part(
        "anytime",
        "anytime.yml",
        Anytime,
        "anytime.md",
        "临时发一条",
        required=("occasions",),
        groups=(Group("occasions", Occasion, "临时发", ("title", "copy")),),
        said=("occasions.*.copy.*",),
        pasted=("occasions.*.copy.*",),
        owners=("occasions.*.owner",),
        schema="anytime",
        hint="换一条临时发的：新建 anytime.yml，在 occasions 里只写不一样的",
    ),
    Part(
        "chapters",
        "chapters/*.md",
        Chapter,
        "chapters/{name}.md",
        "一页",
        merge="replace",
        order=lambda chapter: chapter.order,
        said=(),  # Members never read one.
        schema="",
        because="为什么这样发",
        hint="换一页说明：在 chapters 里放一个同名的 .md",
    ),
)
PACK = PARTS[0].pattern
SOPS, CHAPTERS = PARTS[1], PARTS[-1]
GROUPS = {group.field: group for part in PARTS for group in part.groups}


def part_at(file: str) -> tuple[Part, str]:
    """Return the part that a file of a pack belongs to, and the file's name in it."""
    for part in PARTS:
        before, _, after = part.pattern.partition("*")
        if file == part.pattern or ("*" in part.pattern and file.startswith(before)):
            return part, "" if file == part.pattern else file.removeprefix(before).removesuffix(after)
    raise KeyError(file)


def values(data: Any, pattern: str) -> Iterator[tuple[KeyPath, Any]]:
    """Yield (key path, value) of everything in plain data that a dotted pattern names; * is every key."""
    key, _, rest = pattern.partition(".")
    for each in _keys(data, key):
        if not rest:
            yield (each,), data[each]
            continue
        for path, value in values(data[each], rest):
            yield (each, *path), value


def _keys(data: Any, key: str) -> list[Any]:
    if key != "*":
        return [key] if isinstance(data, dict) and key in data else []
    if isinstance(data, dict):
        return list(data)
    return list(range(len(data))) if isinstance(data, list) else []


def said(part: Part, source: Source) -> Iterator[tuple[KeyPath, str]]:
    """Yield (key path, text) of every text of a file that members read."""
    yield from texts(source, part.said)


def texts(source: Source, patterns: tuple[str, ...]) -> Iterator[tuple[KeyPath, str]]:
    """Yield (key path, text) of every text that the dotted patterns name."""
    for pattern in patterns:
        yield from ((path, text) for path, text in values(source.data, pattern) if isinstance(text, str))
