"""All that is sealed in the database, every room's."""

from booking import sealed as diary
from channels import sealed as messages
from dialog import sealed as conversations
from foundation import sealed as floor
from foundation.sealed import Hashed, Plain, Sealed

_API = (Sealed("api_requests", "body", ("key_id", "request_key")),)

SEALED: tuple[Sealed, ...] = (*diary.SEALED, *messages.SEALED, *conversations.SEALED, *_API)

HASHED: tuple[Hashed, ...] = (*diary.HASHED, *messages.HASHED)

PLAIN: tuple[Plain, ...] = (
    *floor.PLAIN,
    *diary.PLAIN,
    *messages.PLAIN,
    Plain("operator_sessions", "token_hash", "hashes of unguessable tokens, without a key"),
    Plain("login_attempts", "address_hash", "attempts count for fifteen minutes"),
    Plain("login_attempts", "login_hash", "attempts count for fifteen minutes"),
    Plain("api_keys", "token_hash", "hashes of unguessable keys, without a key"),
    Plain("api_requests", "fingerprint", "a hash of the request, without a key"),
)
"""A room of the roof with one table needs no file for it."""

BY_COOKIE = (
    "cookies of the web chat, forms that are open: visitors begin anew, operators reload the page"
)
"""What else hangs on the last key, with nothing in the database to hash anew."""
