from dataclasses import replace
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


def test_a_start_within_reach_has_nothing_against_it() -> None:
    assert reasons.out_of_reach(SALON, at(FRIDAY, 17), at(MONDAY, 9) - 7 * 1440) is None


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (at(FRIDAY, 8, 59), Reason.PAST),
        (at(FRIDAY, 10, 59), Reason.NOTICE),
        (at(FRIDAY, 11), None),
        (at(date(2026, 12, 4), 23, 59), None),
        (at(date(2026, 12, 5), 0), Reason.FAR),
    ],
)
def test_a_start_is_too_early_or_too_late_by_the_salon_s_terms(
    start: int, reason: Reason | None
) -> None:
    salon = replace(SALON, notice=120, horizon=7)
    assert reasons.out_of_reach(salon, start, at(FRIDAY, 9)) is reason


@pytest.mark.parametrize(
    ("service", "staff", "start", "reason"),
    [
        (COLOUR, (ANA, CEM), at(FRIDAY, 17), Reason.NOT_DONE),
        (CUT, (ANA,), at(SUNDAY, 11), Reason.CLOSED),
        (CUT, (ANA,), at(MONDAY, 11), Reason.OFF),
        (CUT, (ANA,), at(FRIDAY, 19, 30), Reason.HOURS),
        (CUT, (ANA,), at(FRIDAY, 11, 5), Reason.ASKED),
        (CUT, (ANA,), at(FRIDAY, 11), Reason.FULL),
    ],
)
def test_a_start_is_denied_with_its_reason(
    service: ServiceId, staff: tuple[StaffId, ...], start: int, reason: Reason
) -> None:
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
