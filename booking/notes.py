"""What the staff note about a customer, sealed, for their own eyes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import any_, delete, func, insert, select

from booking.tables import customer_notes as t
from foundation import ids
from foundation.crypto import Vault
from foundation.db import Bound, Tx
from foundation.errors import Refused
from foundation.ids import CustomerId

LONGEST = 4000
_SAID = """
INSERT INTO customer_notes (salon_id, note_id, customer_id, text_enc, author)
  VALUES (%s, %s, %s, %s, %s) RETURNING note_id
"""


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `author` is an id (`operator:<uuid>`), never a name."""

    note_id: UUID
    text: str
    author: str
    at: datetime


async def add(tx: Tx, vault: Vault, customer_id: CustomerId, text: str, *, author: str) -> UUID:
    """Write a note down, give its id; raises Refused("not_a_note") for none or too long a text."""
    kept = text.strip().encode("utf-8", "replace").decode()
    if not kept or len(kept) > LONGEST:
        raise Refused("not_a_note", longest=LONGEST)
    note_id = ids.new()
    await tx.execute(
        insert(t).values(
            salon_id=tx.salon_id,
            note_id=note_id,
            customer_id=customer_id,
            text_enc=vault.seal(kept, tx.salon_id.bytes),
            author=author,
        )
    )
    return note_id


async def said(tx: Bound, vault: Vault, customer_id: CustomerId, text: str) -> None:
    """Write down what the customer said of a visit themselves; cut at the longest note."""
    kept = text.strip().encode("utf-8", "replace").decode()[:LONGEST]
    sealed = vault.seal(kept, tx.salon_id.bytes)
    author = f"customer:{customer_id}"
    await tx.rows(_SAID, (tx.salon_id, ids.new(), customer_id, sealed, author))


async def of(tx: Tx, vault: Vault, customer_id: CustomerId) -> tuple[Note, ...]:
    """Give what was noted about the person, under any of their ids, the newest first."""
    person = func.array(select(func.person_rows(tx.salon_id, customer_id)).scalar_subquery())
    found = await tx.execute(
        select(t)
        .where(t.c.salon_id == tx.salon_id, t.c.customer_id == any_(person))
        .order_by(t.c.at.desc(), t.c.note_id.desc())
    )
    return tuple(
        Note(row.note_id, vault.open(row.text_enc, tx.salon_id.bytes), row.author, row.at)
        for row in found
    )


async def remove(tx: Tx, note_id: UUID) -> bool:
    """Take a note away; False when there is no such."""
    gone = await tx.execute(delete(t).where(t.c.salon_id == tx.salon_id, t.c.note_id == note_id))
    return bool(gone.rowcount)
