import re
from contextlib import aclosing
from uuid import UUID

import psycopg
import pytest

from bot.console import sessions
from bot.console.conversations import live
from bot.console.conversations.sight import conversation_id, wish
from bot.page import patch
from bot.page.patch import Piece
from channels.message import Address, Inbound, Kind
from channels.transcript import Only
from foundation.ids import ConversationId
from tests.bot.conftest import Client, Site, browsing
from tests.bot.test_web_stream import reading, until

LIST = "/console/conversations"
HAIRCUT = "haircut on friday 17 december 2027 after 4"
"""A wish for a day of its own: on a Friday evening "friday" is nearly over."""


async def told(site: Site, text: str, address: str = "a", kind: Kind = Kind.TEXT) -> ConversationId:
    """Let a customer say something and wait for what the bot makes of it."""
    connected = await site.engine.web_account("demo")
    assert connected
    inbound = Inbound(kind, Address(address, "en"), f"{address}:{text}", 1, text)
    talk = await site.engine.hear(connected, inbound)
    await site.engine.settle()
    return talk


async def booked(site: Site, name: str = "Mia", address: str = "a") -> ConversationId:
    await told(site, "haircut with Bea on Friday 17 December 2027 at 17:00", address)
    await told(site, name, address)
    return await told(site, "yes", address)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def rows(page: str) -> list[str]:
    return [words(one) for one in re.findall(r'<li class="row.*?</li>', page, re.DOTALL)]


async def test_an_empty_console_says_what_it_is_for(operator: Client) -> None:
    assert "No conversations yet" in operator.page
    assert 'href="/chat/demo"' in operator.page


async def test_a_row_says_who_where_what_and_whose(operator: Client, site: Site) -> None:
    talk = await told(site, HAIRCUT)
    (row,) = rows(await operator.get(LIST))
    assert f"Guest {talk.hex[-4:]}" in row
    assert "Web" in row
    assert "Choosing a time" in row
    assert "Bot" in row
    assert "now" in row
    assert "Haircut, 45 min" in row


async def test_a_known_customer_is_called_by_name(operator: Client, site: Site) -> None:
    await booked(site, "Mia")
    (row,) = rows(await operator.get(LIST))
    assert row.strip().startswith("Mia")
    assert "Booked" in row


async def test_who_waits_for_a_person_comes_first(operator: Client, site: Site) -> None:
    await told(site, "can I talk to a human", "first")
    await told(site, "hello", "second")
    first, second = rows(await operator.get(LIST))
    assert "Waiting for a person" in first
    assert "Waiting for a person" not in second


async def test_filters_say_how_many_there_are_and_show_them(operator: Client, site: Site) -> None:
    await told(site, "human please", "a")
    await booked(site, "Mia", "b")
    await told(site, HAIRCUT, "c")
    page = await operator.get(LIST)
    chips = words(re.findall(r'<div class="chips".*?</div>', page, re.DOTALL)[0])
    assert chips.split() == ["All", "3", "Waiting", "1", "Booked", "1", "Open", "1"]
    for only, expected in (("waiting", "Waiting"), ("booked", "Mia"), ("open", "Choosing")):
        found = rows(await operator.get(f"{LIST}?only={only}"))
        assert len(found) == 1
        assert expected in found[0]


async def test_a_filter_that_does_not_exist_shows_all(operator: Client, site: Site) -> None:
    await told(site, "hello")
    assert len(rows(await operator.get(f"{LIST}?only=x%00y"))) == 1


async def test_search_finds_names_words_and_guests(operator: Client, site: Site) -> None:
    await booked(site, "Mia", "a")
    talk = await told(site, "balayage", "b")
    for asked, count in (
        ("mia", 1),
        ("MIA bea", 1),
        ("web", 2),
        (talk.hex[-4:], 1),
        ("nothing like it", 0),
        ("%", 0),
        ("%00", 2),
    ):
        page = await operator.get(f"{LIST}?q={asked.replace(' ', '+')}")
        assert operator.status == 200
        assert len(rows(page)) == count, asked
    assert "Nothing found" in await operator.get(f"{LIST}?q=xyzzy")


async def test_a_search_is_shown_as_text(operator: Client) -> None:
    page = await operator.get(f'{LIST}?q="><script>alert(1)</script>')
    assert "<script>alert" not in page


