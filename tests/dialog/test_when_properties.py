"""What holds for every hour, every day, every spelling."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dialog.understand.reading import When
from tests.dialog.heard import ZONE, hear

_HOURS_EN = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_HOURS_DE = [
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
]
_MONTHS_EN = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS_DE = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
_DAYS_EN = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_DAYS_DE = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]

MINUTES = st.integers(9 * 60, 20 * 60 - 1)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def only(text: str, locale: str = "en", today: date = date(2026, 11, 23)) -> When:
    now = datetime(today.year, today.month, today.day, 14, 5, tzinfo=ZONE)
    (when,) = hear(text, locale=locale, now=now).when
    return when


@given(MINUTES)
def test_every_written_minute_of_the_day_comes_back(minute: int) -> None:
    hours, minutes = divmod(minute, 60)
    for text in (
        f"at {hours}:{minutes:02d}",
        f"um {hours}:{minutes:02d} Uhr",
        f"{hours}.{minutes:02d} Uhr",
        f"{hours}h{minutes:02d}",
        f"{hours % 12 or 12}:{minutes:02d} {'pm' if hours >= 12 else 'am'}",
    ):
        said = only(text)
        assert (said.start, said.exact) == (minute, True), text


@given(MINUTES, st.sampled_from(["en", "de"]))
def test_every_range_comes_back(start: int, locale: str) -> None:
    def clock(minute: int) -> str:
        return f"{minute // 60:02d}:{minute % 60:02d}"

    text = {"en": "between {} and {}", "de": "zwischen {} und {}"}[locale]
    said = only(text.format(clock(start), clock(start + 30)), locale)
    assert (said.start, said.end, said.exact) == (start, start + 30, False)


@given(st.integers(0, 11))
def test_every_spelled_hour_means_the_same_in_both_languages(index: int) -> None:
    hour = index + 1
    expected = hour * 60 if 9 <= hour <= 12 else (hour + 12) * 60
    if hour < 8:  # at eight the salon's day holds neither half
        assert only(f"at {_HOURS_EN[index]}").start == expected
        assert only(f"um {_HOURS_DE[index]}", "de").start == expected
        assert only(f"half past {_HOURS_EN[index]}").start == expected + 30
        assert only(f"halb {_HOURS_DE[index]}", "de").start == expected - 30 + 720 * (hour == 10)


@given(DAYS, st.integers(0, 300))
def test_every_date_comes_back_in_every_writing(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    english = _MONTHS_EN[day.month - 1]
    german = _MONTHS_DE[day.month - 1]
    for text, locale in (
        (f"{day.day} {english}", "en"),
        (f"{english} {day.day}", "en"),
        (f"{day.day} {english} {day.year}", "en"),
        (f"am {day.day}. {german}", "de"),
        (f"{day.day}.{day.month}.", "de"),
        (f"{day.day:02d}.{day.month:02d}.{day.year}", "de"),
        (day.isoformat(), "en"),
    ):
        said = only(text, locale, today)
        assert (said.first, said.last) == (day, day), text


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_never_past_and_within_a_week(today: date, weekday: int) -> None:
    now = datetime(today.year, today.month, today.day, 14, 5, tzinfo=ZONE)
    for text, locale in ((_DAYS_EN[weekday], "en"), (_DAYS_DE[weekday], "de")):
        said = hear(text, locale=locale, now=now).when
        assert len(said) == (2 if today.weekday() == weekday else 1)
        for one in said:
            assert one.first == one.last
            assert one.first is not None
            assert one.first.weekday() == weekday
            assert 0 <= (one.first - today).days <= 7


@given(DAYS, st.integers(0, 6))
def test_next_weekday_lies_within_this_or_next_week(today: date, weekday: int) -> None:
    now = datetime(today.year, today.month, today.day, 14, 5, tzinfo=ZONE)
    monday = today + timedelta(days=7 - today.weekday())
    said = hear(f"next {_DAYS_EN[weekday]}", now=now).when
    assert said[-1].first == monday + timedelta(days=weekday)
    assert all(one.first is not None and one.first > today for one in said)


@given(DAYS, st.integers(1, 28))
def test_a_day_of_the_month_is_the_next_one(today: date, number: int) -> None:
    said = only(f"on the {number}th", today=today)
    assert said.first is not None
    assert said.first.day == number
    assert 0 <= (said.first - today).days <= 31


@given(st.integers(1, 50), st.sampled_from(["days", "weeks"]))
def test_amounts_ahead_are_counted(amount: int, unit: str) -> None:
    today = date(2026, 11, 23)
    said = only(f"in {amount} {unit}", today=today)
    assert said.first == today + timedelta(days=amount * (7 if unit == "weeks" else 1))
