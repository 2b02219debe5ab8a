"""A time that became free, offered to one customer who waits, until a deadline."""

from dataclasses import dataclass
from datetime import datetime

from booking.plan import Segment
from booking.ranking import Slot
from foundation.ids import EntryId, OfferId, ServiceId
from foundation.money import Money


@dataclass(frozen=True, slots=True)
class Invited:
    """An offer as the customer is told of it; `visits` are the parts kept for each person.

    `slot` is the whole span with the first stylist, `price` the total, `until` the deadline (UTC).
    `asked` is how many choices had been offered when it was told: what is asked later is newer.
    """

    offer: OfferId
    entry: EntryId
    slot: Slot
    visits: tuple[tuple[Segment, ...], ...]
    price: Money
    until: datetime
    asked: int = 0

    @property
    def services(self) -> tuple[ServiceId, ...]:
        """Give the services of one person's visit, in order."""
        return tuple(one.service for one in self.visits[0])
