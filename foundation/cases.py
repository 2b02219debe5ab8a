"""Cases: what a person must look at, open once per key until somebody or something closes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from foundation.db import Bound, Row

_OPEN = "SELECT open_case(%s, %s, %s, %s::jsonb)"
_CLOSE = "SELECT close_case(%s, %s, %s)"
_CLOSE_ONE = """
UPDATE cases SET closed_at = clock_timestamp(), closed_by = %s
WHERE salon_id = %s AND case_id = %s AND closed_at IS NULL
RETURNING kind, key, facts::text
"""
_LISTED = """
SELECT case_id, kind, key, facts::text, opened_at, last_at, seen FROM cases
WHERE salon_id = %s AND closed_at IS NULL ORDER BY last_at DESC LIMIT %s
"""
_COUNT = "SELECT count(*) FROM cases WHERE salon_id = %s AND closed_at IS NULL"
_FACTS = msgspec.json.Decoder(dict[str, str | int | None])

Facts = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Case:
    """One open case: `facts` are ids, codes, keys; `seen` is how often it happened."""

    id: int
    kind: str
    key: str
    facts: Facts
    opened_at: datetime
    last_at: datetime
    seen: int


async def report(tx: Bound, kind: str, key: str, **facts: object) -> None:
    """Open a case in the caller's transaction; while it is open, the same `key` is counted there.

    `facts` are ids, codes or keys; never a name, a customer's text or an address.
    """
    known = {
        name: one if one is None or isinstance(one, int) else str(one)
        for name, one in facts.items()
    }
    await tx.rows(_OPEN, (tx.salon_id, kind, key, msgspec.json.encode(known).decode()))


async def settle(tx: Bound, key: str, by: str = "system") -> None:
    """Close the case of a key, if one is open: what was wrong is well again."""
    await tx.rows(_CLOSE, (tx.salon_id, key, by))


async def close(tx: Bound, number: int, by: str) -> Facts | None:
    """Close one case as `operator:<uuid>`; gives its facts, None when it was not open."""
    found = await tx.rows(_CLOSE_ONE, (by, tx.salon_id, number))
    return _FACTS.decode(found[0][2]) if found else None


async def listed(tx: Bound, most: int = 200) -> tuple[Case, ...]:
    """Give the salon's open cases, what happened last first."""
    return tuple(_case(row) for row in await tx.rows(_LISTED, (tx.salon_id, most)))


async def count(tx: Bound) -> int:
    """Count the salon's open cases."""
    [(many,)] = await tx.rows(_COUNT, (tx.salon_id,))
    return int(many)


def _case(row: Row) -> Case:
    number, kind, key, facts, opened, last, seen = row
    return Case(number, kind, key, _FACTS.decode(facts), opened, last, seen)
