"""A salon for the pure tests of the dialog: no database behind it."""

from uuid import UUID
from zoneinfo import ZoneInfo

from booking.catalogue import Catalogue, Service, Stylist
from foundation.ids import SalonId, ServiceId, StaffId
from foundation.money import Money

BERLIN = ZoneInfo("Europe/Berlin")
CUT, COLOUR = ServiceId(UUID(int=1)), ServiceId(UUID(int=2))
ANA, BEA = StaffId(UUID(int=11)), StaffId(UUID(int=12))
_WEEK = dict.fromkeys(range(6), ((540, 1200),))

SALON = Catalogue(
    salon_id=SalonId(UUID(int=99)),
    slug="test",
    name="Luma Salon",
    zone=BERLIN,
    currency="EUR",
    language="en",
    phone="030 555 010",
    address="Torstr. 9",
    opening=_WEEK,
    services=(
        Service(CUT, "haircut", {"en": "Haircut", "de": "Haarschnitt"}, (), 45, Money(4000, "EUR")),
        Service(COLOUR, "colour", {"en": "Colour", "de": "Farbe"}, (), 120, Money(9500, "EUR")),
    ),
    staff=(
        Stylist(ANA, "Ana", (), frozenset({CUT}), _WEEK),
        Stylist(BEA, "Bea", (), frozenset({CUT, COLOUR}), _WEEK),
    ),
    grid=15,
    revision=1,
)
