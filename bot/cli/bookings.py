"""Commands at the desk: `booking add`, `booking move`, `booking cancel`, `booking block`."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer

from bot import clerk, opening
from bot.clerk import Counter, Place
from bot.cli.console import say, tell
from foundation.settings import Settings

commands = typer.Typer(
    help="Bookings of a salon, made, moved, ended by hand.", no_args_is_help=True
)

Salon = Annotated[str, typer.Option(help="The salon's slug.")]
Id = Annotated[str, typer.Argument(help="The booking's id.")]
At = Annotated[str, typer.Option(help="The salon's own time, e.g. 2026-11-27T10:00.")]
Staff = Annotated[
    str | None, typer.Option(help="A stylist's name; anyone who is free if left out.")
]
Override = Annotated[
    str,
    typer.Option(help="Why hours, notice or grid do not matter here; a taken time stays taken."),
]
Reason = Annotated[str, typer.Option(help="Why; it is kept in the history.")]
Ending = Annotated[str, typer.Argument(help=" | ".join(clerk.ENDINGS))]


def _at_desk(salon: str, work: Callable[[Counter], Awaitable[None]]) -> None:
    async def step_up(settings: Settings) -> None:
        async with clerk.counter(settings, salon) as at:
            await work(at)

    with opening.ready(say) as settings:
        asyncio.run(step_up(settings))


@commands.command()
def show(booking: Id, salon: Salon = opening.DEMO) -> None:
    """Show a booking with all that became of it."""
    _at_desk(salon, lambda at: clerk.show(at, booking, tell))


@commands.command()
def add(
    services: Annotated[list[str], typer.Argument(help="One after another, e.g. colour haircut.")],
    start: Annotated[
        str, typer.Option("--at", help="The salon's own time, e.g. 2026-11-27T10:00.")
    ],
    name: Annotated[str, typer.Option(help="The customer's name.")],
    staff: Staff = None,
    override: Override = "",
    salon: Salon = opening.DEMO,
) -> None:
    """Book for a customer who called."""
    _at_desk(salon, lambda at: clerk.add(at, services, name, Place(start, staff, override), tell))


@commands.command()
def move(
    booking: Id,
    to: At,
    staff: Staff = None,
    override: Override = "",
    salon: Salon = opening.DEMO,
) -> None:
    """Move a booking; the old time is given up only once the new one is taken."""
    _at_desk(salon, lambda at: clerk.move(at, booking, Place(to, staff, override), tell))


@commands.command()
def cancel(
    booking: Id,
    reason: Reason = "",
    *,
    salon: Salon = opening.DEMO,
    party: Annotated[bool, typer.Option(help="Everybody who comes along, too.")] = False,
) -> None:
    """Cancel a booking, say what that costs by the terms."""
    _at_desk(salon, lambda at: clerk.cancel(at, booking, reason, tell, party=party))


@commands.command()
def mark(booking: Id, what: Ending, salon: Salon = opening.DEMO) -> None:
    """Note that the customer is here, has come, stayed away; agree to a visit or refuse it."""
    if what not in clerk.ENDINGS:
        raise typer.BadParameter(f"it is one of {', '.join(clerk.ENDINGS)}")
    _at_desk(salon, lambda at: clerk.end(at, booking, what, tell))


@commands.command()
def block(
    whom: Annotated[str, typer.Argument(help="A stylist's name or a resource's.")],
    since: Annotated[str, typer.Option("--from", help="The salon's own time.")],
    until: Annotated[str, typer.Option("--to", help="The salon's own time.")],
    reason: Reason,
    salon: Salon = opening.DEMO,
) -> None:
    """Take time off the diary."""
    _at_desk(salon, lambda at: clerk.block(at, whom, since, until, reason, tell))


@commands.command()
def unblock(
    number: Annotated[str, typer.Argument(help="The block's id.")], salon: Salon = opening.DEMO
) -> None:
    """Give blocked time back to the diary."""
    _at_desk(salon, lambda at: clerk.unblock(at, number, tell))
