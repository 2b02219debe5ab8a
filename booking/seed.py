"""The demo salon: Luma, in Berlin."""

from dataclasses import replace
from decimal import Decimal
from uuid import NAMESPACE_OID, UUID, uuid5
from zoneinfo import ZoneInfo

from booking import listings, salons
from booking.catalogue import Catalogue, Minutes, Resource, Service, Stylist, Week
from booking.facts import Facts
from booking.listings import Listing
from booking.policy import Deposit, Policy, Rule, Tier
from booking.seed_words import ALIASES, NAMES, SENTENCES
from foundation.db import Tx
from foundation.directory import Directory
from foundation.ids import ResourceId, SalonId, ServiceId, StaffId
from foundation.money import Money

SLUG = "demo"

_DAY: tuple[Minutes, ...] = ((9 * 60, 20 * 60),)
_SATURDAY: tuple[Minutes, ...] = ((9 * 60, 16 * 60),)
_OPENING: Week = dict.fromkeys(range(5), _DAY) | {5: _SATURDAY}


# The colour sets for half an hour, in which the stylist may take somebody else.
_COLOUR_WORK: tuple[Minutes, ...] = ((0, 45), (75, 120))
_STATION = "colour_station"
_TERMS = Policy(
    tiers=(Tier(hours=24, percent=50),),
    late_move_hours=24,
    late_move_percent=50,
    no_show_percent=100,
)


def demo() -> Catalogue:
    """Describe the demo salon; its ids are the same wherever it is seeded."""
    return Catalogue(
        salon_id=SALON_ID,
        slug=SLUG,
        name="Luma",
        zone=ZoneInfo("Europe/Berlin"),
        currency="EUR",
        language="en",
        phone="030 555 010",
        address="Torstr. 9",
        opening=_OPENING,
        services=_services(),
        staff=(
            _stylist("Ana", range(1, 6), "haircut", "blow_dry", "manicure"),
            _stylist("Bea", range(6), "haircut", "colour", "blow_dry", "balayage"),
            _stylist("Cem", range(2, 6), "haircut", "beard_trim"),
        ),
        grid=15,
        revision=0,
        resources=(
            _resource("window_chair", "Left window chair"),
            _resource("window_chair", "Right window chair"),
            _resource(_STATION, "Colour station"),
        ),
        policy=_TERMS,
        facts=Facts(SENTENCES),
    )


def _services() -> tuple[Service, ...]:
    colour, balayage = _service("colour", 120, 95), _service("balayage", 180, 160)
    return (
        _service("haircut", 45, 40),
        replace(colour, work=_COLOUR_WORK, needs=(_STATION,), deposit=_fixed(20)),
        _service("beard_trim", 20, 18),
        _service("blow_dry", 30, 25),
        replace(balayage, needs=(_STATION,), deposit=_fixed(40)),
        _service("manicure", 40, 30),
    )


async def seed_demo(tx: Tx, directory: Directory) -> Catalogue:
    """Write the demo salon with its slug in the directory; twice is the same as once.

    `tx` is bound to `SALON_ID`.
    """
    await salons.replace(tx, demo())
    await listings.save(tx, LISTING)
    await directory.enter(tx, "slug", SLUG)
    return await salons.load_catalogue(tx)


def _service(key: str, minutes: int, euros: int) -> Service:
    aliases = tuple(ALIASES[key].split(", "))
    price = Money(euros * 100, "EUR")
    return Service(ServiceId(_id(key)), key, NAMES[key], aliases, minutes, price)


def _fixed(euros: int) -> Deposit:
    return Deposit(Rule.FIXED, euros * 100)


def _resource(kind: str, name: str) -> Resource:
    return Resource(ResourceId(_id(name)), kind, name)


def _stylist(name: str, weekdays: range, *services: str) -> Stylist:
    return Stylist(
        StaffId(_id(name)),
        name,
        (),
        frozenset(ServiceId(_id(key)) for key in services),
        {day: _OPENING[day] for day in weekdays},
    )


def _id(what: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"parlance/{SLUG}/{what}")


SALON_ID = SalonId(_id("salon"))
"""The demo salon's id, the same wherever it is seeded."""

LISTING = Listing(
    published=True,
    city="Berlin",
    lat=52.5286,
    lon=13.4012,
    rating=Decimal("4.8"),
    rating_count=112,
)
"""What the demo salon tells the search across salons."""
