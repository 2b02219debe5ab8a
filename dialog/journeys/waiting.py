"""The waitlist: joining when nothing fits, the answer to a time that became free."""

from dataclasses import replace

from dialog import draft as drafts
from dialog import replies
from dialog.effects import DeclineOffer, JoinWaitlist, LeaveWaitlist, Say, TakeOffer
from dialog.events import OfferGone, OfferMade, OfferTaken, WaitlistJoined, WaitlistRefused
from dialog.invited import Invited
from dialog.journeys.steps import Steps
from dialog.phrases.words import (
    CustomerName,
    Plan,
    ServiceNames,
    StaffName,
    Start,
    Starts,
    TheDay,
    Until,
)
from dialog.session import Draft, Pick, State
from dialog.understand.reading import Intent

_AT_REST = frozenset({State.NEW, State.BOOKED, State.CANCELLED})


class Waiting(Steps):
    """The steps of who waits for a time to become free."""

    def takes_the_offer(self) -> bool:
        """They say yes to the time that was offered last, or tap it, however late."""
        if self.session.invited is None:
            return False
        if self.offer is not None:
            return self.offer.pick is Pick.TAKE_OFFER
        return self._offer_is_asked() and self._says_yes() and not self._changed()

    def declines_the_offer(self) -> bool:
        """They do not want the time that was offered."""
        if self.session.invited is None:
            return False
        if self.offer is not None:
            return self.offer.pick is Pick.NO_THANKS
        return self._offer_is_asked() and self.intent is Intent.NO and not self._changed()

    def leaves_the_waitlist(self) -> bool:
        """They wait no longer."""
        if self.offer is not None:
            return self.offer.pick is Pick.LEAVE_WAITLIST
        return self.intent is Intent.LEAVE_WAITLIST

    def wants_to_wait(self) -> bool:
        """They want to be told when what they wish for becomes free."""
        if self.offer is not None:
            return self.offer.pick is Pick.WAITLIST
        return self.intent is Intent.WAITLIST

    def _rests(self) -> bool:
        return self.session.state in _AT_REST

    def _offer_is_asked(self) -> bool:
        invited = self.session.invited
        return invited is not None and invited.asked == self.session.offers_made

    # Joining, leaving

    def join_waitlist(self) -> None:
        """Wait for the wish: for the very time that was lost, else for what was said of time."""
        shown = (one for one in self.session.offered if one.pick is Pick.WAITLIST)
        meant = self.offer or (None if self.said.when else next(shown, None))
        slot = meant.slot if meant is not None else None
        wish = drafts.wish(replace(self.draft, slot=slot), self.catalogue)
        self.effects.append(JoinWaitlist(wish, self.draft.readings, slot))

    def tell_joined(self) -> None:
        """Say for what they wait; a booking in the making was for that, unless time is held."""
        if not isinstance(self.event, WaitlistJoined):
            raise TypeError("a place on the waitlist is told only when the desk has given it")
        made = self.event
        args: dict[str, object] = {"services": ServiceNames(self.draft.services)}
        if made.slot is not None:
            args |= {"start": Start(made.slot), "staff": StaffName(made.slot.staff)}
            self.effects.append(Say("waitlist_joined_time", args))
        elif made.day is not None:
            self.effects.append(Say("waitlist_joined_day", args | {"day": TheDay(made.day)}))
        else:
            self.effects.append(Say("waitlist_joined", args))
        if self.session.held is None or self.session.state is State.LOST:
            self._forget()
            self.state = State.NEW
        else:
            self._repeat_question()

    def tell_not_joined(self) -> None:
        """Say that such a time cannot be waited for, go on with the open question."""
        if isinstance(self.event, WaitlistRefused):
            self.effects.append(Say("waitlist_refused"))
            self._repeat_question()

    def leave_waitlist(self) -> None:
        """Take them off the list."""
        invited = self.session.invited
        self.effects += [
            LeaveWaitlist(None if invited is None else invited.entry),
            Say("waitlist_left"),
        ]
        self.changes["invited"] = None
        self._go_on_with_what_is_open()

    # An offer

    def tell_offer(self) -> None:
        """Tell what became free, until when it is theirs; what is open stays as it is."""
        if not isinstance(self.event, OfferMade):
            raise TypeError("an offer is told only when the desk has made it")
        invited = self.event.invited
        args = _facts(invited) | {"price": invited.price, "until": Until(invited.until)}
        before = self.session.offered
        self._offer("offer_made", replies.of_waitlist(self._locale()), args)
        mine = self.changes["offered"]
        if not self._rests() and isinstance(mine, tuple):
            # The open question's choices count on, behind those of the offer.
            self.changes["offered"] = (*mine, *before)
        self.changes["invited"] = replace(invited, asked=self.session.offers_made + 1)

    def take_offer(self) -> None:
        """Book what was offered."""
        if self.session.invited is not None:
            self.effects.append(TakeOffer(self.session.invited))

    def tell_offer_taken(self) -> None:
        """Tell what is booked: only after the desk has written it."""
        if not isinstance(self.event, OfferTaken):
            raise TypeError("a taken offer is told only when the desk has booked it")
        made = self.event
        name = {"name": CustomerName()} if self.session.named else {}
        facts: dict[str, object] = {"plan": Plan(made.visits), **name}
        self.effects.append(Say("offer_taken", facts))
        self.changes.update(invited=None, booked=made.booking)
        if self._rests():
            self.changes["offered"] = ()
            self.state = State.BOOKED
        else:
            self._drop_offers_of_waitlist()
            self._repeat_question()

    def tell_offer_gone(self) -> None:
        """Tell that it is somebody else's now, with what is free instead."""
        if not isinstance(self.event, OfferGone):
            raise TypeError("an offer is gone only when the desk says so")
        gone, invited = self.event, self.session.invited
        self.changes["invited"] = None
        if invited is not None:
            self.effects.append(Say("offer_gone", {"until": Until(invited.until)}))
        if gone.waits:
            self.effects.append(Say("offer_gone_waits"))
        if not self._rests() or invited is None or not gone.slots:
            self._go_on_with_what_is_open()
            return
        first, *more = invited.services
        self.draft = Draft(
            version=self.session.draft.version + 1,
            service=first,
            more=tuple(more),
            party=len(invited.visits),
        )
        plan = replies.is_plan(self.draft)
        picks = replies.slots(gone.slots, self.catalogue, self._locale(), plan=plan)
        self._offer("offer_instead", picks, {"starts": Starts(gone.slots, plan)})
        self.changes["seen"] = tuple(one.start for one in gone.slots)
        self.state = State.TIME

    def decline_offer(self) -> None:
        """Let the next in line have it; they wait on for other times."""
        if self.session.invited is not None:
            self.effects += [DeclineOffer(self.session.invited.offer), Say("offer_declined")]
        self.changes["invited"] = None
        self._go_on_with_what_is_open()

    def _go_on_with_what_is_open(self) -> None:
        self._drop_offers_of_waitlist()
        if not self._rests():
            self._repeat_question()

    def _drop_offers_of_waitlist(self) -> None:
        ours = {Pick.TAKE_OFFER, Pick.NO_THANKS, Pick.LEAVE_WAITLIST}
        shown = tuple(one for one in self.session.offered if one.pick not in ours)
        if shown != self.session.offered:
            self.session = replace(self.session, offered=shown)
            self.changes["offered"] = shown


def _facts(invited: Invited) -> dict[str, object]:
    return {
        "start": Start(invited.slot),
        "staff": StaffName(invited.slot.staff),
        "services": ServiceNames(invited.services),
    }
