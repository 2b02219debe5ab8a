"""A salon that has everything: gaps, buffers, rooms, add-ons, classes, approvals, terms."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from booking import customers, desk, salons
from booking.catalogue import Catalogue, Resource, Service, Stylist
from booking.desk import Booking, Order
from booking.plan import Want
from booking.policy import Policy, Tier
from booking.seed import SALON_ID, demo
from foundation.db import Database, Tx
from foundation.directory import Directory
from foundation.ids import CustomerId, ResourceId, ServiceId, StaffId
from foundation.money import Money

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
FRIDAY_TEN = datetime(2026, 11, 27, 9, tzinfo=UTC)
_WEEK = dict.fromkeys(range(6), ((540, 1200),))


def _id(what: str) -> UUID:
    return uuid5(SALON_ID, f"studio {what}")


def _service(key: str, minutes: int, euros: int, **more: object) -> Service:
    price = Money(euros * 100, "EUR")
    made = Service(ServiceId(_id(key)), key, {"en": key.title()}, (), minutes, price)
    return replace(made, **more)  # type: ignore[arg-type]  # a test's own fields


TREATMENT = _service("treatment", 15, 12)
CUT = _service("cut", 45, 40, addons=(TREATMENT.id,))
COLOUR = _service("colour", 120, 95, work=((0, 45), (75, 120)), needs=("station",))
MASSAGE = _service("massage", 60, 70, after=15, needs=("room",))
BROW = _service("brow", 20, 15)
YOGA = _service("yoga", 60, 20, seats=3)
BRIDAL = _service("bridal", 180, 300, approval=True)
STATION = Resource(ResourceId(_id("station")), "station", "Colour station")
ROOMS = tuple(Resource(ResourceId(_id(f"room {n}")), "room", f"Room {n}") for n in (1, 2))


def _stylist(name: str, *services: Service, **more: object) -> Stylist:
    able = frozenset(one.id for one in (*services, TREATMENT))
    made = Stylist(StaffId(_id(name)), name, (), able, _WEEK)
    return replace(made, **more)  # type: ignore[arg-type]  # as above


ANA = _stylist("Ana", CUT, BROW, MASSAGE, YOGA)
BEA = _stylist(
    "Bea", CUT, COLOUR, BROW, MASSAGE, BRIDAL,
    minutes={CUT.id: 55}, prices={CUT.id: Money(4800, "EUR")},
)  # fmt: skip
CEM = _stylist("Cem", CUT, COLOUR, MASSAGE)
TERMS = Policy(
    tiers=(Tier(48, 30), Tier(24, 50), Tier(2, 100)),
    late_move_hours=24,
    late_move_percent=10,
    no_show_percent=100,
)


def studio() -> Catalogue:
    """Describe the salon; it takes the place of the demo's."""
    return replace(
        demo(),
        services=(CUT, COLOUR, MASSAGE, BROW, YOGA, BRIDAL),
        addons=(TREATMENT,),
        staff=(ANA, BEA, CEM),
        resources=(STATION, *ROOMS),
        policy=TERMS,
    )


@dataclass(frozen=True)
class Studio:
    """The salon's diary; customers are numbers."""

    database: Database
    salon: Catalogue

    async def customer(self, tx: Tx, number: int) -> CustomerId:
        """Make a customer known."""
        who = CustomerId(_id(f"customer {number}"))
        await customers.remember(tx, who, b"sealed")
        return who

    async def book(
        self,
        tx: Tx,
        *persons: tuple[Want, ...],
        start: datetime = FRIDAY_TEN,
        now: datetime = NOW,
        number: int = 1,
        **order: object,
    ) -> tuple[Booking, ...]:
        """Book each person's services; `order` are other fields of the Order."""
        return await desk.book(
            tx,
            self.salon,
            wish=persons,
            start=start,
            customers=(await self.customer(tx, number),),
            order=Order(**order),  # type: ignore[arg-type]  # a test's own fields
            now=now,
        )


async def opened(database: Database) -> Studio:
    """Write the salon into an empty database."""
    async with database.unit_of_work(SALON_ID) as tx:
        await salons.replace(tx, studio())
        await Directory(database).enter(tx, "slug", "demo")
        return Studio(database, await salons.load_catalogue(tx))
