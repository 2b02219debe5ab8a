"""The typed values a phrase may print; nothing else gets into a message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from booking.plan import Segment, Wish
from booking.ranking import Slot
from foundation.ids import ServiceId, StaffId
from foundation.money import Money


@dataclass(frozen=True, slots=True)
class ServiceName:
    """A service by its name in the customer's language."""

    service: ServiceId


@dataclass(frozen=True, slots=True)
class ServiceLength:
    """How long a service takes, in minutes."""

    service: ServiceId


@dataclass(frozen=True, slots=True)
class ServicePrice:
    """What a service costs, with its currency."""

    service: ServiceId


@dataclass(frozen=True, slots=True)
class StaffName:
    """A stylist by name."""

    staff: StaffId


@dataclass(frozen=True, slots=True)
class StaffNames:
    """Several stylists by name: "Ana or Bea"."""

    staff: tuple[StaffId, ...]


@dataclass(frozen=True, slots=True)
class ServiceNames:
    """Several services of one visit by name: "Colour and Haircut"."""

    services: tuple[ServiceId, ...]


@dataclass(frozen=True, slots=True)
class Stylists:
    """Everybody who does a visit by name: "Ana and Bea"."""

    staff: tuple[StaffId, ...]


@dataclass(frozen=True, slots=True)
class ColleagueName:
    """An operator by the name on file, "" for nobody in particular: the salon then."""

    name: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A time printed whole: "Friday 27 November, 17:00-17:45"."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class Start:
    """A start printed whole: "Friday 27 November, 17:00"."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class Starts:
    """Several starts printed whole, with their stylists unless they are of a whole `plan`."""

    slots: tuple[Slot, ...]
    plan: bool = False


@dataclass(frozen=True, slots=True)
class TheDay:
    """A day printed whole: "Friday 27 November", with today or tomorrow when true."""

    day: date


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When the salon is open on a day: "09:00-20:00"."""

    day: date


@dataclass(frozen=True, slots=True)
class Until:
    """A clock time that something lasts to, in the salon's zone."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock time of a start: "17:00"."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is held or booked, per person: "Friday 27 November, Haircut with Ana 9:00-9:45".

    What comes one after another is joined by "then", what happens at one time by "and".
    """

    visits: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True, slots=True)
class WishLength:
    """How many minutes the visit of one person takes, by the quickest of who was wished for."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class WishPrice:
    """What a wish costs by the list, for all persons together; of one stylist by their own."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things."""

    number: int


@dataclass(frozen=True, slots=True)
class Longer:
    """By how many minutes one time differs in length from another, never negative."""

    slot: Slot
    other: Slot


@dataclass(frozen=True, slots=True)
class Dearer:
    """By how much one price differs from another, never negative."""

    price: Money
    other: Money


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when something can be done: "Thursday 17:00", the date with it if a week or more."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a page that was made for this customer."""

    address: str


@dataclass(frozen=True, slots=True)
class CustomerName:
    """The customer's first name, filled in by the conductor: the session does not hold it."""


@dataclass(frozen=True, slots=True)
class SalonName:
    """The salon's short name."""


@dataclass(frozen=True, slots=True)
class SalonPhone:
    """The salon's phone."""


@dataclass(frozen=True, slots=True)
class SalonAddress:
    """Where the salon is."""


@dataclass(frozen=True, slots=True)
class OwnFact:
    """The salon's own sentence about a topic, in the customer's language where it has one."""

    topic: str


@dataclass(frozen=True, slots=True)
class WeekHours:
    """When the salon is open in a usual week."""


@dataclass(frozen=True, slots=True)
class PriceList:
    """Services with their length, their price: "Haircut (45 min, 40 EUR)"."""

    services: tuple[ServiceId, ...]


@dataclass(frozen=True, slots=True)
class Stars:
    """A rating of 0 to 5."""

    rating: Decimal


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Another salon as it calls itself."""

    name: str


@dataclass(frozen=True, slots=True)
class PlaceCity:
    """Where another salon is."""

    city: str


@dataclass(frozen=True, slots=True)
class PlaceAddress:
    """Another salon's street."""

    address: str


@dataclass(frozen=True, slots=True)
class PlacePhone:
    """Another salon's number."""

    phone: str


@dataclass(frozen=True, slots=True)
class ServiceThere:
    """A service of another salon by its names."""

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WholeThere:
    """A time printed whole in another salon's zone."""

    slot: Slot
    zone: str


@dataclass(frozen=True, slots=True)
class StartThere:
    """A start printed whole in another salon's zone."""

    slot: Slot
    zone: str


@cache
def zone(name: str) -> ZoneInfo:
    """Give a zone by its name."""
    return ZoneInfo(name)


Word = (
    ServiceName | ServiceLength | ServicePrice | StaffName | StaffNames | Whole | Start | Starts
    | TheDay | OpeningHours | Link | Until | CustomerName | SalonName | SalonPhone | SalonAddress
    | ServiceNames | Stylists | ColleagueName | Clock | Plan | WishLength | WishPrice | Count
    | Longer | Dearer | Deadline | OwnFact | WeekHours | PriceList | Stars
    | PlaceName | PlaceCity | PlaceAddress | PlacePhone | ServiceThere | WholeThere | StartThere
)  # fmt: skip
