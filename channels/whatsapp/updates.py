"""Reading a webhook's bytes into events of the house."""

from collections.abc import Iterator
from typing import Final

from channels.clean import clean, each, read_json, shaped
from channels.message import Address, Event, Fate, Inbound, Kind, Notice, Receipt, Topic
from channels.whatsapp.messages import Facts, Meant, meaning
from channels.whatsapp.wire import (
    Change,
    Contact,
    Entry,
    Envelope,
    Error,
    Head,
    Message,
    Status,
    Value,
)

_FATES: Final = {
    "sent": Fate.SENT,
    "delivered": Fate.DELIVERED,
    "read": Fate.READ,
    "played": Fate.READ,  # a voice message that was heard
    "failed": Fate.FAILED,
}
_LONGEST_ADDRESS: Final = 160
_LONGEST_ID: Final = 512
_LAST_SECOND: Final = 10**11  # beyond the year 5000: no time, and too near the end of a bigint


def parse(body: bytes) -> tuple[Event, ...]:
    """Read all that a webhook tells, every entry, change, message, status; raises Unreadable.

    Facts name the `phone_number_id` it is meant for: whether that is the account's own is for
    those who know the account.
    """
    # A batch of a strange shape is acknowledged, or Meta would repeat it for days.
    envelope = shaped(read_json(body), Envelope)
    changes = (
        change
        for entry in each(envelope and envelope.entry, Entry)
        for change in each(entry.changes, Change)
        if change.field == "messages"  # echoes of the salon's own phone have another field
    )
    return tuple(event for change in changes for event in _events(change.value))


def _events(value: Value) -> Iterator[Event]:
    facts: Facts = {}
    if value.metadata and value.metadata.phone_number_id:
        facts["phone_number_id"] = clean(value.metadata.phone_number_id)
    for error in each(value.errors, Error):
        yield Notice(Topic.TROUBLE, facts | {"error_code": error.code} | _reason(error))
    contacts = each(value.contacts, Contact)
    for head, meant in _messages(value.messages):
        found = _inbound(head, meant, contacts, facts)
        if found:
            yield found
    for status in each(value.statuses, Status):
        receipt = _receipt(status, facts)
        if receipt:
            yield receipt


def _messages(values: object) -> Iterator[tuple[Head, Meant]]:
    """Read each message; one whose content has a strange shape is at least somebody's message."""
    for one in values if isinstance(values, list) else ():
        message = shaped(one, Message)
        if message:
            yield message, meaning(message)
        elif head := shaped(one, Head):
            yield head, Meant(Kind.UNSUPPORTED, {})


def _inbound(head: Head, meant: Meant, contacts: list[Contact], shared: Facts) -> Inbound | None:
    sender = clean(head.sender or head.from_user_id or "")
    number = clean(head.id)
    if head.group_id or not (_fits(sender, _LONGEST_ADDRESS) and _fits(number, _LONGEST_ID)):
        return None
    facts: Facts = {"message_id": number} | shared | _who(head, contacts) | meant.facts
    at = _seconds(head.timestamp)
    if at:
        facts["timestamp"] = at
    for error in each(head.errors, Error)[:1]:
        facts["error_code"] = error.code
    facts |= _origin(head) if isinstance(head, Message) else {}
    address = Address(sender)
    return Inbound(meant.kind, address, number, at * 1000, meant.text, meant.choice, facts=facts)


def _origin(message: Message) -> Facts:
    """Tell what a message answers, or which advertisement it came from."""
    facts: Facts = {}
    if message.context and message.context.id:
        facts["reply_to"] = clean(message.context.id)
    if message.referral and message.referral.source_id:
        facts["referral"] = clean(message.referral.source_id)
    return facts


def _who(head: Head, contacts: list[Contact]) -> Facts:
    """Tell the sender's name, beside the id that stays when the phone number is hidden."""
    facts: Facts = {}
    theirs = next((one for one in contacts if _same(one, head)), Contact())
    user = head.from_user_id or theirs.user_id
    if user:
        facts["user_id"] = clean(user)
    if theirs.profile and theirs.profile.name:
        facts["name"] = clean(theirs.profile.name)
    return facts


def _same(contact: Contact, head: Head) -> bool:
    phone = bool(head.sender) and contact.wa_id == head.sender
    return phone or (bool(head.from_user_id) and contact.user_id == head.from_user_id)


def _receipt(status: Status, shared: Facts) -> Receipt | None:
    fate = _FATES.get(status.status)
    reference = clean(status.id)
    if not (fate and _fits(reference, _LONGEST_ID)):
        return None
    facts: Facts = dict(shared)
    recipient = status.recipient_id or status.recipient_user_id
    if recipient:
        facts["recipient"] = clean(recipient)
    if status.biz_opaque_callback_data is not None:
        facts["tracker"] = clean(status.biz_opaque_callback_data)
    if at := _seconds(status.timestamp):
        facts["timestamp"] = at
    error = next(iter(each(status.errors, Error)), Error())
    return Receipt(reference, fate, error.code, facts | _reason(error))


def _reason(error: Error) -> Facts:
    # The title alone: details may quote what was sent.
    return {"reason": clean(error.title)} if error.title else {}


def _fits(value: str, most: int) -> bool:
    return 0 < len(value) <= most


def _seconds(stamp: str | int | None) -> int:
    """Read Unix seconds, which come as a string; 0 for what is none."""
    digits = str(stamp) if isinstance(stamp, int) else stamp or ""
    plain = digits.isascii() and digits.isdigit() and len(digits) < 12
    return int(digits) if plain and int(digits) < _LAST_SECOND else 0
