"""The bodies of Bot API requests."""

from typing import Final

import msgspec

from channels.message import Choice
from channels.telegram.wire import KINDS_WANTED

_encode: Final = msgspec.json.Encoder().encode


class Button(msgspec.Struct, frozen=True, gc=False):
    """An inline button; `callback_data` comes back when it is tapped, 64 bytes at most."""

    text: str
    callback_data: str


class Keyboard(msgspec.Struct, frozen=True):
    """Rows of buttons under a message."""

    inline_keyboard: tuple[tuple[Button, ...], ...]


class SendMessage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text, always plain: a parse mode would read salons' names and prices as markup."""

    chat_id: int
    text: str
    reply_markup: Keyboard | None = None


def send_message(chat_id: int, text: str, choices: tuple[Choice, ...] = ()) -> bytes:
    """Write a sendMessage body, one button per row: titles stay readable on a narrow phone."""
    rows = tuple((Button(choice.title, choice.id),) for choice in choices)
    return _encode(SendMessage(chat_id, text, Keyboard(rows) if rows else None))


def answer_tap(query_id: str) -> bytes:
    """Write an answerCallbackQuery body: the button's spinner stops, nothing is shown."""
    return _encode({"callback_query_id": query_id})


def seen(query_id: str, chat: str) -> bytes:
    """Write the call that a webhook's answer carries: a tap's spinner stops, else we type.

    Such a call names its method itself (Bot API, "Making requests when getting updates"); typing
    shows for 5 s or until we say something.
    """
    if query_id:
        return _encode({"method": "answerCallbackQuery", "callback_query_id": query_id})
    return _encode({"method": "sendChatAction", "chat_id": int(chat), "action": "typing"})


def set_webhook(url: str, secret_token: str) -> bytes:
    """Write a setWebhook body; what arrived before stays queued."""
    return _encode({"url": url, "secret_token": secret_token, "allowed_updates": KINDS_WANTED})


def get_updates(offset: int, seconds: int) -> bytes:
    """Write a getUpdates body: `offset` confirms all updates before it, `seconds` is the wait."""
    return _encode(
        {"offset": offset, "timeout": seconds, "limit": 100, "allowed_updates": KINDS_WANTED}
    )
