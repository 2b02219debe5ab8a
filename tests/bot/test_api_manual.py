"""The manual's examples, run as they stand; keys as the command line makes them."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from foundation.settings import Settings
from tests.bot.test_cli import Shell
from tests.contracts.served import serving

MANUAL = Path(__file__).parents[2] / "docs" / "api.md"
EXAMPLES = re.findall(r"```sh\n(.*?)```", MANUAL.read_text(), re.DOTALL)


def run(example: str, known: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
    done = subprocess.run(
        ["bash", "-euc", example],
        env={**os.environ} | known,  # noqa: TID251 - a child inherits the shell it is run from
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    return json.loads(done.stdout)


def test_the_examples_of_the_manual_do_what_it_says(clean: Settings) -> None:
    if not shutil.which("curl"):
        pytest.skip("the manual's examples need curl")
    with serving(clean) as served:
        known = {"BASE": served.base.removesuffix("/api")}
        known["KEY"] = served.headers["Authorization"].removeprefix("Bearer ")
        known["DAY"] = "2026-11-27"
        salon, free, hold, book, cancel = EXAMPLES
        known["SERVICE"] = run(salon, known)["services"][0]["id"]
        known["START"] = run(free, known)["slots"][0]["start"]
        known["HOLD"] = run(hold, known)["id"]
        [booked] = run(book, known)["bookings"]
        assert booked["start"] == known["START"]
        known["BOOKING"] = booked["id"]
        [gone] = run(cancel, known)["bookings"]
        assert gone["status"] == "cancelled"
        assert run(cancel, known)["bookings"] == [gone]


def test_keys_are_made_listed_revoked(clean: Settings) -> None:
    shell = Shell(clean)
    made = shell.run("key", "add", "--salon", "demo", "--scope", "read", "--name", "website")
    assert made.returncode == 0, made.stderr
    assert re.fullmatch(r"plk_[\w-]{44}\n", made.stdout)
    listed = shell.run("key", "list").stdout
    assert re.fullmatch(r"[0-9a-f-]{36}  website +read +never used\n", listed)
    number = listed.partition(" ")[0]
    assert shell.run("key", "revoke", number, "--salon", "demo").returncode == 0
    assert "revoked" in shell.run("key", "list").stdout
    gone = shell.run("key", "revoke", "01900000-0000-7000-8000-000000000000", "--salon", "demo")
    assert (gone.returncode, "no such key" in gone.stderr) == (1, True)
