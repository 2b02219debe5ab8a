"""Offer: time that became free goes to those who wait for it, who are told in their chat."""

import structlog

from booking import holds, offers, salons, waitlist
from booking.ranking import Slot
from booking.waitlist import Offer
from channels.accounts import Accounts
from dialog import telling
from dialog.events import OfferMade
from dialog.invited import Invited
from foundation.db import Tx
from foundation.house import House
from foundation.ids import ConversationId, SalonId
from foundation.money import Money
from workers import deliver, places

log = structlog.get_logger(__name__)

_SALONS = "SELECT salons_to_offer_in(%b, %b::text::time, %b::text::time)"

News = list[tuple[ConversationId, Invited]]
"""Who is to be told what."""


async def sweep(house: House, accounts: Accounts) -> int:
    """Offer what became free in every salon; tell how many offers that made."""
    made = 0
    night = [hour.isoformat() for hour in offers.QUIET]
    for (salon,) in await house.database.rows(_SALONS, (house.clock(), *night)):
        try:
            number, news = await _offer(house, SalonId(salon))
            made += number
            for conversation_id, invited in news:
                await _tell(house, accounts, (SalonId(salon), conversation_id), invited)
        except Exception:  # one salon must not keep the others waiting
            log.exception("offer_failed", salon_id=str(salon))
    return made


async def _offer(house: House, salon_id: SalonId) -> tuple[int, News]:
    """Make the offers; give all that are open to be told, of which each is told once."""
    async with house.database.unit_of_work(salon_id, actor="waitlist") as tx:
        catalogue = await salons.load_catalogue(tx)
        made = await offers.drain(tx, catalogue, house.clock())
        news: News = []
        for one in await waitlist.offers(tx):
            entry = await waitlist.read(tx, one.entry_id)
            invited = await _invited(tx, one)
            if entry.conversation_id is not None and invited is not None:
                news.append((entry.conversation_id, invited))
    return len(made), news


async def _invited(tx: Tx, offer: Offer) -> Invited | None:
    kept = await holds.kept(tx, offer.hold_id)
    if kept is None:
        return None
    return Invited(
        offer=offer.offer_id,
        entry=offer.entry_id,
        slot=Slot(kept.start, kept.end, offer.staff_id),
        visits=tuple(one.segments for one in kept.visits),
        price=Money(kept.total, kept.visits[0].price.currency),
        until=offer.answer_until,
    )


async def _tell(
    house: House, accounts: Accounts, at: tuple[SalonId, ConversationId], invited: Invited
) -> None:
    salon_id, conversation_id = at
    spot = await places.place(house, accounts, salon_id, conversation_id)
    parcels = await telling.tell(spot, OfferMade(invited), f"offer {invited.offer}")
    await deliver.now(house, accounts, parcels)
