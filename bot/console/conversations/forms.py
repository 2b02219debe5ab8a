"""A conversation's actions: take over, write, arrange, hand back; each a form with its version."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from booking import contacts, customers, desk
from booking.catalogue import Service
from booking.orders import Order
from booking.status import Status
from bot.console import door
from bot.console.conversations import pages, words
from bot.console.conversations.sight import Wish, whose_visit, wish
from bot.console.diary import forms as diary
from bot.console.diary import words as diary_words
from bot.console.diary.sight import asked_for, at_the_counter
from bot.console.diary.wish import a_day, an_id
from bot.console.sessions import Signed
from bot.engine import Engine
from channels import ownership, registry, transcript
from channels.outbox import Parcel
from channels.ownership import Holder, Owner, Voice
from dialog import handoff, relay
from dialog.relay import Bench, Place
from dialog.session import Draft
from dialog.understand.reading import When
from foundation import ids
from foundation.errors import Refused, Transient
from foundation.ids import BookingId, CustomerId, StaffId


@dataclass(frozen=True, slots=True)
class Scene:
    """All that an action works with: where, who, the version seen, what the form says."""

    place: Place
    by: Voice
    seen: int
    typed: Mapping[str, str]


Parcels = tuple[Parcel, ...]
Deed = Callable[[Scene], Awaitable[Parcels]]
Arranges = Callable[[Bench, diary.Scene], Awaitable[str]]


async def act(request: Request, signed: Signed, fields: Mapping[str, str]) -> Response:
    """Answer `POST /console/conversations/{talk}/{deed}`; what is refused keeps what was typed."""
    name = request.path_params["deed"]
    wanted = wish(fields, request.path_params["talk"])
    if wanted.talk is None or name not in DEEDS:
        return PlainTextResponse("Not found", 404)
    engine: Engine = request.app.state.engine
    try:
        scene = await _scene(engine, signed, wanted)
        parcels = await DEEDS[name](scene)
    except Refused as refusal:
        if refusal.key == "no_such_conversation":
            return pages.unknown()
        beside = replace(wanted, panel=name if name in words.DONE else "")
        wrong = _said(refusal, request, signed)
        return await pages.page(request, signed, beside, wrong=wrong, status=409)
    except Transient:
        busy = diary_words.REFUSALS["busy"]
        return await pages.page(request, signed, wanted, wrong=busy, status=503)
    engine.send_soon(parcels)
    await engine.house.live.publish(f"salon:{signed.salon_id}", name)
    return RedirectResponse(_address(wanted, name), 303)


def _address(wanted: Wish, name: str) -> str:
    told = f"done={name}" if name in words.DONE else ""
    query = "&".join(filter(None, (wanted.query, told)))
    return f"{door.HOME}/{wanted.talk}{'?' if query else ''}{query}"


async def _scene(engine: Engine, signed: Signed, wanted: Wish) -> Scene:
    """Find the conversation; raises Refused("no_such_conversation")."""
    if wanted.talk is None:
        raise Refused("no_such_conversation")
    async with engine.house.database.unit_of_work(signed.salon_id) as tx:
        talk = await transcript.one(tx, wanted.talk)
    if talk is None:
        raise Refused("no_such_conversation")
    hosted = registry.adapter(talk.channel).hosted
    number = wanted.typed.get("version", "")
    return Scene(
        Place(engine.house, signed.salon_id, wanted.talk, hosted),
        Voice(Holder.OPERATOR, signed.operator_id, signed.name),
        int(number) if number.isdecimal() and number.isascii() and len(number) < 10 else -1,
        wanted.typed,
    )


async def _take(scene: Scene) -> Parcels:
    await relay.take(scene.place, scene.by, scene.seen)
    return ()


async def _say(scene: Scene) -> Parcels:
    text, post = scene.typed.get("text", ""), scene.typed.get("post", "")[:64]
    _, parcels = await relay.say(scene.place, scene.by, scene.seen, text, post or str(ids.new()))
    return parcels


async def _hand_back(scene: Scene) -> Parcels:
    async with scene.place.house.database.unit_of_work(scene.place.salon_id) as tx:
        owner = await ownership.read(tx, scene.place.conversation_id)
    if owner.voice.operator_id != scene.by.operator_id:
        raise Refused("moved_on", owner=owner)
    return await relay.hand_back(scene.place, scene.seen)


def _arranging(arranges: Arranges) -> Deed:
    """Make a deed of something arranged at the desk, told at once if the form says so."""

    async def deed(scene: Scene) -> Parcels:
        tell = bool(scene.typed.get("tell"))
        async with relay.arranging(scene.place, scene.by, scene.seen, tell=tell) as at:
            order = Order(
                by=at.tx.actor,
                cause="console",
                source="console",
                reason=scene.typed.get("reason", ""),
                key=scene.typed.get("post") or None,
                conversation_id=scene.place.conversation_id,
            )
            catalogue, now = at_the_counter(at.catalogue), scene.place.house.clock()
            form = diary.Scene(at.tx, scene.place.house, catalogue, order, now, scene.typed)
            at.steps.append(await arranges(at, form))
        return at.parcels

    return deed


async def _book(at: Bench, form: diary.Scene) -> str:
    """Book for the customer of the conversation; what is held for them makes room."""
    wants = asked_for(form.catalogue, form.typed)
    if not wants:
        raise Refused("service")
    start, order = form.start, form.overriding
    if at.session.held is not None:
        await desk.release(at.tx, at.talk.conversation_id)
        at.session = replace(at.session, held=None)
    await desk.book(
        at.tx,
        form.catalogue,
        wish=(wants,),
        start=start,
        customers=(await _customer(at, form),),
        order=replace(order, status=Status.CONFIRMED),
        now=form.now,
    )
    return "a person booked"


async def _customer(at: Bench, form: diary.Scene) -> CustomerId:
    """Give the conversation's customer, who is made at the first name."""
    if at.customer_id is None:
        at.customer_id = CustomerId(ids.new())
        name = contacts.name(form.typed.get("name", ""))
        await customers.keep(at.tx, form.house.vault, at.customer_id, {"name": name})
        at.session = replace(at.session, named=True)
    return at.customer_id


