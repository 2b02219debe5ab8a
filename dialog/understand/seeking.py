"""What a message says of salons while one is looked for: which, where, whether it will do."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dialog.understand.directory import About, Directory, Facet, Fact, Sought
from dialog.understand.seek_signs import Said, said_in
from dialog.understand.seek_words import Seek
from dialog.understand.titled import Title, like, listed, titles
from dialog.understand.tokens import Token, tokens

_FACTS = {
    Seek.PHONE: Fact.PHONE,
    Seek.ADDRESS: Fact.ADDRESS,
    Seek.RATING: Fact.RATING,
    Seek.CITY: Fact.CITY,
}
_NEAR_BY = 3
"""Tokens between "not" and the good word that it takes back."""


@dataclass(frozen=True, slots=True)
class _Message:
    text: str
    found: Sequence[Token]
    said: Sequence[Said]
    directory: Directory
    timely: AbstractSet[int]

    def places(self, what: Seek) -> list[Said]:
        """Give where this is said."""
        return [one for one in self.said if what in one.means]

    def says(self, what: Seek) -> bool:
        """Whether this is said at all."""
        return any(what in one.means for one in self.said)


def sought_in(
    text: str,
    found: Sequence[Token],
    directory: Directory,
    timely: AbstractSet[int],
    language: str,
) -> Sought:
    """Read what is said of salons; `timely` are the tokens that say when."""
    message = _Message(text, found, said_in(found, language), directory, timely)
    place, city, named = _named(message)
    facets, of_facets = _facets(message)
    about = bool(facets) and _questions(message) and directory.spoken_of
    asks = _asks(message, named)
    no, yes = _no(message), _yes(message, named)
    finds = _finds(message)
    another = message.says(Seek.OTHER)
    return Sought(
        place=place,
        city=city,
        facets=() if about and not (finds or another) else facets,
        asks=asks,
        asks_of=tuple(dict.fromkeys(one.key for one in facets)) if about else (),
        takes=yes and not no,
        declines=no,
        another=another,
        finds=finds,
        visits=message.says(Seek.VISIT),
        books=message.says(Seek.BOOK),
        ends=message.says(Seek.DONE),
    )


def _named(message: _Message) -> tuple[str | None, str | None, AbstractSet[int]]:
    """Give the salon and the city that are named, with the tokens that name them."""
    directory, found = message.directory, message.found
    place: str | None = None
    used: set[int] = set(message.timely)
    known = listed(found, directory.names)
    if known is not None:
        place = known.text
        used |= set(range(known.lo, known.hi))
    city: str | None = None
    town = listed(found, directory.cities)
    if town is not None and town.lo not in used:
        city = town.text
        used |= set(range(town.lo, town.hi))
    for run in titles(message.text, found, _plain(message), used | _words_of(message)):
        kind = _what(message, run)
        if kind is About.CITY and city is None:
            city = run.text
        elif kind is About.PLACE and place is None:
            place = like(run.text, directory.names) or run.text
        else:
            continue
        used |= set(range(run.lo, run.hi))
    if city is None:
        lower = _lower_city(message, used)
        if lower is not None:
            city = lower.text
            used |= set(range(lower.lo, lower.hi))
    return place, city, used


def _plain(message: _Message) -> set[int]:
    return {place for one in message.said for place in range(one.lo, one.hi)}


def _words_of(message: _Message) -> set[int]:
    """Give the tokens that name a kind of business or a facet of the listings."""
    words = [*message.directory.kinds, *(w for one in message.directory.facets for w in one.words)]
    taken: set[int] = set()
    for word in words:
        wanted = [token.text for token in tokens(word)]
        for at in _occurs(message.found, wanted):
            taken |= set(range(at, at + len(wanted)))
    # A capital before or behind makes it part of a name: "Style Bar Salon".
    return {at for at in taken if not _inside_name(message, at, taken)}


def _inside_name(message: _Message, at: int, taken: AbstractSet[int]) -> bool:
    text, found = message.text, message.found
    if not text[found[at].lo].isupper():
        return False
    for near in (at - 1, at + 1):
        if near in taken or not 0 <= near < len(found):
            continue
        token = found[near]
        capital = token.word and text[token.lo].isupper()
        if capital and near not in message.timely and near not in _plain(message):
            return True
    return False


def _occurs(found: Sequence[Token], wanted: Sequence[str]) -> list[int]:
    size = len(wanted)
    return [
        at
        for at in range(len(found) - size + 1)
        if all(_same(found[at + k].text, wanted[k]) for k in range(size))
    ]


def _same(said: str, word: str) -> bool:
    return said == word or said == word + "s"


def _what(message: _Message, run: Title) -> About | None:
    """Tell a salon from a city by the word before, else by what was asked for."""
    asked = message.directory.asked
    before = _before(message, run.lo)
    if before is not None:
        if Seek.NEAR in before.means:
            return About.CITY
        if before.means & {Seek.AT, Seek.CALLED}:
            return About.PLACE
    if About.CITY in asked and About.PLACE not in asked:
        return About.CITY
    if About.PLACE in asked:
        return About.PLACE
    return About.PLACE if run.hi - run.lo > 1 else None


def _before(message: _Message, at: int) -> Said | None:
    """Give what stands before, over articles and the word for the kind of business."""
    place = at - 1
    skipped = {"the", "a", "an", ",", ":", "-", "to"}
    kinds = {token.text for kind in message.directory.kinds for token in tokens(kind)}
    while place >= 0 and (message.found[place].text in skipped | kinds):
        ahead = [one for one in message.said if one.lo <= place < one.hi]
        if ahead and ahead[0].means & {Seek.AT, Seek.NEAR, Seek.VISIT}:
            return Said(ahead[0].means | {Seek.AT}, ahead[0].lo, ahead[0].hi)
        place -= 1
    return next((one for one in message.said if one.lo <= place < one.hi), None)


def _lower_city(message: _Message, used: AbstractSet[int]) -> Title | None:
    """Read a city without a capital: behind "in", or as the answer to "where?"."""
    known = _plain(message) | used | _kind_places(message)
    starts = [one.hi for one in message.said if Seek.NEAR in one.means]
    if About.CITY in message.directory.asked:
        starts.append(0)
    for start in starts:
        at = start
        while at < len(message.found) and message.found[at].text in {"the", "a"}:
            at += 1
        end = at
        while end < len(message.found) and message.found[end].word and end not in known:
            end += 1
        if end > at:
            text = message.text[message.found[at].lo : message.found[end - 1].hi]
            return Title(text.title() if text.islower() else text, at, end)
    return None


def _kind_places(message: _Message) -> set[int]:
    return _words_of(message)


def _facets(message: _Message) -> tuple[tuple[Facet, ...], set[int]]:
    """Give the facets that are named, with their tokens."""
    named: dict[Facet, None] = {}
    places: set[int] = set()
    for facet in message.directory.facets:
        for word in facet.words:
            wanted = [token.text for token in tokens(word)]
            for at in _occurs(message.found, wanted):
                if message.timely & set(range(at, at + len(wanted))):
                    continue
                named[facet] = None
                places |= set(range(at, at + len(wanted)))
    return tuple(named), places


def _questions(message: _Message) -> bool:
    return "?" in message.text or message.says(Seek.ASKING)


def _asks(message: _Message, named: AbstractSet[int]) -> tuple[Fact, ...]:
    facts = dict.fromkeys(
        fact
        for one in message.said
        for what, fact in _FACTS.items()
        if what in one.means and one.lo not in named
    )
    return tuple(facts)


def _no(message: _Message) -> bool:
    return message.says(Seek.BAD)


def _yes(message: _Message, named: AbstractSet[int]) -> bool:
    return any(Seek.GOOD in one.means and one.lo not in named for one in message.said)


def _finds(message: _Message) -> bool:
    return message.says(Seek.FIND)
