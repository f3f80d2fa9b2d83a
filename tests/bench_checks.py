"""How well the word checks judge, and how long the checks take beside yamllint on the same files."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import test_checks
from conftest import REPOSITORY, TODAY, catalogue
from qunli import checks, library
from qunli.checks import measured
from yamllint import linter
from yamllint.config import YamlLintConfig

FILES, SLOTS = 1000, 40
LINTED = 100  # yamllint takes a minute and more for all; its time per file does not change with their number
PACK = "content/industries/catering"
# Trades of the corpus by the sector whose checks judge them.
SECTORS = {"milk-tea": "catering", "bakery": "catering", "fresh": "fresh-food"}
# Families of the corpus that had no check when it was written, by the one that takes up their sense.
FAMILIES = {
    "superlative": "Q401",
    "counterfeit": "Q427",
    "endorsement": "Q442",
    "organic-claim": "Q443",
    "vulgar": "Q444",
    "fake-orders": "Q446",
    "refund-for-result": "Q448",
    "prepaid": "Q449",
    "minimum-spend": "Q507",
    "medical-beauty": "Q551",
    "cosmetic-efficacy": "Q552",
    "whitening": "Q553",
}


# Lines that nobody tuned the checks to, and those in disguise; measured only.
UNSEEN = ("locked.txt", "third.txt")
DISGUISED = ("third-evasion.txt",)


def section() -> str:
    """Return the checks' figures as lines of text."""
    lines = []
    for name, files in (("whole corpus", ()), ("its held-out part", ("held.txt",))):
        precision, recall, _ = test_checks.measured(*files)
        lines.append(f"word checks, {name}: precision {precision:.3f}, recall {recall:.3f}")
    lines += _against_the_published()
    for name in ("evasion.txt", "tuned.txt", "tuned-second.txt", "tuned-evasion.txt", "tuned-own.txt"):
        score, _ = _scored(name)
        lines.append(
            f"word checks, {name}, tuned to: recall {score.recall:.3f}, precision {score.precision:.3f}"
        )
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = _project(root)
        ours, found = _checked(root)
        theirs = _linted(paths[:: FILES // LINTED])
    lines.append(
        f"checks of {FILES} SOP files of {SLOTS} slots in one run: {ours * 1000:.1f} ms a file, yamllint on {LINTED} of them"
        f" {theirs * 1000:.1f} ms, ratio {ours / theirs:.2f} ({found} findings)"
    )
    return "\n".join(lines)


def _against_the_published() -> list[str]:
    """Return the scores on lines nobody tuned the checks to, and whether the page shows the same."""
    unseen, families = _scored(*UNSEEN)
    disguised, _ = _scored(*DISGUISED)
    known = measured.published()
    same = (unseen, disguised, families) == (known.unseen, known.disguised, dict(known.families))
    told = "as published" if same else "NOT as published: python tests/bench_checks.py --write"
    return [
        f"word checks, {name}: recall {score.recall:.3f}, precision {score.precision:.3f} ({told})"
        for name, score in ((" and ".join(UNSEEN), unseen), (" and ".join(DISGUISED), disguised))
    ]


def _scored(*names: str) -> tuple[measured.Score, dict[str, tuple[int, int]]]:
    """Return how many lines by somebody who had seen no pattern are found, under any code, in all and per family."""
    hits: dict[bool, list[bool]] = {True: [], False: []}
    families: dict[str, list[bool]] = {}
    texts = [(test_checks.CORPUS / "later" / name).read_text("utf-8") for name in names]
    for line in "".join(texts).splitlines():
        if not line or line.startswith("#"):
            continue
        expected, context, text = line.split(" | ", 2)
        trade, _, kind = context.partition("/")
        sector = SECTORS.get(trade, trade)
        found = bool(catalogue().hits(text.replace("\\n", "\n"), sector, kind or None))
        hits[expected != "-"].append(found)
        for family in () if expected == "-" else expected.split(","):
            families.setdefault(FAMILIES.get(family, family), []).append(found)
    score = measured.Score(len(hits[True]), sum(hits[True]), len(hits[False]), sum(hits[False]))
    return score, {code: (sum(each), len(each)) for code, each in sorted(families.items())}


def write() -> None:
    """Publish the scores of today."""
    unseen, families = _scored(*UNSEEN)
    today = date.today().isoformat()
    disguised = asdict(_scored(*DISGUISED)[0])
    data = {"date": today, "unseen": asdict(unseen), "disguised": disguised, "families": families}
    measured.FILE.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def _project(root: Path) -> list[Path]:
    """Write a pack with so many SOPs, made of our own copy; each text differs, so that no cache helps."""
    shutil.copytree(REPOSITORY / PACK, root / PACK)
    shutil.rmtree(root / PACK / "sops")
    (root / PACK / "sops").mkdir()
    sops = library.load(REPOSITORY).industries["catering"].sops
    every = (text for sop in sops.values() for slot in sop.slots.values() for text in slot.texts.values())
    texts = cycle([text for text in every if "item." not in text])
    paths = []
    for number in range(FILES):
        path = root / PACK / f"sops/sop-{number}.yml"
        path.write_text(_sop(number, list(islice(texts, SLOTS))), "utf-8")
        paths.append(path)
    return paths


def _sop(number: int, texts: list[str]) -> str:
    lines = [f"title: 福利群 {number}", "kind: traffic", "slots:"]
    for place, text in enumerate(texts):
        lines += [
            f"  slot-{place}:",
            f"    title: 第 {place} 条",
            f"    when: {{day: {place + 1}, at: {9 + place % 12:02}:00}}",
            f"    type: {('activity', 'content', 'warmth')[place % 3]}",
            "    stage: retention",
            "    owner: staff",
            "    minutes: 10",
            "    media: [今日菜单图]",
            "    record: [reach, replies]",
            "    notes: 发之前核对沽清",
            "    copy: |",
            *(f"      {line}" if line else "" for line in text.split("\n")),
            f"      今天是 {number} 号店的第 {place} 条",
        ]
    return "\n".join(lines) + "\n"


def _checked(root: Path) -> tuple[float, int]:
    began = time.process_time()
    found = library.load(root, fallback=REPOSITORY)
    problems = checks.run(found.require(), (), TODAY)
    return (time.process_time() - began) / FILES, len(problems)


def _linted(paths: list[Path]) -> float:
    config = YamlLintConfig("extends: default")
    began = time.process_time()
    for path in paths:
        list(linter.run(path.read_text("utf-8"), config))
    return (time.process_time() - began) / len(paths)


if __name__ == "__main__":
    write() if "--write" in sys.argv else print(section())
