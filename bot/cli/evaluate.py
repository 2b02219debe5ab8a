"""Commands that measure understanding: `evaluate time`, `evaluate dialogue`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.cli.console import tell
from bot.evaluate import dialogue, lines, time

commands = typer.Typer(
    help="The bot's understanding, measured on files of examples.", no_args_is_help=True
)

Given = Annotated[Path, typer.Argument(help="Examples, one JSON object per line.")]
Written = Annotated[Path, typer.Argument(help="Where the answers go, one JSON object per line.")]


@commands.command(name="time")
def read_times(source: Given, target: Written) -> None:
    """Read time expressions; docs/evaluation.md describes both files."""
    run(source, target, time.predict)


@commands.command(name="dialogue")
def replay_dialogues(source: Given, target: Written) -> None:
    """Replay searches for a salon; docs/evaluation.md describes both files."""
    run(source, target, dialogue.Replay().predict)


def run(
    source: Path,
    target: Path,
    answer: Callable[[Mapping[str, object]], Mapping[str, object] | None],
) -> None:
    """Answer every line of a file, with a bar while it lasts."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeRemainingColumn())  # fmt: skip
    found = done = 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(source.name, total=lines.count(source))
        for told in lines.answered(source, target, answer):
            found, done = found + told, done + 1
            progress.advance(task)
    tell(f"{done} lines read, {found} answered: {target}")
