"""What OpenPhone refuses, in its own words."""

from typing import Any, Final

from bot.stand_ins.door import Answer, Refusal, gateway
from bot.stand_ins.faults import Fault
from foundation import ids

_DOCS: Final = "https://quo.com/docs"
_WORDS: Final[dict[int, tuple[str, str]]] = {
    400: ("Bad Request", "Bad Request"),
    401: ("Unauthorized", "Unauthorized"),
    402: ("Not Enough Credits", "The organization does not have enough prepaid credits"),
    403: ("Forbidden", "Not Phone Number User"),
    404: ("Not Found", "Not Found"),
    429: ("Too Many Requests", "Too Many Requests"),
    500: ("Unknown", "We have encountered an unknown error"),
    503: ("Service Unavailable", "Service Unavailable"),
}
_GATEWAYS: Final = frozenset({502, 504})
_UNREGISTERED: Final = "0206400"
KINDS: Final = frozenset({*map(str, {*_WORDS, *_GATEWAYS}), _UNREGISTERED})


def refuse(status: int, words: str = "", **more: object) -> Refusal:
    """Make one of the documented refusals."""
    title, usual = _WORDS[status]
    said: dict[str, Any] = {"message": words or usual, "docs": _DOCS, "title": title}
    return Refusal(Answer(status, said | {"trace": str(ids.new().int % 10**19)} | more))


def invalid(path: str, message: str, value: object) -> Refusal:
    """Make the refusal of one field."""
    error = {"path": f"/{path}", "message": message, "value": value}
    return refuse(400, "The request is not valid", errors=[error])


def failure(fault: Fault) -> Answer:
    """Give the answer of a scripted failure: a status, or the code of a missing registration."""
    if fault.kind == _UNREGISTERED:
        words = "The phone number is not registered for A2P messaging"
        return refuse(400, words, code=_UNREGISTERED).answer
    status = int(fault.kind)
    return gateway(status) if status in _GATEWAYS else refuse(status).answer
