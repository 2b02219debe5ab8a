"""Understood values in one line, for the operator's trace."""

from collections.abc import Iterable, Sequence
from datetime import date

from dialog.understand.reading import When
from dialog.understand.tokens import Token

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_APART = 4
"""Tokens between two parts of a span before it is shown as two."""


def describe(when: When) -> str:
    """Print a reading: "Fri 27 Nov 16:00-", "Mon 30 Nov - Sun 6 Dec", "at 17:00"."""
    parts = [_days(when), _clock(when)]
    return " ".join(part for part in parts if part)


def span_text(text: str, found: Sequence[Token], used: Iterable[int]) -> str:
    """Give the customer's own words for the tokens, parts far apart joined by dots."""
    places = sorted(used)
    runs: list[list[int]] = []
    for place in places:
        if runs and place - runs[-1][1] <= _APART:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return " ... ".join(text[found[low].lo : found[high].hi] for low, high in runs)


def _days(when: When) -> str:
    if when.first is None:
        return ""
    if when.last is None:
        return f"from {_day(when.first)}"
    return (
        _day(when.first) if when.first == when.last else f"{_day(when.first)} - {_day(when.last)}"
    )


def _day(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def _clock(when: When) -> str:
    if when.start is None and when.end is None:
        return ""
    if when.exact and when.start is not None:
        return f"at {_minute(when.start)}"
    return f"{_minute(when.start)}-{_minute(when.end)}"


def _minute(minute: int | None) -> str:
    return "" if minute is None else f"{minute // 60:02d}:{minute % 60:02d}"
