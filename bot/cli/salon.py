"""Commands for whole salons: `salon import`, `salon export`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot import opening, salon_files
from bot.cli.console import fail, say, tell
from foundation.errors import Refused

commands = typer.Typer(help="Whole salons: in, out, found.", no_args_is_help=True)

_ENOUGH = 1_000_001  # one byte more than a file may have, so that it is refused as too long


@commands.command(name="import")
def bring(
    file: Annotated[
        Path, typer.Argument(help="The salon's TOML file.", exists=True, dir_okay=False)
    ],
    salon: Annotated[
        str | None, typer.Option(help="The slug of the salon to change, if the file has a new one.")
    ] = None,
    check: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--check", help="Only say what would change.")
    ] = False,
) -> None:
    """Make a salon what a file says; nothing is written when anything in it is wrong."""
    with file.open("rb") as opened:
        given = opened.read(_ENOUGH)
    with opening.ready(say) as settings:
        try:
            asyncio.run(salon_files.bring(settings, given, salon, tell, dry=check))
        except Refused as refusal:
            _explain(refusal, file)
            raise


@commands.command()
def export(
    salon: Annotated[str, typer.Option(help="The salon's slug.")] = opening.DEMO,
) -> None:
    """Print a salon as a file that `import` reads."""
    with opening.ready(say) as settings:
        typer.echo(asyncio.run(salon_files.take(settings, salon)), nl=False)


def _explain(refusal: Refused, file: Path) -> None:
    """Print all that is wrong with a file, each with its line, then end."""
    problems = refusal.facts.get("problems")
    if isinstance(problems, tuple):
        for one in problems:
            typer.echo(f"{file}:{one.line}: {one.text}", err=True)
        fail(f"nothing was changed: wrong in {len(problems)} place{'s' * (len(problems) != 1)}")
