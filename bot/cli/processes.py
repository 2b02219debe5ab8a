"""Commands that run the processes: `serve`, `work`, `up`."""

import asyncio
import sys
from contextlib import suppress
from typing import Annotated

import typer

from bot import opening, running
from bot.cli.console import say, show
from foundation import log
from foundation.settings import Settings

commands = typer.Typer()

Port = Annotated[int | None, typer.Option(help="Default: PORT, else 8000 or the next free.")]


@commands.command()
def serve(
    port: Port = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that share the port.")] = 1,
) -> None:
    """Run the web doors: webhooks, web chat, console."""
    with _until_told(), opening.ready(say) as settings:
        _configure_log(settings)
        with running.bind(settings, port) as sock:
            running.serve(settings, sock, workers, lambda: _announce(settings, sock.getsockname()))


@commands.command()
def work(
    queues: Annotated[list[str] | None, typer.Option(help="Only these queues.")] = None,
) -> None:
    """Run a worker: jobs, sweeps, polling."""
    with _until_told(), opening.ready(say) as settings:
        _configure_log(settings)
        asyncio.run(running.work_until_told(settings, queues))


@commands.command()
def up(port: Port = None) -> None:
    """Run everything: embedded servers where none are set, web doors, worker, demo salon."""
    with _until_told(), opening.ready(say) as settings:
        _configure_log(settings)
        with running.bind(settings, port) as sock:
            address = sock.getsockname()
            asyncio.run(running.up(settings, sock, lambda: _announce(settings, address)))


def _until_told() -> suppress:
    """Ctrl-C is how these commands end: no failure, so exit code 0."""
    return suppress(KeyboardInterrupt)


def _configure_log(settings: Settings) -> None:
    pretty = settings.env == "demo" and sys.stderr.isatty()
    log.configure(pretty=pretty, level="warning" if settings.env == "demo" else "info")


def _announce(settings: Settings, address: tuple[str, int]) -> None:
    base = f"http://{settings.host}:{address[1]}"
    show(f"\n[bold]Parlance is ready.[/] Ctrl-C stops everything.\n  Web chat  {base}/chat/demo")
    show(f"  Console   {base}/console")
    if settings.env == "demo":
        show(f"            login {opening.DEMO_LOGIN}, password {opening.DEMO_PASSWORD}\n")
    sys.stdout.flush()
