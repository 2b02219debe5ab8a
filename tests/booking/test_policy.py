"""What a late change costs, exact to the second, exact to the cent."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import policy
from booking.policy import Deposit, Policy, Rule, Tier
from foundation.money import Money

START = datetime(2026, 11, 27, 9, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
BERLIN = ZoneInfo("Europe/Berlin")
PRICE = Money(4000, "EUR")
# Free two days before, then 30, 50, all of it; written in no order.
TERMS = Policy(
    tiers=(Tier(2, 100), Tier(48, 30), Tier(24, 50)),
    late_move_percent=10,
    no_show_percent=75,
)


@pytest.mark.parametrize(
    ("before", "fee"),
    [
        (49 * HOUR, 0),
        (48 * HOUR, 0),
        (48 * HOUR - SECOND, 1200),
        (24 * HOUR, 1200),
        (24 * HOUR - SECOND, 2000),
        (2 * HOUR, 2000),
        (2 * HOUR - SECOND, 4000),
        (timedelta(), 4000),
        (-HOUR, 4000),
    ],
)
def test_a_tier_begins_at_its_second(before: timedelta, fee: int) -> None:
    assert policy.cancellation_fee(TERMS, PRICE, START, START - before) == Money(fee, "EUR")


def test_it_is_free_until_the_first_tier_that_costs() -> None:
    assert policy.free_until(TERMS, START) == START - 48 * HOUR
    assert policy.free_until(Policy(tiers=(Tier(72, 0), Tier(24, 50))), START) == START - 24 * HOUR
    assert policy.free_until(Policy(), START) is None


@pytest.mark.parametrize(
    ("before", "fee"), [(24 * HOUR, 0), (24 * HOUR - SECOND, 400), (HOUR, 400)]
)
def test_a_late_move_costs_from_its_second(before: timedelta, fee: int) -> None:
    assert policy.late_move_fee(TERMS, PRICE, START, START - before) == Money(fee, "EUR")


@pytest.mark.parametrize(
    "start",
    [datetime(2026, 3, 29, 10, tzinfo=BERLIN), datetime(2026, 10, 25, 10, tzinfo=BERLIN)],
)
def test_hours_are_hours_when_the_clock_is_changed(start: datetime) -> None:
    limit = policy.free_until(TERMS, start)
    assert limit is not None
    assert start.timestamp() - limit.timestamp() == 48 * 3600
    assert policy.cancellation_fee(TERMS, PRICE, start, limit).minor == 0
    assert policy.cancellation_fee(TERMS, PRICE, start, limit + SECOND).minor == 1200
    late = (start.astimezone(UTC) - 24 * HOUR).astimezone(start.tzinfo)
    assert not policy.is_late_move(TERMS, start, late)
    assert policy.is_late_move(TERMS, start, late + SECOND)


def test_staying_away_has_its_price() -> None:
    assert policy.no_show_fee(TERMS, PRICE) == Money(3000, "EUR")


def test_who_set_no_terms_asks_for_nothing() -> None:
    none = Policy()
    assert policy.cancellation_fee(none, PRICE, START, START) == Money(0, "EUR")
    assert policy.late_move_fee(none, PRICE, START, START) == Money(0, "EUR")
    assert policy.no_show_fee(none, PRICE) == Money(0, "EUR")


@pytest.mark.parametrize(
    ("rule", "deposit"),
    [
        (Deposit(), 0),
        (Deposit(Rule.FIXED, 2000), 2000),
        (Deposit(Rule.FIXED, 20_000), 9500),
        (Deposit(Rule.PERCENT, 25), 2375),
        (Deposit(Rule.PERCENT, 33), 3135),
        (Deposit(Rule.PERCENT, 100), 9500),
        (Deposit(Rule.FULL), 9500),
    ],
)
def test_a_deposit_is_never_more_than_the_price(rule: Deposit, deposit: int) -> None:
    assert policy.deposit_of(rule, 9500) == deposit


@given(st.integers(0, 10**12), st.integers(0, 10_000))
def test_a_share_is_off_by_half_a_unit_at_most(minor: int, basis_points: int) -> None:
    taken = policy.share(minor, basis_points)
    assert abs(taken * 10_000 - minor * basis_points) <= 5_000
    assert 0 <= taken <= minor


@given(st.integers(0, 10**9), st.floats(-100, 200))
def test_later_never_costs_less(minor: int, hours: float) -> None:
    price, at = Money(minor, "JPY"), START - timedelta(hours=hours)
    now = policy.cancellation_fee(TERMS, price, START, at)
    assert policy.cancellation_fee(TERMS, price, START, at + HOUR) >= now
