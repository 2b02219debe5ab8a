"""Other salons for a journey: like the demo's, under their own name in their own town."""

import re
from dataclasses import replace
from decimal import Decimal
from uuid import NAMESPACE_DNS, uuid5

import msgspec

from booking import listings, salons, seed
from booking.listings import Listing
from foundation.house import House
from foundation.ids import SalonId

_OPENS = re.compile(
    r"a salon opens: (?P<name>.+) in (?P<city>.+) at (?P<address>.+), (?P<phone>.+)"
)


async def opens(house: House, what: str) -> bool:
    """Open the salon that the line tells of; False for a line that tells of none."""
    told = _OPENS.fullmatch(what)
    if told is None:
        return False
    salon = replace(
        seed.demo(),
        salon_id=SalonId(uuid5(NAMESPACE_DNS, told["name"])),
        slug=told["name"].lower().replace(" ", "-"),
        name=told["name"],
        address=told["address"],
        phone=told["phone"],
    )
    listing = Listing(published=True, city=told["city"], rating=Decimal("4.5"), rating_count=20)
    async with house.database.unit_of_work(salon.salon_id) as tx:
        await salons.replace(tx, salon)
        await listings.save(tx, msgspec.structs.replace(listing, published=False))
        await listings.save(tx, listing)  # listed anew, also where a journey before had opened it
    return True
