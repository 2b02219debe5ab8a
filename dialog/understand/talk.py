"""How a word table names an intent, a topic, words put together."""

from dialog.understand.reading import Intent, Topic
from dialog.understand.signs import Kind, Meaning

_INTENTS = tuple(Intent)
_TOPICS = tuple(Topic)


def talk(intent: Intent) -> Meaning:
    """Make the meaning of phrases that carry the intent."""
    return Kind.TALK, _INTENTS.index(intent)


def perhaps(intent: Intent) -> Meaning:
    """Make the meaning of phrases that carry the intent alone or in a question only."""
    return Kind.TALK, _INTENTS.index(intent), (1,)


def intent_of(value: int) -> Intent:
    """Give the intent a TALK sign carries."""
    return _INTENTS[value]


def topic(about: Topic) -> Meaning:
    """Make the meaning of phrases that ask about the topic."""
    return Kind.TOPIC, _TOPICS.index(about)


def hint(about: Topic) -> Meaning:
    """Make the meaning of words that name the topic, which counts in a question only."""
    return Kind.TOPIC, _TOPICS.index(about), (1,)


def topic_of(value: int) -> Topic:
    """Give the topic a TOPIC sign carries."""
    return _TOPICS[value]


def each(heads: str, tails: str) -> str:
    """Put every head in front of every tail: both are phrases separated by ", "."""
    return ", ".join(f"{head} {tail}" for head in heads.split(", ") for tail in tails.split(", "))
