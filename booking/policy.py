"""The salon's terms: deposits, what a late change costs, taxes, surcharges; kept by version."""

from enum import StrEnum

import msgspec


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


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the terms; rates are basis points (10,000 = the whole).

    `tiers` go by hours before the start, the smallest that applies wins; no tier, no fee. A move
    counts as late less than `late_move_hours` before the start and costs `late_move_percent`.
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
