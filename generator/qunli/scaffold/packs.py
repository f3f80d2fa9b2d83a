"""New packs: a fork that says only what differs, a full copy, and a skeleton for a trade nobody has yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from qunli.library import Industry
from qunli.library.industries import FOLDER
from qunli.library.locks import Fork, record
from qunli.library.parts import PACK, PARTS
from qunli.library.seen import LOCK
from qunli.library.texts import COPIED, normalise
from qunli.model import Sop
from qunli.model.texts import as_copy
from qunli.scaffold.projects import filled, main_sop
from qunli.source import Source, parse_yaml
from qunli.source.writing import as_yaml, scalar
from qunli.words import SECTORS

# The skeleton's texts in site_templates/scaffold/blank and the files they become.
BLANK = {"pack.yml": "pack.yml", "welfare.yml": "sops/welfare.yml"}


def fork(base: Industry, base_files: Mapping[str, Any], name: str, title: str) -> dict[str, str]:
    """Return the files of a fork by path: a pack.yml with its choices explained, and base.lock."""
    lock = Fork(name, base, {}, {}, base_files, None)
    return _placed(name, {PACK: _fork_pack(base, title), LOCK: record(lock)})


def eject(base: Industry, base_files: Mapping[str, Any], name: str, title: str) -> dict[str, str]:
    """Return the files of a full copy by path; base.lock remembers what it was copied from.

    What stands in one file of the base is copied as it is written, comments and all.
    """
    version = base.pack.version
    head = (
        f"# 从「{base.pack.title}」{version} 整份拷来的，不再跟着它变。它有什么变化：qunli outdated {name}\n"
    )
    files = {PACK: head + _pack(base, title)}
    for file, each in base.files.items():
        if each.part.merge == "replace":
            files[file] = re.sub(rf"(?<![\w-]){base.id}/", f"{name}/", base_files[file])
        elif file != PACK:
            files[file] = _whole(each.source) or as_yaml(_listed(each.source.data))
    lock = Fork(name, base, {}, {}, base_files, None, is_copy=True)
    return _placed(name, {**files, LOCK: record(lock)})


def blank(name: str, title: str, sector: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a skeleton by path; `texts` is what BLANK names."""
    sectors = " · ".join(f"{key} {said}" for key, said in SECTORS.items())
    words = {"title": scalar(title), "sector": sector, "sectors": sectors}
    return _placed(name, {path: filled(texts[key], words) for key, path in BLANK.items()})


def _placed(name: str, files: Mapping[str, str]) -> dict[str, str]:
    return {f"{FOLDER}/{name}/{path}": text for path, text in files.items()}


def _fork_pack(base: Industry, title: str) -> str:
    main = main_sop(base)
    *_, other = sorted(base.sops, key=lambda name: name != main)
    lines = [
        f"# 在「{base.pack.title}」上改：这里没写的都照它的，它更新了也跟着更新。",
        "# 行首有「# 」的是例子，去掉「# 」就用上。看看改了哪些：qunli diff；上游更新后：qunli outdated",
        "grammar: 1",
        f"extends: {base.id}",
        f"title: {scalar(title)}",
        f"# summary: {scalar(base.pack.summary)}",
        "version: 0.1.0",
        *_variable_lines(base),
        f"# sops: {{{other}: null}}    # 不要「{base.sops[other].title}」",
        "#",
        f"# 改某一条：新建 sops/{main}.yml（「{base.sops[main].title}」），只写不一样的，比如：",
        *(f"# {line}" for line in _example(base.sops[main])),
        *(f"# {part.hint}" for part in PARTS if part.hint and base.of(part.key)),
    ]
    return "\n".join(lines) + "\n"


def _variable_lines(base: Industry) -> list[str]:
    for name, variable in base.pack.variables.items():
        if isinstance(variable.default, str):
            return [
                "# variables:    # 家家都说得通的写 default，只有一家才有的写 example",
                f"#   {name}: {{default: {scalar(variable.default)}}}    # {variable.title}",
            ]
    return []


def _example(sop: Sop) -> list[str]:
    """Return a patch for slots that this SOP really has."""
    names = [name for name, slot in sop.slots.items() if slot.when.routine] or list(sop.slots)
    first, other = names[0], names[-1]
    lines = [
        "slots:",
        f"  {first}:    # 「{sop.slots[first].title}」",
        f"    when: {{at: {sop.slots[first].when.first_hour:%H:%M}}}    # 换个时间",
        "    copy: {1: 换第一条文案}",
    ]
    return lines if other == first else [*lines, f"  {other}: null    # 不发「{sop.slots[other].title}」"]


# --- full copies ----------------------------------------------------------------------------------


def _whole(source: Source) -> str | None:
    """Return the text of the file that says just this, None where several had their part in it."""
    file = source.mark(()).file
    if any(mark.file is not file for mark in source.marks.values()):
        return None
    return file.text if normalise(parse_yaml(file)).data == source.data else None


def _pack(base: Industry, title: str) -> str:
    text, mark = _whole(base.source), base.source.mark(("title",))
    lines = (text or "").split("\n")
    below = lines[mark.value[0] + 1 : mark.value[0] + 2]
    # A title that runs over several lines is not worth the trouble of keeping its comments.
    if text is None or mark.key is None or any(line.startswith(" ") for line in below):
        data = {key: value for key, value in base.source.data.items() if key not in ("extends", "locked")}
        locked = {"locked": list(base.locked)} if base.locked else {}
        return as_yaml({**data, "title": title, **locked})
    lines[mark.key[0]] = f"title: {scalar(title)}"
    return "\n".join(lines)


def _listed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file in which texts stand as one writes them."""
    listed = {
        group: {name: {**entry, "copy": as_copy(entry["copy"])} for name, entry in data[group].items()}
        for group in COPIED
        if group in data
    }
    return {**data, **listed}
