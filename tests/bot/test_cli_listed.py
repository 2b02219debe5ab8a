"""The command line lists what it has not loaded."""

import subprocess
import sys

import pytest
from typer.main import get_group

from bot.cli import COMMANDS, commands

LOADED = "import sys; from bot.cli import commands; commands('{}'); print(*sys.modules)"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_as_it_calls_itself(name: str) -> None:
    listed, loaded = (get_group(commands(chosen)).commands for chosen in ("", name))
    assert loaded[name].help == listed[name].help == COMMANDS[name][1]
    assert {*loaded} == {*listed} == {*COMMANDS}


def test_to_list_commands_loads_none() -> None:
    rooms = {"booking", "channels", "dialog", "workers", "sqlalchemy", "psycopg"}
    assert not rooms & loaded_for("")
    assert rooms <= loaded_for("chat")


def test_a_command_at_the_desk_does_not_wait_for_the_web_doors_to_load() -> None:
    doors = {"uvicorn", "bot.app", "procrastinate"}
    assert not doors & loaded_for("booking")
    assert doors <= loaded_for("serve")


def loaded_for(chosen: str) -> set[str]:
    """Give the modules of a fresh process that was told to run a command."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(chosen)], capture_output=True, text=True, check=True
    )
    return {*done.stdout.split()}