async def test_a_conversation_shows_lines_slots_booking_and_steps(
    operator: Client, site: Site
) -> None:
    talk = await booked(site, "Mia")
    page = words(await operator.get(f"{LIST}/{talk}"))
    assert "haircut with Bea on Friday 17 December 2027 at 17:00" in page
    assert "Booked, Mia" in page
    assert "Service Haircut With Bea When Fri 17 Dec, 17:00-17:45 Price 40 EUR" in page
    assert "heard" in page
    assert "→" in page
    assert "booked: Fri 17 Dec 17:00 Bea" in page
    assert "Sent" in page


async def test_a_held_time_shows_until_when(operator: Client, site: Site) -> None:
    talk = await told(site, "haircut with Bea on Friday 17 December 2027 at 17:00")
    page = words(await operator.get(f"{LIST}/{talk}"))
    assert re.search(r"Held until \d\d:\d\d", page)
    assert "10 min left" in page


async def test_a_wish_that_is_not_a_time_yet_is_shown_too(operator: Client, site: Site) -> None:
    talk = await told(site, "haircut on 17 december 2027 after 4 with Bea or Ana")
    page = words(await operator.get(f"{LIST}/{talk}"))
    assert "When Fri 17 Dec, from 16:00" in page
    assert "Price 40 EUR" in page


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("unknown", "Unknown: may or may not have arrived"),
        ("failed", "Not delivered"),
        ("queued", "Waiting to be sent"),
    ],
)
async def test_the_fate_of_each_message_is_told_in_words(
    operator: Client, site: Site, admin: psycopg.Connection, status: str, said: str
) -> None:
    talk = await told(site, "hello")
    admin.execute("UPDATE outbox SET status = %s", (status,))
    assert said in await operator.get(f"{LIST}/{talk}")


