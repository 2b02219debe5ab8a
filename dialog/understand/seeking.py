"""What a message says of salons while one is looked for: which, where, whether it will do."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache

from dialog.understand.directory import About, Directory, Facet, Fact, Sought
from dialog.understand.seek_signs import Said, said_in
from dialog.understand.seek_words import KINDS, Seek
from dialog.understand.titled import Title, Writing, like, listed
from dialog.understand.tokens import Token, tokens

_FACTS = {
    Seek.PHONE: Fact.PHONE,
    Seek.ADDRESS: Fact.ADDRESS,
    Seek.RATING: Fact.RATING,
    Seek.CITY: Fact.CITY,
}
_STOPS = frozenset(".?!\n;")
_ARTICLES = frozenset({"the", "a", "an", ",", ":", "-"})
_THIS = frozenset({"the", "this", "your", "that"})
_SHORT = 4
"""Tokens of a question without its mark: "the address please"."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Part of a message: what it says, whether it asks."""

    said: Sequence[Said]
    asks: bool
    length: int

    def says(self, *what: Seek) -> bool:
        """Whether any of this is said."""
        return any(one.means & set(what) for one in self.said)


@dataclass(slots=True)
class _Message:
    """A message while it is read: `used` are the tokens that say something else than talk."""

    text: str
    found: Sequence[Token]
    said: Sequence[Said]
    directory: Directory
    unknown: AbstractSet[int]
    used: set[int] = field(default_factory=set)

    def says(self, *what: Seek) -> bool:
        """Whether any of this is said, beside names."""
        return any(one.means & set(what) for one in self.said if one.lo not in self.used)

    def sentences(self) -> Iterator[_Sentence]:
        """Give the sentences, names left out."""
        low = 0
        for place in range(len(self.found) + 1):
            if place < len(self.found) and self.found[place].text not in _STOPS:
                continue
            within = [one for one in self.said if low <= one.lo < place and one.lo not in self.used]
            asks = place < len(self.found) and self.found[place].text == "?"
            yield _Sentence(within, asks, place - low)
            low = place + 1


def silent_in(found: Sequence[Token], directory: Directory) -> AbstractSet[int]:
    """Give the tokens that name a listed salon, so that no number of its name is a time."""
    known = listed(found, directory.names)
    return set(range(known.lo, known.hi)) if known is not None else set()


def begins(found: Sequence[Token], language: str) -> bool:
    """Whether a salon is looked for: "find a salon in Kiel", "any other salons?"."""
    named = {low for kind in KINDS for low, _ in _occurs(found, kind)}
    if not any(low and found[low - 1].text not in _THIS for low in named):
        return False
    return any(one.means & {Seek.FIND, Seek.OTHER} for one in said_in(found, language))


def sought_in(
    text: str,
    found: Sequence[Token],
    directory: Directory,
    timely: AbstractSet[int],
    unknown: AbstractSet[int],
    language: str,
) -> Sought:
    """Read what is said of salons.

    `timely` tokens say when, `unknown` ones are no words of the language.
    """
    message = _Message(text, found, said_in(found, language), directory, unknown, set(timely))
    place, city = _named(message)
    sentences = list(message.sentences())
    facets = _facets(message)
    another = any(one.says(Seek.OTHER) for one in sentences)
    finds = any(one.says(Seek.FIND) and not _asked(one) for one in sentences)
    seeks = another or finds or city is not None
    of = _asked_of(facets, message, sentences) if directory.spoken_of and not seeks else ()
    return Sought(
        place=place,
        city=city,
        facets=tuple(one for one in facets if one.key not in of),
        asks=_asks(sentences),
        asks_of=of,
        takes=_takes(sentences),
        declines=message.says(Seek.BAD),
        another=another,
        finds=message.says(Seek.FIND),
        visits=message.says(Seek.VISIT),
        books=message.says(Seek.BOOK),
        later=message.says(Seek.LATER),
        ends=message.says(Seek.DONE),
        wonders=any(one.asks for one in sentences),
    )


def _takes(sentences: Sequence[_Sentence]) -> bool:
    """Whether something is praised or agreed to; "are they good?" only asks."""
    for one in sentences:
        if one.asks and one.said and Seek.GOOD not in one.said[0].means:
            continue
        if one.says(Seek.GOOD):
            return True
    return False


def _asks(sentences: Sequence[_Sentence]) -> tuple[Fact, ...]:
    """Give the facts asked for; said in praise or of another salon they are not."""
    facts: dict[Fact, None] = {}
    for one in sentences:
        if one.says(Seek.OTHER) or (one.says(Seek.FIND) and not _asked(one)):
            continue
        wanted = one.asks or one.says(Seek.ASKING)
        if not (wanted or one.says(Seek.WANT) or one.length <= _SHORT):
            continue
        named = [fact for part in one.said for what, fact in _FACTS.items() if what in part.means]
        if wanted and one.says(Seek.WHERE) and Fact.CITY not in named and _wonders(one):
            named.append(Fact.ADDRESS)
        facts.update(dict.fromkeys(named))
    return tuple(facts)


def _wonders(sentence: _Sentence) -> bool:
    """Whether "where" asks: with a mark, at the beginning, behind "tell me"."""
    asking = [place for place, one in enumerate(sentence.said) if Seek.ASKING in one.means]
    return sentence.asks or len(asking) > 1 or asking == [0]


