"""Typed ids of the house."""

import secrets
import time
from typing import NewType
from uuid import UUID

SalonId = NewType("SalonId", UUID)
StaffId = NewType("StaffId", UUID)
ServiceId = NewType("ServiceId", UUID)
CustomerId = NewType("CustomerId", UUID)
HoldId = NewType("HoldId", UUID)
BookingId = NewType("BookingId", UUID)
AccountId = NewType("AccountId", UUID)
ConversationId = NewType("ConversationId", UUID)
OperatorId = NewType("OperatorId", UUID)
ResourceId = NewType("ResourceId", UUID)
ClassId = NewType("ClassId", UUID)
BlockId = NewType("BlockId", UUID)
PartyId = NewType("PartyId", UUID)
EntryId = NewType("EntryId", UUID)
OfferId = NewType("OfferId", UUID)
InboxId = NewType("InboxId", int)
OutboxId = NewType("OutboxId", int)

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 letters: whoever reads I, L or O means 1 or 0."""


def new() -> UUID:
    """Make a time-ordered UUID, version 7 of RFC 9562: 48 bits of milliseconds, 74 of chance.

    Made here because PostgreSQL before 18 has no `uuidv7()`; the order keeps indexes dense.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | secrets.randbits(80)
    value = (value & ~(0xF << 76)) | (7 << 76)
    return UUID(int=(value & ~(0x3 << 62)) | (0x2 << 62))


def token() -> str:
    """Make an unguessable 128-bit token for a path or a cookie, URL-safe, 22 characters."""
    return secrets.token_urlsafe(16)


def code(length: int = 8) -> str:
    """Make a short code to read out or type, 5 bits a letter; none looks like another."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))
