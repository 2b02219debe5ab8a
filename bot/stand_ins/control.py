"""A stand-in's own address space: customers' actions, faults, what was sent."""

import asyncio
from typing import Annotated, Final, Generic, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.stand_ins.faults import BREAKS, Fault, Script
from bot.stand_ins.mail import Json, Mailbox, Parcel
from bot.stand_ins.provider import NoSuchButton, Provider, Wrong
from bot.stand_ins.world import Room

T = TypeVar("T")
B = TypeVar("B", bound=Mailbox)
R = TypeVar("R", bound=Room)

Times = Annotated[int, msgspec.Meta(ge=1, le=1000)]
Name = str | int

_LONGEST_WAIT: Final = 50.0


class Say(msgspec.Struct, frozen=True):
    """The customer writes; delivered `times` over."""

    chat: Name
    text: str
    name: str = ""
    language: str = ""
    times: Times = 1
    bot: Name = ""


class Tap(msgspec.Struct, frozen=True):
    """The customer taps a button, or forges one that is not there."""

    chat: Name
    data: str
    forged: bool = False
    times: Times = 1
    bot: Name = ""


class Turn(msgspec.Struct, frozen=True):
    """One of the provider's knobs gets a value."""

    chat: Name
    knob: str
    value: str = ""
    bot: Name = ""


class Point(msgspec.Struct, frozen=True):
    """The account's news go to an address."""

    url: str
    chat: Name = ""
    bot: Name = ""


class Again(msgspec.Struct, frozen=True):
    """A delivery is repeated, as if its answer had been lost."""

    delivery: int
    times: Times = 1
    chat: Name = ""
    bot: Name = ""


