import psycopg
import pytest

from bot import check
from bot.check import Finding
from foundation.invariants import Invariant
from foundation.settings import Settings

BAD = Invariant("nothing is wrong", "SELECT 'row ' || n FROM generate_series(1, 7) n")
BROKEN = Invariant("this can be asked", "SELECT * FROM nowhere")
GOOD = Invariant("all is well", "SELECT 1 WHERE false")


async def test_an_empty_database_keeps_every_promise(clean: Settings) -> None:
    findings = await check.run(clean.database_read_url)
    assert [finding.line for finding in findings if not finding.ok] == []
    assert len(findings) == len(check.INVARIANTS)


async def test_a_broken_promise_names_its_rows(clean: Settings) -> None:
    kept, broken = await check.run(clean.database_read_url, [GOOD, BAD])
    assert kept.line == "ok   all is well"
    assert not broken.ok
    assert broken.line == "FAIL nothing is wrong (7 rows: row 1, row 2, row 3, row 4, row 5, ...)"


async def test_a_question_that_fails_is_told_while_the_others_are_asked(clean: Settings) -> None:
    failed, kept = await check.run(clean.database_read_url, [BROKEN, GOOD])
    assert failed.line == "FAIL this can be asked (could not be asked: UndefinedTable)"
    assert kept.ok


async def test_a_question_changes_nothing(clean: Settings) -> None:
    change = Invariant("it only reads", "CREATE TEMPORARY TABLE x (n int)")
    (finding,) = await check.run(clean.database_read_url, [change])
    assert "ReadOnlySqlTransaction" in finding.line


async def test_a_real_breach_is_found(clean: Settings, admin: psycopg.Connection) -> None:
    admin.execute("ALTER TABLE journal NO FORCE ROW LEVEL SECURITY")
    try:
        broken = [one for one in await check.run(clean.database_read_url) if not one.ok]
    finally:
        admin.execute("ALTER TABLE journal FORCE ROW LEVEL SECURITY")
    assert [one.rows for one in broken] == [("journal",)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [(("1",), "1 row: 1"), (("1", "2"), "2 rows: 1, 2"), (("x",) * 1000, "1000+ rows: ")],
)
def test_rows_are_counted(rows: tuple[str, ...], said: str) -> None:
    assert Finding("n", rows).line.startswith(f"FAIL n ({said}")


def test_every_promise_has_a_name_of_its_own() -> None:
    names = [invariant.name for invariant in check.INVARIANTS]
    assert len(set(names)) == len(names)
