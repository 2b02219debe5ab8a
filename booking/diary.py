"""The diary as it stands, day by day, chair by chair; read only."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import RowMapping, text

from booking import entries
from booking.calendar import Span, Spans, cut, join, meet, midnight, moment, opening
from booking.calendar import working as working_of
from booking.catalogue import Catalogue
from booking.entries import Entry
from booking.sheet import Column, Day, Sheet, as_json
from foundation.db import Tx
from foundation.ids import ConversationId, CustomerId, PartyId, ServiceId
from foundation.money import Money

__all__ = ["GONE", "Column", "Day", "Entry", "Sheet", "as_json", "day", "pulse", "week"]

STAFF, RESOURCE = "staff", "resource"
GONE = frozenset({"cancelled", "expired"})
"""The statuses in which a booking has no chair any more."""

_DAY = timedelta(days=1)
_MINUTE = "(extract(epoch FROM {}) / 60)::integer"
_PARTS = f"""
(SELECT json_agg(json_build_object(
          'service', g.service_id, 'staff', g.staff_id, 'resources', g.resource_ids,
          'start', {_MINUTE.format("g.starts_at")}, 'end', {_MINUTE.format("g.ends_at")},
          'class_id', g.class_id, 'names', v.names, 'who', w.name) ORDER BY g.position)
   FROM booking_segments g
   JOIN services v ON (v.salon_id, v.service_id) = (g.salon_id, g.service_id)
   JOIN staff w ON (w.salon_id, w.staff_id) = (g.salon_id, g.staff_id)
   WHERE (g.salon_id, g.booking_id) = (b.salon_id, b.booking_id))
