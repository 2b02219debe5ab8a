"""What was said about days."""

from dataclasses import dataclass
from datetime import date

from dialog.understand.when import calendar
from dialog.understand.when.calendar import Stretch


@dataclass(frozen=True, slots=True)
class Days:
    """The readings of what was said about days, nearest first.

    `weekday`: a plain weekday, that another day beside it can place. `week`: a loose place in
    time ("in two weeks") whose week a weekday beside it can narrow. `number`: a day of some month,
    that a weekday beside it can place. `until`: it begins only because today does. `soon`: as early
    as possible.
    """

    readings: tuple[Stretch, ...]
    weekday: int | None = None
    week: bool = False
    number: int | None = None
    until: bool = False
    soon: bool = False


Found = tuple[Days, int] | None
"""Days with the place after them."""


def single(day: date | None, end: int, *, week: bool = False) -> Found:
    """Make what was found of one day; nothing of a day that the calendar does not have."""
    return (Days((calendar.one(day),), week=week), end) if day else None
