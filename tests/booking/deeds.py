"""Everything that can be done to the diary, each with what the ledger expects of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from booking import desk
from booking.catalogue import Catalogue
from booking.desk import Booking, Hold, Order
from booking.plan import Segment, Want, Wish
from booking.status import Status
from foundation import ids
from foundation.db import Tx
from foundation.ids import BlockId, BookingId, ClassId, ConversationId, CustomerId, HoldId
from tests.booking.ledger import AHEAD, NONE, OVER, Blocked, Booked, Ledger, Promise, Taught
from tests.booking.ledger import minutes as minutes_of
from tests.booking.studio import ANA, NOW, YOGA
from tests.booking.wishes import said

NINE = datetime(2026, 11, 27, 8, tzinfo=UTC)
AFTER = NINE + timedelta(hours=12)
EVENTS = ("check_in", "complete", "no_show", "reopen", "approve", "decline")

Doing = Callable[[Tx], Awaitable[object]]
Effect = Callable[[Ledger, object], Ledger]


@dataclass(frozen=True)
class Deed:
    """One move: how it is done, whether the ledger expects it to be, what it changes if it is.

    `expected` gives None where the ledger does not know.
    """

    name: str
    run: Doing
    expected: Callable[[Ledger], bool | None]
    effect: Effect


def at(quarter: int) -> datetime:
    """Give a start on the busy Friday."""
    return NINE + timedelta(minutes=15 * quarter)


def minute(moment: datetime) -> int:
    """Count minutes since 1970."""
    return int(moment.timestamp()) // 60


def entered(made: Booking, *, bare: bool = False) -> Booked:
    """Note a booking as the desk says it is."""
    return Booked(
        made.segments, made.status, made.version, made.party_id, made.conversation_id, bare
    )


def noted(ledger: Ledger, made: object, *, bare: bool = False) -> Ledger:
    """Note bookings; one that is known keeps or lacks its buffers as before."""
    assert isinstance(made, tuple)
    for one in made:
        known = ledger.bookings.get(one.booking_id)
        fact = entered(one, bare=known.bare if known else bare)
        ledger = ledger.with_("bookings", one.booking_id, fact)
    return ledger


def without_own_hold(before: Ledger, after: Ledger, talk: UUID | None) -> Ledger:
    """A conversation's own hold gives way whole to what it takes instead of it."""
    if talk is None or talk not in before.holds or before.holds[talk].lapsed:
        return after
    held = NONE.union(*(minutes_of(before.catalogue, one) for one in before.holds[talk].visits))
    taken = NONE.union(
        *(
            minutes_of(after.catalogue, one.parts, bare=one.bare)
            for booking, one in after.bookings.items()
            if before.bookings.get(booking) != one and one.talk == talk
        )
    )
    return after.with_("holds", talk, None) if held & taken else after


