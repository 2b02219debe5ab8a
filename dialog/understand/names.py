"""The salon's own words: which services, which stylists a message names."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from booking.catalogue import Catalogue
from dialog.understand.languages import LEXICONS
from dialog.understand.lexicon import spellings
from dialog.understand.spelling import Spelling, spelled_like
from dialog.understand.tokens import Token
from foundation.ids import SalonId, ServiceId, StaffId

_KEPT = 256
"""Salons whose words one process keeps compiled."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Services or stylists named by tokens; several ids are readings of one name.

    `literal`: spelled as the catalogue spells it.
    """

    services: tuple[ServiceId, ...]
    staff: tuple[StaffId, ...]
    lo: int
    hi: int
    confidence: float
    literal: bool


@dataclass(slots=True)
class _Entry:
    services: dict[ServiceId, None] = field(default_factory=dict)
    staff: dict[StaffId, None] = field(default_factory=dict)


@dataclass(slots=True)
class Names:
    """A catalogue compiled: full names by first word, telling words of longer names.

    `tongues` holds the words that only the names in one language have, by that language.
    """

    full: Mapping[str, Sequence[tuple[tuple[str, ...], _Entry]]]
    parts: Mapping[str, _Entry]
    service_words: Mapping[ServiceId, frozenset[str]]
    spelling: Spelling
    tongues: Mapping[str, AbstractSet[str]]

    def find(self, found: Sequence[Token], unknown: frozenset[int]) -> list[Mention]:
        """Name what the tokens name; only `unknown` ones may be misspelt."""
        words, places, sure = self._spelled(found, unknown)
        mentions: list[Mention] = []
        at = 0
        while at < len(words):
            entry, length = self._at(words, at)
            if entry is None:
                at += 1
                continue
            low, high = places[at][0], places[at + length - 1][1]
            trust = min(sure[at : at + length])
            mentions.append(self._mention(entry, words, low, high, trust))
            at += length
        return mentions

    def _spelled(
        self, found: Sequence[Token], unknown: frozenset[int]
    ) -> tuple[list[str], list[tuple[int, int]], list[float]]:
        """Give the words as the catalogue spells them, their tokens, how sure each is."""
        words: list[str] = []
        places: list[tuple[int, int]] = []
        sure: list[float] = []
        for place, token in enumerate(found):
            if token.text == "-":
                continue
            text, trust = token.text, 1.0
            if place in unknown and not self.spelling.knows(text):
                text, trust = self.spelling.nearest(
                    text, after=found[place - 1].text if place else ""
                )
            if words and self.spelling.knows(words[-1] + text) and text not in self.full:
                words[-1] += text  # "hair cut"
                places[-1] = (places[-1][0], place + 1)
                continue
            words.append(text)
            places.append((place, place + 1))
            sure.append(trust)
        return words, places, sure

    def _at(self, words: Sequence[str], at: int) -> tuple[_Entry | None, int]:
        for rest, entry in self.full.get(words[at], ()):
            if tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                return entry, 1 + len(rest)
        return self.parts.get(words[at]), 1

    def _mention(
        self, entry: _Entry, words: Sequence[str], low: int, high: int, trust: float
    ) -> Mention:
        services = tuple(entry.services)
        if len(services) > 1:
            services = self._closest(services, frozenset(words))
        shared = len(services) + len(entry.staff) > 1
        sure = trust * (0.5 if shared else 1.0)
        return Mention(services, tuple(entry.staff), low, high, sure, literal=trust >= 1.0)

    def _closest(
        self, services: tuple[ServiceId, ...], words: frozenset[str]
    ) -> tuple[ServiceId, ...]:
        """Keep the services that share most words with the whole message: "haircut for men"."""
        shared = {one: len(self.service_words[one] & words) for one in services}
        best = max(shared.values())
        return tuple(one for one in services if shared[one] == best)


_compiled: OrderedDict[tuple[SalonId, int], Names] = OrderedDict()


def names_of(catalogue: Catalogue) -> Names:
    """Compile the catalogue's words, once per revision."""
    key = (catalogue.salon_id, catalogue.revision)
    known = _compiled.get(key)
    if known is None:
        known = _compiled[key] = _compile(catalogue)
        while len(_compiled) > _KEPT:
            _compiled.popitem(last=False)
    return known


def _compile(catalogue: Catalogue) -> Names:
    draft = _Draft()
    for service in catalogue.services:
        for phrase in (*service.names.values(), service.key.replace("_", " "), *service.aliases):
            for words in spellings(phrase):
                draft.add_service(service.id, words)
    for stylist in catalogue.staff:
        for phrase in (stylist.name, *stylist.aliases):
            for words in spellings(phrase):
                draft.add_stylist(stylist.id, words)
    return draft.names(_tongues(catalogue))


@dataclass(slots=True)
class _Draft:
    """The tables of a catalogue while they are filled."""

    full: dict[tuple[str, ...], _Entry] = field(default_factory=dict)
    parts: dict[str, _Entry] = field(default_factory=dict)
    service_words: dict[ServiceId, set[str]] = field(default_factory=dict)

    def add_service(self, service: ServiceId, words: tuple[str, ...]) -> None:
        for entry in _entries(words, self.full, self.parts):
            entry.services[service] = None
        self.service_words.setdefault(service, set()).update(words)

    def add_stylist(self, stylist: StaffId, words: tuple[str, ...]) -> None:
        for entry in _entries(words, self.full, self.parts):
            entry.staff[stylist] = None

    def names(self, tongues: Mapping[str, AbstractSet[str]]) -> Names:
        single = {words[0]: entry for words, entry in self.full.items() if len(words) == 1}
        return Names(
            _by_first_word(self.full),
            {word: entry for word, entry in self.parts.items() if word not in single},
            {one: frozenset(words) for one, words in self.service_words.items()},
            spelled_like(
                {*single, *self.parts}, [word for word, entry in single.items() if entry.staff]
            ),
            tongues,
        )


def _tongues(catalogue: Catalogue) -> dict[str, AbstractSet[str]]:
    """Give the words that tell a language: "Haarschnitt" is German, "Balayage" is either."""
    words: dict[str, set[str]] = {}
    for service in catalogue.services:
        for language, name in service.names.items():
            own = words.setdefault(language, set())
            own.update(word for row in spellings(name) for word in row if word.isalpha())
    return {
        language: own.difference(*(words[other] for other in words if other != language))
        for language, own in words.items()
    }


def _entries(
    words: tuple[str, ...], full: dict[tuple[str, ...], _Entry], parts: dict[str, _Entry]
) -> Iterable[_Entry]:
    """Give the places where a name is entered: whole, written as one, by its telling words."""
    words = tuple(word for word in words if word != "-")
    if not words:
        return
    yield full.setdefault(words, _Entry())
    if len(words) == 1:
        return
    yield full.setdefault(("".join(words),), _Entry())
    for word in words:
        if len(word) > 2 and word.isalpha() and not _everyday(word):
            yield parts.setdefault(word, _Entry())


def _everyday(word: str) -> bool:
    return any(word in lexicon.known for lexicon in LEXICONS.values())


def _by_first_word(
    full: Mapping[tuple[str, ...], _Entry],
) -> dict[str, list[tuple[tuple[str, ...], _Entry]]]:
    rows: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
    for words in sorted(full, key=len, reverse=True):
        rows.setdefault(words[0], []).append((words[1:], full[words]))
    return rows
