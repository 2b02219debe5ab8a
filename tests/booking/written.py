"""The diary as its tables have it, read without asking who occupies what."""

import msgspec
import psycopg

from booking import checks
from booking.catalogue import Catalogue
from booking.plan import Segment
from booking.status import Status
from tests.booking.ledger import Blocked, Booked, Ledger, Promise, Taught

_WIPE = b"""
DO $$ BEGIN
  SET LOCAL session_replication_role = replica;
  DELETE FROM occupied; DELETE FROM holds; DELETE FROM planned_reminders;
  DELETE FROM booking_segments; DELETE FROM booking_history; DELETE FROM bookings;
  DELETE FROM blocks; DELETE FROM class_seats; DELETE FROM class_sessions;
END $$
"""
_PART = """
json_build_object('service', s.service_id, 'staff', s.staff_id,
  'start', (extract(epoch FROM s.starts_at) / 60)::integer,
  'end', (extract(epoch FROM s.ends_at) / 60)::integer,
  'addons', s.addons, 'resources', s.resource_ids, 'class_id', s.class_id)
"""
_BOOKINGS = f"""
SELECT b.booking_id, b.status, b.version, b.party_id, b.conversation_id,
       (SELECT h.details ? 'override' FROM booking_history h
          WHERE h.booking_id = b.booking_id AND (h.seq = 1 OR h.cause = 'rescheduled')
          ORDER BY h.seq DESC LIMIT 1),
       (SELECT json_agg({_PART} ORDER BY s.position)::text FROM booking_segments s
          WHERE s.booking_id = b.booking_id)
  FROM bookings b
""".encode()  # noqa: S608 - constants
_HOLDS = b"""
SELECT holder, hold_id, plan::text FROM holds WHERE expires_at > clock_timestamp()
"""
_BLOCKS = b"""
SELECT block_id, coalesce(staff_id, resource_id),
       (extract(epoch FROM starts_at) / 60)::integer, (extract(epoch FROM ends_at) / 60)::integer
  FROM blocks WHERE removed_at IS NULL
"""
_CLASSES = f"""
SELECT s.class_id, (SELECT count(*) FROM class_seats c WHERE c.class_id = s.class_id),
       ({_PART.replace("s.addons", "'[]'::json").replace("s.class_id", "NULL")})::text
  FROM class_sessions s WHERE s.cancelled_at IS NULL
""".encode()  # noqa: S608 - constants
# All promises of the diary in one question.
_PROMISES = " UNION ALL ".join(
    f"SELECT $name${one.name}$name$ || ': ' || found::text"  # noqa: S608 - constants
    f" FROM ({one.sql}) AS broken (found)"
    for one in checks.INVARIANTS
).encode()


class _Visit(msgspec.Struct):
    segments: tuple[Segment, ...]


class _Plan(msgspec.Struct):
    visits: tuple[_Visit, ...]


_plan = msgspec.json.Decoder(_Plan)
_parts = msgspec.json.Decoder(tuple[Segment, ...])
_part = msgspec.json.Decoder(Segment)


def wipe(admin: psycopg.Connection) -> None:
    """Empty the diary."""
    admin.execute(_WIPE)


def broken(admin: psycopg.Connection) -> list[str]:
    """Give the promises that are not kept, each with who breaks it."""
    return [str(row[0]) for row in admin.execute(_PROMISES)]


def read(admin: psycopg.Connection, catalogue: Catalogue) -> Ledger:
    """Read the diary from what was promised to whom; `occupied` is not looked at."""
    with admin.pipeline():
        holds, bookings, blocks, classes = (
            admin.execute(one) for one in (_HOLDS, _BOOKINGS, _BLOCKS, _CLASSES)
        )
    return Ledger(
        catalogue,
        holds={
            holder: Promise(hold, tuple(one.segments for one in _plan.decode(plan).visits))
            for holder, hold, plan in holds
        },
        bookings={
            booking: Booked(
                _parts.decode(parts or "[]"), Status(status), version, party, talk, bool(bare)
            )
            for booking, status, version, party, talk, bare, parts in bookings
        },
        blocks={block: Blocked(*span) for block, *span in blocks},
        classes={session: Taught(_part.decode(part), seats) for session, seats, part in classes},
    )
