from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, product
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from booking import board, plans
from booking.calendar import moment
from booking.catalogue import Catalogue, Resource, Service, Stylist, Week
from booking.plan import Visit, Want, Wish
from booking.ranking import Slot
from foundation.errors import Refused
from foundation.ids import ResourceId, SalonId, ServiceId, StaffId
from foundation.money import Money
from tests.booking.oracle import Dice, Span, walls_of

Busy = Mapping[UUID, Sequence[Span]]
PLACES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 11, 27)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Asia/Kathmandu", date(2026, 6, 1)),
    ("Africa/Cairo", date(2026, 4, 24)),
]
Minute = tuple[UUID, int]
EURO = Money(0, "EUR")


def named(number: int) -> UUID:
    return UUID(int=number)


def week(dice: Dice, percent: int = 85) -> Week:
    found: dict[int, tuple[Span, ...]] = {}
    for day in range(7):
        if dice.chance(percent):
            opens = dice.between(0, 40) * 15
            later = opens + dice.between(8, 24) * 15
            found[day] = ((opens, later),)
            if dice.chance(30):
                found[day] += ((later + 30, later + dice.between(10, 40) * 15),)
    return found


def service(dice: Dice, number: int) -> Service:
    minutes = dice.of([20, 45, 60, 120])
    return Service(
        ServiceId(named(100 + number)),
        f"service {number}",
        {},
        (),
        minutes,
        EURO,
        work=((0, 10), (minutes - 5, minutes)) if dice.chance(30) else (),
        before=dice.of([0, 0, 5]),
        after=dice.of([0, 0, 10]),
        needs=dice.of([(), (), (), ("room",), ("room", "room")]),
        hours=week(dice) if dice.chance(10) else None,
        grid=dice.of([None, None, 20]),
    )


def stylist(dice: Dice, number: int, services: Sequence[Service], days: Sequence[date]) -> Stylist:
    does = frozenset(one.id for one in services if dice.chance(90))
    return Stylist(
        StaffId(named(200 + number)),
        f"stylist {number}",
        (),
        does,
        week(dice),
        breaks=dict.fromkeys(range(7), ((600, 645),)) if dice.chance(40) else {},
        days={dice.of(days): dice.of([(), ((480, 720),)])} if dice.chance(25) else {},
        minutes={one: dice.of([15, 50, 130]) for one in does if dice.chance(20)},
    )


def salon(dice: Dice) -> tuple[Catalogue, date]:
    zone, day = dice.of(PLACES)
    days = [day, day + timedelta(days=1)]
    services = [service(dice, number) for number in range(3)]
    addon = Service(ServiceId(named(150)), "addon", {}, (), dice.of([10, 25]), EURO)
    catalogue = Catalogue(
        SalonId(named(1)), "salon", "Salon", ZoneInfo(zone), "EUR", "en", "", "",
        opening=week(dice, 95) if dice.chance(40) else dict.fromkeys(range(7), ((0, 1440),)),
        services=tuple(services),
        staff=tuple(stylist(dice, number, services, days) for number in range(3)),
        grid=dice.of([10, 15, 30]),
        revision=1,
        days={dice.of(days): dice.of([(), ((540, 900),)])} if dice.chance(20) else {},
        addons=(addon,),
        resources=tuple(
            Resource(ResourceId(named(300 + number)), "room", "") for number in range(2)
        ),
        notice=dice.of([0, 0, 90]),
        horizon=dice.of([1, 2, 30]),
    )  # fmt: skip
    return catalogue, day


def wish(dice: Dice, catalogue: Catalogue) -> Wish:
    def want() -> Want:
        staff = [one.id for one in catalogue.staff if dice.chance(50)] if dice.chance(30) else []
        addons = (catalogue.addons[0].id,) if dice.chance(20) else ()
        return Want(dice.of(catalogue.services).id, tuple(reversed(staff)), addons)

    persons = range(dice.of([1, 1, 2]))
    return tuple(tuple(want() for _ in range(dice.of([1, 1, 2]))) for _ in persons)


