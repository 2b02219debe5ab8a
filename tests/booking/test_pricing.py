"""Prices with their lines: taxes, surcharges, deposits, nothing lost in rounding."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.catalogue import Catalogue
from booking.plan import Segment
from booking.policy import MARKETPLACE, Deposit, Policy, Rule, Tax
from booking.pricing import ENGINE, NOBODY_KNOWN, Guest, Line, Quote, quote
from foundation.money import Money
from tests.booking.studio import ANA, BEA, CEM, COLOUR, CUT, TREATMENT, studio

CUT_WITH_ANA = Segment(CUT.id, ANA.id, 0, 45)
COLOUR_WITH_BEA = Segment(COLOUR.id, BEA.id, 45, 165)
NEW, STAYED_AWAY = Guest(first_visit=True), Guest(missed=True)


def salon(**terms: object) -> Catalogue:
    """The studio with other terms."""
    return replace(studio(), policy=Policy(**terms))  # type: ignore[arg-type]  # a test's own terms


def priced(salon: Catalogue, *segments: Segment, guest: Guest = NOBODY_KNOWN) -> Quote:
    return quote(salon, segments or (CUT_WITH_ANA,), guest)


def with_price(salon: Catalogue, minor: int, currency: str) -> Catalogue:
    cut = replace(CUT, price=Money(minor, currency))
    return replace(salon, services=(cut, *salon.services[1:]), currency=currency)


def test_every_service_is_a_line() -> None:
    made = priced(salon(), replace_addons(CUT_WITH_ANA), COLOUR_WITH_BEA)
    assert made.lines == (
        Line("service", "cut", 4000),
        Line("addon", "treatment", 1200),
        Line("service", "colour", 9500),
    )
    assert (made.engine, made.total, made.price) == (ENGINE, 14700, Money(14700, "EUR"))


def replace_addons(segment: Segment) -> Segment:
    return msgspec.structs.replace(segment, addons=(TREATMENT.id,))


def test_a_stylist_may_have_a_price_of_their_own() -> None:
    assert priced(salon(), Segment(CUT.id, BEA.id, 0, 55)).total == 4800


def test_a_tax_may_be_in_the_price() -> None:
    made = priced(salon(tax=Tax("VAT", 1900)))
    assert (made.total, made.tax, len(made.lines)) == (4000, 639, 1)


def test_a_tax_may_come_on_top() -> None:
    made = priced(salon(tax=Tax("Sales tax", 825, included=False)))
    assert (made.total, made.tax) == (4330, 330)
    assert made.lines[-1] == Line("tax", "Sales tax", 330)


def test_the_marketplace_adds_its_surcharge_takes_its_fee() -> None:
    made = priced(salon(**MARKETPLACE))
    assert made.lines[-1] == Line("surcharge", "surcharge", 400)
    assert (made.total, made.platform_fee) == (4400, 440)


def test_a_salon_of_its_own_owes_the_platform_nothing() -> None:
    made = priced(salon())
    assert (made.total, made.platform_fee) == (4000, 0)


@pytest.mark.parametrize(
    ("terms", "guest", "deposit"),
    [
        ({}, NEW, 0),
        ({"deposit": Deposit(Rule.PERCENT, 50)}, NOBODY_KNOWN, 2000),
        ({"first_visit": Deposit(Rule.FIXED, 1000)}, NOBODY_KNOWN, 0),
        ({"first_visit": Deposit(Rule.FIXED, 1000)}, NEW, 1000),
        ({"after_no_show": Deposit(Rule.FULL)}, STAYED_AWAY, 4000),
        ({"deposit": Deposit(Rule.FIXED, 500), "first_visit": Deposit(Rule.FULL)}, NEW, 4000),
    ],
)
def test_the_dearest_deposit_that_applies_is_asked_for(
    terms: dict[str, object], guest: Guest, deposit: int
) -> None:
    assert priced(salon(**terms), guest=guest).deposit == deposit


def test_a_services_own_deposit_goes_by_its_own_price() -> None:
    asks = replace(COLOUR, deposit=Deposit(Rule.PERCENT, 20))
    plain = salon()
    services = tuple(asks if one.id == asks.id else one for one in plain.services)
    made = priced(replace(plain, services=services), CUT_WITH_ANA, COLOUR_WITH_BEA)
    assert (made.total, made.deposit) == (13500, 1900)


@pytest.mark.parametrize(
    ("own", "deposit"),
    [
        (Deposit(), 2000),
        (Deposit(Rule.PERCENT, 10), 2950),
        (Deposit(Rule.FULL), 11500),
    ],
)
def test_a_services_own_rule_takes_the_place_of_the_salons(own: Deposit, deposit: int) -> None:
    plain = salon(deposit=Deposit(Rule.PERCENT, 50))
    made = priced(with_deposit(plain, own), CUT_WITH_ANA, COLOUR_WITH_BEA)
    assert (made.total, made.deposit) == (13500, deposit)


def with_deposit(plain: Catalogue, own: Deposit) -> Catalogue:
    """Give colours a rule of their own."""
    asks = replace(COLOUR, deposit=own)
    services = tuple(asks if one.id == asks.id else one for one in plain.services)
    return replace(plain, services=services)


def test_a_deposit_of_all_has_the_taxes_in_it() -> None:
    taxed = salon(tax=Tax("Tax", 825, included=False), guest_surcharge=333)
    made = priced(with_deposit(taxed, Deposit(Rule.FULL)), COLOUR_WITH_BEA)
    assert made.deposit == made.total > 9500


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), st.integers(0, 3000))
def test_full_deposits_of_every_service_are_the_total(prices: list[int], rate: int) -> None:
    plain = salon(tax=Tax("Tax", rate, included=False))
    three = tuple(
        replace(one, price=Money(minor, "EUR"), deposit=Deposit(Rule.FULL))
        for one, minor in zip(plain.services, prices, strict=False)
    )
    asks = replace(plain, services=(*three, *plain.services[3:]))
    made = priced(asks, *(Segment(one.id, CEM.id, 0, 45) for one in three))
    assert made.deposit == made.total


@pytest.mark.parametrize(("currency", "minor"), [("JPY", 5001), ("KWD", 12345), ("EUR", 1)])
def test_every_currency_is_exact_in_its_smallest_unit(currency: str, minor: int) -> None:
    made = priced(with_price(salon(tax=Tax("Tax", 1000, included=False)), minor, currency))
    assert made.price == Money(minor + (minor + 5) // 10, currency)


@given(
    st.integers(0, 10**9),
    st.integers(0, 3000),
    st.booleans(),
    st.integers(0, 2000),
    st.integers(0, 3000),
)
def test_lines_add_up_to_the_total(
    minor: int,
    rate: int,
    included: bool,  # noqa: FBT001 - drawn
    surcharge: int,
    fee: int,
) -> None:
    terms = salon(tax=Tax("Tax", rate, included), guest_surcharge=surcharge, platform_fee=fee)
    made = priced(with_price(terms, minor, "EUR"))
    assert sum(one.minor for one in made.lines) == made.total
    assert 0 <= made.tax <= made.total
    assert 0 <= made.deposit <= made.total
    # The tax in a price is that on top of what is left without it, but for one rounding.
    net = made.total - made.tax
    assert abs(net * rate - made.tax * 10_000) <= 10_000
