"""The page of quick replies: listed, written, thrown away."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.console import door
from bot.console.diary.wish import an_id
from bot.console.quick import replies
from bot.console.sessions import Signed
from bot.page import render
from channels.clean import clean
from foundation import cases
from foundation.errors import Refused

HOME = "/console/quick-replies"
_WRONG = {
    "no_title": "Give it a short title: that is what you will pick it by.",
    "no_text": "Write what is to be said.",
    "too_many": f"{replies.MOST} are as many as anybody finds again. Throw one away first.",
    "no_such_reply": "Somebody threw this one away meanwhile.",
}


async def show(request: Request, signed: Signed) -> Response:
    """Answer `GET /console/quick-replies`."""
    return await _page(request, signed)


async def act(request: Request, signed: Signed, fields: Mapping[str, str]) -> Response:
    """Answer `POST /console/quick-replies/{deed}`: keep or remove."""
    deed, number = request.path_params["deed"], an_id(fields.get("id", ""))
    if deed not in {"keep", "remove"}:
        return PlainTextResponse("Not found", 404)
    typed = {name: clean(fields.get(name, "")) for name in ("title", "text")}
    try:
        async with door.house_of(request).database.unit_of_work(signed.salon_id) as tx:
            if deed == "keep":
                await replies.keep(tx, number, typed["title"], typed["text"])
            elif number is not None:
                await replies.remove(tx, number)
    except Refused as refusal:
        return await _page(request, signed, wrong=_said(refusal), typed=typed, status=409)
    return RedirectResponse(HOME, 303)


def _said(refusal: Refused) -> str:
    if refusal.key == "no_such_place":
        places = ", ".join(f"{{{one}}}" for one in replies.PLACES)
        return f"Nobody knows what {{{refusal.facts['place']}}} is. There are {places}."
    return _WRONG[refusal.key]


async def _page(
    request: Request,
    signed: Signed,
    *,
    wrong: str = "",
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    async with door.house_of(request).database.unit_of_work(signed.salon_id) as tx:
        listed = await replies.listed(tx)
        open_cases = await cases.count(tx)
    return render.page(
        "quick_replies.html",
        status,
        theme=door.theme(request),
        csrf=door.form_token(request, signed),
        operator=signed,
        listed=listed,
        cases=open_cases,
        places=replies.PLACES,
        typed=typed or {},
        wrong=wrong,
    )
