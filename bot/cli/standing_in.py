"""The command `stand-in`: a provider on this machine, to try a channel without an account."""

from typing import Annotated

import typer

from bot.cli.console import tell
from bot.stand_ins import app, kinds
from bot.stand_ins.app import Habits
from foundation.errors import Permanent

commands = typer.Typer()

_KINDS = ", ".join(kinds.PORTS)


@commands.command(name="stand-in")
def stand_in(
    kind: Annotated[str, typer.Argument(help=_KINDS)],
    port: Annotated[
        int | None, typer.Option(help="0 takes any free one; each kind has its own by default.")
    ] = None,
    webhook: Annotated[
        str, typer.Option(help="Where to deliver, for whatsapp and openphone.", metavar="URL")
    ] = "",
) -> None:
    """Run a loopback stand-in of a provider, with a page to type as the customer."""
    if kind not in kinds.PORTS:
        raise typer.BadParameter(f"the stand-ins are: {_KINDS}")
    made = kinds.make(kind, Habits(flood=True))
    if webhook and not made.facts.settable:
        raise typer.BadParameter(f"{kind} is told its webhook by `parlance channel add`")
    made.point(webhook)
    chosen = kinds.PORTS[kind] if port is None else port
    try:
        app.serve("127.0.0.1", chosen, made, tell)
    except OSError as error:
        raise Permanent(f"port {chosen} is taken: choose another with --port") from error
