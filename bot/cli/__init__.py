"""The command line: `parlance --help` tells all."""

import importlib
import sys
from typing import Final

import typer

from bot.cli.console import fail
from foundation.errors import Permanent, Refused

COMMANDS: Final = {
    "serve": ("processes", "Run the web doors: webhooks, web chat, console."),
    "work": ("processes", "Run a worker: jobs, sweeps, polling."),
    "up": (
        "processes",
        "Run everything: embedded servers where none are set, web doors, worker, demo salon.",
    ),
    "chat": ("terminal", "Talk with the bot in the terminal, through the real engine."),
    "migrate": ("schema", "Bring the database's schema up to date."),
    "seed": ("schema", "Put the demo salon in place; running it again changes nothing."),
    "check": ("state", "Ask the database whether all that must hold, holds: one line each."),
    "doctor": (
        "state",
        "Say what is wrong with this installation, with the command that cures it.",
    ),
    "replay": (
        "replaying",
        "Say where today's rules, phrases would answer a recorded conversation differently.",
    ),
    "stand-in": (
        "standing_in",
        "Run a loopback stand-in of a provider, with a page to type as the customer.",
    ),
    "channel": ("accounts", "A salon's accounts with the chat providers."),
    "webhook": ("webhook", "What providers send, told without storing anything."),
    "booking": ("bookings", "Bookings of a salon, made, moved, ended by hand."),
    "waitlist": ("waitlist", "Customers who wait for a time to become free."),
    "calendar": ("calendar", "Secret links to stylists' calendars."),
    "export": ("exports", "A salon's rows for a spreadsheet (CSV)."),
    "key": ("keys", "The keys of a salon's programs."),
    "salon": ("salon", "Whole salons: in, out, found."),
    "evaluate": ("evaluate", "The bot's understanding, measured on files of examples."),
    "secrets": ("sealing", "The keys that seal what customers say."),
}
"""Each command's file in this folder, its own help: all are listed, only one is ever loaded."""

_ALONE: Final = {"processes", "terminal", "schema", "state", "standing_in", "replaying"}
"""The files whose commands have no group's name before theirs."""


def commands(chosen: str) -> typer.Typer:
    """Give the command line with the `chosen` command's code, the others by name and help.

    Together their code takes seconds to load.
    """
    app = typer.Typer(
        help="Parlance: customers book by chat, salons keep a diary that cannot be double-booked.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    loaded, _ = COMMANDS.get(chosen, ("", ""))
    for name, (file, told) in COMMANDS.items():
        if file != loaded:
            app.command(name, help=told)(_not_chosen)
    if loaded:
        part: typer.Typer = importlib.import_module(f"bot.cli.{loaded}").commands
        if loaded in _ALONE:
            app.registered_commands += part.registered_commands
        else:
            app.add_typer(part, name=chosen)
    return app


def _not_chosen() -> None:
    raise NotImplementedError("a command runs only where it was chosen")


def main() -> None:
    """Run the command line; a failure that has a cure is one line, not a traceback."""
    # No option before a command takes a value: the first word is the command.
    chosen = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    try:
        commands(chosen)()
    except Permanent as failure:
        fail(failure.reason)
    except Refused as refusal:
        facts = ", ".join(f"{name} {value}" for name, value in refusal.facts.items())
        fail(f"{refusal.key.replace('_', ' ')}: {facts}")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
