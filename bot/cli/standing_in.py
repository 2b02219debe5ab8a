"""The command `stand-in`: a provider on this machine, to try a channel without an account."""

from typing import Annotated

import typer

from bot.cli.console import tell
from bot.stand_ins.telegram.app import Habits, serve
from foundation.errors import Permanent

commands = typer.Typer()


@commands.command(name="stand-in")
def stand_in(
    kind: Annotated[str, typer.Argument(help="telegram")],
    port: Annotated[int, typer.Option(help="0 takes any free one.")] = 8081,
) -> None:
    """Run a loopback stand-in of a provider, with a page to type as the customer."""
    if kind != "telegram":
        raise typer.BadParameter("the only stand-in is telegram")
    try:
        serve("127.0.0.1", port, Habits(flood=True), tell)
    except OSError as error:
        raise Permanent(f"port {port} is taken: choose another with --port") from error
