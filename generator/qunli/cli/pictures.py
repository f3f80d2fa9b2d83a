"""The pictures of an imported sheet, saved beside the plan under the names that it gives what must be prepared."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from qunli import disk
from qunli.library.industries import FOLDER

if TYPE_CHECKING:
    from qunli.cli.taking import Result

_NAME = "pictures"


def keep_pictures(root: Path, result: Result) -> str:
    """Write the pictures that the rows name; return what to tell, "" where there are none."""
    named = {name for plan in result.plans for step in plan.steps for name in step.text("media").split("\n")}
    found = {each.name: each.content for each in result.book.pictures if each.name in named}
    if not found:
        return ""
    folder = _folder(result.draft.path)
    for name, content in found.items():
        if not (root / folder / name).exists():
            disk.write_whole(root / folder / name, content)
    return f"表里的 {len(found)} 张图存在 {folder}，计划的「准备」里写着名字。"


def _folder(plan: str) -> str:
    """Return where the pictures of a plan stand: in its pack, never among the files of a site."""
    path = PurePosixPath(plan)
    return str(path.parent.parent / _NAME) if plan.startswith(f"{FOLDER}/") else f"content/{_NAME}"
