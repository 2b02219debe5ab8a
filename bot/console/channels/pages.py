"""The pages of channels: all of them, one of them, the form that connects another."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from bot import hookup
from bot.console import door
from bot.console.channels import sight, words
from bot.console.diary.wish import an_id
from bot.console.sessions import Signed
from bot.hookup import Place
from bot.page import render
from channels import registry
from channels.accounts import Connected
from foundation import cases

HOME = "/console/channels"


async def show(request: Request, signed: Signed) -> Response:
    """Answer `GET /console/channels`."""
    salon = await sight.look(door.house_of(request), signed.salon_id)
    return _render(
        request,
        signed,
        "channels.html",
        cases=salon.cases,
        rows=await sight.rows(salon),
        kinds=words.KINDS,
        lacking="" if door.house_of(request).settings.public_url else words.NO_PUBLIC_URL,
        gone=words.KINDS.get(request.query_params.get("gone", "")),
    )


async def show_form(request: Request, signed: Signed) -> Response:
    """Answer `GET /console/channels/connect/{kind}`."""
    return await form(request, signed, request.path_params["kind"])


async def form(
    request: Request,
    signed: Signed,
    kind: str,
    *,
    typed: Mapping[str, str] | None = None,
    wrong: str = "",
    cure: str = "",
    status: int = 200,
) -> Response:
    """Show the form of a kind; of what was typed, what is no secret comes back."""
    if kind not in registry.NEEDED:
        return nowhere()
    house = door.house_of(request)
    async with house.database.unit_of_work(signed.salon_id) as tx:
        opened = await cases.count(tx)
    return _render(
        request,
        signed,
        "channel_connect.html",
        status,
        cases=opened,
        kind=kind,
        how=words.KINDS[kind],
        typed=shown(kind, typed or {}),
        wrong=wrong,
        cure=cure,
        lacking="" if house.settings.public_url else words.NO_PUBLIC_URL,
    )


async def show_one(request: Request, signed: Signed) -> Response:
    """Answer `GET /console/channels/{account}`."""
    found = await find(request, signed)
    return await one(request, signed, found) if found else nowhere()


async def one(
    request: Request,
    signed: Signed,
    connected: Connected,
    *,
    place: Place | None = None,
    wrong: str = "",
    status: int = 200,
) -> Response:
    """Show one account: whether it works, where its provider delivers, how it is renewed."""
    house, kind = door.house_of(request), connected.account.kind
    salon = await sight.look(house, signed.salon_id)
    row = sight.row(salon, connected, await sight.verdict(connected))
    return _render(
        request,
        signed,
        "channel.html",
        status,
        cases=salon.cases,
        one=row,
        how=words.KINDS[kind],
        place=place or hookup.placed(house.settings, connected),
        renewed=renewed(kind),
        both=bool(connected.account.secrets.get(registry.PROOF[kind], "").partition(",")[2]),
        proof=words.KINDS[kind].fields.get(registry.PROOF[kind]),
        fresh=request.query_params.get("now", ""),
        wrong=wrong,
    )


async def find(request: Request, signed: Signed) -> Connected | None:
    """Find the account that the path names; None for another salon's, for a disconnected one."""
    number = an_id(request.path_params["account"])
    salon = await sight.look(door.house_of(request), signed.salon_id)
    return salon.one(number)


def renewed(kind: str) -> dict[str, words.Field]:
    """Name what can be renewed of an account: all but what makes it this one, but for tokens."""
    fixed = {name for name in registry.IDENTITY[kind] if not words.KINDS[kind].fields[name].secret}
    return {name: one for name, one in words.KINDS[kind].fields.items() if name not in fixed}


def shown(kind: str, typed: Mapping[str, str]) -> dict[str, str]:
    """Give what may be shown again of what was typed."""
    fields = words.KINDS[kind].fields
    return {name: typed.get(name, "") for name, one in fields.items() if not one.secret}


def nowhere() -> Response:
    """Answer for a channel that this salon does not have."""
    return render.lone(
        404,
        "There is no such channel",
        "It was disconnected, or the address is not whole.",
        links={HOME: "Channels"},
    )


def _render(
    request: Request, signed: Signed, template: str, status: int = 200, /, **facts: object
) -> Response:
    return render.page(
        template,
        status,
        theme=door.theme(request),
        csrf=door.form_token(request, signed),
        operator=signed,
        **facts,
    )
