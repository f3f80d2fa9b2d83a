"""Parts of the day: which hours they can hold, and the hour that a shop usually means by each alone."""

from __future__ import annotations

from dataclasses import dataclass

HOURS = range(24)


@dataclass(frozen=True)
class Daytime:
    """A part of the day. `name` is what it is asked by, `usual` the hour (HH:MM) it most often is, "" for none."""

    name: str
    hours: range = HOURS
    usual: str = ""

    def hour(self, said: int) -> int | None:
        """Return the hour of the day that a spoken one is in this part, None where it cannot be in it.

        Twelve o'clock at night is of two days, and so of none.
        """
        meant = (said, *((said + 12,) if said < 12 else ()), *((0,) if said == 12 else ()))
        return next((each for each in meant if each in self.hours), None)


_EARLY, _MORNING, _NOON = range(4, 12), range(6, 13), range(11, 16)
_AFTERNOON, _EVENING, _LATE = range(12, 20), range(17, 24), range(20, 24)
_MORNINGS = Daytime("早上", _EARLY, "09:00")
_NOONS = Daytime("中午", _NOON, "12:00")
_EVENINGS = Daytime("晚上", _EVENING, "20:00")

DAYTIMES = {
    "凌晨": Daytime("凌晨", range(6)),
    "清晨": Daytime("清晨", _EARLY, "08:00"),
    "大清早": Daytime("清晨", _EARLY, "08:00"),
    "清早": Daytime("清晨", _EARLY, "08:00"),
    "早晨": Daytime("早晨", _EARLY, "08:00"),
    "早餐": Daytime("早餐", _EARLY, "08:00"),
    "午餐": Daytime("午餐", _NOON, "11:00"),
    "午饭": Daytime("午餐", _NOON, "11:00"),
    "午休": Daytime("午休", _NOON, "12:30"),
    "下午茶": Daytime("下午茶", _AFTERNOON, "15:00"),
    "晚餐": Daytime("晚餐", _EVENING, "17:00"),
    "晚饭": Daytime("晚餐", _EVENING, "17:00"),
    "夜宵": Daytime("夜宵", _LATE, "21:00"),
    "宵夜": Daytime("夜宵", _LATE, "21:00"),
    "下班后": Daytime("下班后", _EVENING, "18:00"),
    "睡前": Daytime("睡前", range(19, 24), "21:30"),
    "早上": _MORNINGS,
    "早间": _MORNINGS,
    "早安": _MORNINGS,
    "上午": Daytime("上午", _MORNING, "10:00"),
    "中午": _NOONS,
    "午间": _NOONS,
    "正午": _NOONS,
    "午安": _NOONS,
    "下午": Daytime("下午", _AFTERNOON, "15:00"),
    "午后": Daytime("下午", _AFTERNOON, "15:00"),
    "傍晚": Daytime("傍晚", range(17, 21), "18:00"),
    "晚上": _EVENINGS,
    "晚间": _EVENINGS,
    "夜晚": _EVENINGS,
    "晚安": _EVENINGS,
    "夜间": Daytime("夜里", _LATE),
    "夜里": Daytime("夜里", _LATE),
    "深夜": Daytime("夜里", _LATE),
    "半夜": Daytime("夜里", _LATE),
    "am": Daytime("上午", range(12)),
    "pm": Daytime("下午", range(12, 24)),
    "早": _MORNINGS,
    "中": _NOONS,
    "午": _NOONS,
    "晚": _EVENINGS,
}
# One sign alone is also a part of other words: 端午, 午夜, 晚会; 中 is noon only right before its hour.
DAYTIME = "|".join(
    (
        *(each for each in DAYTIMES if len(each) > 1),
        "早",
        r"(?<![\u4e00-\u9fff])中(?=\s*\(?\d{1,2}[:点h)])",
        "(?<!端)午(?!夜)",
        "晚",
    )
)
ALONE = "|".join(
    (
        *(name for name, each in DAYTIMES.items() if len(name) > 1 and (each.usual or each.name == "夜里")),
        r"(?<!端)[早午晚](?![\u4e00-\u9fff])",
    )
)


def is_daytime(words: str) -> bool:
    """Say whether words are a part of the day and nothing else."""
    return words.strip() in DAYTIMES
