"""The count of what has its price: each SMS is counted before it goes, given back if it did not."""

from dataclasses import dataclass
from datetime import date

from channels.outbox import Parcel
from foundation.errors import Permanent, Transient
from foundation.house import House

_TAKE = "SELECT verdict, send, wait FROM take_sms(%s, %s, %s, %s, %s, %s, %s)"
_GIVE_BACK = "SELECT give_back_sms(%s, %s)"
_BLOCK = 10_000
"""Numbers that make a neighbourhood: carriers hand them out in blocks, pumpers rent whole ones."""


class Barred(Permanent):
    """A message that may not be paid for: `case` is its kind, `key` what there is one case of."""

    def __init__(self, reason: str, case: str, key: str, **facts: str) -> None:
        """Keep what a person is told: codes, never a number."""
        super().__init__(reason)
        self.case, self.key, self.facts = case, key, facts


class Crowded(Transient):
    """Too many new numbers of one neighbourhood were written to: `key` names it to nobody."""

    def __init__(self, wait: float, key: str) -> None:
        """Keep when there is room again, in s."""
        super().__init__("too many SMS to new numbers of one neighbourhood", retry_after=wait)
        self.key = key


@dataclass(frozen=True, slots=True)
class Price:
    """What a message costs on which of the salon's days; the `most` parts a day, 0 for no end."""

    parts: int
    day: date
    most: int


async def take(house: House, parcel: Parcel, price: Price) -> int:
    """Count a message before it is sent; gives the count's number. Raises Barred or Crowded.

    Counted in Postgres: with or without Redis no process sends more.
    """
    near = house.vault.keyed_hash(_neighbourhood(parcel.address), "sms neighbourhood").hex()
    values = (
        parcel.salon_id,
        parcel.id,
        near,
        house.settings.sms_per_prefix,
        price.parts,
        price.day.isoformat(),
        price.most,
    )
    [(verdict, send, wait)] = await house.database.rows(_TAKE, values)
    if verdict == "spent":
        key = f"sms_spent:{price.day}"
        raise Barred("the salon's SMS of the day are used up", "sms_spent", key)
    if verdict == "crowded":
        raise Crowded(float(wait), f"sms_prefix:{near[:16]}")
    return int(send)


async def give_back(house: House, parcel: Parcel, send: int) -> None:
    """Count a message no more: it was surely not sent."""
    await house.database.rows(_GIVE_BACK, (parcel.salon_id, send))


def _neighbourhood(number: str) -> str:
    return number[: 1 - len(str(_BLOCK))]
