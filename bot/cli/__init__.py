"""The command line: `parlance --help` tells all."""

import typer

from bot.cli import (
    accounts,
    bookings,
    calendar,
    exports,
    keys,
    processes,
    salon,
    schema,
    sealing,
    standing_in,
    state,
    terminal,
    waitlist,
)
from bot.cli.console import fail
from foundation.errors import Permanent, Refused

app = typer.Typer(
    help="Parlance: customers book by chat, salons keep a diary that cannot be double-booked.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for part in (processes, terminal, schema, state, standing_in):
    app.registered_commands += part.commands.registered_commands
app.add_typer(accounts.commands, name="channel")
app.add_typer(bookings.commands, name="booking")
app.add_typer(waitlist.commands, name="waitlist")
app.add_typer(calendar.commands, name="calendar")
app.add_typer(exports.commands, name="export")
app.add_typer(keys.commands, name="key")
app.add_typer(salon.commands, name="salon")
app.add_typer(sealing.commands, name="secrets")


def main() -> None:
    """Run the command line; a failure that has a cure is one line, not a traceback."""
    try:
        app()
    except Permanent as failure:
        fail(failure.reason)
    except Refused as refusal:
        facts = ", ".join(f"{name} {value}" for name, value in refusal.facts.items())
        fail(f"{refusal.key.replace('_', ' ')}: {facts}")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
