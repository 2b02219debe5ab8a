"""OpenPhone's API: `/v1/messages`, its numbers; the newer one has no `/v1`."""

import asyncio
from typing import Final

import msgspec

from bot.stand_ins.door import Answer, Call, Wish
from bot.stand_ins.faults import Bucket, Fault
from bot.stand_ins.mail import Json
from bot.stand_ins.openphone import refusals
from bot.stand_ins.openphone.provider import OpenPhone
from bot.stand_ins.openphone.refusals import invalid, refuse
from bot.stand_ins.openphone.world import API_KEY, PHONE, Number, World
from bot.stand_ins.world import Said

_LONGEST: Final = 1600
_A_SECOND: Final = 10


class PublicApi:
    """Answers calls of the workspace."""

    def __init__(self, world: World, provider: OpenPhone, *, flood: bool = False) -> None:
        """Take what exists, whether the rate limit holds."""
        self._world = world
        self._provider = provider
        self._flood = Bucket(_A_SECOND, _A_SECOND) if flood else None

    async def read(self, call: Call) -> Wish:
        """Check the key, which has no scheme before it; raises Refusal."""
        if call.header(b"authorization") != API_KEY:
            raise refuse(401)
        if self._flood and self._flood.wait(asyncio.get_running_loop().time()):
            raise refuse(429)
        path = call.path.removeprefix("/v1")
        if (call.method, path) == ("POST", "/messages"):
            said = _object(call.body)
            to = said.get("to")
            return Wish(
                "messages", to[0] if isinstance(to, list) and to else None, lambda: self._sent(said)
            )
        if (call.method, path) == ("GET", "/phone-numbers"):
            return Wish("phone-numbers", None, self._numbers)
        raise refuse(404)

    def failure(self, fault: Fault) -> Answer:
        """Give OpenPhone's words for a scripted failure."""
        return refusals.failure(fault)

    def _sent(self, said: Json) -> Answer:
        text = said.get("content")
        if not isinstance(text, str) or not text.strip():
            raise invalid("content", "Expected string length greater or equal to 1", text)
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST:
            raise invalid("content", "Expected string length less or equal to 1600", text)
        number, to = self._sender(said.get("from")), _recipient(said.get("to"))
        now = self._world.clock()
        message = Said(self._provider.new_id(), "bot", text, int(now.timestamp()))
        self._provider.sent(number, number.chat(to), message)
        stamp = f"{now:%Y-%m-%dT%H:%M:%SZ}"
        return Answer(
            202,
            {
                "data": {
                    "id": message.id,
                    "to": [to],
                    "from": number.key,
                    "text": text,
                    "phoneNumberId": number.id,
                    "direction": "outgoing",
                    "userId": "USstandin",
                    "status": "queued",
                    "createdAt": stamp,
                    "updatedAt": stamp,
                }
            },
        )

    def _sender(self, given: object) -> Number:
        found = [one for one in self._world.lines.values() if given in {one.key, one.id}]
        if not isinstance(given, str) or not (given.startswith("PN") or PHONE.fullmatch(given)):
            raise invalid("from", "Expected a phone number or its id", given)
        if not found:
            raise refuse(404, "Phone number not found")
        return found[0]

    def _numbers(self) -> Answer:
        known = [
            {"id": one.id, "number": one.key, "name": "Stand-in", "users": []}
            for one in self._world.lines.values()
        ]
        return Answer(200, {"data": known})


def _recipient(given: object) -> str:
    if not isinstance(given, list) or len(given) != 1:
        raise invalid("to", "Expected array length to be 1", given)
    if not isinstance(given[0], str) or not PHONE.fullmatch(given[0]):
        raise invalid("to/0", "Expected a phone number in E.164 format", given[0])
    return given[0]


def _object(body: bytes) -> Json:
    try:
        return msgspec.json.decode(body, type=Json)
    except (ValueError, RecursionError) as error:
        raise refuse(400, "The request body is no JSON object") from error
