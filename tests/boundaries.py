"""Where every check written as a function begins and ends: YAML laid over the sample of test_checks.py.

`inside` is just allowed, `outside` just not. A value is YAML as a check's own examples have it; on top it may say
`sector:` (else catering) and `today:` (else the sample's day). The sample's days: bookings on Tuesdays and Thursdays
at 16:00 by the host, a vote on Fridays at 19:00, the first post on Tuesday 2026-12-01.
"""

from __future__ import annotations

from dataclasses import dataclass

from qunli.checks.offers import draw

TUESDAY, WEDNESDAY = "2026-12-08", "2026-12-09"
# A plan that begins a second time, long after what the first start lets one see.
LATER = "calendar: {sops: {welfare: {groups: [一群], starts: [2026-12-01, 2027-05-01]}}}\n"


@dataclass(frozen=True)
class Boundary:
    inside: tuple[str, ...]
    outside: tuple[str, ...]


def more(*moments: str, **fields: str) -> str:
    """Return `slots:` with one more post at each of these moments (2026-12-08 16:10)."""
    fields = {
        "type": "activity",
        "owner": "staff",
        "media": "[图]",
        "record": "[replies]",
        "copy": "看菜单",
    } | fields
    rest = ", ".join(f"{key}: {value}" for key, value in fields.items() if value)
    lines = ["slots:"]
    for number, moment in enumerate(moments, 1):
        day, at = moment.split()
        lines.append(f"  more-{number}: {{title: 第{number}条, when: {{date: {day}, at: {at}}}, {rest}}}")
    return "\n".join(lines)


def on(day: str, number: int, first: int = 8) -> tuple[str, ...]:
    """Return moments an hour apart on one day."""
    return tuple(f"{day} {first + hour:02}:00" for hour in range(number))


def menu(fields: str, top: str = "") -> str:
    return f"{top}\nslots: {{menu: {{{fields}}}}}"


TABLE = ", fields: {name: 菜名}"
SLOW = "calendar: {pace: light}\n"


def variable(name: str, more: str = "") -> str:
    return f"pack: {{variables: {{{name}: {{title: 招牌菜{more}}}}}}}"


def owned(slot: str, top: str, given: str) -> str:
    """A shop's own change of the slot, with its values."""
    return f"{top}\ncalendar: {{variables: {given}, sops: {{welfare: {{slots: {{menu: {slot}}}}}}}}}"


def at(hour: str, way: str = "post", top: str = "") -> str:
    return menu(f"way: {way}, when: {{at: {hour}}}", top)


def rotating(when: str, texts: int, kind: str = "traffic") -> str:
    copy = ", ".join(f"第{number}条" for number in range(1, texts + 1))
    return menu(f"when: {{{when}, at: 11:00}}, copy: [{copy}]", f"kind: {kind}")


def copied(*lines: str) -> str:
    """Return the menu with this text."""
    return "slots:\n  menu:\n    copy: |\n" + "\n".join(f"      {line}" for line in lines)


def welcome(*lines: str) -> str:
    return "welcome: |\n" + "\n".join(f"  {line}" for line in lines)


def offer(facts: str) -> str:
    return f"slots: {{sale: {{offer: {{{facts}}}}}}}"


def other_offer(kind: str, **facts: str | None) -> str:
    """Return an offer of another kind; facts that are None are left out."""
    old = dict.fromkeys(("base", "price", "people", "ends", "limit", "fallback"), "null")
    new = {key: value for key, value in facts.items() if value is not None}
    return offer(", ".join(f"{key}: {value}" for key, value in {"kind": kind, **old, **new}.items()))


def without(kind: str, facts: dict[str, str]) -> tuple[str, ...]:
    """Return the offer once for each fact it lacks."""
    return tuple(other_offer(kind, **{**facts, name: None}) for name in facts)


GIFT = {"name": "酸梅汤", "spec": "300毫升", "quantity": "每桌1杯", "until": "周日21:00", "how": "结账时领"}
SALE = {"base": "近7天最低价", "price": "58", "ends": "今晚20:00", "limit": "每人2份"}
RUSH = {"stock": "20份", "starts": "18:00", "pickup": "到店取"}
LOTTERY = {
    "conditions": "群友都可参加",
    "entry": "回1",
    "draw_at": "周五19:00",
    "draw_method": "群里录屏转盘",
    "redeem_until": "周日21:00",
    "redeem_conditions": "报尾号",
    "redeem_how": "到店",
    "delivery": "当面给",
    "give_up": "周日后未领算放弃",
    "organiser": "本店",
    "contact": "群里的客服",
}
PRIZE = {"name": "酸梅汤", "category": "饮料", "quantity": "3", "value": "8"}


def lottery(*prizes: dict[str, str], chances: str = "1", **facts: str | None) -> str:
    rows = ", ".join(
        "{" + ", ".join(f"{key}: {value}" for key, value in each.items()) + "}" for each in prizes
    )
    return other_offer("lottery", **{**LOTTERY, **facts}, chances=chances, prizes=f"[{rows}]")


def prize(**changed: str | None) -> dict[str, str]:
    return {key: value for key, value in {**PRIZE, **changed}.items() if value is not None}


def posts_of_half(*moments: str, **fields: str) -> str:
    """Sixteen posts of the first four weeks, eight of them activities, and more that are none."""
    turned = "  menu: {type: content}\n  sale: {type: content}\n  festival: {type: content}"
    return f"{more(*moments, type='content', **fields)}\n{turned}"


def posts_of_activities(number: int) -> str:
    """Eleven activities and four votes in the first four weeks, and some activities more."""
    days = (f"2026-12-{day:02} 13:00" for day in (2, 4, 6, 7, 9, 11, 13, 14))
    return more(*[moment for moment, _ in zip(days, range(number), strict=False)]) + "\n  tip: null"


