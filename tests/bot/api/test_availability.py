"""What a program finds free."""

from datetime import datetime

from tests.bot.api.program import Program


async def test_free_times_come_in_order_in_the_salon_s_zone(program: Program) -> None:
    cut = program.salon.services[0].id
    found = await program.get("/availability", service=cut, from_="2026-11-27", to="2026-11-27")
    assert found.status == 200
    slots = found.json["slots"]
    starts = [one["start"] for one in slots]
    assert starts == sorted(starts)
    assert starts[0] == "2026-11-27T09:00:00+01:00"
    length = datetime.fromisoformat(slots[0]["end"]) - datetime.fromisoformat(starts[0])
    assert length.total_seconds() == 45 * 60
    assert {one["staff_id"] for one in slots} == {str(one.id) for one in program.salon.staff}


async def test_a_chain_for_two_is_found_by_pages(program: Program) -> None:
    services = [one.id for one in program.salon.services[:2]]
    days = {"from": "2026-11-27", "to": "2026-11-28"}
    whole = await program.ask("GET", "/availability", query=days | {"service": services})
    assert whole.status == 200
    seen: list[object] = []
    cursor: dict[str, object] = {}
    for _ in range(20):
        query = days | {"service": services, "limit": 9} | cursor
        page = (await program.ask("GET", "/availability", query=query)).json
        seen += page["slots"]
        if not page.get("next_cursor"):
            break
        cursor = {"cursor": page["next_cursor"]}
    assert seen == whole.json["slots"]
    assert len(seen) > 20


async def test_what_the_salon_does_not_have_is_named(program: Program) -> None:
    days = {"from": "2026-11-27", "to": "2026-11-28"}
    query = days | {"service": "01900000-0000-7000-8000-000000000000"}
    found = await program.ask("GET", "/availability", query=query)
    assert (found.status, found.code, found.fields) == (422, "invalid", ["service"])
    query = days | {"service": "x", "nonsense": "1"}
    found = await program.ask("GET", "/availability", query=query)
    assert found.fields == ["service", "nonsense"]
