"""Commands that say how things stand: `check`, `doctor`."""

import asyncio

import typer

from bot import at_hand, check, connecting, doctor, opening
from bot.cli.console import say, tell
from bot.doctor import Remark
from foundation.settings import Settings

commands = typer.Typer()


@commands.command(name="check")
def verify() -> None:
    """Ask the database whether all that must hold, holds: one line each."""
    with opening.servers(say) as settings:
        findings = asyncio.run(check.run(settings.database_read_url))
    for finding in findings:
        tell(finding.line)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


@commands.command(name="doctor")
def examine() -> None:
    """Say what is wrong with this installation, with the command that cures it."""
    with opening.servers(say) as settings:
        remarks = asyncio.run(_examine(settings))
    for remark in remarks:
        tell(remark.line)
    if not all(remark.ok for remark in remarks):
        raise typer.Exit(1)


async def _examine(settings: Settings) -> list[Remark]:
    async def accounts() -> list[Remark]:
        async with at_hand.house(settings) as house:
            return await connecting.examine(house)

    return await doctor.examine(settings, (accounts,))