@dataclass(frozen=True)
class Deeds:
    """The moves of one salon; a machine chooses among them."""

    catalogue: Catalogue
    customer: CustomerId

    def hold(self, talk: ConversationId, wish: Wish, quarter: int, kind: str = "chat") -> Deed:
        start = at(quarter)

        async def run(tx: Tx) -> Hold:
            return await desk.hold(
                tx,
                self.catalogue,
                holder=talk,
                wish=wish,
                start=start,
                draft_version=1,
                now=NOW,
                minutes=10 if kind == "chat" else 30,
                kind=kind,
            )

        def effect(ledger: Ledger, made: object) -> Ledger:
            assert isinstance(made, Hold)
            visits = tuple(one.segments for one in made.proposal.visits)
            return ledger.with_("holds", talk, Promise(made.hold_id, visits))

        return Deed(
            f"{kind} hold {said(wish, start)}",
            run,
            lambda seen: seen.has_room(wish, minute(start), talk),
            effect,
        )

    def confirm(self, talk: ConversationId, promise: Promise) -> Deed:
        async def run(tx: Tx) -> tuple[Booking, ...]:
            return await desk.confirm(
                tx,
                self.catalogue,
                holder=talk,
                hold_id=HoldId(promise.hold_id),
                customers=(self.customer,),
                order=Order(cause="yes", source="chat", conversation_id=talk),
                now=NOW,
            )

        def expected(ledger: Ledger) -> bool | None:
            mine = ledger.holds.get(talk)
            if mine is None or mine.hold_id != promise.hold_id:
                return None  # given back, or a booking by now, which is the answer then
            if not mine.lapsed:
                return True
            if any(part.class_id for parts in mine.visits for part in parts):
                return None  # its own seat may be gone while others are free
            taken = (minutes_of(self.catalogue, parts) for parts in mine.visits)
            return not NONE.union(*taken) & ledger.busy()

        def effect(ledger: Ledger, made: object) -> Ledger:
            mine = ledger.holds.get(talk)
            if mine is not None and mine.hold_id == promise.hold_id:
                ledger = ledger.with_("holds", talk, None)
            return noted(ledger, made)

        return Deed("confirm", run, expected, effect)

    def release(self, talk: ConversationId) -> Deed:
        async def run(tx: Tx) -> bool:
            return await desk.release(tx, talk)

        return Deed(
            "release",
            run,
            lambda _: True,
            lambda ledger, _: ledger.with_("holds", talk, None),
        )

    def book(
        self, wish: Wish, start: datetime, talk: ConversationId | None = None, **more: object
    ) -> Deed:
        """Book by API, by import, by an override, to be paid: `more` says which."""
        order = Order(conversation_id=talk, **more)  # type: ignore[arg-type]  # a test's fields
        bare = bool(order.override)

        async def run(tx: Tx) -> tuple[Booking, ...]:
            return await desk.book(
                tx,
                self.catalogue,
                wish=wish,
                start=start,
                customers=(self.customer,),
                order=order,
                now=NOW,
            )

        return Deed(
            f"book {order.source} {order.override} {said(wish, start)}",
            run,
            lambda seen: seen.has_room(wish, minute(start), talk, override=bare),
            lambda ledger, made: without_own_hold(ledger, noted(ledger, made, bare=bare), talk),
        )

    def move(
        self, booking: UUID, version: int, start: datetime, wish: tuple[Want, ...] | None = None
    ) -> Deed:
        async def run(tx: Tx) -> Booking:
            return await desk.reschedule(
                tx,
                self.catalogue,
                BookingId(booking),
                start=start,
                version=version,
                order=Order(by="customer:1", key=str(ids.new())),
                now=NOW,
                wish=wish,
            )

        def expected(ledger: Ledger) -> bool | None:
            old = ledger.bookings[booking]
            if old.version != version or old.status not in AHEAD:
                return False
            if any(part.class_id for part in old.parts):
                return None
            same = tuple(Want(one.service, (one.staff,), one.addons) for one in old.parts)
            return ledger.has_room((wish or same,), minute(start), booking)

        def effect(ledger: Ledger, made: object) -> Ledger:
            assert isinstance(made, Booking)
            return ledger.with_("bookings", booking, entered(made))

        return Deed(f"move to {start:%H:%M}", run, expected, effect)

    def cancel(self, booking: UUID, *, party: bool) -> Deed:
        async def run(tx: Tx) -> tuple[Booking, ...]:
            return await desk.cancel(
                tx, self.catalogue, BookingId(booking), order=Order(), now=NOW, party=party
            )

        def effect(ledger: Ledger, made: object) -> Ledger:
            old = ledger.bookings[booking]
            after = noted(ledger, made)
            for one, known in ledger.bookings.items():
                goes = one == booking or (
                    party and old.party is not None and known.party == old.party
                )
                if goes and known.status in AHEAD:
                    assert after.bookings[one].status is Status.CANCELLED
            return after

        return Deed("cancel", run, lambda ledger: ledger.bookings[booking].status in AHEAD, effect)

    def pay(self, booking: UUID) -> Deed:
        async def run(tx: Tx) -> Booking:
            return await desk.paid(tx, self.catalogue, BookingId(booking), order=Order(), now=NOW)

        def expected(ledger: Ledger) -> bool | None:
            old = ledger.bookings[booking]
            if old.status is Status.PENDING_PAYMENT:
                return True
            if old.status is not Status.EXPIRED:
                return False
            seats = {part.class_id for part in old.parts if part.class_id}
            if seats:
                return None if seats <= ledger.classes.keys() else False
            taken = minutes_of(self.catalogue, old.parts, bare=old.bare)
            return not taken & ledger.busy(booking, old.talk)

        def effect(ledger: Ledger, made: object) -> Ledger:
            assert isinstance(made, Booking)
            return without_own_hold(ledger, noted(ledger, (made,)), made.conversation_id)

        return Deed("pay", run, expected, effect)

    def become(self, booking: UUID, event: str, now: datetime) -> Deed:
        """Let one of `EVENTS` happen to a booking."""

        async def run(tx: Tx) -> Booking:
            move = getattr(desk, event)
            made: Booking = await move(
                tx, self.catalogue, BookingId(booking), order=Order(), now=now
            )
            return made

        def expected(ledger: Ledger) -> bool:
            status = ledger.bookings[booking].status
            begun = now == AFTER
            return {
                "check_in": status is Status.CONFIRMED and begun,
                "complete": status in {Status.CONFIRMED, Status.CHECKED_IN} and begun,
                "no_show": status is Status.CONFIRMED and begun,
                "reopen": status in OVER,
                "approve": status is Status.AWAITING_APPROVAL,
                "decline": status is Status.AWAITING_APPROVAL,
            }[event]

        return Deed(event, run, expected, lambda ledger, made: noted(ledger, (made,)))

    def block(self, kind: str, chair: UUID, start: datetime, length: int) -> Deed:
        end = start + timedelta(minutes=length)
        taken = frozenset((chair, one) for one in range(minute(start), minute(end)))

        async def run(tx: Tx) -> BlockId:
            which = {f"{kind}_id": chair}
            return await desk.block(tx, start=start, end=end, reason="away", by="o:1", **which)  # type: ignore[arg-type]  # one of two ids

        def effect(ledger: Ledger, made: object) -> Ledger:
            assert isinstance(made, UUID)
            return ledger.with_("blocks", made, Blocked(chair, minute(start), minute(end)))

        return Deed(f"block {kind}", run, lambda ledger: not taken & ledger.busy(), effect)

    def unblock(self, block: UUID) -> Deed:
        async def run(tx: Tx) -> None:
            await desk.unblock(tx, BlockId(block))

        return Deed(
            "unblock",
            run,
            lambda ledger: block in ledger.blocks,
            lambda ledger, _: ledger.with_("blocks", block, None),
        )

    def teach(self, quarter: int) -> Deed:
        start = minute(at(quarter))
        part = Segment(YOGA.id, ANA.id, start, start + YOGA.minutes)

        async def run(tx: Tx) -> ClassId:
            return await desk.open_class(
                tx,
                self.catalogue,
                service_id=YOGA.id,
                staff_id=ANA.id,
                start=at(quarter),
                now=NOW,
            )

        def effect(ledger: Ledger, made: object) -> Ledger:
            assert isinstance(made, UUID)
            return ledger.with_("classes", made, Taught(part, YOGA.seats))

        taken = minutes_of(self.catalogue, (part,))
        return Deed("open class", run, lambda ledger: not taken & ledger.busy(), effect)

    def call_off(self, session: UUID) -> Deed:
        async def run(tx: Tx) -> None:
            await desk.close_class(tx, ClassId(session))

        def expected(ledger: Ledger) -> bool | None:
            if ledger.seated(session):
                return False
            lapsed = any(one.lapsed for one in ledger.holds.values())
            return None if lapsed else session in ledger.classes

        return Deed(
            "close class",
            run,
            expected,
            lambda ledger, _: ledger.with_("classes", session, None),
        )


def lapse(admin: psycopg.Connection, ledger: Ledger, talk: UUID) -> Ledger:
    """Let a hold have ended a second ago."""
    promise = ledger.holds[talk]
    admin.execute(
        "UPDATE holds SET expires_at = clock_timestamp() - interval '1 second' WHERE hold_id = %s",
        (promise.hold_id,),
    )
    return ledger.with_("holds", talk, replace(promise, lapsed=True))
