"""Commands that put things in place: `migrate`, `seed`."""

import asyncio
from typing import Annotated

import typer

from bot import at_hand, opening
from bot.cli.console import say, tell
from foundation.settings import Settings

commands = typer.Typer()


@commands.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    with opening.ready(say):
        tell("The schema is up to date.")


@commands.command()
def seed(what: Annotated[str, typer.Argument(help="Only `demo`.")] = opening.DEMO) -> None:
    """Put the demo salon in place; running it again changes nothing."""
    if what != opening.DEMO:
        raise typer.BadParameter(f"the only seed is `{opening.DEMO}`")
    with opening.ready(say) as settings:
        asyncio.run(_seed(settings))
    tell("The demo salon is in place: Luma, slug `demo`.")


async def _seed(settings: Settings) -> None:
    async with at_hand.house(settings) as house:
        await opening.seed_demo(house)
