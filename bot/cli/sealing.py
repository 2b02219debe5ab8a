"""Commands for the secret keys: `secrets reseal`."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import make_url

from bot import at_hand, opening, sealed
from bot.cli.console import say, tell
from bot.rotation.rehash import Rehashing, at_work
from bot.rotation.reseal import Resealing, connect
from bot.rotation.rows import Advance, Connection, Report
from foundation.crypto import Vault
from foundation.errors import Permanent
from foundation.ids import SalonId
from foundation.settings import Settings

commands = typer.Typer(help="The keys that seal what customers say.", no_args_is_help=True)

_SHOWN = 5
_PATIENCE = 10
_HANGS = (
    "Key {key} seals nothing any more, but it is the last: hashes hang on it ({columns};"
    " {cookies})."
)
_TO_LET_GO = (
    "To let it go: stop every process, take {key} out of PARLANCE_SECRET_KEYS, run"
    " `parlance secrets reseal --rehash`, start them. Codes, sign-in attempts of the last minutes"
    " are void then."
)


@commands.callback()
def about() -> None:
    """The keys that seal what customers say (PARLANCE_SECRET_KEYS)."""


@commands.command()
def reseal(
    salon: Annotated[str, typer.Option(help="Only this salon's (slug); default: all.")] = "",
    *,
    rehash: Annotated[
        bool, typer.Option("--rehash", help="Also make all hashes anew with the last key.")
    ] = False,
) -> None:
    """Seal anew, with the first key, what older keys have sealed; running it again goes on.

    Every process must know the new key by then: put it in front of PARLANCE_SECRET_KEYS, start
    them all with it, then seal anew. They may run on meanwhile, but for --rehash.
    """
    with opening.ready(say) as settings:
        report = asyncio.run(_reseal(settings, salon, rehash=rehash))
    for line in report.unreadable[:_SHOWN]:
        tell(f"not readable: {line}")
    if report.unreadable or report.locked:
        counts = f"{len(report.unreadable)} not readable, {report.locked} in use all the while"
        raise Permanent(f"not everything was sealed anew: {counts}")


async def _reseal(settings: Settings, slug: str, *, rehash: bool) -> Report:
    salon = await _salon(settings, slug)
    vault = Vault(settings.secret_keys)
    connection = await connect(settings.database_owner_url)
    async with connection:
        resealing = Resealing(connection, vault, sealed.SEALED, salon)
        if rehash:
            await _must_be_alone(connection, settings)
        with _progress("Sealing", await resealing.due()) as advance:
            report = await resealing.run(advance)
        tell(f"Sealed anew with key {settings.secret_keys[0].id}: {report.sealed}.")
        if rehash:
            hashing = Rehashing(connection, vault, sealed.HASHED, salon)
            with _progress("Hashing", await hashing.due()) as advance:
                await hashing.run(report, advance)
            tell(f"Hashed anew with key {settings.secret_keys[-1].id}: {report.hashed}.")
        for line in farewell(settings, dict(await resealing.by_key())):
            tell(line)
    return report


async def _salon(settings: Settings, slug: str) -> SalonId | None:
    if not slug:
        return None
    async with at_hand.house(settings) as house:
        return await opening.salon(house, slug)


async def _must_be_alone(connection: Connection, settings: Settings) -> None:
    """Refuse to make hashes anew under processes that go on looking for the old ones."""
    role = make_url(settings.database_url).username or ""
    others = 0
    for _ in range(_PATIENCE):  # a connection that was just closed takes a moment to be gone
        if not (others := await at_work(connection, role)):
            return
        await asyncio.sleep(0.1)
    raise Permanent(
        f"{others} connections of running processes are open: stop them, hash anew, start them"
        " with the same PARLANCE_SECRET_KEYS"
    )


def farewell(settings: Settings, by_key: dict[str, int]) -> list[str]:
    """Say of every key but the first whether it may go, and what hangs on the last one."""
    first, *others = [key.id for key in settings.secret_keys]
    lines = [f"Key {key} still seals {by_key[key]} values." for key in others if by_key.get(key)]
    lines += [
        f"Key {key} is not among PARLANCE_SECRET_KEYS, but seals {count} values."
        for key, count in sorted(by_key.items())
        if key not in (first, *others)
    ]
    free = [key for key in others if not by_key.get(key)]
    lines += [
        f"Key {key} seals nothing any more: take it out." for key in free if key != others[-1]
    ]
    if others and others[-1] in free:
        columns = ", ".join(f"{one.table}.{one.column}" for one in sealed.HASHED)
        lines += [
            _HANGS.format(key=others[-1], columns=columns, cookies=sealed.BY_COOKIE),
            _TO_LET_GO.format(key=others[-1]),
        ]
    return lines


@contextmanager
def _progress(what: str, total: int) -> Iterator[Advance]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda count: progress.advance(task, count)
