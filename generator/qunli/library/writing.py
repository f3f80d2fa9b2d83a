"""Writing into people's YAML: only what must change does. The door to ruamel.yaml, which is loaded when needed."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from qunli.library.splicing import Seat, Splicer
from qunli.problem import ContentError, Problem, errors
from qunli.source import File, KeyPath, Source, parse_yaml
from qunli.source.writing import Verbatim, as_yaml, reads_as, same, scalar

# What a name reads as: (where it stands, what it says, whether it is a key) → another word, or None.
Turn = Callable[[KeyPath, str, bool], str | None]

_NAME = re.compile(r"^&\S+\s*")  # for references
_MAP, _SEQ = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"


def rewrite(file: File, data: Any) -> str:
    """Return the text of a YAML file changed as little as possible, so that it reads as `data`.

    Comments, blank lines, order and quotes of all that stays are the same characters; new fields come after the
    field that precedes them in `data`. Texts that differ only in line ends at their end are equal. Raises
    ContentError where the file cannot be read, or cannot be changed safely (anchors that are used twice).
    """
    source = parse_yaml(file)
    if errors(source.problems):
        raise ContentError(source.problems)
    if same(source.data, data):
        return file.text
    new = _spliced(file.text, source.data, data)
    if new is None or not reads_as(new, data):
        raise _stuck(file)
    return new


def respell(file: File, turn: Turn, data: Any = None) -> str:
    """Return the text of a YAML file in which names read otherwise and all else is the same characters.

    `turn` gets the path of a key or of a text, what it says and whether it is a key, and returns another word or
    None; `data` is what the file shall read as before, where that is not what it says. Raises ContentError as
    `rewrite` does, and where a name is taken.
    """
    text = file.text if data is None else rewrite(file, data)
    source, root = parse_yaml(File(file.path, text)), _nodes(text)
    wanted = _turned(source, source.data, (), turn)
    new = text
    for start, end, word in sorted({*_respelled(root, (), turn)}, reverse=True):
        new = new[:start] + word + new[end:]
    if not reads_as(new, wanted):
        raise _stuck(file)
    return new


def _turned(source: Source, value: Any, path: KeyPath, turn: Turn) -> Any:
    if isinstance(value, list):
        return [_turned(source, each, (*path, place), turn) for place, each in enumerate(value)]
    if not isinstance(value, dict):
        return _turned_word(value, path, turn)
    found: dict[str, Any] = {}
    for key, each in value.items():
        name = turn((*path, key), key, True) or key
        if name in found or (name != key and name in value and not turn((*path, name), name, True)):
            hint = "两处改动先合成一处，再运行一次"
            raise ContentError(
                [source.problem((*path, key), "Q006", f"这里已经有 {name} 了", hint, key=True)]
            )
        found[name] = _turned(source, each, (*path, key), turn)
    return found


def _turned_word(value: Any, path: KeyPath, turn: Turn) -> Any:
    """Return a text, or the id of a text, which may be a whole number, as it reads after `turn`."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return value
    new = turn(path, str(value), False)
    if new is None:
        return value
    return int(new) if new.isdecimal() else new


