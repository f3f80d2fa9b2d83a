"""The Containerfile's own steps in folders of this machine, for where no container engine is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY
from test_release import instructions


def in_folder(words: str, root: Path) -> str:
    """Return a command line with absolute paths below a folder that stands for the image."""
    return re.sub(r"(?<![\w.])/(?=wheels|src|shop)", f"{root}/", words)


def play(stages: list[list[tuple[str, str]]], root: Path) -> dict[str, str]:
    """Run every COPY and RUN of each stage in a fresh environment; return the environment of the last."""
    environment: dict[str, str] = {}
    for number, stage in enumerate(stages):
        venv = root / f"python{number}"
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        environment = {**os.environ, "PATH": f"{venv}/bin:{os.environ['PATH']}"}
        folder = root
        for word, rest in stage:
            if word == "WORKDIR":
                folder = Path(in_folder(rest, root))
                folder.mkdir(parents=True, exist_ok=True)
            if word == "COPY" and "--from" not in rest:
                copy(rest.split(), folder, root)
            if word == "RUN":
                subprocess.run(
                    ["bash", "-ec", in_folder(rest, root)], cwd=folder, env=environment, check=True
                )
    return environment


def copy(words: list[str], folder: Path, root: Path) -> None:
    *sources, target = words
    place = Path(in_folder(target, root)) if target.startswith("/") else folder / target
    for source in sources:
        if (REPOSITORY / source).is_dir():
            shutil.copytree(REPOSITORY / source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / source, place)


def test_the_image_s_steps_make_and_build_a_shop(tmp_path: Path) -> None:
    environment = play(instructions((REPOSITORY / "Containerfile").read_text(encoding="utf-8")), tmp_path)
    shops = tmp_path / "shop"
    for words in ("new my-shop --industry catering --title 店", "build --strict"):
        folder = shops if words.startswith("new") else shops / "my-shop"
        subprocess.run(["qunli", *words.split()], cwd=folder, env=environment, check=True)
    assert (shops / "my-shop/site/calendars/my-shop.ics").is_file()
    (wheel,) = (shops / "my-shop/wheels").iterdir()
    assert wheel.read_bytes() == (tmp_path / "wheels" / wheel.name).read_bytes()
