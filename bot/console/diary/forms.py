"""The diary's actions: each a form, led back to the grid by a redirect with a short notice."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from booking import contacts, customers, desk, salons
from booking.catalogue import Catalogue
from booking.desk import Booking, Order
from booking.plan import Want, wanted_again
from booking.status import Status
from bot.console import door
from bot.console.diary import pages, words
from bot.console.diary.sight import asked_for, at_the_counter, local_time, moving
from bot.console.diary.wish import Wish, a_day, an_id
from bot.console.sessions import Signed
from foundation import ids
from foundation.db import Tx
from foundation.errors import Refused, Transient
from foundation.house import House
from foundation.ids import BlockId, BookingId, CustomerId, ResourceId, StaffId


@dataclass(frozen=True, slots=True)
class Scene:
    """All that an action works with; `typed` is what its form says."""

    tx: Tx
    house: House
    catalogue: Catalogue
    order: Order
    now: datetime
    typed: Mapping[str, str]

    @property
    def booking_id(self) -> BookingId:
        """Give the booking the form is about; raises Refused("no_such_booking")."""
        found = an_id(self.typed.get("id", ""))
        if found is None:
            raise Refused("no_such_booking")
        return BookingId(found)

    @property
    def overriding(self) -> Order:
        """Give the order, with its override if one is asked for; raises Refused("why")."""
        if not self.typed.get("override"):
            return self.order
        if not self.typed.get("why"):
            raise Refused("why")
        return replace(self.order, override=self.typed["why"])

    @property
    def start(self) -> datetime:
        """Give the time chosen, or the other one written; raises Refused."""
        written = self.typed.get("time") or self.typed.get("at", "")
        found = local_time(self.catalogue, self.day("on"), written)
        if found is None:
            raise Refused("time")
        return found

    def day(self, name: str) -> date:
        """Give the day of a field; raises Refused("day")."""
        found = a_day(self.typed.get(name, ""))
        if found is None:
            raise Refused("day")
        return found


@dataclass(frozen=True, slots=True)
class Done:
    """Where an action leads: what is shown beside the grid, on which day, what can be undone."""

    panel: str = ""
    id: UUID | None = None
    at: datetime | None = None
    of: UUID | None = None


Deed = Callable[[Scene], Awaitable[Done]]
_Move = Callable[..., Awaitable[Booking]]


async def act(request: Request, signed: Signed, fields: Mapping[str, str]) -> Response:
    """Answer `POST /console/diary/{deed}`; what is refused keeps the form as it was filled in."""
    name = request.path_params["deed"]
    if name not in DEEDS:
        return PlainTextResponse("Not found", 404)
    house = door.house_of(request)
    wanted = await pages.asked(request, signed, fields)
    try:
        done = await _done(house, signed, DEEDS[name], wanted.typed)
    except Refused as refusal:
        beside = replace(wanted, panel=_PANELS.get(name, "booking"))
        return await pages.page(
            request, signed, beside, wrong=said(refusal), clashes=_clashes(refusal), status=409
        )
    except Transient:
        beside = replace(wanted, panel=_PANELS.get(name, "booking"))
        return await pages.page(request, signed, beside, wrong=words.REFUSALS["busy"], status=503)
    await house.live.publish(f"salon:{signed.salon_id}", "diary")
    return RedirectResponse(_address(wanted, name, done), 303)


async def _done(house: House, signed: Signed, deed: Deed, typed: Mapping[str, str]) -> Done:
    actor = f"operator:{signed.operator_id}"
    order = Order(by=actor, cause="console", source="console", reason=typed.get("reason", ""))
    async with house.database.unit_of_work(signed.salon_id, actor=actor) as tx:
        catalogue = at_the_counter(await salons.load_catalogue(tx))
        return await deed(Scene(tx, house, catalogue, order, house.clock(), typed))


def _address(wanted: Wish, name: str, done: Done) -> str:
    if done.at is not None:
        wanted = wanted.at(done.at.date())
    told = {"done": name} | ({"of": str(done.of)} if done.of else {})
    if done.panel:
        return wanted.beside(done.panel, done.id, **told)
    return f"{wanted.grid}&{urlencode(told)}"


def _simply(move: _Move, cause: str = "console") -> Deed:
    """Make an action of a move that needs nothing but its booking."""

    async def deed(scene: Scene) -> Done:
        order = replace(scene.order, cause=cause)
        await move(scene.tx, scene.catalogue, scene.booking_id, order=order, now=scene.now)
        return Done("booking", scene.booking_id)

    return deed


async def _cancel(scene: Scene) -> Done:
    await desk.cancel(
        scene.tx,
        scene.catalogue,
        scene.booking_id,
        order=scene.order,
        now=scene.now,
        party=bool(scene.typed.get("party")),
    )
    return Done(of=None if scene.typed.get("party") else scene.booking_id)


async def _again(scene: Scene) -> Done:
    """Book what was cancelled once more, if the time is still free."""
    old = await desk.read(scene.tx, scene.booking_id)
    wants = wanted_again(old.segments)
    made = await _book(scene, wants, old.starts_at, old.customer_id, scene.order)
    return Done("booking", made.booking_id, made.starts_at.astimezone(scene.catalogue.zone))


async def _move(scene: Scene) -> Done:
    old = await desk.read(scene.tx, scene.booking_id)
    seen = scene.typed.get("number", "")
    moved = await desk.reschedule(
        scene.tx,
        scene.catalogue,
        scene.booking_id,
        start=scene.start,
        version=int(seen) if seen.isdecimal() and len(seen) < 9 else old.version,
        order=scene.overriding,
        now=scene.now,
        wish=moving(old, scene.typed) if scene.typed.get("with") else None,
    )
    return Done("booking", moved.booking_id, moved.starts_at.astimezone(scene.catalogue.zone))


async def _new(scene: Scene) -> Done:
    wants = asked_for(scene.catalogue, scene.typed)
    if not wants:
        raise Refused("service")
    start, order = scene.start, scene.overriding
    made = await _book(scene, wants, start, await _customer(scene), order)
    return Done("booking", made.booking_id, made.starts_at.astimezone(scene.catalogue.zone))


async def _book(
    scene: Scene, wants: tuple[Want, ...], start: datetime, who: CustomerId, order: Order
) -> Booking:
    """Book for one person; the salon's own word needs no payment, no approval."""
    [made] = await desk.book(
        scene.tx,
        scene.catalogue,
        wish=(wants,),
        start=start,
        customers=(who,),
        order=replace(order, status=Status.CONFIRMED),
        now=scene.now,
    )
    return made


