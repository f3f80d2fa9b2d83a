"""The runs of a calendar opened for change: what each says now, and the calendar's own changes that say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qunli.library import forks
from qunli.library.drafts import Data, Draft
from qunli.library.industries import Industries
from qunli.library.leaving import left_out
from qunli.library.reading import Steps, reading, shaped
from qunli.library.shops import FOLDER, changes_of
from qunli.library.texts import normalise
from qunli.library.tree import Tree
from qunli.library.writing import rewrite
from qunli.model import Calendar, Run, Sop
from qunli.problem import ContentError, Problem, errors
from qunli.shape import problems
from qunli.source import Source, parse_yaml

_OWN = "own"


@dataclass(frozen=True)
class RunDraft(Draft):
    """One run of a calendar: a pack's SOP with the calendar's changes laid over it. `path` is the calendar's file."""

    run: str = ""

    @property
    def base(self) -> Source | None:
        return self.industry.sop_sources[self.sop_id]

    @property
    def sop(self) -> Sop | None:
        found: Sop | None = problems(self.now, Sop)[0] if self.now else None
        return found

    @property
    def owner(self) -> str:
        return _OWN

    def written(self, own: Data) -> str:
        """Return the calendar's text with the changes of this run; nothing else is touched."""
        assert self.file is not None  # a calendar that is read has a file
        data = parse_yaml(self.file).data
        run = {name: each for name, each in (data["sops"][self.run] or {}).items() if name != "slots"}
        run |= {"slots": own["slots"]} if own.get("slots") else {}
        return rewrite(self.file, {**data, "sops": {**data["sops"], self.run: run}})

    def whole(self, source: Source) -> Source:
        return _merged(self.industry.sop_sources[self.sop_id], source, self.run).value

    def breaches(self, patch: Source) -> list[Problem]:
        base = self.industry.sop_sources[self.sop_id]
        whole = {"sops": {self.sop_id: base.data}}
        return [*forks.breaches(patch, self.industry.locked, ("sops", self.sop_id), whole)]


def open_runs(tree: Tree, festivals: Mapping[str, Any], calendar: str) -> dict[str, RunDraft] | None:
    """Return the runs of a calendar opened for change, None where there is no such calendar.

    Raises ContentError where the calendar or its pack has faults.
    """
    path = tree.sources(FOLDER, f"/{FOLDER}/").value.get(calendar)
    if path is None:
        return None
    found = _open(tree, Industries(tree, festivals), path)
    if errors(found.problems):
        raise ContentError(errors(found.problems))
    return found.value


@reading
def _open(tree: Tree, industries: Industries, path: str) -> Steps[dict[str, RunDraft]]:
    source = yield from tree.read_yaml(path)
    calendar = (yield from shaped(source, Calendar)) if source else None
    industry = (yield from industries.load(calendar.industry)) if calendar else None
    if source is None or calendar is None or industry is None:
        return {}
    industry = industries.in_voice(industry, calendar.voice)
    file, found = tree.read(path).value, {}
    for name, run in calendar.sops.items():
        sop_id = (run or Run()).sop or name
        if sop_id not in industry.sops:
            continue
        own = {"slots": source.data["sops"][name]["slots"]} if run and run.slots else {}
        now = yield from _merged(industry.sop_sources[sop_id], source, name)
        festivals = industries.festivals or {}
        found[name] = RunDraft(industry, sop_id, path, now, file, own, None, festivals, name)
    return found


@reading
def _merged(base: Source, source: Source, name: str) -> Steps[Source]:
    """Return an SOP as a run of a calendar has it, whatever its pace and what its paragraphs need."""
    whole = normalise(base)
    if not source.data["sops"][name]:
        return whole
    run = yield from shaped(source.child("sops", name), Run)
    if run and run.slots:
        whole = yield from forks.merge(whole, changes_of(source, name))
    if run and run.texts:
        patch = yield from left_out(run, whole, normalise(base), source, ("sops", name, "texts"))
        whole = yield from forks.merge(whole, patch)
    return whole
