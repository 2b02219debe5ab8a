"""What the dialog remembers between two messages: frozen, revisioned, ids only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

import msgspec

from booking.plan import Segment
from booking.ranking import Slot
from dialog.branch import Branch
from dialog.due import Due
from dialog.invited import Invited
from dialog.quest import Act, Quest
from dialog.standing import Standing, Visiting
from dialog.understand.reading import When
from foundation.ids import BookingId, HoldId, InboxId, SalonId, ServiceId, StaffId
from foundation.money import Money


class State(StrEnum):
    """Where the conversation stands; the names are shown to operators in words."""

    NEW = "new"
    SERVICE = "service"
    DAY = "day"
    TIME = "time"
    HOLDING = "holding"
    NAME = "name"
    CONFIRM = "confirm"
    CHANGE = "change"
    CONFIRMING = "confirming"
    LOST = "lost"
    BOOKED = "booked"
    SEEKING = "seeking"
    LOOKING = "looking"
    WHICH_VISIT = "which_visit"
    MOVE_TIME = "move_time"
    MOVE_CONFIRM = "move_confirm"
    MOVING = "moving"
    CANCEL_HOW = "cancel_how"
    CANCEL_WHO = "cancel_who"
    CANCEL_CONFIRM = "cancel_confirm"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    RESTORING = "restoring"
    HOW_LATE = "how_late"
    NOTING = "noting"
    WHICH_SALON = "which_salon"


class Pick(StrEnum):
    """What a choice under a message stands for."""

    SLOT = "slot"
    SERVICE = "service"
    DAY = "day"
    YES = "yes"
    CHANGE = "change"
    OTHER_TIMES = "other_times"
    NEVER_MIND = "never_mind"
    ONLY = "only"
    KEEP = "keep"
    DO = "do"
    VISIT = "visit"
    MOVE = "move"
    CANCEL = "cancel"
    STAY = "stay"
    COMING = "coming"
    LATE = "late"
    ASK_SALON = "ask_salon"
    ONE = "one"
    EVERYONE = "everyone"
    AGAIN = "again"
    UNDO = "undo"
    WAITLIST = "waitlist"
    TAKE_OFFER = "take_offer"
    NO_THANKS = "no_thanks"
    LEAVE_WAITLIST = "leave_waitlist"
    REFUND = "refund"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice as it was offered: its `id` is bound to the message that showed it.

    `service` with `more`, `party`, `slot` are what it is about: of a yes, what it agrees to.
    """

    id: str
    pick: Pick
    title: str
    slot: Slot | None = None
    service: ServiceId | None = None
    when: When | None = None
    more: tuple[ServiceId, ...] = ()
    party: int = 1
    booking: BookingId | None = None
    minutes: int | None = None

    @property
    def services(self) -> tuple[ServiceId, ...]:
        """Give all services that the choice is about, in order."""
        return () if self.service is None else (self.service, *self.more)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the customer wants so far; `version` grows whenever it changes.

    `more` are the services after the first, in the order they shall be done; `staff` does what of
    them they can, `not_staff` none of it. `party` people have it at one time. `keep` is the start
    (UTC epoch minute) that a correction leaves as it was, if it can still be had.
    """

    version: int = 0
    service: ServiceId | None = None
    staff: tuple[StaffId, ...] = ()
    readings: tuple[When, ...] = ()
    any_reading: bool = False
    not_days: tuple[date, ...] = ()
    slot: Slot | None = None
    more: tuple[ServiceId, ...] = ()
    addons: tuple[ServiceId, ...] = ()
    not_staff: tuple[StaffId, ...] = ()
    party: int = 1
    keep: int | None = None
    photo: bool = False

    @property
    def services(self) -> tuple[ServiceId, ...]:
        """Give all services of one person's visit, in order."""
        return () if self.service is None else (self.service, *self.more)

    @property
    def when(self) -> When | None:
        """The one wish for time; None when nothing, several or something ambiguous was said."""
        return self.readings[0] if len(self.readings) == 1 else None

    @property
    def ambiguous(self) -> bool:
        """Whether the words have several readings of which one must be asked for."""
        return len(self.readings) > 1 and not self.any_reading


