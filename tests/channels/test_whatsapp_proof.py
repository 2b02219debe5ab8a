"""Only Meta is heard, only the console's own subscription is confirmed."""

import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.port import Account, MissingSecret, Request, Unauthentic
from channels.whatsapp.proof import challenge, verify

SECRET = "TEST_APP_SECRET"
BODY = b'{"entry":[{"changes":[{"field":"messages","value":{"x":"d\\u00e9j\\u00e0 5\\/6"}}]}]}'
HEADER = "x-hub-signature-256"
OFFICIAL = b"sha256=0c61947b610d4f45e65f3d680e26027121ec2413e77598bcb6cfc6e0d9888221"


def account(**secrets: str) -> Account:
    return Account("whatsapp", "path", {"app_secret": SECRET, "verify_token": "méaty"} | secrets)


def signature(body: bytes = BODY, secret: str = SECRET) -> bytes:
    return b"sha256=" + hmac.digest(secret.encode(), body, "sha256").hex().encode()


def accepted(header: bytes | None, body: bytes = BODY, secret: str = SECRET) -> bool:
    headers = {} if header is None else {HEADER: header}
    try:
        verify(account(app_secret=secret), Request(headers, body))
    except Unauthentic:
        return False
    return True


def test_metas_own_vector_is_heard() -> None:
    assert accepted(OFFICIAL, b"test")
    assert not accepted(OFFICIAL, b"test\n")


def test_every_changed_byte_of_the_body_is_refused() -> None:
    right = signature()
    assert accepted(right)
    for place in range(len(BODY)):
        changed = bytearray(BODY)
        changed[place] ^= 1
        assert not accepted(right, bytes(changed))


def test_every_changed_byte_of_the_signature_is_refused() -> None:
    right = signature()
    for place in range(len(right)):
        for flip in (1, 32, 128):
            changed = bytearray(right)
            changed[place] ^= flip
            assert not accepted(bytes(changed))


@pytest.mark.parametrize(
    "header",
    [
        None,
        b"",
        b"sha256=",
        signature().removeprefix(b"sha256="),
        signature()[:-1],
        signature() + b"0",
        signature() + b", " + signature(),
        b"sha1=" + hmac.digest(SECRET.encode(), BODY, "sha1").hex().encode(),
        signature(secret=""),
        "sha256=gehéim".encode(),
        b"\xff\xfe",
    ],
)
def test_malformed_signatures_are_refused(header: bytes | None) -> None:
    assert not accepted(header)


@given(st.binary(max_size=80))
def test_no_other_bytes_are_heard(header: bytes) -> None:
    assert accepted(header) == (header == signature())


def test_while_a_secret_is_replaced_both_are_heard() -> None:
    assert accepted(signature(secret="new"), secret="new, old")
    assert accepted(signature(secret="old"), secret="new, old")
    assert not accepted(signature(secret="new, old"), secret="new, old")


@pytest.mark.parametrize("secret", ["", " , "])
def test_without_a_secret_nobody_is_heard(secret: str) -> None:
    with pytest.raises(MissingSecret, match="app_secret"):
        verify(account(app_secret=secret), Request({HEADER: signature(secret="")}, BODY))
    with pytest.raises(MissingSecret, match="verify_token"):
        challenge(account(verify_token=secret), asked())


def asked(**changed: str) -> Request:
    query = {"mode": "subscribe", "challenge": "0042", "verify_token": "méaty"} | changed
    return Request({}, b"", "GET", {f"hub.{name}": value for name, value in query.items()})


def test_the_challenge_comes_back_with_its_zeros() -> None:
    assert challenge(account(), asked()) == b"0042"
    assert challenge(account(verify_token="new,méaty"), asked()) == b"0042"


@pytest.mark.parametrize(
    "request_",
    [
        asked(mode="unsubscribe"),
        asked(mode=""),
        asked(challenge=""),
        asked(verify_token=""),
        asked(verify_token="meaty"),
        asked(verify_token="m\udce9aty"),
        Request({}, b"", "GET"),
    ],
)
def test_another_challenge_is_refused(request_: Request) -> None:
    with pytest.raises(Unauthentic):
        challenge(account(), request_)
