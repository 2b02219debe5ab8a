"""What is offered when the diary has little, or nothing, of what was wished for."""

import psycopg

from tests.parlour import Parlour

# All chairs of the salon, from a local day's beginning to another's.
FILL = """
INSERT INTO occupied (salon_id, staff_id, during, booking_id)
  SELECT salon_id, staff_id, tstzrange(%s, %s), gen_random_uuid() FROM staff
"""
FRIDAY, SATURDAY = "2026-11-27 00:00+01", "2026-11-28 00:00+01"
WISH = "haircut with Bea on Friday 27 November at 17:00"


def fill(admin: psycopg.Connection, begin: str, end: str) -> None:
    """Have all chairs taken; by whom is no matter here, so the keys' guards are down."""
    with admin.transaction():
        admin.execute("SET LOCAL session_replication_role = replica")
        admin.execute(FILL, (begin, end))


async def test_a_lost_time_on_a_full_day_is_said_to_be_a_full_day(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    fill(admin, FRIDAY, SATURDAY)
    (said,) = await parlour.says(WISH)
    assert "Friday 27 November is fully booked" in said
    assert parlour.rendered()[-1].choices, "other days are offered"


async def test_a_lost_time_on_a_day_with_others_left_is_taken_alone(parlour: Parlour) -> None:
    await parlour.says(WISH, "tom")
    (said,) = await parlour.says(WISH)
    assert "already taken" in said
    assert "fully booked" not in said


async def test_around_three_full_days_the_next_weeks_are_searched(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    fill(admin, "2026-11-26 00:00+01", "2026-11-30 00:00+01")
    await parlour.says(WISH)
    titles = [one.title for one in parlour.rendered()[-1].choices]
    assert titles
    assert not [title for title in titles if "27 Nov" in title or "28 Nov" in title]


async def test_a_full_day_is_said_plainly_and_the_next_one_offered(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    fill(admin, FRIDAY, SATURDAY)
    (said,) = await parlour.says("haircut on Friday 27 November")
    assert "Friday 27 November is fully booked" in said
    assert "Saturday 28 November" in said


async def test_nothing_for_weeks_is_said_with_the_salon_s_phone(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    fill(admin, "2026-11-01 00:00+01", "2027-03-01 00:00+01")
    (said,) = await parlour.says(WISH)
    assert "030 555 010" in said
