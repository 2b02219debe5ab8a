"""Finding a salon: one of many is looked for, asked about, chosen, then booked at."""

from dataclasses import replace

from dialog import draft as drafts
from dialog import quest as quests
from dialog import replies
from dialog.effects import BookThere, FindSalons, LookThere, Say
from dialog.events import BookedThere, SalonsFound, TimesThere
from dialog.journeys.steps import Steps
from dialog.phrases import words
from dialog.phrases.titles import fixed
from dialog.quest import Act, Doing, Place, Quest, Stage
from dialog.session import Offer, Pick
from dialog.understand.directory import About, Fact
from dialog.understand.reading import Intent, When
from dialog.understand.seek_words import KINDS

_LEAVES = frozenset({Intent.NEVER_MIND, Intent.CANCEL, Intent.RESTART})


class Salons(Steps):
    """The steps from a place on the map to a salon's own diary."""

    @property
    def _quest(self) -> Quest:
        """The search as this message leaves it."""
        quest = self.changes.get("quest", self.session.quest)
        return quest if isinstance(quest, Quest) else Quest(kinds=KINDS)

    def wants_a_salon(self) -> bool:
        """They look for a salon, or for another one than this."""
        return self.said.sought is not None and self.offer is None

    def leaves_the_search(self) -> bool:
        """They want nothing more of it."""
        return self.intent in _LEAVES or self._quest.stage is Stage.RESTING

    def asks_of_salon(self) -> bool:
        """They ask for a fact of the salon that is spoken of."""
        asks = bool(self._quest.asked) and self.offer is None
        return asks and self._quest.here is not None

    def agrees_there(self) -> bool:
        """An explicit yes to the summary as it stands."""
        before = self.session.quest
        same = before is not None and _wish(before) == _wish(self._quest)
        taps = self.offer is not None and self.offer.pick is Pick.YES
        return same and self._quest.slot is not None and (taps or self._says_yes())

    def knows_what(self) -> bool:
        """It is clear what they want done."""
        tapped = self.offer is not None and self.offer.service is not None
        return bool(self._quest.service) or tapped

    def needs_city(self) -> bool:
        """Where is not known, has not been asked yet."""
        asked = any(one.about is About.CITY for one in self._quest.spoken)
        return self._quest.city is None and not self._quest.found and not asked

    def wants_next_salon(self) -> bool:
        """The one on offer will not do; nothing else has changed."""
        sought, quest = self.said.sought, self._quest
        if sought is None or self._searches_anew() or quest.place is not None:
            return self._picked(Pick.OTHER_TIMES)
        return bool(quest.found) and (sought.another or sought.declines)

    def needs_search(self) -> bool:
        """Nothing is found yet for what is wanted."""
        return not self._quest.found or self._searches_anew()

    def has_chosen_salon(self) -> bool:
        """A salon is chosen that the search has found."""
        return self._quest.here is not None and (
            self._quest.place is not None or self._tapped_yes()
        )

    def knows_when_there(self) -> bool:
        """Day and time are wished for."""
        return self._start_there() is not None

    def has_told_name(self) -> bool:
        """Whose name the visit will be in is known."""
        return self.session.named or self.said.name is not None

    def found_salons(self) -> bool:
        """The search has found some."""
        return isinstance(self.event, SalonsFound) and bool(self.event.places)

    def has_time_there(self) -> bool:
        """There is a time to be summed up."""
        found = isinstance(self.event, TimesThere) and self.event.slot is not None
        return found and self._quest.here is not None

    def begin_search(self) -> None:
        """Begin to look: ask for what is missing, else search."""
        draft = self.session.draft
        service = self.said.service[0] if self.said.service else draft.service
        named = self.catalogue.service(service).name("en") if service is not None else ""
        begun = Quest(stage=Stage.FINDING, kinds=KINDS)
        self._become(quests.heard(begun, self.said, named))
        self.draft = draft
        if not self.knows_what():
            self.ask_what()
        elif self.needs_city():
            self.ask_city()
        else:
            self.find_salons()

    def end_search(self) -> None:
        """Let the search be."""
        self.draft = self.session.draft
        self.changes["offered"] = ()
        self.effects.append(Say("search_left"))

    def ask_what(self) -> None:
        """Ask what they want done, with this salon's services as examples."""
        self.draft = self.session.draft
        self._offer("ask_service", replies.services(self.catalogue, (), self._locale()))

    def ask_city(self) -> None:
        """Ask where."""
        self._become(self._settled_what())
        self._say([Act(Doing.ASK, About.CITY)])
        self.effects.append(Say("ask_city"))

    def find_salons(self) -> None:
        """Search for what is wanted, where it is wanted."""
        quest = self._settled_what()
        self._become(replace(quest, found=(), place=None, offered=None, slot=None))
        self.effects.append(FindSalons(quest.service, quest.city or "", quest.place or ""))

    def offer_salon(self) -> None:
        """Offer the best of what was found."""
        if isinstance(self.event, SalonsFound):
            self._become(replace(self._quest, found=self.event.places))
            self._offer_place(self.event.places[0])

    def offer_next_salon(self) -> None:
        """Offer the next of what was found; after the last one say so."""
        before = self.session.quest
        found, here = self._quest.found, before.here if before is not None else None
        place = found.index(here) + 1 if here in found and here is not None else 0
        self._become(replace(self._quest, place=None, slot=None))
        if place < len(found):
            self._offer_place(found[place])
        else:
            self._say([Act(Doing.ASK, About.CITY)])
            self.effects += [Say("no_more_salons"), Say("ask_city")]

    def tell_no_salon(self) -> None:
        """Say that there is none, ask for another place."""
        self._say([Act(Doing.ASK, About.CITY)])
        self.effects += [Say("no_salon"), Say("ask_city")]

    def tell_of_salon(self) -> None:
        """Tell the facts that were asked for, then go on."""
        here = self._quest.here
        if here is not None:
            self.effects += [_fact(one, here) for one in self._quest.asked]
        if self._quest.slot is not None:
            self.effects.append(Say("ask_confirm", {}, replies.choices(self.session.offered)))
        else:
            self.ask_about_salon()

    def ask_about_salon(self) -> None:
        """Ask whether the salon on offer will do."""
        here = self._quest.here
        if here is None:
            self.find_salons()
        elif self._quest.place is not None:
            self._ask_when(here)
        else:
            self._ask_to_take(here)

    def ask_when_there(self) -> None:
        """Ask for day and time."""
        here = self._choose()
        if here is not None:
            self._ask_when(here)

    def ask_guest(self) -> None:
        """Ask for the first name."""
        self._choose()
        self._say([Act(Doing.ASK, About.NAME)])
        self.changes["offered"] = ()
        self.effects.append(Say("ask_name"))

    def look_there(self) -> None:
        """Look into the salon's own diary."""
        here, start = self._choose(), self._start_there()
        if here is not None and start is not None:
            self.effects.append(LookThere(here, start))

    def sum_up_there(self) -> None:
        """Sum up what can be booked there: the wished time, else the closest."""
        found, here = self.event, self._quest.here
        if not isinstance(found, TimesThere) or found.slot is None or here is None:
            raise AssertionError("the table sums up only what the diary has")
        if not found.wished:
            self.effects.append(Say("not_free_there"))
        day = drafts.local(found.slot.start, words.zone(here.zone))
        when = When(day.date(), day.date(), day.hour * 60 + day.minute, exact=True)
        self._say([Act(Doing.SUM_UP, About.TIME, when=when)])
        self._become(replace(self._quest, slot=found.slot))
        args = {**_args(here), "whole": words.WholeThere(found.slot, here.zone)}
        self.effects.append(Say("summary_there", args))
        yes = Offer("", Pick.YES, fixed("title_yes", self._locale()))
        other = Offer("", Pick.OTHER_TIMES, fixed("title_another_salon", self._locale()))
        self._offer("ask_confirm", (yes, other))

    def tell_full_there(self) -> None:
        """Say that the salon has nothing near that time, ask for another."""
        self.effects.append(Say("full_there"))
        here = self._quest.here
        if here is not None:
            self._ask_when(here)

    def book_there(self) -> None:
        """Book at the salon, on the explicit yes."""
        here, slot = self._quest.here, self._quest.slot
        if here is not None and slot is not None:
            self.effects.append(BookThere(here, slot, self.session.offers_made))

    def tell_booked_there(self) -> None:
        """Tell what is booked: only after that salon's desk has written it."""
        done = self.event
        if isinstance(done, BookedThere):
            args = {
                **_args(done.place),
                "start": words.StartThere(done.slot, done.place.zone),
                "address": words.PlaceAddress(done.place.address),
                "tel": words.PlacePhone(done.place.phone),
                "name": words.CustomerName(),
            }
            self.effects.append(Say("booked_there" if done.firm else "asked_there", args))
            self._become(replace(self._quest, stage=Stage.RESTING, slot=None))
            self.changes["offered"] = ()

    def _searches_anew(self) -> bool:
        before, now = self.session.quest or Quest(), self._quest
        elsewhere = (before.city, before.service) != (now.city, now.service)
        names = [one.name for one in now.found]
        return elsewhere or (now.place is not None and now.place not in names)

    def _start_there(self) -> int | None:
        here, when = self._quest.here, self._quest.when
        if here is None or len(when) != 1:
            return None
        return drafts.exact_start(when[0], words.zone(here.zone))

    def _tapped_yes(self) -> bool:
        return self._picked(Pick.YES) and self._quest.slot is None

    def _picked(self, pick: Pick) -> bool:
        return self.offer is not None and self.offer.pick is pick

    def _settled_what(self) -> Quest:
        quest = self._quest
        tapped = self.offer.service if self.offer is not None else None
        self.draft = self.session.draft
        if tapped is None:
            return quest
        return replace(quest, service=self.catalogue.service(tapped).name("en"))

    def _choose(self) -> Place | None:
        here = self._quest.here
        self.draft = self.session.draft
        if here is not None:
            self._become(replace(self._quest, place=here.name, stage=Stage.BOOKING))
        return here

    def _offer_place(self, place: Place) -> None:
        names = [one.name for one in self._quest.found]
        self._say([Act(Doing.OFFER, About.PLACE, place=place.name)], names)
        self.effects.append(Say("salon_found", _args(place)))
        self._ask_to_take(place)

    def _ask_to_take(self, place: Place) -> None:
        self.draft = self.session.draft
        self._say([Act(Doing.OFFER, About.PLACE, place=place.name)])
        yes = Offer("", Pick.YES, fixed("title_yes_there", self._locale()))
        other = Offer("", Pick.OTHER_TIMES, fixed("title_another_salon", self._locale()))
        self._offer("ask_salon", (yes, other))

    def _ask_when(self, place: Place) -> None:
        self.draft = self.session.draft
        self._say([Act(Doing.ASK, About.DAY), Act(Doing.ASK, About.TIME)])
        self.changes["offered"] = ()
        self.effects.append(Say("ask_when_there", _args(place)))

    def _say(self, acts: list[Act], names: list[str] | None = None) -> None:
        self._become(self._quest.said(acts, names or ()))

    def _become(self, quest: Quest) -> None:
        self.changes["quest"] = quest


def _wish(quest: Quest) -> tuple[object, ...]:
    return quest.place, quest.city, quest.service, quest.when


def _args(place: Place) -> dict[str, object]:
    return {
        "place": words.PlaceName(place.name),
        "town": words.PlaceCity(place.city),
        "service": words.ServiceThere(place.names),
        "length": words.Count(place.minutes),
        "price": place.price,
    }


def _fact(fact: Fact, place: Place) -> Say:
    """Tell one fact as the salon lists it; what it does not list its phone answers."""
    tel: dict[str, object] = {"tel": words.PlacePhone(place.phone)}
    if fact is Fact.RATING and place.rating is not None:
        rated = {"stars": words.Stars(place.rating), "count": words.Count(place.ratings)}
        return Say("rated_there", rated)
    if fact is Fact.ADDRESS and place.address:
        return Say("address_there", {"address": words.PlaceAddress(place.address)})
    if fact is Fact.CITY and place.city:
        return Say("address_there", {"address": words.PlaceCity(place.city)})
    return Say("phone_there" if fact is Fact.PHONE else "no_fact_there", tel)
