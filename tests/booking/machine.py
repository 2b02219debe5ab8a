"""A machine that does everything to a diary, in any order, again and again."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid5

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from booking import desk
from booking.plan import Want, Wish
from booking.seed import SALON_ID
from booking.status import Status
from foundation.ids import ConversationId
from tests.booking import deeds, wishes
from tests.booking.deeds import AFTER, NINE, Deed, at
from tests.booking.ledger import AHEAD, Booked
from tests.booking.stage import Stage
from tests.booking.studio import ANA, BEA, CEM, CUT, NOW, ROOMS, STATION

TALKS = tuple(ConversationId(uuid5(SALON_ID, f"talk {number}")) for number in range(4))
DO_CUTS = (ANA.id, BEA.id, CEM.id)
CHAIRS = (
    *(("staff", one.id) for one in (ANA, BEA, CEM)),
    ("resource", STATION.id),
    ("resource", ROOMS[0].id),
)
# What is done most often first; a step is one of these.
MOVES = (
    *("hold", "next_to", "at_once", "cancel") * 3,
    *("confirm", "somebody_wants_what_has_lapsed", "book", "override", "bring_in") * 2,
    *("move", "move_onto_another", "become", "pay_late", "take_seats", "half_a_party") * 2,
    *(
        "rush",
        "rush",
        "release",
        "lapse",
        "book_to_be_paid",
        "pay",
        "do_not_pay",
        "move_what_has_changed",
    ),
    *("block", "unblock", "open_class", "close_class"),
)
RIVALS = ("hold", "hold", "book", "move", "block", "pay", "confirm", "cancel")
_RIVAL_WISHES = wishes.SINGLE + wishes.PARTIES


@dataclass(frozen=True)
class Throw:
    """One throw of the dice: what is done, with whatever of the rest it needs."""

    dice: bytes

    @property
    def what(self) -> str:
        return MOVES[self.dice[0] % len(MOVES)]

    @property
    def wish(self) -> Wish:
        return wishes.WISHES[self.dice[1] % len(wishes.WISHES)]

    @property
    def single(self) -> Wish:
        return wishes.SINGLE[self.dice[1] % len(wishes.SINGLE)]

    @property
    def quarter(self) -> int:
        return self.dice[2] % 10

    @property
    def number(self) -> int:
        return self.dice[3]

    @property
    def other(self) -> int:
        return self.dice[4]

    @property
    def talk(self) -> ConversationId:
        return TALKS[self.dice[5] % len(TALKS)]

    @property
    def rival(self) -> ConversationId:
        return TALKS[self.dice[4] % len(TALKS)]

    @property
    def keep(self) -> bool:
        return bool(self.dice[6] & 1)

    @property
    def flip(self) -> bool:
        return bool(self.dice[6] & 2)

    @property
    def rivals(self) -> tuple[bytes, bytes]:
        return self.dice[7:12], self.dice[12:17]


# One draw a step: it costs less than what is done with it.
_throws = st.binary(min_size=17, max_size=17).map(Throw)


class Machine(RuleBasedStateMachine):
    """All paths into the diary; each refusal, each success is held against the ledger.

    There is one rule only: with many, a run would do without most of them.
    """

    def __init__(self, stage: Stage) -> None:
        """Begin with an empty diary."""
        super().__init__()
        self.stage = stage
        self.deeds = stage.deeds
        stage.clear()

    @rule(throw=_throws)
    def step(self, throw: Throw) -> None:
        """Do one of `MOVES`, or nothing where there is nothing to do it with."""
        getattr(self, throw.what)(throw)

    def hold(self, throw: Throw) -> None:
        kind = "offer" if throw.flip else "chat"
        deed = self.deeds.hold(throw.talk, throw.wish, throw.quarter, kind)
        self.stage.do(deed, keep=throw.keep)

    def confirm(self, throw: Throw) -> None:
        """Confirm the hold of the conversation, or of the next one that has any."""
        if known := list(self.stage.ledger.holds.items()):
            talk, promise = known[throw.number % len(known)]
            deed = self.deeds.confirm(ConversationId(talk), promise)
            self.stage.do(deed, keep=throw.keep)

    def release(self, throw: Throw) -> None:
        self.stage.do(self.deeds.release(throw.talk))

    def lapse(self, throw: Throw) -> None:
        if throw.talk in self.stage.ledger.holds:
            self._lapse(throw.talk)
            if throw.flip:
                self.stage.run(desk.lapse(self.stage.database))
            self.stage.look()

    def somebody_wants_what_has_lapsed(self, throw: Throw) -> None:
        """A hold lapses, a rival takes its time; half of the holders say yes too late."""
        talk, wish, quarter = throw.talk, throw.single, self._a_quarter(throw)
        if talk == throw.rival or not self._room(wish, quarter, talk):
            return
        self.stage.do(self.deeds.hold(talk, wish, quarter))
        self._lapse(talk)
        self.stage.do(self.deeds.hold(throw.rival, wish, quarter), keep=throw.keep)
        if throw.flip:
            late = self.deeds.confirm(talk, self.stage.ledger.holds[talk])
            self.stage.do(late, keep=True)

    def book(self, throw: Throw) -> None:
        talk = throw.talk if throw.flip and throw.wish not in wishes.SEATS else None
        self.stage.do(self.deeds.book(throw.wish, at(throw.quarter), talk), keep=throw.keep)

    def next_to(self, throw: Throw) -> None:
        """Book the moment another visit ends, or so that it ends the moment the other begins."""
        if found := self._a_booking(throw.number, *AHEAD):
            part = found[1].parts[-1]
            start = NINE + timedelta(minutes=part.end - deeds.minute(NINE))
            same = ((Want(CUT.id, (part.staff,)),),)
            wish = throw.single if throw.flip or part.staff not in DO_CUTS else same
            if start >= NINE:
                deed = self.deeds.book(
                    wish, start, override="" if start.minute % 15 == 0 else "now"
                )
                self.stage.do(deed, keep=throw.keep)

    def half_a_party(self, throw: Throw) -> None:
        """A party comes when there is time for the first of them alone."""
        wish = wishes.PARTIES[throw.other % len(wishes.PARTIES)]
        for quarter in range(10):
            if self._room(wish[:1], quarter) and not self._room(wish, quarter):
                self.stage.do(self.deeds.book(wish, at(quarter)), keep=True)
                return

    def book_to_be_paid(self, throw: Throw) -> None:
        talk = throw.talk if throw.flip and throw.wish not in wishes.SEATS else None
        status = Status.PENDING_PAYMENT
        self.stage.do(self.deeds.book(throw.wish, at(throw.quarter), talk, status=status))

    def override(self, throw: Throw) -> None:
        start = at(throw.quarter) + timedelta(minutes=5 * (throw.number % 3))
        deed = self.deeds.book(throw.single, start, override="she insists")
        self.stage.do(deed, keep=throw.keep)

    def bring_in(self, throw: Throw) -> None:
        deed = self.deeds.book(throw.wish, at(throw.quarter), source="import")
        self.stage.do(deed, keep=True)

    def pay(self, throw: Throw) -> None:
        found = self._a_booking(throw.number, Status.PENDING_PAYMENT, Status.EXPIRED)
        if found and not self._holds_such_a_seat(found[1]):
            self.stage.do(self.deeds.pay(found[0]), keep=throw.keep)

    def do_not_pay(self, throw: Throw) -> None:
        if found := self._a_booking(throw.number, Status.PENDING_PAYMENT):
            self._expire(*found)

    def pay_late(self, throw: Throw) -> None:
        """A visit is not paid in time; half of the times somebody else has it by then."""
        quarter = self._a_quarter(throw)
        if not self._room(throw.single, quarter):
            return
        before = set(self.stage.ledger.bookings)
        to_pay = self.deeds.book(throw.single, at(quarter), status=Status.PENDING_PAYMENT)
        self.stage.do(to_pay)
        [made] = set(self.stage.ledger.bookings) - before
        self._expire(made, self.stage.ledger.bookings[made])
        if throw.flip:
            self.stage.do(self.deeds.book(throw.single, at(quarter)))
        self.stage.do(self.deeds.pay(made), keep=throw.keep)

    def move(self, throw: Throw) -> None:
        if found := self._a_booking(throw.number, *AHEAD):
            other = throw.single[0] if throw.flip and not found[1].parts[0].class_id else None
            deed = self.deeds.move(found[0], found[1].version, at(throw.quarter), other)
            self.stage.do(deed, keep=throw.keep)

    def move_what_has_changed(self, throw: Throw) -> None:
        if found := self._a_booking(throw.number):
            deed = self.deeds.move(found[0], found[1].version - 1, at(throw.quarter))
            self.stage.do(deed, keep=True)

    def move_onto_another(self, throw: Throw) -> None:
        one, two = self._a_booking(throw.number, *AHEAD), self._a_booking(throw.other, *AHEAD)
        if one and two and not one[1].parts[0].class_id and not two[1].parts[0].class_id:
            quarter = (two[1].parts[0].start - deeds.minute(NINE)) // 15
            deed = self.deeds.move(one[0], one[1].version, at(quarter), _same(two[1]))
            self.stage.do(deed, keep=True)

    def cancel(self, throw: Throw) -> None:
        among = AHEAD if throw.keep else frozenset(Status)
        if found := self._a_booking(throw.number, *among):
            self.stage.do(self.deeds.cancel(found[0], party=throw.flip), keep=True)

    def become(self, throw: Throw) -> None:
        if found := self._a_booking(throw.number):
            event = deeds.EVENTS[throw.other % len(deeds.EVENTS)]
            now = NOW if throw.flip and throw.keep else AFTER
            self.stage.do(self.deeds.become(found[0], event, now), keep=True)

    def block(self, throw: Throw) -> None:
        chair = CHAIRS[throw.number % len(CHAIRS)]
        length = (15, 30, 50)[throw.other % 3]
        self.stage.do(self.deeds.block(*chair, at(throw.quarter), length), keep=True)

    def unblock(self, throw: Throw) -> None:
        if known := list(self.stage.ledger.blocks):
            self.stage.do(self.deeds.unblock(known[throw.number % len(known)]))

    def open_class(self, throw: Throw) -> None:
        self.stage.do(self.deeds.teach(self._a_quarter(throw)), keep=True)

    def close_class(self, throw: Throw) -> None:
        if known := list(self.stage.ledger.classes):
            self.stage.do(self.deeds.call_off(known[throw.number % len(known)]), keep=True)

    def take_seats(self, throw: Throw) -> None:
        if known := list(self.stage.ledger.classes.values()):
            start = known[throw.number % len(known)].part.start
            quarter = (start - deeds.minute(NINE)) // 15
            wish = wishes.SEATS[throw.other % 2]
            hold, book = (
                self.deeds.hold(throw.talk, wish, quarter),
                self.deeds.book(wish, at(quarter)),
            )
            self.stage.do(hold if throw.flip else book, keep=True)

    def at_once(self, throw: Throw) -> None:
        found = [deed for deed in map(self._rival, throw.rivals) if deed]
        if found:
            self.stage.do_at_once(*found)

    def rush(self, throw: Throw) -> None:
        """Two come for one free time at one moment."""
        start = at(self._a_quarter(throw))
        book = self.deeds.book(throw.single, start)
        hold = self.deeds.hold(throw.talk, throw.single, self._a_quarter(throw))
        self.stage.do_at_once(book, hold if throw.flip else self.deeds.book(throw.single, start))

    def _rival(self, dice: bytes) -> Deed | None:
        what = RIVALS[dice[0] % len(RIVALS)]
        wish = _RIVAL_WISHES[dice[1] % len(_RIVAL_WISHES)]
        quarter, number, talk = dice[2] % 4, dice[3], TALKS[dice[4] % len(TALKS)]
        if what in {"hold", "book", "block"}:
            chair = CHAIRS[number % len(CHAIRS)]
            return {
                "hold": self.deeds.hold(talk, wish, quarter),
                "book": self.deeds.book(wish, at(quarter)),
                "block": self.deeds.block(*chair, at(quarter), 50),
            }[what]
        if what == "confirm":
            promise = self.stage.ledger.holds.get(talk)
            return self.deeds.confirm(talk, promise) if promise else None
        if not (found := self._a_booking(number, *AHEAD, Status.EXPIRED)):
            return None
        if found[1].parts[0].class_id:
            return None
        return {
            "move": self.deeds.move(found[0], found[1].version, at(quarter)),
            "pay": self.deeds.pay(found[0]),
            "cancel": self.deeds.cancel(found[0], party=bool(number % 2)),
        }[what]

    def _a_booking(self, number: int, *among: Status) -> tuple[UUID, Booked] | None:
        """Choose a booking by its number, of those in certain statuses."""
        known = [
            (key, one)
            for key, one in self.stage.ledger.bookings.items()
            if not among or one.status in among
        ]
        return known[number % len(known)] if known else None

    def _a_quarter(self, throw: Throw) -> int:
        """Choose a quarter that has room for the single wish, if one has."""
        free = [one for one in range(10) if self._room(throw.single, one)]
        return free[throw.quarter % len(free)] if free else throw.quarter

    def _room(self, wish: Wish, quarter: int, talk: ConversationId | None = None) -> bool:
        return self.stage.ledger.has_room(wish, deeds.minute(at(quarter)), talk)

    def _holds_such_a_seat(self, one: Booked) -> bool:
        """Whose hold gives way to what is not told of seats."""
        promise = self.stage.ledger.holds.get(one.talk) if one.talk else None
        return bool(promise and promise.visits[0][0].class_id and one.parts[0].class_id)

    def _lapse(self, talk: ConversationId) -> None:
        self.stage.ledger = deeds.lapse(self.stage.admin, self.stage.ledger, talk)

    def _expire(self, booking: UUID, one: Booked) -> None:
        self.stage.admin.execute(
            "UPDATE bookings SET pay_until = clock_timestamp() - interval '1 second'"
            " WHERE booking_id = %s",
            (booking,),
        )
        assert self.stage.run(desk.expire(self.stage.database)) == 1
        after = replace(one, status=Status.EXPIRED, version=one.version + 1)
        self.stage.ledger = self.stage.ledger.with_("bookings", booking, after)
        self.stage.look()


def _same(one: Booked) -> tuple[Want, ...]:
    return tuple(Want(part.service, (part.staff,), part.addons) for part in one.parts)


def on(stage: Stage) -> type[RuleBasedStateMachine]:
    """Give the machine that works on this stage."""

    class OnStage(Machine):
        def __init__(self) -> None:
            super().__init__(stage)

    return OnStage
