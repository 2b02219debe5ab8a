"""Reading a webhook's bytes into events of the house."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from channels.clean import clean, read_json, shaped
from channels.evolution.messages import Facts, Meant, changed, meaning, unwrapped
from channels.evolution.wire import (
    Connection,
    Context,
    Envelope,
    Key,
    Protocol,
    Status,
    Upsert,
)
from channels.message import Address, Event, Fate, Inbound, Kind, Notice, Receipt, Topic

_FATES: Final = {
    "ERROR": Fate.FAILED,
    "SERVER_ACK": Fate.SENT,
    "DELIVERY_ACK": Fate.DELIVERED,
    "READ": Fate.READ,
    "PLAYED": Fate.READ,
}
# A person's jid may name the device after a colon; groups, lists, channels, stories are no person.
_PHONE: Final = re.compile(r"([0-9]{5,20})(?::[0-9]+)?@(?:s\.whatsapp\.net|c\.us)")
_HIDDEN: Final = re.compile(r"([0-9]{5,24})(?::[0-9]+)?@lid")
_LONGEST_ID: Final = 256
_LAST_SECOND: Final = 10**11  # beyond the year 5000: no time, and too near the end of a bigint


def parse(body: bytes) -> tuple[Event, ...]:
    """Read all that a webhook tells; raises Unreadable.

    Facts name the `instance` it comes from: whether that is the account's own is for those who
    know the account.
    """
    # An event of a strange shape is acknowledged, or Evolution would repeat it for half an hour.
    envelope = shaped(read_json(body), Envelope)
    if not envelope:
        return ()
    # Written as MESSAGES_UPSERT where it is configured, as messages.upsert where it is sent.
    reader = _READERS.get(re.sub("[_-]", ".", (envelope.event or "").lower()))
    if not reader:
        return ()
    told = envelope.data if isinstance(envelope.data, list) else [envelope.data]
    return tuple(event for one in told for event in reader(one, envelope))


def _message(data: object, envelope: Envelope) -> Iterator[Event]:
    said = shaped(data, Upsert)
    number = _number(said.key) if said else ""
    address = _customer(said.key) if said else None
    # Without content it could not be decrypted: answering would hide it when it comes again.
    if not (said and number and address and said.message):
        return
    meant = meaning(said.message, address.value)
    if not meant:
        return
    facts = _facts(number, said.key, envelope)
    at = _seconds(said.message_timestamp)
    if at:
        facts["timestamp"] = at
    if said.push_name:
        facts["name"] = clean(said.push_name)
    if reply_to := _answered(said):
        facts["reply_to"] = reply_to
    if meant.kind is Kind.MEDIA:
        facts["media_id"] = number
        if isinstance(stored := said.message.get("mediaUrl"), str):
            facts["media_url"] = clean(stored)
    facts |= meant.facts
    yield Inbound(meant.kind, address, number, at * 1000, meant.text, meant.choice, facts=facts)


def _answered(said: Upsert) -> str:
    """Find the message that is answered: beside the content, or within it."""
    within = [one for one in unwrapped(said.message or {}).values() if isinstance(one, dict)]
    places = [said.context_info, *(one.get("contextInfo") for one in within)]
    found = (context.stanza_id for one in places if (context := shaped(one, Context)))
    return clean(next(filter(None, found), ""))


def _change(data: object, envelope: Envelope) -> Iterator[Event]:
    change = shaped(data, Protocol)
    meant = changed(change) if change else None
    if not (change and meant):
        return
    moment = change.timestamp_ms
    at = _seconds(moment if isinstance(moment, int) else str(moment or ""), per_second=1000)
    found = _changed(change.key, meant, envelope, at)
    if found:
        yield found


def _deletion(data: object, envelope: Envelope) -> Iterator[Event]:
    key = shaped(data, Key)
    target = _number(key) if key else ""
    if key and target:
        found = _changed(key, Meant(Kind.DELETE, {"target": target}), envelope, 0)
        if found:
            yield found


def _changed(key: Key, meant: Meant, envelope: Envelope, at: int) -> Inbound | None:
    """Name a change, which has no id of its own, after its target.

    A key told from the customer's side names our own number as the chat: whose it is, is lost.
    """
    number, address = _number(key), _customer(key)
    our_own = _PHONE.fullmatch(envelope.sender or "")
    if not (number and address) or (our_own and our_own[1] == address.value):
        return None
    own_id = f"{number}:{meant.kind.value}:{at}"
    facts = _facts(number, key, envelope) | meant.facts
    return Inbound(meant.kind, address, own_id, at, meant.text, facts=facts)


def _status(data: object, envelope: Envelope) -> Iterator[Event]:
    told = shaped(data, Status)
    fate = _FATES.get(told.status or "") if told else None
    # What is not ours is a message of the customer that the salon read elsewhere.
    if not (told and fate and told.ours is not False and 0 < len(told.key_id) <= _LONGEST_ID):
        return
    facts = _shared(envelope)
    address = _customer(Key(remote=told.remote))
    if address:
        facts["recipient"] = address.value
    yield Receipt(clean(told.key_id), fate, facts=facts)


def _connection(data: object, envelope: Envelope) -> Iterator[Event]:
    told = shaped(data, Connection)
    if told and told.state:
        facts = _shared(envelope)
        facts["state"] = clean(told.state)
        if told.status_reason is not None:
            facts["reason"] = str(told.status_reason)
        yield Notice(Topic.CONNECTION, facts)


def _unlinked(_data: object, envelope: Envelope) -> Iterator[Event]:
    yield Notice(Topic.CONNECTION, _shared(envelope) | {"state": "logout"})


def _offered(_data: object, envelope: Envelope) -> Iterator[Event]:
    # The code itself would let anyone link the salon's number: it is not read.
    yield Notice(Topic.CONNECTION, _shared(envelope) | {"state": "qr"})


def _customer(key: Key) -> Address | None:
    """Give who wrote: the phone's digits, or the hidden id as a whole where no phone is told."""
    remote = key.remote or ""
    if key.ours:
        return None
    if phone := _PHONE.fullmatch(remote):
        return Address(phone[1])
    hidden = _HIDDEN.fullmatch(remote)
    if not hidden:
        return None
    phone = _PHONE.fullmatch(key.other or "")
    return Address(phone[1] if phone else f"{hidden[1]}@lid")


