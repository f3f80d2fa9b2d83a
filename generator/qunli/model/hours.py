"""From when to when a group is talked to: `09:30-20:30`."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Any

from qunli.shape import WithJsonSchema, before, fault, shown

HOURS = "群里说话的时间"
_CLOCK = r"([01]?\d|2[0-3]):([0-5]\d)"
_SPAN = re.compile(f"{_CLOCK}-{_CLOCK}", re.ASCII)
_HINT = "写成 09:30-20:30；过了半夜写 18:00-02:00，到半夜写 10:00-00:00"


def _hours(value: Any) -> tuple[time, time]:
    if isinstance(value, tuple):
        return value
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise fault("Q004", f"{HOURS} {shown(value)} 不对", _HINT)
    first, last = (time(int(found[each]), int(found[each + 1])) for each in (1, 3))
    if first == last:
        raise fault("Q004", f"{HOURS} {value} 从几点到几点是同一个时间", _HINT)
    return first, last


TalkingHours = Annotated[
    tuple[time, time],
    before(_hours),
    WithJsonSchema({"type": "string", "pattern": rf"^{_CLOCK}-{_CLOCK}$"}),
]
