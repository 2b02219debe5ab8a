"""Twilio's REST API: `/2010-04-01/Accounts/<sid>/Messages.json` with its neighbours."""

import asyncio
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qsl

from bot.stand_ins.door import Answer, Call, Wish
from bot.stand_ins.faults import Bucket, Fault
from bot.stand_ins.mail import Json, Webhook
from bot.stand_ins.twilio import refusals
from bot.stand_ins.twilio.provider import Twilio
from bot.stand_ins.twilio.refusals import refuse
from bot.stand_ins.twilio.world import AUTH_TOKEN, PHONE, SERVICE, Sender, World
from bot.stand_ins.world import Said
from channels import gsm

_PATH: Final = re.compile(r"/2010-04-01/Accounts/(AC[0-9A-Za-z]{1,62})(/.*)?\.json")
_LONGEST: Final = 1600
_AT_ONCE: Final = 100  # requests a second

Form = Mapping[str, str]


class RestApi:
    """Answers calls of an account: messages, its numbers, itself."""

    def __init__(self, world: World, provider: Twilio, *, flood: bool = False) -> None:
        """Take what exists, whether the rate limit holds."""
        self._world = world
        self._provider = provider
        self._flood = Bucket(_AT_ONCE, _AT_ONCE) if flood else None

    async def read(self, call: Call) -> Wish:
        """Check the account with its token; raises Refusal."""
        found = _PATH.fullmatch(call.path)
        if not found:
            raise refuse(20404, f"The requested resource {call.path} was not found")
        sid, rest = found[1], found[2] or ""
        pair = b64encode(f"{sid}:{AUTH_TOKEN}".encode()).decode()
        if call.header(b"authorization") != f"Basic {pair}":
            raise refuse(20003)
        given = dict(parse_qsl(call.body.decode("utf-8", "replace"), keep_blank_values=True))
        does = self._does(call, sid, rest, given)
        if does is None:
            raise refuse(20404, f"The requested resource {call.path} was not found")
        name = rest.strip("/").partition("/")[0].lower() or "account"
        return Wish(name, given.get("To"), does)

    def failure(self, fault: Fault) -> Answer:
        """Give Twilio's words for a scripted failure."""
        return refusals.failure(fault)

    def _does(self, call: Call, sid: str, rest: str, form: Form) -> Callable[[], Answer] | None:
        asked = call.method, rest
        if asked == ("GET", ""):
            return lambda: _account(sid)
        if asked == ("POST", "/Messages"):
            return lambda: self._sent(sid, form)
        if asked == ("GET", "/IncomingPhoneNumbers"):
            wanted = dict(parse_qsl(call.query)).get("PhoneNumber", "")
            return lambda: self._numbers(sid, wanted)
        number = self._number(rest.removeprefix("/IncomingPhoneNumbers/"))
        if call.method == "POST" and number:
            return lambda: self._changed(number, form)
        return None

    def _sent(self, sid: str, form: Form) -> Answer:
        if self._flood and self._flood.wait(asyncio.get_running_loop().time()):
            raise refuse(20429)
        sender = self._sender(sid, form)
        to, body = form.get("To", ""), form.get("Body", "")
        _check(to, body)
        chat = sender.chat(to)
        if chat.opted_out:
            raise refuse(21610)
        message = Said(self._provider.new_id(), "bot", body, self._world.seconds())
        self._provider.sent(sender, chat, message, form.get("StatusCallback", ""))
        return Answer(201, self._described(sid, sender, to, message))

    def _sender(self, sid: str, form: Form) -> Sender:
        given = form.get("From") or form.get("MessagingServiceSid") or ""
        if not given:
            raise refuse(21603)
        if not (PHONE.fullmatch(given) or SERVICE.fullmatch(given)):
            raise refuse(21606)
        line = self._world.line(given)
        if line is None:
            raise refuse(21659)
        line.sid = sid
        return line

    def _described(self, sid: str, sender: Sender, to: str, message: Said) -> Json:
        service = sender.key if SERVICE.fullmatch(sender.key) else None
        return {
            "sid": message.id,
            "account_sid": sid,
            "messaging_service_sid": service,
            "status": "accepted" if service else "queued",
            "num_segments": "0" if service else str(gsm.segments(message.text)),
            "num_media": "0",
            "error_code": None,
            "error_message": None,
            "to": to,
            "from": None if service else sender.number,
            "direction": "outbound-api",
            "body": message.text,
            "api_version": "2010-04-01",
        }

    def _numbers(self, sid: str, wanted: str) -> Answer:
        asked = self._world.line(wanted) if PHONE.fullmatch(wanted) else None
        if asked:
            asked.sid = sid
        known = [one for one in self._world.lines.values() if wanted in {"", one.key}]
        return Answer(200, {"incoming_phone_numbers": [_phone(one) for one in known]})

    def _number(self, phone_sid: str) -> Sender | None:
        lines = self._world.lines.values()
        return next((one for one in lines if one.phone_sid == phone_sid), None)

    def _changed(self, number: Sender, form: Form) -> Answer:
        if "SmsUrl" in form:
            number.redirect(Webhook(form["SmsUrl"]))
            self._world.deliver(number)
        return Answer(200, _phone(number))


def _check(to: str, body: str) -> None:
    if not to:
        raise refuse(21604)
    if not PHONE.fullmatch(to):
        raise refuse(21211, f"The 'To' number {to} is not a valid phone number.")
    if not body:
        raise refuse(21602)
    if len(body.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST:
        raise refuse(21617)


def _account(sid: str) -> Answer:
    return Answer(200, {"sid": sid, "friendly_name": "Stand-in", "status": "active"})


def _phone(one: Sender) -> Json:
    return {
        "sid": one.phone_sid,
        "account_sid": one.sid,
        "phone_number": one.key,
        "friendly_name": one.key,
        "sms_url": one.webhook.url,
        "sms_method": "POST",
        "sms_application_sid": "",
        "capabilities": {"sms": True, "mms": True, "voice": False},
    }
