"""What moved in a base since its fork last looked: three-way per value, never a merge of texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from qunli.library.locks import Fork, digests, overridden, part_of, parts, value_at
from qunli.library.parts import GROUPS, part_at
from qunli.shape import Shape, titles


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
class Drift:
    """What moved in the base of one fork.

    `both` and `same`: values both sides changed, differently or alike; `gone`: overrides of what the base has no
    more; `new`, `moved` and `left`: parts the base added, changed and dropped where the fork says nothing.
    """

    fork: str
    base: str
    title: str
    versions: tuple[str, str]
    recorded: bool
    both: tuple[Override, ...] = ()
    same: tuple[Override, ...] = ()
    gone: tuple[Override, ...] = ()
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
    now = {file: digests(data) for file, data in fork.base_files.items()}
    changed = {
        (file, part)
        for file in {**lock.seen, **now}
        for part in {**lock.seen.get(file, {}), **now.get(file, {})}
        if lock.seen.get(file, {}).get(part) != now.get(file, {}).get(part)
    }
    overrides = list(_overrides(fork, changed))
    gone = [each for part, each in overrides if _is_gone(fork, part)]
    kept = [each for part, each in overrides if not _is_gone(fork, part)]
    said = {part for part, _ in overrides}
    new = {part for part in changed if not _seen(fork, part)}
    left = {part for part in changed if _is_gone(fork, part)}
    return Drift(
        fork.id,
        base.id,
        base.pack.title,
        (lock.version, version),
        True,
        tuple(each for each in kept if each.now != each.mine),
        tuple(each for each in kept if each.now == each.mine),
        tuple(gone),
        _names(fork, new - said),
        _names(fork, changed - new - left - said),
        _names(fork, left - said),
    )


def _names(fork: Fork, found: set[tuple[str, str]]) -> tuple[str, ...]:
    """Return what parts are called; a plan that came or went as a whole is called once."""
    seen = fork.lock.seen if fork.lock else {}
    names = []
    for file, part in sorted(found):
        whole = (file in seen) != (file in fork.base_files)
        names.append(_name(fork, file, "" if whole else part))
    return tuple(dict.fromkeys(names))


def _seen(fork: Fork, part: tuple[str, str]) -> bool:
    return fork.lock is not None and part[1] in fork.lock.seen.get(part[0], {})


def _is_gone(fork: Fork, part: tuple[str, str]) -> bool:
    return _seen(fork, part) and part[1] not in parts(fork.base_files.get(part[0], {}))


def _overrides(fork: Fork, changed: set[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], Override]]:
    """Yield (file, part) and the override for each value of the fork whose base moved."""
    for file, path in overridden(fork):
        part = (file, ".".join(part_of(path)))
        if part not in changed or fork.lock is None:
            continue
        noted = fork.lock.values.get(file, {})
        key = ".".join(path)
        now = value_at(fork.base_files.get(file), path) if path else _page(fork, file)
        if key in noted and path and noted[key] == now and not _is_gone(fork, part):
            continue
        source = fork.patches.get(file)
        mine = source.at(path) if source else "自己的一页"
        line = (source.mark(path).key or source.mark(path).value)[0] + 1 if source else 1
        was = noted.get(key) if path else None
        yield (
            part,
            Override(
                f"{fork.folder}/{file}",
                line,
                _name(fork, file, key),
                was,
                now,
                mine,
                key in noted and bool(path),
            ),
        )


def _page(fork: Fork, file: str) -> str | None:
    return "新的一页" if file in fork.base_files else None


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
    blocks = [head]
    for title, overrides in (
        ("两边都改了，现在照你写的发，看看要不要跟：", found.both),
        ("上游改得和你一样了，你那一处可以删掉：", found.same),
        ("上游已经没有、你却还在改的，要删掉或写全：", found.gone),
    ):
        lines = [f"- {_words(each, found)}\n  {each.path}:{each.line}" for each in overrides]
        blocks += ["\n".join([title, *lines])] if lines else []
    for title, names in (
        ("上游新加的，已经有了，不想要就写 null：", found.new),
        ("上游改过、你没动的，已经跟上：", found.moved),
        ("上游去掉的：", found.left),
    ):
        blocks += ["\n".join([title, *(f"- {name}" for name in names)])] if names else []
    return "\n\n".join([*blocks, f"看完了就记下：{accept}"])


def _words(each: Override, found: Drift) -> str:
    return each.name if each in found.gone else each.words()


def _shown(value: Any) -> str:
    if value is None:
        return "没有"
    if isinstance(value, dict):
        return "、".join(f"{key} {_shown(each)}" for key, each in list(value.items())[:3])
    if isinstance(value, list):
        return "、".join(map(_shown, value[:3]))
    line = " ".join(str(value).split())
    return f"「{line[:30]}…」" if len(line) > 30 else line


def _name(fork: Fork, file: str, key: str) -> str:
    """Return what a value is called: 门店福利群「今日菜单」时间."""
    data = fork.base_files.get(file, {})
    part, name = part_at(file)
    if part.merge == "replace":
        return f"{part.words} {name}"
    own = fork.patches[file].data if file in fork.patches else {}
    title = str(own.get("title") or data.get("title") or name)
    if not key:
        return f"{part.words}「{title}」" if title else part.words
    where = title if part.folder else ""
    field, *rest = key.split(".")
    if field not in GROUPS or not rest:
        return where + titles(part.shape).get(field, field)
    group, entry = GROUPS[field], value_at(data, (field, rest[0]))
    called = entry.get(group.called, rest[0]) if isinstance(entry, dict) else rest[0]
    return f"{where}{group.words}「{called}」{_field(group.shape, rest[1:])}"


def _field(shape: type[Shape], path: list[str]) -> str:
    if not path:
        return ""
    if path[0] == "copy" and len(path) > 1:
        return f"第 {path[1]} 条文案" if path[1].isdigit() else f"文案 {path[1]}"
    return titles(shape).get(path[0], path[0])
