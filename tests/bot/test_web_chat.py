import asyncio
import re

import psycopg
import pytest

from bot.guard.forms import LARGEST
from channels import transcript
from channels.message import Kind
from channels.transcript import Line, Side
from tests.bot.conftest import Client, Site, browsing

MESSAGES = "/chat/demo/messages"
HAIRCUT = "haircut on friday 17 december 2027 after 4"
"""A wish for a day of its own: on a Friday evening "friday" is nearly over."""


async def say(client: Client, text: str, message_id: str = "", **headers: str) -> str:
    fields = {"text": text} | ({"message_id": message_id} if message_id else {})
    return await client.post(MESSAGES, fields, **headers)


async def answered(client: Client, lines: int) -> str:
    """Read the page until the bot has said so many lines."""
    for _ in range(200):
        page = await client.get("/chat/demo")
        if page.count('class="line" id="o') >= lines:
            return page
        await asyncio.sleep(0.02)
    raise AssertionError("no answer in time")


async def said(site: Site) -> list[Line]:
    """Everything said at the salon, in order."""
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        talks = await transcript.latest(tx, site.house.vault, 50)
        return [
            line
            for talk in talks
            for line in await transcript.lines(tx, site.house.vault, talk.conversation_id, 100)
        ]


async def test_an_unknown_salon_is_a_designed_page(visitor: Client) -> None:
    page = await visitor.get("/chat/nowhere")
    assert visitor.status == 404
    assert "No salon here" in page
    assert "default-src 'none'" in visitor.headers["content-security-policy"]


async def test_an_unknown_salon_is_told_in_the_browsers_language(visitor: Client) -> None:
    page = await visitor.get("/chat/nowhere", **{"accept-language": "de-AT,en;q=0.5"})
    assert '<html lang="de"' in page
    assert "Kein Salon" in page


async def test_the_first_page_speaks_the_browsers_language(visitor: Client) -> None:
    page = await visitor.get("/chat/demo", **{"accept-language": "de-CH,fr;q=0.9"})
    assert '<html lang="de"' in page
    assert "Haarschnitt am Freitag ab 16 Uhr" in page
    assert '<html lang="fr"' in await visitor.get("/chat/demo", **{"accept-language": "fr"})
    assert '<html lang="en"' in await visitor.get("/chat/demo", **{"accept-language": "pl"})


async def test_a_first_visit_suggests_what_the_salon_sells(customer: Client) -> None:
    assert 'value="Haircut on Friday after 16:00"' in customer.page
    assert 'value="Colour tomorrow morning"' in customer.page


async def test_a_first_visit_stores_nothing(customer: Client, admin: psycopg.Connection) -> None:
    assert admin.execute("SELECT count(*) FROM conversations").fetchone() == (0,)
    assert customer.cookie("parlance_chat")


async def test_the_cookie_is_out_of_scripts_reach_and_of_this_chat_alone(customer: Client) -> None:
    await customer.get("/chat/demo")
    cookie = customer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/chat/demo" in cookie
    assert "max-age=31536000" in cookie


async def test_a_haircut_is_booked_with_forms_alone(customer: Client) -> None:
    await say(customer, "haircut with Bea on Friday 17 December 2027 at 17:00")
    assert customer.status == 303
    assert customer.headers["location"] == "/chat/demo"
    page = await answered(customer, 1)
    assert "Held for you until" in page
    await say(customer, "Mia")
    page = await answered(customer, 2)
    choice = re.search(r'name="choice" value="([^"]+)">Yes, book<', page)
    assert choice
    await customer.post(MESSAGES, {"choice": choice[1]})
    page = await answered(customer, 3)
    assert 'class="card booked"' in page
    assert "Booked, Mia" in page


async def test_a_tap_is_stored_with_the_title_the_customer_saw(
    customer: Client, site: Site
) -> None:
    await say(customer, HAIRCUT)
    page = await answered(customer, 1)
    choice = re.search(r'name="choice" value="([^"]+)">([^<]+)<', page)
    assert choice
    await customer.post(MESSAGES, {"choice": choice[1]})
    await answered(customer, 2)
    tap = next(one for one in await said(site) if one.kind is Kind.CHOICE)
    assert (tap.choice_id, tap.text) == (choice[1], choice[2])


