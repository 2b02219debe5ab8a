"""What a message was understood to mean."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dialog.understand.directory import Sought
from foundation.ids import ServiceId, StaffId


@dataclass(frozen=True, slots=True)
class When:
    """One reading of a wish for time, in the salon's local wall time.

    `first` to `last` are days, inclusive; None on both sides: no day was said; `last` alone None:
    from that day on. `start` and `end` are minutes after midnight; "after 4" has a start only,
    "before noon" an end only, "morning" both. `exact`: "at 17:00", where `start` is the asked
    point and `end` is None. An `end` above 1440 is one of the next day. `until`: the first day is
    only today's ("by Friday"); `soon`: as early as possible.
    """

    first: date | None = None
    last: date | None = None
    start: int | None = None
    end: int | None = None
    exact: bool = False
    until: bool = False
    soon: bool = False

    def completed(self, known: "When | None") -> "When":
        """Keep the known day when only a time was said, the known time when only a day was."""
        if known is None:
            return self
        if self.first is None:
            return replace(self, first=known.first, last=known.last)
        if self.start is None and self.end is None:
            return replace(self, start=known.start, end=known.end, exact=known.exact)
        return self


class Intent(StrEnum):
    """What the customer is doing with the message, beside the values it carries."""

    BOOK = "book"
    GREET = "greet"
    HUMAN = "human"
    YES = "yes"
    NO = "no"
    CHANGE = "change"
    NEVER_MIND = "never_mind"
    OTHER_TIMES = "other_times"
    RESTART = "restart"
    WAIT = "wait"
    THANKS = "thanks"
    CANCEL = "cancel"
    MOVE = "move"
    MY_VISITS = "my_visits"
    LATE = "late"
    WAITLIST = "waitlist"
    LEAVE_WAITLIST = "leave_waitlist"
    USUAL = "usual"
    FOR_OTHER = "for_other"
    ASK = "ask"
    NOTE = "note"
    COMPLAINT = "complaint"
    WAIT_STOP = "wait_stop"


class Topic(StrEnum):
    """What a side question is about."""

    PRICE = "price"
    HOURS = "hours"
    ADDRESS = "address"
    PARKING = "parking"
    POLICY = "policy"
    DURATION = "duration"
    PHONE = "phone"
    SERVICES = "services"
    STAFF = "staff"
    RATING = "rating"
    PAYMENT = "payment"
    ACCESS = "access"


@dataclass(frozen=True, slots=True)
class Heard:
    """One value with the customer's words it came from, for the operator's trace.

    `text` is a span of the original message, `confidence` lies in 0..1 (1: said literally).
    """

    slot: str
    text: str
    value: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """Everything one message says; ambiguity is kept as several values, never guessed away.

    - `intent` YES is a yes without reserve: a "yes" beside a time, a service, a stylist or a "but"
      is BOOK with `assent` set, so that an old summary cannot be agreed to by accident.
    - `service` holds several when several were said, in that order, or, with `either_service`,
      when the words fit several and one must be asked for.
      `also`: beside what the draft has ("colour too"), not in its place. `not_service` is what
      shall be left out ("without the colour").
    - `when` holds several readings of an ambiguous wish, or, with `any_when`, several wishes of
      which any will do ("Monday or Friday after 4").
    - `impossible_day`: a day was said that the calendar does not have ("31 November"); `when` is
      empty then. A day that has passed ("yesterday") is a reading like any other.
    - `unknown_staff` is a stylist's name as it was written that nobody here has; `party` for how
      many people the visit was said to be.
    - `name_stated`: the name came with "my name is", "call me", not as a mere answer.
    - `choice` is the id of the offered choice the words pick; `when` and `staff` then hold what the
      words said literally.
    - `opens_with_yes`: a yes is the first thing said, nothing is asked; what it agrees to may be
      said along with it ("yes, cancel").
    - `locale` is the language of this text when that is clear, `wants_locale` an explicit wish.
    - `asks` are the side questions of the message, in the order they were asked; the values beside
      them are wishes as ever, or what is asked of ("how much is a haircut").
    - `minutes` late they will be, None when not said; `for_whom` the visit is, in the customer's
      words ("my daughter"); `note` is what the salon shall know, in the customer's words.
    - `sought` is what was said of salons, while one is looked for among many.
    - `of_when` is when a visit that stands is, as it was said ("my Thursday visit"); the same as
      `when` where the words leave open which of the two is meant.
    - ASK, FOR_OTHER, NOTE are the intent only where there is no other: look at the values.
    """

    intent: Intent | None = None
    service: tuple[ServiceId, ...] = ()
    either_service: bool = False
    also: bool = False
    staff: tuple[StaffId, ...] = ()
    any_staff: bool = False
    not_staff: tuple[StaffId, ...] = ()
    not_service: tuple[ServiceId, ...] = ()
    unknown_staff: str | None = None
    party: int | None = None
    when: tuple[When, ...] = ()
    any_when: bool = False
    not_days: tuple[date, ...] = ()
    impossible_day: bool = False
    choice: str | None = None
    name: str | None = None
    name_stated: bool = False
    assent: bool = False
    opens_with_yes: bool = False
    locale: str | None = None
    wants_locale: str | None = None
    asks: tuple[Topic, ...] = ()
    minutes: int | None = None
    for_whom: str | None = None
    note: str | None = None
    of_when: tuple[When, ...] = ()
    sought: Sought | None = None
    heard: tuple[Heard, ...] = ()

    @property
    def said_slots(self) -> bool:
        """Whether the message carries any value a draft can take."""
        return bool(
            self.service or self.staff or self.any_staff or self.not_staff or self.not_service
            or self.when or self.not_days
        )  # fmt: skip

    @property
    def understood(self) -> bool:
        """Whether the message meant anything to the rules."""
        told = self.said_slots or self.choice or self.name or self.wants_locale
        beside = self.asks or self.for_whom or self.note or self.minutes
        odd = self.impossible_day or self.unknown_staff or self.party
        return bool(self.intent or told or beside or odd)
