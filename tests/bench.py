"""Prints the project's figures: `make bench`. Every bench_*.py beside this file has section(), its lines of text."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main(names: list[str]) -> None:
    """Print the sections of these names, or all."""
    here = Path(__file__).parent
    sys.path.insert(0, str(here))
    for name in names or sorted(path.stem.removeprefix("bench_") for path in here.glob("bench_*.py")):
        module = importlib.import_module(f"bench_{name}")
        print(f"{name}: {(module.__doc__ or '').strip().splitlines()[0]}")
        print("\n".join(f"  {line}" for line in module.section().splitlines()), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
