"""What a batch of the Cloud API means, and what no batch can do."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.clean import LONGEST
from channels.message import Event, Fate, Inbound, Kind, Notice, Receipt, Topic, heard
from channels.port import Unreadable
from channels.whatsapp.updates import parse

ANN = "16505550001"
SCOPED = "US.13491208655302741918"
MEDIA = ["image", "video", "audio", "voice", "document", "sticker"]


def batch(*values: object, field: str = "messages") -> bytes:
    changes = [{"field": field, "value": value} for value in values]
    entries = [{"id": "1", "changes": [one]} for one in changes]
    return json.dumps({"object": "whatsapp_business_account", "entry": entries}).encode()


def value(**more: object) -> dict[str, object]:
    return {"metadata": {"phone_number_id": "106"}} | more


def message(kind: str, **fields: object) -> dict[str, object]:
    return {"from": ANN, "id": "wamid.1", "timestamp": "1749416383", "type": kind} | fields


def events(*said: object, **more: object) -> tuple[Event, ...]:
    return parse(batch(value(messages=[*said], **more)))


def only(kind: str, **fields: object) -> Inbound:
    (event,) = events(message(kind, **fields))
    assert isinstance(event, Inbound)
    return event


def test_a_text_is_understood() -> None:
    contact = {"profile": {"name": "Ann"}, "wa_id": ANN, "user_id": SCOPED}
    (event,) = events(
        message("text", text={"body": "hi\x00"}, context={"id": "wamid.0"}), contacts=[contact]
    )
    assert isinstance(event, Inbound)
    assert (event.kind, event.address.value, event.text) == (Kind.TEXT, ANN, "hi")
    assert (event.provider_id, event.sequence) == ("wamid.1", 1749416383000)
    assert event.facts == {
        "message_id": "wamid.1",
        "phone_number_id": "106",
        "user_id": SCOPED,
        "name": "Ann",
        "timestamp": 1749416383,
        "reply_to": "wamid.0",
    }


def test_a_name_is_only_its_own_persons() -> None:
    (event,) = events(
        message("text", text={"body": "hi"}),
        contacts=[{"profile": {"name": "Bea"}, "wa_id": "1650"}, {"profile": {"name": "Cy"}}],
    )
    assert isinstance(event, Inbound)
    assert "name" not in event.facts


def test_who_hides_the_phone_is_known_by_the_scoped_id() -> None:
    said = message("text", text={"body": "hi"}, from_user_id=SCOPED)
    del said["from"]
    (event,) = events(said, contacts=[{"user_id": SCOPED, "profile": {"name": "Sheena"}}])
    assert isinstance(event, Inbound)
    assert (event.address.value, event.facts["name"]) == (SCOPED, "Sheena")


@pytest.mark.parametrize("kind", MEDIA)
def test_media_keep_their_caption_with_their_id(kind: str) -> None:
    event = only(kind, **{kind: {"id": "77", "caption": "so", "mime_type": "x/y", "voice": True}})
    assert (event.kind, event.text, event.facts["media_id"]) == (Kind.MEDIA, "so", "77")
    assert event.facts["media_type"] == {"voice": "audio"}.get(kind, kind)


@pytest.mark.parametrize("shape", ["button_reply", "list_reply"])
def test_a_tap_carries_its_choice(shape: str) -> None:
    picked = {"type": shape, shape: {"id": "slot:1", "title": "Ten"}}
    event = only("interactive", interactive=picked)
    assert (event.kind, event.choice_id, event.text) == (Kind.CHOICE, "slot:1", "Ten")


def test_a_templates_button_without_payload_is_its_text() -> None:
    assert only("button", button={"payload": "confirm:7", "text": "Yes"}).choice_id == "confirm:7"
    event = only("button", button={"payload": None, "text": "Yes"})
    assert (event.kind, event.text) == (Kind.TEXT, "Yes")


def test_a_forged_choice_stays_within_its_bytes() -> None:
    picked = {"button_reply": {"id": "é" * 1000, "title": ""}}
    assert only("interactive", interactive=picked).choice_id == "é" * 128


@pytest.mark.parametrize(
    ("answers", "token"),
    [
        ('{"flow_token":"f1","a":"b"}', "f1"),
        ('{"a":1}', None),
        ("{", None),
        ("[]", None),
        (None, None),
    ],
)
def test_a_form_tells_its_token_if_it_has_one(answers: str | None, token: str | None) -> None:
    event = only("interactive", interactive={"nfm_reply": {"response_json": answers}})
    assert (event.kind, event.facts["flow_token"]) == (Kind.FLOW, token)


def card(wa_id: str) -> dict[str, object]:
    return {"name": {}, "phones": [{"phone": "+1 650", "wa_id": wa_id}]}


def test_ones_own_card_is_a_phone_number() -> None:
    event = only("contacts", contacts=[card(ANN)])
    assert (event.kind, event.text, event.facts["own"]) == (Kind.CONTACT, "+1 650", True)


@pytest.mark.parametrize("cards", [[card("999")], [card(ANN), card("999")], [{}]])
def test_anothers_card_is_not_taken_for_ones_own(cards: list[object]) -> None:
    event = only("contacts", contacts=cards)
    assert (event.kind, event.text, event.facts["own"]) == (Kind.CONTACT, "", False)


def test_a_chat_that_is_opened_starts() -> None:
    event = only("request_welcome")
    assert (event.kind, event.text) == (Kind.START, "")


def test_the_advertisement_one_came_from_is_told() -> None:
    event = only("text", text={"body": "hi"}, referral={"source_id": "ad1", "headline": "x"})
    assert event.facts["referral"] == "ad1"


def test_a_place_is_told_in_degrees() -> None:
    event = only("location", location={"latitude": 1, "longitude": -2.5, "name": "Here"})
    told = [event.facts[name] for name in ("latitude", "longitude", "place")]
    assert (event.kind, told) == (Kind.LOCATION, [1, -2.5, "Here"])


@pytest.mark.parametrize(
    ("fields", "kind", "facts"),
    [
        ({"reaction": {"message_id": "w", "emoji": "👍"}}, Kind.REACTION, {"emoji": "👍"}),
        ({"reaction": {"message_id": "w"}}, Kind.REACTION, {"emoji": None, "target": "w"}),
        ({"order": {"catalog_id": "c", "product_items": [1, 2]}}, Kind.ORDER, {"items": 2}),
        ({"system": {"wa_id": "9"}}, Kind.SYSTEM, {"new_wa_id": "9"}),
        ({"system": {"type": "x"}}, Kind.SYSTEM, {"new_wa_id": None}),
        ({"edit": {"original_message_id": "w"}}, Kind.EDIT, {"target": "w"}),
        ({"revoke": {"original_message_id": "w"}}, Kind.DELETE, {"target": "w"}),
    ],
)
def test_what_no_dialog_answers_is_known_yet_unheard(
    fields: dict[str, object], kind: Kind, facts: dict[str, object]
) -> None:
    (name,) = fields
    event = only(name, **fields)
    assert event.kind == kind
    assert facts.items() <= event.facts.items()
    assert heard([event]) == []


@pytest.mark.parametrize(
    ("now", "text"),
    [
        ({"type": "text", "text": {"body": "new"}}, "new"),
        ({"type": "image", "image": {"caption": "new"}}, "new"),
        ({"type": "image", "image": {}}, ""),
    ],
)
def test_an_edit_tells_what_it_says_now(now: object, text: str) -> None:
    assert only("edit", edit={"original_message_id": "w", "message": now}).text == text


@pytest.mark.parametrize(
    "said",
    [
        message("hologram", hologram={}),
        message("unsupported", errors=[{"code": 131051}]),
        message("interactive"),
        message("interactive", interactive={"type": "button_reply"}),
        message("interactive", interactive=7),
        message("interactive", interactive={"button_reply": {"id": "", "title": ""}}),
        message("image"),
        message("text", text={"body": ""}),
        message("text", text={"body": 7}),
        message("text", text="hi"),
        message("location", location={"latitude": "x"}),
        message("contacts", contacts=[]),
        message("edit", edit={}),
        message("revoke", revoke={}),
        {"from": ANN, "id": "wamid.1"},
    ],
)
def test_what_nobody_understands_is_at_least_a_message(said: dict[str, object]) -> None:
    (event,) = events(said)
    assert isinstance(event, Inbound)
    assert (event.kind, event.address.value, event.text) == (Kind.UNSUPPORTED, ANN, "")


@pytest.mark.parametrize(
    "said",
    [
        message("text", text={"body": "hi"}, **{"from": None}),
        message("text", text={"body": "hi"}, id=""),
        message("text", text={"body": "hi"}, id="w" * 1000),
        message("text", text={"body": "hi"}, group_id="g"),
        {"type": "text"},
        7,
        None,
    ],
)
def test_what_is_nobodys_or_a_groups_is_acknowledged(said: object) -> None:
    assert events(said) == ()


def test_everything_of_a_batch_is_told_past_what_is_strange() -> None:
    one = message("text", text={"body": "one"})
    body = batch(
        value(messages=[7, one, {"id": {}}], statuses=[None]),
        7,
        value(messages={"0": one}),
        value(
            messages=[one | {"id": "wamid.2"}],
            statuses=[{"id": "wamid.O", "status": "read", "timestamp": "1", "recipient_id": ANN}],
            errors=[{"code": 131000, "title": "Something went wrong"}, "x"],
        ),
    )
    kinds = [type(event).__name__ for event in parse(body)]
    assert kinds == ["Inbound", "Notice", "Inbound", "Receipt"]


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        ("sent", Fate.SENT),
        ("delivered", Fate.DELIVERED),
        ("read", Fate.READ),
        ("played", Fate.READ),
        ("failed", Fate.FAILED),
    ],
)
def test_a_status_tells_a_messages_fate(status: str, fate: Fate) -> None:
    told = {"id": "wamid.O", "status": status, "timestamp": "5", "recipient_id": ANN}
    more = {"biz_opaque_callback_data": "t1", "errors": [{"code": 131047, "title": "Re-engage"}]}
    (receipt,) = parse(batch(value(statuses=[told | more])))
    assert isinstance(receipt, Receipt)
    assert receipt == Receipt("wamid.O", fate, 131047, receipt.facts)
    assert receipt.facts == {
        "phone_number_id": "106",
        "recipient": ANN,
        "tracker": "t1",
        "timestamp": 5,
        "reason": "Re-engage",
    }


def test_an_unknown_fate_is_none() -> None:
    assert parse(batch(value(statuses=[{"id": "wamid.O", "status": "pondered"}]))) == ()


def test_trouble_of_the_account_is_news() -> None:
    (notice,) = parse(batch(value(errors=[{"code": 130429}])))
    assert notice == Notice(Topic.TROUBLE, {"phone_number_id": "106", "error_code": 130429})


@pytest.mark.parametrize(
    "body",
    [
        batch(value(messages=[message("text", text={"body": "x"})]), field="smb_message_echoes"),
        batch({"message_echoes": [message("text")]}, field="smb_message_echoes"),
        batch({"event": "APPROVED"}, field="message_template_status_update"),
        b"{}",
        b"[]",
        b'"x"',
        b"null",
        b'{"entry": 7}',
        b'{"entry": [7, {"changes": {}}]}',
    ],
)
def test_what_is_no_customers_word_is_acknowledged(body: bytes) -> None:
    assert parse(body) == ()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"test", b'{"entry": NaN}', b'{"x": "\xff"}', b"[" * 100_000]
)
def test_what_is_no_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(body)


def test_a_time_out_of_this_world_is_no_time() -> None:
    for stamp in ["99999999999999", "-1", "x", "", 10**30, None, "²"]:
        assert only("text", text={"body": "x"}, timestamp=stamp).sequence == 0


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=()), max_size=20)
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
KINDS = [
    *("text", "location", "contacts", "reaction", "interactive", "button", "order", "system"),
    *("edit", "revoke", "unsupported", *MEDIA),
]
FIELDS = [
    *("id", "body", "caption", "name", "phones", "emoji", "message_id", "button_reply", "title"),
    *("list_reply", "nfm_reply", "response_json", "payload", "text", "message", "wa_id"),
    *("original_message_id", "latitude", "longitude"),
]
PARTS = st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4)
CONTENT = PARTS | st.lists(PARTS, max_size=2) | JSON
MESSAGE = st.builds(
    lambda sender, number, at, kind, content, more: {
        **more, "from": sender, "id": number, "timestamp": at, "type": kind, str(kind): content
    },
    SCALARS | st.just(ANN),
    SCALARS | st.just("wamid.1"),
    SCALARS | st.from_regex(r"[0-9]{1,14}", fullmatch=True),
    st.sampled_from(KINDS) | SCALARS,
    CONTENT,
    st.dictionaries(st.sampled_from(["context", "errors", "from_user_id", "text"]), JSON),
)  # fmt: skip
STATUS = st.fixed_dictionaries(
    {"id": SCALARS, "status": st.sampled_from(["sent", "failed"]) | SCALARS},
    optional={"errors": JSON, "timestamp": SCALARS, "recipient_id": SCALARS},
)
VALUE = st.fixed_dictionaries(
    {},
    optional={
        "metadata": JSON,
        "contacts": JSON,
        "messages": st.lists(MESSAGE, max_size=2) | JSON,
        "statuses": st.lists(STATUS, max_size=2) | JSON,
        "errors": JSON,
    },
)


@given(VALUE)
@example({"messages": [message("text", text={"body": "\ud800"})]})
@example({"messages": [message("text", text={"body": "x"}, timestamp=10**400)]})
def test_any_batch_is_understood_ignored_or_refused(said: dict[str, Any]) -> None:
    try:
        found = parse(batch(said))
    except Unreadable:
        return
    for event in found:
        f"{event}".encode()
        assert "\x00" not in f"{event}"
        if isinstance(event, Inbound):
            assert 0 <= event.sequence < 2**63
            assert event.provider_id == event.facts["message_id"] != ""
            assert event.address.value
            assert len(event.text) <= LONGEST
            assert len(event.choice_id.encode()) <= 256
            msgspec.json.encode(event)


@given(st.binary(max_size=300))
def test_any_bytes_are_understood_ignored_or_refused(body: bytes) -> None:
    try:
        parse(body)
    except Unreadable:
        return
