"""What a message that an Evolution server tells of means."""

from typing import Any

import pytest

from channels.evolution.updates import parse
from channels.message import Inbound, Kind, heard
from tests.channels.evolved import ANN, ANNS, key, told, upsert


def only(message: object, **changed: Any) -> Inbound:  # noqa: ANN401 - JSON
    (event,) = parse(upsert(message, **changed))
    assert isinstance(event, Inbound)
    return event


def test_a_text_is_understood() -> None:
    event = only({"conversation": "oi\x00"}, contextInfo={"stanzaId": "3EAA"})
    assert (event.kind, event.address.value, event.text) == (Kind.TEXT, ANN, "oi")
    assert (event.provider_id, event.sequence) == ("3EB0", 1763633700000)
    assert event.facts == {
        "message_id": "3EB0",
        "instance": "salon1",
        "name": "Ann",
        "timestamp": 1763633700,
        "reply_to": "3EAA",
    }


@pytest.mark.parametrize("event", ["messages.upsert", "MESSAGES_UPSERT", "messages-upsert"])
def test_an_event_is_known_in_every_spelling(event: str) -> None:
    assert len(parse(upsert({"conversation": "oi"}, event))) == 1


@pytest.mark.parametrize(
    ("sender", "address"),
    [
        ({"remoteJid": ANNS}, ANN),
        ({"remoteJid": f"{ANN}:12@s.whatsapp.net"}, ANN),
        ({"remoteJid": "123456@lid", "remoteJidAlt": ANNS, "addressingMode": "lid"}, ANN),
        ({"remoteJid": ANNS, "remoteJidAlt": "123456@lid", "addressingMode": "pn"}, ANN),
        ({"remoteJid": "123456:3@lid", "addressingMode": "lid"}, "123456@lid"),
        ({"remoteJid": "123456@lid", "remoteJidAlt": "120@g.us"}, "123456@lid"),
    ],
)
def test_a_person_is_known_by_the_phone_else_by_the_hidden_id(
    sender: dict[str, object], address: str
) -> None:
    event = only({"conversation": "oi"}, key=key(**sender))
    assert event.address.value == address
    assert event.facts.get("lid") == ("123456" if "lid" in str(sender) else None)


@pytest.mark.parametrize(
    "changed",
    [
        {"fromMe": True},
        {"remoteJid": "120363025246125486@g.us", "participant": ANNS},
        {"remoteJid": "status@broadcast", "participant": ANNS},
        {"remoteJid": "1234567@broadcast"},
        {"remoteJid": "120363@newsletter"},
        {"remoteJid": "0@s.whatsapp.net"},
        {"remoteJid": ""},
        {"remoteJid": None},
        {"remoteJid": f"{ANNS}\n"},
        {"remoteJid": "١٢٣٤٥٦٧@s.whatsapp.net"},
        {"id": ""},
        {"id": None},
        {"id": "x" * 1000},
        {"fromMe": "no"},
    ],
)
def test_what_no_single_customer_wrote_is_acknowledged(changed: dict[str, object]) -> None:
    assert parse(upsert({"conversation": "oi"}, key=key(**changed))) == ()


@pytest.mark.parametrize(
    "message",
    [
        {"listResponseMessage": {"title": "Ten", "singleSelectReply": {"selectedRowId": "a:1"}}},
        {"buttonsResponseMessage": {"selectedButtonId": "a:1", "selectedDisplayText": "Ten"}},
        {"templateButtonReplyMessage": {"selectedId": "a:1", "selectedDisplayText": "Ten"}},
        {
            "interactiveResponseMessage": {
                "body": {"text": "Ten"},
                "nativeFlowResponseMessage": {"paramsJson": '{"id":"a:1"}'},
            }
        },
        {
            "interactiveResponseMessage": {
                "nativeFlowResponseMessage": {"paramsJson": '{"id":"a:1","display_text":"Ten"}'}
            }
        },
    ],
)
def test_every_shape_of_a_tap_carries_its_choice(message: object) -> None:
    event = only(message)
    assert (event.kind, event.choice_id, event.text) == (Kind.CHOICE, "a:1", "Ten")


@pytest.mark.parametrize("params", ["{", "7", '{"id":7}', "\ud800", None])
def test_a_native_tap_that_cannot_be_read_is_its_text(params: str | None) -> None:
    said = {"body": {"text": "Ten"}, "nativeFlowResponseMessage": {"paramsJson": params}}
    event = only({"interactiveResponseMessage": said})
    assert (event.kind, event.text) == (Kind.TEXT, "Ten")


def test_a_forged_choice_stays_within_its_bytes() -> None:
    said = {"selectedButtonId": "é" * 1000}
    assert only({"buttonsResponseMessage": said}).choice_id == "é" * 128


TEXT = {"extendedTextMessage": {"text": "oi", "contextInfo": {"stanzaId": "3EAA"}}}


@pytest.mark.parametrize(
    "message",
    [
        TEXT,
        {"ephemeralMessage": {"message": TEXT}},
        {"viewOnceMessage": {"message": TEXT}, "messageContextInfo": {}},
        {"ephemeralMessage": {"message": {"viewOnceMessageV2": {"message": TEXT}}}},
    ],
)
def test_what_is_wrapped_is_opened(message: object) -> None:
    event = only(message)
    assert (event.kind, event.text, event.facts["reply_to"]) == (Kind.TEXT, "oi", "3EAA")


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("imageMessage", "image"),
        ("videoMessage", "video"),
        ("ptvMessage", "video"),
        ("audioMessage", "audio"),
        ("documentMessage", "document"),
        ("stickerMessage", "sticker"),
    ],
)
def test_media_keep_their_caption(name: str, media: str) -> None:
    said = {"caption": "so", "mimetype": "x/y", "url": "https://mmg.example/x"}
    event = only({name: said, "mediaUrl": "https://store.example/x"})
    assert (event.kind, event.text, event.facts["media_type"]) == (Kind.MEDIA, "so", media)
    assert event.facts["media_id"] == "3EB0"
    assert event.facts["media_url"] == "https://store.example/x"


