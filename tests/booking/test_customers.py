import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import contacts, customers, linking, notes
from foundation import ids
from foundation.crypto import Vault
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import CustomerId
from tests.booking.diary import Diary


def somebody() -> CustomerId:
    return CustomerId(ids.new())


@pytest.fixture
def vault(house: object) -> Vault:
    found: Vault = house.vault  # type: ignore[attr-defined]  # the house of tests/conftest.py
    return found


async def test_what_is_said_of_a_customer_is_kept(tx: Tx, vault: Vault) -> None:
    mia = somebody()
    given = customers.Given(
        name="  Mia \x00 Strauß ",
        phone="0151 2345 6789",
        email="Mia@Bücher.example",
        language="de",
        preferences={"usual_stylist": str(ids.new()), "window_seat": True},
    )
    kept = await customers.keep(tx, vault, mia, given, region="DE")
    assert (kept.name, kept.phone, kept.language) == ("Mia Strauß", "+4915123456789", "de")
    assert kept.email == "Mia@xn--bcher-kva.example"
    assert kept.preferences == given["preferences"]
    assert not kept.phone_verified
    assert await customers.read(tx, vault, mia) == kept


async def test_what_is_left_out_stays_and_none_takes_away(tx: Tx, vault: Vault) -> None:
    mia = somebody()
    await customers.keep(tx, vault, mia, {"name": "Mia", "email": "mia@salon.example"})
    kept = await customers.keep(tx, vault, mia, {"email": None, "language": "en"})
    assert (kept.name, kept.email, kept.language) == ("Mia", "", "en")
    assert await customers.find(tx, vault, email="mia@salon.example") == ()


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "mia   STRAUSS"},
        {"name": "\uff2d\uff29\uff21 Strauß"},
        {"phone": "+49 151 23456789"},
        {"phone": "0151-2345.6789", "region": "DE"},
        {"email": "MIA@salon.example"},
        {"name": "Mia Strauß", "phone": "+4915123456789", "email": "mia@SALON.example"},
    ],
)
async def test_a_customer_is_found_however_they_are_written(
    tx: Tx, vault: Vault, asked: dict[str, str]
) -> None:
    mia, noah = somebody(), somebody()
    given = {"name": "Mia Strauß", "phone": "+4915123456789", "email": "mia@salon.example"}
    await customers.keep(tx, vault, mia, given)  # type: ignore[arg-type]  # a plain dictionary
    await customers.keep(tx, vault, noah, {"name": "Noah", "email": "noah@salon.example"})
    assert await customers.find(tx, vault, **asked) == (mia,)


async def test_what_is_not_true_of_one_person_finds_nobody(tx: Tx, vault: Vault) -> None:
    await customers.keep(tx, vault, somebody(), {"name": "Mia"})
    await customers.keep(tx, vault, somebody(), {"email": "noah@salon.example"})
    assert await customers.find(tx, vault, name="Mia", email="noah@salon.example") == ()
    assert await customers.find(tx, vault, name="Mi") == ()
    with pytest.raises(ValueError, match="nothing to look for"):
        await customers.find(tx, vault)


async def test_a_name_heard_in_the_chat_is_found_as_well(tx: Tx, vault: Vault) -> None:
    mia = somebody()
    sealed = vault.seal("Mia", tx.salon_id.bytes)
    await customers.remember(tx, mia, sealed, customers.name_hash(vault, "Mia"))
    assert await customers.find(tx, vault, name="MIA") == (mia,)
    await customers.remember(tx, mia, None)
    assert await customers.find(tx, vault, name="MIA") == ()


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"phone": "12"}, "not_a_phone"),
        ({"phone": "+49" + "1" * 300}, "not_a_phone"),
        ({"phone": "0151 2345 6789"}, "not_a_phone"),
        ({"phone": "\ud800"}, "not_a_phone"),
        ({"email": "mia"}, "not_an_email"),
        ({"email": "mia@salon.example\r\nBcc: all@salon.example"}, "not_an_email"),
        ({"email": "a,b@salon.example"}, "not_an_email"),
        ({"email": "x" * 65 + "@salon.example"}, "not_an_email"),
        ({"email": "mia@" + "x" * 64 + ".example"}, "not_an_email"),
        ({"email": "\ud800@salon.example"}, "not_an_email"),
        ({"name": "x" * 201}, "not_a_name"),
        ({"name": "\x00\u202a\x07"[::2]}, "not_a_name"),
        ({"language": "german!"}, "not_a_language"),
        ({"preferences": {"likes": "to talk about her mother"}}, "not_a_preference"),
        ({"preferences": {"Not A Key": 1}}, "not_a_preference"),
        ({"preferences": {f"k{n}": n for n in range(41)}}, "not_a_preference"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    tx: Tx, vault: Vault, given: customers.Given, key: str
) -> None:
    with pytest.raises(Refused) as refusal:
        await customers.keep(tx, vault, somebody(), given)
    assert refusal.value.key == key


