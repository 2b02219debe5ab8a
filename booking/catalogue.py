"""What a salon sells: its services, its people, its rooms, its hours; kept by revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from booking.facts import Facts
from booking.policy import Deposit, Policy
from foundation.ids import ResourceId, SalonId, ServiceId, StaffId
from foundation.money import Money

Minutes = tuple[int, int]
"""A stretch of a local day, minutes after midnight, end exclusive; 1560 is 02:00 the next day."""

Week = Mapping[int, tuple[Minutes, ...]]
"""Per weekday (0 = Monday) the stretches of work, sorted and apart."""

Days = Mapping[date, tuple[Minutes, ...]]
"""Hours of single days that replace the week's, () for a day off."""


@dataclass(frozen=True, slots=True)
class Service:
    """One thing a customer can book; `names` by language, `aliases` in any.

    `work` says when the stylist is needed, in minutes after the start, () for all the time: what
    lies between is a processing gap in which they may take somebody else. `before` and `after`
    are minutes in which its chairs must be free around the visit. `needs` names kinds of resources,
    each of which is taken from start to end, buffers included. `hours`, if given, say when it may
    take place.
    With `seats` it is a class: its times are set by the salon, its seats are sold one by one.
    """

    id: ServiceId
    key: str
    names: Mapping[str, str]
    aliases: tuple[str, ...]
    minutes: int
    price: Money
    work: tuple[Minutes, ...] = ()
    before: int = 0
    after: int = 0
    needs: tuple[str, ...] = ()
    hours: Week | None = None
    grid: int | None = None
    addons: tuple[ServiceId, ...] = ()
    seats: int = 0
    approval: bool = False
    deposit: Deposit | None = None

    def name(self, locale: str) -> str:
        """Give the name in the customer's language, else in English, else the key."""
        return self.names.get(locale) or self.names.get("en") or self.key


@dataclass(frozen=True, slots=True)
class Stylist:
    """One person with a chair: what they do, when they work.

    `breaks` are cut out of the week; a day in `days` replaces the week's hours, breaks included.
    `minutes`, `prices` differ from the service's own where the stylist does.
    """

    id: StaffId
    name: str
    aliases: tuple[str, ...]
    services: frozenset[ServiceId]
    week: Week
    breaks: Week = field(default_factory=dict)
    days: Days = field(default_factory=dict)
    minutes: Mapping[ServiceId, int] = field(default_factory=dict)
    prices: Mapping[ServiceId, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resource:
    """A room, a chair or a station that services of its `kind` need; any of a kind will do."""

    id: ResourceId
    kind: str
    name: str


@dataclass(frozen=True)
class Catalogue:
    """The salon as the customer meets it; `revision` grows with every change of it.

    `notice` is how many minutes ahead a customer must book, `horizon` how many days ahead they
    may. `days` are holidays and other days with hours of their own. `addons` are sold with a
    service only.
    """

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
    days: Days = field(default_factory=dict)
    addons: tuple[Service, ...] = ()
    resources: tuple[Resource, ...] = ()
    notice: int = 0
    horizon: int = 400
    policy: Policy = field(default_factory=Policy)
    facts: Facts = field(default_factory=Facts)

    def service(self, wanted: ServiceId) -> Service:
        """Give the service or add-on; KeyError when the salon does not have it."""
        return self._sold[wanted]

    def stylist(self, wanted: StaffId) -> Stylist:
        """Give the stylist; KeyError when the salon does not have them."""
        return self.team[wanted]

    def who_does(self, service: ServiceId) -> tuple[Stylist, ...]:
        """Give the stylists who do the service, in the salon's own order."""
        return self._able.get(service, ())

    def length(self, service: ServiceId, staff: StaffId, addons: Sequence[ServiceId] = ()) -> int:
        """Give how many minutes the stylist takes for the service with its add-ons."""
        stylist = self.stylist(staff)
        each = (service, *addons)
        return sum(stylist.minutes.get(one) or self.service(one).minutes for one in each)

    # A booking looks a dozen times into a catalogue that serves thousands.
    @cached_property
    def team(self) -> Mapping[StaffId, Stylist]:
        """Give the stylists by id."""
        return {one.id: one for one in self.staff}

    @cached_property
    def _sold(self) -> Mapping[ServiceId, Service]:
        return {one.id: one for one in (*self.services, *self.addons)}

    @cached_property
    def _able(self) -> Mapping[ServiceId, tuple[Stylist, ...]]:
        every = {service for one in self.staff for service in one.services}
        return {each: tuple(one for one in self.staff if each in one.services) for each in every}
