"""What Twilio refuses, in its own words."""

from typing import Final

from bot.stand_ins.door import Answer, Refusal, gateway
from bot.stand_ins.faults import Fault

_WORDS: Final[dict[int, tuple[int, str]]] = {
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "Internal Server Error"),
    20503: (503, "Service unavailable"),
    21211: (400, "The 'To' number is not a valid phone number."),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (400, "The 'From' phone number provided is not a valid message-capable number"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21614: (400, "'To' number is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21635: (400, "'To' number cannot be a landline"),
    21659: (400, "'From' is not a Twilio phone number or Short Code country mismatch"),
}
FAILURES: Final = {
    30003: "unreachable handset",
    30004: "message blocked",
    30005: "unknown handset",
    30006: "landline or unreachable carrier",
    30007: "filtered by the carrier",
    30008: "unknown error",
    30034: "number not registered (A2P 10DLC)",
}
_STATUSES: Final = {401: 20003, 429: 20429, 500: 20500, 503: 20503}
_GATEWAYS: Final = frozenset({502, 504})
KINDS: Final = frozenset(map(str, {*_WORDS, *_STATUSES, *_GATEWAYS}))


def refuse(code: int, words: str = "") -> Refusal:
    """Make one of the documented refusals."""
    status, usual = _WORDS[code]
    said = {"code": code, "message": words or usual, "status": status}
    return Refusal(
        Answer(status, said | {"more_info": f"https://www.twilio.com/docs/errors/{code}"})
    )


def failure(fault: Fault) -> Answer:
    """Give the answer of a scripted failure: Twilio's own code, or an HTTP status."""
    number = int(fault.kind)
    if number in _GATEWAYS:
        return gateway(number)
    answer = refuse(_STATUSES.get(number, number)).answer
    if answer.status != 429:
        return answer
    return Answer(429, answer.said, {"Retry-After": f"{fault.retry_after:.0f}"})
