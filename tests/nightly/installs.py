"""The lowest and the newest dependencies on each Python of this machine: the promises of pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

UV = Path(sys.executable).with_name("uv")
# pyenv keeps its interpreters off the path.
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
ENVIRONMENT = {
    **os.environ,
    "PATH": os.pathsep.join([*map(str, PYENV.glob("versions/*/bin")), os.environ["PATH"]]),
    "UV_PYTHON_DOWNLOADS": "never",
    "NO_MKDOCS_2_WARNING": "1",
}
TOOLS = (
    "pytest",
    "pytest-xdist",
    "pytest-regressions",
    "hypothesis",
    "recurring-ical-events",
    "ical",
    "lunar-python",
    "jsonschema",
)
SLICE = (
    "almanac",
    "cli",
    "feeds",
    "library",
    "model",
    "plugin",
    "schedule",
    "schema",
    "shape",
    "source",
    "workbook",
)


def run(*words: object, cwd: Path = REPOSITORY) -> str:
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-8000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


def environment(folder: Path, version: str) -> Path:
    """Make an empty environment and return its interpreter; skip where the machine has no such Python."""
    done = subprocess.run(
        [UV, "python", "find", "--quiet", "--system", version],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip(f"no Python {version} on this machine")
    run(UV, "venv", "--quiet", "--python", done.stdout.strip(), folder)
    return folder / "bin/python"


@pytest.mark.parametrize("resolution", ["lowest-direct", "highest"])
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_a_shop_is_made_and_the_rooms_work(
    wheel: Path, tmp_path: Path, version: str, resolution: str
) -> None:
    python = environment(tmp_path / "env", version)
    install = (UV, "pip", "install", "--quiet", "--python", python)
    pins = tmp_path / "pins.txt"
    # From pyproject.toml, since the lowest versions are those of direct dependencies, which a wheel's are not.
    run(
        UV,
        "pip",
        "compile",
        "--quiet",
        "--python",
        python,
        "--resolution",
        resolution,
        "-o",
        pins,
        "pyproject.toml",
    )
    run(*install, "--requirements", pins, wheel)
    run(python, "-c", "import qunli.cli, qunli.plugin")
    command = python.with_name("qunli")
    run(command, "new", "my-shop", "--industry", "catering", "--title", "店", cwd=tmp_path)
    run(command, "build", "--strict", cwd=tmp_path / "my-shop")
    # The tools of the tests bend to what is being tried, never the other way round.
    run(*install, "--constraint", pins, *TOOLS)
    tests = [f"tests/test_{room}.py" for room in SLICE]
    run(python, "-m", "pytest", "-x", "-n", "2", "-p", "no:cacheprovider", *tests)