def _respelled(node: Any, path: KeyPath, turn: Turn) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, new word) for each key and text that reads otherwise."""
    if node is None:
        return
    if node.tag == _MAP:
        for key, value in node.value:
            here = (*path, key.value)
            yield from _word(key, turn(here, key.value, True))
            yield from _respelled(value, here, turn)
    elif node.tag == _SEQ:
        for place, each in enumerate(node.value):
            yield from _respelled(each, (*path, place), turn)
    elif isinstance(node.value, str):
        yield from _word(node, turn(path, node.value, False))


def _word(node: Any, new: str | None) -> Iterator[tuple[int, int, str]]:
    if new is not None:
        number = new if new.isdecimal() else scalar(new)
        yield node.start_mark.index, node.end_mark.index, number


def amend(file: File, change: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
    """Return the text of a YAML file that is not of our grammar, such as mkdocs.yml, after a change.

    `change` gets the file as dicts and lists in which every scalar and whatever has a tag is the text it is written
    as, and returns what it shall be; new values may be plain data, which is written as our grammar writes it, or
    Verbatim. What stays is the same characters. Raises ContentError as `rewrite` does.
    """
    root = _nodes(file.text)
    old = None if root is None else _kept(root, file.text)
    if not isinstance(old, dict):
        raise _stuck(file)
    wanted = change(old)
    new = _spliced(file.text, old, wanted)
    if new is None or _meaning(_nodes(new)) != _meant(wanted):
        raise _stuck(file)
    return new


def written(file: File) -> dict[str, Any]:
    """Return a YAML file that is not of our grammar as `amend` hands it to a change, each value on one line.

    So it can be written into another file: what it refers to (*) or merges (<<) stands in its place. Raises ContentError
    where the file is no mapping that can be read, or says something else in this form.
    """
    root = _nodes(file.text)
    found = None if root is None else _merged(_kept(root, file.text))
    if not isinstance(found, dict):
        raise _stuck(file)
    lined: dict[str, Any] = _on_lines(found)
    if _meaning(_nodes(as_yaml(lined))) != _meant(found):
        raise _stuck(file)
    return lined


def spelled_out(file: File) -> File:
    """Return a YAML file as `amend` takes it in which every * is what it stands for; one without any is the same."""
    is_whole = all(file.text[start] != "*" for start, _ in _references(file.text))
    return file if is_whole else File(file.path, as_yaml(written(file)))


def _on_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _on_lines(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_on_lines(each) for each in value]
    if "\n" in value and isinstance(value.node.value, str):
        return Verbatim(json.dumps(value.node.value, ensure_ascii=False))
    return Verbatim(_NAME.sub("", value)) if value.node.anchor else value


def _merged(value: Any) -> Any:
    """Return what is written with each mapping over those that it merges, of which the first counts most."""
    if isinstance(value, list):
        return [_merged(each) for each in value]
    if not isinstance(value, dict):
        return value
    whole = {key: _merged(each) for key, each in value.items()}
    below = whole.pop("<<", [])
    found: dict[str, Any] = {}
    for each in reversed(below if isinstance(below, list) else [below]):
        found |= each if isinstance(each, dict) else {}
    return found | whole


def _spliced(text: str, old: Any, new: Any) -> str | None:
    text = text if text.endswith("\n") else text + "\n"
    root = _nodes(text)
    if root is None:
        return None
    splicer = Splicer(text)
    splicer.value(root, old, new, Seat(0, root=True))
    return splicer.result()


def _stuck(file: File) -> ContentError:
    """Return why a file cannot be changed, at the place that refers to another one, or else names one."""
    message = "这个文件没法自动改，原样没动"
    marks = _references(file.text)
    if not marks:
        hint = "文件里可能用了 & 和 * 引用；把它们写开，或者手工改"
        return ContentError([Problem(file.path, 0, 1, "Q005", message, hint)])
    start, end = next((each for each in marks if file.text[each[0]] == "*"), marks[0])
    name = file.text[start:end]
    hint = f"{name} 是引用：把它指的内容在这里写开，再运行一次；或者手工改"
    return ContentError([file.problem(*file.place(start), "Q005", message, hint, end - start)])


def _references(text: str) -> list[tuple[int, int]]:
    """Return where each & and * that YAML reads as a reference begins and ends, as far as it can be read."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.tokens import AliasToken, AnchorToken

    found = []
    with contextlib.suppress(YAMLError):
        for token in YAML(typ="rt", pure=True).scan(text):
            if isinstance(token, AliasToken | AnchorToken):
                found.append((token.start_mark.index, token.end_mark.index))
    return found


def _nodes(text: str) -> Any:
    """Return ruamel's node tree, whose marks say where each value begins and ends; None where it cannot read."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="rt", pure=True).compose(text)
    except YAMLError:
        return None


class _Kept(Verbatim):
    """A value as it stands in a file, with its node."""

    node: Any


def _kept(node: Any, text: str) -> Any:
    """Return a node as plain dicts and lists of what is written."""
    if node.tag == _MAP:
        return {key.value: _kept(value, text) for key, value in node.value}
    if node.tag == _SEQ:
        return [_kept(each, text) for each in node.value]
    found = _Kept(text[node.start_mark.index : node.end_mark.index])
    found.node = node
    return found


def _meaning(node: Any) -> Any:
    """Return what a node says, to compare: its tag and its value, but for line ends at its end."""
    if node is None or isinstance(node.value, str):
        return node and (node.tag, node.value.rstrip("\n"))
    if node.tag == _MAP or (node.value and isinstance(node.value[0], tuple)):
        return node.tag, {key.value: _meaning(value) for key, value in node.value}
    return node.tag, [_meaning(each) for each in node.value]


def _meant(value: Any) -> Any:
    """Return what a value of an amended file shall say, as `_meaning` does."""
    if isinstance(value, dict):
        return _MAP, {key: _meant(each) for key, each in value.items()}
    if isinstance(value, list):
        return _SEQ, [_meant(each) for each in value]
    if isinstance(value, _Kept):
        return _meaning(value.node)
    return _meaning(_nodes(f"[{scalar(value)}]").value[0])
