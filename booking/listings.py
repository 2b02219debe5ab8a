"""What a salon tells the search across salons: whether it may be found, where it is."""

from decimal import Decimal

import msgspec
from sqlalchemy import select, update

from booking.tables import salon_facts
from foundation.db import Tx


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A salon's own entry; `lat`, `lon` in degrees (both or none), `rating` from 0 to 5."""

    published: bool = False
    city: str = ""
    lat: float | None = None
    lon: float | None = None
    rating: Decimal | None = None
    rating_count: int = 0


async def load(tx: Tx) -> Listing:
    """Read the salon's entry; LookupError for a salon that has no catalogue."""
    columns = [salon_facts.c[name] for name in Listing.__struct_fields__]
    where = salon_facts.c.salon_id == tx.salon_id
    row = (await tx.execute(select(*columns).where(where))).one_or_none()
    if row is None:
        raise LookupError(f"salon {tx.salon_id} has no catalogue")
    return Listing(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public way to a row's names


async def save(tx: Tx, listing: Listing) -> None:
    """Make the salon's entry so; the same again does nothing. It is listed when tx commits."""
    if await load(tx) == listing:
        return
    where = salon_facts.c.salon_id == tx.salon_id
    await tx.execute(update(salon_facts).where(where).values(msgspec.structs.asdict(listing)))
