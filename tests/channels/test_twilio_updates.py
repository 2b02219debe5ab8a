"""What a form of Twilio's means, what no form can do."""

import json
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.clean import LONGEST
from channels.message import Address, Event, Fate, Inbound, Kind, Receipt
from channels.port import Request, Unreadable
from channels.twilio.updates import parse

ANN, SALON = "+14155550123", "+14155550199"
AT = 1_763_633_700.5


def form(**fields: str) -> Request:
    said = {"MessageSid": "SM1", "From": ANN, "To": SALON, "SmsStatus": "received"} | fields
    return Request({}, urlencode(said).encode(), at=AT)


def only(request: Request) -> Event:
    (event,) = parse(request)
    return event


def heard(**fields: str) -> Inbound:
    event = only(form(**fields))
    assert isinstance(event, Inbound)
    return event


def test_a_text_is_understood() -> None:
    assert heard(Body="haircut \x00à 3 👍") == Inbound(
        Kind.TEXT,
        Address(ANN),
        "SM1",
        1_763_633_700_500,
        "haircut à 3 👍",
        facts={"message_id": "SM1", "to": SALON},
    )


@pytest.mark.parametrize(
    ("body", "told", "kind"),
    [
        ("Stop", "", Kind.OPT_OUT),
        ("cancel", "", Kind.OPT_OUT),
        ("ARRET", "STOP", Kind.OPT_OUT),
        ("start", "", Kind.OPT_IN),
        ("ja", "START", Kind.OPT_IN),
        ("info", "", Kind.HELP),
        ("yes", "", Kind.TEXT),
        ("please stop by at 5", "", Kind.TEXT),
        ("", "", Kind.UNSUPPORTED),
    ],
)
def test_a_carriers_words_are_told_apart(body: str, told: str, kind: Kind) -> None:
    event = heard(Body=body, **({"OptOutType": told} if told else {}))
    assert (event.kind, event.text) == (kind, body)


def test_several_media_are_one_message() -> None:
    media = {f"MediaUrl{at}": f"https://a/{at}" for at in range(3)}
    event = heard(Body="", NumMedia="3", MediaContentType0="image/png", **media)
    assert (event.kind, event.text) == (Kind.MEDIA, "")
    named = ("media_count", "media_type", "media_url", "media_type_2", "media_url_3")
    assert [event.facts.get(name) for name in named] == [
        *(3, "image", "https://a/0"),
        *("document", "https://a/2"),
    ]


@pytest.mark.parametrize("count", ["0", "", "x", "-1", "²", "9" * 5000])
def test_a_strange_count_of_media_is_none(count: str) -> None:
    assert heard(Body="x", NumMedia=count, MediaUrl0="https://a/0").kind == Kind.TEXT


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        ("sent", Fate.SENT),
        ("delivered", Fate.DELIVERED),
        ("read", Fate.READ),
        ("undelivered", Fate.FAILED),
        ("failed", Fate.FAILED),
    ],
)
def test_a_status_is_a_receipt(status: str, fate: Fate) -> None:
    assert only(form(MessageStatus=status, SmsStatus=status)) == Receipt("SM1", fate)
    assert only(form(SmsStatus=status)) == Receipt("SM1", fate)


def test_a_failure_keeps_its_code() -> None:
    event = only(form(MessageStatus="undelivered", ErrorCode="30003"))
    assert event == Receipt("SM1", Fate.FAILED, 30003)


@pytest.mark.parametrize(
    "request_",
    [
        form(MessageStatus="queued"),
        form(MessageStatus="sending"),
        form(MessageStatus="levitating"),
        form(MessageSid=""),
        form(From="AMAZON", Body="our sale"),
        form(From=f"whatsapp:{ANN}", Body="hi"),
        form(From=SALON, Body="hi"),
        Request({}, b"CallSid=CA1&Digits=1"),
        Request({}, b""),
        Request({"content-type": b"application/json"}, b'[{"specversion": "1.0"}]'),
    ],
)
def test_what_no_dialog_answers_is_acknowledged(request_: Request) -> None:
    assert parse(request_) == ()


@pytest.mark.parametrize("body", [b"", b"{", b"MessageSid=SM1", b"\xff"])
def test_what_says_json_without_being_any_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(Request({"content-type": b"application/json"}, body))


def test_broken_letters_do_not_hide_a_message() -> None:
    request = Request({}, b"MessageSid=SM1&From=%2B14155550123&Body=haircut%20%ff%zz")
    event = only(request)
    assert isinstance(event, Inbound)
    assert (event.kind, event.text) == (Kind.TEXT, "haircut \ufffd%zz")


TEXT = st.text(max_size=12)
NAMES = st.sampled_from(
    ["MessageSid", "SmsSid", "From", "To", "Body", "NumMedia"]
) | st.sampled_from(
    [
        "MediaUrl0",
        "MediaContentType0",
        "SmsStatus",
        "MessageStatus",
        "ErrorCode",
        "OptOutType",
        "Media",
    ]
)
VALUES = TEXT | st.sampled_from([ANN, SALON, "received", "delivered", "failed", "STOP", "2", "SM1"])


def harmless(request: Request) -> None:
    try:
        found = parse(request)
    except Unreadable:
        return
    for event in found:
        f"{event}".encode()
        assert "\x00" not in f"{event}"
        if isinstance(event, Inbound):
            assert 0 < len(event.provider_id) <= LONGEST
            assert len(event.text) <= LONGEST


@given(st.dictionaries(NAMES, VALUES))
def test_any_form_is_understood_or_ignored(fields: dict[str, str]) -> None:
    harmless(Request({}, urlencode(fields).encode(), at=AT))


@given(st.binary(max_size=300), st.sampled_from([b"", b"application/json", b"\xff"]))
def test_any_bytes_are_understood_ignored_or_refused(body: bytes, kind: bytes) -> None:
    harmless(Request({"content-type": kind}, body, at=AT))
    harmless(Request({}, b"MessageSid=SM1&From=%2B14155550123&Body=" + body, at=AT))


@given(st.lists(st.dictionaries(TEXT, st.none() | st.booleans() | TEXT, max_size=3), max_size=2))
def test_any_json_is_ignored(value: object) -> None:
    body = json.dumps(value).encode()
    assert parse(Request({"content-type": b"application/json"}, body)) == ()
