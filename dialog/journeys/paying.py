"""Deposits: asked for, paid in time or late, given up, sent back; every news is the payments'."""

from dialog import replies
from dialog.effects import CallHuman, Say, SettleDeposit
from dialog.events import (
    DepositAsked,
    DepositPaid,
    DepositRefunded,
    DepositSettled,
    DepositTooLate,
    PayLinkMade,
)
from dialog.journeys.steps import Steps
from dialog.phrases.words import Link, Plan, Start, Starts, Until
from dialog.session import Draft, Pick, State
from foundation.ids import BookingId


class Paying(Steps):
    """The steps of a visit that stands only once its deposit has come."""

    def owes_a_deposit(self) -> bool:
        """They say yes once more, or ask how, while a deposit is waited for."""
        due = self.session.due
        return due is not None and self.offer is None and self._says_yes() and not self._changed()

    def wants_money_back(self) -> bool:
        """They would rather have the money back that came too late."""
        return self.offer is not None and self.offer.pick is Pick.REFUND

    def concerns_what_is_due(self) -> bool:
        """The news are about the very visit that waits for its deposit."""
        due = self.session.due
        booking: BookingId | None = getattr(self.event, "booking", None)
        return due is not None and booking in due.bookings

    def ask_deposit(self) -> None:
        """Tell what is to be paid, until when the time is kept for it."""
        if not isinstance(self.event, DepositAsked):
            raise TypeError("a deposit is asked for only for what the desk has written")
        due = self.event.due
        self.effects.append(
            Say(
                "deposit_asked",
                {
                    "plan": Plan(due.visits),
                    "price": due.price,
                    "deposit": due.deposit,
                    "until": Until(due.until),
                },
            )
        )
        self.changes.update(due=due, booked=due.bookings[0], held=None, before=None)
        self.changes.update(seen=(), offered=())
        self.draft = Draft(version=self.draft.version + 1)

    def tell_link(self) -> None:
        """Give the page where it is paid."""
        due = self.session.due
        if isinstance(self.event, PayLinkMade) and due is not None:
            link = {"deposit": due.deposit, "link": Link(self.event.link)}
            self.effects.append(Say("pay_link", link))

    def tell_what_is_due(self) -> None:
        """Say again what is waited for."""
        due = self.session.due
        if due is not None:
            owed = {"deposit": due.deposit, "until": Until(due.until)}
            self.effects.append(Say("deposit_waits", owed))

    def settle_deposit(self) -> None:
        """Have the desk take the visit as paid, if its time can still be had."""
        if isinstance(self.event, DepositPaid) and self.session.due is not None:
            self.effects.append(SettleDeposit(self.session.due, self.event.amount))

    def tell_settled(self) -> None:
        """Tell what has come, that the visit stands, what is left to pay."""
        if not isinstance(self.event, DepositSettled):
            raise TypeError("a deposit is settled only when the desk says so")
        made = self.event
        facts: dict[str, object] = {
            "amount": made.amount,
            "plan": Plan(made.due.visits),
            "rest": made.due.rest,
        }
        self.effects.append(Say("deposit_received", facts))
        self.changes.update(due=None, owed_back=None)
        self._go_on_with_the_rest()

    def tell_too_late(self) -> None:
        """Tell that the time is gone, offer what is free; the money is theirs either way."""
        if not isinstance(self.event, DepositTooLate):
            raise TypeError("a deposit is too late only when the desk says so")
        late = self.event
        facts: dict[str, object] = {
            "amount": late.amount,
            "until": Until(late.due.until),
            "start": Start(late.due.slot),
        }
        self.effects.append(Say("deposit_too_late", facts))
        self.changes.update(due=None, booked=None, owed_back=late.amount)
        first, *more = (one.service for one in late.due.visits[0])
        self.draft = Draft(
            version=self.session.draft.version + 1,
            service=first,
            more=tuple(more),
            party=len(late.due.visits),
        )
        plan, locale = replies.is_plan(self.draft), self._locale()
        picks = (
            *replies.slots(late.slots, self.catalogue, locale, plan=plan),
            replies.refund(late.amount, locale),
        )
        if late.slots:
            self._offer("refund_or", picks, {"starts": Starts(late.slots, plan)})
        else:
            self._offer("refund_or_nothing", picks)

    def leave_refund_to_the_team(self) -> None:
        """Have a person send the money back."""
        owed = self.session.owed_back
        self.effects.append(CallHuman())
        if owed is not None:
            self.effects.append(Say("refund_asked", {"amount": owed}))
        self.changes.update(waiting=True, owed_back=None, offered=())
        self.draft = Draft(version=self.draft.version + 1)

    def tell_lapsed(self) -> None:
        """Tell that the time is no longer kept; it can be booked again."""
        due = self.session.due
        if due is None:
            return
        self.effects.append(Say("deposit_lapsed", {"start": Start(due.slot)}))
        # What was due stays known: money that comes late is still for it.
        if self.session.booked in due.bookings:
            self.changes["booked"] = None
        if self.state is State.BOOKED:
            self.state = State.NEW
        self._go_on_with_the_rest()

    def tell_refunded(self) -> None:
        """Tell that the money is on its way back."""
        if isinstance(self.event, DepositRefunded):
            self.effects.append(Say("deposit_refunded", {"amount": self.event.amount}))
            self.changes.update(due=None, owed_back=None)
            self._go_on_with_the_rest()

    def _go_on_with_the_rest(self) -> None:
        """Repeat the question of a booking that was begun meanwhile."""
        if self.state not in {State.NEW, State.BOOKED, State.CANCELLED}:
            self._repeat_question()
