from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.availability import free_slots
from booking.calendar import Span
from tests.booking import walls

CLOCKS = st.integers(0, 26 * 4).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
HOURS = st.lists(st.tuples(CLOCKS, CLOCKS).filter(lambda pair: pair[0] < pair[1]), max_size=2)
WEEKS = st.dictionaries(st.sampled_from([str(day) for day in range(7)]), HOURS)


def clock(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def plainly(scenario: dict[str, Any], staff: dict[str, Any]) -> list[int]:
    """Try every minute of the days against the promise, word by word."""
    zone, first = ZoneInfo(scenario["tz"]), date.fromisoformat(scenario["from_date"])
    opened: list[Span] = []
    closed: list[Span] = []
    for number in range(scenario["days"]):
        day = first + timedelta(days=number)
        exception = staff["exceptions"].get(day.isoformat())
        weekday = str(day.weekday())
        hours = staff["weekly"].get(weekday, []) if exception is None else exception
        breaks = staff["breaks"].get(weekday, []) if exception is None else []
        wall = (day.toordinal() - walls.EPOCH) * 1440
        for stretches, into in ((hours, opened), (breaks, closed)):
            for begin, end in stretches:
                begins = walls.utc(wall + clock(begin), zone, day, closing=False)
                ends = walls.utc(wall + clock(end), zone, day, closing=True)
                into.extend([(begins, ends)] if begins < ends else [])
    buffer, need = scenario["buffer_after"], scenario["duration"]
    closed += [
        (begin - buffer, end + buffer)
        for who, begin, end in scenario["bookings"]
        if who == staff["id"]
    ]
    return sorted(
        {
            start
            for opens, closes in opened
            for start in range(opens, closes - need + 1)
            if walls.local_minute(start, zone) % 60 % scenario["grid_min"] == 0
            and not any(start < end and begin < start + need for begin, end in closed)
        }
    )


@given(st.data())
def test_free_slots_keep_their_promise_word_by_word(data: st.DataObject) -> None:
    zone, day = data.draw(
        st.sampled_from(
            [
                ("Europe/Berlin", date(2026, 3, 28)),
                ("Europe/Berlin", date(2026, 10, 24)),
                ("Australia/Lord_Howe", date(2026, 10, 3)),
                ("Asia/Kathmandu", date(2026, 6, 1)),
            ]
        )
    )
    zero = (day.toordinal() - walls.EPOCH) * 1440
    starts = st.integers(zero - 600, zero + 5000)
    booking = st.tuples(st.sampled_from([1, 2]), starts, st.integers(1, 200))
    staff = [
        {
            "id": number,
            "weekly": data.draw(WEEKS),
            "breaks": data.draw(WEEKS),
            "exceptions": {(day + timedelta(days=1)).isoformat(): data.draw(HOURS)},
        }
        for number in (1, 2)
    ]
    scenario = {
        "tz": zone,
        "from_date": day.isoformat(),
        "days": 3,
        "grid_min": data.draw(st.sampled_from([5, 15, 20, 30, 60])),
        "duration": data.draw(st.integers(5, 180)),
        "buffer_after": data.draw(st.sampled_from([0, 5, 10])),
        "staff": staff,
        "bookings": [
            [who, start, start + length]
            for who, start, length in data.draw(st.lists(booking, max_size=5))
        ],
    }
    assert free_slots(scenario) == {one["id"]: plainly(scenario, one) for one in staff}
