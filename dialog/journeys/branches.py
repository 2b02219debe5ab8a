"""The steps to one of the salons that share an account."""

from dataclasses import replace

from dialog import branch, replies
from dialog.effects import CallHuman, Say
from dialog.events import Heard, SalonsShared, Tapped
from dialog.journeys.steps import PATIENCE, Steps
from dialog.session import Fork, Offer, Parked, Pick, State
from dialog.understand.reading import Intent, Understanding
from foundation.ids import SalonId

_STAYS = frozenset({Intent.NEVER_MIND, Intent.NO, Intent.CANCEL})


class Branches(Steps):
    """Which salon: asked once, kept by the directory; what was open goes on where it was."""

    def wants_another_branch(self) -> bool:
        """They ask for another salon of those that share the account."""
        return isinstance(self.event, SalonsShared) and self.event.again

    def goes_elsewhere(self) -> bool:
        """They choose another salon than this one."""
        fork = self.session.fork
        return fork is not None and self._branch() not in {None, fork.here}

    def stays_here(self) -> bool:
        """They choose this salon, or want no other after all."""
        fork = self.session.fork
        if fork is None:
            return False
        drops = fork.again and self.intent in _STAYS
        return drops or self._branch() == fork.here

    def answers_a_reminder(self) -> bool:
        """They take a choice of something else that is open."""
        return self.offer is not None and self.offer.pick is not Pick.BRANCH

    def ask_which_salon(self) -> None:
        """Ask which salon they want; what was open is set aside."""
        if not isinstance(self.event, SalonsShared):
            raise TypeError("only a shared account has salons to choose from")
        told, offered = self.event, self.session.offered
        back = Parked(self.session.state, offered)
        if self.session.visiting is not None or self.session.state is State.CANCELLED:
            back = self.session.parked or Parked(State.NEW)
        picks = tuple(
            Offer(branch.choice(one.salon), Pick.BRANCH, one.name) for one in told.branches
        )
        self.changes.update(
            fork=Fork(told.branches, told.here, back, again=told.again),
            offered=picks,
            offers_made=self.session.offers_made + 1,
        )
        self.effects.append(Say("which_salon", {}, replies.choices(picks)))

    def ask_which_again(self) -> None:
        """Leave what they say to the salon they choose, ask once more; then call a person."""
        # Nothing of it is this salon's to note, to answer or to remember.
        self.said, self.limits, self.named = Understanding(), (), ()
        self.draft = self.session.draft
        misses = self.session.misses + (not self.session.unseen)
        self.changes["misses"] = misses
        if misses >= PATIENCE and not self.session.waiting:
            self.effects += [CallHuman(), Say("human")]
            self.changes["waiting"] = True
        self._repeat_question()

    def leave_it_there(self) -> None:
        """Leave the conversation where it was: it goes on in the other salon's own."""
        fork = self.session.fork
        if fork is not None:
            self.said, self.limits, self.draft = Understanding(), (), self.session.draft
            self.state = fork.back.state
            self.changes.update(fork=None, offered=fork.back.offered, misses=0)

    def go_on_here(self) -> None:
        """Go on where it was, with the question that was open."""
        self.leave_it_there()
        self.session = replace(self.session, offered=self._offered_before())
        self._repeat_question()

    def _offered_before(self) -> tuple[Offer, ...]:
        fork = self.session.fork
        return fork.back.offered if fork is not None else ()

    def _branch(self) -> SalonId | None:
        """Give the salon that is chosen, whichever message showed the choice."""
        fork = self.session.fork
        wanted = self.event.choice if isinstance(self.event, Tapped) else None
        if isinstance(self.event, Heard):
            wanted = self.event.understanding.choice
        salon = branch.chosen(wanted or "")
        known = fork is not None and any(one.salon == salon for one in fork.branches)
        return salon if known else None
