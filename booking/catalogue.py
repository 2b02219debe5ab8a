"""What a salon sells: its services, its stylists, its hours; read whole, kept by revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from foundation.ids import SalonId, ServiceId, StaffId
from foundation.money import Money

Minutes = tuple[int, int]
"""A stretch of a local day, minutes after midnight, end exclusive; 1560 is 02:00 the next day."""

Week = Mapping[int, tuple[Minutes, ...]]
"""Per weekday (0 = Monday) the stretches of work, sorted and apart."""


@dataclass(frozen=True, slots=True)
class Service:
    """One thing a customer can book; `names` by language, `aliases` in any."""

    id: ServiceId
    key: str
    names: Mapping[str, str]
    aliases: tuple[str, ...]
    minutes: int
    price: Money

    def name(self, locale: str) -> str:
        """Give the name in the customer's language, else in English, else the key."""
        return self.names.get(locale) or self.names.get("en") or self.key


@dataclass(frozen=True, slots=True)
class Stylist:
    """One person with a chair: what they do, when they work."""

    id: StaffId
    name: str
    aliases: tuple[str, ...]
    services: frozenset[ServiceId]
    week: Week


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The salon as the customer meets it; `revision` grows with every change of it."""

    salon_id: SalonId
    slug: str
    name: str
    zone: ZoneInfo
    currency: str
    language: str
    phone: str
    address: str
    opening: Week
    services: tuple[Service, ...]
    staff: tuple[Stylist, ...]
    grid: int
    revision: int

    def service(self, wanted: ServiceId) -> Service:
        """Give the service; KeyError when the salon does not have it."""
        return {one.id: one for one in self.services}[wanted]

    def stylist(self, wanted: StaffId) -> Stylist:
        """Give the stylist; KeyError when the salon does not have them."""
        return {one.id: one for one in self.staff}[wanted]

    def who_does(self, service: ServiceId) -> tuple[Stylist, ...]:
        """Give the stylists who do the service, in the salon's own order."""
        return tuple(one for one in self.staff if service in one.services)
