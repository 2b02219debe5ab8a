"""What a customer does, turned into real updates."""

from typing import Final

from bot.stand_ins.mail import Json
from bot.stand_ins.provider import NoSuchButton
from bot.stand_ins.telegram.world import Bot, Chat, World
from foundation import ids

__all__ = ["NoSuchButton", "block", "say", "tap"]

_TAPS_KEPT: Final = 10_000


def say(world: World, bot: Bot, chat: Chat, text: str, times: int = 1) -> Json:
    """Write a message; gives the update."""
    message: Json = {
        "message_id": next(bot.message_ids),
        "from": chat.person(),
        "chat": chat.place(),
        "date": world.seconds(),
        "text": text,
    }
    if text.startswith("/"):
        length = len(text.partition(" ")[0])
        message["entities"] = [{"offset": 0, "length": length, "type": "bot_command"}]
    chat.messages.append(message)
    chat.changed()
    return _put(world, bot, chat, {"message": message}, times)


def tap(
    world: World, bot: Bot, chat: Chat, data: str, *, forged: bool = False, times: int = 1
) -> Json:
    """Tap the newest button with this data; gives the update.

    A forged tap carries any data under the newest message of the bot, as a changed client can.
    Raises NoSuchButton.
    """
    message = next((m for m in reversed(chat.messages) if _offers(m, data, forged=forged)), None)
    if not message:
        raise NoSuchButton(data)
    query = str(ids.new().int % 10**19)
    bot.taps[query] = False
    if len(bot.taps) > _TAPS_KEPT:
        del bot.taps[next(iter(bot.taps))]
    update: Json = {
        "callback_query": {
            "id": query,
            "from": chat.person(),
            "message": message,
            "chat_instance": str(chat.number),
            "data": data,
        }
    }
    return _put(world, bot, chat, update, times)


def block(world: World, bot: Bot, chat: Chat, *, blocked: bool) -> Json:
    """Block the bot, or let it write again; gives the update."""
    chat.blocked = blocked
    chat.changed()
    change: Json = {
        "chat": chat.place(),
        "from": chat.person(),
        "date": world.seconds(),
        "old_chat_member": _standing(bot, blocked=not blocked),
        "new_chat_member": _standing(bot, blocked=blocked),
    }
    return _put(world, bot, chat, {"my_chat_member": change}, 1)


def _put(world: World, bot: Bot, chat: Chat, what: Json, times: int) -> Json:
    update: Json = {"update_id": next(bot.update_ids), **what}
    world.put(bot, chat.number, update, times)
    return update


def _offers(message: Json, data: str, *, forged: bool) -> bool:
    if forged:
        return bool(message["from"]["is_bot"])
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return any(button.get("callback_data") == data for row in rows for button in row)


def _standing(bot: Bot, *, blocked: bool) -> Json:
    if blocked:
        return {"user": bot.person(), "status": "kicked", "until_date": 0}
    return {"user": bot.person(), "status": "member"}
