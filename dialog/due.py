"""A visit that waits for its deposit."""

from dataclasses import dataclass
from datetime import datetime

from booking.plan import Segment
from booking.ranking import Slot
from foundation.ids import BookingId
from foundation.money import Money


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be paid for which visit until when (UTC); `rest` is left to pay at the salon.

    `visits` are each person's parts, `slot` the whole span with its first stylist, `bookings` all
    that the deposit is for.
    """

    bookings: tuple[BookingId, ...]
    visits: tuple[tuple[Segment, ...], ...]
    slot: Slot
    price: Money
    deposit: Money
    rest: Money
    until: datetime
