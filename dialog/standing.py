"""A visit that stands in the diary, as the dialog last read it; what is wanted of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from booking.plan import Segment, Want
from booking.ranking import Slot
from booking.status import Status
from dialog.understand.reading import When
from foundation.ids import BookingId, ServiceId, StaffId
from foundation.money import Money


class Errand(StrEnum):
    """What a customer wants of a visit of theirs."""

    SHOW = "show"
    MOVE = "move"
    CANCEL = "cancel"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A visit with what changing it would cost at the moment it was read.

    `slot` is its whole span with its first stylist; `version` the booking's. `fee` is what
    cancelling costs, `move_fee` what moving does; moving is free up to `free_until` (UTC), None
    where it always is. `deposit` has been paid, None when nothing was. `others` are the visits of
    those who come along, with `fee_together` for all. `begun`: it should be under way.
    """

    booking: BookingId
    version: int
    segments: tuple[Segment, ...]
    slot: Slot
    price: Money
    status: Status
    fee: Money
    move_fee: Money
    deposit: Money | None = None
    free_until: datetime | None = None
    begun: bool = False
    others: tuple["Standing", ...] = ()
    fee_together: Money | None = None

    @property
    def services(self) -> tuple[ServiceId, ...]:
        """Give its services, in order."""
        return tuple(one.service for one in self.segments)

    @property
    def staff(self) -> tuple[StaffId, ...]:
        """Give who does it, each once."""
        return tuple(dict.fromkeys(one.staff for one in self.segments))

    @property
    def everyone(self) -> tuple["Standing", ...]:
        """Give the visits of all who come together."""
        return (self, *self.others)


@dataclass(frozen=True, slots=True)
class Option:
    """A time that a visit could move to, with what it costs then and how it is done."""

    slot: Slot
    price: Money
    wants: tuple[Want, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """How the customer spoke of a visit; `booking` when they tapped it.

    `times` are when it is, as it was said; `sure` unless that may as well be when they want it.
    """

    booking: BookingId | None = None
    services: tuple[ServiceId, ...] = ()
    staff: tuple[StaffId, ...] = ()
    times: tuple[When, ...] = ()
    sure: bool = True

    @property
    def nothing(self) -> bool:
        """Tell whether no visit was spoken of in particular."""
        return not (self.booking or self.services or self.staff or self.times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """When, with whom a visit shall be instead; no `staff`: with the same people."""

    times: tuple[When, ...] = ()
    any_time: bool = False
    not_days: tuple[date, ...] = ()
    staff: tuple[StaffId, ...] = ()
    anyone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visiting:
    """A change of a visit in the making.

    `visits` are those that may be meant, `visit` is the one that is; `options` were offered to
    move to, `to` was picked; starts in `seen` were offered before. `minutes` late they will be.
    `going` are the visits that a yes cancels. `near` is the visit that was spoken of before.
    """

    errand: Errand
    named: Named = Named()
    near: BookingId | None = None
    wished: Wished = Wished()
    visits: tuple[Standing, ...] = ()
    visit: Standing | None = None
    options: tuple[Option, ...] = ()
    to: Option | None = None
    seen: tuple[int, ...] = ()
    minutes: int | None = None
    going: tuple[Standing, ...] = ()
