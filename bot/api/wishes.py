"""What a request wishes for, in the words of the diary."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from booking import openings
from booking.calendar import epoch_minute, moment
from booking.catalogue import Catalogue
from booking.openings import Search
from booking.plan import Want, Wish
from booking.ranking import Slot, nearest
from booking.reasons import Reason
from bot.api.problems import Alternative, FieldError, Problem
from bot.api.shapes import WantGiven
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import ServiceId, StaffId

_DAYS = timedelta(days=2)
"""How far after the day asked for alternatives are looked for."""


def wish(catalogue: Catalogue, people: Sequence[Sequence[WantGiven]], at: Sequence[str]) -> Wish:
    """Read what each person wants; `at` says where in the body that stands.

    Raises Problem, 422, for ids the salon does not have, be they foreign or made up.
    """
    errors: list[FieldError] = []
    known: dict[str, Collection[UUID]] = {
        "service_id": {one.id for one in catalogue.services},
        "staff_ids": {one.id for one in catalogue.staff},
        "addon_ids": {one.id for one in catalogue.addons},
    }
    for wants, where in zip(people, at, strict=True):
        for number, one in enumerate(wants):
            errors += _unknown(one, known, f"{where}/{number}")
    if errors:
        raise Problem("invalid", errors=errors[:20])
    return tuple(tuple(_want(one) for one in wants) for wants in people)


def party(
    catalogue: Catalogue, first: Sequence[WantGiven], others: Sequence[Sequence[WantGiven]]
) -> Wish:
    """Read what somebody wants with all who come along; raises as `wish`."""
    places = [f"/companions/{number}/services" for number in range(len(others))]
    return wish(catalogue, [first, *others], ["/services", *places])


async def alternatives(
    tx: Tx, catalogue: Catalogue, wanted: Wish, start: datetime, now: datetime
) -> list[Alternative]:
    """Give up to three free times close to `start`."""
    day = max(start, now).astimezone(catalogue.zone).date()
    search = Search(wish=wanted, first=day, last=day + _DAYS, now=now)
    found = await openings.free(tx, catalogue, search)
    asked = wanted[0][0].staff
    chosen = nearest(found, epoch_minute(start), asked[0] if len(asked) == 1 else None)
    return [alternative(catalogue, one) for one in chosen]


async def instead(
    refusal: Refused, tx: Tx, catalogue: Catalogue, wanted: Wish, start: datetime, now: datetime
) -> Problem:
    """Tell why a time cannot be had, with what can be had instead."""
    reason = refusal.facts.get("reason")
    taken = refusal.key == "time_taken" or reason in {Reason.TAKEN, Reason.FULL}
    return Problem(
        "time_taken" if taken else "not_bookable",
        reason=str(reason) if reason else None,
        alternatives=await alternatives(tx, catalogue, wanted, start, now),
    )


def alternative(catalogue: Catalogue, slot: Slot) -> Alternative:
    """Show a free time."""
    return Alternative(
        start=moment(slot.start, catalogue.zone),
        end=moment(slot.end, catalogue.zone),
        staff_id=slot.staff,
    )


def _unknown(
    one: WantGiven, known: Mapping[str, Collection[UUID]], where: str
) -> Iterable[FieldError]:
    if one.service_id not in known["service_id"]:
        yield FieldError(field=f"{where}/service_id", message="the salon has no such service")
    for name, words in (("staff_ids", "stylist"), ("addon_ids", "add-on")):
        for number, wanted in enumerate(getattr(one, name)):
            if wanted not in known[name]:
                message = f"the salon has no such {words}"
                yield FieldError(field=f"{where}/{name}/{number}", message=message)


def _want(one: WantGiven) -> Want:
    return Want(
        ServiceId(one.service_id),
        tuple(dict.fromkeys(StaffId(each) for each in one.staff_ids)),
        tuple(dict.fromkeys(ServiceId(each) for each in one.addon_ids)),
    )