async def test_a_made_up_choice_is_answered_like_an_old_button(customer: Client) -> None:
    await say(customer, HAIRCUT)
    await answered(customer, 1)
    await customer.post(MESSAGES, {"choice": "99.99"})
    assert "earlier message" in await answered(customer, 2)


async def test_only_the_last_message_has_live_buttons(customer: Client) -> None:
    await say(customer, HAIRCUT)
    await answered(customer, 1)
    await say(customer, "or on saturday?")
    page = await answered(customer, 2)
    forms = re.findall(r'<form class="choices"[^>]*>', page)
    assert [" inert" in one for one in forms] == [True, False]


async def test_the_same_message_twice_is_stored_once(customer: Client, site: Site) -> None:
    await say(customer, "hello", "aaaaaaaa-1111")
    await say(customer, "hello", "aaaaaaaa-1111")
    await answered(customer, 1)
    heard = [one for one in await said(site) if one.side is Side.CUSTOMER]
    assert [one.text for one in heard] == ["hello"]


async def test_two_customers_may_use_the_same_message_id(customer: Client, site: Site) -> None:
    await say(customer, "mine", "aaaaaaaa-1111")
    async with browsing(site) as other:
        await other.get("/chat/demo")
        await say(other, "theirs", "aaaaaaaa-1111")
        await answered(other, 1)
        assert "mine" not in other.page
    heard = {one.text for one in await said(site) if one.side is Side.CUSTOMER}
    assert heard == {"mine", "theirs"}


async def test_every_form_of_a_page_has_its_own_message_id(customer: Client) -> None:
    await say(customer, HAIRCUT)
    page = await answered(customer, 1)
    ids = re.findall(r'name="message_id" value="([^"]+)"', page)
    assert len(ids) == len(set(ids)) >= 2


async def test_a_script_gets_the_stored_line_back_alone(customer: Client) -> None:
    """More could arrive after newer news of the stream and lay old over new."""
    html = await say(customer, "hello", "aaaaaaaa-1111", **{"x-parlance": "fragment"})
    assert customer.status == 200
    assert re.findall(r' id="([^"]+)"', html) == ["m-aaaaaaaa-1111"]


async def test_a_form_of_nobody_is_refused_with_its_text_kept(customer: Client) -> None:
    page = await customer.post(MESSAGES, {"text": "keep me", "csrf": "forged"})
    assert customer.status == 403
    assert ">keep me</textarea>" in page
    assert 'role="alert"' in page


async def test_anothers_token_is_refused(customer: Client, site: Site) -> None:
    async with browsing(site) as other:
        await other.get("/chat/demo")
        await customer.post(MESSAGES, {"text": "hello", "csrf": other.token})
    assert customer.status == 403


async def test_a_forged_cookie_is_a_stranger(customer: Client, site: Site) -> None:
    await say(customer, "my secret")
    await answered(customer, 1)
    value = customer.cookie("parlance_chat")
    name, signature = value.split(".")
    other = "A" if signature[0] != "A" else "B"
    for forged in (f"{name}.{other}{signature[1:]}", f"x{value}", name, f"{name}.", "", "x.y"):
        async with browsing(site) as thief:
            page = await thief.get("/chat/demo", cookie=f"parlance_chat={forged}")
            assert thief.status == 200
            assert "my secret" not in page


async def test_the_conversation_survives_a_reload(customer: Client) -> None:
    await say(customer, HAIRCUT)
    await answered(customer, 1)
    page = await customer.get("/chat/demo")
    assert HAIRCUT in page
    assert "Fri " in page


async def test_too_long_a_text_stays_in_the_field(customer: Client, site: Site) -> None:
    text = "x" * 5000
    page = await say(customer, text)
    assert customer.status == 413
    assert f">{text}</textarea>" in page
    assert "5,000 characters" in page
    assert await said(site) == []


async def test_64_kb_of_any_bytes_get_a_clear_answer(customer: Client) -> None:
    await say(customer, "\x00\xff" * 32768)
    assert customer.status == 413


