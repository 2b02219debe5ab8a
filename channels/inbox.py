"""The inbox: what came in is ours once `hear` has committed it, once per provider's id."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

import msgspec

from channels import invitations, registry
from channels.accounts import Connected
from channels.consent import edge, ledger
from channels.consent.words import Wish
from channels.message import Inbound, Kind
from foundation import faults, ids
from foundation.clock import monotonic
from foundation.crypto import Vault
from foundation.db import Bound, Calls, Row
from foundation.house import House
from foundation.ids import AccountId, ConversationId, CustomerId, InboxId, SalonId
from foundation.settings import Settings

_HEAR = """
SELECT conversation, revision, customer, language, fresh, opted_out, catalogue, ids, kinds, bodies,
       wait
FROM hear(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_GATHER = """
SELECT revision, customer, language, opted_out, catalogue, ids, kinds, bodies, wait
FROM gather(%s, %s)
"""
_HOPELESS = """
SELECT inbox_id FROM inbox
WHERE salon_id = %s AND conversation_id = %s AND answered_revision IS NULL AND tries >= %s
ORDER BY sequence, inbox_id
"""
_CAME_BY = """
UPDATE conversations SET campaign = %s
WHERE salon_id = %s AND conversation_id = %s AND campaign IS NULL
"""
_GIVE_UP = "UPDATE inbox SET given_up = %s WHERE salon_id = %s AND inbox_id = ANY (%s)"

_MORE_MAY_FOLLOW = frozenset({Kind.TEXT, Kind.MEDIA, Kind.LOCATION})
"""What people send several of for one wish; what is tapped says all that was meant."""
_AT_ONCE = timedelta()
_NONE = (_AT_ONCE, _AT_ONCE)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """One unanswered message of a conversation; `told` when its carrier has answered it."""

    id: InboxId
    kind: Kind
    text: str
    choice_id: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it stands: its fence, all that is unanswered in the provider's order.

    `wait` are the seconds until it is due, by the database's clock: 0 when it is. `heard` is when
    the customer has just written, by the own clock; None where that is not known.
    """

    salon_id: SalonId
    account_id: AccountId
    conversation_id: ConversationId
    revision: int
    customer_id: CustomerId | None
    language: str | None
    catalogue_revision: int
    address: str
    letters: tuple[Letter, ...]
    fresh: bool = True
    wait: float = 0.0
    opted_out: bool = False
    heard: float | None = None

    @property
    def newest(self) -> InboxId:
        """Tell the last that came of what is unanswered, 0 when nothing is."""
        return max((one.id for one in self.letters), default=InboxId(0))


async def hear(
    house: House,
    connected: Connected,
    inbound: Inbound,
    raw: bytes | None = None,
    *,
    waits: bool = True,
) -> Talk:
    """Store one message durably; a repeated delivery stores nothing and has `fresh` False.

    `raw` is the webhook's exact body, kept sealed for 30 days. An opt-out is in force with it.
    What no more can follow on does not wait for quiet: `waits` is False. What a link has written
    for them is as if they had typed it; its campaign stays with the conversation.
    """
    typed, campaign = invitations.opened(inbound)
    talk = await _stored(house, connected, typed, raw, waits=waits)
    if campaign:
        async with house.database.unit_of_work(talk.salon_id) as tx:
            await tx.rows(_CAME_BY, (campaign, talk.salon_id, talk.conversation_id))
    return talk


async def _stored(
    house: House, connected: Connected, inbound: Inbound, raw: bytes | None, *, waits: bool
) -> Talk:
    vault, salon_id = house.vault, connected.salon_id
    heed = edge.heed(inbound, registry.adapter(connected.account.kind).limits)
    content = {"text": inbound.text, "choice_id": inbound.choice_id}
    address = inbound.address
    values = (
        salon_id,
        connected.account_id,
        ids.new(),
        vault.keyed_hash(f"{connected.account_id}:{address.value}", "address"),
        vault.seal(address.value, salon_id.bytes),
        address.language,
        inbound.provider_id,
        order(house, inbound),
        heed.kind.value,
        vault.seal(msgspec.json.encode(content | {"told": heed.told}).decode(), salon_id.bytes),
        None if raw is None else sha256(raw).digest(),
        None if raw is None else vault.seal(raw.decode("utf-8", "replace"), salon_id.bytes),
        *(_patience(house.settings, heed.kind, inbound.choice_id) if waits else _NONE),
        *ledger.hashed(vault, connected.account.kind, address.value),
        heed.wish and heed.wish.value,
        heed.otherwise.value,
        ledger.TRUST,
    )
    heard = _written(house, inbound)
    faults.point("inbox_before_commit")
    [row] = await _heard(house, salon_id, values, waits=heed.wish is Wish.OPT_OUT)
    faults.point("inbox_committed")
    talk = _talk(vault, connected, address.value, row)
    if not talk.opted_out and any(one.kind is Kind.OPT_OUT for one in talk.letters):
        # Taken back since, or committed while this one was being stored.
        talk = await gather(house, talk)
    return replace(talk, heard=heard) if talk.fresh else talk


async def gather(house: House, talk: Talk, calls: Calls | None = None) -> Talk:
    """Look again at a conversation that waits: what is unanswered by now, how long it waits.

    All of it is of one moment: a STOP is never seen without the opt-out that it made, or it would
    pass for one taken back since. `calls` is the transaction to look in, if any is open.
    """
    calls = calls or house.database
    [row] = await calls.rows(_GATHER, (talk.salon_id, talk.conversation_id))
    revision, customer, language, opted_out, catalogue, numbers, kinds, bodies, wait = row
    return replace(
        talk,
        revision=revision,
        customer_id=customer,
        language=language,
        catalogue_revision=catalogue,
        letters=_letters(house.vault, talk.salon_id, numbers, kinds, bodies),
        wait=(wait or 0) / 1000,
        opted_out=opted_out,
    )


def order(house: House, inbound: Inbound) -> int:
    """Give a message's place among others: its provider's, else when it came in ms.

    First of all it never is: a STOP that tells no time would be older than any START.
    """
    return inbound.sequence or round(house.clock().timestamp() * 1000)


def _written(house: House, inbound: Inbound) -> float:
    """Tell when a message was written, as its provider says, by the own clock."""
    at = inbound.facts.get("timestamp")
    late = house.clock().timestamp() - at if isinstance(at, int | float) else 0.0
    return monotonic() - max(0.0, late)


async def _heard(
    house: House, salon_id: SalonId, values: Sequence[object], *, waits: bool
) -> list[Row]:
    """Store it; what may wait for messages under way has a connection of its own for that."""
    if not waits:
        return await house.database.rows(_HEAR, values)
    async with house.database.hot_work(salon_id) as tx:
        return await tx.rows(_HEAR, values)


def _patience(settings: Settings, kind: Kind, choice_id: str) -> tuple[timedelta, timedelta]:
    """Tell how long the message waits for quiet, how long at most since the first of its burst."""
    if kind not in _MORE_MAY_FOLLOW or choice_id:
        return _NONE
    return settings.quiet_seconds * _SECOND, settings.burst_seconds * _SECOND


def _talk(vault: Vault, connected: Connected, address: str, row: Row) -> Talk:
    conversation, revision, customer, language, fresh, opted_out, catalogue, *rest, wait = row
    return Talk(
        salon_id=connected.salon_id,
        account_id=connected.account_id,
        conversation_id=ConversationId(conversation),
        revision=revision,
        customer_id=customer,
        language=language,
        catalogue_revision=catalogue,
        address=address,
        letters=_letters(vault, connected.salon_id, *rest),
        fresh=fresh,
        wait=(wait or 0) / 1000,
        opted_out=opted_out,
    )


def _letters(
    vault: Vault,
    salon_id: SalonId,
    numbers: list[int] | None,
    kinds: list[str] | None,
    bodies: list[bytes] | None,
) -> tuple[Letter, ...]:
    found = zip(numbers or (), kinds or (), bodies or (), strict=True)
    return tuple(letter(vault, salon_id, number, kind, body) for number, kind, body in found)


def letter(vault: Vault, salon_id: SalonId, number: int, kind: str, body: bytes) -> Letter:
    """Open one sealed message."""
    content = msgspec.json.decode(vault.open(body, salon_id.bytes))
    told = content.get("told", False)
    return Letter(InboxId(number), Kind(kind), content["text"], content["choice_id"], told)


async def hopeless(tx: Bound, conversation_id: ConversationId, tries: int) -> tuple[InboxId, ...]:
    """Name what is unanswered in a conversation after so many tries."""
    found = await tx.rows(_HOPELESS, (tx.salon_id, conversation_id, tries))
    return tuple(InboxId(number) for (number,) in found)


async def give_up(tx: Bound, letters: Sequence[InboxId], reason: str) -> None:
    """Mark what no turn can answer; `reason` says why, never what was written."""
    await tx.rows(_GIVE_UP, (reason, tx.salon_id, list(letters)))