@dataclass(frozen=True, slots=True)
class Held:
    """Chair time kept for this customer until `until` (told on the business clock, UTC).

    `service`, `slot` are the first service, the whole span with its first stylist; `visits` all
    that is held, per person; `price` is the total, `deposit` what of it is due in advance,
    `online` before the visit stands at all.
    Changes are free up to `free_until` (UTC), None where they always are, or never.
    """

    hold_id: HoldId
    version: int
    service: ServiceId
    slot: Slot
    price: Money
    until: datetime
    visits: tuple[tuple[Segment, ...], ...] = ()
    deposit: Money | None = None
    online: bool = False
    free_until: datetime | None = None

    @property
    def services(self) -> tuple[ServiceId, ...]:
        """Give the services of one person's visit, in order."""
        if not self.visits:
            return (self.service,)
        return tuple(one.service for one in self.visits[0])

    @property
    def party(self) -> int:
        """Give for how many people it is."""
        return max(1, len(self.visits))

    @property
    def planned(self) -> bool:
        """Tell whether it is more than one service for one person."""
        return self.party > 1 or any(len(one) > 1 or one[0].addons for one in self.visits)


@dataclass(frozen=True, slots=True)
class Parked:
    """Where an open booking stood when a visit was spoken of: it goes on there afterwards."""

    state: State
    offered: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Fork:
    """The open question which salon is wanted, asked in the conversation of `here`.

    `kept` are messages that the chosen salon shall answer, `back` is where it goes on here;
    `again`: another salon was asked for.
    """

    branches: tuple[Branch, ...]
    here: SalonId
    back: Parked
    kept: tuple[InboxId, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Reminded:
    """The last reminder with its choices; `fresh` until something else is spoken of."""

    visit: Standing
    offered: tuple[Offer, ...] = ()
    fresh: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One conversation between two turns; a new one for every revision.

    `taken` is the draft's version at which a person took the conversation, None while the bot has
    it: until it is handed back the bot says nothing. `news` are marks of what was told last, so
    that the same news told twice is one. `quest`: a salon is looked for.

    `visiting` is a change of a visit in the making, `parked` the booking it has interrupted,
    `cancelled` what can be taken back at once, `spent` the choices of a question that has been
    answered for good: to tap them again means nothing.

    `due` is the deposit a visit waits for, `owed_back` one that came too late. `invited` is the
    time that the waitlist offered last. `before` is what was held before the present hold, its
    chairs no longer kept; `past` are the latest choices that no longer count. `unseen`: the latest
    question was asked in this very turn, nobody has read it yet. `tongue` is another language that
    was heard once, `tongue_locked` that the language was wished for. `fork`: which salon is asked.
    """

    state: State = State.NEW
    revision: int = 0
    locale: str = "en"
    greeted: bool = False
    named: bool = False
    waiting: bool = False
    draft: Draft = Draft()
    held: Held | None = None
    booked: BookingId | None = None
    offered: tuple[Offer, ...] = ()
    offers_made: int = 0
    seen: tuple[int, ...] = ()
    told: ServiceId | None = None
    told_more: tuple[ServiceId, ...] = ()
    told_party: int = 1
    misses: int = 0
    taken: int | None = None
    news: tuple[str, ...] = ()
    quest: Quest | None = None
    before: Held | None = None
    past: tuple[Offer, ...] = ()
    unseen: bool = False
    tongue: str = ""
    tongue_locked: bool = False
    visiting: Visiting | None = None
    parked: Parked | None = None
    reminded: Reminded | None = None
    cancelled: tuple[Standing, ...] = ()
    spent: tuple[str, ...] = ()
    invited: Invited | None = None
    due: Due | None = None
    owed_back: Money | None = None
    fork: Fork | None = None

    def said(self, acts: Sequence[Act], names: Sequence[str] = ()) -> "Session":
        """Give the session after the bot has said this while a salon is looked for.

        `names` are the salons that the search has found.
        """
        quest = (self.quest or Quest()).said(acts, names)
        return replace(self, state=State.SEEKING, quest=quest)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Session)


def dump(session: Session) -> bytes:
    """Write the session as JSON, for Redis as for Postgres."""
    return _encoder.encode(session)


def load(snapshot: bytes | str) -> Session:
    """Read a session back; raises msgspec.ValidationError on a snapshot of another shape."""
    return _decoder.decode(snapshot)


def from_fields(fields: object) -> Session:
    """Read a session from parsed JSON, as Postgres gives it."""
    return msgspec.convert(fields, Session, strict=False)
