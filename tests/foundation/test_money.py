import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.money import Money

amounts = st.builds(Money, st.integers(-(10**12), 10**12), st.just("EUR"))


@given(amounts, amounts)
def test_adding_then_taking_away_is_exact(one: Money, other: Money) -> None:
    assert one + other - other == one


@given(amounts, amounts)
def test_amounts_order_like_their_minor_units(one: Money, other: Money) -> None:
    assert (one < other) == (one.minor < other.minor)
    assert (one >= other) == (one.minor >= other.minor)


@pytest.mark.parametrize(
    ("minor", "currency", "printed"),
    [
        (4000, "EUR", "40.00 EUR"),
        (5, "EUR", "0.05 EUR"),
        (-5, "EUR", "-0.05 EUR"),
        (-4000, "EUR", "-40.00 EUR"),
        (500, "JPY", "500 JPY"),
        (1250, "KWD", "1.250 KWD"),
        (0, "EUR", "0.00 EUR"),
    ],
)
def test_money_prints_with_its_currency_s_places(minor: int, currency: str, printed: str) -> None:
    assert str(Money(minor, currency)) == printed


def test_two_currencies_never_mix() -> None:
    euros, dollars = Money(1, "EUR"), Money(1, "USD")
    for mix in (lambda: euros + dollars, lambda: euros - dollars, lambda: euros < dollars):
        with pytest.raises(ValueError, match="cannot mix"):
            mix()


@pytest.mark.parametrize("minor", [1.0, "1", True, None])
def test_money_is_whole_minor_units(minor: object) -> None:
    with pytest.raises(TypeError, match="whole"):
        Money(minor, "EUR")  # type: ignore[arg-type]  # what the guard is for


@pytest.mark.parametrize("currency", ["", "eur", "EURO", "€", "ÄÖÜ"])
def test_a_currency_is_an_iso_code(currency: str) -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(1, currency)