async def test_a_body_beyond_any_form_is_refused_unread(customer: Client) -> None:
    await say(customer, "x" * (LARGEST + 1))
    assert customer.status == 413


async def test_a_chunked_body_without_a_length_is_bounded_too(customer: Client, site: Site) -> None:
    async def endless() -> object:
        for _ in range(LARGEST // 1000 + 2):
            yield b"x" * 1000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    url = site.base + MESSAGES
    async with customer.http.post(url, data=endless(), headers=kind) as answer:
        assert answer.status == 413


@pytest.mark.parametrize(
    "text",
    ["a\x00b", "\u202eevil", "<script>alert(1)</script>", "👩‍👩‍👧", "{{ 7*7 }}", "'; --"],
)
async def test_hostile_text_is_shown_as_text(customer: Client, site: Site, text: str) -> None:
    await say(customer, text)
    assert customer.status == 303
    page = await answered(customer, 1)
    assert "<script>alert" not in page
    assert len([one for one in await said(site) if one.side is Side.CUSTOMER]) == 1


async def test_raw_bytes_that_are_no_text_are_no_error(customer: Client, site: Site) -> None:
    body = f"csrf={customer.token}&text=%ED%A0%80%FF%00hi".encode()
    kind = {"content-type": "application/x-www-form-urlencoded"}
    async with customer.http.post(
        site.base + MESSAGES, data=body, headers=kind, allow_redirects=False
    ) as answer:
        assert answer.status == 303


async def test_a_blank_message_is_not_stored(customer: Client, site: Site) -> None:
    await say(customer, "  \x00 \n")
    assert customer.status == 422
    assert await said(site) == []


async def test_a_body_that_is_no_form_is_refused(customer: Client, site: Site) -> None:
    async with customer.http.post(site.base + MESSAGES, json={"text": "hi"}) as answer:
        assert answer.status == 415
    fields = "&".join(f"a{n}=1" for n in range(50))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    async with customer.http.post(site.base + MESSAGES, data=fields, headers=kind) as answer:
        assert answer.status == 415


async def test_a_flood_is_slowed_down_with_the_text_kept(customer: Client) -> None:
    for n in range(20):
        await say(customer, f"message {n}")
        assert customer.status == 303
    page = await say(customer, "one too many")
    assert customer.status == 429
    assert customer.headers["retry-after"] == "20"
    assert ">one too many</textarea>" in page


async def test_a_strange_message_id_is_replaced(customer: Client, site: Site) -> None:
    await say(customer, "hello", "<b>../..</b>")
    assert customer.status == 303
    heard = next(one for one in await said(site) if one.side is Side.CUSTOMER)
    assert re.fullmatch(r"[0-9a-f]{16}\.[\w-]{22}", heard.reference)


async def test_a_page_without_script_reloads_while_an_answer_is_awaited(
    customer: Client, admin: psycopg.Connection
) -> None:
    await say(customer, "hello")
    await answered(customer, 1)
    assert "http-equiv" not in await customer.get("/chat/demo")
    admin.execute("UPDATE inbox SET answered_revision = NULL")
    assert '<meta http-equiv="refresh" content="2">' in await customer.get("/chat/demo")


async def test_what_is_told_of_a_salon_is_its_own(customer: Client) -> None:
    assert "Luma" in customer.page
    assert 'href="tel:030555010"' in customer.page


async def test_every_page_carries_the_guarding_headers(customer: Client) -> None:
    for path in ("/", "/chat/demo", "/chat/nowhere", "/console/login", "/nothing/here", "/chat"):
        await customer.get(path)
        if "text/html" in customer.headers["content-type"]:
            assert "unsafe" not in customer.headers["content-security-policy"]
            assert customer.headers["x-content-type-options"] == "nosniff"
            assert customer.headers["cache-control"] == "no-store"


async def test_nothing_in_a_page_needs_an_unsafe_policy(customer: Client) -> None:
    await say(customer, "haircut with Bea on Friday 17 December 2027 at 17:00")
    page = await answered(customer, 1)
    assert "<style" not in page
    assert not re.search(r"\son\w+=|\sstyle=", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
