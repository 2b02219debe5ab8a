"""The command line: `parlance --help` tells all."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Annotated, NoReturn

import typer
import uvicorn
from rich.console import Console

from booking.catalogue import Catalogue
from bot import chat, migrations, opening, running
from bot.chat import Options, Reply
from foundation import log
from foundation.errors import Permanent, Refused
from foundation.settings import Settings

app = typer.Typer(
    help="Parlance: customers book by chat, salons keep a diary that cannot be double-booked.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
channel = typer.Typer(help="A salon's accounts with the chat providers.", no_args_is_help=True)
app.add_typer(channel, name="channel")

_out = Console()
_err = Console(stderr=True)


def main() -> None:
    """Run the command line; a failure that has a cure is one line, not a traceback."""
    try:
        app()
    except Permanent as failure:
        _fail(failure.reason)
    except Refused as refusal:
        _fail(f"{refusal.key.replace('_', ' ')}: {refusal.facts}")
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _fail(reason: str) -> NoReturn:
    _err.print(f"[bold red]parlance:[/] {reason}", highlight=False)
    raise SystemExit(1)


def _say(line: str) -> None:
    _err.print(f"[dim]{line} ...[/]", highlight=False)


def _run(work: Coroutine[object, object, None]) -> None:
    asyncio.run(work)


@app.command()
def serve(
    port: Annotated[
        int | None, typer.Option(help="Default: PORT, else 8000 or the next free.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that share the port.")] = 1,
) -> None:
    """Run the web doors: webhooks, web chat, console."""
    with opening.ready(_say) as settings:
        _configure_log(settings)
        sock = running.bind(settings, port)
        _announce(settings, sock.getsockname()[1])
        if workers == 1:
            from bot import app as doors  # noqa: PLC0415 - only this command builds the doors

            _run(uvicorn.Server(running.server(doors.web(settings))).serve([sock]))
        else:
            running.serve_with_many(settings, sock, workers)


@app.command()
def work(
    queues: Annotated[list[str] | None, typer.Option(help="Only these queues.")] = None,
) -> None:
    """Run a worker: jobs, sweeps, polling."""
    with opening.ready(_say) as settings:
        _configure_log(settings)

        async def until_told() -> None:
            stop = asyncio.Event()
            running.until_told(stop)
            await running.work(settings, queues, stop)

        _run(until_told())


@app.command()
def up(
    port: Annotated[
        int | None, typer.Option(help="Default: PORT, else 8000 or the next free.")
    ] = None,
) -> None:
    """Run everything: embedded servers where none are set, web doors, worker, demo salon."""
    with opening.ready(_say) as settings:
        _configure_log(settings)
        sock = running.bind(settings, port)
        number = sock.getsockname()[1]
        _run(running.up(settings, sock, lambda: _announce(settings, number)))


@app.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    with opening.ready(_say) as settings:
        migrations.upgrade(settings)
        _out.print("The schema is up to date.")


@app.command()
def seed(what: Annotated[str, typer.Argument(help="Only `demo` so far.")] = "demo") -> None:
    """Put the demo salon in place; running it again changes nothing."""
    if what != opening.DEMO:
        raise typer.BadParameter("the only seed is `demo`")
    with opening.ready(_say) as settings:
        _run(_seed(settings))
    _out.print("The demo salon is in place: Luma, slug `demo`.")


async def _seed(settings: Settings) -> None:
    from bot.app import house  # noqa: PLC0415 - the doors are not needed by every command

    async with house(settings) as at_hand:
        await opening.seed_demo(at_hand)


@app.command(name="chat")
def talk(
    salon: Annotated[str, typer.Option(help="The salon's slug.")] = "demo",
    as_: Annotated[str, typer.Option("--as", help="The simulated address; default: new.")] = "",
    as_channel: Annotated[str, typer.Option("--channel", help=" | ".join(chat.LIMITS))] = "web",
    locale: Annotated[str, typer.Option(help="The customer's language.")] = "en",
    now: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], help="Fix the clock."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per message.")] = False,
) -> None:
    """Talk with the bot in the terminal, through the real engine."""
    if as_channel not in chat.LIMITS:
        raise typer.BadParameter(f"channels are {', '.join(chat.LIMITS)}")
    typing = sys.stdin.isatty()
    quiet: Callable[[str], None] = _say if typing else lambda _: None
    sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]  # a text stream
    with opening.ready(quiet) as settings:
        log.configure(level="error")
        options = Options(salon, as_, as_channel, locale, now)
        if typing and not as_json:
            _out.print("[dim]Write as a customer would; Ctrl-D ends.[/]")
        prompt = "> " if typing and not as_json else ""
        show = _show_json if as_json else _show
        _run(chat.converse(settings, options, show, prompt))


def _show_json(reply: Reply, catalogue: Catalogue) -> None:
    sys.stdout.write(chat.as_json(reply, catalogue) + "\n")
    sys.stdout.flush()


def _show(reply: Reply, _: Catalogue) -> None:
    for part in reply.rendered.parts:
        _out.print(f"[bold]< [/]{part}", highlight=False, markup=True, soft_wrap=True)
    for number, choice in enumerate(reply.rendered.choices, 1):
        _out.print(f"   [reverse] {number} [/] {choice.title}", highlight=False)


@channel.command(name="add")
def add_channel(
    kind: Annotated[str, typer.Argument(help="telegram")],
    secrets: Annotated[list[str], typer.Argument(help="key=value, or key=@file")],
    salon: Annotated[str, typer.Option(help="The salon's slug.")],
) -> None:
    """Connect an account; prints its webhook path."""
    from bot import connecting  # noqa: PLC0415 - the doors are not needed by every command

    with opening.ready(_say) as settings:
        _run(connecting.add(settings, kind, salon, secrets, _out.print))


@channel.command(name="list")
def list_channels(
    salon: Annotated[str, typer.Option(help="The salon's slug.")] = "demo",
) -> None:
    """List a salon's accounts."""
    from bot import connecting  # noqa: PLC0415 - the doors are not needed by every command

    with opening.ready(_say) as settings:
        _run(connecting.show(settings, salon, _out.print))


def _configure_log(settings: Settings) -> None:
    log.configure(pretty=settings.env == "demo" and sys.stderr.isatty())


def _announce(settings: Settings, port: int) -> None:
    address = f"http://{settings.host}:{port}"
    _out.print(f"\n[bold]Parlance is ready.[/]\n  Web chat  {address}/chat/demo", highlight=False)
    _out.print(f"  Console   {address}/console", highlight=False)
    if settings.env == "demo":
        _out.print(
            f"            login {opening.DEMO_LOGIN}, password {opening.DEMO_PASSWORD}",
            highlight=False,
        )
    _out.print("  Ctrl-C stops everything.\n", highlight=False)
    sys.stdout.flush()
