"""Which templates each account may use, as its provider last said."""

from collections.abc import Iterable, Sequence
from typing import Final

from channels.message import Choice, Opening
from channels.openings.choosing import Approval, Status, choose
from channels.openings.registry import Worded
from foundation.db import Bound
from foundation.ids import AccountId, OutboxId

_FORGET: Final = "DELETE FROM template_approvals WHERE salon_id = %s AND account_id = %s"
_KEEP: Final = """
INSERT INTO template_approvals (salon_id, account_id, name, language, status)
SELECT %s, %s, k.name, k.language, k.status
  FROM unnest(%s::text[], %s::text[], %s::text[]) k(name, language, status)
"""
_KNOWN: Final = """
SELECT name, language, status, at FROM template_approvals
 WHERE salon_id = %s AND account_id = %s ORDER BY name, language
"""
_APPROVED: Final = """
SELECT language FROM template_approvals
 WHERE salon_id = %s AND account_id = %s AND name = %s AND status = 'approved' ORDER BY language
"""
_WITHDRAW: Final = """
UPDATE template_approvals SET status = 'paused', at = clock_timestamp()
 WHERE salon_id = %s AND account_id = %s AND name = %s AND language = %s
"""
_SAID_AS: Final = "UPDATE outbox SET said_as = %s WHERE salon_id = %s AND outbox_id = %s"


async def keep(tx: Bound, account_id: AccountId, found: Iterable[Approval]) -> None:
    """Put what an account's provider says now in the place of what it said before."""
    unique = {(one.name, one.language): one.status.value for one in found}
    await tx.rows(_FORGET, (tx.salon_id, account_id))
    columns: tuple[Sequence[str], ...] = (
        [name for name, _ in unique],
        [language for _, language in unique],
        [*unique.values()],
    )
    await tx.rows(_KEEP, (tx.salon_id, account_id, *columns))


async def known(tx: Bound, account_id: AccountId) -> tuple[Approval, ...]:
    """Give what is known of an account's templates."""
    found = await tx.rows(_KNOWN, (tx.salon_id, account_id))
    return tuple(Approval(name, code, Status(status), at) for name, code, status, at in found)


async def usable(
    tx: Bound, account_id: AccountId, opening: Opening | None, choices: Sequence[Choice]
) -> tuple[Worded, ...]:
    """Give the approved templates that say a message, the best first."""
    if opening is None:
        return ()
    found = await tx.rows(_APPROVED, (tx.salon_id, account_id, opening.key))
    return choose(opening, [code for (code,) in found], choices)


async def withdraw(tx: Bound, account_id: AccountId, worded: Worded) -> None:
    """Note that a template is not to be used, until the next sync says otherwise."""
    await tx.rows(_WITHDRAW, (tx.salon_id, account_id, worded.name, worded.code))


async def say_as(tx: Bound, message: OutboxId, worded: Worded | None) -> None:
    """Note on a message which template says it, None for none."""
    said = worded and f"{worded.name} ({worded.code})"
    await tx.rows(_SAID_AS, (said, tx.salon_id, message))
