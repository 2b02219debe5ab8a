"""Booking: service, day, time, name, yes."""

from dataclasses import replace

from booking.reasons import Reason
from dialog import draft as drafts
from dialog import replies
from dialog.effects import Book, FindTimes, FindUsual, Hold, Rearrange, Release, Say
from dialog.events import Confirmed, HoldLost, HoldTaken, TimesFound
from dialog.journeys.steps import Steps
from dialog.phrases.words import CustomerName
from dialog.session import Draft, Pick
from dialog.understand.reading import When
from foundation.ids import ServiceId

_WAITED_FOR = frozenset({Reason.FULL, Reason.TAKEN})
"""Reasons that may pass: somebody else may give the time back."""


class Booking(Steps):
    """The steps from a wish to a visit in the diary."""

    def let_go(self) -> None:
        """Free what is held and forget the draft."""
        self._forget()
        self.effects += [Release(), Say("let_go")]

    def start_over(self) -> None:
        """Free what is held, then ask for the service again."""
        self._forget()
        self.effects.append(Release())
        self._offer("ask_service", replies.services(self.catalogue, (), self._locale()))

    def free_what_is_held(self) -> None:
        """Free what is held without a word: nothing reaches them any more."""
        self._forget()
        self.effects.append(Release())

    def book(self) -> None:
        """Turn the hold into a booking."""
        held = self.event.held if isinstance(self.event, HoldTaken) else self.session.held
        if held is not None:
            self.changes["held"] = held
            paid = self.session.owed_back is not None or not held.online
            unpaid = held.deposit is not None and not paid
            self.effects.append(Book(held.hold_id, held.slot, unpaid=unpaid))

    def hold(self) -> None:
        """Keep the wanted start: the picked chair, else the wanted stylists, else anyone."""
        start, draft = self._start(), self.draft
        if start is None or draft.service is None:
            raise AssertionError("the table asks for a hold only when time and service are known")
        staff = (draft.slot.staff,) if draft.slot is not None else draft.staff
        wish = drafts.spelled(draft, self.catalogue)
        self.effects.append(Hold(draft.service, start, staff, draft.version, wish))

    def rearrange(self) -> None:
        """Look for room for more beside what is held."""
        held, draft = self.session.held, self.draft
        if held is None:
            raise AssertionError("the table rearranges only what is held")
        natural = drafts.in_order(draft.services, self.catalogue)
        orders = dict.fromkeys((natural, draft.services))
        wishes = (
            drafts.wish(replace(draft, service=first, more=tuple(more)), self.catalogue)
            for first, *more in orders
        )
        hours = drafts.loosened(self.session.draft, self.catalogue.zone)
        self.effects.append(Rearrange(tuple(wishes), held.slot, held.service, hours))

    def look_up_usual(self) -> None:
        """Ask what they usually have."""
        self.effects.append(FindUsual())

    def ask_without_usual(self) -> None:
        """Say that nothing is known to be usual, then ask for the service."""
        self.effects.append(Say("usual_unknown"))
        self._offer("ask_service", replies.services(self.catalogue, (), self._locale()))

    def greet_by_name(self) -> None:
        """Thank by name, then ask for the yes."""
        self.effects.append(Say("thanks_name", {"name": CustomerName()}))
        self._ask_to_agree(self.session.held)

    def take_name(self) -> None:
        """Thank by name, then repeat the open question."""
        self.effects.append(Say("thanks_name", {"name": CustomerName()}))
        self._repeat_question()

    def sum_up(self) -> None:
        """Say again what is held, then ask for the yes."""
        if self.session.held is not None:
            self.effects += replies.summary(self.session.held)
        self._ask_to_agree(self.session.held)

    def ask_another_day(self) -> None:
        """None of the possible days is meant: ask for the day openly."""
        self.draft = replace(self.draft, version=self.draft.version + 1, readings=())
        self.changes["offered"] = ()
        self.effects.append(Say("ask_another_day"))

    def ask_change(self) -> None:
        """Ask what should be different; the hold stays until another is taken."""
        self._offer(
            "ask_change", replies.what_to_change(self.catalogue, self.draft, self._locale())
        )

    def find_other_times(self) -> None:
        """Search beside what was offered so far."""
        held = (self.session.held.slot.start,) if self.session.held is not None else ()
        self._find(
            drafts.loosened(self.session.draft, self.catalogue.zone),
            without=(*self.session.seen, *held),
        )

    def answer_politely(self) -> None:
        """Answer thanks after the booking."""
        self.effects.append(Say("welcome"))

    def ask_service(self) -> None:
        """Ask what they want done, with the salon's services or those they named as choices."""
        self._offer("ask_service", replies.services(self.catalogue, self.named, self._locale()))

    def ask_day(self) -> None:
        """Ask which of the possible days is meant."""
        self._offer("ask_day", replies.days(self.draft.readings, self._locale()))

    def find_times(self) -> None:
        """Search what the customer wished for."""
        self.changes["seen"] = ()
        self._find(self.draft.readings)

    def find_near(self) -> None:
        """Search close to the time that was lost; all that was said stays."""
        service = self.draft.service
        if isinstance(self.event, HoldLost) and service is not None:
            lost = self.event
            self.draft = replace(self.draft, slot=None, keep=None)
            self.effects.append(
                FindTimes(
                    service,
                    self.draft.staff,
                    self.draft.readings,
                    near=lost.slot,
                    beside=lost.reason,
                    wish=drafts.spelled(self.draft, self.catalogue),
                )
            )

    def offer_times(self) -> None:
        """Offer what the diary has; what the service is and costs is told once."""
        new = self._tells_anew(self.draft.services, self.draft.party)
        found, locale, held = self._found(), self._locale(), self.session.held
        reply = replies.times(found, self.draft, self.catalogue, locale, new=new)
        if held is not None and found.near is not None:
            reply = replies.kept_too(reply, held, self.catalogue, locale)
        if found.beside in _WAITED_FOR:
            lost = found.near if found.beside == Reason.TAKEN else None
            reply = replies.or_wait(reply, lost, self.catalogue, locale)
        self._offer_slots(reply)
        if found.beside == Reason.NOT_DONE:
            self.draft = replace(self.draft, staff=())

    def offer_closest(self) -> None:
        """Offer what is closest to the time somebody else took."""
        held = self.session.held
        lost = held.slot if held is not None else None
        reply = replies.closest(self._found(), lost, self.draft, self.catalogue, self._locale())
        self._offer_slots(replies.or_wait(reply, lost, self.catalogue, self._locale()))

    def ask_name(self) -> None:
        """Tell what is held, then ask for the first name."""
        self._keep()
        self.effects.append(Say("ask_name"))
        self.changes["offered"] = ()

    def ask_confirm(self) -> None:
        """Tell what is held, then ask for the yes."""
        self._keep()
        self._ask_to_agree(self.event.held if isinstance(self.event, HoldTaken) else None)

    def tell_booked(self) -> None:
        """Tell what is booked: only after the desk has written it."""
        if isinstance(self.event, Confirmed):
            self.effects.append(replies.booked(self.event, self.session.held))
            if self.session.owed_back is not None:
                self.effects.append(Say("deposit_carried", {"amount": self.session.owed_back}))
                self.changes["owed_back"] = None
            self.changes.update(booked=self.event.booking, held=None, before=None, seen=())
            self.changes.update(offered=(), past=(*self.session.offered, *self.session.past)[:12])
            self.draft = Draft(version=self.draft.version + 1)

    def deny_day(self) -> None:
        """Say that there is no such day, then ask for another."""
        self.changes["offered"] = ()
        self.effects += [Say("no_such_day"), Say("ask_another_day")]

    def _tells_anew(self, services: tuple[ServiceId, ...], party: int) -> bool:
        """Note that what is wanted has been told; tell whether it was not before."""
        told = (self.session.told, *self.session.told_more)
        first = services[0] if services else None
        self.changes.update(told=first, told_more=services[1:], told_party=party)
        return (told, self.session.told_party) != (services, party)

    def _found(self) -> TimesFound:
        if not isinstance(self.event, TimesFound):
            raise TypeError("times are offered only when the diary has answered")
        return self.event

    def _find(self, wishes: tuple[When, ...], without: tuple[int, ...] = ()) -> None:
        draft = self.draft
        if draft.service is not None:
            self.effects.append(
                FindTimes(
                    draft.service,
                    draft.staff,
                    wishes,
                    without=without,
                    not_days=draft.not_days,
                    wish=drafts.spelled(draft, self.catalogue),
                )
            )

    def _keep(self) -> None:
        if isinstance(self.event, HoldTaken):
            was, held = self.session.held, replace(self.event.held, version=self.draft.version)
            self.changes.update(held=held, seen=())
            self._tells_anew(held.services, held.party)
            if was is not None and was.services != held.services:
                self.changes["before"] = was
                self.session = replace(self.session, before=was)
            self.draft = replace(self.draft, slot=held.slot, keep=None)
            self.effects += replies.held(held, was)

    def _offer_slots(self, reply: replies.Reply) -> None:
        self.effects += reply.before
        self._offer(reply.phrase, reply.picks, reply.args)
        starts = tuple(one.slot.start for one in reply.picks if one.pick is Pick.SLOT and one.slot)
        self.changes["seen"] = (*self.session.seen, *starts)
