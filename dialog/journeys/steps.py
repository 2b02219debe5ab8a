"""What the steps of every journey are made of."""

from dataclasses import replace

from dialog import replies, retitling, visit_replies
from dialog.effects import CallHuman, Jot, Say
from dialog.events import Tapped, Wordless
from dialog.guards import Guards
from dialog.phrases.words import SalonName, StaffName, Until
from dialog.session import Draft, Held, Offer, State
from dialog.understand.reading import Intent

_PAST = 12
"""Choices that no longer count of which is known what they were for."""

PICTURE = "Sent a picture in the chat."
"""The note of one, for the team."""

PATIENCE = 3
"""Misunderstandings in a row after which a person is called."""


class Steps(Guards):
    """What any journey can do: ask again, offer choices, call a person."""

    def explain_old_button(self) -> None:
        """Say what the button was for, then show the current step."""
        wanted = self.event.choice if isinstance(self.event, Tapped) else ""
        old = next((one for one in self.session.past if one.id == wanted), None)
        held, before = self.session.held, self.session.before
        self.effects.append(replies.old_button(old, self.session))
        if held is None or self.state is not State.CONFIRM:
            self._repeat_question()
        elif before is not None and old is not None and replies.less(old, before, held):
            self._ask_for_plan(held, before)
        else:
            self.effects += replies.summary(held)
            self._ask_to_agree(held)

    def _ask_for_plan(self, held: Held, before: Held) -> None:
        """Ask for the yes to more than the old button was for, or for that alone."""
        yes, *_ = replies.to_agree(held, before, self.catalogue, self._locale())
        less = replies.only(before, self.catalogue, self._locale(), at=True)
        self._offer("ask_new_plan", (yes, less), replies.plan_facts(held))

    def _ask_to_agree(self, held: Held | None) -> None:
        """Ask for the yes to what is held."""
        if held is not None:
            before = self.session.before
            picks = replies.to_agree(held, before, self.catalogue, self._locale())
            self._offer("ask_confirm", picks)

    def speak_it(self) -> None:
        """Repeat the open question in the language they wish for."""
        shown = retitling.retitled(self.session.offered, self.catalogue, self._locale())
        self.session = replace(self.session, offered=shown)
        self.changes["offered"] = shown
        self._repeat_question()

    def go_on(self) -> None:
        """Repeat the open question; what was told beside it is noted anyway."""
        if self.said.note is None and self.said.for_whom is None:
            self.effects.append(Say("tell_note" if self.intent is Intent.NOTE else "noted_other"))
        self._repeat_question()

    def _whose(self) -> StaffName | SalonName:
        """Name the one stylist that is wanted, else the salon."""
        held, draft = self.session.held, self.draft
        staff = (held.slot.staff,) if held is not None else draft.staff
        return StaffName(staff[0]) if len(staff) == 1 else SalonName()

    def note_picture(self) -> None:
        """Note for the team that there is a picture: the bot itself sees none, keeps none."""
        words = self.event.text if isinstance(self.event, Wordless) else ""
        told = f"{PICTURE} {words}" if words else PICTURE
        self.effects += [Jot(told), Say("photo_noted", {"staff": self._whose()})]
        self.draft = replace(self.draft, photo=True)
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
        question = visit_replies.open_question(self.state, self.session)
        if misses > 1 and question is not None and not question.choices and self.draft.service:
            self._offer(question.phrase, replies.ways_out(self._locale()))
        else:
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
        self.changes.update(held=None, before=None, offered=(), seen=())

    def _offer(
        self, phrase: str, picks: tuple[Offer, ...], args: dict[str, object] | None = None
    ) -> None:
        """Say a phrase with choices, each bound to this very message."""
        made = self.session.offers_made + 1
        bound = tuple(replace(one, id=f"{made}.{n}") for n, one in enumerate(picks, 1))
        self.changes.update(offered=bound, offers_made=made)
        if self.session.offered and self.session.offered[0].id not in {one.id for one in bound}:
            self.changes["past"] = (*self.session.offered, *self.session.past)[:_PAST]
        self.effects.append(Say(phrase, args or {}, replies.choices(bound)))

    def _repeat_question(self) -> None:
        question = visit_replies.open_question(self.state, self.session)
        if question is not None:
            self.effects.append(question)
        else:
            self._offer("ask_service", replies.services(self.catalogue, (), self._locale()))
