"""What this room keeps sealed, what of it is found by hash."""

from collections.abc import Sequence

import msgspec

from channels.consent import reach
from foundation.sealed import Hashed, Plain, Sealed

_ACCOUNT, _TALK, _CONSENT = ("account_id",), ("conversation_id",), ("consent_id",)

SEALED = (
    Sealed("accounts", "secrets", _ACCOUNT),
    Sealed("conversations", "address", _TALK),
    Sealed("inbox", "body", ("inbox_id",)),
    Sealed("outbox", "body", ("outbox_id",)),
    Sealed("deliveries", "body", ("delivery_id",)),
    Sealed("consents", "address", _CONSENT),
)


def _token(opened: str, _: Sequence[object]) -> str:
    return str(msgspec.json.decode(opened)["token"])


def _address(opened: str, beside: Sequence[object]) -> str:
    return f"{beside[0]}:{opened}"


def _person(opened: str, beside: Sequence[object]) -> str:
    return reach.value(str(beside[0]), opened)


HASHED = (
    Hashed("accounts", "token_hash", _ACCOUNT, "account", "secrets", _token),
    Hashed("conversations", "address_hash", _TALK, "address", "address", _address, _ACCOUNT),
    Hashed("conversations", "person", _TALK, reach.PURPOSE, "address", _person, ("channel",)),
    Hashed("consents", "person", _CONSENT, reach.PURPOSE, "address", _person, ("channel",)),
)

PLAIN = (Plain("deliveries", "body_hash", "a hash of the body, without a key"),)
