"""A plain aiogram 3 bot that asks what Parlance asks: webhook, FSM in Redis, no diary behind it.

Run: python -m benchmarks.rig.form_bot PORT API TOKEN SECRET REDIS_URL
"""

import sys
from collections.abc import Iterable
from typing import Final

import uvloop
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

PATH: Final = "/hook"
SERVICES: Final = ("Haircut", "Colour", "Beard trim", "Blow-dry", "Balayage", "Manicure")
TIMES: Final = ("Fri 27 Nov 09:00 Ana", "Tue 1 Dec 17:00 Bea", "Fri 4 Dec 12:30 Cem")

router = Router()


class Visit(StatesGroup):
    """What is asked for, in order."""

    service = State()
    time = State()
    name = State()
    confirm = State()


def buttons(titles: Iterable[str]) -> InlineKeyboardMarkup:
    """Put one button under the other, as Parlance does."""
    rows = [[InlineKeyboardButton(text=title, callback_data=title)] for title in titles]
    return InlineKeyboardMarkup(inline_keyboard=rows)


@router.callback_query(Visit.service)
async def took_service(tap: CallbackQuery, state: FSMContext) -> None:
    """Keep the service, offer times."""
    await tap.answer()
    await state.update_data(service=tap.data)
    await state.set_state(Visit.time)
    await _say(
        tap,
        f"{tap.data}, 45 min, 40 EUR. I have {'; '.join(TIMES)} - or say another time.",
        buttons(TIMES),
    )


@router.callback_query(Visit.time)
async def took_time(tap: CallbackQuery, state: FSMContext) -> None:
    """Keep the time, ask for the name."""
    await tap.answer()
    data = await state.update_data(time=tap.data)
    await state.set_state(Visit.name)
    await _say(
        tap,
        f"Held for you for 10 minutes: {data['service']}, {tap.data}, 40 EUR, pay at the salon."
        " Your first name?",
    )


@router.message(Visit.name)
async def took_name(message: Message, state: FSMContext) -> None:
    """Keep the name, ask for the yes."""
    await state.update_data(name=message.text)
    await state.set_state(Visit.confirm)
    await message.answer(
        f"Thanks {message.text}. Book it?", reply_markup=buttons(("Yes, book", "Change something"))
    )


@router.callback_query(Visit.confirm, F.data == "Yes, book")
async def booked(tap: CallbackQuery, state: FSMContext) -> None:
    """Say what is booked, forget the form."""
    await tap.answer()
    data = await state.get_data()
    await state.clear()
    await _say(
        tap,
        f"Booked, {data['name']}. {data['time']}, {data['service']}, Luma, Torstr. 9."
        " To move or cancel, call 030 555 010.",
    )


@router.message()
async def hello(message: Message, state: FSMContext) -> None:
    """Greet, offer the services."""
    await state.set_state(Visit.service)
    await message.answer(
        "Hi, I'm the Luma assistant. What would you like to book?", reply_markup=buttons(SERVICES)
    )


async def _say(tap: CallbackQuery, text: str, shown: InlineKeyboardMarkup | None = None) -> None:
    if isinstance(tap.message, Message):
        await tap.message.answer(text, reply_markup=shown)


def serve(port: int, api: str, token: str, secret: str, redis: str) -> None:
    """Serve the webhook until ended; on uvloop, which is the faster of its choices."""
    bot = Bot(token, AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher(storage=RedisStorage.from_url(redis))
    dispatcher.include_router(router)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(app, path=PATH)
    loop = uvloop.new_event_loop()
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None, loop=loop)


if __name__ == "__main__":
    serve(int(sys.argv[1]), *sys.argv[2:])
