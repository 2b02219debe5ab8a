from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from booking import plans
from booking.calendar import Span, epoch_minute
from booking.catalogue import Catalogue, Resource
from booking.plan import Plan, Take, Visit, Want, Wish
from booking.reasons import Reason
from foundation.errors import Refused
from foundation.ids import ClassId, ResourceId, StaffId
from tests.booking import studio
from tests.booking.studio import ANA, BEA, CEM

SALON = studio.studio()
FRIDAY = date(2026, 11, 27)


def at(hour: int, minute: int = 0) -> int:
    return epoch_minute(datetime(2026, 11, 27, hour, minute, tzinfo=SALON.zone))


TEN, NOW = at(10), at(9) - 4 * 1440
CUT, COLOUR, MASSAGE = Want(studio.CUT.id), Want(studio.COLOUR.id), Want(studio.MASSAGE.id)
BROW = Want(studio.BROW.id)


def offers(wish: Wish, busy: Mapping[UUID, list[Span]] | None = None) -> list[int]:
    found = plans.find(SALON, wish, FRIDAY, FRIDAY, busy or {}, NOW)
    return sorted({one.start for one in found})


def names(plan: Plan) -> list[list[str]]:
    known = {one.id: one.name for one in SALON.staff}
    return [[known[one.staff] for one in visit.segments] for visit in plan.visits]


def spans(visit: Visit, chair: UUID) -> list[Span]:
    return [(one.begin - TEN, one.end - TEN) for one in visit.takes if one.chair == chair]


def best(wish: Wish, **more: object) -> Plan:
    return plans.candidates(SALON, wish, TEN, NOW, **more)[0]  # type: ignore[arg-type]  # by name


def refused(
    wish: Wish, start: int, salon: Catalogue = SALON, now: int = NOW, **more: object
) -> str:
    with pytest.raises(Refused) as refusal:
        plans.candidates(salon, wish, start, now, **more)  # type: ignore[arg-type]  # by name
    assert refusal.value.key == "not_bookable"
    return str(refusal.value.facts["reason"])


def test_while_the_colour_sets_the_stylist_takes_somebody_else() -> None:
    colour = best(((Want(studio.COLOUR.id, (BEA.id,)),),)).visits[0]
    assert spans(colour, BEA.id) == [(0, 45), (75, 120)]
    assert spans(colour, studio.STATION.id) == [(0, 120)]
    busy = [(TEN, TEN + 45), (TEN + 75, TEN + 120)]
    brow = ((Want(studio.BROW.id, (BEA.id,)),),)
    assert TEN + 45 in offers(brow, {BEA.id: busy})
    assert TEN + 60 not in offers(brow, {BEA.id: busy})


def test_two_services_follow_each_other_with_one_stylist_if_one_can() -> None:
    found = plans.candidates(SALON, ((COLOUR, CUT),), TEN, NOW)
    assert [names(one)[0] for one in found] == [
        ["Bea", "Bea"],
        ["Cem", "Cem"],
        ["Bea", "Ana"],
        ["Bea", "Cem"],
        ["Cem", "Ana"],
        ["Cem", "Bea"],
    ]
    first = found[0].visits[0]
    assert [(one.start - TEN, one.end - TEN) for one in first.segments] == [(0, 120), (120, 175)]
    assert spans(first, BEA.id) == [(0, 45), (75, 175)]


def test_stylists_asked_for_come_in_the_wish_s_order() -> None:
    wish = ((Want(studio.CUT.id, (CEM.id, ANA.id)),),)
    found = plans.candidates(SALON, wish, TEN, NOW, load={CEM.id: 0.9})
    assert [names(one) for one in found] == [[["Cem"]], [["Ana"]]]
    slots = plans.find(SALON, wish, FRIDAY, FRIDAY, {}, NOW)
    assert [one.staff for one in slots[:2]] == [CEM.id, ANA.id]


def test_anyone_is_the_one_with_the_least_to_do() -> None:
    load = {ANA.id: 0.5, BEA.id: 0.3, CEM.id: 0.4}
    assert [
        names(one)[0][0] for one in plans.candidates(SALON, ((CUT,),), TEN, NOW, load=load)
    ] == [
        "Bea",
        "Cem",
        "Ana",
    ]


def test_of_two_with_as_much_to_do_the_one_whose_day_stays_whole() -> None:
    busy = {CEM.id: [(TEN - 60, TEN)], ANA.id: [(TEN - 60, TEN - 10)]}
    assert names(best(((CUT,),), busy=busy)) == [["Cem"]]
    # The morning's first hour leaves nothing before it.
    nine = plans.candidates(SALON, ((CUT,),), at(9), NOW, busy={BEA.id: [(at(12), at(13))]})
    assert names(nine[0]) == [["Ana"]]


def test_a_party_begins_at_once_with_a_stylist_for_each() -> None:
    found = plans.candidates(SALON, ((CUT,), (CUT,), (BROW,)), TEN, NOW)
    assert all(visit.start == TEN for one in found for visit in one.visits)
    assert {tuple(name for [name] in names(one)) for one in found} == {
        ("Ana", "Cem", "Bea"),
        ("Cem", "Ana", "Bea"),
        ("Bea", "Cem", "Ana"),
        ("Cem", "Bea", "Ana"),
    }


