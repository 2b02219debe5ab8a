"""The command line, run as its users run it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from foundation.settings import Settings, parse_keys
from tests.conftest import KEY

PARLANCE = (sys.executable, "-c", "from bot.cli import main; main()")


class Shell:
    """Runs commands against one database."""

    def __init__(self, settings: Settings) -> None:
        self.environment = {**os.environ} | {  # noqa: TID251 - a child inherits the shell it is run from
            "DATABASE_URL": settings.database_url,
            "PARLANCE_DATABASE_OWNER_URL": settings.database_owner_url,
            "PARLANCE_DATABASE_READ_URL": settings.database_read_url,
            "REDIS_URL": settings.redis_url,
            "PARLANCE_SECRET_KEYS": f"test:{KEY}",
            "PARLANCE_TELEGRAM_API": settings.telegram_api,
            "PARLANCE_ENV": "demo",
            "NO_COLOR": "1",
            "COLUMNS": "200",
        }

    def run(self, *arguments: str, lines: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PARLANCE, *arguments],
            input=lines,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def chat(self, *said: str, as_: str) -> list[dict[str, Any]]:
        done = self.run(
            "chat", "--now", "2026-11-23T14:05", "--json", "--as", as_,
            lines="".join(f"{one}\n" for one in said),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def shell(clean: Settings) -> Shell:
    return Shell(clean)


def test_a_haircut_is_booked_word_by_word_and_its_time_is_sold_once(shell: Shell) -> None:
    first = shell.chat("hi can i get a haircut on friday after 4", "17", "Mia", "yes", as_="one")
    assert [message["booking"] for message in first[:-1]] == [None] * 3
    assert first[1]["draft"]["start"] == "2026-11-27T17:00:00+01:00"
    booking = first[-1]["booking"]
    assert booking["service"] == "Haircut"
    assert booking["start"] == "2026-11-27T17:00:00+01:00"
    assert booking["status"] == "confirmed"
    assert booking["price"] == {"amount": 4000, "currency": "EUR"}
    assert first[-1]["draft"] is None

    wish = f"haircut with {booking['staff']} on Friday 27 November at 17:00"
    (offer,) = shell.chat(wish, as_="two")
    titles = [choice["title"] for choice in offer["choices"]]
    assert titles
    assert f"17:00 {booking['staff']}" not in titles
    assert offer["booking"] is None
    second = shell.chat(titles[0], "Noah", "yes", as_="two")
    assert second[-1]["booking"]["status"] == "confirmed"
    assert shell.run("check").returncode == 0


def test_a_line_that_is_a_choices_number_id_or_title_picks_it(shell: Shell) -> None:
    (asked,) = shell.chat("hi", as_="a")
    for picked in ("1", asked["choices"][0]["id"], asked["choices"][0]["title"]):
        (_, answered) = shell.chat("hi", picked, as_=f"picks {picked}")
        assert answered["draft"]["service"] == "Haircut"


def test_bad_text_gets_an_answer(shell: Shell) -> None:
    done = subprocess.run(
        [*PARLANCE, "chat", "--json"],
        input=b"hair\x00cut \xed\xa0\x80 on friday\n" + b"9" * 5000 + b"\n" + b"x" * 64_000 + b"\n",
        env=shell.environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3


def test_what_a_turn_understood_is_told_beside_the_conversation(shell: Shell) -> None:
    said = "haircut on friday at 10\n"
    done = shell.run("chat", "--now", "2026-11-23T14:05", "--json", "--trace", lines=said)
    assert "heard 'friday at 10' -> when Fri 27 Nov at 10:00" in done.stderr
    assert json.loads(done.stdout)["draft"]["start"] == "2026-11-27T10:00:00+01:00"


def test_a_wrong_use_exits_with_2_and_a_failure_with_1(shell: Shell) -> None:
    assert shell.run("chat", "--channel", "pigeon").returncode == 2
    assert shell.run("stand-in", "pigeon").returncode == 2
    unknown = shell.run("chat", "--salon", "nowhere", lines="hi\n")
    assert unknown.returncode == 1
    assert "no such salon" in unknown.stderr
    assert "Traceback" not in unknown.stderr


def test_an_account_is_connected_listed_and_its_secret_never_shown(
    shell: Shell, tmp_path: Path
) -> None:
    token = tmp_path / "token"
    token.write_text("1234567:" + "A" * 35 + "\n")
    shell.run("seed", "demo")
    added = shell.run("channel", "add", "telegram", f"token=@{token}", "--salon", "demo")
    listed = shell.run("channel", "list")
    assert "/hooks/telegram/" in added.stdout
    assert "/hooks/telegram/" in listed.stdout
    assert "A" * 35 not in added.stdout + added.stderr + listed.stdout + listed.stderr
    missing = shell.run("channel", "add", "telegram", "secret_token=x", "--salon", "demo")
    assert missing.returncode == 1
    assert "token=" in missing.stderr


def test_the_doctor_finds_a_whole_installation_well(shell: Shell) -> None:
    shell.run("seed", "demo")
    done = shell.run("doctor")
    assert "WRONG" not in done.stdout, done.stdout
    assert done.returncode == 0


def test_an_empty_folder_is_set_up_by_the_first_chat(tmp_path: Path) -> None:
    shell = Shell(Settings(_env_file=None, secret_keys=parse_keys(f"test:{KEY}")))
    for name in ("DATABASE_URL", "PARLANCE_DATABASE_OWNER_URL", "PARLANCE_DATABASE_READ_URL"):
        shell.environment.pop(name)
    shell.environment.pop("REDIS_URL")
    shell.environment["PARLANCE_DATA_DIR"] = str(tmp_path / "a folder")
    (asked,) = shell.chat("hallo", as_="first")
    assert asked["choices"]
    assert not list((tmp_path / "a folder").rglob("postmaster.pid"))
