"""Which times are offered: the wish turned into a search, widened when it has nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking import ranking, reasons, views
from booking.calendar import epoch_minute as minute_of
from booking.catalogue import Catalogue
from booking.ranking import Slot
from booking.views import Search
from dialog import draft as drafts
from dialog.effects import FindTimes
from dialog.events import TimesFound
from dialog.scene import Scene
from dialog.understand.reading import When
from foundation.ids import StaffId

_AHEAD = timedelta(days=13)
"""How far an open wish looks: two weeks with today."""

_WIDER = timedelta(days=28)
"""How far beyond a wish without result the search goes on."""

_ANY_TIME = When()


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

    async def free(self, first: date, last: date, staff: tuple[StaffId, ...]) -> list[Slot]:
        """Read what is free on the days, but for starts that were offered before."""
        search = Search(
            service_id=self.wanted.service,
            staff_ids=staff,
            first=max(first, self.today),
            last=last,
            now=self.now,
            holder=self.scene.talk.conversation_id,
        )
        passed = set(self.wanted.without)
        if self.scene.open_tx is not None:
            found = await views.free(self.scene.open_tx, self.catalogue, search)
        else:
            async with self.scene.house.database.hot.connection() as connection:
                found = await views.free_fast(connection, self.catalogue, search)
        skipped = set(self.wanted.not_days)
        return [
            one
            for one in found
            if one.start not in passed
            and (not skipped or drafts.local(one.start, self.catalogue.zone).date() not in skipped)
        ]


async def times(scene: Scene, catalogue: Catalogue, wanted: FindTimes, now: datetime) -> TimesFound:
    """Search the diary for a wish: what fits it, else what comes closest with the reason why."""
    finder = Finder(scene, catalogue, wanted, now)
    if wanted.near is not None:
        return await _near(finder, wanted.near)
    wishes = wanted.wishes or (_ANY_TIME,)
    first, last = _span(wishes, finder.today)
    found = await finder.free(first, last, finder.staff)
    fitting = [one for one in found if _fits(one, wishes, catalogue)]
    if fitting:
        if all(one.last is None for one in wishes):
            fitting = _soonest(fitting, catalogue, days=3)
        return TimesFound(tuple(ranking.spread(fitting, _point(wishes, catalogue))))
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
    return TimesFound(tuple(slots), wanted.beside, day, lost)


async def _beside(
    finder: Finder, wishes: tuple[When, ...], days: tuple[date, date], found: list[Slot]
) -> TimesFound:
    """Say why the wish has nothing, then offer what comes next."""
    wanted, catalogue = finder.wanted, finder.catalogue
    first, last = days
    if found:
        point = _point(wishes, catalogue) or _edge(wishes[0], first, catalogue)
        slots = ranking.spread(found, point)
        return TimesFound(tuple(slots), reasons.Reason.ASKED, first)
    why = reasons.of_days(
        catalogue, wanted.service, finder.staff, first, last, minute_of(finder.now)
    )
    able = tuple(one.id for one in catalogue.who_does(wanted.service))
    staff = able if why == reasons.Reason.NOT_DONE else finder.staff
    later = await finder.free(first, last + _WIDER, staff)
    hours = [replace(one, first=None, last=None) for one in wishes]
    fitting = [one for one in later if _fits(one, hours, catalogue)]
    slots = ranking.spread(_soonest(fitting or later, catalogue))
    return TimesFound(tuple(slots), _told(why, wanted), first)


def _told(why: reasons.Reason, wanted: FindTimes) -> str:
    # After "other times" an empty diary means that all its times were offered before.
    return "more" if wanted.without and why == reasons.Reason.FULL else str(why)


def _span(wishes: Iterable[When], today: date) -> tuple[date, date]:
    firsts = [one.first or today for one in wishes]
    lasts = [one.last or (one.first or today) + _AHEAD for one in wishes]
    return min(firsts), max(lasts)


def _fits(slot: Slot, wishes: Iterable[When], catalogue: Catalogue) -> bool:
    start = drafts.local(slot.start, catalogue.zone)
    day, minute = start.date(), start.hour * 60 + start.minute
    return any(
        (one.first is None or one.first <= day)
        and (one.last is None or day <= one.last)
        and (minute == one.start if one.exact else _within(minute, one))
        for one in wishes
    )


def _within(minute: int, wish: When) -> bool:
    after = wish.start is None or minute >= wish.start
    return after and (wish.end is None or minute < wish.end)


def _point(wishes: tuple[When, ...], catalogue: Catalogue) -> int | None:
    return drafts.exact_start(wishes[0], catalogue.zone) if len(wishes) == 1 else None


def _edge(wish: When, first: date, catalogue: Catalogue) -> int | None:
    """Give the moment to stay close to when the hours asked for have nothing."""
    if wish.start is None:
        return None
    return drafts.epoch_minute(wish.first or first, wish.start, catalogue.zone)


def _soonest(slots: list[Slot], catalogue: Catalogue, days: int = 1) -> list[Slot]:
    """Keep the first days that have anything, so that a spread does not wander through weeks."""
    dated = [(drafts.local(one.start, catalogue.zone).date(), one) for one in slots]
    kept = list(dict.fromkeys(day for day, _ in dated))[:days]
    return [one for day, one in dated if day in kept]
