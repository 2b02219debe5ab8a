"""What a carrier hears in a whole message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels import carrier
from channels.message import Kind


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.OPT_OUT, "STOP UNSUBSCRIBE END QUIT STOPALL REVOKE OPTOUT CANCEL"),
        (Kind.OPT_IN, "START UNSTOP"),
        (Kind.HELP, "HELP INFO"),
    ],
)
def test_a_carriers_word_alone_is_heard_in_any_case(kind: Kind, words: str) -> None:
    for word in words.split():
        assert carrier.keyword(word) == kind
        assert carrier.keyword(f" {word.title()}\n") == kind
        assert carrier.keyword(word.lower()) == kind
        assert carrier.keyword(f"please {word}") is None


@pytest.mark.parametrize("text", ["", " ", "YES", "stop by at 5", "help me", "stop."])
def test_other_messages_are_no_words_of_a_carrier(text: str) -> None:
    assert carrier.keyword(text) is None


@pytest.mark.parametrize(
    ("text", "media", "kind"),
    [
        ("yes", False, Kind.TEXT),
        ("like this", True, Kind.MEDIA),
        ("", True, Kind.MEDIA),
        (" \n", False, Kind.UNSUPPORTED),
        ("Stop", True, Kind.OPT_OUT),
    ],
)
def test_a_message_is_what_it_holds(
    text: str,
    media: bool,  # noqa: FBT001 - a column of the table
    kind: Kind,
) -> None:
    assert carrier.kind(text, media=media) == kind


@pytest.mark.parametrize("value", ["+14155550123", "4915112345678", "72975", "911"])
def test_numbers_can_be_answered(value: str) -> None:
    assert carrier.is_number(value)


@pytest.mark.parametrize(
    "value", ["", "+", "AMAZON", "whatsapp:+14155550123", "+1415555012٣", "+1\n", "1" * 16]
)
def test_names_cannot_be_answered(value: str) -> None:
    assert not carrier.is_number(value)


def test_every_medium_keeps_its_address_with_its_family() -> None:
    found = [("https://a/0", "image/PNG"), ("https://a/1", "text/x-vcard"), ("https://a/2", "")]
    assert carrier.media_facts(found) == {
        "media_count": 3,
        "media_url": "https://a/0",
        "media_type": "image",
        "media_url_2": "https://a/1",
        "media_type_2": "document",
        "media_url_3": "https://a/2",
        "media_type_3": "document",
    }
    assert carrier.media_facts([]) == {}


@given(st.text(max_size=30))
def test_any_text_has_one_meaning(text: str) -> None:
    assert carrier.kind(text, media=False) in {
        Kind.TEXT,
        Kind.UNSUPPORTED,
        Kind.OPT_OUT,
        Kind.OPT_IN,
        Kind.HELP,
    }
