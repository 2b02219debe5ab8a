"""What a step wants done: data only, carried out by the conductor."""

from dataclasses import dataclass, field
from datetime import date

from booking.plan import Wish
from booking.ranking import Slot
from channels.message import Choice
from dialog.due import Due
from dialog.invited import Invited
from dialog.quest import Place
from dialog.standing import Option, Standing, Wished
from dialog.understand.reading import When
from foundation.ids import BookingId, EntryId, HoldId, OfferId, ServiceId, StaffId
from foundation.money import Money


@dataclass(frozen=True, slots=True)
class Say:
    """One phrase of the reply by its key; `args` are typed values that phrases print."""

    phrase: str
    args: dict[str, object] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class FindTimes:
    """Search the diary: answered by TimesFound.

    Any of the `wishes` will do, none means any time. `wish` says all that is wanted where that is
    more than the one service. `near` ranks by closeness to a lost slot
    instead of spreading over the wish; starts in `without` were offered before. What the booking
    `moving` has counts as free: it shall move.
    """

    service: ServiceId
    staff: tuple[StaffId, ...]
    wishes: tuple[When, ...] = ()
    near: Slot | None = None
    without: tuple[int, ...] = ()
    not_days: tuple[date, ...] = ()
    beside: str = ""
    wish: Wish = ()
    moving: BookingId | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep this start for the customer, trying the stylists in order; HoldTaken or HoldLost.

    `wish` says all that is wanted where that is more than the one service.
    """

    service: ServiceId
    start: int
    staff: tuple[StaffId, ...]
    version: int
    wish: Wish = ()


@dataclass(frozen=True, slots=True)
class Rearrange:
    """Look for room on the day of `around`, which is held, for more than that: Arranged.

    `orders` are the same services in several orders, the best first; `kept` is the service that
    `around` is held for: its time moves as little as can be. The whole should fit the `wishes`.
    """

    orders: tuple[Wish, ...]
    around: Slot
    kept: ServiceId
    wishes: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class FindUsual:
    """Look up what the customer usually has: UsualFound."""


@dataclass(frozen=True, slots=True)
class Jot:
    """Note for the salon's staff, in the customer's words; the session never holds them."""

    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """Give back whatever this conversation holds."""


@dataclass(frozen=True, slots=True)
class Remember:
    """Keep the customer's name with the customer, never in the session."""

    name: str


@dataclass(frozen=True, slots=True)
class Book:
    """Turn the hold into a booking, `unpaid` as long as its deposit has not come.

    Answered by Confirmed, DepositAsked or HoldLost.
    """

    hold: HoldId
    slot: Slot
    unpaid: bool = False


@dataclass(frozen=True, slots=True)
class CallHuman:
    """Mark the conversation as waiting for a person."""


@dataclass(frozen=True, slots=True)
class LookUpVisits:
    """Read the customer's visits that are to come, or under way: VisitsFound."""


@dataclass(frozen=True, slots=True)
class LookUpReminded:
    """Read the visit that a reminder is about: ReminderRead."""

    booking: BookingId


@dataclass(frozen=True, slots=True)
class FindMoves:
    """Look for times that a visit could move to: MovesFound. As FindTimes otherwise."""

    visit: Standing
    wished: Wished
    without: tuple[int, ...] = ()
    near: Slot | None = None


@dataclass(frozen=True, slots=True)
class MoveVisit:
    """Move a visit: VisitMoved, or ChangeRefused, as when it costs more than the `fee` told."""

    visit: Standing
    to: Option
    fee: Money


@dataclass(frozen=True, slots=True)
class CancelVisits:
    """Cancel visits, of one party: VisitsCancelled, or ChangeRefused as MoveVisit."""

    visits: tuple[Standing, ...]
    fee: Money


@dataclass(frozen=True, slots=True)
class RestoreVisits:
    """Take a cancellation back: VisitsRestored or ChangeRefused."""

    visits: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class NoteLate:
    """Write down that the customer comes so many minutes late: VisitNoted or ChangeRefused."""

    visit: Standing
    minutes: int


@dataclass(frozen=True, slots=True)
class NoteComing:
    """Write down that the customer has said they will come: VisitNoted or ChangeRefused."""

    visit: Standing


@dataclass(frozen=True, slots=True)
class LookUpRating:
    """Read how the salon is rated: RatingFound."""


@dataclass(frozen=True, slots=True)
class JoinWaitlist:
    """Wait for the wish within the times wished for, for one very `slot` instead where it is given.

    Answered by WaitlistJoined or WaitlistRefused.
    """

    wish: Wish
    wishes: tuple[When, ...] = ()
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class LeaveWaitlist:
    """Wait no longer: neither by that entry nor by any other of this conversation."""

    entry: EntryId | None = None


@dataclass(frozen=True, slots=True)
class TakeOffer:
    """Book what was offered: OfferTaken or OfferGone."""

    invited: Invited


@dataclass(frozen=True, slots=True)
class DeclineOffer:
    """Pass an offer on to the next in line."""

    offer: OfferId


@dataclass(frozen=True, slots=True)
class FindSalons:
    """Search all listed salons for a service in a city, "" for anywhere: SalonsFound."""

    service: str
    city: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class LookThere:
    """Look whether another salon has this start (UTC epoch minute): TimesThere."""

    place: Place
    start: int


@dataclass(frozen=True, slots=True)
class BookThere:
    """Book at another salon, once per `version` of the conversation: BookedThere or TimesThere."""

    place: Place
    slot: Slot
    version: int


@dataclass(frozen=True, slots=True)
class SettleDeposit:
    """Take a visit as paid: DepositSettled or DepositTooLate, nothing when it stands already."""

    due: Due
    amount: Money


Effect = (
    Say | FindTimes | Hold | Release | Remember | Book | CallHuman | Rearrange | FindUsual | Jot
    | LookUpVisits | LookUpReminded | FindMoves | MoveVisit | CancelVisits | RestoreVisits
    | NoteLate | NoteComing | LookUpRating
    | FindSalons | LookThere | BookThere
    | JoinWaitlist | LeaveWaitlist | TakeOffer | DeclineOffer | SettleDeposit
)  # fmt: skip
