"""The waitlist's effects carried out: joined, left, an offer taken or passed on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import singledispatchmethod

from booking import waitlist
from booking.calendar import epoch_minute, moment
from booking.catalogue import Catalogue
from booking.orders import Order
from booking.plan import Wish
from booking.ranking import Slot
from dialog import draft as drafts
from dialog.effects import DeclineOffer, JoinWaitlist, LeaveWaitlist, TakeOffer
from dialog.events import Event, OfferGone, OfferTaken, WaitlistJoined, WaitlistRefused
from dialog.phrases import spans
from dialog.scene import Scene
from dialog.understand.reading import When
from foundation.errors import Refused
from foundation.ids import CustomerId

WAITLIST = (JoinWaitlist, LeaveWaitlist, TakeOffer, DeclineOffer)
"""The effects that a Queue carries out."""

_AHEAD = timedelta(days=28)
"""How far ahead one waits who names no day."""

_DAYS = 31
"""How many days of one wish are waited for."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One turn's hands at the waitlist."""

    scene: Scene
    catalogue: Catalogue
    now: datetime
    customer: CustomerId | None

    @singledispatchmethod
    async def carry_out(self, effect: object) -> Event | None:
        """Do what a step wants of the waitlist; answer with the event it asked for, if any."""
        raise TypeError(f"nothing carries out {type(effect).__name__}")

    @carry_out.register
    async def _(self, wanted: JoinWaitlist) -> Event | None:
        if self.customer is None:
            raise AssertionError("whoever waits is a customer, if a nameless one")
        windows = tuple(self._windows(wanted))
        try:
            await waitlist.join(
                await self.scene.tx(),
                self.catalogue,
                customer_id=self.customer,
                wish=wanted.wish,
                windows=windows,
                now=self.now,
                conversation_id=self.scene.talk.conversation_id,
            )
        except Refused as refusal:
            return WaitlistRefused(str(refusal.facts.get("reason", refusal.key)))
        days = {begin.astimezone(self.catalogue.zone).date() for begin, _ in windows}
        return WaitlistJoined(
            wanted.slot or _one_time(wanted, windows), min(days) if len(days) == 1 else None
        )

    @carry_out.register
    async def _(self, wanted: LeaveWaitlist) -> Event | None:
        tx = await self.scene.tx()
        talk = self.scene.talk.conversation_id
        for one in await waitlist.entries(tx):
            if one.entry_id == wanted.entry or one.conversation_id == talk:
                await waitlist.leave(tx, one.entry_id)
        return None

    @carry_out.register
    async def _(self, wanted: TakeOffer) -> Event | None:
        tx, talk = await self.scene.tx(), self.scene.talk.conversation_id
        order = Order(
            by=f"customer:{self.customer}",
            cause="waitlist_yes",
            source="chat",
            conversation_id=talk,
        )
        try:
            made = await waitlist.accept(
                tx, self.catalogue, wanted.invited.offer, order=order, now=self.now
            )
        except Refused as refusal:
            return await self._gone(wanted, refusal)
        visits = tuple(one.segments for one in made)
        return OfferTaken(made[0].booking_id, visits)

    async def _gone(self, wanted: TakeOffer, refusal: Refused) -> Event:
        free = refusal.facts.get("free")
        entry = await waitlist.read(await self.scene.tx(), wanted.invited.entry)
        slots = (
            tuple(one for one in free if isinstance(one, Slot)) if isinstance(free, list) else ()
        )
        return OfferGone(slots, waits=entry.status in waitlist.STATES)

    @carry_out.register
    async def _(self, wanted: DeclineOffer) -> Event | None:
        try:
            await waitlist.decline(await self.scene.tx(), wanted.offer)
        except Refused:
            return None  # it has lapsed: somebody else is asked already
        return None

    def _windows(self, wanted: JoinWaitlist) -> Iterator[tuple[datetime, datetime]]:
        """Give the stretches of time that are waited for, aware, none that is over."""
        zone = self.catalogue.zone
        if wanted.slot is not None:
            yield moment(wanted.slot.start, zone), moment(wanted.slot.end, zone)
            return
        if not wanted.wishes:
            yield self.now, self.now + _AHEAD
            return
        length = _length(wanted.wish, self.catalogue)
        for one in wanted.wishes:
            for day in self._days(one):
                begin, end = self._hours(one, day, length)
                if begin < end and end > self.now:
                    yield max(begin, self.now), end

    def _days(self, wish: When) -> Sequence[date]:
        today = self.now.astimezone(self.catalogue.zone).date()
        first = max(wish.first or today, today)
        last = wish.last or (wish.first or today) + _AHEAD
        number = min(_DAYS, (last - first).days + 1)
        days = (first + timedelta(days=ahead) for ahead in range(number))
        return [one for one in days if self.catalogue.opening.get(one.weekday())]

    def _hours(self, wish: When, day: date, length: int) -> tuple[datetime, datetime]:
        zone, opened = self.catalogue.zone, self.catalogue.opening.get(day.weekday(), ())
        begin = min(one[0] for one in opened) if wish.start is None else wish.start
        end = max(one[1] for one in opened) if wish.end is None else wish.end
        if wish.exact:
            end = begin + length
        minutes = (drafts.epoch_minute(day, one, zone) for one in (begin, end))
        first, last = (moment(one, zone) for one in minutes)
        return first, last


def _one_time(wanted: JoinWaitlist, windows: Sequence[tuple[datetime, datetime]]) -> Slot | None:
    """Give the one time that is waited for, if it is one with one stylist."""
    staff = wanted.wish[0][0].staff
    exact = len(wanted.wishes) == 1 and wanted.wishes[0].exact
    if not exact or len(windows) != 1 or len(staff) != 1:
        return None
    begin, end = (epoch_minute(one) for one in windows[0])
    return Slot(begin, end, staff[0])


def _length(wish: Wish, catalogue: Catalogue) -> int:
    return max(spans.length(person, catalogue) for person in wish)
