import csv
import io
import tracemalloc
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import csv_export, customers
from booking.csv_export import BOM, Range
from foundation import ids
from foundation.crypto import Vault
from foundation.db import Tx
from foundation.house import House
from foundation.ids import CustomerId
from tests.booking.customers_diary import NOW, Past
from tests.booking.diary import Diary

EVER = Range(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
FORMULAS = [
    "=1+1",
    "+49 30 555",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "  =1+1",
    "\x00=1+1",
    '=HYPERLINK("http://evil.example";"x")',
]


async def written(rows: AsyncIterator[list[str]], *, bom: bool = False) -> str:
    out = io.StringIO(newline="")
    await csv_export.write(rows, out, bom=bom)
    return out.getvalue()


def parsed(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_becomes_text(formula: str) -> None:
    assert csv_export.cell(formula) == "'" + formula.replace("\x00", "")


@pytest.mark.parametrize("plain", ["", "Mia", "40.00", "a=b", "x - y", "mia@salon.example", "'="])
def test_what_is_no_formula_stays(plain: str) -> None:
    assert csv_export.cell(plain) == plain


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
async def test_any_cells_read_back_and_none_is_a_formula(cells: list[str]) -> None:
    async def rows() -> AsyncIterator[list[str]]:
        yield cells

    text = await written(rows())
    assert text.endswith("\r\n")
    [read] = csv.reader(io.StringIO(text, newline=""))
    assert read == [csv_export.cell(one) for one in cells]
    assert not any(one.lstrip().startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20")) for one in read)


@pytest.fixture
async def mia(diary: Diary, house: House, admin: psycopg.Connection) -> CustomerId:
    """A customer with a hostile name, two visits and one that never was."""
    one, past = CustomerId(ids.new()), Past(admin, diary.salon)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        said = customers.Given(
            name='=cmd|"/C calc"!A0', phone="+4915123456789", email="mia@salon.example"
        )
        await customers.keep(tx, house.vault, one, said)
    past.visit(one, 30.5, ("haircut", "Ana"), ("blow_dry", "Bea"), price_minor=12345)
    past.visit(one, 2, ("haircut", "Ana"), status="no_show", price_minor=0)
    past.visit(one, 1, ("haircut", "Ana"), price_minor=5, currency="JPY")
    return one


@pytest.fixture
async def tx_after(diary: Diary, mia: CustomerId) -> AsyncIterator[Tx]:
    """An open unit of work that sees them."""
    assert mia.version == 7
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        yield tx


async def test_bookings_are_written_with_offsets_and_decimals(tx_after: Tx) -> None:
    rows = parsed(await written(csv_export.bookings(tx_after, EVER)))
    assert [(one["price"], one["currency"]) for one in rows] == [
        ("123.45", "EUR"),
        ("0.00", "EUR"),
        ("5", "JPY"),
    ]
    assert rows[0]["starts_at"] == "2026-10-24T03:05:00+02:00"
    assert rows[1]["starts_at"] == "2026-11-21T14:05:00+01:00"
    assert rows[0]["services"] == "Haircut + Blow-dry"
    assert rows[0]["staff"] == "Ana, Bea"
    assert [one["status"] for one in rows] == ["completed", "no_show", "completed"]


async def test_names_are_written_for_those_alone_who_ask(
    tx_after: Tx, house: House, mia: CustomerId
) -> None:
    for export in (csv_export.bookings, csv_export.customers):
        bare = await written(export(tx_after, EVER))
        full = await written(export(tx_after, EVER, house.vault))
        assert str(mia) in bare
        assert "calc" not in bare
        assert "15123456789" not in bare
        assert "'=cmd" in full
    [row] = parsed(await written(csv_export.customers(tx_after, EVER, house.vault)))
    assert row["name"] == "'" + '=cmd|"/C calc"!A0'
    assert row["phone"] == "'+4915123456789"
    assert row["email"] == "mia@salon.example"
    assert (row["visits"], row["no_shows"]) == ("2", "1")
    assert row["last_visit"] == "2026-11-22T14:05:00+01:00"


async def test_only_what_lies_within_is_written(tx_after: Tx) -> None:
    start = NOW - timedelta(days=2)
    within = Range(start, start + timedelta(days=1))
    assert len(parsed(await written(csv_export.bookings(tx_after, within)))) == 1
    assert parsed(await written(csv_export.customers(tx_after, Range(NOW, NOW)))) == []


async def test_excel_is_told_that_it_is_utf_8_when_asked(tx_after: Tx) -> None:
    plain = await written(csv_export.customers(tx_after, EVER))
    assert await written(csv_export.customers(tx_after, EVER), bom=True) == BOM + plain


@pytest.mark.usefixtures("mia")
async def test_another_salon_s_rows_are_not_in_it(diary: Diary, house: House) -> None:
    other = ids.SalonId(ids.new())
    async with diary.database.unit_of_work(other) as tx:
        await tx.rows(
            "INSERT INTO salons (salon_id, slug, name, zone, currency, language)"
            " VALUES (%s, 'other', 'Other', 'UTC', 'EUR', 'en')",
            (other,),
        )
        for export in (csv_export.bookings, csv_export.customers):
            assert parsed(await written(export(tx, EVER, house.vault))) == []


class Sink(io.StringIO):
    """Counts what it is given, keeps none of it."""

    rows = 0

    def write(self, text: str, /) -> int:
        self.rows += text.count("\r\n")
        return len(text)


async def test_a_hundred_thousand_rows_take_no_more_memory_than_a_few(
    diary: Diary,
    house: House,
    admin: psycopg.Connection,
    sized: Callable[[int, int], int],
) -> None:
    many = sized(4_000, 100_000)
    sealed = house.vault.seal("Mia", diary.salon.salon_id.bytes)
    _fill(admin, diary, sealed, many)  # nobody has counted the rows: the plan must not rely on it
    peaks = []
    for share in (many // 4, many):
        until = NOW + timedelta(minutes=share)
        async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
            count, peak = await _peak(tx, Range(NOW, until), house.vault)
        assert count == share
        peaks.append(peak)
    assert peaks[1] < 1.6 * peaks[0]  # of four times as many rows


async def _peak(tx: Tx, within: Range, vault: Vault) -> tuple[int, int]:
    tracemalloc.start()
    try:
        sink = Sink()
        count = await csv_export.write(csv_export.bookings(tx, within, vault), sink)
        assert sink.rows == count + 1
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _fill(admin: psycopg.Connection, diary: Diary, sealed: bytes, many: int) -> None:
    salon, customer = diary.salon.salon_id, ids.new()
    with admin.transaction():
        admin.execute("SET LOCAL session_replication_role = replica")
        admin.execute(
            "INSERT INTO customers (salon_id, customer_id, name_enc) VALUES (%s, %s, %s)",
            (salon, customer, sealed),
        )
        admin.execute(
            "INSERT INTO bookings (salon_id, booking_id, customer_id, starts_at, ends_at,"
            " price_minor, currency, status)"
            " SELECT %s, gen_random_uuid(), %s, t, t + interval '45 minutes', 4000, 'EUR',"
            " 'confirmed' FROM generate_series(%s, %s, interval '1 minute') t",
            (salon, customer, NOW, NOW + timedelta(minutes=many - 1)),
        )
        admin.execute(
            "INSERT INTO booking_segments (salon_id, booking_id, position, service_id, staff_id,"
            " starts_at, ends_at) SELECT salon_id, booking_id, 0, %s, %s, starts_at, ends_at"
            " FROM bookings",
            (diary.cut, diary.ana),
        )