def _asked(sentence: _Sentence) -> bool:
    """Whether a fact is asked for by name: "find me their phone number"."""
    return sentence.says(Seek.PHONE, Seek.ADDRESS, Seek.RATING)


def _named(message: _Message) -> tuple[str | None, str | None]:
    """Give the salon and the city that are named."""
    directory = message.directory
    place, city = None, None
    known = listed(message.found, directory.names)
    if known is not None:
        place = known.text
        message.used |= set(range(known.lo, known.hi))
    town = listed(message.found, directory.cities)
    if town is not None and town.lo not in message.used:
        city = town.text
        message.used |= set(range(town.lo, town.hi))
    barred = message.used | _vocabulary(message)
    for run in Writing(message.text, message.found, _plain(message), barred).titles():
        what = _what(message, run)
        if what is About.CITY and city is None:
            city = run.text
        elif what is About.PLACE and place is None:
            place = like(run.text, directory.names) or run.text
        else:
            continue
        message.used |= set(range(run.lo, run.hi))
    if city is None and (lower := _lower_city(message)) is not None:
        city = lower.text
        message.used |= set(range(lower.lo, lower.hi))
    return place, city


def _plain(message: _Message) -> set[int]:
    return {place for one in message.said for place in range(one.lo, one.hi)}


def _vocabulary(message: _Message) -> set[int]:
    """Give the tokens that say a kind of business or a facet, outside of names."""
    directory, found = message.directory, message.found
    words = [*directory.kinds, *(word for one in directory.facets for word in one.words)]
    taken: set[int] = set()
    for word in words:
        for low, high in _occurs(found, word):
            taken |= set(range(low, high))
    return {at for at in taken if not _inside_name(message, at, taken)}


def _inside_name(message: _Message, at: int, taken: AbstractSet[int]) -> bool:
    """Whether words with a capital around make it part of a name: "Style Bar Salon"."""
    writing = Writing(message.text, message.found, frozenset(), message.used)
    if not writing.capital(at):
        return False
    for before in range(at - 1, -1, -1):
        if writing.capital(before):
            plain = writing.begins(before) and before in _plain(message)
            if before not in taken and not plain:
                return True
        elif not writing.joins(before):
            return False
    return False


def _occurs(found: Sequence[Token], word: str) -> Iterator[tuple[int, int]]:
    wanted = _words(word)
    size = len(wanted)
    for at in range(len(found) - size + 1):
        said = [token.text for token in found[at : at + size]]
        if all(one in (word, word + "s") for one, word in zip(said, wanted, strict=True)):
            yield at, at + size


@lru_cache(maxsize=1024)  # the listings' own words, asked of every message
def _words(phrase: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(phrase))


def _what(message: _Message, run: Title) -> About | None:
    """Tell a salon from a city by the word before, else by what was asked for."""
    directory, asked = message.directory, message.directory.asked
    finding = directory.finding or any(Seek.FIND in one.means for one in message.said)
    means = _before(message, run.lo)
    if Seek.NEAR in means:
        return About.CITY
    if Seek.CALLED in means:
        return About.PLACE
    if About.CITY in asked and About.PLACE not in asked:
        return About.CITY
    if About.PLACE in asked:
        return About.PLACE
    if Seek.AT in means:
        loose = finding and not means & {Seek.VISIT, Seek.BOOK}
        return About.CITY if loose else About.PLACE
    telling = set(range(run.lo, run.hi)) - _plain(message)
    return About.PLACE if len(telling) > 1 and not finding else None


def _before(message: _Message, at: int) -> AbstractSet[Seek]:
    """Give what the words before say, over articles, over the word for the kind of business."""
    kinds = {token.text for kind in message.directory.kinds for token in tokens(kind)}
    place = at - 1
    while place >= 0 and message.found[place].text in _ARTICLES | kinds:
        place -= 1
    means = next((one.means for one in message.said if one.lo <= place < one.hi), frozenset())
    of_kind = any(message.found[one].text in kinds for one in range(place + 1, at))
    return means | {Seek.AT, Seek.VISIT} if of_kind else means


def _lower_city(message: _Message) -> Title | None:
    """Read a city without a capital: behind "in", or as the answer to "where?"."""
    barred = _plain(message) | message.used | _vocabulary(message)
    starts = [one.hi for one in message.said if Seek.NEAR in one.means]
    if About.CITY in message.directory.asked:
        starts.append(0)
    for start in starts:
        end = start
        while end < len(message.found) and end in message.unknown and end not in barred:
            end += 1
        if end > start:
            text = message.text[message.found[start].lo : message.found[end - 1].hi]
            return Title(text.title() if text.islower() else text, start, end)
    return None


def _facets(message: _Message) -> tuple[Facet, ...]:
    named = {
        facet: None
        for facet in message.directory.facets
        for word in facet.words
        for low, high in _occurs(message.found, word)
        if not message.used & set(range(low, high))
    }
    return tuple(named)


def _asked_of(
    facets: Sequence[Facet], message: _Message, sentences: Sequence[_Sentence]
) -> tuple[str, ...]:
    """Give the keys of facets that are asked about: "is it unisex?"; of several values none."""
    asks = any(one.asks or one.says(Seek.ASKING) for one in sentences)
    if not (asks or message.directory.chosen):
        return ()
    keys = [one.key for one in message.directory.facets]
    return tuple(one.key for one in facets if keys.count(one.key) == 1)
