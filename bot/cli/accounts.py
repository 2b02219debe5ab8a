"""A salon's accounts with the chat providers: `channel add`, `share`, `list`, `check`."""

import asyncio
import sys
from typing import Annotated

import typer

from bot import approving, connecting, inviting, opening
from bot.cli.console import say, tell
from channels import registry

commands = typer.Typer(help="A salon's accounts with the chat providers.", no_args_is_help=True)

templates = typer.Typer(help="Templates that WhatsApp must approve.", no_args_is_help=True)
commands.add_typer(templates, name="templates")

Salon = Annotated[str, typer.Option(help="The salon's slug.")]


@commands.command()
def add(
    kind: Annotated[str, typer.Argument(help=", ".join(sorted(registry.NEEDED)))],
    salon: Salon,
    secrets: Annotated[
        list[str] | None, typer.Argument(help="key=value or key=@file, e.g. token=@bot")
    ] = None,
) -> None:
    """Connect an account; prints its webhook path. What is not given is asked for, unseen.

    Adding an account again renews its secrets: webhooks proven by the one before stay good too.
    """
    ask = _asked if sys.stdin.isatty() else None
    with opening.ready(say) as settings:
        asyncio.run(connecting.add(settings, kind, salon, secrets or [], tell, ask))


@commands.command()
def share(
    kind: Annotated[str, typer.Argument(help=", ".join(sorted(registry.NEEDED)))],
    salon: Annotated[str, typer.Option(help="The slug of the salon that has the account.")],
    other: Annotated[str, typer.Option("--with", help="The slug of the one to share it with.")],
) -> None:
    """Let another salon share an account: who writes to it is asked once which salon they want."""
    with opening.ready(say) as settings:
        asyncio.run(connecting.share(settings, kind, salon, other, tell))


@commands.command()
def check(salon: Salon = opening.DEMO) -> None:
    """Ask each provider whether the salon's account works: exit code 1 if one does not."""
    with opening.ready(say) as settings:
        if not asyncio.run(connecting.inspect(settings, salon, tell)):
            raise typer.Exit(1)


@commands.command()
def links(
    salon: Salon = opening.DEMO,
    campaign: Annotated[str, typer.Option(help="Where customers come from, e.g. summer.")] = "",
    text: Annotated[str, typer.Option(help='What they wish, e.g. "haircut on friday".')] = "",
) -> None:
    """Print the links by which customers begin to write, one for each account."""
    with opening.ready(say) as settings:
        asyncio.run(inviting.show(settings, salon, campaign, text, tell))


@templates.command()
def sync(
    salon: Salon = opening.DEMO,
    *,
    submit: Annotated[bool, typer.Option(help="Submit first what the provider lacks.")] = False,
) -> None:
    """Ask which templates are approved: those alone reach who was silent for a day."""
    with opening.ready(say) as settings:
        asyncio.run(approving.sync(settings, salon, tell, submit=submit))


def _asked(name: str) -> str:
    given: str = typer.prompt(name, hide_input=True)
    return given.strip()


@commands.command(name="list")
def show_all(salon: Salon = opening.DEMO) -> None:
    """List a salon's accounts; never a secret."""
    with opening.ready(say) as settings:
        asyncio.run(connecting.show(settings, salon, tell))