def test_a_party_needs_a_room_for_each() -> None:
    two = best(((MASSAGE,), (MASSAGE,)))
    rooms = [visit.segments[0].resources for visit in two.visits]
    assert len(set(rooms)) == 2
    assert refused(((MASSAGE,),) * 3, TEN) == Reason.FULL
    assert offers(((MASSAGE,), (MASSAGE,)), {studio.ROOMS[0].id: [(TEN, TEN + 1)]})[0] == at(10, 15)


def test_the_room_is_kept_from_one_service_to_the_next() -> None:
    visit = best(((MASSAGE, MASSAGE),), busy={studio.ROOMS[0].id: [(TEN - 30, TEN)]}).visits[0]
    assert [one.resources for one in visit.segments] == [(studio.ROOMS[0].id,)] * 2
    # Its own clearing up is not in its way, but kept at the end.
    assert spans(visit, studio.ROOMS[0].id) == [(0, 135)]
    assert spans(visit, visit.segments[0].staff) == [(0, 135)]


def test_add_ons_make_the_last_stretch_of_work_longer() -> None:
    visit = best(((Want(studio.COLOUR.id, (CEM.id,), (studio.TREATMENT.id,)),),)).visits[0]
    assert spans(visit, CEM.id) == [(0, 45), (75, 135)]
    assert visit.end == TEN + 135


def test_a_slower_stylist_takes_longer() -> None:
    slots = plans.find(SALON, ((CUT,),), FRIDAY, FRIDAY, {}, NOW)
    assert {one.staff: one.end - one.start for one in slots} == {ANA.id: 45, BEA.id: 55, CEM.id: 45}


def test_a_stylist_so_quick_that_no_last_stretch_is_left_has_no_gap() -> None:
    quick = replace(BEA, minutes={studio.COLOUR.id: 70})
    salon = replace(SALON, staff=(quick,))
    [plan] = plans.candidates(salon, ((COLOUR,),), TEN, NOW)
    assert spans(plan.visits[0], BEA.id) == [(0, 70)]


def test_an_override_skips_hours_notice_grid_skills_with_the_visit_s_own_buffers() -> None:
    night, salon = at(23, 7), replace(SALON, notice=10**6)
    assert refused(((MASSAGE,),), at(23)) == Reason.HOURS
    assert refused(((MASSAGE,),), night, salon) == Reason.NOTICE
    wish = ((Want(studio.MASSAGE.id, (CEM.id,)), Want(studio.BROW.id, (CEM.id,))),)
    assert studio.BROW.id not in CEM.services
    [visit] = plans.candidates(salon, wish, night, NOW, override=True)[0].visits
    takes = [(one.begin, one.end) for one in visit.takes if one.kind == "staff"]
    assert takes == [(night, night + 80)]


@pytest.mark.parametrize(
    ("wish", "start", "reason"),
    [
        (((CUT,),), NOW - 1, Reason.PAST),
        (((CUT,),), at(10, 5), Reason.ASKED),
        (((CUT,),), at(21), Reason.HOURS),
        (((COLOUR, CUT),), at(18), Reason.HOURS),
        (((CUT,),), TEN + 2 * 1440, Reason.CLOSED),
        (((Want(studio.BROW.id, (CEM.id,)),),), TEN, Reason.NOT_DONE),
        (((COLOUR,), (COLOUR,)), TEN, Reason.FULL),
        (((Want(studio.YOGA.id),),), TEN, Reason.HOURS),
    ],
)
def test_what_cannot_be_booked_says_why(wish: Wish, start: int, reason: Reason) -> None:
    assert refused(wish, start) == reason


def test_what_somebody_has_is_taken() -> None:
    busy = {one.id: [(TEN, TEN + 15)] for one in SALON.staff}
    assert refused(((CUT,),), TEN, busy=busy) == Reason.TAKEN


def test_notice_and_horizon_are_the_same_for_offers_as_for_plans() -> None:
    salon = replace(SALON, notice=90, horizon=1)
    found = plans.find(salon, ((CUT,),), FRIDAY, FRIDAY, {}, at(9, 1))
    assert min(one.start for one in found) == at(10, 45)
    assert refused(((CUT,),), at(10, 30), salon, at(9, 1)) == Reason.NOTICE
    assert plans.candidates(salon, ((CUT,),), at(10, 45), at(9, 1))
    eve = at(9) - 2 * 1440
    assert plans.find(salon, ((CUT,),), FRIDAY, FRIDAY, {}, eve) == []
    assert refused(((CUT,),), TEN, salon, eve) == Reason.FAR


