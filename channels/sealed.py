"""What this room keeps sealed, what of it is found by hash."""

from collections.abc import Sequence

import msgspec

from foundation.sealed import Hashed, Plain, Sealed

_ACCOUNT, _TALK = ("account_id",), ("conversation_id",)

SEALED = (
    Sealed("accounts", "secrets", _ACCOUNT),
    Sealed("conversations", "address", _TALK),
    Sealed("inbox", "body", ("inbox_id",)),
    Sealed("outbox", "body", ("outbox_id",)),
    Sealed("deliveries", "body", ("delivery_id",)),
)


def _token(opened: str, _: Sequence[object]) -> str:
    return str(msgspec.json.decode(opened)["token"])


def _address(opened: str, beside: Sequence[object]) -> str:
    return f"{beside[0]}:{opened}"


HASHED = (
    Hashed("accounts", "token_hash", _ACCOUNT, "account", "secrets", _token),
    Hashed("conversations", "address_hash", _TALK, "address", "address", _address, _ACCOUNT),
)

PLAIN = (Plain("deliveries", "body_hash", "a hash of the body, without a key"),)
