"""Which times are offered: the wish turned into a search, widened when it has nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking import openings, ranking, reasons
from booking.calendar import epoch_minute as minute_of
from booking.catalogue import Catalogue
from booking.openings import Search
from booking.plan import Want, Wish
from booking.ranking import Slot
from dialog import draft as drafts
from dialog.effects import FindTimes
from dialog.events import TimesFound
from dialog.fitting import fitting, soonest, without_days
from dialog.scene import Scene
from dialog.understand.reading import When
from foundation.ids import StaffId

_AHEAD = timedelta(days=13)
"""How far an open wish looks: two weeks with today."""

_SOON = timedelta(days=5)
"""How far an open wish looks first: mostly that is enough, at a third of the work."""

_DAYS = 3
"""On how many days an open wish is offered times."""

_WIDER = timedelta(days=28)
"""How far beyond a wish without result the search goes on."""

_OTHER = 45
"""Minutes from which on a time counts as another one, for who asks for other times."""

_ANY_TIME = When()

Slots = Sequence[Slot]
Wishes = tuple[When, ...]


@dataclass(frozen=True, slots=True)
class Finder:
    """One search on behalf of one turn."""

    scene: Scene
    catalogue: Catalogue
    wanted: FindTimes
    now: datetime

    @property
    def staff(self) -> tuple[StaffId, ...]:
        """Give the stylists to look at: those wished for, else all who do the service."""
        able = self.catalogue.who_does(self.wanted.service)
        return self.wanted.staff or tuple(one.id for one in able)

    @property
    def today(self) -> date:
        """Give the salon's own day."""
        return self.now.astimezone(self.catalogue.zone).date()

    def wish(self, staff: tuple[StaffId, ...]) -> Wish:
        """Spell out what is wanted; done by others than those wished for, it is by anyone."""
        wanted = self.wanted
        if not wanted.wish:
            return ((Want(wanted.service, staff),),)
        return wanted.wish if staff == self.staff else anyone(wanted.wish)

    async def free(self, first: date, last: date, staff: tuple[StaffId, ...]) -> Slots:
        """Read what is free on the days, but for starts that were offered before."""
        search = Search(
            wish=self.wish(staff),
            first=max(first, self.today),
            last=last,
            now=self.now,
            holder=self.scene.talk.conversation_id,
            moving=self.wanted.moving,
        )
        calls = self.scene.open_tx or self.scene.house.database
        found = await openings.free(calls, self.catalogue, search)
        return without_days(self._others(found), self.wanted.not_days, self.catalogue.zone)

    def _others(self, found: Slots) -> Slots:
        """Leave out what was offered before, with what is hardly different from it."""
        passed = self.wanted.without
        if not passed:
            return found
        far = [one for one in found if min(abs(one.start - start) for start in passed) >= _OTHER]
        return far or [one for one in found if one.start not in passed]

    async def soonest(self, wishes: Wishes, first: date, last: date) -> tuple[Slots, Slots]:
        """Give what is free, beside what of it fits the wishes on the first days that have any."""
        for until in (min(first + _SOON, last), last):
            found = await self.free(first, until, self.staff)
            fits = fitting(found, wishes, first, until, self.catalogue.zone)
            soon = soonest(fits, _DAYS, self.catalogue.zone)
            if until == last or len(soon) < len(fits):  # later days would change nothing
                return found, soon
        raise AssertionError("the second look is the last")


def anyone(wish: Wish) -> Wish:
    """Give the same wish without its stylists."""
    return tuple(tuple(Want(one.service, (), one.addons) for one in person) for person in wish)


