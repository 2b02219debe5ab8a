"""The Bot API's methods, as far as a booking bot calls them."""

import asyncio
from collections.abc import Callable
from itertools import islice
from typing import Any, Final

from bot.stand_ins.mail import Json, Webhook
from bot.stand_ins.telegram import rules
from bot.stand_ins.telegram.rules import Params, Refusal, refuse
from bot.stand_ins.telegram.world import Bot, Chat, World

Method = Callable[[World, Bot, Params], Any]

_LONGEST_POLL: Final = 50
_UNCHANGED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_WEBHOOK_ACTIVE: Final = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete"
    " the webhook first"
)
_OTHER_POLL: Final = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
    " running"
)


def get_me(_world: World, bot: Bot, _params: Params) -> Json:
    """Tell who the bot is."""
    return bot.person() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def send_message(world: World, bot: Bot, params: Params) -> Json:
    """Put a message of the bot into a chat."""
    chat = _open_chat(bot, rules.private_chat(params))
    message: Json = {
        "message_id": next(bot.message_ids),
        "from": bot.person(),
        "chat": chat.place(),
        "date": world.seconds(),
        "text": rules.text(params),
    }
    if rows := rules.keyboard(params):
        message["reply_markup"] = {"inline_keyboard": rows}
    chat.messages.append(message)
    chat.said += 1
    chat.changed()
    return message


def edit_message_text(world: World, bot: Bot, params: Params) -> Json:
    """Replace the text or the buttons of one of the bot's messages."""
    chat = _open_chat(bot, rules.private_chat(params))
    message = chat.find(rules.integer(params, "message_id"))
    if not message or not message["from"]["is_bot"]:
        raise refuse("message to edit not found")
    text, rows = rules.text(params), rules.keyboard(params)
    markup = {"inline_keyboard": rows} if rows else None
    if (text, markup) == (message["text"], message.get("reply_markup")):
        raise refuse(_UNCHANGED)
    message |= {"text": text, "edit_date": world.seconds()}
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    chat.changed()
    return message


def answer_callback_query(_world: World, bot: Bot, params: Params) -> bool:
    """Stop a tapped button's spinner."""
    query = rules.tap_answer(params)
    if query not in bot.taps:
        raise refuse("query is too old and response timeout expired or query ID is invalid")
    bot.taps[query] = True
    return True


def send_chat_action(_world: World, bot: Bot, params: Params) -> bool:
    """Show "typing"; nobody sees it here."""
    _open_chat(bot, rules.private_chat(params))
    if not params.get("action"):
        raise refuse("wrong parameter action in request")
    return True


def set_webhook(world: World, bot: Bot, params: Params) -> bool:
    """Send updates to an address from now on; an empty one deletes the webhook."""
    url, secret = rules.webhook(params)
    bot.wanted = rules.wanted(params, bot.wanted)
    connections = rules.integer(params, "max_connections", 40)
    bot.redirect(Webhook(url, secret, min(max(connections, 1), 100)))
    _drop(bot, params)
    if bot.poll:
        bot.poll.set()
    world.arrived(bot)
    return True


def delete_webhook(_world: World, bot: Bot, params: Params) -> bool:
    """Keep updates for getUpdates from now on."""
    bot.redirect(Webhook())
    _drop(bot, params)
    return True


def get_webhook_info(_world: World, bot: Bot, _params: Params) -> Json:
    """Tell where updates go beside how that fares."""
    hook = bot.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(bot.updates),
        "max_connections": hook.connections,
    }
    if hook.last_error:
        info |= {"last_error_date": hook.last_error_at, "last_error_message": hook.last_error}
    if bot.wanted:
        info["allowed_updates"] = sorted(bot.wanted)
    return info


async def get_updates(bot: Bot, params: Params) -> list[Json]:
    """Give updates from the offset on, waiting for the first; the newest poll is the only one."""
    offset = rules.integer(params, "offset", 0)
    bot.wanted = rules.wanted(params, bot.wanted)
    _free_to_poll(bot)
    if bot.poll:
        bot.poll.set()
    mine = bot.poll = asyncio.Event()
    while bot.updates and bot.updates[0].content["update_id"] < offset:
        bot.updates.popleft()
    if not bot.updates:
        await _wait(mine, min(rules.integer(params, "timeout", 0), _LONGEST_POLL))
    _free_to_poll(bot)
    if bot.poll is not mine:
        raise Refusal(409, _OTHER_POLL)
    bot.poll = None
    most = rules.integer(params, "limit", 100)
    return [parcel.content for parcel in islice(bot.updates, most)]


async def _wait(woken: asyncio.Event, seconds: int) -> None:
    try:
        await asyncio.wait_for(woken.wait(), seconds)
    except TimeoutError:
        return


def _free_to_poll(bot: Bot) -> None:
    if bot.webhook.url:
        raise Refusal(409, _WEBHOOK_ACTIVE)


def _drop(bot: Bot, params: Params) -> None:
    if params.get("drop_pending_updates") in {True, "true", "True", "1"}:
        bot.updates.clear()


def _open_chat(bot: Bot, number: int) -> Chat:
    chat = bot.chat(number)
    if chat.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return chat


METHODS: Final[dict[str, Method]] = {
    "getme": get_me,
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "answercallbackquery": answer_callback_query,
    "sendchataction": send_chat_action,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
}
