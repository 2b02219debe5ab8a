"""The page of cases: listed, closed, a message sent once more."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from booking import salons
from bot.console import door
from bot.console.cases import words
from bot.console.diary.wish import an_id
from bot.console.sessions import Signed
from bot.engine import Engine
from bot.page import moments, render
from channels import accounts, registry, transcript
from channels.outbox import Parcel
from dialog import repeating
from dialog.relay import Place
from foundation import cases
from foundation.cases import Case
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import ConversationId, OutboxId

HOME = "/console/cases"
_LOCALE = "en"
_LONGEST = 18  # digits of a case's number


@dataclass(frozen=True, slots=True)
class Row:
    """One case as the page shows it; `talk` is its conversation, "" for none."""

    id: int
    title: str
    cure: str
    details: str
    account: str
    talk: str
    again: bool
    seen: int
    iso: str
    time: str


async def show(request: Request, signed: Signed) -> Response:
    """Answer `GET /console/cases`."""
    return await _page(request, signed)


async def act(request: Request, signed: Signed, fields: Mapping[str, str]) -> Response:
    """Answer `POST /console/cases/{deed}`: close a case, or send its message again."""
    deed, typed = request.path_params["deed"], fields.get("id", "")
    if deed not in DEEDS:
        return PlainTextResponse("Not found", 404)
    engine: Engine = request.app.state.engine
    actor = f"operator:{signed.operator_id}"
    try:
        async with engine.house.database.unit_of_work(signed.salon_id, actor=actor) as tx:
            parcels = await DEEDS[deed](tx, engine, await _close(tx, typed, actor))
    except Refused as refusal:
        return await _page(request, signed, wrong=words.REFUSALS[refusal.key], status=409)
    engine.send_soon(parcels)
    await engine.house.live.publish(f"salon:{signed.salon_id}", deed)
    return RedirectResponse(HOME, 303)


async def _close(tx: Tx, typed: str, actor: str) -> cases.Facts:
    """Close the case that a form names; raises Refused("closed")."""
    plain = typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST
    facts = await cases.close(tx, int(typed), actor) if plain else None
    if facts is None:
        raise Refused("closed")
    return facts


async def _nothing_more(_tx: Tx, _engine: Engine, _facts: cases.Facts) -> tuple[Parcel, ...]:
    return ()


async def _again(tx: Tx, engine: Engine, facts: cases.Facts) -> tuple[Parcel, ...]:
    number, talk = facts.get("message"), an_id(str(facts.get("conversation")))
    found = await transcript.one(tx, ConversationId(talk)) if talk else None
    if found is None or not isinstance(number, int):
        raise Refused("no_such_message")
    hosted = registry.adapter(found.channel).hosted
    place = Place(engine.house, tx.salon_id, found.conversation_id, hosted)
    return await repeating.again(tx, place, OutboxId(number))


Deed = Callable[[Tx, Engine, cases.Facts], Awaitable[tuple[Parcel, ...]]]
DEEDS: Final[Mapping[str, Deed]] = {"close": _nothing_more, "again": _again}


async def _page(
    request: Request, signed: Signed, *, wrong: str = "", status: int = 200
) -> Response:
    house = door.house_of(request)
    async with house.database.unit_of_work(signed.salon_id) as tx:
        listed = await cases.listed(tx)
        names = {str(one.account_id): one.name for one in await accounts.listed(tx, house)}
        zone = (await salons.load_catalogue(tx)).zone
    now = house.clock()
    rows = [
        Row(
            one.id,
            *words.said(one.kind),
            words.details(one.facts),
            names.get(str(one.facts.get("account")), ""),
            str(one.facts.get("conversation") or ""),
            _repeats(one),
            one.seen,
            one.last_at.isoformat(),
            moments.said_at(one.last_at, now, zone, _LOCALE),
        )
        for one in listed
    ]
    return render.page(
        "cases.html",
        status,
        theme=door.theme(request),
        csrf=door.form_token(request, signed),
        operator=signed,
        rows=rows,
        cases=len(rows),
        wrong=wrong,
    )


def _repeats(one: Case) -> bool:
    return "message" in one.facts and one.kind != "window_closed"
