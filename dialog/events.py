"""What can happen to a conversation; every event enters the same `step`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from booking.plan import Segment, Want
from booking.ranking import Slot
from dialog.branch import Branch
from dialog.due import Due
from dialog.invited import Invited
from dialog.quest import Place
from dialog.session import Held
from dialog.standing import Option, Standing
from dialog.understand.reading import Understanding
from foundation.ids import BookingId, SalonId, ServiceId
from foundation.money import Money


@dataclass(frozen=True, slots=True)
class Heard:
    """The customer wrote something and this is how it was understood; `picture`: under one."""

    name: ClassVar[str] = "heard"
    understanding: Understanding
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Tapped:
    """The customer tapped a choice; `choice` is what the button carried, of any age.

    A tap says something as words do: the table has one set of rows for both.
    """

    name: ClassVar[str] = "heard"
    choice: str


@dataclass(frozen=True, slots=True)
class Wordless:
    """The customer sent something without words that a booking can use (a photo, a place).

    `text` was written under it and means nothing to the rules: it is for people.
    """

    name: ClassVar[str] = "wordless"
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The customer blocked the bot: nothing can be said, what was held is freed."""

    name: ClassVar[str] = "blocked"


@dataclass(frozen=True, slots=True)
class TimesFound:
    """The diary's answer to a search: free slots, ranked, none when the whole horizon is full.

    `beside` says why what was asked has none (`booking.reasons`), "" when it has; `day` with
    `near` are what that was about.
    """

    name: ClassVar[str] = "times_found"
    slots: tuple[Slot, ...]
    beside: str = ""
    day: date | None = None
    near: Slot | None = None


@dataclass(frozen=True, slots=True)
class HoldTaken:
    """The diary keeps the time for this customer."""

    name: ClassVar[str] = "hold_taken"
    held: Held


@dataclass(frozen=True, slots=True)
class HoldLost:
    """Somebody else has the time, or it was never for sale; `reason` is the desk's refusal."""

    name: ClassVar[str] = "hold_lost"
    slot: Slot
    reason: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The booking is committed with this turn; `slot` is the time and chair the desk wrote.

    `visits` are all its segments, per person; `booking` is the first person's.
    """

    name: ClassVar[str] = "confirmed"
    booking: BookingId
    slot: Slot
    visits: tuple[tuple[Segment, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Arranged:
    """Where more services go beside what is held, in this order; no `slot`: there is no room."""

    name: ClassVar[str] = "arranged"
    services: tuple[ServiceId, ...]
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class UsualFound:
    """What the customer usually has, () when nothing can be called so."""

    name: ClassVar[str] = "usual_found"
    wants: tuple[Want, ...]


@dataclass(frozen=True, slots=True)
class VisitsFound:
    """The customer's visits that are to come, by their start; `today` is the salon's day."""

    name: ClassVar[str] = "visits_found"
    visits: tuple[Standing, ...]
    today: date


@dataclass(frozen=True, slots=True)
class MovesFound:
    """Times that a visit could move to, as a search tells them, each with its price."""

    name: ClassVar[str] = "moves_found"
    found: TimesFound
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class VisitMoved:
    """The visit is at another time with this turn."""

    name: ClassVar[str] = "visit_moved"
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class VisitsCancelled:
    """The visits are cancelled with this turn; `fee` is what that costs by their terms."""

    name: ClassVar[str] = "visits_cancelled"
    visits: tuple[Standing, ...]
    fee: Money


@dataclass(frozen=True, slots=True)
class VisitsRestored:
    """A cancellation is taken back with this turn."""

    name: ClassVar[str] = "visits_restored"
    visits: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class ChangeRefused:
    """The diary has left a visit as it is.

    `reason` is one of a time (`booking.reasons`), else what has become of the visit meanwhile.
    """

    name: ClassVar[str] = "change_refused"
    reason: str
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class VisitNoted:
    """What the customer said of a visit is in its history: `minutes` late, else that they come."""

    name: ClassVar[str] = "visit_noted"
    visit: Standing
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class ReminderSent:
    """A visit is near: the customer is to be reminded of it."""

    name: ClassVar[str] = "reminder_sent"
    booking: BookingId


@dataclass(frozen=True, slots=True)
class ReminderRead:
    """The visit that a reminder is about, None when it is not to come any more."""

    name: ClassVar[str] = "reminder_read"
    visit: Standing | None


@dataclass(frozen=True, slots=True)
class RatingFound:
    """How `count` guests rate the salon, 0 to 5; None when nobody does."""

    name: ClassVar[str] = "rating_found"
    stars: Decimal | None
    count: int


@dataclass(frozen=True, slots=True)
class WaitlistJoined:
    """The customer waits: for one very time, for one day, or for more than that."""

    name: ClassVar[str] = "waitlist_joined"
    slot: Slot | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class WaitlistRefused:
    """There is no such time to wait for."""

    name: ClassVar[str] = "waitlist_refused"
    reason: str


@dataclass(frozen=True, slots=True)
class OfferMade:
    """A time became free, is kept for this customer until a deadline."""

    name: ClassVar[str] = "offer_made"
    invited: Invited


@dataclass(frozen=True, slots=True)
class OfferTaken:
    """What was offered is booked with this turn; `visits` are each person's parts."""

    name: ClassVar[str] = "offer_taken"
    booking: BookingId
    visits: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True, slots=True)
