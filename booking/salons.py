"""A salon's catalogue, read from the database whole or written to it whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace as changed
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Column, Table, delete, text, update
from sqlalchemy.dialects.postgresql import insert

from booking import policies, salon_rows, tables, waitlist
from booking.catalogue import Catalogue, Days, Minutes, Resource, Service, Stylist, Week
from booking.facts import Facts
from booking.policy import Deposit, Policy
from foundation.db import Tx
from foundation.ids import ResourceId, ServiceId, StaffId
from foundation.money import Money
from foundation.tables import salons

# One statement is one snapshot: the revision belongs to exactly what is read beside it.
_LOAD = text(
    """
    SELECT s.slug, s.name, s.zone, s.currency, s.language,
      f.phone, f.address, f.grid, f.notice, f.horizon, f.revision, f.facts,
      (SELECT json_agg(json_build_array(o.weekday, o.opens, o.closes) ORDER BY o.weekday, o.opens)
         FROM opening o WHERE o.salon_id = s.salon_id) AS opening,
      (SELECT json_agg(json_build_array(d.day, d.hours) ORDER BY d.day)
         FROM salon_days d WHERE d.salon_id = s.salon_id) AS days,
      (SELECT json_agg(to_json(v) ORDER BY v.position, v.key)
         FROM services v WHERE v.salon_id = s.salon_id AND v.active) AS services,
      (SELECT json_agg(json_build_array(r.resource_id, r.kind, r.name) ORDER BY r.position, r.name)
         FROM resources r WHERE r.salon_id = s.salon_id AND r.active) AS resources,
      (SELECT json_build_array(p.version, p.body)
         FROM policies p WHERE p.salon_id = s.salon_id ORDER BY p.version DESC LIMIT 1) AS policy,
      (SELECT json_agg(json_build_object('id', w.staff_id, 'name', w.name, 'aliases', w.aliases,
         'skills',
           (SELECT json_agg(json_build_array(k.service_id, k.minutes, k.price_minor))
              FROM skills k WHERE k.salon_id = w.salon_id AND k.staff_id = w.staff_id),
         'week',
           (SELECT json_agg(json_build_array(h.weekday, h.begins, h.ends)
                            ORDER BY h.weekday, h.begins)
              FROM shifts h WHERE h.salon_id = w.salon_id AND h.staff_id = w.staff_id),
         'breaks',
           (SELECT json_agg(json_build_array(b.weekday, b.begins, b.ends)
                            ORDER BY b.weekday, b.begins)
              FROM breaks b WHERE b.salon_id = w.salon_id AND b.staff_id = w.staff_id),
         'days',
           (SELECT json_agg(json_build_array(d.day, d.hours) ORDER BY d.day)
              FROM staff_days d WHERE d.salon_id = w.salon_id AND d.staff_id = w.staff_id))
         ORDER BY w.position, w.name)
         FROM staff w WHERE w.salon_id = s.salon_id AND w.active) AS staff
    FROM salons s JOIN salon_facts f ON f.salon_id = s.salon_id WHERE s.salon_id = :salon
    """
)


async def load_catalogue(tx: Tx) -> Catalogue:
    """Read the salon as it is now, in one round trip; LookupError for one that has no catalogue."""
    found = await find_catalogue(tx)
    if found is None:
        raise LookupError(f"salon {tx.salon_id} has no catalogue")
    return found


async def replace(tx: Tx, wanted: Catalogue) -> None:
    """Make the salon what `wanted` says, whose revision is ignored; the same again does nothing.

    What bookings may name is never deleted: staff, services or resources left out are no longer
    active. Terms that differ become a new version, whichever `wanted` gives.
    """
    current = await find_catalogue(tx)
    if current is not None and _like(wanted, current) == current:
        return
    named = {key: getattr(wanted, key) for key in ("slug", "name", "currency", "language")}
    await _put(tx, salons, [{"salon_id": tx.salon_id, "zone": wanted.zone.key} | named])
    await _put(tx, tables.salon_facts, [salon_rows.facts(wanted)])
    await _retire(
        tx, tables.services, tables.services.c.service_id, wanted.services + wanted.addons
    )
    await _retire(tx, tables.staff, tables.staff.c.staff_id, wanted.staff)
    await _retire(tx, tables.resources, tables.resources.c.resource_id, wanted.resources)
    await _put(tx, tables.services, salon_rows.services(wanted))
    await _put(tx, tables.staff, salon_rows.staff(wanted))
    await _put(tx, tables.resources, salon_rows.resources(wanted))
    await _refill(tx, tables.opening, salon_rows.opening(wanted))
    await _refill(tx, tables.salon_days, salon_rows.salon_days(wanted))
    await _refill(tx, tables.shifts, salon_rows.shifts(wanted))
    await _refill(tx, tables.breaks, salon_rows.breaks(wanted))
    await _refill(tx, tables.staff_days, salon_rows.staff_days(wanted))
    await _refill(tx, tables.skills, salon_rows.skills(wanted))
    await policies.publish(tx, wanted.policy)
    await waitlist.look_at_all(tx)


async def find_catalogue(tx: Tx) -> Catalogue | None:
    """Read the salon as it is now, in one round trip; None for one that has no catalogue."""
    row = (await tx.execute(_LOAD, {"salon": tx.salon_id})).one_or_none()
    if row is None:
        return None
    sold = [(one["kind"], _service(one, row.currency)) for one in row.services or ()]
    return Catalogue(
        salon_id=tx.salon_id,
        slug=row.slug,
        name=row.name,
        zone=ZoneInfo(row.zone),
        currency=row.currency,
        language=row.language,
        phone=row.phone,
        address=row.address,
        opening=_week(row.opening),
        services=tuple(one for kind, one in sold if kind == "service"),
        staff=tuple(_stylist(one, row.currency) for one in row.staff or ()),
        grid=row.grid,
        revision=row.revision,
        days=_days(row.days),
        addons=tuple(one for kind, one in sold if kind == "addon"),
        resources=tuple(
            Resource(ResourceId(UUID(one)), kind, name) for one, kind, name in row.resources or ()
        ),
        notice=row.notice,
        horizon=row.horizon,
        policy=_policy(row.policy),
        facts=Facts(row.facts),
    )


def _like(wanted: Catalogue, current: Catalogue) -> Catalogue:
    policy = msgspec.structs.replace(wanted.policy, version=current.policy.version)
    return changed(wanted, revision=current.revision, policy=policy)


def _service(stored: Mapping[str, Any], currency: str) -> Service:
    hours, deposit = stored["hours"], stored["deposit"]
    return Service(
        ServiceId(UUID(stored["service_id"])),
        stored["key"],
        stored["names"],
        tuple(stored["aliases"]),
        stored["minutes"],
        Money(stored["price_minor"], currency),
        work=_parts(stored["work"]),
        before=stored["buffer_before"],
        after=stored["buffer_after"],
        needs=tuple(stored["needs"]),
        hours=None if hours is None else {int(day): _parts(one) for day, one in hours.items()},
        grid=stored["grid"],
        addons=tuple(ServiceId(UUID(one)) for one in stored["addons"]),
        seats=stored["seats"],
        approval=stored["approval"],
        deposit=None if deposit is None else msgspec.convert(deposit, Deposit),
    )


def _stylist(stored: Mapping[str, Any], currency: str) -> Stylist:
    skills = [(ServiceId(UUID(one)), *rest) for one, *rest in stored["skills"] or ()]
    return Stylist(
        StaffId(UUID(stored["id"])),
        stored["name"],
        tuple(stored["aliases"]),
        frozenset(one for one, *_ in skills),
        _week(stored["week"]),
        breaks=_week(stored["breaks"]),
        days=_days(stored["days"]),
        minutes={one: minutes for one, minutes, _ in skills if minutes is not None},
        prices={one: Money(price, currency) for one, _, price in skills if price is not None},
    )


def _policy(stored: Sequence[Any] | None) -> Policy:
    if stored is None:
        return Policy()
    version, body = stored
    return msgspec.structs.replace(msgspec.convert(body, Policy), version=version)


def _week(stored: Iterable[Sequence[int]] | None) -> Week:
    week: dict[int, tuple[Minutes, ...]] = {}
    for weekday, begins, ends in stored or ():
        week[weekday] = (*week.get(weekday, ()), (begins, ends))
    return week


def _days(stored: Iterable[Sequence[Any]] | None) -> Days:
    return {date.fromisoformat(day): _parts(hours) for day, hours in stored or ()}


def _parts(stored: Iterable[Sequence[int]]) -> tuple[Minutes, ...]:
    return tuple((begins, ends) for begins, ends in stored)


async def _put(tx: Tx, table: Table, rows: Iterable[salon_rows.Row]) -> None:
    """Insert or change the rows, all of them in one go: they have the same columns."""
    if not (wanted := list(rows)):
        return
    statement = insert(table)
    keys = {column.name for column in table.primary_key}
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={name: statement.excluded[name] for name in wanted[0] if name not in keys},
        ),
        wanted,
    )


async def _retire(
    tx: Tx, table: Table, key: Column[UUID], kept: Iterable[Service | Stylist | Resource]
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


async def _refill(tx: Tx, table: Table, rows: Iterable[salon_rows.Row]) -> None:
    await tx.execute(delete(table).where(table.c.salon_id == tx.salon_id))
    if filled := list(rows):
        await tx.execute(insert(table), filled)
