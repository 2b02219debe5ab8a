"""An Evolution server's address space: `/message/sendText/<instance>` with its neighbours."""

from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

import msgspec

from bot.stand_ins.door import Answer, Call, Wish
from bot.stand_ins.evolution import refusals
from bot.stand_ins.evolution.provider import Evolution, jid
from bot.stand_ins.evolution.refusals import lacks, nobody, refuse
from bot.stand_ins.evolution.world import APIKEY, Instance, World
from bot.stand_ins.faults import Fault
from bot.stand_ins.mail import Json, Webhook
from bot.stand_ins.world import Chat, Said

_MOST_BUTTONS: Final = 3

Choices = tuple[tuple[str, str], ...]


class ServerApi:
    """Answers calls about instances."""

    def __init__(self, world: World, provider: Evolution) -> None:
        """Take what exists."""
        self._world = world
        self._provider = provider

    async def read(self, call: Call) -> Wish:
        """Check the key, find the instance; raises Refusal."""
        if call.header(b"apikey") != APIKEY:
            raise refuse(401)
        path, _, name = call.path.strip("/").rpartition("/")
        operation = f"{call.method} {path}"
        if operation not in self._operations:
            raise refuse(404, [f"Cannot {call.method} {call.path}"])
        instance = self._world.line(unquote(name))
        if instance is None:
            raise refuse(404, [f'The "{unquote(name)}" instance does not exist'])
        self._world.base = f"http://{call.header(b'host')}"
        said = _object(call.body) if call.method == "POST" else {}
        does = self._operations[operation]
        name = path.rpartition("/")[2].lower()
        return Wish(name, said.get("number"), lambda: does(self, instance, said))

    def failure(self, fault: Fault) -> Answer:
        """Give the server's words for a scripted failure."""
        return refusals.failure(fault)

    def _text(self, instance: Instance, said: Json) -> Answer:
        text = said.get("text")
        if not isinstance(text, str) or not text:
            raise lacks("text")
        return self._sent(instance, said, text, ())

    def _buttons(self, instance: Instance, said: Json) -> Answer:
        given = said.get("buttons")
        if not isinstance(given, list) or not given:
            raise refuse(400, ["At least one button is required"])
        if len(given) > _MOST_BUTTONS:
            raise refuse(400, ["Maximum of 3 reply buttons allowed"])
        choices = tuple((str(one["id"]), str(one["displayText"])) for one in given)
        return self._sent(instance, said, _titled(said), choices)

    def _list(self, instance: Instance, said: Json) -> Answer:
        sections = said.get("sections")
        if not isinstance(sections, list) or not sections:
            raise lacks("sections")
        rows = [row for section in sections for row in section.get("rows", ())]
        choices = tuple((str(one["rowId"]), str(one["title"])) for one in rows)
        return self._sent(instance, said, _titled(said), choices, listed=True)

    def _sent(
        self, instance: Instance, said: Json, text: str, choices: Choices, *, listed: bool = False
    ) -> Answer:
        chat = self._chat(instance, said)
        if instance.state != "open":
            raise refuse(500, "Connection Closed")
        if not self._provider.exists(chat):
            raise nobody(chat.who)
        at = self._world.seconds()
        message = Said(self._provider.new_id(), "bot", text, at, choices, listed)
        self._provider.sent(instance, chat, message)
        key = {"remoteJid": jid(chat.who), "fromMe": True, "id": message.id}
        return Answer(
            201,
            {
                "key": key,
                "pushName": "",
                "status": "PENDING",
                "message": {"conversation": text},
                "contextInfo": None,
                "messageType": "conversation",
                "messageTimestamp": at,
                "instanceId": instance.id,
                "source": "unknown",
            },
        )

    def _chat(self, instance: Instance, said: Json) -> Chat:
        number = said.get("number")
        if not isinstance(number, str):
            raise lacks("number")
        address = self._provider.address(number)
        if address is None:
            raise nobody(number)
        return instance.chat(address)

    def _set_webhook(self, instance: Instance, said: Json) -> Answer:
        hook = said.get("webhook")
        if not isinstance(hook, dict) or "enabled" not in hook:
            raise lacks("webhook")
        url = str(hook.get("url", "")) if hook["enabled"] else ""
        if url and not url.startswith(("http://", "https://")):
            raise refuse(400, ['Invalid "url" property'])
        instance.headers = {str(k): str(v) for k, v in (hook.get("headers") or {}).items()}
        instance.events = frozenset(map(str, hook.get("events") or ()))
        instance.by_events = bool(hook.get("byEvents"))
        instance.redirect(Webhook(url))
        self._world.deliver(instance)
        return Answer(201, _hook(instance))

    def _webhook(self, instance: Instance, _said: Json) -> Answer:
        return Answer(200, _hook(instance))

    def _state(self, instance: Instance, _said: Json) -> Answer:
        said = {"instanceName": instance.key, "state": instance.state}
        return Answer(200, {"instance": said})

    def _nothing(self, _instance: Instance, _said: Json) -> Answer:
        """Show "typing", blue ticks: nobody sees them here."""
        return Answer(201, {"message": "Read messages", "read": "success"})

    _operations: Final[dict[str, Callable[["ServerApi", Instance, Json], Answer]]] = {
        "POST message/sendText": _text,
        "POST message/sendButtons": _buttons,
        "POST message/sendList": _list,
        "POST webhook/set": _set_webhook,
        "GET webhook/find": _webhook,
        "GET instance/connectionState": _state,
        "POST chat/sendPresence": _nothing,
        "POST chat/markMessageAsRead": _nothing,
    }


def _titled(said: Json) -> str:
    texts = (said.get("title"), said.get("description"))
    return "\n".join(str(text) for text in texts if text)


def _hook(instance: Instance) -> Json:
    return {
        "enabled": bool(instance.webhook.url),
        "url": instance.webhook.url,
        "headers": instance.headers,
        "webhookByEvents": instance.by_events,
        "webhookBase64": False,
        "events": sorted(instance.events),
    }


def _object(body: bytes) -> Json:
    try:
        return msgspec.json.decode(body or b"{}", type=Json)
    except (ValueError, RecursionError) as error:
        raise refuse(400, ["the body is no JSON object"]) from error
