"""Moments, also wished ones, in the words of pages, in the salon's zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from dialog.phrases import titles
from dialog.understand.reading import When

_DAY = 24 * 60
_WORDS = {
    "en": {"from": "from {}", "until": "until {}", "or": " or ", "now": "now"},
    "de": {"from": "ab {}", "until": "bis {}", "or": " oder ", "now": "jetzt"},
    "fr": {"from": "dès {}", "until": "jusqu'à {}", "or": " ou ", "now": "à l'instant"},
    "es": {"from": "desde {}", "until": "hasta {}", "or": " o ", "now": "ahora"},
    "it": {"from": "da {}", "until": "fino a {}", "or": " o ", "now": "ora"},
    "pt": {"from": "desde {}", "until": "até {}", "or": " ou ", "now": "agora"},
    "nl": {"from": "vanaf {}", "until": "tot {}", "or": " of ", "now": "nu"},
}


def said_at(at: datetime, now: datetime, zone: ZoneInfo, locale: str) -> str:
    """Print when something was said: "14:05" today, "Mon 23 Nov, 14:05" before."""
    local = at.astimezone(zone)
    clock = titles.clock(local)
    today = local.date() == now.astimezone(zone).date()
    return clock if today else f"{titles.short_day(local.date(), locale)}, {clock}"


def visit(start: datetime, end: datetime | None, locale: str) -> str:
    """Print a visit: "Fri 27 Nov, 17:00-17:45"; `start` and `end` are the salon's wall time."""
    until = f"-{titles.clock(end)}" if end else ""
    return f"{titles.short_day(start.date(), locale)}, {titles.clock(start)}{until}"


def wishes(readings: tuple[When, ...], locale: str) -> str:
    """Print what was asked for: "Fri 27 Nov, from 16:00"."""
    printed = (wish(one, locale) for one in readings)
    return _WORDS[locale]["or"].join(dict.fromkeys(one for one in printed if one))


def wish(when: When, locale: str) -> str:
    """Print one reading of a wish; "" for one that says nothing."""
    return ", ".join(part for part in (_days(when, locale), _hours(when, locale)) if part)


def since(at: datetime, now: datetime, zone: ZoneInfo, locale: str = "en") -> str:
    """Print how long ago, short: "now", "3 min", "2 h", "Mon", "12 Nov"."""
    minutes = int((now - at) / timedelta(minutes=1))
    if minutes < 1:
        return _WORDS[locale]["now"]
    if minutes < 60:
        return f"{minutes} min"
    if minutes < _DAY:
        return f"{minutes // 60} h"
    pattern = "EEE" if minutes < 6 * _DAY else "d MMM"
    return format_date(at.astimezone(zone).date(), pattern, locale=locale)


def _days(when: When, locale: str) -> str:
    if when.first is None:
        return ""
    first = titles.short_day(when.first, locale)
    if when.last is None:
        return _WORDS[locale]["from"].format(first)
    return first if when.first == when.last else f"{first} - {titles.short_day(when.last, locale)}"


def _hours(when: When, locale: str) -> str:
    words = _WORDS[locale]
    if when.start is None:
        return "" if when.end is None else words["until"].format(_clock(when.end))
    if when.exact:
        return _clock(when.start)
    if when.end is None or when.end >= _DAY:
        return words["from"].format(_clock(when.start))
    return f"{_clock(when.start)}-{_clock(when.end)}"


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
