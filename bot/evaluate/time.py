"""Time expressions read by the product, written in the form that answers are compared in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from dialog.understand.reading import When
from dialog.understand.timing import read_time

_MONTH_FIRST = frozenset({"en", "en-US"})
"""Languages, as the files name them, whose 4/25 is a day in April."""

_MIDNIGHT = 1440

Line = Mapping[str, object]


def predict(item: Line) -> Line | None:
    """Read one item, {"id", "text", "lang", "ref"}; None when no time was found.

    Raises KeyError for a missing field, ValueError for a `ref` that is no date and time.
    """
    lang, now = str(item["lang"]), datetime.fromisoformat(str(item["ref"]))
    timed = read_time(str(item["text"]), now, locale=lang[:2], month_first=lang in _MONTH_FIRST)
    if not timed.when:
        return None
    through = _through(timed.when) if timed.any_when else None
    return {"id": item["id"], **(through or value(timed.when[0], now))}


def value(when: When, now: datetime) -> dict[str, str]:
    """Translate a reading: ranges end before their `end`."""
    if when.soon:
        return {"type": "after", "start": _moment(now.date(), now.hour * 60 + now.minute)}
    if when.start is None and when.end is None:
        return _days(when)
    start = None if when.start is None else _moment(when.first, when.start)
    end = None if when.end is None else _moment(when.last, when.end)
    if when.exact and start is not None:
        return {"type": "time" if when.first is None else "datetime", "start": start}
    if start is not None and end is not None:
        return {"type": "range", "start": start, "end": end}
    return (
        {"type": "before", "end": end or ""} if start is None else {"type": "after", "start": start}
    )


def _through(nights: Sequence[When]) -> dict[str, str] | None:
    """Join the days of "Friday 3 pm to Saturday noon" again, which the product keeps apart."""
    first, last = nights[0], nights[-1]
    if first.end != _MIDNIGHT or first.start is None or last.start is not None or not last.end:
        return None
    return {
        "type": "range",
        "start": _moment(first.first, first.start),
        "end": _moment(last.last, last.end),
    }


def _days(when: When) -> dict[str, str]:
    first, last = when.first, when.last
    if when.until and last is not None:
        return {"type": "before", "end": last.isoformat()}
    if first is None:
        return {}
    if last is None:
        return {"type": "after", "start": first.isoformat()}
    if first == last:
        return {"type": "date", "start": first.isoformat()}
    return {
        "type": "range",
        "start": first.isoformat(),
        "end": (last + timedelta(days=1)).isoformat(),
    }


def _moment(day: date | None, minute: int) -> str:
    """Write a minute of a day; minute 1,500 is one at night of the next."""
    clock = f"{minute // 60 % 24:02d}:{minute % 60:02d}"
    return f"{day + timedelta(days=minute // 1440)}T{clock}" if day else clock