def closed(*spans: str, days: str = "[-2, -1, 0]", copy: str = "[后天包饺子, 明天包饺子, 今天来取]") -> str:
    """A round of posts that leads up to midwinter, 2026-12-22, and the days on which the shop is closed."""
    return (
        f"slots: {{festival: {{when: {{festival: dongzhi, day: {days}}}, copy: {copy}}}}}\n"
        f"calendar: {{closed: [{', '.join(spans)}]}}"
    )


ROUND_SLOTS = "{first: {title: 开团, type: warmth, copy: 开, when: {day: 1, at: 9:00}}, last: {title: 收团, type: warmth, copy: 收, when: {day: 3, at: 9:00}}}"


def riddles(copy: str, calendar: str = "pace: full") -> str:
    """Return texts that are posted once each on Mondays; the calendar starts on Tuesday, 1 December 2026."""
    when = "{every: week, weekdays: [mon], at: 15:00}"
    return f"slots: {{tip: {{once: true, when: {when}, copy: {copy}}}}}\ncalendar: {{{calendar}}}\n"


def shut(when: str, copy: str) -> str:
    """A slot of a shop that is closed on Sundays."""
    return f"slots: {{tip: {{when: {when}, copy: {copy}}}}}\ncalendar: {{closed: [sun]}}"


ROUND = "slots: {}\ncalendar: {{closed: [{}]}}"


def filled(slots: str) -> str:
    """A dish that the shop named, at the slowest pace."""
    dish = "pack: {variables: {dish: {title: 招牌菜}}}\ncalendar: {pace: light, variables: {dish: 酸菜鱼}}"
    return f"{dish}\nslots: {{{slots}}}"


def past(slot: str, more: str = "grammar: 1") -> str:
    return f"calendar: {{starts: 2026-11-01, {more}}}\nslots: {{{slot}}}"


ONLY_A_ROUND = (
    "slots: {menu: null, sale: null, tip: null, vote: null, booking: null, festival: null,"
    " last: {title: 收团, type: warmth, copy: 收, when: {day: 3, at: 9:00}}}"
)
PROMISED = welcome("欢迎，每月一回厨房的事", "", "不发广告，再发移出", "", "随时可退群")
HOURLY = welcome("欢迎，每月19日15:00说一回", "", "不发广告，再发移出", "", "随时可退群")
EVENING = welcome("欢迎，{}说一回厨房", "", "不发广告，再发移出", "", "随时可退群")
NEEDED = "welcome: [欢迎, {text: 每月一回厨房的事, needs: [tip]}, 不发广告，再发移出, 随时可退群]"

# The one post of the evening, 19:00, which a slow pace leaves out.
AT_SEVEN = "slots: {vote: null, festival: null, sale: null, tip: {pace: full, when: {at: 19:00}}}"
PROMISED_HOURS = (
    "晚上七点",
    "晚7点",
    "周日七点到八点",
    "下午7点整",
    "每晚",
    "傍晚",
    "晚上",
    "晚上六点、七点",
)
OTHER_HOURS = (
    "晚上七点半",
    "早上七点",
    "每天早上",
    "六点到七点",
    "早一点",
    "晚一点",
    "晚上不发消息，每天",
    "晚上七点打烊，每天",
    "晚上二十五点",
    "中午十二点",
)


def turning(rows: int, copy: str = "[中午吃什么, 晚上吃什么]", before: int = 0) -> str:
    """A daily post whose texts take turns with so many rows of the shop's; before them the pack's."""

    def table(count: int) -> str:
        return ", ".join(f"{{name: 菜{number}}}" for number in range(count))

    default = f", default: [{table(before)}]" if before else ""
    dishes = f"pack: {{variables: {{dishes: {{title: 菜, fields: {{name: 菜名}}{default}}}}}}}"
    slot = f"{{when: {{every: day, at: 11:00}}, rotate: dishes, copy: {copy}}}"
    return f"{dishes}\ncalendar: {{variables: {{dishes: [{table(rows)}]}}}}\nkind: content\nslots: {{menu: {slot}}}"


def rows_of(when: str, texts: int, rows: int, text: str) -> str:
    """A post with so many texts that take turns with so many rows of the pack's own table."""
    table = ", ".join(f"{{name: 菜{number}}}" for number in range(rows))
    dishes = f"pack: {{variables: {{dishes: {{title: 菜, fields: {{name: 菜名}}, default: [{table}]}}}}}}"
    copy = ", ".join(f"'{number}{text}'" for number in range(texts))
    return f"{dishes}\nslots: {{menu: {{when: {{{when}, at: 11:00}}, rotate: dishes, copy: [{copy}]}}}}"


POSITIONING = ("who", "problem", "solution", "purpose", "benefit", "entry", "channels")
MOTIVES, AUDIENCE = ("founder", "member"), ("age", "gender", "region", "occupation")
RULES = ("rename", "service", "ask", "allowed", "forbidden")
CAMP = "kind: check-in\nslots:\n  menu: {{title: {}, when: {{day: {}, at: 11:00}}}}\n  vote: {{title: {}, when: {{day: {}, at: 19:00}}}}"
FLASH = (
    "kind: flash\nslots:\n  tip: null\n  booking: null\n  festival: null\n  menu: {when: {day: 1, at: 11:00}}\n"
    "  sale: {when: {day: 2, at: 18:00}}\n  vote: {when: {day: 3, at: 19:00}, copy: %s}"
)
WHOLE = "欢迎来到本店，不发广告，随时可退群"

