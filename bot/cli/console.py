"""What commands print: results to standard output, progress to standard error."""

from typing import NoReturn

from rich.console import Console

_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)


def tell(line: str) -> None:
    """Print a result; `line` is plain text."""
    _out.print(line, markup=False)


def show(line: str) -> None:
    """Print a result in rich's markup."""
    _out.print(line)


def say(line: str) -> None:
    """Print what is being done."""
    _err.print(f"{line} ...", style="dim", markup=False)


def note(line: str) -> None:
    """Print an aside."""
    _err.print(line, style="dim", markup=False)


def hush(_: str) -> None:
    """Print nothing: for scripts that read the output."""


def fail(reason: str) -> NoReturn:
    """End with exit code 1, telling why."""
    _err.print("[bold red]parlance:[/] ", end="")
    _err.print(reason, markup=False)
    raise SystemExit(1)
