"""Booking: service, day, time, name, yes."""

from dataclasses import replace

from booking.reasons import Reason
from dialog import draft as drafts
from dialog import replies
from dialog.effects import (
    Book,
    FindTimes,
    Hold,
    Release,
    Say,
)
from dialog.events import Confirmed, HoldLost, HoldTaken, TimesFound
from dialog.journeys.steps import Steps
from dialog.phrases.words import CustomerName
from dialog.session import Draft
from dialog.understand.reading import When


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
            self.effects.append(Book(held.hold_id, held.slot))

    def hold(self) -> None:
        """Keep the wanted start: the picked chair, else the wanted stylists, else anyone."""
        start, service = self._start(), self.draft.service
        if start is None or service is None:
            raise AssertionError("the table asks for a hold only when time and service are known")
        picked = self.draft.slot
        staff = (picked.staff,) if picked is not None else self.draft.staff
        self.effects.append(Hold(service, start, staff, self.draft.version))

    def refer_to_salon(self) -> None:
        """Say honestly that a person changes standing visits, then repeat the open question."""
        self.draft = self.session.draft
        self.effects.append(Say("visit_change"))
        self._repeat_question()

    def greet_by_name(self) -> None:
        """Thank by name, then ask for the yes."""
        self.effects.append(Say("thanks_name", {"name": CustomerName()}))
        self._offer("ask_confirm", replies.yes_or_change(self._locale()))

    def take_name(self) -> None:
        """Thank by name, then repeat the open question."""
        self.effects.append(Say("thanks_name", {"name": CustomerName()}))
        self._repeat_question()

    def sum_up(self) -> None:
        """Say again what is held, then ask for the yes."""
        if self.session.held is not None:
            self.effects.append(replies.summary(self.session.held))
        self._offer("ask_confirm", replies.yes_or_change(self._locale()))

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
        several = bool(self.named) and not self.said.either_service
        picks = replies.services(self.catalogue, self.named, self._locale())
        self._offer("ask_first_service" if several else "ask_service", picks)

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
            self.draft = replace(self.draft, slot=None)
            self.effects.append(
                FindTimes(
                    service,
                    self.draft.staff,
                    self.draft.readings,
                    near=lost.slot,
                    beside=lost.reason,
                )
            )

    def offer_times(self) -> None:
        """Offer what the diary has; what the service is and costs is told once."""
        new = self.draft.service != self.session.told
        self.changes["told"] = self.draft.service
        found, locale = self._found(), self._locale()
        self._offer_slots(replies.times(found, self.draft, self.catalogue, locale, new=new))
        if found.beside == Reason.NOT_DONE:
            self.draft = replace(self.draft, staff=())

    def offer_closest(self) -> None:
        """Offer what is closest to the time somebody else took."""
        held = self.session.held
        lost = held.slot if held is not None else None
        self._offer_slots(
            replies.closest(self._found(), lost, self.draft, self.catalogue, self._locale())
        )

    def ask_name(self) -> None:
        """Tell what is held, then ask for the first name."""
        self._keep()
        self.effects.append(Say("ask_name"))
        self.changes["offered"] = ()

    def ask_confirm(self) -> None:
        """Tell what is held, then ask for the yes."""
        self._keep()
        self._offer("ask_confirm", replies.yes_or_change(self._locale()))

    def tell_booked(self) -> None:
        """Tell what is booked: only after the desk has written it."""
        if isinstance(self.event, Confirmed):
            self.effects.append(replies.booked(self.event.slot, self.session.held))
            self.changes.update(booked=self.event.booking, held=None, offered=(), seen=())
            self.draft = Draft(version=self.draft.version + 1)

    def deny_day(self) -> None:
        """Say that there is no such day, then ask for another."""
        self.changes["offered"] = ()
        self.effects += [Say("no_such_day"), Say("ask_another_day")]

    def _found(self) -> TimesFound:
        if not isinstance(self.event, TimesFound):
            raise TypeError("times are offered only when the diary has answered")
        return self.event

    def _find(self, wishes: tuple[When, ...], without: tuple[int, ...] = ()) -> None:
        draft = self.draft
        if draft.service is not None:
            self.effects.append(
                FindTimes(
                    draft.service, draft.staff, wishes, without=without, not_days=draft.not_days
                )
            )

    def _keep(self) -> None:
        if isinstance(self.event, HoldTaken):
            held = self.event.held
            self.changes.update(held=held, seen=(), told=held.service)
            self.draft = replace(self.draft, slot=held.slot)
            self.effects.append(replies.held(held))

    def _offer_slots(self, reply: replies.Reply) -> None:
        self.effects += reply.before
        self._offer(reply.phrase, reply.picks, reply.args)
        starts = tuple(one.slot.start for one in reply.picks if one.slot is not None)
        self.changes["seen"] = (*self.session.seen, *starts)