async def test_a_message_nobody_answered_says_so(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    talk = await told(site, "hello")
    assert "Not answered yet" not in await operator.get(f"{LIST}/{talk}")
    admin.execute("UPDATE inbox SET answered_revision = NULL")
    assert "Not answered yet" in await operator.get(f"{LIST}/{talk}")


async def test_a_message_that_was_given_up_is_left_to_a_person(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    talk = await told(site, "hello")
    assert "a person must answer" not in await operator.get(f"{LIST}/{talk}")
    admin.execute("UPDATE inbox SET given_up = 'KeyError'")
    assert "The assistant failed at this: a person must answer" in await operator.get(
        f"{LIST}/{talk}"
    )


async def test_what_has_no_words_is_named(operator: Client, site: Site) -> None:
    talk = await told(site, "", kind=Kind.MEDIA)
    page = await operator.get(f"{LIST}/{talk}")
    assert "Sent a picture or a file" in page


async def test_hostile_text_is_text(operator: Client, site: Site) -> None:
    talk = await told(site, "<img src=x onerror=alert(1)> {{ 7*7 }}")
    page = await operator.get(f"{LIST}/{talk}")
    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page


@pytest.mark.parametrize(
    "address",
    [
        "0190b5a0-0000-7000-8000-000000000000",
        "1",
        "x%00",
        "%ED%A0%80",
        "0190B5A0-0000-7000-8000-000000000000",
    ],
)
async def test_an_id_that_is_nobodys_is_not_found(operator: Client, address: str) -> None:
    await operator.get(f"{LIST}/{address}")
    assert operator.status == 404


async def test_another_salons_conversation_is_not_found(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    talk = await told(site, "hello")
    other = UUID(int=77)
    admin.execute(
        "INSERT INTO salons SELECT %s, 'other', name, zone, currency, language FROM salons",
        (other,),
    )
    foreign = UUID(int=78)
    admin.execute(
        "INSERT INTO accounts SELECT %s, account_id, kind, name, token_hash, secrets"
        " FROM accounts WHERE kind = 'web'",
        (other,),
    )
    admin.execute(
        "INSERT INTO conversations (salon_id, conversation_id, account_id, address_hash, address)"
        " SELECT %s, %s, account_id, address_hash, address FROM conversations",
        (other, foreign),
    )
    page = await operator.get(LIST)
    assert str(talk) in page
    assert str(foreign) not in page
    await operator.get(f"{LIST}/{foreign}")
    assert operator.status == 404


async def test_the_list_moves_by_itself(operator: Client, site: Site) -> None:
    async with reading(operator, "/console/events?known=nothing") as reader:
        await until(reader, "No conversations yet")
        talk = await told(site, HAIRCUT)
        event = await until(reader, f'id="c-{talk}"')
    assert event.name == "put"
    assert event.id


async def test_an_open_conversation_moves_by_itself(operator: Client, site: Site) -> None:
    talk = await told(site, HAIRCUT)
    async with reading(operator, f"/console/events?talk={talk}") as reader:
        await reader.next()
        await told(site, "human please")
        event = await until(reader, "human please")
        if "Waiting for a person since" not in event.data:
            event = await until(reader, "Waiting for a person since")
    assert 'id="steps"' in event.data or 'id="head"' in event.data


async def test_a_page_that_is_up_to_date_is_not_told_again(operator: Client, site: Site) -> None:
    await told(site, "hello")
    await operator.get(LIST)
    found = re.search(r'data-known="([^"]*)"', operator.page)
    signed = await sessions.use(site.house, operator.cookie("parlance_console"))
    assert found
    assert signed
    async with aclosing(live.events(site.house, signed, wish({}), found[1])) as events:
        assert await anext(events) == ""
    async with aclosing(live.events(site.house, signed, wish({}), "older")) as events:
        assert "Luma assistant" in await anext(events)


async def test_a_row_that_a_filter_no_longer_shows_goes(operator: Client, site: Site) -> None:
    talk = await told(site, "haircut with Bea on Friday 17 December 2027 at 17:00")
    async with reading(operator, "/console/events?only=open&known=x") as reader:
        await until(reader, f'id="c-{talk}"')
        await told(site, "Mia")
        await told(site, "yes")
        await until(reader, f'<template id="c-{talk}" data-gone>')


async def test_a_stream_ends_with_its_session(operator: Client, admin: psycopg.Connection) -> None:
    async with reading(operator, "/console/events?known=x") as reader:
        await reader.next()
        admin.execute("DELETE FROM operator_sessions")
        while (await reader.next()).name != "over":
            pass
        assert await reader.ended(limit=1.0)


async def test_an_open_stream_does_not_keep_a_session_alive(
    operator: Client, site: Site, admin: psycopg.Connection
) -> None:
    signed = await sessions.use(site.house, operator.cookie("parlance_console"))
    assert signed
    admin.execute("UPDATE operator_sessions SET seen_at = seen_at - interval '20 minutes'")
    before = admin.execute("SELECT seen_at FROM operator_sessions").fetchone()
    async with aclosing(live.events(site.house, signed, wish({}), "")) as events:
        await anext(events)
        await anext(events)
    assert admin.execute("SELECT seen_at FROM operator_sessions").fetchone() == before


async def test_nobody_reads_along_unsigned(site: Site) -> None:
    talk = await told(site, "my secret")
    async with browsing(site) as stranger:
        for path in (LIST, f"{LIST}/{talk}", "/console/events", f"/console/events?talk={talk}"):
            page = await stranger.get(path)
            assert stranger.status in {303, 401}
            assert "my secret" not in page


def test_a_wish_is_read_from_an_address() -> None:
    talk = "0190b5a0-0000-7000-8000-000000000000"
    asked = wish({"only": "booked", "q": " Mia \x00" + "x" * 200}, talk)
    assert asked.only is Only.BOOKED
    assert asked.search.startswith("Mia x")
    assert len(asked.search) <= 100
    assert str(asked.talk) == talk
    assert wish({}, "nonsense").talk is None
    assert wish({"only": "open", "q": "a b"}).query == "only=open&q=a+b"
    assert conversation_id("{0190b5a0-0000-7000-8000-000000000000}") is None


def test_only_what_changed_is_told() -> None:
    told_so_far: dict[str, str] = {}
    one, two = Piece("a", "1", lambda: "<a1>"), Piece("b", "1", lambda: "<b1>")
    assert patch.changes(told_so_far, (one, two)) == "<a1>\n<b1>"
    assert patch.changes(told_so_far, (one, two)) == ""
    newer = Piece("b", "2", lambda: "<b2>")
    assert patch.changes(told_so_far, (newer,)) == ('<template id="a" data-gone></template>\n<b2>')
    assert patch.whole((one, two)) != patch.whole((one, newer))
