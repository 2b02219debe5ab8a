"""A catalogue as the rows of its tables."""

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import null

from booking.catalogue import Catalogue, Days, Service, Stylist, Week

Row = dict[str, object]


def facts(wanted: Catalogue) -> Row:
    """Give the salon's row of its facts."""
    return {
        "salon_id": wanted.salon_id,
        "phone": wanted.phone,
        "address": wanted.address,
        "grid": wanted.grid,
        "notice": wanted.notice,
        "horizon": wanted.horizon,
        "facts": {topic: dict(told) for topic, told in wanted.facts.sentences.items()},
    }


def services(wanted: Catalogue) -> Iterator[Row]:
    """Give a row for every service, then for every add-on."""
    kinds = [("service", one) for one in wanted.services] + [
        ("addon", one) for one in wanted.addons
    ]
    for position, (kind, one) in enumerate(kinds):
        yield _service(one) | {
            "salon_id": wanted.salon_id,
            "position": position,
            "active": True,
            "kind": kind,
        }


def _service(one: Service) -> Row:
    return {
        "service_id": one.id,
        "key": one.key,
        "names": dict(one.names),
        "aliases": list(one.aliases),
        "minutes": one.minutes,
        "price_minor": one.price.minor,
        "work": [list(part) for part in one.work],
        "buffer_before": one.before,
        "buffer_after": one.after,
        "needs": list(one.needs),
        # A plain None would be stored as JSON's null, which is a value.
        "hours": null() if one.hours is None else _hours(one.hours),
        "grid": one.grid,
        "addons": list(one.addons),
        "seats": one.seats,
        "approval": one.approval,
        "deposit": null() if one.deposit is None else msgspec.to_builtins(one.deposit),
    }


def _hours(week: Week) -> dict[str, list[list[int]]]:
    return {str(day): [list(part) for part in parts] for day, parts in week.items()}


def staff(wanted: Catalogue) -> Iterator[Row]:
    """Give a row for every stylist."""
    for position, one in enumerate(wanted.staff):
        yield {
            "salon_id": wanted.salon_id,
            "staff_id": one.id,
            "name": one.name,
            "aliases": list(one.aliases),
            "position": position,
            "active": True,
        }


def resources(wanted: Catalogue) -> Iterator[Row]:
    """Give a row for every room, chair or station."""
    for position, one in enumerate(wanted.resources):
        yield {
            "salon_id": wanted.salon_id,
            "resource_id": one.id,
            "kind": one.kind,
            "name": one.name,
            "position": position,
            "active": True,
        }


def opening(wanted: Catalogue) -> Iterator[Row]:
    """Give a row for every stretch of the salon's week."""
    for weekday, opens, closes in _flat(wanted.opening):
        yield {
            "salon_id": wanted.salon_id,
            "weekday": weekday,
            "opens": opens,
            "closes": closes,
        }


def shifts(wanted: Catalogue) -> Iterator[Row]:
    """Give a row for every stretch of every stylist's week."""
    for one in wanted.staff:
        yield from _weekly(wanted, one, one.week)


def breaks(wanted: Catalogue) -> Iterator[Row]:
    """Give a row for every stylist's weekly break."""
    for one in wanted.staff:
        yield from _weekly(wanted, one, one.breaks)


def _weekly(wanted: Catalogue, stylist: Stylist, week: Week) -> Iterator[Row]:
    for weekday, begins, ends in _flat(week):
        yield {
            "salon_id": wanted.salon_id,
            "staff_id": stylist.id,
            "weekday": weekday,
            "begins": begins,
            "ends": ends,
        }


def salon_days(wanted: Catalogue) -> Iterator[Row]:
    """Give a row for every day on which the salon has hours of its own."""
    for row in _dated(wanted.days):
        yield {"salon_id": wanted.salon_id} | row


def staff_days(wanted: Catalogue) -> Iterator[Row]:
    """Give a row for every day on which a stylist has hours of their own."""
    for one in wanted.staff:
        for row in _dated(one.days):
            yield {"salon_id": wanted.salon_id, "staff_id": one.id} | row


def _dated(days: Days) -> Iterable[Row]:
    for day, parts in days.items():
        yield {"day": day, "hours": [list(part) for part in parts]}


def skills(wanted: Catalogue) -> Iterator[Row]:
    """Give a row for every service a stylist does, with what differs from the service's own."""
    for one in wanted.staff:
        for service_id in one.services:
            price = one.prices.get(service_id)
            yield {
                "salon_id": wanted.salon_id,
                "staff_id": one.id,
                "service_id": service_id,
                "minutes": one.minutes.get(service_id),
                "price_minor": None if price is None else price.minor,
            }


def _flat(week: Week) -> Iterator[tuple[int, int, int]]:
    for weekday, parts in week.items():
        for begins, ends in parts:
            yield weekday, begins, ends
