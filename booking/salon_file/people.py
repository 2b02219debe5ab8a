"""The stylists of a salon's file."""

from collections.abc import Mapping
from uuid import UUID

from booking.catalogue import Service, Stylist
from booking.salon_file import values
from booking.salon_file.known import Known
from booking.salon_file.offer import once
from booking.salon_file.section import Section, one_of
from foundation.ids import StaffId
from foundation.money import Money


def staff(
    top: Section, known: Known, currency: str, sold: Mapping[str, Service]
) -> tuple[Stylist, ...]:
    """Read the stylists, who do what is `sold` by key."""
    found: dict[UUID, Stylist] = {}
    for one in top.rows("staff"):
        made = _stylist(one, known, currency, sold)
        once(one, found, made.id, made)
    return tuple(found.values())


def _stylist(one: Section, known: Known, currency: str, sold: Mapping[str, Service]) -> Stylist:
    name = one.need("name", values.text(100), "")
    one.called = f"staff {name!r}" if name else one.called
    does = one.each("services", one_of(sold, "service"))
    minutes, prices = _own(one.inner("overrides"), currency, does)
    stylist = Stylist(
        StaffId(known.stylist(name or one.called, one.get("formerly", values.text(100), ""))),
        name,
        one.each("aliases", values.text(100)),
        frozenset(sold[key].id for key in does),
        one.week("hours"),
        breaks=one.week("breaks", late=True),
        days=one.days("days"),
        minutes={sold[key].id: length for key, length in minutes.items()},
        prices={sold[key].id: price for key, price in prices.items()},
    )
    one.done()
    return stylist


def _own(
    inner: Section, currency: str, does: tuple[str, ...]
) -> tuple[dict[str, int], dict[str, Money]]:
    """Read where the stylist's own length or price differs from the service's."""
    minutes: dict[str, int] = {}
    prices: dict[str, Money] = {}
    known = one_of(does, "service among theirs")
    for key in inner.table:
        try:
            row = inner.inner(known(key))
        except values.Wrong as wrong:
            inner.wrong(str(wrong), key)
            continue
        if length := row.get("time", values.duration(1, 1440), 0):
            minutes[key] = length
        if price := row.get("price", values.amount(currency), None):
            prices[key] = price
        row.done()
    return minutes, prices
