"""Which of a turn's messages choose a salon, which wait for the one that is chosen, pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking.catalogue import Catalogue
from channels.inbox import Letter
from channels.message import Kind
from dialog import branch, consent, listen
from dialog.events import Heard
from dialog.session import Session, State
from dialog.table.branches import RESTING
from dialog.understand.hear import understand
from dialog.understand.reading import Intent, Understanding
from foundation.ids import InboxId, SalonId

_MOST = 20
"""Messages that wait for a choice; who writes more than that is not waiting for one."""

_LAW = consent.KINDS | {Kind.BLOCKED, Kind.UNBLOCKED}
"""Words about messages themselves: they are this conversation's, whatever is chosen."""

_SPOKEN = frozenset({Kind.TEXT, Kind.MEDIA})
_NO_MORE = frozenset({
    None, Intent.YES, Intent.NO, Intent.GREET, Intent.THANKS, Intent.BOOK, Intent.CHANGE,
    Intent.WAIT,
})  # fmt: skip
"""What is said along with a choice and needs no answer of its own."""


@dataclass(frozen=True, slots=True)
class Way:
    """The salon that a message chooses; `more`: it says something to that salon, too."""

    salon: SalonId
    letter: Letter
    more: bool = False


def movable(letters: Sequence[Letter]) -> list[Letter]:
    """Give the messages that a chosen salon can answer."""
    return [one for one in letters if one.kind not in _LAW and not branch.arrives(one.choice_id)]


def asks_again(letters: Sequence[Letter], session: Session, here: SalonId) -> bool:
    """Tell whether another salon of the account is wanted than the one spoken with."""
    if session.state in {State.WHICH_SALON, State.SEEKING}:
        return False
    return any(_leaves(one, here) for one in letters)


def _leaves(letter: Letter, here: SalonId) -> bool:
    if letter.kind is Kind.CHOICE:
        return not branch.arrives(letter.choice_id) and branch.chosen(letter.choice_id) not in {
            None, here,
        }  # fmt: skip
    return letter.kind in _SPOKEN and branch.wants_another(letter.text)


def rests(letters: Sequence[Letter], session: Session) -> bool:
    """Tell whether who never chose can be asked now: no question is open, none is answered."""
    reminded = session.reminded
    if session.state not in RESTING or (reminded is not None and reminded.fresh):
        return False
    live = {one.id for one in (*session.offered, *(reminded.offered if reminded else ()))}
    return not any(one.choice_id in live for one in letters if one.choice_id)


def way(
    letters: Sequence[Letter], session: Session, catalogue: Catalogue, now: datetime
) -> Way | None:
    """Find the last message that chooses a salon, once that is the question."""
    fork = session.fork
    if session.state is not State.WHICH_SALON or fork is None:
        return None
    for letter in reversed(letters):
        if letter.kind is Kind.CHOICE:
            salon = branch.chosen(letter.choice_id)
            if any(one.salon == salon for one in fork.branches) and salon is not None:
                return Way(salon, letter)
        elif letter.kind in _SPOKEN and letter.text:
            found = _way(letter, session, catalogue, now)
            if found is not None:
                return found
    return None


def _way(letter: Letter, session: Session, catalogue: Catalogue, now: datetime) -> Way | None:
    fork = session.fork
    read = listen.event(letter, session, catalogue, now)
    picked = branch.chosen(_said(read).choice or "")
    if picked is not None:
        return Way(picked, letter)
    found = branch.named(letter.text, fork.branches if fork is not None else ())
    if found is None:
        return None
    free = replace(session, state=State.NEW, offered=())
    rest = understand(found.rest, listen.context(free, catalogue, now))
    return Way(found.branch.salon, letter, more=_says_more(rest) and not _asks(letter))


def _said(event: object) -> Understanding:
    return event.understanding if isinstance(event, Heard) else Understanding()


def _says_more(rest: Understanding) -> bool:
    beside = rest.asks or rest.note or rest.for_whom or rest.minutes or rest.party
    return bool(rest.said_slots or beside or rest.name_stated) or rest.intent not in _NO_MORE


def ordered(
    letters: Sequence[Letter], session: Session, catalogue: Catalogue, now: datetime
) -> list[Letter]:
    """Put a choice before what was said before it; what another salon shall answer is left out."""
    found = way(letters, session, catalogue, now)
    if found is None or session.fork is None:
        return list(letters)
    law = [one for one in letters if one.kind in _LAW]
    choice = replace(found.letter, kind=Kind.CHOICE, text="", choice_id=branch.choice(found.salon))
    if found.salon != session.fork.here:
        return [*law, choice]
    return [*law, choice, *left(letters, found)]


def left(letters: Sequence[Letter], found: Way | None) -> list[Letter]:
    """Give what the chosen salon shall answer: all but the choice, the words that asked for it."""
    only = {one.id for one in letters if one.kind is Kind.CHOICE and branch.chosen(one.choice_id)}
    if found is not None and not found.more:
        only.add(found.letter.id)
    return [one for one in movable(letters) if one.id not in only and not _asks(one)]


def _asks(letter: Letter) -> bool:
    return letter.kind in _SPOKEN and branch.wants_another(letter.text)


def keeping(
    session: Session, letters: Sequence[Letter], catalogue: Catalogue, now: datetime
) -> Session:
    """Note which messages wait for the choice that is still open."""
    fork = session.fork
    if session.state is not State.WHICH_SALON or fork is None or session.taken is not None:
        return session
    waiting = [one.id for one in left(letters, None) if not _is_ours(one, session, catalogue, now)]
    kept: tuple[InboxId, ...] = tuple(dict.fromkeys((*fork.kept, *waiting)))[-_MOST:]
    return session if kept == fork.kept else replace(session, fork=replace(fork, kept=kept))


def _is_ours(letter: Letter, session: Session, catalogue: Catalogue, now: datetime) -> bool:
    """Whether it was meant for whoever reads: the wish for a person, for a language."""
    if letter.kind is Kind.CHOICE:
        return True
    said = _said(listen.event(letter, session, catalogue, now))
    beside = said.said_slots or said.asks or said.note
    return said.intent is Intent.HUMAN or bool(said.wants_locale and not said.intent and not beside)
