"""What a person must look at, as the console shows it: counted, explained, closed, sent again."""

import re

import psycopg

from channels.message import Fate, Receipt
from foundation import cases
from foundation.ids import ConversationId
from tests.bot.conftest import Client, Site
from tests.bot.test_console_conversations import LIST, told, words
from tests.bot.test_console_handoff import opens

CASES = "/console/cases"


def listed(page: str) -> list[str]:
    return [
        words(one).strip() for one in re.findall(r"<section class=.*?</section>", page, re.DOTALL)
    ]


async def report(site: Site, kind: str, talk: ConversationId, number: int) -> None:
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        ids = {"conversation": talk, "message": number}
        await cases.report(tx, kind, f"{kind}:{number}", reason="a bad line", **ids)


async def a_message(
    site: Site, admin: psycopg.Connection, status: str
) -> tuple[int, ConversationId]:
    talk = await told(site, "hello")
    admin.execute("UPDATE outbox SET status = %s, error = 'a bad line'", (status,))
    row = admin.execute("SELECT outbox_id FROM outbox").fetchone()
    assert row
    return row[0], talk


async def does(operator: Client, deed: str) -> str:
    found = re.search(
        rf'action="{CASES}/{deed}".*?name="id" value="(\d+)"', operator.page, re.DOTALL
    )
    return await operator.post(f"{CASES}/{deed}", {"id": found[1] if found else "1"})


async def test_without_a_case_there_is_nothing_to_look_at(operator: Client) -> None:
    assert CASES not in operator.page
    assert "Nothing to look at" in words(await operator.get(CASES))


async def test_a_case_says_what_happened_and_what_to_do(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    number, talk = await a_message(site, admin, "unknown")
    await report(site, "unknown", talk, number)
    await report(site, "unknown", talk, number)
    page = await operator.get(LIST)
    assert "Cases 1" in words(page)
    [case] = listed(await operator.get(CASES))
    assert "Nobody knows whether a message arrived" in case
    assert "2 times" in case
    assert "a bad line" in case
    assert f'href="{LIST}/{talk}"' in operator.page
    await does(operator, "close")
    assert operator.status == 303
    assert listed(await operator.get(CASES)) == []
    closed = admin.execute("SELECT closed_by FROM cases").fetchone()
    assert closed
    assert closed[0].startswith("operator:")


async def test_a_case_that_somebody_closed_meanwhile_says_so(operator: Client) -> None:
    for number in ("7", "x", "9" * 30):
        page = await operator.post(f"{CASES}/close", {"id": number})
        assert (operator.status, "Somebody closed this case" in page) == (409, True)


async def test_a_lost_message_is_sent_again_once(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    number, talk = await a_message(site, admin, "unknown")
    for _ in range(2):
        await report(site, "unknown", talk, number)
        await operator.get(CASES)
        await does(operator, "again")
        assert operator.status == 303
    found = admin.execute("SELECT kind, status FROM outbox ORDER BY outbox_id").fetchall()
    assert found == [("bot", "unknown"), ("notice", "sent")]


async def test_what_has_arrived_is_not_repeated(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    number, talk = await a_message(site, admin, "sent")
    await report(site, "undelivered", talk, number)
    await operator.get(CASES)
    page = await does(operator, "again")
    assert operator.status == 409
    assert "nothing was repeated" in page
    assert len(listed(page)) == 1, "the case is open still"
    assert admin.execute("SELECT count(*) FROM outbox").fetchone() == (1,)


async def test_the_transcript_shows_how_far_a_message_came(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    _, talk = await a_message(site, admin, "sent")
    admin.execute("UPDATE outbox SET provider_ref = 'ref'")
    account = await site.engine.web_account("demo")
    assert account
    for fate, shown in ((Fate.SENT, "Sent"), (Fate.DELIVERED, "Delivered"), (Fate.READ, "Read")):
        await site.engine.told(account, [Receipt("ref", fate)])
        assert f"· {shown}" in words(await opens(operator, talk))
    admin.execute("UPDATE outbox SET fate = NULL")
    await site.engine.told(account, [Receipt("ref", Fate.FAILED)])
    assert "Not delivered: the provider did not say why" in words(await opens(operator, talk))
