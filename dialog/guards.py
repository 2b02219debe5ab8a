"""What one step knows of the conversation: the guards that the table names."""

from booking.catalogue import Catalogue
from channels.message import Kind
from dialog import draft as drafts
from dialog import languages, parties
from dialog import quest as quests
from dialog.effects import Effect, Say
from dialog.events import Arranged, Event, Heard, HoldTaken, Tapped, UsualFound, Wordless
from dialog.session import Draft, Offer, Pick, Session, State
from dialog.table.row import PASSING
from dialog.understand.reading import Intent, Understanding
from foundation.ids import ServiceId

_PICKED = {
    Pick.YES: Intent.YES,
    Pick.CHANGE: Intent.CHANGE,
    Pick.OTHER_TIMES: Intent.OTHER_TIMES,
    Pick.NEVER_MIND: Intent.NEVER_MIND,
    Pick.ASK_SALON: Intent.HUMAN,
}
_NOTHING_SAID = Understanding()


class Guards:
    """The session, with the event taken into its draft, asked yes-or-no questions."""

    def __init__(self, session: Session, event: Event, catalogue: Catalogue) -> None:
        """Take the event into the draft before any guard looks at it."""
        self.session = session
        self.event = event
        self.catalogue = catalogue
        self.state: State = session.state
        self.effects: list[Effect] = []
        self.changes: dict[str, object] = {}
        self.intent: Intent | None = None
        self.said = _NOTHING_SAID
        self.named: tuple[ServiceId, ...] = ()
        self.offer: Offer | None = None
        self.old_button = False
        self.limits: tuple[Say, ...] = ()
        self.draft: Draft = session.draft
        match event:
            case Heard(understanding):
                self._take_words(understanding)
            case Tapped(choice):
                self._take_choice(choice)
                self.old_button = self.offer is None
            case UsualFound(wants) if wants and self.state not in PASSING:
                self.draft = drafts.usually(session.draft, wants)
            case Arranged(services, slot) if self.state is State.HOLDING:
                self.draft = drafts.arranged(session.draft, services, slot)
            case _:
                pass

    def _take_words(self, said: Understanding) -> None:
        self.said, self.intent = said, said.intent
        if said.choice is not None:
            self._take_choice(said.choice)
            if self.offer is None:  # what was meant does not count any more, nor what was beside it
                self.said, self.intent = _NOTHING_SAID, None
            return
        self.changes.update(languages.heard(self.session, said))
        if self.state is State.SEEKING and self.session.quest is not None:
            named = self.catalogue.service(said.service[0]).name("en") if said.service else ""
            self.changes["quest"] = quests.heard(self.session.quest, said, named)
        self.named = drafts.services_named(said)
        merged = drafts.merge(self.session.draft, said, self.catalogue)
        before = self.session.before
        if before is not None and drafts.only_less(self.session.draft, merged, before.services):
            merged = drafts.back_to(merged, before.services, before.slot, before.party)
        self.draft, self.limits = parties.possible(merged, self.catalogue)

    def _take_choice(self, wanted: str) -> None:
        seen = () if self.session.unseen else self.session.offered
        reminded = self.session.reminded.offered if self.session.reminded is not None else ()
        self.offer = next((one for one in (*seen, *reminded) if one.id == wanted), None)
        if self.offer is not None:
            self.intent = _PICKED.get(self.offer.pick)
            self.draft = drafts.pick(self.session.draft, self.offer)

    def tapped_an_old_button(self) -> bool:
        """The choice belongs to a message whose buttons no longer count."""
        return self.old_button

    def wants_human(self) -> bool:
        """They ask for a person."""
        return self.intent is Intent.HUMAN

    def gives_up(self) -> bool:
        """They let the booking go; before it is made, "cancel" means the same."""
        begun = self.session.held is not None or self.session.draft.service is not None
        drops = self.intent is Intent.CANCEL and begun
        return self.intent is Intent.NEVER_MIND or drops

    def starts_over(self) -> bool:
        """They want to begin anew."""
        return self.intent is Intent.RESTART and not self._changed()

    def agrees(self) -> bool:
        """An explicit yes to the summary as it stands, nothing changed in the same message."""
        held, draft = self.session.held, self.session.draft
        current = held is not None and held.version == draft.version
        return current and self._says_yes() and not self._changed()

    def keeps_it(self) -> bool:
        """Asked what to change, they keep it as it is."""
        return self._says_yes() and not self._changed()

    def agrees_to_a_change(self) -> bool:
        """They agree while what they want is not what is held any more: that is asked first."""
        held, draft = self.session.held, self.session.draft
        changed = held is not None and held.version != draft.version and draft.service is not None
        return changed and self._says_yes() and not self._changed()

    def agrees_to_a_timed_change(self) -> bool:
        """The same, of a change whose time is known."""
        return self.agrees_to_a_change() and self.knows_time()

    def _says_yes(self) -> bool:
        # To a question of this very turn nobody can have said yes yet.
        # "Ok, change something" agrees to nothing: a choice says all.
        assents = self.said.assent and self.offer is None
        return (self.intent is Intent.YES or assents) and not self.session.unseen

    def sets_language_alone(self) -> bool:
        """They wish for another language, nothing else."""
        said = self.said
        beside = said.said_slots or said.asks or said.name or said.note or self.intent
        return bool(said.wants_locale) and not beside

    def leaves_a_note_alone(self) -> bool:
        """They tell the salon something, or for whom it is, nothing else."""
        tells = self.said.note is not None or self.said.for_whom is not None
        alone = self.intent in {Intent.NOTE, Intent.FOR_OTHER}
        return alone and (tells or self.intent is Intent.NOTE) and not self._changed()

    def wants_usual(self) -> bool:
        """They want what they usually have."""
        return self.intent is Intent.USUAL

    def has_usual(self) -> bool:
        """There is something that they usually have."""
        return self.draft.service is not None

    def sends_a_picture(self) -> bool:
        """They send a picture that can belong to what they are booking, or have booked."""
        wordless = isinstance(self.event, Wordless) and self.event.kind == Kind.MEDIA
        about = self.draft.service is not None or self.session.booked is not None
        return wordless and about

    def comes_back(self) -> bool:
        """They greet in the middle of a booking: it goes on where it was."""
        fresh = self.intent is Intent.GREET and not self._changed() and self.offer is None
        return fresh and self.draft.service is not None

    def comes_back_to_held(self) -> bool:
        """They greet while a time is held for them, or was until a while ago."""
        return self.comes_back() and self.session.held is not None and self.draft.slot is not None

    def adds_to_held(self) -> bool:
        """Something is to be done beside what is held, at about the same time."""
        held, draft = self.session.held, self.draft
        if held is None or draft.keep is None or draft.slot is not None:
            return False
        one = draft.party == held.party == 1
        return one and set(held.services) < set(draft.services)

    def has_room(self) -> bool:
        """There is a time at which all of it fits."""
        return self.draft.slot is not None

    def costs_the_same(self) -> bool:
        """What was taken costs what the lost time would have: agreed to by picking it."""
        held = self.session.held
        if held is None or not isinstance(self.event, HoldTaken):
            return False
        now = self.event.held
        return (now.price, now.deposit) == (held.price, held.deposit)

    def takes_the_closest(self) -> bool:
        """They picked an offered time that differs from the lost one in time or stylist only."""
        held, slot = self.session.held, self.draft.slot
        offered = self.offer is not None and slot is not None
        return offered and held is not None and drafts.same_offer(held.slot, slot or held.slot)

    def tells_only_a_name(self) -> bool:
        """They answered the question for their name."""
        return bool(self.said.name) and not self._changed() and self.session.held is not None

    def tells_a_name(self) -> bool:
        """They say what they are called, unasked or once more, and nothing else."""
        new = self.said.name_stated or not self.session.named
        return bool(self.said.name) and new and not self._changed() and self.offer is None

    def declines(self) -> bool:
        """They take nothing of what was asked about."""
        return self.intent in {Intent.NO, Intent.CHANGE} and not self._changed()

    def names_no_such_day(self) -> bool:
        """They named a day that the calendar does not have."""
        return self.said.impossible_day and self.draft.slot is None

    def needs_a_moment(self) -> bool:
        """They have to think or to ask somebody first."""
        return self.intent is Intent.WAIT and not self._changed()

    def wants_a_change(self) -> bool:
        """They do not agree, without saying what should be different."""
        return self.intent in {Intent.CHANGE, Intent.NO} and not self._changed()

    def wants_other_times(self) -> bool:
        """They ask for times beside those offered, or take none of them."""
        asks = self.intent is Intent.OTHER_TIMES
        declines = self.intent is Intent.NO and self.state in {State.TIME, State.LOST}
        return (asks or declines) and not self._changed() and self.draft.service is not None

    def only_thanks(self) -> bool:
        """They say thanks, no more."""
        return self.intent is Intent.THANKS and self.session.greeted and not self._changed()

    def is_polite(self) -> bool:
        """Thanks, a bare yes or no after the booking is made."""
        polite = {Intent.THANKS, Intent.YES, Intent.NO, Intent.WAIT}
        return self.intent in polite and not self._changed()

    def says_nothing_usable(self) -> bool:
        """Nothing in the message moves the booking on."""
        opens = self.intent in {Intent.BOOK, Intent.GREET} or bool(self.said.service)
        fresh = self.state in {State.NEW, State.BOOKED}
        said = self.said
        told = said.wants_locale or said.said_slots or said.unknown_staff or said.party
        means = bool(told) or self.offer is not None
        return not self._changed() and not means and not (fresh and opens)

    def knows_service(self) -> bool:
        """It is clear what they want done."""
        return self.draft.service is not None and not self.named

    def day_is_ambiguous(self) -> bool:
        """Their words can mean more than one day."""
        return self.draft.ambiguous and self.draft.slot is None

    def knows_time(self) -> bool:
        """One start is wanted: picked from the offers or named exactly."""
        return self._start() is not None

    def knows_name(self) -> bool:
        """The customer's name is on file."""
        return self.session.named

    def _changed(self) -> bool:
        return self.draft.version != self.session.draft.version

    def _start(self) -> int | None:
        if self.draft.slot is not None:
            return self.draft.slot.start
        if self.draft.keep is not None:
            return self.draft.keep
        return drafts.exact_start(self.draft.when, self.catalogue.zone)