def _visit(name: str) -> Arranges:
    """Make what the diary does with one visit a deed for the conversation's own customer."""

    async def arranges(at: Bench, form: diary.Scene) -> str:
        visit = an_id(form.typed.get("id", ""))
        if visit is None or not await whose_visit(at.tx, BookingId(visit), at.customer_id):
            raise Refused("no_such_booking")
        await diary.DEEDS[name](form)
        return f"a person did {name}"

    return arranges


async def _wish(at: Bench, form: diary.Scene) -> str:
    """Put what the customer told a person in the place of what was wanted; nothing is held."""
    service = _service(form)
    who, day = an_id(form.typed.get("with", "")), a_day(form.typed.get("on", ""))
    known = {one.id for one in form.catalogue.staff}
    staff = (StaffId(who),) if who in known else ()
    readings = (When(first=day, last=day),) if day else ()
    await desk.release(at.tx, at.talk.conversation_id)
    draft = Draft(service=service.id, staff=staff, readings=readings)
    at.session = handoff.rewritten(at.session, draft)
    return f"a person noted {service.key}"


def _service(form: diary.Scene) -> Service:
    wanted = an_id(form.typed.get("service", ""))
    found = next((one for one in form.catalogue.services if one.id == wanted), None)
    if found is None:
        raise Refused("service")
    return found


def _said(refusal: Refused, request: Request, signed: Signed) -> str:
    """Say what went wrong: who has the conversation, or what the desk says."""
    owner = refusal.facts.get("owner")
    if isinstance(owner, Owner):
        return words.has_it(owner, signed.operator_id, door.house_of(request).clock())
    return words.REFUSALS.get(refusal.key) or diary.said(refusal)


DEEDS: Mapping[str, Deed] = {
    "take": _take,
    "say": _say,
    "hand_back": _hand_back,
    "book": _arranging(_book),
    "move": _arranging(_visit("move")),
    "cancel": _arranging(_visit("cancel")),
    "wish": _arranging(_wish),
}
"""What can be done in a conversation, by the last part of its address."""
