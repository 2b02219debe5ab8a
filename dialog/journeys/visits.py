"""Visits that stand: which one is meant, when they are."""

from dataclasses import replace

from booking.ranking import Slot
from dialog import draft as drafts
from dialog import visit_replies as told
from dialog import which
from dialog.effects import (
    LookUpVisits,
    Say,
)
from dialog.events import Heard, Tapped, VisitsFound
from dialog.journeys.steps import Steps
from dialog.session import Parked, Pick, State
from dialog.standing import Errand, Named, Standing, Visiting, Wished
from dialog.understand.reading import Intent
from foundation.ids import BookingId

AT_VISIT = frozenset({
    State.LOOKING, State.WHICH_VISIT, State.MOVE_TIME, State.MOVE_CONFIRM, State.MOVING,
    State.CANCEL_HOW, State.CANCEL_WHO, State.CANCEL_CONFIRM, State.CANCELLING, State.HOW_LATE,
    State.NOTING,
})  # fmt: skip
"""States in which a visit is spoken of; whatever booking was open is parked."""

_AT_REST = frozenset({State.NEW, State.BOOKED, State.CANCELLED, State.RESTORING})
_MOVING = frozenset({State.MOVE_TIME, State.MOVE_CONFIRM})
_LET_BE = frozenset({Intent.NO, Intent.NEVER_MIND, Intent.THANKS})


