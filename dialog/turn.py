"""One step of a conversation while it happens: all journeys that the table names."""

from dataclasses import replace

from dialog import differences
from dialog.effects import Jot, Remember, Say
from dialog.events import Heard
from dialog.journeys.asking import Asking
from dialog.journeys.attending import Attending
from dialog.journeys.booking import Booking
from dialog.journeys.branches import Branches
from dialog.journeys.changing import Changing
from dialog.journeys.paying import Paying
from dialog.journeys.salons import Salons
from dialog.journeys.steps import PICTURE
from dialog.journeys.waiting import Waiting
from dialog.phrases.words import StaffNames
from dialog.session import Session, State


class Turn(Booking, Changing, Attending, Asking, Salons, Waiting, Paying, Branches):
    """A throw-away model for the machine: reads the session, gathers its next values."""

    def settled(self) -> Session:
        """Give the session after this step; greeting and name are taken care of wherever it ends.

        The bot greets once, in its first reply. A name is kept with the customer as soon as it is
        told, also beside a correction, so that it is never asked for again.
        """
        self._answer_beside()
        self._tell_limits()
        if self._changed() and self.draft.service is not None:
            self.effects[:0] = differences.dropped(self.session.draft, self.draft)
        self._take_notes()
        speaks = any(isinstance(one, Say) for one in self.effects)
        # Who greets is the salon they choose.
        if speaks and not self.session.greeted and self.state is not State.WHICH_SALON:
            self.effects.insert(0, Say("hello"))
            self.changes["greeted"] = True
        if self.said.name and (self.said.name_stated or not self.session.named):
            self.effects.insert(0, Remember(self.said.name))
            self.changes["named"] = True
        if self._changed():
            self.changes["misses"] = 0
        self._leave_visits()
        self.changes.setdefault("draft", self.draft)
        return replace(self.session, state=self.state, **self.changes)  # type: ignore[arg-type]  # the changes are fields by construction

    def _take_notes(self) -> None:
        """Keep for the team what the customer tells it, with whom the visit is for."""
        if isinstance(self.event, Heard) and self.event.picture and self.draft.service:
            self.effects[:0] = [Jot(PICTURE), Say("photo_noted", {"staff": self._whose()})]
        if self.said.note:
            self.effects[:0] = [Jot(self.said.note), Say("noted")]
        if self.said.for_whom:
            self.effects[:0] = [Jot(f"For {self.said.for_whom}"), Say("noted_other")]

    def _tell_limits(self) -> None:
        """Say first what of the message cannot be had: an unknown name, too many people."""
        limits = list(self.limits)
        if self.said.unknown_staff and not self.said.staff:
            everyone = tuple(one.id for one in self.catalogue.staff)
            limits.append(Say("no_such_stylist", {"staff": StaffNames(everyone)}))
        self.effects[:0] = limits