BOUNDARIES: dict[str, Boundary] = {
    # --- is the plan whole? ---
    "Q101": Boundary(
        inside=("positioning: {who: 附近的人}",),
        outside=(
            "positioning: null",
            "positioning: {motives: null}",
            "positioning: {audience: null}",
            *(f"positioning: {{{name}: null}}" for name in POSITIONING),
            *(f"positioning: {{motives: {{{name}: null}}}}" for name in MOTIVES),
            *(f"positioning: {{audience: {{{name}: null}}}}" for name in AUDIENCE),
        ),
    ),
    "Q102": Boundary(
        inside=("kind: moments\nrules: null", "rules: {penalty: null, cleaning: null}"),
        outside=("rules: null", *(f"rules: {{{name}: null}}" for name in RULES)),
    ),
    "Q103": Boundary(
        inside=("rules: null", "kind: moments\nrules: {penalty: null}"),
        outside=("rules: {penalty: null}", "rules: {cleaning: null}"),
    ),
    "Q104": Boundary(inside=("kind: moments\nwelcome: null",), outside=("kind: content\nwelcome: null",)),
    "Q105": Boundary(
        inside=(
            welcome(WHOLE, *"一二三四五六七八九"),
            welcome(WHOLE, "", *["字"] * 8, "", ""),
            welcome("不发 " + "字" * 218),
        ),
        outside=(
            welcome(WHOLE, *"一二三四五六七八九十"),
            welcome(WHOLE, "", *["字"] * 8, "字"),
            welcome("不发" + "字" * 219),
        ),
    ),
    "Q106": Boundary(
        inside=("welcome: null", 'welcome: "欢迎\\n \\t\\n不发广告"'),
        outside=(welcome("欢迎", "不发广告"), 'welcome: "欢迎\\n不发广告\\n\\n"'),
    ),
    "Q107": Boundary(
        inside=(
            "welcome: null",
            *(welcome("欢迎", "", words) for words in ("别发广告", "广告勿扰", "广告禁止", "发广告移出")),
        ),
        outside=(welcome("欢迎", "", "群里说说菜"),),
    ),
    "Q108": Boundary(inside=(menu("owner: host"),), outside=("slots: {vote: {owner: null}}",)),
    "Q109": Boundary(inside=(menu("media: [图]"),), outside=("slots: {vote: {media: null}}",)),
    "Q110": Boundary(inside=(menu("record: [exits]"),), outside=("slots: {vote: {record: null}}",)),
    "Q117": Boundary(
        inside=(
            menu("record: [replies, chain, payments, members]"),
            menu("way: mass-send, record: [reach, members]"),
            menu("way: live, record: [reach]"),
            menu("way: mini-program, record: [clicks]"),
            menu("way: moments, record: [replies, payments]"),
            menu("way: private, record: [replies, payments]"),
        ),
        outside=(
            menu("record: [reach]"),
            menu("record: [replies, clicks]"),
            menu("record: [exits]"),
            menu("way: mass-send, record: [clicks]"),
            menu("way: mini-program, record: [reach]"),
            menu("way: moments, record: [members]"),
            menu("way: moments, record: [chain]"),
            menu("way: private, record: [members]"),
            menu("way: private, record: [reach]"),
        ),
    ),
    "Q111": Boundary(
        inside=(
            "kind: moments\nslots: {vote: null}",
            "kind: content\nslots: {vote: null, tip: {type: warmth}}",
        ),
        outside=("slots: {vote: null}", "kind: content\nslots: {vote: null}"),
    ),
    "Q112": Boundary(
        inside=(
            "kind: flash",
            CAMP.format("开营", "1", "结营", "2"),
            CAMP.format("开营", "[1, 3]", "结营", "[2, 7]"),
            CAMP.format("今天报到", "1-3", "毕业", "7"),
            CAMP.format("第一顿", "1", "散伙饭", "7")
            .replace("散伙饭,", "散伙饭, copy: 今天结班,")
            .replace("第一顿,", "第一顿, copy: 今天开班,"),
        ),
        outside=(
            "kind: check-in",
            CAMP.format("开营", "2", "结营", "7"),
            CAMP.format("菜单", "1", "结营", "7"),
            CAMP.format("开营", "1", "投票", "7"),
            CAMP.format("开营", "1-8", "结营", "7"),
            CAMP.format("开营", "1", "结营", "1"),
        ),
    ),
    "Q113": Boundary(
        inside=(
            FLASH % "群明天解散",
            FLASH % "加油" + "\nrules: {cleaning: 三天后收群}",
            FLASH % "加油" + "\nwelcome: 不发广告，三天后散群，随时可退群",
        ),
        outside=(
            FLASH % "加油",
            (FLASH % "群明天解散").replace("{day: 2,", "{every: week, weekdays: [sat],"),
        ),
    ),
    "Q114": Boundary(
        inside=(
            "slots: {booking: null, vote: {when: {weekdays: [fri, sat]}}}",
            "kind: flash\nslots: {booking: null, vote: null}",
        ),
        outside=(
            "slots: {booking: null, vote: {when: {weekdays: [wed, fri, sat]}}}",
            "slots: {booking: null, vote: {when: {every: 2 weeks}}}",
            "kind: content\nslots: {booking: null, vote: null}",
        ),
    ),
    "Q115": Boundary(
        inside=("chapters: {law: 一句}", "chapters: {law: 一句, day: 别的一页}"),
        outside=("chapters: {law: null}", "chapters: {law: null, day: 别的一页}"),
    ),
    "Q116": Boundary(
        inside=("pack: {sector: catering}", "pack: {sector: other}"),
        outside=("pack: {sector: null}",),
    ),
    # --- when and how much ---
    "Q201": Boundary(
        inside=(
            more(*on(TUESDAY, 4)),
            more(*on(TUESDAY, 3), *on(WEDNESDAY, 5)),
            more(*on(TUESDAY, 5)) + "\nkind: moments",
            more(*on(TUESDAY, 5), way="private"),
            more(*on("2027-04-01", 9)),
            "today: 2026-12-09\n" + more(*on(TUESDAY, 5)),
            LATER + more(*on("2027-04-29", 9)),
        ),
        outside=(
            more(*on(TUESDAY, 5)),
            more(*on(WEDNESDAY, 6)),
            more(*on("2027-03-31", 6)),
            more(*on("2026-12-01", 5)),
            "today: 2026-12-08\n" + more(*on(TUESDAY, 5)),
            LATER + more(*on("2027-05-01", 6)),
            LATER + more(*on("2027-08-28", 6)),
        ),
    ),
    "Q202": Boundary(
        inside=(
            more(*on(TUESDAY, 2)),
            more(*on(WEDNESDAY, 3)),
            more(*on(TUESDAY, 5)),
            more(*on(TUESDAY, 4), way="private"),
        ),
        outside=(more(*on(TUESDAY, 3)), more(*on(TUESDAY, 4))),
    ),
    "Q203": Boundary(
        inside=(
            posts_of_half(),
            posts_of_half("2026-12-28 16:01"),
            posts_of_half("2026-12-09 10:00") + "\nkind: onboarding",
            posts_of_half("2026-12-09 10:00", way="private"),
        ),
        outside=(
            posts_of_half("2026-12-28 16:00"),
            posts_of_half("2026-12-01 16:00"),
            posts_of_half("2026-12-09 10:00") + "\nkind: content",
            posts_of_half("2026-12-09 10:00") + "\nkind: flash",
        ),
    ),
    "Q204": Boundary(
        inside=(
            posts_of_activities(5),
            posts_of_activities(8) + "\nkind: content",
        ),
        outside=(posts_of_activities(6),),
    ),
    "Q205": Boundary(
        inside=(
            more("2026-12-08 16:15", owner="host"),
            more("2026-12-08 15:45", owner="host"),
            more("2026-12-08 16:10", owner="kitchen"),
            more("2026-12-08 16:10", "2026-12-08 16:12", owner=""),
            more("2026-12-08 16:10", owner="kitchen") + "\ncalendar: {staff: {host: 小王, kitchen: 小李}}",
        ),
        outside=(
            more("2026-12-08 16:14", owner="host"),
            more("2026-12-08 15:46", owner="host"),
            more("2026-12-08 16:00", owner="host"),
            more("2026-12-08 16:10", owner="kitchen") + "\ncalendar: {staff: {host: 小王, kitchen: 小王}}",
        ),
    ),
    "Q206": Boundary(
        inside=(
            at("07:30"),
            at("21:00"),
            at("21:59"),
            at("20:59", top="sector: education"),
        ),
        outside=(
            at("07:29"),
            at("22:00"),
            at("00:00"),
            at("21:00", top="sector: education"),
        ),
    ),
    "Q207": Boundary(
        inside=(
            more(*on(WEDNESDAY, 3), way="moments"),
            more(*on(WEDNESDAY, 3), *on("2026-12-10", 3), way="moments"),
            more(*on(WEDNESDAY, 4), way="moments", type="content"),
            more(*on(WEDNESDAY, 4)),
        ),
        outside=(
            more(*on(WEDNESDAY, 4), way="moments"),
            more(*on(WEDNESDAY, 4), way="moments", type="content", offer="{kind: gift}"),
        ),
    ),
    "Q208": Boundary(
        inside=(
            at("11:30", "moments"),
            at("13:30", "moments"),
            at("20:00", "moments"),
            at("21:00", "moments"),
            at("13:31"),
        ),
        outside=(
            at("11:29", "moments"),
            at("13:31", "moments"),
            at("19:59", "moments"),
            at("21:01", "moments"),
        ),
    ),
    "Q209": Boundary(
        inside=(
            more("2026-12-07 10:00", "2026-12-13 10:00", way="mention-all"),
            more("2026-12-12 10:00", "2026-12-13 10:00", "2026-12-14 10:00", way="mention-all"),
            "kind: moments\n" + more(*on(WEDNESDAY, 3), way="mention-all"),
            more(*on(WEDNESDAY, 3), way="notice"),
        ),
        outside=(
            more("2026-12-07 10:00", "2026-12-09 10:00", "2026-12-13 10:00", way="mention-all"),
            more("2026-12-30 10:00", "2026-12-31 10:00", "2027-01-03 10:00", way="mention-all"),
        ),
    ),
    "Q212": Boundary(
        inside=(
            SLOW + more("2026-12-30 10:00"),
            SLOW + more("2026-12-30 10:00", "2027-01-26 10:00"),
            SLOW + more("2026-12-24 10:00", "2026-12-25 10:00", replaces="[booking]"),
            SLOW + more("2026-12-24 10:00", "2026-12-25 10:00", way="private"),
            "calendar: {pace: standard}\n" + more("2026-12-24 10:00", "2026-12-25 10:00"),
            SLOW + "kind: content\n" + more("2026-12-24 10:00", "2026-12-25 10:00"),
        ),
        outside=(
            SLOW + more("2026-12-08 10:00"),
            SLOW + more("2026-12-24 10:00", "2026-12-25 10:00"),
            SLOW + more("2026-12-24 10:00", "2026-12-25 10:00", replaces="[sale]"),
        ),
    ),
    "Q210": Boundary(
        inside=(
            rotating("every: day", 28),
            rotating("every: day", 14, "content"),
            rotating("every: workday", 20),
            rotating("every: workday", 10, "content"),
            rotating("every: week, weekdays: [mon]", 4),
            rotating("every: week, weekdays: [mon, thu]", 8),
            rotating("every: 2 weeks, weekdays: [mon]", 2),
            rotating("every: 2 weeks, weekdays: [mon]", 1, "content"),
            rotating("every: 4 weeks, weekdays: [mon]", 1),
            rotating("every: 3 weeks, weekdays: [mon, thu, sun]", 4),
            rotating("every: month, monthdays: [1]", 1),
            rotating("every: month, monthdays: [1, 15]", 1, "content"),
            menu(f"when: {{date: [{TUESDAY}, {WEDNESDAY}], at: 11:00}}, copy: 看菜单"),
            rows_of("every: day", 28, 28, "今天有{{ item.name }}"),
            rows_of("every: day", 1, 28, "今天有{{ item.name }}"),
            rows_of("lunar: [1]", 1, 1, "看菜单"),
        ),
        outside=(
            rows_of("every: day", 1, 27, "今天有{{ item.name }}"),
            rows_of("every: day", 28, 29, "看菜单"),
            rows_of("every: day", 1, 28, "看菜单"),
            rotating("every: day", 27),
            rotating("every: day", 13, "content"),
            rotating("every: workday", 19),
            rotating("every: workday", 9, "content"),
            rotating("every: week, weekdays: [mon]", 3),
            rotating("every: week, weekdays: [mon, thu]", 7),
            rotating("every: 2 weeks, weekdays: [mon]", 1),
            rotating("every: 2 weeks, weekdays: [mon, thu]", 1, "content"),
            rotating("every: 3 weeks, weekdays: [mon]", 1),
            rotating("every: 3 weeks, weekdays: [mon, thu, sun]", 3),
            rotating("every: month, monthdays: [1, 15]", 1),
            rotating("every: month, monthdays: [1, 11, 21]", 1, "content"),
        ),
    ),
    # --- can it be read on a phone? ---
    "Q211": Boundary(
        inside=(
            turning(2),
            turning(4, copy="[一, 二, 三, 四]"),
            turning(15, copy="'今天有{{ item.name }}'", before=15),
            turning(14, copy="'今天有{{ item.name }}'", before=20),
            turning(3, copy="['今天有{{ item.name }}', '晚上有{{ item.name }}']"),
        ),
        outside=(
            turning(3),
            turning(5),
            turning(13, copy="'今天有{{ item.name }}'", before=14),
            turning(1, copy="['今天有{{ item.name }}', '晚上有{{ item.name }}']", before=4),
        ),
    ),
    "Q301": Boundary(
        inside=(
            copied("今日菜单", "字" * 116),
            copied("今日 菜单", "字" * 58 + " " + "字" * 58, ""),
            copied("今日菜单〔例：鱼〕", "字" * 115),
            "pack: {variables: {store: {default: 小馆}}}\n" + copied("今日菜单{{ store }}", "字" * 114),
        ),
        outside=(
            copied("今日菜单", "字" * 117),
            copied("今日菜单〔例：鱼〕", "字" * 116),
            "pack: {variables: {store: {default: 小馆}}}\n" + copied("今日菜单{{ store }}", "字" * 115),
        ),
    ),
    "Q302": Boundary(
        inside=(copied("今日菜单", *"鱼肉菜汤饭"), copied("今日菜单", *"鱼肉菜汤饭", "", "")),
        outside=(copied("今日菜单", *"鱼肉菜汤饭茶"), copied("今日菜单", "", *"鱼肉菜汤饭")),
    ),
    "Q303": Boundary(
        inside=(copied("菜单🐟🥩"), copied("菜单🇨🇳👨‍👩‍👧"), copied("菜单👍🏽☀️"), copied("菜单★→①")),
        outside=(copied("菜单🐟🥩🥬"), copied("菜单🐟", "肉🥩", "菜🥬"), copied("菜单🇨🇳👨‍👩‍👧☀️")),
    ),
    "Q304": Boundary(
        inside=(
            copied("今" * 16, "字" * 17),
            copied("今 天" * 8),
            copied("今" * 15 + "〔例：鱼〕", "看图"),
            copied("今" * 16 + "，" + "字" * 9),
            copied("今" * 16 + "🐟" + "字" * 9),
        ),
        outside=(
            copied("今" * 17),
            copied("今" * 17 + "，看图"),
            copied("今" * 15 + "〔例：鱼汤〕", "看图"),
            copied("今" * 15 + "{{ store }}"),
        ),
    ),
    "Q305": Boundary(
        inside=(
            menu("copy: 今天有鱼"),
            menu("copy: '今天有{{ store }}'"),
            menu("copy: 今天有〔菜〕, short: 营业"),
            menu("copy: '今天有{{ dish }}'", variable("dish")),
            menu("short: '{{ store }}开着'", variable("store")),
            menu("short: '有{{ dish }}'", variable("dish", ", default: 例汤")),
            menu("short: '有{{ dish }}'", variable("dish", ", default: 例汤, example: 鱼")),
            menu(
                "rotate: dish, short: '有{{ item.name }}'",
                variable("dish", TABLE + ", default: [{name: 鱼}]"),
            ),
            owned("{short: '有{{ dish }}'}", variable("dish"), "{dish: 鱼}"),
            owned("{copy: '有{{ dish }}'}", variable("dish"), "{}"),
        ),
        outside=(
            menu("copy: 今天有〔菜〕"),
            menu("copy: [今天有鱼, 今天有〔例：鱼〕]"),
            menu("short: '有{{ dish }}'", variable("dish")),
            menu("short: '有{{ dish }}'", variable("dish", ", example: 鱼")),
            menu("copy: 今天有〔菜〕, short: '{{ store }}有{{ dish }}'", variable("dish")),
            menu(
                "rotate: dish, short: '有{{ item.name }}'",
                variable("dish", TABLE + ", example: [{name: 鱼}]"),
            ),
            owned("{short: '有{{ dish }}'}", variable("dish"), "{}"),
        ),
    ),
    "Q307": Boundary(
        inside=(
            menu("copy: '{{ store }}有鱼'"),
            menu("short: '{{store}}开着'"),
            menu("notes: '{x} 和 ｛新品｝ 摆出来'"),
            "rules: {ask: '找{{ store }}的店员'}",
            "summary: '{{ store }}的群'",
            "positioning: {who: '{{ store }}的客人'}",
            "calendar: {sops: {welfare: {groups: ['{}群'], slots: {menu: {copy: '{{ store }}有鱼'}}}}}",
        ),
        outside=(
            menu("title: '{{store}}的菜单'"),
            menu("notes: '{店名}的照片'"),
            menu("media: ['${store}门头']"),
            menu("offer: null, notes: '｛｛store｝｝的照片'"),
            "pack: {roles: {host: {title: 群主, duty: '管{{ store }}'}}}",
            "calendar: {title: '{{ store }}'}",
            "calendar: {staff: {host: '{store}老王'}}",
            "calendar: {sops: {welfare: {groups: ['{{ store }}一群']}}}",
            "calendar: {sops: {welfare: {slots: {menu: {title: '{{ store }}的菜单'}}}}}",
        ),
    ),
    "Q306": Boundary(
        inside=(menu(f"short: {'字' * 60}"), menu(f"short: '{'字' * 30} {'字' * 30}'")),
        outside=(menu(f"short: {'字' * 61}"), menu("short: '" + "字" * 59 + "{{ store }}'")),
    ),
    # --- offers ---
    "Q450": Boundary(
        inside=(other_offer("discount", **SALE), other_offer("gift", **GIFT), menu("offer: null")),
        outside=tuple(
            other_offer(kind, **{**SALE, "base": None}) for kind in ("discount", "group-buy", "flash-sale")
        ),
    ),
    "Q451": Boundary(
        inside=(other_offer("flash-sale", **SALE), other_offer("gift", **GIFT)),
        outside=tuple(
            other_offer(kind, **{**SALE, lacks: None})
            for kind in ("discount", "group-buy", "flash-sale")
            for lacks in ("ends", "limit")
        ),
    ),
    "Q452": Boundary(
        inside=(other_offer("gift", **GIFT), other_offer("discount")), outside=without("gift", GIFT)
    ),
    "Q453": Boundary(
        inside=(
            lottery(prize()),
            lottery(prize(quantity=None, probability="千分之一"), prize(name="小菜")),
            other_offer("gift"),
        ),
        outside=(
            *(lottery(prize(), **{name: None}) for name in LOTTERY),
            other_offer("lottery", **LOTTERY),
            *(lottery(prize(**{name: None})) for name in PRIZE),
            lottery(prize(), prize(name="小菜", quantity=None)),
        ),
    ),
    "Q454": Boundary(
        inside=(lottery(prize(value="50000")), lottery(prize(value="25000"), chances="2"), draw(value=0)),
        outside=(
            lottery(prize(value="50001")),
            lottery(prize(value="25001"), chances="2"),
            lottery(prize(), prize(name="车", value="50001")),
        ),
    ),
    "Q455": Boundary(
        inside=(
            other_offer("referral", levels="1", pay_basis="direct-sale"),
            other_offer("referral", levels="0", entry_fee="0"),
            other_offer("referral"),
        ),
        outside=(
            other_offer("referral", levels="2"),
            other_offer("referral", entry_fee="1"),
            other_offer("referral", pay_basis="headcount"),
            other_offer("referral", pay_basis="team-sales"),
        ),
    ),
    "Q456": Boundary(
        inside=(other_offer("referral", levels="2"), other_offer("gift")),
        outside=(other_offer("referral"), other_offer("referral", levels="1")),
    ),
    "Q461": Boundary(
        inside=(
            other_offer("flash-sale", **SALE, **RUSH),
            other_offer("group-buy", **SALE, people="2", fallback="退款"),
            other_offer("discount", **SALE),
        ),
        outside=(
            *(other_offer("flash-sale", **SALE, **{**RUSH, lacks: None}) for lacks in RUSH),
            other_offer("group-buy", **SALE, people="2"),
            other_offer("group-buy", **SALE, fallback="退款"),
        ),
    ),
    # --- what a text promises ---
    "Q457": Boundary(
        inside=tuple(
            f"slots: {{sale: {{copy: 今晚{fold}折, offer: {{kind: discount, people: null, fallback: null, {facts}}}}}}}"
            for fold, facts in (
                ("8", "base_price: 100, price: 80"),
                ("8.1", "base_price: 100, price: 80"),
                ("7.9", "base_price: 100, price: 80"),
                ("5", "base_price: 100, price: null"),
                ("5", "price: 80"),
                ("85", "base_price: 100, price: 85"),
                ("八五", "base_price: 100, price: 85"),
                ("80", "base_price: 100, price: 80"),
            )
        ),
        outside=tuple(
            f"slots: {{sale: {{copy: {text}, offer: {{kind: discount, people: null, fallback: null, {facts}}}}}}}"
            for text, facts in (
                ("今晚8.2折", "base_price: 100, price: 80"),
                ("今晚7.8折", "base_price: 100, price: 80"),
                ("不是8折，是 7 折", "base_price: 100, price: 80"),
                ("今晚85折", "base_price: 100, price: 80"),
                ("今晚八五折", "base_price: 100, price: 80"),
            )
        ),
    ),
    "Q458": Boundary(
        inside=(
            menu("copy: 今晚没有拼团"),
            menu("copy: 今晚不参加什么拼团"),
            menu("type: content, copy: 今晚拼团"),
            "slots: {sale: {copy: 今晚拼团}}",
        ),
        outside=(
            menu("copy: 今晚不参加隔壁店拼团"),
            menu("copy: 今晚不营业，拼团"),
            copied("今晚不营业", "拼团"),
            menu("copy: 今晚没有拼团，有秒杀"),
        ),
    ),
    "Q459": Boundary(
        inside=(
            menu(f"when: {{date: {TUESDAY}, at: 11:00}}, copy: 最后一天，回1"),
            menu("copy: 最后一碗，回1"),
        ),
        outside=(menu("copy: 最后3天，回1"), menu("copy: [看图, 最后1天]")),
    ),
    "Q460": Boundary(
        inside=(draw(text="回1抽汤，规则见图"), draw(text="回1抽汤，见群公告"), menu("copy: 抽空来坐坐")),
        outside=(draw(text="回1抽汤，见图"),),
    ),
    "Q462": Boundary(
        inside=(
            menu("way: mass-send"),
            menu("way: post", "welcome: null"),
            menu("way: private"),
            menu("way: mass-send, copy: [不想收回退订, 静音就好]", "welcome: null"),
        ),
        outside=(
            menu("way: mass-send", "welcome: null"),
            menu("way: private", "welcome: null"),
            menu("way: mass-send, copy: [不想收回退订, 看菜单]", "welcome: null"),
            menu("way: mass-send, copy: 不满意退款", "welcome: 不发广告，不满意退货"),
        ),
    ),
    "Q463": Boundary(
        inside=("welcome: null", welcome("不发广告", "", "随时可退"), welcome("不发广告", "", "可设静音")),
        outside=(welcome("不发广告", "", "包退款"), welcome("不发广告", "", "包退换")),
    ),
    # --- what the platforms allow ---
    "Q607": Boundary(
        inside=(
            "calendar: {sops: {welfare: {groups: [一群, 二群, 三群, 四群, 五群]}}}",
            "calendar: {ends: 2026-12-02, sops: {welfare: {starts: [2026-12-02], groups: [一, 二, 三, 四, 五, 六]}}}",
        ),
        outside=("calendar: {sops: {welfare: {groups: [一群, 二群, 三群, 四群, 五群, 六群]}}}",),
    ),
    "Q608": Boundary(
        inside=(
            more("2026-12-08 09:00", "2026-12-09 00:00", way="mass-send"),
            more(*on(WEDNESDAY, 2), way="post"),
        ),
        outside=(more("2026-12-09 00:00", "2026-12-09 21:00", way="mass-send"),),
    ),
    "Q609": Boundary(
        inside=(
            menu("way: moments, media: [一, 二, 三, 四, 五, 六, 七, 八, 九]"),
            menu("way: post, media: [一, 二, 三, 四, 五, 六, 七, 八, 九, 十]"),
            menu(f"way: moments, copy: {'字' * 2000}"),
        ),
        outside=(
            menu("way: moments, media: [一, 二, 三, 四, 五, 六, 七, 八, 九, 十]"),
            menu(f"way: moments, copy: {'字' * 2001}"),
            menu(f"way: moments, copy: [看图, {'字' * 2001}]"),
        ),
    ),
    "Q610": Boundary(
        inside=(
            menu("way: mass-send, media: [一, 二, 三, 四, 五, 六, 七, 八, 九]"),
            menu("way: moments, media: [一, 二, 三, 四, 五, 六, 七, 八, 九, 十]"),
            menu(f"way: mass-send, copy: {'字' * 4000}"),
            menu(f"way: post, copy: {'字' * 4001}"),
        ),
        outside=(
            menu("way: mass-send, media: [一, 二, 三, 四, 五, 六, 七, 八, 九, 十]"),
            menu(f"way: mass-send, copy: {'字' * 4001}"),
        ),
    ),
    # --- what a calendar forgets: midwinter is on 2026-12-22 ---
    "Q801": Boundary(
        inside=(
            "today: 2026-11-21\ncalendar: {starts: 2026-11-01, sops: {welfare: {slots: {festival: null}}}}",
            "calendar: {starts: 2026-12-23, sops: {welfare: {slots: {festival: null}}}}",
            "calendar: {ends: 2026-12-21, sops: {welfare: {slots: {festival: null}}}}",
            "calendar: {closed: [2026-12-22], sops: {welfare: {slots: {festival: null}}}}",
        ),
        outside=(
            "calendar: {starts: 2026-11-22, sops: {welfare: {slots: {festival: null}}}}",
            "calendar: {starts: 2026-12-22, sops: {welfare: {slots: {festival: null}}}}",
            "calendar: {ends: 2026-12-22, sops: {welfare: {slots: {festival: null}}}}",
            "calendar: {closed: [2026-12-21, 2026-12-23], sops: {welfare: {slots: {festival: null}}}}",
        ),
    ),
    "Q802": Boundary(
        inside=(
            PROMISED,
            f"{PROMISED}\nslots: {{tip: {{pace: full}}}}",
            f"{NEEDED}\nslots: {{tip: {{pace: full}}}}\ncalendar: {{pace: light}}",
            f"{NEEDED}\ncalendar: {{sops: {{welfare: {{slots: {{tip: null}}}}}}}}",
            f"{PROMISED}\nslots: {{tip: {{title: 厨房的, pace: full}}, vote: {{title: 厨房的事}}}}\ncalendar: {{pace: light}}",
            "slots: {menu: {copy: 今晚16:00截单}, booking: {pace: full}}\ncalendar: {pace: light}",
            *(f"{EVENING.format(words)}\n{AT_SEVEN}" for words in PROMISED_HOURS),
            f"{EVENING.format('傍晚')}\nslots: {{tip: {{pace: full, when: {{at: 19:30}}}}}}\ncalendar: {{pace: light}}",
            *(f"{EVENING.format(words)}\n{AT_SEVEN}\ncalendar: {{pace: light}}" for words in OTHER_HOURS),
        ),
        outside=(
            f"{PROMISED}\nslots: {{tip: {{pace: full}}}}\ncalendar: {{pace: light}}",
            f"{PROMISED}\nslots: {{tip: {{pace: full}}}}\ncalendar: {{pace: standard}}",
            f"{PROMISED}\ncalendar: {{sops: {{welfare: {{slots: {{tip: null}}}}}}}}",
            f"{HOURLY}\ncalendar: {{sops: {{welfare: {{slots: {{tip: null}}}}}}}}",
            f"{HOURLY}\ncalendar: {{sops: {{welfare: {{slots: {{tip: {{when: {{at: 15:30}}}}}}}}}}}}",
            *(f"{EVENING.format(words)}\n{AT_SEVEN}\ncalendar: {{pace: light}}" for words in PROMISED_HOURS),
            "slots: {menu: {copy: 回看厨房的事}, tip: {pace: full}}\ncalendar: {pace: light}",
            "rules: {service: 每月一回厨房的事}\nslots: {tip: {pace: full}}\ncalendar: {pace: light}",
        ),
    ),
    "Q803": Boundary(
        inside=(
            closed("2026-12-21", "2026-12-22"),
            closed("2026-12-19"),
            closed("2026-12-22", days="0"),
            closed("2026-12-01", days="0") + "\ntoday: 2026-12-02",
            ROUND.format(ROUND_SLOTS, "2026-12-03"),
        ),
        outside=(
            closed("2026-12-20"),
            closed("2026-12-20", "2026-12-19"),
            closed("2026-12-19/2026-12-22"),
            closed("2026-12-22", days="[0, 2]"),
            ROUND.format(ROUND_SLOTS, "2026-12-01"),
        ),
    ),
    "Q804": Boundary(
        inside=(
            closed("2026-12-21"),
            closed("2026-12-23"),
            closed("2026-12-22", copy="[后天包, 明天包, 今天包]"),
            closed("2026-12-20"),
            closed("2026-12-17/2026-12-22"),
        ),
        outside=(
            closed("2026-12-22"),
            closed("2026-12-20", "2026-12-22"),
            closed("2026-12-22", copy="[后天包, 明天包, 今晚开奖]"),
            closed("2026-12-22", days="0", copy="今天来取"),
        ),
    ),
    "Q805": Boundary(
        inside=(
            filled("tip: {copy: '今天的{{ dish }}'}"),
            filled("tip: {short: '{{ dish }}'}"),
            filled("menu: {}") + "\nwelcome: '{{ dish }}，不发广告，随时可退'",
            filled("menu: {}") + "\nrules: {service: '{{ dish }}'}",
        ),
        outside=(
            filled("menu: {}"),
            filled("tip: {pace: standard, copy: '今天的{{ dish }}'}"),
            filled("tip: null"),
        ),
    ),
    "Q806": Boundary(
        inside=(
            past("tip: {when: {date: 2026-11-22, at: 15:00}}"),
            past("tip: {when: {date: [2026-11-01, 2026-11-30], at: 15:00}}"),
            past("tip: {when: {festival: dongzhi, at: 15:00}}"),
            past("tip: {when: {date: 2026-12-24, at: 15:00}}", "closed: [2026-12-20/2026-12-23]"),
            past("tip: {when: {date: 2026-12-24, at: 15:00}}", "ends: 2026-12-24"),
            past("tip: {pace: full, when: {date: 2026-12-24, at: 15:00}}", "pace: light, ends: 2026-12-01"),
            past("tip: {}", "ends: 2026-11-22"),
            past("tip: {}", "closed: [2026-11-05]"),
            "calendar: {sops: {welfare: {starts: [2026-11-01, 2026-11-20]}}}\n" + ONLY_A_ROUND,
        ),
        outside=(
            past("tip: {when: {date: 2026-11-21, at: 15:00}}"),
            past("tip: {when: {date: [2026-11-01, 2026-11-02], at: 15:00}}"),
            past("tip: {when: {date: 2026-12-24, at: 15:00}}", "closed: [2026-12-20/2026-12-26]"),
            past("tip: {when: {date: 2026-12-24, at: 15:00}}", "ends: 2026-12-23"),
            past("tip: {}", "ends: 2026-11-21"),
            past("tip: {}", "closed: [2026-10-05, 2026-12-07]"),
            "calendar: {sops: {welfare: {starts: [2026-11-01, 2026-11-19]}}}\n" + ONLY_A_ROUND,
            "calendar: {pace: light}\n" + ONLY_A_ROUND.replace("type", "pace: full, type"),
        ),
    ),
    "Q807": Boundary(
        inside=(
            "slots: {tip: {when: {every: day, at: 15:00}, copy: [一, 二, 三, 四, 五, 六, 日]}}",
            shut("{every: day, at: 15:00}", "[一, 二, 三, 四, 五, 六]"),
            shut("{every: day, at: [9:00, 15:00]}", "[一, 二, 三, 四, 五, 六, 日]"),
            shut("{every: day, at: 15:00}", "[一, 一, 一, 一, 一, 一, 二, 二]"),
            shut("{every: week, weekdays: [sat, sun], at: 15:00}", "[一, 二]"),
            shut("{date: [2026-12-13, 2026-12-14, 2026-12-15], at: 15:00}", "[一, 二]"),
        ),
        outside=(
            shut("{every: day, at: 15:00}", "[一, 二, 三, 四, 五, 六, 日]"),
            shut("{every: week, weekdays: [sun], at: 15:00}", "[一, 二]"),
            shut("{date: [2026-12-13, 2026-12-14], at: 15:00}", "[一, 二]"),
        ),
    ),
    "Q808": Boundary(
        inside=(
            riddles("[一, 二, 三]"),
            riddles("[一, 二]").replace("once: true, ", ""),
            riddles("[一, 二]", "closed: [2026-12-14]"),
            riddles("[一, 二]", "ends: 2026-12-13"),
        ),
        outside=(
            riddles("[一]"),
            riddles("[一, {text: 二, answer: 底}]"),
            riddles("[一, 二, 三]", "starts: 2026-11-16"),
            riddles("[一, 二]", "starts: 2026-10-05"),
        ),
    ),
}
