"""Prints precision and recall of the word checks, and the time a file takes beside yamllint. `make bench` runs it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import test_checks as sample
from conftest import catalogue
from qunli import checks
from qunli.checks.subjects import of_pack
from qunli.library import Industry, texts
from qunli.library.industry import pack_file
from qunli.model import Pack, Sop
from qunli.shape import read
from qunli.source import decode, parse_yaml

FILES, SLOTS = 1000, 40
SLOT = """\
  slot-{n}:
    title: 第 {n} 条
    when: {{every: week, weekdays: [{day}], at: {hour}:{minute:02}}}
    type: {kind}
    owner: host
    way: post
    media: [图]
    record: [replies, members]
    notes: 发之前看一眼库存
    copy:
      - |
        今天的汤 {file}-{n}
        从早上五点熬到十点，舀一勺看颜色，
        想留一碗的回「汤」，晚到的喝第二锅，淡一些。
    short: 今天照常营业
"""


def main() -> None:
    for path in sorted(sample.CORPUS.glob("*.txt")):
        precision, recall, differing = sample.measured(path.name)
        harmless = f"nothing but look-alikes, {len(differing)} of them reported"
        print(f"{path.name:<14}", f"precision {precision:.4f}  recall {recall:.4f}" if recall else harmless)
    precision, recall, differing = sample.measured()
    print(f"{'all':<14} precision {precision:.4f}  recall {recall:.4f}")
    print("\n".join(differing))
    with tempfile.TemporaryDirectory() as folder:
        speed(Path(folder))


def speed(folder: Path) -> None:
    head = sample.SOP.split("slots:\n")[0] + "slots:\n"
    for file in range(FILES):
        (folder / f"sop-{file}.yml").write_text(head + "".join(_slot(file, n) for n in range(SLOTS)), "utf-8")
    paths = sorted(folder.glob("*.yml"))
    start = time.perf_counter()
    pack = sample.parsed("pack.yml", f"{sample.PACK}sector: catering\n")
    files = {"pack.yml": pack_file("pack.yml", pack, value=read(pack, Pack))}
    for path in paths:
        source = texts.normalise(parse_yaml(decode(path.name, path.read_bytes())))
        name = f"sops/{path.name}"
        files[name] = pack_file(name, source, value=read(source, Sop))
    industry = Industry("catering", files)
    read_in = time.perf_counter() - start
    found = checks.judge(of_pack(industry), catalogue(), date(2026, 11, 22))
    ours = time.perf_counter() - start
    start = time.perf_counter()
    linter = [sys.executable, "-m", "yamllint", "-d", "relaxed", str(folder)]
    done = subprocess.run(linter, capture_output=True, text=True, check=False)
    theirs = time.perf_counter() - start
    print(f"{FILES} files of {SLOTS} slots: {ours / FILES * 1000:.1f} ms a file", end=" ")
    print(f"({read_in / FILES * 1000:.1f} of them reading), {len(found)} findings;", end=" ")
    known = "No module" not in done.stderr
    print(f"yamllint {theirs / FILES * 1000:.1f} ms a file" if known else "yamllint is not installed")


def _slot(file: int, n: int) -> str:
    day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[n % 7]
    kind = ("activity", "content", "warmth")[n % 3]
    return SLOT.format(n=n, file=file, day=day, hour=9 + n // 7, minute=n % 7 * 8, kind=kind)


if __name__ == "__main__":
    main()
