"""A salon's rows for a spreadsheet, on the command line."""

import csv
import io
import subprocess
from pathlib import Path

import psycopg
import pytest

from foundation.settings import Settings
from tests.bot.test_cli import PARLANCE, Shell


@pytest.fixture
def shell(clean: Settings) -> Shell:
    """A demo salon in which Mia has booked."""
    shell = Shell(clean)
    said = shell.chat("haircut with Ana on friday at 17", "Mia", "yes", as_="one")
    assert said[-1]["booking"] is not None
    return shell


def test_rows_are_written_with_names_for_who_asks(
    shell: Shell, tmp_path: Path, admin: psycopg.Connection
) -> None:
    bare = shell.run("export", "bookings", "--from", "2026-11-27", "--to", "2026-11-27")
    assert bare.returncode == 0, bare.stderr
    [booking] = csv.DictReader(io.StringIO(bare.stdout))
    assert booking["starts_at"] == "2026-11-27T17:00:00+01:00"
    assert (booking["price"], booking["currency"]) == ("40.00", "EUR")
    assert "Mia" not in bare.stdout
    other_day = shell.run("export", "bookings", "--from", "2026-11-28")
    assert list(csv.DictReader(io.StringIO(other_day.stdout))) == []

    file = tmp_path / "customers.csv"
    full = shell.run("export", "customers", "--with-names", "--bom", "--out", str(file))
    assert full.returncode == 0, full.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    written = file.read_bytes()
    assert written.startswith(b"\xef\xbb\xbfcustomer_id,")
    assert b"Mia" in written
    assert written.count(b"\r\n") == 2
    facts = admin.execute(
        "SELECT details ->> 'what', details ->> 'names', actor FROM journal"
        " WHERE fact = 'exported' ORDER BY journal_id"
    ).fetchall()
    assert facts[-1] == ("customers", "true", "command-line")
    assert len(facts) == 3


def test_a_reader_who_has_seen_enough_ends_it_quietly(shell: Shell) -> None:
    with subprocess.Popen(
        [*PARLANCE, "export", "bookings"],
        env=shell.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        told = process.stderr.read()
    assert "Traceback" not in told
    assert "BrokenPipe" not in told


def test_a_file_that_cannot_be_written_is_named(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("export", "bookings", "--out", str(tmp_path / "nowhere" / "x.csv"))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
