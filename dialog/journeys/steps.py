"""What the steps of every journey are made of."""

from dataclasses import replace

from dialog import replies
from dialog.effects import (
    CallHuman,
    Say,
)
from dialog.guards import Guards
from dialog.phrases.words import Until
from dialog.session import Draft, Offer, State
from dialog.understand.reading import Intent

PATIENCE = 3
"""Misunderstandings in a row after which a person is called."""


class Steps(Guards):
    """What any journey can do: ask again, offer choices, call a person."""

    def explain_old_button(self) -> None:
        """Say that the button is from before, then show the current step."""
        self.effects.append(Say("old_button"))
        self._repeat_question()

    def call_human(self) -> None:
        """Mark the conversation, give the phone, go on with the open question."""
        self.effects += [CallHuman(), Say("human")]
        self.changes["waiting"] = True
        self._repeat_question()

    def ask_again(self) -> None:
        """Repeat the open question; after some misunderstandings in a row call a person."""
        misses = self.session.misses + 1
        self.changes["misses"] = misses
        if self.intent not in {Intent.GREET, Intent.THANKS, Intent.YES, Intent.NO}:
            self.effects.append(Say("not_understood"))
        if misses >= PATIENCE and not self.session.waiting:
            self.effects += [CallHuman(), Say("human")]
            self.changes["waiting"] = True
        self._repeat_question()

    def ask_for_words(self) -> None:
        """Say that only text can be read, then repeat the open question."""
        self.effects.append(Say("only_words"))
        self._repeat_question()

    def wait(self) -> None:
        """Leave them time; say how long a held time stays theirs."""
        held = self.session.held
        if held is not None and self.state is not State.BOOKED:
            self.effects.append(Say("take_your_time_held", {"until": Until(held.until)}))
        else:
            self.effects.append(Say("take_your_time"))

    def _locale(self) -> str:
        return str(self.changes.get("locale", self.session.locale))

    def _forget(self) -> None:
        self.draft = Draft(version=self.session.draft.version + 1)
        self.changes.update(held=None, offered=(), seen=())

    def _offer(
        self, phrase: str, picks: tuple[Offer, ...], args: dict[str, object] | None = None
    ) -> None:
        """Say a phrase with choices, each bound to this very message."""
        made = self.session.offers_made + 1
        bound = tuple(replace(one, id=f"{made}.{n}") for n, one in enumerate(picks, 1))
        self.changes.update(offered=bound, offers_made=made)
        self.effects.append(Say(phrase, args or {}, replies.choices(bound)))

    def _repeat_question(self) -> None:
        question = replies.open_question(self.state, self.session)
        if question is not None:
            self.effects.append(question)
        else:
            self._offer("ask_service", replies.services(self.catalogue, (), self._locale()))
