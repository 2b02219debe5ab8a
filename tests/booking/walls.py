"""Clock changes the slow way: every minute asked of the zone itself."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1).toordinal()


def local_minute(minute: int, zone: ZoneInfo) -> int:
    """Give the wall time of a UTC epoch minute, as minutes since the wall's own 1970."""
    wall = datetime.fromtimestamp(minute * 60, zone)
    return (wall.toordinal() - EPOCH) * 1440 + wall.hour * 60 + wall.minute


@lru_cache(maxsize=8)
def occurrences(zone: ZoneInfo, first: date, last: date) -> Mapping[int, list[int]]:
    """Give for each wall minute of the days (a day's margin around) when it comes, in UTC."""
    begin = (first.toordinal() - EPOCH - 2) * 1440
    end = (last.toordinal() - EPOCH + 4) * 1440
    found: dict[int, list[int]] = {}
    for minute in range(begin, end):
        found.setdefault(local_minute(minute, zone), []).append(minute)
    return found


def utc(wall: int, zone: ZoneInfo, day: date, *, closing: bool) -> int:
    """Turn one wall minute into UTC as the house promises: gaps move forward, the second closes."""
    found = occurrences(zone, day, day)
    if wall in found:
        return max(found[wall]) if closing else min(found[wall])
    before, after = next((a, b) for a, b in pairwise(sorted(found)) if a < wall < b)
    gap = after - before - 1
    moved = found[wall + gap]
    return min(moved)