class OfferGone:
    """What was offered is somebody else's; `slots` are free, `waits`: still on the list."""

    name: ClassVar[str] = "offer_gone"
    slots: tuple[Slot, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class SalonsFound:
    """The listed salons that answer a search, the best first."""

    name: ClassVar[str] = "salons_found"
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class TimesThere:
    """What another salon has at the `wished` start, else closest to it; None when nothing."""

    name: ClassVar[str] = "times_there"
    slot: Slot | None
    wished: bool


@dataclass(frozen=True, slots=True)
class BookedThere:
    """A visit is in another salon's diary; not `firm` while that salon must agree or be paid."""

    name: ClassVar[str] = "booked_there"
    place: Place
    slot: Slot
    firm: bool


@dataclass(frozen=True, slots=True)
class SalonsShared:
    """The account is that of several salons, the customer has not chosen, or wants another.

    `here` is the salon whose conversation this is; `again`: they ask for another one.
    """

    name: ClassVar[str] = "salons_shared"
    branches: tuple[Branch, ...]
    here: SalonId
    again: bool = False


@dataclass(frozen=True, slots=True)
class DepositAsked:
    """The booking is written with this turn, kept until its deposit comes."""

    name: ClassVar[str] = "deposit_asked"
    due: Due


@dataclass(frozen=True, slots=True)
class PayLinkMade:
    """There is a page on which the deposit can be paid; `link` is its https address."""

    name: ClassVar[str] = "pay_link_made"
    booking: BookingId
    link: str


@dataclass(frozen=True, slots=True)
class DepositPaid:
    """The payments have the money; whether in time, the desk says."""

    name: ClassVar[str] = "deposit_paid"
    booking: BookingId
    amount: Money


@dataclass(frozen=True, slots=True)
class DepositSettled:
    """The visit stands with this turn: its deposit has come."""

    name: ClassVar[str] = "deposit_settled"
    due: Due
    amount: Money


@dataclass(frozen=True, slots=True)
class DepositTooLate:
    """The money came when somebody else had the time; `slots` are free instead."""

    name: ClassVar[str] = "deposit_too_late"
    due: Due
    amount: Money
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class DepositLapsed:
    """The time to pay is over, the booking has expired."""

    name: ClassVar[str] = "deposit_lapsed"
    booking: BookingId


@dataclass(frozen=True, slots=True)
class DepositRefunded:
    """The payments have sent the money back."""

    name: ClassVar[str] = "deposit_refunded"
    amount: Money


Event = (
    Heard | Tapped | Wordless | Blocked | TimesFound | HoldTaken | HoldLost | Confirmed | Arranged
    | UsualFound | VisitsFound | MovesFound | VisitMoved | VisitsCancelled | VisitsRestored
    | ChangeRefused | VisitNoted | ReminderSent | ReminderRead | RatingFound
    | SalonsFound | TimesThere | BookedThere | SalonsShared
    | WaitlistJoined | WaitlistRefused | OfferMade | OfferTaken | OfferGone
    | DepositAsked | PayLinkMade | DepositPaid | DepositSettled | DepositTooLate | DepositLapsed
    | DepositRefunded
)  # fmt: skip

CUSTOMERS = (Heard, Tapped, Wordless, Blocked)
"""Events that a customer's own message makes; the others are the engine's word."""