async def test_nobody_is_no_customer(tx: Tx, vault: Vault) -> None:
    with pytest.raises(Refused, match="no_such_customer"):
        await customers.read(tx, vault, somebody())


async def test_nothing_about_a_customer_lies_open_in_the_database(
    diary: Diary, vault: Vault, admin: psycopg.Connection
) -> None:
    mia = somebody()
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        given = customers.Given(
            name="Mia Strauß", phone="+4915123456789", email="mia@salon.example"
        )
        await customers.keep(tx, vault, mia, given)
        await notes.add(tx, vault, mia, "allergic to ammonia", author="operator:1")
        code = await linking.link_code(tx, vault, mia)
    rows = b""
    for table in ("customers", "customer_notes", "customer_codes", "journal"):
        with admin.cursor().copy(f"COPY {table} TO STDOUT".encode()) as copy:
            rows += b"".join(bytes(one) for one in copy)
    written = rows + bytes.fromhex("".join(part[3:] for part in _hexes(rows)))
    assert str(mia).encode() in written
    for secret in ("Mia", "Strau", "15123456789", "salon.example", "ammonia", code):
        assert secret.encode() not in written


def _hexes(rows: bytes) -> list[str]:
    return [cell for cell in rows.decode().split() if cell.startswith("\\\\x")]


async def test_the_people_of_a_salon_are_listed_page_by_page(tx: Tx, vault: Vault) -> None:
    known = sorted([somebody() for _ in range(5)])
    for number, one in enumerate(known):
        await customers.keep(tx, vault, one, {"name": f"Customer {number}"})
    await linking.link(tx, vault, known[4], await linking.link_code(tx, vault, known[0]))
    first = await customers.listed(tx, vault, most=3)
    rest = await customers.listed(tx, vault, after=first[-1].customer_id, most=3)
    assert [one.customer_id for one in (*first, *rest)] == known[:4]
    assert first[0].also == (known[4],)
    assert first[1].name == "Customer 1"


async def test_notes_are_of_the_person_the_newest_first(tx: Tx, vault: Vault) -> None:
    mia, double = somebody(), somebody()
    for one in (mia, double):
        await customers.remember(tx, one, None)
    old = await notes.add(tx, vault, mia, " likes it short ", author="operator:1")
    await notes.add(tx, vault, double, "allergic", author="operator:2")
    await linking.link(tx, vault, double, await linking.link_code(tx, vault, mia))
    found = await notes.of(tx, vault, mia)
    assert [(one.text, one.author) for one in found] == [
        ("allergic", "operator:2"),
        ("likes it short", "operator:1"),
    ]
    assert await notes.of(tx, vault, double) == found
    assert await notes.remove(tx, old)
    assert not await notes.remove(tx, old)
    with pytest.raises(Refused, match="not_a_note"):
        await notes.add(tx, vault, mia, " " * 5, author="operator:1")


@given(st.text(max_size=300))
def test_no_text_breaks_what_reads_contacts(text: str) -> None:
    for read in (contacts.name, contacts.email, lambda said: contacts.phone(said, "DE")):
        try:
            assert read(text)
        except Refused as refusal:
            assert refusal.key.startswith("not_a")  # noqa: PT017 - either answer is fine
    assert contacts.folded(contacts.folded(text)) == contacts.folded(text)
