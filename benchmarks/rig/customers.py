"""Customers at the Bot API stand-in: each books a haircut, tapping the first of what is offered."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import count
from time import perf_counter
from typing import Final

from bot.stand_ins.telegram import customer
from bot.stand_ins.telegram.world import Bot, Chat, World

TURNS: Final = 5
"""Messages of a booking: a greeting, the service, the time, the name, the yes."""

IN_WORDS: Final = (
    "Hi!",
    "haircut with Ana next friday after 4 please",
    "the first one",
    "Mia",
    "yes, book it",
)
"""The same booking by a customer who taps nothing."""

_PATIENCE: Final = 10.0  # seconds a reply may take before the benchmark gives up
_numbers: Iterator[int] = count(1001)


async def keep_booking(world: World, bot: Bot, until: float, taken: list[float]) -> None:
    """Book one visit after the other until the clock `perf_counter` says `until`.

    Adds the seconds from each update's departure to its reply's arrival to `taken`.
    """
    while perf_counter() < until:
        number = next(_numbers)
        await book(world, bot, bot.chat(number), taken)
        del bot.chats[number]


async def book_once(world: World, bot: Bot, lines: Sequence[str] = ()) -> None:
    """Book one visit as a new customer."""
    await book(world, bot, bot.chat(next(_numbers)), [], lines)


async def book(
    world: World, bot: Bot, chat: Chat, taken: list[float], lines: Sequence[str] = ()
) -> None:
    """Book one visit, tapping or in `lines`; RuntimeError when the last reply does not say so."""
    replied = asyncio.Event()
    chat.watchers.add(replied)
    said: list[str] = []
    for number in range(TURNS):
        before, sent = chat.said, perf_counter()
        if lines:
            customer.say(world, bot, chat, lines[number])
        else:
            _act(world, bot, chat, number)
        async with asyncio.timeout(_PATIENCE):
            while chat.said == before:
                replied.clear()
                await replied.wait()
        taken.append(perf_counter() - sent)
        said.append(chat.messages[-1]["text"])
    if not said[-1].startswith("Booked"):
        raise RuntimeError(f"no booking came about: {said}")


def _act(world: World, bot: Bot, chat: Chat, number: int) -> None:
    """Tap the first button of the last message; where there is none, write."""
    rows = chat.messages[-1].get("reply_markup") if chat.messages else None
    if rows:
        customer.tap(world, bot, chat, rows["inline_keyboard"][0][0]["callback_data"])
    else:
        customer.say(world, bot, chat, "hi" if number == 0 else "Mia")
