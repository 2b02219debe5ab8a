"""What the forms of channels do: connect, renew, check again, disconnect."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot import hookup
from bot.console import door
from bot.console.channels import pages, sight, words
from bot.console.channels.outward import outward
from bot.console.sessions import Signed
from bot.engine import Engine
from bot.hookup import Place, Secrets
from channels import registry
from channels.accounts import Connected
from channels.port import Account
from foundation import ids
from foundation.errors import Permanent, Transient, Unknown


class Wrong(Exception):
    """What was typed does not do: one sentence in `args[0]`, the `cure` in another."""

    def __init__(self, sentence: str, cure: str = "") -> None:
        """Keep both."""
        super().__init__(sentence)
        self.cure = cure


async def connect(request: Request, signed: Signed, fields: Mapping[str, str]) -> Response:
    """Answer `POST /console/channels/connect/{kind}`: test, store, tell the provider."""
    kind = request.path_params["kind"]
    if kind not in registry.NEEDED:
        return pages.nowhere()
    desk = Desk(request, signed)
    try:
        made = await desk.connect(kind, _typed(words.KINDS[kind].fields, fields))
    except Wrong as wrong:
        said, cure = wrong.args[0], wrong.cure
        return await pages.form(
            request, signed, kind, typed=fields, wrong=said, cure=cure, status=422
        )
    return await desk.introduced(made, "connected")


async def act(request: Request, signed: Signed, fields: Mapping[str, str]) -> Response:
    """Answer `POST /console/channels/{account}/{deed}`."""
    deed, desk = DEEDS.get(request.path_params["deed"]), Desk(request, signed)
    if deed is None:
        return PlainTextResponse("Not found", 404)
    found = await pages.find(request, signed)
    return await deed(desk, found, fields) if found else pages.nowhere()


@dataclass(frozen=True, slots=True)
class Desk:
    """One operator with one form; no secret leaves here but to its provider and the vault."""

    request: Request
    signed: Signed

    async def connect(self, kind: str, typed: Secrets) -> Connected:
        """Connect an account that works; raises Wrong, then nothing is stored."""
        given = _read(kind, typed)
        if missing := hookup.missing(kind, given):
            fields = words.KINDS[kind].fields.items()
            labels = ", ".join(one.label for name, one in fields if name in missing)
            raise Wrong(words.REFUSED["missing"].format(labels))
        if "url" in given and door.production(self.request) and not await outward(given["url"]):
            raise Wrong(words.REFUSED["outward"])
        return await self._kept(kind, given, None)

    async def renew(self, before: Connected, fields: Mapping[str, str]) -> Response:
        """Store new secrets of an account, once its provider takes them."""
        kind = before.account.kind
        typed = _typed(pages.renewed(kind), fields)
        try:
            made = await self._kept(kind, _renewal(before, typed), before)
        except Wrong as wrong:
            said = f"{wrong.args[0]} {wrong.cure}".strip()
            return await pages.one(self.request, self.signed, before, wrong=said, status=422)
        return await self.introduced(made, "renewed")

    async def check(self, before: Connected, _: Mapping[str, str]) -> Response:
        """Ask the provider again, tell it again where to deliver."""
        return await self.introduced(before, "checked")

    async def leave(self, before: Connected, _: Mapping[str, str]) -> Response:
        """Disconnect an account."""
        try:
            await hookup.leave(self._engine.house, before, self._actor)
        except Permanent as refused:
            said = sight.sentence(refused.reason)
            return await pages.one(self.request, self.signed, before, wrong=said, status=409)
        self._engine.accounts.forget(before)
        return RedirectResponse(f"{pages.HOME}?gone={before.account.kind}", 303)

    async def introduced(self, made: Connected, how: str) -> Response:
        """Tell the provider where to deliver; what only a person can do there is shown at once."""
        place = await self._introduced(made) if made.at_home else None
        if place and place.cure:
            return await pages.one(self.request, self.signed, made, place=place)
        return RedirectResponse(f"{pages.HOME}/{made.account_id}?now={how}", 303)

    async def _kept(self, kind: str, given: Secrets, before: Connected | None) -> Connected:
        house = self._engine.house
        token = before.account.token if before else ids.token()
        secrets = hookup.complete(house.settings, kind, token, given, before)
        said = await hookup.tested(Account(kind, token, secrets))
        if said.wrong:
            raise Wrong(sight.reason(said), sight.cure(words.KINDS[kind], said))
        try:
            made = await hookup.store(house, self.signed.salon_id, kind, given, self._actor)
        except Permanent as refused:
            raise Wrong(sight.sentence(refused.reason)) from None
        self._engine.accounts.forget(made)
        return made

    async def _introduced(self, made: Connected) -> Place:
        settings = self._engine.house.settings
        try:
            return await hookup.introduce(settings, made)
        except (Transient, Unknown) as failure:
            cure = f"{failure.reason}; check again in a minute"
            return replace(hookup.placed(settings, made), cure=cure)

    @property
    def _engine(self) -> Engine:
        engine: Engine = self.request.app.state.engine
        return engine

    @property
    def _actor(self) -> str:
        return f"operator:{self.signed.operator_id}"


Deed = Callable[[Desk, Connected, Mapping[str, str]], Awaitable[Response]]
DEEDS: Final[Mapping[str, Deed]] = {
    "check": Desk.check,
    "renew": Desk.renew,
    "disconnect": Desk.leave,
}


def _typed(names: Mapping[str, words.Field], fields: Mapping[str, str]) -> dict[str, str]:
    """Take the fields of ours alone: no other secret is set from outside."""
    return {name: fields[name] for name in names if fields.get(name, "").strip()}


def _read(kind: str, typed: Secrets) -> dict[str, str]:
    try:
        return hookup.read(kind, typed)
    except Permanent as refused:
        raise Wrong(sight.sentence(refused.reason)) from None


def _renewal(before: Connected, typed: Secrets) -> dict[str, str]:
    if not typed:
        raise Wrong("Nothing was typed: what is left empty stays as it is.")
    try:
        return hookup.renewal(before, typed)
    except Permanent as refused:
        raise Wrong(sight.sentence(refused.reason)) from None