def _facts(number: str, key: Key, envelope: Envelope) -> Facts:
    facts: Facts = {"message_id": number, **_shared(envelope)}
    hidden = _HIDDEN.fullmatch(key.remote or "") or _HIDDEN.fullmatch(key.other or "")
    if hidden:
        facts["lid"] = hidden[1]
    return facts


def _shared(envelope: Envelope) -> Facts:
    return {"instance": clean(envelope.instance)} if envelope.instance else {}


def _number(key: Key) -> str:
    number = clean(key.id or "")
    return number if len(number) <= _LONGEST_ID else ""


def _seconds(stamp: object, *, per_second: int = 1) -> int:
    """Read Unix seconds: a number, its digits, or JavaScript's two halves; 0 for what is none."""
    if isinstance(stamp, dict):
        stamp = stamp.get("low")
    if isinstance(stamp, str) and stamp.isascii() and stamp.isdigit() and len(stamp) < 16:
        stamp = int(stamp)
    plain = isinstance(stamp, int) and 0 <= stamp < _LAST_SECOND * per_second
    return stamp if plain and isinstance(stamp, int) else 0


_READERS: Final[Mapping[str, Callable[[object, Envelope], Iterator[Event]]]] = {
    "messages.upsert": _message,
    "messages.update": _status,
    "messages.edited": _change,
    "messages.delete": _deletion,
    "connection.update": _connection,
    "logout.instance": _unlinked,
    "remove.instance": _unlinked,
    "qrcode.updated": _offered,
}
WANTED: Final = (
    "MESSAGES_UPSERT",
    "MESSAGES_UPDATE",
    "MESSAGES_EDITED",
    "MESSAGES_DELETE",
    "CONNECTION_UPDATE",
    "QRCODE_UPDATED",
    "LOGOUT_INSTANCE",
    "REMOVE_INSTANCE",
)
"""What setting the webhook asks for: exactly the events that are read."""
