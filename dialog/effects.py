"""What a step wants done: data only, carried out by the conductor."""

from dataclasses import dataclass, field
from datetime import date

from booking.ranking import Slot
from channels.message import Choice
from dialog.understand.reading import When
from foundation.ids import HoldId, ServiceId, StaffId


@dataclass(frozen=True, slots=True)
class Say:
    """One phrase of the reply by its key; `args` are typed values that phrases print."""

    phrase: str
    args: dict[str, object] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class FindTimes:
    """Search the diary: answered by TimesFound.

    Any of the `wishes` will do, none means any time. `near` ranks by closeness to a lost slot
    instead of spreading over the wish; starts in `without` were offered before.
    """

    service: ServiceId
    staff: tuple[StaffId, ...]
    wishes: tuple[When, ...] = ()
    near: Slot | None = None
    without: tuple[int, ...] = ()
    not_days: tuple[date, ...] = ()
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep this start for the customer, trying the stylists in order; HoldTaken or HoldLost."""

    service: ServiceId
    start: int
    staff: tuple[StaffId, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Release:
    """Give back whatever this conversation holds."""


@dataclass(frozen=True, slots=True)
class Remember:
    """Keep the customer's name with the customer, never in the session."""

    name: str


@dataclass(frozen=True, slots=True)
class Book:
    """Turn the hold into a booking: Confirmed or HoldLost."""

    hold: HoldId
    slot: Slot


@dataclass(frozen=True, slots=True)
class CallHuman:
    """Mark the conversation as waiting for a person."""


Effect = Say | FindTimes | Hold | Release | Remember | Book | CallHuman
