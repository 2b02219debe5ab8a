"""How a salon's accounts stand: since when, when somebody last wrote, whether they rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from foundation.db import Bound
from foundation.ids import AccountId

_STANDING = """
SELECT a.account_id, a.created_at, coalesce(h.tripped, false), coalesce(h.reason, ''),
       (SELECT max(c.last_at) FROM conversations c
        WHERE c.salon_id = a.salon_id AND c.account_id = a.account_id)
FROM accounts a LEFT JOIN account_health h USING (salon_id, account_id)
WHERE a.salon_id = %s
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """One account: `rests` while its messages wait, for the `reason`; `last_at` of any message."""

    since: datetime
    rests: bool
    reason: str
    last_at: datetime | None


async def of_all(tx: Bound) -> Mapping[AccountId, Standing]:
    """Give how each of the salon's accounts stands."""
    return {
        AccountId(one): Standing(*rest) for one, *rest in await tx.rows(_STANDING, (tx.salon_id,))
    }
