"""What an update means, and what no update can do."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.clean import LONGEST
from channels.message import Address, Inbound, Kind, heard
from channels.port import Unreadable
from channels.telegram.updates import parse

ANN = {"id": 23, "is_bot": False, "first_name": "Ann", "language_code": "en"}
PRIVATE = {"id": 23, "type": "private"}


def message(**fields: object) -> bytes:
    said = {"message_id": 7, "date": 1, "chat": PRIVATE, "from": ANN} | fields
    return msgspec.json.encode({"update_id": 5, "message": said})


def tap(**fields: object) -> bytes:
    query = {"id": "77", "from": ANN, "chat_instance": "1", "data": "slot:1"} | fields
    return msgspec.json.encode({"update_id": 6, "callback_query": query})


def only(body: bytes) -> Inbound:
    (event,) = parse(body)
    return event


def test_a_text_is_understood() -> None:
    assert only(message(text="haircut\x00")) == Inbound(
        Kind.TEXT, Address("23", "en"), "5", 5, "haircut", facts={"message_id": "7", "name": "Ann"}
    )


@pytest.mark.parametrize(
    ("text", "kind", "payload"),
    [
        ("/start", Kind.START, ""),
        ("/start ref_1", Kind.START, "ref_1"),
        ("/start@salon_bot ref_1", Kind.START, "ref_1"),
        ("/starter", Kind.TEXT, "/starter"),
        ("/help", Kind.TEXT, "/help"),
    ],
)
def test_only_the_start_command_starts(text: str, kind: Kind, payload: str) -> None:
    event = only(message(text=text))
    assert (event.kind, event.text) == (kind, payload)


def test_a_tap_carries_its_choice_with_its_query() -> None:
    event = only(tap(message={"message_id": 3, "chat": PRIVATE, "date": 0}))
    assert (event.kind, event.choice_id, event.callback) == (Kind.CHOICE, "slot:1", "77")
    assert (event.address.value, event.sequence, event.provider_id) == ("23", 6, "6")


def test_a_tap_under_a_message_too_old_to_show_is_still_a_tap() -> None:
    assert only(tap()).address == Address("23", "en")


def test_a_forged_choice_stays_within_its_64_bytes() -> None:
    assert only(tap(data="é" * 1000)).choice_id == "é" * 32


def test_ones_own_contact_card_is_a_phone_number() -> None:
    event = only(message(contact={"phone_number": "+4917012345", "user_id": 23}))
    assert (event.kind, event.text, event.facts["own"]) == (Kind.CONTACT, "+4917012345", True)


def test_anothers_contact_card_is_not_taken_for_ones_own_number() -> None:
    event = only(message(contact={"phone_number": "+4917012345", "user_id": 24}))
    assert (event.text, event.facts["own"]) == ("", False)


@pytest.mark.parametrize(
    ("field", "media"),
    [("photo", "image"), ("voice", "audio"), ("video_note", "video"), ("document", "document")],
)
def test_media_keep_their_caption(field: str, media: str) -> None:
    event = only(message(**{field: {"file_id": "x"}, "caption": "like this"}))
    assert (event.kind, event.text, event.facts["media_type"]) == (Kind.MEDIA, "like this", media)


@pytest.mark.parametrize(("status", "kind"), [("kicked", "blocked"), ("member", "unblocked")])
def test_a_block_is_told_apart_from_its_end(status: str, kind: str) -> None:
    change = {"chat": PRIVATE, "from": ANN, "new_chat_member": {"status": status}}
    body = msgspec.json.encode({"update_id": 5, "my_chat_member": change})
    assert only(body).kind == kind


@pytest.mark.parametrize(
    "body",
    [
        message(text="hi", chat={"id": -100, "type": "group"}),
        message(text="hi", **{"from": ANN | {"is_bot": True}}),
        message(new_chat_title="Friends"),
        message(),
        tap(data=""),
        tap(inline_message_id="9"),
        tap(message={"message_id": 3, "chat": {"id": -100, "type": "supergroup"}}),
        msgspec.json.encode({"update_id": 5}),
        msgspec.json.encode({"update_id": 5, "poll_answer": {"x": [1]}}),
        msgspec.json.encode({"update_id": 5, "message": "strange"}),
        msgspec.json.encode(
            {"update_id": 5, "my_chat_member": {"chat": PRIVATE, "new_chat_member": {}}}
        ),
        message(text="hi", chat={"id": 10**40, "type": "private"}),
    ],
)
def test_what_no_dialog_answers_is_acknowledged(body: bytes) -> None:
    assert parse(body) == ()


@pytest.mark.parametrize(
    ("field", "kind"), [("edited_message", Kind.EDIT), ("message_reaction", Kind.REACTION)]
)
def test_edits_with_reactions_are_known_yet_unheard(field: str, kind: Kind) -> None:
    content = {"message_id": 3, "chat": PRIVATE, "from": ANN, "text": "x", "new_reaction": []}
    body = msgspec.json.encode({"update_id": 5, field: content})
    (event,) = parse(body)
    assert event.kind == kind
    assert heard([event]) == []


@pytest.mark.parametrize("field", ["edited_message", "message_reaction"])
def test_a_groups_edits_with_reactions_are_nobodys(field: str) -> None:
    content = {"message_id": 3, "chat": {"id": -1, "type": "group"}}
    assert parse(msgspec.json.encode({"update_id": 5, field: content})) == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"{}",
        b'{"update_id": "x"}',
        b'{"update_id": -1}',
        b'{"update_id": 1e99}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b'{"update_id": 1, "message": ' + b"[" * 100_000 + b"}",
    ],
)
def test_what_is_no_update_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(body)


def test_a_strange_language_tag_is_no_language() -> None:
    assert only(message(text="x", **{"from": ANN | {"language_code": "ü\x00"}})).address == Address(
        "23"
    )


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=()), max_size=20)
)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner)
)
PERSON = st.fixed_dictionaries(
    {"id": st.integers() | JSON},
    optional={"is_bot": st.booleans(), "first_name": SCALARS, "language_code": SCALARS},
)
PLACE = st.fixed_dictionaries(
    {"id": st.integers() | JSON, "type": st.sampled_from(["private", "group"]) | SCALARS}
)
CONTENT = st.fixed_dictionaries(
    {"message_id": st.integers(), "chat": PLACE, "from": PERSON, "id": SCALARS},
    optional={
        "text": SCALARS,
        "data": SCALARS,
        "caption": SCALARS,
        "contact": JSON,
        "photo": JSON,
        "location": JSON,
        "message": JSON,
        "new_chat_member": JSON,
        "new_reaction": JSON,
    },
)
KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction", "x"]
UPDATES = st.fixed_dictionaries(
    {"update_id": st.integers() | JSON}, optional=dict.fromkeys(KINDS, CONTENT | JSON)
)


@given(UPDATES)
@example({"update_id": 2**62, "message": {"message_id": 1, "chat": PRIVATE, "text": "\ud800"}})
def test_any_update_is_understood_ignored_or_refused(update: dict[str, Any]) -> None:
    body = json.dumps(update).encode()
    try:
        found = parse(body)
    except Unreadable:
        return
    for event in found:
        assert 0 <= event.sequence < 2**63
        assert abs(int(event.address.value)) < 2**63
        assert event.provider_id == str(event.sequence)
        assert len(event.text) <= LONGEST
        assert len(event.choice_id.encode()) <= 64
        assert "\x00" not in f"{event.text}{event.choice_id}{event.callback}{event.facts}"
        f"{event}".encode()


@given(st.binary(max_size=300))
def test_any_bytes_are_understood_ignored_or_refused(body: bytes) -> None:
    try:
        parse(body)
    except Unreadable:
        return
