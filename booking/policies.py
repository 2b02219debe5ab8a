"""The salon's terms as they were on any day: versions are added, never changed."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import msgspec

from booking.policy import Policy
from booking.records import call
from foundation.db import Bound
from foundation.errors import Refused

_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('policies ' || %b::text, 0))"
_LOAD = "SELECT body::text FROM policies WHERE salon_id = %b AND version = %b"
_NEWEST = (
    "SELECT version, body::text FROM policies WHERE salon_id = %b ORDER BY version DESC LIMIT 1"
)
_ADD = "INSERT INTO policies (salon_id, version, body) VALUES (%b, %b, %b::text::jsonb)"
_IN_FORCE = (
    "SELECT s.zone, coalesce((SELECT p.body::text FROM policies p WHERE p.salon_id = s.salon_id"
    " ORDER BY p.version DESC LIMIT 1), '{}') FROM salons s WHERE s.salon_id = %b"
)
_decoder = msgspec.json.Decoder(Policy)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of now, with the clock by which the salon's days begin."""

    policy: Policy
    zone: ZoneInfo


async def in_force(tx: Bound) -> Terms:
    """Give the newest terms; LookupError for a salon that is not there."""
    row = await call(tx, _IN_FORCE, (tx.salon_id,))
    if row is None:
        raise LookupError(tx.salon_id)
    return Terms(_decoder.decode(row[1]), ZoneInfo(row[0]))


async def load(tx: Bound, version: int) -> Policy:
    """Give one version of the terms, 0 for those of a salon that has set none.

    Raises Refused("no_such_policy").
    """
    if version == 0:
        return Policy()
    row = await call(tx, _LOAD, (tx.salon_id, version))
    if row is None:
        raise Refused("no_such_policy", version=version)
    return msgspec.structs.replace(_decoder.decode(row[0]), version=version)


async def publish(tx: Bound, policy: Policy) -> int:
    """Make these the terms from now on; give their version, the newest one if nothing differs."""
    await tx.rows(_ALONE, (str(tx.salon_id),))  # who publishes at the same time comes next
    row = await call(tx, _NEWEST, (tx.salon_id,))
    newest, body = row or (0, "{}")
    if msgspec.structs.replace(policy, version=0) == _decoder.decode(body):
        return int(newest)
    text = msgspec.json.encode(msgspec.structs.replace(policy, version=0)).decode()
    await tx.rows(_ADD, (tx.salon_id, newest + 1, text))
    return int(newest) + 1
