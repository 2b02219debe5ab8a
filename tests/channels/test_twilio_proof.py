"""Only Twilio is heard."""

import hmac
from base64 import b64encode
from hashlib import sha256
from urllib.parse import parse_qs, parse_qsl, quote_plus, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.port import Account, MissingSecret, Request, Unauthentic
from channels.twilio.proof import verify
from channels.twilio.wire import pairs

URL = "https://bot.example/hooks/twilio/path?x=a%20b"
TOKEN = "a1b2c3"
FIELDS = {"MessageSid": "SM1", "From": "+14155550123", "Body": "à 3 & 4 = 👍 ", "NumMedia": ""}
BODY = urlencode(FIELDS).encode()
FORM = b"application/x-www-form-urlencoded"


def signature(url: str, body: bytes, token: str = TOKEN) -> bytes:
    """Sign as Twilio's page tells it: names sorted, of each the distinct values sorted."""
    text = url
    fields = parse_qs(body.decode(), keep_blank_values=True)
    for name in sorted(fields):
        text += "".join(name + value for value in sorted(set(fields[name])))
    return b64encode(hmac.digest(token.encode(), text.encode(), "sha1"))


SIGNED = signature(URL, BODY)


def account(tokens: str = TOKEN) -> Account:
    return Account("twilio", "path", {"auth_token": tokens})


def accepted(
    given: bytes | None = SIGNED,
    url: str = URL,
    body: bytes = BODY,
    *,
    kind: bytes = FORM,
    tokens: str = TOKEN,
) -> bool:
    headers = {"content-type": kind} | ({} if given is None else {"x-twilio-signature": given})
    try:
        verify(account(tokens), Request(headers, body, url=url))
    except Unauthentic:
        return False
    return True


def test_the_right_signature_is_heard() -> None:
    assert accepted()


@pytest.mark.parametrize("flip", [1, 0x20, 0x80])
def test_every_changed_byte_is_refused(flip: int) -> None:
    for place in range(len(SIGNED)):
        assert not accepted(flipped(SIGNED, place, flip))
    for place in range(len(URL)):
        assert not accepted(url=flipped(URL.encode(), place, flip).decode("latin-1"))
    changed = [flipped(BODY, place, flip) for place in range(len(BODY))]
    for body in changed:
        # "%2b" says what "%2B" says: what is signed did not change.
        assert accepted(body=body) == (pairs(body) == pairs(BODY))
    assert sum(not accepted(body=body) for body in changed) > len(BODY) * 0.8


def flipped(given: bytes, place: int, flip: int) -> bytes:
    changed = bytearray(given)
    changed[place] ^= flip
    return bytes(changed)


@pytest.mark.parametrize(
    "header", [None, b"", b" ", SIGNED[:-1], SIGNED + b" ", "gehéim".encode(), b"\xff", b"x" * 9999]
)
def test_malformed_headers_are_refused(header: bytes | None) -> None:
    assert not accepted(header)


@pytest.mark.parametrize(
    ("called", "signed"),
    [
        ("https://b.example:8443/h?a=1:2", "https://b.example/h?a=1:2"),
        ("https://b.example/h", "https://b.example:443/h"),
        ("http://b.example/h", "http://b.example:80/h"),
        ("https://b.example", "https://b.example:443"),
        ("https://b.example?a=1", "https://b.example:443?a=1"),
        ("https://[::1]:8443/h", "https://[::1]/h"),
        ("https://[::1]/h", "https://[::1]:443/h"),
    ],
)
def test_the_port_may_be_signed_or_not(called: str, signed: str) -> None:
    assert accepted(signature(signed, BODY), called)
    assert accepted(signature(called, BODY), called)


@pytest.mark.parametrize(
    "signed", ["http://b.example/h", "https://b.example/h/", "https://b.example:8443/h"]
)
def test_another_address_is_not_ours(signed: str) -> None:
    assert not accepted(signature(signed, BODY), "https://b.example/h")


@pytest.mark.parametrize("url", ["", "/hooks/twilio/path", "\ud800://x"])
def test_without_a_known_address_nobody_is_heard(url: str) -> None:
    assert not accepted(url=url)


def test_while_a_token_is_replaced_both_are_heard() -> None:
    assert accepted(tokens=f"new, {TOKEN}")
    assert accepted(tokens=f"{TOKEN}, old")
    assert not accepted(tokens="new, old")


@pytest.mark.parametrize("secrets", [{}, {"auth_token": ""}, {"auth_token": " , "}])
def test_without_a_secret_nobody_is_heard(secrets: dict[str, str]) -> None:
    with pytest.raises(MissingSecret, match="auth_token"):
        verify(Account("twilio", "path", secrets), Request({}, b"", url=URL))


def test_json_is_proven_by_its_hash_in_the_address() -> None:
    body = b'{"a": 1}'
    url = f"{URL}&bodySHA256={sha256(body).hexdigest()}"
    signed, kind = signature(url, b""), b"application/json; charset=utf-8"
    assert accepted(signed, url, body, kind=kind)
    assert not accepted(signed, url, b'{"a": 2}', kind=kind)
    assert not accepted(signature(URL, b""), URL, body, kind=kind)
    assert not accepted(signed, url, body)
    assert not accepted(signed, f"{URL}&bodySHA256=%C3%A9", body, kind=kind)


def test_a_form_does_not_pass_for_json() -> None:
    assert not accepted(kind=b"application/json")


TEXT = st.text(max_size=8)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=6))
@example([("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234"), ("", ""), ("A", " ")])
def test_any_form_is_proven_as_twilio_proves_it(fields: list[tuple[str, str]]) -> None:
    body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields).encode()
    assert accepted(signature(URL, body), body=body)
    assert parse_qsl(body.decode(), keep_blank_values=True) == [
        (name.decode(), value.decode()) for name, value in pairs(body)
    ]


@given(st.binary(max_size=60), st.binary(max_size=30), st.text(max_size=30), st.binary(max_size=20))
def test_no_other_bytes_are_heard(body: bytes, header: bytes, url: str, kind: bytes) -> None:
    assert not accepted(header, url, body, kind=kind)
    assert not accepted(header, URL, body, kind=b"application/json")
