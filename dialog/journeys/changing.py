"""A visit moved or cancelled, its cost told first; a cancellation taken back."""

from dataclasses import replace

from booking.plan import wanted_again
from booking.ranking import Slot
from booking.reasons import Reason
from dialog import draft as drafts
from dialog import replies, which
from dialog import visit_replies as told
from dialog.effects import (
    CallHuman,
    CancelVisits,
    FindMoves,
    FindTimes,
    MoveVisit,
    RestoreVisits,
    Say,
)
from dialog.events import (
    ChangeRefused,
    MovesFound,
    VisitMoved,
    VisitsCancelled,
    VisitsRestored,
)
from dialog.journeys.visits import Visits
from dialog.phrases.words import Start
from dialog.session import Draft, Pick, State
from dialog.standing import Errand, Option, Standing, Visiting, Wished
from dialog.understand.reading import Intent

_BY_TIME = frozenset(Reason)
"""Refusals that another time answers."""


class Changing(Visits):
    """The steps from a wish to change a visit to what the diary says afterwards."""

    # Moving

    def is_about_a_party(self) -> bool:
        """Several people come together: only a person moves them all."""
        return self._at().errand is Errand.MOVE and bool(self._visit().others)

    def leave_to_the_salon(self) -> None:
        """Ask the salon to do it, with the visit told."""
        self.effects += [
            CallHuman(),
            Say("this_visit", told.about(self._visit())),
            Say("party_moves"),
            Say("human"),
        ]
        self.changes["waiting"] = True
        self._go_back(ask=self._interrupts())

    def is_about_moving(self) -> bool:
        """The visit shall be at another time."""
        return self._at().errand is Errand.MOVE

    def find_moves(self) -> None:
        """Tell what moving means, look for the times that were wished for."""
        at, visit = self._at(), self._visit()
        wished = at.wished
        if which.says_when_it_is(visit, at.named, self.catalogue.zone):
            wished = replace(wished, times=(), any_time=False)
        if set(wished.staff) == set(visit.staff):
            wished = replace(wished, staff=())
        at = replace(at, visit=visit, wished=wished)
        self.effects += told.moving(visit)
        self._search(at)

    def find_moves_again(self) -> None:
        """Look for what they wish now, with all that was said before."""
        at, visit = self._at(), self._visit()
        known = self._wish(at, visit)
        if self._wants_others():
            times = drafts.loosened(known, self.catalogue.zone)
            wished, seen = replace(at.wished, times=times), at.seen
        else:
            new = drafts.merge(known, self.said, self.catalogue)
            anyone = self.said.any_staff or (at.wished.anyone and not self.said.staff)
            wished = Wished(
                times=new.readings,
                any_time=new.any_reading,
                not_days=new.not_days,
                staff=new.staff,
                anyone=anyone,
            )
            seen = ()
        self.draft = self.session.draft
        self._search(replace(at, wished=wished, seen=seen, to=None))

    def find_moves_near(self) -> None:
        """Say that somebody was faster and that nothing has changed, look close to that time."""
        at = self._at()
        if isinstance(self.event, ChangeRefused) and self.event.slot is not None:
            lost = self.event.slot
            self.effects.append(Say("move_lost", {"start": Start(lost)}))
            self._go_on(replace(at, to=None))
            self.effects.append(FindMoves(self._visit(), at.wished, near=lost))

    def _search(self, at: Visiting) -> None:
        visit = at.visit
        if visit is None:
            raise AssertionError("only a known visit moves")
        without = at.seen
        if not any(one.exact for one in at.wished.times):
            without = (*without, visit.slot.start)
        self._go_on(at)
        self.effects.append(FindMoves(visit, at.wished, without))

    @staticmethod
    def _wish(at: Visiting, visit: Standing) -> Draft:
        wished, to = at.wished, at.to
        return Draft(
            service=visit.services[0],
            more=visit.services[1:],
            staff=wished.staff,
            readings=wished.times,
            any_reading=wished.any_time,
            not_days=wished.not_days,
            slot=None if to is None else to.slot,
        )

    def is_the_one(self) -> bool:
        """The very time they asked for can be had."""
        if not isinstance(self.event, MovesFound) or not self.event.options:
            return False
        return self.event.options[0].slot.start == self._exact()

    def is_then_already(self) -> bool:
        """They asked for the time that the visit has."""
        at = self._at()
        return not at.wished.staff and self._exact() == self._visit().slot.start

    def _exact(self) -> int | None:
        times = self._at().wished.times
        return drafts.exact_start(times[0], self.catalogue.zone) if len(times) == 1 else None

    def tell_same_time(self) -> None:
        """Say that it is at that time already."""
        visit = self._visit()
        self.effects.append(Say("visit_stays", told.about(visit)))
        self._go_back(ask=self._interrupts())

    def offer_moves(self) -> None:
        """Offer the times found, or to leave it where it is."""
        if not isinstance(self.event, MovesFound):
            return
        at, visit, locale = self._at(), self._visit(), self._locale()
        draft = replace(self._wish(at, visit), staff=at.wished.staff or visit.staff)
        found = replace(self.event.found, slots=tuple(one.slot for one in self.event.options))
        reply = replies.times(found, draft, self.catalogue, locale, new=False)
        self.effects += reply.before
        stay = told.to_stay(visit, self.catalogue, locale)
        self._offer(reply.phrase, (*reply.picks, stay), reply.args)
        starts = tuple(one.slot.start for one in self.event.options)
        self._go_on(replace(at, options=self.event.options, seen=(*at.seen, *starts)))

    def picks_a_time(self) -> bool:
        """They took one of the times that were offered."""
        return self._picked(Pick.SLOT) and self._option() is not None

    def _option(self) -> Option | None:
        at = self._at()
        if isinstance(self.event, MovesFound):
            return self.event.options[0]
        slot = self.offer.slot if self.offer is not None else None
        return next((one for one in at.options if one.slot == slot), None)

    def ask_move(self) -> None:
        """Sum the move up, ask for the yes."""
        self.draft = self.session.draft
        at, to, visit = self._at(), self._option(), self._visit()
        if to is None:
            raise AssertionError("the table asks for a yes only to a time that was found")
        known = at.options
        if isinstance(self.event, MovesFound):
            known = self.event.options
        self._go_on(replace(at, to=to, options=known))
        asked = told.ask_move(visit, to, self.catalogue, self._locale())
        unsaid = tuple(one for one in asked.before if one not in self.effects)
        self._ask(replace(asked, before=unsaid))

    def agrees_to_the_move(self) -> bool:
        """An explicit yes to the move as it was summed up."""
        at, said = self._at(), self.said
        to = at.to if at.visit is not None else None
        to_yes = self.intent is Intent.CHANGE and said.opens_with_yes  # "sim, pode mudar"
        again = self.intent is Intent.MOVE or to_yes
        again = again and self.offer is None and not said.said_slots
        return to is not None and (again or self._agrees(to.slot))

    def _agrees(self, slot: Slot) -> bool:
        """Tell whether they say yes, to this time if they name any."""
        said = self.said
        if self._picked(Pick.DO):
            return True
        if self.offer is not None or not self._says_yes() or said.staff or said.not_days:
            return False
        if not said.when:
            return True
        [start] = {drafts.exact_start(one, self.catalogue.zone) for one in said.when[:1]}
        return len(said.when) == 1 and start == slot.start

    def wishes_otherwise(self) -> bool:
        """They want the visit to move elsewhere."""
        said = self.said
        changes = said.when or said.staff or said.any_staff or said.not_days or said.not_staff
        if self.offer is not None or self._at().visit is None:
            return False
        return bool(changes) or self._wants_others()

    def _wants_others(self) -> bool:
        said = self.said
        return self.intent is Intent.OTHER_TIMES and not (said.when or said.staff or said.any_staff)

    def move(self) -> None:
        """Move it in the diary."""
        self.draft = self.session.draft
        at, visit = self._at(), self._visit()
        if at.to is not None:
            self._spend(*(one.id for one in self.session.offered))
            self.effects.append(MoveVisit(visit, at.to, visit.move_fee))

    def needs_another_time(self) -> bool:
        """The time cannot be had any more."""
        return isinstance(self.event, ChangeRefused) and self.event.reason in _BY_TIME

    def tell_moved(self) -> None:
        """Tell where the visit is now: only after the desk has written it."""
        if isinstance(self.event, VisitMoved):
            self.effects += told.moved(self.event.after)
            self._end(self.event.after, State.BOOKED)

    # Cancelling

    def is_of_several(self) -> bool:
        """Several people come together: who of them does not come is asked first."""
        return len(self._visit().everyone) > 1

    def costs(self) -> bool:
        """Cancelling costs something now."""
        return bool(self._visit().fee.minor)

    def ask_who(self) -> None:
        """Ask who of the party does not come."""
        visit = self._visit()
        self._go_on(replace(self._at(), visit=visit))
        self._ask(told.ask_who(visit, self.catalogue, self._locale()))

    def says_who(self) -> bool:
        """They say whose visits go."""
        says = self._picked(Pick.EVERYONE) or self._picked(Pick.ONE)
        return says and self._at().visit is not None

    def tell_cost(self) -> None:
        """Tell what cancelling costs, with what else could be done."""
        visit = self._visit()
        self._go_on(replace(self._at(), visit=visit, going=(visit,)))
        self._ask(told.cost(visit, self._locale()))

    def still_cancels(self) -> bool:
        """Knowing what it costs, they want it cancelled."""
        cancels = self.intent is Intent.CANCEL and self.offer is None
        return (self._picked(Pick.CANCEL) or cancels) and self._at().visit is not None

    def ask_cancel(self) -> None:
        """Sum the cancellation up, ask for the yes."""
        self.draft = self.session.draft
        at, visit = self._at(), self._visit()
        going = at.going or (visit,)
        if self._picked(Pick.EVERYONE):
            going = visit.everyone
        elif self.offer is not None and self._picked(Pick.ONE):
            going = tuple(one for one in visit.everyone if one.booking == self.offer.booking)
        self._go_on(replace(at, visit=visit, going=going))
        self._ask(told.ask_cancel(visit, going, self._locale()))

    def agrees_to_cancel(self) -> bool:
        """An explicit yes to the cancellation as it was summed up."""
        at = self._at()
        if at.visit is None:
            return False
        free = not told.fee_of(at.visit, at.going).minor
        again = (
            (free or self.said.opens_with_yes)
            and self.intent is Intent.CANCEL
            and self.offer is None
        )
        return again or self._agrees(at.visit.slot)

    def cancel(self) -> None:
        """Cancel it in the diary."""
        self.draft = self.session.draft
        at, visit = self._at(), self._visit()
        self._spend(*(one.id for one in self.session.offered))
        self.effects.append(CancelVisits(at.going, told.fee_of(visit, at.going)))

    def goes_on_booking(self) -> bool:
        """A booking was open when the visit was spoken of."""
        return self._interrupts()

    def tell_cancelled(self) -> None:
        """Tell what is cancelled, then go on with the booking that was open."""
        if isinstance(self.event, VisitsCancelled):
            self._tell_cancelled(self.event)
            self._end(self.event.visits[0], State.NEW)

    def _tell_cancelled(self, done: VisitsCancelled) -> None:
        if told.owes(done.visits):
            self.effects.append(CallHuman())
        self.effects += told.cancelled(done.visits, done.fee)

    def offer_another_day(self) -> None:
        """Tell what is cancelled, offer to book another day or to take it back."""
        if not isinstance(self.event, VisitsCancelled):
            return
        gone = self.event.visits
        self._tell_cancelled(self.event)
        self._end(gone[0], State.CANCELLED)
        self.changes["cancelled"] = gone
        self._offer("ask_another_visit", told.book_again(gone, self._locale()))

    def wants_it_back(self) -> bool:
        """They take the cancellation back."""
        return self._picked(Pick.UNDO) and len(self.session.cancelled) == 1

    def restore(self) -> None:
        """Bring the visit back, if its time is still free."""
        self.draft = self.session.draft
        self.effects.append(RestoreVisits(self.session.cancelled))

    def tell_restored(self) -> None:
        """Tell that the visit stands again."""
        if isinstance(self.event, VisitsRestored):
            visit = self.event.visits[0]
            self.effects.append(Say("visit_restored", told.about(visit)))
            self.changes.update(booked=visit.booking, offered=())

    def tell_not_restored(self) -> None:
        """Say that its time is gone, offer another day."""
        gone = self.session.cancelled
        self.effects.append(Say("visit_not_restored"))
        self._offer("ask_another_visit", told.book_again(gone, self._locale())[:1])

    def agrees_at_all(self) -> bool:
        """They say yes to whatever was asked."""
        return self._says_yes()

    def wants_another_day(self) -> bool:
        """They want the same on another day."""
        said = self.said
        yes = self.offer is None and self._says_yes()
        wants = self._picked(Pick.AGAIN) or (not said.service and (yes or bool(said.when)))
        return wants and bool(self.session.cancelled)

    def book_the_same(self) -> None:
        """Begin a booking of what was cancelled."""
        gone = self.session.cancelled
        self.draft = drafts.usually(self.draft, wanted_again(gone[0].segments))
        self.changes["seen"] = ()
        draft = self.draft
        if draft.service is not None:
            wish = drafts.spelled(draft, self.catalogue)
            self.effects.append(
                FindTimes(
                    draft.service, draft.staff, draft.readings, not_days=draft.not_days, wish=wish
                )
            )

    def _visit(self) -> Standing:
        """Give the visit that is in hand, or the one that was just found to be meant."""
        meant = self._meant()
        visit = meant[0] if meant else self._at().visit
        if visit is None:
            raise AssertionError("the table changes a visit only once it is known")
        return visit

    def _ask(self, reply: replies.Reply) -> None:
        self.effects += reply.before
        self._offer(reply.phrase, reply.picks, reply.args)

    def _end(self, visit: Standing, rests: State) -> None:
        """Close the errand: go on with the booking that was open, else rest."""
        self.changes["booked"] = visit.booking
        if self.goes_on_booking():
            self._go_back()
            return
        self._go_back(ask=False)
        self.state = rests
