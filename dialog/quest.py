"""The search for a salon: what is wanted so far, what the bot said last, pure arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from booking.ranking import Slot
from dialog.understand.directory import About, Directory, Facet, Fact, Sought
from dialog.understand.reading import Understanding, When
from foundation.ids import SalonId, ServiceId
from foundation.money import Money


class Stage(StrEnum):
    """What is being done: a salon looked for, a visit booked, nothing at the moment."""

    NEW = "new"
    FINDING = "finding"
    BOOKING = "booking"
    RESTING = "resting"


class Doing(StrEnum):
    """What the bot does with one thing it says."""

    ASK = "ask"
    OFFER = "offer"
    SUM_UP = "sum_up"
    PROPOSE = "propose"
    TELL = "tell"
    BOOKED = "booked"
    FAILED = "failed"
    ANYTHING_ELSE = "anything_else"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the bot says: `place` for a salon, `when` for a day or a time, by `about`."""

    doing: Doing
    about: About | None = None
    place: str | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A salon that the search has found, as it lists itself, with the service that was meant.

    `names` are the service's by language, `minutes`, `price` what it takes, costs there.
    """

    salon: SalonId
    name: str
    city: str
    phone: str
    address: str
    zone: str
    rating: Decimal | None
    ratings: int
    service: ServiceId
    names: Mapping[str, str]
    minutes: int
    price: Money


@dataclass(frozen=True, slots=True)
class Quest:
    """What is wanted of which salon; `spoken` is what the bot said last.

    `asked` are the facts, `asked_of` the facets that the last message asked for. `service` is the
    service's name in English, `found` the salons that answer the search, `slot` the time there
    that is summed up.
    """

    stage: Stage = Stage.NEW
    place: str | None = None
    city: str | None = None
    facets: tuple[Facet, ...] = ()
    when: tuple[When, ...] = ()
    spoken: tuple[Act, ...] = ()
    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    known_facets: tuple[Facet, ...] = ()
    offered: str | None = None
    asked: tuple[Fact, ...] = ()
    asked_of: tuple[str, ...] = ()
    service: str = ""
    found: tuple[Place, ...] = ()
    slot: Slot | None = None

    @property
    def here(self) -> Place | None:
        """The salon that is spoken of: chosen, else on offer."""
        name = self.place or self.offered
        return next((one for one in self.found if one.name == name), None)

    def does(self, doing: Doing) -> bool:
        """Whether the bot did this with what it said last."""
        return any(act.doing is doing for act in self.spoken)

    def said(self, acts: Sequence[Act], names: Sequence[str] = ()) -> "Quest":
        """Take in what the bot says now: its last turn is the one that the next words answer."""
        places = [one.place for one in acts if one.doing is Doing.OFFER and one.place]
        spoken = replace(
            self,
            stage=_led(self, acts),
            spoken=tuple(acts),
            names=tuple(names) or self.names,
            offered=places[0] if places else self.offered,
        )
        sums = [one for one in acts if one.doing is Doing.SUM_UP]
        return _summed_up(spoken, sums)

    def directory(self) -> Directory:
        """Give the vocabulary in which the next message is read."""
        return Directory(
            kinds=self.kinds,
            facets=self.known_facets,
            names=self.names,
            asked=frozenset(
                one.about for one in self.spoken if one.doing is Doing.ASK and one.about
            ),
            spoken_of=self.place is not None or self.offered is not None,
            chosen=self.place is not None,
            finding=self.stage is Stage.FINDING and self.place is None,
        )


def _led(quest: Quest, acts: Sequence[Act]) -> Stage:
    """Give where the bot's own words lead: to the search or to a booking."""
    asked = {one.about for one in acts if one.doing is Doing.ASK}
    if asked & {About.PLACE, About.DAY, About.TIME}:
        return Stage.BOOKING
    if any(one.doing in (Doing.SUM_UP, Doing.BOOKED, Doing.FAILED) for one in acts):
        return Stage.BOOKING
    offers = any(one.doing is Doing.OFFER and one.place for one in acts)
    if quest.place is None and (offers or asked):
        return Stage.FINDING
    return quest.stage


