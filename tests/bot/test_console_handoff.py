"""A conversation's page as operators work on it: over plain HTTP, without a script."""

import re
from collections.abc import AsyncIterator
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import insert

from bot.console import sessions, tables
from foundation.ids import ConversationId, OperatorId
from tests.bot.conftest import OPERATOR, Client, Site, browsing
from tests.bot.test_console_conversations import LIST, rows, told, words
from tests.bot.test_web_stream import reading, until

BEA = OperatorId(UUID(int=10))
WISH = "haircut with Bea on Friday 17 December 2027 at 17:00"


@pytest.fixture
async def bea(site: Site) -> AsyncIterator[Client]:
    """A second operator, signed in."""
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        row = {"salon_id": site.salon_id, "operator_id": BEA, "login": "bea", "name": "Bea"}
        await tx.execute(insert(tables.operators).values(row | {"password_hash": "x"}))
        cookie = await sessions.begin(tx, BEA)
    async with browsing(site) as client:
        client.put_cookie("parlance_console", cookie)
        yield client


async def opens(client: Client, talk: ConversationId, query: str = "") -> str:
    return await client.get(f"{LIST}/{talk}{query}")


async def does(client: Client, talk: ConversationId, deed: str, **fields: str) -> int:
    """Send a form as the open page has it: with the version it shows."""
    await client.post(f"{LIST}/{talk}/{deed}", {"version": seen(client)} | fields)
    return client.status


def seen(client: Client) -> str:
    found = re.search(r'id="seen".*?name="version" value="(\d+)"', client.page, re.DOTALL)
    assert found
    return found[1]


def lines(admin: psycopg.Connection) -> list[tuple[object, ...]]:
    query = b"SELECT kind, author, status FROM outbox ORDER BY outbox_id"
    return admin.execute(query).fetchall()


