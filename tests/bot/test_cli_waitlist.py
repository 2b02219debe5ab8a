"""Who waits, at the command line, as an owner sees it."""

import psycopg
import pytest

from foundation.settings import Settings
from tests.bot.test_cli_salon import Shell

CUSTOMER = """
INSERT INTO customers (salon_id, customer_id)
  SELECT salon_id, '00000000-0000-0000-0000-00000000000a' FROM salons WHERE slug = 'demo'
"""
ENTRY = """
INSERT INTO waitlist (salon_id, entry_id, customer_id, wish, windows, first_at, last_at)
  SELECT c.salon_id, '00000000-0000-0000-0000-00000000000b', c.customer_id,
         jsonb_build_array(jsonb_build_array(jsonb_build_object('service', s.service_id))),
         '[[1, 2]]', clock_timestamp() + interval '1 day', clock_timestamp() + interval '2 days'
    FROM customers c JOIN services s ON s.salon_id = c.salon_id AND s.key = 'haircut'
"""


@pytest.fixture
def shell(clean: Settings) -> Shell:
    return Shell(clean)


def said(shell: Shell, *arguments: str) -> str:
    done = shell.run("waitlist", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_who_waits_is_listed_until_they_leave(shell: Shell, admin: psycopg.Connection) -> None:
    assert said(shell, "list") == "Nobody is waiting.\n"
    admin.execute(CUSTOMER)
    admin.execute(ENTRY)
    [line] = said(shell, "list").splitlines()
    entry, service, *_ = line.split()
    assert (service, line.endswith("  waiting")) == ("Haircut", True)
    assert said(shell, "offer") == "0 offers made.\n"
    assert said(shell, "leave", entry) == f"{entry} waits no longer.\n"
    assert said(shell, "list") == "Nobody is waiting.\n"
    again = shell.run("waitlist", "leave", entry)
    assert (again.returncode, "no such entry" in again.stderr) == (1, True)
    assert shell.run("waitlist", "leave", "x").returncode == 1
