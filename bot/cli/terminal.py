"""The command `chat`: a conversation in the terminal."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from booking.catalogue import Catalogue
from bot import chat, opening
from bot.chat import Options, Reply
from bot.cli.console import hush, note, say, show, tell
from foundation import log

commands = typer.Typer()


@commands.command(name="chat")
def talk(
    salon: Annotated[str, typer.Option(help="The salon's slug.")] = "demo",
    as_: Annotated[str, typer.Option("--as", help="The simulated address; default: new.")] = "",
    channel: Annotated[str, typer.Option(help=" | ".join(chat.LIMITS))] = "web",
    locale: Annotated[str, typer.Option(help="The customer's language.")] = "en",
    now: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], help="Fix the clock (salon's time)."
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per message.")] = False,
    trace: Annotated[
        bool, typer.Option("--trace", help="Tell what was understood, what was done about it.")
    ] = False,
) -> None:
    """Talk with the bot in the terminal, through the real engine."""
    if channel not in chat.LIMITS:
        raise typer.BadParameter(f"channels are {', '.join(chat.LIMITS)}")
    by_hand = sys.stdin.isatty() and not as_json
    sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]  # a text stream
    with opening.ready(say if by_hand else hush) as settings:
        log.configure(level="error")
        if by_hand:
            show("[dim]Write as a customer would; a number picks a choice; Ctrl-D ends.[/]")
        options = Options(salon, as_, channel, locale, now)
        asyncio.run(
            chat.converse(
                settings,
                options,
                _as_json if as_json else _as_text,
                "> " if by_hand else "",
                _traced if trace else None,
            )
        )


def _as_json(reply: Reply, catalogue: Catalogue) -> None:
    sys.stdout.write(chat.as_json(reply, catalogue) + "\n")
    sys.stdout.flush()


def _traced(steps: Sequence[str]) -> None:
    """Print a turn's steps as asides, so that scripts which read the JSON are not disturbed."""
    for step in steps:
        note(f"  . {step}")


def _as_text(reply: Reply, _: Catalogue) -> None:
    for part in reply.rendered.parts:
        tell(f"< {part}")
    for number, choice in enumerate(reply.rendered.choices, 1):
        tell(f"  [{number}] {choice.title}")
    sys.stdout.flush()
