"""A salon's catalogue, read from the database whole or written to it whole."""

from collections.abc import Iterable, Sequence
from dataclasses import replace as changed
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Table, delete, text, update
from sqlalchemy.dialects.postgresql import insert

from booking import tables
from booking.catalogue import Catalogue, Minutes, Service, Stylist, Week
from foundation.db import Tx
from foundation.ids import ServiceId, StaffId
from foundation.money import Money
from foundation.tables import salons

# One statement is one snapshot: the revision belongs to exactly what is read beside it.
_LOAD = text(
    """
    SELECT s.slug, s.name, s.zone, s.currency, s.language, f.phone, f.address, f.grid, f.revision,
      (SELECT json_agg(json_build_array(o.weekday, o.opens, o.closes) ORDER BY o.weekday, o.opens)
         FROM opening o WHERE o.salon_id = s.salon_id) AS opening,
      (SELECT json_agg(json_build_array(v.service_id, v.key, v.names, v.aliases, v.minutes,
                                        v.price_minor) ORDER BY v.position, v.key)
         FROM services v WHERE v.salon_id = s.salon_id AND v.active) AS services,
      (SELECT json_agg(json_build_array(w.staff_id, w.name, w.aliases,
           (SELECT json_agg(k.service_id) FROM skills k
              WHERE k.salon_id = w.salon_id AND k.staff_id = w.staff_id),
           (SELECT json_agg(json_build_array(h.weekday, h.begins, h.ends)
                            ORDER BY h.weekday, h.begins)
              FROM shifts h WHERE h.salon_id = w.salon_id AND h.staff_id = w.staff_id))
         ORDER BY w.position, w.name)
         FROM staff w WHERE w.salon_id = s.salon_id AND w.active) AS staff
    FROM salons s JOIN salon_facts f ON f.salon_id = s.salon_id WHERE s.salon_id = :salon
    """
)


async def load_catalogue(tx: Tx) -> Catalogue:
    """Read the salon as it is now, in one round trip; LookupError for one that has no catalogue."""
    found = await _load(tx)
    if found is None:
        raise LookupError(f"salon {tx.salon_id} has no catalogue")
    return found


async def replace(tx: Tx, wanted: Catalogue) -> None:
    """Make the salon what `wanted` says, whose revision is ignored; the same again does nothing.

    What bookings may name is never deleted: staff or services left out are no longer active.
    """
    current = await _load(tx)
    if current is not None and changed(wanted, revision=current.revision) == current:
        return
    salon = {"salon_id": tx.salon_id}
    named = {key: getattr(wanted, key) for key in ("slug", "name", "currency", "language")}
    await _put(tx, salons, [salon | named | {"zone": wanted.zone.key}])
    facts = {"phone": wanted.phone, "address": wanted.address, "grid": wanted.grid}
    await _put(tx, tables.salon_facts, [salon | facts])
    await _retire(tx, tables.services, tables.services.c.service_id, wanted.services)
    await _retire(tx, tables.staff, tables.staff.c.staff_id, wanted.staff)
    await _put(tx, tables.services, list(_service_rows(wanted)))
    await _put(tx, tables.staff, list(_staff_rows(wanted)))
    await _refill(tx, tables.opening, list(_opening_rows(wanted)))
    await _refill(tx, tables.shifts, list(_shift_rows(wanted)))
    await _refill(tx, tables.skills, list(_skill_rows(wanted)))


async def _load(tx: Tx) -> Catalogue | None:
    row = (await tx.execute(_LOAD, {"salon": tx.salon_id})).one_or_none()
    if row is None:
        return None
    return Catalogue(
        salon_id=tx.salon_id,
        slug=row.slug,
        name=row.name,
        zone=ZoneInfo(row.zone),
        currency=row.currency,
        language=row.language,
        phone=row.phone,
        address=row.address,
        opening=_week(row.opening or ()),
        services=tuple(_service(one, row.currency) for one in row.services or ()),
        staff=tuple(_stylist(one) for one in row.staff or ()),
        grid=row.grid,
        revision=row.revision,
    )