def diary(dice: Dice, catalogue: Catalogue, day: date) -> dict[UUID, list[Span]]:
    zero = walls_of(catalogue.zone.key, day - timedelta(days=1), 4).day(day)[0]
    busy: dict[UUID, list[Span]] = {}
    chairs = [one.id for one in catalogue.staff] + [one.id for one in catalogue.resources]
    for chair in chairs:
        for _ in range(dice.below(3)):
            start = zero + dice.between(-20, 150) * 10
            busy.setdefault(chair, []).append((start, start + dice.of([30, 60, 200])))
    return {chair: sorted(spans) for chair, spans in busy.items()}


class Way(NamedTuple):
    """How one person could be served: by whom, until when, each minute of each chair."""

    staff: tuple[StaffId, ...]
    end: int
    chairs: frozenset[Minute]


class Slowly:
    """Whether a wish can begin at a minute, by trying every choice minute by minute."""

    def __init__(self, catalogue: Catalogue, day: date, busy: Busy, now: int) -> None:
        self.catalogue, self.now = catalogue, now
        self.walls = walls_of(catalogue.zone.key, day - timedelta(days=1), 4)
        self.days = [day + timedelta(days=more) for more in range(-1, 3)]
        self.taken = {
            chair: {minute for span in spans for minute in range(*span)}
            for chair, spans in busy.items()
        }
        self.opened = self._minutes(catalogue.opening, catalogue.days)
        # Whole hours of work, with the pauses beside them.
        self.hours = {
            one.id: (
                self._spans(one.week, one.days),
                self._minutes(one.breaks, dict.fromkeys(one.days, ())),
            )
            for one in catalogue.staff
        }

    def _spans(self, week: Week, days: Mapping[date, Sequence[Span]]) -> list[Span]:
        each = [(one, days.get(one, week.get(one.weekday(), ()))) for one in self.days]
        return [span for day, hours in each for span in self.walls.spans(day, hours)]

    def _minutes(self, week: Week, days: Mapping[date, Sequence[Span]]) -> set[int]:
        return {minute for span in self._spans(week, days) for minute in range(*span)}

    def starts(self, wish: Wish, first: date) -> list[int]:
        begin, end = self.walls.day(first)
        return [one for one in range(begin, end) if self.can(wish, one)]

    def can(self, wish: Wish, start: int) -> bool:
        return self.allowed(wish, start) and any(True for _ in self.ways(wish, start))

    def allowed(self, wish: Wish, start: int) -> bool:
        catalogue = self.catalogue
        grids = [catalogue.service(each[0].service).grid or catalogue.grid for each in wish]
        today = moment(self.now, catalogue.zone).date()
        latest = today + timedelta(days=catalogue.horizon)
        return (
            start >= self.now + catalogue.notice
            and moment(start, catalogue.zone).date() <= latest
            and all(self.walls.on_grid(start, grid) for grid in grids)
        )

    def ways(self, wish: Wish, start: int) -> Iterator[tuple[Way, ...]]:
        persons = [list(self.person(each, start)) for each in wish]
        for choice in product(*persons):
            if all(one.chairs.isdisjoint(other.chairs) for one, other in combinations(choice, 2)):
                yield choice

    def person(self, wants: Sequence[Want], start: int) -> Iterator[Way]:
        for staff in product(*(self.who(want) for want in wants)):
            at = start
            each = []
            for want, one in zip(wants, staff, strict=True):
                end = at + self.catalogue.length(want.service, one.id, want.addons)
                each.append(list(self.chairs(want, one, at, end)))
                at = end
            for parts in product(*each):
                yield Way(tuple(one.id for one in staff), at, frozenset().union(*parts))

    def who(self, want: Want) -> list[Stylist]:
        able = [one for one in self.catalogue.staff if want.service in one.services]
        return [one for one in able if one.id in want.staff] if want.staff else able

    def chairs(self, want: Want, stylist: Stylist, start: int, end: int) -> Iterator[set[Minute]]:
        """The chair time of one service, for each choice of rooms; none if it is not free."""
        thing = self.catalogue.service(want.service)
        if not self.open(thing, stylist, start, end):
            return
        around = {*range(start - thing.before, start), *range(end, end + thing.after)}
        stay = set(range(start, end))
        pause: set[int] = set()
        if thing.work and start + thing.work[1][0] < end:
            pause = set(range(start + thing.work[0][1], start + thing.work[1][0]))
        mine = {(stylist.id, one) for one in stay - pause | around}
        if any(minute in self.taken.get(chair, ()) for chair, minute in mine):
            return
        rooms = [one.id for one in self.catalogue.resources]
        free = [one for one in rooms if not self.taken.get(one, set()) & (stay | around)]
        for some in combinations(free, len(thing.needs)):
            yield mine | {(room, one) for room in some for one in stay | around}

    def open(self, thing: Service, stylist: Stylist, start: int, end: int) -> bool:
        shifts, pauses = self.hours[stylist.id]
        stay = set(range(start, end))
        return (
            any(opens <= start and end <= closes for opens, closes in shifts)
            and not stay & pauses
            and stay <= self.opened
            and (thing.hours is None or stay <= self._minutes(thing.hours, {}))
        )


