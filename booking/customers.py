"""Who the salon's customers are: an id beside a sealed name."""

from collections.abc import Iterable

from sqlalchemy import select

from booking.tables import customers
from foundation.db import Bound, Tx
from foundation.ids import CustomerId

_REMEMBER = (
    "INSERT INTO customers (salon_id, customer_id, name_enc) VALUES (%s, %s, %s)"
    " ON CONFLICT (salon_id, customer_id) DO UPDATE SET name_enc = EXCLUDED.name_enc"
)
_NAME = "SELECT name_enc FROM customers WHERE salon_id = %s AND customer_id = %s"


async def remember(tx: Bound, customer_id: CustomerId, name: bytes | None) -> None:
    """Keep the customer with their name, sealed by the caller; a known customer is renamed."""
    await tx.rows(_REMEMBER, (tx.salon_id, customer_id, name))


async def name(tx: Bound, customer_id: CustomerId) -> bytes | None:
    """Give the sealed name; None for a customer without one, or none of this salon's."""
    found = await tx.rows(_NAME, (tx.salon_id, customer_id))
    return found[0][0] if found else None


async def names(tx: Tx, customer_ids: Iterable[CustomerId]) -> dict[CustomerId, bytes]:
    """Give the sealed names of those who have one, in one round trip."""
    found = await tx.execute(
        select(customers.c.customer_id, customers.c.name_enc).where(
            customers.c.salon_id == tx.salon_id,
            customers.c.customer_id.in_(list(customer_ids)),
            customers.c.name_enc.is_not(None),
        )
    )
    return {CustomerId(row.customer_id): row.name_enc for row in found}
