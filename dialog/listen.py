"""How unanswered messages become events: words understood, taps resolved, pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from booking.catalogue import Catalogue
from channels.inbox import Letter
from channels.message import Kind
from dialog import branch, spoken_of
from dialog import draft as drafts
from dialog.events import Blocked, Event, Heard, Tapped, Wordless
from dialog.quest import Doing
from dialog.session import Offer, Pick, Session, State
from dialog.understand.context import Asked, Context, Offered
from dialog.understand.directory import About, Directory
from dialog.understand.reading import Intent, Understanding

_ASKED = {
    State.SERVICE: Asked.SERVICE,
    State.DAY: Asked.WHICH_DAY,
    State.TIME: Asked.TIME,
    State.LOST: Asked.TIME,
    State.NAME: Asked.NAME,
    State.CONFIRM: Asked.CONFIRM,
    **spoken_of.ASKED,
}

_SAID = frozenset({Kind.TEXT, Kind.MEDIA, Kind.LOCATION})
_OF_CONSENT = frozenset({Kind.OPT_OUT, Kind.OPT_IN, Kind.HELP})


def gathered(letters: Iterable[Letter]) -> Iterator[Letter]:
    """Join words that came in a row into one message; a tap stands alone.

    People write one wish in several short messages: read together they mean what was meant. A
    picture among them does not cut it in two; it comes before the words, whose answer counts.
    That they have come here from another salon is answered only where they say nothing else.
    """
    everything = list(letters)
    others = [one for one in everything if not branch.arrives(one.choice_id)]
    for said, group in groupby(others or everything[:1], key=lambda one: one.kind in _SAID):
        run = list(group)
        words = [one for one in run if said and one.text]
        yield from (one for one in run if one not in words)
        if len(words) > 1:
            text = "\n".join(one.text for one in words)
            yield Letter(words[0].id, Kind.TEXT, text, "")
        else:
            yield from words


def event(letter: Letter, session: Session, catalogue: Catalogue, now: datetime) -> Event | None:
    """Read one message as an event; None for what asks for no answer."""
    if letter.kind is Kind.CHOICE and not branch.arrives(letter.choice_id):
        there = branch.chosen(letter.choice_id) is not None
        there = there and session.state is not State.WHICH_SALON
        return None if there else Tapped(letter.choice_id)
    if letter.kind in {Kind.START, Kind.CHOICE}:
        return Heard(Understanding(intent=Intent.GREET))
    if letter.kind is Kind.BLOCKED:
        return Blocked()
    if letter.kind is Kind.UNBLOCKED or letter.kind in _OF_CONSENT:
        return None
    if letter.kind is Kind.TEXT or (letter.kind is Kind.MEDIA and letter.text):
        return _read(letter, session, context(session, catalogue, now))
    return Wordless(letter.kind.value)


def _read(letter: Letter, session: Session, known: Context) -> Event:
    """Read words; what is under a picture may be for people alone."""
    read = spoken_of.heard(letter.text, session, known)
    picture = letter.kind is Kind.MEDIA
    if picture and not read.understood:
        return Wordless(letter.kind.value, letter.text)
    return Heard(read, picture)


def context(session: Session, catalogue: Catalogue, now: datetime) -> Context:
    """Say what the rules may know: the moment, the salon, the open question with its choices."""
    held = session.held.slot if session.held is not None else None
    # What was offered a moment ago, in the same turn, they cannot mean.
    seen = () if session.unseen else spoken_of.offered(session)
    known = Context(
        now=now.astimezone(catalogue.zone),
        catalogue=catalogue,
        asked=_asked(session),
        offered=tuple(_offered(number, one, catalogue) for number, one in enumerate(seen, 1)),
        locale=session.locale,
        wished=session.draft.readings,
        held=None if held is None else drafts.local(held.start, catalogue.zone),
        held_staff=None if held is None else held.staff,
        directory=_directory(session),
    )
    return spoken_of.context(known, session, catalogue)


def _asked(session: Session) -> Asked:
    if session.state is not State.SEEKING or session.quest is None:
        return _ASKED.get(session.state, Asked.NOTHING)
    about = {one.about for one in session.quest.spoken if one.doing is Doing.ASK}
    if About.NAME in about:
        return Asked.NAME
    return Asked.TIME if About.TIME in about else Asked.NOTHING


def _directory(session: Session) -> Directory | None:
    seeking = session.state is State.SEEKING and session.quest is not None
    return session.quest.directory() if seeking and session.quest is not None else None


def _offered(number: int, offer: Offer, catalogue: Catalogue) -> Offered:
    slot = offer.slot if offer.pick in {Pick.SLOT, Pick.VISIT} else None
    if slot is not None:
        start = drafts.local(slot.start, catalogue.zone)
        return Offered(offer.id, offer.title, number, start, slot.staff)
    day = offer.when.first if offer.pick is Pick.DAY and offer.when is not None else None
    midnight = datetime(day.year, day.month, day.day, tzinfo=catalogue.zone) if day else None
    return Offered(offer.id, offer.title, number, midnight)
