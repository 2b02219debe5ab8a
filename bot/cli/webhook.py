"""The command `webhook parse`: what an inbound webhook means."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import hearsay
from channels import registry
from channels.port import Request
from foundation import clock
from foundation.errors import Permanent

commands = typer.Typer(
    help="What providers send, told without storing anything.", no_args_is_help=True
)

Body = Annotated[Path | None, typer.Argument(exists=True, dir_okay=False, help="A file.")]
File = Annotated[Path | None, typer.Option(exists=True, dir_okay=False, readable=True)]


@commands.callback()
def _group() -> None:
    """Keep `parse` a command of its own while it is the only one."""


@commands.command()
def parse(
    kind: Annotated[str, typer.Argument(help=", ".join(registry.PROOF))],
    body: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="The body.")
    ] = None,
    headers: File = None,
    secret: Annotated[str | None, typer.Option(help="Judge authenticity too.")] = None,
    url: Annotated[str, typer.Option(help="The whole address that was called.")] = "",
    cases: File = None,
) -> None:
    """Tell what a webhook means, without storing anything: one JSON object a line.

    With --cases every case of an index of recorded traffic is told.
    """
    if (body is None) == (cases is None):
        raise typer.BadParameter("give a file with the body, or --cases with an index")
    if cases is not None:
        for told in hearsay.cases(kind, cases):
            _print(told)
    elif body is not None:
        given = _headers(headers)
        at = clock.now().timestamp()
        _print(hearsay.one(kind, Request(given, body.read_bytes(), url=url, at=at), secret))


def _headers(file: Path | None) -> dict[str, bytes]:
    if file is None:
        return {}
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
        return {name.lower(): value.encode() for name, value in read.items()}
    except (ValueError, AttributeError) as error:
        raise Permanent(f"{file} is no JSON object of header names with their texts") from error


def _print(told: hearsay.Told) -> None:
    json.dump(told, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