def case(seed: int) -> tuple[Catalogue, Wish, date, Busy, int]:
    dice = Dice(seed)
    catalogue, day = salon(dice)
    asked = wish(dice, catalogue)
    busy = diary(dice, catalogue, day)
    now = walls_of(catalogue.zone.key, day - timedelta(days=1), 4).day(day)[0]
    return catalogue, asked, day, busy, now + dice.of([-1440, -60, 400])


def wrong(seed: int) -> str:
    """What is wrong with the answers to a case."""
    catalogue, asked, day, busy, now = case(seed)
    slowly = Slowly(catalogue, day, busy, now)
    found = plans.find(catalogue, asked, day, day, busy, now)
    right = slowly.starts(asked, day)
    if sorted({one.start for one in found}) != right:
        return "starts"
    if len(asked) == 1 and [(one.start, one.staff) for one in found] != [
        (start, staff)
        for start in right
        for staff in first_ones(catalogue, asked[0][0])
        if any(way.staff[0] == staff for (way,) in slowly.ways(asked, start))
    ]:
        return "stylists"
    if any(not fits(slowly, asked, one) for one in found):
        return "ends"
    dice = Dice(seed)
    tried = [dice.of(right)] if right else []
    tried.append(slowly.walls.day(day)[0] + dice.below(96) * 15)
    return "".join(wrong_plans(slowly, asked, start, busy, right) for start in tried)


def first_ones(catalogue: Catalogue, want: Want) -> list[StaffId]:
    does = [one.id for one in catalogue.who_does(want.service)]
    return [one for one in want.staff or does if one in does]


def fits(slowly: Slowly, asked: Wish, slot: Slot) -> bool:
    return any(
        way[0].staff[0] == slot.staff and max(one.end for one in way) == slot.end
        for way in slowly.ways(asked, slot.start)
    )


def wrong_plans(slowly: Slowly, asked: Wish, start: int, busy: Busy, right: list[int]) -> str:
    try:
        found = plans.candidates(slowly.catalogue, asked, start, slowly.now, busy=busy, most=1000)
    except Refused:
        return "refused" if start in right else ""
    ways = set(slowly.ways(asked, start))
    same = {tuple(as_way(visit) for visit in plan.visits) for plan in found} == ways
    return "" if start in right and same else "plans"


def as_way(visit: Visit) -> Way:
    minutes = {(take.chair, one) for take in visit.takes for one in range(take.begin, take.end)}
    assert len(minutes) == sum(take.end - take.begin for take in visit.takes)
    return Way(tuple(one.staff for one in visit.segments), visit.end, frozenset(minutes))


def test_every_plan_is_what_trying_each_choice_gives(sized: Callable[[int, int], int]) -> None:
    cases = ((seed, wrong(seed)) for seed in range(sized(60, 5_000)))
    assert [(seed, what) for seed, what in cases if what] == []


def test_the_cases_tell_an_engine_that_forgets_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    # The negative control.
    monkeypatch.setattr(board.Board, "_rooms", lambda *_: [(0, 1 << 40)])
    assert any(wrong(seed) for seed in range(40))
