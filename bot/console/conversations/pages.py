"""The conversations' doors: the list, one conversation, the stream of news."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.console import door
from bot.console.conversations import live as news
from bot.console.conversations import words
from bot.console.conversations.pieces import pieces, printed
from bot.console.conversations.sight import Viewer, Wish, see, wish
from bot.console.sessions import Signed
from bot.guard.pace import Seats
from bot.page import live, patch, render
from foundation import cases

_SEATS = Seats(most=500, each=24)


async def show_list(request: Request, signed: Signed) -> Response:
    """Answer `GET /console/conversations`."""
    return await page(request, signed, wish(request.query_params))


async def show_one(request: Request, signed: Signed) -> Response:
    """Answer `GET /console/conversations/{id}`; an id that is not this salon's is not found."""
    wanted = wish(request.query_params, request.path_params["talk"])
    return await page(request, signed, wanted) if wanted.talk else unknown()


async def stream(request: Request, signed: Signed) -> Response:
    """Answer `GET /console/events` for `?talk=&only=&q=`, from the page named by the last event."""
    wanted = wish(request.query_params, request.query_params.get("talk", ""))
    known = request.headers.get("last-event-id") or request.query_params.get("known", "")
    reader = str(signed.operator_id)
    if not _SEATS.take(reader):
        return PlainTextResponse("Too many open pages", 429, {"retry-after": "20"})
    events = news.events(door.house_of(request), signed, wanted, known)
    closing = request.app.state.engine.closing
    return live.Stream(events, closing, lambda: _SEATS.leave(reader))


async def page(
    request: Request, signed: Signed, wanted: Wish, *, wrong: str = "", status: int = 200
) -> Response:
    """Print the page; `wrong` is said over the text field, whose words stay as typed."""
    house = door.house_of(request)
    async with house.database.unit_of_work(signed.salon_id) as tx:
        sight = await see(tx, house, wanted, Viewer.of(house, signed))
        open_cases = await cases.count(tx)
    if wanted.talk is not None and sight.sitting is None:
        return unknown()
    done = request.query_params.get("done", "") if request.method == "GET" else ""
    return render.page(
        "conversations.html",
        status,
        theme=door.theme(request),
        csrf=door.form_token(request, signed),
        operator=signed,
        cases=open_cases,
        known=patch.whole(pieces(sight)),
        here=f"{door.HOME}/{wanted.talk}" if wanted.talk else door.HOME,
        wrong=wrong,
        notice=words.DONE.get(done, ""),
        **printed(sight),
    )


def unknown() -> Response:
    """Say that there is no such conversation."""
    return render.lone(
        404,
        "No such conversation",
        "Nothing of this salon has this address.",
        links={door.HOME: "All conversations"},
    )
