"""The bookings of a salon as a list, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.records import COLUMNS, Booking, booking
from booking.status import Status
from foundation.db import Bound

Place = tuple[datetime, UUID]
"""Where a booking stands in the list: its start, then its id."""

_LIST = f"""
SELECT {COLUMNS} FROM bookings
  WHERE salon_id = %b
    AND starts_at >= coalesce(%b::timestamptz, '-infinity')
    AND starts_at < coalesce(%b::timestamptz, 'infinity')
    AND (starts_at, booking_id) > (coalesce(%b::timestamptz, '-infinity'),
                                   coalesce(%b::uuid, '00000000-0000-0000-0000-000000000000'))
    AND (%b::text[] IS NULL OR status = ANY (%b::text[]))
    AND (%b::uuid IS NULL
         OR customer_id = ANY (ARRAY(SELECT person_rows(bookings.salon_id, %b::uuid))))
    AND (%b::uuid IS NULL AND %b::uuid IS NULL OR EXISTS (
      SELECT FROM booking_segments s
        WHERE (s.salon_id, s.booking_id) = (bookings.salon_id, bookings.booking_id)
          AND s.staff_id = coalesce(%b::uuid, s.staff_id)
          AND s.service_id = coalesce(%b::uuid, s.service_id)))
  ORDER BY starts_at, booking_id LIMIT %b
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which bookings: those that begin from `since` to before `until`, and so on; None for any."""

    since: datetime | None = None
    until: datetime | None = None
    statuses: Sequence[Status] = ()
    customer_id: UUID | None = None
    staff_id: UUID | None = None
    service_id: UUID | None = None


async def bookings(
    tx: Bound, sought: Sought, *, after: Place | None = None, most: int = 50
) -> tuple[Booking, ...]:
    """Give up to `most` bookings by their start, those `after` a place in the list."""
    moment, last = after or (None, None)
    statuses = [one.value for one in sought.statuses] or None
    person, stylist, service = sought.customer_id, sought.staff_id, sought.service_id
    values = (
        *(tx.salon_id, sought.since, sought.until, moment, last, statuses, statuses),
        *(person, person, stylist, service, stylist, service, most),
    )
    return tuple(booking(row) for row in await tx.rows(_LIST, values))
