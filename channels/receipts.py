"""Receipts: what providers tell later of our own messages, of the account itself."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from channels import breaker
from channels.accounts import Connected
from channels.message import Event, Fate, Notice, Receipt, Topic
from channels.port import Account
from foundation import cases
from foundation.house import House
from foundation.ids import ConversationId

_TAKE = "SELECT take_receipt(%s, %s, %s, %s, %s, %s)"

OWN: Final = ("phone_number_id", "instance")
"""Facts of an event that name its account; several accounts may share one webhook."""

_REASONS: Final[Mapping[str, Mapping[int, str]]] = {
    "whatsapp": {
        130472: "WhatsApp held it back from this customer as an experiment",
        131026: "this number has no WhatsApp, or too old an app",
        131042: "WhatsApp cannot charge the business account: check its payment",
        131047: "the customer was silent for more than a day: only a template may be sent",
        131048: "WhatsApp took it for spam",
        131049: "WhatsApp held it back: this customer has had many such messages",
        131051: "WhatsApp does not know this kind of message",
        131056: "too many messages to this customer at once",
    },
    "twilio": {
        21610: "this number wants no messages",
        30003: "the phone is switched off or out of reach",
        30004: "this number blocks the message",
        30005: "this number does not exist",
        30006: "this number cannot take text messages",
        30007: "the carrier filtered it as spam",
        30008: "the carrier did not say why",
        30034: "the number is not registered with the carriers",
    },
}
_UNSAID: Final = "the provider did not say why"

ELSEWHERE: Final[Mapping[str, frozenset[int | None]]] = {
    "whatsapp": frozenset({131026, 131047}),
    "evolution": frozenset({None}),
}
"""Failures of a message, by the kind of account, that another channel may make good."""

_BACK: Final = frozenset({"open"})
_ON_ITS_WAY: Final = frozenset({"connecting"})
_PACE: Final = frozenset({4, 80007, 130429, 131048, 131056})
"""Account errors that only say how fast we were: the outbox knows that already."""


def belongs(account: Account, event: Event) -> bool:
    """Tell whether an event of a batch is of this account, as far as it says whose it is."""
    pairs = [(event.facts.get(name), account.secrets.get(name, "").strip()) for name in OWN]
    if account.kind == "openphone":  # its webhook tells of all the workspace's numbers
        sender = account.secrets.get("from", "").strip()
        named = "phone_number_id" if sender.startswith("PN") else "to"
        pairs.append((event.facts.get(named), sender))
    return not any(told and known and told != known for told, known in pairs)


async def take(house: House, connected: Connected, events: Iterable[Event]) -> set[ConversationId]:
    """Take in all receipts and notices of a webhook; gives the conversations that changed.

    Once this returns they are ours. Repeated ones change nothing, nor do those of messages that
    are not ours; a receipt that is here before its message's own answer waits for that.
    """
    told = list(events)
    news = [one for one in told if isinstance(one, Receipt) and one.fate is not Fate.SENT]
    moved = await asyncio.gather(*(_receipt(house, connected, one) for one in news))
    for one in told:
        if isinstance(one, Notice):
            await _notice(house, connected, one)
    return {ConversationId(found) for found in moved if found is not None}


async def _receipt(house: House, connected: Connected, one: Receipt) -> UUID | None:
    if not one.reference:
        return None
    code = one.code if one.code is not None and abs(one.code) < 2**31 else None
    why = reason(connected.account.kind, code) if one.fate is Fate.FAILED else ""
    whose = (connected.salon_id, connected.account_id)
    values = (*whose, one.reference, one.fate.value, code, why)
    [(moved,)] = await house.database.rows(_TAKE, values)
    return None if moved is None else UUID(str(moved))


def reason(kind: str, code: int | None) -> str:
    """Say in plain words why a message did not arrive, with the provider's own number."""
    if not code:
        return _UNSAID
    known = _REASONS.get(kind, {}).get(code, _UNSAID)
    return f"{known} ({code})"


async def _notice(house: House, connected: Connected, notice: Notice) -> None:
    if notice.topic is Topic.CONNECTION:
        await _connection(house, connected, str(notice.facts.get("state") or ""))
    elif notice.facts.get("error_code") not in _PACE:
        await _trouble(house, connected, notice)


async def _connection(house: House, connected: Connected, state: str) -> None:
    """Open a case while an account's phone is not linked; once it is, its messages go on."""
    if state in _ON_ITS_WAY:
        return
    account = connected.account_id
    key = f"connection:{account}"
    async with house.database.unit_of_work(connected.salon_id) as tx:
        if state in _BACK:
            await cases.settle(tx, key)
            await breaker.try_again(tx, account)
        else:
            await cases.report(tx, "connection_lost", key, account=account, state=state[:20])


async def _trouble(house: House, connected: Connected, notice: Notice) -> None:
    code = notice.facts.get("error_code")
    number = int(code) if isinstance(code, int | float) and abs(code) < 2**31 else None
    account = connected.account_id
    async with house.database.unit_of_work(connected.salon_id) as tx:
        key = f"error:{account}:{number}"
        await cases.report(tx, "account_error", key, account=account, code=number)
