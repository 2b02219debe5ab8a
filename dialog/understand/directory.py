"""What is known while a salon is looked for among many, what was said about it."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from booking.catalogue import Week


class About(StrEnum):
    """What the bot speaks of while a salon is looked for."""

    PLACE = "place"
    CITY = "city"
    FACET = "facet"
    DAY = "day"
    TIME = "time"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Facet:
    """Something by which the listed salons differ: `words` say that `key` shall be `value`."""

    key: str
    value: str
    words: tuple[str, ...]


_DAILY: Week = dict.fromkeys(range(7), ((8 * 60, 20 * 60),))


@dataclass(frozen=True, slots=True)
class Directory:
    """The listings' own vocabulary: what kind of business they are, how they differ.

    `names` are those that the search has found so far, `cities` those where there are any,
    `asked` what the bot asked for last. `spoken_of`: one is on offer or `chosen`, so that
    a question is about it; `finding`: cities are spoken of rather than salons. Until one is
    chosen, hours are such as most keep.
    """

    kinds: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    names: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    asked: AbstractSet[About] = frozenset()
    spoken_of: bool = False
    chosen: bool = False
    finding: bool = False
    opening: Week | None = None

    @property
    def hours(self) -> Week:
        """Give the hours by which a bare "at 5" is read."""
        return _DAILY if self.opening is None else self.opening


class Fact(StrEnum):
    """What can be asked of a salon that was found; a facet's key is asked by itself."""

    PHONE = "phone"
    ADDRESS = "address"
    RATING = "rating"
    CITY = "city"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a message says of salons: which, where, how; what it makes of the one on offer.

    `place` is a name as it is listed, else as it was written. `takes`: the one on offer, or the
    summary, will do; `declines`: not; `another`: somebody else; `finds`, `books` what shall be
    done; `later`: not now; `ends`: nothing more is wanted;
    `wonders`: something is asked. `asks` are facts, `asks_of` keys of facets.
    """

    place: str | None = None
    city: str | None = None
    facets: tuple[Facet, ...] = ()
    asks: tuple[Fact, ...] = ()
    asks_of: tuple[str, ...] = ()
    takes: bool = False
    declines: bool = False
    another: bool = False
    finds: bool = False
    visits: bool = False
    books: bool = False
    later: bool = False
    ends: bool = False
    wonders: bool = False
