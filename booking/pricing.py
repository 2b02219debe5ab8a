"""What a visit costs: its line items, taxes, surcharges, the deposit it asks for."""

from collections.abc import Iterator, Sequence

import msgspec

from booking.catalogue import Catalogue
from booking.plan import Segment
from booking.policy import deposit_of, share
from foundation.money import Money

_WHOLE = 10_000  # basis points

ENGINE = 1
"""The version of this arithmetic, kept with every price it made."""


class Line(msgspec.Struct, frozen=True):
    """One line of a price: `kind` is service, addon, tax, surcharge; `what` a key or a name."""

    kind: str
    what: str
    minor: int


class Guest(msgspec.Struct, frozen=True):
    """What a price may depend on: whether they are new, whether they stayed away last time."""

    first_visit: bool = False
    missed: bool = False


NOBODY_KNOWN = Guest()
"""A guest of whom nothing is known that would change a price."""


class Quote(msgspec.Struct, frozen=True):
    """A price as it is frozen with the booking, all in minor units of `currency`.

    `total` is what the customer pays; `tax` is the tax in it, `deposit` the part asked for in
    advance, `platform_fee` what the salon owes the platform.
    """

    engine: int
    currency: str
    lines: tuple[Line, ...]
    total: int
    tax: int = 0
    deposit: int = 0
    platform_fee: int = 0

    @property
    def price(self) -> Money:
        """Give the total as money."""
        return Money(self.total, self.currency)


def quote(catalogue: Catalogue, segments: Sequence[Segment], guest: Guest) -> Quote:
    """Reckon what the segments of one person's visit cost today.

    Taxes are reckoned once, on the whole visit, so that no line's rounding adds up; the surcharge
    is one on the prices as they are listed. The dearest deposit that applies is the one asked for:
    that of the services (their own rule, else the salon's), of newcomers, after a no-show.
    """
    policy = catalogue.policy
    lines = list(_lines(catalogue, segments))
    listed = sum(one.minor for one in lines)
    if surcharge := share(listed, policy.guest_surcharge):
        lines.append(Line("surcharge", "surcharge", surcharge))
    net = listed + surcharge
    tax = policy.tax
    if tax.included:
        # The tax in a price that has it: price * rate / (100 % + rate), halves rounded up.
        whole = _WHOLE + tax.rate
        owed = (net * tax.rate * 2 + whole) // (whole * 2)
    else:
        owed = share(net, tax.rate)
        if owed:
            lines.append(Line("tax", tax.name, owed))
    total = net if tax.included else net + owed
    return Quote(
        engine=ENGINE,
        currency=catalogue.currency,
        lines=tuple(lines),
        total=total,
        tax=owed,
        deposit=_deposit(catalogue, segments, guest, total),
        platform_fee=share(total, policy.platform_fee),
    )


def _lines(catalogue: Catalogue, segments: Sequence[Segment]) -> Iterator[Line]:
    for one in segments:
        stylist = catalogue.stylist(one.staff)
        for kind, wanted in (("service", one.service), *(("addon", each) for each in one.addons)):
            service = catalogue.service(wanted)
            price = stylist.prices.get(wanted, service.price)
            yield Line(kind, service.key, price.minor)


def _deposit(catalogue: Catalogue, segments: Sequence[Segment], guest: Guest, total: int) -> int:
    policy = catalogue.policy
    asked = [_by_service(catalogue, segments, total)]
    if guest.first_visit:
        asked.append(deposit_of(policy.first_visit, total))
    if guest.missed:
        asked.append(deposit_of(policy.after_no_show, total))
    return min(max(asked), total)


def _by_service(catalogue: Catalogue, segments: Sequence[Segment], total: int) -> int:
    """Add up the services' own deposits; the salon's rule is for those that have none."""
    own = 0
    others = 0
    rules = [catalogue.service(one.service).deposit for one in segments]
    if not any(rules):
        return deposit_of(catalogue.policy.deposit, total)
    for rule, part in zip(rules, _parts(catalogue, segments, total), strict=True):
        if rule is None:
            others += part
        else:
            own += deposit_of(rule, part)
    return own + deposit_of(catalogue.policy.deposit, others)


def _parts(catalogue: Catalogue, segments: Sequence[Segment], total: int) -> Iterator[int]:
    """Share the total out among the segments by their listed prices; nothing is lost."""
    prices = [sum(line.minor for line in _lines(catalogue, (one,))) for one in segments]
    listed = sum(prices)
    given = reached = 0
    for price in prices:
        reached += price
        upto = total * reached // listed if listed else 0
        yield upto - given
        given = upto
