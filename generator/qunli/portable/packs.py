"""A pack, merged and ready."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qunli import words
from qunli.library import Industry, Shop
from qunli.library.filling import filled as filled_in
from qunli.model import Anytime, Slot, Variable
from qunli.portable.days import Known, days_data, festivals
from qunli.portable.slots import cut, filled, slots_data
from qunli.shape import titles

FORM = 1


def pack_data(industry: Industry, known: Known, shops: Iterable[Shop] = ()) -> dict[str, Any]:
    """Return what planning a shop of this pack takes, `shops` with changes of their own too, with the days that are known."""
    pack = industry.pack
    named = titles(Slot)
    return filled(
        {
            "form": FORM,
            "id": industry.id,
            "title": pack.title,
            "version": pack.version,
            "sector": industry.sector,
            "built": known.today.isoformat(),
            "hours": [f"{each:%H:%M}" for each in pack.hours or ()],
            "days": days_data(known, festivals(industry, shops)),
            "words": {
                "verbs": words.VERBS,
                "ways": words.WAYS,
                "types": words.TYPES,
                "records": {name: words.RECORDS[name] for name in words.ASKED},
                "asked": words.ASKED,
                "titles": {name: named[name] for name in ("media", "notes")},
            },
            "roles": {name: each.title for name, each in pack.roles.items()},
            "variables": {name: _variable(name, each) for name, each in pack.variables.items()},
            "sops": {
                name: {
                    "title": sop.title,
                    "kind": sop.kind,
                    "slots": slots_data(sop, industry.sop_sources[name], known),
                }
                for name, sop in industry.sops.items()
            },
            "anytime": _occasions(industry),
            "voices": {name: each.lists for name, each in pack.voices.items()},
        }
    )


def _occasions(industry: Industry) -> dict[str, dict[str, Any]]:
    """Return what may be posted without an hour, by id."""
    found: dict[str, dict[str, Any]] = {}
    for file in industry.of("anytime").values():
        said: Anytime = file.value
        for name, each in said.occasions.items():
            texts = [{"id": text, "parts": cut(words)} for text, words in each.texts.items()]
            found[name] = filled(
                {
                    "title": each.title,
                    "way": each.way,
                    "owner": each.owner,
                    "notes": each.notes,
                    "record": list(each.counted),
                    "texts": texts,
                }
            )
    return found


def _variable(name: str, variable: Variable) -> dict[str, Any]:
    """Return a variable with what stands for it in a text where a shop says nothing, as every other text has it."""
    known = {name: variable}
    if variable.fields is None:
        blank: Any = filled_in(f"{{{{ {name} }}}}", known, {}, None)
    else:
        blank = {each: filled_in(f"{{{{ item.{each} }}}}", known, {}, name) for each in variable.fields}
    return filled({**variable.model_dump(exclude_none=True), "blank": blank})
