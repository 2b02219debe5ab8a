"""Commands for a salon's accounts with the chat providers: `channel add`, `channel list`."""

import asyncio
from typing import Annotated

import typer

from bot import connecting, opening
from bot.cli.console import say, tell

commands = typer.Typer(help="A salon's accounts with the chat providers.", no_args_is_help=True)

Salon = Annotated[str, typer.Option(help="The salon's slug.")]


@commands.command()
def add(
    kind: Annotated[str, typer.Argument(help="telegram")],
    secrets: Annotated[list[str], typer.Argument(help="key=value or key=@file, e.g. token=@bot")],
    salon: Salon,
) -> None:
    """Connect an account; prints its webhook path. Adding a token again renews its secrets."""
    with opening.ready(say) as settings:
        asyncio.run(connecting.add(settings, kind, salon, secrets, tell))


@commands.command(name="list")
def show_all(salon: Salon = opening.DEMO) -> None:
    """List a salon's accounts; never a secret."""
    with opening.ready(say) as settings:
        asyncio.run(connecting.show(settings, salon, tell))