async def _customer(scene: Scene) -> CustomerId:
    """Give the customer of this number, or a new one."""
    name, phone = contacts.name(scene.typed.get("name", "")), scene.typed.get("phone", "")
    vault, region = scene.house.vault, contacts.region_of(scene.catalogue.zone)
    given: customers.Given = {"name": name}
    if phone:
        given["phone"] = phone
        known = await customers.find(scene.tx, vault, phone=phone, region=region)
        if known:
            return known[0]
    who = CustomerId(ids.new())
    await customers.keep(scene.tx, vault, who, given, region=region)
    return who


async def _block(scene: Scene) -> Done:
    day = scene.day("on")
    start = local_time(scene.catalogue, day, scene.typed.get("from", ""))
    end = local_time(
        scene.catalogue, a_day(scene.typed.get("until", "")) or day, scene.typed.get("to", "")
    )
    chosen = an_id(scene.typed.get("who", ""))
    staff = next((one.id for one in scene.catalogue.staff if one.id == chosen), None)
    thing = next((one.id for one in scene.catalogue.resources if one.id == chosen), None)
    if start is None or end is None:
        raise Refused("time")
    if staff is None and thing is None:
        raise Refused("who")
    if not scene.order.reason:
        raise Refused("reason")
    made = await desk.block(
        scene.tx,
        staff_id=None if staff is None else StaffId(staff),
        resource_id=None if thing is None else ResourceId(thing),
        start=start,
        end=end,
        reason=scene.order.reason,
        by=scene.order.by,
    )
    return Done(at=start, of=made)


async def _unblock(scene: Scene) -> Done:
    found = an_id(scene.typed.get("id", ""))
    if found is None:
        raise Refused("no_such_block")
    await desk.unblock(scene.tx, BlockId(found))
    return Done()


def said(refusal: Refused) -> str:
    """Say what went wrong, what to do about it."""
    for key in (str(refusal.facts.get("reason", "")), refusal.key):
        if key in words.REFUSALS:
            status = str(refusal.facts.get("status", ""))
            return words.REFUSALS[key].format(
                status=words.STATUSES.get(status, ("gone",))[0].lower()
            )
    return "That was refused. Nothing was changed."


def _clashes(refusal: Refused) -> list[tuple[str, UUID]]:
    found = refusal.facts.get("clashes")
    return list(found) if isinstance(found, list) else []


DEEDS: Mapping[str, Deed] = {
    "check_in": _simply(desk.check_in),
    "complete": _simply(desk.complete),
    "no_show": _simply(desk.no_show),
    "approve": _simply(desk.approve),
    "decline": _simply(desk.decline),
    "reopen": _simply(desk.reopen, "taken_back"),
    "cancel": _cancel,
    "again": _again,
    "move": _move,
    "new": _new,
    "block": _block,
    "unblock": _unblock,
}
"""What can be done in the diary, by the last part of its address."""

_PANELS = {"move": "move", "new": "new", "block": "away", "unblock": "block", "cancel": "cancel"}
