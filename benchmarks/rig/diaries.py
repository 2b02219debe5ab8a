"""Made-up months for the slot engine: the scenarios, a diary without a database."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, LiteralString

from booking.calendar import epoch_minute
from booking.catalogue import Catalogue
from foundation.db import Row

_FIRST = date(2026, 10, 1)


def month(staff: int = 8, days: int = 30, bookings: int = 400) -> dict[str, Any]:
    """Make a month in Berlin with a clock change; its bookings are an hour long, spread evenly."""
    weekly = {str(weekday): [["09:00", "18:00"]] for weekday in range(6)}
    midnight = (_FIRST.toordinal() - date(1970, 1, 1).toordinal()) * 1440
    booked = []
    for number in range(bookings):
        visit, day = divmod(number // staff, days)
        start = midnight + day * 1440 + 420 + (visit * 4 + day) % 9 * 60
        booked.append([number % staff, start, start + 60])
    return {
        "tz": "Europe/Berlin",
        "from_date": _FIRST.isoformat(),
        "days": days,
        "grid_min": 15,
        "duration": 45,
        "buffer_after": 10,
        "staff": [
            {"id": number, "weekly": weekly, "breaks": {"2": [["12:00", "13:00"]]}}
            for number in range(staff)
        ],
        "bookings": booked,
    }


class Diary:
    """Answers as the database would: every stylist has three visits on each of six days."""

    def __init__(self, salon: Catalogue, begin: datetime) -> None:
        """Fill the days from `begin` (aware) on."""
        self._busy: list[Row] = []
        for day in range(6):
            for hour in (1, 3, 6):
                start = epoch_minute(begin + timedelta(days=day, hours=hour))
                self._busy += [(one.id, start, start + 45) for one in salon.staff]

    async def rows(self, _statement: LiteralString, _values: Sequence[object] = ()) -> list[Row]:
        """Give the visits, whatever is asked."""
        return self._busy
