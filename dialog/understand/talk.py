"""How a word table names an intent."""

from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Meaning

_INTENTS = tuple(Intent)


def talk(intent: Intent) -> Meaning:
    """Make the meaning of phrases that carry the intent."""
    return Kind.TALK, _INTENTS.index(intent)


def intent_of(value: int) -> Intent:
    """Give the intent a TALK sign carries."""
    return _INTENTS[value]
