"""How well the word checks judge, and how long the checks take beside yamllint on the same files."""

from __future__ import annotations

import shutil
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import test_checks
from conftest import REPOSITORY, TODAY, catalogue
from qunli import checks, library
from yamllint import linter
from yamllint.config import YamlLintConfig

FILES, SLOTS = 1000, 40
LINTED = 100  # yamllint takes a minute and more for all; its time per file does not change with their number
PACK = "content/industries/catering"
# Trades of the corpus by the sector whose checks judge them.
SECTORS = {"milk-tea": "catering", "fresh": "fresh-food"}


def section() -> str:
    """Return the checks' figures as lines of text."""
    lines = []
    for name, files in (("whole corpus", ()), ("its held-out part", ("held.txt",))):
        precision, recall, _ = test_checks.measured(*files)
        lines.append(f"word checks, {name}: precision {precision:.3f}, recall {recall:.3f}")
    lines += [_unseen(name) for name in ("locked.txt", "evasion.txt")]
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


def _unseen(name: str) -> str:
    """Return how many of the lines by somebody who had seen no pattern are found, under any code, and how many rightly."""
    found, missed, wrong = 0, 0, 0
    for line in (test_checks.CORPUS / "later" / name).read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        expected, context, text = line.split(" | ", 2)
        trade, _, kind = context.partition("/")
        hits = catalogue().hits(text.replace("\\n", "\n"), SECTORS.get(trade, trade), kind or None)
        found += bool(hits) and expected != "-"
        missed += not hits and expected != "-"
        wrong += bool(hits) and expected == "-"
    return (
        f"word checks, {name}: recall {found / (found + missed):.3f}, precision {found / (found + wrong):.3f}"
    )


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
    print(section())
