"""What may be paid for: the countries a salon sends SMS to, how many a day."""

from collections.abc import Awaitable, Callable

from booking import contacts, policies
from booking.policies import Terms
from channels import carrier, gsm, spending
from channels.message import Limits
from channels.outbox import Parcel
from channels.port import Account
from channels.render import fit
from channels.spending import Barred, Price
from foundation.errors import Permanent, Transient
from foundation.house import House

Send = Callable[[], Awaitable[str | None]]


async def paid(
    house: House, account: Account, limits: Limits, parcel: Parcel, send: Send
) -> str | None:
    """Send a message if it may be paid for; as `send` does. Raises Barred or Crowded besides.

    Only a channel with a price asks; what is no number it refuses itself. What may have gone out
    stays counted.
    """
    if not (limits.gsm and carrier.is_number(parcel.address)):
        return await send()
    async with house.database.unit_of_work(parcel.salon_id) as tx:
        terms = await policies.in_force(tx)
    _check_country(account, terms, parcel)
    parts = sum(gsm.segments(part) for part in fit(parcel.message, limits).parts)
    day = house.clock().astimezone(terms.zone).date()
    price = Price(max(1, parts), day, terms.policy.sms.parts_a_day)
    number = await spending.take(house, parcel, price)
    try:
        reference = await send()
    except (Transient, Permanent):
        await spending.give_back(house, parcel, number)
        raise
    if reference is None:
        await spending.give_back(house, parcel, number)
    return reference


def _check_country(account: Account, terms: Terms, parcel: Parcel) -> None:
    allowed = terms.policy.sms.countries or _own(account, terms)
    country = contacts.country(parcel.address)
    if country not in allowed:
        named = country or "unknown"
        reason = f"the salon sends no SMS to this country ({named})"
        raise Barred(reason, "sms_country", f"sms_country:{named}", state=named)


def _own(account: Account, terms: Terms) -> set[str]:
    """Tell which countries are the salon's own: that of its number, that of its place."""
    sender = account.secrets.get("from", "").partition(",")[0]
    return {contacts.country(sender), contacts.region_of(terms.zone)} - {""}