async def test_taking_over_makes_the_bot_silent_and_says_who_speaks(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    talk = await told(site, "hello")
    assert "The assistant answers" in words(await opens(operator, talk))
    assert await does(operator, talk, "take") == 303
    await told(site, "haircut please")
    page = words(await opens(operator, talk))
    assert "You speak as Ana since" in page
    assert "Ana took over" in page
    assert "For Ana" in page
    assert len(lines(admin)) == 1
    assert "Ana" in rows(await operator.get(LIST))[0]


async def test_who_comes_second_is_told_who_has_it(
    operator: Client, bea: Client, site: Site
) -> None:
    talk = await told(site, "hello")
    await opens(operator, talk)
    await opens(bea, talk)
    assert await does(operator, talk, "take") == 303
    page = await bea.post(f"{LIST}/{talk}/take", {"version": "0"})
    assert bea.status == 409
    assert "Ana has this conversation" in page
    assert "Take over from Ana" in words(page)
    page = await bea.post(f"{LIST}/{talk}/say", {"version": "1", "text": "me too", "post": "1"})
    assert bea.status == 409
    assert ">me too</textarea>" in page, "what was written stays"
    assert await does(bea, talk, "hand_back") == 409
    assert await does(bea, talk, "take") == 303, "knowingly"
    assert "Bea has it since" in words(await opens(operator, talk))


async def test_what_an_operator_writes_is_sent_once_with_their_name(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    talk = await told(site, "hello")
    await opens(operator, talk)
    for _ in range(2):
        await operator.post(
            f"{LIST}/{talk}/say", {"version": "0", "text": "Hi, Ana here", "post": "one"}
        )
        assert operator.status in {303, 409}
    assert lines(admin)[1:] == [("human", OPERATOR, "sent")]
    page = words(await opens(operator, talk))
    assert "Ana took over by writing" in page
    assert "Ana: Hi, Ana here" in page
    assert await does(operator, talk, "say", text=" ", post="two") == 409
    assert "Write something first" in operator.page


async def test_the_customer_sees_what_a_person_wrote(
    operator: Client, customer: Client, site: Site
) -> None:
    await customer.post("/chat/demo/messages", {"text": "hello"})
    await site.engine.settle()
    [talk] = re.findall(r'data-open="([^"]+)"', await operator.get(LIST))
    await opens(operator, talk)
    await does(operator, talk, "say", text="Hi, this is Ana", post="1")
    assert "Hi, this is Ana" in await customer.get("/chat/demo")


async def test_what_is_booked_is_confirmed_once_when_handed_back(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    talk = await told(site, WISH)
    await opens(operator, talk)
    await does(operator, talk, "take")
    page = await opens(operator, talk, "?do=book&on=2027-12-16")
    cut = re.search(r'<option value="([^"]+)">Haircut', page)
    assert cut
    page = await opens(operator, talk, f"?do=book&on=2027-12-16&service={cut[1]}")
    assert 'name="at" value="09:00"' in page
    form = {"service": cut[1], "on": "2027-12-16", "at": "09:00", "name": "Mia", "post": "b"}
    assert await does(operator, talk, "book", **form) == 303
    assert "done=book" in operator.headers["location"]
    assert len(lines(admin)) == 1, "nothing is said yet"
    page = words(await opens(operator, talk))
    assert "Thu 16 Dec, 09:00-09:45 Haircut with" in page
    assert await does(operator, talk, "hand_back") == 303
    page = words(await opens(operator, talk))
    assert "Booked by Ana: Haircut with" in page
    assert len(lines(admin)) == 2
    assert "Ana handed back to the assistant" in page
    assert admin.execute("SELECT count(*) FROM holds").fetchone() == (0,)


async def test_a_visit_is_moved_and_cancelled_for_its_own_customer_alone(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    talk = await told(site, WISH)
    await told(site, "my name is Mia")
    await told(site, "yes")
    [visit] = admin.execute("SELECT booking_id::text FROM bookings").fetchall()
    other = await told(site, "hello", "other")
    await opens(operator, other)
    await does(operator, other, "take")
    await opens(operator, other)
    assert await does(operator, other, "cancel", id=visit[0]) == 409
    assert await does(operator, talk, "cancel", id=visit[0]) == 409, "nobody took it"
    await opens(operator, talk)
    await does(operator, talk, "take")
    page = await opens(operator, talk, f"?do=move&id={visit[0]}&on=2027-12-16")
    assert 'name="at" value="10:00"' in page
    form = {"id": visit[0], "on": "2027-12-16", "at": "10:00", "number": "1", "tell": "yes"}
    assert await does(operator, talk, "move", **form) == 303
    await site.engine.settle()
    page = words(await opens(operator, talk))
    assert "Moved by Ana: Haircut with Bea, now Thursday 16 December, 10:00." in page
    assert lines(admin)[-1][0] == "notice"
    assert await does(operator, talk, "cancel", id=visit[0], reason="ill") == 303
    await opens(operator, talk)
    await does(operator, talk, "hand_back")
    page = words(await opens(operator, talk))
    assert "Cancelled by Ana: Haircut with Bea" in page
    assert [kind for kind, *_ in lines(admin)][-2:] == ["notice", "bot"]


async def test_what_is_wanted_can_be_changed_for_the_bot_to_go_on(
    operator: Client, site: Site
) -> None:
    talk = await told(site, "haircut")
    await opens(operator, talk)
    await does(operator, talk, "take")
    page = await opens(operator, talk, "?do=wish")
    dry = re.search(r'<option value="([^"]+)">Blow-dry', page)
    assert dry
    assert await does(operator, talk, "wish", service=dry[1], on="2027-12-17") == 303
    page = words(await opens(operator, talk))
    assert "Service Blow-dry" in page
    await does(operator, talk, "hand_back")
    assert "The Luma assistant again. Blow-dry" in words(await opens(operator, talk))


async def test_what_the_desk_refuses_is_said_beside_the_form(operator: Client, site: Site) -> None:
    talk = await told(site, "hello")
    await opens(operator, talk)
    await does(operator, talk, "take")
    page = await opens(operator, talk, "?do=book")
    cut = re.search(r'<option value="([^"]+)">Haircut', page)
    assert cut
    form = {"service": cut[1], "on": "2027-12-19", "time": "10:00", "name": "Mia"}
    assert await does(operator, talk, "book", **form) == 409
    assert "closed that day" in operator.page
    assert 'value="Mia"' in operator.page


async def test_a_forgotten_takeover_is_told_in_the_list_and_on_the_page(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    await told(site, "hello")
    talk = await told(site, "human please", "b")
    later = await told(site, "hello", "c")
    await opens(operator, talk)
    await does(operator, talk, "take")
    assert "Silent" not in await operator.get(LIST)
    async with reading(operator, f"/console/events?talk={talk}") as reader:
        await reader.next()
        admin.execute("UPDATE ownerships SET spoke_at = spoke_at - interval '61 minutes'")
        await until(reader, "Silent over 60 min")
    page = words(await opens(operator, talk))
    assert "Silent for more than 60 min: goes back to the assistant at" in page
    first, second, *_ = rows(await operator.get(LIST))
    assert talk.hex[-4:] in first
    assert later.hex[-4:] in second


async def test_a_takeover_shows_by_itself_on_a_colleague_s_page(
    operator: Client, bea: Client, site: Site
) -> None:
    talk = await told(site, "hello")
    await opens(operator, talk)
    async with reading(bea, f"/console/events?talk={talk}") as reader:
        await reader.next()
        await does(operator, talk, "take")
        event = await until(reader, "Take over from Ana")
        assert 'id="seen"' in event.data
        await opens(operator, talk)
        await does(operator, talk, "say", text="typed elsewhere", post="1")
        await until(reader, "typed elsewhere")


async def test_quick_replies_are_the_salon_s_own_with_facts_in_their_places(
    operator: Client, site: Site
) -> None:
    where = "/console/quick-replies"
    await operator.get(where)
    for title, text in (("Price", "It is {price} for {service}."), ("Hi", "Hi {name}!")):
        await operator.post(f"{where}/keep", {"title": title, "text": text})
        assert operator.status == 303
    await operator.post(f"{where}/keep", {"title": "x", "text": "{secret}"})
    assert operator.status == 409
    assert "Nobody knows what {secret} is" in operator.page
    talk = await told(site, WISH)
    page = await opens(operator, talk)
    assert "no name yet" in words(page)
    [pick] = re.findall(r'href="[^"]*\?quick=([^"]+)" data-quick="It is 40 EUR for Haircut."', page)
    assert "It is 40 EUR for Haircut.</textarea>" in await opens(operator, talk, f"?quick={pick}")
    await operator.get(where)
    [number, *_] = re.findall(r'name="id" value="([^"]+)"', operator.page)
    await operator.post(f"{where}/remove", {"id": number})
    assert operator.status == 303
    assert "Price" not in words(await operator.get(where)).partition("Save")[0]


@pytest.mark.parametrize("deed", ["take", "say", "hand_back", "book", "cancel", "nonsense"])
async def test_nobody_acts_without_the_page_s_own_token(
    operator: Client, site: Site, deed: str
) -> None:
    talk = await told(site, "hello")
    await operator.post(f"{LIST}/{talk}/{deed}", {"csrf": "x", "version": "0", "text": "x"})
    assert operator.status == 403
    async with browsing(site) as stranger:
        await stranger.post(f"{LIST}/{talk}/{deed}", {"version": "0"})
        assert stranger.status == 401


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 50, "1"])
async def test_a_version_that_is_not_the_one_changes_nothing(
    operator: Client, site: Site, admin: psycopg.Connection, version: str
) -> None:
    talk = await told(site, "hello")
    await operator.post(f"{LIST}/{talk}/take", {"version": version})
    assert operator.status == 409
    assert admin.execute("SELECT count(*) FROM ownerships").fetchone() == (0,)


async def test_who_opted_out_is_shown_so_and_cannot_be_written_to(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    talk = await told(site, "hello")
    await told(site, "STOP")
    assert "Opted out of messages, " in words(await opens(operator, talk))
    before = lines(admin)
    assert await does(operator, talk, "say", text="Please come back", post="one") == 409
    assert "They opted out of messages" in operator.page
    assert "Please come back" in operator.page, "what was typed stays"
    assert lines(admin) == before