async def times(scene: Scene, catalogue: Catalogue, wanted: FindTimes, now: datetime) -> TimesFound:
    """Search the diary for a wish: what fits it, else what comes closest with the reason why."""
    finder = Finder(scene, catalogue, wanted, now)
    if wanted.near is not None:
        return await _near(finder, wanted.near)
    wishes = wanted.wishes or (_ANY_TIME,)
    first, last = _span(wishes, finder.today)
    if all(one.last is None for one in wishes):
        found, fits = await finder.soonest(wishes, first, last)
    else:
        found = await finder.free(first, last, finder.staff)
        fits = fitting(found, wishes, first, last, catalogue.zone)
    if fits:
        return TimesFound(tuple(ranking.spread(fits, _point(wishes, catalogue))))
    return await _beside(finder, wishes, (first, last), found)


async def _near(finder: Finder, lost: Slot) -> TimesFound:
    """Offer what is closest to a start that somebody has, or that is never offered."""
    day = drafts.local(lost.start, finder.catalogue.zone).date()
    wanted = finder.wanted
    everyone = tuple(one.id for one in finder.catalogue.who_does(wanted.service))
    staff = everyone if wanted.beside == reasons.Reason.NOT_DONE else finder.staff
    found = await finder.free(day - timedelta(days=1), day + timedelta(days=1), everyone)
    if not found:
        found = await finder.free(day, day + _WIDER, staff)
    keep = wanted.staff[0] if len(wanted.staff) == 1 else None
    slots = ranking.nearest(found, lost.start, lost.staff if keep is None else keep)
    left = any(drafts.local(one.start, finder.catalogue.zone).date() == day for one in found)
    taken = wanted.beside == reasons.Reason.TAKEN
    # Nobody at all is free that day: more than that one time is taken.
    why = str(reasons.Reason.FULL) if taken and not left else wanted.beside
    return TimesFound(tuple(slots), why, day, lost)


async def _beside(
    finder: Finder, wishes: Wishes, days: tuple[date, date], found: Slots
) -> TimesFound:
    """Say why the wish has nothing, then offer what comes next."""
    wanted, catalogue = finder.wanted, finder.catalogue
    first, last = days
    if found:
        point = _point(wishes, catalogue) or _edge(wishes[0], first, catalogue)
        slots = ranking.spread(found, point)
        return TimesFound(tuple(slots), reasons.Reason.ASKED, first)
    why = _why(finder, first, last)
    able = tuple(one.id for one in catalogue.who_does(wanted.service))
    staff = able if why == reasons.Reason.NOT_DONE else finder.staff
    until = last + _WIDER
    later = await finder.free(first, until, staff)
    hours = [replace(one, first=None, last=None) for one in wishes]
    fits = fitting(later, hours, first, until, catalogue.zone)
    slots = ranking.spread(soonest(fits or later, 1, catalogue.zone))
    return TimesFound(tuple(slots), _told(why, wanted), first)


def _why(finder: Finder, first: date, last: date) -> reasons.Reason:
    """Tell why days have nothing: of several services the first that stands in the way does."""
    now, catalogue = minute_of(finder.now), finder.catalogue
    why = reasons.Reason.FULL
    for one in finder.wish(finder.staff)[0]:
        why = reasons.of_days(catalogue, one.service, one.staff, first, last, now)
        if why is not reasons.Reason.FULL:
            break
    return why


def _told(why: reasons.Reason, wanted: FindTimes) -> str:
    # After "other times" an empty diary means that all its times were offered before.
    return "more" if wanted.without and why == reasons.Reason.FULL else str(why)


def _span(wishes: Iterable[When], today: date) -> tuple[date, date]:
    firsts = [one.first or today for one in wishes]
    lasts = [one.last or (one.first or today) + _AHEAD for one in wishes]
    return min(firsts), max(lasts)


def _point(wishes: Wishes, catalogue: Catalogue) -> int | None:
    return drafts.exact_start(wishes[0], catalogue.zone) if len(wishes) == 1 else None


def _edge(wish: When, first: date, catalogue: Catalogue) -> int | None:
    """Give the moment to stay close to when the hours asked for have nothing."""
    if wish.start is None:
        return None
    return drafts.epoch_minute(wish.first or first, wish.start, catalogue.zone)
