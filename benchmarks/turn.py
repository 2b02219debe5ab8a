"""Inbound webhook to reply: Parlance beside a plain aiogram bot, a bare echo as the yardstick.

All answer the same customers, the bots through the same Bot API stand-in. CPU is user plus system
time of the Python process that serves; what Postgres and Valkey spend stands beside it. Customers
run as many at once as there are salons, so latencies are those of a busy process.

The second table is the turn's own work alone (understand, step, phrase, render): recorded turns of
a booking thought again in this process, their parts apart. What is indented is inside the first
line, what follows beside it.

Run: python -m benchmarks.turn
"""

import asyncio
import gc
from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial
from time import perf_counter
from typing import Final

import aiohttp
import uvloop
from rich.console import Console
from rich.table import Table

from benchmarks.rig import contest, cpu, customers, form_bot, thinking
from benchmarks.rig.contest import Contestant
from benchmarks.rig.own_servers import own_servers
from benchmarks.rig.processes import serving
from benchmarks.rig.salons import Door, SalonDoor, open_salons
from benchmarks.rig.thinking import Part
from bot import app
from bot.stand_ins.telegram.app import StandIn, running
from bot.stand_ins.telegram.world import Bot, Webhook
from foundation.embedded.launch import LOOPBACK
from foundation.settings import Settings

LANES: Final = 16
ROUNDS: Final = 3
SECONDS: Final = 2.0
_PARLANCE: Final = "from bot.cli import main; main()"  # what the installed command runs
_UPDATE: Final = b'{"update_id":1,"message":{"message_id":1,"text":"hi"}}'.ljust(400)


async def measure(settings: Settings, keys: str, servers: Sequence[int]) -> None:
    """Run the contest: Parlance, aiogram, the echo; between its rounds, the turn's own work."""
    async with AsyncExitStack() as stack:
        api, stand_in = await stack.enter_async_context(running())
        doors = await open_salons(settings, LANES)
        variables = _environment(settings, keys, api)
        token, secret = f"{LANES + 1}:plain-aiogram-bot", "a-secret"
        form = ("{port}", api, token, secret, settings.redis_url)
        starting = (
            serving("-c", _PARLANCE, "serve", "--port", "{port}", **variables),
            serving("-m", "benchmarks.rig.form_bot", *form),
            serving("-m", "benchmarks.rig.echo", "{port}"),
        )
        ours, theirs, echo = await asyncio.gather(*map(stack.enter_async_context, starting))
        bots = [_connect(stand_in, door, ours.port) for door in doors]
        bot = _connect(stand_in, Door(form_bot.PATH, token, secret), theirs.port)
        contestants = [
            Contestant("Parlance", ours.pid, partial(_chat, stand_in, bots), SECONDS),
            Contestant("aiogram 3", theirs.pid, partial(_chat, stand_in, [bot] * LANES), SECONDS),
            Contestant("uvicorn echo", echo.pid, partial(_post, echo.port), SECONDS / 2),
        ]
        await contest.warm(contestants, servers)
        own = await _apart(settings, stand_in, bots[0], doors[0])
        for _ in range(ROUNDS):
            await contest.hold(contestants, servers)
            for part in (part for parts in own.values() for part in parts):
                part.once_more()
        _print(contestants)
        _print_own(own, contestants[1].cpu)


def _environment(settings: Settings, keys: str, api: str) -> dict[str, str]:
    return {
        "DATABASE_URL": settings.database_url,
        "PARLANCE_DATABASE_OWNER_URL": settings.database_owner_url,
        "PARLANCE_DATABASE_READ_URL": settings.database_read_url,
        "REDIS_URL": settings.redis_url,
        "PARLANCE_SECRET_KEYS": keys,
        "PARLANCE_DATA_DIR": str(settings.data_dir),
        "PARLANCE_ENV": "demo",
        "PARLANCE_QUIET_SECONDS": "0",  # the peer answers each message at once too,
        "PARLANCE_PACED": "false",  # however fast its customers are
        "PARLANCE_TELEGRAM_API": api,
    }


def _connect(stand_in: StandIn, door: Door, port: int) -> Bot:
    """Have the stand-in deliver a bot's updates to a port."""
    bot = stand_in.world.bot(door.token)
    if bot is None:
        raise RuntimeError("the stand-in refuses a token it should take")
    bot.webhook = Webhook(f"http://{LOOPBACK}:{port}{door.path}", door.secret)
    return bot


async def _chat(stand_in: StandIn, bots: Sequence[Bot], until: float, taken: list[float]) -> None:
    """Keep a customer at each bot."""
    lanes = (customers.keep_booking(stand_in.world, bot, until, taken) for bot in bots)
    await asyncio.gather(*lanes)


async def _apart(
    settings: Settings, stand_in: StandIn, bot: Bot, door: SalonDoor
) -> dict[str, list[Part]]:
    """Book once by tapping, once in words; give what the turns of each were made of."""
    own: dict[str, list[Part]] = {}
    async with app.house(settings) as house:
        for manner, lines in (("tapped", ()), ("written", customers.IN_WORDS)):
            await customers.book_once(stand_in.world, bot, lines)
            own[manner] = await thinking.latest(house, door.salon_id)
    gc.freeze()  # as production does
    return own


async def _post(port: int, until: float, taken: list[float]) -> None:
    """Keep as many posts under way."""
    async with aiohttp.ClientSession() as client:

        async def lane() -> None:
            while (sent := perf_counter()) < until:
                async with client.post(f"http://{LOOPBACK}:{port}/", data=_UPDATE) as answer:
                    await answer.read()
                taken.append(perf_counter() - sent)

        await asyncio.gather(*(lane() for _ in range(LANES)))


def _print(contestants: Sequence[Contestant]) -> None:
    _, aiogram, echo = contestants
    table = Table(title=f"Webhook to reply, {LANES} conversations at once, durable")
    table.add_column("per turn")
    heads = ("CPU us", "x aiogram", "x echo", "Postgres us", "Valkey us", "turns/s per core",
             "p50 ms", "p95 ms", "p99 ms", "RSS MiB", "turns")  # fmt: skip
    for head in heads:
        table.add_column(head, justify="right")
    for one in contestants:
        p50, p95, p99 = one.latencies()
        table.add_row(
            one.name,
            f"{one.cpu:,.0f}",
            f"{one.cpu / aiogram.cpu:.2f}",
            f"{one.cpu / echo.cpu:.1f}",
            f"{one.beside(0):,.0f}",
            f"{one.beside(1):,.0f}",
            f"{1e6 / one.cpu:,.0f}",
            f"{p50:.1f}",
            f"{p95:.1f}",
            f"{p99:.1f}",
            f"{cpu.mebibytes(one.pid):.0f}",
            f"{sum(len(run.turns) for run in one.runs):,}",
        )
    Console(width=140).print(table)


def _print_own(own: dict[str, list[Part]], aiogram: float) -> None:
    table = Table(title="The turn's own CPU, without any input or output")
    table.add_column("per turn")
    for manner in own:
        table.add_column(f"{manner}, us", justify="right")
        table.add_column("x aiogram's turn", justify="right")
    for parts in zip(*own.values(), strict=True):
        figures = (
            text for one in parts for text in (f"{one.cpu:,.0f}", f"{one.cpu / aiogram:.3f}")
        )
        table.add_row(parts[0].name, *figures)
    Console(width=140).print(table)


def main() -> None:
    """Measure on servers of its own, made for this run, as durable as production's."""
    with (
        own_servers() as (servers, keys),
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(measure(servers.settings, keys, servers.pids))


if __name__ == "__main__":
    main()
