"""The journal: facts of a salon, added, never changed."""

from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from foundation.db import Tx

# The actor and the request id come from the transaction, by the columns' defaults.
_WRITE = text(
    "INSERT INTO journal (salon_id, fact, subject, details)"
    " VALUES (:salon, :fact, :subject, :details)"
).bindparams(bindparam("details", type_=JSONB))


async def write(tx: Tx, fact: str, subject: str, **details: str | int | bool | UUID | None) -> None:
    """Write down that `fact` (`booking_confirmed`) became true of `subject` (`booking:<uuid>`).

    `details` are ids, keys or numbers; never a name, a customer's text or an address.
    """
    plain = {
        key: str(value) if isinstance(value, UUID) else value for key, value in details.items()
    }
    await tx.execute(
        _WRITE, {"salon": tx.salon_id, "fact": fact, "subject": subject, "details": plain}
    )
