"""A salon's file as a catalogue, or everything that is wrong with it."""

from dataclasses import dataclass
from uuid import UUID

from booking.catalogue import Catalogue
from booking.listings import Listing
from booking.salon_file import values
from booking.salon_file.known import Known
from booking.salon_file.offer import Offer, grid, resources
from booking.salon_file.parse import parse, refused
from booking.salon_file.people import staff
from booking.salon_file.section import Section, one_of
from booking.salon_file.terms import policy
from booking.salon_file.told import facts
from foundation.errors import Refused
from foundation.ids import SalonId

_DAY = 1440


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file says a salon should be; the catalogue's revision, its terms' version are 0."""

    catalogue: Catalogue
    listing: Listing


def check(given: bytes, known: Known) -> Wanted:
    """Read a file; raises Refused("salon_file", problems=...) with all that is wrong, by line."""
    top = parse(given)
    one = top.inner("salon", "[salon]")
    if "salon" not in top.table:
        top.wrong("[salon] is missing")
    currency = one.need("currency", values.currency, "XXX")
    stock = resources(top, known)
    offer = Offer(top, known, currency, stock)
    wanted = Catalogue(
        salon_id=known.salon_id,
        slug=one.need("slug", values.slug, ""),
        name=one.need("name", values.text(), ""),
        zone=values.zone(one.need("zone", one_of(values.zones(), "time zone"), "UTC")),
        currency=currency,
        language=one.need("language", values.language, "en"),
        phone=one.get("phone", values.text(empty=True), ""),
        address=one.get("address", values.text(empty=True), ""),
        opening=top.week("hours"),
        services=offer.services,
        staff=staff(top, known, currency, offer.by_key),
        grid=one.get("grid", grid, 15),
        revision=0,
        days=top.days("holidays"),
        addons=offer.addons,
        resources=stock,
        notice=one.get("notice", values.duration(0, 525_600), 0),
        horizon=one.get("horizon", values.duration(1, 1500, _DAY), 400),
        policy=policy(top, currency),
        facts=facts(top),
    )
    listing = _listing(top)
    one.done()
    top.done()
    if top.notes.problems:
        raise refused(*top.notes.problems)
    return Wanted(wanted, listing)


def slug(given: bytes) -> str:
    """Give the slug the file is for; raises Refused("salon_file"), as `check`, when it has none."""
    found = parse(given).inner("salon", "[salon]").need("slug", values.slug, "")
    return found or check(given, Known(SalonId(UUID(int=0)))).catalogue.slug


def taken(given: bytes) -> Refused:
    """Make the refusal of a file whose slug another salon has."""
    top = parse(given)
    top.inner("salon", "[salon]").wrong("slug: another salon is called so already", "slug")
    return refused(*top.notes.problems)


def _listing(top: Section) -> Listing:
    place = top.inner("place", "[place]")
    entry = top.inner("listing", "[listing]")
    lat = place.get("lat", values.number(-90, 90, 6), None)
    lon = place.get("lon", values.number(-180, 180, 6), None)
    if (lat is None) != (lon is None):
        place.wrong("lat and lon go together")
    found = Listing(
        published=entry.get("published", values.flag, fallback=False),
        city=place.get("city", values.text(100, empty=True), ""),
        lat=None if lat is None else float(lat),
        lon=None if lon is None else float(lon),
        rating=entry.get("rating", values.number(0, 5, 1), None),
        rating_count=entry.get("rating_count", values.whole(0, 10_000_000), 0),
    )
    place.done()
    entry.done()
    return found
