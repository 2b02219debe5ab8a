"""What was still to be sent on a channel that was disconnected."""

import psycopg

from channels import accounts
from tests.parlour import Parlour


async def test_it_is_not_sent_and_somebody_is_told(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        [one] = await accounts.listed(tx, parlour.house)
        await accounts.leave(tx, parlour.house, one, {"name": "it"})
    parlour.answering.accounts.forget(one)
    assert await parlour.says("hello") == []
    found = admin.execute("SELECT status, error FROM outbox").fetchall()
    assert found == [("failed", "its channel was disconnected")]
    assert admin.execute("SELECT kind FROM cases").fetchall() == [("not_sent",)]
