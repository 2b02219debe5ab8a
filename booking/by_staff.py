"""What the salon's own people did in the diary for one customer since a moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booking import records
from booking.records import Booking
from booking.status import Status
from foundation.db import Bound
from foundation.ids import BookingId, ConversationId, CustomerId


class Change(StrEnum):
    """What became of a visit on the whole."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Done:
    """One visit as it stands now, by whom it was changed last: `operator:<uuid>`."""

    change: Change
    booking: Booking
    by: str


_GONE = frozenset({Status.CANCELLED, Status.EXPIRED})
_TOUCHED = """
SELECT h.booking_id, min(h.seq), bool_or(h.cause = 'rescheduled'),
       (array_agg(h.actor ORDER BY h.seq DESC))[1]
  FROM booking_history h JOIN bookings b USING (salon_id, booking_id)
 WHERE h.salon_id = %s AND h.at > %s AND starts_with(h.actor, 'operator:')
   AND (b.conversation_id = %s OR b.customer_id = %s)
 GROUP BY h.booking_id, b.starts_at ORDER BY b.starts_at
"""


async def since(
    tx: Bound,
    moment: datetime,
    conversation_id: ConversationId,
    customer_id: CustomerId | None,
) -> tuple[Done, ...]:
    """Tell what operators booked, moved, cancelled for them; what came to nothing is left out."""
    values = (tx.salon_id, moment, conversation_id, customer_id)
    done = []
    for number, first, moved, actor in await tx.rows(_TOUCHED, values):
        booking = await records.read(tx, BookingId(number))
        change = _change(booking, new=first == 1, moved=moved)
        if change is not None:
            done.append(Done(change, booking, actor))
    return tuple(done)


def _change(booking: Booking, *, new: bool, moved: bool) -> Change | None:
    """Tell what it comes to: made and given up again is nothing, made and moved is made."""
    if booking.status in _GONE:
        return None if new else Change.CANCELLED
    if new:
        return Change.BOOKED
    return Change.MOVED if moved else None
