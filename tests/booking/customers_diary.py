"""Customers with visits in the demo salon's diary, written past the desk."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
from psycopg import sql

from booking.catalogue import Catalogue
from foundation import ids
from foundation.ids import BookingId, CustomerId

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FIRST = ("confirmed", "pending_payment", "awaiting_approval")


@dataclass(frozen=True)
class Past:
    """Writes visits as they stand, whatever the clock says: the desk would not book yesterday."""

    admin: psycopg.Connection
    salon: Catalogue

    def visit(
        self,
        customer: CustomerId,
        days_ago: float,
        *parts: tuple[str, str],
        status: str = "completed",
        **more: object,
    ) -> BookingId:
        """Write a visit of (service's key, stylist's name) parts, an hour each."""
        booking = BookingId(ids.new())
        key = {"salon_id": self.salon.salon_id, "booking_id": booking}
        start = NOW - days_ago * DAY
        stages = (status,) if status in FIRST else ("confirmed", status)
        row = {"customer_id": customer, "starts_at": start, "ends_at": start + len(parts) * HOUR}
        price = {"price_minor": 4000, "currency": "EUR"}
        with self.admin.transaction():
            self.admin.execute("SET LOCAL session_replication_role = replica")
            state = {"status": status, "version": len(stages)}
            self._insert("bookings", key | row | price | state | more)
            for position, part in enumerate(parts):
                self._insert("booking_segments", key | self._segment(start, position, *part))
            for seq, one in enumerate(stages, 1):
                history = {"seq": seq, "status": one, "cause": "test"}
                self._insert("booking_history", key | history)
        return booking

    def _segment(
        self, start: datetime, position: int, service: str, stylist: str
    ) -> dict[str, object]:
        begins = start + position * HOUR
        return {
            "position": position,
            "service_id": self.service(service),
            "staff_id": self.stylist(stylist),
            "starts_at": begins,
            "ends_at": begins + HOUR,
        }

    def service(self, key: str) -> UUID:
        return next(one.id for one in self.salon.services if one.key == key)

    def stylist(self, name: str) -> UUID:
        return next(one.id for one in self.salon.staff if one.name == name)

    def _insert(self, table: str, row: dict[str, object]) -> None:
        columns = sql.SQL(", ").join(map(sql.Identifier, row))
        values = sql.SQL(", ").join([sql.Placeholder()] * len(row))
        self.admin.execute(
            sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
                sql.Identifier(table), columns, values
            ),
            list(row.values()),
        )
