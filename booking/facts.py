"""What a salon tells of itself in its own sentences: parking, ways to pay, access."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TOPICS = ("parking", "payment", "access")
"""What there may be a sentence about."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Sentences by topic, by language; a topic without a sentence is left out."""

    sentences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def told(self, topic: str, *languages: str) -> str | None:
        """Give the sentence in the first language that has one, else in any; None for no fact."""
        known = self.sentences.get(topic, {})
        chosen = next((one for one in languages if one in known), min(known, default=""))
        return known.get(chosen)
