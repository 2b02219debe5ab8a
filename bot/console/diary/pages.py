"""The diary's doors for those who look: the grid with its panel, the stream of news."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from booking import salons
from bot.console import door
from bot.console.diary import live as news
from bot.console.diary import panel, words
from bot.console.diary.pieces import pieces, printed
from bot.console.diary.sight import see
from bot.console.diary.wish import HOME, Wish, a_day, an_id, wish
from bot.console.sessions import Signed
from bot.guard.pace import Seats
from bot.page import live, patch, render
from foundation import cases
from foundation.errors import Refused

_SEATS = Seats(most=500, each=24)


async def show(request: Request, signed: Signed) -> Response:
    """Answer `GET /console/diary`, also with a panel beside the grid."""
    wanted = await asked(request, signed, request.query_params)
    return await page(request, signed, wanted)


async def stream(request: Request, signed: Signed) -> Response:
    """Answer `GET /console/diary/events` for the grid of the address."""
    wanted = await asked(request, signed, request.query_params)
    known = request.headers.get("last-event-id") or request.query_params.get("known", "")
    reader = str(signed.operator_id)
    if not _SEATS.take(reader):
        return PlainTextResponse("Too many open pages", 429, {"retry-after": "20"})
    events = news.events(door.house_of(request), signed, wanted, known)
    closing = request.app.state.engine.closing
    return live.Stream(events, closing, lambda: _SEATS.leave(reader))


async def page(
    request: Request,
    signed: Signed,
    wanted: Wish,
    *,
    wrong: str = "",
    clashes: Sequence[tuple[str, UUID]] = (),
    status: int = 200,
) -> Response:
    """Print the diary; `wrong` is said in the panel, whose form keeps what was typed."""
    house = door.house_of(request)
    try:
        async with house.database.unit_of_work(signed.salon_id) as tx:
            sight = await see(tx, house, wanted)
            open_cases = await cases.count(tx)
    except Refused:
        return _unknown()
    facts = printed(sight)
    lost = wanted.panel != "" and facts["panel"] is None
    if lost:
        sight = replace(sight, wish=wanted.at(wanted.day))
        wrong = wrong or "That is not in the diary any more."
        facts = printed(sight)
    return render.page(
        "diary.html",
        status,
        theme=door.theme(request),
        csrf=door.form_token(request, signed),
        operator=signed,
        cases=open_cases,
        known=patch.whole(pieces(sight)),
        here=HOME,
        wrong=wrong,
        clashes=panel.clashes(sight, clashes),
        notice=_notice(request),
        **facts,
    )


async def asked(request: Request, signed: Signed, fields: Mapping[str, str]) -> Wish:
    """Read the wish of an address or a form; a day that it does not name is the salon's today."""
    house = door.house_of(request)
    day = a_day(fields.get("day", ""))
    if day is None:
        async with house.database.unit_of_work(signed.salon_id) as tx:
            zone = (await salons.load_catalogue(tx)).zone
        day = house.clock().astimezone(zone).date()
    # MDN: browsers of phones say "Mobi".
    return wish(fields, day, phone="Mobi" in request.headers.get("user-agent", ""))


def _notice(request: Request) -> tuple[str, str, UUID | None]:
    """Give what the action before has done: words, the name of its undoing, of what."""
    done = request.query_params.get("done", "") if request.method == "GET" else ""
    undo = {"block": "unblock", "cancel": "again"}.get(done, "")
    return words.NOTICES.get(done, ""), undo, an_id(request.query_params.get("of", ""))


def _unknown() -> Response:
    return render.lone(
        404,
        "No such booking",
        "Nothing in this salon's diary has this address.",
        links={HOME: "The diary"},
    )
