from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import calendar, seed
from tests.booking import walls

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
# Whole hours, half an hour, offsets of 45 minutes, changes at midnight, the southern year.
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Santiago",
    "Atlantic/Azores",
]
FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)


def changes(zone: ZoneInfo) -> list[date]:
    return [
        calendar.moment(since, zone).date() for since, _ in calendar.offsets(zone, FIRST, LAST)[1:]
    ]


def utc(year: int, month: int, day: int, hour: int, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp()) // 60


def on(day: date, opens: str, closes: str) -> list[calendar.Span]:
    def minutes(text: str) -> int:
        hour, minute = text.split(":")
        return int(hour) * 60 + int(minute)

    ahead = calendar.offsets(BERLIN, day, day)
    return calendar.on_day(day, [(minutes(opens), minutes(closes))], ahead)


def test_a_plain_day_opens_and_closes_on_the_wall() -> None:
    assert on(date(2026, 11, 27), "09:00", "20:00") == [
        (utc(2026, 11, 27, 8), utc(2026, 11, 27, 19))
    ]


def test_26_00_is_two_in_the_morning_of_the_next_day() -> None:
    assert on(date(2026, 11, 27), "18:00", "26:00") == [
        (utc(2026, 11, 27, 17), utc(2026, 11, 28, 1))
    ]


def test_a_wall_time_in_the_gap_moves_forward_by_the_gap() -> None:
    assert on(SPRING, "02:30", "05:00") == [(utc(2026, 3, 29, 1, 30), utc(2026, 3, 29, 3))]
    assert on(SPRING, "01:00", "02:30") == [(utc(2026, 3, 29, 0), utc(2026, 3, 29, 1, 30))]


def test_an_ambiguous_time_opens_with_its_first_occurrence_and_closes_with_its_second() -> None:
    assert on(AUTUMN, "02:30", "06:00") == [(utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 5))]
    assert on(AUTUMN, "01:00", "02:30") == [(utc(2026, 10, 24, 23), utc(2026, 10, 25, 1, 30))]


def test_a_shift_across_a_clock_change_has_its_real_length() -> None:
    ((opens, closes),) = on(date(2026, 3, 28), "22:00", "30:00")
    assert closes - opens == 7 * 60
    ((opens, closes),) = on(date(2026, 10, 24), "22:00", "30:00")
    assert closes - opens == 9 * 60


def test_a_whole_day_that_does_not_exist_moves_like_an_hour() -> None:
    # Samoa had no 30 December 2011: a day's hours move onto the next by the whole gap.
    apia = ZoneInfo("Pacific/Apia")
    ahead = calendar.offsets(apia, date(2011, 12, 30), date(2011, 12, 30))
    (span,) = calendar.on_day(date(2011, 12, 30), [(540, 600)], ahead)
    assert calendar.moment(span[0], apia).isoformat() == "2011-12-31T09:00:00+14:00"


def test_hours_that_lie_in_the_gap_are_no_hours() -> None:
    assert on(SPRING, "02:00", "03:00") == []


@given(st.data())
def test_any_hours_on_any_clock_change_agree_with_the_zone_itself(data: st.DataObject) -> None:
    zone = ZoneInfo(data.draw(st.sampled_from(ZONES)))
    around = changes(zone) or [date(2026, 6, 15)]
    day = data.draw(st.sampled_from(around)) + timedelta(days=data.draw(st.integers(-1, 1)))
    opens = data.draw(st.integers(0, 1439))
    closes = data.draw(st.integers(opens + 1, min(opens + 1440, 2880)))
    wall = (day.toordinal() - walls.EPOCH) * 1440
    expected = (
        walls.utc(wall + opens, zone, day, closing=False),
        walls.utc(wall + closes, zone, day, closing=True),
    )
    spans = calendar.on_day(day, [(opens, closes)], calendar.offsets(zone, day, day))
    assert spans == ([expected] if expected[0] < expected[1] else [])


def test_all_zones_change_their_clocks_where_the_zone_says(
    sized: Callable[[int, int], int],
) -> None:
    names = sorted(available_timezones())
    for name in names[:: sized(20, 1)]:
        zone = ZoneInfo(name)
        ahead = calendar.offsets(zone, FIRST, LAST)
        for (since, offset), (_, before) in zip(ahead[1:], ahead, strict=False):
            assert walls.local_minute(since, zone) - since == offset, name
            assert walls.local_minute(since - 1, zone) - since + 1 == before, name


