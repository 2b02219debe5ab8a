"""What the diary says to those who only read it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import text

from foundation.db import Tx
from foundation.ids import BookingId
from foundation.money import Money

_VIEW = text(
    """
    SELECT b.status, b.starts_at, b.ends_at, b.price_minor, b.currency, s.zone,
      (SELECT json_agg(json_build_array(v.names, v.key, w.name) ORDER BY g.position)
         FROM booking_segments g
         JOIN services v ON (v.salon_id, v.service_id) = (g.salon_id, g.service_id)
         JOIN staff w ON (w.salon_id, w.staff_id) = (g.salon_id, g.staff_id)
         WHERE (g.salon_id, g.booking_id) = (b.salon_id, b.booking_id)) AS parts
    FROM bookings b JOIN salons s ON s.salon_id = b.salon_id
    WHERE b.salon_id = :salon AND b.booking_id = :booking
    """
)


@dataclass(frozen=True, slots=True)
class BookingView:
    """One booking as people read it: names for ids, times in the salon's zone."""

    id: BookingId
    status: str
    services: tuple[str, ...]
    stylists: tuple[str, ...]
    start: datetime
    end: datetime
    price: Money

    @property
    def service(self) -> str:
        """Name all services in one line."""
        return " + ".join(self.services)

    @property
    def staff(self) -> str:
        """Name everybody who is needed, once."""
        return ", ".join(dict.fromkeys(self.stylists))

    def as_json(self) -> dict[str, object]:
        """Give the promised JSON object: ISO times with offset, the amount in minor units."""
        return {
            "id": str(self.id),
            "status": self.status,
            "service": self.service,
            "services": list(self.services),
            "staff": self.staff,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "price": {"amount": self.price.minor, "currency": self.price.currency},
        }


async def booking_view(tx: Tx, booking_id: BookingId, locale: str = "en") -> BookingView | None:
    """Read one booking of this salon with its display names; None when there is no such."""
    row = (await tx.execute(_VIEW, {"salon": tx.salon_id, "booking": booking_id})).one_or_none()
    if row is None:
        return None
    zone = ZoneInfo(row.zone)
    return BookingView(
        booking_id,
        row.status,
        tuple(names.get(locale) or names.get("en") or key for names, key, _ in row.parts),
        tuple(stylist for _, _, stylist in row.parts),
        row.starts_at.astimezone(zone),
        row.ends_at.astimezone(zone),
        Money(row.price_minor, row.currency),
    )
