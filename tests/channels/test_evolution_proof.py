"""Only the salon's own server is heard, with a token that is fresh, ours, meant for us."""

import base64
import hmac
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.evolution.proof import verify
from channels.port import Account, MissingSecret, Request, Unauthentic

KEY = "evo-jwt-key"
NOW = 1_763_633_700
CLAIMS = {"iat": NOW, "exp": NOW + 600, "app": "evolution", "action": "webhook"}
HEADER = {"alg": "HS256", "typ": "JWT"}
# Made by the documented algorithm in another implementation, for these claims with this key.
RECORDED = (
    b"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3NjM2MzM3MDAsImV4cCI6MTc2MzYzNDMwMCwiYXBwIjoi"
    b"ZXZvbHV0aW9uIiwiYWN0aW9uIjoid2ViaG9vayJ9.sS09TIj-FFl_SSxBbpxoh9J8qZUtxoUmua6kd0aQ1Q4"
)


def part(value: object) -> bytes:
    return base64.urlsafe_b64encode(msgspec.json.encode(value)).rstrip(b"=")


def sealed(signed: bytes, key: str = KEY, digest: str = "sha256") -> bytes:
    mac = hmac.digest(key.encode(), signed, digest)
    return signed + b"." + base64.urlsafe_b64encode(mac).rstrip(b"=")


def token(header: Any = HEADER, key: str = KEY, **changed: object) -> bytes:  # noqa: ANN401 - JSON
    return sealed(part(header) + b"." + part(CLAIMS | changed), key)


def heard(header: bytes | None, *, keys: str = KEY, at: float = NOW) -> bool:
    headers = {} if header is None else {"authorization": header}
    account = Account("evolution", "path", {"jwt_key": keys})
    try:
        verify(account, Request(headers, b"{}", at=at))
    except Unauthentic:
        return False
    return True


def test_a_recorded_token_is_heard() -> None:
    assert heard(b"Bearer " + RECORDED)
    assert token() == RECORDED


def test_every_changed_byte_is_refused() -> None:
    right = b"Bearer " + RECORDED
    for place in range(len(right)):
        for flip in (1, 2, 32, 128):
            changed = bytearray(right)
            changed[place] ^= flip
            assert not heard(bytes(changed)), place


@pytest.mark.parametrize(
    "header",
    [
        None,
        b"",
        b"Bearer",
        b"Bearer ",
        b"Bearer ..",
        b"Bearer .",
        RECORDED,
        b"bearer " + RECORDED,
        b"Bearer  " + RECORDED,
        b"Bearer " + RECORDED + b"=",
        b"Bearer " + RECORDED + b" ",
        b"Bearer " + RECORDED + b"." + RECORDED,
        b"Bearer " + RECORDED.rpartition(b".")[0] + b".",
        b"Basic " + RECORDED,
        b"Bearer " + b"x" * 100_000,
        "Bearer gehéim".encode(),
        b"\xff\xfe",
    ],
)
def test_malformed_tokens_are_refused(header: bytes | None) -> None:
    assert not heard(header)


@pytest.mark.parametrize(
    "made",
    [
        token({"alg": "none"}),
        token({"alg": "HS512"}),
        token({"alg": "hs256"}),
        token({"typ": "JWT"}),
        token([]),
        token(key="another"),
        token(key=""),
        token(app="other"),
        token(action="login"),
        token(exp=None),
        token(exp="9999999999"),
        token(exp=True),
        token(iat=None),
        token(exp=NOW),
        token(exp=-1),
        token(iat=NOW + 301),
        sealed(part(HEADER) + b"." + part([CLAIMS])),
        sealed(part(HEADER) + b".{}"),
        sealed(part(HEADER) + b"."),
        sealed(part(HEADER)),
        sealed(b"\xff.\xff"),
        sealed(part(HEADER) + b"." + base64.urlsafe_b64encode(b"[" * 2000)),
        sealed(part(HEADER) + b"." + part(CLAIMS), digest="sha512"),
    ],
)
def test_a_token_that_is_signed_yet_not_meant_so_is_refused(made: bytes) -> None:
    assert not heard(b"Bearer " + made)


def test_an_unsigned_token_is_refused() -> None:
    bare = part({"alg": "none"}) + b"." + part(CLAIMS)
    assert not heard(b"Bearer " + bare)
    assert not heard(b"Bearer " + bare + b".")


@pytest.mark.parametrize(
    ("at", "expected"),
    [(NOW - 301, False), (NOW - 300, True), (NOW + 599, True), (NOW + 600, False), (0, False)],
)
def test_a_token_lives_for_its_ten_minutes(at: float, *, expected: bool) -> None:
    assert heard(b"Bearer " + RECORDED, at=at) == expected


def test_while_a_key_is_replaced_both_are_heard() -> None:
    assert heard(b"Bearer " + token(key="new"), keys="new, old")
    assert heard(b"Bearer " + token(key="old"), keys="new, old")
    assert not heard(b"Bearer " + token(key="new, old"), keys="new, old")


@pytest.mark.parametrize("keys", ["", " , "])
def test_without_a_key_nobody_is_heard(keys: str) -> None:
    with pytest.raises(MissingSecret, match="jwt_key"):
        heard(b"Bearer " + token(key=""), keys=keys)


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_whatever_is_signed_is_judged_without_falling_over(first: bytes, second: bytes) -> None:
    assert not heard(b"Bearer " + first + b"." + second)
    assert not heard(b"Bearer " + sealed(first + b"." + second))
