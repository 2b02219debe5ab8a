"""In which language the bot answers: it sticks, until another is wished for or clearly spoken."""

from dialog.session import Session
from dialog.understand.reading import Intent, Understanding

_SHORT = frozenset({Intent.YES, Intent.NO, Intent.THANKS, Intent.GREET})


def heard(session: Session, said: Understanding) -> dict[str, object]:
    """Give what a message changes of the session's language.

    The first message sets it. Later an explicit wish does, for good; else two messages in a row
    that say something in the same other language: a short reply belongs to many languages.
    """
    if said.wants_locale:
        return {"locale": said.wants_locale, "tongue_locked": True, "tongue": ""}
    if not said.locale or said.locale == session.locale:
        return {"tongue": ""} if said.locale and session.tongue else {}
    if not session.greeted:
        return {"locale": said.locale}
    if session.tongue_locked or not _says_enough(said):
        return {}
    if said.locale == session.tongue:
        return {"locale": said.locale, "tongue": ""}
    return {"tongue": said.locale}


def _says_enough(said: Understanding) -> bool:
    return bool(said.said_slots or said.asks) and said.intent not in _SHORT