class Control(Generic[B, R]):
    """Plays the customer on request, scripts failures, shows what was sent."""

    def __init__(self, provider: Provider[B, R], script: Script, closed: asyncio.Event) -> None:
        """Take the provider, what shall fail, the event that ends all waits."""
        self._provider = provider
        self._script = script
        self._closed = closed

    def routes(self) -> list[Route]:
        """Give the routes under `/_stand_in`."""
        return [
            Route("/_stand_in/say", self.say, methods=["POST"]),
            Route("/_stand_in/tap", self.tap, methods=["POST"]),
            Route("/_stand_in/turn", self.turn, methods=["POST"]),
            Route("/_stand_in/webhook", self.point, methods=["POST"]),
            Route("/_stand_in/again", self.again, methods=["POST"]),
            Route("/_stand_in/fault", self.fault, methods=["POST", "DELETE"]),
            Route("/_stand_in/deliveries", self.deliveries),
            Route("/_stand_in/chats", self.chats),
            Route("/_stand_in/chats/{chat}", self.chat),
            *self._provider.routes(),
        ]

    def account(self, name: Name) -> B:
        """Give the account of this name; no name or 0 is the one that came first; raises Wrong."""
        for account in self._provider.accounts():
            if str(name) in {"", "0", self._provider.name(account)}:
                return account
        raise Wrong(409, f"no such {self._provider.facts.account.lower()} has called yet")

    async def say(self, request: Request) -> Response:
        """Write as the customer."""
        asked = await read(request, Say)
        account = self.account(asked.bot)
        room = self._provider.room(account, str(asked.chat))
        room.name = asked.name or room.name
        room.language = asked.language or room.language
        if not asked.text.strip():
            raise Wrong(400, "a message needs a text")
        done = self._provider.say(account, room, asked.text, asked.times)
        return self.done(request, account, room, done)

    async def tap(self, request: Request) -> Response:
        """Tap as the customer."""
        asked = await read(request, Tap)
        account = self.account(asked.bot)
        room = self._provider.room(account, str(asked.chat))
        try:
            done = self._provider.tap(
                account, room, asked.data, forged=asked.forged, times=asked.times
            )
        except NoSuchButton as error:
            raise Wrong(404, "no message in this chat has such a button") from error
        return self.done(request, account, room, done)

    async def turn(self, request: Request) -> Response:
        """Turn a knob of the provider."""
        asked = await read(request, Turn)
        account = self.account(asked.bot)
        room = self._provider.room(account, str(asked.chat))
        known = {one.name: one for one in self._provider.knobs(account, room)}
        if asked.knob not in known:
            raise Wrong(400, f"what can be turned: {', '.join(known) or 'nothing'}")
        if asked.value not in known[asked.knob].values:
            raise Wrong(400, f"{asked.knob} is one of: {', '.join(known[asked.knob].values)}")
        self._provider.turn(account, room, asked.knob, asked.value)
        return self.done(request, account, room, {"ok": True})

    async def point(self, request: Request) -> Response:
        """Set the webhook's address by hand."""
        asked = await read(request, Point)
        account = self.account(asked.bot)
        if not self._provider.facts.settable:
            raise Wrong(400, "here the webhook is set by a call of the API")
        if not asked.url.startswith(("http://", "https://")):
            raise Wrong(400, "a webhook's address begins with https:// (or http:// to a stand-in)")
        await self._provider.point(account, asked.url)
        return self.done(request, account, str(asked.chat), {"ok": True})

    async def again(self, request: Request) -> Response:
        """Repeat a delivery."""
        asked = await read(request, Again)
        account = self.account(asked.bot)
        parcel = account.find(asked.delivery)
        if parcel is None:
            raise Wrong(404, "no such delivery is remembered")
        for _ in range(asked.times):
            self._provider.again(account, parcel)
        return self.done(request, account, str(asked.chat), {"ok": True})

    async def fault(self, request: Request) -> Response:
        """Script a failure, or forget all that are still to come."""
        if request.method == "DELETE":
            self._script.faults.clear()
            return JSONResponse({"ok": True})
        fault = await read(request, Fault)
        if fault.kind not in BREAKS | self._provider.facts.faults:
            raise Wrong(400, f"no fault is called {fault.kind!r}")
        self._script.faults.append(fault)
        return JSONResponse({"ok": True})

    async def deliveries(self, request: Request) -> Response:
        """List what was delivered, what is on its way, what failed; the newest first."""
        return JSONResponse(delivered(self.account(request.query_params.get("bot", ""))))

    async def chats(self, request: Request) -> Response:
        """List an account's chats."""
        account = self.account(request.query_params.get("bot", ""))
        rooms = self._provider.rooms(account)
        chats = [{"chat": self._called(one), "name": one.name, "said": one.said} for one in rooms]
        return JSONResponse({"bot": self._provider.name(account), "chats": chats})

    async def chat(self, request: Request) -> Response:
        """Show a chat; with `after`, `wait` seconds at most until the bot said more than that."""
        account = self.account(request.query_params.get("bot", ""))
        room = self._provider.room(account, request.path_params["chat"])
        if "after" in request.query_params:
            await self._until_said(room, _number(request, "after"), _number(request, "wait"))
        known = self._provider.knobs(account, room)
        return JSONResponse(
            {
                "chat": self._called(room),
                "said": room.said,
                "blocked": room.blocked,
                "messages": self._provider.shown(room),
                "knobs": {knob.name: value for knob, value in known.items()},
            }
        )

    async def _until_said(self, room: R, after: int, seconds: float) -> None:
        woken = asyncio.Event()
        room.watchers.add(woken)
        try:
            async with asyncio.timeout(min(seconds, _LONGEST_WAIT)):
                while room.said <= after and not self._closed.is_set():
                    woken.clear()
                    await woken.wait()
        except TimeoutError:
            return
        finally:
            room.watchers.discard(woken)

    def _called(self, room: R) -> Name:
        return int(room.who) if self._provider.facts.numeric else room.who

    def done(self, request: Request, account: B, room: R | str, said: Json) -> Response:
        """Answer a program with what was done, a browser with the chat's page."""
        if "text/html" in request.headers.get("accept", ""):
            who = room if isinstance(room, str) else room.who
            where = request.url_for("page").include_query_params(
                bot=self._provider.name(account), chat=who
            )
            return RedirectResponse(f"{where.path}?{where.query}", 303)
        return JSONResponse(said)


def delivered(account: Mailbox) -> list[Json]:
    """Give an account's deliveries as a person sees them, the newest first."""
    return [_delivery(one) for one in reversed((*account.over, *account.updates))]


def _delivery(parcel: Parcel) -> Json:
    over = parcel.taken or not (parcel.busy or parcel.resting or parcel.tries == 0)
    state = "taken" if parcel.taken else "given up" if over else "waiting"
    return {
        "number": parcel.number,
        "what": parcel.what,
        "chat": parcel.chat,
        "state": state,
        "tries": parcel.tries,
        "outcome": parcel.outcome,
    }


async def explain(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's shape
    """Turn Wrong into its answer."""
    status = error.status if isinstance(error, Wrong) else 500
    return JSONResponse({"error": str(error)}, status)


async def read(request: Request, shape: type[T]) -> T:
    """Read JSON, or a form of the page; raises Wrong."""
    try:
        if request.headers.get("content-type", "").startswith("application/json"):
            return msgspec.json.decode(await request.body(), type=shape)
        async with request.form() as form:
            return msgspec.convert(dict(form), shape, strict=False)
    except (ValueError, RecursionError) as error:
        raise Wrong(400, f"unreadable request: {error}") from error


def _number(request: Request, name: str) -> int:
    value = request.query_params.get(name, "0")
    if not value.isdecimal() or len(value) > 16:
        raise Wrong(400, f"{name} must be a number")
    return int(value)