def heard(quest: Quest, said: Understanding, service: str = "") -> Quest:
    """Take a message in: what it takes of the bot's last words first, then what it says itself.

    `service` is the one it names, by its name in English.
    """
    sought = said.sought or Sought()
    said = _meant(said, sought)
    quest = replace(quest, asked=sought.asks, asked_of=sought.asks_of)
    if _ends(quest, sought, said):
        return replace(quest, stage=Stage.RESTING)
    quest = _taken(quest, sought, said)
    another = sought.another and quest.stage is Stage.FINDING and not quest.place
    return replace(
        quest,
        place=sought.place or quest.place,
        city=sought.city or quest.city,
        facets=_with(quest.facets, sought.facets),
        service=service or quest.service,
        when=_merged(quest.when, said.when),
        stage=_stage(quest, sought, said),
        offered=None if another else quest.offered,
    )


def _meant(said: Understanding, sought: Sought) -> Understanding:
    """Leave out a day that is no wish: "that's all for today", "not right now"."""
    wants = sought.books or sought.visits or sought.place
    if sought.later and sought.declines:
        return replace(said, when=tuple(one for one in said.when if one.exact))
    timed = any(one.start is not None or one.end is not None for one in said.when)
    return replace(said, when=()) if sought.ends and not (wants or timed) else said


def _ends(quest: Quest, sought: Sought, said: Understanding) -> bool:
    """Whether they want nothing more."""
    wants = bool(said.when or sought.place or sought.city)
    if quest.does(Doing.PROPOSE):
        waits = (sought.ends or sought.later) and not (sought.takes or sought.books)
        return (sought.declines or waits) and not wants
    if quest.does(Doing.ANYTHING_ELSE):
        asks = bool(sought.asks or sought.asks_of)
        busy = sought.books or sought.visits or sought.finds or asks
        more = sought.takes and not sought.ends
        return not wants and (sought.declines or not (busy or more))
    return False


def _taken(quest: Quest, sought: Sought, said: Understanding) -> Quest:
    """Take what the bot offered or summed up, where the message goes along with it."""
    offers = [one for one in quest.spoken if one.doing is Doing.OFFER]
    if offers and not sought.declines and not sought.place:
        moment = tuple(one.when for one in offers if one.when)
        if moment and sought.takes:
            quest = replace(quest, when=_merged(quest.when, moment))
    if quest.place is None and quest.offered and _accepts(quest, sought, said):
        return replace(quest, place=quest.offered)
    return quest


def _summed_up(quest: Quest, sums: Sequence[Act]) -> Quest:
    """Let what the bot sums up stand as it says it: the next words agree to it or correct it."""
    place = next((one.place for one in sums if one.place), quest.place)
    moment = tuple(one.when for one in sums if one.when)
    return replace(quest, place=place, when=_merged(quest.when, moment))


def _accepts(quest: Quest, sought: Sought, said: Understanding) -> bool:
    """Whether the salon on offer will do."""
    if sought.another or sought.city or sought.place or sought.declines:
        return False
    if sought.facets and not sought.books:
        return False
    if sought.books or (said.when and not sought.finds):
        return True
    told = quest.does(Doing.OFFER) or quest.does(Doing.TELL)
    thanks = sought.ends and not sought.wonders
    pleased = sought.takes or thanks or (sought.visits and not sought.finds)
    return told and pleased and not (sought.asks or sought.asks_of)


def _stage(quest: Quest, sought: Sought, said: Understanding) -> Stage:
    books = sought.books or bool(said.when)
    if quest.stage in (Stage.NEW, Stage.RESTING):
        if sought.finds and not (said.when or sought.place):
            return Stage.FINDING
        wants = books or sought.visits or sought.place
        if wants:
            return Stage.BOOKING
        return Stage.FINDING if quest.stage is Stage.NEW else Stage.RESTING
    if quest.stage is Stage.FINDING:
        proposed = quest.does(Doing.PROPOSE) and not sought.declines and not sought.asks
        if proposed or (books and quest.place) or (sought.visits and quest.place):
            return Stage.BOOKING
    return quest.stage


def _with(known: tuple[Facet, ...], new: tuple[Facet, ...]) -> tuple[Facet, ...]:
    keys = {one.key for one in new}
    return (*(one for one in known if one.key not in keys), *new)


def _merged(known: tuple[When, ...], new: tuple[When, ...]) -> tuple[When, ...]:
    """Complete what is new by what was known: the day stays when only a time was said."""
    result = known
    for one in new[:1] if len(new) < 2 or _overlap(new) else new:
        result = (one.completed(result[0] if result else None),)
    return result


def _overlap(new: tuple[When, ...]) -> bool:
    """Whether several readings speak of the same thing, so that the first one counts."""
    days = sum(one.first is not None for one in new)
    times = sum(one.start is not None or one.end is not None for one in new)
    return days > 1 or times > 1