def test_holidays_days_off_and_hours_of_a_service_bound_its_times() -> None:
    noon = ((720, 840),)
    for changes in (
        {"days": {FRIDAY: noon}},
        {"staff": (replace(ANA, days={FRIDAY: noon}, breaks={4: ((700, 800),)}),)},
        {"services": (replace(studio.CUT, hours={4: noon}), *SALON.services[1:])},
    ):
        salon = replace(SALON, **changes)
        found = plans.find(salon, ((CUT,),), FRIDAY, FRIDAY, {}, NOW)
        starts = sorted({one.start for one in found})
        assert (starts[0], starts[-1]) == (at(12), at(13, 15))
    closed = replace(SALON, days={FRIDAY: ()})
    assert plans.find(closed, ((CUT,),), FRIDAY, FRIDAY, {}, NOW) == []
    assert refused(((CUT,),), TEN, closed) == Reason.CLOSED


def test_a_service_has_a_grid_of_its_own() -> None:
    salon = replace(SALON, services=(replace(studio.CUT, grid=30), *SALON.services[1:]))
    found = plans.find(salon, ((CUT,),), FRIDAY, FRIDAY, {}, NOW)
    assert {one.start % 30 for one in found} == {0}
    # A party begins on the grids of all.
    both = plans.find(salon, ((BROW,), (CUT,)), FRIDAY, FRIDAY, {}, NOW)
    assert {one.start % 30 for one in both} == {0}


def test_a_large_party_with_one_stylist_too_few_is_told_at_once() -> None:
    staff = tuple(replace(ANA, id=StaffId(UUID(int=number))) for number in range(1, 13))
    salon = replace(SALON, staff=staff)
    assert refused(((CUT,),) * 13, TEN, salon) == Reason.FULL
    assert len(plans.candidates(salon, ((CUT,),) * 12, TEN, NOW)) == 24
    assert plans.find(salon, ((CUT,),) * 13, FRIDAY, FRIDAY, {}, NOW) == []


def test_a_large_party_with_one_room_too_few_is_told_at_once() -> None:
    staff = tuple(replace(ANA, id=StaffId(UUID(int=number))) for number in range(1, 13))
    rooms = tuple(Resource(ResourceId(UUID(int=100 + one)), "room", "") for one in range(5))
    salon = replace(SALON, staff=staff, resources=rooms)
    assert refused(((MASSAGE,),) * 6, TEN, salon) == Reason.FULL
    # Nor does it end otherwise when rooms are missing later on.
    assert refused(((CUT, MASSAGE),) * 6, TEN, salon) == Reason.FULL


def test_a_long_visit_is_found_among_many_stylists_in_time() -> None:
    staff = tuple(replace(ANA, id=StaffId(UUID(int=number))) for number in range(1, 13))
    salon = replace(SALON, staff=staff)
    found = plans.find(salon, ((CUT,) * 8,), FRIDAY, FRIDAY, {}, NOW)
    assert {one.end - one.start for one in found} == {8 * 45}
    assert len(found) == 12 * (1 + (at(20) - at(9) - 8 * 45) // 15)


def test_each_stylist_is_tried_before_any_twice_for_another_room() -> None:
    # Two dozen plans are tried of one time: they should not differ in the room alone.
    rooms = tuple(Resource(ResourceId(UUID(int=one)), "room", "") for one in range(1, 31))
    salon = replace(SALON, resources=rooms)
    found = plans.candidates(salon, ((MASSAGE,),), TEN, NOW)
    assert {name for one in found for [name] in names(one)} == {"Ana", "Bea", "Cem"}


def session(number: int, start: int, seats: int) -> plans.ClassSession:
    return plans.ClassSession(
        ClassId(UUID(int=number)),
        studio.YOGA.id,
        ANA.id,
        start,
        start + 60,
        tuple(UUID(int=1000 * number + seat) for seat in range(seats)),
    )


def test_a_seat_is_taken_in_a_class_for_each_who_comes() -> None:
    yoga = (Want(studio.YOGA.id),)
    later, soon = session(1, at(12), 3), session(2, TEN, 3)
    one, *_ = alone = plans.class_candidates(SALON, (yoga,), [soon, later], TEN, NOW)
    assert len(alone) == 3
    [take] = one.visits[0].takes
    assert take == Take("seat", soon.seats[0], TEN, TEN + 60)
    assert one.visits[0].segments[0].class_id == soon.class_id
    [two] = plans.class_candidates(SALON, (yoga, yoga), [soon, later], TEN, NOW)
    assert [visit.takes[0].chair for visit in two.visits] == list(soon.seats[:2])


@pytest.mark.parametrize(
    ("wish", "start", "reason"),
    [
        (((Want(studio.YOGA.id),),) * 4, TEN, Reason.FULL),
        (((Want(studio.YOGA.id),),), at(11), Reason.HOURS),
        (((Want(studio.YOGA.id, (BEA.id,)),),), TEN, Reason.HOURS),
        (((Want(studio.YOGA.id), CUT),), TEN, Reason.HOURS),
        (((Want(studio.YOGA.id),),), NOW - 60, Reason.PAST),
    ],
)
def test_a_class_that_cannot_be_had_says_why(wish: Wish, start: int, reason: Reason) -> None:
    with pytest.raises(Refused) as refusal:
        plans.class_candidates(SALON, wish, [session(1, TEN, 3)], start, NOW)
    assert refusal.value.facts["reason"] == reason
