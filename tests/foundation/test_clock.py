from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from foundation import clock


def test_now_is_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_monotonic_seconds_never_shrink() -> None:
    seen = [clock.monotonic() for _ in range(100)]
    assert seen == sorted(seen)


def test_a_fixed_clock_stands_still_in_utc() -> None:
    moment = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Europe/Berlin"))
    stopped = clock.fixed(moment)
    assert stopped() == stopped() == moment
    assert stopped().utcoffset() == timedelta(0)


def test_a_fixed_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.fixed(datetime(2026, 11, 23, 14, 5))  # noqa: DTZ001 - what the guard is for
