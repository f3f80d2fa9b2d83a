"""One SOP opened for change: what it says now, and which of its pack's files a change goes into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qunli.library import forks
from qunli.library.industries import FOLDER, Industries, Industry
from qunli.library.parts import SOPS
from qunli.library.pointers import sop_problems
from qunli.library.reading import Steps, reading
from qunli.library.texts import more, normalise, word
from qunli.library.tree import Tree
from qunli.library.writing import rewrite
from qunli.model import Slot, Sop
from qunli.model.texts import HELD, MORE, as_copy, entries, relisted
from qunli.problem import ContentError, Problem, errors
from qunli.shape import problems
from qunli.source import File, Source, parse_yaml
from qunli.source.writing import as_yaml, same

_LAST = ("copy", "short", "offer")
_FIELDS = [name for name in Slot.model_fields if name not in (*_LAST, "texts")] + list(_LAST)

Data = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """An SOP of a pack. `now` is the whole SOP, every copy a mapping by id, None for one that is to be made.

    `path` is the file that changes go into, relative to the project; `file` and `own` what it says now; `upstream`
    the pack this one extends.
    """

    industry: Industry
    sop_id: str
    path: str
    now: Source | None
    file: File | None
    own: Data
    upstream: Industry | None
    festivals: Mapping[str, Any] = field(repr=False)

    @property
    def base(self) -> Source | None:
        """What the upstream says of this SOP."""
        return self.upstream.sop_sources.get(self.sop_id) if self.upstream else None

    @property
    def sop(self) -> Sop | None:
        return self.industry.sops.get(self.sop_id)

    def text(self, wanted: Data) -> str:
        """Return the file's text after a change: in a fork only the patch, and nothing else is touched.

        `wanted` is the whole SOP as it shall be. Raises ContentError where the file cannot say it.
        """
        text = self.written(self._own(wanted))
        if not same(self.whole(parse_yaml(File(self.path, text))).data, wanted):
            message = "这个改动没法写成对上游的改动"
            raise ContentError([Problem(self.path, 0, 1, "Q016", message, "在文件里手工改")])
        return text

    @property
    def owner(self) -> str:
        """Return whose texts those are that the file adds to its base's."""
        return self.industry.id

    def written(self, own: Data) -> str:
        """Return the file's text where it is to say this."""
        return rewrite(self.file, own) if self.file else as_yaml(own)

    def whole(self, source: Source) -> Source:
        """Return the whole SOP that the file makes."""
        return forks.merge(self.base, source, self.owner).value if self.base else normalise(source)

    def problems(self, source: Source) -> list[Problem]:
        """Return what is wrong with the SOP as it shall be, the fields that a base has locked included."""
        sop, found = problems(source, Sop)
        if sop:
            found = [*found, *sop_problems(self.industry, sop, source, self.festivals)]
        if self.base:
            found += self.breaches(Located(self._own(source.data), source.marks, told=source))
        return found

    def breaches(self, patch: Source) -> list[Problem]:
        """Return what of a patch the base has locked."""
        if self.upstream is None:
            return []
        sops = {name: each.data for name, each in self.upstream.sop_sources.items()}
        whole = {**self.upstream.source.data, SOPS.key: sops}
        return [*forks.breaches(patch, self.upstream.locked, ("sops", self.sop_id), whole)]

    def _own(self, wanted: Data) -> Data:
        """Return the data of the file that make the wanted SOP."""
        is_new = not (self.now or self.base)
        own = {name: each for name, each in wanted.items() if name != "slots"} if is_new else dict(self.own)
        own["slots"] = self._own_slots(wanted["slots"])
        if self.base and not own["slots"]:
            del own["slots"]
        return own

    def _own_slots(self, wanted: Data) -> Data:
        now: Data = self.now.data["slots"] if self.now else {}
        base: Data = self.base.data["slots"] if self.base else {}
        own: Data = self.own.get("slots") or {}
        slots = dict(own)
        for name, slot in wanted.items():
            written = own.get(name)
            below: Data = base.get(name, {})
            patch = _patched(written or {}, (below, now.get(name, below)), slot, word(self.owner))
            # A slot written as {} says that the base's is wanted as it is.
            _put(slots, name, {name: patch} if patch or written == {} else {})
        for name in now:
            if name not in wanted:
                _put(slots, name, _over(name, base, wanted))
        return slots


@dataclass(frozen=True)
class Located(Source):
    """A patch whose problems are told where the whole tells them."""

    told: Source | None = None

    def problem(self, *args: Any, **kwargs: Any) -> Problem:
        assert self.told is not None
        return self.told.problem(*args, **kwargs)


