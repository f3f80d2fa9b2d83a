"""What moved in a base since its fork last looked: three-way per value, never a merge of texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from qunli.changes.names import name_of
from qunli.library.guessing import Place, guesses
from qunli.library.locks import Fork, base_digests, overridden
from qunli.library.reminding import moved_texts, spelled
from qunli.library.seen import Digests, Lock, part_of, value_at


@dataclass(frozen=True)
class Override:
    """A value of the fork whose base moved: what the base said then and says now, and what the fork says.

    `was` is None where the base said nothing or where nobody noted it (`noted` is false), `now` where the base says
    nothing any more.
    """

    path: str
    line: int
    name: str
    was: Any
    now: Any
    mine: Any
    noted: bool = True

    def words(self) -> str:
        was = f"原来 {_shown(self.was)}，" if self.noted else ""
        return f"{self.name}：{was}上游改成 {_shown(self.now)}，你写的是 {_shown(self.mine)}"


@dataclass(frozen=True)
class Renamed:
    """A part that the fork changes and that the base seems to call otherwise now.

    `old` and `new` are as --rename takes them: welfare/menu; `was` and `now` what people call it.
    """

    old: str
    new: str
    was: str
    now: str


@dataclass(frozen=True)
class Drift:
    """What moved in the base of one fork.

    `both` and `same`: values both sides changed, differently or alike; `gone`: overrides of what the base has no
    more; `renamed`: what of those has another name now, as far as one can guess; `new`, `moved` and `left`: parts the
    base added, changed and dropped where the fork says nothing.
    """

    fork: str
    base: str
    title: str
    versions: tuple[str, str]
    recorded: bool
    both: tuple[Override, ...] = ()
    same: tuple[Override, ...] = ()
    gone: tuple[Override, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    new: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        return self.recorded and not (
            self.both or self.same or self.gone or self.new or self.moved or self.left
        )

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def drift(fork: Fork) -> Drift:
    """Return what moved in a fork's base since base.lock was written."""
    lock, base = fork.lock, fork.base
    version = str(base.source.data.get("version"))
    if lock is None or lock.base != base.id:
        return Drift(fork.id, base.id, base.pack.title, ("", version), recorded=False)
    return _moved(fork, lock, version)


def _moved(fork: Fork, lock: Lock, version: str) -> Drift:
    seen, now = _by_place(lock.seen), _by_place(base_digests(fork))
    changed = {place for place, _ in seen.items() ^ now.items()}
    new, left = changed - seen.keys(), changed - now.keys()
    overrides = list(_overrides(fork, lock, changed, left))
    said = {place for place, _ in overrides}
    both, same, gone = _parted(overrides, left)
    return Drift(
        fork.id,
        fork.base.id,
        fork.base.pack.title,
        (lock.version, version),
        recorded=True,
        both=tuple(both),
        same=tuple(same),
        gone=tuple(gone),
        renamed=tuple(_renamed(fork, lock, said & left)),
        new=_names(fork, lock, new - said),
        moved=_names(fork, lock, changed - new - left - said),
        left=_names(fork, lock, left - said),
    )


def _parted(
    overrides: list[tuple[Place, Override]], left: set[Place]
) -> tuple[list[Override], list[Override], list[Override]]:
    """Return those both sides changed, those changed alike, and those of what the base has no more."""
    both, same, gone = [], [], []
    for place, each in overrides:
        if place in left:
            gone.append(each)
        elif each.now == each.mine:
            same.append(each)
        else:
            both.append(each)
    return both, same, gone


def _renamed(fork: Fork, lock: Lock, gone: set[Place]) -> Iterator[Renamed]:
    """Yield what the fork changes and the base calls otherwise; a file with another name once, and not its parts."""
    for (file, part), new in guesses(lock, fork.base_files).items():
        moved_whole = not part and any(each == file for each, _ in gone)
        if moved_whole or ((file, part) in gone and (new[0] == file or new[1] != part)):
            was, now = name_of(fork, file, part), name_of(fork, *new)
            yield Renamed(spelled((file, part)), spelled(new), was, now)
    for file in fork.patches:
        paths = [path for each, path in overridden(fork) if each == file]
        for old, new in moved_texts(lock, fork.base_files, file, paths):
            yield Renamed(spelled(old), spelled(new), name_of(fork, *old), name_of(fork, *new))


