"""Links carry a campaign or a wish into a conversation; what else they carry does no harm."""

import re

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inviting import invited
from channels.invitations import Invitation, NoLink, opened
from channels.message import Address, Inbound, Kind
from tests.parlour import Parlour

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}", re.ASCII)
CAME_BY = "SELECT campaign FROM conversations"


def start(payload: str, kind: Kind = Kind.START) -> Inbound:
    return Inbound(kind, Address("mia"), "1", 1, payload)


@given(st.from_regex(r"([A-Za-z][A-Za-z0-9_]{1,9})?", fullmatch=True), st.text(max_size=11))
def test_what_a_payload_says_is_read_again(campaign: str, wish: str) -> None:
    wish = "".join(one for one in wish if one.isalnum()).strip()
    try:
        made = Invitation(campaign, wish).payload
    except NoLink:
        pytest.fail("44 bytes of a wish have room")
    except UnicodeEncodeError:
        return
    assert PAYLOAD.fullmatch(made)
    read, came = opened(start(made))
    assert came == campaign
    assert bool(read.text) == bool(wish)


@given(st.text(max_size=80) | st.from_regex(r"[cw]-[A-Za-z0-9_-]{0,70}", fullmatch=True))
def test_payloads_of_others_are_harmless(payload: str) -> None:
    read, campaign = opened(start(payload))
    assert read.kind is Kind.START
    assert not campaign or payload.startswith("c-")


def test_a_wish_too_long_for_a_link_is_refused() -> None:
    with pytest.raises(NoLink):
        _ = Invitation(wish="a" * 60).payload
    with pytest.raises(NoLink):
        Invitation("no spaces, please")


@pytest.mark.parametrize(
    ("plain", "link"),
    [
        ("https://t.me/luma_bot", "https://t.me/luma_bot?start=c-summer-w-aGFpcmN1dCBvbiBmcmlkYXk"),
        ("https://wa.me/4930555010", "https://wa.me/4930555010?text=haircut%20on%20friday%20%5Bsummer%5D"),
        ("sms:+4930555010", "sms:+4930555010?&body=haircut%20on%20friday%20%5Bsummer%5D"),
    ],
)  # fmt: skip
def test_each_link_is_of_its_provider_s_form(plain: str, link: str) -> None:
    assert invited(plain, Invitation("summer", "haircut on friday")) == link
    assert invited(plain, Invitation()) == plain


async def test_a_wish_of_a_link_is_read_as_if_it_was_typed(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    payload = Invitation("summer", "haircut on friday").payload
    linked = await parlour.says(payload, kind=Kind.START)
    typed = await parlour.says("haircut on friday", "tom")
    assert linked == typed
    plain = await parlour.says("", "eve", kind=Kind.START)
    assert linked != plain
    assert admin.execute(f"{CAME_BY} WHERE campaign <> ''".encode()).fetchall() == [("summer",)]


async def test_a_tag_of_a_text_is_a_campaign_not_a_word(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    linked = await parlour.says(Invitation("summer", "haircut on friday").text)
    assert linked == await parlour.says("haircut on friday", "tom")
    await parlour.says("and again [winter]")
    assert admin.execute(f"{CAME_BY} WHERE campaign <> ''".encode()).fetchall() == [("summer",)]


async def test_an_unknown_payload_is_a_plain_start(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    greeted = await parlour.says("", "eve", kind=Kind.START)
    for who, payload in (("mia", "w-!!!"), ("tom", "ref_12345"), ("ann", "w-_____w")):
        assert await parlour.says(payload, who, kind=Kind.START) == greeted
    assert admin.execute(CAME_BY.encode()).fetchall() == [(None,)] * 4


async def test_stop_is_heard_before_a_tag(parlour: Parlour, admin: psycopg.Connection) -> None:
    await parlour.says("hello")
    await parlour.hears("stop [summer]")
    out = "SELECT opted_out_at IS NOT NULL FROM conversations"
    assert admin.execute(out).fetchall() == [(True,)]
