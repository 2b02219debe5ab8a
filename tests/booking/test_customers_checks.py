import psycopg
import pytest

from booking import customers, customers_checks, feeds, linking, notes
from foundation import ids
from foundation.house import House
from foundation.ids import CustomerId
from foundation.settings import Settings
from tests.booking.diary import Diary
from tests.booking.promises import offenders, offenders_once_broken

BY_NAME = {one.name: one for one in customers_checks.INVARIANTS}
# What breaks each promise; the database itself would refuse it, so its guards are down meanwhile.
BROKEN = {
    "whom a customer is linked to is somebody in the end: no circles": [
        """
        UPDATE customers d SET merged_into = c.customer_id FROM customers c
          WHERE d.merged_into IS NULL AND c.merged_into = d.customer_id
        """,
    ],
    "what a customer is found by is sealed beside it, what was shown is known": [
        "ALTER TABLE customers DROP CONSTRAINT customers_phoned",
        "UPDATE customers SET phone_enc = NULL",
    ],
    "a number that was shown to be somebody's is one person's": [
        "DROP INDEX customers_proven_phone",
        "UPDATE customers SET merged_into = NULL",
    ],
    "what a customer prefers is told in ids and keys, not in words": [
        """UPDATE customers SET preferences = '{"likes": "to talk about her mother"}'""",
    ],
    "no code that links customers is good for longer than ten minutes": [
        "UPDATE customer_codes SET expires_at = expires_at + interval '1 hour'",
    ],
    "notes, links and codes are of customers of the same salon": [
        "UPDATE customer_notes SET salon_id = gen_random_uuid()",
    ],
}


@pytest.fixture
async def known(diary: Diary, house: House) -> Diary:
    """A salon with a person of two rows, another with a code, notes, a stylist's calendar."""
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        mia, double, noah = (CustomerId(ids.new()) for _ in range(3))
        for one in (mia, double, noah):
            given = customers.Given(name="Mia", preferences={"usual_service": str(diary.cut)})
            await customers.keep(tx, house.vault, one, given)
        for one in (mia, double):
            await linking.verify_phone(tx, house.vault, one, "+4915123456789")
        await linking.link_code(tx, house.vault, noah)
        await notes.add(tx, house.vault, mia, "likes it short", author="operator:1")
        await feeds.give(tx, house.directory, diary.ana)
    return diary


@pytest.mark.parametrize("name", list(BY_NAME))
@pytest.mark.usefixtures("known")
async def test_the_promise_is_kept(clean: Settings, name: str) -> None:
    with psycopg.connect(clean.database_read_url) as read:
        assert offenders(BY_NAME[name], read) == []


@pytest.mark.parametrize("name", list(BY_NAME))
@pytest.mark.usefixtures("known")
async def test_a_broken_promise_is_found(
    admin: psycopg.Connection, clean: Settings, name: str
) -> None:
    assert offenders_once_broken(BY_NAME[name], BROKEN[name], admin, clean)
