"""Two salons side by side: what the one has, the other must never see."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid5

from sqlalchemy import insert
from starlette.applications import Starlette

from booking import salons, seed
from booking.catalogue import Catalogue
from bot import app
from bot.api import keys
from bot.api.keys import Scope
from bot.console import operators, sessions, tables
from bot.engine import Engine
from bot.guard import seals
from channels import accounts, inbox
from channels.message import Address, Inbound, Kind
from foundation import clock, ids
from foundation.house import House
from foundation.ids import OperatorId, SalonId
from tests.booking.diary import NOW
from tests.bot.api.program import Answer, Program

FRIDAY = "2026-11-27T17:00:00+01:00"
OTHER = SalonId(UUID(int=77))


@dataclass
class Neighbour:
    """One salon with a program and an operator of its own."""

    program: Program
    cookie: str
    csrf: str

    async def page(self, method: str, path: str, **fields: str) -> Answer:
        """Ask for a page as its operator, "" for a cookie is nobody."""
        body = urlencode({"csrf": self.csrf} | fields).encode() if method == "POST" else b""
        headers = {"accept": "text/html", "cookie": self.cookie}
        if body:
            headers["content-type"] = "application/x-www-form-urlencoded"
        path, _, query = path.partition("?")
        return await self.program.raw(method, path, query, [body], headers)


def doors(house: House) -> Starlette:
    """Give the product's own doors; it is Monday 23 November 2026, 14:05."""
    application = Starlette(routes=app.routes())
    application.state.engine = Engine(replace(house, clock=clock.fixed(NOW)))
    return application


def other() -> Catalogue:
    """The demo's catalogue under ids of its own."""
    demo = seed.demo()

    def new(one: UUID) -> Any:  # noqa: ANN401 - any kind of id
        return uuid5(OTHER, str(one))

    return replace(
        demo,
        salon_id=OTHER,
        slug="other",
        services=tuple(replace(one, id=new(one.id)) for one in demo.services),
        staff=tuple(
            replace(one, id=new(one.id), services=frozenset(map(new, one.services)))
            for one in demo.staff
        ),
        resources=tuple(replace(one, id=new(one.id)) for one in demo.resources),
    )


async def move_in(served: Starlette, catalogue: Catalogue) -> Neighbour:
    """Give a salon its program, its operator."""
    house: House = served.state.engine.house
    slug, operator = catalogue.slug, OperatorId(ids.new())
    async with house.database.unit_of_work(catalogue.salon_id) as tx:
        await salons.replace(tx, catalogue)
        await house.directory.enter(tx, "slug", slug)
        await accounts.connect(tx, house, "web", "Web", {}, slug)
        token = await keys.add(tx, house, "test", frozenset(Scope))
        await house.directory.enter(tx, operators.KIND, slug)
        row = {"salon_id": tx.salon_id, "operator_id": operator, "login": slug, "name": "Ana"}
        await tx.execute(insert(tables.operators).values(row | {"password_hash": "x"}))
        cookie = await sessions.begin(tx, operator)
        stored = await salons.load_catalogue(tx)
    csrf = seals.form_token(house.vault, cookie.partition(".")[2])
    program = Program(served, house, stored, token)
    return Neighbour(program, f"parlance_console={cookie}", csrf)


async def furnish(one: Neighbour) -> dict[str, str]:
    """Fill a salon with something of everything; gives the ids by their name in paths."""
    program, salon = one.program, one.program.salon
    cut = [{"service_id": str(salon.services[0].id), "staff_ids": [str(salon.staff[0].id)]}]
    customer = (await program.post("/customers", {"name": "Mia"})).json["id"]
    booking = {"start": FRIDAY, "services": cut, "customer": {"id": customer}}
    booked = (await program.post("/bookings", booking)).json["bookings"][0]["id"]
    held = await program.post("/holds", {"start": "2026-11-27T12:00:00+01:00", "services": cut})
    block = {"staff_id": str(salon.staff[1].id), "reason": "dentist"}
    window = {"start": "2026-11-27T09:00:00+01:00", "end": "2026-11-27T11:00:00+01:00"}
    blocked = await program.post("/blocks", block | window)
    waits = {"customer": {"id": customer}, "services": cut, "windows": [window]}
    entry = (await program.post("/waitlist", waits)).json["id"]
    return {
        "booking_id": booked,
        "hold_id": held.json["id"],
        "customer_id": customer,
        "block_id": blocked.json["id"],
        "entry_id": entry,
        "talk": await _talk(one),
        "service_id": cut[0]["service_id"],
        "staff_id": str(salon.staff[0].id),
    }


async def _talk(one: Neighbour) -> str:
    engine = one.program.app.state.engine
    account = await engine.web_account(one.program.salon.slug)
    assert account is not None
    said = Inbound(Kind.TEXT, Address("mia", "en"), "1", 1, "hello")
    return str((await inbox.hear(engine.house, account, said)).conversation_id)
