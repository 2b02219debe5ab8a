"""Any text at all: never an exception, never more than linear work."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialog.understand.context import Asked, Context, Offered
from dialog.understand.fold import fold
from dialog.understand.hear import understand
from dialog.understand.languages import LEXICONS
from dialog.understand.reading import Understanding
from dialog.understand.tokens import LIMIT, tokens
from tests.dialog.heard import FRIDAY, LUMA, MONDAY, SUMMARY, WHICH, ZONE, hear

HOSTILE = [
    "5" * 5000,
    "1 " * 2048,
    "a" * 4096,
    "fri" + "a" * 4096,
    "a'" * 2048,
    "a-" * 2048,
    "12:" * 1400,
    "1/1/" * 1000,
    "27.11." * 680,
    "friday " * 600,
    "friday or " * 500,
    "next " * 900,
    "not " * 1000,
    "between 2 and 4 or " * 240,
    "5 to " * 900,
    "half past " * 450,
    "two weeks from " * 300,
    "zxqvw " * 700,
    "Beaa " * 900,
    "my name is " * 400,
    "\u202e" * 4096,
    "\u200d" * 4096,
    "👨‍👩‍👧‍👦" * 400,
    "ä" * 4096,
    "\n" * 4096,
    "\ud800",
    "ẞ" * 100,
]
ODD = [
    "in 999999 weeks",
    "in 99999999999 days",
    "in 999999 months",
    "29 feb",
    "31 feb",
    "00.00.",
    "32.13.9999",
    "0000-00-00",
    "9999-12-31",
    "31.12.9999",
    "1/1/0000",
    "99:99",
    "24:00",
    "24:30",
    "25 uhr",
    "in 99999 hours",
    "0 uhr",
    "999999 weeks from friday",
    "½ 5",
    "²",
    "\u0665:\u0663\u0660",
    "quarter past 12",
    "viertel vor 1",
    "12 am",
    "0:15",
    "1st",
    "00",
    "in 0 days",
    "next 999999 days",
    "by 31.12.9998",
    "after 31.12.9998",
    "from friday to friday",
]


def every_context() -> list[Context]:
    return [
        Context(MONDAY, LUMA, asked, choices, locale)
        for asked in Asked
        for choices in ((), FRIDAY, SUMMARY, WHICH)
        for locale in ("en", "de")
    ]


@pytest.mark.parametrize("text", HOSTILE + ODD, ids=lambda text: f"{text[:12]!a}x{len(text)}")
def test_hostile_text_is_read_without_an_exception(
    text: str, sized: Callable[[int, int], int]
) -> None:
    # Every ninth has each question, each kind of choices, both languages among them.
    for context in every_context()[:: 10 - sized(1, 9)]:
        assert isinstance(understand(text, context), Understanding)


WORDS = sorted(
    {word for lexicon in LEXICONS.values() for word in lexicon.entries}
    | {"17:00", "27.11.", "3/4", "5", "14th", "2", "Bea", "Ana", "haircut", "färben", "?", "\n"}
)
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
CHOICES = st.lists(
    st.tuples(st.text(max_size=12), st.none() | st.datetimes(
        min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1)))  # noqa: DTZ001 - made aware below
).map(lambda pairs: tuple(
    Offered(title, title, number, start and start.replace(tzinfo=ZONE))
    for number, (title, start) in enumerate(pairs, 1)))  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
    ),
    asked=st.sampled_from(Asked),
    choices=CHOICES,
    locale=st.sampled_from(["en", "de", "fr"]),
    ahead=st.integers(0, 4000),
)
@example("29 february", Asked.TIME, (), "en", 1555)
def test_understanding_never_raises_and_never_looks_back(
    text: str, asked: Asked, choices: tuple[Offered, ...], locale: str, ahead: int
) -> None:
    now = (datetime(2024, 1, 1, 12, 0, tzinfo=UTC) + timedelta(days=ahead)).astimezone(ZONE)
    said = understand(text, Context(now, LUMA, asked, choices, locale))
    assert said.choice is None or said.choice in {one.id for one in choices}
    assert len(said.when) <= 4
    for one in said.when:
        if one.first and one.last:
            assert one.first <= one.last
        if one.start is not None and one.end is not None:
            assert one.start < one.end
        for minute in (one.start, one.end):
            assert minute is None or 0 <= minute <= 1440
        assert not one.exact or (one.start is not None and one.end is None)
    for heard in said.heard:
        assert 0 < heard.confidence <= 1


def steps(text: str) -> int:
    """Count the calls that reading the text takes: work, whatever the machine's speed."""
    count = 0

    def tick(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    hear(text)  # caches warm, so that only the reading is counted
    sys.setprofile(tick)
    try:
        hear(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    ["friday ", "friday or ", "next ", "half past ", "two weeks from ", "zxqvw ", "5 ", "5 to ",
     "not ", "between 2 and ", "a-", "12:", "27.11.", "my name is ", "ä", "from friday to "],
)  # fmt: skip
def test_the_work_grows_no_faster_than_the_text(piece: str) -> None:
    short, long = steps(piece * 30), steps(piece * 60)
    assert long <= 2.6 * short + 200


def test_a_message_beyond_the_limit_costs_no_more_than_one_at_it() -> None:
    assert len(tokens("friday " * 5000)) == LIMIT
    assert steps("friday " * 1200) <= 1.1 * steps("friday " * LIMIT)


def test_the_count_of_steps_sees_work_that_grows_too_fast() -> None:
    def quadratic(text: str) -> int:
        return sum(1 for one in text for other in text if one == other)

    assert quadratic("a" * 60) > 2.6 * quadratic("a" * 30)


@given(st.text(max_size=200))
def test_every_folded_character_has_its_place_in_the_original(text: str) -> None:
    folded, places = fold(text)
    assert len(places) == len(folded) + 1
    assert list(places) == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@given(st.text(max_size=200))
def test_tokens_lie_in_the_original_one_after_the_other(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.lo < token.hi <= len(text)
        end = max(end, token.lo)
