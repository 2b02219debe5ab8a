"""Who the salon's customers are: an id beside a sealed name."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from booking.tables import customers
from foundation.db import Tx
from foundation.ids import CustomerId


async def remember(tx: Tx, customer_id: CustomerId, name: bytes | None) -> None:
    """Keep the customer with their name, sealed by the caller; a known customer is renamed."""
    row = {"salon_id": tx.salon_id, "customer_id": customer_id, "name_enc": name}
    statement = insert(customers).values(row)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[customers.c.salon_id, customers.c.customer_id],
            set_={"name_enc": statement.excluded.name_enc},
        )
    )


async def name(tx: Tx, customer_id: CustomerId) -> bytes | None:
    """Give the sealed name; None for a customer without one, or none of this salon's."""
    found = await tx.execute(
        select(customers.c.name_enc).where(
            customers.c.salon_id == tx.salon_id, customers.c.customer_id == customer_id
        )
    )
    sealed: bytes | None = found.scalar_one_or_none()
    return sealed


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
