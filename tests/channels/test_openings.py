"""Templates are whole in every language, filled with what fits, chosen as far as approved."""

import re
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import seed
from channels import outbox
from channels.message import Choice, Filled, Opening, Outbound
from channels.openings import choosing, registry
from channels.openings.choosing import Approval, Status
from channels.openings.registry import GAPS, LANGUAGES, LONGEST, Type
from channels.openings.texts import ANSWER_THERE, BODIES, BUTTONS
from channels.whatsapp import approved, gaps, requests
from channels.whatsapp.templates import Text
from foundation.crypto import Vault
from foundation.errors import Permanent
from foundation.settings import parse_keys
from tests.conftest import KEY

FULL = {
    Type.WORDS: "Ä" * 120,
    Type.PLAN: "Ä" * 500,
    Type.MONEY: "1" * 24,
    Type.MOMENT: "1" * 80,
    Type.LINK: "https://" + "x" * 292,
}
TAKE, NO = Choice("3.1", "Take it"), Choice("3.2", "No thanks")
OFFER = ("Friday 27 November, 17:00", "Ana", "Haircut", "40 EUR", "18:30")


def opening(*languages: str) -> Opening:
    return Opening("waitlist_offer_v1", tuple(Filled(one, OFFER) for one in languages))


@pytest.mark.parametrize("key", GAPS)
def test_a_template_says_the_same_in_every_language(key: str) -> None:
    assert re.fullmatch(r"[a-z_]+_v\d+", key)
    assert {*BODIES[key]} == {*LANGUAGES}
    assert {*BUTTONS.get(key, dict.fromkeys(LANGUAGES))} == {*LANGUAGES}
    assert len({len(registry.buttons(key, one)) for one in LANGUAGES}) == 1
    for language, body in BODIES[key].items():
        assert {*registry.names(body)} == {*GAPS[key]}, language
        assert body[0].isalpha(), "no gap at the beginning: Meta approves none"
        assert re.search(r"[A-Za-zÀ-ÿ]{3,}", body.rpartition("}")[2]), "nor at the end"
        titles = registry.buttons(key, language)
        assert all(0 < len(one) <= 20 for one in titles)
        assert len({*titles}) == len(titles)


def test_nothing_that_fills_all_gaps_is_longer_than_whatsapp_takes() -> None:
    for key, kinds in GAPS.items():
        for language in LANGUAGES:
            filled = Filled(language, tuple(FULL[kind] for kind in kinds.values()))
            registry.check(Opening(key, (filled,)))
            assert registry.length(registry.spoken(key, filled)) <= LONGEST


def test_each_language_can_be_answered_elsewhere() -> None:
    assert {*ANSWER_THERE} == {*LANGUAGES}


@pytest.mark.parametrize(
    ("place", "words", "named"),
    [
        (0, "on Friday", "its start"),
        (0, "27 November,\n17:00", "its start"),
        (1, "", "its staff"),
        (1, "A\tna", "its staff"),
        (2, "Hair     cut", "its services"),
        (2, "x" * 121, "its services"),
        (2, "💇" * 61, "its services"),
        (3, "free", "its price"),
        (3, "1" * 25, "its price"),
    ],
)
def test_what_does_not_fit_a_gap_is_refused_before_its_row_is_written(
    place: int, words: str, named: str
) -> None:
    given_ = (*OFFER[:place], words, *OFFER[place + 1 :])
    message = Outbound("x", opening=Opening("waitlist_offer_v1", (Filled("en", given_),)))
    with pytest.raises(Permanent, match=named) as refused:
        outbox.seal(Vault(parse_keys(f"test:{KEY}")), seed.SALON_ID, message)
    assert not words.strip() or words not in str(refused.value)


@pytest.mark.parametrize(
    "wrong",
    [
        Opening("nobodys_v1", (Filled("en", ()),)),
        Opening("waitlist_offer_v1", ()),
        Opening("waitlist_offer_v1", (Filled("xx", OFFER),)),
        Opening("waitlist_offer_v1", (Filled("en", OFFER[1:]),)),
        Opening("deposit_link_v1", (Filled("en", ("20 EUR", "http://pay.example")),)),
    ],
)
def test_what_no_template_says_is_refused(wrong: Opening) -> None:
    with pytest.raises(Permanent):
        registry.check(wrong)


