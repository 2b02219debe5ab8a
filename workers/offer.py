"""Offer: time that became free goes to those who wait for it."""

import structlog

from booking import offers, salons
from foundation.house import House
from foundation.ids import SalonId

log = structlog.get_logger(__name__)

_SALONS = "SELECT salons_to_offer_in(%b, %b::text::time, %b::text::time)"


async def sweep(house: House) -> int:
    """Offer what became free in every salon; tell how many offers that made."""
    made = 0
    night = [hour.isoformat() for hour in offers.QUIET]
    for (salon,) in await house.database.rows(_SALONS, (house.clock(), *night)):
        try:
            made += await _offer(house, SalonId(salon))
        except Exception:  # one salon must not keep the others waiting
            log.exception("offer_failed", salon_id=str(salon))
    return made


async def _offer(house: House, salon_id: SalonId) -> int:
    async with house.database.unit_of_work(salon_id, actor="waitlist") as tx:
        catalogue = await salons.load_catalogue(tx)
        return len(await offers.drain(tx, catalogue, house.clock()))
