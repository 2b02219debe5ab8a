"""Commands for those who wait: `waitlist list`, `waitlist offer`, `waitlist leave`."""

import asyncio
from typing import Annotated
from uuid import UUID

import typer

from booking import offers, waitlist
from booking.waitlist import Entry, Offer
from bot import clerk, opening
from bot.clerk import Counter
from bot.cli.console import say, tell
from foundation.errors import Permanent
from foundation.ids import EntryId
from foundation.settings import Settings

commands = typer.Typer(help="Customers who wait for a time to become free.", no_args_is_help=True)

Salon = Annotated[str, typer.Option(help="The salon's slug.")]


@commands.command(name="list")
def show_all(salon: Salon = opening.DEMO) -> None:
    """List who waits, the longest first, with what they are offered."""
    with opening.ready(say) as settings:
        asyncio.run(_list(settings, salon))


@commands.command()
def offer(salon: Salon = opening.DEMO) -> None:
    """Offer what has become free now, as the worker does every few seconds."""
    with opening.ready(say) as settings:
        asyncio.run(_offer(settings, salon))


@commands.command()
def leave(
    entry: Annotated[str, typer.Argument(help="The entry's id.")], salon: Salon = opening.DEMO
) -> None:
    """Take somebody off the list; what they were offered goes to the next."""
    with opening.ready(say) as settings:
        asyncio.run(_leave(settings, salon, entry))


async def _list(settings: Settings, salon: str) -> None:
    async with clerk.counter(settings, salon) as at:
        waiting = await waitlist.entries(at.tx)
        open_ones = {one.entry_id: one for one in await waitlist.offers(at.tx)}
        for one in waiting:
            tell(_line(at, one, open_ones.get(one.entry_id)))
        if not waiting:
            tell("Nobody is waiting.")


async def _offer(settings: Settings, salon: str) -> None:
    async with clerk.counter(settings, salon) as at:
        made = await offers.drain(at.tx, at.salon, at.now)
        tell(f"{len(made)} {'offer' if len(made) == 1 else 'offers'} made.")


async def _leave(settings: Settings, salon: str, entry: str) -> None:
    try:
        wanted = EntryId(UUID(entry))
    except ValueError:
        raise Permanent(f"{entry!r} is no id. `parlance waitlist list` shows them") from None
    async with clerk.counter(settings, salon) as at:
        await waitlist.leave(at.tx, wanted)
        tell(f"{entry} waits no longer.")


def _line(at: Counter, one: Entry, offered: Offer | None) -> str:
    language = at.salon.language
    people = " | ".join(
        " + ".join(at.salon.service(want.service).name(language) for want in person)
        for person in one.wish
    )
    zone = at.salon.zone
    since = f"since {one.created_at.astimezone(zone):%Y-%m-%d %H:%M}"
    span = f"{one.first_at.astimezone(zone):%a %d.%m. %H:%M}"
    until = f"{one.last_at.astimezone(zone):%a %d.%m. %H:%M}"
    told = ""
    if offered is not None:
        start, answer = offered.starts_at.astimezone(zone), offered.answer_until.astimezone(zone)
        told = f"  offered {start:%a %d.%m. %H:%M}, answer by {answer:%H:%M}"
    return f"{one.entry_id}  {people}  {span} - {until}  {since}  {one.status}{told}"