class Visits(Steps):
    """The steps that every errand at a visit begins with, ends with; those that only tell."""

    # What is meant

    def taps_again(self) -> bool:
        """They tap once more what has been done for them already."""
        return isinstance(self.event, Tapped) and self.event.choice in self.session.spent

    def asks_for_visits(self) -> bool:
        """They ask what they have booked."""
        return self.intent is Intent.MY_VISITS and self.offer is None

    def wants_a_move(self) -> bool:
        """They want a visit at another time, not what they are booking just now."""
        if self._picked(Pick.MOVE):
            return True
        if self.offer is not None:
            return False
        if self.intent is Intent.MOVE:
            again = self.session.state in _MOVING and not self._names_one()
            return not (again or self._corrects_the_draft())
        return self._speaks_of_what_was_booked() and self.intent not in {
            Intent.CANCEL, Intent.NEVER_MIND, Intent.USUAL,
        }  # fmt: skip

    def wants_a_cancellation(self) -> bool:
        """They want a visit cancelled; of a booking in the making "cancel" lets that go."""
        if self._picked(Pick.CANCEL):
            return True
        if self.offer is not None:
            return False
        if self.intent is Intent.CANCEL:
            named = self.said.when or set(self.said.service) - set(self.session.draft.services)
            return not self._is_booking() or self._reminded() is not None or bool(named)
        return self.intent is Intent.NEVER_MIND and self._speaks_of_what_was_booked()

    def _names_one(self) -> bool:
        said = self.said
        return bool(said.service or said.of_when)

    def _picked(self, pick: Pick) -> bool:
        return self.offer is not None and self.offer.pick is pick

    def _is_booking(self) -> bool:
        begun = self.session.held is not None or self.session.draft.service is not None
        return begun and self.session.state not in AT_VISIT | _AT_REST

    def _corrects_the_draft(self) -> bool:
        if not self._is_booking() or self._reminded() is not None:
            return False
        said = self.said
        spoken_of = said.of_when and said.of_when != said.when
        other = set(said.service) - set(self.session.draft.services)
        return said.said_slots and not (spoken_of or other)

    def _speaks_of_what_was_booked(self) -> bool:
        """Right after a booking, what sounds like a change without a service is about that."""
        said = self.said
        if self.session.state is not State.BOOKED or self.session.booked is None or said.service:
            return False
        changes = self.intent in {Intent.CHANGE, Intent.NEVER_MIND}
        return changes or (said.said_slots and self.intent is not Intent.BOOK)

    def _reminded(self) -> Standing | None:
        reminded = self.session.reminded
        return reminded.visit if reminded is not None and reminded.fresh else None

    def _near(self) -> BookingId | None:
        """Give the visit that was spoken of last."""
        if (visit := self._reminded()) is not None:
            return visit.booking
        at = self.session.visiting
        if at is not None and at.visit is not None:
            return at.visit.booking
        return self.session.booked

    # Looking

    def look_up_visits(self) -> None:
        """Read their visits, to show them."""
        self._begin(Errand.SHOW)

    def look_up_to_move(self) -> None:
        """Read their visits, to find the one to move."""
        self._begin(Errand.MOVE)

    def look_up_to_cancel(self) -> None:
        """Read their visits, to find the one to cancel."""
        self._begin(Errand.CANCEL)

    def look_up_again(self) -> None:
        """Read their visits once more, with the one that they have chosen."""
        at = self._at()
        chosen = self._chosen()
        named = Named(booking=None if chosen is None else chosen.booking)
        wished, times = at.wished, self.said.when
        if chosen is not None and times and not which.at(chosen, times, self.catalogue.zone):
            wished = replace(wished, times=times, any_time=self.said.any_when)
        self._go_on(replace(at, named=named, wished=wished))
        self.effects.append(LookUpVisits())

    def look_again(self) -> None:
        """Say that the visit is not what it was, read it once more."""
        at = self._at()
        named = Named(booking=None if at.visit is None else at.visit.booking)
        self._go_on(replace(at, named=named, to=None, options=(), going=()))
        self.effects += [Say("visit_changed"), LookUpVisits()]

    def _begin(self, errand: Errand) -> None:
        moves, said = errand is Errand.MOVE, self.said
        booking = self.offer.booking if self.offer is not None else None
        named = Named(
            booking=booking,
            services=said.service,
            staff=said.staff,
            times=said.of_when,
            sure=not moves or said.of_when != said.when,
        )
        wished = Wished()
        if moves and booking is None:
            wished = Wished(
                times=said.when,
                any_time=said.any_when,
                not_days=said.not_days,
                staff=said.staff,
                anyone=said.any_staff,
            )
        self._park()
        at = Visiting(errand=errand, named=named, near=self._near(), wished=wished)
        self._go_on(replace(at, minutes=said.minutes))
        self.effects.append(LookUpVisits())

    def _park(self) -> None:
        """Put an open booking aside; what the message said is no wish for it."""
        self.draft = self.session.draft
        before = self.session
        if before.state in AT_VISIT and before.parked is not None:
            return
        rests = before.state in {State.CANCELLED, State.RESTORING}
        parked = Parked(State.NEW) if rests else Parked(before.state, before.offered)
        self.changes["parked"] = parked

    def _go_on(self, at: Visiting) -> None:
        self.changes["visiting"] = at

    def _at(self) -> Visiting:
        found = self.changes.get("visiting", self.session.visiting)
        return found if isinstance(found, Visiting) else Visiting(errand=Errand.SHOW)

    def _parked(self) -> Parked:
        found = self.changes.get("parked", self.session.parked)
        return found if isinstance(found, Parked) else Parked(State.NEW)

    def _interrupts(self) -> bool:
        """Tell whether a booking was open when the visit was spoken of."""
        return self._parked().state not in _AT_REST

    # What was found

    def has_no_visit(self) -> bool:
        """Nothing of theirs stands that this could be about."""
        return not self._candidates()

    def shows(self) -> bool:
        """They only want to know."""
        return self._at().errand is Errand.SHOW

    def is_unclear(self) -> bool:
        """Several visits could be meant, or none is as they said."""
        return len(self._meant()) != 1

    def _candidates(self) -> tuple[Standing, ...]:
        if not isinstance(self.event, VisitsFound):
            return ()
        visits = self.event.visits
        if self._at().errand is Errand.LATE:
            today = self.event.today
            return tuple(one for one in visits if self._day(one.slot) == today)[:1]
        return tuple(one for one in visits if not one.begun)

    def _meant(self) -> tuple[Standing, ...]:
        named, zone = self._at().named, self.catalogue.zone
        candidates = self._candidates()
        if self._at().errand is Errand.LATE:
            return candidates
        return which.meant(candidates, named, zone, None if self.shows() else self._at().near)

    def _day(self, slot: Slot) -> object:
        return drafts.local(slot.start, self.catalogue.zone).date()

    def tell_no_visit(self) -> None:
        """Say that nothing is to come."""
        late = self._at().errand is Errand.LATE
        self.effects.append(Say("no_visit_today" if late else "no_visits"))
        self._go_back()

    def show_visits(self) -> None:
        """Tell what is to come, all of it where nothing in particular was asked for."""
        meant = self._meant()
        if not meant:
            self.effects.append(Say("no_such_visit"))
            meant = self._candidates()
        self.effects += told.shown(meant)
        if not self._interrupts() and len(meant) == 1:
            self._go_back(ask=False)
            picks = told.what_to_do(meant[0], self._locale())
            self._offer("ask_of_visit", picks)
        else:
            self._go_back(ask=self._interrupts())

    def ask_which_visit(self) -> None:
        """Ask which visit is meant, with those that may be as choices."""
        meant = self._meant()
        if not meant:
            self.effects.append(Say("no_such_visit"))
        visits = meant or self._candidates()
        at = self._at()
        self._go_on(replace(at, visits=visits))
        picks = told.to_choose(visits, self.catalogue, self._locale())
        self._offer(f"ask_which_{at.errand.value}", picks)

    def names_a_visit(self) -> bool:
        """They say which of the visits is meant."""
        return self._chosen() is not None

    def _chosen(self) -> Standing | None:
        at = self._at()
        if self.offer is not None and self.offer.booking is not None:
            wanted = self.offer.booking
            return next((one for one in at.visits if one.booking == wanted), None)
        said = self.said
        named = Named(services=said.service, staff=said.staff, times=said.of_when or said.when)
        if named.nothing:
            return None
        zone = self.catalogue.zone
        # The time beside a service may as well be the new one: "the colour, to Saturday".
        for one in (named, replace(named, times=())):
            meant = () if one.nothing else which.meant(at.visits, one, zone)
            if len(meant) == 1:
                return meant[0]
        return None

    def leaves_it(self) -> bool:
        """They want nothing changed after all."""
        return self._picked(Pick.STAY) or (self.offer is None and self.intent in _LET_BE)

    def leave_it(self) -> None:
        """Leave everything as it is."""
        self._park()
        visit = self._at().visit
        if visit is not None:
            self.effects.append(Say("visit_stays", told.about(visit)))
        else:
            self.effects.append(Say("nothing_changed"))
        self._go_back(ask=self._interrupts())

    def books_something_else(self) -> bool:
        """They turn to booking: a service that is not the visit's is named."""
        at = self.session.visiting
        visit = at.visit if at is not None else None
        if visit is None:
            return self.intent in {Intent.BOOK, Intent.RESTART} and bool(self.said.service)
        other = set(self.said.service) - set(visit.services)
        return bool(other) or self.intent is Intent.RESTART

    def ask_of_visit_again(self) -> None:
        """Repeat the question about the visit; what was said is no wish to book."""
        self.draft = self.session.draft
        self.ask_again()

    # The end of an errand

    def _spend(self, *ids: str) -> None:
        self.changes["spent"] = ids

    def _go_back(self, *, ask: bool = True) -> None:
        """Return to where a booking stood, with its question; rest where there was none."""
        parked = self._parked()
        if parked.state in _AT_REST:
            self.state = State.BOOKED if parked.state is State.BOOKED else State.NEW
            self.changes["offered"] = ()
        else:
            self.state = parked.state
            self.changes["offered"] = parked.offered
        self.changes.update(visiting=None, parked=None)
        if ask:
            before = self.session
            self.session = replace(before, offered=parked.offered, visiting=None, reminded=None)
            self._repeat_question()
            self.session = before

    def _leave_visits(self) -> None:
        """Forget an errand that something else has taken the place of; a reminder grows old."""
        if self.state not in AT_VISIT and "visiting" not in self.changes:
            self.changes.update(visiting=None, parked=None)
        if self.state not in {State.CANCELLED, State.RESTORING}:
            self.changes["cancelled"] = ()
        reminded, missed = self.session.reminded, self.changes.get("misses")
        if isinstance(self.event, Heard | Tapped) and reminded is not None and not missed:
            self.changes.setdefault("reminded", replace(reminded, fresh=False))
