"""Salons brought in from files, taken out into them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Table, select, text
from sqlalchemy.exc import IntegrityError

from booking import listings, salons, tables
from booking.salon_file.changes import Booked, changes
from booking.salon_file.check import Wanted, check, taken
from booking.salon_file.known import Known
from booking.salon_file.write import write
from foundation.db import Tx
from foundation.directory import Directory
from foundation.errors import Refused

# What is cancelled or expired takes no chair; what is past needs none any more.
_BOOKED = text(
    """
    WITH coming AS (
      SELECT b.booking_id, g.service_id, g.staff_id, g.addons, g.resource_ids
        FROM bookings b JOIN booking_segments g
          ON (g.salon_id, g.booking_id) = (b.salon_id, b.booking_id)
        WHERE b.salon_id = :salon AND b.ends_at > :now AND b.status IN
          ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in')
    )
    SELECT thing, NULL::uuid AS other, count(DISTINCT booking_id) AS many FROM (
      SELECT booking_id, service_id AS thing FROM coming UNION ALL
      SELECT booking_id, staff_id FROM coming UNION ALL
      SELECT booking_id, unnest(addons) FROM coming UNION ALL
      SELECT booking_id, unnest(resource_ids) FROM coming) each GROUP BY thing
    UNION ALL
    SELECT staff_id, service_id, count(DISTINCT booking_id) FROM coming GROUP BY 1, 2
    """
)


async def export(tx: Tx) -> str:
    """Write the salon of `tx` as a file; LookupError for one that has no catalogue."""
    return write(await salons.load_catalogue(tx), await listings.load(tx))


async def review(tx: Tx, given: bytes, now: datetime) -> tuple[Wanted, list[str]]:
    """Read a file for the salon of `tx`: what it wants, what that would change in words.

    Raises Refused("salon_file", problems=...). Nothing is written.
    """
    wanted = check(given, await _known(tx))
    current = await salons.find_catalogue(tx)
    if current is None:
        return wanted, changes(None, wanted)
    before = Wanted(current, await listings.load(tx))
    return wanted, changes(before, wanted, await _booked(tx, now))


async def bring(tx: Tx, directory: Directory, given: bytes, now: datetime) -> list[str]:
    """Make the salon of `tx`, new or not, what the file says; give what changed, in words.

    Nothing is deleted: what is left out is taken off sale. Raises Refused("salon_file",
    problems=...), also when another salon has its slug.
    """
    wanted, lines = await review(tx, given, now)
    try:
        await salons.replace(tx, wanted.catalogue)
        await directory.enter(tx, "slug", wanted.catalogue.slug)
    except IntegrityError as error:
        if "salons_slug_key" not in str(error):
            raise
        raise taken(given) from None
    except Refused as refusal:
        if refusal.key != "taken":
            raise
        raise taken(given) from None
    await listings.save(tx, wanted.listing)
    return lines


async def _known(tx: Tx) -> Known:
    """Look up the ids the salon's names have, those off sale included."""
    return Known(
        tx.salon_id,
        await _ids(tx, tables.services, "key", "service_id"),
        await _ids(tx, tables.staff, "name", "staff_id"),
        await _ids(tx, tables.resources, "name", "resource_id"),
    )


async def _ids(tx: Tx, table: Table, name: str, key: str) -> dict[str, UUID]:
    found = (
        select(table.c[name].label("name"), table.c[key].label("id"))
        .where(table.c.salon_id == tx.salon_id)
        .order_by(table.c.active, table.c.position.desc())  # of two the active one is kept
    )
    return {row.name: row.id for row in await tx.execute(found)}


async def _booked(tx: Tx, now: datetime) -> Booked:
    rows = (await tx.execute(_BOOKED, {"salon": tx.salon_id, "now": now})).all()
    return Booked(
        {row.thing: row.many for row in rows if row.other is None},
        {(row.thing, row.other): row.many for row in rows if row.other is not None},
    )
