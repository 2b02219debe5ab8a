"""Commands that write a salon's rows for a spreadsheet: `export bookings`, `export customers`."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, TextIO
from zoneinfo import ZoneInfo

import typer

from booking import csv_export, salons
from booking.csv_export import Range
from bot import at_hand, opening
from bot.cli.console import say
from foundation import journal
from foundation.errors import Permanent
from foundation.settings import Settings

commands = typer.Typer(help="A salon's rows for a spreadsheet (CSV).", no_args_is_help=True)

_KINDS = {"bookings": csv_export.bookings, "customers": csv_export.customers}
_FORMATS = ["%Y-%m-%d"]
_EVER = Range(datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC))

Salon = Annotated[str, typer.Option(help="The salon's slug.")]
First = Annotated[
    datetime | None, typer.Option("--from", formats=_FORMATS, help="First day (salon's time).")
]
Last = Annotated[
    datetime | None, typer.Option("--to", formats=_FORMATS, help="Last day, included.")
]
Out = Annotated[Path | None, typer.Option(help="A file; default: standard output.")]
WithNames = Annotated[
    bool, typer.Option("--with-names", help="With names, numbers, addresses: personal data.")
]
Bom = Annotated[bool, typer.Option("--bom", help="Begin with a mark that Excel knows UTF-8 by.")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written, from which day to which (both included)."""

    kind: str
    salon: str
    first: date | None
    last: date | None
    names: bool
    bom: bool


@commands.command()
def bookings(
    salon: Salon = opening.DEMO,
    first: First = None,
    last: Last = None,
    out: Out = None,
    *,
    with_names: WithNames = False,
    bom: Bom = False,
) -> None:
    """Write bookings, those that begin on the days asked for."""
    _write(Wanted("bookings", salon, _day(first), _day(last), with_names, bom), out)


@commands.command()
def customers(
    salon: Salon = opening.DEMO,
    first: First = None,
    last: Last = None,
    out: Out = None,
    *,
    with_names: WithNames = False,
    bom: Bom = False,
) -> None:
    """Write customers, those that came first on the days asked for."""
    _write(Wanted("customers", salon, _day(first), _day(last), with_names, bom), out)


def _write(wanted: Wanted, out: Path | None) -> None:
    with opening.ready(say) as settings, _opened(out) as file:
        count = asyncio.run(_export(settings, wanted, file))
        file.flush()
    if out is not None:
        say(f"{count} {wanted.kind} written to {out}")


async def _export(settings: Settings, wanted: Wanted, file: TextIO) -> int:
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, wanted.salon)
        # On its own, before anything is read: an export that is broken off was one as well.
        async with house.database.unit_of_work(salon_id, actor="command-line") as tx:
            subject = f"salon:{salon_id}"
            await journal.write(tx, "exported", subject, what=wanted.kind, names=wanted.names)
        async with house.database.unit_of_work(salon_id) as tx:
            zone = (await salons.load_catalogue(tx)).zone
            rows = _KINDS[wanted.kind](
                tx, _range(wanted, zone), house.vault if wanted.names else None
            )
            return await csv_export.write(rows, file, bom=wanted.bom)


def _range(wanted: Wanted, zone: ZoneInfo) -> Range:
    return Range(
        _morning(wanted.first, zone) if wanted.first else _EVER.since,
        _morning(wanted.last + timedelta(days=1), zone) if wanted.last else _EVER.until,
    )


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    """Open the file for its owner's eyes alone; line ends are written as they are."""
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]  # a text stream
        try:
            yield sys.stdout
        except BrokenPipeError:
            # Whoever read has seen enough; what is left in the buffer has nowhere to go.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    try:
        private = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise Permanent(f"{out} cannot be written: {error.strerror}") from error
    with open(private, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - a descriptor
        yield file
