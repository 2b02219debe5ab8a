"""What this room keeps sealed, what of it is found by hash."""

from collections.abc import Sequence

from booking import contacts
from foundation.sealed import Hashed, Plain, Sealed

_CUSTOMER = ("customer_id",)

SEALED = (
    Sealed("customers", "name_enc", _CUSTOMER),
    Sealed("customers", "phone_enc", _CUSTOMER),
    Sealed("customers", "email_enc", _CUSTOMER),
    Sealed("customer_notes", "text_enc", ("note_id",)),
)


def _folded(opened: str, _: Sequence[object]) -> str:
    return contacts.folded(opened)


def _as_it_is(opened: str, _: Sequence[object]) -> str:
    return opened


HASHED = (
    Hashed("customers", "name_hash", _CUSTOMER, contacts.NAME, "name_enc", _folded),
    Hashed("customers", "phone_hash", _CUSTOMER, contacts.PHONE, "phone_enc", _as_it_is),
    Hashed("customers", "email_hash", _CUSTOMER, contacts.EMAIL, "email_enc", _folded),
)

PLAIN = (
    Plain("customer_codes", "code_hash", "codes live for ten minutes"),
    Plain("staff_feeds", "token_hash", "hashes of unguessable tokens, without a key"),
)