def open_draft(tree: Tree, festivals: Mapping[str, Any], pack: str, sop: str) -> Draft | None:
    """Return an SOP opened for change, a new one where the pack has none of that name; None for an unknown pack.

    Raises ContentError where the pack has faults.
    """
    industries = Industries(tree, festivals)
    if pack not in industries.ids.value:
        return None
    draft = _open(tree, industries, pack, sop)
    if draft.value is None or errors(draft.problems):
        raise ContentError(errors(draft.problems))
    return draft.value


@reading
def _open(tree: Tree, industries: Industries, pack: str, sop: str) -> Steps[Draft | None]:
    industry = yield from industries.load(pack)
    if industry is None:
        return None
    # What is wrong with the base is wrong with the pack that is made of it.
    upstream = industries.load(industry.bases[0]).value if industry.bases else None
    path = f"{FOLDER}/{pack}/{SOPS.file(sop)}"
    file = tree.read(path).value if tree.is_local(path) else None
    own = parse_yaml(file).data if file else {}
    source = industry.sop_sources.get(sop)
    return Draft(industry, sop, path, source, file, own, upstream, industries.festivals or {})


# --- patches --------------------------------------------------------------------------------------


def _changed(old: Data, new: Data) -> list[str]:
    """Return the names of what came, went or is another."""
    every = {**old, **new}
    return [name for name in every if not (name in old and name in new and same(old[name], new[name]))]


def _over(name: str, base: Data, new: Data) -> Data:
    """Return what must be written over a base so that one name becomes what it is in `new`; {} for nothing."""
    if name not in new:
        return {name: None} if name in base else {}
    if name in base and same(base[name], new[name]):
        return {}
    return {name: new[name]}


def _over_text(name: str, base: Data, new: Data) -> Data:
    """Return what must be written over a base's text; what an entry no longer holds has to be taken out of it."""
    written = _over(name, base, new)
    entry, old = written.get(name), base.get(name)
    if not isinstance(entry, dict) or not isinstance(old, dict):
        return written
    return {name: entry | {key: None for key in old if key not in entry and key not in HELD}}


def _put(data: Data, name: str, written: Data) -> None:
    """Set one name to what is to be written of it, in its place; drop it where that is nothing."""
    if written:
        data.update(written)
    else:
        data.pop(name, None)


def _patched(own: Data, both: tuple[Data, Data], new: Data, before: str) -> Data:
    """Return a slot as its file has it, so that it becomes `new`; `both` are the base's and the whole as it was.

    `before` is what the ids of texts begin with that the file adds to its base's.
    """
    base, old = both
    result = dict(own)
    for name in _changed(old, new):
        written = _over(name, base, new)
        if name == "copy":
            texts = _patched_copy(
                own.get(name), (base.get(name) or {}, old.get(name) or {}), new[name], before
            )
            written = {} if texts == {} else {name: texts}
        elif name == "when" and written:
            written = {name: _patched_when(base.get(name), new[name])}
        _put(result, name, written)
    known = {name: place for place, name in enumerate(_FIELDS)}
    return dict(sorted(result.items(), key=lambda item: known.get(item[0], len(known))))


def _patched_when(base: Any, new: Data) -> Data:
    """Return what of a `when` a fork must write: the fields that differ from what outlives of its base's."""
    if not isinstance(base, dict):
        return new
    kept = forks.kept_when(base, new)
    changed = {name: each for name, each in new.items() if not same(kept.get(name), each)}
    return changed | {name: None for name in kept if name not in new}


def _patched_copy(own: Any, both: tuple[Data, Data], new: Data, before: str) -> Any:
    """Return the texts as the file has them; `both` are those of the base and the whole as it was."""
    base, old = both
    if isinstance(own, dict) or (own is None and base):
        return _patched_texts(own or {}, both, new, before)
    if isinstance(own, list) and own != list(old.values()):
        return relisted(own, new)
    written = as_copy(new)
    if isinstance(written, dict):
        return written | {name: None for name in base if name not in new}
    return written if isinstance(own, list) or len(new) > 1 else new["1"]


def _patched_texts(own: Data, both: tuple[Data, Data], new: Data, before: str) -> Data:
    base, old = both
    added = {each.id for each in entries(more(own), before)}
    result = dict(own)
    for name in _changed(old, new):
        if name not in added:
            _put(result, name, _over_text(name, base, new))
    if added:
        listed = relisted(more(own), {name: new[name] for name in new if name in added}, before)
        _put(result, MORE, {MORE: listed} if listed else {})
    return result
