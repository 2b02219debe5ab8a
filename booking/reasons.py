"""Why a time cannot be booked, as far as hours, skills or the clock tell."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from booking.board import able, starts
from booking.calendar import midnight, moment, opening, reach
from booking.catalogue import Catalogue
from booking.plan import Want
from foundation.ids import ServiceId, StaffId


class Reason(StrEnum):
    """What stands in the way; the values name phrases."""

    PAST = "past"
    NOTICE = "notice"
    FAR = "far"
    NOT_DONE = "not_done"
    CLOSED = "closed"
    HOURS = "hours"
    OFF = "off"
    ASKED = "asked"
    FULL = "full"
    TAKEN = "taken"


def out_of_reach(catalogue: Catalogue, start: int, now: int) -> Reason | None:
    """Tell whether the start (epoch minute) is too early or too late to be booked now."""
    if start < now:
        return Reason.PAST
    earliest, latest = reach(catalogue, now)
    if start < earliest:
        return Reason.NOTICE
    return Reason.FAR if start > latest else None


def of_start(
    catalogue: Catalogue, service_id: ServiceId, staff_ids: Sequence[StaffId], start: int
) -> Reason:
    """Tell why nobody can take a start.

    ASKED: only the salon's grid is in the way; FULL: one service alone would do.
    """
    want = Want(service_id, tuple(staff_ids))
    does = able(catalogue, want)
    if not does:
        return Reason.NOT_DONE
    day = moment(start, catalogue.zone).date()
    opened = opening(catalogue, day, day)
    if not opened:
        return Reason.CLOSED
    length = min(catalogue.length(service_id, one.id) for one in does)
    if not any(opens <= start <= closes - length for opens, closes in opened):
        return Reason.HOURS
    offered = [one for who in does for one in starts(catalogue, want, who.id, day, day)]
    if start in offered:
        return Reason.FULL
    grid = catalogue.service(service_id).grid or catalogue.grid
    near = any(abs(one - start) < grid for one in offered)
    return Reason.ASKED if near else Reason.OFF


def of_days(
    catalogue: Catalogue,
    service_id: ServiceId,
    staff_ids: Sequence[StaffId],
    first: date,
    last: date,
    not_before: int,
) -> Reason:
    """Tell why a search over whole local days found nothing; `not_before` is now."""
    want = Want(service_id, tuple(staff_ids))
    does = able(catalogue, want)
    if not does:
        return Reason.NOT_DONE
    if midnight(first, catalogue.zone) > reach(catalogue, not_before)[1]:
        return Reason.FAR
    if not opening(catalogue, first, last):
        return Reason.CLOSED
    each = (starts(catalogue, want, one.id, first, last) for one in does)
    latest = [found[-1] for found in each if found]
    if not latest:
        return Reason.OFF
    return out_of_reach(catalogue, max(latest), not_before) or Reason.FULL
