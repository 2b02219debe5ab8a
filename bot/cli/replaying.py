"""The command that thinks recorded conversations again: `replay`."""

import asyncio
from typing import Annotated

import typer

from bot import opening, replaying
from bot.cli.console import say, tell

commands = typer.Typer()


@commands.command()
def replay(
    conversations: Annotated[
        list[str] | None, typer.Argument(help="Conversations by id, as the console shows it.")
    ] = None,
    last: Annotated[int, typer.Option(min=1, help="How many of the latest, if none is named.")] = 1,
    salon: Annotated[str, typer.Option(help="The salon's slug.")] = opening.DEMO,
) -> None:
    """Say where today's rules, phrases would answer a recorded conversation differently."""
    with opening.ready(say) as settings:
        alike = asyncio.run(replaying.run(settings, salon, conversations or (), last, tell))
    if not alike:
        raise typer.Exit(1)
