"""Some days of the diary as they are handed to those who show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.calendar import Span, moment
from booking.entries import Entry
from foundation.ids import ServiceId


@dataclass(frozen=True, slots=True)
class Column:
    """One chair on one day: when it is to be had, for how many minutes, how many are booked."""

    kind: str
    chair: UUID
    name: str
    hours: tuple[Span, ...]
    offered: int
    booked: int

    @property
    def load(self) -> int:
        """Give the booked part of the offered time in percent; 0 when nothing is offered."""
        return round(100 * self.booked / self.offered) if self.offered else 0


@dataclass(frozen=True, slots=True)
class Day:
    """One local day from `start` to `end` (UTC epoch minutes) with everything in it.

    `entries` are sorted by start; `gone` are bookings that were cancelled or never paid.
    """

    day: date
    start: int
    end: int
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    gone: tuple[Entry, ...]

    def of(self, kind: str) -> tuple[Column, ...]:
        """Give the columns of one kind, stylists or resources."""
        return tuple(one for one in self.columns if one.kind == kind)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Some days of the diary; `names` are those of services by language, retired ones included."""

    zone: str
    days: tuple[Day, ...]
    names: Mapping[ServiceId, Mapping[str, str]]

    def service(self, wanted: ServiceId, locale: str) -> str:
        """Name a service."""
        names = self.names.get(wanted, {})
        return names.get(locale) or names.get("en") or next(iter(names.values()), "?")


def as_json(sheet: Sheet) -> dict[str, Any]:
    """Write a sheet as the API gives it: ids, never a customer's name; ISO times with offset."""
    zone = ZoneInfo(sheet.zone)
    return {
        "zone": sheet.zone,
        "days": [
            {
                "day": one.day.isoformat(),
                "columns": [_column(column, zone) for column in one.columns],
                "entries": [_entry(entry, zone) for entry in one.entries],
                "gone": [_entry(entry, zone) for entry in one.gone],
            }
            for one in sheet.days
        ],
    }


def _column(one: Column, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "id": str(one.chair),
        "name": one.name,
        "hours": [_span(span, zone) for span in one.hours],
        "offered_minutes": one.offered,
        "booked_minutes": one.booked,
    }


def _entry(one: Entry, zone: ZoneInfo) -> dict[str, Any]:
    price = one.price and {"amount": one.price.minor, "currency": one.price.currency}
    return {
        "kind": one.kind,
        "id": str(one.id),
        "column": str(one.chair),
        "status": one.status,
        "start": moment(one.start, zone).isoformat(),
        "end": moment(one.end, zone).isoformat(),
        "services": [str(service) for service in one.services],
        "staff": [str(staff) for staff in one.staff],
        "gaps": [_span(span, zone) for span in one.gaps],
        "buffers": [_span(span, zone) for span in one.around],
        "customer_id": _id(one.customer_id),
        "party_id": _id(one.party_id),
        "class_id": _id(one.class_id),
        "price": price,
        "version": one.version,
        "override": one.override,
        "seconds_left": int(one.left),
        "reason": one.reason,
        "seats": one.seats,
        "seats_sold": one.sold,
    }


def _span(span: Span, zone: ZoneInfo) -> list[str]:
    return [moment(minute, zone).isoformat() for minute in span]


def _id(one: UUID | None) -> str | None:
    return None if one is None else str(one)
