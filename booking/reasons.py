"""Why a time cannot be booked, as far as hours, skills or the clock tell."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from booking.calendar import moment, open_spans
from booking.catalogue import Catalogue, Stylist
from booking.slots import starts
from foundation.ids import ServiceId, StaffId


class Reason(StrEnum):
    """What stands in the way; the values name phrases."""

    PAST = "past"
    NOT_DONE = "not_done"
    CLOSED = "closed"
    HOURS = "hours"
    OFF = "off"
    ASKED = "asked"
    FULL = "full"
    TAKEN = "taken"


def who_can(
    catalogue: Catalogue, service_id: ServiceId, staff_ids: Sequence[StaffId], start: int
) -> tuple[StaffId, ...]:
    """Give those of `staff_ids`, in their order, whose hours allow this start (epoch minute)."""
    day = moment(start, catalogue.zone).date()
    service = catalogue.service(service_id)
    return tuple(
        one.id
        for one in _able(catalogue, service_id, staff_ids)
        if start in starts(catalogue, service, one, day, day)
    )


def of_start(
    catalogue: Catalogue, service_id: ServiceId, staff_ids: Sequence[StaffId], start: int
) -> Reason:
    """Tell why `who_can` found nobody: ASKED means only the salon's grid is in the way."""
    able = _able(catalogue, service_id, staff_ids)
    if not able:
        return Reason.NOT_DONE
    day = moment(start, catalogue.zone).date()
    opening = open_spans(catalogue.opening, day, day, catalogue.zone)
    if not opening:
        return Reason.CLOSED
    service = catalogue.service(service_id)
    if not any(opens <= start <= closes - service.minutes for opens, closes in opening):
        return Reason.HOURS
    near = (
        abs(one - start) < catalogue.grid
        for stylist in able
        for one in starts(catalogue, service, stylist, day, day)
    )
    return Reason.ASKED if any(near) else Reason.OFF


def of_days(
    catalogue: Catalogue,
    service_id: ServiceId,
    staff_ids: Sequence[StaffId],
    first: date,
    last: date,
    not_before: int,
) -> Reason:
    """Tell why a search over whole local days found nothing."""
    able = _able(catalogue, service_id, staff_ids)
    if not able:
        return Reason.NOT_DONE
    if not open_spans(catalogue.opening, first, last, catalogue.zone):
        return Reason.CLOSED
    service = catalogue.service(service_id)
    latest = [found[-1] for one in able if (found := starts(catalogue, service, one, first, last))]
    if not latest:
        return Reason.OFF
    return Reason.PAST if max(latest) < not_before else Reason.FULL


def _able(
    catalogue: Catalogue, service_id: ServiceId, staff_ids: Sequence[StaffId]
) -> list[Stylist]:
    known = {one.id: one for one in catalogue.who_does(service_id)}
    return [known[wanted] for wanted in staff_ids if wanted in known]