def test_a_message_with_its_template_is_read_back_as_it_was() -> None:
    vault = Vault(parse_keys(f"test:{KEY}"))
    message = Outbound("x", (TAKE, NO), "Choose", opening("de", "en"))
    assert outbox.read(vault, seed.SALON_ID, outbox.seal(vault, seed.SALON_ID, message)) == message


@given(st.text(min_size=1, max_size=400))
def test_whatever_a_service_is_called_it_is_cut_to_fit(name: str) -> None:
    words = dict(zip(GAPS["waitlist_offer_v1"], OFFER, strict=True)) | {"services": name}
    made = registry.fill("waitlist_offer_v1", {"de": words, "en": words})
    if not name.strip() or not re.sub(r"[\s\x00-\x1f]+", "", name):
        return
    assert made is not None
    registry.check(made)
    (_, _, services, *_) = made.filled[0].gaps
    requests.send_template("16505550001", "x", "de", (Text(services, "services"),))


def test_what_cannot_be_cut_makes_no_template() -> None:
    assert registry.fill("deposit_refunded_v1", {"en": {"amount": "much money"}}) is None


def test_the_customers_own_language_comes_first_then_english() -> None:
    found = choosing.choose(opening("pt", "en"), ["de", "en", "en_US", "pt_BR"], (TAKE, NO))
    assert [one.code for one in found] == ["pt_BR", "en", "en_US"]
    assert found[0].payloads == ("3.1", "3.2")
    assert dict(found[0].gaps)["until"] == "18:30"
    assert choosing.choose(opening("pt", "en"), ["de"], ()) == ()


def test_buttons_without_choices_carry_their_own_words() -> None:
    [found] = choosing.choose(opening("en"), ["en"], ())
    assert found.payloads == ()


def described(key: str, language: str, **changed: object) -> dict[str, Any]:
    """Give a template as Meta lists what we have submitted."""
    said: dict[str, Any] = msgspec.json.decode(gaps.proposal(key, language))
    return {"status": "APPROVED"} | said | changed


def test_what_we_submit_is_what_we_know_again() -> None:
    made = [described(key, one) for key in GAPS for one in LANGUAGES]
    found, more = approved.read(msgspec.json.encode({"data": made}))
    assert more == ""
    assert {one.status for one in found} == {Status.APPROVED}
    assert not [place for place, status in choosing.missing(found).items() if status is None]


def test_a_template_with_other_gaps_or_buttons_is_not_ours() -> None:
    key = "waitlist_offer_v1"
    body = {"type": "BODY", "text": "It is {{start}}, is it?"}
    made = [
        described(key, "en", components=[body]),
        described(key, "de", components=described(key, "de")["components"][:1]),
        described("deposit_lapsed_v1", "en", components=[body, {"type": "HEADER"}]),
        described("deposit_lapsed_v1", "de", components=[body, {"type": "FOOTER", "text": "bye"}]),
        described(key, "de") | {"name": "somebody_elses"},
        described(key, "de") | {"language": "xx"},
    ]  # fmt: skip
    found, _ = approved.read(msgspec.json.encode({"data": made}))
    assert [one.status.value for one in found] == ["differs"] * 3 + ["approved"]


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"<html>", b'{"data": 7}', b'{"data": [7]}'])
def test_a_strange_list_of_templates_fails_or_gives_none(body: bytes) -> None:
    with suppress(Permanent):
        assert approved.read(body)[0] == ()


def test_what_meta_says_in_new_words_is_not_approved() -> None:
    made = [described("deposit_lapsed_v1", "en", status="IN_APPEAL")]
    found, _ = approved.read(msgspec.json.encode({"data": made}))
    assert found == (Approval("deposit_lapsed_v1", "en", Status.PENDING),)
