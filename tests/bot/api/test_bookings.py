"""What a program books, moves, cancels."""

from typing import Any

from tests.bot.api.program import Answer, Program

FRIDAY = "2026-11-27T17:00:00+01:00"
MIA = {"name": "Mia", "phone": "030 555 123"}


def cut(program: Program, *staff: int) -> list[dict[str, Any]]:
    return [
        {
            "service_id": str(program.salon.services[0].id),
            "staff_ids": [str(program.salon.staff[one].id) for one in staff],
        }
    ]


async def book(program: Program, start: str = FRIDAY, *staff: int, key: str = "") -> Answer:
    wanted = {"customer": MIA, "start": start, "services": cut(program, *(staff or (0,)))}
    return await program.post("/bookings", wanted, key)


async def booked(program: Program, start: str = FRIDAY, *staff: int) -> dict[str, Any]:
    made = await book(program, start, *staff)
    assert made.status == 201, made.body
    found: dict[str, Any] = made.json["bookings"][0]
    return found


async def test_a_kept_time_becomes_a_booking(program: Program) -> None:
    held = await program.post("/holds", {"start": FRIDAY, "services": cut(program, 0)})
    assert held.status == 201
    assert held.json["price"] == {"amount": 4000, "currency": "EUR"}
    made = await program.post("/bookings", {"customer": MIA, "hold_id": held.json["id"]})
    assert made.status == 201
    [one] = made.json["bookings"]
    assert one["status"] == "confirmed"
    assert one["start"] == FRIDAY
    assert one["services"][0]["service"] == "Haircut"
    assert made.headers["location"] == f"/api/v1/bookings/{one['id']}"
    read = await program.get(f"/bookings/{one['id']}")
    assert read.json == one
    assert read.headers["etag"] == f'"{one["version"]}"'


async def test_a_time_given_back_is_free_again(program: Program) -> None:
    held = await program.post("/holds", {"start": FRIDAY, "services": cut(program, 0)})
    assert (await book(program)).code == "time_taken"
    gone = await program.ask("DELETE", f"/holds/{held.json['id']}")
    assert (gone.status, gone.body) == (204, b"")
    assert (await program.ask("DELETE", f"/holds/{held.json['id']}")).status == 404
    late = await program.post("/bookings", {"customer": MIA, "hold_id": held.json["id"]})
    assert (late.status, late.code) == (409, "hold_gone")
    assert (await book(program)).status == 201


async def test_a_taken_time_comes_with_others(program: Program) -> None:
    await booked(program)
    lost = await book(program)
    assert (lost.status, lost.code) == (409, "time_taken")
    offered = lost.json["alternatives"]
    assert len(offered) == 3
    again = await book(program, offered[0]["start"])
    assert again.status == 201


async def test_a_time_that_is_never_offered_says_why(program: Program) -> None:
    sunday = await book(program, "2026-11-29T17:00:00+01:00")
    assert (sunday.status, sunday.code) == (422, "not_bookable")
    assert sunday.json["reason"] == "closed"
    past = await book(program, "2026-11-20T10:00:00+01:00")
    assert past.json["reason"] == "past"
    assert past.json["alternatives"]


async def test_an_override_needs_its_scope_then_shows_in_the_history(program: Program) -> None:
    wanted = {"customer": MIA, "start": "2026-11-29T17:00:00+01:00", "services": cut(program, 0)}
    made = await program.post("/bookings", wanted | {"override": "a bride"})
    assert made.status == 201
    found = await program.get(f"/bookings/{made.json['bookings'][0]['id']}/history")
    [first] = found.json["history"]
    assert first["reason"] == "a bride"
    assert first["details"] == {"override": True}
    assert first["actor"].startswith("api:")
    assert first["request_id"] == made.headers["x-request-id"]


async def test_two_people_come_together_or_not_at_all(program: Program) -> None:
    wanted = {
        "start": FRIDAY,
        "services": cut(program, 0),
        "companions": [{"services": cut(program, 1), "customer": {"name": "Tom"}}],
        "customer": MIA,
    }
    made = (await program.post("/bookings", wanted)).json["bookings"]
    assert len({one["party_id"] for one in made}) == 1
    assert len({one["customer_id"] for one in made}) == 2
    gone = await program.post(f"/bookings/{made[0]['id']}/cancel", {"party": True})
    assert [one["status"] for one in gone.json["bookings"]] == ["cancelled"] * 2


