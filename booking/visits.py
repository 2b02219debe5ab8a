"""What a customer had at the salon, across all that they are known as."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.plan import Want
from booking.pricing import Guest
from booking.status import Status
from booking.usual import Had, Wanted
from booking.usual import usual as reckoned
from foundation.db import Bound
from foundation.ids import BookingId, CustomerId, ServiceId, StaffId
from foundation.money import Money

MOST = 500
"""Rows that one question gets at most."""

_LOOKED_AT = 50  # visits: beyond them the oldest weigh nothing any more

_VISITS = """
SELECT b.booking_id, b.customer_id, b.status, b.starts_at, b.ends_at, b.price_minor, b.currency,
       (SELECT json_agg(json_build_array(s.service_id, s.staff_id, s.addons) ORDER BY s.position)
          FROM booking_segments s
          WHERE s.salon_id = b.salon_id AND s.booking_id = b.booking_id)::text
  FROM bookings b
  WHERE b.salon_id = %s AND b.customer_id = ANY (ARRAY(SELECT person_rows(%s, %s)))
    AND (b.starts_at, b.booking_id)
        < (coalesce(%s::timestamptz, 'infinity'), coalesce(%s::uuid, b.booking_id))
  ORDER BY b.starts_at DESC, b.booking_id DESC LIMIT %s
"""
# What they cannot have any more is not their usual; the time of a class is not theirs to choose.
_HAD = """
SELECT b.starts_at,
       (SELECT json_agg(json_build_array(s.service_id, s.staff_id, s.addons) ORDER BY s.position)
          FROM booking_segments s
          WHERE s.salon_id = b.salon_id AND s.booking_id = b.booking_id)::text
  FROM bookings b
  WHERE b.salon_id = %s AND b.customer_id = ANY (ARRAY(SELECT person_rows(%s, %s)))
    AND b.status IN ('confirmed', 'checked_in', 'completed')
    AND NOT EXISTS (
      SELECT FROM booking_segments s
        JOIN services v ON v.salon_id = s.salon_id AND v.service_id = s.service_id
        JOIN staff w ON w.salon_id = s.salon_id AND w.staff_id = s.staff_id
        WHERE s.salon_id = b.salon_id AND s.booking_id = b.booking_id
          AND (NOT v.active OR NOT w.active OR s.class_id IS NOT NULL))
  ORDER BY b.starts_at DESC LIMIT %s
"""
# What they, or the salon for them, have said their usual is.
_STATED = """
SELECT v.service_id, w.staff_id
  FROM customers c
  JOIN services v ON v.salon_id = c.salon_id AND v.active
    AND v.service_id::text = c.preferences ->> 'usual_service'
  LEFT JOIN staff w ON w.salon_id = c.salon_id AND w.active
    AND w.staff_id::text = c.preferences ->> 'usual_stylist'
  WHERE c.salon_id = %s AND c.customer_id = person_root(%s, %s)
"""
# A visit that is over took place unless somebody said otherwise: few salons tick off every one.
_GUEST = """
WITH past AS (
  SELECT b.status, b.starts_at FROM bookings b
    WHERE b.salon_id = %s AND b.customer_id = ANY (ARRAY(SELECT person_rows(%s, %s)))
      AND (b.status IN ('checked_in', 'completed', 'no_show')
           OR b.status = 'confirmed' AND b.ends_at <= %s)
)
SELECT NOT EXISTS (SELECT FROM past WHERE status <> 'no_show'),
       coalesce((SELECT status = 'no_show' FROM past ORDER BY starts_at DESC LIMIT 1), false)
"""


@dataclass(frozen=True, slots=True)
class Past:
    """One booking of a person, whatever became of it; `customer_id` is whom it was made for."""

    booking_id: BookingId
    customer_id: CustomerId
    status: Status
    starts_at: datetime
    ends_at: datetime
    price: Money
    wants: Wanted

    @property
    def place(self) -> tuple[datetime, UUID]:
        """Give where it stands in the list, to go on from there."""
        return self.starts_at, self.booking_id


async def visits(
    tx: Bound,
    customer_id: CustomerId,
    *,
    before: tuple[datetime, UUID] | None = None,
    most: int = 50,
) -> tuple[Past, ...]:
    """Give the person's bookings, the latest first; those `before` a `Past.place`."""
    moment, last = before or (None, None)
    found = await tx.rows(
        _VISITS, (tx.salon_id, tx.salon_id, customer_id, moment, last, min(most, MOST))
    )
    return tuple(
        Past(
            BookingId(booking_id),
            CustomerId(customer),
            Status(status),
            starts_at,
            ends_at,
            Money(minor, currency),
            _wants(segments),
        )
        for booking_id, customer, status, starts_at, ends_at, minor, currency, segments in found
    )


async def usual(tx: Bound, customer_id: CustomerId, *, now: datetime) -> Wanted | None:
    """Give the person's usual as a wish: what they said it is, else what they had most.

    Only what can be had counts (`booking.usual`); None without one.
    """
    stated = await tx.rows(_STATED, (tx.salon_id, tx.salon_id, customer_id))
    for service, stylist in stated:
        return (Want(ServiceId(service), () if stylist is None else (StaffId(stylist),)),)
    found = await tx.rows(_HAD, (tx.salon_id, tx.salon_id, customer_id, _LOOKED_AT))
    return reckoned([Had(starts_at, _wants(segments)) for starts_at, segments in found], now)


async def guest(tx: Bound, customer_id: CustomerId, *, now: datetime) -> Guest:
    """Tell what deposits go by: whether the person was never here, stayed away the last time."""
    [(first_visit, missed)] = await tx.rows(_GUEST, (tx.salon_id, tx.salon_id, customer_id, now))
    return Guest(first_visit=first_visit, missed=missed)


def _wants(segments: str | None) -> Wanted:
    return tuple(
        Want(
            ServiceId(UUID(service)),
            (StaffId(UUID(staff)),),
            tuple(ServiceId(UUID(one)) for one in addons),
        )
        for service, staff, addons in json.loads(segments or "[]")
    )
