"""What the Bot API refuses, in its own words."""

import re
from typing import Any, Final

import msgspec

from bot.stand_ins import door

Params = dict[str, Any]

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]*")
_LONGEST_TEXT: Final = 4096
_LONGEST_TAP_ANSWER: Final = 200
_LONGEST_DATA: Final = 64  # bytes
_BUTTONS_IN_ROW: Final = 8
_BUTTONS: Final = 100


class Refusal(door.Refusal):
    """The Bot API says no: a status, a description, what machines need to know."""

    def __init__(self, status: int, description: str, **parameters: float) -> None:
        """Keep the answer's parts."""
        said = {"ok": False, "error_code": status, "description": description}
        answer = door.Answer(status, said | ({"parameters": parameters} if parameters else {}))
        super().__init__(answer, description)
        self.parameters = parameters


def refuse(words: str) -> Refusal:
    """Make the commonest refusal."""
    return Refusal(400, f"Bad Request: {words}")


def integer(params: Params, name: str, default: int | None = None) -> int:
    """Read a whole number, written as one or as text."""
    value = params.get(name, default)
    if value is None or value == "":
        raise refuse(f"{name} is empty")
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise refuse(f"{name} must be an integer") from error


def private_chat(params: Params) -> int:
    """Read the chat; people's chats have positive ids, no others exist here."""
    value = params.get("chat_id")
    number = integer(params, "chat_id") if str(value).lstrip("-").isdecimal() or not value else 0
    if number <= 0:
        raise refuse("chat not found")
    return number


def text(params: Params) -> str:
    """Read a message's text; the limit counts characters."""
    value = str(params.get("text", "")).strip()
    if not value:
        raise refuse("message text is empty")
    if len(value) > _LONGEST_TEXT:
        raise refuse("message is too long")
    return value


def keyboard(params: Params) -> list[list[dict[str, str]]]:
    """Read the rows of inline buttons; no keyboard is no rows."""
    markup = structured(params, "reply_markup", {})
    rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise refuse("can't parse reply keyboard markup JSON object")
    sizes = [len(row) for row in rows]
    if sum(sizes) > _BUTTONS or max(sizes, default=0) > _BUTTONS_IN_ROW:
        raise refuse("reply markup is too long")
    return [[_button(button) for button in row] for row in rows]


def _button(button: object) -> dict[str, str]:
    if not isinstance(button, dict) or not button.get("text"):
        raise refuse("can't parse inline keyboard button: Text must be non-empty")
    data = button.get("callback_data")
    if data is None and "url" in button:
        return {"text": str(button["text"]), "url": str(button["url"])}
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= _LONGEST_DATA:
        raise refuse("BUTTON_DATA_INVALID")
    return {"text": str(button["text"]), "callback_data": data}


def structured(params: Params, name: str, default: object) -> object:
    """Read a list or an object, which a form carries as JSON in a text."""
    value = params.get(name, default)
    if not isinstance(value, str):
        return value
    try:
        return msgspec.json.decode(value) if value else default
    except (ValueError, RecursionError) as error:
        raise refuse(f"can't parse {name} JSON object") from error


def webhook(params: Params) -> tuple[str, str]:
    """Read a webhook's address beside its secret; plain http is allowed to a stand-in only."""
    url, secret = str(params.get("url", "")), str(params.get("secret_token", ""))
    if url and not url.startswith(("https://", "http://")):
        raise refuse("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > 256:
        raise refuse("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise refuse("secret token contains unallowed characters")
    return url, secret


def tap_answer(params: Params) -> str:
    """Read which tap is answered; an answer's text has its own limit."""
    if len(str(params.get("text", ""))) > _LONGEST_TAP_ANSWER:
        raise refuse("MESSAGE_TOO_LONG")
    return str(params.get("callback_query_id", ""))


def wanted(params: Params, before: frozenset[str]) -> frozenset[str]:
    """Read the kinds of updates asked for; none named keeps what was set before."""
    if "allowed_updates" not in params:
        return before
    kinds = structured(params, "allowed_updates", [])
    if not isinstance(kinds, list):
        raise refuse("can't parse allowed updates JSON object")
    return frozenset(str(kind) for kind in kinds)
