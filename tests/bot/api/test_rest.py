"""The diary, calendar files, the search across salons, the waitlist: as programs see them."""

from datetime import timedelta

from booking import offers
from tests.booking.diary import NOW
from tests.bot.api.program import Program
from tests.bot.api.test_bookings import FRIDAY, MIA, booked, cut

WINDOW = {"start": "2026-11-27T16:00:00+01:00", "end": "2026-11-27T19:00:00+01:00"}


async def test_the_diary_is_read_by_day_by_week(program: Program) -> None:
    one = await booked(program)
    day = (await program.get("/diary", day="2026-11-27")).json
    [entry] = day["days"][0]["entries"]
    assert (entry["id"], entry["start"], entry["kind"]) == (one["id"], FRIDAY, "booking")
    ana = str(program.salon.staff[0].id)
    assert entry["column"] == ana
    assert ana in {column["id"] for column in day["days"][0]["columns"]}
    week = (await program.get("/diary", day="2026-11-27", view="week")).json
    assert [one["day"] for one in week["days"]][::6] == ["2026-11-23", "2026-11-29"]
    assert week["days"][4] == day["days"][0]


async def test_a_booking_is_a_calendar_file(program: Program) -> None:
    one = await booked(program)
    found = await program.get(f"/bookings/{one['id']}.ics")
    assert found.status == 200
    assert found.headers["content-type"].startswith("text/calendar")
    assert f"UID:{one['id']}".encode() in found.body
    assert (await program.get("/bookings/01900000-0000-7000-8000-000000000000.ics")).status == 404


async def test_salons_are_found_with_reasons(program: Program) -> None:
    query = {"service": "haircut", "lat": 52.5, "lon": 13.41, "currency": "EUR"}
    found = await program.get("/salons", max_price=9000, **query)
    assert found.status == 200, found.body
    [salon] = found.json["salons"]
    assert (salon["slug"], salon["service"]["price"]["amount"]) == ("demo", 4000)
    assert salon["next_free"].endswith("+01:00")
    assert all(part["why"] for part in salon["parts"])
    assert (await program.get("/salons", max_price=100, **query)).json["total"] == 0
    wrong = await program.get("/salons", lat=1)
    assert (wrong.status, wrong.code) == (422, "invalid")


async def test_a_freed_time_is_offered_to_who_waits(program: Program) -> None:
    one = await booked(program)
    waits = {"customer": {"name": "Tom"}, "services": cut(program, 0), "windows": [WINDOW]}
    joined = await program.post("/waitlist", waits)
    assert joined.status == 201, joined.body
    assert joined.json["windows"] == [WINDOW]
    [listed] = (await program.get("/waitlist")).json["entries"]
    assert listed == joined.json
    await program.post(f"/bookings/{one['id']}/cancel")
    async with program.house.database.unit_of_work(program.salon.salon_id) as tx:
        await offers.drain(tx, program.salon, NOW + timedelta(minutes=1))
    [offer] = (await program.get("/waitlist/offers")).json["offers"]
    assert offer["entry_id"] == joined.json["id"]
    made = await program.post(f"/waitlist/offers/{offer['id']}/accept")
    assert made.status == 200, made.body
    assert made.json["bookings"][0]["customer_id"] == joined.json["customer_id"]
    late = await program.post(f"/waitlist/offers/{offer['id']}/decline")
    assert (late.status, late.code) == (409, "offer_gone")
    assert (await program.get("/waitlist", status="booked")).json["entries"][0]["id"] == listed[
        "id"
    ]


async def test_who_leaves_waits_no_more(program: Program) -> None:
    waits = {"customer": MIA, "services": cut(program, 0), "windows": [WINDOW]}
    path = f"/waitlist/{(await program.post('/waitlist', waits)).json['id']}"
    assert (await program.get(path)).json["status"] == "waiting"
    gone = await program.ask("DELETE", path, key="one")
    again = await program.ask("DELETE", path, key="one")
    assert (gone.status, again.status, again.body) == (204, 204, b"")
    assert again.headers["idempotency-replayed"] == "true"
    assert (await program.ask("DELETE", path)).status == 404
    assert (await program.get("/waitlist")).json["entries"] == []
    over = {"start": "2026-11-20T16:00:00+01:00", "end": "2026-11-20T19:00:00+01:00"}
    wrong = await program.post("/waitlist", waits | {"windows": [over]})
    assert (wrong.status, wrong.fields) == (422, ["/windows"])
