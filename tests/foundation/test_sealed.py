import psycopg
import pytest

from bot import sealed

BYTES = """
SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0
    AND NOT a.attisdropped AND a.atttypid IN ('bytea'::regtype, 'bytea[]'::regtype)
"""
KEYS = """
SELECT a.attname FROM pg_index i JOIN pg_attribute a
    ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
  WHERE i.indisprimary AND i.indrelid = %s::regclass ORDER BY array_position(i.indkey, a.attnum)
"""
DECLARED = [
    *((one.table, one.column) for one in sealed.SEALED),
    *((one.table, one.column) for one in sealed.HASHED),
    *((one.table, one.column) for one in sealed.PLAIN),
]
FOUND_BY = [
    *((one.table, one.keys) for one in sealed.SEALED),
    *((one.table, one.keys) for one in sealed.HASHED),
]


def test_every_column_of_bytes_is_declared_once(admin: psycopg.Connection) -> None:
    found: set[tuple[str, str]] = set(admin.execute(BYTES).fetchall())
    assert found - set(DECLARED) == set(), "declare it in its room's sealed.py"
    assert set(DECLARED) - found == set(), "this is declared, but not in the database"
    assert len(DECLARED) == len(set(DECLARED))


def test_a_column_that_nobody_declares_is_found(admin: psycopg.Connection) -> None:
    with admin.transaction(force_rollback=True):
        admin.execute("ALTER TABLE customers ADD shoe_size_enc bytea")
        found: set[tuple[str, str]] = set(admin.execute(BYTES).fetchall())
        assert found - set(DECLARED) == {("customers", "shoe_size_enc")}


@pytest.mark.parametrize(("table", "keys"), sorted(set(FOUND_BY)))
def test_the_keys_are_those_of_the_table(
    admin: psycopg.Connection, table: str, keys: tuple[str, ...]
) -> None:
    real = tuple(name for (name,) in admin.execute(KEYS, (table,)).fetchall())
    assert ("salon_id", *keys) == real


def test_a_hash_is_of_something_sealed_beside_it() -> None:
    columns = {(one.table, one.column) for one in sealed.SEALED}
    assert {(one.table, one.source) for one in sealed.HASHED} <= columns


def test_what_is_plain_says_why() -> None:
    assert all(one.why for one in sealed.PLAIN)
