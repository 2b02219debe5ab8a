from datetime import UTC, date, datetime

import pytest

from booking import reasons, seed
from booking.calendar import epoch_minute
from booking.reasons import Reason
from foundation.ids import ServiceId, StaffId

SALON = seed.demo()
ANA, BEA, CEM = (one.id for one in SALON.staff)
CUT, COLOUR = (one.id for one in SALON.services[:2])
FRIDAY, SUNDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 29), date(2026, 11, 30)


def at(day: date, hour: int, minute: int = 0) -> int:
    return epoch_minute(datetime(day.year, day.month, day.day, hour, minute, tzinfo=SALON.zone))


def test_whose_hours_allow_a_start_can_take_it() -> None:
    assert reasons.who_can(SALON, CUT, (BEA, ANA, CEM), at(FRIDAY, 17)) == (BEA, ANA, CEM)
    assert reasons.who_can(SALON, CUT, (ANA, BEA, CEM), at(MONDAY, 17)) == (BEA,)
    assert reasons.who_can(SALON, COLOUR, (ANA, BEA), at(FRIDAY, 17)) == (BEA,)


@pytest.mark.parametrize(
    ("service", "staff", "start", "reason"),
    [
        (COLOUR, (ANA, CEM), at(FRIDAY, 17), Reason.NOT_DONE),
        (CUT, (ANA,), at(SUNDAY, 11), Reason.CLOSED),
        (CUT, (ANA,), at(MONDAY, 11), Reason.OFF),
        (CUT, (ANA,), at(FRIDAY, 19, 30), Reason.HOURS),
        (CUT, (ANA,), at(FRIDAY, 11, 5), Reason.ASKED),
    ],
)
def test_a_start_is_denied_with_its_reason(
    service: ServiceId, staff: tuple[StaffId, ...], start: int, reason: Reason
) -> None:
    assert reasons.who_can(SALON, service, staff, start) == ()
    assert reasons.of_start(SALON, service, staff, start) is reason


@pytest.mark.parametrize(
    ("service", "staff", "day", "reason"),
    [
        (COLOUR, (ANA,), FRIDAY, Reason.NOT_DONE),
        (CUT, (ANA,), SUNDAY, Reason.CLOSED),
        (CUT, (ANA,), MONDAY, Reason.OFF),
        (CUT, (BEA,), date(2026, 11, 23), Reason.PAST),
        (CUT, (ANA,), FRIDAY, Reason.FULL),
    ],
)
def test_an_empty_search_is_told_why(
    service: ServiceId, staff: tuple[StaffId, ...], day: date, reason: Reason
) -> None:
    evening = epoch_minute(datetime(2026, 11, 23, 19, tzinfo=UTC))
    assert reasons.of_days(SALON, service, staff, day, day, evening) is reason