async def test_a_move_needs_the_version_that_was_seen(program: Program) -> None:
    one = await booked(program)
    path = f"/bookings/{one['id']}/reschedule"
    later = {"start": "2026-11-27T18:00:00+01:00"}
    assert (await program.post(path, later)).status == 428
    moved = await program.post(path, later, if_match=f'"{one["version"]}"')
    assert moved.status == 200
    assert moved.json["start"] == later["start"]
    assert moved.json["sequence"] == one["sequence"] + 1
    stale = await program.post(path, {"start": FRIDAY, "version": one["version"]})
    assert (stale.status, stale.code) == (409, "stale")
    assert stale.json["version"] == moved.json["version"]


async def test_a_move_to_a_taken_time_leaves_the_old_one(program: Program) -> None:
    one = await booked(program)
    await booked(program, "2026-11-27T18:00:00+01:00")
    path = f"/bookings/{one['id']}/reschedule"
    lost = await program.post(path, {"start": "2026-11-27T18:00:00+01:00", "version": 1})
    assert (lost.status, lost.code) == (409, "time_taken")
    assert lost.json["alternatives"]
    assert (await program.get(f"/bookings/{one['id']}")).json["start"] == FRIDAY


async def test_a_visit_goes_its_way(program: Program) -> None:
    one = await booked(program, "2026-11-24T10:00:00+01:00")
    path = f"/bookings/{one['id']}"
    early = await program.post(f"{path}/complete")
    assert (early.status, early.code) == (409, "not_possible")
    assert early.json["state"] == "confirmed"
    gone = await program.post(f"{path}/cancel", {"reason": "ill"})
    assert gone.json["bookings"][0]["status"] == "cancelled"
    history = (await program.get(f"{path}/history")).json["history"]
    assert [row["status"] for row in history] == ["confirmed", "cancelled"]
    assert history[1]["reason"] == "ill"


async def test_bookings_are_listed_by_pages_and_filters(program: Program) -> None:
    for hour in range(10, 16):
        await booked(program, f"2026-11-27T{hour}:00:00+01:00", hour % 2)
    whole = (await program.get("/bookings")).json["bookings"]
    assert [one["start"][11:13] for one in whole] == [str(hour) for hour in range(10, 16)]
    first = (await program.get("/bookings", limit=4)).json
    rest = (await program.get("/bookings", limit=4, cursor=first["next_cursor"])).json
    assert first["bookings"] + rest["bookings"] == whole
    assert rest["next_cursor"] is None
    ana = program.salon.staff[0].id
    hers = (await program.get("/bookings", staff=ana, status="confirmed")).json["bookings"]
    assert len(hers) == 3
    assert (await program.get("/bookings", status="cancelled")).json["bookings"] == []
    person = whole[0]["customer_id"]
    theirs = (await program.get("/bookings", customer=person)).json["bookings"]
    assert [one["id"] for one in theirs] == [whole[0]["id"]]
    assert (await program.get("/bookings", from_="2026-11-28")).json["bookings"] == []
    assert len((await program.get("/bookings", to="2026-11-27")).json["bookings"]) == 6


async def test_what_cannot_be_is_named_by_its_field(program: Program) -> None:
    wanted: dict[str, Any] = {"start": FRIDAY, "services": cut(program, 0)}
    odd = {"name": "Mia", "phone": "call me"}
    found = await program.post("/bookings", wanted | {"customer": odd})
    assert (found.status, found.fields) == (422, ["/customer/phone"])
    nobody = {"id": "01900000-0000-7000-8000-000000000000"}
    found = await program.post("/bookings", wanted | {"customer": nobody})
    assert (found.status, found.fields) == (422, ["/customer/id"])
    wanted["services"][0]["staff_ids"] = ["01900000-0000-7000-8000-000000000000"]
    found = await program.post("/bookings", wanted | {"customer": MIA})
    assert (found.status, found.fields) == (422, ["/services/0/staff_ids/0"])
    found = await program.post("/bookings", {"customer": MIA, "start": "soon"})
    assert found.fields == ["/start"]
