"""What the Cloud API refuses, in its own words."""

from typing import Any, Final

from bot.stand_ins.door import Answer, Refusal, gateway
from bot.stand_ins.faults import Fault
from foundation import ids

_WORDS: Final[dict[int, tuple[int, str, str]]] = {
    0: (401, "AuthException", "We were unable to authenticate the app user"),
    1: (400, "API Unknown", "Possibly invalid request or server error"),
    2: (503, "API Service", "Temporary due to downtime or due to being overloaded"),
    4: (400, "Application request limit reached", "The app has reached its API call rate limit"),
    190: (401, "Error validating access token: Session has expired", ""),
    368: (403, "Temporarily blocked for policies violations", "The account was restricted"),
    80007: (400, "Rate limit issues", "The WhatsApp Business Account has reached its rate limit"),
    130429: (
        400,
        "Rate limit hit",
        (
            "Message failed to send because there were too many messages sent from this phone"
            " number in a short period of time"
        ),
    ),
    130472: (400, "User's number is part of an experiment", "Message was not sent"),
    131000: (500, "Something went wrong", "Message failed to send due to an unknown error"),
    131016: (503, "Service unavailable", "A service is temporarily unavailable"),
    131026: (400, "Message undeliverable", "Message Undeliverable."),
    131031: (403, "Business Account locked", "The account has been restricted or disabled"),
    131042: (400, "Business eligibility payment issue", "There is a problem with the payment"),
    131047: (
        400,
        "Re-engagement message",
        (
            "Message failed to send because more than 24 hours have passed since the customer last"
            " replied to this number."
        ),
    ),
    131048: (400, "Spam rate limit hit", "Previous messages were blocked or flagged as spam"),
    131049: (400, "Meta chose not to deliver", "Not delivered to maintain healthy engagement"),
    131051: (400, "Unsupported message type", "Message type is currently not supported."),
    131056: (
        400,
        "(Business Account, Consumer Account) pair rate limit hit",
        (
            "Message failed to send because there were too many messages sent from this phone"
            " number to the same phone number in a short period of time."
        ),
    ),
    132015: (400, "Template is Paused", "Template is paused due to low quality"),
    132016: (400, "Template is Disabled", "Template was paused too often, is now disabled"),
}
_STATUSES: Final = {429: 130429, 500: 131000, 503: 131016, 401: 190}
_GATEWAYS: Final = frozenset({502, 504})
CODES: Final = frozenset(_WORDS)
KINDS: Final = frozenset(map(str, {*_WORDS, *_STATUSES, *_GATEWAYS}))


def title(code: int) -> tuple[str, str]:
    """Give an error's title with its details, as a failed status tells them."""
    _, words, details = _WORDS[code]
    return words, details


def refuse(code: int, status: int = 0) -> Refusal:
    """Make one of the documented refusals."""
    usual, words, details = _WORDS[code]
    told = words if code in {0, 190} else f"(#{code}) {words}"
    return _refusal(status or usual, code, told, details)


def bad(details: str, code: int = 131009, words: str = "Parameter value is not valid") -> Refusal:
    """Make the refusal of a request that breaks a rule."""
    return _refusal(400, code, f"(#{code}) {words}", details)


def missing(name: str) -> Refusal:
    """Make the refusal of a request that lacks something."""
    return bad(f"{name} is required", 100, "Invalid parameter")


def no_template(name: str, language: str) -> Refusal:
    """Make the refusal of a template that nobody approved."""
    details = f"template name ({name}) does not exist in {language}"
    return _refusal(
        404, 132001, "(#132001) Template name does not exist in the translation", details
    )


def exists(name: str, language: str) -> Refusal:
    """Make the refusal of a template that is there already."""
    details = f"There is already {language} content for this template: {name}"
    refusal = _refusal(400, 100, "Invalid parameter", details)
    refusal.answer.said["error"]["error_subcode"] = 2388024  # type: ignore[index]  # just made
    return refusal


def gaps(wanted: int, given: int) -> Refusal:
    """Make the refusal of a template filled with another number of parameters."""
    details = f"body: number of localizable_params ({given}) does not match the expected ({wanted})"
    return _refusal(
        400, 132000, "(#132000) Number of parameters does not match the expected number", details
    )


def unknown_object(name: str) -> Refusal:
    """Make the refusal of an id that does not exist, or is not ours."""
    words = (
        f"Unsupported request. Object with ID '{name}' does not exist, cannot be loaded due to"
        " missing permissions, or does not support this operation"
    )
    said = {"message": words, "type": "GraphMethodException", "code": 100, "error_subcode": 33}
    return Refusal(Answer(400, {"error": said | {"fbtrace_id": _trace()}}))


def failure(fault: Fault) -> Answer:
    """Give the answer of a scripted failure: an error's own code, or an HTTP status."""
    number = int(fault.kind)
    if number in _GATEWAYS:
        return gateway(number)
    if number in _STATUSES:
        return refuse(_STATUSES[number], number).answer
    return refuse(number).answer


def _refusal(status: int, code: int, words: str, details: str) -> Refusal:
    error: dict[str, Any] = {"message": words, "type": "OAuthException", "code": code}
    if details:
        error["error_data"] = {"messaging_product": "whatsapp", "details": details}
    return Refusal(Answer(status, {"error": error | {"fbtrace_id": _trace()}}))


def _trace() -> str:
    return f"A{ids.token()}"