def _service(stored: Sequence[Any], currency: str) -> Service:
    service_id, key, names, aliases, minutes, price = stored
    return Service(
        ServiceId(UUID(service_id)), key, names, tuple(aliases), minutes, Money(price, currency)
    )


def _stylist(stored: Sequence[Any]) -> Stylist:
    staff_id, name, aliases, skills, shifts = stored
    able = frozenset(ServiceId(UUID(one)) for one in skills or ())
    return Stylist(StaffId(UUID(staff_id)), name, tuple(aliases), able, _week(shifts or ()))


def _week(stored: Iterable[Sequence[int]]) -> Week:
    week: dict[int, tuple[Minutes, ...]] = {}
    for weekday, begins, ends in stored:
        week[weekday] = (*week.get(weekday, ()), (begins, ends))
    return week


async def _put(tx: Tx, table: Table, rows: list[dict[str, object]]) -> None:
    statement = insert(table)
    keys = {column.name for column in table.primary_key}
    given = [name for name in rows[0] if name not in keys] if rows else []
    for row in rows:
        await tx.execute(
            statement.values(row).on_conflict_do_update(
                index_elements=list(table.primary_key),
                set_={name: statement.excluded[name] for name in given},
            )
        )


async def _retire(
    tx: Tx, table: Table, key: Column[UUID], kept: Iterable[Service | Stylist]
) -> None:
    """Take what is left out off sale; every change wakes the readers of the catalogue."""
    await tx.execute(
        update(table)
        .where(
            table.c.salon_id == tx.salon_id,
            table.c.active,
            key.not_in([one.id for one in kept]),
        )
        .values(active=False)
    )


async def _refill(tx: Tx, table: Table, rows: list[dict[str, object]]) -> None:
    await tx.execute(delete(table).where(table.c.salon_id == tx.salon_id))
    if rows:
        await tx.execute(insert(table), rows)


def _service_rows(wanted: Catalogue) -> Iterable[dict[str, object]]:
    for position, one in enumerate(wanted.services):
        yield {
            "salon_id": wanted.salon_id,
            "service_id": one.id,
            "key": one.key,
            "names": dict(one.names),
            "aliases": list(one.aliases),
            "minutes": one.minutes,
            "price_minor": one.price.minor,
            "position": position,
            "active": True,
        }


def _staff_rows(wanted: Catalogue) -> Iterable[dict[str, object]]:
    for position, one in enumerate(wanted.staff):
        yield {
            "salon_id": wanted.salon_id,
            "staff_id": one.id,
            "name": one.name,
            "aliases": list(one.aliases),
            "position": position,
            "active": True,
        }


def _opening_rows(wanted: Catalogue) -> Iterable[dict[str, object]]:
    for weekday, opens, closes in _days(wanted.opening):
        yield {
            "salon_id": wanted.salon_id,
            "weekday": weekday,
            "opens": opens,
            "closes": closes,
        }


def _shift_rows(wanted: Catalogue) -> Iterable[dict[str, object]]:
    for one in wanted.staff:
        for weekday, begins, ends in _days(one.week):
            yield {
                "salon_id": wanted.salon_id,
                "staff_id": one.id,
                "weekday": weekday,
                "begins": begins,
                "ends": ends,
            }


def _skill_rows(wanted: Catalogue) -> Iterable[dict[str, object]]:
    for one in wanted.staff:
        for service_id in one.services:
            yield {
                "salon_id": wanted.salon_id,
                "staff_id": one.id,
                "service_id": service_id,
            }


def _days(week: Week) -> Iterable[tuple[int, int, int]]:
    for weekday, stretches in week.items():
        for begins, ends in stretches:
            yield weekday, begins, ends
