"""Commands for the keys of a salon's programs: `key add`, `key list`, `key revoke`."""

import asyncio
from typing import Annotated
from uuid import UUID

import typer

from bot import keying, opening
from bot.api.keys import Scope
from bot.cli.console import say, tell

commands = typer.Typer(help="The keys of a salon's programs.", no_args_is_help=True)

Salon = Annotated[str, typer.Option(help="The salon's slug.")]


@commands.command()
def add(
    salon: Salon,
    scope: Annotated[list[Scope] | None, typer.Option(help="What it may do; repeatable.")] = None,
    name: Annotated[str, typer.Option(help="What you call the program.")] = "program",
) -> None:
    """Make a key for /api/v1; its token is printed once, then known to nobody but you."""
    with opening.ready(say) as settings:
        asyncio.run(keying.add(settings, salon, name, scope or [], tell))


@commands.command(name="list")
def show_all(salon: Salon = opening.DEMO) -> None:
    """List a salon's keys: what each may do, when it was last used."""
    with opening.ready(say) as settings:
        asyncio.run(keying.show(settings, salon, tell))


@commands.command()
def revoke(
    key_id: Annotated[UUID, typer.Argument(help="The id that `key list` shows.")], salon: Salon
) -> None:
    """End a key for good."""
    with opening.ready(say) as settings:
        asyncio.run(keying.revoke(settings, salon, key_id, tell))