def _by_place(files: Digests) -> dict[Place, str]:
    return {(file, part): digest for file, parts in files.items() for part, digest in parts.items()}


def _names(fork: Fork, lock: Lock, found: set[Place]) -> tuple[str, ...]:
    """Return what parts are called; a plan that came or went as a whole is called once."""
    names = []
    for file, part in sorted(found):
        whole = (file in lock.seen) != (file in fork.base_files)
        names.append(name_of(fork, file, "" if whole else part))
    return tuple(dict.fromkeys(names))


def _overrides(
    fork: Fork, lock: Lock, changed: set[Place], left: set[Place]
) -> Iterator[tuple[Place, Override]]:
    """Yield the place and the override for each value of the fork whose base moved."""
    for file, path in overridden(fork):
        place = (file, ".".join(part_of(path)))
        if place not in changed:
            continue
        found = _override(fork, lock, file, path) if path else _other_page(fork, file)
        if place in left or not found.noted or found.was != found.now:
            yield place, found


def _override(fork: Fork, lock: Lock, file: str, path: tuple[str, ...]) -> Override:
    source, key = fork.patches[file], ".".join(path)
    mark = source.mark(path)
    noted = lock.values.get(file, {})
    return Override(
        f"{fork.folder}/{file}",
        (mark.key or mark.value)[0] + 1,
        name_of(fork, file, key),
        was=noted.get(key),
        now=value_at(fork.base_files.get(file), path),
        mine=source.at(path),
        noted=key in noted,
    )


def _other_page(fork: Fork, file: str) -> Override:
    """Return the override of a page that takes the place of the base's."""
    now = "新的一页" if file in fork.base_files else None
    path, name = f"{fork.folder}/{file}", name_of(fork, file, "")
    return Override(path, 1, name, was=None, now=now, mine="自己的一页", noted=False)


# --- in words -------------------------------------------------------------------------------------


def as_text(found: Drift) -> str:
    """Return what moved as text for people, with what to do."""
    head = f"{found.fork} 的上游是「{found.title}」（{found.base}）{found.versions[1]}"
    accept = f"qunli outdated --accept {found.fork}"
    if not found.recorded:
        return f"{head}，还没有记下过。记下现在的样子：{accept}"
    if found.is_clean:
        return f"{head}，没有变化。"
    if found.versions[0] != found.versions[1]:
        head += f"，记下的是 {found.versions[0]}"
    renamed = {each.now for each in found.renamed}
    lists = {
        "两边都改了，现在照你写的发，看看要不要跟：": [_placed(each, each.words()) for each in found.both],
        "上游改得和你一样了，你那一处可以删掉：": [_placed(each, each.words()) for each in found.same],
        "上游已经没有、你却还在改的，要删掉或写全：": [_placed(each, each.name) for each in found.gone],
        "上游像是换了名字的，你的改动还写在旧名字上：": _rename_lines(found),
        "上游新加的，已经有了，不想要就写 null：": [each for each in found.new if each not in renamed],
        "上游改过、你没动的，已经跟上：": found.moved,
        "上游去掉的：": found.left,
    }
    blocks = ["\n- ".join([title, *lines]) for title, lines in lists.items() if lines]
    return "\n\n".join([head, *blocks, f"看完了就记下：{accept}"])


def _rename_lines(found: Drift) -> list[str]:
    """Return a line for each, and behind them the one command that moves all changes to the new names."""
    lines = [f"{each.was}（{each.old}），现在是{each.now}（{each.new}）" for each in found.renamed]
    names = "".join(f" --rename {each.old}={each.new}" for each in found.renamed)
    return [*lines, f"改动一起搬过去：qunli outdated {found.fork}{names}"] if lines else []


def _placed(each: Override, words: str) -> str:
    return f"{words}\n  {each.path}:{each.line}"


def _shown(value: Any) -> str:
    if value is None:
        return "没有"
    if isinstance(value, dict):
        return "、".join(f"{key} {_shown(each)}" for key, each in list(value.items())[:3])
    if isinstance(value, list):
        return "、".join(map(_shown, value[:3]))
    line = " ".join(str(value).split())
    return f"「{line[:30]}…」" if len(line) > 30 else line
