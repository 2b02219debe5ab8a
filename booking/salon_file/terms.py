"""The terms of a salon's file: deposits, fees for late changes, taxes."""

from collections.abc import Callable

from booking.policy import Deposit, Policy, Sms, Tax, Tier
from booking.salon_file import values
from booking.salon_file.section import Section

_YEAR = 24 * 365


def policy(top: Section, currency: str) -> Policy:
    """Read the terms; what is left out costs nothing."""
    one = top.inner("policy", "[policy]")
    usual = Policy()
    deposit = values.deposit(currency)
    found = Policy(
        tiers=_tiers(one),
        late_move_hours=one.get("late_move_under", _hours(0), usual.late_move_hours),
        late_move_percent=one.get("late_move_costs", values.percent, 0),
        no_show_percent=one.get("no_show_costs", values.percent, 0),
        deposit=one.get("deposit", deposit, Deposit()),
        first_visit=one.get("first_visit_deposit", deposit, Deposit()),
        after_no_show=one.get("after_no_show_deposit", deposit, Deposit()),
        tax=_tax(one.inner("tax", "[policy.tax]")),
        platform_fee=one.get("platform_fee", values.share, 0),
        guest_surcharge=one.get("guest_surcharge", values.share, 0),
        payment_minutes=one.get(
            "payment_within", values.duration(1, 10_080), usual.payment_minutes
        ),
        online=one.get("deposits_online", values.flag, usual.online),
        sms=_sms(one.inner("sms", "[policy.sms]")),
        late_minutes=one.get("waits_for", values.duration(0, 240), usual.late_minutes),
    )
    one.done()
    return found


def _tiers(one: Section) -> tuple[Tier, ...]:
    found: dict[int, Tier] = {}
    for row in one.rows("cancel"):
        row.called = f"[policy], {row.called}"
        under = row.need("under", _hours(1), 0)
        if under in found and under:
            row.wrong("there is a fee for cancelling this late already", "under")
        found[under] = Tier(under, row.need("costs", values.percent, 0))
        row.done()
    return tuple(found.values())


def _tax(one: Section) -> Tax:
    usual = Tax()
    found = Tax(
        name=one.get("name", values.text(40), usual.name),
        rate=one.get("rate", values.share, 0),
        included=one.get("included", values.flag, fallback=True),
    )
    one.done()
    return found


def _sms(one: Section) -> Sms:
    found = Sms(
        countries=one.each("countries", values.country),
        parts_a_day=one.get("parts_a_day", values.whole(0, 1_000_000), 0),
    )
    one.done()
    return found


def _hours(least: int) -> Callable[[object], int]:
    return values.duration(least, _YEAR, 60)
