"""Secret links to stylists' calendars: made, given up, found again by their token."""

from hashlib import sha256

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert

from booking.tables import staff
from booking.tables import staff_feeds as t
from foundation import ids, journal
from foundation.db import Tx
from foundation.directory import Directory
from foundation.ids import StaffId

KIND = "feed"
"""The kind of the directory's entries."""


async def give(tx: Tx, directory: Directory, staff_id: StaffId) -> str:
    """Make the stylist's link anew, give its token (128 bits); the old one leads nowhere now."""
    token = ids.token()
    await directory.enter(tx, KIND, token)
    row = {"salon_id": tx.salon_id, "staff_id": staff_id, "token_hash": _hash(token)}
    fresh = {"token_hash": _hash(token), "created_at": text("clock_timestamp()")}
    await tx.execute(
        insert(t).values(row).on_conflict_do_update(index_elements=list(t.primary_key), set_=fresh)
    )
    await journal.write(tx, "feed_given", f"staff:{staff_id}")
    return token


async def revoke(tx: Tx, staff_id: StaffId) -> bool:
    """Let the stylist's link lead nowhere; False when there was none."""
    gone = await tx.execute(delete(t).where(t.c.salon_id == tx.salon_id, t.c.staff_id == staff_id))
    if gone.rowcount:
        await journal.write(tx, "feed_revoked", f"staff:{staff_id}")
    return bool(gone.rowcount)


async def whose(tx: Tx, token: str) -> StaffId | None:
    """Give the stylist behind a token; None for one that was given up, or of who has left."""
    found = await tx.execute(
        select(t.c.staff_id)
        .join(staff, (staff.c.salon_id == t.c.salon_id) & (staff.c.staff_id == t.c.staff_id))
        .where(t.c.salon_id == tx.salon_id, t.c.token_hash == _hash(token), staff.c.active)
    )
    staff_id = found.scalar_one_or_none()
    return None if staff_id is None else StaffId(staff_id)


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
