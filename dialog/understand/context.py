"""What the rules may know while they read a message."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booking.catalogue import Catalogue
from dialog.understand.directory import Directory
from dialog.understand.reading import When
from foundation.ids import StaffId


class Asked(StrEnum):
    """The question the bot asked last."""

    NOTHING = "nothing"
    SERVICE = "service"
    TIME = "time"
    NAME = "name"
    CONFIRM = "confirm"
    WHICH_DAY = "which_day"


@dataclass(frozen=True, slots=True)
class Offered:
    """One choice of the last message, numbered from 1 as the customer saw it.

    `start` is aware, in the salon's zone: midnight of a choice that is a whole day, None of one
    that is no time.
    """

    id: str
    title: str
    number: int
    start: datetime | None = None
    staff_id: StaffId | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The moment, the salon, the open question, what was offered, the customer's language.

    `now` is aware, in the salon's zone. `wished` is what was said of time so far, `held` the start
    (in the salon's zone) that is kept for the customer, `held_staff` the stylist it is with.
    `directory`: a salon is looked for among many.
    """

    now: datetime
    catalogue: Catalogue
    asked: Asked = Asked.NOTHING
    offered: tuple[Offered, ...] = ()
    locale: str = "en"
    wished: tuple[When, ...] = ()
    held: datetime | None = None
    held_staff: StaffId | None = None
    directory: Directory | None = None
