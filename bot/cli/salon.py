"""Commands for whole salons: `salon import`, `salon export`, `salon search`."""

import asyncio
import math
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from booking.discovery import Query
from booking.salon_file import values
from booking.salon_file.parse import MOST
from bot import opening, salon_files, salon_search
from bot.cli.console import fail, say, tell
from foundation.errors import Refused
from foundation.money import Money

commands = typer.Typer(help="Whole salons: in, out, found.", no_args_is_help=True)

_SHOWN = 100


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
        given = opened.read(MOST + 1)
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


@commands.command()
def search(  # noqa: PLR0913 - every wish is an option
    text: Annotated[str, typer.Argument(help="A service, in any of the salons' words.")] = "",
    *,
    near: Annotated[str, typer.Option(metavar="LAT,LON", help="In degrees.")] = "",
    within: Annotated[int, typer.Option(min=1, max=500, help="Kilometres from there.")] = 25,
    city: Annotated[str, typer.Option(help="A city's name.")] = "",
    max_price: Annotated[str, typer.Option(metavar="PRICE", help="Such as 40.00 EUR.")] = "",
    min_rating: Annotated[float | None, typer.Option(min=0, max=5)] = None,
    since: Annotated[datetime | None, typer.Option(help="Free then (UTC) or later.")] = None,
    until: Annotated[datetime | None, typer.Option(help="Free before (UTC).")] = None,
    language: Annotated[str, typer.Option(help="Such as de.")] = "",
    page: Annotated[int, typer.Option(min=1, max=25)] = 1,
) -> None:
    """Find salons that want to be found, the best first, with the reasons."""
    query = Query(
        service=text,
        near=_place(near),
        within=within,
        city=city,
        max_price=_price(max_price),
        min_rating=None if min_rating is None else Decimal(str(min_rating)),
        since=since and since.replace(tzinfo=UTC),
        until=until and until.replace(tzinfo=UTC),
        language=language,
        page=page,
    )
    with opening.ready(say) as settings:
        found = asyncio.run(salon_search.search(settings, query))
    _show([salon_search.line(one) for one in found.found], found.total)


def _show(lines: list[salon_search.Line], total: int) -> None:
    if not lines:
        tell("No salon answers that.")
        return
    table = Table("", "Salon", "Offers", "Next free", "Why", box=SIMPLE, show_lines=True)
    for one in lines:
        # Names are the salons' own: they must not be read as markup.
        words = (one.score, one.salon, one.offer, one.free, one.why)
        table.add_row(*(Text(word) for word in words))
    Console(highlight=False).print(table)
    tell(f"{len(lines)} of {total}")


def _place(given: str) -> tuple[float, float] | None:
    if not given:
        return None
    try:
        lat, lon = (float(one) for one in given.split(","))
    except ValueError:
        raise typer.BadParameter("--near is LAT,LON in degrees, such as 52.52,13.41") from None
    if not (math.fabs(lat) <= 90 and math.fabs(lon) <= 180):
        raise typer.BadParameter("--near is beyond the globe")
    return lat, lon


def _price(given: str) -> Money | None:
    if not given:
        return None
    amount, _, currency = given.strip().rpartition(" ")
    try:
        return values.amount(values.currency(currency))(amount)
    except values.Wrong as wrong:
        raise typer.BadParameter(f"--max-price: {wrong}") from None


def _explain(refusal: Refused, file: Path) -> None:
    """Print all that is wrong with a file, each with its line, then end."""
    problems = refusal.facts.get("problems")
    if isinstance(problems, tuple):
        for one in problems[:_SHOWN]:
            typer.echo(f"{file}:{one.line}: {one.text}", err=True)
        if len(problems) > _SHOWN:
            typer.echo(f"... and {len(problems) - _SHOWN} more", err=True)
        fail(f"nothing was changed: wrong in {len(problems)} place{'s' * (len(problems) != 1)}")
