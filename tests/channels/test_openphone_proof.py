"""Only OpenPhone is heard, in both generations of its webhooks."""

import hmac
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.openphone.proof import verify
from channels.port import Account, MissingSecret, Request, Unauthentic

RAW = bytes(range(0x78, 0x98))  # bytes beyond 0x80 too
KEY = b64encode(RAW).decode()
NEW = "whsec_" + b64encode(b"another key, of 31 bytes.......").decode()
BODY = b'{"id":"EV1","type":"message.received"}'
NOW = 1_763_633_700.0
Headers = dict[str, bytes]


def legacy(stamp: str = "1763633700000", body: bytes = BODY, raw: bytes = RAW) -> Headers:
    digest = b64encode(hmac.digest(raw, f"{stamp}.".encode() + body, "sha256"))
    return {"openphone-signature": f"hmac;1;{stamp};{digest.decode()}".encode()}


def standard(stamp: str = "1763633700", body: bytes = BODY, message: str = "msg_1") -> Headers:
    covered = f"{message}.{stamp}.".encode() + body
    digest = hmac.digest(b"another key, of 31 bytes.......", covered, "sha256")
    return {
        "webhook-id": message.encode(),
        "webhook-timestamp": stamp.encode(),
        "webhook-signature": b"v1," + b64encode(digest),
    }


def accepted(
    headers: Headers, body: bytes = BODY, *, keys: str = f"{KEY},{NEW}", at: float = NOW
) -> bool:
    account = Account("openphone", "path", {"signing_key": keys})
    try:
        verify(account, Request(headers, body, at=at))
    except Unauthentic:
        return False
    return True


def flips(given: bytes) -> list[bytes]:
    """Every way in which one byte may differ in one bit of three."""
    return [
        bytes((*given[:place], given[place] ^ flip, *given[place + 1 :]))
        for place in range(len(given))
        for flip in (1, 0x20, 0x80)
    ]


@pytest.mark.parametrize("keys", [f"{KEY},{NEW}", f"{NEW}, {KEY}"])
def test_both_generations_are_heard_while_both_deliver(keys: str) -> None:
    assert accepted(legacy(), keys=keys)
    assert accepted(standard(), keys=keys)


@pytest.mark.parametrize("headers", [legacy(), standard()], ids=["legacy", "standard"])
def test_every_changed_byte_is_refused(headers: Headers) -> None:
    assert accepted(headers)
    for name, value in headers.items():
        for changed in flips(value):
            assert not accepted(headers | {name: changed}), changed
        assert not accepted({left: each for left, each in headers.items() if left != name})
    for changed in flips(BODY):
        assert not accepted(headers, changed)


@pytest.mark.parametrize("headers", [legacy(), standard()], ids=["legacy", "standard"])
def test_five_minutes_old_is_too_old_as_is_the_future(headers: Headers) -> None:
    assert accepted(headers, at=NOW + 300)
    assert accepted(headers, at=NOW - 300)
    assert not accepted(headers, at=NOW + 301)
    assert not accepted(headers, at=NOW - 301)


@pytest.mark.parametrize(
    "headers",
    [legacy("1763633700"), legacy(""), legacy("-1"), standard("1763633700000"), standard("x")],
)
def test_a_time_in_another_unit_is_no_time(headers: Headers) -> None:
    assert not accepted(headers)


def test_one_of_several_signatures_is_enough() -> None:
    good, name = legacy()["openphone-signature"], "openphone-signature"
    wrong = b"hmac;1;1763633700000;AAAA"
    assert accepted({name: wrong + b", " + good})
    assert accepted({name: good + b"," + wrong})
    assert not accepted({name: wrong + b"," + wrong})
    assert not accepted({name: b",".join([wrong] * 8 + [good])})
    newer = standard()
    signature = newer["webhook-signature"]
    assert accepted(newer | {"webhook-signature": b"v1,AAAA v2,x " + signature})
    assert not accepted(newer | {"webhook-signature": b"v1,AAAA v1," + signature})


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b";",
        b"hmac",
        b"hmac;1;1763633700000",
        legacy()["openphone-signature"] + b";",
        legacy()["openphone-signature"].replace(b";1;", b";2;"),
        "gehéim".encode(),
        b"\xff\x00",
        b"," * 10_000,
    ],
)
def test_malformed_signatures_are_refused(value: bytes) -> None:
    assert not accepted({"openphone-signature": value})
    assert not accepted(standard() | {"webhook-signature": value})


def test_a_header_of_the_other_generation_does_not_help() -> None:
    assert accepted(legacy() | standard(message="other", body=b"x"))
    assert not accepted(standard() | {"openphone-signature": b"x"})


def test_a_key_is_decoded_first() -> None:
    assert not accepted(legacy(raw=KEY.encode()))
    assert accepted(legacy(raw=b"k"), keys="aw")  # its padding was lost


def test_a_pretty_body_is_signed_as_it_is() -> None:
    body = b'{\n  "id": "EV1"\n}\n'
    assert accepted(legacy(body=body), body)


@pytest.mark.parametrize(
    ("headers", "keys"),
    [
        (legacy(), ""),
        (legacy(), " , "),
        (legacy(), NEW),
        (standard(), KEY),
        (standard(), "whsec_"),
        (legacy(), "no base64!"),
        ({}, ""),
    ],
)
def test_without_its_generations_key_nobody_is_heard(headers: Headers, keys: str) -> None:
    with pytest.raises(MissingSecret, match="signing_key"):
        accepted(headers, keys=keys)


def test_without_any_signature_nobody_is_heard() -> None:
    assert not accepted({}, keys=KEY)
    assert not accepted({}, keys=NEW)
    assert not accepted({"webhook-id": b"msg_1"})


NAMES = st.sampled_from([*legacy(), *standard()])


@given(st.dictionaries(NAMES, st.binary(max_size=40)), st.binary(max_size=40), st.floats())
def test_no_other_bytes_are_heard(headers: Headers, body: bytes, at: float) -> None:
    assert not accepted(headers, body, at=at)
    assert not accepted(legacy() | {"openphone-signature": b"hmac;1;1763633700000;" + body}, body)