def test_a_caption_of_a_document_is_found_in_its_wrapper() -> None:
    inside = {"documentMessage": {"caption": "so"}}
    event = only({"documentWithCaptionMessage": {"message": inside}})
    assert (event.facts["media_type"], event.text) == ("document", "so")


def vcard(waid: str) -> dict[str, str]:
    return {"vcard": f"BEGIN:VCARD\nitem1.TEL;waid={waid}:+55 11 98888-7777\nEND:VCARD"}


@pytest.mark.parametrize(
    ("message", "own"),
    [
        ({"contactMessage": vcard(ANN)}, True),
        ({"contactMessage": vcard("49170123")}, False),
        ({"contactsArrayMessage": {"contacts": [vcard(ANN)]}}, False),
    ],
)
def test_only_ones_own_card_is_ones_number(message: object, *, own: bool) -> None:
    event = only(message)
    phone = "+55 11 98888-7777"
    assert (event.kind, event.facts["phone"], event.facts["own"]) == (Kind.CONTACT, phone, own)
    assert event.text == (phone if own else "")


def test_a_place_is_told_in_degrees() -> None:
    event = only({"locationMessage": {"degreesLatitude": 1, "degreesLongitude": -2.5}})
    told_ = (event.facts["latitude"], event.facts["longitude"])
    assert (event.kind, told_) == (Kind.LOCATION, (1, -2.5))


@pytest.mark.parametrize(
    ("message", "kind", "facts", "text"),
    [
        (
            {"reactionMessage": {"key": {"id": "3EAA", "fromMe": True}, "text": "👍"}},
            Kind.REACTION,
            {"target": "3EAA", "emoji": "👍"},
            "",
        ),
        (
            {"reactionMessage": {"key": {"id": "3EAA"}, "text": ""}},
            Kind.REACTION,
            {"target": "3EAA", "emoji": None},
            "",
        ),
        ({"orderMessage": {}}, Kind.ORDER, {}, ""),
        (
            {"protocolMessage": {"key": {"id": "3EAA"}, "type": "REVOKE"}},
            Kind.DELETE,
            {"target": "3EAA"},
            "",
        ),
        ({"protocolMessage": {"key": {"id": "3EAA"}, "type": 0}}, Kind.DELETE, {}, ""),
        (
            {
                "editedMessage": {
                    "message": {
                        "protocolMessage": {
                            "key": {"id": "3EAA"},
                            "type": 14,
                            "editedMessage": {"conversation": "às dez"},
                        }
                    }
                }
            },
            Kind.EDIT,
            {"target": "3EAA"},
            "às dez",
        ),
    ],
)
def test_what_no_dialog_answers_is_known_yet_unheard(
    message: object, kind: Kind, facts: dict[str, object], text: str
) -> None:
    event = only(message)
    assert (event.kind, event.text) == (kind, text)
    assert facts.items() <= event.facts.items()
    assert heard([event]) == []


@pytest.mark.parametrize(
    "message",
    [
        {"pollCreationMessageV3": {"name": "?"}},
        {"hologramMessage": {}},
        {"conversation": ""},
        {"conversation": 7},
        {"extendedTextMessage": "x"},
        {"listResponseMessage": []},
        {"interactiveResponseMessage": {}},
        {"locationMessage": {"degreesLatitude": None}},
        {"contactsArrayMessage": {"contacts": []}},
    ],
)
def test_what_nobody_understands_is_at_least_a_message(message: object) -> None:
    event = only(message)
    assert (event.kind, event.address.value, event.text) == (Kind.UNSUPPORTED, ANN, "")


@pytest.mark.parametrize(
    "message",
    [
        None,
        {},
        {"messageContextInfo": {}, "senderKeyDistributionMessage": {}},
        {"conversation": None},
        {"protocolMessage": {"key": {"id": "3EAA"}, "type": "EPHEMERAL_SETTING"}},
        {"protocolMessage": {"key": {"id": "3EAA"}}},
        {"protocolMessage": {"type": 0}},
        {"protocolMessage": 7},
    ],
)
def test_what_no_person_said_is_acknowledged(message: object) -> None:
    assert parse(upsert(message)) == ()


def test_what_could_not_be_decrypted_is_heard_when_it_comes_again() -> None:
    assert parse(upsert(None, messageStubType=2)) == ()
    assert only({"conversation": "oi"}).provider_id == "3EB0"


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        (1763633700, 1763633700),
        ("1763633700", 1763633700),
        ({"low": 1763633700, "high": 0, "unsigned": True}, 1763633700),
        (1e30, 0),
        (-1, 0),
        ("x", 0),
        ("²", 0),
        (None, 0),
        (10**30, 0),
    ],
)
def test_a_time_is_read_in_all_its_shapes(stamp: object, at: int) -> None:
    assert only({"conversation": "oi"}, messageTimestamp=stamp).sequence == at * 1000


def test_several_messages_at_once_are_all_told() -> None:
    one = {"key": key(id="a"), "message": {"conversation": "oi"}}
    found = parse(told("messages.upsert", [one, 7, one | {"key": key(id="b")}, {"key": 7}]))
    assert [event.provider_id for event in heard(found)] == ["a", "b"]