"""  # noqa: S608 - fixed text
# Whether the rules were skipped is asked as a value: for EXISTS Postgres reads all histories.
_BOOKINGS = text(
    f"""
    SELECT b.booking_id, b.customer_id, b.status, b.version, b.price_minor, b.currency, b.party_id,
           b.conversation_id, b.takes, {_PARTS} AS parts,
           (SELECT bool_or(h.details ? 'override') FROM booking_history h
             WHERE (h.salon_id, h.booking_id) = (b.salon_id, b.booking_id)) AS override
      FROM bookings b
      WHERE b.salon_id = :salon AND b.starts_at >= :since AND b.starts_at < :until
      ORDER BY b.starts_at, b.booking_id
    """  # noqa: S608 - fixed text
)
# A block may have begun up to a year before the day it is still in the way.
_OTHERS = text(
    f"""
    SELECT 'hold' AS kind, h.hold_id AS id, {_MINUTE.format("h.starts_at")} AS begins,
           {_MINUTE.format("h.ends_at")} AS ends, h.plan AS body, h.kind AS reason,
           h.holder, h.price_minor, h.currency, 0 AS seats, 0 AS sold,
           extract(epoch FROM h.expires_at - clock_timestamp())::float AS left_over
      FROM holds h
      WHERE h.salon_id = :salon AND h.starts_at >= :since AND h.starts_at < :until
        AND h.expires_at > clock_timestamp()
    UNION ALL
    SELECT 'block', k.block_id, {_MINUTE.format("k.starts_at")}, {_MINUTE.format("k.ends_at")},
           to_jsonb(coalesce(k.staff_id, k.resource_id)), k.reason, NULL, NULL, NULL, 0, 0, 0
      FROM blocks k
      WHERE k.salon_id = :salon AND k.removed_at IS NULL AND k.starts_at < :until
        AND k.starts_at > :since - interval '367 days' AND k.ends_at > :since
    UNION ALL
    SELECT 'class', c.class_id, {_MINUTE.format("c.starts_at")}, {_MINUTE.format("c.ends_at")},
           jsonb_build_object('service', c.service_id, 'staff', c.staff_id,
                              'resources', c.resource_ids, 'takes', c.takes),
           '', NULL, NULL, NULL,
           (SELECT count(*) FROM class_seats s
              WHERE (s.salon_id, s.class_id) = (c.salon_id, c.class_id)),
           (SELECT count(DISTINCT s.seat_id) FROM class_seats s
              JOIN occupied o ON (o.salon_id, o.seat_id) = (s.salon_id, s.seat_id)
              LEFT JOIN holds h ON (h.salon_id, h.hold_id) = (o.salon_id, o.hold_id)
              WHERE (s.salon_id, s.class_id) = (c.salon_id, c.class_id)
                AND (o.hold_id IS NULL OR h.expires_at > clock_timestamp())), 0
      FROM class_sessions c
      WHERE c.salon_id = :salon AND c.cancelled_at IS NULL
        AND c.starts_at >= :since AND c.starts_at < :until
    """  # noqa: S608 - fixed text
)
_PULSE = text(
    """
    SELECT (SELECT revision FROM salon_facts WHERE salon_id = :salon),
      (SELECT array[count(*), coalesce(sum(version), 0)] FROM bookings
         WHERE salon_id = :salon AND starts_at >= :since AND starts_at < :until),
      (SELECT array[count(*)::float, coalesce(extract(epoch FROM max(expires_at)), 0)::float]
         FROM holds WHERE salon_id = :salon AND starts_at >= :since AND starts_at < :until
          AND expires_at > clock_timestamp()),
      (SELECT array[count(*), count(removed_at)] FROM blocks WHERE salon_id = :salon
         AND starts_at > :since - interval '367 days' AND starts_at < :until),
      (SELECT array[count(*), count(cancelled_at)] FROM class_sessions
         WHERE salon_id = :salon AND starts_at >= :since AND starts_at < :until)
    """
)


async def day(tx: Tx, catalogue: Catalogue, day: date) -> Sheet:
    """Read one local day, in two round trips whatever is in it."""
    return await _sheet(tx, catalogue, [day])


async def week(tx: Tx, catalogue: Catalogue, monday: date) -> Sheet:
    """Read seven local days from `monday`, in two round trips whatever is in them."""
    return await _sheet(tx, catalogue, [monday + number * _DAY for number in range(7)])


async def pulse(tx: Tx, catalogue: Catalogue, first: date, last: date) -> tuple[object, ...]:
    """Give what changes whenever anything in the diary of the local days does."""
    since, until = _bounds(catalogue, first, last)
    values = {"salon": tx.salon_id, "since": since, "until": until}
    return tuple((await tx.execute(_PULSE, values)).one())


async def _sheet(tx: Tx, catalogue: Catalogue, days: Sequence[date]) -> Sheet:
    since, until = _bounds(catalogue, days[0], days[-1])
    values = {"salon": tx.salon_id, "since": since, "until": until}
    booked = (await tx.execute(_BOOKINGS, values)).mappings().all()
    others = (await tx.execute(_OTHERS, values)).mappings().all()
    found = [entry for row in booked for entry in _booking(row)]
    found += [entry for row in others for entry in _other(row, catalogue)]
    found.sort(key=lambda one: (one.start, one.id))
    names = {one.id: one.names for one in catalogue.services + catalogue.addons}
    people = {}
    for part in (part for row in booked for part in row["parts"] or ()):
        names.setdefault(ServiceId(UUID(part["service"])), part["names"])
        people[UUID(part["staff"])] = part["who"]
    return Sheet(
        zone=catalogue.zone.key,
        days=tuple(_day(catalogue, one, found, people) for one in days),
        names=names,
    )


def _bounds(catalogue: Catalogue, first: date, last: date) -> tuple[datetime, datetime]:
    zone = catalogue.zone
    return moment(midnight(first, zone), zone), moment(midnight(last + _DAY, zone), zone)


def _booking(row: RowMapping) -> Iterator[Entry]:
    stored = row["parts"] or ()
    yield from entries.of_parts(
        entries.parts_of(stored),
        row["takes"],
        kind="booking",
        id=row["booking_id"],
        status=row["status"],
        customer_id=CustomerId(row["customer_id"]),
        conversation_id=row["conversation_id"] and ConversationId(row["conversation_id"]),
        price=Money(row["price_minor"], row["currency"]),
        version=row["version"],
        override=row["override"],
        party_id=row["party_id"] and PartyId(row["party_id"]),
        class_id=entries.class_of(stored),
    )


def _other(row: RowMapping, catalogue: Catalogue) -> Iterator[Entry]:
    if row["kind"] == "block":
        yield Entry(
            kind="block",
            id=row["id"],
            chair=UUID(row["body"]),
            start=row["begins"],
            end=row["ends"],
            status="blocked",
            reason=row["reason"],
        )
    elif row["kind"] == "class":
        yield from _class(row)
    else:
        yield from _hold(row, catalogue)


def _class(row: RowMapping) -> Iterator[Entry]:
    part = row["body"] | {"start": row["begins"], "end": row["ends"]}
    yield from entries.of_parts(
        entries.parts_of([part]),
        row["body"]["takes"],
        kind="class",
        id=row["id"],
        status="open",
        seats=row["seats"],
        sold=row["sold"],
    )


def _hold(row: RowMapping, catalogue: Catalogue) -> Iterator[Entry]:
    for visit in row["body"]["visits"]:
        if entries.class_of(visit["segments"]):
            continue  # a seat is not the teacher's time: the class counts it
        yield from entries.of_parts(
            entries.parts_of(visit["segments"]),
            visit["takes"],
            kind="hold",
            id=row["id"],
            status="held",
            conversation_id=ConversationId(row["holder"]),
            price=Money(row["price_minor"], row["currency"] or catalogue.currency),
            left=row["left_over"],
            reason=row["reason"],
        )


def _day(catalogue: Catalogue, one: date, found: Iterable[Entry], people: dict[UUID, str]) -> Day:
    start, end = midnight(one, catalogue.zone), midnight(one + _DAY, catalogue.zone)
    mine = [entry for entry in found if start <= entry.start < end or _reaches(entry, start, end)]
    here = tuple(entry for entry in mine if entry.status not in GONE)
    gone = tuple(entry for entry in mine if entry.status in GONE)
    return Day(one, start, end, tuple(_columns(catalogue, one, here, people)), here, gone)


def _reaches(entry: Entry, start: int, end: int) -> bool:
    """A block may last for days; all else belongs to the day on which it begins."""
    return entry.kind == "block" and entry.start < end and start < entry.end


def _columns(
    catalogue: Catalogue, one: date, here: Sequence[Entry], people: dict[UUID, str]
) -> Iterator[Column]:
    start = midnight(one, catalogue.zone)
    known = {stylist.id for stylist in catalogue.staff}
    for stylist in catalogue.staff:
        hours = _from(start, working_of(catalogue, stylist, one, one))
        yield _column(STAFF, stylist.id, stylist.name, hours, here)
    # Who has left still has what was booked with them.
    for left in dict.fromkeys(each for entry in here for each in entry.staff):
        if left not in known:
            yield _column(STAFF, left, people.get(left, "?"), (), here)
    hours = _from(start, opening(catalogue, one, one))
    for resource in catalogue.resources:
        yield _column(RESOURCE, resource.id, resource.name, hours, here)


def _column(
    kind: str, chair: UUID, name: str, hours: tuple[Span, ...], here: Sequence[Entry]
) -> Column:
    taken: list[Span] = []
    shut: list[Span] = []
    for entry in here:
        if entry.chair != chair or entry.class_id:
            continue
        whole = [(entry.start, entry.end)]
        if entry.kind == "block":
            shut += whole
        else:
            taken += cut(whole, entry.gaps)
    booked = sum(end - begin for begin, end in join(sorted(taken)))
    away = sum(end - begin for begin, end in meet(join(sorted(shut)), hours))
    offered = sum(end - begin for begin, end in hours) - away
    return Column(kind, chair, name, hours, offered, booked)


def _from(start: int, spans: Spans) -> tuple[Span, ...]:
    """Leave out what belongs to the evening before."""
    return tuple((max(begin, start), end) for begin, end in spans if end > start)
