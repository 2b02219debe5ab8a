"""What a wish for time is resolved against."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from booking.catalogue import Week
from dialog.understand.signs import Kind, Sign
from dialog.understand.when.clock import halves

WAKING = 7 * 60, 22 * 60
"""Minutes in which people do what they make appointments for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The moment, the hours, the order dates are written in, what the last message offered.

    `bare`: a number alone is a clock, because a time was asked for. `picks`: an ordinal up to it
    picks a choice, it is no day. `starts`: the offered minutes of day. `moving`: "from X to Y"
    names the old time beside the new one. Without `opening` hours, people mean the waking ones,
    but 5:30 in figures is before noon, except to those who write the month first and have no
    24-hour clock; stretches that run are then told whole, though today's part of them is over.
    """

    now: datetime
    opening: Week | None = None
    month_first: bool = False
    bare: bool = False
    picks: int = 0
    starts: frozenset[int] = frozenset()
    moving: bool = False

    @property
    def today(self) -> date:
        """The salon's local day."""
        return self.now.date()

    def hours(self, day: date | None) -> tuple[int, int]:
        """Give opening and closing minute of that day, of the widest day when it is unknown."""
        opening = self.opening or {}
        stretches = opening.get(day.weekday()) if day else None
        if not stretches:
            stretches = tuple(one for week in opening.values() for one in week)
        if not stretches:
            return WAKING if self.opening is None else (0, 1440)
        return min(one[0] for one in stretches), max(one[1] for one in stretches)


def bare_clock(signs: Sequence[Sign], setting: Setting, counted: AbstractSet[int]) -> bool:
    """Whether the numbers of a message are clocks: while it is open, none of the `counted`."""
    opens, closes = setting.hours(None)
    return all(
        sign.value not in counted
        and any(opens <= one < closes for one in halves(sign.value * 60, sure=sign.sure))
        for sign in signs
        if sign.kind is Kind.NUMBER
    )
