"""What a failed send means: for the message, its conversation, its account, for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

import structlog

from channels import breaker, outbox
from channels.accounts import Accounts
from channels.consent import ledger
from channels.consent.ledger import How
from channels.outbox import Parcel
from channels.port import AccountTrouble, Busy, OptedOut, Unreachable, WindowClosed
from channels.spending import Barred, Crowded
from foundation import cases
from foundation.db import Tx
from foundation.errors import Permanent, Transient, Unknown
from foundation.house import House

log = structlog.get_logger(__name__)

ATTEMPTS: Final = 8
"""Tries after which a message that alone fails is given up."""

Failure = Transient | Permanent | Unknown

_LONGEST_WAIT: Final = 300.0
_LONGEST_ASKED: Final = 3600.0
"""Seconds that a provider is obeyed at once: after these it is asked again, who asked for days."""
_BUSY: Final = 5.0  # seconds, where a provider that is busy names no time
_QUEUED: Final = "queued"
_PATIENT: Final = 3  # tries of an SMS where too many go


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a message: its status, why, after how many seconds it is tried again.

    `case` is the kind of case that a person gets, one for each `key`, else for each message, with
    `facts`; `rests` how long the whole account does; a wait that is not the message's own fault is
    not `tried`.
    """

    status: str
    reason: str
    wait: float = 0.0
    tried: bool = True
    case: str = ""
    key: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    rests: float = 0.0


async def settle(house: House, accounts: Accounts, parcel: Parcel, failure: Failure) -> bool:
    """Write what a failure means; tell whether the next of the conversation may go."""
    async with house.database.unit_of_work(parcel.salon_id) as tx:
        if isinstance(failure, OptedOut):
            await _note_opt_out(tx, house, accounts, parcel, failure)
        verdict = await _judged(tx, parcel, failure)
        ours = await outbox.mark(
            tx, house, parcel, verdict.status, verdict.reason, verdict.wait, tried=verdict.tried
        )
        if ours and verdict.case:
            key = verdict.key or f"{verdict.case}:{parcel.id}"
            ids = {"conversation": parcel.conversation_id, "account": parcel.account_id}
            await cases.report(tx, verdict.case, key, message=parcel.id, **ids, **verdict.facts)
    if verdict.rests:
        await accounts.paces.hold(parcel.account_id, verdict.rests)
    log.warning(
        "not sent",
        outbox_id=parcel.id,
        status=verdict.status,
        reason=verdict.reason,
        wait=verdict.wait,
    )
    return verdict.status != _QUEUED


async def put_back(house: House, parcel: Parcel, reason: str, wait: float = 0.0) -> None:
    """Queue a message that was not tried, to go after `wait` seconds."""
    async with house.database.unit_of_work(parcel.salon_id) as tx:
        await outbox.mark(tx, house, parcel, _QUEUED, reason, wait, tried=False)


async def _judged(tx: Tx, parcel: Parcel, failure: Failure) -> Verdict:
    if isinstance(failure, Unknown):
        rests = await breaker.failed(tx, parcel.account_id, failure.reason)
        return Verdict("unknown", failure.reason, case="unknown", rests=rests)
    if isinstance(failure, Barred):
        case, key = failure.case, failure.key
        return Verdict("failed", failure.reason, case=case, key=key, facts=failure.facts)
    if isinstance(failure, Crowded):
        return _crowded(parcel, failure)
    if isinstance(failure, Busy):
        return await _busy(tx, parcel, failure)
    if isinstance(failure, Transient):
        return await _again(tx, parcel, failure)
    return await _never(tx, parcel, failure)


async def _busy(tx: Tx, parcel: Parcel, failure: Busy) -> Verdict:
    asked = _asked(failure)
    wait = _BUSY * chance(parcel) if asked is None else asked
    if failure.recipient:
        return Verdict(_QUEUED, failure.reason, wait, tried=False)
    await breaker.hold(tx, parcel.account_id, wait, failure.reason)
    if wait > _LONGEST_WAIT:  # nobody is answered meanwhile: a person has to know
        account = parcel.account_id
        why = failure.reason
        await cases.report(tx, "provider_away", f"away:{account}", account=account, reason=why)
    return Verdict(_QUEUED, failure.reason, wait, tried=False, rests=wait)


def _crowded(parcel: Parcel, failure: Crowded) -> Verdict:
    """Let a message wait for room, but not for ever: who pumps has a thousand of them."""
    waits = parcel.attempts + 1 < _PATIENT
    wait = (failure.retry_after or 0.0) * chance(parcel)
    status = _QUEUED if waits else "failed"
    return Verdict(status, failure.reason, wait, case="sms_prefix", key=failure.key)


async def _again(tx: Tx, parcel: Parcel, failure: Transient) -> Verdict:
    """Put a message off; while all of the account fail, that is not held against this one."""
    tries = parcel.attempts + 1
    asked = _asked(failure)
    wait = wait_before(tries) * chance(parcel) if asked is None else asked
    if rests := await breaker.failed(tx, parcel.account_id, failure.reason):
        wait = max(wait, rests)
        return Verdict(_QUEUED, failure.reason, wait, tried=False, rests=rests)
    if tries >= ATTEMPTS:
        reason = f"given up after {tries} tries: {failure.reason}"
        return Verdict("failed", reason, case="not_sent")
    return Verdict(_QUEUED, failure.reason, wait)


async def _never(tx: Tx, parcel: Parcel, failure: Permanent) -> Verdict:
    if isinstance(failure, AccountTrouble):
        wait = await breaker.trouble(tx, parcel.account_id, failure.reason)
        return Verdict(_QUEUED, failure.reason, wait, tried=False, rests=wait)
    if isinstance(failure, Unreachable):
        await outbox.block(tx, parcel)
        return Verdict("failed", failure.reason, case="undelivered")
    if isinstance(failure, OptedOut):
        return Verdict("failed", failure.reason)
    case = "window_closed" if isinstance(failure, WindowClosed) else "not_sent"
    return Verdict("failed", failure.reason, case=case)


async def _note_opt_out(
    tx: Tx, house: House, accounts: Accounts, parcel: Parcel, failure: OptedOut
) -> None:
    """Take the provider's word that somebody wants no messages."""
    connected = await accounts.by_id(parcel.salon_id, parcel.account_id)
    person = ledger.hashed(house.vault, connected.account.kind, parcel.address)
    await ledger.withdraw(tx, parcel.conversation_id, person, How.PROVIDER, failure.reason)


def _asked(failure: Transient) -> float | None:
    """Give the seconds that a provider asked to wait, as far as it is obeyed."""
    asked = failure.retry_after
    return None if asked is None else min(max(asked, 0.0), _LONGEST_ASKED)


def wait_before(tries: int) -> float:
    """Give the seconds to wait after so many tries: doubling from 1 s up to 5 minutes."""
    return min(_LONGEST_WAIT, 2.0 ** (tries - 1))


def chance(parcel: Parcel) -> float:
    """Give 0.75 to 1.25, another for each message and try: not all come back at one moment."""
    drawn = blake2b(f"{parcel.id}:{parcel.attempts}".encode(), digest_size=2).digest()
    return 0.75 + int.from_bytes(drawn) / 2**17
