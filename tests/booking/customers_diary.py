"""Customers with visits in the demo salon's diary, written past the desk."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from booking.catalogue import Catalogue
from foundation import ids
from foundation.ids import BookingId, CustomerId

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
DAY = timedelta(days=1)
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
        start = NOW - days_ago * DAY
        end = start + timedelta(hours=max(1, len(parts)))
        stages = (status,) if status in FIRST else ("confirmed", status)
        row = {
            "salon_id": self.salon.salon_id,
            "booking_id": booking,
            "customer_id": customer,
            "starts_at": start,
            "ends_at": end,
            "price_minor": 4000,
            "currency": "EUR",
            "status": status,
            "version": len(stages),
        } | more
        with self.admin.transaction():
            self.admin.execute("SET LOCAL session_replication_role = replica")
            self._insert("bookings", row)
            for position, (service, stylist) in enumerate(parts):
                begins = start + position * timedelta(hours=1)
                self._insert(
                    "booking_segments",
                    {
                        "salon_id": self.salon.salon_id,
                        "booking_id": booking,
                        "position": position,
                        "service_id": self.service(service),
                        "staff_id": self.stylist(stylist),
                        "starts_at": begins,
                        "ends_at": begins + timedelta(hours=1),
                    },
                )
            for seq, one in enumerate(stages, 1):
                history = {"seq": seq, "status": one, "cause": "test"}
                key = {"salon_id": self.salon.salon_id, "booking_id": booking}
                self._insert("booking_history", key | history)
        return booking

    def service(self, key: str) -> UUID:
        return next(one.id for one in self.salon.services if one.key == key)

    def stylist(self, name: str) -> UUID:
        return next(one.id for one in self.salon.staff if one.name == name)

    def _insert(self, table: str, row: dict[str, object]) -> None:
        columns = psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, row))
        values = psycopg.sql.SQL(", ").join([psycopg.sql.Placeholder()] * len(row))
        self.admin.execute(
            psycopg.sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
                psycopg.sql.Identifier(table), columns, values
            ),
            list(row.values()),
        )
