"""What kind of day a date is: day off, make-up day, festival, solar term.

The door to chinesecalendar (days off and make-up days as the State Council announced them) and to borax
(lunar dates and solar terms, 1900-2100). A year that neither a holidays file nor the library covers is
unknown: it has the statutory days off and nothing else.
"""

from qunli.almanac.almanac import Almanac
from qunli.almanac.days_off import Holidays, read_holidays
from qunli.almanac.festivals import Festival, Festivals, LunarFestival, SolarFestival
from qunli.almanac.moon import lunar_date, lunar_month_day
from qunli.almanac.rules import TERMS

__all__ = [
    "TERMS",
    "Almanac",
    "Festival",
    "Festivals",
    "Holidays",
    "LunarFestival",
    "SolarFestival",
    "lunar_date",
    "lunar_month_day",
    "read_holidays",
]
