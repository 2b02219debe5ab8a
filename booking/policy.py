"""The salon's terms: deposits, what a late change costs, taxes, surcharges; kept by version."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import msgspec

from foundation.money import Money


class Rule(StrEnum):
    """How a deposit is reckoned."""

    NONE = "none"
    FIXED = "fixed"
    PERCENT = "percent"
    FULL = "full"


class Deposit(msgspec.Struct, frozen=True):
    """A deposit rule; `amount` is in minor units when fixed, in percent when percent."""

    rule: Rule = Rule.NONE
    amount: int = 0


class Tier(msgspec.Struct, frozen=True):
    """A visit cancelled less than `hours` before its start costs `percent` of its price."""

    hours: int
    percent: int


class Tax(msgspec.Struct, frozen=True):
    """A tax rate in basis points (1900 = 19 %), `included` in the prices or added to them."""

    name: str = "VAT"
    rate: int = 0
    included: bool = True


class Sms(msgspec.Struct, frozen=True):
    """What may be spent on SMS: the `countries` (ISO 3166) written to, none: the salon's own.

    `parts_a_day` is how many parts of 160 letters (70 in other scripts) go out a day, 0: any.
    """

    countries: tuple[str, ...] = ()
    parts_a_day: int = 0


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the terms; rates are basis points (10,000 = the whole).

    `tiers` go by hours before the start, the smallest that applies wins; no tier, no fee. A move
    counts as late less than `late_move_hours` before the start and costs `late_move_percent`.
    Who comes up to `late_minutes` late is waited for. `online`: a visit with a deposit stands only
    once that is paid.
    `first_visit`, `after_no_show` are deposits asked of newcomers, of those who stayed away.
    """

    version: int = 0
    tiers: tuple[Tier, ...] = ()
    late_move_hours: int = 24
    late_move_percent: int = 0
    no_show_percent: int = 0
    deposit: Deposit = Deposit()
    first_visit: Deposit = Deposit()
    after_no_show: Deposit = Deposit()
    tax: Tax = Tax()
    platform_fee: int = 0
    guest_surcharge: int = 0
    payment_minutes: int = 30
    late_minutes: int = 15
    online: bool = False
    sms: Sms = Sms()


MARKETPLACE = {"platform_fee": 1_000, "guest_surcharge": 1_000}
"""The marketplace's preset, for a salon that sells through it: 10 % of each."""

_WHOLE = 10_000


def share(minor: int, basis_points: int) -> int:
    """Give a share of an amount that is not negative, halves rounded up, exact in integers."""
    return (minor * basis_points + _WHOLE // 2) // _WHOLE


def tier(policy: Policy, starts_at: datetime, at: datetime) -> Tier | None:
    """Give the tier that a cancellation at `at` falls into, None while it is free."""
    left = _between(at, starts_at)
    late = [one for one in policy.tiers if left < timedelta(hours=one.hours)]
    return min(late, key=lambda one: one.hours, default=None)


def cancellation_fee(policy: Policy, price: Money, starts_at: datetime, at: datetime) -> Money:
    """Tell what cancelling costs at `at`, exact to the second."""
    found = tier(policy, starts_at, at)
    return _percent(price, found.percent if found else 0)


def free_until(policy: Policy, starts_at: datetime) -> datetime | None:
    """Give until when cancelling is free, that moment included; None if it always is."""
    costly = [one.hours for one in policy.tiers if one.percent]
    if not costly:
        return None
    return (starts_at.astimezone(UTC) - timedelta(hours=max(costly))).astimezone(starts_at.tzinfo)


def is_late_move(policy: Policy, starts_at: datetime, at: datetime) -> bool:
    """Tell whether a move at `at` comes too late to be free."""
    return _between(at, starts_at) < timedelta(hours=policy.late_move_hours)


def late_move_fee(policy: Policy, price: Money, starts_at: datetime, at: datetime) -> Money:
    """Tell what a move costs at `at`, exact to the second."""
    return _percent(price, policy.late_move_percent if is_late_move(policy, starts_at, at) else 0)


def no_show_fee(policy: Policy, price: Money) -> Money:
    """Tell what staying away costs."""
    return _percent(price, policy.no_show_percent)


def deposit_of(rule: Deposit, total: int) -> int:
    """Reckon a deposit in minor units, never more than the total."""
    match rule.rule:
        case Rule.FULL:
            return total
        case Rule.FIXED:
            return min(rule.amount, total)
        case Rule.PERCENT:
            return min(share(total, rule.amount * 100), total)
        case _:
            return 0


def _between(one: datetime, other: datetime) -> timedelta:
    # Between two times of one zone Python counts the wall's hours, as if no clock were changed.
    return other.astimezone(UTC) - one.astimezone(UTC)


def _percent(price: Money, percent: int) -> Money:
    return Money(share(price.minor, percent * 100), price.currency)
