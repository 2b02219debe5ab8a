"""The breaker of an account: after failures in a row it rests, then one message at a time tries."""

from typing import Final

from foundation import cases
from foundation.db import Bound
from foundation.ids import AccountId

TRIPS: Final = 5
"""Failures in a row after which an account rests."""

_FIRST: Final = 5.0  # seconds of the first rest; each later one is twice as long
_LONGEST: Final = 300.0

# What fails during a rest was under way before it: that is the same failure still.
_FAILED = """
INSERT INTO account_health AS h (salon_id, account_id, failures, reason) VALUES (%s, %s, %s, %s)
ON CONFLICT (salon_id, account_id) DO UPDATE SET reason = EXCLUDED.reason,
  failures = CASE WHEN h.tripped AND h.held_until > clock_timestamp() THEN h.failures
                  ELSE greatest(h.failures + 1, EXCLUDED.failures) END
RETURNING failures, tripped AND held_until > clock_timestamp()
"""
_HOLD = """
INSERT INTO account_health AS h (salon_id, account_id, tripped, held_until, reason)
VALUES (%s, %s, true, clock_timestamp() + make_interval(secs => %s), %s)
ON CONFLICT (salon_id, account_id) DO UPDATE SET tripped = true, reason = EXCLUDED.reason,
  held_until = greatest(h.held_until, EXCLUDED.held_until)
"""
_TRY_AGAIN = """
UPDATE account_health SET held_until = '-infinity' WHERE salon_id = %s AND account_id = %s
"""


async def hold(tx: Bound, account_id: AccountId, seconds: float, reason: str) -> None:
    """Send nothing on an account for `seconds`; one message then goes first."""
    await tx.rows(_HOLD, (tx.salon_id, account_id, seconds, reason))


async def failed(tx: Bound, account_id: AccountId, reason: str) -> float:
    """Count a failure that may be the account's; gives the seconds it rests, 0 while it does not.

    Any message that goes through ends the count, closes the case.
    """
    return await _count(tx, account_id, reason, 1, "provider_away", f"away:{account_id}")


async def trouble(tx: Bound, account_id: AccountId, reason: str) -> float:
    """Let an account rest that a person has to mend; gives for how many seconds."""
    key = f"account:{account_id}"
    return await _count(tx, account_id, reason, TRIPS, "account_trouble", key)


async def _count(
    tx: Bound, account_id: AccountId, reason: str, least: int, kind: str, key: str
) -> float:
    values = (tx.salon_id, account_id, least, reason)
    [(failures, rests)] = await tx.rows(_FAILED, values)
    if failures < TRIPS:
        return 0.0
    wait: float = min(_LONGEST, _FIRST * 2.0 ** (failures - TRIPS))
    if not rests:
        await hold(tx, account_id, wait, reason)
        await cases.report(tx, kind, key, account=account_id, reason=reason)
    return wait


async def try_again(tx: Bound, account_id: AccountId) -> None:
    """End an account's rest: what it rested for may be over, one message finds out."""
    await tx.rows(_TRY_AGAIN, (tx.salon_id, account_id))
