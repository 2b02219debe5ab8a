"""Commands for stylists' calendars: `calendar link`, `calendar revoke`."""

import asyncio
from typing import Annotated

import typer

from booking import feeds, salons
from bot import at_hand, opening
from bot.cli.console import say, tell
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import StaffId
from foundation.settings import Settings

commands = typer.Typer(help="Secret links to stylists' calendars.", no_args_is_help=True)

Salon = Annotated[str, typer.Option(help="The salon's slug.")]
Staff = Annotated[str, typer.Option(help="The stylist's name or id.")]


@commands.command()
def link(staff: Staff, salon: Salon = opening.DEMO) -> None:
    """Print a new secret link to a stylist's calendar; the one before leads nowhere from now on."""
    with opening.ready(say) as settings:
        token = asyncio.run(_link(settings, salon, staff))
    base = settings.public_url or f"http://{settings.host}:{settings.port or 8000}"
    tell(f"{base}/calendar/{token}.ics")


@commands.command()
def revoke(staff: Staff, salon: Salon = opening.DEMO) -> None:
    """Let a stylist's link lead nowhere."""
    with opening.ready(say) as settings:
        gone = asyncio.run(_revoke(settings, salon, staff))
    tell("The link leads nowhere now." if gone else "There was no link.")


async def _link(settings: Settings, slug: str, staff: str) -> str:
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id, actor="command-line") as tx:
            return await feeds.give(tx, house.directory, await _stylist(tx, staff))


async def _revoke(settings: Settings, slug: str, staff: str) -> bool:
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id, actor="command-line") as tx:
            return await feeds.revoke(tx, await _stylist(tx, staff))


async def _stylist(tx: Tx, wanted: str) -> StaffId:
    """Find who is meant, by id, name or alias; raises Refused("no_such_stylist")."""
    catalogue = await salons.load_catalogue(tx)
    for one in catalogue.staff:
        known = (str(one.id), one.name, *one.aliases)
        if wanted.casefold() in {name.casefold() for name in known}:
            return one.id
    raise Refused("no_such_stylist", staff=wanted)
