"""What a visit costs: its line items, taxes, surcharges, the deposit it asks for."""

from collections.abc import Sequence

import msgspec

from booking.catalogue import Catalogue
from booking.plan import Segment
from foundation.money import Money

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


def quote(catalogue: Catalogue, segments: Sequence[Segment], guest: Guest) -> Quote:  # noqa: ARG001 - deposits go by it
    """Reckon what the segments of one person's visit cost today."""
    lines = []
    for one in segments:
        stylist = catalogue.stylist(one.staff)
        for kind, wanted in (("service", one.service), *(("addon", each) for each in one.addons)):
            service = catalogue.service(wanted)
            price = stylist.prices.get(wanted, service.price)
            lines.append(Line(kind, service.key, price.minor))
    return Quote(ENGINE, catalogue.currency, tuple(lines), sum(one.minor for one in lines))