def test_the_week_is_laid_over_the_days_in_order() -> None:
    week = {0: ((540, 720), (780, 1080)), 5: ((540, 960),)}
    spans = calendar.open_spans(week, date(2026, 11, 23), date(2026, 11, 29), BERLIN)
    assert [calendar.moment(begin, BERLIN).strftime("%a %H:%M") for begin, _ in spans] == [
        "Mon 09:00",
        "Mon 13:00",
        "Sat 09:00",
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_a_season_is_its_days_one_by_one(zone: str) -> None:
    where, first = ZoneInfo(zone), date(2026, 2, 1)
    week = dict.fromkeys(range(7), ((0, 90), (120, 1530)))
    season = calendar.open_spans(week, first, first + timedelta(days=300), where)
    days = (first + timedelta(days=number) for number in range(301))
    singly = [span for day in days for span in calendar.open_spans(week, day, day, where)]
    assert season == sorted(singly)


@pytest.mark.parametrize(
    ("spans", "within", "parts"),
    [
        ([(0, 10)], [(2, 4), (6, 20)], [(2, 4), (6, 10)]),
        ([(0, 10), (5, 15)], [(8, 12)], [(8, 10), (8, 12)]),
        ([(0, 10), (20, 30)], [(10, 20)], []),
        ([], [(0, 5)], []),
    ],
)
def test_what_lies_inside_is_kept(
    spans: list[calendar.Span], within: list[calendar.Span], parts: list[calendar.Span]
) -> None:
    assert calendar.meet(spans, within) == parts


@pytest.mark.parametrize(
    ("spans", "gaps", "parts"),
    [
        ([(0, 10)], [(2, 4), (6, 20)], [(0, 2), (4, 6)]),
        ([(0, 10), (5, 15)], [(8, 12)], [(0, 8), (5, 8), (12, 15)]),
        ([(0, 10)], [(0, 3), (9, 10)], [(3, 9)]),
        ([(2, 4)], [(0, 5)], []),
        ([(0, 5)], [], [(0, 5)]),
    ],
)
def test_what_lies_in_a_gap_is_cut_out(
    spans: list[calendar.Span], gaps: list[calendar.Span], parts: list[calendar.Span]
) -> None:
    assert calendar.cut(spans, gaps) == parts


def clocks(spans: Iterable[calendar.Span]) -> list[str]:
    return [
        f"{calendar.moment(begin, BERLIN):%a %H:%M} {calendar.moment(end, BERLIN):%H:%M}"
        for begin, end in spans
    ]


def test_a_stylist_works_without_breaks_while_the_salon_is_open() -> None:
    salon = seed.demo()
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    ana = replace(salon.staff[0], breaks={4: ((720, 765),), 5: ((720, 765),)})
    assert clocks(calendar.working(salon, ana, saturday, saturday)) == [
        "Fri 09:00 12:00",
        "Fri 12:45 20:00",
        "Sat 09:00 12:00",
        "Sat 12:45 16:00",
    ]
    # A day of its own has no breaks of the week's, a closed salon has nobody at work.
    own = replace(ana, days={friday: ((600, 1300),)})
    closed = replace(salon, days={saturday: ()})
    assert clocks(calendar.working(closed, own, saturday, saturday)) == ["Fri 10:00 20:00"]


def test_a_shift_goes_on_into_the_next_day_s_opening() -> None:
    salon = seed.demo()
    late = {4: ((18 * 60, 26 * 60),)}
    salon = replace(salon, opening=dict.fromkeys(range(7), ((0, 1440),)))
    ana = replace(salon.staff[0], week=late)
    friday = date(2026, 11, 27)
    assert clocks(calendar.working(salon, ana, friday, friday)) == ["Fri 18:00 02:00"]


def test_one_may_book_from_the_notice_on_until_the_horizon_s_last_minute() -> None:
    salon = replace(seed.demo(), notice=90, horizon=1)
    now = utc(2026, 11, 26, 9)
    assert calendar.reach(salon, now) == (now + 90, utc(2026, 11, 27, 22, 59))


def test_touching_hours_are_one_stretch() -> None:
    assert calendar.join([(0, 5), (5, 9), (7, 8), (10, 12)]) == [(0, 9), (10, 12)]


def test_a_moment_between_two_minutes_counts_as_the_next() -> None:
    whole = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
    assert calendar.epoch_minute(whole) == utc(2026, 11, 23, 13, 5)
    assert calendar.epoch_minute(whole + timedelta(seconds=1)) == utc(2026, 11, 23, 13, 6)
    assert calendar.moment(utc(2026, 11, 23, 13, 5), BERLIN) == whole


def test_a_day_without_midnight_begins_after_the_gap() -> None:
    beirut = ZoneInfo("Asia/Beirut")
    spring = next(
        day
        for day in changes(beirut)
        if calendar.moment(calendar.midnight(day, beirut), beirut).hour
    )
    assert calendar.moment(calendar.midnight(spring, beirut), beirut).strftime("%H:%M") == "01:00"
