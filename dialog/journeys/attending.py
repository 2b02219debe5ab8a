"""Who comes late, who says that they come: told to the salon, kept with the visit."""

from dataclasses import replace

from dialog import visit_replies as told
from dialog import which
from dialog.effects import CallHuman, LookUpReminded, NoteComing, NoteLate, Say
from dialog.events import ReminderRead, ReminderSent, VisitNoted, VisitsFound
from dialog.journeys.visits import Visits
from dialog.phrases.words import Count
from dialog.session import Pick, Reminded
from dialog.standing import Errand, Visiting
from dialog.understand.reading import Intent


class Attending(Visits):
    """The steps from a word about a visit to the salon's knowing of it."""

    def comes_late(self) -> bool:
        """They will be late."""
        return self.intent is Intent.LATE and self.offer is None

    def look_up_for_lateness(self) -> None:
        """Read their visits, to find the one they are late for."""
        self._begin(Errand.LATE)

    def knows_lateness(self) -> bool:
        """It is known how late they come."""
        at = self._at()
        return at.errand is Errand.LATE and at.minutes is not None

    def is_about_lateness(self) -> bool:
        """They come late, nobody knows by how much."""
        return self._at().errand is Errand.LATE

    # Late

    def ask_how_late(self) -> None:
        """Ask by how many minutes."""
        [visit] = self._meant()
        self._go_on(replace(self._at(), visit=visit))
        self._offer("ask_how_late", told.how_late(self._locale()))

    def says_how_late(self) -> bool:
        """They say by how many minutes."""
        return self._minutes() is not None

    def note_lateness(self) -> None:
        """Write down how late they come."""
        self.draft = self.session.draft
        at = self._at()
        visit = self._meant()[0] if isinstance(self.event, VisitsFound) else at.visit
        minutes = self._minutes() if at.minutes is None else at.minutes
        if visit is None or minutes is None:
            raise AssertionError("the table notes a lateness only once all of it is known")
        self._go_on(replace(at, visit=visit, minutes=minutes))
        self.effects.append(NoteLate(visit, minutes))

    def _minutes(self) -> int | None:
        return self.offer.minutes if self.offer is not None else self.said.minutes

    def is_late(self) -> bool:
        """What was written down is that they come late."""
        return isinstance(self.event, VisitNoted) and self.event.minutes is not None

    def tell_lateness(self) -> None:
        """Tell the salon; where it is more than can be waited, offer another time as well."""
        if not isinstance(self.event, VisitNoted) or self.event.minutes is None:
            return
        visit, minutes = self.event.visit, self.event.minutes
        self.effects += [
            CallHuman(),
            Say("late_told", told.about(visit) | {"minutes": Count(minutes)}),
        ]
        most = self.catalogue.policy.late_minutes
        if minutes <= most:
            self._go_back(ask=self._interrupts())
            return
        self._go_back(ask=False)
        self._offer("late_much", told.too_late(visit, self._locale()), {"minutes": Count(most)})

    # Reminders

    def will_come(self) -> bool:
        """They answer a reminder with yes."""
        if self._picked(Pick.COMING):
            return True
        visit = self._reminded()
        if visit is None or self.offer is not None or not self._says_yes():
            return False
        return not self.said.when or which.at(visit, self.said.when, self.catalogue.zone)

    def look_up_reminded(self) -> None:
        """Read the visit that a reminder is about."""
        if isinstance(self.event, ReminderSent):
            self.effects.append(LookUpReminded(self.event.booking))

    def visit_stands(self) -> bool:
        """The visit is still to come."""
        return isinstance(self.event, ReminderRead) and self.event.visit is not None

    def remind(self) -> None:
        """Remind them of the visit; what else was open stays open."""
        if not isinstance(self.event, ReminderRead) or self.event.visit is None:
            return
        visit, before = self.event.visit, self.session.offered
        self._offer("reminder", told.to_remind(visit, self._locale()), told.about(visit))
        offered = self.changes["offered"]
        self.changes["reminded"] = Reminded(visit, offered)  # type: ignore[arg-type]  # just made
        self.changes["offered"] = before

    def note_coming(self) -> None:
        """Write down that they will come."""
        self._park()
        reminded = self.session.reminded
        if reminded is not None:
            self._go_on(Visiting(errand=Errand.SHOW, visit=reminded.visit))
            self._spend(*(one.id for one in reminded.offered))
            self.effects.append(NoteComing(reminded.visit))

    def tell_coming(self) -> None:
        """Look forward to it, then go on with what was open."""
        if isinstance(self.event, VisitNoted):
            self.effects.append(Say("coming_noted", told.about(self.event.visit)))
        self._go_back(ask=self._interrupts())

    def tell_gone(self) -> None:
        """Say that the visit does not stand any more."""
        self.effects.append(Say("visit_changed"))
        self._go_back(ask=self._interrupts())
