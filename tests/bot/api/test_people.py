"""Customers, blocked time, classes: as programs see them."""

from typing import Any

import psycopg

from tests.bot.api.program import Program
from tests.bot.api.test_bookings import FRIDAY, book, booked

RANDOM = "01900000-0000-7000-8000-000000000000"


async def test_a_customer_is_made_found_changed(program: Program) -> None:
    given = {"name": "Mia Ott", "phone": "030 555 123", "language": "de"}
    made = await program.post("/customers", given | {"preferences": {"usual_stylist": "x1"}})
    assert made.status == 201
    person = made.json
    assert person["phone"] == "+4930555123"
    path = f"/customers/{person['id']}"
    assert made.headers["location"] == f"/api/v1{path}"
    assert (await program.get(path)).json == person
    for query in ({"phone": "+49 30 555123"}, {"name": "mia  ott"}):
        found = await program.get("/customers", **query)
        assert found.json["customers"] == [person]
    assert (await program.get("/customers", email="mia@luma.example")).json["customers"] == []
    changed = await program.ask("PATCH", path, {"email": "mia@luma.example", "phone": None})
    assert changed.json["email"] == "mia@luma.example"
    assert changed.json["phone"] == ""
    assert changed.json["name"] == "Mia Ott"
    found = await program.get("/customers", phone="nonsense")
    assert (found.status, found.fields) == (422, ["phone"])


async def test_customers_are_listed_by_pages(program: Program) -> None:
    for name in "abcde":
        await program.post("/customers", {"name": name})
    first = (await program.get("/customers", limit=3)).json
    rest = (await program.get("/customers", limit=3, cursor=first["next_cursor"])).json
    assert [one["name"] for one in first["customers"] + rest["customers"]] == list("abcde")
    assert rest["next_cursor"] is None


async def test_what_a_customer_had_is_listed_latest_first(program: Program) -> None:
    one = await booked(program)
    path = f"/customers/{one['customer_id']}/visits"
    [visit] = (await program.get(path)).json["visits"]
    assert visit["booking_id"] == one["id"]
    assert visit["price"] == {"amount": 4000, "currency": "EUR"}


async def test_blocked_time_is_not_for_sale(program: Program) -> None:
    ana = str(program.salon.staff[0].id)
    block: dict[str, Any] = {"staff_id": ana, "reason": "dentist"}
    block |= {"start": "2026-11-27T16:00:00+01:00", "end": "2026-11-27T18:00:00+01:00"}
    made = await program.post("/blocks", block)
    assert made.status == 201
    assert (await book(program)).code == "time_taken"
    [listed] = (await program.get("/blocks", from_="2026-11-27", to="2026-11-27")).json["blocks"]
    assert listed == made.json
    assert (await program.get("/blocks", from_="2026-11-28")).json["blocks"] == []
    path = f"/blocks/{made.json['id']}"
    assert (await program.ask("DELETE", path)).status == 204
    assert (await program.ask("DELETE", path)).status == 404
    visit = await booked(program)
    clash = await program.post("/blocks", block)
    assert (clash.status, clash.code) == (409, "time_taken")
    assert clash.json["clashes"] == [{"kind": "booking", "id": visit["id"]}]
    for wrong, field in (
        ({"end": block["start"]}, "/end"),
        ({"staff_id": RANDOM}, "/staff_id"),
        ({"staff_id": None, "resource_id": RANDOM}, "/resource_id"),
        ({"resource_id": RANDOM}, ""),
    ):
        found = await program.post("/blocks", block | wrong)
        assert (found.status, found.fields) == (422, [field])


async def test_seats_of_a_class_are_sold_one_by_one(
    program: Program, admin: psycopg.Connection
) -> None:
    service, ana = program.salon.services[0].id, str(program.salon.staff[0].id)
    admin.execute("UPDATE services SET seats = 2 WHERE service_id = %s", (service,))
    made = await program.post(
        "/classes", {"service_id": str(service), "staff_id": ana, "start": FRIDAY}
    )
    assert made.status == 201
    query = {"service": service, "from_": "2026-11-27", "to": "2026-11-27"}
    [listed] = (await program.get("/classes", **query)).json["classes"]
    assert (listed["free"], listed["start"]) == (2, FRIDAY)
    statuses = [(await book(program)).status for _ in range(3)]
    assert statuses == [201, 201, 409]
    path = f"/classes/{made.json['id']}"
    sold = await program.ask("DELETE", path)
    assert (sold.status, sold.code, sold.json["reason"]) == (409, "refused", "seats_sold")
    assert (await program.ask("DELETE", f"/classes/{RANDOM}")).status == 404
