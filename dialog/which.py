"""Which of a customer's visits is meant by what they said of it, pure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dialog.draft import local
from dialog.fitting import fitting
from dialog.standing import Named, Standing
from dialog.understand.reading import When
from foundation.ids import BookingId


def meant(
    visits: Sequence[Standing], named: Named, zone: ZoneInfo, near: BookingId | None = None
) -> tuple[Standing, ...]:
    """Give the visits that fit the words: one when it is clear, none when there is no such visit.

    Of what could as well be said of the new time, only that counts which fits a visit. `near` is
    the visit that was spoken of last: it is meant when nothing else is named.
    """
    if named.booking is not None:
        return tuple(one for one in visits if _has(one, named.booking))
    found = tuple(one for one in visits if _done(one, named))
    if named.times:
        then = tuple(one for one in found if at(one, named.times, zone))
        found = then if then or named.sure else found
    with_whom = tuple(one for one in found if set(one.staff) & set(named.staff))
    found = with_whom or found
    if len(found) > 1 and named.nothing and near is not None:
        return tuple(one for one in found if _has(one, near)) or found
    return found


def says_when_it_is(visit: Standing, named: Named, zone: ZoneInfo) -> bool:
    """Tell whether the time that was said is the visit's own, not the one it shall have."""
    return not named.sure and at(visit, named.times, zone)


def at(visit: Standing, times: Sequence[When], zone: ZoneInfo) -> bool:
    """Tell whether a visit begins at one of the times."""
    day = local(visit.slot.start, zone).date()
    return bool(fitting((visit.slot,), times, day, day, zone))


def _done(visit: Standing, named: Named) -> bool:
    if not named.services:
        return True
    return any(set(one.services) & set(named.services) for one in visit.everyone)


def _has(visit: Standing, booking: BookingId) -> bool:
    return any(one.booking == booking for one in visit.everyone)
